/* Loading what came after an event that is to be taken back. */
#include "service/kept_rows.h"
#include "service/snapshot_decided.h"
#include "service/snapshot_nesting.h"
#include "service/snapshot_timed.h"
#include "store/find_correction.h"
#include "store/find_history.h"
#include "store/find_nesting.h"
#include "store/find_revision.h"

static enum fault add_moves(struct session *session, const char *part_number, const char *serial, struct arena *arena,
                            struct snapshot *snapshot)
{
    const size_t before = snapshot->moves.count;
    struct moves moves;
    enum fault fault =
        find_moves_since(session->store, part_number, serial, snapshot->voided->journal_position, arena, &moves);
    if (fault || !moves.list.count)
        return fault;
    struct unit_move *all = arena_array(arena, before + moves.list.count, sizeof *all);
    if (!all)
        return FAULT_MEMORY;
    for (size_t i = 0; i < before; i++)
        all[i] = snapshot->moves.items[i];
    for (size_t i = 0; i < moves.list.count; i++)
        all[before + i] = moves.list.items[i];
    snapshot->moves.items = all;
    snapshot->moves.count = before + moves.list.count;
    return NOTHING_WRONG;
}

/* Of the unit itself, and of those that a removal lists around it. */
static enum fault load_moves(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct entry *voided = snapshot->voided;
    const struct result_removed *removed = voided->kind == ENTRY_COMPONENT_REMOVED ? voided->result : NULL;
    enum fault fault = add_moves(session, snapshot->unit->part_number, snapshot->unit->serial, arena, snapshot);
    for (size_t i = 0; removed && i < removed->outer.count && fault == NOTHING_WRONG; i++)
        fault =
            add_moves(session, removed->outer.items[i].unit_part_number, removed->outer.items[i].unit, arena, snapshot);
    return fault;
}

static enum fault load_runs(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    if (snapshot->operation < 0)
        return NOTHING_WRONG;
    const int64_t unit_id = snapshot->unit->unit_id, since = snapshot->voided->journal_position;
    const char *operation = snapshot->product->operations.items[snapshot->operation].definition->operation;
    struct event_places runs;
    enum fault fault = find_runs_since(session->store, unit_id, operation, since, arena, &runs);
    if (fault)
        return fault;
    snapshot->runs_since.items = runs.list.items;
    snapshot->runs_since.count = runs.list.count;
    return find_run_taken_back(session->store, unit_id, operation, since, &snapshot->run_taken_back);
}

/* When the unit and those around it were completed, and their orders were over but for them. */
static enum fault load_completed(struct session *session, struct snapshot *snapshot)
{
    const struct unit *out = snapshot->component_unit;
    enum fault fault =
        find_order_units_completed(session->store, snapshot->unit->order, &snapshot->order_units_completed);
    if (fault == NOTHING_WRONG)
        fault = find_completed_last(session->store, snapshot->unit, &snapshot->completed_last);
    if (out && out->completed > snapshot->completed_last) /* it will be inside again */
        snapshot->completed_last = out->completed;
    for (size_t i = 0; i < snapshot->outer.count && fault == NOTHING_WRONG; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = find_order_units_completed(session->store, outer->unit->order, &outer->order_units_completed);
        if (fault == NOTHING_WRONG)
            fault = find_completed_last(session->store, outer->unit, &outer->completed_last);
    }
    return fault;
}

static enum fault runs_begun(struct session *session, const struct unit *unit, int64_t since, struct arena *arena,
                             struct runs *ret)
{
    enum fault fault = find_runs_of_unit(session->store, unit->unit_id, arena, ret);
    while (fault == NOTHING_WRONG && ret->list.count && ret->list.items[0].run_id <= since) { /* in their order */
        ret->list.items++;
        ret->list.count--;
    }
    return fault;
}

/* Of the unit and of those around it. */
static enum fault load_begun(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const int64_t since = snapshot->voided->journal_position;
    struct runs runs;
    enum fault fault = runs_begun(session, snapshot->unit, since, arena, &runs);
    if (fault)
        return fault;
    snapshot->begun.items = runs.list.items;
    snapshot->begun.count = runs.list.count;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = runs_begun(session, outer->unit, since, arena, &runs);
        if (fault)
            return fault;
        outer->begun.items = runs.list.items;
        outer->begun.count = runs.list.count;
    }
    return NOTHING_WRONG;
}

/* Of the unit and of those around it. */
static enum fault load_proven(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const int64_t since = snapshot->voided->journal_position;
    struct proofs proofs;
    enum fault fault = find_proven_since(session->store, snapshot->unit->unit_id, since, arena, &proofs);
    if (fault)
        return fault;
    snapshot->proven.items = proofs.list.items;
    snapshot->proven.count = proofs.list.count;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = find_proven_since(session->store, outer->unit->unit_id, since, arena, &proofs);
        if (fault)
            return fault;
        outer->proven.items = proofs.list.items;
        outer->proven.count = proofs.list.count;
    }
    return NOTHING_WRONG;
}

/* The state that a unit was in at a journal position, and since when. */
static enum fault load_state_at(struct session *session, const struct unit *unit, int64_t journal_position,
                                struct arena *arena, struct unit_state_since *ret)
{
    struct unit_states states;
    enum fault fault = find_states_at(session->store, unit->unit_id, journal_position, arena, &states);
    if (fault || !states.list.count)
        return fault ? fault : FAULT_CORRUPT;
    *ret = states.list.items[0]; /* the unit's own is the first */
    return NOTHING_WRONG;
}

/* Right before the voided event. */
static enum fault load_state_then(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                                  struct arena *arena, int *ret)
{
    struct unit_state_since then;
    enum fault fault = load_state_at(session, unit, snapshot->voided->journal_position - 1, arena, &then);
    if (fault == NOTHING_WRONG)
        *ret = (int)then.state;
    return fault;
}

static enum fault load_left(struct session *session, const struct unit *unit, struct arena *arena, int64_t *ret)
{
    struct unit_state_since now = {0};
    const bool left = unit->state == UNIT_SHIPPED || unit->state == UNIT_SCRAPPED;
    enum fault fault = left ? load_state_at(session, unit, INT64_MAX, arena, &now) : NOTHING_WRONG;
    *ret = now.journal_position;
    return fault;
}

static enum fault load_removed_unit(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct unit *unit = snapshot->component_unit;
    struct fault_decisions decided;
    struct unit_state_since now;
    struct removed_unit *removed = arena_alloc(arena, sizeof *removed);
    if (!removed)
        return FAULT_MEMORY;
    *removed = (struct removed_unit){.unit = unit};
    enum fault fault = load_state_then(session, snapshot, unit, arena, &removed->state_then);
    if (fault == NOTHING_WRONG)
        fault = load_state_at(session, unit, INT64_MAX, arena, &now);
    if (fault == NOTHING_WRONG)
        fault = kept_order(session, unit->order, arena, &removed->order);
    if (fault == NOTHING_WRONG)
        fault = count_nonconformances_open(session->store, unit->unit_id, &removed->nonconformances_open);
    if (fault == NOTHING_WRONG)
        fault = find_decided_since(session->store, unit->unit_id, snapshot->voided->journal_position, arena, &decided);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    removed->since = now.journal_position;
    removed->decided.items = decided.list.items;
    removed->decided.count = decided.list.count;
    snapshot->removed_unit = removed;
    return NOTHING_WRONG;
}

/* What a removal asks of the unit, of those around it, and of what it took out. */
static enum fault load_since_removal(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault = snapshot_load_revoked(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = snapshot_load_reworked(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_completed(session, snapshot);
    if (fault == NOTHING_WRONG)
        fault = snapshot_load_out(session, arena, snapshot);
    return fault || !snapshot->component_unit ? fault : load_removed_unit(session, arena, snapshot);
}

static enum fault load_fell_by(struct session *session, struct snapshot *snapshot)
{
    if (snapshot->operation < 0)
        return NOTHING_WRONG;
    return find_fell_by(session->store, snapshot->unit->unit_id,
                        snapshot->product->operations.items[snapshot->operation].definition->operation,
                        snapshot->voided->journal_position, &snapshot->fell_by);
}

/* What a completion asks of them, and what the operation had fallen by before. */
static enum fault load_since_completion(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault = snapshot_load_revoked(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_proven(session, arena, snapshot);
    return fault ? fault : load_fell_by(session, snapshot);
}

/* What a start asks: who else was begun, and what the operation had fallen by before. */
static enum fault load_since_start(struct session *session, struct snapshot *snapshot)
{
    enum fault fault = find_other_runs(session->store, snapshot->unit, snapshot->voided->journal_position,
                                       &snapshot->unit_ran_else, &snapshot->order_ran_else);
    return fault ? fault : load_fell_by(session, snapshot);
}

/* What a unit that was scrapped asks: what it was, and whether its order was begun. */
static enum fault load_since_scrapping(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault = load_state_then(session, snapshot, snapshot->unit, arena, &snapshot->state_then);
    return fault ? fault
                 : find_other_runs(session->store, snapshot->unit, snapshot->voided->journal_position,
                                   &snapshot->unit_ran_else, &snapshot->order_ran_else);
}

/* On the unit that was put in or taken out. */
static enum fault load_work(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct event_places work;
    enum fault fault = find_work_since(session->store, snapshot->component_unit->unit_id,
                                       snapshot->voided->journal_position, arena, &work);
    if (fault)
        return fault;
    snapshot->component_unit_worked.items = work.list.items;
    snapshot->component_unit_worked.count = work.list.count;
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
        if (fault == NOTHING_WRONG)
            fault = load_left(session, outer->unit, arena, &outer->left_by);
        if (fault)
            return fault;
    }
    fault = find_last_revision(session->store, snapshot->unit->unit_id, &snapshot->revised_by);
    if (fault == NOTHING_WRONG)
        fault = load_left(session, snapshot->unit, arena, &snapshot->left_by);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_OPERATION_STARTED)
        fault = load_since_start(session, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_COMPONENT_INSTALLED)
        fault = snapshot_load_recorded_with(session, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_COMPONENT_REMOVED)
        fault = load_since_removal(session, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_OPERATION_COMPLETED)
        fault = load_since_completion(session, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_OPERATION_ABORTED)
        fault = snapshot_load_revoked(session, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_UNIT_SCRAPPED)
        fault = load_since_scrapping(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = snapshot_load_timed(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = snapshot_load_decided(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_begun(session, arena, snapshot);
    if (fault)
        return fault;
    if (snapshot->component_unit)
        fault = load_work(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_moves(session, arena, snapshot);
    return fault ? fault : load_runs(session, arena, snapshot);
}
