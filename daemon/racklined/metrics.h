/* What the daemon counts about itself, and Prometheus' text of it. Counted from any thread. */
#ifndef RACKLINE_METRICS_H
#define RACKLINE_METRICS_H

#include "racklined/long_reads.h"
#include "racklined/router.h"

struct metrics;

/* Counters for the routes of a table, which must outlive them. NULL when memory is out. */
struct metrics *metrics_new(const struct route_table *table);
void metrics_free(struct metrics *metrics);

/* An answered request; `route` is NULL when none was found. `duration_us` is negative for a live feed, whose length
 * says nothing. */
void metrics_request(struct metrics *metrics, const struct route *route, int status, int64_t duration_us);
void metrics_batch(struct metrics *metrics, size_t commands);
void metrics_commit(struct metrics *metrics, int64_t duration_us);

/* What is so now. */
void metrics_queue(struct metrics *metrics, size_t commands);
void metrics_long_reads(struct metrics *metrics, enum long_read_kind kind, size_t reads); /* NULL is safe */
void metrics_connections(struct metrics *metrics, int change);
void metrics_streams(struct metrics *metrics, int change);

/* What is known elsewhere and told with the counters. */
struct metrics_moment {
    int64_t journal_head;   /* ABSENT_INTEGER: not known */
    int64_t started_s;      /* of the process, since 1970 */
    int64_t resident_bytes; /* ABSENT_INTEGER: not known */
    int64_t in_flight_bytes; /* of large bodies and answers, and of large entries that feeds are told */
    int64_t wall_ahead_us;  /* of the wall clock, before where it should be */
};

/* Appends everything in the text format 0.0.4. */
void metrics_write(struct buffer *buffer, struct metrics *metrics, const struct metrics_moment *moment);

#endif
