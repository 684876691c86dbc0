/* Taking back that a fault was found: the nonconformance goes, so long as nobody decided on it. */
#include "domain/correction.h"

void take_back_nonconformance(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct nonconformance *opened = snapshot->voided_nonconformance;
    if (opened->disposed_at != ABSENT_INTEGER) {
        refuse_later(reasons, ENTRY_NONCONFORMANCE_DISPOSITIONED, opened->disposed_at,
                     "nonconformance %lld was dispositioned since", (long long)opened->nonconformance_id);
        return;
    }
    result->nonconformance = opened->nonconformance_id;
    if (snapshot->unit->state == UNIT_IN_REPAIR && snapshot->nonconformances_open <= 1)
        result->unit_state = UNIT_IN_PROCESS;
}

enum fault correct_defect(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    take_back_nonconformance(snapshot, result, reasons);
    return NOTHING_WRONG;
}
