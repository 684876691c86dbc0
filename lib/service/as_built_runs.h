/* How a unit was proven: its runs with their evidence, for the as-built record. */
#ifndef RACKLINE_AS_BUILT_RUNS_H
#define RACKLINE_AS_BUILT_RUNS_H

#include "domain/state.h"
#include "service/views_unit.h"

/* Fills view->runs with the unit's runs begun at or before a journal position, and what was recorded in them until
 * then. */
enum fault as_built_runs(struct session *session, struct request *request, const struct unit *unit,
                         int64_t journal_position, struct as_built_view *view);

#endif
