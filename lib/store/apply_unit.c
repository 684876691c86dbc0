/* What brings a unit from state to state. */
#include "store/apply_parts.h"
#include "store/find.h"

SQL_READ(UNIT_STATE, NULL, "SELECT state FROM unit WHERE unit_id = $1");
SQL_WRITE(UNIT_IS, NULL, "UPDATE unit SET state = $2 WHERE unit_id = $1");
SQL_WRITE(UNIT_STARTS, NULL, "UPDATE unit SET state = $2, started = $3 WHERE unit_id = $1");
/* Of one that a correction leaves as it was, the correction said since when. */
SQL_WRITE(UNIT_COMPLETES, NULL, "UPDATE unit SET state = $2, completed = coalesce(completed, $3) WHERE unit_id = $1");
SQL_WRITE(UNIT_COMPLETED_BY, NULL,
          "UPDATE unit SET completed_last = completed, completed_last_by = $2 WHERE unit_id = $1 AND state = $3");
SQL_WRITE(UNIT_WAS_COMPLETED, NULL, "UPDATE unit SET completed = $2 WHERE unit_id = $1");
SQL_WRITE(UNIT_SHIPS, NULL, "UPDATE unit SET state = $2, shipped = $3 WHERE unit_id = $1");
SQL_WRITE(UNIT_IS_SCRAPPED, NULL, "UPDATE unit SET state = $2, completed = coalesce(completed, $3) WHERE unit_id = $1");
SQL_WRITE(UNIT_DID_NOT_START, NULL, "UPDATE unit SET state = $2, started = NULL WHERE unit_id = $1");
SQL_WRITE(UNIT_REOPENS, NULL, "UPDATE unit SET state = $2, completed = NULL WHERE unit_id = $1");

static enum fault unit_is(struct store *store, const struct sql *sql, int64_t unit_id, int state)
{
    return db_change_one(store_db(store), sql, BINDS(bind_integer(unit_id), bind_integer(state)));
}

static enum fault unit_is_since(struct store *store, const struct sql *sql, int64_t unit_id, int state, int64_t now_us)
{
    return db_change_one(store_db(store), sql, BINDS(bind_integer(unit_id), bind_integer(state), bind_integer(now_us)));
}

/* Sets the time that goes with the state. */
static enum fault unit_enter(struct store *store, int64_t unit_id, int before, int state, enum entry_kind kind,
                             int64_t now_us)
{
    if (kind == ENTRY_UNIT_STARTED)
        return unit_is_since(store, &UNIT_STARTS, unit_id, state, now_us);
    if (state == before)
        return NOTHING_WRONG;
    if (state == UNIT_COMPLETED)
        return unit_is_since(store, &UNIT_COMPLETES, unit_id, state, now_us);
    if (state == UNIT_SHIPPED)
        return unit_is_since(store, &UNIT_SHIPS, unit_id, state, now_us);
    if (state == UNIT_SCRAPPED)
        return unit_is_since(store, &UNIT_IS_SCRAPPED, unit_id, state, now_us);
    return unit_is(store, before == UNIT_COMPLETED ? &UNIT_REOPENS : &UNIT_IS, unit_id, state);
}

static enum fault unit_state(struct store *store, int64_t unit_id, int *ret)
{
    int64_t state;
    enum fault fault = db_integer(store_db(store), &UNIT_STATE, BINDS(bind_integer(unit_id)), UNIT_ABSENT, &state);
    if (!fault)
        *ret = (int)state;
    return fault;
}

enum fault unit_step(struct store *store, int64_t unit_id, enum entry_kind kind, int64_t now_us)
{
    int64_t open;
    int before, state;
    enum fault fault = unit_state(store, unit_id, &before);
    if (!fault)
        fault = count_nonconformances_open(store, unit_id, &open);
    if (!fault && !unit_next_state(before, kind, open > 0, &state))
        fault = FAULT_CORRUPT;
    return fault ? fault : unit_enter(store, unit_id, before, state, kind, now_us);
}

enum fault unit_revert(struct store *store, int64_t unit_id, int state)
{
    int before;
    enum fault fault = unit_state(store, unit_id, &before);
    if (fault || before == state)
        return fault;
    if (before == UNIT_SCRAPPED)
        return unit_is(store, state == UNIT_COMPLETED ? &UNIT_IS : &UNIT_REOPENS, unit_id, state);
    if (state == UNIT_QUEUED)
        return unit_is(store, &UNIT_DID_NOT_START, unit_id, state);
    return unit_is(store, before == UNIT_COMPLETED ? &UNIT_REOPENS : &UNIT_IS, unit_id, state);
}

enum fault unit_was_completed(struct store *store, int64_t unit_id, int64_t completed)
{
    return db_change_one(store_db(store), &UNIT_WAS_COMPLETED, BINDS(bind_integer(unit_id), bind_integer(completed)));
}

enum fault apply_unit_named(struct store *store, const struct entry *entry)
{
    const struct unit_named *data = entry->data;
    int64_t unit_id;
    enum fault fault = unit_id_of(store, data->unit, data->part_number, &unit_id);
    if (!fault)
        fault = unit_step(store, unit_id, entry->kind, entry->recorded_us);
    if (fault || entry->kind != ENTRY_UNIT_COMPLETED)
        return fault;
    return db_change_one(
        store_db(store), &UNIT_COMPLETED_BY,
        BINDS(bind_integer(unit_id), bind_integer(entry->journal_position), bind_integer(UNIT_COMPLETED)));
}

enum fault apply_unit_shipped(struct store *store, const struct entry *entry)
{
    const struct unit_shipped *data = entry->data;
    int64_t unit_id;
    enum fault fault = unit_id_of(store, data->subject.unit, result_part_number(entry), &unit_id);
    return fault ? fault : unit_step(store, unit_id, entry->kind, entry->recorded_us);
}
