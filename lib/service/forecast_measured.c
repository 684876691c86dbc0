/* What was measured, as a forecast sees it: how long operations took and how they ended, and how long quality took to
 * decide. */
#include "domain/product_changes.h"
#include "service/forecast_scene.h"

#include <string.h>

enum { RUNS_READ = 20000 };

/* ---- which operations are the same ---- */

/* A revision that runs were measured by, and how it differs from the routes of its part number. */
struct measured_revision {
    const char *part_number;
    const char *revision;
    const struct product *product;   /* NULL: nothing is known of it */
    struct product_changes *changes; /* from it to each of the line's routes; those of its part number are filled */
};

struct measured_revisions {
    struct measured_revision *items; /* room for as many as there are runs */
    size_t count;
};

static bool is_of(const struct forecast_route *route, const char *part_number)
{
    return !strcmp(route->product->definition->part_number, part_number);
}

static enum fault compare_routes(const struct forecast_scene *scene, struct arena *arena,
                                 struct measured_revision *revision)
{
    const size_t routes = scene->line.routes.count;
    revision->changes = arena_array(arena, routes, sizeof *revision->changes);
    enum fault fault = revision->changes ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i < routes && !fault; i++) {
        const struct forecast_route *route = &scene->line.routes.items[i];
        if (is_of(route, revision->part_number))
            fault = product_compare(revision->product, route->product, arena, &revision->changes[i]);
    }
    return fault;
}

/* Runs of one revision come mostly after each other. */
static enum fault find_revision(struct session *session, const struct forecast_scene *scene,
                                const struct measured_run *run, struct arena *arena,
                                struct measured_revisions *revisions, const struct measured_revision **ret)
{
    for (size_t i = revisions->count; i--;)
        if (!strcmp(revisions->items[i].revision, run->revision) &&
            !strcmp(revisions->items[i].part_number, run->part_number)) {
            *ret = &revisions->items[i];
            return NOTHING_WRONG;
        }
    struct measured_revision *revision = &revisions->items[revisions->count++];
    *revision = (struct measured_revision){.part_number = run->part_number, .revision = run->revision};
    enum fault fault = session_product(session, run->part_number, run->revision, &revision->product);
    if (!fault)
        fault = compare_routes(scene, arena, revision);
    *ret = revision;
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* Whether what was measured of an operation by one revision counts for another: it passes with the same there, in the
 * same planned minutes. */
static bool is_same(const struct measured_revision *revision, size_t route, const struct product *product,
                    int operation)
{
    const struct product_changes *changes = &revision->changes[route];
    const struct operation_change *change = changes->operation[operation];
    const int before = changes->operation_before[operation];
    if (!change)
        return true;
    return before >= 0 && !change->proves_other &&
           same_number(revision->product->operations.items[before].definition->standard_min,
                       product->operations.items[operation].definition->standard_min);
}

/* ---- runs ---- */

static enum fault add_measured(const struct measured_run *run, struct span ran, bool of_other, struct arena *arena,
                               struct forecast_task *task)
{
    double *times = (double *)task->times;
    if (!times)
        task->times = times = arena_array(arena, FORECAST_SAMPLES_MAX, sizeof *times);
    if (!times)
        return FAULT_MEMORY;
    times[task->measured++] = minutes_of(span_length_us(ran));
    task->of_others += of_other;
    task->failed += run->state == RUN_FAILED;
    task->fallen += run->fallen;
    return NOTHING_WRONG;
}

static enum fault add_run(struct session *session, struct arena *arena, const struct measured_run *run, struct span ran,
                          struct measured_revisions *revisions, struct forecast_scene *scene)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < scene->line.routes.count && !fault; i++) {
        const struct product *product = scene->line.routes.items[i].product;
        const struct measured_revision *revision;
        if (!is_of(&scene->line.routes.items[i], run->part_number))
            continue;
        const int operation = product_operation(product, run->operation);
        const bool other = strcmp(product->definition->revision, run->revision);
        if (operation < 0 || scene->tasks[i][operation].measured == FORECAST_SAMPLES_MAX)
            continue;
        if (other)
            fault = find_revision(session, scene, run, arena, revisions, &revision);
        if (!fault && (!other || (revision->product && is_same(revision, i, product, operation))))
            fault = add_measured(run, ran, other, arena, &scene->tasks[i][operation]);
    }
    return fault;
}

static enum fault load_runs(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    struct measured_runs runs;
    struct run_stops stops;
    enum fault fault = list_runs_measured(session->store, RUNS_READ, arena, &runs);
    if (!fault)
        fault = list_stops_of_measured(session->store, RUNS_READ, arena, &stops);
    if (fault)
        return fault;
    struct measured_revisions revisions = {arena_array(arena, runs.list.count, sizeof *revisions.items), 0};
    if (!revisions.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < runs.list.count && !fault; i++) {
        const struct measured_run *run = &runs.list.items[i];
        struct span ran;
        fault = run_span(&run->course, stops.list.items, stops.list.count, arena, &ran);
        if (!fault && span_length_us(ran) >= 0) /* the daemon's own clock was not set back in between */
            fault = add_run(session, arena, run, ran, &revisions, scene);
    }
    return fault;
}

/* ---- decisions ---- */

static enum fault load_decisions(struct session *session, bool review, struct arena *arena,
                                 struct forecast_decisions *ret)
{
    struct measured_decisions rows;
    enum fault fault = list_decisions_measured(session->store, review, FORECAST_SAMPLES_MAX, arena, &rows);
    if (fault)
        return fault;
    double *times = arena_array(arena, rows.list.count, sizeof *times);
    if (!times)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++)
        times[i] = minutes_between(rows.list.items[i].reported, rows.list.items[i].decided);
    *ret = (struct forecast_decisions){.times = times, .measured = rows.list.count};
    return NOTHING_WRONG;
}

enum fault scene_load_measured(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    enum fault fault = load_runs(session, arena, scene);
    for (int review = 0; review < 2 && !fault; review++)
        fault = load_decisions(session, review, arena, &scene->line.decisions[review]);
    return fault;
}
