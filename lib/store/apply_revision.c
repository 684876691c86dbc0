/* What moving units to a newer revision changes. */
#include "store/apply_parts.h"

SQL_WRITE(UNIT_IS_REVISED, NULL, "UPDATE unit SET revision = $2 WHERE unit_id = $1");
SQL_WRITE(INSERT_UNIT_REVISION, &UNIT_REVISION_RECORD,
          "INSERT INTO unit_revision (unit_id, revised_by, previous, revision, revised, token, reason)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL_WRITE(ORDER_IS_REVISED, NULL, "UPDATE build_order SET revised_by = $2, journal_position = $2 WHERE \"order\" = $1");
/* A start that was taken back leaves a row which says nothing, and which the later routing may not have. */
SQL_WRITE(DELETE_UNBEGUN, NULL, "DELETE FROM unit_operation WHERE unit_id = $1 AND run_id IS NULL AND state = $2");
SQL_WRITE(OPERATION_IS_LEFT_OUT, NULL,
          "UPDATE unit_operation SET left_out_by = $3 WHERE unit_id = $1 AND operation = $2 AND left_out_by IS NULL");
/* Its attempts go on counting; nothing that it came to before is held against it. */
SQL_WRITE(OPERATION_RETURNS, NULL,
          "UPDATE unit_operation SET left_out_by = NULL, state = $3, failures = 0, invalidated_by = NULL"
          " WHERE unit_id = $1 AND operation = $2 AND left_out_by IS NOT NULL");
SQL_WRITE(PART_IS_APPROVED, NULL,
          "UPDATE installation SET unapproved_by = $3 WHERE unit_id = $1 AND position = $2 AND removed IS NULL");

/* The second person would sign something else. */
SQL_WRITE(WAIVERS_LAPSE, NULL,
          "UPDATE waiver SET invalidated_by = $2 WHERE unit_id = $1 AND state = $3 AND invalidated_by IS NULL");

/* What is left out counts no more, whether it was passed or waived. */
static enum fault is_left_out(struct store *store, const struct entry *entry, int64_t unit_id, const char *operation)
{
    enum fault fault = evidence_falls(store, entry, unit_id, operation, false);
    if (!fault)
        fault = evidence_falls(store, entry, unit_id, operation, true);
    if (!fault)
        fault = db_change_one(store_db(store), &OPERATION_IS_LEFT_OUT,
                              BINDS(bind_integer(unit_id), bind_text(operation),
                                    bind_integer(entry->journal_position)));
    return fault;
}

static enum fault operations_are(struct store *store, const struct entry *entry, int64_t unit_id,
                                 const struct revised_unit *revised)
{
    enum fault fault =
        db_change(store_db(store), &DELETE_UNBEGUN, BINDS(bind_integer(unit_id), bind_integer(OPERATION_OPEN)));
    for (size_t i = 0; i < revised->invalidated.count && !fault; i++)
        fault = operation_falls(store, entry, unit_id, revised->invalidated.items[i].operation,
                                revised->invalidated.items[i].waived);
    for (size_t i = 0; i < revised->left_out.count && !fault; i++)
        fault = is_left_out(store, entry, unit_id, revised->left_out.items[i]);
    for (size_t i = 0; i < revised->returned.count && !fault; i++)
        fault = db_change_one(
            store_db(store), &OPERATION_RETURNS,
            BINDS(bind_integer(unit_id), bind_text(revised->returned.items[i]), bind_integer(OPERATION_OPEN)));
    return fault;
}

static enum fault parts_are(struct store *store, int64_t unit_id, const char *const *positions, size_t count,
                            int64_t unapproved_by)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++)
        fault = db_change_one(store_db(store), &PART_IS_APPROVED,
                              BINDS(bind_integer(unit_id), bind_text(positions[i]), bind_integer(unapproved_by)));
    return fault;
}

static enum fault unit_is_revised(struct store *store, const struct entry *entry, const struct revised_unit *revised)
{
    const struct order_revised *data = entry->data;
    struct unit_revision row = {
        .revised_by = entry->journal_position,
        .previous = revised->previous,
        .revision = data->revision,
        .revised = entry->recorded_us,
        .token = entry->by,
        .reason = data->reason,
    };
    enum fault fault = unit_id_of(store, revised->unit, revised->part_number, &row.unit_id);
    if (!fault)
        fault = db_change_one(store_db(store), &UNIT_IS_REVISED,
                              BINDS(bind_integer(row.unit_id), bind_text(data->revision)));
    if (!fault)
        fault = db_change_row(store_db(store), &INSERT_UNIT_REVISION, &row);
    if (!fault)
        fault = operations_are(store, entry, row.unit_id, revised);
    if (!fault)
        fault = db_change(store_db(store), &WAIVERS_LAPSE,
                          BINDS(bind_integer(row.unit_id), bind_integer(entry->journal_position),
                                bind_integer(WAIVER_REQUESTED)));
    if (!fault)
        fault = parts_are(store, row.unit_id, revised->unapproved.items, revised->unapproved.count,
                          entry->journal_position);
    if (!fault)
        fault = parts_are(store, row.unit_id, revised->approved.items, revised->approved.count, ABSENT_INTEGER);
    if (!fault && revised->reopened)
        fault = unit_step(store, row.unit_id, entry->kind, entry->recorded_us);
    if (!fault && revised->reopened)
        fault = order_of_unit_step(store, row.unit_id, entry);
    return fault;
}

enum fault apply_order_revised(struct store *store, const struct entry *entry)
{
    const struct order_revised *data = entry->data;
    const struct result_revised *result = entry->result;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < result->units.count && !fault; i++)
        fault = unit_is_revised(store, entry, &result->units.items[i]);
    if (fault)
        return fault;
    return db_change_one(store_db(store), &ORDER_IS_REVISED,
                         BINDS(bind_text(data->order), bind_integer(entry->journal_position)));
}
