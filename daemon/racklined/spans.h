/* Spans of the journal as live feeds tell it: read once for all the feeds that come by.
 *
 * Feeds that are woken by the same commit ask for the same entries. The journal only grows, so what was told from a
 * position on stays true; the latest spans are kept, and one goes when it is neither kept nor told any more. A large one,
 * which what is in flight counts, goes when nobody is told it. */
#ifndef RACKLINE_SPANS_H
#define RACKLINE_SPANS_H

#include "racklined/in_flight.h"

#include "base/buffer.h"

struct span {
    int64_t after, last; /* journal positions: behind the first, up to the second */
    struct buffer text;
    struct share share; /* of what is in flight, for all who are told it */
    int holders;        /* the spans' */
};

enum { SPANS_KEPT = 64 }; /* feeds that keep up ask for one of the last few */

struct spans;
struct spans *spans_new(struct in_flight *in_flight); /* NULL: out of memory */
void spans_free(struct spans *spans);

/* One that is not kept yet, with one holder, who fills it. NULL: out of memory. */
struct span *span_new(int64_t after);
/* The holder is none any more. NULL is safe. From any thread, as all below. */
void spans_release(struct spans *spans, struct span *span);

/* The span that begins behind a position, and whose holder the caller is as well. NULL: none that is kept does. */
struct span *spans_find(struct spans *spans, int64_t after);
/* Keeps a filled span, instead of the oldest. */
void spans_keep(struct spans *spans, struct span *span);

#endif
