/* Which lot to stop, and what a hold on it lies on, as the daemon says it. */
#ifndef RACKLINE_FLOOR_LOT_SEARCH_H
#define RACKLINE_FLOOR_LOT_SEARCH_H

#include "floor/orders.h"

struct lot {
    const char *part_number;
    const char *lot;
    bool inside; /* what has it is inside trays */
};

/* A unit on a hold's list. */
struct caught {
    const char *serial;
    const char *part_number;
    int state;       /* enum unit_state */
    const char *via; /* NULL: the unit itself */
};
struct caught_list { LIST_OF(struct caught) list; };

/* Finds a lot that racks of the order have which are being built: the one that most of them have. False when there is
 * none. What is found lives in the arena. */
bool lot_search(struct plant *plant, const struct orders *orders, bool inside, struct arena *arena, struct lot *ret);

/* The hold as a request's body. */
const char *lot_body(const struct lot *lot, struct arena *arena);

/* What a hold on the lot would lie on; what one lies on. False: an answer was not as it should be. */
bool lot_preview(struct plant *plant, const struct lot *lot, struct arena *arena, struct caught_list *ret);
bool lot_list(struct plant *plant, int64_t hold, struct arena *arena, struct caught_list *ret);

/* Whether a rack has begun to burn in. */
bool lot_burnt_in(struct plant *plant, const struct caught *rack, struct arena *arena);

#endif
