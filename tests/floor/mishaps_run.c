/* What happens in a run: too early, aborted, paused, defects, evidence that fails, an offline station's backlog. */
#include "floor/mishap_plays.h"

#include "floor/memory.h"
#include "floor/office.h"
#include "floor/tidy.h"

#include <string.h>

bool needs_anything(const struct job *job, const struct step *step)
{
    (void)step;
    return job->task.needs.list.count;
}

static bool complete_refused(struct job *job, const char *const *codes)
{
    return worker_refused(job->worker, ENTRY_OPERATION_COMPLETED, plan_complete(&job->task, job->worker->arena), codes);
}

bool play_completed_early(struct job *job, struct step *step)
{
    (void)step;
    return complete_refused(job,
                            CODES("positions-unfilled", "measurements-missing", "checks-missing", "signature-missing"));
}

bool play_burn_in_short(struct job *job, struct step *step)
{
    (void)step;
    return complete_refused(job, CODES("burn-in-short", "measurements-missing"));
}

bool may_pause(const struct job *job, const struct step *step)
{
    (void)step;
    return job->definition->burn_in && job->definition->burn_in->pause != PAUSE_FORBIDDEN;
}

bool play_burn_in_paused(struct job *job, struct step *step)
{
    (void)step;
    struct operation_paused *paused = job_event(job, ENTRY_OPERATION_PAUSED);
    paused->reason = "the coolant's temperature is looked at";
    return worker_post(job->worker, ENTRY_OPERATION_PAUSED, paused, NULL) &&
           complete_refused(job, CODES("operation-state")) &&
           worker_post(job->worker, ENTRY_OPERATION_RESUMED, job_event(job, ENTRY_OPERATION_RESUMED), NULL);
}

bool is_no_burn_in(const struct job *job, const struct step *step)
{
    (void)step;
    return !job->definition->burn_in;
}

bool play_aborted(struct job *job, struct step *step)
{
    (void)step;
    struct operation_aborted *aborted = job_event(job, ENTRY_OPERATION_ABORTED);
    aborted->reason = "the fire drill";
    if (!worker_post(job->worker, ENTRY_OPERATION_ABORTED, aborted, NULL) ||
        !worker_post(job->worker, ENTRY_OPERATION_STARTED, job->start, NULL))
        return false;
    job->started_us = monotonic_us();
    return true;
}

bool play_defect(struct job *job, struct step *step)
{
    (void)step;
    struct outcome outcome;
    struct defect_reported *defect = job_event(job, ENTRY_DEFECT_REPORTED);
    defect->code = TIDY_DEFECT_CODE;
    defect->description = TIDY_DEFECT_DESCRIPTION;
    return worker_post(job->worker, ENTRY_DEFECT_REPORTED, defect, &outcome) &&
           office_rework(job->worker->plant, outcome.journal_position);
}

/* --- evidence that fails --- */

/* The first step of a kind that can be made to fail; NULL when there is none. */
static struct step *step_that_fails(const struct job *job, enum entry_kind kind)
{
    for (size_t i = 0; i < job->plan.steps.count; i++) {
        struct step *step = &job->plan.steps.items[i];
        if (step->kind == kind && !step->done && step_may_fail(&job->task, step))
            return step;
    }
    return NULL;
}

/* Likewise, where there is an attempt to spare. */
static struct step *step_to_spoil(const struct job *job, enum entry_kind kind)
{
    bool spare = !job->definition->burn_in && !job->task.nth && operation_attempt_limit(job->definition) > 1;
    return spare ? step_that_fails(job, kind) : NULL;
}

static bool is_leak_test(const struct job *job)
{
    return strcasestr(job->definition->name, "leak");
}

static bool tests_for_leaks(const struct job *job, bool rack)
{
    return is_leak_test(job) && catalog_is_top(&job->worker->plant->catalog, job->task.recipe) == rack &&
           step_to_spoil(job, ENTRY_MEASUREMENT_RECORDED);
}

bool tests_tray_for_leaks(const struct job *job, const struct step *step)
{
    (void)step;
    return tests_for_leaks(job, false);
}

bool tests_rack_for_leaks(const struct job *job, const struct step *step)
{
    (void)step;
    return tests_for_leaks(job, true);
}

bool measures_else(const struct job *job, const struct step *step)
{
    (void)step;
    return !is_leak_test(job) && step_to_spoil(job, ENTRY_MEASUREMENT_RECORDED);
}

bool answers(const struct job *job, const struct step *step)
{
    (void)step;
    return step_to_spoil(job, ENTRY_CHECK_RECORDED);
}

static bool spoil(struct job *job, enum entry_kind kind)
{
    struct step *step = step_that_fails(job, kind);
    if (!step)
        return true;
    step_fail(&job->task, step);
    name_set_add(&job->worker->plant->spoiled, job->task.unit, job->definition->operation);
    return true;
}

bool play_measurement_bad(struct job *job, struct step *step)
{
    (void)step;
    return spoil(job, ENTRY_MEASUREMENT_RECORDED);
}

bool play_answer_bad(struct job *job, struct step *step)
{
    (void)step;
    return spoil(job, ENTRY_CHECK_RECORDED);
}

/* --- an offline station --- */

enum { BACKLOG_MAX = 13, BACKLOG_REFUSED = 1 };

bool records_several(const struct job *job, const struct step *step)
{
    (void)step;
    return !job->definition->burn_in && job->plan.steps.count > BACKLOG_REFUSED + 1;
}

/* What was recorded while the network was away, and in it one scan that the line would not have let through. */
bool play_backlog(struct job *job, struct step *step)
{
    (void)step;
    struct message messages[BACKLOG_MAX];
    size_t count = job_take_steps(job, BACKLOG_MAX - 1, messages) + 1;
    struct component_installed *astray = job_event(job, ENTRY_COMPONENT_INSTALLED);
    astray->position = "no-such-position";
    astray->part_number = job->task.recipe->definition.part_number;
    memmove(&messages[BACKLOG_REFUSED + 1], &messages[BACKLOG_REFUSED],
            (count - 1 - BACKLOG_REFUSED) * sizeof *messages);
    messages[BACKLOG_REFUSED] = message_write(job->worker, ENTRY_COMPONENT_INSTALLED, astray);
    bool as_expected = worker_send_array(job->worker, messages, count, BACKLOG_REFUSED, CODES("position-unknown"));
    job_saw_all(job, messages, count);
    return as_expected;
}
