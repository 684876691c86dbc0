/* What quality describes anew, because it was not as a scan said. */
#include "floor/mishap_plays.h"

#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/office.h"

#include <string.h>

bool may_be_misread(const struct job *job, const struct step *step)
{
    return installs_bought(job, step) && !atomic_load(&job->worker->plant->lot_held);
}

/* The label of the box beside it was scanned: another lot or, of a part with a serial number, another supplier. It is
 * found when the boxes are counted, and the part is what it should be. */
bool play_misread(struct job *job, struct step *step)
{
    struct plant *plant = job->worker->plant;
    struct arena *arena = job->worker->arena;
    const struct component_installed *meant = step->data;
    struct component_installed *misread = NEW(arena, struct component_installed);
    *misread = *meant;
    if (meant->serial)
        misread->supplier = "Beside and Sons";
    else
        misread->lot = TEXT(arena, "LN-%s", meant->lot);
    if (!worker_post(job->worker, ENTRY_COMPONENT_INSTALLED, misread, NULL))
        return false;
    step->done = true;
    job_saw(job, step);
    const char *body =
        meant->serial
            ? TEXT(arena,
                   "{\"part_number\":\"%s\",\"serial\":\"%s\",\"supplier\":\"%s\",\"reason\":\"the boxes were counted\"}",
                   meant->part_number, meant->serial, meant->supplier)
            : TEXT(arena, "{\"unit\":\"%s\",\"unit_part_number\":\"%s\",\"position\":\"%s\",\"lot\":\"%s\","
                          "\"reason\":\"the boxes were counted\"}",
                   job->task.unit, job->task.recipe->definition.part_number, meant->position, meant->lot);
    return office_post(plant, &plant->quality, "/v1/components/describe", body, NULL);
}

/* A position that is tracked by lot; NULL: the unit has none. */
static const struct position *position_of_lot(const struct recipe *recipe)
{
    for (size_t i = 0; i < recipe->product.positions.count; i++)
        if (recipe->product.positions.items[i].line->tracking == TRACKING_LOT)
            return &recipe->product.positions.items[i];
    return NULL;
}

/* Two people say so of a rack that has left, or the second one does not agree. */
void describe_shipped(struct plant *plant, const struct recipe *recipe, const char *serial, struct arena *arena)
{
    const double share = 0.05;
    const uint64_t thrown = dice_throw(plant->seed, "described", serial, NULL);
    const struct position *position = position_of_lot(recipe);
    int64_t description;
    if (!position || (atomic_load(&plant->tally.described) && dice_part(thrown) >= share))
        return;
    const char *body = TEXT(arena,
                            "{\"unit\":\"%s\",\"unit_part_number\":\"%s\",\"position\":\"%s\","
                            "\"origin_site\":\"Second works\",\"reason\":\"the supplier's letter says so\"}",
                            serial, recipe->definition.part_number, position->name);
    if (!office_post(plant, &plant->quality, "/v1/components/describe", body, &description))
        return;
    atomic_fetch_add(&plant->tally.described, 1);
    const char *path = TEXT(arena, "/v1/descriptions/%lld/%s", (long long)description,
                            dice_index(thrown, 4) ? "countersign" : "reject");
    office_post(plant, &plant->second, path, "{\"reason\":\"I have read the letter too\"}", NULL);
}
