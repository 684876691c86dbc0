#include "service/as_built_runs.h"

#include <string.h>

#include "service/as_built_evidence.h"
#include "service/invalidation.h"
#include "service/ran_by.h"
#include "service/unit_revisions.h"
#include "store/find.h"

/* The runs of a unit as they stood then: those of now, and those that a correction has voided since. */
struct runs_then {
    struct session *session;
    struct arena *arena;
    const struct unit *unit;
    const struct product *product;
    const struct as_then *then;
    const int64_t *filled;
    struct runs runs;
};

/* That of the operation's next run. */
static int64_t next_run_id(const struct runs_then *runs, const struct run *run)
{
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < runs->runs.list.count; i++) {
        const struct run *other = &runs->runs.list.items[i];
        if (other->run_id > run->run_id && other->run_id < next && !strcmp(other->operation, run->operation))
            next = other->run_id;
    }
    return next;
}

/* How long a run ran that went on then: what it had by the entry that it went on or stood still by, and since. */
static enum fault find_ran(const struct runs_then *runs, const struct unit_state_since *since, int64_t *ret_us)
{
    const int64_t until_us = runs->then->us;
    int64_t stepped_us = 0;
    struct entry entry;
    enum fault fault = journal_entry_at(runs->session->store, since->journal_position, runs->arena, &entry);
    if (fault == NOTHING_WRONG)
        fault = ran_by(runs->session, &entry, runs->arena, ret_us);
    if (fault || since->state == OPERATION_PAUSED)
        return fault;
    fault = find_stepped_over(runs->session->store, entry.recorded_us, until_us, &stepped_us);
    *ret_us += until_us - entry.recorded_us - stepped_us;
    return fault;
}

static enum run_state state_ended(const struct entry *end)
{
    if (end->kind == ENTRY_OPERATION_COMPLETED)
        return ((const struct result_completed *)end->result)->verdict == VERDICT_PASSED ? RUN_PASSED : RUN_FAILED;
    return ((const struct result_timed *)end->result)->verdict == VERDICT_FAILED ? RUN_FAILED : RUN_ABORTED;
}

/* The entry since which the operation runs or is paused, where it does so in this run; NULL: the run had ended. */
static const struct unit_state_since *open_since(const struct runs_then *runs, const struct run *run, int64_t next)
{
    const struct unit_state_since *since = then_operation_since(runs->then, run->operation);
    const bool open = since && (since->state == OPERATION_RUNNING || since->state == OPERATION_PAUSED);
    return open && next == INT64_MAX ? since : NULL;
}

/* How the run stood: its state, its end and its time. */
static enum fault fill_standing(const struct runs_then *runs, const struct run *run, int64_t next,
                                struct run_view *view)
{
    const struct as_then *then = runs->then;
    const struct unit_state_since *since = then->now ? NULL : open_since(runs, run, next);
    const struct entry *end = since ? NULL : then_ended(then, runs->unit, run, next);
    int64_t accumulated_us = run_accumulated_us(run, then->us);
    enum fault fault = NOTHING_WRONG;
    view->state = run->state;
    view->ended = run->ended;
    view->ended_by = run->ended == ABSENT_INTEGER ? ABSENT_INTEGER : run->ended_by;
    if (since) {
        view->state = since->state == OPERATION_PAUSED ? RUN_PAUSED : RUN_RUNNING;
        view->ended = view->ended_by = ABSENT_INTEGER;
        fault = find_ran(runs, since, &accumulated_us);
    } else if (end) {
        view->state = state_ended(end);
        view->ended = end->recorded_us;
        view->ended_by = end->journal_position;
        fault = ran_by(runs->session, end, runs->arena, &accumulated_us);
    }
    view->accumulated_min = (double)accumulated_us / (double)US_PER_MINUTE;
    return fault;
}

static enum fault fill_invalidation(const struct runs_then *runs, const struct run *run, int64_t next,
                                    struct run_view *view)
{
    const struct entry *removed = then_fell(runs->then, runs->unit, run, next);
    view->invalidated_by = ABSENT_INTEGER;
    if (removed && view->state == RUN_PASSED)
        view->invalidated_by = removed->journal_position; /* whatever it fell by since */
    else if (run->invalidated_by != ABSENT_INTEGER && run->invalidated_by <= runs->then->journal_position)
        view->invalidated_by = run->invalidated_by;
    return view->invalidated_by == ABSENT_INTEGER
               ? NOTHING_WRONG
               : invalidation_at(runs->session, runs->unit, view->invalidated_by, runs->arena, &view->invalidation);
}

static enum fault fill_run(const struct runs_then *runs, const struct run *run, struct run_view *view)
{
    struct session *session = runs->session;
    int64_t next = next_run_id(runs, run);
    *view = (struct run_view){
        .operation = run->operation,
        .attempt = run->attempt,
        .station = run->station,
        .bay = run->bay,
        .operator= run->operator,
        .tool = run->tool,
        .started = run->started,
        .started_at = ABSENT_INTEGER,
        .ended_at = ABSENT_INTEGER,
        .journal_position = run->run_id,
    };
    const struct product *product;
    enum fault fault = unit_product_at(session, runs->unit, run->run_id, runs->arena, &product);
    if (fault == NOTHING_WRONG)
        fault = fill_standing(runs, run, next, view);
    if (fault == NOTHING_WRONG)
        fault = fill_invalidation(runs, run, next, view);
    const struct unit_then unit = {runs->unit, runs->then, runs->product, runs->filled};
    if (fault == NOTHING_WRONG)
        fault = as_built_evidence(session, product, run, next, &unit, runs->arena, view);
    return fault;
}

/* A run that a correction has voided since. */
static struct run run_begun(const struct entry *entry)
{
    const struct operation_started *data = entry->data;
    const struct result_started *result = entry->result;
    struct run run;
    record_clear(&RUN_RECORD, &run);
    run.run_id = entry->journal_position;
    run.operation = data->subject.operation;
    run.attempt = result->attempt;
    run.station = entry->station;
    run.bay = data->bay;
    run.operator= data->subject.operator;
    run.tool = data->tool;
    run.state = RUN_RUNNING;
    run.started = entry->recorded_us;
    run.running_since = entry->recorded_us;
    run.accumulated_us = 0;
    return run;
}

/* Those begun until then, in their order. */
static enum fault load_runs(struct runs_then *runs)
{
    const struct as_then *then = runs->then;
    struct runs stored;
    enum fault fault = find_runs_of_unit(runs->session->store, runs->unit->unit_id, runs->arena, &stored);
    if (fault)
        return fault;
    struct run *items = arena_array(runs->arena, stored.list.count + then->standing.count, sizeof *items);
    size_t count = 0;
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < stored.list.count; i++)
        if (stored.list.items[i].run_id <= then->journal_position)
            items[count++] = stored.list.items[i];
    for (size_t i = 0; i < then->standing.count; i++) {
        if (!then_began(&then->standing.items[i], runs->unit))
            continue;
        size_t at = count++;
        for (; at > 0 && items[at - 1].run_id > then->standing.items[i].journal_position; at--)
            items[at] = items[at - 1];
        items[at] = run_begun(&then->standing.items[i]);
    }
    runs->runs.list.items = items;
    runs->runs.list.count = count;
    return NOTHING_WRONG;
}

enum fault as_built_runs(struct session *session, struct request *request, const struct unit *unit,
                         const struct product *product, const int64_t *filled, const struct as_then *then,
                         struct as_built_view *view)
{
    struct runs_then runs = {
        .session = session, .arena = request->arena, .unit = unit, .product = product, .then = then, .filled = filled};
    enum fault fault = load_runs(&runs);
    if (fault)
        return fault;
    view->runs.items = arena_array(request->arena, runs.runs.list.count, sizeof *view->runs.items);
    if (!view->runs.items)
        return FAULT_MEMORY;
    for (size_t i = 0; fault == NOTHING_WRONG && i < runs.runs.list.count; i++)
        fault = fill_run(&runs, &runs.runs.list.items[i], &view->runs.items[view->runs.count++]);
    return fault;
}
