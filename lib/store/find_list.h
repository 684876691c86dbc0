/* Lists of things, in pages by key, and counts over them. As in find.h. A page begins after the key given (NULL or 0:
 * at the beginning) and has at most `limit` rows. */
#ifndef RACKLINE_FIND_LIST_H
#define RACKLINE_FIND_LIST_H

#include "store/find.h"

struct products { LIST_OF(struct product_row) list; };
struct orders { LIST_OF(struct order) list; };
struct stations { LIST_OF(struct station) list; };
struct operators { LIST_OF(struct operator) list; };
struct tools { LIST_OF(struct tool) list; };
struct defects { LIST_OF(struct defect) list; };
struct tokens { LIST_OF(struct token) list; };

/* By part number and revision. */
enum fault list_products(struct store *store, const char *part_number, const char *revision, int64_t limit,
                         struct arena *arena, struct products *ret);
enum fault list_orders(struct store *store, const char *after, int64_t limit, struct arena *arena, struct orders *ret);
/* Orders released or in process, the most urgent first: by priority, due date, number. */
enum fault list_orders_active(struct store *store, struct arena *arena, struct orders *ret);
/* Those, and cancelled ones of which a unit is in work that was finished once or is inside another; likewise. */
enum fault list_orders_worked_on(struct store *store, struct arena *arena, struct orders *ret);
/* Orders of which a completed unit may not leave: a fault is not closed, or a part not approved, on it or inside it. */
struct order_blocked {
    const char *order;
};
extern const struct record ORDER_BLOCKED_RECORD;
struct orders_blocked {
    LIST_OF(struct order_blocked) list;
};
enum fault list_orders_blocked(struct store *store, struct arena *arena, struct orders_blocked *ret);
/* Units by unit_id; of one order (NULL: any), in one state (0: any). */
enum fault list_units(struct store *store, const char *order, int state, int64_t after_unit_id, int64_t limit,
                      struct arena *arena, struct units *ret);
enum fault list_stations(struct store *store, const char *after, int64_t limit, struct arena *arena,
                         struct stations *ret);
enum fault list_operators(struct store *store, const char *after, int64_t limit, struct arena *arena,
                          struct operators *ret);
enum fault list_tools(struct store *store, const char *after, int64_t limit, struct arena *arena, struct tools *ret);
enum fault list_defects(struct store *store, const char *after, int64_t limit, struct arena *arena,
                        struct defects *ret);
enum fault list_tokens(struct store *store, const char *after, int64_t limit, struct arena *arena, struct tokens *ret);
/* In one state (0: any). */
enum fault list_nonconformances(struct store *store, int state, int64_t after, int64_t limit, struct arena *arena,
                                struct nonconformances *ret);
enum fault list_waivers(struct store *store, int64_t after, int64_t limit, struct arena *arena, struct waivers *ret);

/* All runs running or paused, by station. */
enum fault list_runs_open(struct store *store, struct arena *arena, struct runs *ret);

/* Units of an order neither completed, shipped nor scrapped, by unit_id. */
enum fault list_units_unfinished(struct store *store, const char *order, int64_t after_unit_id, int64_t limit,
                                 struct arena *arena, struct units *ret);
/* The operations begun on units of a range of ids, both ends included, by unit_id. The units of an order have ids next
 * to each other. */
enum fault list_operations_between(struct store *store, int64_t first_unit_id, int64_t last_unit_id,
                                   struct arena *arena, struct unit_operations *ret);

/* Runs running or paused on the units of an order. */
enum fault count_runs_open(struct store *store, const char *order, int64_t *ret);
/* Orders neither closed nor cancelled that are planned for a revision of a product, or have a unit of it. */
enum fault count_orders_open(struct store *store, const char *part_number, const char *revision, int64_t *ret);
/* Units of a product on a day, of orders on the floor or completed since it began: due before its end and not completed
 * before it began, those of them completed since, and all completed since. */
struct day_count {
    const char *part_number;
    int64_t due, due_done, done;
};
extern const struct record DAY_COUNT_RECORD;
struct day_counts { LIST_OF(struct day_count) list; };
enum fault count_units_of_day(struct store *store, int64_t begin_us, int64_t end_us, struct arena *arena,
                              struct day_counts *ret);
/* Units of an order in a state; of all orders when `order` is NULL. */
enum fault count_units(struct store *store, const char *order, int state, int64_t *ret);

#endif
