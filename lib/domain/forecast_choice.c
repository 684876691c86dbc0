/* Units built here: which of them go to what waits for some of several parts. */
#include "domain/forecast_parts.h"

/* ---- what is laid out once ---- */

static enum fault lay_parts(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    walk->parts = arena_array(arena, line->parts.count, sizeof *walk->parts);
    walk->choices = arena_array(arena, line->choices.count, sizeof *walk->choices);
    walk->touched_pools = arena_array(arena, line->choices.count, sizeof *walk->touched_pools);
    walk->pool_is_touched = arena_array(arena, line->choices.count, sizeof *walk->pool_is_touched);
    if (!walk->parts || !walk->choices || !walk->touched_pools || !walk->pool_is_touched)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->parts.count; i++)
        walk->parts[i].pool = -1;
    return NOTHING_WRONG;
}

/* Each has room for all that may come to it; and what anything may come to, takes its parts. */
static enum fault lay_queues(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    size_t *needs = arena_array(arena, line->choices.count, sizeof *needs);
    if (!needs)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->units.count; i++)
        for (size_t j = 0; j < line->units.items[i].needs.count; j++)
            needs[line->units.items[i].needs.items[j].choice]++;
    for (size_t i = 0; i < line->choices.count; i++) {
        if (!(walk->choices[i].waiting.items = arena_array(arena, needs[i], sizeof(uint64_t))))
            return FAULT_MEMORY;
        for (size_t j = 0; needs[i] && j < line->choices.items[i].parts.count; j++)
            walk->parts[line->choices.items[i].parts.items[j]].takers++;
    }
    return NOTHING_WRONG;
}

/* What fewer others take comes first, and else what the choice names first. */
static enum fault lay_choice(struct walk *walk, size_t index, struct arena *arena)
{
    const struct forecast_choice *choice = &walk->line->choices.items[index];
    int *parts = arena_array(arena, choice->parts.count, sizeof *parts);
    if (!parts)
        return FAULT_MEMORY;
    for (size_t i = 0; i < choice->parts.count; i++) {
        const int part = choice->parts.items[i];
        size_t at = i;
        for (; at && walk->parts[parts[at - 1]].takers > walk->parts[part].takers; at--)
            parts[at] = parts[at - 1];
        parts[at] = part;
    }
    walk->choices[index].parts = parts;
    walk->choices[index].part_count = choice->parts.count;
    return NOTHING_WRONG;
}

/* The choice by which a pool is named, while pools still grow together. */
static int pool_root(struct walk *walk, int choice)
{
    struct walk_choice *choices = walk->choices;
    for (; choices[choice].pool != choice; choice = choices[choice].pool)
        choices[choice].pool = choices[choices[choice].pool].pool;
    return choice;
}

static void lay_pools(struct walk *walk)
{
    struct walk_choice *choices = walk->choices;
    const int count = (int)walk->line->choices.count;
    for (int i = 0; i < count; i++)
        choices[i].pool = i;
    for (int i = 0; i < count; i++)
        for (size_t j = 0; j < choices[i].part_count; j++) {
            struct walk_part *part = &walk->parts[choices[i].parts[j]];
            if (part->pool < 0)
                part->pool = i;
            choices[pool_root(walk, i)].pool = pool_root(walk, part->pool);
        }
    for (int i = 0; i < count; i++) {
        choices[i].pool = pool_root(walk, i);
        choices[i].first = -1;
    }
    for (int i = count; i--;) {
        choices[i].next = choices[choices[i].pool].first;
        choices[choices[i].pool].first = i;
    }
    for (size_t i = 0; i < walk->line->parts.count; i++)
        if (walk->parts[i].pool >= 0)
            walk->parts[i].pool = choices[walk->parts[i].pool].pool;
}

enum fault walk_make_choices(struct walk *walk, struct arena *arena)
{
    enum fault fault = lay_parts(walk, arena);
    if (!fault)
        fault = lay_queues(walk, arena);
    for (size_t i = 0; i < walk->line->choices.count && !fault; i++)
        fault = lay_choice(walk, i, arena);
    if (!fault)
        lay_pools(walk);
    return fault;
}

/* ---- one run ---- */

static void touch_pool(struct walk *walk, int pool)
{
    if (!walk->pool_is_touched[pool])
        walk->touched_pools[walk->touched_pool_count++] = pool;
    walk->pool_is_touched[pool] = true;
}

void choices_begin(struct walk *walk)
{
    for (size_t i = 0; i < walk->line->choices.count; i++)
        walk->choices[i].waiting.count = 0;
    for (size_t i = 0; i < walk->line->parts.count; i++)
        walk->parts[i].stock = walk->line->parts.items[i];
}

void choice_is_asked(struct walk *walk, int choice, uint64_t item)
{
    queue_push(&walk->choices[choice].waiting, item);
    touch_pool(walk, walk->choices[choice].pool);
}

void part_comes(struct walk *walk, int part, int64_t count)
{
    walk->parts[part].stock += count;
    if (walk->parts[part].pool >= 0)
        touch_pool(walk, walk->parts[part].pool);
}

/* Whether so many of a choice are there that are not kept for something more urgent. */
static bool choice_has(const struct walk *walk, const struct walk_choice *choice, int64_t count)
{
    for (size_t i = 0; i < choice->part_count && count > 0; i++)
        if (!walk->parts[choice->parts[i]].kept)
            count -= walk->parts[choice->parts[i]].stock;
    return count <= 0;
}

static void choice_takes(struct walk *walk, const struct walk_choice *choice, int64_t count)
{
    for (size_t i = 0; i < choice->part_count && count; i++) {
        struct walk_part *part = &walk->parts[choice->parts[i]];
        const int64_t taken = part->kept ? 0 : part->stock < count ? part->stock : count;
        part->stock -= taken;
        count -= taken;
    }
}

/* Nothing is refused in a pool, and nothing kept; or a choice is, and its parts are. */
static void choice_refuse(struct walk *walk, struct walk_choice *choice, bool refused)
{
    choice->refused = refused;
    for (size_t i = 0; i < choice->part_count; i++)
        walk->parts[choice->parts[i]].kept = refused;
}

/* The choice of the most urgent step that waits in a pool and was not refused; NULL: none. */
static struct walk_choice *pool_next(const struct walk *walk, int pool)
{
    struct walk_choice *next = NULL;
    for (int i = walk->choices[pool].first; i >= 0; i = walk->choices[i].next) {
        struct walk_choice *choice = &walk->choices[i];
        if (choice->waiting.count && !choice->refused && (!next || choice->waiting.items[0] < next->waiting.items[0]))
            next = choice;
    }
    return next;
}

static int64_t count_asked(const struct walk *walk, uint64_t item)
{
    const struct walk_unit *unit = &walk->units[item_rank(item)];
    const struct walk_step *step = &walk->steps[unit->first_step + (size_t)item_operation(item)];
    return unit->unit->needs.items[step->need].count;
}

static bool pool_gives(struct walk *walk, int pool, uint64_t *ret_item)
{
    struct walk_choice *choice;
    for (int i = walk->choices[pool].first; i >= 0; i = walk->choices[i].next)
        choice_refuse(walk, &walk->choices[i], false);
    while ((choice = pool_next(walk, pool))) {
        const int64_t count = count_asked(walk, choice->waiting.items[0]);
        if (choice_has(walk, choice, count)) {
            choice_takes(walk, choice, count);
            *ret_item = queue_pop(&choice->waiting);
            return true;
        }
        choice_refuse(walk, choice, true);
    }
    return false;
}

bool choices_give(struct walk *walk, uint64_t *ret_item)
{
    while (walk->touched_pool_count) {
        const int pool = walk->touched_pools[walk->touched_pool_count - 1];
        if (pool_gives(walk, pool, ret_item))
            return true;
        walk->touched_pool_count--;
        walk->pool_is_touched[pool] = false;
    }
    return false;
}
