/* The answer to a view, and the tag by which a client knows that it has it already: the version of one thing that may be
 * edited; where the answer depends on nothing but what was entered, the journal's head. One that depends on the time as
 * well has none, unless it is rendered once for everybody: then it is that of its bytes. */
#ifndef RACKLINE_VIEW_ANSWER_H
#define RACKLINE_VIEW_ANSWER_H

#include "racklined/exchange.h"

/* Most lines of a list as CSV in one answer: what it takes in memory is this many lines and no more. */
enum { CSV_LINES_MAX = 100000 };

/* Sets exchange->form by the Accept header. FAULT_NOT_ACCEPTABLE where it takes none of a view's: a list
 * comes as JSON or CSV, anything else as JSON alone. */
enum fault view_choose_form(struct exchange *exchange);

/* Runs the route's view in a transaction of its own and makes what it says the reply, or 304 where the client has it
 * already. A list as CSV has all its pages, from the cursor on, unless a limit asks for one. */
enum fault view_answer(struct exchange *exchange, struct session *session);

/* Makes the reply an answer that was rendered for everybody, which becomes the exchange's, or 304. */
void view_reply_shared(struct exchange *exchange, struct shared_answer *answer);

#endif
