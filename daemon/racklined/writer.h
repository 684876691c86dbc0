/* The one thread that writes. It takes whatever commands wait, and where syncs are slow those that come in a moment,
 * runs them in one transaction, commits once, and only then lets any of them answer. Of long ones it takes one at a time,
 * the first, so that a station waits for no more than that one. */
#ifndef RACKLINE_WRITER_H
#define RACKLINE_WRITER_H

#include "racklined/log.h"
#include "racklined/plant_clock.h"

#include "service/request.h"

struct metrics;
struct writer;

/* One command on its way through the writer; owned by whoever submitted it, and left alone by him until `done`. */
struct job {
    command_function *command;
    struct request *request;
    bool is_long;               /* it may take many times as long as others, up to a quarter of a second */
    struct answer answer;       /* empty after a fault */
    enum fault fault;           /* of the command, or of its batch */
    bool batch_lost;            /* of its batch: the writer has logged it */
    void (*done)(struct job *); /* called once, on the writer's thread; the job may be gone when it returns */
    void *owner;                /* for `done` */
    struct job *next;           /* the writer's */
};

struct writer_options {
    struct session *session; /* the one that writes; stays the caller's, who leaves it alone until writer_end */
    const struct plant_clock *clock;
    const struct log *log;
    struct metrics *metrics;
    size_t queue_max;                 /* commands waiting */
    size_t batch_max;                 /* commands in one commit */
    void (*committed)(void *context); /* after each commit */
    /* On the writer's thread between two batches, and at least once a second: what else only this thread may do, a few
     * milliseconds at a time. True: there is more of it. */
    bool (*between)(void *context);
    void (*failed)(void *context);    /* once: nothing can be acknowledged any more, the process must end */
    void *context;
};

/* Starts the thread. FAULT_MEMORY. */
enum fault writer_start(const struct writer_options *options, struct writer **ret);

/* Keeps a place in the queue, which writer_submit must then take: so the caller knows that his command will be done
 * before he suspends anything for it. FAULT_BUSY when the queue is full, FAULT_STOPPING. From any thread. */
enum fault writer_reserve(struct writer *writer);
/* Puts a job into its place. Everything it points at must stay until its `done`. From any thread. */
void writer_submit(struct writer *writer, struct job *job);

/* Other limits than those of the options. From any thread. */
void writer_set_max(struct writer *writer, size_t queue_max, size_t batch_max);
/* Has `between` called soon, also where no command waits. From any thread. */
void writer_wake(struct writer *writer);

/* Whether commands wait or are under way: then `between` is called again, after they were answered. */
bool writer_is_at_work(struct writer *writer);
/* Whether commands are taken. */
bool writer_runs(struct writer *writer);
/* Whether what was written last found room on the disk. */
bool writer_has_room(struct writer *writer);

/* Takes no more commands, does those that were taken, and ends the thread. */
void writer_end(struct writer *writer);
/* Frees the writer, after writer_end. NULL is safe. */
void writer_free(struct writer *writer);

#endif
