#include "racklined/front.h"

#include <limits.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct front {
    struct MHD_Daemon *library;
    pthread_t thread;
    pthread_mutex_t resuming; /* held while one is resumed: its front is there until it has been told */
    int wake;                 /* readable when there is something to be seen beside the sockets */
    atomic_bool woken;        /* it is, and need not be told again */
    atomic_bool ends;
};

struct fronts {
    bool quiesced;
    size_t count;
    struct front items[];
};

static _Thread_local struct front *here;

struct front *front_here(void)
{
    return here;
}

static void wake(struct front *front)
{
    if (!atomic_exchange(&front->woken, true))
        eventfd_write(front->wake, 1);
}

static void note_wake(struct front *front)
{
    eventfd_t count;
    eventfd_read(front->wake, &count);
    atomic_exchange(&front->woken, false); /* before what it was woken for is looked for */
}

/* The library tells nobody that it is to run: it wakes threads of its own, and this is none. */
void front_resume(struct front *front, struct MHD_Connection *connection)
{
    pthread_mutex_lock(&front->resuming);
    MHD_resume_connection(connection);
    wake(front);
    pthread_mutex_unlock(&front->resuming);
}

static int wait_ms(struct MHD_Daemon *library)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (MHD_get_timeout(library, &ms) != MHD_YES)
        return -1;
    return ms < INT_MAX ? (int)ms : INT_MAX;
}

/* Epoll, since what waits costs nothing then: with poll, two thousand held connections made an event cost two and a half
 * times as much. But not on a thread of the library's: where exactly 128 events come at once, as when a batch of commands
 * is answered, that waits for one more before it looks at them. It never waits when it is asked for what is there. */
static void *serve(void *argument)
{
    struct front *front = here = argument;
    struct pollfd ears[] = {
        {.fd = MHD_get_daemon_info(front->library, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, .events = POLLIN},
        {.fd = front->wake, .events = POLLIN},
    };
    while (!atomic_load(&front->ends)) {
        poll(ears, 2, wait_ms(front->library));
        if (ears[1].revents)
            note_wake(front);
        MHD_run(front->library);
    }
    return NULL;
}

static void front_free(struct front *front)
{
    if (front->library) {
        MHD_quiesce_daemon(front->library); /* or else it would close the socket */
        MHD_stop_daemon(front->library);
    }
    pthread_mutex_lock(&front->resuming); /* whoever resumed the last one has let go of it */
    pthread_mutex_unlock(&front->resuming);
    pthread_mutex_destroy(&front->resuming);
    if (front->wake >= 0)
        close(front->wake);
}

static bool front_begin(struct front *front, struct MHD_Daemon *(*start)(void *context), void *context)
{
    pthread_mutex_init(&front->resuming, NULL);
    front->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    front->library = front->wake >= 0 ? start(context) : NULL;
    if (front->library && !pthread_create(&front->thread, NULL, serve, front))
        return true;
    front_free(front);
    return false;
}

struct fronts *fronts_start(int64_t count, struct MHD_Daemon *(*start)(void *context), void *context)
{
    struct fronts *fronts = calloc(1, sizeof *fronts + (size_t)count * sizeof *fronts->items);
    for (; fronts && fronts->count < (size_t)count; fronts->count++) {
        if (front_begin(&fronts->items[fronts->count], start, context))
            continue;
        fronts_stop(fronts);
        return NULL;
    }
    return fronts;
}

void fronts_quiesce(struct fronts *fronts)
{
    for (size_t i = 0; !fronts->quiesced && i < fronts->count; i++)
        MHD_quiesce_daemon(fronts->items[i].library);
    fronts->quiesced = true;
}

bool fronts_serve(const struct fronts *fronts)
{
    for (size_t i = 0; i < fronts->count; i++)
        if (MHD_get_daemon_info(fronts->items[i].library, MHD_DAEMON_INFO_CURRENT_CONNECTIONS)->num_connections)
            return true;
    return false;
}

void fronts_stop(struct fronts *fronts)
{
    if (!fronts)
        return;
    for (size_t i = 0; i < fronts->count; i++) {
        atomic_store(&fronts->items[i].ends, true);
        wake(&fronts->items[i]);
        pthread_join(fronts->items[i].thread, NULL);
        front_free(&fronts->items[i]);
    }
    free(fronts);
}
