/* What is drawn in a simulated run: how long something takes, and whether it fails. */
#include "domain/forecast_parts.h"

static uint64_t mixed(uint64_t state)
{
    state += 0x9e3779b97f4a7c15u;
    state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9u;
    state = (state ^ state >> 27) * 0x94d049bb133111ebu;
    return state ^ state >> 31;
}

uint64_t luck_of_run(uint64_t seed, int64_t run)
{
    return mixed(mixed(seed) ^ (uint64_t)run);
}

uint64_t luck_of_unit(uint64_t run, int64_t unit_id)
{
    return mixed(run ^ (uint64_t)unit_id);
}

double luck_draw(const struct luck *luck, enum luck_draw draw)
{
    const uint64_t step = (uint64_t)luck->operation << 48 | (uint64_t)(uint32_t)luck->attempt << 8 | (uint64_t)draw;
    const uint64_t state = mixed(luck->unit ^ step);
    return (double)(state >> 11) * 0x1p-53;
}

double minutes_drawn(const double *times, size_t measured, double otherwise_min, const struct luck *luck,
                     enum luck_draw draw)
{
    return measured < FORECAST_SAMPLES_MIN ? otherwise_min : times[(size_t)(luck_draw(luck, draw) * (double)measured)];
}

double longer_minutes_drawn(const double *times, size_t measured, double otherwise_min, double elapsed_min,
                            const struct luck *luck, enum luck_draw draw)
{
    if (measured < FORECAST_SAMPLES_MIN)
        return otherwise_min > elapsed_min ? otherwise_min : elapsed_min;
    size_t longer = 0;
    for (size_t i = 0; i < measured; i++)
        longer += times[i] > elapsed_min;
    if (!longer)
        return elapsed_min;
    size_t wanted = (size_t)(luck_draw(luck, draw) * (double)longer);
    for (size_t i = 0;; i++)
        if (times[i] > elapsed_min && !wanted--)
            return times[i];
}
