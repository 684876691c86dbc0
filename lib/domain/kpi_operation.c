#include "domain/kpi_operation.h"

#include "base/time.h"

#include <string.h>

int64_t operation_ready_us(const struct product *product, int operation, const struct passing *passings, size_t count,
                           int64_t run_id, int64_t started_us, int64_t released_us)
{
    const struct operation *asked = &product->operations.items[operation];
    int64_t ready_us = ABSENT_INTEGER;
    for (size_t i = 0; i < asked->after.count; i++) {
        const char *before = product->operations.items[asked->after.items[i]].definition->operation;
        for (size_t j = 0; j < count; j++)
            if (!strcmp(passings[j].operation, before) && passings[j].ended_by < run_id &&
                passings[j].ended_us > ready_us)
                ready_us = passings[j].ended_us;
    }
    if (ready_us == ABSENT_INTEGER)
        ready_us = released_us;
    return ready_us > started_us ? ABSENT_INTEGER : ready_us;
}

static bool has_operation_again(const struct nonconformance *fault, const struct fall *fall)
{
    if (fault->reopened_at != fall->invalidated_by)
        return false;
    for (size_t i = 0; i < fault->operations.count; i++)
        if (!strcmp(fault->operations.items[i], fall->operation))
            return true;
    return false;
}

static bool has_part_out(const struct nonconformance *fault, const struct fall *fall)
{
    const bool between = fault->nonconformance_id > fall->ended_by && fault->nonconformance_id < fall->invalidated_by;
    const bool stands = fault->disposition != DISPOSITION_USE_AS_IS && fault->disposition != DISPOSITION_FALSE_FAIL;
    return fall->emptied && between && stands && fault->operation && !strcmp(fault->operation, fall->operation) &&
           (!fault->position || !strcmp(fault->position, fall->emptied));
}

bool fell_by_own_fault(const struct fall *fall, const struct nonconformance *faults, size_t count)
{
    for (size_t i = 0; i < count && fall->invalidated_by != ABSENT_INTEGER; i++)
        if (has_operation_again(&faults[i], fall) || has_part_out(&faults[i], fall))
            return true;
    return false;
}

bool attempt_is_good(const struct attempt *attempt)
{
    return attempt->passed && !attempt->sent_back && !attempt->scrapped_after;
}

enum fault operation_outcomes(const struct attempt *attempts, size_t count, struct arena *arena,
                              struct unit_outcomes *ret)
{
    struct unit_outcomes outcomes = {.items = arena_array(arena, count, sizeof *outcomes.items)};
    if (!outcomes.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct attempt *attempt = &attempts[i];
        if (!i || attempts[i - 1].unit_id != attempt->unit_id)
            outcomes.items[outcomes.count++] = (struct unit_outcome){.unit_id = attempt->unit_id};
        struct unit_outcome *outcome = &outcomes.items[outcomes.count - 1];
        outcome->scrapped |= attempt->scrapped_after;
        if (attempt->earlier)
            continue;
        outcome->first_ended |= attempt->number == 1;
        outcome->first_passed |= attempt->number == 1 && attempt->passed && !attempt->sent_back;
        outcome->reworked |= attempt->number > 1;
        outcome->passed |= attempt->passed;
    }
    *ret = outcomes;
    return NOTHING_WRONG;
}

struct operation_kpis operation_kpis_of(const struct unit_outcomes *outcomes, int64_t planned_us)
{
    int64_t first = 0, good = 0, reworked = 0, scrapped = 0, passed = 0;
    for (size_t i = 0; i < outcomes->count; i++) {
        first += outcomes->items[i].first_ended;
        good += outcomes->items[i].first_passed;
        reworked += outcomes->items[i].reworked;
        scrapped += outcomes->items[i].scrapped;
        passed += outcomes->items[i].passed;
    }
    const double units = (double)outcomes->count, hours = (double)planned_us / (double)US_PER_HOUR;
    return (struct operation_kpis){
        .first_pass_yield = kpi_ratio((double)good, (double)first, outcomes->count ? NO_FIRST_ATTEMPTS : NO_ATTEMPTS),
        .rework_ratio = kpi_ratio((double)reworked, units, NO_ATTEMPTS),
        .scrap_ratio = kpi_ratio((double)scrapped, units, NO_ATTEMPTS),
        .throughput_per_hour =
            outcomes->count ? kpi_ratio((double)passed, hours, NO_PLANNED_TIME) : kpi_none(NO_ATTEMPTS),
    };
}

static double minutes(int64_t us)
{
    return (double)us / (double)US_PER_MINUTE;
}

enum fault operation_times_of(const struct attempt *attempts, size_t count, struct arena *arena,
                              struct operation_times *ret)
{
    double *cycle = arena_array(arena, count, sizeof *cycle), *worked = arena_array(arena, count, sizeof *worked);
    double *queue = arena_array(arena, count, sizeof *queue);
    size_t ended = 0, queued = 0;
    if (!cycle || !worked || !queue)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct attempt *attempt = &attempts[i];
        if (attempt->earlier)
            continue;
        cycle[ended] = minutes(attempt->ended_us - attempt->started_us);
        worked[ended++] = minutes(attempt->worked_us);
        if (attempt->number == 1 && attempt->ready_us != ABSENT_INTEGER)
            queue[queued++] = minutes(attempt->started_us - attempt->ready_us);
    }
    *ret = (struct operation_times){
        .cycle_min = distribution_of(cycle, ended),
        .worked_min = distribution_of(worked, ended),
        .queue_min = distribution_of(queue, queued),
    };
    return NOTHING_WRONG;
}
