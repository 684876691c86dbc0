/* Loading what a correction is about: the entry it names, and through it the unit, the operation and the part. */
#ifndef RACKLINE_SNAPSHOT_VOIDED_H
#define RACKLINE_SNAPSHOT_VOIDED_H

#include "service/snapshot.h"

/* Fills the voided members of the snapshot and turns the question to what the voided entry speaks of; its operator
 * stays the one who corrects. Leaves both as they are when no entry has the id. */
enum fault snapshot_load_voided(struct session *session, struct snapshot_question *question, struct arena *arena,
                                struct snapshot *snapshot);

/* Fills snapshot->closed; the voided entry and the unit are there. */
enum fault snapshot_load_closed(struct session *session, struct arena *arena, struct snapshot *snapshot);

#endif
