/* Shifts, products and stations, as a forecast sees them. */
#include "service/forecast_scene.h"

#include "service/plant_calendar.h"
#include "store/find.h"

#include <string.h>

enum { STATIONS_MAX = 10000, SHIFT_DAYS = 53 * 7 };

/* ---- shifts ---- */

/* What is to come only a calendar says: without one the line has no shifts, and always works. */
static enum fault load_shifts(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    const int64_t now_us = session->now_us, reach_us = SHIFT_DAYS * US_PER_DAY;
    struct plant_worked work;
    enum fault fault = plant_work(session, (struct span){now_us - reach_us, now_us + reach_us}, arena, &work);
    if (fault)
        return fault;
    scene->worked = work.planned;
    scene->calendar_version = work.last ? work.last->journal_position : ABSENT_INTEGER;
    if (!work.last)
        return NOTHING_WRONG;
    struct forecast_shift *shifts = arena_array(arena, work.planned.count, sizeof *shifts);
    if (!shifts)
        return FAULT_MEMORY;
    scene->line.shifts.items = shifts;
    for (size_t i = 0; i < work.planned.count; i++) {
        const struct span span = work.planned.items[i];
        if (span.end_us > now_us)
            shifts[scene->line.shifts.count++] = (struct forecast_shift){
                .begin_min = minutes_between(now_us, span.begin_us),
                .end_min = minutes_between(now_us, span.end_us),
            };
    }
    scene->line.closed = !scene->line.shifts.count;
    return NOTHING_WRONG;
}

/* ---- routes ---- */

static enum fault add_route(struct session *session, const struct remaining_unit *unit, struct arena *arena,
                            struct forecast_scene *scene)
{
    struct forecast_route *route = &scene->line.routes.items[scene->line.routes.count];
    enum fault fault = session_product(session, unit->part_number, unit->revision, &route->product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    const size_t operations = route->product->operations.count;
    struct forecast_task *tasks = arena_array(arena, operations, sizeof *tasks);
    if (!tasks)
        return FAULT_MEMORY;
    route->tasks = scene->tasks[scene->line.routes.count++] = tasks;
    return NOTHING_WRONG;
}

static enum fault load_routes(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    const size_t units = scene->units.list.count;
    scene->line.routes.items = arena_array(arena, units, sizeof *scene->line.routes.items);
    scene->tasks = arena_array(arena, units, sizeof *scene->tasks);
    if (!scene->line.routes.items || !scene->tasks)
        return FAULT_MEMORY;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < units && !fault; i++) {
        const struct remaining_unit *unit = &scene->units.list.items[i];
        if (scene_route(scene, unit->part_number, unit->revision) < 0)
            fault = add_route(session, unit, arena, scene);
    }
    return fault;
}

/* ---- stations ---- */

int scene_add_type(struct forecast_scene *scene, const char *type)
{
    const int known = scene_type(scene, type);
    if (known >= 0)
        return known;
    scene->line.types.items[scene->line.types.count] = type;
    return (int)scene->line.types.count++;
}

static enum fault load_stations(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    struct stations stations;
    enum fault fault = list_stations(session->store, NULL, STATIONS_MAX, arena, &stations);
    if (fault)
        return fault;
    size_t operations = 0;
    for (size_t i = 0; i < scene->line.routes.count; i++)
        operations += scene->line.routes.items[i].product->operations.count;
    scene->line.types.items = arena_array(arena, operations + stations.list.count, sizeof *scene->line.types.items);
    int *types = arena_array(arena, stations.list.count, sizeof *types);
    if (!scene->line.types.items || !types)
        return FAULT_MEMORY;
    for (size_t i = 0; i < stations.list.count; i++)
        types[i] = scene_add_type(scene, stations.list.items[i].type);
    scene->line.station_types = types;
    scene->line.stations.items = stations.list.items;
    scene->line.stations.count = stations.list.count;
    for (size_t i = 0; i < scene->line.routes.count; i++) {
        const struct product *product = scene->line.routes.items[i].product;
        for (size_t j = 0; j < product->operations.count; j++)
            scene->tasks[i][j].type = scene_add_type(scene, product->operations.items[j].definition->station_type);
    }
    return NOTHING_WRONG;
}

enum fault scene_load_plant(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    enum fault fault = load_shifts(session, arena, scene);
    if (!fault)
        fault = load_routes(session, arena, scene);
    if (!fault)
        fault = load_stations(session, arena, scene);
    return fault;
}
