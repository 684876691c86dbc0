/* Nonconformances as they are answered. */
#ifndef RACKLINE_NONCONFORMANCES_H
#define RACKLINE_NONCONFORMANCES_H

#include "service/views_unit.h"
#include "store/find.h"

/* One view a row, in the arena. `unit` is the one they all are of; NULL: each is looked up. */
enum fault nonconformance_views(struct session *session, const struct unit *unit, const struct nonconformances *rows,
                                struct arena *arena, struct nonconformance_view **ret);

#endif
