/* Taking back that a run was paused, or went on: it has the time that it would have without that, to the microsecond.
 */
#include "domain/correction.h"

void restore_clock(const struct snapshot *snapshot, struct result_corrected *result)
{
    const struct run_clock *clock = &snapshot->clock_before;
    result->previous = clock->running_since == ABSENT_INTEGER ? OPERATION_PAUSED : OPERATION_RUNNING;
    result->running_since = clock->running_since;
    result->accumulated_us = clock->accumulated_us;
}

/* What came in the run since. Nothing is recorded in one that is paused: it rests on what the run went on by. */
static void interlock_in_run_since(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->voided_evidence.count; i++) {
        const struct event_place *in = &snapshot->voided_evidence.items[i];
        refuse_later(reasons, (enum entry_kind)in->kind, in->journal_position,
                     in->kind == ENTRY_OPERATION_RESUMED ? "the run went on since"
                     : in->kind == ENTRY_OPERATION_PAUSED
                         ? "the run stood still since"
                         : "it was recorded since, as the run went on; correct that first");
    }
    interlock_run_open(snapshot, reasons);
}

enum fault correct_pause(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    interlock_in_run_since(snapshot, reasons);
    interlock_condemned_since(snapshot, reasons);
    interlock_goes_on(snapshot, reasons);
    restore_clock(snapshot, result);
    return NOTHING_WRONG;
}

enum fault correct_resumption(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    interlock_in_run_since(snapshot, reasons);
    restore_clock(snapshot, result);
    return NOTHING_WRONG;
}
