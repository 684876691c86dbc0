/* The thread that waits for the disk when the log was copied into the database, so that the writer need not. */
#ifndef RACKLINE_SYNCING_H
#define RACKLINE_SYNCING_H

#include "base/fault.h"
#include "base/reason.h"

struct session;
struct syncing;

/* Of a session that writes, before its first batch. */
enum fault syncing_start(struct session *session, struct syncing **ret, struct reasons *reasons);
/* After its last batch, and before it is closed. NULL is safe. */
void syncing_free(struct syncing *syncing);

#endif
