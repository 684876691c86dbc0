/* How long a simulated run takes, and whether it fails. */
#include "domain/forecast_parts.h"

static uint64_t mixed(uint64_t state)
{
    state += 0x9e3779b97f4a7c15u;
    state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9u;
    state = (state ^ state >> 27) * 0x94d049bb133111ebu;
    return state ^ state >> 31;
}

double luck_draw(const struct luck *luck, uint64_t draw)
{
    const uint64_t step = (uint64_t)luck->operation << 32 | (uint32_t)luck->attempt;
    uint64_t state = mixed(luck->seed);
    state = mixed(state ^ (uint64_t)luck->run);
    state = mixed(state ^ (uint64_t)luck->unit_id);
    state = mixed(state ^ step);
    state = mixed(state ^ draw);
    return (double)(state >> 11) * 0x1p-53;
}

enum { DRAW_DURATION, DRAW_FAILURE };

static double time_drawn_min(const struct forecast_task *task, const struct luck *luck)
{
    return task->times[(size_t)(luck_draw(luck, DRAW_DURATION) * (double)task->measured)];
}

/* One of those longer than `elapsed_min`; that itself when none is. */
static double longer_time_drawn_min(const struct forecast_task *task, double elapsed_min, const struct luck *luck)
{
    size_t longer = 0;
    for (size_t i = 0; i < task->measured; i++)
        longer += task->times[i] > elapsed_min;
    if (!longer)
        return elapsed_min;
    size_t wanted = (size_t)(luck_draw(luck, DRAW_DURATION) * (double)longer);
    for (size_t i = 0;; i++)
        if (task->times[i] > elapsed_min && !wanted--)
            return task->times[i];
}

static double standard_min(const struct operation_definition *definition)
{
    const double planned = isnan(definition->standard_min) ? 0 : definition->standard_min;
    const double burning = definition->burn_in ? definition->burn_in->hours * 60 : 0;
    return planned > burning ? planned : burning;
}

double task_duration_min(const struct forecast_task *task, const struct operation_definition *definition,
                         const struct forecast_begun *begun, const struct luck *luck)
{
    const bool measured = forecast_is_measured(task);
    if (!begun)
        return measured ? time_drawn_min(task, luck) : standard_min(definition);
    const double whole_min =
        measured ? longer_time_drawn_min(task, begun->elapsed_min, luck) : standard_min(definition);
    const double left_min = whole_min - begun->elapsed_min;
    return left_min > begun->least_min ? left_min : begun->least_min;
}

bool task_fails(const struct forecast_task *task, const struct luck *luck)
{
    return luck_draw(luck, DRAW_FAILURE) < forecast_failure_rate(task);
}
