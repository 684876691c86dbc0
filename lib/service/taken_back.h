/* What a correction changes of what holds caught: a unit lies under a hold no more when what matched is gone with the
 * event and nothing else of it, or inside it, matches; and one that a part is in again lies under what holds that. */
#ifndef RACKLINE_TAKEN_BACK_H
#define RACKLINE_TAKEN_BACK_H

#include "domain/rules.h"
#include "service/session.h"

/* A unit that a hold lies on, which matches something of it. */
struct caught {
    int64_t hold_id;
    struct selector selector;
    const struct unit *unit;
    size_t depth; /* how far out from the snapshot's unit it is */
    int64_t lifted; /* journal position at which the unit was released out of it before, where only what matched since
                       is why it lies there again; absent: all that matches is */
};
struct caught_list {
    LIST_OF(struct caught) list;
};

/* Of the snapshot's unit and those that contain it, innermost first: before the correction is applied. FAULT_MEMORY,
 * FAULT_IO, FAULT_CORRUPT. */
enum fault caught_before(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                         struct caught_list *ret);

/* After it: appends hold.lifted for each of which nothing matches any more, and nothing did that has left it since it
 * was caught: that the part is gone lifts no hold. Where the unit was released out of it before, and caught again by
 * work, nothing counts that whoever released it knew of: what had matched by then, and what came in such a run since. */
enum fault caught_after(struct session *session, const struct snapshot *snapshot, const struct caught_list *before,
                        const struct event_corrected *correction, struct arena *arena);

/* After the correction of a removal, too: appends hold.extended for the holds in force that are about the part, or what
 * is inside it, and do not lie on the unit that it is in again or around that. */
enum fault caught_again(struct session *session, const struct snapshot *snapshot, struct arena *arena);

#endif
