/* How many bytes the bodies and answers under way hold, and what feeds are told, all together: bounded, so that many
 * clients who each keep to the limits of one request cannot fill the memory. Small ones are not counted; the limit of
 * connections bounds them, and so there is always room for what stations post. */
#ifndef RACKLINE_IN_FLIGHT_H
#define RACKLINE_IN_FLIGHT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IN_FLIGHT_SMALL = 16 * 1024 }; /* bytes up to which a body or an answer is small */

struct in_flight {
    _Atomic int64_t bytes;
    _Atomic int64_t max; /* that all together may hold; may be set at any time */
};

/* What one exchange holds of it, or what several are told; its owner's alone. */
struct share {
    int64_t bytes;
};

/* Has a share hold `bytes` in all, where they are not small, and says whether all together hold no more than may be
 * then; otherwise nothing changes. One that holds more already goes on holding it. From any thread. */
bool in_flight_hold(struct in_flight *in_flight, struct share *share, int64_t bytes);
/* Holds it whatever the others hold: for what was done already, and has to be told. */
void in_flight_hold_anyway(struct in_flight *in_flight, struct share *share, int64_t bytes);
void in_flight_release(struct in_flight *in_flight, struct share *share);

#endif
