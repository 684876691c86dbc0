/* Finding what quality decides about a unit: nonconformances and waivers; and who may not sign for it. */
#include "store/columns.h"
#include "store/find.h"

static const struct field UNCLOSED_FIELDS[] = {
    FIELD_INTEGER(struct unclosed, nonconformance_id, REQUIRED, 0, 0, "journal position of the report"),
    FIELD_TEXT(struct unclosed, serial, REQUIRED, 1, 64, "of the unit it is at"),
    FIELD_TEXT(struct unclosed, code, REQUIRED, 1, 64, "of the defect"),
    FIELD_ENUM(struct unclosed, state, REQUIRED, &NONCONFORMANCE_STATE_NAMES, "where it stands"),
    FIELD_BOOLEAN(struct unclosed, condemns, REQUIRED, "by it the unit is scrapped"),
};
static const struct record UNCLOSED_RECORD =
    RECORD(struct unclosed, "unclosed", UNCLOSED_FIELDS, "A nonconformance that is not closed.");

SQL_READ(NONCONFORMANCE_BY_ID, &NONCONFORMANCE_RECORD,
         "SELECT " NONCONFORMANCE_COLUMNS " FROM nonconformance WHERE nonconformance_id = $1");
SQL_READ(NONCONFORMANCES_OF_UNIT, &NONCONFORMANCE_RECORD,
         "SELECT " NONCONFORMANCE_COLUMNS " FROM nonconformance WHERE unit_id = $1 ORDER BY nonconformance_id");
#define FINDING_COLUMNS                                                                                                \
    "n.nonconformance_id, n.unit_id, n.installation_id, n.operation, n.position, n.code, d.family, n.state,"           \
    " n.disposition, n.material_review, n.operations, n.disposed_at, n.closed_at"
SQL_READ(FINDINGS_OF_UNIT, &FINDING_RECORD,
         "SELECT " FINDING_COLUMNS ", 0 AS closed_without FROM nonconformance n LEFT JOIN defect d ON d.defect = n.code"
         " WHERE n.unit_id = $1 AND n.state <> $2 ORDER BY n.nonconformance_id");
SQL_READ(FINDINGS_OF_COMPONENT, &FINDING_RECORD,
         "WITH RECURSIVE chain (id) AS (SELECT installation_id FROM component WHERE part_number = $1 AND serial = $2"
         " UNION ALL SELECT i.previous_id FROM chain JOIN installation i ON i.installation_id = chain.id"
         " WHERE i.previous_id IS NOT NULL)"
         " SELECT " FINDING_COLUMNS ", " CLOSED_WITHOUT " AS closed_without FROM chain JOIN nonconformance n ON n.installation_id = chain.id"
         " LEFT JOIN defect d ON d.defect = n.code WHERE n.state <> $3 ORDER BY n.nonconformance_id");
SQL_READ(NONCONFORMANCES_OPEN, NULL, "SELECT count(*) FROM nonconformance WHERE unit_id = $1 AND state = $2");
SQL_READ(NONCONFORMANCES_UNCLOSED, NULL,
         "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT count(*) FROM inside JOIN nonconformance n ON n.unit_id = inside.unit_id"
         " WHERE n.state IN ($2, $3)");
_Static_assert(NONCONFORMANCE_OPEN == 1 && NONCONFORMANCE_DISPOSED == 2 && DISPOSITION_SCRAP == 4,
               "the statements and their index name these");
/* From the few that are not closed outwards, for a rack holds more parts than a plant has such faults. */
SQL_READ(NONCONFORMANCES_OPEN_INSIDE, NULL,
         "WITH RECURSIVE around (unit_id) AS (SELECT u.installed_in FROM nonconformance n"
         " JOIN unit u ON u.unit_id = n.unit_id WHERE n.state IN (1, 2) AND n.state = $2"
         " UNION ALL SELECT u.installed_in FROM around JOIN unit u ON u.unit_id = around.unit_id)"
         " SELECT count(*) FROM around WHERE unit_id = $1");
SQL_READ(UNCLOSED_INSIDE, &UNCLOSED_RECORD,
         "WITH RECURSIVE around (nonconformance_id, unit_id) AS (SELECT nonconformance_id, unit_id FROM nonconformance"
         " WHERE state IN (1, 2) UNION ALL SELECT around.nonconformance_id, u.installed_in FROM around"
         " JOIN unit u ON u.unit_id = around.unit_id)"
         " SELECT n.nonconformance_id, u.serial, n.code, n.state, " CONDEMNS("n") " AS condemns FROM around"
         " JOIN nonconformance n ON n.nonconformance_id = around.nonconformance_id"
         " JOIN unit u ON u.unit_id = n.unit_id WHERE around.unit_id = $1 ORDER BY n.nonconformance_id");
SQL_READ(MATERIAL_REVIEWS, NULL,
         "SELECT count(*) FROM nonconformance WHERE unit_id = $1 AND state = $2 AND material_review = 1");
SQL_READ(CONDEMNED_BY, NULL,
         "SELECT max(n.nonconformance_id) FROM nonconformance n WHERE n.unit_id = $1 AND n.state IN (1, 2)"
         " AND " CONDEMNS("n"));
SQL_READ(CONDEMNED_AROUND, NULL,
         "WITH RECURSIVE around (unit_id) AS (SELECT $1 UNION ALL SELECT u.installed_in FROM around"
         " JOIN unit u ON u.unit_id = around.unit_id WHERE u.installed_in IS NOT NULL)"
         " SELECT max(n.nonconformance_id) FROM around JOIN nonconformance n ON n.unit_id = around.unit_id"
         " WHERE n.state IN (1, 2) AND " CONDEMNS("n"));
SQL_READ(WAIVER_BY_ID, &WAIVER_RECORD, "SELECT " WAIVER_COLUMNS " FROM waiver WHERE waiver_id = $1");
SQL_READ(WAIVERS_OF_UNIT, &WAIVER_RECORD,
         "SELECT " WAIVER_COLUMNS " FROM waiver WHERE unit_id = $1 ORDER BY waiver_id");
SQL_READ(ACTS_OF_BUILDER, NULL,
         "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT coalesce(sum(b.acts), 0) FROM inside JOIN unit_builder b ON b.unit_id = inside.unit_id"
         " AND b.operator = $2");

static enum fault find_whether(struct store *store, const struct sql *sql, const struct bind *binds, size_t count,
                               bool *ret)
{
    int64_t found;
    enum fault fault = db_integer(store_db(store), sql, binds, count, 0, &found);
    if (!fault)
        *ret = found > 0;
    return fault;
}

enum fault find_operator_built(struct store *store, int64_t unit_id, const char *badge, bool *ret)
{
    return find_whether(store, &ACTS_OF_BUILDER, BINDS(bind_integer(unit_id), bind_text(badge)), ret);
}

enum fault find_nonconformance(struct store *store, int64_t nonconformance_id, struct arena *arena,
                               struct nonconformance *ret)
{
    return db_row(store_db(store), &NONCONFORMANCE_BY_ID, BINDS(bind_integer(nonconformance_id)), arena, ret);
}

enum fault find_nonconformances(struct store *store, int64_t unit_id, struct arena *arena, struct nonconformances *ret)
{
    return db_rows(store_db(store), &NONCONFORMANCES_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_findings(struct store *store, int64_t unit_id, struct arena *arena, struct findings *ret)
{
    return db_rows(store_db(store), &FINDINGS_OF_UNIT,
                   BINDS(bind_integer(unit_id), bind_integer(NONCONFORMANCE_VOIDED)), arena, &ret->list);
}

enum fault find_component_findings(struct store *store, const char *part_number, const char *serial,
                                   struct arena *arena, struct findings *ret)
{
    return db_rows(store_db(store), &FINDINGS_OF_COMPONENT,
                   BINDS(bind_text(part_number), bind_text(serial), bind_integer(NONCONFORMANCE_VOIDED)), arena,
                   &ret->list);
}

enum fault count_nonconformances_open(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &NONCONFORMANCES_OPEN,
                      BINDS(bind_integer(unit_id), bind_integer(NONCONFORMANCE_OPEN)), 0, ret);
}

enum fault count_nonconformances_unclosed(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(
        store_db(store), &NONCONFORMANCES_UNCLOSED,
        BINDS(bind_integer(unit_id), bind_integer(NONCONFORMANCE_OPEN), bind_integer(NONCONFORMANCE_DISPOSED)), 0, ret);
}

enum fault count_nonconformances_open_inside(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &NONCONFORMANCES_OPEN_INSIDE,
                      BINDS(bind_integer(unit_id), bind_integer(NONCONFORMANCE_OPEN)), 0, ret);
}

enum fault find_unclosed_inside(struct store *store, int64_t unit_id, struct arena *arena, struct unclosed_list *ret)
{
    return db_rows(store_db(store), &UNCLOSED_INSIDE, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_material_review(struct store *store, int64_t unit_id, bool *ret)
{
    return find_whether(store, &MATERIAL_REVIEWS, BINDS(bind_integer(unit_id), bind_integer(NONCONFORMANCE_OPEN)), ret);
}

enum fault find_condemned(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &CONDEMNED_BY, BINDS(bind_integer(unit_id)), 0, ret);
}

enum fault find_condemned_around(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &CONDEMNED_AROUND, BINDS(bind_integer(unit_id)), 0, ret);
}

enum fault find_waiver(struct store *store, int64_t waiver_id, struct arena *arena, struct waiver *ret)
{
    return db_row(store_db(store), &WAIVER_BY_ID, BINDS(bind_integer(waiver_id)), arena, ret);
}

enum fault find_waivers(struct store *store, int64_t unit_id, struct arena *arena, struct waivers *ret)
{
    return db_rows(store_db(store), &WAIVERS_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}
