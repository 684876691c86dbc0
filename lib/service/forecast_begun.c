/* What runs now, as a forecast sees it: where, and for how long it has. */
#include "domain/remaining.h"
#include "domain/rules.h"
#include "service/forecast_scene.h"
#include "store/find.h"
#include "store/find_statistics.h"

#include <string.h>

/* ---- for how long ---- */

/* In shifts and without its pauses: standard minutes go on so. */
static int64_t worked_us(const struct spans *ran, const struct spans *worked, int64_t now_us)
{
    int64_t us = 0;
    for (size_t i = 0; i < ran->count; i++)
        us += spans_within_us(worked, span_cut(ran->items[i], (struct span){INT64_MIN, now_us}));
    return us;
}

/* A clock may have been set back. */
static double not_below_zero(double minutes)
{
    return minutes > 0 ? minutes : 0;
}

static enum fault fill_times(struct session *session, const struct run *run,
                             const struct operation_definition *definition, const struct spans *worked,
                             struct arena *arena, struct forecast_begun *begun)
{
    const double least_min = run_remaining_min(definition, run, session->now_us);
    struct run_course course;
    struct run_stops stops;
    struct spans ran;
    enum fault fault = find_course(session->store, run->run_id, arena, &course);
    if (!fault)
        fault = find_stops(session->store, run->run_id, arena, &stops);
    if (!fault)
        fault = run_stretches(&course, stops.list.items, stops.list.count, arena, &ran);
    if (fault)
        return fault;
    const int64_t us =
        definition->burn_in ? run_accumulated_us(run, session->now_us) : worked_us(&ran, worked, session->now_us);
    begun->elapsed_min = not_below_zero(minutes_between(ran.items[0].begin_us, session->now_us));
    begun->worked_min = not_below_zero(minutes_of(us));
    begun->least_min = isnan(least_min) ? 0 : least_min;
    return NOTHING_WRONG;
}

/* ---- where ---- */

static void find_place(const struct forecast_scene *scene, const struct run *run, struct forecast_begun *begun)
{
    for (size_t i = 0; i < scene->line.stations.count; i++) {
        const struct station *station = &scene->line.stations.items[i];
        if (strcmp(station->station, run->station))
            continue;
        begun->station = (int)i;
        const struct bay *bay = run->bay ? bay_named(station->bays.items, station->bays.count, run->bay) : NULL;
        if (bay)
            begun->bay = (int)(bay - station->bays.items);
    }
}

/* ---- the whole ---- */

/* What is paused is taken to go on now, unless its station is down. */
static enum fault fill_begun(struct session *session, const struct run *run, struct arena *arena,
                             struct forecast_scene *scene)
{
    const int index = scene_unit(scene, run->unit_id);
    if (index < 0)
        return NOTHING_WRONG; /* its order is on the floor no more */
    const struct forecast_unit *unit = &scene->line.units.items[index];
    const struct product *product = scene->line.routes.items[unit->route].product;
    const int operation = product_operation(product, run->operation);
    struct forecast_begun *begun = arena_alloc(arena, sizeof *begun);
    if (!begun)
        return FAULT_MEMORY;
    if (operation < 0)
        return NOTHING_WRONG;
    *begun = (struct forecast_begun){.station = -1, .bay = -1};
    find_place(scene, run, begun);
    ((struct forecast_step *)unit->steps)[operation].begun = begun;
    return fill_times(session, run, product->operations.items[operation].definition, &scene->worked, arena, begun);
}

enum fault scene_load_begun(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    struct runs runs;
    enum fault fault = list_runs_open(session->store, arena, &runs);
    for (size_t i = 0; !fault && i < runs.list.count; i++)
        fault = fill_begun(session, &runs.list.items[i], arena, scene);
    return fault;
}
