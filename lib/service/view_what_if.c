/* The forecast of a supposed line: with other priorities, more stations or bays, stations up or down. Nothing is
 * changed. Both forecasts have the same luck, so that whatever differs comes from what was supposed. */
#include "base/field_value.h"
#include "service/forecast_made.h"
#include "service/reading.h"

#include <string.h>

static void unknown(struct request *request, const char *member, size_t index, const char *format, const char *name)
{
    const char *pointer = arena_printf(request->arena, "/%s/%zu", member, index);
    reason_add(&request->reasons, "unknown", pointer, format, name);
}

static void twice(struct request *request, const char *member, size_t index, const char *format, const char *name)
{
    const char *pointer = arena_printf(request->arena, "/%s/%zu", member, index);
    reason_add(&request->reasons, REASON_DUPLICATE_ITEM, pointer, format, name);
}

static struct station *station_named(struct forecast_scene *scene, const char *name)
{
    for (size_t i = 0; i < scene->line.stations.count; i++)
        if (!strcmp(scene->line.stations.items[i].station, name))
            return &scene->line.stations.items[i];
    return NULL;
}

static bool is_said_before(const struct what_if_body *body, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (!strcmp(body->priorities.items[i].order, body->priorities.items[index].order))
            return true;
    return false;
}

static void change_priorities(struct request *request, const struct what_if_body *body, struct forecast_scene *scene)
{
    for (size_t i = 0; i < body->priorities.count; i++) {
        size_t at = 0;
        while (at < scene->line.orders.count &&
               strcmp(scene->line.orders.items[at].order, body->priorities.items[i].order))
            at++;
        if (at == scene->line.orders.count)
            unknown(request, "priorities", i, "there is no order %s on the floor", body->priorities.items[i].order);
        else if (is_said_before(body, i))
            twice(request, "priorities", i, "order %s is there already", body->priorities.items[i].order);
        else
            scene->line.orders.items[at].priority = body->priorities.items[i].priority;
    }
}

/* Room for the stations that are added; those that are there keep their indexes. */
static enum fault copy_stations(const struct what_if_body *body, struct arena *arena, struct forecast_scene *scene)
{
    struct forecast_line *line = &scene->line;
    const size_t room = line->stations.count + body->stations.count;
    struct station *stations = arena_array(arena, room, sizeof *stations);
    int *station_types = arena_array(arena, room, sizeof *station_types);
    const char **types = arena_array(arena, line->types.count + body->stations.count, sizeof *types);
    if (!stations || !station_types || !types)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->stations.count; i++) {
        stations[i] = line->stations.items[i];
        station_types[i] = line->station_types[i];
    }
    for (size_t i = 0; i < line->types.count; i++)
        types[i] = line->types.items[i];
    line->stations.items = stations;
    line->station_types = station_types;
    line->types.items = types;
    return NOTHING_WRONG;
}

static bool is_type_used(const struct forecast_scene *scene, size_t known, const char *type)
{
    for (size_t i = 0; i < known; i++)
        if (!strcmp(scene->line.types.items[i], type))
            return true;
    return false;
}

static void add_stations(struct request *request, const struct what_if_body *body, struct forecast_scene *scene)
{
    const size_t known = scene->line.types.count;
    for (size_t i = 0; i < body->stations.count; i++) {
        const struct station_defined *data = &body->stations.items[i];
        if (!is_type_used(scene, known, data->type))
            reason_add(&request->reasons, "unknown", arena_printf(request->arena, "/stations/%zu/type", i),
                       "nothing on the floor is done at a station of type %s", data->type);
        struct station *station = station_named(scene, data->station);
        if (!station)
            station = &scene->line.stations.items[scene->line.stations.count++];
        *station = (struct station){
            .station = data->station,
            .name = data->name,
            .type = data->type,
            .capacity = data->capacity,
            .bays = {.items = data->bays.items, .count = data->bays.count},
            .power_w = data->power_w,
            .coolant_lpm = data->coolant_lpm,
            .state = STATION_STANDBY,
        };
        ((int *)scene->line.station_types)[station - scene->line.stations.items] = scene_add_type(scene, data->type);
    }
}

static enum fault add_bays(struct request *request, const struct what_if_body *body, struct arena *arena,
                           struct forecast_scene *scene)
{
    for (size_t i = 0; i < body->bays.count; i++) {
        const struct what_if_bay *data = &body->bays.items[i];
        struct station *station = station_named(scene, data->station);
        if (!station) {
            unknown(request, "bays", i, "there is no station %s on the floor", data->station);
            continue;
        }
        if (!station->bays.count) {
            reason_add(&request->reasons, "no-bays", arena_printf(request->arena, "/bays/%zu", i),
                       "station %s has no bays, and works at as many places as it has capacity: say with stations what "
                       "it is to be",
                       data->station);
            continue;
        }
        if (bay_named(station->bays.items, station->bays.count, data->bay)) {
            twice(request, "bays", i, "bay %s is there already", data->bay);
            continue;
        }
        struct bay *bays = arena_array(arena, station->bays.count + 1, sizeof *bays);
        if (!bays)
            return FAULT_MEMORY;
        if (station->bays.count)
            memcpy(bays, station->bays.items, station->bays.count * sizeof *bays);
        bays[station->bays.count++] =
            (struct bay){.bay = data->bay, .power_w = data->power_w, .coolant_lpm = data->coolant_lpm};
        station->bays.items = bays;
    }
    return NOTHING_WRONG;
}

static void set_states(struct request *request, const char *member, const char *const *names, size_t count, int state,
                       struct forecast_scene *scene)
{
    for (size_t i = 0; i < count; i++) {
        struct station *station = station_named(scene, names[i]);
        if (station)
            station->state = state;
        else
            unknown(request, member, i, "there is no station %s on the floor", names[i]);
    }
}

/* One that is both has no state. */
static void check_up_and_down(struct request *request, const struct what_if_body *body)
{
    for (size_t i = 0; i < body->up.count; i++)
        for (size_t j = 0; j < body->down.count; j++)
            if (!strcmp(body->up.items[i], body->down.items[j]))
                reason_add(&request->reasons, "contradiction", arena_printf(request->arena, "/up/%zu", i),
                           "station %s is down too, by /down/%zu", body->up.items[i], j);
}

/* The scene is a copy of the one as it is, which shares everything that is not changed. */
static enum fault change_scene(struct request *request, const struct what_if_body *body, struct arena *arena,
                               struct forecast_scene *scene)
{
    const size_t orders = scene->line.orders.count;
    struct forecast_order *copies = arena_array(arena, orders, sizeof *copies);
    enum fault fault = copies ? copy_stations(body, arena, scene) : FAULT_MEMORY;
    if (fault)
        return fault;
    if (orders)
        memcpy(copies, scene->line.orders.items, orders * sizeof *copies);
    scene->line.orders.items = copies;
    change_priorities(request, body, scene);
    add_stations(request, body, scene);
    fault = add_bays(request, body, arena, scene);
    set_states(request, "down", body->down.items, body->down.count, STATION_UNSCHEDULED_DOWN, scene);
    set_states(request, "up", body->up.items, body->up.count, STATION_STANDBY, scene);
    check_up_and_down(request, body);
    return fault ? fault : request->reasons.found ? FAULT_INVALID : NOTHING_WRONG;
}

static enum fault fill_orders(const struct forecast_made *as_is, const struct forecast_made *changed,
                              struct arena *arena, struct what_if_view *view)
{
    const size_t count = changed->scene.line.orders.count;
    view->orders.items = arena_array(arena, count, sizeof *view->orders.items);
    if (!view->orders.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        view->orders.items[view->orders.count++] = (struct what_if_order){
            .order = changed->scene.line.orders.items[i].order,
            .priority = changed->scene.line.orders.items[i].priority,
            .due = changed->scene.orders.list.items[i].due,
            .p50 = forecast_time(changed, changed->forecast.orders[i].p50_min),
            .p90 = forecast_time(changed, changed->forecast.orders[i].p90_min),
            .p50_as_is = forecast_time(as_is, as_is->forecast.orders[i].p50_min),
            .p90_as_is = forecast_time(as_is, as_is->forecast.orders[i].p90_min),
            .late_probability = changed->forecast.orders[i].late_share,
            .late_probability_as_is = as_is->forecast.orders[i].late_share,
        };
    return NOTHING_WRONG;
}

enum fault view_what_if(struct session *session, struct request *request, struct answer *answer)
{
    const struct what_if_body *body = request->body;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct forecast_made as_is, changed;
    enum fault fault = arena ? forecast_read(session, body->seed, arena, &as_is) : FAULT_MEMORY;
    if (fault)
        return fault;
    changed = as_is;
    fault = change_scene(request, body, arena, &changed.scene);
    if (!fault)
        fault = forecast_make(session, arena, &as_is);
    if (!fault)
        fault = forecast_suppose(session, arena, &changed);
    if (fault)
        return fault;
    struct what_if_view view = {
        .journal_position = changed.journal_position,
        .now = changed.now_us,
        .seed = (int64_t)changed.forecast.seed,
        .runs = changed.forecast.runs,
        .calendar_version = changed.scene.calendar_version,
        .bottleneck = forecast_type_name(&changed, changed.forecast.bottleneck),
        .bottleneck_as_is = forecast_type_name(&as_is, as_is.forecast.bottleneck),
        .station_types = {.count = changed.scene.line.types.count},
        .formulas = {FORECAST_FORMULAS.list.items, FORECAST_FORMULAS.list.count},
    };
    fault = fill_orders(&as_is, &changed, arena, &view);
    if (!fault)
        fault = forecast_type_views(&changed, arena, &view.station_types.items);
    return fault ? fault : answer_write(answer, &WHAT_IF_VIEW_RECORD, &view);
}
