/* Finding what was recorded in a run. */
#include "store/columns.h"
#include "store/find.h"
#include "store/find_correction.h"

SQL_READ(MEASUREMENTS_OF_RUN, &MEASUREMENT_RECORD,
         "SELECT " MEASUREMENT_COLUMNS " FROM measurement WHERE run_id = $1 AND voided_by IS NULL"
         " ORDER BY measurement_id");
SQL_READ(ANSWERS_OF_RUN, &CHECK_ANSWER_RECORD,
         "SELECT " CHECK_ANSWER_COLUMNS " FROM check_answer WHERE run_id = $1 AND voided_by IS NULL"
         " ORDER BY answer_id");
SQL_READ(SIGNATURES_OF_RUN, &SIGNATURE_RECORD,
         "SELECT " SIGNATURE_COLUMNS " FROM signature WHERE run_id = $1 AND voided_by IS NULL"
         " ORDER BY signature_id");
/* Installations are reached through the run's unit, which they are indexed by. */
SQL_READ(EVIDENCE_IN_RUN, NULL,
         "SELECT EXISTS (SELECT 1 FROM measurement WHERE run_id = $1 AND voided_by IS NULL)"
         " OR EXISTS (SELECT 1 FROM check_answer WHERE run_id = $1 AND voided_by IS NULL)"
         " OR EXISTS (SELECT 1 FROM signature WHERE run_id = $1 AND voided_by IS NULL)"
         " OR EXISTS (SELECT 1 FROM installation WHERE removed IS NULL AND run_id = $1"
         " AND unit_id = (SELECT unit_id FROM run WHERE run_id = $1))"
         " OR EXISTS (SELECT 1 FROM installation WHERE removed IS NOT NULL AND voided = 0 AND run_id = $1"
         " AND unit_id = (SELECT unit_id FROM run WHERE run_id = $1))");
SQL_READ(CORRECTIONS_OF, NULL, "SELECT count(*) FROM correction WHERE voided = $1");

enum fault find_measurements(struct store *store, int64_t run_id, struct arena *arena, struct measurements *ret)
{
    return db_rows(store_db(store), &MEASUREMENTS_OF_RUN, BINDS(bind_integer(run_id)), arena, &ret->list);
}

enum fault find_answers(struct store *store, int64_t run_id, struct arena *arena, struct check_answers *ret)
{
    return db_rows(store_db(store), &ANSWERS_OF_RUN, BINDS(bind_integer(run_id)), arena, &ret->list);
}

enum fault find_signatures(struct store *store, int64_t run_id, struct arena *arena, struct signatures *ret)
{
    return db_rows(store_db(store), &SIGNATURES_OF_RUN, BINDS(bind_integer(run_id)), arena, &ret->list);
}

static enum fault find_whether(struct store *store, const struct sql *sql, int64_t key, bool *ret)
{
    int64_t found;
    enum fault fault = db_integer(store_db(store), sql, BINDS(bind_integer(key)), 0, &found);
    if (!fault)
        *ret = found != 0;
    return fault;
}

enum fault find_run_has_evidence(struct store *store, int64_t run_id, bool *ret)
{
    return find_whether(store, &EVIDENCE_IN_RUN, run_id, ret);
}

enum fault find_corrected(struct store *store, int64_t journal_position, bool *ret)
{
    return find_whether(store, &CORRECTIONS_OF, journal_position, ret);
}
