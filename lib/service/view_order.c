/* Where an order stands: an operator's question, answered in one call. */
#include "domain/remaining.h"
#include "service/order_blocked.h"
#include "service/reading.h"
#include "service/unit_routes.h"
#include "store/find.h"
#include "store/find_leaving.h"
#include "store/find_hold.h"
#include "store/find_list.h"
#include "store/find_nesting.h"

#include <string.h>

static void count_unit(const struct unit *unit, struct order_view *view)
{
    switch ((enum unit_state)unit->state) {
    case UNIT_QUEUED:
        view->queued++;
        break;
    case UNIT_IN_PROCESS:
        view->in_process++;
        break;
    case UNIT_IN_REPAIR:
        view->in_repair++;
        break;
    case UNIT_COMPLETED:
        view->done++;
        break;
    case UNIT_SHIPPED:
        view->shipped++;
        break;
    case UNIT_SCRAPPED:
        view->scrapped++;
        break;
    case UNIT_ABSENT:
        break;
    }
}

static void count_standing(enum operation_state standing, struct operation_count *count)
{
    switch (standing) {
    case OPERATION_BLOCKED:
    case OPERATION_OPEN:
        count->blocked++;
        break;
    case OPERATION_READY:
        count->ready++;
        break;
    case OPERATION_RUNNING:
        count->running++;
        break;
    case OPERATION_PAUSED:
        count->paused++;
        break;
    case OPERATION_PASSED:
        count->passed++;
        break;
    case OPERATION_FAILED:
        count->failed++;
        break;
    case OPERATION_INVALIDATED:
        count->invalidated++;
        break;
    case OPERATION_WAIVED:
        count->waived++;
        break;
    }
}

/* A revision that units of the order have, and where each operation of its routing stands in the view's list. */
struct listed_route {
    const struct product *product;
    int *rows;
    int64_t units;
};
struct listed_routes {
    LIST_OF(struct listed_route) list;
};

static int row_of(const struct order_view *view, const char *operation)
{
    for (size_t i = 0; i < view->operations.count; i++)
        if (!strcmp(view->operations.items[i].operation, operation))
            return (int)i;
    return -1;
}

/* What the list has not yet comes after what it follows in this routing, so that the list reads in the order of work.
 */
static enum fault list_operations(const struct product *product, struct arena *arena, struct order_view *view)
{
    size_t room = view->operations.count + product->operations.count;
    struct operation_count *items = arena_array(arena, room, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    if (view->operations.count)
        memcpy(items, view->operations.items, view->operations.count * sizeof *items);
    view->operations.items = items;
    for (size_t i = 0, at = 0; i < product->operations.count; i++) {
        const struct operation_definition *definition = product->operations.items[i].definition;
        int row = row_of(view, definition->operation);
        if (row < 0) {
            memmove(&items[at + 1], &items[at], (view->operations.count - at) * sizeof *items);
            items[at] = (struct operation_count){.operation = definition->operation, .name = definition->name};
            view->operations.count++;
            row = (int)at;
        }
        at = (size_t)row + 1;
    }
    return NOTHING_WRONG;
}

/* The order's own revision first: it is what most of its units have. */
static enum fault list_routes(const struct product *own, const struct unit_route *routes, size_t count,
                              struct arena *arena, struct order_view *view, struct listed_routes *ret)
{
    struct listed_routes listed = {.list = {.items = arena_array(arena, count + 1, sizeof *listed.list.items)}};
    enum fault fault = listed.list.items ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i <= count && !fault; i++) {
        const struct product *product = i ? routes[i - 1].product : own;
        size_t seen = 0;
        while (seen < listed.list.count && listed.list.items[seen].product != product)
            seen++;
        if (seen < listed.list.count)
            continue;
        listed.list.items[listed.list.count++].product = product;
        fault = list_operations(product, arena, view);
    }
    for (size_t i = 0; i < listed.list.count && !fault; i++) {
        struct listed_route *route = &listed.list.items[i];
        route->rows = arena_array(arena, route->product->operations.count, sizeof *route->rows);
        if (!route->rows)
            return FAULT_MEMORY;
        for (size_t j = 0; j < route->product->operations.count; j++)
            route->rows[j] = row_of(view, route->product->operations.items[j].definition->operation);
    }
    if (!fault)
        *ret = listed;
    return fault;
}

static struct order_progress count_route(const struct unit *unit, const struct unit_route *route,
                                        struct listed_routes *listed, struct order_view *view)
{
    const struct product *product = route->product;
    struct listed_route *rows = listed->list.items;
    bool installed = unit->installed_in != ABSENT_INTEGER;
    while (rows->product != product)
        rows++;
    rows->units++;
    struct order_progress progress = {.remaining_min = 0};
    for (size_t i = 0; i < product->operations.count; i++) {
        enum operation_state standing = operation_standing(product, route->operations, (int)i);
        count_standing(standing, &view->operations.items[rows->rows[i]]);
        const struct operation_definition *definition = product->operations.items[i].definition;
        bool outside = installed && standing == OPERATION_READY && !operation_runs_in_place(definition, NULL);
        progress.moves |= operation_is_open((int)standing) || (standing == OPERATION_READY && !outside);
        if (outside)
            progress.outside = definition->operation;
        if (standing == OPERATION_FAILED && !progress.spent)
            progress.spent = definition->operation;
    }
    return progress;
}

/* At standard minutes, what falls with what is to be taken out counted as fallen. */
static enum fault find_remaining(const struct unit *unit, const struct unit_route *route,
                                 const struct leaving_list *leaving, struct arena *arena,
                                 struct order_progress *progress)
{
    const struct unit_operation *operations;
    enum fault fault =
        route_after_leaving(route->product, route->operations, leaving, unit->unit_id, arena, &operations);
    if (fault == NOTHING_WRONG)
        progress->remaining_min = route_remaining_min(route->product, operations);
    progress->leaving = leaving;
    return fault;
}

/* The order's own revision is named though no unit may be of it any more. */
static enum fault fill_revisions(const struct listed_routes *listed, struct arena *arena, struct order_view *view)
{
    view->revisions.items = arena_array(arena, listed->list.count, sizeof *view->revisions.items);
    if (!view->revisions.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < listed->list.count; i++)
        view->revisions.items[view->revisions.count++] = (struct revision_count){
            .revision = listed->list.items[i].product->definition->revision,
            .units = listed->list.items[i].units,
        };
    return NOTHING_WRONG;
}

/* Of one that is completed and may not leave as well: it has a way back before it. */
static void count_remaining(const struct unit *unit, const struct order_progress *progress, int64_t now_us,
                            struct order_view *view)
{
    if (progress->remaining_min > view->remaining_standard_min)
        view->remaining_standard_min = progress->remaining_min;
    if (is_late(view->due, now_us, progress->remaining_min))
        view->late_units.items[view->late_units.count++] = unit->serial;
}

static enum fault fill_units(struct session *session, struct request *request, const struct product *own,
                             struct order_view *view)
{
    struct units units;
    struct unit_route *routes;
    struct listed_routes listed;
    struct leaving_list leaving;
    enum fault fault = find_units_of_order(session->store, view->order, request->arena, &units);
    if (fault == NOTHING_WRONG)
        fault = unit_routes(session, &units, request->arena, &routes);
    if (fault == NOTHING_WRONG)
        fault = list_leaving(session->store, request->arena, &leaving);
    if (fault)
        return fault;
    size_t count = units.list.count;
    view->blocked.items = arena_array(request->arena, count, sizeof *view->blocked.items);
    view->late_units.items = arena_array(request->arena, count, sizeof *view->late_units.items);
    if (!view->blocked.items || !view->late_units.items)
        return FAULT_MEMORY;
    fault = list_routes(own, routes, count, request->arena, view, &listed);
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++) {
        const struct unit *unit = &units.list.items[i];
        count_unit(unit, view);
        struct order_progress progress = count_route(unit, &routes[i], &listed, view);
        fault = find_remaining(unit, &routes[i], &leaving, request->arena, &progress);
        const size_t blocked = view->blocked.count;
        if (fault == NOTHING_WRONG && unit->state == UNIT_COMPLETED)
            fault = order_fill_unshippable(session, request, unit, &progress, view);
        if (fault)
            break;
        if (unit_is_unfinished(unit->state) || view->blocked.count > blocked)
            count_remaining(unit, &progress, session->now_us, view);
        if (unit_is_unfinished(unit->state))
            fault = order_fill_blocked(session, request, unit, &progress, view);
    }
    view->late = view->late_units.count > 0;
    return fault ? fault : fill_revisions(&listed, request->arena, view);
}

enum fault view_order(struct session *session, struct request *request, struct answer *answer)
{
    struct order order;
    struct holds holds;
    enum fault fault = not_found(request, find_order(session->store, request->path[0], request->arena, &order),
                                 "there is no order %s", request->path[0]);
    if (fault == NOTHING_WRONG)
        fault = list_holds_open(session->store, request->arena, &holds);
    if (fault)
        return fault;
    struct order_view view = {
        .order = order.order,
        .part_number = order.part_number,
        .revision = order.revision,
        .quantity = order.quantity,
        .customer = order.customer,
        .destination = order.destination,
        .due = order.due,
        .priority = order.priority,
        .state = order.state,
        .planned = order.planned,
        .released = order.released,
        .completed = order.completed,
        .closed = order.closed,
        .version = order.journal_position,
    };
    fault = lying_holds(&holds, order.order, request->arena, &view.holds);
    if (fault)
        return fault;
    view.held = view.holds.list.count > 0;
    view.late = order.state == ORDER_PLANNED && is_late(order.due, session->now_us, 0);
    const struct product *product;
    if (order.released != ABSENT_INTEGER) {
        fault = session_product(session, order.part_number, order.revision, &product);
        if (fault == NOTHING_WRONG)
            fault = fill_units(session, request, product, &view);
    }
    answer->version = view.version;
    return fault ? fault : answer_write(answer, &ORDER_VIEW_RECORD, &view);
}
