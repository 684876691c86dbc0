#include "racklined/readers.h"

#include "base/monotonic.h"
#include "service/attempts.h"
#include "service/forecast_shelf.h"

#include <pthread.h>
#include <stdlib.h>

/* As many as there may be threads that serve connections and threads that read at length. */
enum { READERS_MAX = 128 };

struct readers {
    const char *path;
    const struct plant_clock *clock;
    int64_t use_max_us;
    struct forecast_shelf *forecasts;
    struct attempts *attempts;
    pthread_mutex_t mutex; /* over what follows */
    int64_t end_us;        /* past which nothing is read */
    struct session *idle[READERS_MAX];
    size_t idle_count;
    struct session *taken[READERS_MAX];
    size_t taken_count;
};

struct readers *readers_new(const char *path, const struct plant_clock *clock, int64_t use_max_us)
{
    struct readers *readers = calloc(1, sizeof *readers);
    struct forecast_shelf *forecasts = forecast_shelf_new();
    struct attempts *attempts = attempts_new();
    if (!readers || !forecasts || !attempts) {
        forecast_shelf_free(forecasts);
        attempts_free(attempts);
        free(readers);
        return NULL;
    }
    readers->forecasts = forecasts;
    readers->attempts = attempts;
    readers->path = path;
    readers->clock = clock;
    readers->use_max_us = use_max_us;
    readers->end_us = INT64_MAX;
    pthread_mutex_init(&readers->mutex, NULL);
    return readers;
}

void readers_free(struct readers *readers)
{
    if (!readers)
        return;
    for (size_t i = 0; i < readers->idle_count; i++)
        session_close(readers->idle[i]);
    forecast_shelf_free(readers->forecasts);
    attempts_free(readers->attempts);
    pthread_mutex_destroy(&readers->mutex);
    free(readers);
}

static enum fault open_reader(const char *path, struct session **ret)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    if (!arena)
        return FAULT_MEMORY;
    struct reasons reasons = {.arena = arena};
    enum fault fault = session_open_reader(path, ret, &reasons);
    /* The writer has it open: where it is missing or of another version now, somebody replaced the file. */
    return fault == FAULT_NOT_FOUND || fault == FAULT_NEWER ? FAULT_IO : fault;
}

/* Says until when a session may be used, and remembers it for readers_hurry. False when too many are in use. */
static bool note_taken(struct readers *readers, struct session *session)
{
    pthread_mutex_lock(&readers->mutex);
    const int64_t end_us = monotonic_us() + readers->use_max_us;
    bool room = readers->taken_count < READERS_MAX;
    if (room)
        readers->taken[readers->taken_count++] = session;
    session_limit(session, end_us < readers->end_us ? end_us : readers->end_us);
    pthread_mutex_unlock(&readers->mutex);
    return room;
}

static struct session *take_idle(struct readers *readers)
{
    pthread_mutex_lock(&readers->mutex);
    struct session *session = readers->idle_count ? readers->idle[--readers->idle_count] : NULL;
    pthread_mutex_unlock(&readers->mutex);
    return session;
}

enum fault readers_take(struct readers *readers, struct session **ret)
{
    struct session *session = take_idle(readers);
    enum fault fault = session ? NOTHING_WRONG : open_reader(readers->path, &session);
    if (fault)
        return fault;
    if (!note_taken(readers, session)) {
        session_close(session);
        return FAULT_BUSY;
    }
    session->forecasts = readers->forecasts;
    session->attempts = readers->attempts;
    session->now_us = plant_clock_now(readers->clock);
    *ret = session;
    return NOTHING_WRONG;
}

void readers_give(struct readers *readers, struct session *session, enum fault last)
{
    bool broken = last == FAULT_IO || last == FAULT_CORRUPT;
    pthread_mutex_lock(&readers->mutex);
    for (size_t i = 0; i < readers->taken_count; i++)
        if (readers->taken[i] == session)
            readers->taken[i] = readers->taken[--readers->taken_count];
    if (!broken && readers->idle_count < READERS_MAX) {
        readers->idle[readers->idle_count++] = session;
        session = NULL;
    }
    pthread_mutex_unlock(&readers->mutex);
    session_close(session);
}

void readers_set_use_max(struct readers *readers, int64_t use_max_us)
{
    pthread_mutex_lock(&readers->mutex);
    readers->use_max_us = use_max_us;
    pthread_mutex_unlock(&readers->mutex);
}

void readers_hurry(struct readers *readers, int64_t end_us)
{
    pthread_mutex_lock(&readers->mutex);
    readers->end_us = end_us;
    for (size_t i = 0; i < readers->taken_count; i++)
        session_limit(readers->taken[i], end_us);
    pthread_mutex_unlock(&readers->mutex);
}
