/* Stations: a station says in what state it is, from any to any; planners say what it is. */
#include "domain/edit_rules.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

/* While a station is down no run there gains time, whoever looks at it and when. What ran stands still until somebody
 * resumes it: by its pause rule it keeps its time or loses it, and is given up where it may not be paused. */
static enum fault decide_stopped(const struct running *running, const struct station_changed *changed, int64_t now_us,
                                 struct decision *decision, struct arena *arena)
{
    int rule = operation_pause_rule(running->definition);
    struct operation_paused *paused = arena_alloc(arena, sizeof *paused);
    struct operation_aborted *aborted = arena_alloc(arena, sizeof *aborted);
    struct result_timed *result = arena_alloc(arena, sizeof *result);
    const char *reason = arena_printf(arena, "station %s is %s", running->run->station,
                                      name_of(&STATION_STATE_NAMES, changed->state));
    if (!paused || !aborted || !result || !reason)
        return FAULT_MEMORY;
    const struct subject subject = {
        .at = changed->at,
        .unit = running->unit->serial,
        .unit_part_number = running->unit->part_number,
        .operation = running->run->operation,
        .operator = changed->operator,
    };
    *paused = (struct operation_paused){.subject = subject, .reason = reason};
    *aborted = (struct operation_aborted){.subject = subject, .reason = reason};
    if (rule == PAUSE_FORBIDDEN)
        return decide_aborted(running->whole, aborted, decision, arena);
    *result = (struct result_timed){
        .unit_part_number = running->unit->part_number,
        .accumulated_us = rule == PAUSE_RESET ? 0 : run_accumulated_us(running->run, now_us),
    };
    decide(decision, ENTRY_OPERATION_PAUSED, paused, result);
    return NOTHING_WRONG;
}

/* All that runs there; a run that is given up may have failed, which is an entry more. */
static enum fault decide_all_stopped(const struct snapshot *snapshot, const struct station_changed *data,
                                     struct decision *decision, struct arena *arena)
{
    enum fault fault = NOTHING_WRONG;
    size_t count = station_is_down(data->state) ? snapshot->running.count : 0;
    decision->more.items = arena_array(arena, 2 * count, sizeof *decision->more.items);
    if (!decision->more.items)
        return FAULT_MEMORY;
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++) {
        struct decision stopped = {0};
        fault = decide_stopped(&snapshot->running.items[i], data, snapshot->now_us, &stopped, arena);
        for (size_t j = 0; j < stopped.count; j++)
            decision->more.items[decision->more.count++] = stopped.entries[j];
    }
    return fault;
}

enum fault rule_station_changed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                struct reasons *reasons)
{
    const struct station_changed *data = event;
    size_t found = reasons->found;
    interlock_station(snapshot, reasons);
    interlock_operator(snapshot, data->operator, false, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct decision decision = {0};
    decide(&decision, ENTRY_STATION_CHANGED, data, NULL);
    enum fault fault = decide_all_stopped(snapshot, data, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}

void station_may_be_defined(const struct station_defined *data, const struct station *now, const struct run *runs,
                            size_t count, struct reasons *reasons)
{
    if (count && strcmp(now->type, data->type))
        refuse(reasons, REFUSAL_STATION_BUSY, "operation %s runs there, at a station of type %s", runs[0].operation,
               now->type);
    for (size_t i = 0; i < count; i++)
        if (runs[i].bay && !bay_named(data->bays.items, data->bays.count, runs[i].bay))
            refuse(reasons, REFUSAL_STATION_BUSY, "operation %s runs in bay %s", runs[i].operation, runs[i].bay);
}
