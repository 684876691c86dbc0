/* What is built here and installed, as a forecast sees it: the revisions of parts that there are or will be, and what
 * positions take of them. */
#include "service/forecast_scene.h"

#include <string.h>

/* The part numbers that positions take, while they are gathered. */
struct numbers {
    LIST_OF(const char *) list;
};

/* ---- which there are ---- */

int scene_part(const struct forecast_scene *scene, const char *part_number, const char *revision)
{
    for (size_t i = 0; i < scene->line.parts.count; i++)
        if (!strcmp(scene->parts[i].part_number, part_number) && !strcmp(scene->parts[i].revision, revision))
            return (int)i;
    return -1;
}

static bool same_revision(const char *one, const char *other)
{
    return one && other ? !strcmp(one, other) : one == other;
}

/* Whether both take the same of what is built here. */
static bool lines_take_alike(const struct bom_line *one, const struct bom_line *other)
{
    if (one == other)
        return true;
    if (strcmp(one->part_number, other->part_number) || !same_revision(one->revision, other->revision) ||
        one->alternates.count != other->alternates.count)
        return false;
    for (size_t i = 0; i < one->alternates.count; i++)
        if (strcmp(one->alternates.items[i].part_number, other->alternates.items[i].part_number) ||
            !same_revision(one->alternates.items[i].revision, other->alternates.items[i].revision))
            return false;
    return true;
}

int scene_choice(const struct forecast_scene *scene, const struct position *position)
{
    for (size_t i = 0; i < scene->line.choices.count; i++)
        if (scene->choices[i].position && lines_take_alike(scene->choices[i].position->line, position->line))
            return (int)i;
    return -1;
}

/* ---- what positions take ---- */

/* Of positions that only a unit built here may fill. */
static enum fault load_choices(struct arena *arena, struct forecast_scene *scene)
{
    size_t lines = 0;
    for (size_t i = 0; i < scene->line.routes.count; i++)
        lines += scene->line.routes.items[i].product->definition->bill_of_materials.count;
    scene->choices = arena_array(arena, lines, sizeof *scene->choices);
    scene->line.choices.items = arena_array(arena, lines, sizeof *scene->line.choices.items);
    if (!scene->choices || !scene->line.choices.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < scene->line.routes.count; i++) {
        const struct product *product = scene->line.routes.items[i].product;
        for (size_t j = 0; j < product->positions.count; j++) {
            const struct position *position = &product->positions.items[j];
            if (j && position->line == product->positions.items[j - 1].line)
                continue;
            if (position->line->source == SOURCE_MAKE && scene_choice(scene, position) < 0)
                scene->choices[scene->line.choices.count++].position = position;
        }
    }
    return NOTHING_WRONG;
}

/* ---- the parts ---- */

static void add_number(struct numbers *numbers, const char *part_number)
{
    for (size_t i = 0; i < numbers->list.count; i++)
        if (!strcmp(numbers->list.items[i], part_number))
            return;
    numbers->list.items[numbers->list.count++] = part_number;
}

static enum fault list_numbers(const struct forecast_scene *scene, struct arena *arena, struct numbers *ret)
{
    size_t most = 0;
    for (size_t i = 0; i < scene->line.choices.count; i++)
        most += 1 + scene->choices[i].position->line->alternates.count;
    ret->list.items = arena_array(arena, most, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < scene->line.choices.count; i++) {
        const struct bom_line *line = scene->choices[i].position->line;
        add_number(ret, line->part_number);
        for (size_t j = 0; j < line->alternates.count; j++)
            add_number(ret, line->alternates.items[j].part_number);
    }
    return NOTHING_WRONG;
}

static void add_part(struct forecast_scene *scene, const char *part_number, const char *revision, int64_t stock)
{
    scene->parts[scene->line.parts.count] = (struct scene_part){part_number, revision};
    scene->line.parts.items[scene->line.parts.count++] = stock;
}

/* What is in stock, and what comes from the floor. */
static enum fault load_revisions(struct session *session, const struct numbers *numbers, struct arena *arena,
                                 struct forecast_scene *scene)
{
    struct stocks *stocks = arena_array(arena, numbers->list.count, sizeof *stocks);
    size_t most = scene->line.routes.count;
    enum fault fault = stocks ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i < numbers->list.count && !fault; i++) {
        fault = list_stock(session->store, numbers->list.items[i], arena, &stocks[i]);
        most += fault ? 0 : stocks[i].list.count;
    }
    if (fault)
        return fault;
    scene->parts = arena_array(arena, most, sizeof *scene->parts);
    scene->line.parts.items = arena_array(arena, most, sizeof *scene->line.parts.items);
    if (!scene->parts || !scene->line.parts.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < numbers->list.count; i++)
        for (size_t j = 0; j < stocks[i].list.count; j++)
            add_part(scene, numbers->list.items[i], stocks[i].list.items[j].revision, stocks[i].list.items[j].count);
    for (size_t i = 0; i < scene->line.routes.count; i++) {
        const struct product_definition *definition = scene->line.routes.items[i].product->definition;
        if (scene_part(scene, definition->part_number, definition->revision) < 0)
            add_part(scene, definition->part_number, definition->revision, 0);
    }
    return NOTHING_WRONG;
}

/* ---- the choices of them ---- */

static enum fault fill_choice(struct forecast_scene *scene, size_t index, struct arena *arena)
{
    struct forecast_choice *choice = &scene->line.choices.items[index];
    choice->parts.items = arena_array(arena, scene->line.parts.count, sizeof *choice->parts.items);
    if (!choice->parts.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < scene->line.parts.count; i++)
        if (position_accepts_revision(scene->choices[index].position, scene->parts[i].part_number,
                                      scene->parts[i].revision))
            choice->parts.items[choice->parts.count++] = (int)i;
    return NOTHING_WRONG;
}

int compare_needs(const void *left, const void *right)
{
    const struct forecast_need *a = left, *b = right;
    return a->operation != b->operation ? (a->operation > b->operation) - (a->operation < b->operation)
                                        : (a->choice > b->choice) - (a->choice < b->choice);
}

/* Those of fewer parts come first: an operation asks in their order, and what takes any leaves to what takes one. */
static void sort_choices(struct forecast_scene *scene)
{
    struct forecast_choice *choices = scene->line.choices.items;
    for (size_t i = 1; i < scene->line.choices.count; i++) {
        const struct forecast_choice choice = choices[i];
        const struct scene_choice of = scene->choices[i];
        size_t at = i;
        for (; at && choices[at - 1].parts.count > choice.parts.count; at--) {
            choices[at] = choices[at - 1];
            scene->choices[at] = scene->choices[at - 1];
        }
        choices[at] = choice;
        scene->choices[at] = of;
    }
}

enum fault scene_load_parts(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    struct numbers numbers = {.list = {.count = 0}};
    enum fault fault = load_choices(arena, scene);
    if (!fault)
        fault = list_numbers(scene, arena, &numbers);
    if (!fault)
        fault = load_revisions(session, &numbers, arena, scene);
    for (size_t i = 0; i < scene->line.choices.count && !fault; i++)
        fault = fill_choice(scene, i, arena);
    if (!fault)
        sort_choices(scene);
    return fault;
}
