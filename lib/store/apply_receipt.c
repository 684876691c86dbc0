/* What taking a part back from its supplier changes. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_RECEIPT, &RECEIPT_RECORD,
          "INSERT INTO receipt (receipt_id, part_number, serial, said, reference, reason, received_by, received,"
          " voided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL_WRITE(VOID_RECEIPT, NULL, "UPDATE receipt SET voided_by = $2 WHERE receipt_id = $1");
SQL_WRITE(RECEIVED_BECOMES, NULL,
          "UPDATE component SET state = $2 WHERE (part_number, serial) ="
          " (SELECT part_number, serial FROM receipt WHERE receipt_id = $1)");

enum fault apply_component_received(struct store *store, const struct entry *entry)
{
    const struct component_received *data = entry->data;
    const struct provenance said = provenance_received(data);
    const struct receipt row = {
        .receipt = entry->journal_position,
        .part_number = data->part_number,
        .serial = data->serial,
        .said = provenance_is_empty(&said) ? NULL : &said,
        .reference = data->reference,
        .reason = data->reason,
        .received_by = entry->by,
        .received = entry->recorded_us,
        .voided_by = ABSENT_INTEGER,
    };
    enum fault fault = db_change_row(store_db(store), &INSERT_RECEIPT, &row);
    return fault ? fault : component_is(store, data->part_number, data->serial, COMPONENT_AVAILABLE);
}

enum fault undo_receipt(struct store *store, const struct entry *entry)
{
    const int64_t voided = ((const struct result_corrected *)entry->result)->voided;
    enum fault fault = db_change_one(store_db(store), &VOID_RECEIPT,
                                     BINDS(bind_integer(voided), bind_integer(entry->journal_position)));
    return fault ? fault
                 : db_change_one(store_db(store), &RECEIVED_BECOMES,
                                 BINDS(bind_integer(voided), bind_integer(COMPONENT_RETURNED)));
}
