/* A running daemon: one writer, some readers, one HTTP server, and what they share. main.c starts one, waits for a
 * signal or for its failure, and stops it. */
#ifndef RACKLINE_DAEMON_H
#define RACKLINE_DAEMON_H

#include "racklined/listen.h"
#include "racklined/clock_watch.h"
#include "racklined/in_flight.h"
#include "racklined/log.h"
#include "racklined/plant_clock.h"
#include "racklined/router.h"
#include "racklined/settings.h"
#include "racklined/watchdog.h"

#include <stdatomic.h>

struct long_reads;
struct control;
struct copying;
struct metrics;
struct principals;
struct readers;
struct server;
struct shared;
struct sessions;
struct streams;
struct syncing;
struct writer;
struct yielding;

/* What every request may use. main.c reads nothing in it. */
struct daemon {
    _Atomic(const struct settings *) settings; /* of now: daemon_reread puts others in their place */
    const struct log *log;
    struct route_table routes;
    struct session *session; /* the writer's */
    struct plant_clock clock;
    struct clock_watch clock_watch; /* the writer thread's */
    struct readers *readers;
    struct principals *principals;
    struct sessions *sessions;
    struct long_reads *long_reads;
    struct long_reads *hashing; /* of PINs and passwords */
    struct unit_changes *changes; /* the writer's session notes them */
    struct shared *shared;
    struct writer *writer;
    struct syncing *syncing; /* of what the writer's checkpoints copy */
    struct yielding *yielding; /* answers that wait for what the writer has under way */
    struct in_flight in_flight; /* bodies and answers, and what feeds are told */
    struct streams *streams;
    struct copying *copying; /* of a backup */
    struct control *control; /* NULL: the commands of this machine cannot ask */
    struct metrics *metrics;
    struct server *server;
    struct watchdog watchdog; /* the writer's thread feeds it */
    bool handed_over;         /* the socket stays open with whoever handed it over */
    char training[64];        /* value of the header Rackline-Training; "" in production */
    int64_t started_s;        /* since 1970 */
    int failure_fd;           /* eventfd */
    atomic_bool failed;       /* the writer gave up */
    atomic_bool stopping;
};

/* Opens the database (made when it is not there), starts the writer and then the server: when it returns, requests are
 * answered, on a socket that listens already and was handed over (-1: none was), or else where the settings say. The
 * socket becomes the daemon's; on failure nothing runs, it is the caller's still, and the reasons say what was wrong.
 * `settings` and `log` must outlive the daemon. */
enum fault daemon_start(const struct settings *settings, const struct log *log, int socket, struct daemon **ret,
                        struct reasons *reasons);

/* The same with another table of routes. */
enum fault daemon_start_with(const struct settings *settings, const struct log *log, const struct route_table *routes,
                             int socket, struct daemon **ret, struct reasons *reasons);

/* Goes on with other settings, of which those that are not reread (settings_table.h) are as they were. Both must
 * outlive the daemon: a request that has begun is judged by the settings it began under. */
void daemon_reread(struct daemon *daemon, const struct settings *settings);

/* Takes no more connections, ends the streams, lets what was asked be committed and answered, closes the database and
 * frees the daemon: within DAEMON_STOP_US, unless the disk or a command takes longer. NULL is safe. */
#define DAEMON_STOP_US INT64_C(3000000)
void daemon_stop(struct daemon *daemon);

/* Whether the writer had to give up: nothing is acknowledged any more, and the process must end with EXIT_FAILURE for
 * its supervisor to start it again. */
bool daemon_failed(const struct daemon *daemon);

/* A descriptor for poll(): it becomes readable when the daemon failed. Owned by the daemon. */
int daemon_failure_fd(const struct daemon *daemon);

/* The TCP port it listens on: the chosen one where the setting is 0; and where it is reached, as `http://[::1]:8080`.
 */
int daemon_port(const struct daemon *daemon);
void daemon_name(const struct daemon *daemon, char text[static LISTEN_NAME_SIZE]);

/* One request to the daemon about itself, as a ROUTE_DAEMON function sees it: it fills in the answer. */
struct daemon_request {
    struct daemon *daemon;
    struct arena *arena;
    const struct principal *principal; /* who asks */
    const char *secret;                /* the token's text; NULL: none was shown */
    const struct head *head;
    struct request *request;           /* its body, whence it came, and the reasons of `fault` */
    enum fault fault;                  /* why it is refused; nothing else is looked at then */
    int status;                        /* 200 unless the function says otherwise */
    const char *content_type;          /* application/json unless the function says otherwise; not copied */
    struct buffer *body;               /* empty at first */
    const char *cookie; /* Set-Cookie, in the arena or static; NULL: none, unless the function says otherwise */
};

#endif
