#include "racklined/spans.h"

#include <pthread.h>
#include <stdlib.h>

struct spans {
    pthread_mutex_t mutex;
    struct span *kept[SPANS_KEPT];
    size_t next; /* to be replaced */
};

struct span *span_new(int64_t after)
{
    struct span *span = calloc(1, sizeof *span);
    if (!span)
        return NULL;
    span->after = span->last = after;
    atomic_init(&span->holders, 1);
    return span;
}

void span_release(struct span *span)
{
    if (!span || atomic_fetch_sub(&span->holders, 1) > 1)
        return;
    buffer_free(&span->text);
    free(span);
}

struct spans *spans_new(void)
{
    struct spans *spans = calloc(1, sizeof *spans);
    if (spans)
        pthread_mutex_init(&spans->mutex, NULL);
    return spans;
}

void spans_free(struct spans *spans)
{
    if (!spans)
        return;
    for (size_t i = 0; i < SPANS_KEPT; i++)
        span_release(spans->kept[i]);
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
        atomic_fetch_add(&found->holders, 1);
    pthread_mutex_unlock(&spans->mutex);
    return found;
}

void spans_keep(struct spans *spans, struct span *span)
{
    atomic_fetch_add(&span->holders, 1);
    pthread_mutex_lock(&spans->mutex);
    struct span *oldest = spans->kept[spans->next];
    spans->kept[spans->next] = span;
    spans->next = (spans->next + 1) % SPANS_KEPT;
    pthread_mutex_unlock(&spans->mutex);
    span_release(oldest);
}
