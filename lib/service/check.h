/* Checking a database as a whole. */
#ifndef RACKLINE_CHECK_H
#define RACKLINE_CHECK_H

#include "base/buffer.h"
#include "base/fault.h"
#include "base/progress.h"
#include "base/reason.h"

/* Looks at every page, index and reference; verifies that the journal has no gap and that its head's tree is that of its
 * bytes; makes every table again from the journal, in a folder for what is temporary (TMPDIR, or /tmp), and compares. A
 * line an outcome goes to `report`. FAULT_CORRUPT when anything is not as it must be, FAULT_NOT_FOUND when there is no
 * database; FAULT_BUSY when a daemon has it open, whose log would grow all the while: a backup of it can be checked. */
enum fault database_check(const char *path, const struct progress *progress, struct buffer *report,
                          struct reasons *reasons);

#endif
