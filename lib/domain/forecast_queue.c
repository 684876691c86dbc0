/* Queues whose room was laid out before. */
#include "domain/forecast_parts.h"

#include <string.h>

/* ---- what waits for places ---- */

static size_t words_of(size_t slots)
{
    return slots ? (slots + 63) / 64 : 1;
}

enum fault line_up_make(size_t slots, struct arena *arena, struct line_up *ret)
{
    struct line_up line_up = {.items = arena_array(arena, slots, sizeof *line_up.items), .slots = slots};
    bool made = line_up.items;
    for (int level = 0; level < LINE_UP_LEVELS; level++) {
        slots = words_of(slots);
        made = (line_up.levels[level] = arena_array(arena, slots, sizeof(uint64_t))) && made;
    }
    if (!made)
        return FAULT_MEMORY;
    line_up.first = NOBODY_WAITS;
    *ret = line_up;
    return NOTHING_WRONG;
}

void line_up_clear(struct line_up *line_up)
{
    size_t slots = line_up->slots;
    for (int level = 0; level < LINE_UP_LEVELS; level++) {
        slots = words_of(slots);
        memset(line_up->levels[level], 0, slots * sizeof(uint64_t));
    }
    line_up->first = NOBODY_WAITS;
}

void line_up_push(struct line_up *line_up, uint32_t slot)
{
    size_t at = slot;
    for (int level = 0; level < LINE_UP_LEVELS; level++, at /= 64)
        line_up->levels[level][at / 64] |= UINT64_C(1) << at % 64;
    if (line_up->items[slot] >= line_up->first)
        return;
    line_up->first_slot = slot;
    line_up->first = line_up->items[slot];
}

/* Up from the first as far as nothing else waits, and down again to what does: mostly its neighbour. */
void line_up_pop(struct line_up *line_up)
{
    size_t at = line_up->first_slot;
    uint64_t left = 0;
    int level = 0;
    for (; level < LINE_UP_LEVELS && !left; level++, at /= 64)
        left = line_up->levels[level][at / 64] &= ~(UINT64_C(1) << at % 64);
    line_up->first = NOBODY_WAITS;
    if (!left)
        return;
    at = at * 64 + (size_t)__builtin_ctzll(left);
    for (level--; level--;)
        at = at * 64 + (size_t)__builtin_ctzll(line_up->levels[level][at]);
    line_up->first_slot = at;
    line_up->first = line_up->items[at];
}

/* ---- heaps ---- */

void queue_push(struct queue *queue, uint64_t item)
{
    size_t at = queue->count++;
    for (; at && queue->items[(at - 1) / 2] > item; at = (at - 1) / 2)
        queue->items[at] = queue->items[(at - 1) / 2];
    queue->items[at] = item;
}

uint64_t queue_pop(struct queue *queue)
{
    const uint64_t first = queue->items[0], last = queue->items[--queue->count];
    size_t at = 0;
    for (size_t below = 1; below < queue->count; below = 2 * at + 1) {
        below += below + 1 < queue->count && queue->items[below + 1] < queue->items[below];
        if (queue->items[below] >= last)
            break;
        queue->items[at] = queue->items[below];
        at = below;
    }
    queue->items[at] = last;
    return first;
}

static bool comes_before(const struct happening *a, const struct happening *b)
{
    return a->at_min < b->at_min || (a->at_min == b->at_min && a->item < b->item);
}

void happenings_push(struct happenings *next, struct happening happening)
{
    size_t at = next->count++;
    for (; at && comes_before(&happening, &next->items[(at - 1) / 2]); at = (at - 1) / 2)
        next->items[at] = next->items[(at - 1) / 2];
    next->items[at] = happening;
}

struct happening happenings_pop(struct happenings *next)
{
    const struct happening first = next->items[0], last = next->items[--next->count];
    size_t at = 0;
    for (size_t below = 1; below < next->count; below = 2 * at + 1) {
        below += below + 1 < next->count && comes_before(&next->items[below + 1], &next->items[below]);
        if (!comes_before(&next->items[below], &last))
            break;
        next->items[at] = next->items[below];
        at = below;
    }
    next->items[at] = last;
    return first;
}
