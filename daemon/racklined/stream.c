#include "racklined/stream.h"

#include "base/monotonic.h"
#include "racklined/in_flight.h"
#include "racklined/long_reads.h"
#include "racklined/metrics.h"
#include "racklined/readers.h"
#include "racklined/spans.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    STRETCH = IN_FLIGHT_SMALL, /* bytes that are read in one transaction, unless a single entry is larger */
    NEAR_ENTRIES = 3200,       /* from the head, within which live feeds share what is kept: some 300 bytes each */
    KEEPER_TICK_MS = 1000,     /* between looks at the clock */
    PACE_US = 10000,           /* between two wake-ups: a hundred a second are live enough for people */
};

struct streams {
    struct streams_options options;
    struct spans *spans;
    _Atomic uint64_t commits;
    _Atomic int64_t head; /* of the journal, as it was last read here */
    atomic_size_t live;
    int wake; /* eventfd: the journal grew, or the end */
    pthread_t keeper;
    pthread_mutex_t mutex; /* over what follows, and over what a stream says it is over */
    struct stream *first;
    atomic_bool stopping; /* set under the mutex */
};

struct stream {
    struct streams *streams;
    struct exchange *exchange;
    enum feed_form form;
    int64_t after;     /* the last position that was read */
    int64_t left;      /* entries of a finite feed that are still to be sent */
    struct span *span; /* that is sent, of a live feed; NULL: it is what is pending */
    struct buffer pending;
    struct share share; /* of what is in flight, for what is pending */
    size_t sent;        /* of either */
    int64_t sent_us;
    bool ended;  /* nothing more is read: what is being sent is the last */
    bool behind; /* there may be much to read before it is at the head */
    bool failed; /* to read on */
    struct long_read read;

    /* under the streams' mutex */
    bool waiting; /* suspended */
    bool gone;    /* the client left */
    struct stream *next, *previous;
};

/* What is to be sent. */
static const struct buffer *told(const struct stream *stream)
{
    return stream->span ? &stream->span->text : &stream->pending;
}

/* Reads what comes behind what was read; *ret_after is the position of the last of it. FAULT_BUSY: it is large, and
 * there is no room for it. */
static enum fault read_on(struct stream *stream, struct buffer *text, struct share *share, int64_t *ret_after)
{
    struct readers *readers = stream->streams->options.readers;
    struct session *session;
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return fault;
    int64_t head;
    fault = session_read_begin(session, &head);
    if (!fault) {
        atomic_store(&stream->streams->head, head);
        const int64_t limit = stream->form == FEED_LINES ? stream->left : INT64_MAX;
        fault = feed_read(session, stream->after, limit, STRETCH, stream->form, text, ret_after);
        session_read_end(session);
    }
    readers_give(readers, session, fault);
    if (!fault && !in_flight_hold(stream->streams->options.in_flight, share, (int64_t)text->size))
        fault = FAULT_BUSY;
    if (fault)
        buffer_free(text);
    return fault;
}

/* What another live feed was told from there, or else what the others will be. */
static enum fault take_span(struct stream *stream)
{
    struct spans *spans = stream->streams->spans;
    struct span *span = spans_find(spans, stream->after);
    if (!span) {
        span = span_new(stream->after);
        enum fault fault = span ? read_on(stream, &span->text, &span->share, &span->last) : FAULT_MEMORY;
        if (fault || span->last == span->after) {
            spans_release(spans, span);
            return fault;
        }
        spans_keep(spans, span);
    }
    stream->span = span;
    stream->after = span->last;
    return NOTHING_WRONG;
}

/* A live feed that is near the head is told what the others are: the most of it is read already, and soon it keeps up.
 */
static bool is_behind(const struct stream *stream)
{
    return stream->form == FEED_LINES || atomic_load(&stream->streams->head) - stream->after > NEAR_ENTRIES;
}

/* Of what was sent, or will not be. */
static void let_go(struct stream *stream)
{
    buffer_free(&stream->pending);
    in_flight_release(stream->streams->options.in_flight, &stream->share);
    spans_release(stream->streams->spans, stream->span);
    stream->span = NULL;
    stream->sent = 0;
}

static enum fault advance(struct stream *stream)
{
    int64_t before = stream->after;
    enum fault fault = stream->form == FEED_LINES ? read_on(stream, &stream->pending, &stream->share, &stream->after)
                                                  : take_span(stream);
    if (fault)
        return fault;
    stream->behind = is_behind(stream);
    if (stream->form == FEED_LINES) {
        stream->left -= stream->after - before;
        stream->ended = stream->after == before || stream->left <= 0;
    } else if (stream->after == before && monotonic_us() - stream->sent_us >= stream->streams->options.heartbeat_us)
        buffer_text(&stream->pending, STREAM_HEARTBEAT);
    return NOTHING_WRONG;
}

static void read_behind(struct long_read *read)
{
    struct stream *stream = read->owner;
    stream->failed = advance(stream);
    stream->streams->options.resume(stream->exchange);
}

/* Before all is told. A finite one must not seem whole; whoever follows a live one comes again. */
static ssize_t break_off(const struct stream *stream)
{
    return stream_is_live(stream) ? STREAM_END : STREAM_FAILED;
}

/* Suspends a feed until a reading thread has read on for it. */
static ssize_t await_reading(struct stream *stream)
{
    const struct streams_options *options = &stream->streams->options;
    if ((stream_is_live(stream) && atomic_load(&stream->streams->stopping)) ||
        long_reads_reserve(options->reads, LONG_STRETCH))
        return break_off(stream);
    stream->read = (struct long_read){.kind = LONG_STRETCH, .run = read_behind, .owner = stream};
    options->suspend(stream->exchange);
    long_reads_submit(options->reads, &stream->read);
    return 0;
}

/* Suspends a live feed until the journal passes what `commits` had seen. False when it has already, and at the end. */
static bool await_more(struct stream *stream, uint64_t commits)
{
    struct streams *streams = stream->streams;
    pthread_mutex_lock(&streams->mutex);
    stream->ended = atomic_load(&streams->stopping) || stream->gone;
    bool waits = !stream->ended && atomic_load(&streams->commits) == commits;
    if (waits) {
        /* Suspended before the keeper can see that it waits: it must never resume one that still runs. */
        streams->options.suspend(stream->exchange);
        stream->waiting = true;
    }
    pthread_mutex_unlock(&streams->mutex);
    return waits;
}

ssize_t stream_read(struct stream *stream, char *bytes, size_t room)
{
    if (!stream->streams->options.may_go_on(stream->exchange))
        return break_off(stream);
    while (stream->sent == told(stream)->size) {
        if (stream->ended)
            return STREAM_END;
        if (stream->failed)
            return break_off(stream);
        let_go(stream);
        if (stream->behind)
            return await_reading(stream);
        uint64_t commits = atomic_load(&stream->streams->commits);
        if (advance(stream))
            return break_off(stream);
        if (!told(stream)->size && !stream->ended && await_more(stream, commits))
            return 0;
    }
    size_t size = told(stream)->size - stream->sent;
    size = size < room ? size : room;
    memcpy(bytes, told(stream)->bytes + stream->sent, size);
    stream->sent += size;
    stream->sent_us = monotonic_us();
    return (ssize_t)size;
}

/* ---- the keeper ---- */

static bool hung_up(int descriptor)
{
    struct pollfd client = {.fd = descriptor, .events = POLLRDHUP};
    return poll(&client, 1, 0) > 0;
}

/* Resumes what has a reason to go on: all of them when the journal grew. Under the mutex. */
static void resume_due(struct streams *streams, bool all)
{
    int64_t silent_us = monotonic_us() - streams->options.heartbeat_us;
    for (struct stream *stream = streams->first; stream; stream = stream->next) {
        if (!stream->waiting)
            continue;
        /* A suspended connection is not closed by anyone, so its descriptor is its own. One that is resumed anyway
         * learns from sending whether the client is there. */
        stream->gone = !all && hung_up(streams->options.descriptor(stream->exchange));
        if (all || stream->gone || atomic_load(&streams->stopping) || stream->sent_us <= silent_us) {
            stream->waiting = false;
            streams->options.resume(stream->exchange);
        }
    }
}

static void *keep(void *argument)
{
    struct streams *streams = argument;
    struct pollfd wake = {.fd = streams->wake, .events = POLLIN};
    for (bool stopping = false; !stopping;) {
        uint64_t count;
        bool woken = poll(&wake, 1, KEEPER_TICK_MS) > 0 && read(streams->wake, &count, sizeof count) > 0;
        pthread_mutex_lock(&streams->mutex);
        resume_due(streams, woken);
        stopping = atomic_load(&streams->stopping);
        pthread_mutex_unlock(&streams->mutex);
        if (woken && !stopping)
            usleep(PACE_US);
    }
    return NULL;
}

static void wake_keeper(struct streams *streams)
{
    uint64_t one = 1;
    while (write(streams->wake, &one, sizeof one) < 0 && errno == EINTR)
        ;
}

enum fault streams_start(const struct streams_options *options, struct streams **ret)
{
    struct streams *streams = calloc(1, sizeof *streams);
    if (!streams)
        return FAULT_MEMORY;
    streams->options = *options;
    streams->spans = spans_new(options->in_flight);
    streams->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&streams->mutex, NULL);
    if (!streams->spans || streams->wake < 0 || pthread_create(&streams->keeper, NULL, keep, streams)) {
        if (streams->wake >= 0)
            close(streams->wake);
        pthread_mutex_destroy(&streams->mutex);
        spans_free(streams->spans);
        free(streams);
        return FAULT_MEMORY;
    }
    *ret = streams;
    return NOTHING_WRONG;
}

void streams_wake(struct streams *streams)
{
    /* A feed that opens meanwhile counts itself before it looks at `commits`, so one of the two sees the other. */
    atomic_fetch_add(&streams->commits, 1);
    if (atomic_load(&streams->live))
        wake_keeper(streams);
}

void streams_set_max(struct streams *streams, size_t live_max)
{
    pthread_mutex_lock(&streams->mutex);
    streams->options.live_max = live_max;
    pthread_mutex_unlock(&streams->mutex);
}

void streams_end(struct streams *streams)
{
    pthread_mutex_lock(&streams->mutex);
    atomic_store(&streams->stopping, true);
    pthread_mutex_unlock(&streams->mutex);
    wake_keeper(streams);
    pthread_join(streams->keeper, NULL);
}

void streams_free(struct streams *streams)
{
    if (!streams)
        return;
    close(streams->wake);
    pthread_mutex_destroy(&streams->mutex);
    spans_free(streams->spans);
    free(streams);
}

/* ---- one feed ---- */

enum fault stream_open(struct streams *streams, struct exchange *exchange, enum feed_form form,
                       const struct stream_range *range, struct stream **ret)
{
    const int64_t there = range->head - range->after;
    struct stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        return FAULT_MEMORY;
    *stream = (struct stream){
        .streams = streams,
        .exchange = exchange,
        .form = form,
        .after = range->after,
        .left = range->limit == ABSENT_INTEGER || range->limit > there ? there : range->limit,
        .sent_us = monotonic_us(),
        .ended = form == FEED_LINES && !there,
        .behind = form == FEED_LINES || there > NEAR_ENTRIES,
    };
    enum fault fault = NOTHING_WRONG;
    pthread_mutex_lock(&streams->mutex);
    if (atomic_load(&streams->stopping))
        fault = FAULT_STOPPING;
    else if (form == FEED_STREAM && atomic_load(&streams->live) >= streams->options.live_max)
        fault = FAULT_BUSY;
    if (!fault && form == FEED_STREAM) {
        atomic_fetch_add(&streams->live, 1);
        stream->next = streams->first;
        if (streams->first)
            streams->first->previous = stream;
        streams->first = stream;
    }
    pthread_mutex_unlock(&streams->mutex);
    if (fault) {
        free(stream);
        return fault;
    }
    if (form == FEED_STREAM) {
        buffer_text(&stream->pending, "retry: 2000\n\n");
        metrics_streams(streams->options.metrics, 1);
    }
    *ret = stream;
    return NOTHING_WRONG;
}

void stream_free(struct stream *stream)
{
    if (!stream)
        return;
    struct streams *streams = stream->streams;
    if (stream->form == FEED_STREAM) {
        pthread_mutex_lock(&streams->mutex);
        if (stream->next)
            stream->next->previous = stream->previous;
        if (stream->previous)
            stream->previous->next = stream->next;
        else
            streams->first = stream->next;
        atomic_fetch_sub(&streams->live, 1);
        pthread_mutex_unlock(&streams->mutex);
        metrics_streams(streams->options.metrics, -1);
    }
    let_go(stream);
    free(stream);
}

bool stream_is_live(const struct stream *stream)
{
    return stream->form == FEED_STREAM;
}
