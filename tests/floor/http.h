/* Requests to the daemon: one connection that is kept, one token, and patience. A request that got no answer is sent
 * again, byte for byte, until one comes: whether the daemon had taken it the first time is the daemon's to know. */
#ifndef RACKLINE_FLOOR_HTTP_H
#define RACKLINE_FLOOR_HTTP_H

#include "base/json_value.h"
#include "base/uuid.h"

#include <stdatomic.h>
#include <stdint.h>

enum { PATIENCE_S = 120 }; /* how long one request is sent again */

/* What all connections share. */
struct wire {
    const char *url;       /* of the daemon */
    atomic_bool cut;       /* nothing is sent again any more */
    atomic_llong requests; /* answered */
    atomic_llong resent;   /* sent again */
};

struct client;

/* `token` is copied. The wire must outlive the client. */
struct client *client_new(struct wire *wire, const char *token);
void client_free(struct client *client);

/* The answer to a request; valid until the client's next one. */
struct reply {
    int status;                  /* of HTTP; 0: none came in time, or the wire was cut */
    unsigned resent;             /* how often this request was sent again */
    const struct json *document; /* NULL: the body is no JSON */
    const char *bytes;           /* of the body, NUL-terminated */
    size_t size;
};

struct reply client_get(struct client *client, const char *path);
/* `key`: the Idempotency-Key; NULL for events, whose ids are theirs. `body` may be NULL. */
struct reply client_post(struct client *client, const char *path, const char *body, size_t size,
                         const struct uuid *key);
struct reply client_put(struct client *client, const char *path, const char *body, size_t size);

/* A new id, version 7 by the world's clock. */
struct uuid uuid_new(void);

/* Microseconds of a clock that only runs forward. */
int64_t monotonic_us(void);
void sleep_us(int64_t us);

#endif
