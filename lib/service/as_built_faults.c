#include "service/as_built_faults.h"

#include "store/find.h"
#include "store/find_hold.h"
#include "store/journal.h"

static bool is_by(int64_t journal_position, const struct as_then *then)
{
    return journal_position != ABSENT_INTEGER && journal_position <= then->journal_position;
}

/* The decision that stood then, where another has replaced it since: the journal alone tells what it was. */
static enum fault decided_before(struct session *session, const struct nonconformance *row, const struct as_then *then,
                                 struct arena *arena, struct as_built_fault *ret)
{
    struct replaced_decisions replaced;
    enum fault fault = find_decisions_replaced(session->store, row->unit_id, then->journal_position, arena, &replaced);
    for (size_t i = replaced.list.count; fault == NOTHING_WRONG && i-- > 0;) {
        struct entry entry;
        fault = journal_entry_at(session->store, replaced.list.items[i].journal_position, arena, &entry);
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        const struct nonconformance_dispositioned *data = entry.data;
        if (data->nonconformance != row->nonconformance_id)
            continue;
        ret->disposition = data->disposition;
        ret->reason = data->reason;
        ret->disposed_by = entry.by;
        ret->disposed = entry.recorded_us;
        ret->operations.items = data->operations.items;
        ret->operations.count = data->operations.count;
        return NOTHING_WRONG;
    }
    return fault;
}

static void fill_decision(const struct nonconformance *row, struct as_built_fault *ret)
{
    ret->disposition = row->disposition;
    ret->reason = row->reason;
    ret->disposed_by = row->disposed_by;
    ret->disposed = row->disposed;
    ret->operations.items = row->operations.items;
    ret->operations.count = row->operations.count;
}

static enum nonconformance_state state_then(const struct as_built_fault *fault)
{
    if (fault->closed != ABSENT_INTEGER)
        return NONCONFORMANCE_CLOSED;
    bool waits = fault->disposition == DISPOSITION_USE_AS_IS && !fault->countersigned_by;
    return fault->disposition && !waits ? NONCONFORMANCE_DISPOSED : NONCONFORMANCE_OPEN;
}

static enum fault fill_fault(struct session *session, const struct unit *unit, const struct nonconformance *row,
                             const struct as_then *then, struct arena *arena, struct as_built_fault *ret)
{
    *ret = (struct as_built_fault){
        .nonconformance = row->nonconformance_id,
        .serial = unit->serial,
        .unit_part_number = unit->part_number,
        .operation = row->operation,
        .position = row->position,
        .code = row->code,
        .description = row->description,
        .reported_by = row->reported_by,
        .reported = row->reported,
        .disposed = ABSENT_INTEGER,
        .countersigned = ABSENT_INTEGER,
        .closed = ABSENT_INTEGER,
    };
    enum fault fault = NOTHING_WRONG;
    if (is_by(row->disposed_at, then))
        fill_decision(row, ret);
    else
        fault = decided_before(session, row, then, arena, ret);
    if (row->countersigned != ABSENT_INTEGER && row->countersigned <= then->us) {
        ret->countersigned_by = row->countersigned_by;
        ret->countersigned = row->countersigned;
    }
    if (is_by(row->closed_at, then)) {
        ret->closed_by = row->closed_by;
        ret->closed = row->closed;
    }
    ret->state = state_then(ret);
    return fault;
}

/* Whether it was there then. One that a correction voided went with the last event before it that was voided: it was
 * that event's own report, or was opened by its failure in the same moment. */
static enum fault was_there(struct session *session, const struct nonconformance *row, const struct as_then *then,
                            bool *ret)
{
    int64_t voided_by = ABSENT_INTEGER;
    enum fault fault = NOTHING_WRONG;
    if (row->state == NONCONFORMANCE_VOIDED)
        fault = find_voided_with(session->store, row->nonconformance_id, &voided_by);
    *ret = is_by(row->nonconformance_id, then) && (row->state != NONCONFORMANCE_VOIDED || !is_by(voided_by, then));
    return fault;
}

enum fault as_built_faults(struct session *session, const struct unit *unit, const struct as_then *then,
                           struct arena *arena, struct as_built_fault_list *ret)
{
    struct nonconformances rows;
    enum fault fault = find_nonconformances(session->store, unit->unit_id, arena, &rows);
    if (fault || !rows.list.count)
        return fault;
    ret->list.items = arena_longer(arena, ret->list.items, ret->list.count, rows.list.count, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; fault == NOTHING_WRONG && i < rows.list.count; i++) {
        const struct nonconformance *row = &rows.list.items[i];
        bool there;
        fault = was_there(session, row, then, &there);
        if (fault == NOTHING_WRONG && there)
            fault = fill_fault(session, unit, row, then, arena, &ret->list.items[ret->list.count++]);
    }
    return fault;
}

enum fault as_built_holds(struct session *session, const struct unit *unit, const struct as_then *then,
                          struct arena *arena, struct as_built_hold_list *ret)
{
    struct holds_then rows;
    enum fault fault = list_holds_then(session->store, unit->unit_id, then->journal_position, arena, &rows);
    if (fault || !rows.list.count)
        return fault;
    ret->list.items = arena_longer(arena, ret->list.items, ret->list.count, rows.list.count, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct hold_then *row = &rows.list.items[i];
        ret->list.items[ret->list.count++] = (struct as_built_hold){
            .hold = row->hold,
            .serial = unit->serial,
            .unit_part_number = unit->part_number,
            .reason = row->reason,
            .placed_by = row->placed_by,
            .placed = row->placed,
            .caught = row->caught,
            .released = row->released,
            .released_by = row->released_by,
            .release_reason = row->release_reason,
        };
    }
    return NOTHING_WRONG;
}
