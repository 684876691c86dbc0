/* Taking back that a fault was found: the nonconformance goes, so long as nobody decided on it, and nothing was
 * sent to material review for it. */
#include "domain/correction.h"
#include "domain/interlock.h"

/* What was found once more since is for material review for having been found so often. */
static void interlock_reviewed(const struct snapshot *snapshot, int64_t opened, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->findings.count; i++) {
        const struct finding *finding = &snapshot->findings.items[i];
        if (finding->nonconformance_id > opened && is_reviewed_for(snapshot, finding, opened))
            refuse_for(reasons, REFUSAL_LATER_EVENT, finding->nonconformance_id,
                       "nonconformance %lld is for material review: with this one, %s was found as often as it may be",
                       (long long)finding->nonconformance_id, finding->code);
    }
}

void take_back_nonconformance(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct nonconformance *opened = snapshot->voided_nonconformance;
    if (opened->disposed_at != ABSENT_INTEGER) {
        refuse_later(reasons, ENTRY_NONCONFORMANCE_DISPOSITIONED, opened->disposed_at,
                     "nonconformance %lld was dispositioned since", (long long)opened->nonconformance_id);
        return;
    }
    interlock_reviewed(snapshot, opened->nonconformance_id, reasons);
    result->nonconformance = opened->nonconformance_id;
    if (snapshot->unit->state == UNIT_IN_REPAIR && snapshot->nonconformances_open <= 1)
        result->unit_state = UNIT_IN_PROCESS;
}

enum fault correct_defect(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    take_back_nonconformance(snapshot, result, reasons);
    return NOTHING_WRONG;
}
