#include "service/forecast_made.h"

#include "service/forecast_shelf.h"
#include "store/journal.h"

#include <math.h>

static struct forecast_key key_of(const struct forecast_made *made)
{
    return (struct forecast_key){made->journal_position, made->seed, made->now_us};
}

enum fault forecast_read(struct session *session, int64_t seed, struct arena *arena, struct forecast_made *ret)
{
    struct forecast_made made = {.seed = seed == ABSENT_INTEGER ? FORECAST_SEED : seed, .now_us = session->now_us};
    enum fault fault = journal_position(session->store, &made.journal_position);
    if (fault)
        return fault;
    if (session->forecasts)
        session->now_us = made.now_us = forecast_shelf_time(session->forecasts, key_of(&made));
    fault = forecast_scene_load(session, arena, &made.scene);
    session_read_end(session);
    if (!fault)
        *ret = made;
    return fault;
}

static bool is_overdue(void *session)
{
    return session_is_overdue(session);
}

enum fault forecast_suppose(struct session *session, struct arena *arena, struct forecast_made *made)
{
    const struct forecast_luck luck = {
        .runs = forecast_runs(&made->scene.line),
        .seed = (uint64_t)made->seed,
        .is_overdue = is_overdue,
        .context = session,
    };
    return forecast_simulate(&made->scene.line, &luck, arena, &made->forecast);
}

enum fault forecast_make(struct session *session, struct arena *arena, struct forecast_made *made)
{
    const struct forecast_line *line = &made->scene.line;
    const struct forecast_key key = key_of(made);
    enum fault fault;
    if (!session->forecasts)
        return forecast_suppose(session, arena, made);
    if (forecast_shelf_take(session->forecasts, key, line, arena, &made->forecast, &fault))
        return fault;
    fault = forecast_suppose(session, arena, made);
    if (fault)
        forecast_shelf_give_up(session->forecasts, key);
    else
        forecast_shelf_put(session->forecasts, key, line, &made->forecast);
    return fault;
}

int64_t forecast_time(const struct forecast_made *made, double minutes)
{
    return isnan(minutes) ? ABSENT_INTEGER : made->now_us + llround(minutes * (double)US_PER_MINUTE);
}

const char *forecast_type_name(const struct forecast_made *made, int type)
{
    return type < 0 ? NULL : made->scene.line.types.items[type];
}

static struct forecast_order_view order_view(const struct forecast_made *made, size_t index)
{
    const struct order *order = &made->scene.orders.list.items[index];
    const struct forecast_order_result *result = &made->forecast.orders[index];
    return (struct forecast_order_view){
        .order = order->order,
        .part_number = order->part_number,
        .revision = order->revision,
        .priority = made->scene.line.orders.items[index].priority,
        .due = order->due,
        .p50 = forecast_time(made, result->p50_min),
        .p90 = forecast_time(made, result->p90_min),
        .late_probability = result->late_share,
        .review_probability = result->review_share,
        .waiting_min = result->waiting_min,
        .decision_min = result->decision_min,
        .bottleneck = forecast_type_name(made, result->bottleneck),
        .bottleneck_share = result->bottleneck < 0 ? ABSENT_NUMBER : result->bottleneck_share,
    };
}

enum fault forecast_order_views(const struct forecast_made *made, struct arena *arena, struct forecast_order_view **ret)
{
    const struct forecast_line *line = &made->scene.line;
    struct forecast_order_view *views = arena_array(arena, line->orders.count, sizeof *views);
    if (!views)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->orders.count; i++)
        views[i] = order_view(made, i);
    for (size_t i = 0; i < line->units.count; i++)
        views[line->units.items[i].order].units++;
    const struct forecast_stop *stops = made->forecast.stops.items;
    for (size_t i = 0; i < made->forecast.stops.count; i++)
        if (!i || stops[i].unit != stops[i - 1].unit)
            views[line->units.items[stops[i].unit].order].stopped++;
    *ret = views;
    return NOTHING_WRONG;
}

enum fault forecast_type_views(const struct forecast_made *made, struct arena *arena, struct forecast_type_view **ret)
{
    const size_t count = made->scene.line.types.count;
    struct forecast_type_view *views = arena_array(arena, count, sizeof *views);
    for (size_t i = 0; views && i < count; i++) {
        const struct forecast_type_result *result = &made->forecast.types[i];
        views[i] = (struct forecast_type_view){
            .station_type = made->scene.line.types.items[i],
            .places = result->places,
            .busy_min = result->busy_min,
            .waiting_min = result->waiting_min,
            .utilisation = result->utilisation,
            .gain_min = result->gain_min,
        };
    }
    *ret = views;
    return views ? NOTHING_WRONG : FAULT_MEMORY;
}
