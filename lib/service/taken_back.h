/* What a correction changes of what holds caught: the list of a hold says what it would if the event had never been. A
 * unit is off it where nothing else of it, or inside it, ever matched, and stands there as it did before the slip where
 * that caught it again. */
#ifndef RACKLINE_TAKEN_BACK_H
#define RACKLINE_TAKEN_BACK_H

#include "domain/rules.h"
#include "service/still_caught.h"

struct caught_list {
    LIST_OF(struct caught) list;
};

/* Units that stand on holds' lists for what may be gone with the voided event, whether they were released out of the
 * hold or not, and the hold as a whole or not: the snapshot's, then those that it is in or was since; and those in a
 * unit that was put in. Before the correction is applied. FAULT_MEMORY, FAULT_IO, FAULT_CORRUPT. */
enum fault caught_before(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                         struct caught_list *ret);

/* After it: appends hold.lifted for each of which the hold has no such reason any more (service/still_caught.h). */
enum fault caught_after(struct session *session, const struct caught_list *before,
                        const struct event_corrected *correction, struct arena *arena);

#endif
