/* Where a part comes from and what it goes by, as one scan says it or as it is on record. */
#ifndef RACKLINE_PROVENANCE_H
#define RACKLINE_PROVENANCE_H

#include "base/fault.h"
#include "domain/state.h"

struct component_described;
struct component_installed;
struct component_received;

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
    LIST_OF(const char *) unknown; /* of what is described: members of which nothing is known but what is said */
};
extern const struct record PROVENANCE_RECORD;

/* Fields of a record that says it: all but the names a part goes by. */
#define ORIGIN_FIELDS(type)                                                                                            \
    FIELD_TEXT(type, revision, OPTIONAL, 1, 64, "its revision"), FIELD_TEXT(type, lot, OPTIONAL, 1, 64, "its lot"),    \
        FIELD_TEXT(type, supplier, OPTIONAL, 1, 120, "who supplied it"),                                               \
        FIELD_TEXT(type, country, OPTIONAL, 2, 2, "country of origin, ISO 3166-1 alpha-2"),                            \
        FIELD_TEXT(type, origin_site, OPTIONAL, 1, 120, "where it was made"),                                          \
        FIELD_LIST(type, firmware, OPTIONAL, 0, PART_NAMES_MAX, &FIRMWARE_RECORD, "firmware on it")
enum { ORIGIN_MEMBERS = 6 };

struct provenance provenance_scanned(const struct component_installed *data);
struct provenance provenance_described(const struct component_described *data);
struct provenance provenance_received(const struct component_received *data);
struct provenance provenance_installed(const struct installation *row);

/* What is on record and not said: of firmware what has another name, of identifiers what is not among the said ones,
 * and of no kind that a part has one of and that is said. No more of either list than PART_NAMES_MAX leave room for.
 * FAULT_MEMORY. */
enum fault provenance_unsaid(const struct provenance *said, const struct provenance *on_record, struct arena *arena,
                             struct provenance *ret);
bool provenance_is_empty(const struct provenance *provenance);

/* What stays on record once it is described so: what is unsaid, but of a kind of identifiers that is said, and of what
 * is said to be unknown, nothing. FAULT_MEMORY. */
enum fault provenance_undescribed(const struct provenance *said, const struct provenance *on_record,
                                  struct arena *arena, struct provenance *ret);
bool provenance_names(const struct provenance *said); /* whether it speaks of identifiers */
bool provenance_is_member(const char *name);          /* one that may be unknown */

/* Whether anything is said that is not on record so; and what is on record of that which is said, be it the same or
 * another. FAULT_MEMORY. */
bool provenance_differs(const struct provenance *said, const struct provenance *on_record);
enum fault provenance_replaced(const struct provenance *said, const struct provenance *on_record, struct arena *arena,
                               struct provenance *ret);

/* What is said, and what provenance_unsaid found beside it. FAULT_MEMORY. */
enum fault provenance_join(const struct provenance *said, const struct provenance *unsaid, struct arena *arena,
                           struct provenance *ret);

/* An installation as it would read if its scan had said what was only on record (NULL: nothing was). FAULT_MEMORY. */
enum fault provenance_fill_in(const struct component_installed *data, const struct provenance *unsaid,
                              struct arena *arena, struct component_installed *ret);
/* One as it reads once the part is described so. FAULT_MEMORY. */
enum fault provenance_describe(const struct installation *part, const struct provenance *said, struct arena *arena,
                               struct installation *ret);
/* One of before, as far as it still goes. FAULT_MEMORY. */
enum fault provenance_leave(const struct provenance *said, struct arena *arena, struct installation *row);

#endif
