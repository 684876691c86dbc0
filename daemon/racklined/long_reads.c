#include "racklined/long_reads.h"

#include "base/monotonic.h"
#include "base/time.h"
#include "racklined/metrics.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum {
    NICE = 10, /* a tenth of the processor that whoever serves stations gets, where both want it */
    REST_MAX_US = 100000,
    STRETCH_US = 250, /* what a stretch costs at least: one that was read for another feed is sent all the same */
};

struct queue {
    struct long_read *first, **last;
    size_t reserved;  /* places that were given out and not yet run, the queued reads' included */
    int64_t spent_us; /* by the threads; one that was empty has no more left than the other */
};

struct long_reads {
    struct long_reads_options options;
    pthread_t *threads;
    size_t started;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t wake;
    struct queue queues[LONG_READ_KINDS];
    atomic_bool stopping; /* set under the mutex */
};

/* NULL: nothing waits. Under the mutex. */
static struct long_read *take_first(struct long_reads *reads)
{
    struct queue *views = &reads->queues[LONG_VIEW], *stretches = &reads->queues[LONG_STRETCH];
    const bool view = views->first && (!stretches->first || views->spent_us <= stretches->spent_us);
    struct queue *queue = view ? views : stretches;
    struct long_read *read = queue->first;
    if (read)
        queue->first = read->next;
    if (!queue->first)
        queue->last = &queue->first;
    return read;
}

/* Whether no more are taken, and every place that was given out has been used. Under the mutex. */
static bool is_over(const struct long_reads *reads)
{
    return reads->stopping && !reads->queues[LONG_VIEW].reserved && !reads->queues[LONG_STRETCH].reserved;
}

/* NULL at the end. */
static struct long_read *take(struct long_reads *reads)
{
    struct long_read *read;
    pthread_mutex_lock(&reads->mutex);
    while (!(read = take_first(reads)) && !is_over(reads))
        pthread_cond_wait(&reads->wake, &reads->mutex);
    pthread_mutex_unlock(&reads->mutex);
    return read;
}

/* Whether others of its kind wait. */
static bool release_place(struct long_reads *reads, enum long_read_kind kind, int64_t cost_us)
{
    struct queue *queue = &reads->queues[kind];
    pthread_mutex_lock(&reads->mutex);
    queue->spent_us += cost_us;
    metrics_long_reads(reads->options.metrics, kind, --queue->reserved);
    bool over = is_over(reads), more = queue->first;
    pthread_mutex_unlock(&reads->mutex);
    if (over)
        pthread_cond_broadcast(&reads->wake);
    return more;
}

/* A lower priority alone leaves those who serve stations too little of the processor. Of a crowd of feeds they send,
 * too, what is read here: then a thread rests although no command is under way, for those may not come through. */
static void rest(const struct long_reads *reads, bool is_crowd, int64_t cost_us)
{
    const struct long_reads_options *options = &reads->options;
    const int64_t us = cost_us < REST_MAX_US ? cost_us : REST_MAX_US;
    if (atomic_load(&reads->stopping))
        return;
    if (is_crowd || (options->others_wait && options->others_wait(options->context)))
        nanosleep(&(struct timespec){.tv_sec = us / US_PER_SECOND, .tv_nsec = us % US_PER_SECOND * 1000}, NULL);
}

/* Runs what waits, until the end. */
static void run_reads(struct long_reads *reads)
{
    for (struct long_read *read; (read = take(reads));) {
        const int64_t began_us = monotonic_us();
        const enum long_read_kind kind = read->kind;
        read->run(read);
        int64_t cost_us = monotonic_us() - began_us;
        if (kind == LONG_STRETCH && cost_us < STRETCH_US)
            cost_us = STRETCH_US;
        const bool more = release_place(reads, kind, cost_us);
        rest(reads, more && kind == LONG_STRETCH, cost_us);
    }
}

/* A thread's own priority: to the system each is a process of its own in this. */
static void *read_humbly(void *argument)
{
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + NICE);
    run_reads(argument);
    return NULL;
}

enum fault long_reads_start(const struct long_reads_options *options, struct long_reads **ret)
{
    struct long_reads *reads = calloc(1, sizeof *reads);
    pthread_t *threads = calloc(options->threads, sizeof *threads);
    if (!reads || !threads) {
        free(reads);
        free(threads);
        return FAULT_MEMORY;
    }
    reads->options = *options;
    reads->threads = threads;
    for (size_t i = 0; i < LONG_READ_KINDS; i++)
        reads->queues[i].last = &reads->queues[i].first;
    pthread_mutex_init(&reads->mutex, NULL);
    pthread_cond_init(&reads->wake, NULL);
    while (reads->started < options->threads && !pthread_create(&threads[reads->started], NULL, read_humbly, reads))
        reads->started++;
    if (reads->started < options->threads) {
        long_reads_end(reads);
        long_reads_free(reads);
        return FAULT_MEMORY;
    }
    *ret = reads;
    return NOTHING_WRONG;
}

enum fault long_reads_reserve(struct long_reads *reads, enum long_read_kind kind)
{
    struct queue *queue = &reads->queues[kind];
    enum fault fault = NOTHING_WRONG;
    pthread_mutex_lock(&reads->mutex);
    if (reads->stopping)
        fault = FAULT_STOPPING;
    else if (kind == LONG_VIEW && queue->reserved >= reads->options.queue_max)
        fault = FAULT_BUSY;
    else
        metrics_long_reads(reads->options.metrics, kind, ++queue->reserved);
    pthread_mutex_unlock(&reads->mutex);
    return fault;
}

void long_reads_submit(struct long_reads *reads, struct long_read *read)
{
    struct queue *queue = &reads->queues[read->kind];
    const struct queue *other = &reads->queues[read->kind == LONG_VIEW ? LONG_STRETCH : LONG_VIEW];
    read->next = NULL;
    pthread_mutex_lock(&reads->mutex);
    if (!queue->first && queue->spent_us < other->spent_us)
        queue->spent_us = other->spent_us;
    *queue->last = read;
    queue->last = &read->next;
    pthread_mutex_unlock(&reads->mutex);
    pthread_cond_signal(&reads->wake);
}

void long_reads_set_max(struct long_reads *reads, size_t queue_max)
{
    pthread_mutex_lock(&reads->mutex);
    reads->options.queue_max = queue_max;
    pthread_mutex_unlock(&reads->mutex);
}

void long_reads_end(struct long_reads *reads)
{
    pthread_mutex_lock(&reads->mutex);
    reads->stopping = true;
    pthread_mutex_unlock(&reads->mutex);
    pthread_cond_broadcast(&reads->wake);
    run_reads(reads); /* on a busy machine the threads, which yield to everybody, would take too long over them */
    for (size_t i = 0; i < reads->started; i++)
        pthread_join(reads->threads[i], NULL);
}

void long_reads_free(struct long_reads *reads)
{
    if (!reads)
        return;
    pthread_cond_destroy(&reads->wake);
    pthread_mutex_destroy(&reads->mutex);
    free(reads->threads);
    free(reads);
}
