#include "store/find_history.h"

#include "store/columns.h"

static const struct field UNIT_STATE_SINCE_FIELDS[] = {
    FIELD_INTEGER(struct unit_state_since, unit_id, REQUIRED, 0, 0, "the unit"),
    FIELD_TEXT(struct unit_state_since, operation, REQUIRED, 0, 0, "on it, or nothing"),
    FIELD_INTEGER(struct unit_state_since, journal_position, REQUIRED, 0, 0, "since when"),
    FIELD_INTEGER(struct unit_state_since, state, REQUIRED, 0, 0, "of the unit, of the operation"),
};
const struct record UNIT_STATE_SINCE_RECORD =
    RECORD(struct unit_state_since, "unit_state_since", UNIT_STATE_SINCE_FIELDS, "A state, and since when.");

SQL_READ(STATES_AT, &UNIT_STATE_SINCE_RECORD,
         "SELECT h.unit_id, h.operation, h.journal_position, h.state FROM unit_history h WHERE h.unit_id = $1"
         " AND h.journal_position = (SELECT max(l.journal_position) FROM unit_history l WHERE l.unit_id = $1"
         " AND l.operation = h.operation AND l.journal_position <= $2) ORDER BY h.operation");
#define OF_RUN_AT(id) " WHERE run_id = $1 AND " id " <= $2 AND (voided_by IS NULL OR voided_by > $2) ORDER BY " id
SQL_READ(MEASUREMENTS_AT, &MEASUREMENT_RECORD,
         "SELECT " MEASUREMENT_COLUMNS " FROM measurement" OF_RUN_AT("measurement_id"));
SQL_READ(ANSWERS_AT, &CHECK_ANSWER_RECORD, "SELECT " CHECK_ANSWER_COLUMNS " FROM check_answer" OF_RUN_AT("answer_id"));
SQL_READ(SIGNATURES_AT, &SIGNATURE_RECORD, "SELECT " SIGNATURE_COLUMNS " FROM signature" OF_RUN_AT("signature_id"));
SQL_READ(PAUSES_OF_RUN, &RUN_PAUSE_RECORD,
         "SELECT pause_id, run_id, paused, resumed FROM run_pause WHERE run_id = $1 ORDER BY pause_id");
SQL_READ(VOIDED_LATER, &JOURNAL_ROW_RECORD,
         "SELECT j.journal_position, j.bytes FROM correction c JOIN journal j ON j.journal_position = c.voided"
         " WHERE c.voided <= $1 AND c.journal_position > $1 ORDER BY c.voided");

enum fault find_states_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                          struct unit_states *ret)
{
    return db_rows(store_db(store), &STATES_AT, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_measurements_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                struct measurements *ret)
{
    return db_rows(store_db(store), &MEASUREMENTS_AT, BINDS(bind_integer(run_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_answers_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                           struct check_answers *ret)
{
    return db_rows(store_db(store), &ANSWERS_AT, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_signatures_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                              struct signatures *ret)
{
    return db_rows(store_db(store), &SIGNATURES_AT, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_pauses(struct store *store, int64_t run_id, struct arena *arena, struct run_pauses *ret)
{
    return db_rows(store_db(store), &PAUSES_OF_RUN, BINDS(bind_integer(run_id)), arena, &ret->list);
}

enum fault find_voided_later(struct store *store, int64_t journal_position, struct arena *arena,
                             struct journal_rows *ret)
{
    return db_rows(store_db(store), &VOIDED_LATER, BINDS(bind_integer(journal_position)), arena, &ret->list);
}
