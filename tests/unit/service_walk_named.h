/* Whether the history of every unit of a walk has each entry that names it. */
#ifndef RACKLINE_TEST_SERVICE_WALK_NAMED_H
#define RACKLINE_TEST_SERVICE_WALK_NAMED_H

#include "service_walk.h"

void named_claim(struct walk *walk);

#endif
