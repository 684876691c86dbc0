/* Which units may be moved to a newer revision, and what follows when they were. */
#include "domain/interlock.h"
#include "domain/revision.h"
#include "domain/rule.h"

#include <string.h>

void order_may_be_revised(const struct order *order, const char *revision, int product_state, struct reasons *reasons)
{
    int next;
    if (!order_next_state(order->state, ENTRY_ORDER_REVISED, &next))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", order->order,
               reason_name(reasons, &ORDER_STATE_NAMES, order->state));
    if (product_state == PRODUCT_ABSENT)
        refuse(reasons, REFUSAL_PRODUCT_UNKNOWN, "there is no %s revision %s", order->part_number, revision);
    else if (product_state != PRODUCT_RELEASED)
        refuse(reasons, REFUSAL_PRODUCT_STATE, "%s revision %s is %s, not released", order->part_number, revision,
               reason_name(reasons, &PRODUCT_STATE_NAMES, product_state));
}

static void interlock_newer(const struct revision_case *of, const struct product_revision *to, struct reasons *reasons)
{
    const char *revision = to->product->definition->revision;
    if (!strcmp(of->unit->revision, revision))
        refuse(reasons, REFUSAL_REVISION_NOT_NEWER, "unit %s is of revision %s already", of->unit->serial, revision);
    else if (of->revision->journal_position >= to->journal_position)
        refuse(reasons, REFUSAL_REVISION_NOT_NEWER, "unit %s is of revision %s, which was released after %s",
               of->unit->serial, of->unit->revision, revision);
}

static void interlock_unit_at_rest(const struct revision_case *of, struct reasons *reasons)
{
    const struct unit *unit = of->unit;
    int next;
    if (!unit_next_state(unit->state, ENTRY_ORDER_REVISED, false, &next))
        refuse(reasons, REFUSAL_UNIT_STATE, "unit %s is %s", unit->serial,
               reason_name(reasons, &UNIT_STATE_NAMES, unit->state));
    if (unit->installed_in != ABSENT_INTEGER)
        refuse(reasons, REFUSAL_UNIT_INSTALLED, "unit %s is installed in another; it must be removed there first",
               unit->serial);
    for (size_t i = 0; i < of->revision->product->operations.count; i++)
        if (operation_is_open(of->operations[i].state))
            refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s of unit %s is %s; it must end first",
                   of->operations[i].operation, unit->serial, operation_word(reasons, of->operations[i].state));
}

static bool leaves_out(const struct product_revision *to, const char *operation)
{
    return operation && product_operation(to->product, operation) < 0;
}

/* An operation that the fault was found in or that is to be done again for it, and that the revision has not; NULL:
 * none. */
static const char *left_out_for(const struct nonconformance *row, const struct product_revision *to)
{
    for (size_t i = 0; i < row->operations.count; i++)
        if (leaves_out(to, row->operations.items[i]))
            return row->operations.items[i];
    return leaves_out(to, row->operation) ? row->operation : NULL;
}

static void refuse_unclosed(const struct revision_case *of, const struct nonconformance *row, const char *what,
                            const char *where, const char *revision, struct reasons *reasons)
{
    refuse_for(reasons, REFUSAL_NONCONFORMANCE_UNCLOSED, row->nonconformance_id,
               "nonconformance %lld of unit %s speaks of %s %s, which revision %s has not; close it first",
               (long long)row->nonconformance_id, of->unit->serial, reason_word(reasons, what), where, revision);
}

/* What is left out must be empty, and nobody may have to do anything there. */
static void interlock_left_out(const struct revision_case *of, const struct product_revision *to,
                               struct reasons *reasons)
{
    const char *revision = to->product->definition->revision;
    for (size_t i = 0; i < of->revision->product->positions.count; i++) {
        const struct installation *part = of->filled[i];
        if (part && product_position(to->product, part->position) < 0)
            refuse(reasons, REFUSAL_POSITION_FILLED,
                   "position %s of unit %s, which revision %s has not, is filled with %s %s; take it out first",
                   part->position, of->unit->serial, revision, part->part_number,
                   part->serial ? part->serial
                   : part->lot  ? part->lot
                                : "");
    }
    for (size_t i = 0; i < of->nonconformances.count; i++) {
        const struct nonconformance *row = &of->nonconformances.items[i];
        bool unclosed = row->state == NONCONFORMANCE_OPEN || row->state == NONCONFORMANCE_DISPOSED;
        const char *operation = left_out_for(row, to);
        if (unclosed && row->position && product_position(to->product, row->position) < 0)
            refuse_unclosed(of, row, TOLD("position"), row->position, revision, reasons);
        if (unclosed && operation)
            refuse_unclosed(of, row, TOLD("operation"), operation, revision, reasons);
    }
}

/* Nothing would ever open the review that gives it its attempts back. */
static void interlock_attempts(const struct revision_case *of, const struct product_revision *to,
                               const struct revision_outcome *outcome, struct reasons *reasons)
{
    const struct product *from = of->revision->product;
    for (size_t i = 0; i < to->product->operations.count; i++) {
        const struct operation_definition *definition = to->product->operations.items[i].definition;
        const struct unit_operation *row = &outcome->operations[i];
        int before = product_operation(from, definition->operation);
        int64_t limit = operation_attempt_limit(definition);
        if (before >= 0 && operation_failures(row) >= limit &&
            row->failures < operation_attempt_limit(from->operations.items[before].definition))
            refuse(reasons, REFUSAL_ATTEMPTS_SPENT,
                   "operation %s of unit %s failed %lld times, and revision %s allows %lld", definition->operation,
                   of->unit->serial, (long long)row->failures, to->product->definition->revision, (long long)limit);
    }
}

/* As when a last operation passes. */
static void interlock_finishes(const struct revision_case *of, const struct product_revision *to,
                               const struct revision_outcome *outcome, struct reasons *reasons)
{
    struct snapshot after = {
        .unit = of->unit,
        .product = to->product,
        .operations = outcome->operations,
        .filled = outcome->filled,
        .nonconformances_open_inside = of->nonconformances_open_inside,
    };
    for (size_t i = 0; i < of->nonconformances.count; i++)
        after.nonconformances_open += of->nonconformances.items[i].state == NONCONFORMANCE_OPEN;
    if (outcome->revised.completed)
        interlock_last_operation(&after, -1, reasons);
}

void unit_may_be_revised(const struct revision_case *of, const struct product_revision *to,
                         const struct revision_outcome *outcome, struct reasons *reasons)
{
    interlock_newer(of, to, reasons);
    interlock_unit_at_rest(of, reasons);
    interlock_left_out(of, to, reasons);
    interlock_attempts(of, to, outcome, reasons);
    interlock_finishes(of, to, outcome, reasons);
}

static enum fault follow(struct decided_list *follows, enum entry_kind kind, const void *named, size_t size,
                         struct arena *arena)
{
    void *data = arena_copy(arena, named, size);
    if (!data)
        return FAULT_MEMORY;
    follows->list.items[follows->list.count++] = (struct decided){.kind = kind, .data = data};
    return NOTHING_WRONG;
}

enum fault revision_follows(const struct order *order, const struct result_revised *result, int64_t unfinished,
                            struct arena *arena, struct decided_list *ret)
{
    struct decided_list follows = {
        .list = {.items = arena_array(arena, result->units.count + 1, sizeof *follows.list.items)}};
    const struct order_named named = {.order = order->order};
    int64_t reopened = 0;
    if (!follows.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < result->units.count; i++)
        reopened += result->units.items[i].reopened;
    enum fault fault = reopened && order->state == ORDER_COMPLETED
                           ? follow(&follows, ENTRY_ORDER_REOPENED, &named, sizeof named, arena)
                           : NOTHING_WRONG;
    unfinished += reopened;
    for (size_t i = 0; i < result->units.count && !fault; i++) {
        const struct revised_unit *revised = &result->units.items[i];
        if (!revised->completed)
            continue;
        unfinished--;
        fault = follow(&follows, ENTRY_UNIT_COMPLETED,
                       &(const struct unit_named){.unit = revised->unit, .part_number = revised->part_number},
                       sizeof(struct unit_named), arena);
    }
    int next;
    if (!fault && follows.list.count && !unfinished && order_next_state(order->state, ENTRY_ORDER_COMPLETED, &next))
        fault = follow(&follows, ENTRY_ORDER_COMPLETED, &named, sizeof named, arena);
    if (fault == NOTHING_WRONG)
        *ret = follows;
    return fault;
}
