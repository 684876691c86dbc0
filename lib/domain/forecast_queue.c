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

static bool ends_before(const struct run_end *a, const struct run_end *b)
{
    return a->at_min < b->at_min || (a->at_min == b->at_min && a->item < b->item);
}

void run_ends_push(struct run_ends *ends, struct run_end end)
{
    size_t at = ends->count++;
    for (; at && ends_before(&end, &ends->items[(at - 1) / 2]); at = (at - 1) / 2)
        ends->items[at] = ends->items[(at - 1) / 2];
    ends->items[at] = end;
}

struct run_end run_ends_pop(struct run_ends *ends)
{
    const struct run_end first = ends->items[0], last = ends->items[--ends->count];
    size_t at = 0;
    for (size_t below = 1; below < ends->count; below = 2 * at + 1) {
        below += below + 1 < ends->count && ends_before(&ends->items[below + 1], &ends->items[below]);
        if (!ends_before(&ends->items[below], &last))
            break;
        ends->items[at] = ends->items[below];
        at = below;
    }
    ends->items[at] = last;
    return first;
}
