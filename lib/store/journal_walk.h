/* The journal from its first entry to its last: that none is missing, that time never goes back, and that the tree over
 * the bytes that are there is the one its head speaks of. */
#ifndef RACKLINE_JOURNAL_WALK_H
#define RACKLINE_JOURNAL_WALK_H

#include "base/progress.h"
#include "store/journal.h"

struct journal_walk {
    struct journal_head head; /* of what was walked */
    int64_t total;            /* entries that the head speaks of; 0: it cannot be read */
    const char *what;         /* is done meanwhile, for whoever waits */
    const struct progress *progress;
    struct reasons *reasons;
};

/* Begins in front of the first entry. FAULT_IO, FAULT_MEMORY; a head that contradicts itself is found at the end. */
enum fault journal_walk_begin(struct db *db, const char *what, const struct progress *progress, struct reasons *reasons,
                              struct journal_walk *ret);
/* Goes on to the entry that comes next. FAULT_CORRUPT with a reason when it is another; FAULT_STOPPING when whoever
 * waits ended it. */
enum fault journal_walk_step(struct journal_walk *walk, int64_t journal_position, int64_t recorded_us,
                             const char *bytes);
/* Adds a reason "journal-differs" about the entry that was come to, and is FAULT_CORRUPT. */
enum fault journal_walk_differs(const struct journal_walk *walk, const char *what);
/* Compares with the head, and writes a line to the report. FAULT_CORRUPT with a reason when it speaks of another. */
enum fault journal_walk_end(const struct journal_walk *walk, struct db *db, struct buffer *report);

/* All of that, of a database of any version. */
enum fault journal_verify(struct db *db, const struct progress *progress, struct buffer *report,
                          struct reasons *reasons);

#endif
