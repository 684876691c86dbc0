/* The shortest legal route back to completed. */
#ifndef RACKLINE_RETEST_H
#define RACKLINE_RETEST_H

#include "domain/product.h"
#include "domain/state.h"

/* What makes an operation necessary. */
enum retest_cause {
    RETEST_ABSENT,
    RETEST_NEVER_RUN,
    RETEST_RUNNING,
    RETEST_FAILED,
    RETEST_INVALIDATED,
    RETEST_TAKEN_OUT, /* it is passed or waived, and falls when a unit inside is taken out for its own way back, or what
                       * quality decided to take out */
};
extern const struct names RETEST_CAUSE_NAMES; /* never_run, running, failed, invalidated, taken_out */

/* What the unit in a position asks of the route. */
struct retest_position {
    double ready_min; /* until it is completed; 0: nothing is to be waited for */
    bool taken_out;   /* not where it is: it is taken out, and put in again */
};

struct retest_step {
    int operation; /* index in the routing */
    enum retest_cause cause;
    double begins_min, ends_min; /* from now, at standard minutes, along the longest path that leads to it */
};
struct retest_route {
    LIST_OF(struct retest_step) steps;
    double total_min; /* until the last one has ended */
};

/* The operations neither passed nor waived, and those that fall when a unit inside is taken out, each after all that
 * come before it and otherwise in the routing's order. No other operation has to run, and none of these can be left
 * out: so the route is the shortest.
 *
 * Times by the critical-path method: an operation begins when the last of its predecessors has ended, and when the
 * units inside that it depends on are completed, or, where one is taken out, that it is put in again by; its end is its
 * standard minutes later (of a running one as if it had just begun). `positions` has one for each of the product's.
 * FAULT_MEMORY. */
enum fault retest_route(const struct product *product, const struct unit_operation *operations,
                        const struct retest_position *positions, struct arena *arena, struct retest_route *ret);

#endif
