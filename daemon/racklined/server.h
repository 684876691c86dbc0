/* HTTP/1.1 on a socket: bytes, limits and deadlines. Its files and response.c are all that knows the HTTP library. What
 * a request means is dispatch's. */
#ifndef RACKLINE_SERVER_H
#define RACKLINE_SERVER_H

#include "base/fault.h"
#include "base/reason.h"

#include <stdbool.h>
#include <stdint.h>

struct daemon;
struct exchange;
struct server;

struct settings;

/* Whether what the settings name can be served with, before anything is made: a certificate that is none, or not the
 * key's, founds no database. FAULT_INVALID and FAULT_IO with a reason; FAULT_MEMORY. */
enum fault server_judge(const struct settings *settings, struct reasons *reasons);

/* Serves on a listening socket, which becomes the server's; on failure it is the caller's still. *ret is there before
 * the first request is. FAULT_MEMORY; FAULT_IO with a reason. */
enum fault server_start(struct daemon *daemon, int socket, struct server **ret, struct reasons *reasons);

/* Takes no more connections; those that are open go on. `refuse`: nobody will listen on this socket after us, and who
 * comes now is told so at once instead of waiting in the backlog. */
void server_quiesce(struct server *server, bool refuse);

/* The daemon has other settings: counts those that may change. */
void server_reread(struct server *server);

/* Serves who connects from now on with what the files of the certificate and the key hold now, and says whether that is
 * another one; connections that are open go on as they are. FAULT_INVALID, FAULT_IO and FAULT_MEMORY with a reason:
 * nothing has changed. Not beside server_quiesce or server_stop. */
enum fault server_renew(struct server *server, bool *ret_renewed, struct reasons *reasons);

/* Lets what is open come to its end, until a monotonic time at the latest: exchanges under way, and connections that
 * have yet to ask for the first time. One that was answered before has a moment to ask for the last time, since whoever
 * posts all the time would otherwise find his connection closed as he posts. */
void server_drain(struct server *server, int64_t by_us);

/* Waits until a monotonic time for the exchanges under way, then closes every connection and frees the server. No
 * exchange may be suspended, and none may become so: the long reads, the writer and the streams were ended before. NULL
 * is safe. */
void server_stop(struct server *server, int64_t by_us);

int server_port(const struct server *server);
/* The listening socket; the server's. */
int server_socket(const struct server *server);

/* Stops asking an exchange's stream for more, until server_resume, which may come from any thread. */
void server_suspend(struct exchange *exchange);
void server_resume(struct exchange *exchange);

/* An exchange's stream gives a piece that its client is to read, or nothing for now. */
void server_expect_reading(struct exchange *exchange);
void server_expect_nothing(struct exchange *exchange);

/* The socket of an exchange's client. */
int server_descriptor(struct exchange *exchange);

#endif
