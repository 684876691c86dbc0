/* Copies of a database as a whole, for the day the first one is lost. */
#ifndef RACKLINE_BACKUP_H
#define RACKLINE_BACKUP_H

#include "base/fault.h"
#include "base/progress.h"
#include "base/reason.h"

#include <stdint.h>

/* What a verified copy has. */
struct backup_facts {
    int64_t entries;     /* of its journal */
    int64_t recorded_us; /* the plant's time when it was last written; ABSENT_INTEGER: never */
};

/* Copies a database that no daemon has open into an empty file, with what a log beside it still holds. Nothing is locked:
 * a daemon that starts meanwhile is not kept from its work, and its log starts over when the copy is whole. */
enum fault backup_copy(const char *path, int descriptor, const struct progress *progress, struct reasons *reasons);

/* Verifies a copy that does not change any more, of this version or an older one: every page, index and reference, the
 * journal without a gap, and its tree; its tables are not made again, which database_check does. FAULT_CORRUPT,
 * FAULT_INVALID when it is no database of ours, FAULT_NEWER; with reasons. */
enum fault backup_verify(int descriptor, const struct progress *progress, struct backup_facts *ret,
                         struct reasons *reasons);

/* Puts a verified copy of `from` in the place of `path`, where nothing may be: FAULT_REFUSED with a reason when there is,
 * FAULT_BUSY when a daemon has either. Nothing is left of it when it fails. */
enum fault backup_restore(const char *from, const char *path, const struct progress *progress,
                          struct backup_facts *ret, struct reasons *reasons);

#endif
