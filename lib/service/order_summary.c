#include "service/order_summary.h"

#include "domain/remaining.h"
#include "store/find_list.h"

#include <string.h>

static bool is_open(const struct order *order)
{
    return order->state == ORDER_PLANNED || order->state == ORDER_RELEASED || order->state == ORDER_IN_PROCESS;
}

/* What is over is late where a unit of it may not leave, as the order itself says. Whether that is so is asked only
 * where one is past its due date. */
static enum fault find_blocked(struct session *session, struct arena *arena, const struct order *orders, size_t count,
                               struct orders_blocked *ret)
{
    *ret = (struct orders_blocked){.list = {.count = 0}};
    for (size_t i = 0; i < count; i++)
        if (!is_open(&orders[i]) && is_late(orders[i].due, session->now_us, 0))
            return list_orders_blocked(session->store, arena, ret);
    return NOTHING_WRONG;
}

static bool is_among(const struct orders_blocked *blocked, const char *order)
{
    for (size_t i = 0; i < blocked->list.count; i++)
        if (!strcmp(blocked->list.items[i].order, order))
            return true;
    return false;
}

enum fault summarise_orders(struct session *session, struct arena *arena, const struct order *orders, size_t count,
                            struct order_summary **ret)
{
    struct order_summary *items = arena_array(arena, count, sizeof *items);
    struct orders_blocked blocked;
    if (!items)
        return FAULT_MEMORY;
    enum fault fault = find_blocked(session, arena, orders, count, &blocked);
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++) {
        const struct order *order = &orders[i];
        int64_t completed, shipped, scrapped;
        fault = count_units(session->store, order->order, UNIT_COMPLETED, &completed);
        if (fault == NOTHING_WRONG)
            fault = count_units(session->store, order->order, UNIT_SHIPPED, &shipped);
        if (fault == NOTHING_WRONG)
            fault = count_units(session->store, order->order, UNIT_SCRAPPED, &scrapped);
        if (fault)
            break;
        items[i] = (struct order_summary){
            .order = order->order,
            .part_number = order->part_number,
            .revision = order->revision,
            .quantity = order->quantity,
            .customer = order->customer,
            .due = order->due,
            .priority = order->priority,
            .state = order->state,
            .finished = completed + shipped,
            .scrapped = scrapped,
            .late = (is_open(order) || is_among(&blocked, order->order)) && is_late(order->due, session->now_us, 0),
            .version = order->journal_position,
        };
    }
    *ret = items;
    return fault;
}
