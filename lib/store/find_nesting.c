#include "store/find_nesting.h"

#include "domain/event.h"
#include "store/columns.h"

static const struct field HOLDER_FIELDS[] = {
    FIELD_INTEGER(struct holder, unit_id, REQUIRED, 0, 0, "the unit that contains another"),
    FIELD_TEXT(struct holder, position, REQUIRED, 0, 0, "where in it"),
    FIELD_INTEGER(struct holder, installation_id, REQUIRED, 0, 0, "since which entry"),
    FIELD_TIME(struct holder, installed, REQUIRED, "since when"),
};
static const struct record HOLDER_RECORD =
    RECORD(struct holder, "holder", HOLDER_FIELDS, "What a unit is installed in.");

static const struct field UNIT_ID_FIELDS[] = {
    FIELD_INTEGER(struct unit_id, unit_id, REQUIRED, 0, 0, "inside only"),
};
static const struct record UNIT_ID_RECORD = RECORD(struct unit_id, "unit_id", UNIT_ID_FIELDS, "A unit.");

static const struct field CHANGED_FIELDS[] = {
    FIELD_TEXT(struct changed, position, REQUIRED, 0, 0, "of the unit itself"),
    FIELD_TEXT(struct changed, path, OPTIONAL, 0, 0, "down to what changed inside"),
    FIELD_INTEGER(struct changed, journal_position, REQUIRED, 0, 0, "of the event"),
    FIELD_INTEGER(struct changed, kind, REQUIRED, 0, 0, "of the event"),
};
static const struct record CHANGED_RECORD =
    RECORD(struct changed, "changed", CHANGED_FIELDS, "A position that was filled or emptied.");

static const struct field REVOKED_WAIVER_FIELDS[] = {
    FIELD_INTEGER(struct revoked_waiver, journal_position, REQUIRED, 0, 0, "of the event"),
    FIELD_INTEGER(struct revoked_waiver, unit_id, REQUIRED, 0, 0, "the unit"),
    FIELD_TEXT(struct revoked_waiver, serial, REQUIRED, 0, 0, "of its unit"),
    FIELD_TEXT(struct revoked_waiver, operation, REQUIRED, 0, 0, "that was waived"),
};
static const struct record REVOKED_WAIVER_RECORD =
    RECORD(struct revoked_waiver, "revoked_waiver", REVOKED_WAIVER_FIELDS, "A waiver that was taken back.");

_Static_assert(WAIVER_REVOKED == 5, "REVOKED_SINCE names it");
_Static_assert(ENTRY_COMPONENT_INSTALLED == 5 && ENTRY_COMPONENT_REMOVED == 6, "CHANGED_SINCE names these");
_Static_assert(UNIT_IN_PROCESS == 2 && UNIT_IN_REPAIR == 3, "the statements and their index name these");
_Static_assert(OPERATION_RUNNING == 1 && OPERATION_PAUSED == 2, "RUNS_OPEN_INSIDE names these");
#define UNFINISHED_INSIDE "unit.installed_in = $1 AND unit.installed_in IS NOT NULL AND unit.state IN (2, 3)"

static const struct field UNAPPROVED_WITHIN_FIELDS[] = {
    FIELD_TEXT(struct unapproved_part, serial, REQUIRED, 0, 0, "of the unit that it is in"),
    FIELD_TEXT(struct unapproved_part, position, REQUIRED, 0, 0, "where in that"),
    FIELD_INTEGER(struct unapproved_part, unapproved_by, REQUIRED, 0, 0, "journal position since which"),
    FIELD_TEXT(struct unapproved_part, at, REQUIRED, 0, 0, "of the unit that is looked at"),
    FIELD_TEXT(struct unapproved_part, path, OPTIONAL, 0, 0, "from there down to it"),
};
static const struct record UNAPPROVED_WITHIN_RECORD =
    RECORD(struct unapproved_part, "unapproved_within", UNAPPROVED_WITHIN_FIELDS,
           "A part that is not approved, as seen around it.");

static const struct field REWORKED_FIELDS[] = {
    FIELD_INTEGER(struct reworked, journal_position, REQUIRED, 0, 0, "of the entry"),
    FIELD_TEXT(struct reworked, serial, REQUIRED, 0, 0, "of its unit"),
};
static const struct record REWORKED_RECORD =
    RECORD(struct reworked, "reworked", REWORKED_FIELDS, "What was sent back to be done again.");

static const struct field OPEN_RUN_FIELDS[] = {
    FIELD_INTEGER(struct open_run, run_id, REQUIRED, 0, 0, "journal position of its start"),
    FIELD_TEXT(struct open_run, serial, REQUIRED, 0, 0, "of its unit"),
    FIELD_TEXT(struct open_run, operation, REQUIRED, 0, 0, "of that"),
    FIELD_ENUM(struct open_run, state, REQUIRED, &OPERATION_STATE_NAMES, "of the operation"),
};
static const struct record OPEN_RUN_RECORD =
    RECORD(struct open_run, "open_run", OPEN_RUN_FIELDS, "A run that is not over.");

SQL_READ(HOLDER_OF_UNIT, &HOLDER_RECORD,
         "SELECT i.unit_id, i.position, i.installation_id, i.installed FROM unit u"
         " JOIN installation i ON i.unit_id = u.installed_in"
         " WHERE u.unit_id = $1 AND i.removed IS NULL AND i.child_unit_id = u.unit_id");
/* From units outwards; the last of each is in no other. */
#define UP_FROM(which)                                                                                                 \
    "WITH RECURSIVE up (unit_id, installed_in) AS (SELECT unit_id, installed_in FROM unit WHERE " which                \
    " UNION ALL SELECT u.unit_id, u.installed_in FROM up JOIN unit u ON u.unit_id = up.installed_in) "
SQL_READ(OUTERMOST_OF_UNIT, NULL, UP_FROM("unit_id = $1") "SELECT unit_id FROM up WHERE installed_in IS NULL");
SQL_READ(LEFT_WITH, &UNIT_RECORD,
         UP_FROM("unit_id = $1") "SELECT " UNIT_COLUMNS " FROM unit WHERE unit_id IN (SELECT unit_id FROM up)"
                                 " AND installed_in IS NULL AND shipped IS NOT NULL");
_Static_assert(UNIT_IN_PROCESS == 2 && UNIT_IN_REPAIR == 3 && UNIT_COMPLETED == 4, "COUNT_HERE names these");
SQL_READ(COUNT_HERE, NULL,
         UP_FROM("\"order\" = $1 AND state IN (2, 3, 4)") "SELECT count(*) FROM up CROSS JOIN unit u"
                                                          " WHERE up.installed_in IS NULL AND u.unit_id = up.unit_id"
                                                          " AND u.shipped IS NULL");
SQL_READ(INSTALLED_AT_STATION, &UNIT_ID_RECORD,
         "SELECT u.unit_id FROM run r JOIN unit u ON u.unit_id = r.unit_id"
         " WHERE r.station = $1 AND r.ended IS NULL AND u.installed_in IS NOT NULL ORDER BY u.unit_id");
/* Crossed, not joined: SQLite then begins with the units, of which there are few. */
SQL_READ(UNITS_UNFINISHED_INSIDE, &INNER_UNIT_RECORD,
         "SELECT i.position, unit.serial, unit.part_number, unit.state FROM unit CROSS JOIN installation i"
         " WHERE " UNFINISHED_INSIDE " AND i.unit_id = $1 AND i.removed IS NULL AND i.child_unit_id = unit.unit_id"
         " ORDER BY i.position");
SQL_READ(COUNT_UNFINISHED_INSIDE, NULL, "SELECT count(*) FROM unit WHERE " UNFINISHED_INSIDE);
SQL_READ(RUNS_OPEN_INSIDE, &OPEN_RUN_RECORD,
         "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT o.run_id, u.serial, o.operation, o.state FROM inside"
         " JOIN unit_operation o ON o.unit_id = inside.unit_id JOIN unit u ON u.unit_id = o.unit_id"
         " WHERE o.state IN (1, 2) ORDER BY o.run_id");

/* From the few that are not approved outwards: the unit that each is in, and those around that. */
SQL_READ(UNAPPROVED_WITHIN, &UNAPPROVED_WITHIN_RECORD,
         "WITH RECURSIVE around (installation_id, unit_id, position, path) AS"
         " (SELECT n.installation_id, n.unit_id, n.position, NULL FROM installation n"
         " WHERE n.unapproved_by IS NOT NULL AND n.removed IS NULL"
         " UNION ALL SELECT around.installation_id, o.unit_id, o.position,"
         " o.position || '/' || coalesce(around.path, around.position) FROM around"
         " JOIN unit u ON u.unit_id = around.unit_id"
         " JOIN installation o ON o.unit_id = u.installed_in AND o.removed IS NULL AND o.child_unit_id = u.unit_id)"
         " SELECT u.serial, i.position, i.unapproved_by, around.position AS at, around.path FROM around"
         " JOIN installation i ON i.installation_id = around.installation_id"
         " JOIN unit u ON u.unit_id = i.unit_id WHERE around.unit_id = $1 ORDER BY i.installation_id");

/* What is there and what was there stand in an index each. */
#define INSIDE_WITH_PATHS                                                                                              \
    "WITH RECURSIVE inside (unit_id, position, path) AS (SELECT unit_id, NULL, '' FROM unit WHERE unit_id = $1"        \
    " UNION ALL SELECT i.child_unit_id, coalesce(inside.position, i.position), inside.path || i.position || '/'"       \
    " FROM inside JOIN installation i ON i.unit_id = inside.unit_id"                                                   \
    " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
/* The same as it was at any time after a journal position: from when until when each unit was inside. */
#define INSIDE_SINCE                                                                                                   \
    "WITH RECURSIVE inside (unit_id, position, path, began, ended) AS"                                                 \
    " (SELECT unit_id, NULL, '', $2, NULL FROM unit WHERE unit_id = $1" INSIDE_STEP("i.removed IS NULL")               \
    INSIDE_STEP("i.removed IS NOT NULL AND i.voided = 0 AND i.removed_by > inside.began") ")"
#define INSIDE_STEP(which)                                                                                             \
    " UNION ALL SELECT i.child_unit_id, coalesce(inside.position, i.position), inside.path || i.position || '/',"      \
    " CASE WHEN i.installation_id > inside.began THEN i.installation_id ELSE inside.began END,"                        \
    " CASE WHEN i.removed_by > inside.ended THEN inside.ended ELSE coalesce(i.removed_by, inside.ended) END"           \
    " FROM inside JOIN installation i ON i.unit_id = inside.unit_id"                                                   \
    " WHERE " which " AND i.child_unit_id IS NOT NULL AND (inside.ended IS NULL OR i.installation_id < inside.ended)"
#define CHANGED_IN(id) " AND " id " > inside.began AND (inside.ended IS NULL OR " id " < inside.ended)"
#define CHANGED_COLUMNS                                                                                                \
    "coalesce(inside.position, i.position) AS position,"                                                               \
    " CASE WHEN inside.position IS NOT NULL THEN inside.path || i.position END AS path,"
SQL_READ(CHANGED_SINCE, &CHANGED_RECORD,
         INSIDE_SINCE
         " SELECT " CHANGED_COLUMNS " i.installation_id AS journal_position, 5 AS kind FROM inside"
         " CROSS JOIN installation i WHERE i.unit_id = inside.unit_id AND i.removed IS NULL"
         CHANGED_IN("i.installation_id")
         " UNION ALL SELECT " CHANGED_COLUMNS " i.removed_by, 6 FROM inside"
         " CROSS JOIN installation i WHERE i.unit_id = inside.unit_id AND i.removed IS NOT NULL AND i.voided = 0"
         CHANGED_IN("i.removed_by") " ORDER BY journal_position");
SQL_READ(REVOKED_SINCE, &REVOKED_WAIVER_RECORD,
         INSIDE_WITH_PATHS " SELECT w.invalidated_by AS journal_position, w.unit_id, u.serial, w.operation FROM inside"
                           " JOIN waiver w ON w.unit_id = inside.unit_id JOIN unit u ON u.unit_id = w.unit_id"
                           " WHERE w.state = 5 AND w.invalidated_by > $2 ORDER BY journal_position");

SQL_READ(REWORKED_SINCE, &REWORKED_RECORD,
         INSIDE_WITH_PATHS " SELECT n.reopened_at AS journal_position, u.serial FROM inside"
                           " JOIN nonconformance n ON n.unit_id = inside.unit_id JOIN unit u ON u.unit_id = n.unit_id"
                           " WHERE n.reopened_at > $2 ORDER BY journal_position");

enum fault find_changed_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                              struct changes *ret)
{
    return db_rows(store_db(store), &CHANGED_SINCE, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_revoked_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                              struct revoked_waivers *ret)
{
    return db_rows(store_db(store), &REVOKED_SINCE, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_reworked_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                               struct reworked_list *ret)
{
    return db_rows(store_db(store), &REWORKED_SINCE, BINDS(bind_integer(unit_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_holder(struct store *store, int64_t unit_id, struct arena *arena, struct holder *ret)
{
    return db_row(store_db(store), &HOLDER_OF_UNIT, BINDS(bind_integer(unit_id)), arena, ret);
}

enum fault find_outermost(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &OUTERMOST_OF_UNIT, BINDS(bind_integer(unit_id)), unit_id, ret);
}

enum fault find_left_with(struct store *store, int64_t unit_id, struct arena *arena, struct unit *ret)
{
    return db_row(store_db(store), &LEFT_WITH, BINDS(bind_integer(unit_id)), arena, ret);
}

enum fault count_units_here(struct store *store, const char *order, int64_t *ret)
{
    return db_integer(store_db(store), &COUNT_HERE, BINDS(bind_text(order)), 0, ret);
}

enum fault list_installed_at_station(struct store *store, const char *station, struct arena *arena,
                                     struct unit_ids *ret)
{
    return db_rows(store_db(store), &INSTALLED_AT_STATION, BINDS(bind_text(station)), arena, &ret->list);
}

enum fault find_unfinished_inside(struct store *store, int64_t unit_id, struct arena *arena, struct inner_units *ret)
{
    return db_rows(store_db(store), &UNITS_UNFINISHED_INSIDE, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault count_unfinished_inside(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &COUNT_UNFINISHED_INSIDE, BINDS(bind_integer(unit_id)), 0, ret);
}

enum fault find_unapproved_within(struct store *store, int64_t unit_id, struct arena *arena,
                                  struct unapproved_parts *ret)
{
    return db_rows(store_db(store), &UNAPPROVED_WITHIN, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_runs_open_inside(struct store *store, int64_t unit_id, struct arena *arena, struct open_runs *ret)
{
    return db_rows(store_db(store), &RUNS_OPEN_INSIDE, BINDS(bind_integer(unit_id)), arena, &ret->list);
}
