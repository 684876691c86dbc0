/* Loading the holds that lie on a unit and around it. */
#ifndef RACKLINE_SNAPSHOT_HOLDS_H
#define RACKLINE_SNAPSHOT_HOLDS_H

#include "domain/rules.h"
#include "service/session.h"

/* Fills `lying` of the snapshot and of the units around it, and the occupant's run where there is one, if a hold lies
 * on the unit or around it; unit, outer and occupant are there. */
enum fault snapshot_load_lying(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills `component_unit_matched`; unit, outer, component_unit and holds are there. */
enum fault snapshot_load_matched(struct session *session, struct arena *arena, struct snapshot *snapshot);

#endif
