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
