/* The shortest legal route back to completed. */
#ifndef RACKLINE_RETEST_H
#define RACKLINE_RETEST_H

#include "domain/product.h"
#include "domain/state.h"

/* What makes an operation necessary. */
enum retest_cause { RETEST_ABSENT, RETEST_NEVER_RUN, RETEST_RUNNING, RETEST_FAILED, RETEST_INVALIDATED };
extern const struct names RETEST_CAUSE_NAMES; /* never_run, running, failed, invalidated */

struct retest_step {
    int operation; /* index in the routing */
    enum retest_cause cause;
    double begins_min, ends_min; /* from now, at standard minutes, along the longest path that leads to it */
};
struct retest_route {
    LIST_OF(struct retest_step) steps;
    double total_min; /* until the last one has ended */
};

/* The operations neither passed nor waived, each after all that come before it and otherwise in the routing's order.
 * No other operation has to run, and none of these can be left out: so the route is the shortest.
 *
 * Times by the critical-path method: an operation begins when the last of its predecessors has ended, and when the
 * units in the positions that it depends on or fills are completed; its end is its standard minutes later (of a
 * running one as if it had just begun). `ready_min` has for each position the minutes until what fills it is completed,
 * 0 where nothing is to be waited for. FAULT_MEMORY. */
enum fault retest_route(const struct product *product, const struct unit_operation *operations, const double *ready_min,
                        struct arena *arena, struct retest_route *ret);

#endif
