/* Comparing the state tables of two databases. */
#ifndef RACKLINE_REBUILD_TABLES_H
#define RACKLINE_REBUILD_TABLES_H

#include "base/buffer.h"
#include "base/progress.h"
#include "store/db.h"

/* Compares every state table row by row, in the order of its key. Writes a line for each to the report, and adds a
 * reason for each that differs, with the first difference: FAULT_CORRUPT then. */
enum fault tables_compare(struct db *stored, struct db *rebuilt, const struct progress *progress, struct buffer *report,
                          struct reasons *reasons);

#endif
