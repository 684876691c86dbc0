/* What befalls a rack that is about to be tested or to burn in: a tray is swapped, a GPU inside one, the rack goes on
 * without a test or is not to after all, something on it is done again, or it is given up, and what is good in it is
 * not. */
#include "floor/mishap_plays.h"

#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/office.h"
#include "floor/repair.h"
#include "floor/tidy.h"
#include "floor/unit.h"

#include <string.h>

/* --- a tray that is swapped --- */

const struct position *built_position(const struct job *job)
{
    const struct product *product = &job->task.recipe->product;
    uint64_t thrown = dice_throw(job->task.seed, "swap", job->task.unit, NULL);
    size_t from = dice_index(thrown, product->positions.count);
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[(from + i) % product->positions.count];
        if (catalog_makes(job->task.catalog, position))
            return position;
    }
    return NULL;
}

bool takes_built_parts(const struct job *job, const struct step *step)
{
    (void)step;
    return job->definition->burn_in && built_position(job);
}

void mishap_take_back(const struct job *job, enum mishap_kind kind)
{
    atomic_fetch_sub(&job->worker->plant->tally.played[kind], 1);
}

static void take_back(const struct job *job, enum mishap_kind kind, bool done)
{
    if (!done)
        mishap_take_back(job, kind);
}

/* The rack is about to burn in when one of its trays is taken out. */
bool play_part_swapped(struct job *job, struct step *step)
{
    (void)step;
    take_back(job, MISHAP_PART_SWAPPED,
              job_take_out(job, built_position(job), REMOVAL_REUSE, "another tray was promised to this rack"));
    return false;
}

/* --- a GPU that is swapped --- */

/* The GPU of a tray that is swapped; NULL: there is none in it. */
static const struct position *gpu_position(const struct job *job, const struct recipe *tray)
{
    size_t count = tray->product.positions.count;
    size_t from = dice_index(dice_throw(job->task.seed, "gpu", job->task.unit, NULL), count);
    for (size_t i = 0; i < count; i++) {
        const struct position *position = &tray->product.positions.items[(from + i) % count];
        if (position->line->name && strcasestr(position->line->name, "GPU"))
            return position;
    }
    return NULL;
}

static const struct recipe *recipe_at(const struct job *job, const struct position *position)
{
    return catalog_find(job->task.catalog, position->line->part_number);
}

bool takes_gpus(const struct job *job, const struct step *step)
{
    return takes_built_parts(job, step) && gpu_position(job, recipe_at(job, built_position(job)));
}

/* The serial number of what is in a position of the job's unit, in the worker's arena; NULL: it was not answered. */
static const char *serial_at(const struct job *job, const struct position *position)
{
    const char *path = TEXT(job->worker->arena, "/v1/units/%s/as-built?part_number=%s", job->task.unit,
                            job->task.recipe->definition.part_number);
    struct reply reply = client_get(job->worker->client, path);
    const struct json *components = reply.status == 200 ? object_member(reply.document, "components") : NULL;
    for (size_t i = 0; i < json_count(components); i++) {
        const char *name = json_text_member(json_item(components, i), "position");
        const char *serial = json_text_member(json_item(components, i), "serial");
        if (name && serial && !strcmp(name, position->name))
            return TEXT(job->worker->arena, "%s", serial);
    }
    return NULL;
}

/* The rack is about to burn in when a GPU falls out. It is swapped inside its tray, where that is. */
bool play_gpu_swapped(struct job *job, struct step *step)
{
    (void)step;
    const struct position *position = built_position(job);
    const struct recipe *tray = recipe_at(job, position);
    const char *serial = serial_at(job, position);
    bool done = serial && job_take_out_inside(job, serial, tray, gpu_position(job, tray), "it fell off the bus");
    take_back(job, MISHAP_GPU_SWAPPED, done);
    return false;
}

/* --- a rack that is given up --- */

bool is_doomed(const struct job *job, const struct step *step)
{
    const struct plant *plant = job->worker->plant;
    return plant->options->racks >= RACKS_TO_SPARE && catalog_is_top(&plant->catalog, job->task.recipe) &&
           job->definition->kind == OPERATION_TEST && is_alone(job, step) && built_position(job) &&
           !atomic_load(&plant->lot_held); /* under which nothing comes out of it */
}

/* A tray of the rack that is as good as before: that quality does not want replaced. NULL: there is none. */
static const struct position *good_position(const struct job *job)
{
    const struct product *product = &job->task.recipe->product;
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[i];
        if (catalog_makes(job->task.catalog, position) &&
            !name_set_has(&job->worker->plant->repairs, job->task.unit, position->name))
            return position;
    }
    return NULL;
}

static void salvage(const struct job *job)
{
    struct plant *plant = job->worker->plant;
    const struct position *position = good_position(job);
    const char *serial = position ? serial_at(job, position) : NULL;
    if (!serial || !office_salvage(plant, job->task.unit, job->task.recipe, position, "the frame did it no harm"))
        return;
    name_set_add(&plant->salvaged, position->line->part_number, serial);
    atomic_fetch_add(&plant->tally.salvaged, 1);
    plant_tell(plant, "tray %s of scrapped rack %s is used again", serial, job->task.unit);
    stock_put(&plant->stock, position->line->part_number, serial);
    plant_ring_for_part(plant, recipe_at(job, position));
}

/* The frame is found to be bent when the rack, with all its trays, is to be tested. */
bool play_scrapped(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    const char *serial = job->task.unit, *part_number = job->task.recipe->definition.part_number;
    int64_t nonconformance;
    job->over =
        office_report(plant, serial, part_number, NULL, FRAME_DEFECT_CODE, "the frame is bent", &nonconformance) &&
        office_dispose(plant, nonconformance, "scrap", "a bent frame does not carry a rack") &&
        office_scrap(plant, serial, part_number, "its frame is bent") &&
        unit_settle(job->worker, job->task.recipe, serial);
    if (job->over)
        salvage(job);
    return false;
}

/* --- a test that two people let a rack go on without --- */

bool is_waivable(const struct job *job, const struct step *step)
{
    struct plant *plant = job->worker->plant;
    const struct operation *operation = &job->task.recipe->product.operations.items[job->task.operation];
    return catalog_is_top(&plant->catalog, job->task.recipe) && job->definition->kind == OPERATION_TEST &&
           !job->definition->never_waived && !operation_is_signed_off(job->definition) && !operation->fills.count &&
           is_alone(job, step) && !atomic_load(&plant->lot_held);
}

bool play_waived(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    int64_t waiver;
    job->over = office_waive(plant, job->task.unit, job->task.recipe->definition.part_number,
                             job->definition->operation, "the customer tests that himself", &waiver);
    take_back(job, MISHAP_WAIVED, job->over);
    if (job->over)
        plant_open_after(plant, job->task.recipe, job->task.operation, job->task.unit);
    return false;
}

bool play_revoked(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    int64_t waiver;
    plant_close_after(plant, job->task.recipe, job->task.operation, job->task.unit);
    bool done = office_waive(plant, job->task.unit, job->task.recipe->definition.part_number,
                             job->definition->operation, "the customer tests that himself", &waiver) &&
                office_revoke(plant, waiver);
    take_back(job, MISHAP_REVOKED, done);
    return true;
}

/* --- something that had passed is done again --- */

/* The operation just before the job's, where it can be done again with what is there; NULL where it cannot. */
static const struct operation *done_before(const struct job *job)
{
    const struct product *product = &job->task.recipe->product;
    const struct operation *self = &product->operations.items[job->task.operation];
    const struct operation *before = self->after.count ? &product->operations.items[self->after.items[0]] : NULL;
    return before && !before->fills.count && !before->definition->burn_in &&
                   !operation_is_signed_off(before->definition)
               ? before
               : NULL;
}

bool may_be_sent_back(const struct job *job, const struct step *step)
{
    struct plant *plant = job->worker->plant;
    return catalog_is_top(&plant->catalog, job->task.recipe) && job->definition->kind == OPERATION_TEST &&
           done_before(job) && is_alone(job, step) && !atomic_load(&plant->lot_held);
}

/* It and all that rests on it is anybody's again; the job's operation waits for it. */
bool play_sent_back(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    const struct product *product = &job->task.recipe->product;
    const struct operation *before = done_before(job);
    const char *serial = job->task.unit;
    int64_t nonconformance;
    bool done = office_report(plant, serial, job->task.recipe->definition.part_number, NULL, TIDY_DEFECT_CODE,
                              TIDY_DEFECT_DESCRIPTION, &nonconformance) &&
                office_send_back(plant, nonconformance, before->definition->operation);
    take_back(job, MISHAP_SENT_BACK, done);
    if (!done)
        return false;
    name_set_remove(&plant->claims, serial, before->definition->operation);
    for (size_t i = 0; i < product->operations.count; i++)
        if (bit_is_set(&product->operations.items[i].before, (size_t)(before - product->operations.items)) &&
            (int)i != job->task.operation)
            plant_unclaim(plant, product, product->operations.items[i].definition->operation, serial);
    job->over = name_set_add(&plant->reopened, serial, job->definition->operation);
    board_ring_all(&plant->board);
    return false;
}
