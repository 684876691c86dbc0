#include "racklined/syncing.h"

#include "service/session.h"

#include <pthread.h>
#include <stdlib.h>

struct syncing {
    struct db *db;
    pthread_t thread;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t wake;
    bool asked, ending;
};

static void ask(void *context)
{
    struct syncing *syncing = context;
    pthread_mutex_lock(&syncing->mutex);
    syncing->asked = true;
    pthread_mutex_unlock(&syncing->mutex);
    pthread_cond_signal(&syncing->wake);
}

/* Waits until somebody asks; false: it is to end. */
static bool await(struct syncing *syncing)
{
    pthread_mutex_lock(&syncing->mutex);
    while (!syncing->asked && !syncing->ending)
        pthread_cond_wait(&syncing->wake, &syncing->mutex);
    const bool asked = syncing->asked;
    syncing->asked = false;
    pthread_mutex_unlock(&syncing->mutex);
    return asked;
}

static void *sync_file(void *argument)
{
    struct syncing *syncing = argument;
    while (await(syncing))
        db_sync(syncing->db);
    return NULL;
}

enum fault syncing_start(struct session *session, struct syncing **ret, struct reasons *reasons)
{
    struct syncing *syncing = calloc(1, sizeof *syncing);
    if (!syncing)
        return FAULT_MEMORY;
    syncing->db = store_db(session->store);
    pthread_mutex_init(&syncing->mutex, NULL);
    pthread_cond_init(&syncing->wake, NULL);
    enum fault fault = db_defer_syncs(syncing->db, ask, syncing, reasons);
    if (!fault && pthread_create(&syncing->thread, NULL, sync_file, syncing))
        fault = FAULT_MEMORY;
    if (fault)
        free(syncing);
    else
        *ret = syncing;
    return fault;
}

void syncing_free(struct syncing *syncing)
{
    if (!syncing)
        return;
    pthread_mutex_lock(&syncing->mutex);
    syncing->ending = true;
    pthread_mutex_unlock(&syncing->mutex);
    pthread_cond_signal(&syncing->wake);
    pthread_join(syncing->thread, NULL);
    pthread_cond_destroy(&syncing->wake);
    pthread_mutex_destroy(&syncing->mutex);
    free(syncing);
}
