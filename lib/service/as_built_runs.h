/* How a unit was proven: its runs with their evidence, for the as-built record. */
#ifndef RACKLINE_AS_BUILT_RUNS_H
#define RACKLINE_AS_BUILT_RUNS_H

#include "service/as_built_then.h"
#include "service/views_as_built.h"

/* Fills view->runs with the unit's runs begun until then, as they stood, and what was recorded in them until then.
 * `product` is what the unit was built to then, `filled` the installation in each of its positions, 0 in an empty one. */
enum fault as_built_runs(struct session *session, struct request *request, const struct unit *unit,
                         const struct product *product, const int64_t *filled, const struct as_then *then,
                         struct as_built_view *view);

#endif
