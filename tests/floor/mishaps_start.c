/* What keeps an operation from starting: people, tools, stations, holds. */
#include "floor/mishap_plays.h"

#include "floor/memory.h"
#include "floor/office.h"

#include <string.h>

static struct operation_started *start_of(struct job *job)
{
    return plan_start(&job->task, job->bay, job->worker->arena);
}

bool needs_skill(const struct job *job, const struct step *step)
{
    (void)step;
    return job->definition->required_skill;
}

bool play_unqualified(struct job *job, struct step *step)
{
    (void)step;
    struct operation_started *start = start_of(job);
    start->subject.operator = CREW_TRAINEE;
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("skill-missing"));
}

bool play_skill_expired(struct job *job, struct step *step)
{
    (void)step;
    struct operation_started *start = start_of(job);
    start->subject.operator = CREW_EXPIRED;
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("skill-expired"));
}

bool needs_tool(const struct job *job, const struct step *step)
{
    (void)step;
    return job->definition->required_tool;
}

bool play_tool_stale(struct job *job, struct step *step)
{
    (void)step;
    struct operation_started *start = start_of(job);
    start->tool = crew_stale_tool(job->task.crew, job->definition->required_tool, job->worker->arena);
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("tool-calibration"));
}

/* An operation of the unit that runs at another type of station; NULL when there is none. */
static const struct operation_definition *operation_elsewhere(const struct job *job)
{
    const struct product_definition *definition = &job->task.recipe->definition;
    for (size_t i = 0; i < definition->routing.count; i++)
        if (strcmp(definition->routing.items[i].station_type, job->definition->station_type))
            return &definition->routing.items[i];
    return NULL;
}

bool runs_elsewhere_too(const struct job *job, const struct step *step)
{
    (void)step;
    return operation_elsewhere(job);
}

bool play_station_wrong(struct job *job, struct step *step)
{
    (void)step;
    struct operation_started *start = start_of(job);
    start->subject.operation = operation_elsewhere(job)->operation;
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("station-type"));
}

bool is_not_last(const struct job *job, const struct step *step)
{
    (void)step;
    return !operation_is_last(&job->task.recipe->product, job->task.operation);
}

bool play_skipped_ahead(struct job *job, struct step *step)
{
    (void)step;
    const struct product *product = &job->task.recipe->product;
    struct operation_started *start = start_of(job);
    for (size_t i = 0; i < product->operations.count; i++)
        if (bit_is_set(&product->operations.items[i].before, (size_t)job->task.operation))
            start->subject.operation = product->operations.items[i].definition->operation;
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("predecessor-open"));
}

bool always(const struct job *job, const struct step *step)
{
    (void)job;
    (void)step;
    return true;
}

static bool station_turn(struct job *job, enum station_state state, const char *reason)
{
    struct station_changed *changed = NEW(job->worker->arena, struct station_changed);
    record_clear(ENTRY_TYPES[ENTRY_STATION_CHANGED].data, changed);
    changed->operator = task_operator(&job->task, job->task.operation, job->worker->arena);
    changed->state = (int)state;
    changed->reason = reason;
    return worker_post(job->worker, ENTRY_STATION_CHANGED, changed, NULL);
}

bool play_station_down(struct job *job, struct step *step)
{
    (void)step;
    return station_turn(job, STATION_UNSCHEDULED_DOWN, "the fixture's clamp does not close") &&
           worker_refused(job->worker, ENTRY_OPERATION_STARTED, start_of(job), CODES("station-down")) &&
           station_turn(job, STATION_PRODUCTIVE, "the clamp was replaced");
}

/* Whether no other operation of the unit may run beside it: a hold would stop that one unawares. */
bool is_alone(const struct job *job, const struct step *step)
{
    (void)step;
    const struct product *product = &job->task.recipe->product;
    const struct operation *self = &product->operations.items[job->task.operation];
    for (size_t i = 0; i < product->operations.count; i++)
        if ((int)i != job->task.operation && !bit_is_set(&self->before, i) &&
            !bit_is_set(&product->operations.items[i].before, (size_t)job->task.operation))
            return false;
    return true;
}

/* Nor is anything inside it worked on that a hold would stop. */
bool may_be_held(const struct job *job, const struct step *step)
{
    return is_alone(job, step) && !catalog_is_top(&job->worker->plant->catalog, job->task.recipe);
}

bool play_unit_held(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    int64_t hold;
    return office_hold(plant, job->task.unit, job->task.recipe->definition.part_number, &hold) &&
           worker_refused(job->worker, ENTRY_OPERATION_STARTED, start_of(job), CODES("unit-held")) &&
           office_release_hold(plant, hold, "the notice is about another unit");
}

bool has_kept_event(const struct job *job, const struct step *step)
{
    (void)step;
    return job->worker->kept.message.bytes;
}

bool play_repeated_later(struct job *job, struct step *step)
{
    (void)step;
    bool same = worker_repeat(job->worker, &job->worker->kept);
    worker_forget(job->worker);
    return same;
}

bool is_burn_in(const struct job *job, const struct step *step)
{
    (void)step;
    return job->definition->burn_in;
}

bool play_bay_small(struct job *job, struct step *step)
{
    (void)step;
    struct operation_started *start = start_of(job);
    start->bay = layout_small_bay(job->worker->post, job->worker->arena);
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("bay-power"));
}
