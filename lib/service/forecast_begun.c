/* What runs now, as a forecast sees it: where, and for how long it has. */
#include "domain/remaining.h"
#include "domain/rules.h"
#include "service/forecast_scene.h"
#include "store/find.h"
#include "store/find_history.h"
#include "store/find_hold.h"

#include <string.h>

/* ---- for how long ---- */

/* When an entry's event was, also where it was posted late. */
static enum fault happened_at(struct session *session, int64_t journal_position, int64_t recorded_us, int64_t *ret)
{
    struct happened happened = {.said = false};
    enum fault fault =
        journal_position == ABSENT_INTEGER ? NOTHING_WRONG : find_happened(session->store, journal_position, &happened);
    *ret = happened.said ? happened.began : recorded_us;
    return fault;
}

/* In shifts since it began, without its pauses: standard minutes go on so. */
static enum fault worked_us(struct session *session, const struct run *run, int64_t began_us,
                            const struct spans *worked, struct arena *arena, int64_t *ret)
{
    struct run_pauses pauses;
    enum fault fault = find_pauses(session->store, run->run_id, arena, &pauses);
    int64_t us = spans_within_us(worked, (struct span){began_us, session->now_us});
    for (size_t i = 0; !fault && i < pauses.list.count; i++) {
        const struct run_pause *pause = &pauses.list.items[i];
        struct span stood;
        fault = happened_at(session, pause->pause_id, pause->paused, &stood.begin_us);
        if (!fault)
            fault = happened_at(session, pause->resumed_by,
                                pause->resumed == ABSENT_INTEGER ? session->now_us : pause->resumed, &stood.end_us);
        us -= spans_within_us(worked, span_cut(stood, (struct span){began_us, session->now_us}));
    }
    *ret = us;
    return fault;
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
    int64_t began_us, us = run_accumulated_us(run, session->now_us);
    enum fault fault = happened_at(session, run->run_id, run->started, &began_us);
    if (!fault && !definition->burn_in)
        fault = worked_us(session, run, began_us, worked, arena, &us);
    begun->elapsed_min = not_below_zero(minutes_between(began_us, session->now_us));
    begun->worked_min = not_below_zero(minutes_of(us));
    begun->least_min = isnan(least_min) ? 0 : least_min;
    return fault;
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
