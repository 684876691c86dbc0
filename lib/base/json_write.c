#include "base/json.h"

#include "base/digest.h"
#include "base/field_value.h"
#include "base/number.h"
#include "base/time.h"
#include "base/uuid.h"

static bool needs_escape(unsigned char character)
{
    return character < 0x20 || character == '"' || character == '\\';
}

static size_t plain_size(const char *text)
{
    size_t size = 0;
    while (!needs_escape((unsigned char)text[size])) /* the NUL at the end needs one too */
        size++;
    return size;
}

static void write_escape(struct buffer *buffer, unsigned char character)
{
    static const char DIGITS[] = "0123456789abcdef", SHORT[] = "\b\t\n\f\r\"\\", LETTERS[] = "btnfr\"\\";
    const char *found = strchr(SHORT, character);
    char escape[6] = {'\\', 'u', '0', '0', DIGITS[character >> 4], DIGITS[character & 15]};
    if (found)
        escape[1] = LETTERS[found - SHORT];
    buffer_add(buffer, escape, found ? 2 : 6);
}

void json_write_text(struct buffer *buffer, const char *text)
{
    size_t size = plain_size(text);
    char *room = buffer_room(buffer, size + 2);
    if (!room)
        return;
    room[0] = '"';
    memcpy(room + 1, text, size);
    buffer->size += size + 1;
    for (text += size; *text; text += size) { /* almost never: most texts end at their first stop */
        write_escape(buffer, (unsigned char)*text++);
        size = plain_size(text);
        buffer_add(buffer, text, size);
    }
    buffer_char(buffer, '"');
}

void json_write_number(struct buffer *buffer, double number)
{
    char text[NUMBER_TEXT_SIZE];
    buffer_text(buffer, isfinite(number) ? number_format(number, text) : "null");
}

/* The kinds whose text has a known longest size are formatted where they go. */
static void write_time(struct buffer *buffer, struct moment moment)
{
    char *room = buffer_room(buffer, TIME_TEXT_SIZE + 2);
    if (!room)
        return;
    room[0] = '"';
    moment_format(moment, room + 1);
    size_t size = strlen(room);
    room[size] = '"';
    buffer->size += size + 1;
}

static void write_uuid(struct buffer *buffer, struct uuid id)
{
    char *room = buffer_room(buffer, UUID_TEXT_SIZE + 1);
    if (!room)
        return;
    room[0] = '"';
    uuid_format(id, room + 1);
    room[UUID_TEXT_SIZE] = '"';
    buffer->size += UUID_TEXT_SIZE + 1;
}

static void write_digest(struct buffer *buffer, struct digest digest)
{
    char *room = buffer_room(buffer, DIGEST_TEXT_SIZE + 1);
    if (!room)
        return;
    room[0] = '"';
    digest_format(digest, room + 1);
    room[DIGEST_TEXT_SIZE] = '"';
    buffer->size += DIGEST_TEXT_SIZE + 1;
}

static void write_texts(struct buffer *buffer, struct list list)
{
    const char *const *items = list.items;
    buffer_char(buffer, '[');
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            buffer_char(buffer, ',');
        json_write_text(buffer, items[i]);
    }
    buffer_char(buffer, ']');
}

static void write_rows(struct buffer *buffer, const struct record *record, struct list list)
{
    buffer_char(buffer, '[');
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            buffer_char(buffer, ',');
        json_write(buffer, record, (const char *)list.items + i * record->size);
    }
    buffer_char(buffer, ']');
}

static void write_word(struct buffer *buffer, const char *word)
{
    if (word)
        json_write_text(buffer, word);
    else
        buffer_text(buffer, "null");
}

static void write_present(struct buffer *buffer, const struct field *field, const void *row)
{
    const void *value = field_of(field, row);
    switch (field->kind) {
    case KIND_TEXT:
        json_write_text(buffer, *(const char *const *)value);
        break;
    case KIND_INTEGER:
        buffer_integer(buffer, *(const int64_t *)value);
        break;
    case KIND_NUMBER:
        json_write_number(buffer, *(const double *)value);
        break;
    case KIND_BOOLEAN:
        buffer_text(buffer, *(const bool *)value ? "true" : "false");
        break;
    case KIND_TIME:
        write_time(buffer, (struct moment){.us = *(const int64_t *)value});
        break;
    case KIND_MOMENT:
        write_time(buffer, *(const struct moment *)value);
        break;
    case KIND_UUID:
        write_uuid(buffer, *(const struct uuid *)value);
        break;
    case KIND_DIGEST:
        write_digest(buffer, *(const struct digest *)value);
        break;
    case KIND_ENUM:
        write_word(buffer, name_of(field->names, *(const int *)value));
        break;
    case KIND_TEXTS:
        write_texts(buffer, field_list(field, row));
        break;
    case KIND_RECORD:
        json_write(buffer, field->of, field_record(field, row));
        break;
    case KIND_LIST:
        write_rows(buffer, field->of, field_list(field, row));
        break;
    case KIND_JSON:
        buffer_text(buffer, *(const char *const *)value);
        break;
    }
}

static bool is_list(const struct field *field)
{
    return field->kind == KIND_TEXTS || field->kind == KIND_LIST;
}

void json_write_value(struct buffer *buffer, const struct field *field, const void *row)
{
    if (!field_absent(field, row))
        write_present(buffer, field, row);
    else
        buffer_text(buffer, is_list(field) ? "[]" : "null");
}

/* `,"name":` in one piece. The names in record tables are plain: nothing in them wants escaping. */
static void write_name(struct buffer *buffer, const char *name)
{
    size_t size = strlen(name);
    char *room = buffer_room(buffer, size + 4);
    if (!room)
        return;
    char *at = room;
    if (buffer->bytes[buffer->size - 1] != '{')
        *at++ = ',';
    *at++ = '"';
    memcpy(at, name, size);
    at += size;
    *at++ = '"';
    *at++ = ':';
    buffer->size += (size_t)(at - room);
}

void json_write_skipping(struct buffer *buffer, const struct record *record, const void *row, const char *const *skip)
{
    buffer_char(buffer, '{');
    for (size_t i = 0; i < record->count; i++) {
        const struct field *field = &record->fields[i];
        bool needed_list = is_list(field) && field->need == REQUIRED; /* an empty one is said, not left out */
        if ((field_absent(field, row) && !needed_list) || names_have(skip, field->name))
            continue;
        write_name(buffer, field->name);
        json_write_value(buffer, field, row);
    }
    buffer_char(buffer, '}');
}

void json_write(struct buffer *buffer, const struct record *record, const void *row)
{
    json_write_skipping(buffer, record, row, NULL);
}
