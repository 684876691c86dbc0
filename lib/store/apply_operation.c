/* What an operation's start, pause, end and waiver change. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_RUN, NULL,
          "INSERT INTO run (run_id, unit_id, operation, attempt, station, bay, operator, tool, state, power_w,"
          " coolant_lpm, started, running_since, accumulated_us, builds)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 0, $13)");
SQL_WRITE(OPERATION_RUNS, NULL,
          "INSERT INTO unit_operation (unit_id, operation, state, attempts, failures, run_id)"
          " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (unit_id, operation) DO UPDATE"
          " SET state = excluded.state, attempts = excluded.attempts, failures = excluded.failures,"
          " run_id = excluded.run_id");
SQL_WRITE(OPERATION_IS, NULL,
          "UPDATE unit_operation SET state = $3, attempts = $4, failures = $5 WHERE unit_id = $1 AND operation = $2");
SQL_WRITE(OPERATION_IS_WAIVED, NULL,
          "INSERT INTO unit_operation (unit_id, operation, state, attempts, failures) VALUES ($1, $2, $3, 0, 0)"
          " ON CONFLICT (unit_id, operation) DO UPDATE SET state = excluded.state");
SQL_READ(OPERATION_STATE, NULL, "SELECT state FROM unit_operation WHERE unit_id = $1 AND operation = $2");
SQL_WRITE(RUN_GOES_ON, NULL,
          "UPDATE run SET state = $2, running_since = $3, accumulated_us = $4 WHERE run_id = $1 AND ended IS NULL");
SQL_WRITE(PAUSE_BEGINS, NULL, "INSERT INTO run_pause (pause_id, run_id, paused, pauser) VALUES ($1, $2, $3, $4)");
SQL_WRITE(PAUSE_ENDS, NULL,
          "UPDATE run_pause SET resumed = $2, resumer = $3, resumed_by = $4 WHERE run_id = $1 AND resumed IS NULL");
SQL_WRITE(RUN_ENDS, NULL,
          "UPDATE run SET state = $2, ended = $3, ended_by = $5, ender = $6, running_since = NULL, accumulated_us = $4"
          " WHERE run_id = $1 AND ended IS NULL");

enum fault apply_operation_started(struct store *store, const struct entry *entry)
{
    const struct operation_started *data = entry->data;
    const struct result_started *result = entry->result;
    const struct subject *subject = &data->subject;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    int state;
    if (!fault && !operation_next_state(work.state, entry->kind, VERDICT_ABSENT, &state))
        fault = FAULT_CORRUPT;
    if (!fault)
        fault = db_change_one(store_db(store), &INSERT_RUN,
                              BINDS(bind_integer(entry->journal_position), bind_integer(work.unit_id),
                                    bind_text(subject->operation), bind_integer(result->attempt),
                                    bind_text(entry->station), bind_text(data->bay), bind_text(subject->operator),
                                    bind_text(data->tool), bind_integer(RUN_RUNNING), bind_integer(result->power_w),
                                    bind_number(result->coolant_lpm), bind_integer(entry->recorded_us),
                                    bind_integer(result->builds)));
    if (!fault)
        fault = db_change_one(store_db(store), &OPERATION_RUNS,
                              BINDS(bind_integer(work.unit_id), bind_text(subject->operation), bind_integer(state),
                                    bind_integer(result->attempt), bind_integer(result->anew ? 0 : work.failures),
                                    bind_integer(entry->journal_position)));
    if (!fault)
        fault = station_heard(store, entry);
    return fault || !result->builds ? fault : builder_add(store, work.unit_id, subject->operator);
}

/* The operation's next state, with its attempts and failures as they stand in `work`. */
static enum fault operation_step(struct store *store, const struct entry *entry, const struct work *work, int verdict)
{
    int state;
    if (!operation_next_state(work->state, entry->kind, verdict, &state))
        return FAULT_CORRUPT;
    const char *operation = event_subject(entry->kind, entry->data)->operation;
    return db_change_one(store_db(store), &OPERATION_IS,
                         BINDS(bind_integer(work->unit_id), bind_text(operation), bind_integer(state),
                               bind_integer(work->attempts), bind_integer(work->failures)));
}

static enum fault run_goes_on(struct store *store, const struct entry *entry, enum run_state state,
                              int64_t running_since)
{
    const struct result_timed *result = entry->result;
    const char *operator = event_subject(entry->kind, entry->data)->operator;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (!fault && state == RUN_PAUSED)
        fault = db_change_one(store_db(store), &PAUSE_BEGINS,
                              BINDS(bind_integer(entry->journal_position), bind_integer(work.run_id),
                                    bind_integer(entry->recorded_us), bind_text(operator)));
    if (!fault && state == RUN_RUNNING)
        fault = db_change_one(store_db(store), &PAUSE_ENDS,
                              BINDS(bind_integer(work.run_id), bind_integer(entry->recorded_us), bind_text(operator),
                                    bind_integer(entry->journal_position)));
    if (!fault)
        fault = db_change_one(store_db(store), &RUN_GOES_ON,
                              BINDS(bind_integer(work.run_id), bind_integer(state), bind_integer(running_since),
                                    bind_integer(result->accumulated_us)));
    return fault ? fault : operation_step(store, entry, &work, VERDICT_ABSENT);
}

enum fault apply_operation_paused(struct store *store, const struct entry *entry)
{
    return run_goes_on(store, entry, RUN_PAUSED, ABSENT_INTEGER);
}

enum fault apply_operation_resumed(struct store *store, const struct entry *entry)
{
    return run_goes_on(store, entry, RUN_RUNNING, entry->recorded_us);
}

static enum fault run_ends(struct store *store, const struct entry *entry, const struct work *work,
                           enum run_state state, int64_t accumulated_us)
{
    return db_change_one(store_db(store), &RUN_ENDS,
                         BINDS(bind_integer(work->run_id), bind_integer(state), bind_integer(entry->recorded_us),
                               bind_integer(accumulated_us), bind_integer(entry->journal_position),
                               bind_text(event_subject(entry->kind, entry->data)->operator)));
}

enum fault apply_operation_completed(struct store *store, const struct entry *entry)
{
    const struct result_completed *result = entry->result;
    const bool passed = result->verdict == VERDICT_PASSED;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (!fault)
        fault = run_ends(store, entry, &work, passed ? RUN_PASSED : RUN_FAILED, result->accumulated_us);
    if (fault)
        return fault;
    work.failures = passed ? 0 : work.failures + 1;
    return operation_step(store, entry, &work, result->verdict);
}

enum fault apply_operation_aborted(struct store *store, const struct entry *entry)
{
    const struct result_timed *result = entry->result;
    const bool failed = result->verdict == VERDICT_FAILED;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (!fault)
        fault = run_ends(store, entry, &work, failed ? RUN_FAILED : RUN_ABORTED, result->accumulated_us);
    if (fault)
        return fault;
    work.attempts -= !failed; /* given up for nothing it does not count as one */
    work.failures += failed;
    return operation_step(store, entry, &work, result->verdict);
}

enum fault apply_operation_waived(struct store *store, const struct entry *entry)
{
    const struct operation_waived *data = entry->data;
    int64_t unit_id, before = OPERATION_OPEN;
    int state;
    enum fault fault = unit_id_of(store, data->unit, data->part_number, &unit_id);
    if (!fault)
        fault = db_integer(store_db(store), &OPERATION_STATE, BINDS(bind_integer(unit_id), bind_text(data->operation)),
                           OPERATION_OPEN, &before);
    if (!fault && !operation_next_state((int)before, entry->kind, VERDICT_ABSENT, &state))
        fault = FAULT_CORRUPT;
    if (fault)
        return fault;
    return db_change_one(store_db(store), &OPERATION_IS_WAIVED,
                         BINDS(bind_integer(unit_id), bind_text(data->operation), bind_integer(state)));
}
