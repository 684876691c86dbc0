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
/* What is taken back is left out; what a removal has made count no more was recorded all the same. */
#define RECORDED_SINCE(id)                                                                                             \
    " WHERE run_id = $1 AND " id " > $2 AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.voided = " id ")"           \
    " ORDER BY " id
SQL_READ(MEASUREMENTS_SINCE, &MEASUREMENT_RECORD,
         "SELECT " MEASUREMENT_COLUMNS " FROM measurement" RECORDED_SINCE("measurement_id"));
SQL_READ(ANSWERS_SINCE, &CHECK_ANSWER_RECORD,
         "SELECT " CHECK_ANSWER_COLUMNS " FROM check_answer" RECORDED_SINCE("answer_id"));
SQL_READ(SIGNATURES_SINCE, &SIGNATURE_RECORD,
         "SELECT " SIGNATURE_COLUMNS " FROM signature" RECORDED_SINCE("signature_id"));
SQL_READ(OTHER_RUNS_OF_UNIT, NULL, "SELECT count(*) FROM run WHERE unit_id = $1 AND run_id <> $2");
SQL_READ(OTHER_RUNS_OF_ORDER, NULL,
         "SELECT count(*) FROM unit u WHERE u.\"order\" = $1"
         " AND EXISTS (SELECT 1 FROM run r WHERE r.unit_id = u.unit_id AND r.run_id <> $2)");
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

enum fault find_measurements_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                   struct measurements *ret)
{
    return db_rows(store_db(store), &MEASUREMENTS_SINCE, BINDS(bind_integer(run_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_answers_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                              struct check_answers *ret)
{
    return db_rows(store_db(store), &ANSWERS_SINCE, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_signatures_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                 struct signatures *ret)
{
    return db_rows(store_db(store), &SIGNATURES_SINCE, BINDS(bind_integer(run_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_other_runs(struct store *store, const struct unit *unit, int64_t run_id, bool *ret_of_unit,
                           bool *ret_of_order)
{
    int64_t of_unit, of_order = 1;
    enum fault fault = db_integer(store_db(store), &OTHER_RUNS_OF_UNIT,
                                  BINDS(bind_integer(unit->unit_id), bind_integer(run_id)), 0, &of_unit);
    if (!fault && !of_unit)
        fault = db_integer(store_db(store), &OTHER_RUNS_OF_ORDER, BINDS(bind_text(unit->order), bind_integer(run_id)),
                           0, &of_order);
    if (fault)
        return fault;
    *ret_of_unit = of_unit > 0;
    *ret_of_order = of_order > 0;
    return NOTHING_WRONG;
}

enum fault find_corrected(struct store *store, int64_t journal_position, bool *ret)
{
    int64_t found;
    enum fault fault = db_integer(store_db(store), &CORRECTIONS_OF, BINDS(bind_integer(journal_position)), 0, &found);
    if (!fault)
        *ret = found != 0;
    return fault;
}
