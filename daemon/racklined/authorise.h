/* Who asks, by the token of a header or of a page's cookie, and whether he may. */
#ifndef RACKLINE_AUTHORISE_H
#define RACKLINE_AUTHORISE_H

#include "base/fault.h"

#include <stdbool.h>

struct exchange;

/* Fills in the request's principal, once the exchange's route is known. FAULT_UNAUTHENTICATED, FAULT_FORBIDDEN, and
 * what reading may meet. */
enum fault authorise(struct exchange *exchange);

/* Whether the token or the session that an exchange was authorised by holds still, where its answer goes on and on,
 * which is no use of the session. */
bool authorised_still(struct exchange *exchange);

#endif
