/* What may happen to a unit next at a station: the interlock's answer without posting. */
#include "service/reading.h"
#include "service/snapshot.h"
#include "store/find.h"

#include <string.h>

/* Asks the very rule that would decide what comes next for a run, a completion or, where it is paused, that it goes on;
 * nothing comes of its decision. It speaks as the operator named, or else as the one who began the run. */
static enum fault ask_run(struct session *session, struct request *request, struct snapshot *snapshot,
                                 const struct next_query *query, struct next_operation *next,
                                 struct reasons *reasons)
{
    const struct operator *named = snapshot->operator;
    struct operator began;
    const char *badge = query->operator ? query->operator : snapshot->run->operator;
    if (!query->operator && badge) {
        enum fault fault = find_operator(session->store, badge, request->arena, &began);
        if (fault && fault != FAULT_NOT_FOUND)
            return fault;
        snapshot->operator = fault ? NULL : &began;
    }
    const struct subject subject = {
        .unit = snapshot->unit->serial, .operation = next->operation, .operator = badge};
    const struct operation_completed completed = {.subject = subject};
    const struct operation_resumed resumed = {.subject = subject};
    const bool paused = next->state == OPERATION_PAUSED;
    struct decision decision;
    enum fault fault =
        paused ? EVENT_RULES[ENTRY_OPERATION_RESUMED].rule(snapshot, &resumed, &decision, reasons)
               : EVENT_RULES[ENTRY_OPERATION_COMPLETED].rule(snapshot, &completed, &decision, reasons);
    snapshot->operator = named;
    next->may_resume = paused && fault == NOTHING_WRONG;
    next->may_complete = !paused && fault == NOTHING_WRONG;
    return fault == FAULT_REFUSED ? NOTHING_WRONG : fault;
}

static enum fault ask_sign_off(const struct snapshot *snapshot, const struct next_query *query,
                               struct next_operation *next, struct reasons *reasons)
{
    const struct unit_signed data = {.subject =
                                         {
                                             .unit = snapshot->unit->serial,
                                             .operation = next->operation,
                                             .operator = query->operator},
    };
    enum fault fault = interlock_sign_off(snapshot, &data, query->operator!= NULL, reasons);
    next->may_sign = fault == NOTHING_WRONG && !reasons->found;
    return fault;
}

static void ask_start(const struct snapshot *snapshot, const struct next_query *query, struct next_operation *next,
                      struct reasons *reasons)
{
    const struct operation_started data = {
        .subject = {.unit = snapshot->unit->serial, .operation = next->operation, .operator = query->operator},
        .bay = query->bay,
        .tool = query->tool,
    };
    interlock_start(snapshot, &data, query->operator != NULL, reasons);
    next->may_start = !reasons->found;
}

/* What is completed is put into another, or leaves. */
static void ask_shipment(const struct snapshot *snapshot, struct request *request, const struct next_query *query,
                         struct next_view *view)
{
    const struct unit_shipped data = {
        .subject = {.unit = snapshot->unit->serial, .operator = query->operator},
    };
    struct reasons reasons = reasons_beside(&request->reasons);
    if (snapshot->unit->state != UNIT_COMPLETED || snapshot->unit->installed_in != ABSENT_INTEGER)
        return;
    interlock_shipment(snapshot, &data, query->operator != NULL, &reasons);
    view->may_ship = !reasons.found;
    view->ship_reasons.items = reasons.items;
    view->ship_reasons.count = reasons.count;
}

/* What the run has failed by, which it does when it is completed. */
static enum fault find_failing(const struct snapshot *snapshot, struct arena *arena, struct next_operation *next)
{
    next->fails.items =
        arena_array(arena, snapshot->measurements.count + snapshot->answers.count + 1, sizeof *next->fails.items);
    if (!next->fails.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->measurements.count; i++) {
        const struct measurement *measurement = &snapshot->measurements.items[i];
        if (measurement->verdict != VERDICT_PASSED)
            next->fails.items[next->fails.count++] = (struct failing){
                .characteristic = measurement->characteristic,
                .position = measurement->position,
                .value = measurement->value,
                .lower = measurement->lower,
                .upper = measurement->upper,
            };
    }
    for (size_t i = 0; i < snapshot->answers.count; i++) {
        const struct check_answer *answer = &snapshot->answers.items[i];
        if (answer->verdict != VERDICT_PASSED)
            next->fails.items[next->fails.count++] = (struct failing){
                .check = answer->check_name,
                .position = answer->position,
                .value = ABSENT_NUMBER,
                .lower = ABSENT_NUMBER,
                .upper = ABSENT_NUMBER,
                .answer = answer->answer,
            };
    }
    return NOTHING_WRONG;
}

static enum fault fill_next(struct session *session, struct request *request, struct snapshot *snapshot, int index,
                            const struct next_query *query, struct next_operation *next)
{
    const struct operation_definition *definition = snapshot->product->operations.items[index].definition;
    enum fault fault = snapshot_turn_to(session, index, SEE_EVIDENCE, request->arena, snapshot);
    if (fault)
        return fault;
    *next = (struct next_operation){
        .operation = definition->operation,
        .name = definition->name,
        .state = operation_standing(snapshot->product, snapshot->operations, index),
    };
    struct reasons reasons = reasons_beside(&request->reasons), sign_reasons = reasons;
    if (operation_is_open(next->state))
        fault = ask_run(session, request, snapshot, query, next, &reasons);
    else
        ask_start(snapshot, query, next, &reasons);
    if (fault == NOTHING_WRONG && operation_is_open(next->state) && operation_is_signed_off(definition))
        fault = ask_sign_off(snapshot, query, next, &sign_reasons);
    if (fault == NOTHING_WRONG && operation_is_open(next->state))
        fault = find_failing(snapshot, request->arena, next);
    struct needs needs;
    if (fault == NOTHING_WRONG)
        fault = operation_needs(snapshot, index, request->arena, &needs);
    if (fault)
        return fault;
    next->reasons.items = reasons.items;
    next->reasons.count = reasons.count;
    next->sign_reasons.items = sign_reasons.items;
    next->sign_reasons.count = sign_reasons.count;
    next->needs.items = needs.list.items;
    next->needs.count = needs.list.count;
    return NOTHING_WRONG;
}

enum fault view_next(struct session *session, struct request *request, struct answer *answer)
{
    const struct next_query *query = request->query;
    struct principal asking = request->principal;
    if (query->station)
        asking.station = query->station;
    if (!asking.station) {
        reason_add(&request->reasons, "missing-member", "/station", "say at which station");
        return FAULT_INVALID;
    }
    struct unit unit;
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault)
        return fault;
    const struct snapshot_question question = {
        .unit = unit.serial,
        .unit_part_number = unit.part_number,
        .operator = query->operator,
        .tool = query->tool,
        .station = asking.station,
    };
    struct snapshot snapshot;
    fault = snapshot_load(session, &asking, &question,
                          SEE_ROUTE | SEE_STATION | SEE_POSITIONS | SEE_BUILDERS | SEE_DEFECTS | SEE_ORDER_UNITS |
                              SEE_INSIDE | SEE_FAULTS_INSIDE,
                          request->arena, &snapshot);
    if (fault)
        return fault;
    struct next_view view = {.serial = unit.serial, .part_number = unit.part_number, .station = asking.station};
    size_t count = snapshot.product->operations.count;
    view.operations.items = arena_array(request->arena, count, sizeof *view.operations.items);
    if (!view.operations.items)
        return FAULT_MEMORY;
    ask_shipment(&snapshot, request, query, &view);
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++)
        if (!operation_is_done(snapshot.operations[i].state))
            fault = fill_next(session, request, &snapshot, (int)i, query,
                              &view.operations.items[view.operations.count++]);
    return fault ? fault : answer_write(answer, &NEXT_VIEW_RECORD, &view);
}
