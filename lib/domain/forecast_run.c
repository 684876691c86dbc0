/* One simulated run: from the line as it stands to the last unit that can be completed. */
#include "domain/forecast_parts.h"

#include <string.h>

/* An operation on a unit, and all that belongs to it. */
struct job {
    size_t rank, unit_index;
    int operation;
    const struct forecast_unit *unit;
    const struct forecast_route *route;
    const struct demand *demand;
    int demand_index;
    struct walk_step *step;
};

static struct job job_of(const struct walk *walk, size_t rank, int operation)
{
    const struct forecast_line *line = walk->line;
    struct job job = {.rank = rank, .unit_index = walk->unit_of_rank[rank], .operation = operation};
    job.unit = &line->units.items[job.unit_index];
    job.route = &line->routes.items[job.unit->route];
    job.demand_index = walk->demand_of[job.unit->route][operation];
    job.demand = &walk->demands[job.demand_index];
    job.step = &walk->steps[walk->first_step[job.unit_index] + (size_t)operation];
    return job;
}

static struct job job_of_item(const struct walk *walk, uint64_t item)
{
    return job_of(walk, item / OPERATIONS_MAX, (int)(item % OPERATIONS_MAX));
}

static struct luck luck_of(const struct walk *walk, const struct job *job)
{
    return (struct luck){.seed = walk->seed,
                         .run = walk->run,
                         .unit_id = job->unit->unit_id,
                         .operation = job->operation,
                         .attempt = job->step->attempts};
}

/* The run goes on for as long as it is drawn to. */
static void job_runs(struct walk *walk, const struct job *job, const struct forecast_begun *begun, int place)
{
    const struct luck luck = luck_of(walk, job);
    const double duration_min =
        task_duration_min(&job->route->tasks[job->operation],
                          job->route->product->operations.items[job->operation].definition, begun, &luck);
    walk->busy_min[job->demand->type] += duration_min;
    run_ends_push(&walk->ends, (struct run_end){.at_min = walk->now_min + duration_min,
                                                .item = queue_item(job->rank, job->operation),
                                                .place = place});
}

static void job_waits_for_place(struct walk *walk, const struct job *job)
{
    job->step->ready_min = walk->now_min;
    queue_push(&walk->queues[job->demand_index], queue_item(job->rank, job->operation));
    walk->touched[job->demand->type] = true;
}

/* Everything before it is done: it asks for the units it installs, one part number after another, then for a place. */
static void job_is_ready(struct walk *walk, const struct job *job)
{
    if (job->step->need >= 0)
        queue_push(&walk->waiting[job->unit->needs.items[job->step->need].part], queue_item(job->rank, job->operation));
    else if (job->step->begun)
        job_runs(walk, job, job->unit->steps[job->operation].begun, job->step->place);
    else
        job_waits_for_place(walk, job);
}

/* ---- what starts ---- */

static void need_is_met(const struct job *job)
{
    const int next = job->step->need + 1;
    const bool more = next < (int)job->unit->needs.count && job->unit->needs.items[next].operation == job->operation;
    job->step->need = more ? next : -1;
}

/* Completed units go to the most urgent that waits for them, once there are enough for it. */
static void hand_out_parts(struct walk *walk)
{
    for (size_t part = 0; part < walk->line->parts.count; part++)
        while (walk->waiting[part].count) {
            const struct job job = job_of_item(walk, walk->waiting[part].items[0]);
            const int64_t count = job.unit->needs.items[job.step->need].count;
            if (count > walk->stock[part])
                break;
            walk->stock[part] -= count;
            queue_pop(&walk->waiting[part]);
            need_is_met(&job);
            job_is_ready(walk, &job);
        }
}

/* The most urgent step that waits for a place of the type and was not refused one; -1: none. */
static int demand_next(const struct walk *walk, int type)
{
    int next = -1;
    for (size_t i = 0; i < walk->demand_count; i++)
        if (walk->demands[i].type == type && walk->queues[i].count && !walk->refused[i] &&
            (next < 0 || walk->queues[i].items[0] < walk->queues[next].items[0]))
            next = (int)i;
    return next;
}

static void hand_out_places(struct walk *walk, int type)
{
    int demand, place;
    memset(walk->refused, 0, walk->demand_count * sizeof *walk->refused);
    while ((demand = demand_next(walk, type)) >= 0) {
        if (!floor_take(&walk->floor, &walk->demands[demand], &place)) {
            walk->refused[demand] = true;
            continue;
        }
        const struct job job = job_of_item(walk, queue_pop(&walk->queues[demand]));
        walk->waited_min[(size_t)job.unit->order * walk->line->types.count + (size_t)type] +=
            walk->now_min - job.step->ready_min;
        job_runs(walk, &job, NULL, place);
    }
    walk->touched[type] = false;
}

static void hand_out(struct walk *walk)
{
    hand_out_parts(walk);
    for (size_t type = 0; type < walk->line->types.count; type++)
        if (walk->touched[type])
            hand_out_places(walk, (int)type);
}

/* ---- what ends ---- */

static void unit_is_completed(struct walk *walk, const struct forecast_unit *unit)
{
    if (unit->part >= 0)
        walk->stock[unit->part]++;
    if (!--walk->order_left[unit->order])
        walk->completed_min[unit->order] = walk->now_min;
}

static void job_failed(struct walk *walk, const struct job *job)
{
    const struct operation_definition *definition = job->route->product->operations.items[job->operation].definition;
    if (++job->step->failures >= operation_attempt_limit(definition)) {
        walk->reviewed[job->unit->order] = true;
        job->step->failures = 0;
    }
    job->step->attempts++;
    job_is_ready(walk, job);
}

static void job_passed(struct walk *walk, const struct job *job)
{
    const struct product *product = job->route->product;
    for (size_t i = 0; i < product->operations.count; i++) {
        struct walk_step *follower = job->step - job->operation + i;
        const struct forecast_step *stands = &job->unit->steps[i];
        if (!bit_is_set(&product->operations.items[i].before, (size_t)job->operation) || --follower->open_before ||
            stands->done || stands->begun || stands->spent)
            continue;
        const struct job ready = job_of(walk, job->rank, (int)i);
        job_is_ready(walk, &ready);
    }
    if (!--walk->left[job->unit_index])
        unit_is_completed(walk, job->unit);
}

static void run_ends_at(struct walk *walk, const struct run_end *end)
{
    struct job job = job_of_item(walk, end->item);
    floor_give(&walk->floor, job.demand->type, end->place);
    walk->touched[job.demand->type] = true;
    if (job.unit->held)
        return;
    const struct luck luck = luck_of(walk, &job);
    job.step->begun = false;
    if (task_fails(&job.route->tasks[job.operation], &luck))
        job_failed(walk, &job);
    else
        job_passed(walk, &job);
}

/* ---- the whole ---- */

static void reset(struct walk *walk)
{
    const struct forecast_line *line = walk->line;
    walk->now_min = 0;
    walk->ends.count = 0;
    memcpy(walk->steps, walk->start, walk->step_count * sizeof *walk->steps);
    memset(walk->order_left, 0, line->orders.count * sizeof *walk->order_left);
    memset(walk->reviewed, 0, line->orders.count * sizeof *walk->reviewed);
    memset(walk->touched, 1, line->types.count * sizeof *walk->touched);
    for (size_t i = 0; i < walk->demand_count; i++)
        walk->queues[i].count = 0;
    for (size_t i = 0; i < line->parts.count; i++) {
        walk->waiting[i].count = 0;
        walk->stock[i] = line->parts.items[i];
    }
    floor_copy(&walk->empty, &walk->floor);
    for (size_t i = 0; i < line->units.count; i++)
        walk->order_left[line->units.items[i].order]++;
    for (size_t i = 0; i < line->orders.count; i++)
        walk->completed_min[i] = walk->order_left[i] ? INFINITY : 0;
}

/* What runs has its place before anything else asks for one. */
static void begin_unit(struct walk *walk, size_t rank)
{
    const size_t index = walk->unit_of_rank[rank];
    const struct forecast_unit *unit = &walk->line->units.items[index];
    const size_t operations = walk->line->routes.items[unit->route].product->operations.count;
    walk->left[index] = 0;
    for (size_t i = 0; i < operations; i++) {
        const struct forecast_step *stands = &unit->steps[i];
        const struct job job = job_of(walk, rank, (int)i);
        walk->left[index] += !stands->done;
        if (stands->begun)
            job.step->place = floor_take_begun(&walk->floor, stands->begun, job.demand);
        if (stands->begun || (!stands->done && !stands->spent && !unit->held && !job.step->open_before))
            job_is_ready(walk, &job);
    }
    if (!walk->left[index])
        unit_is_completed(walk, unit);
}

void walk_run(struct walk *walk, int64_t run)
{
    walk->run = run;
    reset(walk);
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        begin_unit(walk, rank);
    hand_out(walk);
    while (walk->ends.count) {
        walk->now_min = walk->ends.items[0].at_min;
        while (walk->ends.count && walk->ends.items[0].at_min <= walk->now_min) {
            const struct run_end end = run_ends_pop(&walk->ends);
            run_ends_at(walk, &end);
        }
        hand_out(walk);
    }
    walk->busy_until_min += walk->now_min;
}
