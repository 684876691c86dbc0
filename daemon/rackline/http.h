/* Requests to the daemon, one after the other, over one connection. The only file that knows libcurl is http.c. */
#ifndef RACKLINE_HTTP_H
#define RACKLINE_HTTP_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum { ETAG_SIZE = 64, HTTP_ERROR_SIZE = 256 };

struct http_request {
    const char *method;
    const char *path; /* with its query, escaped */
    const char *body; /* JSON; NULL: none */
    size_t body_size;
    const char *accept;   /* NULL: application/json */
    const char *key;      /* Idempotency-Key; NULL: none */
    const char *if_match; /* entity tag; NULL: none */
    bool repeatable;      /* whether it may be sent again when no answer came: it does the same once or twice */
};

struct http_reply {
    int status;         /* 0: no answer; http_error says why */
    struct buffer body; /* owned by the http, until its next request */
    char etag[ETAG_SIZE];
    char training[ETAG_SIZE]; /* what the daemon says of its clock when it is a training one; "" */
};

struct http;

/* `url`, `token` (NULL: none) and `ca_file` (in PEM; NULL: whom the machine trusts) are copied. NULL when memory is
 * out. */
struct http *http_new(const char *url, const char *token, const char *ca_file);
void http_free(struct http *http);

/* Sends a request and waits for the answer. One that may be repeated is sent again a few times, with a pause, when no
 * answer came or the daemon had no room for it (503). False when there is no answer. The reply's body is valid until
 * the next request. */
bool http_send(struct http *http, const struct http_request *request, struct http_reply *ret);

/* Sends a request whose answer goes on: each line of a 200's body is handed to `line`, without its end, as it comes,
 * until the answer ends, `line` returns false, or `*stop` is set. Any other answer's body is in *ret. False when the
 * answer broke off or none came. */
typedef bool http_line(void *context, const char *line, size_t size);
bool http_follow(struct http *http, const struct http_request *request, http_line *line, void *context,
                 const volatile int *stop, struct http_reply *ret);

/* Why there was no answer, in words. */
const char *http_error(const struct http *http);

/* `text` escaped as a segment or a value of an address, appended. */
void http_escape(struct buffer *buffer, const char *text);

#endif
