/* Checking a database as a whole. */
#ifndef RACKLINE_CHECK_H
#define RACKLINE_CHECK_H

#include "base/buffer.h"
#include "base/fault.h"
#include "base/reason.h"

/* Makes every table again from the journal, in a folder for what is temporary (TMPDIR, or /tmp), and compares; verifies
 * that the journal has no gap and that its head's tree is that of its bytes. No daemon may have the database open. A
 * line an outcome goes to `report`. FAULT_CORRUPT when anything differs, FAULT_NOT_FOUND when there is no database. */
enum fault journal_check(const char *path, struct buffer *report, struct reasons *reasons);

#endif
