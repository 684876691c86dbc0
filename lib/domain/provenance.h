/* Where a part comes from and what it goes by, as one scan says it or as it is on record. */
#ifndef RACKLINE_PROVENANCE_H
#define RACKLINE_PROVENANCE_H

#include "base/fault.h"
#include "domain/state.h"

struct component_installed;

enum { PART_NAMES_MAX = 50 }; /* firmware, identifiers: each */

/* Members that are not known are absent. */
struct provenance {
    const char *revision;
    const char *lot;
    const char *supplier;
    const char *country;
    const char *origin_site;
    LIST_OF(struct firmware) firmware;
    LIST_OF(struct identifier) identifiers;
};
extern const struct record PROVENANCE_RECORD;

struct provenance provenance_scanned(const struct component_installed *data);
struct provenance provenance_installed(const struct installation *row);

/* What is on record and not said: of firmware what has another name, of identifiers what is not among the said ones,
 * and of no kind that a part has one of and that is said. No more of either list than PART_NAMES_MAX leave room for.
 * FAULT_MEMORY. */
enum fault provenance_unsaid(const struct provenance *said, const struct provenance *on_record, struct arena *arena,
                             struct provenance *ret);
bool provenance_is_empty(const struct provenance *provenance);

/* What is said, and what provenance_unsaid found beside it. FAULT_MEMORY. */
enum fault provenance_join(const struct provenance *said, const struct provenance *unsaid, struct arena *arena,
                           struct provenance *ret);

/* An installation as it would read if its scan had said what was only on record (NULL: nothing was). FAULT_MEMORY. */
enum fault provenance_fill_in(const struct component_installed *data, const struct provenance *unsaid,
                              struct arena *arena, struct component_installed *ret);

#endif
