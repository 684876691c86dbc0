/* A daemon on a port and a database of its own, for tests that speak to it over bare sockets. */
#ifndef RACKLINE_TEST_DAEMON_RIG_H
#define RACKLINE_TEST_DAEMON_RIG_H

#include "base/buffer.h"
#include "racklined/daemon.h"
#include "scratch.h"

#include <pthread.h>
#include <sys/types.h>

struct rig {
    char directory[SCRATCH_SIZE];
    char database[96];
    struct settings settings; /* small limits and short deadlines; may be changed before rig_start */
    struct log log;
    struct daemon *daemon;
    pthread_t stopper;
    char admin[64]; /* an administrator's and a viewer's token */
    char viewer[64];
};

/* A rig whose daemon does not run yet. */
void rig_prepare(struct rig *rig);
/* Makes the tokens and starts the daemon with a table of routes. */
void rig_start(struct rig *rig, const struct route *rows, size_t count);
/* Waits until so many requests are under way; until none is; until the daemon has begun to stop. Half a minute at most.
 */
void rig_await_exchanges(const struct rig *rig, int count);
void rig_await_no_exchange(const struct rig *rig);
void rig_await_stopping(const struct rig *rig);
/* Stops the daemon: here, or in a thread of its own, which is waited for. */
void rig_stop(struct rig *rig);
void rig_stop_begin(struct rig *rig);
void rig_stop_end(struct rig *rig);
/* Removes the files of one whose daemon was never started; stopping removes them too. */
void rig_remove(const struct rig *rig);

/* A connection to it; reads time out after five seconds. */
int rig_connect(const struct rig *rig);
int rig_connect_from(const struct rig *rig, const char *host);
void rig_send(int client, const char *text);
__attribute__((format(printf, 2, 3))) void rig_sendf(int client, const char *format, ...);

/* One answer, cut in parts. */
struct received {
    int status; /* 0: the connection ended before there was one */
    char head[4096];
    char body[131072]; /* unchunked */
    size_t size;      /* of the body */
};
/* Reads one whole answer; `no_body`: to a HEAD. */
void rig_receive(int client, bool no_body, struct received *ret);
/* Reads a head alone: its body goes on. */
void rig_receive_head(int client, struct received *ret);
/* Reads exactly so many bytes; false when the connection ends, or five seconds pass, before. */
bool rig_read(int client, char *bytes, size_t size);
/* Reads until the text was read; false when the connection ends, or five seconds pass, before. */
bool rig_await(int client, const char *text);
/* The position of the next entry that a live feed brings. */
long rig_next_id(int client);
/* Whether the other side closes within five seconds; what comes before is thrown away. */
bool rig_ends(int client);
/* The value of a header; NULL when it is not there. In memory of the thread, until the next call. */
const char *rig_header(const struct received *received, const char *name);

/* Sends one request on a connection of its own and receives its answer. */
void rig_ask(const struct rig *rig, const char *request, struct received *ret);

#endif
