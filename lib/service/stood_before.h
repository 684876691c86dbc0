/* How a unit stood on a hold's list before it was caught again. */
#ifndef RACKLINE_STOOD_BEFORE_H
#define RACKLINE_STOOD_BEFORE_H

#include "domain/edit.h"
#include "service/session.h"

/* Of a unit that a hold lies on. The list says only how it is; how it was, when the unit had been released out of it,
 * the journal says. NULL: it was not, or it was caught again at a time when the entry did not say what came before. In
 * the arena. */
enum fault stood_before(struct session *session, int64_t hold_id, const struct unit *unit, struct arena *arena,
                        const struct stood **ret);

#endif
