/* Finding since when a unit was completed, whatever corrections took back of that. */
#include "store/find_correction.h"

/* A unit is not completed while one inside it is not. Crossed, not joined: SQLite then begins with the units. */
SQL_READ(COMPLETION_TAKEN_BACK, NULL,
         "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT count(*) FROM inside CROSS JOIN unit_history h CROSS JOIN correction c"
         " WHERE h.unit_id = inside.unit_id AND c.voided = h.journal_position AND h.operation <> ''"
         " AND h.state = 3 AND h.journal_position < $2 AND c.journal_position > $2");
/* When the last of what completes it came: a run, a waiver, a unit inside, or the move to a revision that left out what
 * was still to be done. */
SQL_READ(PROVEN, NULL,
         "SELECT max(at) FROM (SELECT r.ended AS at FROM unit_operation o JOIN run r ON r.run_id = o.run_id"
         " WHERE o.unit_id = $1 AND o.left_out_by IS NULL"
         " UNION ALL SELECT decided FROM waiver WHERE unit_id = $1 AND state = 2"
         " UNION ALL SELECT completed FROM unit WHERE installed_in = $1 AND installed_in IS NOT NULL"
         " UNION ALL SELECT v.revised FROM unit_revision v JOIN unit_history h ON h.unit_id = v.unit_id"
         " AND h.operation = '' AND h.journal_position = v.revised_by WHERE v.unit_id = $1 AND h.state = 4) AS proof");
_Static_assert(OPERATION_PASSED == 3 && WAIVER_COUNTERSIGNED == 2 && UNIT_COMPLETED == 4, "the statements name these");

SQL_READ(PASSED_BEFORE, NULL, "SELECT max(run_id) FROM run WHERE unit_id = $1 AND state = 3 AND ended_by < $2");
_Static_assert(RUN_PASSED == 3, "PASSED_BEFORE names it");

enum fault find_passed_before(struct store *store, int64_t unit_id, int64_t journal_position, int64_t *ret)
{
    return db_integer(store_db(store), &PASSED_BEFORE, BINDS(bind_integer(unit_id), bind_integer(journal_position)),
                      ABSENT_INTEGER, ret);
}

enum fault find_completed_last(struct store *store, const struct unit *unit, int64_t *ret)
{
    int64_t taken_back = 0;
    enum fault fault = NOTHING_WRONG;
    if (unit->completed_last_by != ABSENT_INTEGER)
        fault = db_integer(store_db(store), &COMPLETION_TAKEN_BACK,
                           BINDS(bind_integer(unit->unit_id), bind_integer(unit->completed_last_by)), 0, &taken_back);
    if (fault || !taken_back) {
        *ret = unit->completed_last;
        return fault;
    }
    return db_integer(store_db(store), &PROVEN, BINDS(bind_integer(unit->unit_id)), ABSENT_INTEGER, ret);
}
