#include "racklined/long_reads.h"

#include "base/monotonic.h"
#include "base/time.h"
#include "racklined/metrics.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum {
    NICE = 10, /* a tenth of the processor that whoever serves stations gets, where both want it */
    REST_MAX_US = 100000,
};

struct long_reads {
    struct long_reads_options options;
    pthread_t *threads;
    size_t started;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t wake;
    struct long_read *first, **last; /* the queue */
    size_t reserved;                 /* places that were given out and not yet run, the queued reads' included */
    bool stopping;
};

/* NULL at the end: when no more are taken, and every place that was given out has been used. */
static struct long_read *take(struct long_reads *reads)
{
    pthread_mutex_lock(&reads->mutex);
    while (!reads->first && !(reads->stopping && !reads->reserved))
        pthread_cond_wait(&reads->wake, &reads->mutex);
    struct long_read *read = reads->first;
    if (read)
        reads->first = read->next;
    if (!reads->first)
        reads->last = &reads->first;
    pthread_mutex_unlock(&reads->mutex);
    return read;
}

static void release_place(struct long_reads *reads)
{
    pthread_mutex_lock(&reads->mutex);
    metrics_long_reads(reads->options.metrics, --reads->reserved);
    bool over = reads->stopping && !reads->reserved;
    pthread_mutex_unlock(&reads->mutex);
    if (over)
        pthread_cond_broadcast(&reads->wake);
}

/* A lower priority alone leaves those who serve stations too little of the processor. */
static void rest(const struct long_reads *reads, int64_t ran_us)
{
    const struct long_reads_options *options = &reads->options;
    const int64_t us = ran_us < REST_MAX_US ? ran_us : REST_MAX_US;
    if (options->others_wait && options->others_wait(options->context))
        nanosleep(&(struct timespec){.tv_sec = us / US_PER_SECOND, .tv_nsec = us % US_PER_SECOND * 1000}, NULL);
}

/* A thread's own priority: to the system each is a process of its own in this. */
static void *run_reads(void *argument)
{
    struct long_reads *reads = argument;
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + NICE);
    for (struct long_read *read; (read = take(reads));) {
        const int64_t began_us = monotonic_us();
        read->run(read);
        release_place(reads);
        rest(reads, monotonic_us() - began_us);
    }
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
    reads->last = &reads->first;
    pthread_mutex_init(&reads->mutex, NULL);
    pthread_cond_init(&reads->wake, NULL);
    while (reads->started < options->threads && !pthread_create(&threads[reads->started], NULL, run_reads, reads))
        reads->started++;
    if (reads->started < options->threads) {
        long_reads_end(reads);
        long_reads_free(reads);
        return FAULT_MEMORY;
    }
    *ret = reads;
    return NOTHING_WRONG;
}

enum fault long_reads_reserve(struct long_reads *reads)
{
    enum fault fault = NOTHING_WRONG;
    pthread_mutex_lock(&reads->mutex);
    if (reads->stopping)
        fault = FAULT_STOPPING;
    else if (reads->reserved >= reads->options.queue_max)
        fault = FAULT_BUSY;
    else
        metrics_long_reads(reads->options.metrics, ++reads->reserved);
    pthread_mutex_unlock(&reads->mutex);
    return fault;
}

void long_reads_submit(struct long_reads *reads, struct long_read *read)
{
    read->next = NULL;
    pthread_mutex_lock(&reads->mutex);
    *reads->last = read;
    reads->last = &read->next;
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
