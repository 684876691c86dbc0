/* What asking for a waiver, and deciding on it, changes. That the operation is waived is an entry of its own. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_WAIVER, &WAIVER_RECORD,
          "INSERT INTO waiver (waiver_id, unit_id, operation, state, reason, requested_by, requested, decided_by,"
          " decision, decided, decided_at, invalidated_by, revoked_by, revocation, revoked)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
SQL_WRITE(DECIDE_WAIVER, NULL,
          "UPDATE waiver SET state = $2, decided_by = $3, decision = $4, decided = $5, decided_at = $6"
          " WHERE waiver_id = $1");
SQL_WRITE(REVOKE_WAIVER, NULL,
          "UPDATE waiver SET state = $2, revoked_by = $3, revocation = $4, revoked = $5, invalidated_by = $6"
          " WHERE waiver_id = $1");

enum fault apply_waiver_requested(struct store *store, const struct entry *entry)
{
    const struct waiver_requested *data = entry->data;
    struct waiver row;
    record_clear(&WAIVER_RECORD, &row);
    enum fault fault = unit_id_of(store, data->unit, data->part_number, &row.unit_id);
    if (fault)
        return fault;
    row.waiver_id = entry->journal_position;
    row.operation = data->operation;
    row.state = WAIVER_REQUESTED;
    row.reason = data->reason;
    row.requested_by = entry->by;
    row.requested = entry->recorded_us;
    return db_change_row(store_db(store), &INSERT_WAIVER, &row);
}

static enum fault waiver_decided(struct store *store, const struct entry *entry, enum waiver_state state)
{
    const struct waiver_named *data = entry->data;
    return db_change_one(store_db(store), &DECIDE_WAIVER,
                         BINDS(bind_integer(data->waiver), bind_integer(state), bind_text(entry->by),
                               bind_text(data->reason), bind_integer(entry->recorded_us),
                               bind_integer(entry->journal_position)));
}

enum fault apply_waiver_countersigned(struct store *store, const struct entry *entry)
{
    return waiver_decided(store, entry, WAIVER_COUNTERSIGNED);
}

enum fault apply_waiver_rejected(struct store *store, const struct entry *entry)
{
    return waiver_decided(store, entry, WAIVER_REJECTED);
}

/* The operation falls like one that lost its evidence, and with it what was concluded from it. */
enum fault apply_waiver_revoked(struct store *store, const struct entry *entry)
{
    const struct waiver_named *data = entry->data;
    const struct result_revoked *result = entry->result;
    int64_t unit_id;
    enum fault fault = unit_id_of(store, result->unit, result->unit_part_number, &unit_id);
    if (!fault)
        fault = operation_falls(store, entry, unit_id, result->operation, true);
    if (!fault)
        fault = db_change_one(store_db(store), &REVOKE_WAIVER,
                              BINDS(bind_integer(data->waiver), bind_integer(WAIVER_REVOKED), bind_text(entry->by),
                                    bind_text(data->reason), bind_integer(entry->recorded_us),
                                    bind_integer(entry->journal_position)));
    if (!fault)
        fault = operations_fall(store, entry, unit_id, result->invalidated.items, result->invalidated.count, false);
    if (!fault)
        fault = unit_reopens(store, entry, unit_id);
    return fault ? fault : outer_units_fall(store, entry, result->outer.items, result->outer.count);
}
