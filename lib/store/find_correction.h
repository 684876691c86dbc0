/* Finding what a correction is about. As in find.h. */
#ifndef RACKLINE_FIND_CORRECTION_H
#define RACKLINE_FIND_CORRECTION_H

#include "store/find.h"

/* Whether a correction names the entry at a journal position already. */
enum fault find_corrected(struct store *store, int64_t journal_position, bool *ret);

/* The installation that a removal at a journal position ended. */
enum fault find_installation_removed_by(struct store *store, int64_t journal_position, struct arena *arena,
                                        struct installation *ret);

/* Whether anything was installed, measured, answered or signed in a run, and not voided. */
enum fault find_run_has_evidence(struct store *store, int64_t run_id, bool *ret);

#endif
