/* Applying: the only code that changes state tables. One function a kind of entry; it decides nothing, for what was
 * decided stands in the entry. So every table can be dropped and made again from the journal. */
#ifndef RACKLINE_APPLY_H
#define RACKLINE_APPLY_H

#include "base/buffer.h"
#include "base/progress.h"
#include "domain/event.h"
#include "store/store.h"

/* Applies one entry, whose journal_position is set. FAULT_CORRUPT when it speaks of something that is not there. */
enum fault entry_apply(struct store *store, const struct entry *entry);

/* Makes every state table again from the journal, in a scratch database at `scratch_path` (made, and removed
 * afterwards; FAULT_INVALID when something is there), and compares table by table; verifies that the journal has no
 * gap, that its columns say what its bytes say, and that its head's tree is that of its bytes. Begins a transaction of
 * the store and ends it. A line an outcome goes to `report`. FAULT_CORRUPT, with reasons, when anything differs;
 * FAULT_STOPPING when whoever waits ended it. */
enum fault rebuild_compare(struct store *store, const char *scratch_path, const struct progress *progress,
                           struct buffer *report, struct reasons *reasons);

/* Fills from the journal what a database of an older version has not: the history of its units. Nothing where that is
 * there, or no unit is. Replays the journal into a scratch database beside `path`, the store's own: this takes as long
 * as making every table again, once. Begins a transaction of the store and ends it. */
enum fault rebuild_fill(struct store *store, const char *path, struct reasons *reasons);

#endif
