/* The plant's time follows the wall clock in one step, at a start. */
#ifndef RACKLINE_CLOCK_STEP_H
#define RACKLINE_CLOCK_STEP_H

#include "service/session.h"

/* Enters that the plant's time, which would be `from_us`, is the session's now_us instead, in a transaction of its own.
 * What runs gets no minute by it: its time goes on from what it was. */
enum fault clock_step(struct session *session, int64_t from_us);

#endif
