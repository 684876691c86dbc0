/* Spans of the journal as live feeds tell it: read once for all the feeds that come by.
 *
 * Feeds that are woken by the same commit ask for the same entries. The journal only grows, so what was told from a
 * position on stays true; the latest spans are kept, and one goes when it is neither kept nor told any more. */
#ifndef RACKLINE_SPANS_H
#define RACKLINE_SPANS_H

#include "base/buffer.h"

#include <stdatomic.h>
#include <stdint.h>

struct span {
    int64_t after, last; /* journal positions: behind the first, up to the second */
    struct buffer text;
    atomic_int holders;
};

/* With one holder, who fills it. NULL: out of memory. */
struct span *span_new(int64_t after);
/* NULL is safe. From any thread, as all below. */
void span_release(struct span *span);

enum { SPANS_KEPT = 16 }; /* feeds that keep up ask for one of the last few */

struct spans;
struct spans *spans_new(void); /* NULL: out of memory */
void spans_free(struct spans *spans);

/* The span that begins behind a position, and whose holder the caller is as well. NULL: none that is kept does. */
struct span *spans_find(struct spans *spans, int64_t after);
/* Keeps a filled span, instead of the oldest. */
void spans_keep(struct spans *spans, struct span *span);

#endif
