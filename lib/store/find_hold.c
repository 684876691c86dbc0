#include "store/find_hold.h"

#include "store/columns.h"

SQL_READ(HOLD_BY_ID, &HOLD_RECORD, "SELECT " HOLD_COLUMNS " FROM hold WHERE hold_id = $1");
SQL_READ(HOLDS_AFTER, &HOLD_RECORD, "SELECT " HOLD_COLUMNS " FROM hold WHERE hold_id > $1 ORDER BY hold_id LIMIT $2");
SQL_READ(HOLDS_OPEN, &HOLD_RECORD, "SELECT " HOLD_COLUMNS " FROM hold WHERE released IS NULL ORDER BY hold_id");
SQL_READ(HOLDS_OF_UNIT, &HOLD_RECORD,
         "SELECT " HOLD_COLUMNS " FROM hold WHERE released IS NULL"
         " AND hold_id IN (SELECT m.hold_id FROM hold_match m WHERE m.unit_id = $1 AND m.released IS NULL)"
         " ORDER BY hold_id");
SQL_READ(HOLDS_LISTING, &HOLD_RECORD,
         "SELECT " HOLD_COLUMNS " FROM hold WHERE hold_id IN (SELECT m.hold_id FROM hold_match m WHERE m.unit_id = $1)"
         " ORDER BY hold_id");
SQL_READ(HOLDS_LIFTED, &HOLD_RECORD,
         "SELECT " HOLD_COLUMNS " FROM hold WHERE released IS NULL"
         " AND hold_id IN (SELECT m.hold_id FROM hold_match m WHERE m.unit_id = $1 AND m.released IS NOT NULL"
         " AND m.lifted_at > $2)"
         " ORDER BY hold_id");
static const struct field LEFT_HOLD_FIELDS[] = {
    FIELD_INTEGER(struct left_hold, hold, REQUIRED, 0, 0, "the hold"),
    FIELD_INTEGER(struct left_hold, lifted_at, REQUIRED, 0, 0, "journal position"),
    FIELD_INTEGER(struct left_hold, frozen_by, REQUIRED, 0, 0, "journal position of what had put it on its list"),
};
static const struct record LEFT_HOLD_RECORD =
    RECORD(struct left_hold, "left_hold", LEFT_HOLD_FIELDS, "A hold that a unit was released out of.");

SQL_READ(HOLDS_LEFT, &LEFT_HOLD_RECORD,
         "SELECT hold_id AS hold, lifted_at, frozen_by FROM hold_match WHERE unit_id = $1 AND released IS NOT NULL"
         " AND lifted_at IS NOT NULL ORDER BY hold_id");
static const struct field HOLD_THEN_FIELDS[] = {
    FIELD_INTEGER(struct hold_then, hold, REQUIRED, 0, 0, "the hold"),
    FIELD_TEXT(struct hold_then, reason, REQUIRED, 0, 0, "why"),
    FIELD_TEXT(struct hold_then, placed_by, OPTIONAL, 0, 0, "token that placed it"),
    FIELD_TIME(struct hold_then, placed, REQUIRED, "when"),
    FIELD_TIME(struct hold_then, caught, REQUIRED, "since when the unit was on its list"),
    FIELD_TIME(struct hold_then, released, OPTIONAL, "when the unit was released"),
    FIELD_TEXT(struct hold_then, released_by, OPTIONAL, 0, 0, "by whom"),
    FIELD_TEXT(struct hold_then, release_reason, OPTIONAL, 0, 0, "why"),
};
static const struct record HOLD_THEN_RECORD =
    RECORD(struct hold_then, "hold_then", HOLD_THEN_FIELDS, "A hold on a unit, as it stood then.");

/* What was released out of it alone, or with the hold as a whole, by then. */
#define RELEASED_THEN(column)                                                                                      \
    " CASE WHEN m.released IS NOT NULL AND m.lifted_at <= $2 THEN m." column                                           \
    " WHEN h.released_at <= $2 THEN h." column " END AS " column
#define ON_LIST "hold_id, frozen_by, released, released_by, release_reason, lifted_at"
SQL_READ(HOLDS_THEN, &HOLD_THEN_RECORD,
         "SELECT h.hold_id AS hold, h.reason, h.placed_by, h.placed, j.recorded_us AS caught,"
         RELEASED_THEN("released") ","
         RELEASED_THEN("released_by") ","
         RELEASED_THEN("release_reason")
         " FROM (SELECT " ON_LIST " FROM hold_match WHERE unit_id = $1"
         " UNION SELECT " ON_LIST " FROM hold_match_past WHERE unit_id = $1 AND (taken_back = 0 OR gone_by > $2)) m"
         " JOIN hold h ON h.hold_id = m.hold_id JOIN journal j ON j.journal_position = m.frozen_by"
         " WHERE m.frozen_by <= $2 ORDER BY m.hold_id, m.frozen_by");
SQL_READ(UNIT_HELD, NULL,
         "SELECT count(*) FROM hold_match JOIN hold ON hold.hold_id = hold_match.hold_id"
         " WHERE hold_match.unit_id = $1 AND hold_match.released IS NULL AND hold.released IS NULL");
SQL_READ(HOLD_LIES_ON, NULL,
         "SELECT count(*) FROM hold_match WHERE hold_id = $1 AND unit_id = $2 AND released IS NULL");
SQL_READ(
    HELD_INSIDE, &UNIT_RECORD,
    "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $2 UNION SELECT n.unit_id FROM inside"
    " JOIN unit n ON n.installed_in = inside.unit_id AND n.installed_in IS NOT NULL)"
    " SELECT " UNIT_COLUMNS " FROM unit WHERE unit_id IN (SELECT unit_id FROM inside WHERE unit_id <> $2)"
    " AND unit_id IN (SELECT m.unit_id FROM hold_match m WHERE m.hold_id = $1 AND m.released IS NULL)"
    " ORDER BY unit_id");
/* The innermost first. */
SQL_READ(LISTED_INSIDE, &UNIT_RECORD,
         "WITH RECURSIVE inside (unit_id, depth) AS (SELECT unit_id, 0 FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT n.unit_id, inside.depth + 1 FROM inside"
         " JOIN unit n ON n.installed_in = inside.unit_id AND n.installed_in IS NOT NULL)"
         " SELECT " UNIT_COLUMNS " FROM unit WHERE unit_id IN (SELECT unit_id FROM inside)"
         " AND EXISTS (SELECT 1 FROM hold_match m WHERE m.unit_id = unit.unit_id)"
         " ORDER BY (SELECT d.depth FROM inside d WHERE d.unit_id = unit.unit_id) DESC, unit_id");
/* Since when each unit is inside, and those that were caught while they were. */
SQL_READ(CAUGHT_INSIDE, NULL,
         "WITH RECURSIVE inside (unit_id, since) AS (SELECT i.child_unit_id, i.installation_id FROM installation i"
         " WHERE i.unit_id = $2 AND i.removed IS NULL AND i.child_unit_id IS NOT NULL"
         " UNION ALL SELECT i.child_unit_id,"
         " CASE WHEN i.installation_id > inside.since THEN i.installation_id ELSE inside.since END"
         " FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT count(*) FROM inside CROSS JOIN hold_match m WHERE m.hold_id = $1 AND m.unit_id = inside.unit_id"
         " AND m.frozen_by > inside.since AND ($3 IS NULL OR m.frozen_by > $3)");
SQL_READ(HOLD_MATCHES_AFTER, &HOLD_MATCH_RECORD,
         "SELECT " HOLD_MATCH_COLUMNS " FROM hold_match WHERE hold_id = $1 AND unit_id > $2 ORDER BY unit_id LIMIT $3");
SQL_READ(HOLD_MATCH_OF_UNIT, &HOLD_MATCH_RECORD,
         "SELECT " HOLD_MATCH_COLUMNS " FROM hold_match WHERE hold_id = $1 AND unit_id = $2");
SQL_READ(HELD, NULL, "SELECT count(*) FROM hold_match WHERE hold_id = $1 AND released IS NULL");
SQL_READ(HOLD_MATCHES, NULL, "SELECT count(*) FROM hold_match WHERE hold_id = $1");
SQL_READ(HOLD_MATCHES_SHIPPED, NULL,
         "WITH RECURSIVE up (unit_id, installed_in) AS (SELECT unit.unit_id, unit.installed_in FROM hold_match"
         " CROSS JOIN unit WHERE hold_match.hold_id = $1 AND unit.unit_id = hold_match.unit_id"
         " UNION ALL SELECT u.unit_id, u.installed_in FROM up JOIN unit u ON u.unit_id = up.installed_in)"
         " SELECT count(*) FROM up CROSS JOIN unit u WHERE u.unit_id = up.unit_id AND u.shipped IS NOT NULL");
SQL_READ(HOLD_MATCHES_RELEASED, NULL, "SELECT count(*) FROM hold_match WHERE hold_id = $1 AND released IS NOT NULL");

SQL_READ(LOT_SPELT, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE installation_id = (SELECT installation_id FROM lot"
         " WHERE lot = $1 COLLATE NOCASE AND ($2 IS NULL OR part_number = $2)"
         " ORDER BY lot = $1 DESC, installation_id LIMIT 1)");

enum fault find_lot_spelt(struct store *store, const char *lot, const char *part_number, struct arena *arena,
                          struct installation *ret)
{
    return db_row(store_db(store), &LOT_SPELT, BINDS(bind_text(lot), bind_text(part_number)), arena, ret);
}

/* A part number after another: the key of components begins with it. */
SQL_READ(
    SERIAL_SPELT, &COMPONENT_RECORD,
    "WITH RECURSIVE part (number) AS (SELECT coalesce($2, (SELECT min(part_number) FROM component))"
    " UNION ALL SELECT (SELECT min(part_number) FROM component WHERE part_number > part.number) FROM part"
    " WHERE $2 IS NULL AND part.number IS NOT NULL),"
    " spelt (part_number, serial) AS (SELECT part_number, serial FROM part CROSS JOIN component"
    " ON part_number = part.number AND serial IN ($1, upper($1))"
    " UNION ALL SELECT part_number, serial FROM part CROSS JOIN component"
    " ON part_number = part.number AND lower(serial) = lower($1) AND serial <> upper(serial)"
    " UNION ALL SELECT part_number, serial FROM unit WHERE lower(serial) = lower($1))"
    " SELECT part_number, serial, $3 AS state, NULL AS installation_id FROM spelt ORDER BY serial = $1 DESC LIMIT 1");

enum fault find_serial_spelt(struct store *store, const char *serial, const char *part_number, struct arena *arena,
                             struct component *ret)
{
    return db_row(store_db(store), &SERIAL_SPELT,
                  BINDS(bind_text(serial), bind_text(part_number), bind_integer(COMPONENT_INSTALLED)), arena, ret);
}

enum fault find_hold(struct store *store, int64_t hold_id, struct arena *arena, struct hold *ret)
{
    return db_row(store_db(store), &HOLD_BY_ID, BINDS(bind_integer(hold_id)), arena, ret);
}

enum fault list_holds(struct store *store, int64_t after, int64_t limit, struct arena *arena, struct holds *ret)
{
    return db_rows(store_db(store), &HOLDS_AFTER, BINDS(bind_integer(after), bind_integer(limit)), arena, &ret->list);
}

enum fault list_holds_open(struct store *store, struct arena *arena, struct holds *ret)
{
    return db_rows(store_db(store), &HOLDS_OPEN, NO_BINDS, arena, &ret->list);
}

enum fault list_holds_of_unit(struct store *store, int64_t unit_id, struct arena *arena, struct holds *ret)
{
    return db_rows(store_db(store), &HOLDS_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault list_holds_listing(struct store *store, int64_t unit_id, struct arena *arena, struct holds *ret)
{
    return db_rows(store_db(store), &HOLDS_LISTING, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault list_holds_lifted(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                             struct holds *ret)
{
    return db_rows(store_db(store), &HOLDS_LIFTED, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault list_holds_left(struct store *store, int64_t unit_id, struct arena *arena, struct left_holds *ret)
{
    return db_rows(store_db(store), &HOLDS_LEFT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault list_holds_then(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                           struct holds_then *ret)
{
    return db_rows(store_db(store), &HOLDS_THEN, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_unit_held(struct store *store, int64_t unit_id, bool *ret)
{
    int64_t found;
    enum fault fault = db_integer(store_db(store), &UNIT_HELD, BINDS(bind_integer(unit_id)), 0, &found);
    if (!fault)
        *ret = found > 0;
    return fault;
}

enum fault list_hold_matches(struct store *store, int64_t hold_id, int64_t after_unit_id, int64_t limit,
                             struct arena *arena, struct hold_matches *ret)
{
    return db_rows(store_db(store), &HOLD_MATCHES_AFTER,
                   BINDS(bind_integer(hold_id), bind_integer(after_unit_id), bind_integer(limit)), arena, &ret->list);
}

enum fault find_hold_match(struct store *store, int64_t hold_id, int64_t unit_id, struct arena *arena,
                           struct hold_match *ret)
{
    return db_row(store_db(store), &HOLD_MATCH_OF_UNIT, BINDS(bind_integer(hold_id), bind_integer(unit_id)), arena,
                  ret);
}

enum fault count_held(struct store *store, int64_t hold_id, int64_t *ret)
{
    return db_integer(store_db(store), &HELD, BINDS(bind_integer(hold_id)), 0, ret);
}

enum fault count_hold_matches(struct store *store, int64_t hold_id, struct hold_extent *ret)
{
    struct hold_extent extent;
    enum fault fault = db_integer(store_db(store), &HOLD_MATCHES, BINDS(bind_integer(hold_id)), 0, &extent.units);
    if (!fault)
        fault = db_integer(store_db(store), &HOLD_MATCHES_SHIPPED, BINDS(bind_integer(hold_id)), 0, &extent.shipped);
    if (!fault)
        fault = db_integer(store_db(store), &HOLD_MATCHES_RELEASED, BINDS(bind_integer(hold_id)), 0, &extent.released);
    if (!fault)
        *ret = extent;
    return fault;
}

enum fault find_hold_lies_on(struct store *store, int64_t hold_id, int64_t unit_id, bool *ret)
{
    int64_t found;
    enum fault fault =
        db_integer(store_db(store), &HOLD_LIES_ON, BINDS(bind_integer(hold_id), bind_integer(unit_id)), 0, &found);
    if (!fault)
        *ret = found > 0;
    return fault;
}

enum fault list_listed_inside(struct store *store, int64_t unit_id, struct arena *arena, struct units *ret)
{
    return db_rows(store_db(store), &LISTED_INSIDE, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_caught_inside(struct store *store, int64_t hold_id, int64_t unit_id, int64_t after, bool *ret)
{
    int64_t found;
    enum fault fault = db_integer(store_db(store), &CAUGHT_INSIDE,
                                  BINDS(bind_integer(hold_id), bind_integer(unit_id), bind_integer(after)), 0, &found);
    if (!fault)
        *ret = found > 0;
    return fault;
}

enum fault list_held_inside(struct store *store, int64_t hold_id, int64_t unit_id, struct arena *arena,
                            struct units *ret)
{
    return db_rows(store_db(store), &HELD_INSIDE, BINDS(bind_integer(hold_id), bind_integer(unit_id)), arena,
                   &ret->list);
}

SQL_READ(LATE_BY_POSITION, NULL, "SELECT at FROM late WHERE journal_position = $1");

SQL_READ(ANY_LATE, NULL, "SELECT max(journal_position) FROM late");

enum fault find_any_late(struct store *store, bool *ret)
{
    int64_t last;
    enum fault fault = db_integer(store_db(store), &ANY_LATE, NO_BINDS, ABSENT_INTEGER, &last);
    if (!fault)
        *ret = last != ABSENT_INTEGER;
    return fault;
}

enum fault find_happened(struct store *store, int64_t journal_position, struct happened *ret)
{
    int64_t at_us;
    enum fault fault =
        db_integer(store_db(store), &LATE_BY_POSITION, BINDS(bind_integer(journal_position)), ABSENT_INTEGER, &at_us);
    if (!fault)
        *ret = (struct happened){.said = at_us != ABSENT_INTEGER, .began = at_us, .ended = at_us};
    return fault;
}
