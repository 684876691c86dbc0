/* Two racks, and a tray of each that goes into the other: what is taken out of the first one waits, and so does the
 * rack, until another one comes to be tested. */
#include "floor/mishap_plays.h"

#include "floor/memory.h"
#include "floor/repair.h"

#include <stdlib.h>
#include <string.h>

static const char REASON[] = "the customers' trays were mixed up";

/* A rack with its trays in it that nothing is done to but this. */
static bool may_give_a_tray(const struct job *job)
{
    const struct plant *plant = job->worker->plant;
    return plant->options->racks >= RACKS_TO_SPARE && catalog_is_top(&plant->catalog, job->task.recipe) &&
           (job->definition->kind == OPERATION_TEST || job->definition->burn_in) && built_position(job) &&
           is_alone(job, NULL) && !atomic_load(&plant->lot_held);
}

/* As long as others will come for sure. */
bool may_offer_a_tray(const struct job *job, const struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    return may_give_a_tray(job) && atomic_load(&plant->tally.shipped) < plant->options->racks / 2 &&
           !exchange_is_open(&plant->exchange);
}

bool play_tray_offered(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    const struct position *position = built_position(job);
    if (!exchange_open(&plant->exchange, job->task.unit))
        return true;
    const char *serial = job_take_part_out(job, position, REMOVAL_REUSE, REASON);
    if (serial) {
        exchange_offer(&plant->exchange, position->line->part_number, serial);
        return false;
    }
    exchange_close(&plant->exchange);
    mishap_take_back(job, MISHAP_TRAY_OFFERED);
    return false;
}

bool may_swap_trays(const struct job *job, const struct step *step)
{
    (void)step;
    struct exchange *exchange = &job->worker->plant->exchange;
    return may_give_a_tray(job) && !exchange_waits(exchange, job->task.unit) &&
           exchange_is_offered(exchange, built_position(job)->line->part_number);
}

static void promise(struct plant *plant, const char *part_number, const char *serial, const char *unit)
{
    name_set_add(&plant->swapped, unit, serial);
    stock_put_for(&plant->stock, part_number, serial, unit);
}

bool play_trays_swapped(struct job *job, struct step *step)
{
    (void)step;
    struct plant *plant = job->worker->plant;
    const struct position *position = built_position(job);
    const char *part_number = position->line->part_number;
    struct offer offer;
    if (!exchange_take(&plant->exchange, &offer)) {
        mishap_take_back(job, MISHAP_TRAYS_SWAPPED);
        return true;
    }
    const char *serial = job_take_part_out(job, position, REMOVAL_REUSE, REASON);
    if (serial) {
        promise(plant, part_number, offer.serial, job->task.unit);
        promise(plant, part_number, serial, offer.unit);
        plant_tell(plant, "racks %s and %s get each other's tray", offer.unit, job->task.unit);
        exchange_close(&plant->exchange);
        board_ring_all(&plant->board);
    } else {
        exchange_offer(&plant->exchange, part_number, offer.serial);
        mishap_take_back(job, MISHAP_TRAYS_SWAPPED);
    }
    offer_free(&offer);
    return false;
}
