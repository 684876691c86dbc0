/* Lists of what holds would lie on, as a walk goes on: one that nothing entered since may have changed is the list that
 * would be read anew. */
#ifndef RACKLINE_TEST_SERVICE_WALK_CONTAINED_H
#define RACKLINE_TEST_SERVICE_WALK_CONTAINED_H

#include "service_walk.h"

#include "service/containment.h"

enum { CONTAINED_ASKED = 13 };

struct contained_lists {
    struct arena *arenas[CONTAINED_ASKED]; /* of each list */
    struct contained lists[CONTAINED_ASKED];
    size_t turn;
    int64_t stood, fell; /* so often did a list that is older than the journal stand, and not */
    int64_t spared;      /* of those that fell, so many were as before all the same */
};

void contained_open(struct contained_lists *contained);
void contained_close(struct contained_lists *contained);
/* Holds one list, the next each time, against the tables. */
void contained_claim(struct walk *walk, struct contained_lists *contained);

#endif
