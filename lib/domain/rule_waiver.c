/* Waivers: quality asks to let a unit go on without an operation, a second person agrees, and quality revokes it. */
#include "domain/correction.h"
#include "domain/edit_rules.h"
#include "domain/falling.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

void interlock_second(const char *decided_by, const struct principal *principal, struct reasons *reasons)
{
    if (decided_by && !strcmp(decided_by, principal->token))
        refuse(reasons, REFUSAL_COUNTERSIGN_SAME, "%s decided it; a second person countersigns", decided_by);
}

static bool is_after(int64_t journal_position, int64_t other)
{
    return journal_position != ABSENT_INTEGER && journal_position > other;
}

enum waiver_state waiver_standing(const struct waiver *waiver, const struct unit_operation *row)
{
    bool moved = is_after(row->run_id, waiver->waiver_id) || is_after(row->invalidated_by, waiver->waiver_id);
    bool fell = waiver->invalidated_by != ABSENT_INTEGER;
    if (waiver->state == WAIVER_REQUESTED ? moved || fell : waiver->state == WAIVER_COUNTERSIGNED && fell)
        return WAIVER_LAPSED;
    return (enum waiver_state)waiver->state;
}

static void interlock_definition(const struct operation_definition *definition, struct reasons *reasons)
{
    if (operation_is_signed_off(definition))
        refuse(reasons, REFUSAL_WAIVER_FORBIDDEN, "operation %s is signed off, and nobody signs for what was not done",
               definition->operation);
    if (definition->kind == OPERATION_SHIPPING)
        refuse(reasons, REFUSAL_WAIVER_FORBIDDEN, "operation %s ships the unit", definition->operation);
    if (definition->never_waived)
        refuse(reasons, REFUSAL_WAIVER_FORBIDDEN, "the definition lets no unit go on without operation %s",
               definition->operation);
}

/* What a waiver does not excuse. Faults are decided on first: what is wrong with a unit is known before it is decided
 * what need not be shown of it. */
static void interlock_unexcused(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct unit *unit = snapshot->unit;
    if (!route_passed(snapshot->product, snapshot->operations, snapshot->operation)) {
        interlock_positions(snapshot, snapshot->operation, reasons);
        if (snapshot->nonconformances_open > 0)
            refuse(reasons, REFUSAL_NONCONFORMANCE_OPEN, "%lld nonconformances of unit %s are not dispositioned",
                   (long long)snapshot->nonconformances_open, unit->serial);
        return;
    }
    interlock_last_operation(snapshot, snapshot->operation, reasons);
    if (unit->state == UNIT_QUEUED)
        refuse(reasons, REFUSAL_UNIT_UNFINISHED, "nothing was done on unit %s, and nothing would be left to do",
               unit->serial);
}

static void interlock_waiver(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct unit_operation *row = operation_row(snapshot);
    int next;
    interlock_unit(snapshot, &(const struct subject){.unit = snapshot->unit->serial}, ENTRY_OPERATION_WAIVED, reasons);
    interlock_definition(operation_asked(snapshot), reasons);
    if (!operation_next_state(row->state, ENTRY_OPERATION_WAIVED, VERDICT_ABSENT, &next))
        refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is %s", row->operation,
               operation_word(reasons, row->state));
    interlock_unexcused(snapshot, reasons);
}

void waiver_may_be_requested(const struct snapshot *snapshot, const struct waiver *last, struct reasons *reasons)
{
    interlock_waiver(snapshot, reasons);
    if (last && waiver_standing(last, operation_row(snapshot)) == WAIVER_REQUESTED)
        refuse_for(reasons, REFUSAL_WAIVER_REQUESTED, last->waiver_id,
                   "%s asks for it already, at journal position %lld", last->requested_by, (long long)last->waiver_id);
}

static void interlock_standing(const struct waiver *waiver, enum waiver_state state, enum waiver_state wanted,
                               struct reasons *reasons)
{
    if (state != wanted)
        refuse_for(reasons, REFUSAL_WAIVER_STATE, waiver->waiver_id, "waiver %lld of operation %s is %s",
                   (long long)waiver->waiver_id, waiver->operation, reason_name(reasons, &WAIVER_STATE_NAMES, state));
}

/* An operation that never ran has no evidence that falls: the second person would sign for another unit than the first
 * one saw. */
static void interlock_unchanged(const struct snapshot *snapshot, const struct waiver *waiver, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->changed.count; i++) {
        const struct changed *changed = &snapshot->changed.items[i];
        if (depends_on_changed(snapshot->product, snapshot->operation, changed)) {
            refuse_for(reasons, REFUSAL_WAIVER_STATE, waiver->waiver_id,
                       "waiver %lld of operation %s was asked for before %s changed, at journal position %lld",
                       (long long)waiver->waiver_id, waiver->operation,
                       changed->path ? changed->path : changed->position, (long long)changed->journal_position);
            return;
        }
    }
}

void waiver_may_be_countersigned(const struct snapshot *snapshot, const struct waiver *waiver, struct reasons *reasons)
{
    const enum waiver_state state = waiver_standing(waiver, operation_row(snapshot));
    interlock_standing(waiver, state, WAIVER_REQUESTED, reasons);
    if (state == WAIVER_REQUESTED)
        interlock_unchanged(snapshot, waiver, reasons);
    interlock_second(waiver->requested_by, snapshot->principal, reasons);
    interlock_waiver(snapshot, reasons);
}

/* One that lapsed is rejected as well, so that it is off the list. */
void waiver_may_be_rejected(const struct waiver *waiver, struct reasons *reasons)
{
    interlock_standing(waiver, (enum waiver_state)waiver->state, WAIVER_REQUESTED, reasons);
}

enum fault decide_waived(const struct snapshot *snapshot, const struct waiver *waiver, const struct waiver_named *data,
                         struct decision *ret, struct arena *arena)
{
    struct operation_waived *waived = arena_alloc(arena, sizeof *waived);
    if (!waived)
        return FAULT_MEMORY;
    *waived = (struct operation_waived){
        .unit = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .operation = waiver->operation,
        .reason = waiver->reason,
        .waiver = waiver->waiver_id,
    };
    struct decision decision = {0};
    decide(&decision, ENTRY_WAIVER_COUNTERSIGNED, data, NULL);
    decide(&decision, ENTRY_OPERATION_WAIVED, waived, NULL);
    enum fault fault = decide_unit_completed(snapshot, snapshot->operations, snapshot->operation, &decision, arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}

/* --- revoking one --- */

/* Whether an operation speaks of what was waived: it comes after it, and concludes. */
static bool speaks_of_waived(const struct snapshot *snapshot, size_t operation)
{
    const struct operation *other = &snapshot->product->operations.items[operation];
    return operation_concludes(other->definition) && bit_is_set(&other->before, (size_t)snapshot->operation);
}

static void interlock_conclusions(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->product->operations.count; i++)
        if (operation_is_open(snapshot->operations[i].state) && speaks_of_waived(snapshot, i))
            refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is %s and speaks of what comes before it",
                   snapshot->product->operations.items[i].definition->operation,
                   operation_word(reasons, snapshot->operations[i].state));
}

void waiver_may_be_revoked(const struct snapshot *snapshot, const struct waiver *waiver, struct reasons *reasons)
{
    interlock_standing(waiver, waiver_standing(waiver, operation_row(snapshot)), WAIVER_COUNTERSIGNED, reasons);
    interlock_unit(snapshot, &(const struct subject){.unit = snapshot->unit->serial}, ENTRY_WAIVER_REVOKED, reasons);
    interlock_conclusions(snapshot, reasons);
    interlock_outer_proofs(snapshot, reasons);
}

enum fault decide_revoked(const struct snapshot *snapshot, const struct waiver_named *data, struct decision *ret,
                          struct arena *arena)
{
    struct result_revoked *revoked = arena_alloc(arena, sizeof *revoked);
    size_t count = snapshot->product->operations.count;
    if (!revoked)
        return FAULT_MEMORY;
    *revoked = (struct result_revoked){
        .unit_part_number = snapshot->unit->part_number,
        .unit = snapshot->unit->serial,
        .operation = operation_asked(snapshot)->operation,
        .invalidated = {.items = arena_array(arena, count, sizeof *revoked->invalidated.items)},
        .outer = {.count = snapshot->outer.count},
    };
    enum fault fault = find_outer_unproven(snapshot, arena, &revoked->outer.items);
    if (fault || !revoked->invalidated.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (snapshot->operations[i].state == OPERATION_PASSED && speaks_of_waived(snapshot, i))
            revoked->invalidated.items[revoked->invalidated.count++] =
                snapshot->product->operations.items[i].definition->operation;
    struct decision decision = {0};
    decide(&decision, ENTRY_WAIVER_REVOKED, data, revoked);
    fault = decide_orders_reopened(snapshot, &decision, arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}
