/* Whether a hold has, or had, a reason to catch a unit, as the tables stand. */
#ifndef RACKLINE_STILL_CAUGHT_H
#define RACKLINE_STILL_CAUGHT_H

#include "service/caught_times.h"
#include "store/find_hold.h"

/* A unit that stands on a hold's list. */
struct caught {
    const struct hold *hold;
    const struct unit *unit;
};

/* Something matches of it, or inside it; or a unit inside it was caught in there; or something was in it since it was
 * caught, has left it, and matched. Of a hold that was released as a whole what came after that counts for nothing.
 *
 * Where the unit had been released out of it before, and caught again by work, nothing counts that whoever released it
 * knew of: what had matched by then, and what came in such a run since. FAULT_MEMORY, FAULT_IO, FAULT_CORRUPT. */
enum fault find_still_caught(struct session *session, const struct caught *caught, const struct caught_time *by,
                             struct arena *arena, bool *ret);

/* Whether a hold's selector matches a unit or anything inside it. */
enum fault find_matching(struct session *session, const struct selector *selector, int64_t unit_id, bool *ret);

/* What a selector is asked of a part that is in a unit, or was, but for what is around it. In the arena. */
enum fault load_candidate(struct session *session, const struct installation *part, struct arena *arena,
                          struct candidate *ret);

#endif
