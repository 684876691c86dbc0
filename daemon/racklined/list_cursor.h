/* The cursors of the lists that routes answer with: which list one is good for, and the page that one asks for. */
#ifndef RACKLINE_LIST_CURSOR_H
#define RACKLINE_LIST_CURSOR_H

#include "racklined/exchange.h"

/* What a request asks for a list of: the route, what its path and its body say, and what its query says besides the
 * page. Whether it comes as JSON or CSV, and how many items a page has, makes no other list of it. FAULT_MEMORY. */
enum fault list_digest(const struct route *route, const struct request *request, const struct buffer *body,
                       struct digest *ret);

/* Of an exchange whose route answers with a list, with its query and body read: notes the list, and puts the key that
 * the cursor stands for in the cursor's place in the query. FAULT_INVALID with a reason for a cursor that this list
 * did not give; FAULT_MEMORY. */
enum fault list_open(struct exchange *exchange);

#endif
