#include "racklined/copying.h"

#include "racklined/writer.h"

#include "store/db_copy.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    PAGES_A_STEP = 64,      /* a quarter of a millisecond or so, between two batches */
    PAGES_A_STRETCH = 4096, /* between two syncs */
};

enum copying_state {
    NOTHING_WANTED, /* or a stretch is over, and synced before the next one */
    STRETCH_WANTED,
    END_WANTED, /* whole or not */
};

struct copying {
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t moved;  /* the state is NOTHING_WANTED again */
    enum copying_state state;
    bool ended; /* for good */
    int descriptor;
    struct reasons *reasons; /* of who waits */
    struct db_copied copied;
    enum fault fault;

    /* the writer's thread's */
    struct db_copy *copy;
    int64_t stretch_ends; /* pages */
};

struct copying *copying_new(void)
{
    struct copying *copying = calloc(1, sizeof *copying);
    if (!copying)
        return NULL;
    pthread_mutex_init(&copying->mutex, NULL);
    pthread_cond_init(&copying->moved, NULL);
    return copying;
}

void copying_free(struct copying *copying)
{
    if (!copying)
        return;
    pthread_cond_destroy(&copying->moved);
    pthread_mutex_destroy(&copying->mutex);
    free(copying);
}

/* ---- on the writer's thread ---- */

/* Under the mutex: who waits reads nothing of this meanwhile. */
static void copy_pages(struct copying *copying, struct session *session)
{
    enum fault fault = NOTHING_WRONG;
    if (!copying->copy)
        fault = db_copy_begin(store_db(session->store), copying->descriptor, &copying->copy, copying->reasons);
    if (!fault)
        fault = db_copy_step(copying->copy, PAGES_A_STEP, &copying->copied, copying->reasons);
    copying->fault = fault;
    if (fault || copying->copied.whole || copying->copied.pages >= copying->stretch_ends)
        copying->state = NOTHING_WANTED;
}

bool copying_step(struct copying *copying, struct session *session)
{
    pthread_mutex_lock(&copying->mutex);
    const bool wanted = copying->state != NOTHING_WANTED;
    if (copying->state == STRETCH_WANTED)
        copy_pages(copying, session);
    if (copying->state == END_WANTED || copying->fault || copying->copied.whole) {
        db_copy_end(copying->copy);
        copying->copy = NULL;
        copying->state = NOTHING_WANTED;
    }
    const bool more = copying->state != NOTHING_WANTED;
    pthread_mutex_unlock(&copying->mutex);
    if (wanted && !more)
        pthread_cond_signal(&copying->moved);
    return more;
}

/* ---- on the thread that waits ---- */

/* Has the writer's thread do something, and waits until it has. */
static void have_done(struct copying *copying, struct writer *writer, enum copying_state what)
{
    copying->state = what;
    copying->stretch_ends = copying->copied.pages + PAGES_A_STRETCH;
    pthread_mutex_unlock(&copying->mutex);
    writer_wake(writer);
    pthread_mutex_lock(&copying->mutex);
    while (copying->state != NOTHING_WANTED)
        pthread_cond_wait(&copying->moved, &copying->mutex);
}

static enum fault sync_copy(int descriptor, struct reasons *reasons)
{
    if (!fdatasync(descriptor))
        return NOTHING_WRONG;
    const int error = errno;
    reason_add(reasons, "copy-failed", NULL, "the copy could not be written to disk: %s", strerror(error));
    return error == ENOSPC || error == EDQUOT ? FAULT_FULL : FAULT_IO;
}

/* One stretch, synced and told. Under the mutex, which is let go meanwhile. */
static enum fault copy_stretch(struct copying *copying, struct writer *writer, const struct progress *progress,
                               struct reasons *reasons)
{
    if (copying->ended)
        return FAULT_STOPPING;
    have_done(copying, writer, STRETCH_WANTED);
    enum fault fault = copying->fault;
    const struct db_copied copied = copying->copied;
    pthread_mutex_unlock(&copying->mutex);
    if (!fault)
        fault = sync_copy(copying->descriptor, reasons);
    if (!fault && !progress_tell(progress, "copying", "bytes", copied.pages * copied.page_size,
                                 copied.pages_total * copied.page_size))
        fault = FAULT_STOPPING;
    pthread_mutex_lock(&copying->mutex);
    return fault;
}

enum fault copying_run(struct copying *copying, struct writer *writer, int descriptor, const struct progress *progress,
                       struct reasons *reasons)
{
    enum fault fault = NOTHING_WRONG;
    pthread_mutex_lock(&copying->mutex);
    copying->descriptor = descriptor;
    copying->reasons = reasons;
    copying->copied = (struct db_copied){.whole = false};
    while (!fault && !copying->copied.whole)
        fault = copy_stretch(copying, writer, progress, reasons);
    if (fault)
        have_done(copying, writer, END_WANTED);
    copying->fault = NOTHING_WRONG;
    pthread_mutex_unlock(&copying->mutex);
    return fault;
}

void copying_end(struct copying *copying)
{
    pthread_mutex_lock(&copying->mutex);
    copying->ended = true;
    pthread_mutex_unlock(&copying->mutex);
}
