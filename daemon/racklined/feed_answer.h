/* GET of the journal: a page, lines or a live stream, as the Accept header asks. */
#ifndef RACKLINE_FEED_ANSWER_H
#define RACKLINE_FEED_ANSWER_H

#include "racklined/exchange.h"

/* Makes a page the reply, or opens exchange->stream and sets the reply's status and type. FAULT_NOT_ACCEPTABLE,
 * FAULT_INVALID, FAULT_BUSY when too many streams are open, and what reading may meet. */
enum fault feed_answer(struct exchange *exchange);

#endif
