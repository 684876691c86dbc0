/* What keeps a unit from having a date. */
#include "domain/forecast_parts.h"

/* A list that is counted first and filled then. */
struct stops {
    struct forecast_stop *items; /* NULL: only count */
    size_t count;
};

static void stop_add(struct stops *stops, struct forecast_stop stop)
{
    if (stops->items)
        stops->items[stops->count] = stop;
    stops->count++;
}

static void stops_of_step(const struct walk *walk, const bool *fits, size_t index, size_t operation,
                          struct stops *stops)
{
    const struct forecast_unit *unit = &walk->line->units.items[index];
    const struct forecast_step *stands = &unit->steps[operation];
    const struct walk_step *step = &walk->steps[walk->first_step[index] + operation];
    struct forecast_stop stop = {.unit = (int)index, .operation = (int)operation, .part = -1};
    if (stands->done)
        return;
    if (stands->spent) {
        stop.kind = FORECAST_SPENT;
        stop_add(stops, stop);
    }
    if (!stands->begun && !fits[walk->demand_of[unit->route][operation]]) {
        stop.kind = FORECAST_NO_PLACE;
        stop_add(stops, stop);
    }
    if (step->need >= 0 && !step->open_before && !stands->spent && !unit->held) {
        stop.kind = FORECAST_NO_PARTS;
        stop.part = unit->needs.items[step->need].part;
        stop_add(stops, stop);
    }
}

static void stops_of_unit(const struct walk *walk, const bool *fits, size_t index, struct stops *stops)
{
    const struct forecast_unit *unit = &walk->line->units.items[index];
    if (unit->held)
        stop_add(stops, (struct forecast_stop){.unit = (int)index, .kind = FORECAST_HELD, .operation = -1, .part = -1});
    for (size_t i = 0; i < walk->line->routes.items[unit->route].product->operations.count; i++)
        stops_of_step(walk, fits, index, i, stops);
}

enum fault walk_stops(const struct walk *walk, struct arena *arena, struct forecast *ret)
{
    bool *fits = arena_array(arena, walk->demand_count, sizeof *fits);
    struct floor floor;
    enum fault fault = floor_like(&walk->empty, arena, &floor);
    if (!fits || fault)
        return FAULT_MEMORY;
    for (size_t i = 0; i < walk->demand_count; i++) {
        int place;
        floor_copy(&walk->empty, &floor);
        fits[i] = floor_take(&floor, &walk->demands[i], &place);
    }
    struct stops stops = {0};
    for (size_t i = 0; i < walk->line->units.count; i++)
        if (walk->left[i])
            stops_of_unit(walk, fits, i, &stops);
    stops.items = arena_array(arena, stops.count, sizeof *stops.items);
    if (!stops.items)
        return FAULT_MEMORY;
    stops.count = 0;
    for (size_t i = 0; i < walk->line->units.count; i++)
        if (walk->left[i])
            stops_of_unit(walk, fits, i, &stops);
    ret->stops.items = stops.items;
    ret->stops.count = stops.count;
    return NOTHING_WRONG;
}
