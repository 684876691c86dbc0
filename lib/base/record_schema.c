#include "base/record_schema.h"

#include "base/field_value.h"
#include "base/json.h"

#include <stdlib.h>

/* Starts a member of the object that is being written: its comma, if it needs one, and its name. */
static void start_member(struct buffer *buffer, const char *name)
{
    if (buffer->size && buffer->bytes[buffer->size - 1] != '{')
        buffer_char(buffer, ',');
    json_write_text(buffer, name);
    buffer_char(buffer, ':');
}

static void text_member(struct buffer *buffer, const char *name, const char *text)
{
    start_member(buffer, name);
    json_write_text(buffer, text);
}

static void reference_member(struct buffer *buffer, const char *name, const char *prefix)
{
    start_member(buffer, "$ref");
    buffer_char(buffer, '"');
    buffer_text(buffer, prefix);
    buffer_text(buffer, name);
    buffer_char(buffer, '"');
}

/* The field's range, under the two names its kind has for it; a side without a bound is left out. */
static void range_members(struct buffer *buffer, const struct field *field, const char *min, const char *max)
{
    if (!field_has_range(field))
        return;
    if (isfinite(field->min)) {
        start_member(buffer, min);
        json_write_number(buffer, field->min);
    }
    if (isfinite(field->max)) {
        start_member(buffer, max);
        json_write_number(buffer, field->max);
    }
}

static void formatted_text(struct buffer *buffer, const char *format)
{
    text_member(buffer, "type", "string");
    text_member(buffer, "format", format);
}

static void word_members(struct buffer *buffer, const struct names *names)
{
    text_member(buffer, "type", "string");
    start_member(buffer, "enum");
    for (int i = 1; i < names->count; i++) {
        buffer_char(buffer, i == 1 ? '[' : ',');
        json_write_text(buffer, names->words[i]);
    }
    buffer_char(buffer, ']');
}

static void list_members(struct buffer *buffer, const struct field *field, const char *prefix)
{
    text_member(buffer, "type", "array");
    start_member(buffer, "items");
    buffer_char(buffer, '{');
    if (field->of)
        reference_member(buffer, field->of->name, prefix);
    else
        text_member(buffer, "type", "string");
    buffer_char(buffer, '}');
    range_members(buffer, field, "minItems", "maxItems");
}

static void kind_members(struct buffer *buffer, const struct field *field, const char *prefix)
{
    switch (field->kind) {
    case KIND_TEXT:
        text_member(buffer, "type", "string");
        range_members(buffer, field, "minLength", "maxLength");
        if (field->code)
            text_member(buffer, "pattern", "^[A-Za-z0-9._:+-]+$");
        if (field->said)
            text_member(buffer, "pattern", "[^ \\t\\n\u00a0\u3000]");
        break;
    case KIND_INTEGER:
        text_member(buffer, "type", "integer");
        text_member(buffer, "format", "int64");
        range_members(buffer, field, "minimum", "maximum");
        break;
    case KIND_NUMBER:
        text_member(buffer, "type", "number");
        range_members(buffer, field, "minimum", "maximum");
        break;
    case KIND_BOOLEAN:
        text_member(buffer, "type", "boolean");
        break;
    case KIND_TIME:
    case KIND_MOMENT:
        formatted_text(buffer, "date-time");
        break;
    case KIND_UUID:
        formatted_text(buffer, "uuid");
        break;
    case KIND_DIGEST:
        text_member(buffer, "type", "string");
        text_member(buffer, "pattern", "^[0-9a-f]{64}$");
        break;
    case KIND_ENUM:
        word_members(buffer, field->names);
        break;
    case KIND_TEXTS:
    case KIND_LIST:
        list_members(buffer, field, prefix);
        break;
    case KIND_RECORD:
        reference_member(buffer, field->of->name, prefix);
        break;
    case KIND_JSON: /* any value, without any constraint, where nothing says what it is */
        if (field->of)
            list_members(buffer, field, prefix);
        else if (field->schema)
            reference_member(buffer, field->schema, prefix);
        break;
    }
}

static void lines_member(struct buffer *buffer, const char *about)
{
    BUFFER_OWNED struct buffer text = {0};
    buffer_text(&text, about);
    buffer_text(&text, "; may have several lines");
    text_member(buffer, "description", buffer_view(&text));
}

void field_schema(struct buffer *buffer, const struct field *field, const char *prefix)
{
    buffer_char(buffer, '{');
    kind_members(buffer, field, prefix);
    if (field->about && field->lines)
        lines_member(buffer, field->about);
    else if (field->about)
        text_member(buffer, "description", field->about);
    buffer_char(buffer, '}');
}

static void required_member(struct buffer *buffer, const struct record *record)
{
    bool any = false;
    for (size_t i = 0; i < record->count; i++) {
        if (!field_is_needed(record, &record->fields[i]))
            continue;
        if (!any)
            start_member(buffer, "required");
        buffer_char(buffer, any ? ',' : '[');
        json_write_text(buffer, record->fields[i].name);
        any = true;
    }
    if (any)
        buffer_char(buffer, ']');
}

/* Each alternative is that one of the members is there. */
static void alternatives_member(struct buffer *buffer, const struct record *record)
{
    for (size_t i = 0; i < record->any_of; i++) {
        if (!i)
            start_member(buffer, record->only_one ? "oneOf" : "anyOf");
        buffer_text(buffer, i ? ",{\"required\":[" : "[{\"required\":[");
        json_write_text(buffer, record->fields[record->any_from + i].name);
        buffer_text(buffer, "]}");
    }
    if (record->any_of)
        buffer_char(buffer, ']');
}

void record_schema(struct buffer *buffer, const struct record *record, const char *prefix)
{
    buffer_char(buffer, '{');
    text_member(buffer, "type", "object");
    if (record->about)
        text_member(buffer, "description", record->about);
    start_member(buffer, "properties");
    buffer_char(buffer, '{');
    for (size_t i = 0; i < record->count; i++) {
        start_member(buffer, record->fields[i].name);
        field_schema(buffer, &record->fields[i], prefix);
    }
    buffer_char(buffer, '}');
    required_member(buffer, record);
    alternatives_member(buffer, record);
    start_member(buffer, "additionalProperties");
    buffer_text(buffer, "false");
    buffer_char(buffer, '}');
}

/* Records met so far, in the order they were met. */
struct met {
    const struct record **items;
    size_t count, capacity;
};

static bool meet(struct met *met, const struct record *record)
{
    for (size_t i = 0; i < met->count; i++)
        if (met->items[i] == record)
            return true;
    if (met->count == met->capacity) {
        size_t capacity = met->capacity ? met->capacity * 2 : 16;
        const struct record **items = reallocarray(met->items, capacity, sizeof *items);
        if (!items)
            return false;
        met->items = items;
        met->capacity = capacity;
    }
    met->items[met->count++] = record;
    return true;
}

enum fault record_walk(const struct record *record, void (*visit)(const struct record *record, void *context),
                       void *context)
{
    struct met met = {0};
    bool complete = meet(&met, record);
    for (size_t i = 0; complete && i < met.count; i++) /* grows while it is walked */
        for (size_t j = 0; complete && j < met.items[i]->count; j++)
            if (met.items[i]->fields[j].of)
                complete = meet(&met, met.items[i]->fields[j].of);
    for (size_t i = 0; complete && i < met.count; i++)
        visit(met.items[i], context);
    free(met.items);
    return complete ? NOTHING_WRONG : FAULT_MEMORY;
}
