/* Loading the holds there are, and those that lie on a unit and around it. */
#ifndef RACKLINE_SNAPSHOT_HOLDS_H
#define RACKLINE_SNAPSHOT_HOLDS_H

#include "domain/rules.h"
#include "service/session.h"

/* Fills `holds`. Everything below asks nothing of the store where there are none. */
enum fault snapshot_load_holds(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Whether a hold lies on a unit. */
enum fault snapshot_unit_held(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                              bool *ret);

/* Whether a hold on its order as a whole lies on a unit: it may have been released out of it. */
enum fault snapshot_order_held(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                               struct arena *arena, bool *ret);

/* Fills `lying` of the snapshot and of the units around it, all of the occupant and the run that put it there, if a hold
 * lies on the unit or around it; unit, outer and occupant are there. */
enum fault snapshot_load_lying(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills all of the occupant, which is there or not, its run and when it was put there. */
enum fault snapshot_load_occupant_whole(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills `lifted` of the snapshot and of the units around it; unit, outer, run and holds are there. */
enum fault snapshot_load_lifted(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills `component_unit_matched`; unit, outer, component_unit and holds are there. */
enum fault snapshot_load_matched(struct session *session, struct arena *arena, struct snapshot *snapshot);

#endif
