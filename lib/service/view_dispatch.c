/* A station's dispatch list: what to work on next, by priority and due date, with what each unit still needs there. */
#include "domain/interlock.h"
#include "domain/remaining.h"
#include "service/reading.h"
#include "service/snapshot.h"
#include "service/take_outs.h"
#include "service/unit_routes.h"
#include "store/find.h"
#include "store/find_hold.h"
#include "store/find_list.h"
#include "store/find_nesting.h"
#include "store/find_revision.h"

#include <string.h>

enum { DISPATCH_LIMIT_DEFAULT = 20, UNITS_A_PAGE = 64 };

struct dispatch {
    struct session *session;
    struct request *request;
    const struct station *station;
    size_t limit;
    struct dispatch_view *view;
    struct take_outs take_outs;
};

static struct take_out *take_out_of(struct dispatch *dispatch, int64_t unit_id, const char *operation)
{
    for (size_t i = 0; i < dispatch->take_outs.list.count; i++) {
        struct take_out *take_out = &dispatch->take_outs.list.items[i];
        if (take_out->unit.unit_id == unit_id && !strcmp(take_out->operation, operation))
            return take_out;
    }
    return NULL;
}

/* What is done there needs nothing before something comes out. */
static bool is_to_be_done(int standing)
{
    return standing == OPERATION_READY || operation_is_open(standing);
}

/* One item with what the unit needs for the operation. */
static enum fault add_item(struct dispatch *dispatch, const struct unit *unit, const struct order *order,
                           const char *operation)
{
    struct session *session = dispatch->session;
    const struct snapshot_question question = {
        .unit = unit->serial,
        .unit_part_number = unit->part_number,
        .operation = operation,
    };
    struct snapshot snapshot;
    struct needs needs = {0};
    enum fault fault =
        snapshot_load(session, &dispatch->request->principal, &question,
                      SEE_ROUTE | SEE_EVIDENCE | SEE_POSITIONS | SEE_INSIDE, dispatch->request->arena, &snapshot);
    if (fault)
        return fault;
    const int standing = operation_standing(snapshot.product, snapshot.operations, snapshot.operation);
    if (is_to_be_done(standing))
        fault = operation_needs(&snapshot, snapshot.operation, dispatch->request->arena, &needs);
    if (fault)
        return fault;
    struct take_out *take_out = take_out_of(dispatch, unit->unit_id, operation);
    const struct operation_definition *definition = snapshot.product->operations.items[snapshot.operation].definition;
    bool there = snapshot.run && snapshot.run->ended == ABSENT_INTEGER;
    dispatch->view->items.items[dispatch->view->items.count++] = (struct dispatch_item){
        .serial = unit->serial,
        .part_number = unit->part_number,
        .order = unit->order,
        .priority = order->priority,
        .due = order->due,
        .late = is_late(order->due, session->now_us, 0),
        .operation = definition->operation,
        .name = definition->name,
        .state = standing,
        .bay = there ? snapshot.run->bay : NULL,
        .standard_min = definition->standard_min,
        .remaining_min = there ? run_remaining_min(definition, snapshot.run, session->now_us) : ABSENT_NUMBER,
        .required_skill = definition->required_skill,
        .required_tool = definition->required_tool,
        .needs = {.items = needs.list.items, .count = needs.list.count},
    };
    if (take_out) {
        struct dispatch_item *item = &dispatch->view->items.items[dispatch->view->items.count - 1];
        item->take_out.items = take_out->parts.items;
        item->take_out.count = take_out->parts.count;
        take_out->listed = true;
    }
    return NOTHING_WRONG;
}

/* What runs or is paused there comes first: it must be ended before anything else. */
static enum fault add_open(struct dispatch *dispatch)
{
    struct runs runs;
    struct arena *arena = dispatch->request->arena;
    enum fault fault = find_runs_at_station(dispatch->session->store, dispatch->station->station, arena, &runs);
    for (size_t i = 0; fault == NOTHING_WRONG && i < runs.list.count; i++) {
        struct unit unit;
        struct order order;
        if (dispatch->view->items.count == dispatch->limit)
            break;
        fault = find_unit(dispatch->session->store, runs.list.items[i].unit_id, arena, &unit);
        if (fault == NOTHING_WRONG)
            fault = find_order(dispatch->session->store, unit.order, arena, &order);
        if (fault == NOTHING_WRONG)
            fault = add_item(dispatch, &unit, &order, runs.list.items[i].operation);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

static bool product_runs_here(const struct product *product, const struct station *station)
{
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation_definition *definition = product->operations.items[i].definition;
        if (operation_runs_at(definition, station->type, false) || operation_runs_at(definition, station->type, true))
            return true;
    }
    return false;
}

/* Whether a hold lies on the unit, quality scraps it or what it is in, or the operation waits for one inside it, or for
 * a part to come out. */
static enum fault find_stopped(struct dispatch *dispatch, const struct product *product, const struct unit *unit,
                               int operation, bool *ret)
{
    struct arena *arena = dispatch->request->arena;
    struct inner_units unfinished;
    struct unapproved_parts unapproved;
    int64_t condemned_by = 0;
    enum fault fault = find_unit_held(dispatch->session->store, unit->unit_id, ret);
    if (fault == NOTHING_WRONG && !*ret)
        fault = find_condemned_around(dispatch->session->store, unit->unit_id, &condemned_by);
    *ret = fault == NOTHING_WRONG && (*ret || condemned_by);
    if (fault == NOTHING_WRONG && !*ret)
        fault = find_unfinished_inside(dispatch->session->store, unit->unit_id, arena, &unfinished);
    for (size_t i = 0; fault == NOTHING_WRONG && !*ret && i < unfinished.list.count; i++) {
        int position = product_position(product, unfinished.list.items[i].position);
        *ret = position >= 0 && bit_is_set(&product->operations.items[operation].invalidated_inside, (size_t)position);
    }
    if (fault == NOTHING_WRONG && !*ret)
        fault = find_unapproved_within(dispatch->session->store, unit->unit_id, arena, &unapproved);
    for (size_t i = 0; fault == NOTHING_WRONG && !*ret && i < unapproved.list.count; i++)
        *ret = awaits_approved(product, operation, &unapproved.list.items[i]);
    return fault;
}

static enum fault add_ready_of_unit(struct dispatch *dispatch, const struct unit *unit, const struct unit_route *route,
                                    const struct order *order)
{
    const struct product *product = route->product;
    bool stopped, installed = unit->installed_in != ABSENT_INTEGER;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; fault == NOTHING_WRONG && i < product->operations.count; i++) {
        const struct operation_definition *definition = product->operations.items[i].definition;
        if (dispatch->view->items.count == dispatch->limit)
            break;
        if (!operation_runs_at(definition, dispatch->station->type, installed) ||
            operation_standing(product, route->operations, (int)i) != OPERATION_READY)
            continue;
        fault = find_stopped(dispatch, product, unit, (int)i, &stopped);
        if (fault == NOTHING_WRONG && !stopped)
            fault = add_item(dispatch, unit, order, definition->operation);
    }
    return fault;
}

static enum fault add_ready_of_units(struct dispatch *dispatch, const struct units *units, const struct order *order)
{
    struct unit_route *routes;
    enum fault fault = unit_routes(dispatch->session, units, dispatch->request->arena, &routes);
    for (size_t i = 0; fault == NOTHING_WRONG && i < units->list.count; i++)
        if (!order_stops(order, &units->list.items[i], ENTRY_OPERATION_STARTED))
            fault = add_ready_of_unit(dispatch, &units->list.items[i], &routes[i], order);
    return fault;
}

static enum fault revision_runs_here(struct dispatch *dispatch, const struct order *order, const char *revision,
                                     bool *ret)
{
    const struct product *product;
    enum fault fault = session_product(dispatch->session, order->part_number, revision, &product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    *ret = product_runs_here(product, dispatch->station);
    return NOTHING_WRONG;
}

/* Its own revision is looked at first: few orders have units that were moved to another. */
static enum fault order_runs_here(struct dispatch *dispatch, const struct order *order, bool *ret)
{
    struct order_revisions revisions = {.list = {.count = 0}};
    enum fault fault = revision_runs_here(dispatch, order, order->revision, ret);
    if (!fault && !*ret && order->revised_by != ABSENT_INTEGER)
        fault = list_order_revisions(dispatch->session->store, order->order, dispatch->request->arena, &revisions);
    for (size_t i = 0; i < revisions.list.count && !fault && !*ret; i++)
        fault = revision_runs_here(dispatch, order, revisions.list.items[i].revision, ret);
    return fault;
}

static enum fault add_ready(struct dispatch *dispatch, const struct order *order)
{
    struct arena *arena = dispatch->request->arena;
    bool here;
    enum fault fault = order_runs_here(dispatch, order, &here);
    if (fault || !here)
        return fault;
    int64_t after = 0;
    struct units units = {.list = {.count = 0}};
    do { /* page by page: the first units of an order are the likeliest to have something for the station */
        fault = list_units_unfinished(dispatch->session->store, order->order, after, UNITS_A_PAGE, arena, &units);
        if (fault == NOTHING_WRONG)
            fault = add_ready_of_units(dispatch, &units, order);
        if (units.list.count)
            after = units.list.items[units.list.count - 1].unit_id;
    } while (fault == NOTHING_WRONG && units.list.count == UNITS_A_PAGE &&
             dispatch->view->items.count < dispatch->limit);
    return fault;
}

/* Those that come before an order (NULL: all), and that nothing else is to be done with here. */
static enum fault add_take_outs(struct dispatch *dispatch, const struct order *before)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; fault == NOTHING_WRONG && i < dispatch->take_outs.list.count; i++) {
        const struct take_out *take_out = &dispatch->take_outs.list.items[i];
        if (dispatch->view->items.count == dispatch->limit || (before && compare_urgency(take_out->order, before) >= 0))
            break;
        if (!take_out->listed)
            fault = add_item(dispatch, &take_out->unit, take_out->order, take_out->operation);
    }
    return fault;
}

enum fault view_dispatch(struct session *session, struct request *request, struct answer *answer)
{
    const struct dispatch_query *query = request->query;
    struct station station;
    struct orders orders;
    enum fault fault = not_found(request, find_station(session->store, request->path[0], request->arena, &station),
                                 "there is no station %s", request->path[0]);
    if (fault == NOTHING_WRONG)
        fault = list_orders_worked_on(session->store, request->arena, &orders);
    if (fault)
        return fault;
    struct dispatch_view view = {.station = station.station, .type = station.type, .state = station.state};
    struct dispatch dispatch = {
        .session = session,
        .request = request,
        .station = &station,
        .limit = query->limit == ABSENT_INTEGER ? DISPATCH_LIMIT_DEFAULT : (size_t)query->limit,
        .view = &view,
    };
    view.items.items = arena_array(request->arena, dispatch.limit, sizeof *view.items.items);
    if (!view.items.items)
        return FAULT_MEMORY;
    fault = list_take_outs(session, request, &station, &dispatch.take_outs);
    if (fault == NOTHING_WRONG)
        fault = add_open(&dispatch);
    for (size_t i = 0; fault == NOTHING_WRONG && i < orders.list.count && view.items.count < dispatch.limit; i++) {
        fault = add_take_outs(&dispatch, &orders.list.items[i]);
        if (fault == NOTHING_WRONG)
            fault = add_ready(&dispatch, &orders.list.items[i]);
    }
    if (fault == NOTHING_WRONG)
        fault = add_take_outs(&dispatch, NULL);
    return fault ? fault : answer_write(answer, &DISPATCH_VIEW_RECORD, &view);
}
