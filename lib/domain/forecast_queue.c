/* Binary heaps whose room was laid out before. */
#include "domain/forecast_parts.h"

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
