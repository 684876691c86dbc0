#include "service/order_summary.h"

#include "domain/remaining.h"
#include "store/find_list.h"

enum fault summarise_orders(struct session *session, struct arena *arena, const struct order *orders, size_t count,
                            struct order_summary **ret)
{
    struct order_summary *items = arena_array(arena, count, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct order *order = &orders[i];
        int64_t completed, shipped, scrapped;
        enum fault fault = count_units(session->store, order->order, UNIT_COMPLETED, &completed);
        if (fault == NOTHING_WRONG)
            fault = count_units(session->store, order->order, UNIT_SHIPPED, &shipped);
        if (fault == NOTHING_WRONG)
            fault = count_units(session->store, order->order, UNIT_SCRAPPED, &scrapped);
        if (fault)
            return fault;
        bool open =
            order->state == ORDER_PLANNED || order->state == ORDER_RELEASED || order->state == ORDER_IN_PROCESS;
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
            .late = open && is_late(order->due, session->now_us, 0),
            .version = order->journal_position,
        };
    }
    *ret = items;
    return NOTHING_WRONG;
}
