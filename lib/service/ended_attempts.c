#include "service/ended_attempts.h"

/* A unit whose last run ended before the window counts in it as scrap when it was scrapped there. */
static bool counts(const struct ended_run *run, struct span window, bool as_scrap)
{
    if (run->ended >= window.begin_us)
        return run->ended < window.end_us;
    return as_scrap && run->is_last && run->scrapped != ABSENT_INTEGER && run->scrapped >= window.begin_us &&
           run->scrapped < window.end_us;
}

static enum fault date_run(struct ended_run *run, const struct run_stops *stops, struct arena *arena)
{
    const struct run_course course = {
        .run_id = run->run_id,
        .started = run->started,
        .ended = run->ended,
        .dated_started = run->dated_started,
        .dated_ended = run->dated_ended,
        .released = run->released,
    };
    struct spans stretches;
    enum fault fault = run_stretches(&course, stops->list.items, stops->list.count, arena, &stretches);
    if (fault)
        return fault;
    run->started = stretches.items[0].begin_us;
    run->ended = stretches.items[stretches.count - 1].end_us;
    run->worked_us = spans_length_us(&stretches);
    return NOTHING_WRONG;
}

/* Has each run begin and end when it did, and leaves those that count in the window so. */
static enum fault date_runs(struct session *session, struct request *request, struct span window, bool with_scrap,
                            struct ended_runs *runs)
{
    struct run_stops stops;
    size_t kept = 0;
    enum fault fault = rows_fit(request, runs->list.count);
    if (!fault)
        fault = find_stops_of_ended(session->store, window, request->arena, &stops);
    for (size_t i = 0; i < runs->list.count && !fault; i++) {
        struct ended_run *run = &runs->list.items[i];
        fault = date_run(run, &stops, request->arena);
        if (!fault && counts(run, window, with_scrap))
            runs->list.items[kept++] = *run;
    }
    runs->list.count = kept;
    return fault;
}

enum fault ended_runs_find(struct session *session, struct request *request, struct span window,
                           const char *part_number, const char *station, struct ended_runs *ret)
{
    enum fault fault =
        find_runs_ended(session->store, window, part_number, station, ROWS_COUNTED_MAX + 1, request->arena, ret);
    return fault ? fault : date_runs(session, request, window, false, ret);
}

static enum fault find_with_scrap(struct session *session, struct request *request, struct span window,
                                  const char *part_number, struct ended_runs *ret)
{
    enum fault fault =
        find_runs_counted(session->store, window, part_number, ROWS_COUNTED_MAX + 1, request->arena, ret);
    return fault ? fault : date_runs(session, request, window, true, ret);
}

enum fault ended_attempts_find(struct session *session, struct request *request, struct span window,
                               const char *part_number, const char *station, struct ended_attempts *ret)
{
    struct ended_attempts ended = {.window = window};
    enum fault fault = station ? ended_runs_find(session, request, window, part_number, station, &ended.runs)
                               : find_with_scrap(session, request, window, part_number, &ended.runs);
    if (!fault)
        fault = find_faults_of_fallen(session->store, window, part_number, station, request->arena, &ended.faults);
    if (!fault)
        *ret = ended;
    return fault;
}

/* The faults of its unit stand together. */
static bool is_sent_back(const struct nonconformances *faults, const struct ended_run *run)
{
    const struct nonconformance *items = faults->list.items;
    const struct fall fall = {run->operation, run->ended_by, run->invalidated_by, run->emptied};
    size_t begin = 0, end;
    if (run->state != RUN_PASSED || run->invalidated_by == ABSENT_INTEGER)
        return false;
    while (begin < faults->list.count && items[begin].unit_id != run->unit_id)
        begin++;
    for (end = begin; end < faults->list.count && items[end].unit_id == run->unit_id;)
        end++;
    return fell_by_own_fault(&fall, items + begin, end - begin);
}

struct attempt ended_attempt(const struct ended_attempts *ended, const struct ended_run *run)
{
    return (struct attempt){
        .unit_id = run->unit_id,
        .number = run->attempt,
        .passed = run->state == RUN_PASSED,
        .sent_back = is_sent_back(&ended->faults, run),
        .scrapped_after = run->is_last && run->scrapped != ABSENT_INTEGER && run->scrapped < ended->window.end_us,
        .earlier = run->ended < ended->window.begin_us,
        .started_us = run->started,
        .ended_us = run->ended,
        .worked_us = run->worked_us,
        .ready_us = ABSENT_INTEGER,
    };
}
