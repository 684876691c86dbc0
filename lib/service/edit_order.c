/* Planners' edits of orders: plan, replan, release, cancel, close. */
#include "domain/containment.h"
#include "domain/edit_rules.h"
#include "domain/serial.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/plant_calendar.h"
#include "store/find.h"
#include "store/find_hold.h"
#include "store/find_list.h"
#include "store/find_nesting.h"

/* The state of the product an order is for; PRODUCT_ABSENT when there is none. */
static enum fault product_state(struct session *session, struct request *request, const struct order_planned *data,
                                int *ret)
{
    struct product_row row;
    enum fault fault = find_product(session->store, data->part_number, data->revision, request->arena, &row);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    *ret = fault ? (int)PRODUCT_ABSENT : row.state;
    return NOTHING_WRONG;
}

enum { PRIORITY_DEFAULT = 5 };

static struct order_planned order_body(const struct request *request)
{
    struct order_planned data = *(const struct order_planned *)request->body;
    if (data.priority == ABSENT_INTEGER)
        data.priority = PRIORITY_DEFAULT;
    return data;
}

enum fault plan_order(struct session *session, struct request *request, struct answer *answer)
{
    struct order_planned data = order_body(request);
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_ORDER_PLANNED, &data, answer, &fault))
        return fault;
    struct order existing;
    int state = PRODUCT_ABSENT;
    fault = find_order(session->store, data.order, request->arena, &existing);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    bool there = fault == NOTHING_WRONG;
    fault = product_state(session, request, &data, &state);
    if (fault)
        return fault;
    order_may_plan(there ? &existing : NULL, &data, state, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_ORDER_PLANNED, &data, NULL, answer);
}

enum fault replan_order(struct session *session, struct request *request, struct answer *answer)
{
    struct order_planned data = order_body(request);
    enum fault fault = edit_named(request, "order", request->path[0], &data.order);
    if (fault)
        return fault;
    struct order order;
    int state = PRODUCT_ABSENT;
    fault = not_found(request, find_order(session->store, data.order, request->arena, &order), "there is no order %s",
                      data.order);
    if (fault == NOTHING_WRONG)
        fault = edit_precondition(request, order.journal_position);
    if (fault == NOTHING_WRONG)
        fault = product_state(session, request, &data, &state);
    int64_t here = 0;
    if (fault == NOTHING_WRONG)
        fault = count_units_here(session->store, order.order, &here);
    if (fault)
        return fault;
    order_may_replan(&order, &data, state, here, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_ORDER_REPLANNED, &data, NULL, answer);
}

/* The sequence numbers that a release takes begin with the next one, if as many are left of it. */
static enum fault take_sequence(struct session *session, struct request *request, const struct order *order,
                                const char *format, int64_t clock_us, int64_t *ret_next)
{
    int64_t max = serial_sequence_max(format);
    const char *first = serial_make(format, session->site.site, clock_us, 1, request->arena);
    const char *last = serial_make(format, session->site.site, clock_us, max, request->arena);
    if (!first || !last)
        return FAULT_MEMORY;
    const char *part;
    enum fault fault =
        next_unit_sequence(session->store, order->part_number, first, last, request->arena, ret_next, &part);
    if (fault)
        return fault;
    int64_t left = max - *ret_next + 1;
    if (left < order->quantity && part)
        refuse(&request->reasons, REFUSAL_SERIALS_SPENT,
               "%s is the last serial number of %s now: %lld are left behind %s, a part of that part number that is on"
               " record, and %lld needed",
               last, format, (long long)left, part, (long long)order->quantity);
    else if (left < order->quantity)
        refuse(&request->reasons, REFUSAL_SERIALS_SPENT,
               "%s is the last serial number of %s now: %lld are left, and %lld needed", last, format, (long long)left,
               (long long)order->quantity);
    return edit_decided(request);
}

/* The serial numbers of the units that a release makes. */
static enum fault make_serials(struct session *session, struct request *request, const struct order *order,
                               const struct product *product, struct result_released *ret)
{
    const char *format = product->definition->serial_format;
    int64_t clock_us, next;
    enum fault fault = plant_clock(session, session->now_us, request->arena, &clock_us);
    if (fault == NOTHING_WRONG)
        fault = take_sequence(session, request, order, format, clock_us, &next);
    if (fault)
        return fault;
    ret->serials.items = arena_array(request->arena, (size_t)order->quantity, sizeof *ret->serials.items);
    if (!ret->serials.items)
        return FAULT_MEMORY;
    for (int64_t i = 0; i < order->quantity; i++) {
        const char *serial = serial_make(format, session->site.site, clock_us, next + i, request->arena);
        if (!serial)
            return FAULT_MEMORY;
        ret->serials.items[ret->serials.count++] = serial;
    }
    return NOTHING_WRONG;
}

enum fault release_order(struct session *session, struct request *request, struct answer *answer)
{
    const struct order_named data = {.order = request->path[0]};
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_ORDER_RELEASED, &data, answer, &fault))
        return fault;
    struct order order;
    fault = not_found(request, find_order(session->store, data.order, request->arena, &order), "there is no order %s",
                      data.order);
    if (fault)
        return fault;
    struct product_row row;
    fault = find_product(session->store, order.part_number, order.revision, request->arena, &row);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    order_may_change(&order, row.state, ENTRY_ORDER_RELEASED, 0, 0, &request->reasons);
    fault = edit_decided(request);
    const struct product *product = NULL;
    if (fault == NOTHING_WRONG)
        fault = session_product(session, order.part_number, order.revision, &product);
    struct result_released result = {.serials = {.count = 0}};
    if (fault == NOTHING_WRONG)
        fault = make_serials(session, request, &order, product, &result);
    struct decision decision = {.entries = {{.kind = ENTRY_ORDER_RELEASED, .data = &data, .result = &result}},
                                .count = 1};
    struct holds holds;
    if (fault == NOTHING_WRONG)
        fault = list_holds_open(session->store, request->arena, &holds);
    if (fault == NOTHING_WRONG)
        fault = decide_extended_to_new(&holds, &order, &result, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}

static enum fault order_ends(struct session *session, struct request *request, struct answer *answer,
                             enum entry_kind kind)
{
    const struct reason_body *body = request->body;
    const struct order_named data = {.order = request->path[0], .reason = body->reason};
    enum fault fault;
    if (append_edit_repeated(session, request, kind, &data, answer, &fault))
        return fault;
    struct order order;
    fault = not_found(request, find_order(session->store, data.order, request->arena, &order), "there is no order %s",
                      data.order);
    int64_t unfinished = 0, runs_open = 0;
    if (fault == NOTHING_WRONG)
        fault = count_order_units_unfinished(session->store, data.order, INT64_MAX, &unfinished);
    if (fault == NOTHING_WRONG)
        fault = count_runs_open(session->store, data.order, &runs_open);
    if (fault)
        return fault;
    order_may_change(&order, PRODUCT_RELEASED, kind, unfinished, runs_open, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, kind, &data, NULL, answer);
}

enum fault cancel_order(struct session *session, struct request *request, struct answer *answer)
{
    return order_ends(session, request, answer, ENTRY_ORDER_CANCELLED);
}

enum fault close_order(struct session *session, struct request *request, struct answer *answer)
{
    return order_ends(session, request, answer, ENTRY_ORDER_CLOSED);
}
