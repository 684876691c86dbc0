/* What planners may do to products and orders. */
#include "domain/edit_rules.h"

#include <string.h>

void order_may_plan(const struct order *existing, const struct order_planned *data, int product_state,
                    struct reasons *reasons)
{
    if (existing)
        refuse(reasons, REFUSAL_ORDER_EXISTS, "order %s is there already", existing->order);
    if (product_state == PRODUCT_ABSENT)
        refuse(reasons, REFUSAL_PRODUCT_UNKNOWN, "there is no %s revision %s", data->part_number, data->revision);
    else if (product_state != PRODUCT_RELEASED)
        refuse(reasons, REFUSAL_PRODUCT_STATE, "%s revision %s is %s, not released", data->part_number, data->revision,
               reason_name(reasons, &PRODUCT_STATE_NAMES, product_state));
}

/* What released units were made by: another order is planned for more of them, or for others. */
static void interlock_fixed(const struct order *order, const struct order_planned *data, struct reasons *reasons)
{
    const char *state = reason_name(reasons, &ORDER_STATE_NAMES, order->state);
    if (strcmp(data->part_number, order->part_number) || strcmp(data->revision, order->revision))
        refuse(reasons, REFUSAL_ORDER_FIXED,
               "order %s is %s and for %s revision %s: only its priority, due date,"
               " customer and destination change now",
               order->order, state, order->part_number, order->revision);
    if (data->quantity != order->quantity)
        refuse(reasons, REFUSAL_ORDER_FIXED,
               "order %s is %s and for %lld units: plan another order for more, scrap"
               " units or cancel the order for fewer",
               order->order, state, (long long)order->quantity);
}

void order_may_replan(const struct order *order, const struct order_planned *data, int product_state,
                      int64_t units_here, struct reasons *reasons)
{
    bool over = order->state == ORDER_COMPLETED || order->state == ORDER_CLOSED || order->state == ORDER_CANCELLED;
    int next;
    if (!order_next_state(order->state, ENTRY_ORDER_REPLANNED, &next))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", order->order,
               reason_name(reasons, &ORDER_STATE_NAMES, order->state));
    else if (over && !units_here)
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s, and no unit of it is here that could still leave",
               order->order, reason_name(reasons, &ORDER_STATE_NAMES, order->state));
    else if (order->state == ORDER_PLANNED)
        order_may_plan(NULL, data, product_state, reasons);
    else
        interlock_fixed(order, data, reasons);
}

void order_may_change(const struct order *order, int product_state, enum entry_kind kind, int64_t units_unfinished,
                      int64_t runs_open, struct reasons *reasons)
{
    int next;
    if (!order_next_state(order->state, kind, &next))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", order->order,
               reason_name(reasons, &ORDER_STATE_NAMES, order->state));
    if (kind == ENTRY_ORDER_RELEASED && product_state != PRODUCT_RELEASED)
        refuse(reasons, REFUSAL_PRODUCT_STATE, "%s revision %s is %s, not released", order->part_number,
               order->revision, reason_name(reasons, &PRODUCT_STATE_NAMES, product_state));
    if (kind == ENTRY_ORDER_RELEASED && order->quantity > ORDER_UNITS_MAX) /* planned before there was that bound */
        refuse(reasons, REFUSAL_ORDER_TOO_LARGE, "order %s is for %lld units; one may be for %d: plan several",
               order->order, (long long)order->quantity, ORDER_UNITS_MAX);
    if (kind == ENTRY_ORDER_CANCELLED && runs_open > 0)
        refuse(reasons, REFUSAL_OPERATION_STATE, "%lld operations run on units of order %s", (long long)runs_open,
               order->order);
    if (kind == ENTRY_ORDER_CLOSED && units_unfinished > 0)
        refuse(reasons, REFUSAL_UNIT_UNFINISHED, "%lld units of order %s are not completed",
               (long long)units_unfinished, order->order);
}

void product_may_change(int product_state, enum entry_kind kind, int64_t orders_open, struct reasons *reasons)
{
    int wanted = kind == ENTRY_PRODUCT_RELEASED ? PRODUCT_DRAFT : PRODUCT_RELEASED;
    if (product_state != wanted)
        refuse(reasons, REFUSAL_PRODUCT_STATE, "it is %s, not %s",
               reason_name(reasons, &PRODUCT_STATE_NAMES, product_state),
               reason_name(reasons, &PRODUCT_STATE_NAMES, wanted));
    if (kind == ENTRY_PRODUCT_OBSOLETED && orders_open > 0)
        refuse(reasons, REFUSAL_PRODUCT_IN_USE, "%lld orders for it are open", (long long)orders_open);
}
