/* One simulated run: from the line as it stands to the last unit that can be completed. */
#include "domain/forecast_parts.h"

#include <string.h>

/* An operation on a unit, and all that belongs to it. */
struct job {
    size_t rank;
    int operation;
    struct walk_unit *unit;
    const struct walk_task *task;
    struct walk_step *step;
};

static struct job job_of(const struct walk *walk, size_t rank, int operation)
{
    struct walk_unit *unit = &walk->units[rank];
    return (struct job){
        .rank = rank,
        .operation = operation,
        .unit = unit,
        .task = &unit->tasks[operation],
        .step = &walk->steps[unit->first_step + (size_t)operation],
    };
}

static struct job job_of_item(const struct walk *walk, uint64_t item)
{
    return job_of(walk, item_rank(item), item_operation(item));
}

static uint64_t item_of(const struct job *job)
{
    return queue_item(job->rank, job->operation);
}

static struct luck luck_of(const struct job *job)
{
    return (struct luck){.unit = job->unit->luck, .operation = job->operation, .attempt = job->step->attempts};
}

/* What it has a place for is taken until then. */
static void happens(struct walk *walk, const struct job *job, double at_min, int place)
{
    if (place >= PLACE_PLAIN)
        walk->taken_min[job->task->type] += shifts_worked_by_min(walk, at_min) - shifts_worked_min(walk);
    happenings_push(&walk->next, (struct happening){.at_min = at_min, .item = item_of(job), .place = place});
}

static void touch(struct walk *walk, int type)
{
    if (!walk->is_touched[type])
        walk->touched[walk->touched_count++] = type;
    walk->is_touched[type] = true;
}

static double later(double a, double b)
{
    return a > b ? a : b;
}

/* ---- what becomes ready ---- */

/* Minutes that a run takes; of one that has begun, minutes it still takes. One that has outlasted all that were
 * measured ends as soon as it can. */
static double duration_min(const struct job *job, const struct forecast_begun *begun)
{
    const struct walk_task *task = job->task;
    const struct luck luck = luck_of(job);
    if (!begun)
        return minutes_drawn(task->times, task->measured, task->standard_min, &luck, DRAW_DURATION);
    const double gone_min = task->measured < FORECAST_SAMPLES_MIN ? begun->worked_min : begun->elapsed_min;
    const double whole_min =
        longer_minutes_drawn(task->times, task->measured, task->standard_min, gone_min, &luck, DRAW_DURATION);
    return later(whole_min - gone_min, begun->least_min);
}

static void job_runs(struct walk *walk, const struct job *job, const struct forecast_begun *begun, int place)
{
    const double takes_min = duration_min(job, begun);
    walk->busy_min[job->task->type] += takes_min;
    happens(walk, job, shifts_over_min(walk, job->task->in_shifts, takes_min), place);
}

static void job_waits_for_place(struct walk *walk, const struct job *job)
{
    job->step->ready_min = shifts_worked_min(walk);
    line_up_push(&walk->queues[job->task->demand], job->step->slot);
    touch(walk, job->task->type);
}

/* Everything before it is done: it asks for the units it installs, one choice after another, then for a place. */
static void job_is_ready(struct walk *walk, const struct job *job)
{
    const struct forecast_unit *unit = job->unit->unit;
    if (job->step->need >= 0) {
        choice_is_asked(walk, unit->needs.items[job->step->need].choice, item_of(job));
    } else if (job->step->begun) {
        job_runs(walk, job, unit->steps[job->operation].begun, job->step->place);
    } else {
        job_waits_for_place(walk, job);
    }
}

/* ---- what starts ---- */

static void need_is_met(const struct job *job)
{
    const struct forecast_unit *unit = job->unit->unit;
    const short next = (short)(job->step->need + 1);
    const bool more = next < (short)unit->needs.count && unit->needs.items[next].operation == job->operation;
    job->step->need = more ? next : -1;
}

static void hand_out_parts(struct walk *walk)
{
    uint64_t item;
    while (choices_give(walk, &item)) {
        const struct job job = job_of_item(walk, item);
        need_is_met(&job);
        job_is_ready(walk, &job);
    }
}

/* The most urgent step that waits for a place of the type and was not refused one; -1: none. */
static int demand_next(const struct walk *walk, int type)
{
    int next = -1;
    for (size_t i = walk->first_demand[type]; i < walk->first_demand[type + 1]; i++)
        if (!walk->refused[i] && walk->queues[i].first < (next < 0 ? NOBODY_WAITS : walk->queues[next].first))
            next = (int)i;
    return next;
}

/* Waits for quality, and then for a place again. */
static void job_waits_for_review(struct walk *walk, const struct job *job)
{
    walk->decided_min[job->unit->order] += job->unit->review_min - walk->now_min;
    happens(walk, job, job->unit->review_min, PLACE_WAITS);
}

static void hand_out_places(struct walk *walk, int type)
{
    int demand, place;
    walk->is_touched[type] = false;
    for (size_t i = walk->first_demand[type]; i < walk->first_demand[type + 1]; i++)
        walk->refused[i] = false;
    while ((demand = demand_next(walk, type)) >= 0) {
        const struct job job = job_of_item(walk, walk->queues[demand].first);
        const bool stopped = job.unit->review_min > walk->now_min;
        if (!stopped && !floor_take(&walk->floor, &walk->demands[demand], &place)) {
            walk->refused[demand] = true;
            continue;
        }
        line_up_pop(&walk->queues[demand]);
        walk->waited_min[(size_t)job.unit->order * walk->line->types.count + (size_t)type] +=
            shifts_worked_min(walk) - job.step->ready_min;
        if (stopped)
            job_waits_for_review(walk, &job);
        else
            job_runs(walk, &job, NULL, place);
    }
    walk_note_queue(walk, type);
}

/* Nothing starts while the plant does not work. */
static void hand_out(struct walk *walk)
{
    hand_out_parts(walk);
    while (walk->touched_count && shifts_are_worked(walk))
        hand_out_places(walk, walk->touched[--walk->touched_count]);
}

/* ---- what ends ---- */

/* So may be the one around it, which waited for nothing else. */
static void unit_is_completed(struct walk *walk, const struct walk_unit *completed)
{
    const struct forecast_unit *unit = completed->unit;
    if (unit->part >= 0)
        part_comes(walk, unit->part, unit->waited_for ? unit->waited_for : 1);
    if (!--walk->order_left[unit->order])
        walk->completed_min[unit->order] = walk->now_min;
    if (completed->around >= 0 && !--walk->units[completed->around].left)
        unit_is_completed(walk, &walk->units[completed->around]);
}

/* Quality decides on a fault, and on that of an operation that failed as often as it may before anything starts on the
 * unit. It is then run again. */
static void job_failed(struct walk *walk, const struct job *job)
{
    const bool review = ++job->step->failures >= job->task->attempt_limit;
    const struct forecast_decisions *decisions = &walk->line->decisions[review];
    const struct luck luck = luck_of(job);
    const double takes_min =
        minutes_drawn(decisions->times, decisions->measured, FORECAST_DECISION_MIN, &luck, DRAW_DECISION);
    const double decided_min = shifts_over_min(walk, decided_in_shifts(decisions), takes_min);
    job->unit->decided_min = later(job->unit->decided_min, decided_min);
    if (review) {
        job->unit->review_min = later(job->unit->review_min, decided_min);
        walk->reviewed[job->unit->order] = true;
        job->step->failures = 0;
    }
    job->step->attempts++;
    job_is_ready(walk, job);
}

/* Every operation that may have waited for this one last. That is one that comes directly after it; but where one of
 * those is done already, what lies behind may have waited for it too, and all that come after are looked at. */
static const uint64_t *followers_of(const struct job *job)
{
    uint64_t done = 0;
    for (int word = 0; word * 64 < job->unit->operations; word++)
        done |= job->task->next[word] & ~job->unit->words[word].open;
    return done ? job->task->after : job->task->next;
}

static void followers_are_ready(struct walk *walk, const struct job *job)
{
    const uint64_t *followers = followers_of(job);
    for (int word = 0; word * 64 < job->unit->operations; word++)
        for (uint64_t left = followers[word] & job->unit->words[word].open & job->unit->words[word].may_start; left;
             left &= left - 1) {
            const int operation = word * 64 + __builtin_ctzll(left);
            if (walk_is_blocked(job->unit, operation))
                continue;
            const struct job follower = job_of(walk, job->rank, operation);
            job_is_ready(walk, &follower);
        }
}

static void job_passed(struct walk *walk, const struct job *job)
{
    job->unit->words[job->operation / 64].open &= ~(UINT64_C(1) << job->operation % 64);
    followers_are_ready(walk, job);
    if (!--job->unit->left)
        unit_is_completed(walk, job->unit);
}

/* A unit's last operation keeps its place until quality has decided on all its faults. */
static bool job_waits_for_decisions(struct walk *walk, const struct job *job, int place)
{
    const double decided_min = job->unit->decided_min;
    if (job->unit->left > 1 || decided_min <= walk->now_min)
        return false;
    walk->decided_min[job->unit->order] += decided_min - walk->now_min;
    happens(walk, job, decided_min, place);
    return true;
}

static bool happens_at(double rate, const struct luck *luck, enum luck_draw draw)
{
    return rate > 0 && luck_draw(luck, draw) < rate;
}

/* It passed, and what it proved falls later: it is passed once more. */
static void job_is_retested(struct walk *walk, const struct job *job)
{
    job->step->attempts++;
    job_is_ready(walk, job);
}

static void run_ends(struct walk *walk, const struct job *job, int place)
{
    const bool held = job->unit->unit->held;
    const struct luck luck = luck_of(job);
    const bool fails = happens_at(job->task->failure_rate, &luck, DRAW_FAILURE);
    if (!held && !fails && job_waits_for_decisions(walk, job, place))
        return;
    floor_give(&walk->floor, job->task->type, place);
    touch(walk, job->task->type);
    if (held)
        return;
    job->step->begun = false;
    if (fails)
        job_failed(walk, job);
    else if (happens_at(job->task->retest_rate, &luck, DRAW_RETEST))
        job_is_retested(walk, job);
    else
        job_passed(walk, job);
}

static void happen(struct walk *walk, const struct happening *happening)
{
    const struct job job = job_of_item(walk, happening->item);
    if (happening->place == PLACE_WAITS)
        job_waits_for_place(walk, &job);
    else
        run_ends(walk, &job, happening->place);
}

/* ---- the whole ---- */

static void reset(struct walk *walk)
{
    const struct forecast_line *line = walk->line;
    shifts_begin(walk);
    walk->next.count = 0;
    memcpy(walk->steps, walk->start, walk->step_count * sizeof *walk->steps);
    for (size_t i = 0; i < line->types.count; i++)
        walk->queued_since_min[i] = ABSENT_NUMBER;
    memset(walk->order_left, 0, line->orders.count * sizeof *walk->order_left);
    memset(walk->reviewed, 0, line->orders.count * sizeof *walk->reviewed);
    for (size_t i = 0; i < walk->demand_count; i++)
        line_up_clear(&walk->queues[i]);
    choices_begin(walk);
    floor_copy(&walk->empty, &walk->floor);
    for (size_t i = 0; i < line->units.count; i++) {
        walk->order_left[walk->units[i].order]++;
        walk->units[i].left = walk->begins[i].left;
    }
    for (size_t i = 0; i < line->orders.count; i++)
        walk->completed_min[i] = walk->order_left[i] ? INFINITY : 0;
}

/* What is still open is decided like what took longer. */
static void begin_faults(const struct walk *walk, struct walk_unit *unit)
{
    unit->decided_min = unit->review_min = 0;
    for (size_t i = 0; i < unit->unit->faults.count; i++) {
        const struct forecast_fault *fault = &unit->unit->faults.items[i];
        const struct forecast_decisions *decisions = &walk->line->decisions[fault->review];
        const struct luck luck = {.unit = unit->luck, .attempt = (int)i};
        const double gone_min = decided_in_shifts(decisions) ? fault->worked_min : fault->open_min;
        const double takes_min = longer_minutes_drawn(decisions->times, decisions->measured, FORECAST_DECISION_MIN,
                                                      gone_min, &luck, DRAW_KNOWN_DECISION) -
                                 gone_min;
        const double decided_min = shifts_over_min(walk, decided_in_shifts(decisions), takes_min);
        unit->decided_min = later(unit->decided_min, decided_min);
        if (fault->review)
            unit->review_min = later(unit->review_min, decided_min);
    }
}

/* What runs has its place before anything else asks for one. */
static void begin_unit(struct walk *walk, size_t rank)
{
    struct walk_unit *unit = &walk->units[rank];
    const struct walk_begin *begin = &walk->begins[rank];
    unit->luck = luck_of_unit(walk->luck, unit->unit->unit_id);
    begin_faults(walk, unit);
    for (int word = 0; word * 64 < unit->operations; word++)
        unit->words[word].open = begin->open[word];
    for (int word = 0; word * 64 < unit->operations; word++)
        for (uint64_t left = begin->ready[word]; left; left &= left - 1) {
            const struct job job = job_of(walk, rank, word * 64 + __builtin_ctzll(left));
            if (job.step->begun)
                job.step->place = floor_take_begun(&walk->floor, unit->unit->steps[job.operation].begun,
                                                   &walk->demands[job.task->demand]);
            job_is_ready(walk, &job);
        }
    if (!begin->left)
        unit_is_completed(walk, unit);
}

/* Goes on to what happens next, or to the next shift, where something may wait for it. False when nothing ever does. */
static bool goes_on(struct walk *walk)
{
    const double happens_min = walk->next.count ? walk->next.items[0].at_min : INFINITY;
    const double works_min = walk->touched_count ? shifts_next_min(walk) : INFINITY;
    const double next_min = happens_min < works_min ? happens_min : works_min;
    if (isinf(next_min))
        return false;
    shifts_go_to(walk, next_min);
    return true;
}

void walk_run(struct walk *walk, int64_t run)
{
    walk->luck = luck_of_run(walk->seed, run);
    reset(walk);
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        begin_unit(walk, rank);
    hand_out(walk);
    double worked_min = 0;
    while (goes_on(walk)) {
        while (walk->next.count && walk->next.items[0].at_min <= walk->now_min) {
            worked_min = shifts_worked_min(walk);
            const struct happening happening = happenings_pop(&walk->next);
            happen(walk, &happening);
        }
        hand_out(walk);
    }
    walk->worked_min += worked_min;
}
