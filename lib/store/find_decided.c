/* Finding what quality decided since something happened. */
#include "store/find_correction.h"

static const struct field FAULT_DECISION_FIELDS[] = {
    FIELD_INTEGER(struct fault_decision, journal_position, REQUIRED, 0, 0, "of the decision"),
    FIELD_INTEGER(struct fault_decision, kind, REQUIRED, 0, 0, "of entry"),
    FIELD_INTEGER(struct fault_decision, nonconformance_id, REQUIRED, 0, 0, "decided on, or closed"),
    FIELD_INTEGER(struct fault_decision, unit_id, REQUIRED, 0, 0, "whose fault it is"),
    FIELD_TEXT(struct fault_decision, serial, REQUIRED, 0, 0, "of that unit"),
    FIELD_TEXT(struct fault_decision, operation, OPTIONAL, 0, 0, "it was found in"),
    FIELD_TEXT(struct fault_decision, position, OPTIONAL, 0, 0, "it was found at"),
    FIELD_ENUM(struct fault_decision, disposition, OPTIONAL, &DISPOSITION_NAMES, "what was decided"),
    FIELD_TEXTS(struct fault_decision, operations, OPTIONAL, 0, REWORKED_MAX, "that are to be done again"),
};
static const struct record FAULT_DECISION_RECORD =
    RECORD(struct fault_decision, "fault_decision", FAULT_DECISION_FIELDS, "A decision on a fault.");

/* What is there and what was there stand in an index each. */
#define INSIDE                                                                                                         \
    "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $1 UNION ALL"                        \
    " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"                            \
    " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
#define DECIDED_AT(column, kind)                                                                                       \
    " SELECT n." column " AS journal_position, CAST(" kind " AS INTEGER) AS kind, n.nonconformance_id, n.unit_id,"     \
    " u.serial, n.operation, n.position, n.disposition, n.operations FROM inside JOIN nonconformance n"                            \
    " ON n.unit_id = inside.unit_id JOIN unit u ON u.unit_id = n.unit_id WHERE n." column " > $2"
/* Which fault, and what was decided, only the journal says. */
#define REPLACED(kind)                                                                                                 \
    " SELECT d.journal_position, CAST(" kind " AS INTEGER), 0, d.unit_id, u.serial, NULL, NULL, 0, NULL FROM inside"   \
    " JOIN decision_replaced d ON d.unit_id = inside.unit_id JOIN unit u ON u.unit_id = d.unit_id"                     \
    " WHERE d.journal_position > $2"
#define WAIVED_AT(column, kind, state)                                                                                 \
    " SELECT w." column ", CAST(" kind " AS INTEGER), w.waiver_id, w.unit_id, u.serial, w.operation, NULL, 0, NULL"          \
    " FROM inside JOIN waiver w ON w.unit_id = inside.unit_id JOIN unit u ON u.unit_id = w.unit_id"                    \
    " WHERE w." column " > $2 AND w.invalidated_by IS NULL AND w.state = " state
/* Of a time when one person could waive, and nobody asked for it. */
#define WAIVED_ALONE_AT(kind)                                                                                          \
    " SELECT h.journal_position, CAST(" kind " AS INTEGER), 0, h.unit_id, u.serial, h.operation, NULL, 0, NULL"              \
    " FROM inside JOIN unit_operation o ON o.unit_id = inside.unit_id JOIN unit_history h ON h.unit_id = o.unit_id"    \
    " AND h.operation = o.operation JOIN unit u ON u.unit_id = h.unit_id WHERE o.state = 6 AND h.state = 6"            \
    " AND h.journal_position > $2 AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.unit_id = h.unit_id"                  \
    " AND w.operation = h.operation AND w.state = 2)"
#define ALSO " UNION ALL"
_Static_assert(WAIVER_REQUESTED == 1 && WAIVER_COUNTERSIGNED == 2 && OPERATION_WAIVED == 6,
               "DECIDED_SINCE names these");
SQL_READ(DECIDED_SINCE, &FAULT_DECISION_RECORD,
         INSIDE DECIDED_AT("disposed_at", "$3") ALSO DECIDED_AT("closed_at", "$4") ALSO REPLACED("$3")
             ALSO WAIVED_AT("waiver_id", "$5", "1")
                 ALSO WAIVED_AT("decided_at", "$6", "2")
                     ALSO WAIVED_ALONE_AT("$7") " ORDER BY journal_position");

enum fault find_decided_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                              struct fault_decisions *ret)
{
    return db_rows(store_db(store), &DECIDED_SINCE,
                   BINDS(bind_integer(unit_id), bind_integer(journal_position),
                         bind_integer(ENTRY_NONCONFORMANCE_DISPOSITIONED), bind_integer(ENTRY_NONCONFORMANCE_CLOSED),
                         bind_integer(ENTRY_WAIVER_REQUESTED), bind_integer(ENTRY_WAIVER_COUNTERSIGNED),
                         bind_integer(ENTRY_OPERATION_WAIVED)),
                   arena, &ret->list);
}
