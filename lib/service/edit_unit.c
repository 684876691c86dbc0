/* What quality decides about a unit: scrap it, waive an operation. */
#include "domain/rules.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/snapshot.h"
#include "store/find.h"

/* The unit with its whole route, as the rules for it see it. */
static enum fault load_unit_route(struct session *session, struct request *request, const struct unit *unit,
                                  const char *operation, struct snapshot *ret)
{
    const struct snapshot_question question = {
        .unit = unit->serial,
        .unit_part_number = unit->part_number,
        .operation = operation,
    };
    return snapshot_load(session, &request->principal, &question, SEE_ROUTE | SEE_ORDER_UNITS | SEE_DEFECTS,
                         request->arena, ret);
}

/* Operations of the unit that are running or paused. */
static int64_t count_open(const struct snapshot *snapshot)
{
    int64_t open = 0;
    for (size_t i = 0; i < snapshot->product->operations.count; i++)
        open += operation_is_open(snapshot->operations[i].state);
    return open;
}

static enum fault append_decided(struct session *session, struct request *request, const struct decision *decision,
                                 struct answer *answer)
{
    struct uuid id = uuid_is_zero(request->key) ? append_new_id(session) : request->key;
    return append_decision(session, &request->principal, id, decision, answer, request->arena);
}

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
    struct snapshot snapshot;
    struct unit holder;
    fault = load_unit_route(session, request, &unit, NULL, &snapshot);
    if (fault == NOTHING_WRONG && unit.installed_in != ABSENT_INTEGER)
        fault = find_unit(session->store, unit.installed_in, request->arena, &holder);
    if (fault)
        return fault;
    unit_may_be_scrapped(&unit, unit.installed_in == ABSENT_INTEGER ? NULL : &holder, count_open(&snapshot),
                         &request->reasons);
    fault = edit_decided(request);
    struct decision decision = {.entries = {{.kind = ENTRY_UNIT_SCRAPPED, .data = &data}}, .count = 1};
    if (fault == NOTHING_WRONG)
        fault = decide_order_completed(&snapshot, &decision, request->arena);
    return fault ? fault : append_decided(session, request, &decision, answer);
}

enum fault waive_operation(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_body *body = request->body;
    struct unit unit;
    enum fault fault = read_unit(session, request, request->path[0], body->part_number, &unit);
    if (fault)
        return fault;
    const struct operation_waived data = {
        .unit = unit.serial,
        .part_number = unit.part_number,
        .operation = request->path[1],
        .reason = body->reason,
    };
    if (append_edit_repeated(session, request, ENTRY_OPERATION_WAIVED, &data, answer, &fault))
        return fault;
    struct snapshot snapshot;
    fault = load_unit_route(session, request, &unit, data.operation, &snapshot);
    if (fault == NOTHING_WRONG && snapshot.operation < 0)
        fault = not_found(request, FAULT_NOT_FOUND, "operation", data.operation);
    if (fault)
        return fault;
    operation_may_be_waived(&unit, &snapshot.operations[snapshot.operation], &request->reasons);
    interlock_last_operation(&snapshot, snapshot.operation, &request->reasons);
    fault = edit_decided(request);
    struct decision decision = {.entries = {{.kind = ENTRY_OPERATION_WAIVED, .data = &data}}, .count = 1};
    if (fault == NOTHING_WRONG)
        fault = decide_unit_completed(&snapshot, snapshot.operations, snapshot.operation, &decision, request->arena);
    return fault ? fault : append_decided(session, request, &decision, answer);
}
