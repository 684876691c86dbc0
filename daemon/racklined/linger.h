/* Sockets whose connection is over while their client may still be sending. Closed at once, the bytes that nobody read
 * would make the system answer with a reset, and a client that reads only when it has sent everything would lose the
 * answer that is on its way to it. So they are read, and what comes is thrown away, until the client is done, for two
 * seconds at most. */
#ifndef RACKLINE_LINGER_H
#define RACKLINE_LINGER_H

#include <stddef.h>
#include <stdint.h>

enum { LINGERING_MAX = 64 }; /* beyond them, they are closed at once */

/* All zeros: none lingers. */
struct lingering {
    struct {
        int descriptor;   /* a duplicate, ours */
        int64_t until_us; /* monotonic */
    } items[LINGERING_MAX];
    size_t count;
};

/* Keeps a socket open, which its owner is about to close. */
void linger_begin(struct lingering *lingering, int descriptor, int64_t now_us);
/* Reads what has come; closes those that are done. To be called again and again. */
void linger_go(struct lingering *lingering, int64_t now_us);
/* Closes all. */
void linger_end(struct lingering *lingering);

#endif
