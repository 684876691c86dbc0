/* What holds the orders up: the type of station that stops them, or else of which one more place would bring them
 * forward most. What is waited for longest need not be it: of an order that is released at once, most of the waiting is
 * always for its first operation. So a few are tried, each with the luck that the forecast had. */
#include "domain/forecast_parts.h"

#include <string.h>

enum { TRIED_MAX = 3, RUNS_PART = 16, RUNS_LEAST = 1 };

void walk_note_queue(struct walk *walk, int type)
{
    double *since_min = &walk->queued_since_min[type];
    bool waits = false;
    for (size_t i = walk->first_demand[type]; i < walk->first_demand[type + 1]; i++)
        waits = waits || walk->refused[i];
    if (waits && isnan(*since_min))
        *since_min = shifts_worked_min(walk);
    if (waits || isnan(*since_min))
        return;
    walk->queued_min[type] += shifts_worked_min(walk) - *since_min;
    *since_min = ABSENT_NUMBER;
}

int64_t trial_runs(int64_t runs)
{
    const int64_t part = runs / RUNS_PART, least = runs < RUNS_LEAST ? runs : RUNS_LEAST;
    return part < least ? least : part;
}

static bool is_among(const int *types, size_t count, int type)
{
    for (size_t i = 0; i < count; i++)
        if (types[i] == type)
            return true;
    return false;
}

/* Those at which something waited for the longest time, whatever it was: where nothing did, another place is no help,
 * however busy they are. */
static size_t choose_tried(const struct walk *walk, int ret[static TRIED_MAX])
{
    size_t count = 0;
    for (int next = 0; count < TRIED_MAX && next >= 0;) {
        next = -1;
        for (size_t i = 0; i < walk->line->types.count; i++)
            if (walk->queued_min[i] > (next < 0 ? 0 : walk->queued_min[next]) && !is_among(ret, count, (int)i))
                next = (int)i;
        if (next >= 0)
            ret[count++] = next;
    }
    return count;
}

static int busiest(const struct forecast *forecast, size_t types)
{
    int found = -1;
    for (size_t i = 0; i < types; i++)
        if (forecast->types[i].utilisation > (found < 0 ? 0 : forecast->types[found].utilisation))
            found = (int)i;
    return found;
}

/* A station more, with one bay that suffices for whatever is done at the type. */
static enum fault add_place(const struct forecast_line *line, int type, struct bay *bay, struct arena *arena,
                            struct forecast_line *ret)
{
    const size_t count = line->stations.count;
    struct station *stations = arena_array(arena, count + 1, sizeof *stations);
    int *types = arena_array(arena, count + 1, sizeof *types);
    if (!stations || !types)
        return FAULT_MEMORY;
    if (count) {
        memcpy(stations, line->stations.items, count * sizeof *stations);
        memcpy(types, line->station_types, count * sizeof *types);
    }
    *bay = (struct bay){.power_w = INT64_MAX, .coolant_lpm = INFINITY};
    stations[count] = (struct station){.capacity = ABSENT_INTEGER,
                                       .power_w = ABSENT_INTEGER,
                                       .coolant_lpm = ABSENT_NUMBER,
                                       .bays = {.items = bay, .count = 1},
                                       .state = STATION_STANDBY};
    types[count] = type;
    *ret = *line;
    ret->stations.items = stations;
    ret->stations.count = count + 1;
    ret->station_types = types;
    return NOTHING_WRONG;
}

/* By how much each order comes forward, in the mean of the runs; `before_min` are those of every order. */
static enum fault try_place(struct walk *walk, int type, const struct forecast_luck *luck, const double *before_min,
                            double *ret_gains)
{
    const size_t orders = walk->line->orders.count;
    const int64_t runs = trial_runs(luck->runs);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct forecast_line more;
    struct bay bay;
    enum fault fault = arena ? add_place(walk->line, type, &bay, arena, &more) : FAULT_MEMORY;
    struct walk tried = *walk;
    tried.waited_min = arena ? arena_array(arena, orders * walk->line->types.count, sizeof *tried.waited_min) : NULL;
    if (!fault && !tried.waited_min)
        fault = FAULT_MEMORY;
    if (!fault)
        fault = floor_make(&more, arena, &tried.empty);
    if (!fault)
        fault = floor_like(&tried.empty, arena, &tried.floor);
    for (int64_t run = 0; run < runs && !fault; run++) {
        if (luck->is_overdue && luck->is_overdue(luck->context))
            return FAULT_OVERDUE;
        walk_run(&tried, run);
        for (size_t i = 0; i < orders; i++) {
            const double gain_min = before_min[i * (size_t)runs + (size_t)run] - tried.completed_min[i];
            ret_gains[i] += isfinite(gain_min) ? gain_min : 0;
        }
    }
    for (size_t i = 0; i < orders; i++)
        ret_gains[i] /= (double)runs;
    return fault;
}

/* What one type brought, all orders together; each order keeps what brought it most. */
static double keep_gains(const double *gains, int type, size_t orders, double *best, struct forecast *forecast)
{
    double sum_min = 0;
    for (size_t i = 0; i < orders; i++) {
        sum_min += gains[i];
        if (gains[i] <= best[i])
            continue;
        best[i] = gains[i];
        forecast->orders[i].bottleneck = type;
    }
    return forecast->types[type].gain_min = sum_min;
}

static enum fault try_types(struct walk *walk, const struct forecast_luck *luck, const double *before_min,
                            const int *tried, size_t count, struct arena *arena, struct forecast *forecast)
{
    const size_t orders = walk->line->orders.count;
    double *best = arena_array(arena, orders, sizeof *best), most_min = 0;
    for (size_t i = 0; i < count; i++) {
        double *gains = arena_array(arena, orders, sizeof *gains);
        enum fault fault = best && gains ? try_place(walk, tried[i], luck, before_min, gains) : FAULT_MEMORY;
        if (fault)
            return fault;
        const double gain_min = keep_gains(gains, tried[i], orders, best, forecast);
        if (gain_min <= most_min)
            continue;
        most_min = gain_min;
        forecast->bottleneck = tried[i];
    }
    return NOTHING_WRONG;
}

static void share_waiting(const struct walk *walk, struct forecast *forecast)
{
    const size_t types = walk->line->types.count;
    for (size_t i = 0; i < walk->line->orders.count; i++) {
        struct forecast_order_result *order = &forecast->orders[i];
        const double *waited_min = walk->waited_min + i * types;
        double all_min = 0; /* the very sum: through the mean of the runs a share of all could come out above 1 */
        for (size_t j = 0; j < types; j++)
            all_min += waited_min[j];
        order->bottleneck_share = order->bottleneck >= 0 && all_min > 0 ? waited_min[order->bottleneck] / all_min : 0;
    }
}

/* Units that nothing but the want of a place stops are brought forward from never. */
static enum fault name_stopping(const struct forecast_line *line, struct arena *arena, struct forecast *forecast)
{
    int64_t *stopped = arena_array(arena, line->types.count, sizeof *stopped), most = 0;
    if (!stopped)
        return FAULT_MEMORY;
    for (size_t i = 0; i < forecast->stops.count; i++) {
        const struct forecast_stop *stop = &forecast->stops.items[i];
        const struct forecast_unit *unit = &line->units.items[stop->unit];
        if ((stop->kind != FORECAST_NO_PLACE && stop->kind != FORECAST_STANDING) || !stop->reached)
            continue;
        const int type = line->routes.items[unit->route].tasks[stop->operation].type;
        stopped[type]++;
        forecast->orders[unit->order].bottleneck = type;
    }
    for (size_t i = 0; i < line->types.count; i++) {
        if (stopped[i] <= most)
            continue;
        most = stopped[i];
        forecast->bottleneck = (int)i;
    }
    return NOTHING_WRONG;
}

enum fault find_bottleneck(struct walk *walk, const struct forecast_luck *luck, const double *before_min,
                           struct arena *arena, struct forecast *forecast)
{
    int tried[TRIED_MAX];
    const size_t count = choose_tried(walk, tried);
    forecast->bottleneck = busiest(forecast, walk->line->types.count); /* where none brings anything forward */
    enum fault fault = try_types(walk, luck, before_min, tried, count, arena, forecast);
    if (!fault)
        fault = name_stopping(walk->line, arena, forecast);
    if (!fault)
        share_waiting(walk, forecast);
    return fault;
}
