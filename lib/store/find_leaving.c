#include "store/find_leaving.h"

#include "store/leaving_rows.h"

static const struct field LEAVING_FIELDS[] = {
    FIELD_INTEGER(struct leaving, nonconformance_id, OPTIONAL, 0, 0, "by which it goes"),
    FIELD_INTEGER(struct leaving, unapproved_by, OPTIONAL, 0, 0, "since which it is not approved"),
    FIELD_INTEGER(struct leaving, unit_id, REQUIRED, 0, 0, "that sees it"),
    FIELD_TEXT(struct leaving, position, REQUIRED, 0, 0, "of that unit"),
    FIELD_TEXT(struct leaving, path, OPTIONAL, 0, 0, "from there down to it"),
};
static const struct record LEAVING_RECORD =
    RECORD(struct leaving, "leaving", LEAVING_FIELDS, "What is to be taken out.");

SQL_READ(LEAVING, &LEAVING_RECORD,
         "WITH RECURSIVE " LEAVING_ROWS " SELECT nonconformance_id, unapproved_by, unit_id, position, path FROM leaving"
         " ORDER BY unit_id, nonconformance_id IS NULL, nonconformance_id");

enum fault list_leaving(struct store *store, struct arena *arena, struct leaving_list *ret)
{
    return db_rows(store_db(store), &LEAVING, NO_BINDS, arena, &ret->list);
}
