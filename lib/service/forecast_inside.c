/* Units that are not complete inside others, as a forecast sees them: what proves the outer one waits for them, and
 * they go onto no shelf. */
#include "service/forecast_scene.h"
#include "store/find_nesting.h"

#include <stdlib.h>

/* What an inner unit becomes is a part of its own, which nobody else waits for. */
static enum fault make_room(struct forecast_scene *scene, struct arena *arena)
{
    const size_t count = scene->line.parts.count, most = count + scene->units.list.count;
    const char **parts = arena_array(arena, most, sizeof *parts);
    int64_t *stock = arena_array(arena, most, sizeof *stock);
    if (!parts || !stock)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        parts[i] = scene->parts[i];
        stock[i] = scene->line.parts.items[i];
    }
    scene->parts = parts;
    scene->line.parts.items = stock;
    return NOTHING_WRONG;
}

/* Whether an operation that is not done depends on what is inside the position. */
static bool waits_for(const struct forecast_unit *unit, const struct product *product, size_t operation, int position)
{
    return !unit->steps[operation].done &&
           bit_is_set(&product->operations.items[operation].invalidated_inside, (size_t)position);
}

/* Whether it waits by itself: not for another one that does. */
static bool waits_first(const struct forecast_unit *unit, const struct product *product, size_t operation, int position)
{
    if (!waits_for(unit, product, operation, position))
        return false;
    for (size_t i = 0; i < product->operations.count; i++)
        if (bit_is_set(&product->operations.items[operation].before, i) && waits_for(unit, product, i, position))
            return false;
    return true;
}

static int compare_needs(const void *left, const void *right)
{
    const struct forecast_need *a = left, *b = right;
    return a->operation != b->operation ? (a->operation > b->operation) - (a->operation < b->operation)
                                        : (a->part > b->part) - (a->part < b->part);
}

/* The needs of an operation lie side by side. */
static enum fault need_inside(const struct forecast_scene *scene, struct forecast_unit *outer, int position,
                              struct forecast_unit *inner, struct arena *arena)
{
    const struct product *product = scene->line.routes.items[outer->route].product;
    struct forecast_need *needs = arena_array(arena, outer->needs.count + product->operations.count, sizeof *needs);
    size_t count = outer->needs.count;
    if (!needs)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        needs[i] = outer->needs.items[i];
    for (size_t i = 0; i < product->operations.count; i++)
        if (waits_first(outer, product, i, position)) {
            needs[count++] = (struct forecast_need){.operation = (int)i, .part = inner->part, .count = 1};
            inner->waited_for++;
        }
    qsort(needs, count, sizeof *needs, compare_needs);
    outer->needs.items = needs;
    outer->needs.count = count;
    return NOTHING_WRONG;
}

static enum fault fill_inner(struct session *session, struct forecast_scene *scene, size_t index, struct arena *arena)
{
    const struct remaining_unit *row = &scene->units.list.items[index];
    struct forecast_unit *inner = &scene->line.units.items[index];
    const int around = scene_unit(scene, row->installed_in);
    struct holder holder;
    inner->part = -1;
    if (around < 0) /* which is completed but for it, or on the floor no more */
        return NOTHING_WRONG;
    enum fault fault = find_holder(session->store, row->unit_id, arena, &holder);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    if (leaving_at(&scene->leaving, row->installed_in, holder.position))
        return NOTHING_WRONG; /* another takes its place */
    struct forecast_unit *outer = &scene->line.units.items[around];
    const int position = product_position(scene->line.routes.items[outer->route].product, holder.position);
    inner->around = outer;
    inner->part = (int)scene->line.parts.count++;
    scene->parts[inner->part] = row->serial;
    scene->line.parts.items[inner->part] = 0;
    return position < 0 ? FAULT_CORRUPT : need_inside(scene, outer, position, inner, arena);
}

enum fault scene_load_inside(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    enum fault fault = make_room(scene, arena);
    scene->part_numbers = scene->line.parts.count;
    for (size_t i = 0; i < scene->units.list.count && !fault; i++)
        if (scene->units.list.items[i].installed_in != ABSENT_INTEGER)
            fault = fill_inner(session, scene, i, arena);
    return fault;
}
