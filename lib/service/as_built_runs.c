#include "service/as_built_runs.h"

#include "service/invalidation.h"
#include "store/find.h"

/* Whether something recorded at one journal position, and perhaps voided at another, stood at a third. */
static bool stood(int64_t recorded_at, int64_t voided_at, int64_t journal_position)
{
    return recorded_at <= journal_position && (voided_at == ABSENT_INTEGER || voided_at > journal_position);
}

static enum fault fill_measurements(struct session *session, struct arena *arena, int64_t run_id,
                                    int64_t journal_position, struct run_view *view)
{
    struct measurements rows;
    enum fault fault = find_measurements(session->store, run_id, arena, &rows);
    if (fault)
        return fault;
    view->measurements.items = arena_array(arena, rows.list.count, sizeof *view->measurements.items);
    if (!view->measurements.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct measurement *row = &rows.list.items[i];
        if (stood(row->measurement_id, row->voided_by, journal_position))
            view->measurements.items[view->measurements.count++] = (struct measurement_view){
                .characteristic = row->characteristic,
                .position = row->position,
                .value = row->value,
                .lower = row->lower,
                .upper = row->upper,
                .verdict = row->verdict,
                .tool = row->tool,
                .operator= row->operator,
                .recorded = row->recorded,
                .journal_position = row->measurement_id,
            };
    }
    return NOTHING_WRONG;
}

static enum fault fill_answers(struct session *session, struct arena *arena, int64_t run_id, int64_t journal_position,
                               struct run_view *view)
{
    struct check_answers rows;
    enum fault fault = find_answers(session->store, run_id, arena, &rows);
    if (fault)
        return fault;
    view->answers.items = arena_array(arena, rows.list.count, sizeof *view->answers.items);
    if (!view->answers.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct check_answer *row = &rows.list.items[i];
        if (stood(row->answer_id, row->voided_by, journal_position))
            view->answers.items[view->answers.count++] = (struct answer_view){
                .check = row->check_name,
                .position = row->position,
                .answer = row->answer,
                .verdict = row->verdict,
                .operator= row->operator,
                .recorded = row->recorded,
                .journal_position = row->answer_id,
            };
    }
    return NOTHING_WRONG;
}

static enum fault fill_signatures(struct session *session, struct arena *arena, int64_t run_id,
                                  int64_t journal_position, struct run_view *view)
{
    struct signatures rows;
    enum fault fault = find_signatures(session->store, run_id, arena, &rows);
    if (fault)
        return fault;
    view->signatures.items = arena_array(arena, rows.list.count, sizeof *view->signatures.items);
    if (!view->signatures.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct signature *row = &rows.list.items[i];
        if (stood(row->signature_id, row->voided_by, journal_position))
            view->signatures.items[view->signatures.count++] = (struct signature_view){
                .operator= row->operator,
                .meaning = row->meaning,
                .recorded = row->recorded,
                .journal_position = row->signature_id,
            };
    }
    return NOTHING_WRONG;
}

static enum fault fill_run(struct session *session, struct request *request, const struct unit *unit,
                           const struct run *run, int64_t journal_position, struct run_view *view)
{
    bool fell = run->invalidated_by != ABSENT_INTEGER && run->invalidated_by <= journal_position;
    bool ended_then = run->ended != ABSENT_INTEGER && run->ended_by <= journal_position;
    *view = (struct run_view){
        .operation = run->operation,
        .attempt = run->attempt,
        .state = ended_then || run->ended == ABSENT_INTEGER ? run->state : RUN_RUNNING,
        .invalidated_by = fell ? run->invalidated_by : ABSENT_INTEGER,
        .station = run->station,
        .bay = run->bay,
        .operator= run->operator,
        .tool = run->tool,
        .started = run->started,
        .ended = ended_then ? run->ended : ABSENT_INTEGER,
        .accumulated_min = (double)run_accumulated_us(run, session->now_us) / (double)US_PER_MINUTE,
        .journal_position = run->run_id,
    };
    if (fell) {
        enum fault found = invalidation_at(session, unit, run->invalidated_by, request->arena, &view->invalidation);
        if (found)
            return found;
    }
    enum fault fault = fill_measurements(session, request->arena, run->run_id, journal_position, view);
    if (fault == NOTHING_WRONG)
        fault = fill_answers(session, request->arena, run->run_id, journal_position, view);
    if (fault == NOTHING_WRONG)
        fault = fill_signatures(session, request->arena, run->run_id, journal_position, view);
    return fault;
}

enum fault as_built_runs(struct session *session, struct request *request, const struct unit *unit,
                         int64_t journal_position, struct as_built_view *view)
{
    struct runs rows;
    enum fault fault = find_runs_of_unit(session->store, unit->unit_id, request->arena, &rows);
    if (fault)
        return fault;
    view->runs.items = arena_array(request->arena, rows.list.count, sizeof *view->runs.items);
    if (!view->runs.items)
        return FAULT_MEMORY;
    for (size_t i = 0; fault == NOTHING_WRONG && i < rows.list.count; i++)
        if (rows.list.items[i].run_id <= journal_position)
            fault = fill_run(session, request, unit, &rows.list.items[i], journal_position,
                             &view->runs.items[view->runs.count++]);
    return fault;
}
