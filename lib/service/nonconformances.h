/* Nonconformances as they are answered. */
#ifndef RACKLINE_NONCONFORMANCES_H
#define RACKLINE_NONCONFORMANCES_H

#include "service/views_unit.h"
#include "store/find.h"

/* One view a row, in the arena. `unit` is the one they all are of; NULL: each is looked up. */
enum fault nonconformance_views(struct session *session, const struct unit *unit, const struct nonconformances *rows,
                                struct arena *arena, struct nonconformance_view **ret);

/* What the actions of a nonconformance are judged by, in the arena. */
enum fault nonconformance_case_of(struct session *session, const struct unit *unit,
                                  const struct nonconformance *nonconformance, struct arena *arena,
                                  struct nonconformance_case *ret);

#endif
