/* The journal as it is read from outside: gapless and in order. */
#ifndef RACKLINE_FEED_H
#define RACKLINE_FEED_H

#include "service/request.h"

enum { FEED_LIMIT_DEFAULT = 100, FEED_LIMIT_MAX = 1000 };

struct feed_query {
    int64_t after; /* the position after which to begin; absent: 0 */
    int64_t limit; /* entries; absent: FEED_LIMIT_DEFAULT */
};
extern const struct record FEED_QUERY_RECORD;

enum feed_form {
    FEED_PAGE,  /* one JSON object: {items: […], next_after, head} */
    FEED_LINES, /* NDJSON: the entries' bytes, a line each */
    FEED_STREAM /* text/event-stream: id, event and data of each */
};

/* Appends at most `limit` entries after `after` in the form, and no more of them than leave the buffer with at most
 * `bytes_max` bytes, but always the first; *ret_after is the position of the last one written, or `after` when there was
 * none. Runs inside a view's transaction. */
enum fault feed_read(struct session *session, int64_t after, int64_t limit, size_t bytes_max, enum feed_form form,
                     struct buffer *buffer, int64_t *ret_after);

#endif
