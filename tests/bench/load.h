/* Load: many connections to one HTTP server, each with one request on its way at any time. One thread and epoll, so
 * that what is measured is the server. */
#ifndef RACKLINE_BENCH_LOAD_H
#define RACKLINE_BENCH_LOAD_H

#include "base/buffer.h"
#include "bench/latencies.h"

#include <stdbool.h>

struct load {
    int port; /* on 127.0.0.1 */
    size_t connections;
    double warm_s;    /* not measured */
    double seconds_s; /* measured, or longer, until each connection had a few answers */
    /* Writes the next request of a connection into an empty buffer; false: there are no more, and the load ends. */
    bool (*next)(void *context, size_t connection, struct buffer *request);
    /* Its answer; how many of what is counted it was worth. */
    size_t (*answered)(void *context, size_t connection, int status, const char *body, size_t size);
    void *context;
};

struct load_result {
    uint64_t requests, counted; /* in the measured time */
    uint64_t counted_in_all;
    double seconds_s; /* from the first answer to the last */
    struct latencies latencies;
};

/* Ends the program when the server closes a connection or cannot be reached. The latencies are the caller's to free. */
struct load_result load_run(const struct load *load);

/* Prints the result as members of a JSON object, the counted things by their name. */
void load_print(struct load_result *result, const char *counted);

/* A connection that does not block, and a whole request sent over it. */
int load_connect(int port);
void load_send(int socket, const struct buffer *request);

/* A request's line and headers for 127.0.0.1; `body_size` 0: it has no body. */
void load_head(struct buffer *request, const char *method, const char *path, const char *token, size_t body_size);

#endif
