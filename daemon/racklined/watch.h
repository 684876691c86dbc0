/* The reaper: cuts connections that take too long over a request, or over the next one. The HTTP library's own timeout
 * is not used: it starts anew with every byte, so a client that sends one every few seconds would never meet it. */
#ifndef RACKLINE_WATCH_H
#define RACKLINE_WATCH_H

#include "racklined/yielding.h"

#include "base/fault.h"

#include <netinet/in.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct watch;

struct watch_limits {
    int64_t header_timeout_s;  /* until the headers are there */
    int64_t request_timeout_s; /* until the whole request is there */
    int64_t answer_timeout_s;  /* until the answer is read */
    int64_t idle_timeout_s;    /* of a connection between requests */
    const char *training;      /* value of the header Rackline-Training; "" in production */
};

/* What a connection's client is to do. */
enum awaited {
    AWAITS_REQUEST, /* go on with a request that was begun, or with the first */
    AWAITS_NEXT,    /* nothing: it is idle between two requests */
    AWAITS_READING, /* read an answer */
};

/* One connection; its owner's, who touches nothing in it. */
struct watched {
    struct watched *next, *previous;
    int descriptor;
    struct in6_addr host;
    _Atomic int64_t deadline_us;   /* monotonic; 0: none */
    _Atomic(enum awaited) awaited; /* by the deadline */
    atomic_bool known;             /* a request with a valid token came on it */
    bool cut;                      /* it comes to its end */
    bool lingers;                  /* its client may still be sending when it is closed */
};

enum fault watch_start(const struct watch_limits *limits, struct watch **ret);
/* Other timeouts than those, but for idle_timeout_s; a deadline that was set already stays. From any thread. */
void watch_set_timeouts(struct watch *watch, const struct watch_limits *limits);
/* Ends the thread. Every connection must have been removed. NULL is safe. */
void watch_stop(struct watch *watch);

/* The address of a client, without its port; one of IPv4 as IPv6 writes it. */
struct in6_addr watch_host(const struct sockaddr *address);
/* How many connections there are, from there where `host` is not NULL; those that were cut are none any more. */
int64_t watch_count(struct watch *watch, const struct in6_addr *host);

/* Cuts one connection, so that another may take its place: of those (from `host`, where it is not NULL) that have yet to
 * ask with a valid token the one that is due first, or else the one that was idle between two requests for the longest.
 * False when every connection is at work. */
bool watch_make_room(struct watch *watch, const struct in6_addr *host);

/* A connection was opened: its first headers are due. */
void watch_add(struct watch *watch, struct watched *watched, int descriptor, const struct sockaddr *address);
/* It is about to be closed; its descriptor is not touched after this returns. */
void watch_remove(struct watch *watch, struct watched *watched);

/* Its last answer goes out before the whole request is there: the client may go on sending for a moment (linger.h). */
void watch_linger(struct watched *watched);

/* Lets one wait for a moment, a tenth of a second at most while the thread runs. From any thread. */
void watch_wait(struct watch *watch, struct yielder *yielder);

/* Its client has shown a valid token. */
void watch_known(struct watched *watched);

/* A request's line was read: its headers are due. */
void watch_line(const struct watch *watch, struct watched *watched);
/* Its headers were read: the rest is due. */
void watch_headers(const struct watch *watch, struct watched *watched);
/* All of it was read, or the feed has nothing more to send for now: nothing is due. */
void watch_whole(struct watched *watched);
/* An answer, or the next piece of a feed, is on its way: its client is to read it. */
void watch_answer(const struct watch *watch, struct watched *watched);
/* It was answered: the next may come, but need not. */
void watch_idle(const struct watch *watch, struct watched *watched);

#endif
