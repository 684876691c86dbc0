#include "service/ended_attempts.h"

enum fault ended_attempts_find(struct session *session, struct request *request, struct span window,
                               const char *part_number, const char *station, struct ended_attempts *ret)
{
    struct ended_attempts ended = {.window = window};
    const int64_t most = ROWS_COUNTED_MAX + 1;
    enum fault fault =
        station ? find_runs_ended(session->store, window, part_number, station, most, request->arena, &ended.runs)
                : find_runs_counted(session->store, window, part_number, most, request->arena, &ended.runs);
    if (!fault)
        fault = rows_fit(request, ended.runs.list.count);
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
        .worked_us = run->accumulated_us,
        .ready_us = ABSENT_INTEGER,
    };
}
