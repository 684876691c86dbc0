/* Stretches of time. One that begins at `begin_us` and ends at `end_us` holds the first and not the last. */
#ifndef RACKLINE_SPAN_H
#define RACKLINE_SPAN_H

#include "base/arena.h"
#include "base/fault.h"

#include <stddef.h>
#include <stdint.h>

struct span {
    int64_t begin_us, end_us;
};

/* In order of time, none overlapping another. */
struct spans {
    struct span *items;
    size_t count;
};

/* What two spans have in common; where that is nothing, a span without length. */
struct span span_cut(struct span span, struct span by);
static inline int64_t span_length_us(struct span span)
{
    return span.end_us - span.begin_us;
}

int64_t spans_length_us(const struct spans *spans);
/* How much of the spans lies within one. */
int64_t spans_within_us(const struct spans *spans, struct span within);
/* What two lists have in common, in the arena. FAULT_MEMORY. */
enum fault spans_intersect(const struct spans *a, const struct spans *b, struct arena *arena, struct spans *ret);

#endif
