#include "racklined/readers.h"

#include <pthread.h>
#include <stdlib.h>

/* As many as there may be HTTP threads, and one for the health of the rest. */
enum { IDLE_MAX = 65 };

struct readers {
    const char *path;
    const struct plant_clock *clock;
    pthread_mutex_t mutex;
    struct session *idle[IDLE_MAX];
    size_t count;
};

struct readers *readers_new(const char *path, const struct plant_clock *clock)
{
    struct readers *readers = calloc(1, sizeof *readers);
    if (!readers)
        return NULL;
    readers->path = path;
    readers->clock = clock;
    pthread_mutex_init(&readers->mutex, NULL);
    return readers;
}

void readers_free(struct readers *readers)
{
    if (!readers)
        return;
    for (size_t i = 0; i < readers->count; i++)
        session_close(readers->idle[i]);
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

enum fault readers_take(struct readers *readers, struct session **ret)
{
    struct session *session = NULL;
    pthread_mutex_lock(&readers->mutex);
    if (readers->count)
        session = readers->idle[--readers->count];
    pthread_mutex_unlock(&readers->mutex);
    enum fault fault = session ? NOTHING_WRONG : open_reader(readers->path, &session);
    if (fault)
        return fault;
    session->now_us = plant_clock_now(readers->clock);
    *ret = session;
    return NOTHING_WRONG;
}

void readers_give(struct readers *readers, struct session *session, enum fault last)
{
    bool broken = last == FAULT_IO || last == FAULT_CORRUPT;
    pthread_mutex_lock(&readers->mutex);
    if (!broken && readers->count < IDLE_MAX) {
        readers->idle[readers->count++] = session;
        session = NULL;
    }
    pthread_mutex_unlock(&readers->mutex);
    session_close(session);
}
