/* Holds, and the units they lie on. */
#include "store/apply_parts.h"
#include "store/columns.h"

SQL_WRITE(INSERT_HOLD, &HOLD_RECORD,
          "INSERT INTO hold (hold_id, \"order\", serial, part_number, serial_from, serial_to, lot, supplier, country,"
          " firmware, firmware_version, station, tool, operator, \"from\", \"to\", reason, placed_by, placed, released,"
          " released_by, release_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
          " $17, $18, $19, $20, $21, $22)");
SQL_WRITE(INSERT_HOLD_MATCH, &HOLD_MATCH_RECORD,
          "INSERT INTO hold_match (" HOLD_MATCH_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
SQL_WRITE(DELETE_MATCH, NULL, "DELETE FROM hold_match WHERE hold_id = $1 AND unit_id = $2");
/* How it stood on the list until then. */
SQL_WRITE(MATCH_IS_PAST, NULL,
          "INSERT INTO hold_match_past (unit_id, hold_id, gone_by, taken_back, frozen_by, released, released_by,"
          " release_reason, lifted_at) SELECT unit_id, hold_id, $3, $4, frozen_by, released, released_by,"
          " release_reason, lifted_at FROM hold_match WHERE hold_id = $1 AND unit_id = $2"
          " AND ($4 = 1 OR released IS NOT NULL)");
/* What was released out of it. */
SQL_WRITE(DELETE_RELEASED_MATCH, NULL,
          "DELETE FROM hold_match WHERE hold_id = $1 AND unit_id = $2 AND released IS NOT NULL");
SQL_WRITE(LIFT_HOLD, NULL,
          "UPDATE hold_match SET released = $3, released_by = $4, release_reason = $5, lifted_at = $6"
          " WHERE hold_id = $1 AND unit_id = $2 AND released IS NULL");
SQL_WRITE(RELEASE_HOLD, NULL,
          "UPDATE hold SET released = $2, released_by = $3, release_reason = $4, released_at = $5"
          " WHERE hold_id = $1 AND released IS NULL");

static enum fault match_is_past(struct store *store, int64_t hold_id, int64_t unit_id, int64_t gone_by, bool taken_back)
{
    return db_change(
        store_db(store), &MATCH_IS_PAST,
        BINDS(bind_integer(hold_id), bind_integer(unit_id), bind_integer(gone_by), bind_integer(taken_back)));
}

static enum fault insert_matches(struct store *store, const struct held *units, size_t count, int64_t frozen_by)
{
    for (size_t i = 0; i < count; i++) {
        const struct held *held = &units[i];
        struct hold_match row = {
            .hold_id = held->hold == ABSENT_INTEGER ? frozen_by : held->hold,
            .frozen_by = frozen_by,
            .match = held->match,
            .via = held->via,
            .installation_id = held->installation,
            .run_id = held->run,
            .matches = held->matches,
            .released = ABSENT_INTEGER,
            .lifted_at = held->lifted,
        };
        enum fault fault = unit_id_of(store, held->unit, held->part_number, &row.unit_id);
        if (!fault) /* what is caught again stands on the list once */
            fault = match_is_past(store, row.hold_id, row.unit_id, frozen_by, false);
        if (!fault)
            fault = db_change(store_db(store), &DELETE_RELEASED_MATCH,
                              BINDS(bind_integer(row.hold_id), bind_integer(row.unit_id)));
        if (!fault)
            fault = db_change_row(store_db(store), &INSERT_HOLD_MATCH, &row);
        if (fault)
            return fault;
    }
    return NOTHING_WRONG;
}

enum fault apply_hold_placed(struct store *store, const struct entry *entry)
{
    const struct hold_placed *data = entry->data;
    const struct result_held *result = entry->result;
    const struct hold row = {
        .hold = entry->journal_position,
        .selector = data->selector,
        .reason = data->reason,
        .placed_by = entry->by,
        .placed = entry->recorded_us,
        .released = ABSENT_INTEGER,
    };
    enum fault fault = db_change_row(store_db(store), &INSERT_HOLD, &row);
    return fault ? fault : insert_matches(store, result->units.items, result->units.count, entry->journal_position);
}

enum fault apply_hold_extended(struct store *store, const struct entry *entry)
{
    const struct hold_extended *data = entry->data;
    return insert_matches(store, data->units.items, data->units.count, entry->journal_position);
}

enum fault apply_hold_released(struct store *store, const struct entry *entry)
{
    const struct hold_released *data = entry->data;
    return db_change_one(store_db(store), &RELEASE_HOLD,
                         BINDS(bind_integer(data->hold), bind_integer(entry->recorded_us), bind_text(entry->by),
                               bind_text(data->reason), bind_integer(entry->journal_position)));
}

/* It stands on the list as if what was a slip had not caught it, or does not. */
static enum fault stand_again(struct store *store, const struct entry *entry, int64_t hold_id, int64_t unit_id,
                              const struct stood *stood)
{
    enum fault fault = match_is_past(store, hold_id, unit_id, entry->journal_position, true);
    if (!fault)
        fault = db_change_one(store_db(store), &DELETE_MATCH, BINDS(bind_integer(hold_id), bind_integer(unit_id)));
    if (fault || !stood)
        return fault;
    const struct hold_match row = {
        .hold_id = hold_id,
        .unit_id = unit_id,
        .frozen_by = stood->frozen_by,
        .match = stood->match,
        .via = stood->via,
        .installation_id = stood->installation,
        .run_id = stood->run,
        .matches = stood->matches,
        .released = stood->released,
        .released_by = stood->released_by,
        .release_reason = stood->release_reason,
        .lifted_at = stood->lifted_at,
    };
    return db_change_row(store_db(store), &INSERT_HOLD_MATCH, &row);
}

enum fault apply_hold_lifted(struct store *store, const struct entry *entry)
{
    const struct hold_lifted *data = entry->data;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; !fault && i < data->units.count; i++) {
        const struct lifted *lifted = &data->units.items[i];
        int64_t unit_id;
        fault = unit_id_of(store, lifted->unit, lifted->part_number, &unit_id);
        if (!fault && (lifted->stood || lifted->never))
            fault = stand_again(store, entry, data->hold, unit_id, lifted->stood);
        else if (!fault)
            fault = db_change_one(store_db(store), &LIFT_HOLD,
                                  BINDS(bind_integer(data->hold), bind_integer(unit_id),
                                        bind_integer(entry->recorded_us), bind_text(*entry->by ? entry->by : NULL),
                                        bind_text(data->reason), bind_integer(entry->journal_position)));
    }
    return fault;
}
