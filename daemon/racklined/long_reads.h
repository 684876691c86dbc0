/* The threads that long views run on (trees, exports, statistics, forecasts), so that none of them keeps a thread that
 * serves stations, nor the processor from it: these threads yield it. What finds every one at work waits in a queue: a
 * bounded one of views, and one of feeds that are read on for, which were accepted and cannot be refused any more.
 * While both wait, each gets half of the threads' time. */
#ifndef RACKLINE_LONG_READS_H
#define RACKLINE_LONG_READS_H

#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>

struct long_reads;
struct metrics;

enum long_read_kind {
    LONG_VIEW,
    LONG_STRETCH, /* of a feed, which has one at a time: so there are no more than feeds */
    LONG_READ_KINDS
};

/* One on its way; owned by whoever submitted it, and left alone by him until `run` has said that it is over.
 */
struct long_read {
    enum long_read_kind kind;
    void (*run)(struct long_read *); /* called once, on a reading thread; the read may be gone when it returns */
    void *owner;                     /* for `run` */
    struct long_read *next;          /* the threads' */
};

struct long_reads_options {
    struct metrics *metrics; /* NULL: they are counted nowhere */
    size_t threads;
    size_t queue_max; /* views waiting or under way */
    /* Whether others wait for the processor: a thread then rests as long as it has read, as it always does while more
     * feeds wait to be read on for. NULL: nobody does. */
    bool (*others_wait)(void *context);
    void *context;
};

/* Starts the threads. FAULT_MEMORY. */
enum fault long_reads_start(const struct long_reads_options *options, struct long_reads **ret);

/* Keeps a place in a queue, which long_reads_submit must then take: so the caller knows that it will be run before he
 * suspends anything for it. FAULT_BUSY when there are as many views as may be, FAULT_STOPPING. From any thread. */
enum fault long_reads_reserve(struct long_reads *reads, enum long_read_kind kind);
/* Puts a read into its place. From any thread. */
void long_reads_submit(struct long_reads *reads, struct long_read *read);

/* Another limit than queue_max of the options. From any thread. */
void long_reads_set_max(struct long_reads *reads, size_t queue_max);

/* Takes no more reads, runs those that were taken, with the threads and here, and ends the threads. */
void long_reads_end(struct long_reads *reads);
/* Frees what long_reads_start made, after long_reads_end. NULL is safe. */
void long_reads_free(struct long_reads *reads);

#endif
