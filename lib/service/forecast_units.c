/* What each unit has behind it and before it, as a forecast sees it. */
#include "domain/rules.h"
#include "service/forecast_scene.h"
#include "service/unit_routes.h"

#include <string.h>

/* Rows that are read beside the units, in the order of unit_id, and how far each has come. */
struct beside {
    struct unit_operations operations;
    struct undecided_faults faults;
    size_t operation_at, held_at, fault_at;
};

static int order_index(const struct forecast_scene *scene, const char *order)
{
    for (size_t i = 0; i < scene->orders.list.count; i++)
        if (!strcmp(scene->orders.list.items[i].order, order))
            return (int)i;
    return -1;
}

/* ---- operations ---- */

/* One row for each operation of the routing. */
static struct unit_operation *lay_out_rows(const struct product *product, int64_t unit_id, struct beside *beside,
                                           struct arena *arena)
{
    const struct unit_operations *stored = &beside->operations;
    struct unit_operation *rows = route_open(product, unit_id, arena);
    for (size_t *at = &beside->operation_at;
         rows && *at < stored->list.count && stored->list.items[*at].unit_id == unit_id; ++*at) {
        const int index = product_operation(product, stored->list.items[*at].operation);
        if (index >= 0)
            rows[index] = stored->list.items[*at];
    }
    return rows;
}

static struct forecast_step *lay_out_steps(const struct product *product, const struct unit_operation *rows,
                                           struct arena *arena)
{
    struct forecast_step *steps = arena_array(arena, product->operations.count, sizeof *steps);
    for (size_t i = 0; steps && i < product->operations.count; i++)
        steps[i] = (struct forecast_step){
            .done = operation_is_done(rows[i].state),
            .spent = operation_standing(product, rows, (int)i) == OPERATION_FAILED,
            .attempts = rows[i].attempts,
            .failures = operation_failures(&rows[i]),
        };
    return steps;
}

/* ---- what quality has to decide ---- */

/* What failed as often as it may is taken to run again, as for the first time, once that is decided. */
static enum fault fill_faults(const struct session *session, const struct forecast_scene *scene,
                              const struct product *product, struct beside *beside, struct arena *arena,
                              struct forecast_step *steps, struct forecast_unit *unit)
{
    const struct undecided_fault *faults = beside->faults.list.items;
    size_t *at = &beside->fault_at, end = *at;
    while (end < beside->faults.list.count && faults[end].unit_id == unit->unit_id)
        end++;
    unit->faults.items = arena_array(arena, end - *at, sizeof *unit->faults.items);
    if (!unit->faults.items)
        return FAULT_MEMORY;
    for (; *at < end; ++*at) {
        const struct undecided_fault *fault = &faults[*at];
        const int operation = fault->operation ? product_operation(product, fault->operation) : -1;
        unit->faults.items[unit->faults.count++] = (struct forecast_fault){
            .open_min = minutes_between(fault->reported, session->now_us),
            .worked_min = minutes_of(spans_within_us(&scene->worked, (struct span){fault->reported, session->now_us})),
            .review = fault->material_review,
        };
        if (fault->material_review && operation >= 0 && steps[operation].spent)
            steps[operation].failures = steps[operation].spent = 0;
    }
    return NOTHING_WRONG;
}

/* ---- what it installs ---- */

struct needs_of_route {
    LIST_OF(struct forecast_need) list;
};

static void need_one(struct needs_of_route *needs, int operation, int part)
{
    for (size_t i = 0; i < needs->list.count; i++)
        if (needs->list.items[i].operation == operation && needs->list.items[i].part == part) {
            needs->list.items[i].count++;
            return;
        }
    needs->list.items[needs->list.count++] = (struct forecast_need){operation, part, 1};
}

/* What every unit of a route installs that is built here, by operation. */
static enum fault route_needs(const struct forecast_scene *scene, const struct product *product, struct arena *arena,
                              struct needs_of_route *ret)
{
    struct needs_of_route needs = {.list = {.count = 0}};
    needs.list.items = arena_array(arena, product->positions.count, sizeof *needs.list.items);
    if (!needs.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *operation = &product->operations.items[i];
        for (size_t j = 0; j < operation->fills.count; j++) {
            const struct bom_line *line = product->positions.items[operation->fills.items[j]].line;
            if (line->source == SOURCE_MAKE)
                need_one(&needs, (int)i, scene_part(scene, line->part_number));
        }
    }
    *ret = needs;
    return NOTHING_WRONG;
}

/* Takes installed units off what is still needed, in the order of the routing. */
static void take_installed(const struct forecast_scene *scene, const struct unit_count *installed,
                           struct forecast_unit *unit)
{
    int64_t count = installed->count;
    for (size_t i = 0; i < unit->needs.count; i++) {
        struct forecast_need *need = &unit->needs.items[i];
        const int64_t taken = strcmp(scene->parts[need->part], installed->part_number) ? 0
                              : need->count < count                                    ? need->count
                                                                                       : count;
        need->count -= taken;
        count -= taken;
    }
}

/* Whether an operation may have installed some of what it needs, and not all of it. */
static bool needs_are_part_met(const struct needs_of_route *needs, const struct unit_operation *rows)
{
    for (size_t i = 0; i < needs->list.count; i++) {
        const struct unit_operation *row = &rows[needs->list.items[i].operation];
        if (!operation_is_done(row->state) && row->run_id != ABSENT_INTEGER)
            return true;
    }
    return false;
}

static enum fault fill_needs(struct session *session, const struct forecast_scene *scene,
                             const struct needs_of_route *needs, const struct unit_operation *rows, struct arena *arena,
                             struct forecast_unit *unit)
{
    struct unit_counts installed = {.list = {.count = 0}};
    unit->needs.items = arena_array(arena, needs->list.count, sizeof *unit->needs.items);
    if (!unit->needs.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < needs->list.count; i++)
        unit->needs.items[unit->needs.count++] = needs->list.items[i];
    enum fault fault = NOTHING_WRONG;
    if (needs_are_part_met(needs, rows))
        fault = count_units_installed(session->store, unit->unit_id, arena, &installed);
    for (size_t i = 0; !fault && i < installed.list.count; i++)
        take_installed(scene, &installed.list.items[i], unit);
    size_t kept = 0;
    for (size_t i = 0; i < unit->needs.count; i++)
        if (unit->needs.items[i].count && !unit->steps[unit->needs.items[i].operation].done)
            unit->needs.items[kept++] = unit->needs.items[i];
    unit->needs.count = kept;
    return fault;
}

/* ---- the units ---- */

static enum fault fill_unit(struct session *session, struct forecast_scene *scene, const struct unit *row,
                            const struct needs_of_route *needs, struct beside *beside, struct arena *arena,
                            struct forecast_unit *unit)
{
    const int route = scene_route(scene, row->part_number, row->revision);
    const struct product *product = scene->line.routes.items[route].product;
    const struct unit_operation *rows = lay_out_rows(product, row->unit_id, beside, arena);
    enum fault fault =
        rows ? route_after_leaving(product, rows, &scene->leaving, row->unit_id, arena, &rows) : FAULT_MEMORY;
    struct forecast_step *steps = fault ? NULL : lay_out_steps(product, rows, arena);
    if (!steps)
        return FAULT_MEMORY;
    *unit = (struct forecast_unit){
        .unit_id = row->unit_id,
        .order = order_index(scene, row->order),
        .route = route,
        .part = scene_part(scene, row->part_number),
        .steps = steps,
    };
    const struct held_units *held = &scene->held;
    while (beside->held_at < held->list.count && held->list.items[beside->held_at].unit_id < row->unit_id)
        beside->held_at++;
    unit->held = beside->held_at < held->list.count && held->list.items[beside->held_at].unit_id == row->unit_id;
    fault = fill_faults(session, scene, product, beside, arena, steps, unit);
    return fault ? fault : fill_needs(session, scene, &needs[route], rows, arena, unit);
}

enum fault scene_load_units(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    const size_t count = scene->units.list.count, routes = scene->line.routes.count;
    struct needs_of_route *needs = arena_array(arena, routes, sizeof *needs);
    scene->line.units.items = arena_array(arena, count, sizeof *scene->line.units.items);
    if (!needs || !scene->line.units.items)
        return FAULT_MEMORY;
    struct beside beside = {.operation_at = 0};
    enum fault fault = list_operations_remaining(session->store, arena, &beside.operations);
    if (!fault)
        fault = list_faults_undecided(session->store, arena, &beside.faults);
    for (size_t i = 0; i < routes && !fault; i++)
        fault = route_needs(scene, scene->line.routes.items[i].product, arena, &needs[i]);
    for (size_t i = 0; i < count && !fault; i++)
        fault =
            fill_unit(session, scene, &scene->units.list.items[i], needs, &beside, arena, &scene->line.units.items[i]);
    scene->line.units.count = count;
    return fault;
}
