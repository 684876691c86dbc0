/* An HTTP answer as it comes in over a connection that has one request on its way. */
#ifndef RACKLINE_BENCH_RESPONSE_H
#define RACKLINE_BENCH_RESPONSE_H

#include "base/buffer.h"

#include <stdbool.h>

struct response {
    struct buffer bytes;
    int status;       /* 0 until the headers are there */
    size_t head_size; /* bytes before the body */
    size_t size;      /* of the body, as the headers say */
};

/* Takes what there is to read. False: the connection was closed. */
bool response_read(struct response *response, int socket);
bool response_is_whole(const struct response *response);
/* The body of a whole one; not NUL-terminated. */
const char *response_body(const struct response *response);
/* Makes room for the next one. */
void response_forget(struct response *response);
void response_free(struct response *response);

#endif
