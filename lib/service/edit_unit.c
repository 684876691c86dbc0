/* What quality decides about a unit as a whole: that it is scrapped. */
#include "domain/edit_rules.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/snapshot.h"
#include "store/find.h"
#include "store/find_nesting.h"

enum fault scrap_unit(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_body *body = request->body;
    struct unit unit;
    enum fault fault = read_unit(session, request, request->path[0], body->part_number, &unit);
    if (fault)
        return fault;
    const struct unit_named data = {.unit = unit.serial, .part_number = unit.part_number, .reason = body->reason};
    if (append_edit_repeated(session, request, ENTRY_UNIT_SCRAPPED, &data, answer, &fault))
        return fault;
    const struct snapshot_question question = {.unit = unit.serial, .unit_part_number = unit.part_number};
    struct snapshot snapshot;
    struct unit holder;
    struct open_runs runs;
    fault = snapshot_load(session, &request->principal, &question, SEE_ORDER_UNITS, request->arena, &snapshot);
    if (fault == NOTHING_WRONG)
        fault = find_runs_open_inside(session->store, unit.unit_id, request->arena, &runs);
    if (fault == NOTHING_WRONG && unit.installed_in != ABSENT_INTEGER)
        fault = find_left_with(session->store, unit.unit_id, request->arena, &holder);
    if (fault == FAULT_NOT_FOUND)
        fault = find_unit(session->store, unit.installed_in, request->arena, &holder);
    if (fault)
        return fault;
    unit_may_be_scrapped(&unit, unit.installed_in == ABSENT_INTEGER ? NULL : &holder, (int64_t)runs.list.count,
                         &request->reasons);
    fault = edit_decided(request);
    struct decision decision = {.entries = {{.kind = ENTRY_UNIT_SCRAPPED, .data = &data}}, .count = 1};
    if (fault == NOTHING_WRONG)
        fault = decide_order_completed(&snapshot, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}
