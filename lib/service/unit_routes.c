#include "service/unit_routes.h"

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

enum fault unit_route(struct session *session, const struct product *product, int64_t unit_id, struct arena *arena,
                      const struct unit_operation **ret)
{
    struct unit_operation *rows = route_open(product, unit_id, arena);
    struct unit_operations stored;
    if (!rows)
        return FAULT_MEMORY;
    enum fault fault = find_operations(session->store, unit_id, arena, &stored);
    for (size_t i = 0; fault == NOTHING_WRONG && i < stored.list.count; i++) {
        int index = product_operation(product, stored.list.items[i].operation);
        if (index < 0)
            return FAULT_CORRUPT;
        rows[index] = stored.list.items[i];
    }
    if (fault == NOTHING_WRONG)
        *ret = rows;
    return fault;
}

static enum fault open_route(struct session *session, const struct unit *unit, struct arena *arena,
                             struct unit_route *ret)
{
    enum fault fault = session_product(session, unit->part_number, unit->revision, &ret->product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    ret->operations = route_open(ret->product, unit->unit_id, arena);
    return ret->operations ? NOTHING_WRONG : FAULT_MEMORY;
}

/* Both lists are in the order of unit_id, so one pass matches them. */
static void lay_out(const struct units *units, const struct unit_operations *stored, struct unit_route *routes)
{
    size_t at = 0;
    for (size_t i = 0; i < units->list.count; i++) {
        int64_t unit_id = units->list.items[i].unit_id;
        while (at < stored->list.count && stored->list.items[at].unit_id < unit_id)
            at++;
        for (; at < stored->list.count && stored->list.items[at].unit_id == unit_id; at++) {
            int index = product_operation(routes[i].product, stored->list.items[at].operation);
            if (index >= 0)
                routes[i].operations[index] = stored->list.items[at];
        }
    }
}

enum fault unit_routes(struct session *session, const struct units *units, struct arena *arena, struct unit_route **ret)
{
    size_t count = units->list.count;
    struct unit_route *routes = arena_array(arena, count, sizeof *routes);
    enum fault fault = routes ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i < count && !fault; i++)
        fault = open_route(session, &units->list.items[i], arena, &routes[i]);
    struct unit_operations stored = {.list = {.count = 0}};
    if (!fault && count)
        fault = list_operations_between(session->store, units->list.items[0].unit_id,
                                        units->list.items[count - 1].unit_id, arena, &stored);
    if (fault)
        return fault;
    lay_out(units, &stored, routes);
    *ret = routes;
    return NOTHING_WRONG;
}
