/* Whether a write-ahead log is what its daemon left. */
#ifndef RACKLINE_LOG_WHOLE_H
#define RACKLINE_LOG_WHOLE_H

#include "base/fault.h"
#include "base/reason.h"

/* After a kill the log's index (-shm) still tells how many pages of the log were committed; SQLite makes it anew when it
 * opens the database, from what it can read of the log, and passes over the rest in silence. FAULT_INVALID, with the
 * reason "database-log-cut", where fewer can be read: what was acknowledged would be missing. Nothing is said of an empty
 * log of which the index tells that all was copied into the file; nor of one whose index is not there, is damaged, or is
 * of a log before it, as after a power cut; nor where the database is written meanwhile. `path` has no links in it.
 * FAULT_MEMORY. */
enum fault log_check_whole(const char *path, struct reasons *reasons);

#endif
