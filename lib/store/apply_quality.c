/* What stops a unit: nonconformances and holds. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_NONCONFORMANCE, &NONCONFORMANCE_RECORD,
          "INSERT INTO nonconformance (nonconformance_id, unit_id, operation, position, code, description, state,"
          " disposition, reported_by, disposed_by, reason, reported, disposed)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
SQL_WRITE(DISPOSE, NULL,
          "UPDATE nonconformance SET state = $2, disposition = $3, disposed_by = $4, reason = $5, disposed = $6"
          " WHERE nonconformance_id = $1");
SQL_READ(UNIT_OF_NONCONFORMANCE, NULL, "SELECT unit_id FROM nonconformance WHERE nonconformance_id = $1");
SQL_WRITE(INSERT_HOLD, &HOLD_RECORD,
          "INSERT INTO hold (hold_id, \"order\", serial, part_number, reason, placed_by, placed, released, released_by,"
          " release_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL_WRITE(RELEASE_HOLD, NULL,
          "UPDATE hold SET released = $2, released_by = $3, release_reason = $4"
          " WHERE hold_id = $1 AND released IS NULL");

enum fault apply_defect_reported(struct store *store, const struct entry *entry)
{
    const struct defect_reported *data = entry->data;
    int64_t unit_id;
    enum fault fault = unit_id_of(store, data->subject.unit, result_part_number(entry), &unit_id);
    if (fault)
        return fault;
    const struct nonconformance row = {.nonconformance_id = entry->journal_position,
                                       .unit_id = unit_id,
                                       .operation = data->subject.operation,
                                       .position = data->position,
                                       .code = data->code,
                                       .description = data->description,
                                       .state = NONCONFORMANCE_OPEN,
                                       .reported_by = data->subject.operator? data->subject.operator: entry->by,
                                       .reported = entry->recorded_us,
                                       .disposed = ABSENT_INTEGER, };
    fault = db_change_row(store_db(store), &INSERT_NONCONFORMANCE, &row);
    return fault ? fault : unit_step(store, unit_id, entry->kind, entry->recorded_us);
}

enum fault apply_nonconformance_dispositioned(struct store *store, const struct entry *entry)
{
    const struct nonconformance_dispositioned *data = entry->data;
    int64_t unit_id;
    enum fault fault = db_change_one(store_db(store), &DISPOSE,
                                     BINDS(bind_integer(data->nonconformance), bind_integer(NONCONFORMANCE_DISPOSED),
                                           bind_integer(data->disposition), bind_text(entry->by),
                                           bind_text(data->reason), bind_integer(entry->recorded_us)));
    if (!fault)
        fault = db_integer(store_db(store), &UNIT_OF_NONCONFORMANCE, BINDS(bind_integer(data->nonconformance)),
                           ABSENT_INTEGER, &unit_id);
    return fault ? fault : unit_step(store, unit_id, entry->kind, entry->recorded_us);
}

enum fault apply_hold_placed(struct store *store, const struct entry *entry)
{
    const struct hold_placed *data = entry->data;
    const struct hold row = {
        .hold_id = entry->journal_position,
        .order = data->order,
        .serial = data->serial,
        .part_number = data->part_number,
        .reason = data->reason,
        .placed_by = entry->by,
        .placed = entry->recorded_us,
        .released = ABSENT_INTEGER,
    };
    return db_change_row(store_db(store), &INSERT_HOLD, &row);
}

enum fault apply_hold_released(struct store *store, const struct entry *entry)
{
    const struct hold_released *data = entry->data;
    return db_change_one(store_db(store), &RELEASE_HOLD,
                         BINDS(bind_integer(data->hold), bind_integer(entry->recorded_us), bind_text(entry->by),
                               bind_text(data->reason)));
}
