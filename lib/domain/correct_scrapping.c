/* Taking back that a unit was scrapped: it is what it was right before, and its order is in work with it again. While
 * it was scrap nothing but parts came out of it, and quality decided on its faults. */
#include "domain/correction.h"

static void interlock_scrap_used(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->changed.count; i++) {
        const struct changed *changed = &snapshot->changed.items[i];
        refuse_later(reasons, (enum entry_kind)changed->kind, changed->journal_position,
                     "what was in position %s of unit %s was taken out of scrap since",
                     changed->path ? changed->path : changed->position, snapshot->unit->serial);
    }
    for (size_t i = 0; i < snapshot->decided.count; i++) {
        const struct fault_decision *decided = &snapshot->decided.items[i];
        refuse_later(reasons, (enum entry_kind)decided->kind, decided->journal_position,
                     "it was decided about unit %s since", decided->serial);
    }
}

/* As long as none of its units was begun, an order is released and no more. */
static int order_again(const struct snapshot *snapshot)
{
    const int state = snapshot->order->state;
    if (state != ORDER_COMPLETED && state != ORDER_CLOSED)
        return state;
    if (!snapshot->order_ran_else)
        return ORDER_RELEASED;
    return state == ORDER_COMPLETED ? ORDER_IN_PROCESS : state; /* order.reopened follows */
}

enum fault correct_scrapping(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    interlock_scrap_used(snapshot, reasons);
    result->unit_state = snapshot->state_then;
    unit_next_state(snapshot->state_then, ENTRY_NONCONFORMANCE_DISPOSITIONED, snapshot->nonconformances_open > 0,
                    &result->unit_state);
    if (unit_is_unfinished(result->unit_state))
        result->order_state = order_again(snapshot);
    return NOTHING_WRONG;
}
