/* A backup that a running daemon is asked for. */
#ifndef RACKLINE_BACKUP_ASKED_H
#define RACKLINE_BACKUP_ASKED_H

#include "base/fault.h"
#include "base/reason.h"
#include "racklined/progress_bar.h"

/* Has the daemon that owns a database copy it into an empty file, and waits until it is whole. FAULT_IO with a reason
 * when it cannot be asked or did not manage; FAULT_STOPPING when a signal ended it. */
enum fault backup_ask(const char *database, int descriptor, struct progress_bar *bar, struct reasons *reasons);

#endif
