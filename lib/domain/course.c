#include "domain/course.h"

#include "domain/rules.h"

static const struct run_stop *stops_of(const struct run_stop *stops, size_t count, int64_t run_id, size_t *ret_count)
{
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (stops[middle].run_id < run_id)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < count && stops[end].run_id == run_id)
        end++;
    *ret_count = end - low;
    return stops + low;
}

static int64_t until(int64_t ended_us)
{
    return ended_us == ABSENT_INTEGER ? INT64_MAX : ended_us;
}

static void lay(const struct run_course *run, const struct run_stop *stops, bool dated, struct spans *stretches)
{
    struct span *items = stretches->items;
    const size_t last = stretches->count - 1;
    const int64_t ended_us = until(dated ? run->dated_ended : run->ended);
    items[0].begin_us = dated ? run->dated_started : run->started;
    for (size_t i = 0; i < last; i++) {
        const int64_t resumed_us = dated ? stops[i].dated_resumed : stops[i].resumed;
        items[i].end_us = dated ? stops[i].dated_paused : stops[i].paused;
        items[i + 1].begin_us = resumed_us == ABSENT_INTEGER ? ended_us : resumed_us;
    }
    items[last].end_us = ended_us;
}

static bool follow(const struct spans *stretches, int64_t since_us)
{
    for (size_t i = 0; i < stretches->count; i++) {
        if (stretches->items[i].begin_us < since_us || stretches->items[i].end_us < stretches->items[i].begin_us)
            return false;
        since_us = stretches->items[i].end_us;
    }
    return true;
}

enum fault run_stretches(const struct run_course *run, const struct run_stop *stops, size_t count, struct arena *arena,
                         struct spans *ret)
{
    size_t own;
    stops = stops_of(stops, count, run->run_id, &own);
    struct spans stretches = {.items = arena_array(arena, own + 1, sizeof *stretches.items), .count = own + 1};
    if (!stretches.items)
        return FAULT_MEMORY;
    lay(run, stops, true, &stretches);
    if (!follow(&stretches, run->released - EVENT_CLOCK_ROOM_US))
        lay(run, stops, false, &stretches);
    *ret = stretches;
    return NOTHING_WRONG;
}

enum fault run_span(const struct run_course *run, const struct run_stop *stops, size_t count, struct arena *arena,
                    struct span *ret)
{
    struct spans ran;
    enum fault fault = run_stretches(run, stops, count, arena, &ran);
    if (!fault)
        *ret = (struct span){ran.items[0].begin_us, ran.items[ran.count - 1].end_us};
    return fault;
}

void spells_date(struct station_spell *spells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!i || spells[i].dated >= spells[i - 1].began)
            spells[i].began = spells[i].dated;
        if (i)
            spells[i - 1].ended = spells[i].began;
    }
}

static bool is_believed(const struct run_course *run)
{
    return run->dated_started >= run->released - EVENT_CLOCK_ROOM_US && until(run->dated_ended) >= run->dated_started;
}

int64_t station_heard_since(const struct run_course *runs, size_t count)
{
    int64_t since_us = ABSENT_INTEGER;
    for (size_t i = 0; i < count; i++)
        if (is_believed(&runs[i]) && (since_us == ABSENT_INTEGER || runs[i].dated_started < since_us))
            since_us = runs[i].dated_started;
    return since_us;
}
