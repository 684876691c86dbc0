#include "floor/job.h"

#include "base/time.h"
#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/mishap_plays.h"
#include "floor/office.h"
#include "floor/repair.h"
#include "floor/unit.h"

#include <stdlib.h>
#include <string.h>

enum { ARRAY_MAX = 16, TRIES_MAX = 200, FIRST_RESCAN = 10, LAST_RESCAN = 25 };
static const double ARRAY_SHARE = 0.2; /* of the jobs, how many are posted as arrays */

/* --- taking --- */

static bool take_parts(struct worker *worker, struct task *task)
{
    const struct recipe *part = NULL;
    size_t count = task_takes(task, &part);
    if (!count)
        return true;
    if (exchange_waits(&worker->plant->exchange, task->unit))
        return false;
    char **serials = NEW_ARRAY(worker->arena, char *, count);
    if (!stock_take(&worker->plant->stock, part->definition.part_number, count, task->unit, serials))
        return false;
    for (size_t i = 0; i < count; i++) {
        char *owned = serials[i];
        serials[i] = need_memory(arena_text(worker->arena, owned));
        free(owned);
    }
    task->made = serials;
    return true;
}

/* Which time it is that this floor does this, from 0. */
static int count_begin(struct plant *plant, const struct work *work, struct arena *arena)
{
    int nth = 0;
    while (!name_set_add(&plant->begun, work->serial, TEXT(arena, "%s#%d", work->operation, nth)))
        nth++;
    return nth;
}

/* An earlier floor stopped in the middle, and the parts that it had at hand are not there: another unit may have the
 * station meanwhile. */
static void give_up(const struct job *job)
{
    struct operation_aborted *aborted = job_event(job, ENTRY_OPERATION_ABORTED);
    aborted->reason = "parts are lacking";
    worker_post(job->worker, ENTRY_OPERATION_ABORTED, aborted, NULL);
}

bool job_take(struct worker *worker, const struct work *work, struct job *ret)
{
    struct plant *plant = worker->plant;
    const struct recipe *recipe = name_set_has(&plant->revised, work->serial, "")
                                      ? plant->later
                                      : catalog_find(&plant->catalog, work->part_number);
    int operation = recipe ? product_operation(&recipe->product, work->operation) : -1;
    bool runs = work->state == OPERATION_RUNNING || work->state == OPERATION_PAUSED;
    if (operation < 0 || (!name_set_add(&plant->claims, work->serial, work->operation) && !runs &&
                          !claim_is_void(&worker->doubts, plant, work->serial, work->operation)))
        return false;
    struct job job = {
        .worker = worker,
        .task = {.seed = plant->seed,
                 .catalog = &plant->catalog,
                 .crew = &plant->crew,
                 .recipe = recipe,
                 .operation = operation,
                 .unit = work->serial,
                 .needs = work->needs},
        .definition = recipe->product.operations.items[operation].definition,
        .bay = work->bay,
        .state = work->state,
        .started_us = monotonic_us(),
    };
    if (!take_parts(worker, &job.task)) {
        if (runs)
            give_up(&job);
        name_set_remove(&plant->claims, work->serial, work->operation);
        return false;
    }
    job.resumed = runs && !name_set_has(&plant->begun, work->serial, TEXT(worker->arena, "%s#0", work->operation));
    job.task.nth = count_begin(plant, work, worker->arena);
    job.plan = plan_make(&job.task, worker->arena);
    repair_avoid_lots(&job);
    name_set_add(&plant->in_hand, work->serial, work->operation);
    *ret = job;
    return true;
}

static void give_back_part(const struct job *job, const struct recipe *part, const char *serial)
{
    struct plant *plant = job->worker->plant;
    if (name_set_has(&plant->swapped, job->task.unit, serial))
        stock_put_for(&plant->stock, part->definition.part_number, serial, job->task.unit);
    else
        stock_put(&plant->stock, part->definition.part_number, serial);
}

void job_drop(struct job *job)
{
    for (size_t i = 0; i < job->plan.steps.count; i++) {
        const struct step *step = &job->plan.steps.items[i];
        const struct component_installed *installed = step->data;
        if (step->fails && !step->done) /* it was not to be: a hold came first */
            name_set_remove(&job->worker->plant->spoiled, job->task.unit, job->definition->operation);
        if (step->done || step->kind != ENTRY_COMPONENT_INSTALLED)
            continue;
        const struct recipe *part = catalog_find(job->task.catalog, installed->part_number);
        if (part)
            give_back_part(job, part, installed->serial);
    }
    name_set_remove(&job->worker->plant->in_hand, job->task.unit, job->definition->operation);
}

void *job_event(const struct job *job, enum entry_kind kind)
{
    return event_about(&job->task, kind, job->worker->arena);
}

/* --- doing --- */

bool job_begin(struct job *job, const char *bay)
{
    job->begun = job->state != OPERATION_READY;
    if (job->state == OPERATION_PAUSED)
        return worker_post(job->worker, ENTRY_OPERATION_RESUMED, job_event(job, ENTRY_OPERATION_RESUMED), NULL);
    if (job->state != OPERATION_READY)
        return true;
    job->bay = bay;
    job->start = plan_start(&job->task, bay, job->worker->arena);
    bool failing = name_set_has(&job->worker->plant->failing, job->task.unit, job->definition->operation);
    if (repair_before(job) || (!failing && !mishaps_play(MISHAP_BEFORE_START, job, NULL)) ||
        !worker_post(job->worker, ENTRY_OPERATION_STARTED, job->start, NULL)) {
        if (!job->over)
            name_set_remove(&job->worker->plant->claims, job->task.unit, job->definition->operation);
        return false;
    }
    job->begun = true;
    job->started_us = monotonic_us();
    return failing ? play_measurement_bad(job, NULL) : mishaps_play(MISHAP_AFTER_START, job, NULL);
}

const struct position *job_position(const struct job *job, const struct component_installed *installed)
{
    const struct product *product = &job->task.recipe->product;
    return &product->positions.items[product_position(product, installed->position)];
}

void job_saw(struct job *job, const struct step *step)
{
    const struct component_installed *installed = step->data;
    if (step->kind != ENTRY_COMPONENT_INSTALLED)
        return;
    struct plant *plant = job->worker->plant;
    name_set_add(&plant->built, job->task.unit, job->definition->operation);
    if (!installed->serial)
        return;
    const char *part_number = job_position(job, installed)->line->part_number;
    if (name_set_remove(&plant->swapped, job->task.unit, installed->serial))
        atomic_fetch_add(&plant->tally.swapped, 1);
    if (name_set_remove(&plant->salvaged, part_number, installed->serial))
        atomic_fetch_add(&plant->tally.built_again, 1);
    if (!strcmp(part_number, installed->part_number)) /* the part that is asked for, and not an alternate */
        stock_see(&plant->stock, part_number, installed->serial);
}

size_t job_take_steps(struct job *job, size_t most, struct message *ret_messages)
{
    size_t count = 0;
    for (size_t i = 0; i < job->plan.steps.count && count < most; i++) {
        struct step *step = &job->plan.steps.items[i];
        if (step->done)
            continue;
        ret_messages[count] = message_write(job->worker, step->kind, step->data);
        ret_messages[count++].step = step;
        step->done = true;
    }
    return count;
}

void job_saw_all(struct job *job, const struct message *messages, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (messages[i].step && messages[i].step->done)
            job_saw(job, messages[i].step);
}

static bool record_arrays(struct job *job)
{
    struct message messages[ARRAY_MAX];
    for (size_t count; (count = job_take_steps(job, ARRAY_MAX, messages)) > 0;) {
        bool recorded = worker_send_array(job->worker, messages, count, -1, NULL);
        job_saw_all(job, messages, count);
        if (!recorded)
            return false;
    }
    return true;
}

/* Records a step. A bought part of a lot that is held stays out, and one of another lot is taken. */
static bool record_step(struct job *job, struct step *step)
{
    struct worker *worker = job->worker;
    for (int scan = FIRST_RESCAN; !worker_post(worker, step->kind, step->data, NULL); scan++) {
        const struct component_installed *installed = step->data;
        const struct position *position = worker->stop == COMPONENT_STOPPED ? job_position(job, installed) : NULL;
        if (!position || catalog_makes(job->task.catalog, position) || scan == LAST_RESCAN)
            return false;
        step->data = plan_scan(&job->task, position, scan, worker->arena);
    }
    step->done = true;
    job_saw(job, step);
    return true;
}

bool job_record(struct job *job)
{
    uint64_t thrown = dice_throw(job->task.seed, "array", job->task.unit, job->definition->operation, NULL);
    if (dice_part(thrown) < ARRAY_SHARE)
        return record_arrays(job);
    for (size_t i = 0; i < job->plan.steps.count; i++) {
        struct step *step = &job->plan.steps.items[i];
        if (step->done)
            continue;
        if (!mishaps_play(MISHAP_BEFORE_STEP, job, step) || (!step->done && !record_step(job, step)) ||
            !mishaps_play(MISHAP_AFTER_STEP, job, step))
            return false;
    }
    return true;
}

/* --- ending --- */

/* A unit whose last operation passed goes into another one, or leaves. */
static bool unit_finish(struct job *job)
{
    struct plant *plant = job->worker->plant;
    const struct recipe *recipe = job->task.recipe;
    struct reply reply = unit_ask(job->worker, recipe, job->task.unit);
    const char *state = reply.document ? json_text_member(reply.document, "state") : NULL;
    if (plant->options->people && state && strcmp(state, "completed"))
        return false; /* somebody else had something else in mind */
    if (reply.status != 200 || !state || strcmp(state, "completed")) {
        plant_unexpected(plant, "%s: unit %s should be completed: %d %s", job->worker->post->code, job->task.unit,
                         reply.status, state ? state : "");
        return false;
    }
    if (catalog_is_top(&plant->catalog, recipe))
        return unit_ship(job->worker, recipe, job->task.unit);
    bool installed = object_member(reply.document, "installed_in");
    if (!office_settle(plant, reply.document) && !plant->options->people)
        return false;
    if (installed) { /* it was made whole again where it is, and what contains it goes on */
        board_ring_all(&plant->board);
        return true;
    }
    atomic_fetch_add(&plant->tally.built, 1);
    plant_tell(plant, "%s: built, and waits for a rack", job->task.unit);
    stock_put(&plant->stock, recipe->definition.part_number, job->task.unit);
    plant_ring_for_part(plant, recipe);
    return true;
}

/* Whether it failed as often as it may, as it was made to. */
static bool is_reviewed(struct job *job)
{
    if (!name_set_has(&job->worker->plant->failing, job->task.unit, job->definition->operation))
        return false;
    struct reply reply = unit_ask(job->worker, job->task.recipe, job->task.unit);
    const struct json *faults = reply.document ? object_member(reply.document, "nonconformances") : NULL;
    bool reviewed = false;
    for (size_t i = 0; i < json_count(faults); i++) {
        const char *state = json_text_member(json_item(faults, i), "state");
        const struct json *review = object_member(json_item(faults, i), "material_review");
        reviewed = reviewed || (state && !strcmp(state, "open") && review && value_kind(review) == VALUE_TRUE);
    }
    return reviewed;
}

static bool after_failure(struct job *job)
{
    struct plant *plant = job->worker->plant;
    plant_tell(plant, "%s: %s failed, and quality has it done again", job->task.unit, job->definition->name);
    if (is_reviewed(job))
        worker_refused(job->worker, ENTRY_OPERATION_STARTED, plan_start(&job->task, job->bay, job->worker->arena),
                       CODES("material-review"));
    bool expected = name_set_remove(&plant->spoiled, job->task.unit, job->definition->operation);
    unit_settle(job->worker, job->task.recipe, job->task.unit);
    name_set_remove(&plant->claims, job->task.unit, job->definition->operation);
    board_ring(&plant->board, job->worker->post->type);
    if (!expected && !job->resumed && !plant->options->people)
        plant_unexpected(plant, "%s: operation %s of %s failed", job->worker->post->code, job->definition->operation,
                         job->task.unit);
    return expected || job->resumed;
}

static bool after_pass(struct job *job)
{
    struct plant *plant = job->worker->plant;
    if (plant->options->people) /* it may have been done anew meanwhile */
        name_set_remove(&plant->spoiled, job->task.unit, job->definition->operation);
    if (name_set_has(&plant->spoiled, job->task.unit, job->definition->operation)) {
        plant_unexpected(plant, "%s: operation %s of %s passed with a measurement outside its limits",
                         job->worker->post->code, job->definition->operation, job->task.unit);
        return false;
    }
    if (catalog_is_top(&plant->catalog, job->task.recipe))
        plant_tell(plant, "%s: %s passed", job->task.unit, job->definition->name);
    plant_open_after(plant, job->task.recipe, job->task.operation, job->task.unit);
    return !operation_is_last(&job->task.recipe->product, job->task.operation) || unit_finish(job);
}

/* Until when the operation has to run. */
static void wait_minimum(const struct job *job)
{
    struct plant *plant = job->worker->plant;
    double minutes = isnan(job->definition->minimum_min) ? 0 : job->definition->minimum_min;
    int64_t ends_us = job->started_us + plant_minutes_us(plant, minutes);
    for (int64_t left_us; !plant_stopping(plant) && (left_us = ends_us - monotonic_us()) > 0;)
        sleep_us(left_us < 100000 ? left_us : 100000);
}

bool job_post_completion(struct job *job, struct outcome *ret)
{
    struct worker *worker = job->worker;
    for (int tries = 0; tries < TRIES_MAX && !plant_stopping(worker->plant); tries++) {
        struct reply reply;
        struct message message =
            message_write(worker, ENTRY_OPERATION_COMPLETED, plan_complete(&job->task, worker->arena));
        struct outcome outcome = worker_try(worker, &message, &reply);
        if (worker_accepts(worker, &message, &outcome, &reply)) {
            *ret = outcome;
            return true;
        }
        if (worker->stop)
            return false;
        if (outcome.status != 409 || !outcome_has(&outcome, CODES("too-early", "burn-in-short"))) {
            worker_complain(worker, &message, &outcome);
            return false;
        }
        sleep_us(20000); /* the two clocks differ a little, or the operation stood still */
    }
    return false;
}

bool job_complete(struct job *job)
{
    struct outcome outcome;
    if (!job->definition->burn_in)
        wait_minimum(job);
    if (!mishaps_play(MISHAP_BEFORE_END, job, NULL) || !job_post_completion(job, &outcome))
        return false;
    return outcome.verdict == VERDICT_PASSED ? after_pass(job) : after_failure(job);
}

bool job_run(struct job *job)
{
    return job_begin(job, NULL) && job_record(job) && job_complete(job);
}
