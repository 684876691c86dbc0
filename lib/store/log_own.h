/* Whether a write-ahead log is that of the database that it stands beside. */
#ifndef RACKLINE_LOG_OWN_H
#define RACKLINE_LOG_OWN_H

#include "store/db.h"

/* Opens a database as db_open does, but not with another one's log, or its own of another time: SQLite takes any log
 * that is sound in itself. The journal only grows, so what it holds with the log must go on from what the file alone
 * holds, entry by entry. FAULT_INVALID, with the reason "database-log-other", where it does not; nothing is changed
 * then, nor beside the file. Nothing is said where the file alone holds no journal that could be read, as one does that
 * was killed while it copied its log for the first time. */
enum fault log_own_open(const char *path, enum db_mode mode, struct db **ret, struct reasons *reasons);

#endif
