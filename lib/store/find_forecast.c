#include "store/find_forecast.h"

#include "store/course_rows.h"
#include "store/leaving_rows.h"

#define TEXT(type, member) FIELD_TEXT(type, member, REQUIRED, 0, 0, "")
#define INTEGER(type, member, need) FIELD_INTEGER(type, member, need, 0, 0, "")

static const struct field REMAINING_UNIT_FIELDS[] = {
    INTEGER(struct remaining_unit, unit_id, REQUIRED),    TEXT(struct remaining_unit, serial),
    TEXT(struct remaining_unit, part_number),             TEXT(struct remaining_unit, revision),
    TEXT(struct remaining_unit, order),                   INTEGER(struct remaining_unit, installed_in, OPTIONAL),
};
const struct record REMAINING_UNIT_RECORD =
    RECORD(struct remaining_unit, "remaining_unit", REMAINING_UNIT_FIELDS, "A unit that remains to be completed.");

static const struct field HELD_UNIT_FIELDS[] = {
    INTEGER(struct held_unit, unit_id, REQUIRED),
    FIELD_TEXT(struct held_unit, order, OPTIONAL, 0, 0, "order the hold lies on"),
    FIELD_TEXT(struct held_unit, reason, OPTIONAL, 0, 0, "of the hold"),
    INTEGER(struct held_unit, hold, OPTIONAL),
    INTEGER(struct held_unit, condemned_by, OPTIONAL),
    FIELD_TEXT(struct held_unit, condemned, OPTIONAL, 0, 0, "unit that is scrapped"),
};
const struct record HELD_UNIT_RECORD = RECORD(struct held_unit, "held_unit", HELD_UNIT_FIELDS, "A unit that is stopped.");

_Static_assert(!offsetof(struct measured_run, course), "it begins with it");
static const struct field MEASURED_RUN_FIELDS[] = {
    COURSE_FIELDS,
    TEXT(struct measured_run, part_number),
    TEXT(struct measured_run, revision),
    TEXT(struct measured_run, operation),
    FIELD_ENUM(struct measured_run, state, REQUIRED, &RUN_STATE_NAMES, "passed or failed"),
    FIELD_BOOLEAN(struct measured_run, fallen, REQUIRED, ""),
};
const struct record MEASURED_RUN_RECORD =
    RECORD(struct measured_run, "measured_run", MEASURED_RUN_FIELDS, "How long a run took.");

static const struct field MEASURED_DECISION_FIELDS[] = {
    FIELD_TIME(struct measured_decision, reported, REQUIRED, "when"),
    FIELD_TIME(struct measured_decision, decided, REQUIRED, "when"),
};
const struct record MEASURED_DECISION_RECORD =
    RECORD(struct measured_decision, "measured_decision", MEASURED_DECISION_FIELDS, "How long quality took to decide.");

static const struct field UNDECIDED_FAULT_FIELDS[] = {
    INTEGER(struct undecided_fault, unit_id, REQUIRED),
    FIELD_TEXT(struct undecided_fault, operation, OPTIONAL, 0, 0, ""),
    FIELD_BOOLEAN(struct undecided_fault, material_review, REQUIRED, ""),
    FIELD_TIME(struct undecided_fault, reported, REQUIRED, "when"),
};
const struct record UNDECIDED_FAULT_RECORD =
    RECORD(struct undecided_fault, "undecided_fault", UNDECIDED_FAULT_FIELDS, "A fault that waits for quality.");

static const struct field STOCK_FIELDS[] = {
    TEXT(struct stock, revision),
    INTEGER(struct stock, count, REQUIRED),
};
const struct record STOCK_RECORD = RECORD(struct stock, "stock", STOCK_FIELDS, "Units of a revision.");

static const struct field FILLED_POSITION_FIELDS[] = {TEXT(struct filled_position, position)};
const struct record FILLED_POSITION_RECORD =
    RECORD(struct filled_position, "filled_position", FILLED_POSITION_FIELDS, "A position with a unit built here.");

static const struct field FORECAST_ROW_FIELDS[] = {
    INTEGER(struct forecast_row, journal_position, REQUIRED),
    TEXT(struct forecast_row, order),
    FIELD_TIME(struct forecast_row, made, REQUIRED, "when"),
    FIELD_TIME(struct forecast_row, p50, OPTIONAL, "completed by then with 50 %"),
    FIELD_TIME(struct forecast_row, p90, OPTIONAL, "completed by then with 90 %"),
};
const struct record FORECAST_ROW_RECORD =
    RECORD(struct forecast_row, "forecast_row", FORECAST_ROW_FIELDS, "A forecast that was recorded.");

_Static_assert(ORDER_RELEASED == 2 && ORDER_IN_PROCESS == 3 && ORDER_COMPLETED == 4 && ORDER_CLOSED == 5 &&
                   UNIT_QUEUED == 1 && UNIT_IN_PROCESS == 2 && UNIT_IN_REPAIR == 3 && UNIT_COMPLETED == 4 &&
                   UNIT_SHIPPED == 5 && UNIT_SCRAPPED == 6 && RUN_PASSED == 3 && RUN_FAILED == 4,
               "the statements here name these");
/* The units that remain: those of the orders on the floor, and beside them those that are completed and open again as
 * soon as something comes out of them. What left, was scrapped or is to be has no way back, nor has what is in it. */
#define REMAINING                                                                                                      \
    "WITH RECURSIVE " LEAVING_ROWS                                                                                     \
    ", over (unit_id) AS (SELECT u.unit_id FROM unit u WHERE u.unit_id IN (SELECT unit_id FROM leaving)"               \
    " AND (u.state IN (5, 6) OR EXISTS (SELECT 1 FROM nonconformance n WHERE n.unit_id = u.unit_id"                    \
    " AND n.state IN (1, 2) AND " CONDEMNS("n") "))"                                                                   \
    " UNION SELECT i.child_unit_id FROM over JOIN installation i ON i.unit_id = over.unit_id"                          \
    " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL),"                                                       \
    " open_again (unit_id, \"order\") AS (SELECT u.unit_id, u.\"order\" FROM unit u WHERE u.state = 4"                  \
    " AND u.unit_id IN (SELECT unit_id FROM leaving) AND u.unit_id NOT IN (SELECT unit_id FROM over)"                  \
    " AND EXISTS (SELECT 1 FROM build_order o WHERE o.\"order\" = u.\"order\" AND o.state IN (2, 3, 4, 5))),"          \
    " remaining (unit_id) AS (SELECT unit_id FROM unit WHERE state IN (1, 2, 3)"                                       \
    " AND \"order\" IN (SELECT \"order\" FROM build_order WHERE state IN (2, 3))"                                      \
    " UNION ALL SELECT unit_id FROM open_again)"

SQL_READ(ORDERS_REMAINING, &ORDER_RECORD,
         REMAINING ", floor AS (SELECT " ORDER_COLUMNS " FROM build_order WHERE state IN (2, 3) UNION ALL"
         " SELECT " ORDER_COLUMNS " FROM build_order WHERE \"order\" IN (SELECT \"order\" FROM open_again)"
         " AND state IN (4, 5))"
         " SELECT " ORDER_COLUMNS " FROM floor ORDER BY priority, due IS NULL, due, \"order\"");
SQL_READ(UNITS_REMAINING, &REMAINING_UNIT_RECORD,
         REMAINING " SELECT unit_id, serial, part_number, revision, \"order\", installed_in FROM unit"
         " WHERE unit_id IN (SELECT unit_id FROM remaining) ORDER BY unit_id");
SQL_READ(OPERATIONS_REMAINING, &UNIT_OPERATION_RECORD,
         REMAINING " SELECT " UNIT_OPERATION_COLUMNS " FROM unit_operation WHERE left_out_by IS NULL"
         " AND unit_id IN (SELECT unit_id FROM remaining) ORDER BY unit_id");
/* Crossed, not joined: SQLite then begins with the holds, of which few are open. */
SQL_READ(UNITS_HELD, &HELD_UNIT_RECORD,
         "WITH RECURSIVE condemned (unit_id, by_id, serial) AS (SELECT n.unit_id, n.nonconformance_id, u.serial"
         " FROM nonconformance n JOIN unit u ON u.unit_id = n.unit_id WHERE n.state IN (1, 2) AND " CONDEMNS("n")
         " UNION SELECT i.child_unit_id, condemned.by_id, condemned.serial FROM condemned"
         " JOIN installation i ON i.unit_id = condemned.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT unit.unit_id AS unit_id,"
         " CASE WHEN hold.\"order\" = unit.\"order\" AND hold_match.match = 1 THEN hold.\"order\" END AS \"order\","
         " hold.reason AS reason, hold.hold_id AS hold, NULL AS condemned_by, NULL AS condemned"
         " FROM hold CROSS JOIN hold_match CROSS JOIN unit WHERE hold.released IS NULL"
         " AND hold_match.hold_id = hold.hold_id AND hold_match.released IS NULL"
         " AND unit.unit_id = hold_match.unit_id AND unit.state IN (1, 2, 3, 4)"
         " UNION ALL SELECT unit_id, NULL, NULL, NULL, by_id, serial FROM condemned ORDER BY unit_id");
_Static_assert(MATCH_UNIT == 1, "UNITS_HELD names it");
#define MEASURED "WITH measured AS (SELECT run_id FROM run WHERE state IN (3, 4) ORDER BY run_id DESC LIMIT $1) "
SQL_READ(RUNS_MEASURED, &MEASURED_RUN_RECORD,
         MEASURED "SELECT " COURSE_COLUMNS ", u.part_number AS part_number, " REVISION_OF_RUN("u", "r") " AS revision,"
         " r.operation AS operation, r.state AS state, r.state = 3 AND r.invalidated_by IS NOT NULL AND NOT EXISTS"
         " (SELECT 1 FROM unit_revision v WHERE v.unit_id = r.unit_id AND v.revised_by = r.invalidated_by) AS fallen"
         " FROM measured m CROSS JOIN run r CROSS JOIN unit u WHERE r.run_id = m.run_id AND u.unit_id = r.unit_id"
         " ORDER BY r.run_id DESC");
SQL_READ(STOPS_OF_MEASURED, &RUN_STOP_RECORD,
         MEASURED "SELECT " STOP_COLUMNS " FROM measured m CROSS JOIN run_pause p WHERE p.run_id = m.run_id"
         " ORDER BY p.run_id, p.pause_id");
_Static_assert(NONCONFORMANCE_OPEN == 1 && NONCONFORMANCE_DISPOSED == 2 && NONCONFORMANCE_CLOSED == 4,
               "the next two name these");
SQL_READ(DECISIONS_MEASURED, &MEASURED_DECISION_RECORD,
         "SELECT reported, coalesce(countersigned, disposed) AS decided FROM nonconformance"
         " WHERE state IN (2, 4) AND material_review = $1 ORDER BY nonconformance_id DESC LIMIT $2");
SQL_READ(FAULTS_UNDECIDED, &UNDECIDED_FAULT_RECORD,
         REMAINING " SELECT n.unit_id AS unit_id, operation, material_review, reported FROM nonconformance n"
         " WHERE n.state IN (1, 2) AND n.state = 1 AND n.unit_id IN (SELECT unit_id FROM remaining)"
         " ORDER BY n.unit_id");
/* A unit that nobody may install is no stock: an undecided fault lies on it or inside it, or was found on it where it was
 * installed; or a part in it is not approved; or it, or something inside it, is to be scrapped, replaced or returned; or
 * it was replaced, and not worked on anew since it was found. What was decided otherwise is soon done and closed. */
SQL_READ(UNITS_IN_STOCK, &STOCK_RECORD,
         "WITH RECURSIVE faulty (unit_id) AS ("
         "SELECT n.unit_id FROM nonconformance n WHERE n.state IN (1, 2)"
         " AND (n.state = 1 OR n.disposition IN (3, 4, 5)) UNION"
         " SELECT i.child_unit_id FROM nonconformance n JOIN installation i ON i.installation_id = n.installation_id"
         " WHERE n.state IN (1, 2) AND (n.state = 1 OR n.disposition IN (3, 4, 5)) AND i.child_unit_id IS NOT NULL UNION"
         " SELECT n.unit_id FROM installation n WHERE n.unapproved_by IS NOT NULL AND n.removed IS NULL UNION"
         " SELECT u.installed_in FROM faulty JOIN unit u ON u.unit_id = faulty.unit_id WHERE u.installed_in IS NOT NULL)"
         " SELECT revision, count(*) AS count FROM unit WHERE part_number = $1 AND state = 4 AND installed_in IS NULL"
         " AND unit_id NOT IN (SELECT unit_id FROM faulty)"
         " AND NOT EXISTS (SELECT 1 FROM component c WHERE c.part_number = unit.part_number AND c.serial = unit.serial"
         " AND c.state IN (3, 4))"
         " AND NOT EXISTS (WITH RECURSIVE chain (id) AS (SELECT installation_id FROM component"
         " WHERE part_number = unit.part_number AND serial = unit.serial UNION ALL SELECT i.previous_id FROM chain"
         " JOIN installation i ON i.installation_id = chain.id WHERE i.previous_id IS NOT NULL)"
         " SELECT 1 FROM chain JOIN nonconformance n ON n.installation_id = chain.id"
         " WHERE n.state = 4 AND n.disposition IN (2, 3) AND " CLOSED_WITHOUT " AND NOT EXISTS (SELECT 1 FROM run r"
         " WHERE r.unit_id = unit.unit_id AND r.state = 3 AND r.run_id > n.nonconformance_id))"
         " AND NOT EXISTS (SELECT 1 FROM hold_match JOIN hold ON hold.hold_id = hold_match.hold_id"
         " WHERE hold_match.unit_id = unit.unit_id AND hold_match.released IS NULL AND hold.released IS NULL)"
         " GROUP BY revision ORDER BY revision");
SQL_READ(POSITIONS_FILLED, &FILLED_POSITION_RECORD,
         "SELECT i.position FROM installation i WHERE i.unit_id = $1 AND i.removed IS NULL"
         " AND i.child_unit_id IS NOT NULL AND i.unapproved_by IS NULL AND NOT EXISTS (SELECT 1 FROM nonconformance n"
         " JOIN installation was ON was.installation_id = n.installation_id WHERE n.unit_id = i.unit_id"
         " AND n.position = i.position AND n.state IN (1, 2) AND " GOES_BY("n", "was", "i") ")"
         " AND NOT EXISTS (SELECT 1 FROM nonconformance n WHERE n.unit_id = i.child_unit_id"
         " AND n.state IN (1, 2) AND " CONDEMNS("n") ")");
SQL_READ(FORECASTS_OF_ORDER, &FORECAST_ROW_RECORD,
         "SELECT journal_position, \"order\", made, p50, p90 FROM forecast WHERE \"order\" = $1"
         " ORDER BY journal_position DESC LIMIT $2");

enum fault list_orders_remaining(struct store *store, struct arena *arena, struct orders *ret)
{
    return db_rows(store_db(store), &ORDERS_REMAINING, NO_BINDS, arena, &ret->list);
}

enum fault list_units_remaining(struct store *store, struct arena *arena, struct remaining_units *ret)
{
    return db_rows(store_db(store), &UNITS_REMAINING, NO_BINDS, arena, &ret->list);
}

enum fault list_operations_remaining(struct store *store, struct arena *arena, struct unit_operations *ret)
{
    return db_rows(store_db(store), &OPERATIONS_REMAINING, NO_BINDS, arena, &ret->list);
}

enum fault list_units_held(struct store *store, struct arena *arena, struct held_units *ret)
{
    return db_rows(store_db(store), &UNITS_HELD, NO_BINDS, arena, &ret->list);
}

enum fault list_runs_measured(struct store *store, int64_t limit, struct arena *arena, struct measured_runs *ret)
{
    return db_rows(store_db(store), &RUNS_MEASURED, BINDS(bind_integer(limit)), arena, &ret->list);
}

enum fault list_stops_of_measured(struct store *store, int64_t limit, struct arena *arena, struct run_stops *ret)
{
    return db_rows(store_db(store), &STOPS_OF_MEASURED, BINDS(bind_integer(limit)), arena, &ret->list);
}

enum fault list_decisions_measured(struct store *store, bool material_review, int64_t limit, struct arena *arena,
                                   struct measured_decisions *ret)
{
    return db_rows(store_db(store), &DECISIONS_MEASURED, BINDS(bind_integer(material_review), bind_integer(limit)),
                   arena, &ret->list);
}

enum fault list_faults_undecided(struct store *store, struct arena *arena, struct undecided_faults *ret)
{
    return db_rows(store_db(store), &FAULTS_UNDECIDED, NO_BINDS, arena, &ret->list);
}

enum fault list_stock(struct store *store, const char *part_number, struct arena *arena, struct stocks *ret)
{
    return db_rows(store_db(store), &UNITS_IN_STOCK, BINDS(bind_text(part_number)), arena, &ret->list);
}

enum fault list_positions_filled(struct store *store, int64_t unit_id, struct arena *arena,
                                 struct filled_positions *ret)
{
    return db_rows(store_db(store), &POSITIONS_FILLED, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault list_forecasts(struct store *store, const char *order, int64_t limit, struct arena *arena,
                          struct forecast_rows *ret)
{
    return db_rows(store_db(store), &FORECASTS_OF_ORDER, BINDS(bind_text(order), bind_integer(limit)), arena,
                   &ret->list);
}
