/* What keeps a unit from having a date. */
#include "domain/forecast_parts.h"

/* A list that is counted first and filled then, and what is asked on the way. */
struct stops {
    const struct walk *walk;
    bool *fits;            /* by demand: whether the plant has a place for it at all */
    int64_t *first, *next; /* by rank: the first unit in it that is not completed, and the next in the same; -1: none */
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

static void stops_of_step(struct stops *stops, const struct walk_unit *unit, int operation)
{
    const struct walk *walk = stops->walk;
    const struct forecast_step *stands = &unit->unit->steps[operation];
    const struct walk_step *step = &walk->steps[unit->first_step + (size_t)operation];
    struct forecast_stop stop = {.unit = unit_index(walk, unit), .operation = operation, .choice = -1};
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
    } else if (!stands->begun && !stops->fits[unit->tasks[operation].demand]) {
        stop.kind = FORECAST_NO_PLACE;
        stop.reached = reached && step->need < 0;
        stop_add(stops, stop);
    }
    if (reached && step->need >= 0) {
        stop.reached = true;
        stop.kind = FORECAST_NO_PARTS;
        stop.choice = unit->unit->needs.items[step->need].choice;
        stop_add(stops, stop);
    }
}

/* What is inside it keeps a unit from being completed of which all else is done. */
static void stops_inside(struct stops *stops, const struct walk_unit *unit)
{
    const struct walk *walk = stops->walk;
    for (int word = 0; word * 64 < unit->operations; word++)
        if (unit->words[word].open)
            return;
    for (int64_t rank = stops->first[unit - walk->units]; rank >= 0; rank = stops->next[rank])
        stop_add(stops, (struct forecast_stop){.unit = unit_index(walk, unit),
                                               .kind = FORECAST_NO_PARTS,
                                               .operation = -1,
                                               .choice = -1,
                                               .inside = unit_index(walk, &walk->units[rank]),
                                               .reached = true});
}

/* Those of a unit that is not completed. */
static void stops_of_unit(struct stops *stops, const struct walk_unit *unit)
{
    struct forecast_stop stop = {.unit = unit_index(stops->walk, unit), .operation = -1, .choice = -1};
    if (!unit->left)
        return;
    if (unit->unit->held) {
        stop.kind = FORECAST_HELD;
        stop_add(stops, stop);
    }
    if (stops->walk->line->closed) {
        stop.kind = FORECAST_CLOSED;
        stop_add(stops, stop);
    }
    for (int i = 0; i < unit->operations; i++)
        stops_of_step(stops, unit, i);
    stops_inside(stops, unit);
}

/* In the order of the line's units, which is not that of the walk's. */
static void stops_of_all(struct stops *stops, const struct walk_unit **by_index)
{
    stops->count = 0;
    for (size_t i = 0; i < stops->walk->line->units.count; i++)
        stops_of_unit(stops, by_index[i]);
}

static enum fault find_places(struct stops *stops, struct arena *arena)
{
    const struct walk *walk = stops->walk;
    struct floor floor;
    stops->fits = arena_array(arena, walk->demand_count, sizeof *stops->fits);
    if (!stops->fits || floor_like(&walk->empty, arena, &floor))
        return FAULT_MEMORY;
    for (size_t i = 0; i < walk->demand_count; i++) {
        int place;
        floor_copy(&walk->empty, &floor);
        stops->fits[i] = floor_take(&floor, &walk->demands[i], &place);
    }
    return NOTHING_WRONG;
}

static enum fault chain_inside(struct stops *stops, struct arena *arena)
{
    const struct walk *walk = stops->walk;
    const size_t count = walk->line->units.count;
    stops->first = arena_array(arena, count, sizeof *stops->first);
    stops->next = arena_array(arena, count, sizeof *stops->next);
    if (!stops->first || !stops->next)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        stops->first[i] = -1;
    for (size_t i = count; i-- > 0;) {
        const int64_t around = walk->units[i].left ? walk->units[i].around : -1;
        if (around < 0)
            continue;
        stops->next[i] = stops->first[around];
        stops->first[around] = (int64_t)i;
    }
    return NOTHING_WRONG;
}

enum fault walk_stops(const struct walk *walk, struct arena *arena, struct forecast *ret)
{
    struct stops stops = {.walk = walk};
    const struct walk_unit **by_index = arena_array(arena, walk->line->units.count, sizeof *by_index);
    if (!by_index || find_places(&stops, arena) || chain_inside(&stops, arena))
        return FAULT_MEMORY;
    for (size_t i = 0; i < walk->line->units.count; i++)
        by_index[unit_index(walk, &walk->units[i])] = &walk->units[i];
    stops_of_all(&stops, by_index);
    stops.items = arena_array(arena, stops.count, sizeof *stops.items);
    if (!stops.items)
        return FAULT_MEMORY;
    stops_of_all(&stops, by_index);
    ret->stops.items = stops.items;
    ret->stops.count = stops.count;
    return NOTHING_WRONG;
}
