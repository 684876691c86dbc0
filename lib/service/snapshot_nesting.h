/* Loading the units around a snapshot's unit, and those in it. */
#ifndef RACKLINE_SNAPSHOT_NESTING_H
#define RACKLINE_SNAPSHOT_NESTING_H

#include "domain/rules.h"
#include "service/session.h"

/* How many unfinished units of an order are counted: a rule asks only whether one of them is the last. */
enum { UNFINISHED_MOST = 2 };

/* Fills snapshot->outer; the snapshot's unit and holds are there. */
enum fault snapshot_load_outer(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills snapshot->unfinished. */
enum fault snapshot_load_unfinished(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills snapshot->occupant_unit where the occupant is a unit built here. */
enum fault snapshot_load_occupant_unit(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills what changed in the snapshot's unit since a journal position. */
enum fault snapshot_load_changed(struct session *session, int64_t since, struct arena *arena,
                                 struct snapshot *snapshot);

/* Fills what a correction asks of the units around, and of the one that was installed or removed: what changed in the
 * unit and around it since the voided event, when they were moved to other revisions, the last work on the component,
 * where the unit itself was put, and what became of the run. */
enum fault snapshot_load_since(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* The part of it that is about a removal: where the part and others were since, what had been waived and fell, and when
 * the unit and those around it were completed last. */
enum fault snapshot_load_out(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* The part of it that is about an installation: the measurements, answers and signatures are those that were recorded
 * in its run since and not taken back, also where a removal has made them count no more. */
enum fault snapshot_load_recorded_with(struct session *session, struct arena *arena, struct snapshot *snapshot);

/* Fills snapshot->at_station_outermost; the runs at the station are there. */
enum fault snapshot_load_outermost(struct session *session, struct arena *arena, struct snapshot *snapshot);

#endif
