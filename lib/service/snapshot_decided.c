#include "service/snapshot_decided.h"

#include "domain/interlock.h"
#include "store/find_correction.h"
#include "store/find_nesting.h"
#include "store/journal.h"

/* In which position of the snapshot's unit another is, at any depth; NULL: in none. */
static enum fault position_of(struct session *session, const struct snapshot *snapshot, int64_t unit_id,
                              struct arena *arena, const char **ret)
{
    const int64_t own = snapshot->unit->unit_id;
    struct holder holder = {.unit_id = unit_id};
    enum fault fault = NOTHING_WRONG;
    *ret = NULL;
    while (fault == NOTHING_WRONG && holder.unit_id != own) {
        fault = find_holder(session->store, holder.unit_id, arena, &holder);
        if (fault == NOTHING_WRONG && holder.unit_id == own)
            *ret = holder.position;
    }
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

enum fault snapshot_load_revoked(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct revoked_waivers revoked;
    enum fault fault = find_revoked_since(session->store, outermost_unit_id(snapshot),
                                          snapshot->voided->journal_position, arena, &revoked);
    if (fault)
        return fault;
    snapshot->revoked.items = revoked.list.items;
    snapshot->revoked.count = revoked.list.count;
    for (size_t i = 0; i < revoked.list.count && fault == NOTHING_WRONG; i++)
        fault = position_of(session, snapshot, revoked.list.items[i].unit_id, arena, &revoked.list.items[i].inside);
    return fault;
}

enum fault snapshot_load_reworked(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct reworked_list reworked;
    enum fault fault = find_reworked_since(session->store, outermost_unit_id(snapshot),
                                           snapshot->voided->journal_position, arena, &reworked);
    if (fault)
        return fault;
    snapshot->reworked.items = reworked.list.items;
    snapshot->reworked.count = reworked.list.count;
    return NOTHING_WRONG;
}

/* What only the journal says of a decision that another took the place of. */
static enum fault load_replaced(struct session *session, struct arena *arena, struct fault_decision *decided)
{
    struct entry entry;
    struct nonconformance nonconformance;
    enum fault fault = journal_entry_at(session->store, decided->journal_position, arena, &entry);
    if (fault)
        return fault;
    const struct nonconformance_dispositioned *data = entry.data;
    fault = find_nonconformance(session->store, data->nonconformance, arena, &nonconformance);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    decided->nonconformance_id = data->nonconformance;
    decided->operation = nonconformance.operation;
    decided->position = nonconformance.position;
    decided->disposition = data->disposition;
    decided->operations.items = data->operations.items;
    decided->operations.count = data->operations.count;
    return NOTHING_WRONG;
}

/* What follows an entry by itself stands right after it. */
static enum fault load_reopened(struct session *session, struct arena *arena, struct fault_decision *decided)
{
    struct journal_row row;
    struct entry entry;
    if (!decided->operations.count)
        return NOTHING_WRONG;
    enum fault fault = journal_at(session->store, decided->journal_position + 1, arena, &row);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault; /* it is the last one */
    fault = entry_of_row(&row, arena, &entry);
    if (fault == NOTHING_WRONG && entry.kind == ENTRY_OPERATION_REOPENED)
        decided->reopened_at = entry.journal_position;
    return fault;
}

enum fault snapshot_load_decided(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const int64_t outermost_id = outermost_unit_id(snapshot), since = snapshot->voided->journal_position;
    struct fault_decisions decided;
    enum fault fault = find_decided_since(session->store, outermost_id, since, arena, &decided);
    if (fault)
        return fault;
    snapshot->decided.items = decided.list.items;
    snapshot->decided.count = decided.list.count;
    for (size_t i = 0; i < decided.list.count && fault == NOTHING_WRONG; i++) {
        struct fault_decision *one = &decided.list.items[i];
        if (one->kind != ENTRY_NONCONFORMANCE_DISPOSITIONED)
            continue;
        if (!one->nonconformance_id)
            fault = load_replaced(session, arena, one);
        if (fault == NOTHING_WRONG)
            fault = load_reopened(session, arena, one);
        if (fault == NOTHING_WRONG)
            fault = position_of(session, snapshot, one->unit_id, arena, &one->inside);
    }
    return fault;
}
