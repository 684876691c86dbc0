#include "store/find_leaving.h"

#include "store/columns.h"

static const struct field LEAVING_FIELDS[] = {
    FIELD_INTEGER(struct leaving, nonconformance_id, OPTIONAL, 0, 0, "by which it goes"),
    FIELD_INTEGER(struct leaving, unit_id, REQUIRED, 0, 0, "that sees it"),
    FIELD_TEXT(struct leaving, position, REQUIRED, 0, 0, "of that unit"),
    FIELD_TEXT(struct leaving, path, OPTIONAL, 0, 0, "from there down to it"),
};
static const struct record LEAVING_RECORD =
    RECORD(struct leaving, "leaving", LEAVING_FIELDS, "What is to be taken out.");

_Static_assert(NONCONFORMANCE_DISPOSED == 2 && DISPOSITION_REPAIR == 3 && DISPOSITION_RETURN == 5, "LEAVING names them");
#define UP_FROM(unit) " JOIN installation i ON i.unit_id = " unit ".installed_in AND i.removed IS NULL"                \
                      " AND i.child_unit_id = " unit ".unit_id"
/* From the few faults that are not closed, and the few parts that are not approved, outwards. */
SQL_READ(LEAVING, &LEAVING_RECORD,
         "WITH RECURSIVE leaving (nonconformance_id, unit_id, position, path) AS ("
         "SELECT n.nonconformance_id, i.unit_id, i.position, NULL FROM nonconformance n"
         " JOIN installation i ON i.installation_id = n.installation_id"
         " WHERE n.state IN (1, 2) AND n.state = 2 AND n.disposition IN (3, 4, 5) AND n.position IS NOT NULL"
         " AND i.removed IS NULL"
         " UNION ALL SELECT n.nonconformance_id, i.unit_id, i.position, NULL FROM nonconformance n"
         " JOIN unit u ON u.unit_id = n.unit_id" UP_FROM("u")
         " WHERE n.state IN (1, 2) AND " CONDEMNS("n")
         " UNION ALL SELECT NULL, n.unit_id, n.position, NULL FROM installation n"
         " WHERE n.unapproved_by IS NOT NULL AND n.removed IS NULL"
         " UNION ALL SELECT leaving.nonconformance_id, i.unit_id, i.position,"
         " i.position || '/' || coalesce(leaving.path, leaving.position) FROM leaving"
         " JOIN unit u ON u.unit_id = leaving.unit_id" UP_FROM("u") ")"
         " SELECT nonconformance_id, unit_id, position, path FROM leaving ORDER BY unit_id,"
         " nonconformance_id IS NULL, nonconformance_id");

enum fault list_leaving(struct store *store, struct arena *arena, struct leaving_list *ret)
{
    return db_rows(store_db(store), &LEAVING, NO_BINDS, arena, &ret->list);
}
