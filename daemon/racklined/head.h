/* The head of a request, as the wire gave it: its line and its headers.
 *
 * The HTTP library is lenient where leniency lets two readers of one request disagree about where it ends. What it
 * lets through is checked here, before anything else looks at the request. */
#ifndef RACKLINE_HEAD_H
#define RACKLINE_HEAD_H

#include "base/fault.h"
#include "base/reason.h"

#include <stdint.h>

/* Name and value point into the connection's memory, where the library cut the line in two (head_lines.h). */
struct header {
    const char *name;
    size_t name_size;
    const char *value; /* NULL when the line ended at the colon */
    size_t value_size;
};

struct head {
    const char *method;
    const char *target;  /* the path and the query, undecoded */
    const char *version; /* "HTTP/1.1" */
    const struct header *headers;
    size_t count;
};

/* How the body is told from the next request. */
struct framing {
    bool chunked;
    int64_t length; /* 0 when there is no body; not told when chunked */
};

/* FAULT_MALFORMED with every reason at once when the head contradicts itself or RFC 9112; FAULT_HEADERS when it is
 * larger than `bytes_max`. After either the connection cannot be used any more: nobody knows where its next request
 * begins. */
enum fault head_check(const struct head *head, size_t bytes_max, struct framing *ret, struct reasons *reasons);

/* Bytes that the head had on the wire, or very nearly. */
size_t head_size(const struct head *head);

/* The value of the first header with that name, in any case; NULL when there is none. */
const char *head_value(const struct head *head, const char *name);

#endif
