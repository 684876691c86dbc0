#include "racklined/writer.h"

#include "base/monotonic.h"
#include "base/time.h"
#include "racklined/gathering.h"
#include "racklined/metrics.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct writer {
    struct writer_options options;
    int64_t touched_us; /* monotonic: when the time was last noted without a batch; the thread's, as the next three */
    struct gathering gathering;
    int64_t answered_us; /* monotonic: when the last batch had its answers */
    size_t hoped; /* commands that may soon be there again: those that were answered then, or were on their way */
    pthread_t thread;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t wake;
    struct job *first, **last; /* the queue */
    size_t queued;             /* in it */
    size_t awaited;            /* of them, for which the thread waits; 0: for the first */
    size_t reserved;           /* places that were given out and not yet run, the queued jobs' included */
    bool woken;                /* for what is done between batches */
    bool stopping;
    bool failed;
    bool full; /* what was to be written last found no room */
};

/* After these the whole batch is lost, whichever command met them. */
static bool loses_batch(enum fault fault)
{
    return fault == FAULT_IO || fault == FAULT_CORRUPT || fault == FAULT_MOVED || fault == FAULT_FULL;
}

static bool is_fatal(enum fault fault)
{
    return fault == FAULT_IO || fault == FAULT_CORRUPT || fault == FAULT_MOVED;
}

/* Runs one command between a mark and what becomes of it. A fault is the batch's, not the command's. */
static enum fault run_job(struct session *session, struct job *job)
{
    enum fault fault = session_mark(session);
    if (fault)
        return fault;
    job->fault = job->command(session, job->request, &job->answer);
    if (!job->fault && job->answer.body.failed)
        job->fault = FAULT_MEMORY;
    if (!job->fault)
        return session_keep(session);
    session_undo(session);
    return loses_batch(job->fault) ? job->fault : NOTHING_WRONG;
}

static enum fault commit_batch(struct writer *writer)
{
    int64_t before_us = monotonic_us();
    enum fault fault = session_commit(writer->options.session);
    int64_t sync_us = monotonic_us() - before_us;
    metrics_commit(writer->options.metrics, sync_us);
    gathering_note_sync(&writer->gathering, sync_us);
    return fault;
}

/* Runs a batch in the transaction that has begun, until it is committed or rolled back. */
static enum fault run_jobs(struct writer *writer, struct job *batch)
{
    struct session *session = writer->options.session;
    enum fault fault = NOTHING_WRONG;
    for (struct job *job = batch; job && !fault && !session_is_spoiled(session); job = job->next)
        fault = run_job(session, job);
    if (!fault && !session_is_spoiled(session))
        fault = commit_batch(writer);
    if (fault || session_is_spoiled(session))
        session_rollback(session); /* or the next batch would find this one's transaction */
    return fault;
}

/* What the commands of a batch have left is forgotten: they are run again. */
static void forget_answers(struct job *batch)
{
    for (struct job *job = batch; job; job = job->next) {
        buffer_free(&job->answer.body);
        job->answer.repeated = false;
        job->answer.version = ABSENT_INTEGER;
        job->request->reasons.count = job->request->reasons.found = 0;
        job->fault = NOTHING_WRONG;
    }
}

/* Nearly always every command that fails does so before it writes, and nothing need be undone. */
static enum fault run_batch(struct writer *writer, struct job *batch)
{
    struct session *session = writer->options.session;
    plant_clock_tell(writer->options.clock, session);
    enum fault fault = session_begin_hopeful(session);
    if (!fault)
        fault = run_jobs(writer, batch);
    if (fault || !session_is_spoiled(session))
        return fault;
    forget_answers(batch);
    fault = session_begin(session);
    return fault ? fault : run_jobs(writer, batch);
}

/* Lets every command of a batch answer; with a fault of the batch, nobody is told of a success. */
static void answer_batch(struct job *batch, enum fault fault)
{
    while (batch) {
        struct job *job = batch;
        batch = job->next; /* the job may be gone once it is done */
        if (fault) {
            job->fault = fault;
            job->batch_lost = true;
            job->request->reasons.count = job->request->reasons.found = 0;
            if (fault == FAULT_FULL)
                reason_add(&job->request->reasons, "storage-full", NULL,
                           "The disk of the database has no room. Nothing of this was entered; send it again later.");
        }
        if (job->fault)
            buffer_free(&job->answer.body);
        job->done(job);
    }
}

static void give_up(struct writer *writer, enum fault fault)
{
    log_line(writer->options.log, LOG_LEVEL_ERROR, "the database failed; ending", "fault=%s", fault_row(fault)->code);
    pthread_mutex_lock(&writer->mutex);
    writer->failed = true;
    pthread_mutex_unlock(&writer->mutex);
    writer->options.failed(writer->options.context);
}

static size_t count_under_way(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    size_t count = writer->reserved;
    pthread_mutex_unlock(&writer->mutex);
    return count;
}

/* Said once when it is full, and once when there is room: stations may ask again some hundred times a second. */
static void note_room(struct writer *writer, enum fault fault)
{
    const bool full = fault == FAULT_FULL;
    pthread_mutex_lock(&writer->mutex);
    const bool was_full = writer->full;
    writer->full = full;
    pthread_mutex_unlock(&writer->mutex);
    if (full && !was_full)
        log_line(writer->options.log, LOG_LEVEL_ERROR, "the disk is full", "nothing is entered until there is room");
    else if (was_full && !fault)
        log_line(writer->options.log, LOG_LEVEL_INFO, "the disk has room again", "what is posted is entered");
}

static void do_batch(struct writer *writer, struct job *batch, size_t size)
{
    if (writer->failed) {
        answer_batch(batch, FAULT_STOPPING);
        return;
    }
    enum fault fault = run_batch(writer, batch);
    note_room(writer, fault);
    metrics_batch(writer->options.metrics, size);
    if (is_fatal(fault))
        give_up(writer, fault);
    else if (fault && fault != FAULT_FULL)
        log_line(writer->options.log, LOG_LEVEL_ERROR, "a batch was not committed", "fault=%s commands=%zu",
                 fault_row(fault)->code, size);
    else
        writer->options.committed(writer->options.context);
    writer->hoped = count_under_way(writer);
    answer_batch(batch, fault);
    writer->answered_us = monotonic_us();
}

/* A plant's clock goes on through a stop: for that, the database knows when it last ran. In training, where seconds are
 * hours, that is noted each second; in production, where only a start of the machine makes a difference, each minute.
 * And a disk that was full is tried again, so that the daemon is ready as soon as there is room. */
static bool touch_is_due(const struct writer *writer)
{
    bool training = writer->options.session->site.kind == SITE_TRAINING;
    return training || writer->full || monotonic_us() - writer->touched_us >= US_PER_MINUTE;
}

static void touch(struct writer *writer)
{
    writer->touched_us = monotonic_us();
    struct session *session = writer->options.session;
    plant_clock_tell(writer->options.clock, session);
    enum fault fault = session_touch(session);
    note_room(writer, fault);
    if (is_fatal(fault))
        give_up(writer, fault);
}

static struct timespec moment_of(int64_t us)
{
    return (struct timespec){.tv_sec = us / US_PER_SECOND, .tv_nsec = us % US_PER_SECOND * 1000};
}

/* Under the mutex: waits for those who were answered last, where that is worth it. */
static void gather(struct writer *writer)
{
    const size_t before = writer->queued, most = writer->options.batch_max;
    const size_t hoped = writer->hoped < most ? writer->hoped : most;
    if (before >= hoped || writer->stopping)
        return;
    const int64_t end_us = writer->answered_us + gathering_wait_us(&writer->gathering);
    if (end_us <= monotonic_us())
        return;
    const struct timespec until = moment_of(end_us);
    writer->awaited = hoped;
    while (writer->queued < hoped && !writer->stopping)
        if (pthread_cond_timedwait(&writer->wake, &writer->mutex, &until))
            break;
    writer->awaited = 0;
    gathering_note_wait(&writer->gathering, before, writer->queued, hoped);
}

/* Under the mutex: takes a batch off the queue. Whoever posts two commands at once, on two connections, asks for no
 * order of them. */
static struct job *take_batch(struct writer *writer, size_t *ret_size)
{
    struct job *batch = NULL, **end = &batch, **at = &writer->first;
    bool has_long = false;
    size_t size = 0;
    while (*at && size < writer->options.batch_max) {
        struct job *job = *at;
        if (job->is_long && has_long) {
            at = &job->next;
            continue;
        }
        has_long |= job->is_long;
        *at = job->next;
        *end = job;
        end = &job->next;
        size++;
    }
    if (!*at)
        writer->last = at;
    *end = NULL;
    writer->queued -= size;
    *ret_size = size;
    return batch;
}

/* Waits for jobs and takes at most a batch of them off the queue. NULL when a second passed without one, or no time at
 * all for one who is busy otherwise, and at the end: *ret_ended says which. */
static struct job *take(struct writer *writer, bool busy, size_t *ret_size, bool *ret_ended)
{
    const struct timespec until = moment_of(monotonic_us() + US_PER_SECOND);
    pthread_mutex_lock(&writer->mutex);
    int waited = 0;
    while (!writer->first && !waited && !busy && !writer->woken && !(writer->stopping && !writer->reserved))
        waited = pthread_cond_timedwait(&writer->wake, &writer->mutex, &until);
    if (writer->first && !busy)
        gather(writer);
    writer->woken = false;
    struct job *batch = take_batch(writer, ret_size);
    *ret_ended = !batch && writer->stopping && !writer->reserved;
    pthread_mutex_unlock(&writer->mutex);
    return batch;
}

static void release_places(struct writer *writer, size_t count)
{
    pthread_mutex_lock(&writer->mutex);
    writer->reserved -= count;
    metrics_queue(writer->options.metrics, writer->reserved);
    pthread_mutex_unlock(&writer->mutex);
}

static void *write_batches(void *argument)
{
    struct writer *writer = argument;
    for (;;) {
        size_t size;
        bool ended, busy = writer->options.between(writer->options.context);
        struct job *batch = take(writer, busy, &size, &ended);
        if (ended) {
            if (!writer->failed)
                touch(writer);
            return NULL;
        }
        if (batch)
            do_batch(writer, batch, size);
        else if (!busy && !writer->failed && touch_is_due(writer))
            touch(writer);
        release_places(writer, size);
    }
}

enum fault writer_start(const struct writer_options *options, struct writer **ret)
{
    struct writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        return FAULT_MEMORY;
    writer->options = *options;
    writer->touched_us = monotonic_us();
    writer->last = &writer->first;
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&writer->thread, NULL, write_batches, writer)) {
        writer_free(writer);
        return FAULT_MEMORY;
    }
    *ret = writer;
    return NOTHING_WRONG;
}

enum fault writer_reserve(struct writer *writer)
{
    enum fault fault = NOTHING_WRONG;
    pthread_mutex_lock(&writer->mutex);
    if (writer->stopping || writer->failed)
        fault = FAULT_STOPPING;
    else if (writer->reserved >= writer->options.queue_max)
        fault = FAULT_BUSY;
    else
        metrics_queue(writer->options.metrics, ++writer->reserved);
    pthread_mutex_unlock(&writer->mutex);
    return fault;
}

void writer_submit(struct writer *writer, struct job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&writer->mutex);
    *writer->last = job;
    writer->last = &job->next;
    bool awaited = ++writer->queued == 1 || writer->queued == writer->awaited;
    pthread_mutex_unlock(&writer->mutex);
    if (awaited)
        pthread_cond_signal(&writer->wake);
}

void writer_set_max(struct writer *writer, size_t queue_max, size_t batch_max)
{
    pthread_mutex_lock(&writer->mutex);
    writer->options.queue_max = queue_max;
    writer->options.batch_max = batch_max;
    pthread_mutex_unlock(&writer->mutex);
}

void writer_wake(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    writer->woken = true;
    pthread_mutex_unlock(&writer->mutex);
    pthread_cond_signal(&writer->wake);
}

bool writer_is_at_work(struct writer *writer)
{
    return count_under_way(writer);
}

bool writer_runs(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    bool runs = !writer->stopping && !writer->failed;
    pthread_mutex_unlock(&writer->mutex);
    return runs;
}

bool writer_has_room(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    bool room = !writer->full;
    pthread_mutex_unlock(&writer->mutex);
    return room;
}

void writer_end(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    writer->stopping = true;
    pthread_mutex_unlock(&writer->mutex);
    pthread_cond_signal(&writer->wake);
    pthread_join(writer->thread, NULL);
}

void writer_free(struct writer *writer)
{
    if (!writer)
        return;
    pthread_cond_destroy(&writer->wake);
    pthread_mutex_destroy(&writer->mutex);
    free(writer);
}
