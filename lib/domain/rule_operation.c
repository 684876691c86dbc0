/* Starting, pausing, resuming, completing and aborting an operation. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

enum fault rule_operation_started(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                  struct reasons *reasons)
{
    const struct operation_started *data = event;
    size_t found = reasons->found;
    interlock_start(snapshot, data, true, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_started *result = arena_alloc(reasons->arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    const struct burn_in *burn_in = operation_asked(snapshot)->burn_in;
    const int64_t failures = operation_row(snapshot)->failures;
    const bool anew = failures > operation_failures(operation_row(snapshot));
    *result = (struct result_started){
        .unit_part_number = snapshot->unit->part_number,
        .attempt = operation_row(snapshot)->attempts + 1,
        .power_w = burn_in ? burn_in->power_w : 0,
        .coolant_lpm = burn_in ? burn_in->coolant_lpm : 0,
        .previous = operation_row(snapshot)->state,
        .builds = operation_asked(snapshot)->kind != OPERATION_INSPECTION,
        .anew = anew,
        .failures = anew ? failures : ABSENT_INTEGER,
    };
    struct decision decision = {0};
    decide(&decision, ENTRY_OPERATION_STARTED, data, result);
    enum fault fault = NOTHING_WRONG;
    if (snapshot->unit->state == UNIT_QUEUED)
        fault = decide_of_unit(snapshot->unit, ENTRY_UNIT_STARTED, &decision, reasons->arena);
    if (fault == NOTHING_WRONG && snapshot->order->state == ORDER_RELEASED)
        fault = decide_of_order(snapshot->order, ENTRY_ORDER_STARTED, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        fault = decide_extended(snapshot, ENTRY_OPERATION_STARTED, data, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}

static enum fault decide_timed(const struct snapshot *snapshot, enum entry_kind kind, const void *data,
                               int64_t accumulated_us, struct decision *ret, struct arena *arena)
{
    struct result_timed *result = arena_alloc(arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    *result = (struct result_timed){.unit_part_number = snapshot->unit->part_number, .accumulated_us = accumulated_us};
    *ret = (struct decision){0};
    decide(ret, kind, data, result);
    return decide_extended(snapshot, kind, data, ret, arena);
}

enum fault rule_operation_paused(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                 struct reasons *reasons)
{
    const struct operation_paused *data = event;
    size_t found = reasons->found;
    interlock_run(snapshot, &data->subject, ENTRY_OPERATION_PAUSED, false, reasons);
    int rule = snapshot->operation >= 0 ? operation_pause_rule(operation_asked(snapshot)) : PAUSE_KEEP;
    if (rule == PAUSE_FORBIDDEN)
        refuse(reasons, REFUSAL_PAUSE_FORBIDDEN, "operation %s runs through or is aborted",
               operation_asked(snapshot)->operation);
    if (reasons->found > found)
        return FAULT_REFUSED;
    int64_t accumulated_us = rule == PAUSE_RESET ? 0 : run_accumulated_us(snapshot->run, snapshot->now_us);
    return decide_timed(snapshot, ENTRY_OPERATION_PAUSED, data, accumulated_us, ret, reasons->arena);
}

/* What a bay or its station can carry may have become less while the run stood still. */
static void interlock_kept_place(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct run *run = open_run(snapshot);
    if (run && snapshot->station && !strcmp(run->station, snapshot->station->station))
        interlock_place(snapshot, run->bay, true, reasons);
}

enum fault rule_operation_resumed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                  struct reasons *reasons)
{
    const struct operation_resumed *data = event;
    size_t found = reasons->found;
    interlock_run(snapshot, &data->subject, ENTRY_OPERATION_RESUMED, true, reasons);
    if (snapshot->operation >= 0) {
        interlock_predecessors(snapshot, reasons);
        interlock_inner(snapshot, reasons);
        interlock_approved(snapshot, reasons);
    }
    interlock_kept_place(snapshot, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    return decide_timed(snapshot, ENTRY_OPERATION_RESUMED, data, run_accumulated_us(snapshot->run, snapshot->now_us),
                        ret, reasons->arena);
}

enum fault decide_aborted(const struct snapshot *snapshot, const struct operation_aborted *data,
                          struct decision *decision, struct arena *arena)
{
    struct result_timed *result = arena_alloc(arena, sizeof *result);
    bool failed = run_verdict(snapshot) == VERDICT_FAILED;
    if (!result)
        return FAULT_MEMORY;
    *result = (struct result_timed){
        .unit_part_number = snapshot->unit->part_number,
        .accumulated_us = run_accumulated_us(snapshot->run, snapshot->now_us),
        .verdict = failed ? VERDICT_FAILED : VERDICT_ABSENT,
    };
    decide(decision, ENTRY_OPERATION_ABORTED, data, result);
    return failed ? decide_nonconformance_opened(snapshot, NULL, decision, arena) : NOTHING_WRONG;
}

enum fault rule_operation_aborted(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                  struct reasons *reasons)
{
    const struct operation_aborted *data = event;
    size_t found = reasons->found;
    interlock_run(snapshot, &data->subject, ENTRY_OPERATION_ABORTED, false, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct decision decision = {0};
    enum fault fault = decide_aborted(snapshot, data, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        fault = decide_extended(snapshot, ENTRY_OPERATION_ABORTED, data, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}
