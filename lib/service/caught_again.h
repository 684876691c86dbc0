/* What holds catch that a removal was taken back: the part is where it was, and so is what it matches there. */
#ifndef RACKLINE_CAUGHT_AGAIN_H
#define RACKLINE_CAUGHT_AGAIN_H

#include "domain/rules.h"
#include "service/session.h"

/* After the correction was applied; of another event's nothing. Appends hold.extended for the holds in force that are
 * about the part, or what is inside it: for the unit that it is in again and those around it, unless a hold lies there
 * or the unit was released out of it with the part inside; and for what is inside the part and matches only there. Each
 * stands on the list as a hold placed now would list it. FAULT_MEMORY, FAULT_IO, FAULT_CORRUPT. */
enum fault caught_again(struct session *session, const struct snapshot *snapshot, struct arena *arena);

#endif
