/* What is to be taken out, while it is in its place: what quality decided on, and what its position does not take. */
#ifndef RACKLINE_LEAVING_H
#define RACKLINE_LEAVING_H

#include "domain/product.h"
#include "domain/state.h"

/* A part that is to be replaced, scrapped or returned, or is not approved any more, or a unit that is to be scrapped,
 * as the unit that it is in sees it, and each around that. */
struct leaving {
    int64_t nonconformance_id; /* by which it goes; absent: it is not approved, */
    int64_t unapproved_by;     /* since this journal position */
    int64_t unit_id;           /* who sees it */
    const char *position;      /* of that unit */
    const char *path;          /* from there down to it, where it is inside the unit there; NULL: it is what is there */
};
struct leaving_list {
    LIST_OF(struct leaving) list;
};

/* By what the part that is in a position of a unit goes; NULL: it stays. */
const struct leaving *leaving_at(const struct leaving_list *leaving, int64_t unit_id, const char *position);

/* The operations of a unit as they will stand once all of that is out: what falls by it is invalidated. `operations` has
 * one row for each of the routing, and is what comes back where nothing leaves the unit. FAULT_MEMORY. */
enum fault route_after_leaving(const struct product *product, const struct unit_operation *operations,
                               const struct leaving_list *leaving, int64_t unit_id, struct arena *arena,
                               const struct unit_operation **ret);

#endif
