/* Taking back the start of a run, its pauses and its end. */
#include "store/apply_parts.h"

SQL_READ(RUN_STARTED, &ACT_RECORD, "SELECT unit_id, operation, operator, builds FROM run WHERE run_id = $1");
/* What was recorded in a run that never was goes with it: the rule made sure that all of it is voided. */
SQL_WRITE(DELETE_MEASUREMENTS, NULL, "DELETE FROM measurement WHERE run_id = $1 AND voided_by IS NOT NULL");
SQL_WRITE(DELETE_ANSWERS, NULL, "DELETE FROM check_answer WHERE run_id = $1 AND voided_by IS NOT NULL");
SQL_WRITE(DELETE_SIGNATURES, NULL, "DELETE FROM signature WHERE run_id = $1 AND voided_by IS NOT NULL");
SQL_WRITE(DELETE_PAUSES, NULL, "DELETE FROM run_pause WHERE run_id = $1");
SQL_WRITE(DELETE_RUN, NULL, "DELETE FROM run WHERE run_id = $1");
SQL_WRITE(
    OPERATION_DID_NOT_START, NULL,
    "UPDATE unit_operation SET state = $3, attempts = attempts - 1, invalidated_by = coalesce($4, invalidated_by),"
    " failures = coalesce($5, failures),"
    " run_id = (SELECT max(run_id) FROM run WHERE unit_id = $1 AND operation = $2)"
    " WHERE unit_id = $1 AND operation = $2");
SQL_READ(RUN_ENDED_BY, NULL, "SELECT run_id FROM run WHERE unit_id = $1 AND ended_by = $2");
/* From its end until now it stood still. */
SQL_WRITE(RUN_STOOD_STILL, NULL,
          "INSERT INTO run_pause (pause_id, run_id, paused, resumed, end_voided)"
          " SELECT $2, run_id, ended, $3, ended_by FROM run WHERE run_id = $1");
SQL_WRITE(
    RUN_DID_NOT_END, NULL,
    "UPDATE run SET state = $2, running_since = $3, ended = NULL, ended_by = NULL, ender = NULL WHERE run_id = $1");
SQL_WRITE(OPERATION_DID_NOT_END, NULL,
          "UPDATE unit_operation SET state = $3, failures = $4, invalidated_by = coalesce($5, invalidated_by)"
          " WHERE unit_id = $1 AND run_id = $2");

SQL_READ(RUN_OF_TIMED, NULL,
         "SELECT run_id FROM run WHERE unit_id = $1 AND ended_by = $2"
         " UNION ALL SELECT r.run_id FROM run r JOIN run_pause p ON p.run_id = r.run_id"
         " WHERE r.unit_id = $1 AND (p.pause_id = $2 OR p.resumed_by = $2)");
SQL_WRITE(DELETE_PAUSES_SINCE, NULL, "DELETE FROM run_pause WHERE run_id = $1 AND pause_id >= $2");
SQL_WRITE(
    PAUSE_DID_NOT_END, NULL,
    "UPDATE run_pause SET resumed = NULL, resumer = NULL, resumed_by = NULL WHERE run_id = $1 AND resumed_by = $2");
SQL_WRITE(RUN_IS_AS_BEFORE, NULL,
          "UPDATE run SET state = $2, running_since = $3, accumulated_us = $4, ended = NULL, ended_by = NULL,"
          " ender = NULL WHERE run_id = $1");
/* Given up for nothing a run does not count as an attempt: now it does again. */
SQL_WRITE(OPERATION_IS_AS_BEFORE, NULL,
          "UPDATE unit_operation SET state = $3, failures = coalesce($4, failures),"
          " attempts = (SELECT attempt FROM run WHERE run_id = $2) WHERE unit_id = $1 AND run_id = $2");

static enum fault run_delete(struct store *store, int64_t run_id)
{
    static const struct sql *const STEPS[] = {&DELETE_MEASUREMENTS, &DELETE_ANSWERS, &DELETE_SIGNATURES,
                                              &DELETE_PAUSES};
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && !fault; i++)
        fault = db_change(store_db(store), STEPS[i], BINDS(bind_integer(run_id)));
    return fault ? fault : db_change_one(store_db(store), &DELETE_RUN, BINDS(bind_integer(run_id)));
}

enum fault undo_start(struct store *store, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct act act;
    enum fault fault = arena ? act_at(store, &RUN_STARTED, result->voided, arena, &act) : FAULT_MEMORY;
    if (!fault)
        fault = run_delete(store, result->voided);
    if (!fault)
        fault = db_change_one(store_db(store), &OPERATION_DID_NOT_START,
                              BINDS(bind_integer(act.unit_id), bind_text(act.operation), bind_integer(result->previous),
                                    bind_integer(result->invalidated_by), bind_integer(result->failures)));
    return fault || !act.builds ? fault : builder_take(store, act.unit_id, act.operator);
}

/* The run goes on from now, with the time it had accumulated when it ended. */
enum fault undo_completion(struct store *store, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    int64_t unit_id, run_id;
    enum fault fault = unit_id_of(store, result->unit, result->unit_part_number, &unit_id);
    if (!fault)
        fault = db_integer(store_db(store), &RUN_ENDED_BY, BINDS(bind_integer(unit_id), bind_integer(result->voided)),
                           ABSENT_INTEGER, &run_id);
    if (!fault)
        fault = db_change_one(
            store_db(store), &RUN_STOOD_STILL,
            BINDS(bind_integer(run_id), bind_integer(entry->journal_position), bind_integer(entry->recorded_us)));
    if (!fault)
        fault = db_change_one(store_db(store), &RUN_DID_NOT_END,
                              BINDS(bind_integer(run_id), bind_integer(RUN_RUNNING), bind_integer(entry->recorded_us)));
    return fault ? fault
                 : db_change_one(store_db(store), &OPERATION_DID_NOT_END,
                                 BINDS(bind_integer(unit_id), bind_integer(run_id), bind_integer(result->previous),
                                       bind_integer(result->failures), bind_integer(result->invalidated_by)));
}

/* A pause, a resumption or an abort: the run counts its time as it did before. */
enum fault undo_timed(struct store *store, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    const enum run_state state = result->previous == OPERATION_PAUSED ? RUN_PAUSED : RUN_RUNNING;
    int64_t unit_id, run_id;
    enum fault fault = unit_id_of(store, result->unit, result->unit_part_number, &unit_id);
    if (!fault)
        fault = db_integer(store_db(store), &RUN_OF_TIMED, BINDS(bind_integer(unit_id), bind_integer(result->voided)),
                           ABSENT_INTEGER, &run_id);
    if (!fault)
        fault =
            db_change(store_db(store), &DELETE_PAUSES_SINCE, BINDS(bind_integer(run_id), bind_integer(result->voided)));
    if (!fault)
        fault =
            db_change(store_db(store), &PAUSE_DID_NOT_END, BINDS(bind_integer(run_id), bind_integer(result->voided)));
    if (!fault)
        fault = db_change_one(store_db(store), &RUN_IS_AS_BEFORE,
                              BINDS(bind_integer(run_id), bind_integer(state), bind_integer(result->running_since),
                                    bind_integer(result->accumulated_us)));
    return fault ? fault
                 : db_change_one(store_db(store), &OPERATION_IS_AS_BEFORE,
                                 BINDS(bind_integer(unit_id), bind_integer(run_id), bind_integer(result->previous),
                                       bind_integer(result->failures)));
}
