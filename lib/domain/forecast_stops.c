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

static int unit_index(const struct walk *walk, const struct walk_unit *unit)
{
    return (int)(unit->unit - walk->line->units.items);
}

static void stops_of_step(const struct walk *walk, const bool *fits, const struct walk_unit *unit, int operation,
                          struct stops *stops)
{
    const struct forecast_step *stands = &unit->unit->steps[operation];
    const struct walk_step *step = &walk->steps[unit->first_step + (size_t)operation];
    struct forecast_stop stop = {.unit = unit_index(walk, unit), .operation = operation, .part = -1};
    if (stands->done)
        return;
    if (stands->spent) {
        stop.kind = FORECAST_SPENT;
        stop_add(stops, stop);
    }
    const bool reached = !walk_is_blocked(unit, operation) && !stands->spent && !unit->unit->held;
    if (walk_stands(walk, stands->begun)) {
        stop.kind = FORECAST_STANDING;
        stop.reached = reached;
        stop_add(stops, stop);
    } else if (!stands->begun && !fits[unit->tasks[operation].demand]) {
        stop.kind = FORECAST_NO_PLACE;
        stop.reached = reached && step->need < 0;
        stop_add(stops, stop);
    }
    if (reached && step->need >= 0) {
        stop.reached = true;
        stop.kind = FORECAST_NO_PARTS;
        stop.part = unit->unit->needs.items[step->need].part;
        stop_add(stops, stop);
    }
}

/* What is inside it keeps a unit from being completed of which all else is done. */
static void stops_inside(const struct walk *walk, const struct walk_unit *unit, struct stops *stops)
{
    for (int word = 0; word * 64 < unit->operations; word++)
        if (unit->words[word].open)
            return;
    for (size_t i = 0; i < walk->line->units.count; i++)
        if (walk->units[i].left && walk->units[i].around == unit - walk->units)
            stop_add(stops, (struct forecast_stop){.unit = unit_index(walk, unit),
                                                   .kind = FORECAST_NO_PARTS,
                                                   .operation = -1,
                                                   .part = walk->units[i].unit->part,
                                                   .reached = true});
}

/* Those of a unit that is not completed. */
static void stops_of_unit(const struct walk *walk, const bool *fits, const struct walk_unit *unit, struct stops *stops)
{
    if (!unit->left)
        return;
    if (unit->unit->held)
        stop_add(stops, (struct forecast_stop){
                            .unit = unit_index(walk, unit), .kind = FORECAST_HELD, .operation = -1, .part = -1});
    if (walk->line->closed)
        stop_add(stops, (struct forecast_stop){
                            .unit = unit_index(walk, unit), .kind = FORECAST_CLOSED, .operation = -1, .part = -1});
    for (int i = 0; i < unit->operations; i++)
        stops_of_step(walk, fits, unit, i, stops);
    stops_inside(walk, unit, stops);
}

/* In the order of the line's units, which is not that of the walk's. */
static void stops_of_all(const struct walk *walk, const bool *fits, const struct walk_unit **by_index,
                         struct stops *stops)
{
    stops->count = 0;
    for (size_t i = 0; i < walk->line->units.count; i++)
        stops_of_unit(walk, fits, by_index[i], stops);
}

enum fault walk_stops(const struct walk *walk, struct arena *arena, struct forecast *ret)
{
    bool *fits = arena_array(arena, walk->demand_count, sizeof *fits);
    const struct walk_unit **by_index = arena_array(arena, walk->line->units.count, sizeof *by_index);
    struct floor floor;
    enum fault fault = floor_like(&walk->empty, arena, &floor);
    if (!fits || !by_index || fault)
        return FAULT_MEMORY;
    for (size_t i = 0; i < walk->demand_count; i++) {
        int place;
        floor_copy(&walk->empty, &floor);
        fits[i] = floor_take(&floor, &walk->demands[i], &place);
    }
    for (size_t i = 0; i < walk->line->units.count; i++)
        by_index[unit_index(walk, &walk->units[i])] = &walk->units[i];
    struct stops stops = {0};
    stops_of_all(walk, fits, by_index, &stops);
    stops.items = arena_array(arena, stops.count, sizeof *stops.items);
    if (!stops.items)
        return FAULT_MEMORY;
    stops_of_all(walk, fits, by_index, &stops);
    ret->stops.items = stops.items;
    ret->stops.count = stops.count;
    return NOTHING_WRONG;
}
