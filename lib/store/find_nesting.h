/* Finding the units around a unit and those in it. As in find.h. */
#ifndef RACKLINE_FIND_NESTING_H
#define RACKLINE_FIND_NESTING_H

#include "domain/nesting.h"
#include "store/find.h"

/* The unit that a unit is installed in, and the position there. FAULT_NOT_FOUND when it is in none. */
struct holder {
    int64_t unit_id;
    const char *position;
    int64_t installation_id;
    int64_t installed; /* time */
};
enum fault find_holder(struct store *store, int64_t unit_id, struct arena *arena, struct holder *ret);

/* The unit that contains all that contain a unit: the unit itself where it is installed in none. */
enum fault find_outermost(struct store *store, int64_t unit_id, int64_t *ret);

/* The same where it was shipped: what a unit left in, or with. FAULT_NOT_FOUND: it is here. */
enum fault find_left_with(struct store *store, int64_t unit_id, struct arena *arena, struct unit *ret);
/* Units of an order that could still leave: completed, or in work, as one that is mended after its order was cancelled,
 * and in none that left. */
enum fault count_units_here(struct store *store, const char *order, int64_t *ret);
/* Units that are installed in others and on which something runs or is paused at a station. */
struct unit_id {
    int64_t unit_id;
};
struct unit_ids {
    LIST_OF(struct unit_id) list;
};
enum fault list_installed_at_station(struct store *store, const char *station, struct arena *arena,
                                     struct unit_ids *ret);

/* Units directly inside a unit that are in process or in repair; and how many. */
struct inner_units {
    LIST_OF(struct inner_unit) list;
};
enum fault find_unfinished_inside(struct store *store, int64_t unit_id, struct arena *arena, struct inner_units *ret);
enum fault count_unfinished_inside(struct store *store, int64_t unit_id, int64_t *ret);

/* What is not approved any more in a unit and in those inside it, at any depth. */
struct unapproved_parts {
    LIST_OF(struct unapproved_part) list;
};
enum fault find_unapproved_within(struct store *store, int64_t unit_id, struct arena *arena,
                                  struct unapproved_parts *ret);

/* Positions of a unit, and of those that were inside it then at any depth, that were filled or emptied after a journal
 * position; what a correction voided is left out. In the order of the journal. */
struct changes {
    LIST_OF(struct changed) list;
};
enum fault find_changed_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                              struct changes *ret);
/* Waivers of a unit, and of those inside it at any depth, that were revoked after a journal position; likewise. */
struct revoked_waivers {
    LIST_OF(struct revoked_waiver) list;
};
enum fault find_revoked_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                              struct revoked_waivers *ret);
/* What quality sent back after a journal position, of a unit and of those inside it at any depth; likewise. */
struct reworked_list {
    LIST_OF(struct reworked) list;
};
enum fault find_reworked_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                               struct reworked_list *ret);
/* Operations that run or are paused on a unit and on those inside it at any depth. */
struct open_runs {
    LIST_OF(struct open_run) list;
};
enum fault find_runs_open_inside(struct store *store, int64_t unit_id, struct arena *arena, struct open_runs *ret);

#endif
