/* What a correction asks of how a run went on: internal to the snapshot. */
#ifndef RACKLINE_SNAPSHOT_TIMED_H
#define RACKLINE_SNAPSHOT_TIMED_H

#include "domain/rules.h"
#include "service/session.h"

/* Fills what is about a voided pause, resumption or end of a run; nothing for other kinds. The snapshot has its unit,
 * operation and run. */
enum fault snapshot_load_timed(struct session *session, struct arena *arena, struct snapshot *snapshot);

#endif
