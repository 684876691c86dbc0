#include "floor/repair.h"

#include "floor/memory.h"
#include "floor/mishap_plays.h"

#include <string.h>

/* Whether one of the operations comes before the job's own. */
static bool any_before(const struct job *job, const char *const *operations, size_t count)
{
    const struct product *product = &job->task.recipe->product;
    const struct operation *self = &product->operations.items[job->task.operation];
    for (size_t i = 0; i < count; i++) {
        int operation = product_operation(product, operations[i]);
        if (operation >= 0 && bit_is_set(&self->before, (size_t)operation))
            return true;
    }
    return false;
}

/* What fell on a unit is anybody's again. Where the job's operation waits for others now, it stays claimed until one
 * before it has passed: another station may hold a list that was written a moment ago. */
static void give_back(struct job *job, const char *unit, const struct fallen *fallen)
{
    struct plant *plant = job->worker->plant;
    const bool own = !strcmp(unit, job->task.unit);
    const struct recipe *recipe = own ? job->task.recipe : catalog_top(&plant->catalog); /* what it is in */
    for (size_t i = 0; i < fallen->operations.count; i++)
        plant_unclaim(plant, &recipe->product, fallen->operations.items[i], unit);
    if (own && any_before(job, fallen->operations.items, fallen->operations.count))
        job->over = name_set_add(&plant->reopened, unit, job->definition->operation);
}

static bool take_out(struct job *job, struct component_removed *removed, struct outcome *ret)
{
    struct plant *plant = job->worker->plant;
    const char *unit = removed->subject.unit;
    if (!worker_post(job->worker, ENTRY_COMPONENT_REMOVED, removed, ret))
        return false;
    if (!ret->fallen.operations.count)
        plant_unexpected(plant, "%s: a removal of %s from %s invalidated nothing", job->worker->post->code,
                         removed->position, unit);
    give_back(job, unit, &ret->fallen);
    for (size_t i = 0; i < ret->outer.count; i++)
        give_back(job, ret->outer.items[i].unit, &ret->outer.items[i]);
    board_ring_all(&plant->board);
    return true;
}

const char *job_take_part_out(struct job *job, const struct position *position, enum removal removal,
                              const char *reason)
{
    struct component_removed *removed = job_event(job, ENTRY_COMPONENT_REMOVED);
    struct outcome outcome;
    removed->position = position->name;
    removed->removal = removal;
    removed->reason = reason;
    if (!take_out(job, removed, &outcome))
        return NULL;
    return outcome.removed ? outcome.removed : "";
}

bool job_take_out(struct job *job, const struct position *position, enum removal removal, const char *reason)
{
    const char *serial = job_take_part_out(job, position, removal, reason);
    if (serial && *serial && catalog_makes(job->task.catalog, position))
        stock_put(&job->worker->plant->stock, position->line->part_number, serial);
    return serial;
}

bool job_take_out_inside(struct job *job, const char *inner, const struct recipe *recipe,
                         const struct position *position, const char *reason)
{
    struct component_removed *removed = job_event(job, ENTRY_COMPONENT_REMOVED);
    struct outcome outcome;
    removed->subject.unit = inner;
    removed->subject.unit_part_number = recipe->definition.part_number;
    removed->subject.operation = recipe->product.operations.items[position->operation].definition->operation;
    removed->position = position->name;
    removed->removal = REMOVAL_SCRAP;
    removed->reason = reason;
    return take_out(job, removed, &outcome);
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
