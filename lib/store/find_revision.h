/* Finding of which revisions units are, and were. As in find.h. */
#ifndef RACKLINE_FIND_REVISION_H
#define RACKLINE_FIND_REVISION_H

#include "store/find.h"

struct unit_revisions {
    LIST_OF(struct unit_revision) list;
};

/* Every move of a unit to another revision, in order. */
enum fault find_unit_revisions(struct store *store, int64_t unit_id, struct arena *arena, struct unit_revisions *ret);
/* The revision that a unit had at a journal position; NULL where it is the one it has now. */
enum fault find_revision_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                            const char **ret);
/* The journal position of its last move; ABSENT_INTEGER: there was none. */
enum fault find_last_revision(struct store *store, int64_t unit_id, int64_t *ret);

/* Operations that were begun on a unit or waived, and that a change of revision left out. */
enum fault find_operations_left_out(struct store *store, int64_t unit_id, struct arena *arena,
                                    struct unit_operations *ret);

/* The units built here that are in a unit now, with the revision that each has. */
struct part_revision {
    int64_t installation_id;
    const char *revision;
};
struct part_revisions {
    LIST_OF(struct part_revision) list;
};
enum fault find_part_revisions(struct store *store, int64_t unit_id, struct arena *arena, struct part_revisions *ret);

/* The revisions of an order's units, each once. */
struct order_revision {
    const char *revision;
};
struct order_revisions {
    LIST_OF(struct order_revision) list;
};
enum fault list_order_revisions(struct store *store, const char *order, struct arena *arena,
                                struct order_revisions *ret);

#endif
