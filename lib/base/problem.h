/* Refusals as application/problem+json (RFC 9457). */
#ifndef RACKLINE_PROBLEM_H
#define RACKLINE_PROBLEM_H

#include "base/buffer.h"
#include "base/fault.h"
#include "base/reason.h"
#include "base/record.h"

struct problem {
    const char *type; /* "/problems/<code>": stable, relative */
    const char *title;
    int64_t status;
    const char *detail; /* of the one reason there is, or how many there are; NULL without any */
    LIST_OF(struct reason) reasons;
};
extern const struct record PROBLEM_RECORD;

#define PROBLEM_TYPE "application/problem+json"

/* Appends the problem of a fault. With the buffer out of memory it is marked failed. */
void problem_write(struct buffer *buffer, enum fault fault, const struct reasons *reasons);

#endif
