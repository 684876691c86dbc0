/* What quality decided since an event that is to be taken back, of all that its unit is with: internal to the snapshot.
 * The snapshot has its unit and what is around that. */
#ifndef RACKLINE_SNAPSHOT_DECIDED_H
#define RACKLINE_SNAPSHOT_DECIDED_H

#include "domain/rules.h"
#include "service/session.h"

/* Waivers that were revoked; operations that are to be done again; and decisions on faults. */
enum fault snapshot_load_revoked(struct session *session, struct arena *arena, struct snapshot *snapshot);
enum fault snapshot_load_reworked(struct session *session, struct arena *arena, struct snapshot *snapshot);
enum fault snapshot_load_decided(struct session *session, struct arena *arena, struct snapshot *snapshot);

#endif
