/* From a request to its answer: route, permission, query, body; then a view, a command, a feed, or the daemon itself.
 */
#ifndef RACKLINE_DISPATCH_H
#define RACKLINE_DISPATCH_H

#include "racklined/exchange.h"

/* When the head is there: everything that can be refused without the body is refused here. */
void dispatch_head(struct exchange *exchange);

enum dispatch_step {
    STEP_ANSWER,  /* the reply is there */
    STEP_READ,    /* the rest is long: dispatch_read is for a reading thread */
    STEP_COMMAND, /* exchange->job wants a place in the writer's queue */
    STEP_STREAM,  /* the reply's body comes from exchange->stream */
};

/* When the whole request is there and was not refused. */
enum dispatch_step dispatch_body(struct exchange *exchange);

/* After STEP_READ: goes on where dispatch_body stopped. The reply is there, or exchange->job wants a place in the
 * writer's queue. */
void dispatch_read(struct exchange *exchange);

/* When the writer has done the job: makes the reply. */
void dispatch_job_done(struct exchange *exchange);

/* Logs and counts an exchange that is over. */
void dispatch_over(const struct exchange *exchange);

#endif
