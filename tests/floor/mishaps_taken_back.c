/* What an operator takes back at once: the event is voided, and done again as it should have been. */
#include "floor/mishap_plays.h"

#include "floor/memory.h"

#include <string.h>

/* A wrong scan of one piece of work, told from other ones of the position. */
enum { SCAN_MISTAKEN = 3 };

/* Voids what the station posted last. */
static bool take_back_last(struct job *job, const char *reason)
{
    struct event_corrected *corrected = NEW(job->worker->arena, struct event_corrected);
    record_clear(ENTRY_TYPES[ENTRY_EVENT_CORRECTED].data, corrected);
    corrected->event = job->worker->last.message.id;
    corrected->operator = task_operator(&job->task, job->task.operation, job->worker->arena);
    corrected->reason = reason;
    return worker_post(job->worker, ENTRY_EVENT_CORRECTED, corrected, NULL);
}

/* The neighbour's label was scanned: the event is voided, and the position is empty again. */
bool play_scan_corrected(struct job *job, struct step *step)
{
    struct component_installed *mistaken =
        plan_scan(&job->task, job_position(job, step->data), SCAN_MISTAKEN, job->worker->arena);
    return worker_post(job->worker, ENTRY_COMPONENT_INSTALLED, mistaken, NULL) &&
           take_back_last(job, "the label of the part beside it was scanned");
}

/* The part was said to be scrap, and is back in its place. Nobody is to try it elsewhere meanwhile. */
bool play_removal_corrected(struct job *job, struct step *step)
{
    const struct component_installed *installed = step->data;
    struct component_removed *removed = job_event(job, ENTRY_COMPONENT_REMOVED);
    removed->position = installed->position;
    removed->serial = installed->serial;
    removed->removal = REMOVAL_SCRAP;
    removed->reason = "it does not start";
    stock_unsee(&job->worker->plant->stock, job_position(job, installed)->line->part_number, installed->serial);
    if (!worker_post(job->worker, ENTRY_COMPONENT_REMOVED, removed, NULL) ||
        !take_back_last(job, "it was the plug, and the part was never taken out"))
        return false;
    job_saw(job, step);
    return true;
}

bool measures(const struct job *job, const struct step *step)
{
    (void)job;
    return step->kind == ENTRY_MEASUREMENT_RECORDED;
}

bool answers_one(const struct job *job, const struct step *step)
{
    (void)job;
    return step->kind == ENTRY_CHECK_RECORDED;
}

/* What was recorded by mistake would have failed the operation, where it can. */
bool play_record_corrected(struct job *job, struct step *step)
{
    const size_t size = ENTRY_TYPES[step->kind].data->size;
    struct step mistaken = {.kind = step->kind, .data = need_memory(arena_alloc(job->worker->arena, size))};
    memcpy(mistaken.data, step->data, size);
    if (step_may_fail(&job->task, &mistaken))
        step_fail(&job->task, &mistaken);
    return worker_post(job->worker, mistaken.kind, mistaken.data, NULL) &&
           take_back_last(job, "it was read off the wrong gauge");
}

bool may_start_over(const struct job *job, const struct step *step)
{
    return is_no_burn_in(job, step) && !atomic_load(&job->worker->plant->lot_held);
}

/* The wrong job was begun, as it seemed for a moment. */
bool play_start_corrected(struct job *job, struct step *step)
{
    (void)step;
    if (!take_back_last(job, "the operation was begun on the wrong rack") ||
        !worker_post(job->worker, ENTRY_OPERATION_STARTED, job->start, NULL))
        return false;
    job->started_us = monotonic_us();
    return true;
}

bool may_end_twice(const struct job *job, const struct step *step)
{
    return may_start_over(job, step) && is_not_last(job, step) && is_alone(job, step) && !job->resumed &&
           !name_set_has(&job->worker->plant->spoiled, job->task.unit, job->definition->operation);
}

/* Completed too early, to somebody's mind; what comes after is nobody's meanwhile, which an operation beside this one
 * that passes would end. */
bool play_completion_corrected(struct job *job, struct step *step)
{
    (void)step;
    struct outcome outcome;
    plant_close_after(job->worker->plant, job->task.recipe, job->task.operation, job->task.unit);
    if (!job_post_completion(job, &outcome))
        return false;
    if (take_back_last(job, "one cover was not closed yet"))
        return true;
    plant_open_after(job->worker->plant, job->task.recipe, job->task.operation, job->task.unit);
    return false;
}
