/* What made evidence fall, for people. */
#ifndef RACKLINE_INVALIDATION_H
#define RACKLINE_INVALIDATION_H

#include "service/session.h"
#include "service/views_as_built.h"

/* What the entry at a journal position says of that, whose evidence fell on a unit. Lives in the arena. */
enum fault invalidation_at(struct session *session, const struct unit *unit, int64_t journal_position,
                           struct arena *arena, struct invalidation **ret);

#endif
