/* The answer to a view. */
#ifndef RACKLINE_VIEW_ANSWER_H
#define RACKLINE_VIEW_ANSWER_H

#include "racklined/exchange.h"

/* Runs the route's view in a transaction of its own and makes what it says the reply, or 304 where the client has it
 * already. */
enum fault view_answer(struct exchange *exchange, struct session *session);

#endif
