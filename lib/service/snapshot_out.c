/* Loading what taking back a removal asks, and an installation. */
#include "service/snapshot_nesting.h"
#include "service/snapshot_parts.h"
#include "store/find_correction.h"
#include "store/find_history.h"
#include "store/journal.h"

/* What it made fall that had been waived, on the unit and on those around it. */
static enum fault load_fallen_waivers(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const int64_t removed = snapshot->voided->journal_position;
    struct operations_named named;
    enum fault fault = list_fallen_waivers(session->store, snapshot->unit->unit_id, removed, arena, &named);
    if (fault)
        return fault;
    snapshot->fallen_waivers.items = named.list.items;
    snapshot->fallen_waivers.count = named.list.count;
    for (size_t i = 0; i < snapshot->outer.count && fault == NOTHING_WRONG; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = list_fallen_waivers(session->store, outer->unit->unit_id, removed, arena, &named);
        outer->fallen_waivers.items = named.list.items;
        outer->fallen_waivers.count = named.list.count;
    }
    return fault;
}

/* Where the part was since, and what was where it had been. */
static enum fault load_places(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct installation *part = snapshot->voided_installation;
    const int64_t since = snapshot->voided->journal_position;
    struct event_places placed;
    struct moves moves = {0};
    if (!part)
        return NOTHING_WRONG; /* it was taken back already */
    enum fault fault = find_placed_since(session->store, part->unit_id, part->position, since, arena, &placed);
    if (fault == NOTHING_WRONG && part->serial)
        fault = find_moves_since(session->store, part->part_number, part->serial, since, arena, &moves);
    if (fault)
        return fault;
    snapshot->placed.items = placed.list.items;
    snapshot->placed.count = placed.list.count;
    snapshot->part_moves.items = moves.list.items;
    snapshot->part_moves.count = moves.list.count;
    return NOTHING_WRONG;
}

/* Whether what a unit was completed by follows from a correction that completed it again. */
static enum fault was_restored(struct session *session, int64_t journal_position, struct arena *arena, bool *ret)
{
    struct entry entry = {.kind = ENTRY_UNIT_COMPLETED};
    enum fault fault = NOTHING_WRONG;
    for (int64_t at = journal_position - 1; at > 0 && !fault; at--) {
        const enum entry_kind kind = entry.kind;
        if (kind != ENTRY_UNIT_COMPLETED && kind != ENTRY_ORDER_COMPLETED && kind != ENTRY_ORDER_REOPENED)
            break;
        fault = journal_entry_at(session->store, at, arena, &entry);
    }
    *ret = entry.kind == ENTRY_EVENT_CORRECTED;
    return fault;
}

/* From now back: what ended with a correction that took it back counts no more, and nor does what it had only brought
 * back. */
static enum fault load_completed_by(struct session *session, const struct unit *unit, struct arena *arena, int64_t *ret)
{
    struct unit_states states;
    bool taken_back = false, ended_by_correction = false, restored;
    enum fault fault = find_unit_states(session->store, unit->unit_id, arena, &states);
    *ret = ABSENT_INTEGER;
    for (size_t i = 0; i < states.list.count && !fault; i++) {
        struct entry entry;
        const struct unit_state_since *since = &states.list.items[i];
        fault = journal_entry_at(session->store, since->journal_position, arena, &entry);
        taken_back = taken_back || (since->state == UNIT_COMPLETED && ended_by_correction);
        ended_by_correction = entry.kind == ENTRY_EVENT_CORRECTED;
        if (fault || entry.kind != ENTRY_UNIT_COMPLETED)
            continue;
        if (!taken_back) {
            *ret = since->journal_position;
            return NOTHING_WRONG;
        }
        fault = was_restored(session, since->journal_position, arena, &restored);
        taken_back = restored;
    }
    return fault;
}

/* An order that was closed again since is closed, once that is taken back, since it was closed before. */
static enum fault load_closed_before(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                                     struct arena *arena, const struct order **order)
{
    const struct order *now = *order;
    if (now->closed_last == ABSENT_INTEGER || now->closed_last < snapshot->voided->recorded_us)
        return NOTHING_WRONG;
    struct order *then = arena_alloc(arena, sizeof *then);
    if (!then)
        return FAULT_MEMORY;
    *then = *now;
    *order = then;
    return find_closed_before(session->store, unit, snapshot->voided->journal_position, arena, &then->closed_last);
}

enum fault snapshot_load_out(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault = load_fallen_waivers(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_places(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_completed_by(session, snapshot->unit, arena, &snapshot->completed_by);
    for (size_t i = 0; i < snapshot->outer.count && fault == NOTHING_WRONG; i++)
        fault = load_completed_by(session, snapshot->outer.items[i].unit, arena, &snapshot->outer.items[i].completed_by);
    if (fault == NOTHING_WRONG)
        fault = load_closed_before(session, snapshot, snapshot->unit, arena, &snapshot->order);
    for (size_t i = 0; i < snapshot->outer.count && fault == NOTHING_WRONG; i++)
        fault = load_closed_before(session, snapshot, snapshot->outer.items[i].unit, arena,
                                   &snapshot->outer.items[i].order);
    return fault;
}

enum fault snapshot_load_recorded_with(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct installation *part = snapshot->voided_installation;
    const int64_t since = snapshot->voided->journal_position;
    struct measurements measurements;
    struct check_answers answers;
    struct signatures signatures;
    if (!part)
        return NOTHING_WRONG;
    enum fault fault = find_measurements_since(session->store, part->run_id, since, arena, &measurements);
    if (fault == NOTHING_WRONG)
        fault = find_answers_since(session->store, part->run_id, since, arena, &answers);
    if (fault == NOTHING_WRONG)
        fault = find_signatures_since(session->store, part->run_id, since, arena, &signatures);
    if (fault == NOTHING_WRONG)
        snapshot_take_evidence(snapshot, &measurements, &answers, &signatures);
    return fault;
}
