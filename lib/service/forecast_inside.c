/* Units that are not complete inside others, as a forecast sees them: what proves the outer one waits for them, and
 * they go onto no shelf. */
#include "service/forecast_scene.h"
#include "store/find_nesting.h"

#include <stdlib.h>

static enum fault make_room(struct forecast_scene *scene, struct arena *arena)
{
    struct forecast_line *line = &scene->line;
    size_t inside = 0;
    for (size_t i = 0; i < scene->units.list.count; i++)
        inside += scene->units.list.items[i].installed_in != ABSENT_INTEGER;
    struct scene_part *parts = arena_array(arena, line->parts.count + inside, sizeof *parts);
    int64_t *stock = arena_array(arena, line->parts.count + inside, sizeof *stock);
    struct scene_choice *choices = arena_array(arena, line->choices.count + inside, sizeof *choices);
    struct forecast_choice *takes = arena_array(arena, line->choices.count + inside, sizeof *takes);
    if (!parts || !stock || !choices || !takes)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->parts.count; i++) {
        parts[i] = scene->parts[i];
        stock[i] = line->parts.items[i];
    }
    for (size_t i = 0; i < line->choices.count; i++) {
        choices[i] = scene->choices[i];
        takes[i] = line->choices.items[i];
    }
    scene->parts = parts;
    line->parts.items = stock;
    scene->choices = choices;
    line->choices.items = takes;
    return NOTHING_WRONG;
}

/* What an inner unit becomes is a part of its own, and the choice of it one of nothing else: it goes to nobody but what
 * it is in. The choice's index; -1: no memory. */
static int add_inner(struct forecast_scene *scene, const char *serial, struct arena *arena, struct forecast_unit *inner)
{
    int *part = arena_alloc(arena, sizeof *part);
    if (!part)
        return -1;
    inner->part = *part = (int)scene->line.parts.count++;
    struct forecast_choice *choice = &scene->line.choices.items[scene->line.choices.count];
    choice->parts.items = part;
    choice->parts.count = 1;
    scene->choices[scene->line.choices.count].inside = serial;
    return (int)scene->line.choices.count++;
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

/* The needs of an operation lie side by side. */
static enum fault need_inside(const struct forecast_scene *scene, struct forecast_unit *outer, int position, int choice,
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
            needs[count++] = (struct forecast_need){.operation = (int)i, .choice = choice, .count = 1};
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
    const int choice = add_inner(scene, row->serial, arena, inner);
    if (choice < 0)
        return FAULT_MEMORY;
    return position < 0 ? FAULT_CORRUPT : need_inside(scene, outer, position, choice, inner, arena);
}

enum fault scene_load_inside(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    enum fault fault = make_room(scene, arena);
    for (size_t i = 0; i < scene->units.list.count && !fault; i++)
        if (scene->units.list.items[i].installed_in != ABSENT_INTEGER)
            fault = fill_inner(session, scene, i, arena);
    return fault;
}
