/* What the parts of the server share: server.c has its connections, its start and its end; server_request.c takes one
 * request after the other. */
#ifndef RACKLINE_SERVER_PARTS_H
#define RACKLINE_SERVER_PARTS_H

#include "racklined/server.h"

#include "base/digest.h"
#include "racklined/watch.h"

#include <microhttpd.h>

struct connection {
    struct watched watched;
    struct exchange *exchange; /* under way; NULL: none */
    bool asked;                /* a request was begun */
};

/* With a certificate that was replaced: takes no connection, and goes on with those it has. */
struct earlier {
    struct MHD_Daemon *library;
    struct earlier *next;
};

struct server {
    struct daemon *daemon;
    struct MHD_Daemon *library;
    struct earlier *earlier;
    struct digest tls; /* of the certificate and the key that are served with; zero: plain HTTP is */
    struct watch *watch;
    int socket; /* listening */
    int port;
    bool quiesced;
    atomic_int connections; /* open */
    atomic_int unasked;     /* of them, those that have not asked yet */
    atomic_int exchanges;   /* under way */
};

/* The library's callbacks for a request: its line is there; its head, a piece of its body or its end is there, or it
 * was resumed; it is over. `context` is the server. */
void *server_request_begins(void *context, const char *target, struct MHD_Connection *connection);
enum MHD_Result server_request_goes_on(void *context, struct MHD_Connection *connection, const char *decoded,
                                       const char *method, const char *version, const char *bytes, size_t *size,
                                       void **exchange_place);
void server_request_ends(void *context, struct MHD_Connection *connection, void **exchange_place,
                         enum MHD_RequestTerminationCode how);
/* Ends what is under way on a connection, if anything is. The library tells nobody of the end of a request that it
 * closed the connection over before its head was read. */
void server_request_is_over(struct server *server, struct connection *ours);

#endif
