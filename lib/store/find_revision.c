#include "store/find_revision.h"

#include "store/columns.h"

static const struct field PART_REVISION_FIELDS[] = {
    FIELD_INTEGER(struct part_revision, installation_id, REQUIRED, 0, 0, "of the unit in the other"),
    FIELD_TEXT(struct part_revision, revision, REQUIRED, 1, 64, "that it has"),
};
static const struct record PART_REVISION_RECORD =
    RECORD(struct part_revision, "part_revision", PART_REVISION_FIELDS, "A unit in another, and its revision.");

static const struct field ORDER_REVISION_FIELDS[] = {
    FIELD_TEXT(struct order_revision, revision, REQUIRED, 1, 64, "of units of the order"),
};
static const struct record ORDER_REVISION_RECORD =
    RECORD(struct order_revision, "order_revision", ORDER_REVISION_FIELDS, "A revision that units of an order have.");

SQL_READ(REVISIONS_OF_UNIT, &UNIT_REVISION_RECORD,
         "SELECT " UNIT_REVISION_COLUMNS " FROM unit_revision WHERE unit_id = $1 ORDER BY revised_by");
SQL_READ(NEXT_REVISION_OF_UNIT, &UNIT_REVISION_RECORD,
         "SELECT " UNIT_REVISION_COLUMNS " FROM unit_revision WHERE unit_id = $1 AND revised_by > $2"
         " ORDER BY revised_by LIMIT 1");
SQL_READ(LAST_REVISION_OF_UNIT, NULL, "SELECT max(revised_by) FROM unit_revision WHERE unit_id = $1");
SQL_READ(OPERATIONS_LEFT_OUT, &UNIT_OPERATION_RECORD,
         "SELECT " UNIT_OPERATION_COLUMNS " FROM unit_operation WHERE unit_id = $1 AND left_out_by IS NOT NULL"
         " ORDER BY operation");
SQL_READ(REVISIONS_OF_PARTS, &PART_REVISION_RECORD,
         "SELECT i.installation_id, u.revision FROM installation i JOIN unit u ON u.unit_id = i.child_unit_id"
         " WHERE i.unit_id = $1 AND i.removed IS NULL");
SQL_READ(REVISIONS_OF_ORDER, &ORDER_REVISION_RECORD,
         "SELECT DISTINCT revision FROM unit WHERE \"order\" = $1 ORDER BY revision");

enum fault find_unit_revisions(struct store *store, int64_t unit_id, struct arena *arena, struct unit_revisions *ret)
{
    return db_rows(store_db(store), &REVISIONS_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_revision_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                            const char **ret)
{
    struct unit_revision next = {.previous = NULL};
    enum fault fault = db_row(store_db(store), &NEXT_REVISION_OF_UNIT,
                              BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena, &next);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    *ret = next.previous;
    return NOTHING_WRONG;
}

enum fault find_last_revision(struct store *store, int64_t unit_id, int64_t *ret)
{
    return db_integer(store_db(store), &LAST_REVISION_OF_UNIT, BINDS(bind_integer(unit_id)), ABSENT_INTEGER, ret);
}

enum fault find_operations_left_out(struct store *store, int64_t unit_id, struct arena *arena,
                                    struct unit_operations *ret)
{
    return db_rows(store_db(store), &OPERATIONS_LEFT_OUT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_part_revisions(struct store *store, int64_t unit_id, struct arena *arena, struct part_revisions *ret)
{
    return db_rows(store_db(store), &REVISIONS_OF_PARTS, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault list_order_revisions(struct store *store, const char *order, struct arena *arena,
                                struct order_revisions *ret)
{
    return db_rows(store_db(store), &REVISIONS_OF_ORDER, BINDS(bind_text(order)), arena, &ret->list);
}
