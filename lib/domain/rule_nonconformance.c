/* Nonconformances: how a failure opens one, what quality may decide on it, and when it closes. */
#include "base/time.h"
#include "domain/correction.h"
#include "domain/edit_rules.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

static bool attempts_end(const struct snapshot *snapshot)
{
    return operation_row(snapshot)->failures + 1 >= operation_attempt_limit(operation_asked(snapshot));
}

enum fault decide_nonconformance_opened(const struct snapshot *snapshot, const char *defect, struct decision *decision,
                                        struct arena *arena)
{
    const char *code = defect ? defect : DEFECT_OPERATION_FAILED;
    struct nonconformance_opened *data = arena_alloc(arena, sizeof *data);
    size_t most = snapshot->measurements.count + snapshot->answers.count;
    struct evidence *evidence = arena_array(arena, most + 1, sizeof *evidence);
    if (!data || !evidence)
        return FAULT_MEMORY;
    *data = (struct nonconformance_opened){
        .unit = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .operation = operation_asked(snapshot)->operation,
        .attempt = snapshot->run->attempt,
        .code = code,
        .material_review = attempts_end(snapshot) || defect_limit_reached(snapshot, code),
        .evidence = {.items = evidence},
    };
    for (size_t i = 0; i < snapshot->measurements.count; i++)
        if (snapshot->measurements.items[i].verdict == VERDICT_FAILED)
            evidence[data->evidence.count++].journal_position = snapshot->measurements.items[i].measurement_id;
    for (size_t i = 0; i < snapshot->answers.count; i++)
        if (snapshot->answers.items[i].verdict == VERDICT_FAILED)
            evidence[data->evidence.count++].journal_position = snapshot->answers.items[i].answer_id;
    decide(decision, ENTRY_NONCONFORMANCE_OPENED, data, NULL);
    return NOTHING_WRONG;
}

static void refuse_state(const struct nonconformance *nonconformance, struct reasons *reasons)
{
    const int64_t id = nonconformance->nonconformance_id;
    if (nonconformance->state == NONCONFORMANCE_OPEN)
        refuse_for(reasons, REFUSAL_NONCONFORMANCE_STATE, id, "nonconformance %lld is open", (long long)id);
    else
        refuse_for(reasons, REFUSAL_NONCONFORMANCE_STATE, id, "nonconformance %lld is %s", (long long)id,
                   reason_name(reasons, &NONCONFORMANCE_STATE_NAMES, nonconformance->state));
}

/* A part that is not there any more, whatever is decided about it. */
static void refuse_part_gone(const struct nonconformance_case *of, int disposition, struct reasons *reasons)
{
    const char *position = of->nonconformance->position;
    if (!of->part)
        refuse(reasons, REFUSAL_POSITION_EMPTY, "position %s was empty when it was found", position);
    else if (of->part_state == COMPONENT_SCRAPPED && disposition == DISPOSITION_RETURN)
        refuse(reasons, REFUSAL_COMPONENT_SCRAPPED, "what was in position %s was scrapped", position);
    else if (of->part_state == COMPONENT_RETURNED && disposition == DISPOSITION_SCRAP)
        refuse(reasons, REFUSAL_COMPONENT_RETURNED, "what was in position %s was returned to its supplier", position);
}

/* Nothing is mended by saying so: an operation is passed after it, or a part is replaced. */
static void refuse_nothing_to_do(const struct nonconformance_case *of, struct reasons *reasons)
{
    const struct nonconformance *nonconformance = of->nonconformance;
    bool stands = of->operation && of->operation->state == OPERATION_PASSED && of->ended_by != ABSENT_INTEGER &&
                  of->ended_by < nonconformance->nonconformance_id;
    if (of->reworked.count)
        return; /* the decision names what is done again */
    if (!nonconformance->operation)
        refuse(reasons, REFUSAL_OPERATION_MISSING,
               "the fault names no operation that could be done again; name those that are to be");
    else if (stands)
        refuse(reasons, REFUSAL_OPERATION_STATE,
               "operation %s had passed before; name it, or those that are to be done again, and they are",
               nonconformance->operation);
}

void nonconformance_may_be_disposed(const struct nonconformance_case *of, int disposition, struct reasons *reasons)
{
    const struct nonconformance *nonconformance = of->nonconformance;
    bool of_part = disposition == DISPOSITION_RETURN || disposition == DISPOSITION_SCRAP;
    if (disposition == DISPOSITION_REWORK || (disposition == DISPOSITION_REPAIR && !nonconformance->position))
        refuse_nothing_to_do(of, reasons);
    if (nonconformance->state != NONCONFORMANCE_OPEN && nonconformance->state != NONCONFORMANCE_DISPOSED)
        refuse_state(nonconformance, reasons);
    if (disposition == DISPOSITION_RETURN && !nonconformance->position)
        refuse(reasons, REFUSAL_POSITION_MISSING, "what is returned to its supplier is the component at a position");
    else if (of_part && nonconformance->position)
        refuse_part_gone(of, disposition, reasons);
}

static bool is_since(const struct nonconformance_case *of, int64_t journal_position)
{
    return journal_position != ABSENT_INTEGER && journal_position > of->nonconformance->disposed_at;
}

/* The operation that was begun since, of those that the decision has passed again; NULL: none. */
static const char *operation_begun(const struct nonconformance_case *of)
{
    if (of->operation && is_since(of, of->operation->run_id))
        return of->operation->operation;
    for (size_t i = 0; i < of->reworked.count; i++)
        if (is_since(of, of->reworked.items[i].run_id))
            return of->reworked.items[i].operation;
    return NULL;
}

/* A part that was scrapped or returned where it lay became so by the decision alone. */
static bool part_went(const struct nonconformance_case *of)
{
    bool unit_scrapped = of->part && of->part->child_unit_id != ABSENT_INTEGER && of->part_state == COMPONENT_SCRAPPED;
    return unit_scrapped || is_since(of, of->part_received) || (of->part && is_since(of, of->part->removed_by)) ||
           (of->occupant && is_since(of, of->occupant->installation_id));
}

/* Who decides without having seen that somebody did would undo it unseen. */
static void refuse_unseen(const struct nonconformance *nonconformance, struct reasons *reasons)
{
    char at[TIME_TEXT_SIZE];
    if (nonconformance->disposed_at == ABSENT_INTEGER) {
        refuse_for(reasons, REFUSAL_NONCONFORMANCE_STATE, nonconformance->nonconformance_id,
                   "nobody has decided on nonconformance %lld: this replaces nothing",
                   (long long)nonconformance->nonconformance_id);
        return;
    }
    time_format(nonconformance->disposed, at);
    refuse_for(reasons, REFUSAL_NONCONFORMANCE_STATE, nonconformance->disposed_at,
               "nonconformance %lld was decided on by %s at %s: %s; who decides anew names that decision, %lld",
               (long long)nonconformance->nonconformance_id, nonconformance->disposed_by, at,
               reason_name(reasons, &DISPOSITION_NAMES, nonconformance->disposition),
               (long long)nonconformance->disposed_at);
}

/* What was done of the decision; NULL: nothing but, where it is set, that an operation was begun. */
static const char *what_was_done(const struct nonconformance_case *of, const char **ret_operation)
{
    if (of->unit_state == UNIT_SCRAPPED)
        return TOLD("the unit was scrapped");
    switch ((enum disposition)of->nonconformance->disposition) {
    case DISPOSITION_USE_AS_IS:
        return TOLD("a second person signed for it");
    case DISPOSITION_REWORK:
    case DISPOSITION_FALSE_FAIL:
        *ret_operation = operation_begun(of);
        break;
    case DISPOSITION_REPAIR:
        if (nonconformance_part_is_back(of))
            break; /* what was done for that proves it as it is */
        *ret_operation = operation_begun(of);
        return part_went(of) ? TOLD("the part was taken out or put in") : NULL;
    case DISPOSITION_SCRAP:
    case DISPOSITION_RETURN:
        return part_went(of) ? TOLD("the part was taken out, put in or scrapped") : NULL;
    case DISPOSITION_ABSENT:
        break;
    }
    return NULL;
}

void nonconformance_may_be_decided_anew(const struct nonconformance_case *of, int64_t replaces, struct reasons *reasons)
{
    const struct nonconformance *nonconformance = of->nonconformance;
    bool decided = nonconformance->state == NONCONFORMANCE_DISPOSED;
    if (!decided && nonconformance->state != NONCONFORMANCE_OPEN)
        return; /* it is over */
    if (replaces != nonconformance->disposed_at)
        refuse_unseen(nonconformance, reasons);
    const char *operation = NULL, *done = decided ? what_was_done(of, &operation) : NULL;
    if (done)
        refuse_for(reasons, REFUSAL_NONCONFORMANCE_STATE, nonconformance->nonconformance_id,
                   "nonconformance %lld is not decided on anew: since it was, %s",
                   (long long)nonconformance->nonconformance_id, reason_word(reasons, done));
    else if (operation)
        refuse_for(reasons, REFUSAL_NONCONFORMANCE_STATE, nonconformance->nonconformance_id,
                   "nonconformance %lld is not decided on anew: since it was, operation %s was begun",
                   (long long)nonconformance->nonconformance_id, operation);
}

enum removal removal_after_disposition(const struct nonconformance_case *of, int disposition)
{
    bool lies = of->nonconformance->position && of->part && of->part_state == COMPONENT_AVAILABLE;
    if (lies && disposition == DISPOSITION_RETURN)
        return REMOVAL_RETURN;
    /* A unit built here is scrapped as a unit. */
    return lies && disposition == DISPOSITION_SCRAP && of->part->child_unit_id == ABSENT_INTEGER ? REMOVAL_SCRAP
                                                                                                 : REMOVAL_ABSENT;
}

/* What was there when it was decided: the part it is about, or, where it names none, what its operation depends on. */
static bool is_about_changed(const struct nonconformance_case *of, const struct snapshot *snapshot,
                             const struct changed *changed)
{
    const struct nonconformance *nonconformance = of->nonconformance;
    bool lay = of->part && of->part->removed_by != ABSENT_INTEGER && of->part->removed_by < nonconformance->disposed_at;
    if (nonconformance->position)
        return !lay && !strcmp(changed->position, nonconformance->position);
    return snapshot->operation >= 0 && depends_on_changed(snapshot->product, snapshot->operation, changed);
}

/* The second person would sign for another unit than the first one saw. */
static void interlock_unchanged(const struct nonconformance_case *of, const struct snapshot *snapshot,
                                struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->changed.count; i++) {
        const struct changed *changed = &snapshot->changed.items[i];
        if (is_about_changed(of, snapshot, changed)) {
            refuse(reasons, REFUSAL_COUNTERSIGN_CHANGED,
                   "%s changed since it was decided, at journal position %lld; decide anew",
                   changed->path ? changed->path : changed->position, (long long)changed->journal_position);
            return;
        }
    }
}

void nonconformance_may_be_countersigned(const struct nonconformance_case *of, const struct snapshot *snapshot,
                                         struct reasons *reasons)
{
    const struct nonconformance *nonconformance = of->nonconformance;
    if (nonconformance->state != NONCONFORMANCE_OPEN)
        refuse_state(nonconformance, reasons);
    if (nonconformance->disposition != DISPOSITION_USE_AS_IS) {
        refuse(reasons, REFUSAL_COUNTERSIGN_NONE, "nobody decided that unit is used as it is");
        return;
    }
    interlock_second(nonconformance->disposed_by, snapshot->principal, reasons);
    interlock_unchanged(of, snapshot, reasons);
}

int64_t failures_after_disposition(const struct nonconformance *nonconformance, int disposition, int64_t failures)
{
    if (nonconformance->reported_by)
        return failures; /* no attempt failed by it */
    if (disposition == DISPOSITION_FALSE_FAIL)
        return failures > 0 ? failures - 1 : 0;
    bool stays = disposition != DISPOSITION_SCRAP && disposition != DISPOSITION_RETURN;
    return stays && nonconformance->material_review ? 0 : failures;
}

static void refuse_undone(const struct required_action *action, int64_t nonconformance_id, struct reasons *reasons)
{
    const char *word = reason_name(reasons, &ACTION_NAMES, action->action);
    if (action->operation)
        refuse_for(reasons, REFUSAL_ACTION_MISSING, nonconformance_id,
                   "%s %s is to be done before nonconformance %lld closes", word, action->operation,
                   (long long)nonconformance_id);
    else
        refuse_for(reasons, REFUSAL_ACTION_MISSING, nonconformance_id,
                   "%s is to be done before nonconformance %lld closes", word, (long long)nonconformance_id);
}

void nonconformance_may_be_closed(const struct nonconformance_case *of, struct reasons *reasons)
{
    struct required_action actions[ACTIONS_MAX];
    if (of->nonconformance->state != NONCONFORMANCE_DISPOSED)
        refuse_state(of->nonconformance, reasons);
    size_t count = nonconformance_actions(of, actions);
    for (size_t i = 0; i < count; i++)
        if (!actions[i].done)
            refuse_undone(&actions[i], of->nonconformance->nonconformance_id, reasons);
}
