#include "store/row_value.h"

#include "base/field_value.h"
#include "base/json.h"
#include "base/time.h"

/* What was written here is read here: these limits only keep a damaged text from running away. */
static const struct json_limits OWN_LIMITS = {.depth = 32, .items = 1000000};

static enum fault text_of_json(const struct field *field, const void *row, struct arena *arena, struct bind *ret)
{
    BUFFER_OWNED struct buffer buffer = {0};
    json_write_value(&buffer, field, row);
    const char *text = buffer.failed ? NULL : arena_copy(arena, buffer.bytes, buffer.size);
    if (!text)
        return FAULT_MEMORY;
    *ret = bind_text(text);
    return NOTHING_WRONG;
}

static enum fault text_of_moment(const struct field *field, const void *row, struct arena *arena, struct bind *ret)
{
    char *text = arena_alloc(arena, TIME_TEXT_SIZE);
    if (!text)
        return FAULT_MEMORY;
    moment_format(*(const struct moment *)field_of(field, row), text);
    *ret = bind_text(text);
    return NOTHING_WRONG;
}

static bool field_is_empty(const struct field *field, const void *row)
{
    if (field->kind == KIND_TEXTS || field->kind == KIND_LIST)
        return !field_list(field, row).count;
    return field->kind != KIND_ENUM && field_absent(field, row);
}

enum fault value_of_field(const struct field *field, const void *row, struct arena *arena, struct bind *ret)
{
    const void *value = field_of(field, row);
    if (field_is_empty(field, row)) {
        *ret = (struct bind){.kind = BOUND_NULL};
        return NOTHING_WRONG;
    }
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_JSON:
        *ret = bind_text(*(const char *const *)value);
        return NOTHING_WRONG;
    case KIND_INTEGER:
    case KIND_TIME:
        *ret = bind_integer(*(const int64_t *)value);
        return NOTHING_WRONG;
    case KIND_BOOLEAN:
        *ret = bind_integer(*(const bool *)value);
        return NOTHING_WRONG;
    case KIND_ENUM:
        *ret = bind_integer(*(const int *)value);
        return NOTHING_WRONG;
    case KIND_NUMBER:
        *ret = bind_number(*(const double *)value);
        return NOTHING_WRONG;
    case KIND_MOMENT:
        return text_of_moment(field, row, arena, ret);
    case KIND_UUID:
        *ret = bind_bytes(value, sizeof(struct uuid));
        return NOTHING_WRONG;
    case KIND_DIGEST:
        *ret = bind_bytes(value, sizeof(struct digest));
        return NOTHING_WRONG;
    case KIND_TEXTS:
    case KIND_RECORD:
    case KIND_LIST:
        break;
    }
    return text_of_json(field, row, arena, ret);
}

/* The JSON reader fills whole records: the text is read as the only member of one. */
static enum fault field_from_json(const struct field *field, const char *text, struct arena *arena, void *row)
{
    const char *whole = arena_printf(arena, "{\"%s\":%s}", field->name, text);
    if (!whole)
        return FAULT_MEMORY;
    struct list list = {0};
    struct field alone = *field;
    alone.offset = 0;
    const struct record holder = {
        .name = field->name,
        .size = field->kind == KIND_RECORD ? sizeof list.items : sizeof list,
        .fields = &alone,
        .count = 1,
    };
    struct reasons reasons = {.arena = arena};
    enum fault fault = json_read(whole, strlen(whole), OWN_LIMITS, &holder, &list, &reasons);
    if (fault)
        return fault == FAULT_MEMORY ? FAULT_MEMORY : FAULT_CORRUPT;
    memcpy(field_in(field, row), &list, holder.size);
    return NOTHING_WRONG;
}

static enum fault field_from_engine_text(const struct field *field, struct bind value, struct arena *arena, void *row)
{
    if (!value.text)
        return FAULT_MEMORY; /* the engine had none to put it in */
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_JSON: {
        const char *copy = arena_copy(arena, value.text, value.size);
        if (!copy)
            return FAULT_MEMORY;
        memcpy(field_in(field, row), &copy, sizeof copy);
        return NOTHING_WRONG;
    }
    case KIND_MOMENT:
        return moment_parse(value.text, field_in(field, row)) ? NOTHING_WRONG : FAULT_CORRUPT;
    case KIND_TEXTS:
    case KIND_RECORD:
    case KIND_LIST:
        return field_from_json(field, value.text, arena, row);
    case KIND_INTEGER:
    case KIND_NUMBER:
    case KIND_BOOLEAN:
    case KIND_TIME:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_ENUM:
        break;
    }
    return FAULT_CORRUPT;
}

static enum fault field_from_integer(const struct field *field, int64_t integer, void *row)
{
    void *member = field_in(field, row);
    if (field->kind == KIND_INTEGER || field->kind == KIND_TIME)
        *(int64_t *)member = integer;
    else if (field->kind == KIND_NUMBER) /* an engine may store 5.0 as 5 */
        *(double *)member = (double)integer;
    else if (field->kind == KIND_BOOLEAN && (integer == 0 || integer == 1))
        *(bool *)member = integer;
    else if (field->kind == KIND_ENUM && integer >= 0 && integer < field->names->count)
        *(int *)member = (int)integer;
    else
        return FAULT_CORRUPT;
    return NOTHING_WRONG;
}

static enum fault field_from_bytes(const struct field *field, struct bind value, void *row)
{
    const size_t size = field->kind == KIND_UUID     ? sizeof(struct uuid)
                        : field->kind == KIND_DIGEST ? sizeof(struct digest)
                                                     : 0;
    if (!size || value.size != size)
        return FAULT_CORRUPT;
    memcpy(field_in(field, row), value.text, size);
    return NOTHING_WRONG;
}

enum fault field_from_value(const struct field *field, struct bind value, struct arena *arena, void *row)
{
    switch (value.kind) {
    case BOUND_NULL:
        return NOTHING_WRONG; /* the row was cleared */
    case BOUND_INTEGER:
        return field_from_integer(field, value.integer, row);
    case BOUND_NUMBER:
        if (field->kind != KIND_NUMBER)
            return FAULT_CORRUPT;
        *(double *)field_in(field, row) = value.number;
        return NOTHING_WRONG;
    case BOUND_TEXT:
        return field_from_engine_text(field, value, arena, row);
    case BOUND_BYTES:
        return field_from_bytes(field, value, row);
    }
    return FAULT_CORRUPT;
}
