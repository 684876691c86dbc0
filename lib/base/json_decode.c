#include "base/field_value.h"
#include "base/json_value.h"

static enum fault refuse_type(const struct json *value, const char *wanted, const struct place *place,
                              struct reasons *reasons)
{
    static const char *const FOUND[] = {
        [VALUE_OBJECT] = TOLD("an object"),      [VALUE_ARRAY] = TOLD("an array"),
        [VALUE_TEXT] = TOLD("a text"),           [VALUE_INTEGER] = TOLD("a whole number"),
        [VALUE_REAL] = TOLD("a decimal number"), [VALUE_TRUE] = TOLD("true"),
        [VALUE_FALSE] = TOLD("false"),           [VALUE_NULL] = TOLD("null"),
    };
    place_reason(place, reasons, REASON_WRONG_TYPE, "must be %s, not %s", reason_word(reasons, wanted),
                 reason_word(reasons, FOUND[value_kind(value)]));
    return FAULT_INVALID;
}

static enum fault read_any(const struct json *value, const struct field *field, void *row, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer text = {0};
    value_write(&text, value);
    const char *copy = text.failed ? NULL : arena_copy(reasons->arena, text.bytes, text.size);
    if (!copy)
        return FAULT_MEMORY;
    *(const char **)field_in(field, row) = copy;
    return NOTHING_WRONG;
}

static enum fault read_integer(const struct json *value, const struct field *field, const struct place *place,
                               void *row, struct reasons *reasons)
{
    static const double EXACT = 9007199254740992.0; /* 2^53: past it a double no longer tells integers apart */
    if (value_kind(value) == VALUE_INTEGER)
        return field_put_integer(field, row, value_integer(value), place, reasons);
    double number = value_kind(value) == VALUE_REAL ? value_number(value) : NAN;
    if (number != trunc(number) || fabs(number) > EXACT)
        return refuse_type(value, TOLD("a whole number"), place, reasons);
    return field_put_integer(field, row, (int64_t)number, place, reasons);
}

static enum fault read_number(const struct json *value, const struct field *field, const struct place *place, void *row,
                              struct reasons *reasons)
{
    enum value_kind kind = value_kind(value);
    if (kind != VALUE_INTEGER && kind != VALUE_REAL)
        return refuse_type(value, TOLD("a number"), place, reasons);
    return field_put_number(field, row, value_number(value), place, reasons);
}

static enum fault read_boolean(const struct json *value, const struct field *field, const struct place *place,
                               void *row, struct reasons *reasons)
{
    enum value_kind kind = value_kind(value);
    if (kind != VALUE_TRUE && kind != VALUE_FALSE)
        return refuse_type(value, TOLD("true or false"), place, reasons);
    *(bool *)field_in(field, row) = kind == VALUE_TRUE;
    return NOTHING_WRONG;
}

static enum fault read_text(const struct json *value, const struct field *field, const struct place *place, void *row,
                            struct reasons *reasons)
{
    return value_kind(value) == VALUE_TEXT ? field_put_text(field, row, value_text(value), place, reasons)
                                           : refuse_type(value, TOLD("a text"), place, reasons);
}

static enum fault read_texts(const struct json *value, const struct field *field, const struct place *place, void *row,
                             struct reasons *reasons)
{
    if (value_kind(value) != VALUE_ARRAY)
        return refuse_type(value, TOLD("an array of texts"), place, reasons);
    size_t count = json_count(value);
    enum fault fault = field_check_count(field, count, place, reasons);
    const char **items = arena_array(reasons->arena, count, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count && fault != FAULT_MEMORY; i++) {
        const struct place at = {.above = place, .index = i};
        const struct json *item = json_item(value, i);
        enum fault found = value_kind(item) == VALUE_TEXT ? text_take(NULL, value_text(item), &at, reasons, &items[i])
                                                          : refuse_type(item, TOLD("a text"), &at, reasons);
        fault = found ? found : fault;
    }
    if (!fault)
        field_put_list(field, row, (struct list){items, count});
    return fault;
}

static enum fault read_object(const struct json *object, const struct record *record, const struct place *place,
                              const char *const *skip, void *row, struct reasons *reasons);

static enum fault read_record(const struct json *value, const struct field *field, const struct place *place, void *row,
                              struct reasons *reasons)
{
    void *inner = arena_alloc(reasons->arena, field->of->size);
    if (!inner)
        return FAULT_MEMORY;
    enum fault fault = read_object(value, field->of, place, NULL, inner, reasons);
    if (fault != FAULT_MEMORY) /* what is sound in it; json_decode hands out no row with a fault */
        field_put_record(field, row, inner);
    return fault;
}

static enum fault read_list(const struct json *value, const struct field *field, const struct place *place, void *row,
                            struct reasons *reasons)
{
    if (value_kind(value) != VALUE_ARRAY)
        return refuse_type(value, TOLD("an array of objects"), place, reasons);
    size_t count = json_count(value);
    enum fault fault = field_check_count(field, count, place, reasons);
    bool fits = !fault;
    char *items = arena_array(reasons->arena, count, field->of->size);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count && fault != FAULT_MEMORY; i++) {
        const struct place at = {.above = place, .index = i};
        enum fault found = read_object(json_item(value, i), field->of, &at, NULL, items + i * field->of->size, reasons);
        fault = found ? found : fault;
    }
    if (fits && fault != FAULT_MEMORY)
        field_put_list(field, row, (struct list){items, count});
    return fault;
}

static enum fault read_value(const struct json *value, const struct field *field, const struct place *place, void *row,
                             struct reasons *reasons)
{
    switch (field->kind) {
    case KIND_INTEGER:
        return read_integer(value, field, place, row, reasons);
    case KIND_NUMBER:
        return read_number(value, field, place, row, reasons);
    case KIND_BOOLEAN:
        return read_boolean(value, field, place, row, reasons);
    case KIND_TEXTS:
        return read_texts(value, field, place, row, reasons);
    case KIND_RECORD:
        return read_record(value, field, place, row, reasons);
    case KIND_LIST:
        return read_list(value, field, place, row, reasons);
    case KIND_JSON:
        return read_any(value, field, row, reasons);
    case KIND_TEXT:
    case KIND_TIME:
    case KIND_MOMENT:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_ENUM:
        break;
    }
    return read_text(value, field, place, row, reasons);
}

static void refuse_unknown(const struct json *object, const struct record *record, const struct place *place,
                           const char *const *skip, struct reasons *reasons)
{
    for (void *at = object_first(object); at; at = object_next(object, at)) {
        const struct place member = {.above = place, .name = member_name(at)};
        if (!record_field(record, member.name) && !names_have(skip, member.name))
            place_reason(&member, reasons, REASON_UNKNOWN, "is not a member of %s", record->name);
    }
}

/* Every member is looked up by its name; only when the object has more than were found are its own names read. */
static enum fault read_object(const struct json *object, const struct record *record, const struct place *place,
                              const char *const *skip, void *row, struct reasons *reasons)
{
    size_t before = reasons->found, known = 0;
    record_clear(record, row);
    if (value_kind(object) != VALUE_OBJECT)
        return refuse_type(object, TOLD("an object"), place, reasons);
    for (size_t i = 0; i < record->count; i++) {
        const struct field *field = &record->fields[i];
        const struct place member = {.above = place, .name = field->name};
        if (names_have(skip, field->name))
            continue;
        const struct json *value = object_member(object, field->name);
        known += value != NULL;
        /* null stands for absent, except where any value is asked for */
        bool given =
            value && (value_kind(value) != VALUE_NULL || (field->kind == KIND_JSON && field->need == REQUIRED));
        if (given && read_value(value, field, &member, row, reasons) == FAULT_MEMORY)
            return FAULT_MEMORY;
        if (!given && field_is_needed(record, field))
            place_reason(&member, reasons, REASON_MISSING, "is required");
    }
    for (const char *const *name = skip; name && *name; name++)
        known += object_member(object, *name) != NULL;
    if (known != object_count(object))
        refuse_unknown(object, record, place, skip, reasons);
    return reasons->found > before ? FAULT_INVALID : NOTHING_WRONG;
}

enum fault json_decode_sound(const struct json *object, const struct record *record, const char *pointer,
                             const char *const *skip, void *ret_row, struct reasons *reasons)
{
    const struct place place = {.name = pointer};
    return read_object(object, record, &place, skip, ret_row, reasons);
}

enum fault json_decode(const struct json *object, const struct record *record, const char *pointer,
                       const char *const *skip, void *ret_row, struct reasons *reasons)
{
    void *row = arena_alloc(reasons->arena, record->size); /* so that a failure leaves *ret_row as it was */
    if (!row)
        return FAULT_MEMORY;
    enum fault fault = json_decode_sound(object, record, pointer, skip, row, reasons);
    if (!fault)
        memcpy(ret_row, row, record->size);
    return fault;
}

enum fault json_read(const char *bytes, size_t size, struct json_limits limits, const struct record *record,
                     void *ret_row, struct reasons *reasons)
{
    struct json *root;
    enum fault fault = json_parse(bytes, size, limits, &root, reasons);
    if (fault)
        return fault;
    fault = json_decode(root, record, "", NULL, ret_row, reasons);
    json_free(root);
    return fault;
}
