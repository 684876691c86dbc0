/* Lists in pages by key, and counts. */
#include "store/find_list.h"

#include "store/columns.h"

SQL_READ(PRODUCTS_AFTER, &PRODUCT_ROW_RECORD,
         "SELECT " PRODUCT_COLUMNS " FROM product WHERE (part_number, revision) > ($1, $2)"
         " ORDER BY part_number, revision LIMIT $3");
SQL_READ(ORDERS_AFTER, &ORDER_RECORD,
         "SELECT " ORDER_COLUMNS " FROM build_order WHERE \"order\" > $1 ORDER BY \"order\" LIMIT $2");
SQL_READ(ORDERS_ACTIVE, &ORDER_RECORD,
         "SELECT " ORDER_COLUMNS " FROM build_order WHERE state IN (2, 3)"
         " ORDER BY priority, due IS NULL, due, \"order\"");
_Static_assert(ORDER_RELEASED == 2 && ORDER_IN_PROCESS == 3, "ORDERS_ACTIVE and its index name these");
/* Which cancelled orders have unfinished units the index of those tells; few of them were finished once, or are in use. */
SQL_READ(ORDERS_WORKED_ON, &ORDER_RECORD,
         "WITH worked_on AS (SELECT " ORDER_COLUMNS " FROM build_order WHERE state IN (2, 3)"
         " UNION ALL SELECT " ORDER_COLUMNS " FROM build_order WHERE state = 6"
         " AND \"order\" IN (SELECT \"order\" FROM unit WHERE state IN (1, 2, 3))"
         " AND EXISTS (SELECT 1 FROM unit WHERE unit.\"order\" = build_order.\"order\" AND unit.state IN (1, 2, 3)"
         " AND (completed_last IS NOT NULL OR installed_in IS NOT NULL)))"
         " SELECT " ORDER_COLUMNS " FROM worked_on ORDER BY priority, due IS NULL, due, \"order\"");
_Static_assert(ORDER_CANCELLED == 6, "ORDERS_WORKED_ON names it");
static const struct field ORDER_BLOCKED_FIELDS[] = {
    FIELD_TEXT(struct order_blocked, order, REQUIRED, 0, 0, "its number"),
};
const struct record ORDER_BLOCKED_RECORD =
    RECORD(struct order_blocked, "order_blocked", ORDER_BLOCKED_FIELDS, "An order that something blocks.");

/* From the few faults that are not closed, and the few parts that are not approved, outwards; what left waits for
 * nothing here, nor does what left in it. */
SQL_READ(ORDERS_BLOCKED, &ORDER_BLOCKED_RECORD,
         "WITH RECURSIVE around (unit_id) AS (SELECT unit_id FROM nonconformance n WHERE n.state IN (1, 2)"
         " UNION SELECT unit_id FROM installation n WHERE n.unapproved_by IS NOT NULL AND n.removed IS NULL"
         " UNION SELECT u.installed_in FROM around JOIN unit u ON u.unit_id = around.unit_id"
         " WHERE u.installed_in IS NOT NULL),"
         " gone (unit_id) AS (SELECT u.unit_id FROM around JOIN unit u ON u.unit_id = around.unit_id WHERE u.state = 5"
         " UNION SELECT i.child_unit_id FROM gone JOIN installation i ON i.unit_id = gone.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT DISTINCT u.\"order\" FROM around JOIN unit u ON u.unit_id = around.unit_id WHERE u.state = 4"
         " AND u.unit_id NOT IN (SELECT unit_id FROM gone) ORDER BY u.\"order\"");
_Static_assert(NONCONFORMANCE_OPEN == 1 && NONCONFORMANCE_DISPOSED == 2 && UNIT_COMPLETED == 4 && UNIT_SHIPPED == 5,
               "ORDERS_BLOCKED names these");
SQL_READ(UNITS_AFTER, &UNIT_RECORD,
         "SELECT " UNIT_COLUMNS " FROM unit WHERE unit_id > $1 AND ($2 = 0 OR state = $2) ORDER BY unit_id LIMIT $3");
SQL_READ(UNITS_OF_ORDER_AFTER, &UNIT_RECORD,
         "SELECT " UNIT_COLUMNS " FROM unit WHERE \"order\" = $4 AND unit_id > $1 AND ($2 = 0 OR state = $2)"
         " ORDER BY unit_id LIMIT $3");
SQL_READ(STATIONS_AFTER, &STATION_RECORD,
         "SELECT " STATION_COLUMNS " FROM station WHERE station > $1 ORDER BY station LIMIT $2");
SQL_READ(OPERATORS_AFTER, &OPERATOR_RECORD,
         "SELECT " OPERATOR_COLUMNS " FROM operator WHERE operator > $1 ORDER BY operator LIMIT $2");
SQL_READ(DEFECTS_AFTER, &DEFECT_RECORD,
         "SELECT " DEFECT_COLUMNS " FROM defect WHERE defect > $1 ORDER BY defect LIMIT $2");
SQL_READ(TOOLS_AFTER, &TOOL_RECORD, "SELECT " TOOL_COLUMNS " FROM tool WHERE tool > $1 ORDER BY tool LIMIT $2");
SQL_READ(TOKENS_AFTER, &TOKEN_RECORD, "SELECT " TOKEN_COLUMNS " FROM token WHERE token > $1 ORDER BY token LIMIT $2");
SQL_READ(NONCONFORMANCES_AFTER, &NONCONFORMANCE_RECORD,
         "SELECT " NONCONFORMANCE_COLUMNS " FROM nonconformance WHERE nonconformance_id > $1"
         " AND ($2 = 0 OR state = $2) ORDER BY nonconformance_id LIMIT $3");
SQL_READ(WAIVERS_AFTER, &WAIVER_RECORD,
         "SELECT " WAIVER_COLUMNS " FROM waiver WHERE waiver_id > $1 ORDER BY waiver_id LIMIT $2");
SQL_READ(RUNS_OPEN, &RUN_RECORD, "SELECT " RUN_COLUMNS " FROM run WHERE ended IS NULL ORDER BY station, run_id");
SQL_READ(UNITS_UNFINISHED_AFTER, &UNIT_RECORD,
         "SELECT " UNIT_COLUMNS " FROM unit WHERE \"order\" = $1 AND unit_id > $2 AND state IN (1, 2, 3)"
         " ORDER BY unit_id LIMIT $3");
_Static_assert(UNIT_QUEUED == 1 && UNIT_IN_PROCESS == 2 && UNIT_IN_REPAIR == 3, "UNITS_UNFINISHED_AFTER names these");
SQL_READ(OPERATIONS_BETWEEN, &UNIT_OPERATION_RECORD,
         "SELECT " UNIT_OPERATION_COLUMNS " FROM unit_operation WHERE unit_id BETWEEN $1 AND $2"
         " AND left_out_by IS NULL ORDER BY unit_id");
static const struct field DAY_COUNT_FIELDS[] = {
    FIELD_TEXT(struct day_count, part_number, REQUIRED, 0, 0, "of the product"),
    FIELD_INTEGER(struct day_count, due, REQUIRED, 0, 0, "units"),
    FIELD_INTEGER(struct day_count, due_done, REQUIRED, 0, 0, "of them"),
    FIELD_INTEGER(struct day_count, done, REQUIRED, 0, 0, "of any order"),
};
const struct record DAY_COUNT_RECORD =
    RECORD(struct day_count, "day_count", DAY_COUNT_FIELDS, "Units due and done on a day.");

SQL_READ(UNITS_OF_DAY, &DAY_COUNT_RECORD,
         "SELECT u.part_number, sum(CASE WHEN o.due < $2 THEN 1 ELSE 0 END) AS due,"
         " sum(CASE WHEN o.due < $2 AND u.completed IS NOT NULL THEN 1 ELSE 0 END) AS due_done,"
         " sum(CASE WHEN u.completed IS NOT NULL THEN 1 ELSE 0 END) AS done"
         " FROM (SELECT \"order\", due FROM build_order WHERE state IN (2, 3)"
         " UNION SELECT \"order\", due FROM build_order WHERE completed >= $1) o CROSS JOIN unit u"
         " WHERE u.\"order\" = o.\"order\" AND u.state <> 6 AND (u.completed IS NULL OR u.completed >= $1)"
         " GROUP BY u.part_number ORDER BY u.part_number");
_Static_assert(UNIT_SCRAPPED == 6, "UNITS_OF_DAY names it");
SQL_READ(RUNS_OPEN_OF_ORDER, NULL,
         "SELECT count(*) FROM run JOIN unit ON unit.unit_id = run.unit_id"
         " WHERE run.ended IS NULL AND unit.\"order\" = $1");
SQL_READ(ORDERS_OPEN_OF_PRODUCT, NULL,
         "SELECT count(*) FROM build_order WHERE part_number = $1 AND state NOT IN ($3, $4)"
         " AND CASE WHEN state = 1 THEN revision = $2 ELSE EXISTS"
         " (SELECT 1 FROM unit WHERE unit.\"order\" = build_order.\"order\" AND unit.revision = $2) END");
_Static_assert(ORDER_PLANNED == 1, "ORDERS_OPEN_OF_PRODUCT names it");
SQL_READ(UNITS_IN_STATE, NULL, "SELECT count(*) FROM unit WHERE state = $1");
SQL_READ(UNITS_OF_ORDER_IN_STATE, NULL, "SELECT count(*) FROM unit WHERE state = $1 AND \"order\" = $2");

/* Every text is after the empty one. */
static const char *from(const char *after)
{
    return after ? after : "";
}

/* A page of a table whose key is a text, a number. */
static enum fault page_by_text(struct store *store, const struct sql *sql, const char *after, int64_t limit,
                               struct arena *arena, void *ret_list)
{
    return db_rows(store_db(store), sql, BINDS(bind_text(from(after)), bind_integer(limit)), arena, ret_list);
}
static enum fault page_by_id(struct store *store, const struct sql *sql, int64_t after, int64_t limit,
                             struct arena *arena, void *ret_list)
{
    return db_rows(store_db(store), sql, BINDS(bind_integer(after), bind_integer(limit)), arena, ret_list);
}

enum fault list_products(struct store *store, const char *part_number, const char *revision, int64_t limit,
                         struct arena *arena, struct products *ret)
{
    return db_rows(store_db(store), &PRODUCTS_AFTER,
                   BINDS(bind_text(from(part_number)), bind_text(from(revision)), bind_integer(limit)), arena,
                   &ret->list);
}

enum fault list_orders(struct store *store, const char *after, int64_t limit, struct arena *arena, struct orders *ret)
{
    return page_by_text(store, &ORDERS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_orders_active(struct store *store, struct arena *arena, struct orders *ret)
{
    return db_rows(store_db(store), &ORDERS_ACTIVE, NO_BINDS, arena, &ret->list);
}

enum fault list_orders_worked_on(struct store *store, struct arena *arena, struct orders *ret)
{
    return db_rows(store_db(store), &ORDERS_WORKED_ON, NO_BINDS, arena, &ret->list);
}

enum fault list_orders_blocked(struct store *store, struct arena *arena, struct orders_blocked *ret)
{
    return db_rows(store_db(store), &ORDERS_BLOCKED, NO_BINDS, arena, &ret->list);
}

enum fault list_units(struct store *store, const char *order, int state, int64_t after_unit_id, int64_t limit,
                      struct arena *arena, struct units *ret)
{
    if (!order)
        return db_rows(store_db(store), &UNITS_AFTER,
                       BINDS(bind_integer(after_unit_id), bind_integer(state), bind_integer(limit)), arena, &ret->list);
    return db_rows(store_db(store), &UNITS_OF_ORDER_AFTER,
                   BINDS(bind_integer(after_unit_id), bind_integer(state), bind_integer(limit), bind_text(order)),
                   arena, &ret->list);
}

enum fault list_stations(struct store *store, const char *after, int64_t limit, struct arena *arena,
                         struct stations *ret)
{
    return page_by_text(store, &STATIONS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_operators(struct store *store, const char *after, int64_t limit, struct arena *arena,
                          struct operators *ret)
{
    return page_by_text(store, &OPERATORS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_defects(struct store *store, const char *after, int64_t limit, struct arena *arena,
                        struct defects *ret)
{
    return page_by_text(store, &DEFECTS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_tools(struct store *store, const char *after, int64_t limit, struct arena *arena, struct tools *ret)
{
    return page_by_text(store, &TOOLS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_tokens(struct store *store, const char *after, int64_t limit, struct arena *arena, struct tokens *ret)
{
    return page_by_text(store, &TOKENS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_nonconformances(struct store *store, int state, int64_t after, int64_t limit, struct arena *arena,
                                struct nonconformances *ret)
{
    return db_rows(store_db(store), &NONCONFORMANCES_AFTER,
                   BINDS(bind_integer(after), bind_integer(state), bind_integer(limit)), arena, &ret->list);
}

enum fault list_waivers(struct store *store, int64_t after, int64_t limit, struct arena *arena, struct waivers *ret)
{
    return page_by_id(store, &WAIVERS_AFTER, after, limit, arena, &ret->list);
}

enum fault list_runs_open(struct store *store, struct arena *arena, struct runs *ret)
{
    return db_rows(store_db(store), &RUNS_OPEN, NO_BINDS, arena, &ret->list);
}

enum fault count_runs_open(struct store *store, const char *order, int64_t *ret)
{
    return db_integer(store_db(store), &RUNS_OPEN_OF_ORDER, BINDS(bind_text(order)), 0, ret);
}

enum fault count_orders_open(struct store *store, const char *part_number, const char *revision, int64_t *ret)
{
    return db_integer(
        store_db(store), &ORDERS_OPEN_OF_PRODUCT,
        BINDS(bind_text(part_number), bind_text(revision), bind_integer(ORDER_CLOSED), bind_integer(ORDER_CANCELLED)),
        0, ret);
}

enum fault count_units(struct store *store, const char *order, int state, int64_t *ret)
{
    if (!order)
        return db_integer(store_db(store), &UNITS_IN_STATE, BINDS(bind_integer(state)), 0, ret);
    return db_integer(store_db(store), &UNITS_OF_ORDER_IN_STATE, BINDS(bind_integer(state), bind_text(order)), 0, ret);
}

enum fault count_units_of_day(struct store *store, int64_t begin_us, int64_t end_us, struct arena *arena,
                              struct day_counts *ret)
{
    return db_rows(store_db(store), &UNITS_OF_DAY, BINDS(bind_integer(begin_us), bind_integer(end_us)), arena,
                   &ret->list);
}

enum fault list_units_unfinished(struct store *store, const char *order, int64_t after_unit_id, int64_t limit,
                                 struct arena *arena, struct units *ret)
{
    return db_rows(store_db(store), &UNITS_UNFINISHED_AFTER,
                   BINDS(bind_text(order), bind_integer(after_unit_id), bind_integer(limit)), arena, &ret->list);
}

enum fault list_operations_between(struct store *store, int64_t first_unit_id, int64_t last_unit_id,
                                   struct arena *arena, struct unit_operations *ret)
{
    return db_rows(store_db(store), &OPERATIONS_BETWEEN, BINDS(bind_integer(first_unit_id), bind_integer(last_unit_id)),
                   arena, &ret->list);
}
