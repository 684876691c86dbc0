#include "racklined/watch.h"

#include "base/monotonic.h"
#include "base/problem.h"
#include "racklined/linger.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { TICK_MS = 100 };

struct watch {
    _Atomic int64_t header_timeout_s, request_timeout_s, answer_timeout_s;
    int64_t idle_timeout_s;
    struct buffer farewell; /* the whole answer to a client that was too slow */
    struct yielding *waiting; /* until the next tick */
    pthread_t thread;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t wake;
    struct watched *first;
    struct lingering lingering;
    bool stopping;
};

static bool write_farewell(struct buffer *farewell, const char *training)
{
    BUFFER_OWNED struct buffer problem = {0};
    problem_write(&problem, FAULT_TIMEOUT, &(struct reasons){0});
    const char *body = buffer_view(&problem);
    if (body)
        buffer_printf(farewell,
                      "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: " PROBLEM_TYPE
                      "\r\n%s%s%sContent-Length: %zu\r\n\r\n%s",
                      *training ? "Rackline-Training: " : "", training, *training ? "\r\n" : "", problem.size, body);
    return body && !farewell->failed;
}

/* Its thread finds the connection closed and cleans up. The descriptor is open: watch_remove comes before its close,
 * and waits for the mutex. */
static void cut(const struct watch *watch, struct watched *watched, bool farewell)
{
    if (farewell)
        send(watched->descriptor, watch->farewell.bytes, watch->farewell.size, MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(watched->descriptor, SHUT_RDWR);
    atomic_store(&watched->deadline_us, 0);
    watched->cut = true;
}

static void *reap(void *argument)
{
    struct watch *watch = argument;
    pthread_mutex_lock(&watch->mutex);
    while (!watch->stopping) {
        int64_t now_us = monotonic_us();
        for (struct watched *watched = watch->first; watched; watched = watched->next) {
            int64_t deadline_us = atomic_load(&watched->deadline_us);
            if (deadline_us && deadline_us <= now_us)
                cut(watch, watched, atomic_load(&watched->awaited) == AWAITS_REQUEST);
        }
        linger_go(&watch->lingering, now_us);
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += TICK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&watch->wake, &watch->mutex, &until);
        pthread_mutex_unlock(&watch->mutex); /* the server, which is told, tells us of its connections */
        yielding_go(watch->waiting);
        pthread_mutex_lock(&watch->mutex);
    }
    pthread_mutex_unlock(&watch->mutex);
    return NULL;
}

/* Of two connections the one to be cut; neither is at work. */
static struct watched *poorer(struct watched *a, struct watched *b)
{
    if (!a || !b)
        return a ? a : b;
    bool a_known = atomic_load(&a->known), b_known = atomic_load(&b->known);
    if (a_known != b_known)
        return a_known ? b : a;
    return atomic_load(&a->deadline_us) <= atomic_load(&b->deadline_us) ? a : b;
}

/* One that is known may be in the middle of a request, or of reading its answer. */
static bool may_be_cut(const struct watched *watched)
{
    return atomic_load(&watched->deadline_us) &&
           (!atomic_load(&watched->known) || atomic_load(&watched->awaited) == AWAITS_NEXT);
}

struct in6_addr watch_host(const struct sockaddr *address)
{
    struct in6_addr host = IN6ADDR_ANY_INIT;
    if (address && address->sa_family == AF_INET6) {
        host = ((const struct sockaddr_in6 *)address)->sin6_addr;
    } else if (address && address->sa_family == AF_INET) {
        host.s6_addr[10] = host.s6_addr[11] = 0xFF;
        memcpy(&host.s6_addr[12], &((const struct sockaddr_in *)address)->sin_addr, sizeof(struct in_addr));
    }
    return host;
}

static bool is_from(const struct watched *watched, const struct in6_addr *host)
{
    return !host || IN6_ARE_ADDR_EQUAL(&watched->host, host);
}

int64_t watch_count(struct watch *watch, const struct in6_addr *host)
{
    int64_t count = 0;
    pthread_mutex_lock(&watch->mutex);
    for (struct watched *watched = watch->first; watched; watched = watched->next)
        count += !watched->cut && is_from(watched, host);
    pthread_mutex_unlock(&watch->mutex);
    return count;
}

bool watch_make_room(struct watch *watch, const struct in6_addr *host)
{
    struct watched *poorest = NULL;
    pthread_mutex_lock(&watch->mutex);
    for (struct watched *watched = watch->first; watched; watched = watched->next)
        if (may_be_cut(watched) && is_from(watched, host))
            poorest = poorer(poorest, watched);
    if (poorest)
        cut(watch, poorest, false);
    pthread_mutex_unlock(&watch->mutex);
    return poorest;
}

static void watch_free(struct watch *watch)
{
    linger_end(&watch->lingering);
    pthread_cond_destroy(&watch->wake);
    pthread_mutex_destroy(&watch->mutex);
    buffer_free(&watch->farewell);
    yielding_free(watch->waiting);
    free(watch);
}

enum fault watch_start(const struct watch_limits *limits, struct watch **ret)
{
    struct watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        return FAULT_MEMORY;
    watch_set_timeouts(watch, limits);
    watch->idle_timeout_s = limits->idle_timeout_s;
    watch->waiting = yielding_new();
    pthread_mutex_init(&watch->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    if (!watch->waiting || !write_farewell(&watch->farewell, limits->training) ||
        pthread_create(&watch->thread, NULL, reap, watch)) {
        watch_free(watch);
        return FAULT_MEMORY;
    }
    *ret = watch;
    return NOTHING_WRONG;
}

void watch_set_timeouts(struct watch *watch, const struct watch_limits *limits)
{
    watch->header_timeout_s = limits->header_timeout_s;
    watch->request_timeout_s = limits->request_timeout_s;
    watch->answer_timeout_s = limits->answer_timeout_s;
}

void watch_stop(struct watch *watch)
{
    if (!watch)
        return;
    pthread_mutex_lock(&watch->mutex);
    watch->stopping = true;
    pthread_mutex_unlock(&watch->mutex);
    pthread_cond_signal(&watch->wake);
    pthread_join(watch->thread, NULL);
    watch_free(watch);
}

void watch_wait(struct watch *watch, struct yielder *yielder)
{
    yielding_wait(watch->waiting, yielder);
}

/* Four times a request: by a clock that is some milliseconds old, and costs nothing. */
static void expect_within(struct watched *watched, int64_t seconds, enum awaited awaited)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    atomic_store(&watched->awaited, awaited);
    atomic_store(&watched->deadline_us, (now.tv_sec + seconds) * 1000000 + now.tv_nsec / 1000);
}

void watch_add(struct watch *watch, struct watched *watched, int descriptor, const struct sockaddr *address)
{
    watched->descriptor = descriptor;
    watched->host = watch_host(address);
    watched->previous = NULL;
    expect_within(watched, watch->header_timeout_s, AWAITS_REQUEST);
    pthread_mutex_lock(&watch->mutex);
    watched->next = watch->first;
    if (watch->first)
        watch->first->previous = watched;
    watch->first = watched;
    pthread_mutex_unlock(&watch->mutex);
}

void watch_remove(struct watch *watch, struct watched *watched)
{
    pthread_mutex_lock(&watch->mutex);
    if (watched->next)
        watched->next->previous = watched->previous;
    if (watched->previous)
        watched->previous->next = watched->next;
    else
        watch->first = watched->next;
    if (watched->lingers)
        linger_begin(&watch->lingering, watched->descriptor, monotonic_us());
    pthread_mutex_unlock(&watch->mutex);
}

void watch_linger(struct watched *watched)
{
    watched->lingers = true;
}

void watch_known(struct watched *watched)
{
    atomic_store(&watched->known, true);
}

void watch_line(const struct watch *watch, struct watched *watched)
{
    expect_within(watched, watch->header_timeout_s, AWAITS_REQUEST);
}

void watch_headers(const struct watch *watch, struct watched *watched)
{
    expect_within(watched, watch->request_timeout_s, AWAITS_REQUEST);
}

void watch_whole(struct watched *watched)
{
    atomic_store(&watched->deadline_us, 0);
}

void watch_answer(const struct watch *watch, struct watched *watched)
{
    expect_within(watched, watch->answer_timeout_s, AWAITS_READING);
}

void watch_idle(const struct watch *watch, struct watched *watched)
{
    expect_within(watched, watch->idle_timeout_s, AWAITS_NEXT);
}
