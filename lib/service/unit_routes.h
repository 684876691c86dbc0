/* Many units with the state of all their operations, read in one statement. */
#ifndef RACKLINE_UNIT_ROUTES_H
#define RACKLINE_UNIT_ROUTES_H

#include "service/session.h"
#include "store/find.h"

/* One row for each operation of a routing, open and never begun; NULL when memory is out. */
struct unit_operation *route_open(const struct product *product, int64_t unit_id, struct arena *arena);

/* The operations of one unit, one row for each of the product's routing. FAULT_CORRUPT for one that it has not. */
enum fault unit_route(struct session *session, const struct product *product, int64_t unit_id, struct arena *arena,
                      const struct unit_operation **ret);

/* A unit's own revision, which need not be its order's, and one row for each operation of its routing. */
struct unit_route {
    const struct product *product;
    struct unit_operation *operations;
};

/* The route of each of `units`, which stand in the order of their ids and are of one order. */
enum fault unit_routes(struct session *session, const struct units *units, struct arena *arena,
                       struct unit_route **ret);

#endif
