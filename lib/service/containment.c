#include "service/containment.h"

#include "store/find_nesting.h"

#include <stdlib.h>

struct gathering {
    struct hold_match *items;
    size_t count, capacity;
    const struct selector *selector;
    struct arena *arena;
};

static enum fault gather(struct gathering *gathering, const struct hold_match *match)
{
    enum { AT_FIRST = 256 };
    if (gathering->count == gathering->capacity) {
        size_t more = gathering->capacity ? gathering->capacity * 2 : AT_FIRST;
        struct hold_match *items = realloc(gathering->items, more * sizeof *items);
        if (!items)
            return FAULT_MEMORY;
        gathering->items = items;
        gathering->capacity = more;
    }
    gathering->items[gathering->count++] = *match;
    return NOTHING_WRONG;
}

static enum fault gather_row(void *context, const void *row)
{
    struct gathering *gathering = context;
    const struct scanned *scanned = row;
    bool component = scanned->position && selector_is_about(gathering->selector, &scanned->candidate);
    bool work = scanned->entered_by != ABSENT_INTEGER; /* a unit is there by no event */
    const struct hold_match match = {
        .hold_id = ABSENT_INTEGER,
        .unit_id = scanned->unit_id,
        .frozen_by = ABSENT_INTEGER,
        .match = component ? MATCH_COMPONENT
                 : work    ? MATCH_WORK
                           : MATCH_UNIT,
        .via = arena_text(gathering->arena, scanned->position),
        .installation_id = scanned->installation_id,
        .run_id = scanned->run_id,
        .matches = 1,
        .released = ABSENT_INTEGER,
        .lifted_at = ABSENT_INTEGER,
    };
    return scanned->position && !match.via ? FAULT_MEMORY : gather(gathering, &match);
}

static int compare_ids(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static size_t depth_of(const struct hold_match *match)
{
    size_t depth = 0;
    for (const char *at = match->via; at && *at; at++)
        depth += *at == '/';
    return match->via ? depth + 1 : 0;
}

/* By unit; of one unit what is nearest first, then what was first. */
static int compare_matches(const void *left, const void *right)
{
    const struct hold_match *a = left, *b = right;
    int order = compare_ids(a->unit_id, b->unit_id);
    if (!order)
        order = (depth_of(a) > depth_of(b)) - (depth_of(a) < depth_of(b));
    if (!order)
        order = compare_ids(a->installation_id, b->installation_id);
    return order ? order : compare_ids(a->run_id, b->run_id);
}

/* Leaves one of each unit. */
static void merge(struct gathering *gathering)
{
    size_t kept = 0;
    if (gathering->count)
        qsort(gathering->items, gathering->count, sizeof *gathering->items, compare_matches);
    for (size_t i = 0; i < gathering->count; i++) {
        struct hold_match *match = &gathering->items[i];
        if (kept && gathering->items[kept - 1].unit_id == match->unit_id)
            gathering->items[kept - 1].matches += match->matches;
        else
            gathering->items[kept++] = *match;
    }
    gathering->count = kept;
}

/* What contains the units of one level is the next level. */
static enum fault climb(struct session *session, const struct gathering *level, struct gathering *next)
{
    ARENA_OWNED struct arena *scratch = arena_new(0);
    for (size_t i = 0; scratch && i < level->count; i++) {
        struct hold_match match = level->items[i];
        struct holder holder;
        arena_reset(scratch);
        enum fault fault = find_holder(session->store, match.unit_id, scratch, &holder);
        if (fault == FAULT_NOT_FOUND)
            continue;
        if (fault)
            return fault;
        match.unit_id = holder.unit_id;
        match.via = match.via ? arena_printf(next->arena, "%s/%s", holder.position, match.via)
                              : arena_text(next->arena, holder.position);
        fault = match.via ? gather(next, &match) : FAULT_MEMORY;
        if (fault)
            return fault;
    }
    merge(next);
    return scratch ? NOTHING_WRONG : FAULT_MEMORY;
}

static enum fault gather_all(struct session *session, const struct scan_inside *inside, struct gathering *all)
{
    struct gathering level = {.selector = all->selector, .arena = all->arena};
    if (all->selector->from != ABSENT_INTEGER && all->selector->from > session->now_us)
        return NOTHING_WRONG; /* nothing was done yet: what is open still when the window begins is caught then */
    enum fault fault = scan_matching(session->store, all->selector, inside, gather_row, &level);
    if (!fault)
        merge(&level);
    while (!fault && level.count) {
        struct gathering next = {.selector = all->selector, .arena = all->arena};
        for (size_t i = 0; !fault && i < level.count; i++)
            fault = gather(all, &level.items[i]);
        if (!fault)
            fault = climb(session, &level, &next);
        free(level.items);
        level = next;
    }
    free(level.items);
    merge(all);
    return fault;
}

enum fault containment_list(struct session *session, const struct selector *selector, const struct scan_inside *inside,
                            struct arena *arena, struct hold_matches *ret)
{
    struct gathering all = {.selector = selector, .arena = arena};
    enum fault fault = gather_all(session, inside, &all);
    struct hold_match *items = fault ? NULL : arena_array(arena, all.count, sizeof *items);
    if (!fault && !items)
        fault = FAULT_MEMORY;
    if (!fault) {
        for (size_t i = 0; i < all.count; i++)
            items[i] = all.items[i];
        ret->list.items = items;
        ret->list.count = all.count;
    }
    free(all.items);
    return fault;
}
