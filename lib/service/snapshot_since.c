/* Loading what came after an event that is to be taken back. */
#include "service/kept_rows.h"
#include "service/snapshot_nesting.h"
#include "store/find_correction.h"
#include "store/find_history.h"
#include "store/find_nesting.h"
#include "store/find_revision.h"

/* Where the unit itself is or was as a component; it may never have been one. */
static enum fault load_last_place(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct component component;
    struct installation *place = arena_alloc(arena, sizeof *place);
    if (!place)
        return FAULT_MEMORY;
    enum fault fault =
        find_component(session->store, snapshot->unit->part_number, snapshot->unit->serial, arena, &component);
    if (fault == NOTHING_WRONG)
        fault = find_installation(session->store, component.installation_id, arena, place);
    if (fault == NOTHING_WRONG)
        snapshot->last_place = place;
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

/* Of all that the unit is with. */
static enum fault load_taken_back(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    size_t around = snapshot->outer.count;
    const struct unit *outermost = around ? snapshot->outer.items[around - 1].unit : snapshot->unit;
    struct revoked_waivers revoked;
    enum fault fault =
        find_revoked_since(session->store, outermost->unit_id, snapshot->voided->journal_position, arena, &revoked);
    if (fault)
        return fault;
    snapshot->revoked.items = revoked.list.items;
    snapshot->revoked.count = revoked.list.count;
    struct reworked_list reworked;
    fault =
        find_reworked_since(session->store, outermost->unit_id, snapshot->voided->journal_position, arena, &reworked);
    if (fault)
        return fault;
    snapshot->reworked.items = reworked.list.items;
    snapshot->reworked.count = reworked.list.count;
    return NOTHING_WRONG;
}

/* The state of a unit at a journal position, and since when it was in it. */
static enum fault load_state_at(struct session *session, int64_t unit_id, int64_t journal_position, struct arena *arena,
                                int *ret_state, int64_t *ret_since)
{
    struct unit_states states;
    enum fault fault = find_states_at(session->store, unit_id, journal_position, arena, &states);
    if (fault == NOTHING_WRONG && !states.list.count)
        fault = FAULT_CORRUPT;
    if (fault)
        return fault;
    *ret_state = (int)states.list.items[0].state; /* the unit's own is the first */
    *ret_since = states.list.items[0].journal_position;
    return NOTHING_WRONG;
}

static enum fault load_removed_unit(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct unit *unit = snapshot->component_unit;
    const int64_t removed_at = snapshot->voided->journal_position;
    struct fault_decisions decided;
    int64_t then;
    int now;
    struct removed_unit *removed = arena_alloc(arena, sizeof *removed);
    if (!removed)
        return FAULT_MEMORY;
    *removed = (struct removed_unit){.unit = unit};
    enum fault fault = load_state_at(session, unit->unit_id, removed_at - 1, arena, &removed->state_then, &then);
    if (fault == NOTHING_WRONG)
        fault = load_state_at(session, unit->unit_id, INT64_MAX, arena, &now, &removed->since);
    if (fault == NOTHING_WRONG)
        fault = kept_order(session, unit->order, arena, &removed->order);
    if (fault == NOTHING_WRONG)
        fault = count_nonconformances_open(session->store, unit->unit_id, &removed->nonconformances_open);
    if (fault == NOTHING_WRONG)
        fault = find_decided_since(session->store, unit->unit_id, removed_at, arena, &decided);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    removed->decided.items = decided.list.items;
    removed->decided.count = decided.list.count;
    snapshot->removed_unit = removed;
    return NOTHING_WRONG;
}

enum fault snapshot_load_since(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    int64_t since = snapshot->voided->journal_position;
    struct changes changes;
    enum fault fault = snapshot_load_changed(session, since, arena, snapshot);
    if (fault)
        return fault;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = find_changed_since(session->store, outer->unit->unit_id, since, arena, &changes);
        if (fault)
            return fault;
        outer->changed.items = changes.list.items;
        outer->changed.count = changes.list.count;
        fault = find_last_revision(session->store, outer->unit->unit_id, &outer->revised_by);
        if (fault)
            return fault;
    }
    fault = find_last_revision(session->store, snapshot->unit->unit_id, &snapshot->revised_by);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_OPERATION_STARTED)
        fault =
            find_other_runs(session->store, snapshot->unit, since, &snapshot->unit_ran_else, &snapshot->order_ran_else);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_COMPONENT_REMOVED)
        fault = load_taken_back(session, arena, snapshot);
    if (fault)
        return fault;
    if (snapshot->component_unit)
        fault = find_last_work(session->store, snapshot->component_unit->unit_id, &snapshot->component_unit_worked);
    if (fault == NOTHING_WRONG && snapshot->component_unit && snapshot->voided->kind == ENTRY_COMPONENT_REMOVED)
        fault = load_removed_unit(session, arena, snapshot);
    return fault ? fault : load_last_place(session, arena, snapshot);
}
