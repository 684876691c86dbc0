/* What is to be taken out at a station before anything else is done with it: what quality decided to replace, scrap or
 * return, and what its position does not take. */
#ifndef RACKLINE_TAKE_OUTS_H
#define RACKLINE_TAKE_OUTS_H

#include "service/request.h"
#include "service/session.h"
#include "service/views_unit.h"

/* Of one unit, out of the positions that one operation fills; or of any, once the run of the operation is over. */
struct take_out {
    struct unit unit;
    const struct order *order;
    const char *operation;
    LIST_OF(struct taken_out) parts;
    bool listed; /* the caller's; false */
};
struct take_outs {
    LIST_OF(struct take_out) list;
};

/* All that the station may take out now, and all that waits for a run there to be over; the most urgent order's first.
 * What does not come out where its unit is installed comes with that unit. */
enum fault list_take_outs(struct session *session, struct request *request, const struct station *station,
                          struct take_outs *ret);

/* Adds each run that is to be over before what is in a position of a unit comes out, as the removal would be refused
 * with it now; each once. */
enum fault refuse_runs(struct session *session, struct request *request, const struct unit *unit, const char *operation,
                       const char *position, struct reasons *reasons);

/* Below zero: the first order is the more urgent, as ORDERS_WORKED_ON has them: by priority, due date and number. */
int compare_urgency(const struct order *first, const struct order *second);

#endif
