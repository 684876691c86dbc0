/* How long a run had run, as the journal says it. */
#ifndef RACKLINE_RAN_BY_H
#define RACKLINE_RAN_BY_H

#include "service/session.h"
#include "store/journal.h"

/* What a run had accumulated by an entry that began it, paused it, let it go on or ended it, or by the correction of
 * such a one but its start. FAULT_CORRUPT: it is no such entry. */
enum fault ran_by(struct session *session, const struct entry *entry, struct arena *arena, int64_t *ret_us);

#endif
