/* What stops a unit until it is decided on: nonconformances. */
#include "store/apply_parts.h"

/* What is to be done again by a disposition. */
struct reworking {
    int64_t nonconformance_id;
    LIST_OF(const char *) operations;
};
static const struct field REWORKING_FIELDS[] = {
    FIELD_INTEGER(struct reworking, nonconformance_id, REQUIRED, 0, 0, "the nonconformance"),
    FIELD_TEXTS(struct reworking, operations, REQUIRED, 1, REWORKED_MAX, "that are to be done again"),
};
static const struct record REWORKING_RECORD =
    RECORD(struct reworking, "reworking", REWORKING_FIELDS, "What is to be done again.");

SQL_WRITE(INSERT_NONCONFORMANCE, &NONCONFORMANCE_RECORD,
          "INSERT INTO nonconformance (nonconformance_id, unit_id, operation, position, code, description, state,"
          " disposition, reported_by, disposed_by, reason, reported, disposed, material_review, evidence,"
          " countersigned_by, countersigned, closed_by, closed, station, closed_at,"
          " installation_id, disposed_at, operations, reopened_at)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,"
          " $22, $23, $24, $25)");
SQL_READ(PART_AT, NULL,
         "SELECT installation_id FROM installation WHERE unit_id = $1 AND position = $2 AND removed IS NULL");
SQL_WRITE(REPLACE_DECISION, NULL,
          "INSERT INTO decision_replaced (unit_id, journal_position)"
          " SELECT unit_id, disposed_at FROM nonconformance WHERE nonconformance_id = $1 AND disposed_at IS NOT NULL");
SQL_WRITE(DISPOSE, NULL,
          "UPDATE nonconformance SET state = $2, disposition = $3, disposed_by = $4, reason = $5, disposed = $6,"
          " disposed_at = $7, operations = NULL WHERE nonconformance_id = $1");
SQL_WRITE(REWORK, &REWORKING_RECORD, "UPDATE nonconformance SET operations = $2 WHERE nonconformance_id = $1");
SQL_WRITE(COUNTERSIGN, NULL,
          "UPDATE nonconformance SET state = $2, countersigned_by = $3, countersigned = $4"
          " WHERE nonconformance_id = $1");
SQL_WRITE(CLOSE, NULL,
          "UPDATE nonconformance SET state = $2, closed_by = $3, closed = $4, closed_at = $5"
          " WHERE nonconformance_id = $1");
SQL_WRITE(FAILURES_ARE, NULL, "UPDATE unit_operation SET failures = $3 WHERE unit_id = $1 AND operation = $2");
SQL_WRITE(REOPENED, NULL, "UPDATE nonconformance SET reopened_at = $2 WHERE nonconformance_id = $1");
SQL_READ(UNIT_OF_NONCONFORMANCE, NULL, "SELECT unit_id FROM nonconformance WHERE nonconformance_id = $1");

static enum fault nonconformance_opens(struct store *store, const struct entry *entry, const struct nonconformance *row)
{
    enum fault fault = db_change_row(store_db(store), &INSERT_NONCONFORMANCE, row);
    return fault ? fault : unit_step(store, row->unit_id, entry->kind, entry->recorded_us);
}

enum fault apply_defect_reported(struct store *store, const struct entry *entry)
{
    const struct defect_reported *data = entry->data;
    const char *reported_by = data->subject.operator? data->subject.operator: entry->by;
    struct nonconformance row;
    record_clear(&NONCONFORMANCE_RECORD, &row);
    enum fault fault = unit_id_of(store, data->subject.unit, result_part_number(entry), &row.unit_id);
    if (fault)
        return fault;
    row.nonconformance_id = entry->journal_position;
    row.operation = data->subject.operation;
    row.position = data->position;
    row.code = data->code;
    row.description = data->description;
    row.state = NONCONFORMANCE_OPEN;
    row.reported_by = reported_by;
    row.station = entry->station;
    row.reported = entry->recorded_us;
    row.material_review = ((const struct result_reported *)entry->result)->material_review;
    if (data->position)
        fault = db_integer(store_db(store), &PART_AT, BINDS(bind_integer(row.unit_id), bind_text(data->position)),
                           ABSENT_INTEGER, &row.installation_id);
    return fault ? fault : nonconformance_opens(store, entry, &row);
}

enum fault apply_nonconformance_opened(struct store *store, const struct entry *entry)
{
    const struct nonconformance_opened *data = entry->data;
    struct nonconformance row;
    record_clear(&NONCONFORMANCE_RECORD, &row);
    enum fault fault = unit_id_of(store, data->unit, data->part_number, &row.unit_id);
    if (fault)
        return fault;
    row.nonconformance_id = entry->journal_position;
    row.operation = data->operation;
    row.code = data->code;
    row.state = NONCONFORMANCE_OPEN;
    row.reported = entry->recorded_us;
    row.material_review = data->material_review;
    row.evidence.items = data->evidence.items;
    row.evidence.count = data->evidence.count;
    return nonconformance_opens(store, entry, &row);
}

/* Use-as-is waits for its second signature. */
enum fault apply_nonconformance_dispositioned(struct store *store, const struct entry *entry)
{
    const struct nonconformance_dispositioned *data = entry->data;
    const struct result_disposed *result = entry->result;
    const enum nonconformance_state state =
        data->disposition == DISPOSITION_USE_AS_IS ? NONCONFORMANCE_OPEN : NONCONFORMANCE_DISPOSED;
    int64_t unit_id;
    enum fault fault = unit_id_of(store, result->unit, result->unit_part_number, &unit_id);
    if (!fault)
        fault = db_change(store_db(store), &REPLACE_DECISION, BINDS(bind_integer(data->nonconformance)));
    if (!fault)
        fault = db_change_one(store_db(store), &DISPOSE,
                              BINDS(bind_integer(data->nonconformance), bind_integer(state),
                                    bind_integer(data->disposition), bind_text(entry->by), bind_text(data->reason),
                                    bind_integer(entry->recorded_us), bind_integer(entry->journal_position)));
    if (!fault && data->operations.count)
        fault = db_change_row(store_db(store), &REWORK,
                              &(const struct reworking){
                                  .nonconformance_id = data->nonconformance,
                                  .operations = {.items = data->operations.items, .count = data->operations.count}});
    if (!fault && result->operation)
        fault =
            db_change_one(store_db(store), &FAILURES_ARE,
                          BINDS(bind_integer(unit_id), bind_text(result->operation), bind_integer(result->failures)));
    for (size_t i = 0; i < result->anew.count && !fault; i++)
        fault = db_change_one(store_db(store), &FAILURES_ARE,
                              BINDS(bind_integer(unit_id), bind_text(result->anew.items[i]), bind_integer(0)));
    if (!fault && result->removal)
        fault = part_becomes(store, result->installation, (enum removal)result->removal);
    return fault ? fault : unit_step(store, unit_id, entry->kind, entry->recorded_us);
}

enum fault apply_operation_reopened(struct store *store, const struct entry *entry)
{
    const struct operation_reopened *data = entry->data;
    const struct result_reopened *result = entry->result;
    int64_t unit_id;
    enum fault fault = unit_id_of(store, data->unit, data->part_number, &unit_id);
    if (!fault)
        fault = db_change_one(store_db(store), &REOPENED,
                              BINDS(bind_integer(data->nonconformance), bind_integer(entry->journal_position)));
    if (!fault)
        fault = operations_fall(store, entry, unit_id, result->invalidated.items, result->invalidated.count, false);
    if (!fault)
        fault = operations_fall(store, entry, unit_id, result->waived.items, result->waived.count, true);
    if (!fault)
        fault = unit_reopens(store, entry, unit_id);
    return fault ? fault : outer_units_fall(store, entry, result->outer.items, result->outer.count);
}

enum fault apply_nonconformance_countersigned(struct store *store, const struct entry *entry)
{
    const struct nonconformance_named *data = entry->data;
    int64_t unit_id;
    enum fault fault = db_change_one(store_db(store), &COUNTERSIGN,
                                     BINDS(bind_integer(data->nonconformance), bind_integer(NONCONFORMANCE_DISPOSED),
                                           bind_text(entry->by), bind_integer(entry->recorded_us)));
    if (!fault)
        fault = db_integer(store_db(store), &UNIT_OF_NONCONFORMANCE, BINDS(bind_integer(data->nonconformance)),
                           ABSENT_INTEGER, &unit_id);
    if (!fault)
        fault = unit_is_named(store, unit_id, entry->journal_position);
    return fault ? fault : unit_step(store, unit_id, entry->kind, entry->recorded_us);
}

enum fault apply_nonconformance_closed(struct store *store, const struct entry *entry)
{
    const struct nonconformance_named *data = entry->data;
    return db_change_one(store_db(store), &CLOSE,
                         BINDS(bind_integer(data->nonconformance), bind_integer(NONCONFORMANCE_CLOSED),
                               bind_text(entry->by), bind_integer(entry->recorded_us),
                               bind_integer(entry->journal_position)));
}
