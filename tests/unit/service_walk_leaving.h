/* Whether a walk's parts that are to be taken out are those that an action asks to be replaced: the store finds them all
 * by a statement, the domain judges one. */
#ifndef RACKLINE_TEST_SERVICE_WALK_LEAVING_H
#define RACKLINE_TEST_SERVICE_WALK_LEAVING_H

#include "service_walk.h"

/* What the comparisons came to. */
struct leaving_sum {
    int64_t leave, stay;
};

void leaving_claim(struct walk *walk, struct leaving_sum *sum);

#endif
