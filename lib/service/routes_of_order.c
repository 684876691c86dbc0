#include "service/routes_of_order.h"

#include "store/find_list.h"

struct unit_operation *route_open(const struct product *product, int64_t unit_id, struct arena *arena)
{
    struct unit_operation *rows = arena_array(arena, product->operations.count, sizeof *rows);
    for (size_t i = 0; rows && i < product->operations.count; i++) {
        record_clear(&UNIT_OPERATION_RECORD, &rows[i]);
        rows[i].unit_id = unit_id;
        rows[i].operation = product->operations.items[i].definition->operation;
        rows[i].state = OPERATION_OPEN;
        rows[i].attempts = rows[i].failures = 0;
    }
    return rows;
}

/* Both lists are in the order of unit_id, so one pass matches them. */
static void lay_out(const struct product *product, const struct unit_operations *stored, struct routes_of_order *routes)
{
    size_t at = 0;
    for (size_t i = 0; i < routes->units.list.count; i++) {
        int64_t unit_id = routes->units.list.items[i].unit_id;
        while (at < stored->list.count && stored->list.items[at].unit_id < unit_id)
            at++;
        for (; at < stored->list.count && stored->list.items[at].unit_id == unit_id; at++) {
            int index = product_operation(product, stored->list.items[at].operation);
            if (index >= 0)
                routes->operations[i][index] = stored->list.items[at];
        }
    }
}

enum fault routes_of_order(struct session *session, const struct product *product, const char *order,
                           struct arena *arena, struct routes_of_order *ret)
{
    struct routes_of_order routes;
    struct unit_operations stored;
    enum fault fault = find_units_of_order(session->store, order, arena, &routes.units);
    if (fault == NOTHING_WRONG)
        fault = list_operations_of_order(session->store, order, arena, &stored);
    if (fault)
        return fault;
    routes.operations = arena_array(arena, routes.units.list.count, sizeof *routes.operations);
    if (!routes.operations)
        return FAULT_MEMORY;
    for (size_t i = 0; i < routes.units.list.count; i++) {
        routes.operations[i] = route_open(product, routes.units.list.items[i].unit_id, arena);
        if (!routes.operations[i])
            return FAULT_MEMORY;
    }
    lay_out(product, &stored, &routes);
    *ret = routes;
    return NOTHING_WRONG;
}
