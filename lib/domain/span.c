#include "domain/span.h"

struct span span_cut(struct span span, struct span by)
{
    if (span.begin_us < by.begin_us)
        span.begin_us = by.begin_us;
    if (span.end_us > by.end_us)
        span.end_us = by.end_us;
    if (span.end_us < span.begin_us)
        span.end_us = span.begin_us;
    return span;
}

int64_t spans_length_us(const struct spans *spans)
{
    int64_t length_us = 0;
    for (size_t i = 0; i < spans->count; i++)
        length_us += span_length_us(spans->items[i]);
    return length_us;
}

int64_t spans_within_us(const struct spans *spans, struct span within)
{
    int64_t length_us = 0;
    for (size_t i = 0; i < spans->count && spans->items[i].begin_us < within.end_us; i++)
        length_us += span_length_us(span_cut(spans->items[i], within));
    return length_us;
}

enum fault spans_intersect(const struct spans *a, const struct spans *b, struct arena *arena, struct spans *ret)
{
    struct spans both = {.items = arena_array(arena, a->count + b->count, sizeof *both.items)};
    if (!both.items)
        return FAULT_MEMORY;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        struct span common = span_cut(a->items[i], b->items[j]);
        if (span_length_us(common) > 0)
            both.items[both.count++] = common;
        if (a->items[i].end_us < b->items[j].end_us)
            i++;
        else
            j++;
    }
    *ret = both;
    return NOTHING_WRONG;
}
