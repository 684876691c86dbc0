/* The front threads: each serves connections with an instance of the HTTP library of its own, on a socket that all of
 * them listen on. The socket stays its owner's. */
#ifndef RACKLINE_FRONT_H
#define RACKLINE_FRONT_H

#include <stdbool.h>
#include <stdint.h>

struct MHD_Connection;
struct MHD_Daemon;
struct front;
struct fronts;

/* Starts so many threads, each with an instance that `start` started: with MHD_USE_EPOLL, and without a thread of the
 * library's. NULL: one of them could not be started, and none is left. */
struct fronts *fronts_start(int64_t count, struct MHD_Daemon *(*start)(void *context), void *context);

/* The one whose thread this is, on which the library calls back; fronts_stop ends it. */
struct front *front_here(void);

/* Lets a connection of its go on that was suspended. From any thread. */
void front_resume(struct front *front, struct MHD_Connection *connection);

/* Takes no more connections. Once is enough; what comes after it may be called without. */
void fronts_quiesce(struct fronts *fronts);

/* Whether a connection is open. */
bool fronts_serve(const struct fronts *fronts);

/* Ends the threads, closes every connection and frees. No connection may be suspended. NULL is safe. */
void fronts_stop(struct fronts *fronts);

#endif
