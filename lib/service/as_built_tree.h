/* What is inside a unit, down to its trays' own components, for the as-built record. */
#ifndef RACKLINE_AS_BUILT_TREE_H
#define RACKLINE_AS_BUILT_TREE_H

#include "service/as_built_faults.h"
#include "service/as_built_then.h"
#include "service/descriptions.h"
#include "service/request.h"
#include "service/views_as_built.h"
#include "service/waivers.h"
#include "store/find.h"

/* What is gathered on the way down. The first four are given; the rest begins zeroed and lives in the request's arena. */
struct as_built_tree {
    struct session *session;
    struct request *request;
    const struct as_then *then;
    bool frozen; /* the record that a unit left with, beside which stands what was said of its parts later */
    struct description_view_list descriptions;
    struct as_built_fault_list faults;
    struct as_built_hold_list holds;
    struct waivers waivers;
    struct unit_places units;        /* that the tree is of */
    struct country_share *countries; /* by as_built_countries */
    size_t country_count;
    int64_t components; /* pieces that are not built here themselves */
};
struct as_built_components {
    LIST_OF(struct as_built_component) list;
};

/* The components of a unit, and the rows that they were made of, as of then. `product` is what it was built to then.
 * FAULT_CORRUPT where a position is not its product's, FAULT_MEMORY, or a fault of the store. */
enum fault as_built_tree_of(struct as_built_tree *tree, const struct unit *unit, const struct product *product,
                            struct as_built_components *ret, struct parts_then *ret_rows);

/* Fills view->countries: how many pieces come from each, the most first. */
void as_built_countries(struct as_built_tree *tree, struct as_built_view *view);

#endif
