/* What happened to a unit, as the journal has it. */
#include "service/reading.h"
#include "store/find_history.h"

/* A cursor is the position before which a page begins: the latest comes first. */
enum fault view_unit_events(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_events_query *query = request->query;
    int64_t limit = page_limit(query->limit), before;
    struct unit unit;
    struct journal_rows rows;
    if (!cursor_number(request, query->cursor, &before))
        return FAULT_INVALID;
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault == NOTHING_WRONG)
        fault = find_entries_of_unit(session->store, unit.unit_id, before ? before : INT64_MAX, limit + 1,
                                     request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    struct unit_event *items = arena_array(request->arena, shown, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < shown; i++)
        items[i] = (struct unit_event){rows.list.items[i].journal_position, rows.list.items[i].bytes};
    bool more = shown < rows.list.count;
    return page_write(answer, &UNIT_EVENT_RECORD, items, shown,
                      number_cursor(request, more, more ? items[shown - 1].journal_position : 0));
}
