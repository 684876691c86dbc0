#include "base/csv.h"

#include "base/json.h"

#include <string.h>

/* The wide ones too: a spreadsheet that was made in Japan takes them alike. */
static bool is_formula(const char *text)
{
    static const char *const STARTS[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++)
        if (!strncmp(text, STARTS[i], strlen(STARTS[i])))
            return true;
    return false;
}

void csv_write_text(struct buffer *buffer, const char *text)
{
    bool formula = is_formula(text);
    if (!strpbrk(text, ",\"\r\n")) {
        buffer_text(buffer, formula ? "'" : "");
        buffer_text(buffer, text);
        return;
    }
    buffer_text(buffer, formula ? "\"'" : "\"");
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "\"");
        buffer_add(buffer, at, plain);
        at += plain;
        if (*at) {
            buffer_text(buffer, "\"\"");
            at++;
        }
    }
    buffer_char(buffer, '"');
}

/* A value of a kind whose JSON has quotes, and nothing in them to escape. */
static void write_unquoted(struct buffer *buffer, const struct field *field, const void *row)
{
    size_t start = buffer->size;
    json_write_value(buffer, field, row);
    if (buffer->failed)
        return;
    buffer->size -= 2;
    memmove(buffer->bytes + start, buffer->bytes + start + 1, buffer->size - start);
}

static void write_word(struct buffer *buffer, const struct field *field, const void *row)
{
    const char *word = name_of(field->names, *(const int *)field_of(field, row));
    buffer_text(buffer, word ? word : "");
}

static void write_nested(struct buffer *buffer, const struct field *field, const void *row)
{
    BUFFER_OWNED struct buffer json = {0};
    json_write_value(&json, field, row);
    const char *text = buffer_view(&json);
    buffer->failed |= !text;
    if (text)
        csv_write_text(buffer, text);
}

static void write_value(struct buffer *buffer, const struct field *field, const void *row)
{
    switch (field->kind) {
    case KIND_TEXT:
        csv_write_text(buffer, *(const char *const *)field_of(field, row));
        break;
    case KIND_INTEGER:
    case KIND_NUMBER:
    case KIND_BOOLEAN:
        json_write_value(buffer, field, row);
        break;
    case KIND_TIME:
    case KIND_MOMENT:
    case KIND_UUID:
    case KIND_DIGEST:
        write_unquoted(buffer, field, row);
        break;
    case KIND_ENUM:
        write_word(buffer, field, row);
        break;
    case KIND_TEXTS:
    case KIND_RECORD:
    case KIND_LIST:
    case KIND_JSON:
        write_nested(buffer, field, row);
        break;
    }
}

void csv_write_names(struct buffer *buffer, const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        buffer_text(buffer, i ? "," : "");
        buffer_text(buffer, record->fields[i].name);
    }
    buffer_text(buffer, "\r\n");
}

void csv_write(struct buffer *buffer, const struct record *record, const void *row)
{
    for (size_t i = 0; i < record->count; i++) {
        buffer_text(buffer, i ? "," : "");
        if (!field_absent(&record->fields[i], row))
            write_value(buffer, &record->fields[i], row);
    }
    buffer_text(buffer, "\r\n");
}
