/* All units of an order with the state of all their operations, read in two statements. */
#ifndef RACKLINE_ROUTES_OF_ORDER_H
#define RACKLINE_ROUTES_OF_ORDER_H

#include "service/session.h"
#include "store/find.h"

struct routes_of_order {
    struct units units;                 /* by sequence */
    struct unit_operation **operations; /* of each unit, one for each operation of the routing */
};

/* A unit whose revision is another than the order's is laid out by the order's product as far as the names agree. */
enum fault routes_of_order(struct session *session, const struct product *product, const char *order,
                           struct arena *arena, struct routes_of_order *ret);

/* One row for each operation of a routing, open and never begun; NULL when memory is out. */
struct unit_operation *route_open(const struct product *product, int64_t unit_id, struct arena *arena);

#endif
