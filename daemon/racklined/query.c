#include "racklined/query.h"

#include "racklined/router.h"

#include <string.h>

enum { PARAMETERS_MAX = 64 };

struct reading {
    const struct record *record;
    void *row;
    bool seen[PARAMETERS_MAX]; /* by the field's index */
    struct reasons *reasons;
};

static void read_parameter(struct reading *reading, const char *name, const char *value)
{
    struct reasons *reasons = reading->reasons;
    const struct field *field = reading->record ? record_field(reading->record, name) : NULL;
    const char *pointer = arena_printf(reasons->arena, "/%s", name);
    if (!field) {
        reason_add(reasons, "parameter-unknown", NULL, "There is no query parameter %s here.", name);
        return;
    }
    size_t index = (size_t)(field - reading->record->fields);
    if (index < PARAMETERS_MAX && reading->seen[index]) {
        reason_add(reasons, "parameter-repeated", pointer, "The query parameter %s is there more than once.", name);
        return;
    }
    if (index < PARAMETERS_MAX)
        reading->seen[index] = true;
    field_from_text(field, reading->row, value, pointer, reasons);
}

static enum fault read_pair(struct reading *reading, const char *pair, size_t size)
{
    struct arena *arena = reading->reasons->arena;
    const char *equals = memchr(pair, '=', size);
    size_t name_size = equals ? (size_t)(equals - pair) : size;
    const char *name, *value = "";
    enum fault fault = percent_decode(pair, name_size, true, arena, &name);
    if (!fault && equals)
        fault = percent_decode(equals + 1, size - name_size - 1, true, arena, &value);
    if (fault == FAULT_MALFORMED) {
        reason_add(reading->reasons, "query-malformed", NULL, "An escape in the query is broken or not allowed there.");
        return NOTHING_WRONG;
    }
    if (!fault)
        read_parameter(reading, name, value);
    return fault;
}

static void require_fields(const struct reading *reading)
{
    for (size_t i = 0; i < reading->record->count && i < PARAMETERS_MAX; i++) {
        const struct field *field = &reading->record->fields[i];
        if (field->need == REQUIRED && !reading->seen[i])
            reason_add(reading->reasons, "parameter-missing", arena_printf(reading->reasons->arena, "/%s", field->name),
                       "The query parameter %s is missing.", field->name);
    }
}

enum fault query_read(const char *query, const struct record *record, const void **ret_row, struct reasons *reasons)
{
    struct reading reading = {.record = record, .reasons = reasons};
    size_t found = reasons->found;
    if (record) {
        reading.row = arena_alloc(reasons->arena, record->size);
        if (!reading.row)
            return FAULT_MEMORY;
        record_clear(record, reading.row);
    }
    for (const char *at = query ? query : ""; *at;) {
        size_t size = strcspn(at, "&");
        enum fault fault = size ? read_pair(&reading, at, size) : NOTHING_WRONG;
        if (fault)
            return fault;
        at += size;
        at += *at == '&';
    }
    if (record)
        require_fields(&reading);
    if (reasons->found > found)
        return FAULT_INVALID;
    *ret_row = reading.row;
    return NOTHING_WRONG;
}
