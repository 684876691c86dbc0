/* HTTP/1.1 on a socket: bytes, limits and deadlines. It and response.c are all that knows the HTTP library. What a
 * request means is dispatch's. */
#ifndef RACKLINE_SERVER_H
#define RACKLINE_SERVER_H

#include "base/fault.h"
#include "base/reason.h"

struct daemon;
struct exchange;
struct server;

/* Serves on a listening socket, which becomes the server's, also on failure. FAULT_MEMORY; FAULT_IO with a reason. */
enum fault server_start(struct daemon *daemon, int socket, struct server **ret, struct reasons *reasons);

/* Takes no more connections; those that are open go on. */
void server_quiesce(struct server *server);

/* Waits a moment for the exchanges under way, then closes every connection and frees the server. No exchange may be
 * suspended, and none may become so: the long reads, the writer and the streams were ended before. NULL is safe. */
void server_stop(struct server *server);

int server_port(const struct server *server);

/* Stops asking an exchange's stream for more, until server_resume, which may come from any thread. */
void server_suspend(struct exchange *exchange);
void server_resume(struct exchange *exchange);

/* The socket of an exchange's client. */
int server_descriptor(struct exchange *exchange);

#endif
