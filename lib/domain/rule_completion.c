/* Completing an operation: nothing passes that was not filled, measured, answered, signed and run long enough. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/rule.h"

/* So many hundredths as have gone by whole: what is short of its end does not read as if it had reached it. */
static double gone_by(double us, int64_t unit_us)
{
    return floor(us / (double)unit_us * 100) / 100;
}

static void interlock_time(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct operation_definition *definition = operation_asked(snapshot);
    const struct run *run = open_run(snapshot);
    if (!run)
        return;
    double ran_us = (double)run_accumulated_us(run, snapshot->now_us);
    if (!isnan(definition->minimum_min) && ran_us < definition->minimum_min * (double)US_PER_MINUTE)
        refuse(reasons, REFUSAL_TOO_EARLY, "operation %s has run %.2f of at least %.10g minutes",
               definition->operation, gone_by(ran_us, US_PER_MINUTE), definition->minimum_min);
    if (definition->burn_in && ran_us < definition->burn_in->hours * (double)US_PER_HOUR)
        refuse(reasons, REFUSAL_BURN_IN_SHORT, "operation %s has run %.2f of %.10g hours", definition->operation,
               gone_by(ran_us, US_PER_HOUR), definition->burn_in->hours);
}

/* Adds a reason for all that is still missing before the operation can pass. A tool's calibration is no part of that:
 * it was asked for when the tool was used, and a due day that comes later does not undo what was measured.
 * FAULT_MEMORY. */
static enum fault interlock_completion(const struct snapshot *snapshot, struct reasons *reasons)
{
    interlock_predecessors(snapshot, reasons);
    if (route_passed(snapshot->product, snapshot->operations, snapshot->operation)) {
        interlock_last_operation(snapshot, snapshot->operation, reasons);
        if (snapshot->condemned_by)
            refuse_condemned(snapshot->unit->serial, snapshot->condemned_by, reasons);
    } else {
        interlock_inner(snapshot, reasons);
        interlock_positions(snapshot, snapshot->operation, reasons);
    }
    interlock_time(snapshot, reasons);
    return interlock_evidence(snapshot, false, reasons);
}

/* The daemon's own verdict: what failed has failed; what is not complete is not passed. */
static enum fault completion_verdict(const struct snapshot *snapshot, struct arena *arena, enum verdict *ret)
{
    *ret = open_run(snapshot) ? run_verdict(snapshot) : VERDICT_ABSENT;
    if (*ret == VERDICT_FAILED)
        return NOTHING_WRONG;
    struct reasons missing = {.arena = arena};
    enum fault fault = interlock_completion(snapshot, &missing);
    if (fault == NOTHING_WRONG && missing.found)
        *ret = VERDICT_ABSENT;
    return fault;
}

static bool says_failed(const struct operation_completed *data)
{
    return data->verdict == VERDICT_FAILED || data->defect;
}

static enum fault decide_completed(const struct snapshot *snapshot, const struct operation_completed *data,
                                   enum verdict computed, struct decision *ret, struct arena *arena)
{
    struct result_completed *result = arena_alloc(arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    bool passed = computed == VERDICT_PASSED && !says_failed(data);
    *result = (struct result_completed){
        .unit_part_number = snapshot->unit->part_number,
        .verdict = passed ? VERDICT_PASSED : VERDICT_FAILED,
        .computed = (int)computed,
        .accumulated_us = run_accumulated_us(snapshot->run, snapshot->now_us),
        .failures = operation_row(snapshot)->failures,
    };
    struct decision decision = {0};
    decide(&decision, ENTRY_OPERATION_COMPLETED, data, result);
    enum fault fault = NOTHING_WRONG;
    if (passed)
        fault = decide_unit_completed(snapshot, snapshot->operations, snapshot->operation, &decision, arena);
    else
        fault = decide_nonconformance_opened(snapshot, data->defect, &decision, arena);
    if (fault == NOTHING_WRONG)
        fault = decide_extended(snapshot, ENTRY_OPERATION_COMPLETED, data, &decision, arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}

enum fault rule_operation_completed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                    struct reasons *reasons)
{
    const struct operation_completed *data = event;
    size_t found = reasons->found;
    if (data->defect)
        interlock_defect(snapshot, data->defect, reasons);
    interlock_run(snapshot, &data->subject, ENTRY_OPERATION_COMPLETED, true, reasons);
    if (snapshot->operation < 0)
        return FAULT_REFUSED; /* the rest is asked of an operation */
    enum verdict computed;
    enum fault fault = completion_verdict(snapshot, reasons->arena, &computed);
    /* A run that failed ends as it is; one that is to pass must be complete. */
    if (fault == NOTHING_WRONG && computed == VERDICT_ABSENT && !says_failed(data))
        fault = interlock_completion(snapshot, reasons);
    if (fault)
        return fault;
    if (reasons->found > found)
        return FAULT_REFUSED;
    return decide_completed(snapshot, data, computed, ret, reasons->arena);
}
