#include "rackline/answer.h"

#include "base/csv.h"
#include "base/time.h"
#include "rackline/screen.h"
#include "rackline/table.h"
#include "rackline/value_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool put(struct buffer *text)
{
    bool whole = !text->failed && (!text->size || fwrite(text->bytes, 1, text->size, stdout) == text->size) &&
                 !fflush(stdout);
    buffer_free(text);
    return whole;
}

/* ---- CSV: the same columns and cells as the daemon's own ---- */

static void csv_cell(struct buffer *buffer, const struct json *value)
{
    BUFFER_OWNED struct buffer parts = {0};
    switch (value ? value_kind(value) : VALUE_NULL) {
    case VALUE_NULL:
        break;
    case VALUE_FALSE:
    case VALUE_TRUE:
    case VALUE_INTEGER:
    case VALUE_REAL:
        value_write(buffer, value);
        break;
    case VALUE_TEXT:
        csv_write_text(buffer, value_text(value));
        break;
    case VALUE_ARRAY:
    case VALUE_OBJECT:
        value_write(&parts, value);
        const char *text = buffer_view(&parts);
        buffer->failed |= !text;
        if (text)
            csv_write_text(buffer, text);
        break;
    }
}

static void csv_row(struct buffer *buffer, const struct record *record, const struct json *object)
{
    for (size_t i = 0; i < record->count; i++) {
        buffer_text(buffer, i ? "," : "");
        csv_cell(buffer, object_member(object, record->fields[i].name));
    }
    buffer_text(buffer, "\r\n");
}

/* ---- one thing ---- */

bool answer_thing(const struct words *words, const struct http_reply *reply, const struct json *thing)
{
    struct buffer text = {0};
    struct screen screen = screen_of_output();
    const struct record *record = words->command->answer;
    if (words->general.output == OUTPUT_TABLE) {
        screen_thing(&text, &screen, thing);
    } else if (words->general.output == OUTPUT_CSV && record) {
        csv_write_names(&text, record);
        csv_row(&text, record, thing);
    } else {
        buffer_add(&text, reply->body.bytes, reply->body.size);
        buffer_char(&text, '\n');
    }
    return put(&text);
}

/* An order that was planned for a time that is past on the plant's clock: a slip, perhaps. */
static void tell_past_due(const struct json *entry)
{
    const char *due = json_text_member(object_member(entry, "data"), "due");
    const char *recorded = json_text_member(entry, "recorded");
    struct moment then, now;
    if (due && recorded && moment_parse(due, &then) && moment_parse(recorded, &now) && then.us < now.us)
        fprintf(stderr, "rackline: it was due at %s, which is past: it is late from the beginning\n", due);
}

bool answer_entry(const struct words *words, const struct http_reply *reply, const struct json *entry)
{
    const char *type = json_text_member(entry, "type");
    const struct json *position = object_member(entry, "journal_position");
    tell_past_due(entry);
    if (words->general.output != OUTPUT_TABLE || !type || !position)
        return answer_thing(words, reply, entry);
    struct buffer text = {0};
    buffer_printf(&text, "%s, journal position ", type);
    value_cell(&text, position);
    buffer_text(&text, reply->status == 200 ? ": it was done before\n" : "\n");
    return put(&text);
}

/* ---- a list ---- */

static const struct json *items_of(const struct json *page)
{
    return object_member(page, "items");
}

static void stream_items(const struct answer_list *list, const struct json *items, size_t count, struct buffer *text)
{
    const struct record *record = list->words->command->answer;
    bool csv = list->words->general.output == OUTPUT_CSV;
    if (csv && !list->begun)
        csv_write_names(text, record);
    for (size_t i = 0; i < count; i++) {
        if (csv) {
            csv_row(text, record, json_item(items, i));
        } else {
            value_write(text, json_item(items, i));
            buffer_char(text, '\n');
        }
    }
}

static bool keep_page(struct answer_list *list, struct json *page)
{
    struct json **pages = realloc(list->pages, (list->page_count + 1) * sizeof *pages);
    if (!pages) {
        json_free(page);
        return false;
    }
    list->pages = pages;
    list->pages[list->page_count++] = page;
    return true;
}

bool answer_page(struct answer_list *list, struct json *page, size_t most)
{
    size_t count = json_count(items_of(page));
    count = count < most ? count : most;
    int output = list->words->general.output;
    if (output == OUTPUT_TABLE || output == OUTPUT_JSON) {
        list->written += count;
        return keep_page(list, page);
    }
    struct buffer text = {0};
    stream_items(list, items_of(page), count, &text);
    list->begun = true;
    list->written += count;
    json_free(page);
    return put(&text);
}

static void list_rows(const struct answer_list *list, const struct json **rows)
{
    size_t used = 0;
    for (size_t i = 0; i < list->page_count; i++) {
        const struct json *items = items_of(list->pages[i]);
        for (size_t j = 0; j < json_count(items) && used < list->written; j++)
            rows[used++] = json_item(items, j);
    }
}

static bool is_column(const struct field *field)
{
    return field->kind != KIND_LIST && field->kind != KIND_RECORD && field->kind != KIND_JSON;
}

/* Every member that is no list, where the command names none. */
static void default_columns(const struct record *record, struct buffer *columns)
{
    for (size_t i = 0; i < record->count; i++) {
        if (!is_column(&record->fields[i]))
            continue;
        buffer_text(columns, record->fields[i].name);
        buffer_char(columns, ' ');
    }
}

static void add_rows(const struct answer_list *list, const struct json *const *rows, struct buffer *text)
{
    const struct command *command = list->words->command;
    struct screen screen = screen_of_output();
    BUFFER_OWNED struct buffer columns = {0};
    if (list->words->general.output == OUTPUT_TABLE) {
        if (!command->columns)
            default_columns(command->answer, &columns);
        const char *names = command->columns ? command->columns : buffer_view(&columns);
        if (list->written && names)
            table_add(text, &screen, 0, rows, list->written, names);
        else
            buffer_text(text, "There are none.\n");
        return;
    }
    buffer_char(text, '[');
    for (size_t i = 0; i < list->written; i++) {
        buffer_text(text, i ? ",\n" : "\n");
        value_write(text, rows[i]);
    }
    buffer_text(text, "\n]\n");
}

bool answer_end(struct answer_list *list)
{
    struct buffer text = {0};
    int output = list->words->general.output;
    if (output == OUTPUT_TABLE || output == OUTPUT_JSON) {
        const struct json **rows = calloc(list->written + 1, sizeof *rows);
        if (!rows)
            return false;
        list_rows(list, rows);
        add_rows(list, rows, &text);
        free(rows);
    }
    return put(&text);
}

void answer_list_free(struct answer_list *list)
{
    for (size_t i = 0; i < list->page_count; i++)
        json_free(list->pages[i]);
    free(list->pages);
}

void answer_training(const struct words *words, const struct http_reply *reply)
{
    if (*reply->training && words->general.output == OUTPUT_TABLE && isatty(STDERR_FILENO))
        fprintf(stderr, "TRAINING: this line's clock runs at another rate (%s)\n", reply->training);
}
