/* A running daemon: one writer, some readers, one HTTP server, and what they share. main.c starts one, waits for a
 * signal or for its failure, and stops it. */
#ifndef RACKLINE_DAEMON_H
#define RACKLINE_DAEMON_H

#include "racklined/log.h"
#include "racklined/plant_clock.h"
#include "racklined/router.h"
#include "racklined/settings.h"

#include <stdatomic.h>

struct long_reads;
struct metrics;
struct readers;
struct server;
struct streams;
struct writer;

/* What every request may use. main.c reads nothing in it. */
struct daemon {
    const struct settings *settings;
    const struct log *log;
    struct route_table routes;
    struct session *session; /* the writer's */
    struct plant_clock clock;
    struct readers *readers;
    struct long_reads *long_reads;
    struct writer *writer;
    struct streams *streams;
    struct metrics *metrics;
    struct server *server;
    char training[64];  /* value of the header Rackline-Training; "" in production */
    int64_t started_s;  /* since 1970 */
    int failure_fd;     /* eventfd */
    atomic_bool failed; /* the writer gave up */
    atomic_bool stopping;
};

/* Opens the database (made when it is not there), starts the writer and then the server: when it returns, requests are
 * answered. `settings` and `log` must outlive the daemon. On failure nothing runs, and the reasons say what was wrong.
 */
enum fault daemon_start(const struct settings *settings, const struct log *log, struct daemon **ret,
                        struct reasons *reasons);

/* The same with another table of routes, and on a socket that listens already (-1: as the settings say), which becomes
 * the daemon's. */
enum fault daemon_start_with(const struct settings *settings, const struct log *log, const struct route_table *routes,
                             int socket, struct daemon **ret, struct reasons *reasons);

/* Takes no more requests, lets those that were taken be answered, ends the streams, closes the database and frees the
 * daemon. NULL is safe. */
void daemon_stop(struct daemon *daemon);

/* Whether the writer had to give up: nothing is acknowledged any more, and the process must end with EXIT_FAILURE for
 * its supervisor to start it again. */
bool daemon_failed(const struct daemon *daemon);

/* A descriptor for poll(): it becomes readable when the daemon failed. Owned by the daemon. */
int daemon_failure_fd(const struct daemon *daemon);

/* The TCP port it listens on: the chosen one where the setting is 0. */
int daemon_port(const struct daemon *daemon);

/* One request to the daemon about itself, as a ROUTE_DAEMON function sees it: it fills in the answer. */
struct daemon_request {
    struct daemon *daemon;
    int status;               /* 200 unless the function says otherwise */
    const char *content_type; /* application/json unless the function says otherwise; not copied */
    struct buffer *body;      /* empty at first */
};

#endif
