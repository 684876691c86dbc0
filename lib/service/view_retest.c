/* The shortest legal route of a unit, and of the units inside it, back to completed. */
#include "domain/interlock.h"
#include "domain/retest.h"
#include "service/invalidation.h"
#include "service/reading.h"
#include "service/snapshot.h"
#include "service/take_outs.h"
#include "store/find_leaving.h"
#include "store/find_nesting.h"

#include <string.h>

/* The steps of the whole tree as they are found: inner units before those that hold them. */
struct retest {
    struct session *session;
    struct request *request;
    struct retest_view view;
    struct leaving_list leaving;
    struct reasons reasons;
    size_t steps_capacity, take_out_capacity;
};

/* Room for `more` items of a list of the answer; NULL when memory is out. */
static void *list_room(struct arena *arena, void *items, size_t count, size_t more, size_t size, size_t *capacity)
{
    if (count + more <= *capacity)
        return items;
    *capacity = (count + more) * 2;
    void *larger = arena_array(arena, *capacity, size);
    if (larger && count)
        memcpy(larger, items, count * size);
    return larger;
}

static enum fault fill_after(const struct product *product, const struct retest_route *route, int operation,
                             struct arena *arena, struct retest_step_view *view)
{
    bool *left = arena_array(arena, product->operations.count, sizeof *left);
    struct name_list names = {0};
    if (!left)
        return FAULT_MEMORY;
    for (size_t i = 0; i < route->steps.count; i++)
        left[route->steps.items[i].operation] = true;
    enum fault fault = list_right_before(product, left, operation, arena, &names);
    view->after.items = names.items;
    view->after.count = names.count;
    return fault;
}

/* A unit that has a way back stays where it is installed when it can go all of it there. */
static bool is_taken_out(const struct snapshot *snapshot, const struct retest_route *route)
{
    for (size_t i = 0; snapshot->unit->installed_in != ABSENT_INTEGER && i < route->steps.count; i++)
        if (!operation_runs_in_place(snapshot->product->operations.items[route->steps.items[i].operation].definition,
                                     NULL))
            return true;
    return false;
}

static enum fault fill_station_types(const struct snapshot *snapshot, const struct operation_definition *definition,
                                     bool taken_out, struct arena *arena, struct retest_step_view *view)
{
    if (snapshot->unit->installed_in != ABSENT_INTEGER && !taken_out) {
        view->station_types.items = definition->in_place.items;
        view->station_types.count = definition->in_place.count;
        return NOTHING_WRONG;
    }
    view->station_types.items = arena_array(arena, 1, sizeof *view->station_types.items);
    if (!view->station_types.items)
        return FAULT_MEMORY;
    view->station_types.items[view->station_types.count++] = definition->station_type;
    return NOTHING_WRONG;
}

static enum fault fill_step(struct retest *retest, const struct snapshot *snapshot, const struct retest_route *route,
                            const struct retest_step *step, bool taken_out, struct retest_step_view *view)
{
    struct arena *arena = retest->request->arena;
    const struct operation *operation = &snapshot->product->operations.items[step->operation];
    const struct unit_operation *row = &snapshot->operations[step->operation];
    const int cause = operation_is_done(row->state) ? RETEST_TAKEN_OUT : (int)step->cause; /* it stands until then */
    *view = (struct retest_step_view){
        .serial = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .operation = operation->definition->operation,
        .name = operation->definition->name,
        .cause = cause,
        .run = cause == RETEST_NEVER_RUN ? ABSENT_INTEGER : row->run_id,
        .standard_min = operation->definition->standard_min,
        .begins_min = step->begins_min,
        .ends_min = step->ends_min,
    };
    enum fault fault = fill_after(snapshot->product, route, step->operation, arena, view);
    if (fault == NOTHING_WRONG)
        fault = fill_station_types(snapshot, operation->definition, taken_out, arena, view);
    if (fault == NOTHING_WRONG && cause == RETEST_INVALIDATED)
        fault = invalidation_at(retest->session, snapshot->unit, row->invalidated_by, arena, &view->invalidated_by);
    return fault;
}

static enum fault add_steps(struct retest *retest, const struct snapshot *snapshot, const struct retest_route *route,
                            bool taken_out)
{
    struct retest_view *view = &retest->view;
    view->steps.items = list_room(retest->request->arena, view->steps.items, view->steps.count, route->steps.count,
                                  sizeof *view->steps.items, &retest->steps_capacity);
    if (!view->steps.items)
        return route->steps.count ? FAULT_MEMORY : NOTHING_WRONG;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < route->steps.count && fault == NOTHING_WRONG; i++)
        fault = fill_step(retest, snapshot, route, &route->steps.items[i], taken_out,
                          &view->steps.items[view->steps.count++]);
    return fault;
}

/* With the runs that are to be over before. */
static enum fault add_taken_out(struct retest *retest, const struct unit *unit, const struct product *product,
                                struct taken_out taken_out)
{
    const int position = product_position(product, taken_out.position);
    struct retest_view *view = &retest->view;
    view->take_out.items = list_room(retest->request->arena, view->take_out.items, view->take_out.count, 1,
                                     sizeof *view->take_out.items, &retest->take_out_capacity);
    if (!view->take_out.items)
        return FAULT_MEMORY;
    view->take_out.items[view->take_out.count++] = taken_out;
    if (position < 0)
        return NOTHING_WRONG;
    const struct operation *fills = &product->operations.items[product->positions.items[position].operation];
    return refuse_runs(retest->session, retest->request, unit, fills->definition->operation, taken_out.position,
                       &retest->reasons);
}

/* A unit that goes its way back outside, and comes in again. */
static enum fault add_unit_taken_out(struct retest *retest, const struct snapshot *snapshot)
{
    const struct outer_unit *holder = snapshot->outer.items;
    return add_taken_out(retest, holder->unit, holder->product,
                         (struct taken_out){
                             .serial = snapshot->unit->serial,
                             .part_number = snapshot->unit->part_number,
                             .from = holder->unit->serial,
                             .position = holder->product->positions.items[holder->position].name,
                             .nonconformance = ABSENT_INTEGER,
                             .unapproved_by = ABSENT_INTEGER,
                         });
}

/* What quality decided to take out, or is not approved; what takes its place is there. */
static enum fault add_leaving(struct retest *retest, const struct snapshot *snapshot, const struct installation *part,
                              const struct leaving *leaving)
{
    return add_taken_out(retest, snapshot->unit, snapshot->product,
                         (struct taken_out){
                             .serial = part->serial,
                             .part_number = part->part_number,
                             .from = snapshot->unit->serial,
                             .position = part->position,
                             .nonconformance = leaving->nonconformance_id,
                             .unapproved_by = part->unapproved_by,
                         });
}

static enum fault add_unit(struct retest *retest, const struct unit *unit, struct retest_position *ret);

/* What is inside: what goes out, and the units that stay, each with what it asks of the route at the position it fills. */
static enum fault add_inner_units(struct retest *retest, const struct snapshot *snapshot,
                                  struct retest_position *positions)
{
    struct session *session = retest->session;
    struct arena *arena = retest->request->arena;
    struct installations inside;
    enum fault fault = find_installations(session->store, snapshot->unit->unit_id, arena, &inside);
    for (size_t i = 0; fault == NOTHING_WRONG && i < inside.list.count; i++) {
        const struct installation *installation = &inside.list.items[i];
        int position = product_position(snapshot->product, installation->position);
        const struct leaving *leaving = leaving_at(&retest->leaving, snapshot->unit->unit_id, installation->position);
        struct unit inner;
        if (leaving)
            fault = add_leaving(retest, snapshot, installation, leaving);
        if (leaving || installation->child_unit_id == ABSENT_INTEGER)
            continue;
        fault = position < 0 ? FAULT_CORRUPT : find_unit(session->store, installation->child_unit_id, arena, &inner);
        if (fault == NOTHING_WRONG)
            fault = add_unit(retest, &inner, &positions[position]);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* A tree has an end: a unit is never inside itself. */
static enum fault add_unit(struct retest *retest, const struct unit *unit, struct retest_position *ret)
{
    struct arena *arena = retest->request->arena;
    const struct snapshot_question question = {.unit = unit->serial, .unit_part_number = unit->part_number};
    struct snapshot snapshot;
    struct retest_route route;
    enum fault fault =
        snapshot_load(retest->session, &retest->request->principal, &question, SEE_ROUTE, arena, &snapshot);
    if (fault)
        return fault;
    struct retest_position *positions = arena_array(arena, snapshot.product->positions.count, sizeof *positions);
    if (!positions)
        return FAULT_MEMORY;
    fault = add_inner_units(retest, &snapshot, positions);
    const struct unit_operation *operations = snapshot.operations;
    if (fault == NOTHING_WRONG)
        fault = route_after_leaving(snapshot.product, snapshot.operations, &retest->leaving, snapshot.unit->unit_id,
                                    arena, &operations);
    if (fault == NOTHING_WRONG)
        fault = retest_route(snapshot.product, operations, positions, arena, &route);
    if (fault)
        return fault;
    *ret = (struct retest_position){.ready_min = route.total_min, .taken_out = is_taken_out(&snapshot, &route)};
    for (size_t i = 0; i < snapshot.product->positions.count; i++)
        if (positions[i].ready_min > ret->ready_min)
            ret->ready_min = positions[i].ready_min;
    if (ret->taken_out)
        fault = add_unit_taken_out(retest, &snapshot);
    return fault ? fault : add_steps(retest, &snapshot, &route, ret->taken_out);
}

/* What was scrapped is done with, and so is what was not finished when its order was cancelled. */
static enum fault refuse_done_with(struct retest *retest, const struct unit *unit, struct reasons *reasons)
{
    struct order order;
    if (unit->state == UNIT_SCRAPPED) {
        refuse(reasons, REFUSAL_UNIT_STATE, "unit %s was scrapped", unit->serial);
        return NOTHING_WRONG;
    }
    enum fault fault = find_order(retest->session->store, unit->order, retest->request->arena, &order);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    if (order.state == ORDER_CANCELLED && order_stops(&order, unit, ENTRY_OPERATION_STARTED))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", order.order,
               reason_name(reasons, &ORDER_STATE_NAMES, order.state));
    return NOTHING_WRONG;
}

/* Nor has a unit that is to be scrapped, or is in one that is, a way back. */
static enum fault refuse_condemned_around(struct retest *retest, const struct unit *unit, struct reasons *reasons)
{
    struct nonconformance nonconformance;
    struct unit condemned;
    int64_t condemned_by;
    enum fault fault = find_condemned_around(retest->session->store, unit->unit_id, &condemned_by);
    if (fault || !condemned_by)
        return fault;
    fault = find_nonconformance(retest->session->store, condemned_by, retest->request->arena, &nonconformance);
    if (fault == NOTHING_WRONG)
        fault = find_unit(retest->session->store, nonconformance.unit_id, retest->request->arena, &condemned);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    refuse_condemned(condemned.serial, condemned_by, reasons);
    return NOTHING_WRONG;
}

static enum fault refuse_way_back(struct retest *retest, const struct unit *unit)
{
    enum fault fault = refuse_done_with(retest, unit, &retest->reasons);
    return fault ? fault : refuse_condemned_around(retest, unit, &retest->reasons);
}

enum fault view_retest(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_query *query = request->query;
    struct retest retest = {.session = session, .request = request, .reasons = reasons_beside(&request->reasons)};
    struct retest_position whole = {0};
    struct unit unit, left_with;
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault)
        return fault;
    fault = find_left_with(session->store, unit.unit_id, request->arena, &left_with);
    if (fault == FAULT_NOT_FOUND) /* of what left nothing is taken out here */
        fault = list_leaving(session->store, request->arena, &retest.leaving);
    if (fault == NOTHING_WRONG)
        fault = refuse_way_back(&retest, &unit);
    if (fault == NOTHING_WRONG && !retest.reasons.count)
        fault = add_unit(&retest, &unit, &whole);
    if (fault)
        return fault;
    retest.view.serial = unit.serial;
    retest.view.part_number = unit.part_number;
    retest.view.state = unit.state;
    retest.view.total_min = whole.ready_min;
    retest.view.reasons.items = retest.reasons.items;
    retest.view.reasons.count = retest.reasons.count;
    return answer_write(answer, &RETEST_VIEW_RECORD, &retest.view);
}
