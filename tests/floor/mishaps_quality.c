/* Faults that quality decides on in one of the rarer ways: a test that fails as often as it may, one that only seemed
 * to fail, a part that goes back to its supplier, for good or until it is repaired; and a lot that is held before
 * anything of it is built in. */
#include "floor/mishap_plays.h"

#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/office.h"
#include "floor/tidy.h"

#include <string.h>

/* A test of a rack that nothing runs beside, and that is made to fail for the first time. */
bool may_fail_a_rack(const struct job *job, const struct step *step)
{
    return catalog_is_top(&job->worker->plant->catalog, job->task.recipe) && job->definition->kind == OPERATION_TEST &&
           is_alone(job, step) && measures_else(job, step);
}

/* It fails until it may not be run again, and quality gives it all its attempts anew. */
bool play_fails_to_the_end(struct job *job, struct step *step)
{
    name_set_add(&job->worker->plant->failing, job->task.unit, job->definition->operation);
    return play_measurement_bad(job, step);
}

/* The fixture was to blame, and the rack never had a fault. */
bool play_false_fail(struct job *job, struct step *step)
{
    name_set_add(&job->worker->plant->mistaken, job->task.unit, job->definition->operation);
    return play_measurement_bad(job, step);
}

/* --- a part that its supplier gets back --- */

static bool report_part(struct job *job, const struct component_installed *bad, int64_t *ret_nonconformance)
{
    struct outcome outcome;
    struct defect_reported *defect = job_event(job, ENTRY_DEFECT_REPORTED);
    defect->code = TIDY_DEFECT_CODE;
    defect->description = TIDY_DEFECT_DESCRIPTION;
    defect->position = bad->position;
    if (!worker_post(job->worker, ENTRY_DEFECT_REPORTED, defect, &outcome))
        return false;
    *ret_nonconformance = outcome.journal_position;
    return true;
}

/* Quality decides so, and nobody puts it in again. */
static bool return_part(struct job *job, const struct step *step)
{
    struct plant *plant = job->worker->plant;
    const struct component_installed *bad = step->data;
    int64_t nonconformance;
    struct component_removed *removed = job_event(job, ENTRY_COMPONENT_REMOVED);
    removed->position = bad->position;
    removed->serial = bad->serial;
    removed->removal = REMOVAL_RETURN;
    removed->reason = "its supplier is to look at it";
    stock_unsee(&plant->stock, job_position(job, bad)->line->part_number, bad->serial);
    return report_part(job, bad, &nonconformance) &&
           office_dispose_anew(plant, nonconformance, "scrap", "return_to_supplier", "not as it was ordered") &&
           worker_post(job->worker, ENTRY_COMPONENT_REMOVED, removed, NULL) &&
           worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, step->data, CODES("component-returned"));
}

bool play_part_returned(struct job *job, struct step *step)
{
    return return_part(job, step) && job_scan_another(job, step);
}

/* It comes back, and goes in where it was. */
bool play_part_repaired(struct job *job, struct step *step)
{
    struct plant *plant = job->worker->plant;
    const struct component_installed *part = step->data;
    const char *body = TEXT(job->worker->arena,
                            "{\"part_number\":\"%s\",\"serial\":\"%s\",\"reference\":\"the supplier's report\","
                            "\"reason\":\"its supplier repaired it\"}",
                            part->part_number, part->serial);
    if (!return_part(job, step) || !office_post(plant, &plant->quality, "/v1/components/receive", body, NULL) ||
        !worker_post(job->worker, ENTRY_COMPONENT_INSTALLED, step->data, NULL))
        return false;
    job_saw(job, step);
    return true;
}

/* --- a lot that is held before anything of it is built in --- */

bool installs_of_lot(const struct job *job, const struct step *step)
{
    return installs_bought(job, step) && job_position(job, step->data)->line->tracking == TRACKING_LOT;
}

bool play_lot_kept_out(struct job *job, struct step *step)
{
    struct plant *plant = job->worker->plant;
    struct component_installed *scan = NEW(job->worker->arena, struct component_installed);
    *scan = *(const struct component_installed *)step->data;
    scan->lot = TEXT(job->worker->arena, "LQ-%llu",
                     (unsigned long long)(dice_throw(plant->seed, "held", job->task.unit, scan->position, NULL) >> 1));
    const char *body =
        TEXT(job->worker->arena, "{\"part_number\":\"%s\",\"lot\":\"%s\",\"reason\":\"what came in is looked at\"}",
             scan->part_number, scan->lot);
    int64_t hold;
    if (!office_post(plant, &plant->quality, "/v1/holds", body, &hold))
        return false;
    bool kept_out = worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, scan, CODES("component-held"));
    atomic_fetch_add(&plant->tally.kept_out, kept_out && !job->worker->stop);
    return office_release_hold(plant, hold, "what came in is good") && kept_out;
}
