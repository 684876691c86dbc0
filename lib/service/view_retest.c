/* The shortest legal route of a unit, and of the units inside it, back to completed. */
#include "domain/retest.h"
#include "service/reading.h"
#include "service/snapshot.h"
#include "store/find.h"
#include "store/journal.h"

#include <string.h>

/* The steps of the whole tree as they are found: inner units before those that hold them. */
struct retest {
    struct session *session;
    struct request *request;
    struct retest_view view;
    size_t capacity;
};

static enum fault find_reason(struct retest *retest, int64_t journal_position, struct retest_reason **ret)
{
    struct arena *arena = retest->request->arena;
    struct retest_reason *reason = arena_alloc(arena, sizeof *reason);
    struct journal_row row;
    struct entry entry;
    struct reasons scratch = {.arena = arena};
    if (!reason)
        return FAULT_MEMORY;
    enum fault fault = journal_at(retest->session->store, journal_position, arena, &row);
    if (fault == NOTHING_WRONG)
        fault = entry_decode(row.bytes, strlen(row.bytes), &entry, &scratch);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    const struct subject *subject = event_subject(entry.kind, entry.data);
    *reason = (struct retest_reason){.journal_position = journal_position, .type = ENTRY_TYPES[entry.kind].name};
    reason->serial = subject ? subject->unit : NULL;
    if (entry.kind == ENTRY_COMPONENT_REMOVED) {
        const struct result_removed *removed = entry.result;
        reason->position = ((const struct component_removed *)entry.data)->position;
        reason->component_part_number = removed->part_number;
        reason->component_serial = removed->serial;
    }
    *ret = reason;
    return NOTHING_WRONG;
}

static enum fault fill_step(struct retest *retest, const struct snapshot *snapshot, const struct retest_step *step,
                            struct retest_step_view *view)
{
    const struct operation *operation = &snapshot->product->operations.items[step->operation];
    const struct unit_operation *row = &snapshot->operations[step->operation];
    *view = (struct retest_step_view){
        .serial = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .operation = operation->definition->operation,
        .name = operation->definition->name,
        .cause = step->cause,
        .run = step->cause == RETEST_NEVER_RUN ? ABSENT_INTEGER : row->run_id,
        .standard_min = operation->definition->standard_min,
        .begins_min = step->begins_min,
        .ends_min = step->ends_min,
    };
    view->after.items = arena_array(retest->request->arena, operation->after.count, sizeof *view->after.items);
    if (!view->after.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < operation->after.count; i++) {
        int before = operation->after.items[i];
        if (!operation_is_done(snapshot->operations[before].state))
            view->after.items[view->after.count++] = snapshot->product->operations.items[before].definition->operation;
    }
    return step->cause == RETEST_INVALIDATED ? find_reason(retest, row->invalidated_by, &view->invalidated_by)
                                             : NOTHING_WRONG;
}

static enum fault add_steps(struct retest *retest, const struct snapshot *snapshot, const struct retest_route *route)
{
    struct retest_view *view = &retest->view;
    if (view->steps.count + route->steps.count > retest->capacity) {
        size_t capacity = (view->steps.count + route->steps.count) * 2;
        struct retest_step_view *items = arena_array(retest->request->arena, capacity, sizeof *items);
        if (!items)
            return FAULT_MEMORY;
        if (view->steps.count)
            memcpy(items, view->steps.items, view->steps.count * sizeof *items);
        view->steps.items = items;
        retest->capacity = capacity;
    }
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < route->steps.count && fault == NOTHING_WRONG; i++)
        fault = fill_step(retest, snapshot, &route->steps.items[i], &view->steps.items[view->steps.count++]);
    return fault;
}

static enum fault add_unit(struct retest *retest, const struct unit *unit, double *ret_total_min);

/* The units inside, each with the minutes until it is completed at the position it fills. */
static enum fault add_inner_units(struct retest *retest, const struct snapshot *snapshot, double *ready_min)
{
    struct session *session = retest->session;
    struct arena *arena = retest->request->arena;
    struct installations inside;
    enum fault fault = find_installations(session->store, snapshot->unit->unit_id, arena, &inside);
    for (size_t i = 0; fault == NOTHING_WRONG && i < inside.list.count; i++) {
        const struct installation *installation = &inside.list.items[i];
        int position = product_position(snapshot->product, installation->position);
        struct unit inner;
        if (installation->child_unit_id == ABSENT_INTEGER)
            continue;
        fault = position < 0 ? FAULT_CORRUPT : find_unit(session->store, installation->child_unit_id, arena, &inner);
        if (fault == NOTHING_WRONG)
            fault = add_unit(retest, &inner, &ready_min[position]);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* A tree has an end: a unit is never inside itself. */
static enum fault add_unit(struct retest *retest, const struct unit *unit, double *ret_total_min)
{
    struct arena *arena = retest->request->arena;
    const struct snapshot_question question = {.unit = unit->serial, .unit_part_number = unit->part_number};
    struct snapshot snapshot;
    struct retest_route route;
    enum fault fault =
        snapshot_load(retest->session, &retest->request->principal, &question, SEE_ROUTE, arena, &snapshot);
    if (fault)
        return fault;
    double *ready_min = arena_array(arena, snapshot.product->positions.count + 1, sizeof *ready_min);
    if (!ready_min)
        return FAULT_MEMORY;
    fault = add_inner_units(retest, &snapshot, ready_min);
    if (fault == NOTHING_WRONG)
        fault = retest_route(snapshot.product, snapshot.operations, ready_min, arena, &route);
    if (fault == NOTHING_WRONG)
        fault = add_steps(retest, &snapshot, &route);
    if (fault == NOTHING_WRONG) {
        *ret_total_min = route.total_min;
        for (size_t i = 0; i < snapshot.product->positions.count; i++)
            if (ready_min[i] > *ret_total_min)
                *ret_total_min = ready_min[i];
    }
    return fault;
}

enum fault view_retest(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_query *query = request->query;
    struct retest retest = {.session = session, .request = request};
    struct unit unit;
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault == NOTHING_WRONG)
        fault = add_unit(&retest, &unit, &retest.view.total_min);
    if (fault)
        return fault;
    retest.view.serial = unit.serial;
    retest.view.part_number = unit.part_number;
    retest.view.state = unit.state;
    return answer_write(answer, &RETEST_VIEW_RECORD, &retest.view);
}
