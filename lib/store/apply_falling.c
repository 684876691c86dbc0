/* What it means that the evidence of an operation falls. */
#include "store/apply_parts.h"

SQL_WRITE(OPERATION_FALLS, NULL,
          "UPDATE unit_operation SET state = $3, invalidated_by = $4 WHERE unit_id = $1 AND operation = $2");
SQL_WRITE(RUN_FALLS, NULL,
          "UPDATE run SET invalidated_by = $3 WHERE state = $4 AND invalidated_by IS NULL"
          " AND run_id = (SELECT run_id FROM unit_operation WHERE unit_id = $1 AND operation = $2)");
SQL_WRITE(WAIVER_FALLS, NULL,
          "UPDATE waiver SET invalidated_by = $3"
          " WHERE unit_id = $1 AND operation = $2 AND state = $4 AND invalidated_by IS NULL");

enum fault evidence_falls(struct store *store, const struct entry *entry, int64_t unit_id, const char *operation,
                          bool waived)
{
    const struct bind binds[] = {bind_integer(unit_id), bind_text(operation), bind_integer(entry->journal_position),
                                 bind_integer(waived ? (int)WAIVER_COUNTERSIGNED : (int)RUN_PASSED)};
    return db_change(store_db(store), waived ? &WAIVER_FALLS : &RUN_FALLS, binds, 4);
}

enum fault operation_falls(struct store *store, const struct entry *entry, int64_t unit_id, const char *operation,
                           bool waived)
{
    enum fault fault = evidence_falls(store, entry, unit_id, operation, waived);
    if (fault)
        return fault;
    return db_change_one(store_db(store), &OPERATION_FALLS,
                         BINDS(bind_integer(unit_id), bind_text(operation), bind_integer(OPERATION_INVALIDATED),
                               bind_integer(entry->journal_position)));
}

enum fault operations_fall(struct store *store, const struct entry *entry, int64_t unit_id,
                           const char *const *operations, size_t count, bool waived)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++)
        fault = operation_falls(store, entry, unit_id, operations[i], waived);
    return fault;
}

enum fault unit_reopens(struct store *store, const struct entry *entry, int64_t unit_id)
{
    enum fault fault = unit_step(store, unit_id, entry->kind, entry->recorded_us);
    return fault ? fault : order_of_unit_step(store, unit_id, entry);
}

enum fault outer_units_fall(struct store *store, const struct entry *entry, const struct outer_fallen *outer,
                            size_t count)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++) {
        int64_t unit_id;
        fault = unit_id_of(store, outer[i].unit, outer[i].unit_part_number, &unit_id);
        if (!fault)
            fault =
                operations_fall(store, entry, unit_id, outer[i].invalidated.items, outer[i].invalidated.count, false);
        if (!fault)
            fault = operations_fall(store, entry, unit_id, outer[i].waived.items, outer[i].waived.count, true);
        if (!fault)
            fault = unit_reopens(store, entry, unit_id);
        if (!fault) /* nothing may have changed on it */
            fault = unit_is_named(store, unit_id, entry->journal_position);
    }
    return fault;
}
