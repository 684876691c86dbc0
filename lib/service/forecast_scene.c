#include "service/forecast_scene.h"

#include <stdlib.h>
#include <string.h>

double minutes_of(int64_t us)
{
    return (double)us / (double)US_PER_MINUTE;
}

double minutes_between(int64_t from_us, int64_t to_us)
{
    return minutes_of(to_us - from_us);
}

int scene_route(const struct forecast_scene *scene, const char *part_number, const char *revision)
{
    for (size_t i = 0; i < scene->line.routes.count; i++) {
        const struct product_definition *definition = scene->line.routes.items[i].product->definition;
        if (!strcmp(definition->part_number, part_number) && !strcmp(definition->revision, revision))
            return (int)i;
    }
    return -1;
}

int scene_type(const struct forecast_scene *scene, const char *type)
{
    for (size_t i = 0; i < scene->line.types.count; i++)
        if (!strcmp(scene->line.types.items[i], type))
            return (int)i;
    return -1;
}

static int compare_unit_ids(const void *key, const void *unit)
{
    const int64_t wanted = *(const int64_t *)key, found = ((const struct remaining_unit *)unit)->unit_id;
    return (wanted > found) - (wanted < found);
}

int scene_unit(const struct forecast_scene *scene, int64_t unit_id)
{
    const struct remaining_unit *units = scene->units.list.items;
    const struct remaining_unit *found =
        bsearch(&unit_id, units, scene->units.list.count, sizeof *units, compare_unit_ids);
    return found ? (int)(found - units) : -1;
}

static enum fault load_orders(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    enum fault fault = list_orders_remaining(session->store, arena, &scene->orders);
    if (fault)
        return fault;
    const size_t count = scene->orders.list.count;
    scene->line.orders.items = arena_array(arena, count, sizeof *scene->line.orders.items);
    if (!scene->line.orders.items)
        return FAULT_MEMORY;
    scene->line.orders.count = count;
    for (size_t i = 0; i < count; i++) {
        const struct order *order = &scene->orders.list.items[i];
        scene->line.orders.items[i] = (struct forecast_order){
            .order = order->order,
            .priority = order->priority,
            .due_min = order->due == ABSENT_INTEGER ? ABSENT_NUMBER : minutes_between(session->now_us, order->due),
        };
    }
    return NOTHING_WRONG;
}

enum fault forecast_scene_load(struct session *session, struct arena *arena, struct forecast_scene *ret)
{
    struct forecast_scene scene = {.line = {.orders = {.count = 0}}};
    enum fault fault = load_orders(session, arena, &scene);
    if (!fault)
        fault = list_units_remaining(session->store, arena, &scene.units);
    if (!fault)
        fault = list_units_held(session->store, arena, &scene.held);
    if (!fault)
        fault = list_leaving(session->store, arena, &scene.leaving);
    if (!fault)
        fault = scene_load_plant(session, arena, &scene);
    if (!fault)
        fault = scene_load_parts(session, arena, &scene);
    if (!fault)
        fault = scene_load_measured(session, arena, &scene);
    if (!fault)
        fault = scene_load_units(session, arena, &scene);
    if (!fault)
        fault = scene_load_begun(session, arena, &scene);
    if (!fault)
        fault = scene_load_inside(session, arena, &scene);
    if (!fault)
        *ret = scene;
    return fault;
}
