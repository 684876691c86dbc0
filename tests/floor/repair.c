#include "floor/repair.h"

#include "floor/memory.h"
#include "floor/mishap_plays.h"

#include <string.h>

/* Whether one of the operations comes before the job's own. */
static bool any_before(const struct job *job, const struct outcome *outcome)
{
    const struct product *product = &job->task.recipe->product;
    const struct operation *self = &product->operations.items[job->task.operation];
    for (size_t i = 0; i < outcome->invalidated.count; i++) {
        int operation = product_operation(product, outcome->invalidated.items[i]);
        if (operation >= 0 && bit_is_set(&self->before, (size_t)operation))
            return true;
    }
    return false;
}

/* Where the operation waits for others again, it stays claimed until one right before it has passed: another station
 * may hold a list that was written a moment ago. */
bool job_take_out(struct job *job, const struct position *position, enum removal removal, const char *reason)
{
    struct plant *plant = job->worker->plant;
    struct component_removed *removed = job_event(job, ENTRY_COMPONENT_REMOVED);
    struct outcome outcome;
    removed->position = position->name;
    removed->removal = removal;
    removed->reason = reason;
    if (!worker_post(job->worker, ENTRY_COMPONENT_REMOVED, removed, &outcome))
        return false;
    if (!outcome.invalidated.count)
        plant_unexpected(plant, "%s: a removal of %s from %s invalidated nothing", job->worker->post->code,
                         position->name, job->task.unit);
    if (outcome.removed && catalog_makes(job->task.catalog, position))
        stock_put(&plant->stock, position->line->part_number, outcome.removed);
    for (size_t i = 0; i < outcome.invalidated.count; i++)
        name_set_remove(&plant->claims, job->task.unit, outcome.invalidated.items[i]);
    if (any_before(job, &outcome))
        job->over = name_set_add(&plant->reopened, job->task.unit, job->definition->operation);
    board_ring_all(&plant->board);
    return true;
}

void repair_want(struct plant *plant, const char *unit, const char *position)
{
    name_set_add(&plant->repairs, unit, position);
}

bool repair_before(struct job *job)
{
    struct plant *plant = job->worker->plant;
    const struct product *product = &job->task.recipe->product;
    if (!is_alone(job, NULL))
        return false;
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[i];
        if (!name_set_remove(&plant->repairs, job->task.unit, position->name))
            continue;
        if (job_take_out(job, position, REMOVAL_RETURN, "its lot is held"))
            atomic_fetch_add(&plant->tally.replaced, 1);
        else
            repair_want(plant, job->task.unit, position->name);
        return true;
    }
    return false;
}

void repair_avoid_lots(struct job *job)
{
    enum { FIRST_SCAN = 70, LAST_SCAN = 99 };
    for (size_t i = 0; i < job->plan.steps.count; i++) {
        struct step *step = &job->plan.steps.items[i];
        struct component_installed *installed = step->data;
        if (step->kind != ENTRY_COMPONENT_INSTALLED)
            continue;
        for (int scan = FIRST_SCAN; scan <= LAST_SCAN && installed->lot &&
                                    name_set_has(&job->worker->plant->bad_lots, installed->part_number, installed->lot);
             scan++)
            step->data = installed = plan_scan(&job->task, job_position(job, installed), scan, job->worker->arena);
    }
}
