#include "service/reading.h"

#include "base/csv.h"
#include "base/json.h"
#include "domain/interlock.h"
#include "service/cursor.h"
#include "store/find.h"

static enum fault unit_not_found(struct session *session, struct request *request, const char *serial,
                                 const char *part_number)
{
    struct unit otherwise;
    enum fault fault = find_unit_otherwise(session->store, serial, part_number, request->arena, &otherwise);
    if (fault == NOTHING_WRONG)
        return not_found(request, FAULT_NOT_FOUND, "there is no unit %s: one is on record as %s, in other capitals",
                         serial, otherwise.serial);
    if (part_number)
        return not_found(request, fault, "there is no unit of part number %s with serial %s", part_number, serial);
    return not_found(request, fault, "there is no unit %s", serial);
}

enum fault read_unit(struct session *session, struct request *request, const char *serial, const char *part_number,
                     struct unit *ret)
{
    struct units units;
    enum fault fault = find_units(session->store, serial, part_number, request->arena, &units);
    if (fault)
        return fault;
    if (!units.list.count)
        return unit_not_found(session, request, serial, part_number);
    if (units.list.count > 1) {
        refuse(&request->reasons, REFUSAL_UNIT_AMBIGUOUS, "several units have the serial %s; give the part number",
               serial);
        return FAULT_REFUSED;
    }
    *ret = units.list.items[0];
    return NOTHING_WRONG;
}

enum fault not_found(struct request *request, enum fault fault, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (fault == FAULT_NOT_FOUND)
        reason_vadd(&request->reasons, fault_row(fault)->code, NULL, format, args);
    va_end(args);
    return fault;
}

enum fault part_not_found(struct session *session, struct request *request, enum fault fault, const char *part_number,
                          const char *serial)
{
    struct component otherwise;
    if (fault != FAULT_NOT_FOUND)
        return fault;
    fault = find_component_otherwise(session->store, part_number, serial, request->arena, &otherwise);
    if (fault)
        return not_found(request, fault, "there is no %s %s", part_number, serial);
    interlock_serial_known(&otherwise, serial, &request->reasons);
    return FAULT_REFUSED;
}

enum fault answer_write(struct answer *answer, const struct record *record, const void *row)
{
    json_write(&answer->body, record, row);
    return answer->body.failed ? FAULT_MEMORY : NOTHING_WRONG;
}

int64_t page_limit(int64_t limit)
{
    return limit == ABSENT_INTEGER ? LIST_LIMIT_DEFAULT : limit;
}

size_t page_shown(size_t count, int64_t limit)
{
    return count > (size_t)limit ? (size_t)limit : count;
}

static void page_write_lines(struct answer *answer, const struct record *record, const void *items, size_t shown)
{
    if (!answer->body.size)
        csv_write_names(&answer->body, record);
    for (size_t i = 0; i < shown; i++)
        csv_write(&answer->body, record, (const char *)items + i * record->size);
}

static void page_write_items(struct answer *answer, const struct record *record, const void *items, size_t shown,
                             const char *cursor)
{
    buffer_text(&answer->body, "{\"items\":[");
    for (size_t i = 0; i < shown; i++) {
        if (i)
            buffer_char(&answer->body, ',');
        json_write(&answer->body, record, (const char *)items + i * record->size);
    }
    buffer_char(&answer->body, ']');
    if (cursor) {
        buffer_text(&answer->body, ",\"next_cursor\":\"");
        cursor_write(&answer->body, answer->list, cursor);
        buffer_char(&answer->body, '"');
    }
    buffer_char(&answer->body, '}');
}

enum fault page_write(struct answer *answer, const struct record *record, const void *items, size_t shown,
                      const char *cursor)
{
    switch (answer->form) {
    case FORM_JSON:
        page_write_items(answer, record, items, shown, cursor);
        break;
    case FORM_CSV:
        page_write_lines(answer, record, items, shown);
        answer->cursor = cursor;
        break;
    }
    return answer->body.failed ? FAULT_MEMORY : NOTHING_WRONG;
}

bool path_id(struct request *request, const char *text, const char *format, int64_t *ret)
{
    static const struct field ID = {.name = "id", .kind = KIND_INTEGER, .min = 1, .max = 9007199254740991.0};
    struct reasons scratch = {.arena = request->arena};
    if (field_from_text(&ID, ret, text, "", &scratch))
        return true;
    not_found(request, FAULT_NOT_FOUND, format, text);
    return false;
}

bool cursor_number(struct request *request, const char *cursor, int64_t *ret)
{
    static const struct field CURSOR = {.name = "cursor", .kind = KIND_INTEGER, .min = 0, .max = 9e15};
    *ret = 0;
    return !cursor || field_from_text(&CURSOR, ret, cursor, "/cursor", &request->reasons);
}

const char *number_cursor(struct request *request, bool more, int64_t number)
{
    return more ? arena_printf(request->arena, "%lld", (long long)number) : NULL;
}
