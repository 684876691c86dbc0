/* How a unit stands on a hold's list, and how it did each time before that it was caught. */
#ifndef RACKLINE_CAUGHT_TIMES_H
#define RACKLINE_CAUGHT_TIMES_H

#include "domain/edit.h"
#include "service/session.h"

/* One time that a hold caught a unit, until it was caught again. */
struct caught_time {
    struct stood stood; /* as the list has it, or had it in the end */
    int64_t lifted;     /* journal position at which the unit had been released out of the hold before; absent: it had
                           not been */
    int64_t before;     /* what had caught it the time before; absent: as lifted, or of a time when that was not kept */
};

/* FAULT_NOT_FOUND: it does not stand there. In the arena, as all below. */
enum fault caught_last(struct session *session, int64_t hold_id, const struct unit *unit, struct arena *arena,
                       struct caught_time *ret);

/* The time before one that has a `before`. The list says only how a unit stands; how it stood the journal says. */
enum fault caught_earlier(struct session *session, int64_t hold_id, const struct unit *unit,
                          const struct caught_time *then, struct arena *arena, struct caught_time *ret);

#endif
