#include "racklined/spans.h"

#include <pthread.h>
#include <stdlib.h>

struct spans {
    struct in_flight *in_flight;
    pthread_mutex_t mutex; /* over what follows, and over the spans' holders */
    struct span *kept[SPANS_KEPT];
    size_t next; /* to be replaced */
};

struct span *span_new(int64_t after)
{
    struct span *span = calloc(1, sizeof *span);
    if (!span)
        return NULL;
    span->after = span->last = after;
    span->holders = 1;
    return span;
}

struct spans *spans_new(struct in_flight *in_flight)
{
    struct spans *spans = calloc(1, sizeof *spans);
    if (!spans)
        return NULL;
    spans->in_flight = in_flight;
    pthread_mutex_init(&spans->mutex, NULL);
    return spans;
}

/* Keeps it no more. Under the mutex. */
static bool forget(struct spans *spans, const struct span *span)
{
    for (size_t i = 0; i < SPANS_KEPT; i++)
        if (spans->kept[i] == span) {
            spans->kept[i] = NULL;
            return true;
        }
    return false;
}

void spans_release(struct spans *spans, struct span *span)
{
    if (!span)
        return;
    pthread_mutex_lock(&spans->mutex);
    span->holders--;
    if (span->holders == 1 && span->share.bytes && forget(spans, span))
        span->holders--;
    const bool over = !span->holders;
    pthread_mutex_unlock(&spans->mutex);
    if (!over)
        return;
    in_flight_release(spans->in_flight, &span->share);
    buffer_free(&span->text);
    free(span);
}

void spans_free(struct spans *spans)
{
    if (!spans)
        return;
    for (size_t i = 0; i < SPANS_KEPT; i++)
        spans_release(spans, spans->kept[i]);
    pthread_mutex_destroy(&spans->mutex);
    free(spans);
}

struct span *spans_find(struct spans *spans, int64_t after)
{
    struct span *found = NULL;
    pthread_mutex_lock(&spans->mutex);
    for (size_t i = 0; i < SPANS_KEPT && !found; i++)
        if (spans->kept[i] && spans->kept[i]->after == after)
            found = spans->kept[i];
    if (found)
        found->holders++;
    pthread_mutex_unlock(&spans->mutex);
    return found;
}

void spans_keep(struct spans *spans, struct span *span)
{
    pthread_mutex_lock(&spans->mutex);
    span->holders++;
    struct span *oldest = spans->kept[spans->next];
    spans->kept[spans->next] = span;
    spans->next = (spans->next + 1) % SPANS_KEPT;
    pthread_mutex_unlock(&spans->mutex);
    spans_release(spans, oldest);
}
