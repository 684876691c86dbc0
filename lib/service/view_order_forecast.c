/* When one order will be completed, what that rests on, what stops it, and how right earlier forecasts of it were. */
#include "domain/interlock.h"
#include "service/forecast_made.h"
#include "service/reading.h"
#include "store/find.h"

#include <string.h>

enum { PAST_MAX = 100 };

/* ---- what it rests on ---- */

static double mean_min(const double *times, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += times[i];
    return count ? sum / (double)count : ABSENT_NUMBER;
}

static struct forecast_basis basis_of(const struct forecast_route *route, size_t operation)
{
    const struct operation_definition *definition = route->product->operations.items[operation].definition;
    const struct forecast_task *task = &route->tasks[operation];
    return (struct forecast_basis){
        .part_number = route->product->definition->part_number,
        .revision = route->product->definition->revision,
        .operation = definition->operation,
        .station_type = definition->station_type,
        .measured = (int64_t)task->measured,
        .of_other_revisions = (int64_t)task->of_others,
        .standard = !forecast_is_measured(task),
        .standard_min = definition->standard_min,
        .mean_min = mean_min(task->times, task->measured),
        .failure_rate = forecast_failure_rate(task),
        .retest_rate = forecast_retest_rate(task),
    };
}

/* The operations of every route that a unit of the order takes. */
static enum fault fill_basis(const struct forecast_made *made, int order, struct arena *arena,
                             struct order_forecast_view *view)
{
    const struct forecast_line *line = &made->scene.line;
    bool *taken = arena_array(arena, line->routes.count, sizeof *taken);
    size_t count = 0;
    if (!taken)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->units.count; i++)
        if (line->units.items[i].order == order && !taken[line->units.items[i].route]) {
            taken[line->units.items[i].route] = true;
            count += line->routes.items[line->units.items[i].route].product->operations.count;
        }
    view->basis.items = arena_array(arena, count, sizeof *view->basis.items);
    if (!view->basis.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->routes.count; i++)
        for (size_t j = 0; taken[i] && j < line->routes.items[i].product->operations.count; j++)
            view->basis.items[view->basis.count++] = basis_of(&line->routes.items[i], j);
    return NOTHING_WRONG;
}

static enum fault fill_decisions(const struct forecast_made *made, struct arena *arena,
                                 struct order_forecast_view *view)
{
    view->decisions.items = arena_array(arena, 2, sizeof *view->decisions.items);
    if (!view->decisions.items)
        return FAULT_MEMORY;
    for (int review = 0; review < 2; review++) {
        const struct forecast_decisions *decisions = &made->scene.line.decisions[review];
        view->decisions.items[view->decisions.count++] = (struct forecast_decision_basis){
            .material_review = review,
            .measured = (int64_t)decisions->measured,
            .standard = decisions->measured < FORECAST_SAMPLES_MIN,
            .standard_min = FORECAST_DECISION_MIN,
            .mean_min = mean_min(decisions->times, decisions->measured),
        };
    }
    return NOTHING_WRONG;
}

/* ---- what stops it ---- */

static void refuse_held(const struct forecast_scene *scene, int64_t unit_id, const char *serial,
                        struct reasons *reasons)
{
    for (size_t i = 0; i < scene->held.list.count; i++) {
        const struct held_unit *held = &scene->held.list.items[i];
        if (held->unit_id == unit_id && held->condemned_by != ABSENT_INTEGER)
            refuse_condemned(held->condemned, held->condemned_by, reasons);
        else if (held->unit_id == unit_id && held->order)
            refuse_for(reasons, REFUSAL_ORDER_HELD, held->hold, "hold %lld lies on order %s: %s", (long long)held->hold,
                       held->order, held->reason);
        else if (held->unit_id == unit_id)
            refuse_for(reasons, REFUSAL_UNIT_HELD, held->hold, "hold %lld lies on unit %s: %s", (long long)held->hold,
                       serial, held->reason);
    }
}

/* What an operation takes nobody builds, or not enough of it. */
static void refuse_choice(const struct scene_choice *choice, const char *operation, struct reasons *reasons)
{
    if (!choice->position) {
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "operation %s waits for unit %s, which is inside it", operation,
               choice->inside);
        return;
    }
    const struct bom_line *line = choice->position->line;
    if (line->alternates.count)
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED,
               "no order on the floor builds enough %s or approved alternates for operation %s", line->part_number,
               operation);
    else if (line->revision)
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED,
               "no order on the floor builds enough %s of revision %s for operation %s", line->part_number,
               line->revision, operation);
    else
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "no order on the floor builds enough %s for operation %s",
               line->part_number, operation);
}

static void refuse_stop(const struct forecast_scene *scene, const struct forecast_stop *stop, struct reasons *reasons)
{
    const struct forecast_unit *unit = &scene->line.units.items[stop->unit];
    const struct operation_definition *definition =
        stop->operation < 0
            ? NULL
            : scene->line.routes.items[unit->route].product->operations.items[stop->operation].definition;
    switch (stop->kind) {
    case FORECAST_HELD:
        refuse_held(scene, unit->unit_id, scene->units.list.items[stop->unit].serial, reasons);
        break;
    case FORECAST_CLOSED:
        reason_add(reasons, "plant-closed", NULL, "by its calendar the plant does not work for a year");
        break;
    case FORECAST_STANDING:
        refuse(reasons, REFUSAL_STATION_DOWN,
               "operation %s has begun at station %s, which is down, and goes on nowhere else", definition->operation,
               scene->line.stations.items[unit->steps[stop->operation].begun->station].station);
        break;
    case FORECAST_SPENT:
        refuse(reasons, REFUSAL_ATTEMPTS_SPENT, "operation %s failed as often as it may", definition->operation);
        break;
    case FORECAST_NO_PLACE:
        refuse(reasons, REFUSAL_STATION_FULL, "no station of type %s that is up has a place that suffices for %s",
               definition->station_type, definition->operation);
        break;
    case FORECAST_NO_PARTS:
        if (!definition)
            refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "unit %s, which is inside it, is not completed",
                   scene->units.list.items[stop->inside].serial);
        else
            refuse_choice(&scene->choices[stop->choice], definition->operation, reasons);
        break;
    }
}

/* The stops of a unit lie side by side; `*at` goes past them. */
static struct blocked_unit blocked_unit(const struct forecast_made *made, size_t *at, const struct language *language,
                                        struct arena *arena)
{
    const struct forecast_stop *stops = made->forecast.stops.items, *first = &stops[*at];
    struct reasons reasons = {.arena = arena, .language = language};
    for (; *at < made->forecast.stops.count && stops[*at].unit == first->unit; ++*at)
        refuse_stop(&made->scene, &stops[*at], &reasons);
    struct blocked_unit blocked = {.serial = made->scene.units.list.items[first->unit].serial};
    blocked.reasons.items = reasons.items;
    blocked.reasons.count = reasons.count;
    return blocked;
}

static enum fault fill_stopped(const struct forecast_made *made, int order, const struct language *language,
                               struct arena *arena, struct order_forecast_view *view)
{
    const struct forecast_line *line = &made->scene.line;
    view->stopped.items = arena_array(arena, made->forecast.stops.count, sizeof *view->stopped.items);
    if (!view->stopped.items)
        return FAULT_MEMORY;
    for (size_t at = 0; at < made->forecast.stops.count;)
        if (line->units.items[made->forecast.stops.items[at].unit].order == order)
            view->stopped.items[view->stopped.count++] = blocked_unit(made, &at, language, arena);
        else
            at++;
    return NOTHING_WRONG;
}

/* ---- what was forecast before ---- */

/* One that was made of a completed order is of when it is completed again. */
static double error_min(int64_t forecast, int64_t made, int64_t completed)
{
    return forecast == ABSENT_INTEGER || completed == ABSENT_INTEGER || completed <= made
               ? ABSENT_NUMBER
               : minutes_between(forecast, completed);
}

/* When the last of its units was; absent where every one was scrapped, which nobody forecast. */
static enum fault find_completed(struct session *session, const struct order *order, int64_t *ret)
{
    int64_t completed = 0, shipped = 0;
    enum fault fault = count_units(session->store, order->order, UNIT_COMPLETED, &completed);
    if (!fault)
        fault = count_units(session->store, order->order, UNIT_SHIPPED, &shipped);
    *ret = completed + shipped ? order->completed : ABSENT_INTEGER;
    return fault;
}

static enum fault fill_past(struct session *session, const struct order *order, struct arena *arena,
                            struct order_forecast_view *view)
{
    struct forecast_rows rows;
    int64_t completed;
    enum fault fault = list_forecasts(session->store, order->order, PAST_MAX + 1, arena, &rows);
    if (!fault)
        fault = find_completed(session, order, &completed);
    if (fault)
        return fault;
    view->past_is_cut = rows.list.count > PAST_MAX;
    view->past.items = arena_array(arena, rows.list.count, sizeof *view->past.items);
    if (!view->past.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count && i < PAST_MAX; i++) {
        const struct forecast_row *row = &rows.list.items[i];
        view->past.items[view->past.count++] = (struct forecast_past){
            .journal_position = row->journal_position,
            .made = row->made,
            .p50 = row->p50,
            .p90 = row->p90,
            .error_p50_min = error_min(row->p50, row->made, completed),
            .error_p90_min = error_min(row->p90, row->made, completed),
        };
    }
    return NOTHING_WRONG;
}

/* ---- the whole ---- */

static enum fault fill_forecast(const struct forecast_made *made, const char *order, const struct language *language,
                                struct arena *arena, struct order_forecast_view *view)
{
    struct forecast_order_view *views;
    enum fault fault = forecast_order_views(made, arena, &views);
    for (size_t i = 0; !fault && i < made->scene.line.orders.count; i++) {
        if (strcmp(views[i].order, order))
            continue;
        view->forecast = &views[i];
        view->runs = made->forecast.runs;
        fault = fill_basis(made, (int)i, arena, view);
        if (!fault)
            fault = fill_decisions(made, arena, view);
        if (!fault)
            fault = fill_stopped(made, (int)i, language, arena, view);
    }
    return fault;
}

enum fault view_order_forecast(struct session *session, struct request *request, struct answer *answer)
{
    const struct forecast_query *query = request->query;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct order order = {.completed = ABSENT_INTEGER};
    struct forecast_made made;
    enum fault fault = arena ? not_found(request, find_order(session->store, request->path[0], request->arena, &order),
                                         "there is no order %s", request->path[0])
                             : FAULT_MEMORY;
    struct order_forecast_view view = {.completed = order.completed};
    if (!fault)
        fault = fill_past(session, &order, arena, &view);
    if (!fault)
        fault = forecast_read(session, query->seed, arena, &made);
    if (!fault)
        fault = forecast_make(session, arena, &made);
    if (fault)
        return fault;
    view.journal_position = made.journal_position;
    view.now = made.now_us;
    view.seed = made.seed;
    view.calendar_version = made.scene.calendar_version;
    fault = fill_forecast(&made, order.order, request->reasons.language, arena, &view);
    return fault ? fault : answer_write(answer, &ORDER_FORECAST_VIEW_RECORD, &view);
}
