#include "service/snapshot_nesting.h"

#include "service/kept_rows.h"
#include "service/snapshot_holds.h"
#include "service/unit_routes.h"
#include "store/find_hold.h"
#include "store/find_nesting.h"

/* The unit and its order. */
static enum fault load_unit_and_order(struct session *session, int64_t unit_id, struct arena *arena,
                                      const struct unit **ret_unit, const struct order **ret_order)
{
    struct unit *unit = arena_alloc(arena, sizeof *unit);
    if (!unit)
        return FAULT_MEMORY;
    enum fault fault = find_unit(session->store, unit_id, arena, unit);
    if (fault == NOTHING_WRONG)
        fault = kept_order(session, unit->order, arena, ret_order);
    *ret_unit = unit;
    return fault;
}

static enum fault load_counts(struct session *session, const struct snapshot *snapshot, struct outer_unit *outer)
{
    enum fault fault = snapshot_unit_held(session, snapshot, outer->unit, &outer->unit_held);
    if (fault == NOTHING_WRONG)
        fault = find_condemned(session->store, outer->unit->unit_id, &outer->condemned_by);
    if (fault == NOTHING_WRONG)
        fault = count_unfinished_inside(session->store, outer->unit->unit_id, &outer->units_unfinished);
    if (fault == NOTHING_WRONG)
        fault = count_nonconformances_open(session->store, outer->unit->unit_id, &outer->nonconformances_open);
    if (fault == NOTHING_WRONG)
        fault = count_nonconformances_open_inside(session->store, outer->unit->unit_id,
                                                  &outer->nonconformances_open_inside);
    if (fault == NOTHING_WRONG)
        fault = count_order_units_unfinished(session->store, outer->unit->order, UNFINISHED_MOST,
                                             &outer->order_units_unfinished);
    return fault;
}

/* The unit that directly contains another. */
static enum fault load_holder(struct session *session, int64_t unit_id, struct arena *arena,
                              const struct snapshot *snapshot, struct outer_unit *ret)
{
    struct holder holder;
    enum fault fault = find_holder(session->store, unit_id, arena, &holder);
    if (fault == NOTHING_WRONG)
        fault = load_unit_and_order(session, holder.unit_id, arena, &ret->unit, &ret->order);
    if (fault == NOTHING_WRONG)
        fault = session_product(session, ret->unit->part_number, ret->unit->revision, &ret->product);
    if (fault == NOTHING_WRONG)
        fault = unit_route(session, ret->product, holder.unit_id, arena, &ret->operations);
    if (fault == NOTHING_WRONG)
        fault = load_counts(session, snapshot, ret);
    if (fault == NOTHING_WRONG)
        fault = snapshot_order_held(session, snapshot, ret->unit, arena, &ret->order_held);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    ret->position = product_position(ret->product, holder.position);
    return ret->position < 0 ? FAULT_CORRUPT : NOTHING_WRONG;
}

enum fault snapshot_load_outer(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct unit *unit = snapshot->unit;
    enum fault fault = NOTHING_WRONG;
    if (unit->installed_in == ABSENT_INTEGER)
        return NOTHING_WRONG;
    snapshot->outer.items = arena_array(arena, NESTING_MAX, sizeof *snapshot->outer.items);
    if (!snapshot->outer.items)
        return FAULT_MEMORY;
    while (fault == NOTHING_WRONG && unit->installed_in != ABSENT_INTEGER) {
        if (snapshot->outer.count == NESTING_MAX)
            return FAULT_CORRUPT;
        struct outer_unit *outer = &snapshot->outer.items[snapshot->outer.count++];
        fault = load_holder(session, unit->unit_id, arena, snapshot, outer);
        unit = outer->unit;
    }
    return fault;
}

static enum fault load_unapproved(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct unapproved_parts parts;
    enum fault fault = find_unapproved_within(session->store, snapshot->unit->unit_id, arena, &parts);
    if (fault)
        return fault;
    snapshot->unapproved.items = parts.list.items;
    snapshot->unapproved.count = parts.list.count;
    return NOTHING_WRONG;
}

enum fault snapshot_load_unfinished(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct inner_units inside;
    enum fault fault = find_unfinished_inside(session->store, snapshot->unit->unit_id, arena, &inside);
    if (fault)
        return fault;
    snapshot->unfinished.items = inside.list.items;
    snapshot->unfinished.count = inside.list.count;
    return load_unapproved(session, arena, snapshot);
}

enum fault snapshot_load_occupant_unit(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    if (!snapshot->occupant || snapshot->occupant->child_unit_id == ABSENT_INTEGER)
        return NOTHING_WRONG;
    int64_t unit_id = snapshot->occupant->child_unit_id;
    struct occupant_unit *occupant = arena_alloc(arena, sizeof *occupant);
    if (!occupant)
        return FAULT_MEMORY;
    struct open_runs runs;
    enum fault fault = load_unit_and_order(session, unit_id, arena, &occupant->unit, &occupant->order);
    if (fault == NOTHING_WRONG)
        fault = find_runs_open_inside(session->store, unit_id, arena, &runs);
    if (fault == NOTHING_WRONG)
        fault = count_order_units_unfinished(session->store, occupant->unit->order, UNFINISHED_MOST,
                                             &occupant->order_units_unfinished);
    if (fault == NOTHING_WRONG)
        fault = list_holds_of_unit(session->store, unit_id, arena, &occupant->lying);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    occupant->runs.items = runs.list.items;
    occupant->runs.count = runs.list.count;
    snapshot->occupant_unit = occupant;
    return NOTHING_WRONG;
}

enum fault snapshot_load_changed(struct session *session, int64_t since, struct arena *arena, struct snapshot *snapshot)
{
    struct changes changes;
    enum fault fault = find_changed_since(session->store, snapshot->unit->unit_id, since, arena, &changes);
    if (fault)
        return fault;
    snapshot->changed.items = changes.list.items;
    snapshot->changed.count = changes.list.count;
    return NOTHING_WRONG;
}

static bool is_among(const struct unit_ids *ids, int64_t unit_id)
{
    for (size_t i = 0; i < ids->list.count; i++)
        if (ids->list.items[i].unit_id == unit_id)
            return true;
    return false;
}

/* Few units stand at a station, and fewer of them in another. */
enum fault snapshot_load_outermost(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    size_t count = snapshot->at_station.count;
    int64_t *outermost = arena_array(arena, count, sizeof *outermost);
    struct unit_ids installed;
    if (!outermost)
        return FAULT_MEMORY;
    enum fault fault = list_installed_at_station(session->store, snapshot->station->station, arena, &installed);
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++) {
        outermost[i] = snapshot->at_station.items[i].unit_id;
        if (is_among(&installed, outermost[i]))
            fault = find_outermost(session->store, outermost[i], &outermost[i]);
    }
    snapshot->at_station_outermost = outermost;
    return fault;
}
