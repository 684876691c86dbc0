/* What blocks the units of an order, for the view of it. Each adds the unit to view->blocked where anything does; that
 * has room for it. FAULT_MEMORY, or a fault of the store. */
#ifndef RACKLINE_ORDER_BLOCKED_H
#define RACKLINE_ORDER_BLOCKED_H

#include "domain/leaving.h"
#include "service/session.h"
#include "service/views.h"

/* What one unit adds: its operations' standing, and whether anything of it can go on. */
struct order_progress {
    bool moves;          /* an operation is ready, running or paused */
    const char *spent;   /* an operation that failed as often as it may */
    const char *outside; /* one that is ready, and does not run where the unit is installed */
    double remaining_min;
    const struct leaving_list *leaving; /* what is to be taken out, of all units */
};

/* Of a unit that is in work. */
enum fault order_fill_blocked(struct session *session, struct request *request, const struct unit *unit,
                              const struct order_progress *progress, struct order_view *view);

/* Of one on which everything is done, and which yet does not ship. */
enum fault order_fill_unshippable(struct session *session, struct request *request, const struct unit *unit,
                                  const struct order_progress *progress, struct order_view *view);

#endif
