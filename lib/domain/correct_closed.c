/* What quality decided on stays what it was: what closed a nonconformance is done while it is closed, and how a run
 * ended is what a decision after it rests on. */
#include "domain/correction.h"

#include <string.h>

static bool is_same(const char *a, const char *b)
{
    return a && b && !strcmp(a, b);
}

/* Whether events of this kind do what the action demands. */
static bool action_rests_on(enum action action, enum entry_kind kind)
{
    switch (action) {
    case ACTION_OPERATION_PASSED:
    case ACTION_EVIDENCE_RENEWED:
        return kind == ENTRY_OPERATION_COMPLETED;
    case ACTION_COMPONENT_REPLACED:
    case ACTION_COMPONENT_SCRAPPED:
    case ACTION_COMPONENT_RETURNED:
        return kind == ENTRY_COMPONENT_INSTALLED || kind == ENTRY_COMPONENT_REMOVED;
    case ACTION_UNIT_SCRAPPED:
    case ACTION_COUNTERSIGNED:
    case ACTION_ABSENT:
        break;
    }
    return false;
}

/* The case as it would be without the voided event, with room for its operations; false where that has no part in it.
 */
static bool case_without(const struct snapshot *snapshot, const struct result_corrected *result,
                         const struct nonconformance_case *of, struct unit_operation room[static 1 + REWORKED_MAX],
                         struct nonconformance_case *ret)
{
    const struct entry *voided = snapshot->voided;
    const struct installation *part = snapshot->voided_installation;
    *ret = *of;
    if (part && is_same(part->position, of->nonconformance->position)) {
        bool removal = voided->kind == ENTRY_COMPONENT_REMOVED;
        ret->occupant = removal ? part : NULL;
        if (removal && of->part && of->part->installation_id == part->installation_id)
            ret->part_state = COMPONENT_INSTALLED;
        return true;
    }
    if (voided->kind != ENTRY_OPERATION_COMPLETED)
        return false;
    ret->fallen = result->invalidated_by != ABSENT_INTEGER;
    const char *ended = event_subject(voided->kind, voided->data)->operation;
    if (of->operation && is_same(ended, of->operation->operation)) {
        room[0] = *of->operation;
        room[0].state = result->previous;
        ret->operation = room;
    }
    ret->reworked.items = &room[1];
    for (size_t i = 0; i < of->reworked.count; i++) {
        room[i + 1] = of->reworked.items[i];
        if (is_same(ended, of->reworked.items[i].operation))
            room[i + 1].state = result->previous;
    }
    return true;
}

static bool would_be_missing(const struct nonconformance_case *without, enum entry_kind kind)
{
    struct required_action actions[ACTIONS_MAX];
    size_t count = nonconformance_actions(without, actions);
    for (size_t i = 0; i < count; i++)
        if (!actions[i].done && action_rests_on((enum action)actions[i].action, kind))
            return true;
    return false;
}

void interlock_closed(const struct snapshot *snapshot, const struct result_corrected *result, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->closed.count; i++) {
        const struct nonconformance *closed = snapshot->closed.items[i].nonconformance;
        struct unit_operation room[1 + REWORKED_MAX];
        struct nonconformance_case without;
        if (case_without(snapshot, result, &snapshot->closed.items[i], room, &without) &&
            would_be_missing(&without, snapshot->voided->kind))
            refuse_later(reasons, ENTRY_NONCONFORMANCE_CLOSED, closed->closed_at,
                         "nonconformance %lld was closed on it", (long long)closed->nonconformance_id);
    }
}

static bool speaks_of_operation(const struct fault_decision *decided, const char *operation)
{
    for (size_t i = 0; i < decided->operations.count; i++)
        if (is_same(decided->operations.items[i], operation))
            return true;
    return is_same(decided->operation, operation);
}

void interlock_decided(const struct snapshot *snapshot, const struct unit *unit, const char *operation, int64_t own,
                       struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->decided.count; i++) {
        const struct fault_decision *decided = &snapshot->decided.items[i];
        if (decided->unit_id != unit->unit_id || decided->kind == ENTRY_NONCONFORMANCE_CLOSED ||
            decided->nonconformance_id == own || !speaks_of_operation(decided, operation))
            continue;
        refuse_later(reasons, (enum entry_kind)decided->kind, decided->journal_position,
                     "it was decided about operation %s of unit %s since", operation, unit->serial);
    }
}
