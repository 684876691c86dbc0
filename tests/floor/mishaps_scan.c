/* What happens with one scan, measurement or signature. */
#include "floor/mishap_plays.h"

#include "floor/memory.h"

#include <stdlib.h>
#include <string.h>

/* Scans of one position in one run, told apart: each is another component. */
enum { SCAN_WRONG = 1, SCAN_REPLACEMENT, SCAN_SURPLUS = 4 };

static const struct position *position_of(const struct job *job, const struct step *step)
{
    return job_position(job, step->data);
}

static struct component_installed *scan(const struct job *job, const struct step *step, int again)
{
    return plan_scan(&job->task, position_of(job, step), again, job->worker->arena);
}

bool installs_bought(const struct job *job, const struct step *step)
{
    return step->kind == ENTRY_COMPONENT_INSTALLED && !catalog_makes(job->task.catalog, position_of(job, step));
}

bool installs_serial(const struct job *job, const struct step *step)
{
    return installs_bought(job, step) && position_of(job, step)->line->tracking == TRACKING_SERIAL;
}

bool play_part_wrong(struct job *job, struct step *step)
{
    struct component_installed *wrong = scan(job, step, SCAN_WRONG);
    wrong->part_number = "RL-FOR-ANOTHER-RACK";
    return worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, wrong, CODES("part-wrong"));
}

bool installs_seen(const struct job *job, const struct step *step)
{
    if (!installs_serial(job, step))
        return false;
    char *seen = stock_seen(&job->worker->plant->stock, position_of(job, step)->line->part_number);
    free(seen);
    return seen;
}

bool play_installed_elsewhere(struct job *job, struct step *step)
{
    struct component_installed *taken = scan(job, step, SCAN_WRONG);
    taken->part_number = position_of(job, step)->line->part_number;
    char *seen = stock_seen(&job->worker->plant->stock, taken->part_number);
    taken->serial = TEXT(job->worker->arena, "%s", seen);
    free(seen);
    /* At this very moment another station may be scrapping it. */
    return worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, taken,
                          CODES("component-installed", "component-scrapped"));
}

bool play_placeholder(struct job *job, struct step *step)
{
    struct component_installed *nameless = scan(job, step, SCAN_WRONG);
    nameless->serial = "To Be Filled By O.E.M.";
    return worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, nameless, CODES("serial-placeholder"));
}

bool installs_of_form(const struct job *job, const struct step *step)
{
    return installs_serial(job, step) && position_of(job, step)->line->serial_pattern;
}

bool play_badge_for_part(struct job *job, struct step *step)
{
    struct component_installed *badge = scan(job, step, SCAN_WRONG);
    badge->serial = badge->subject.operator;
    return worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, badge, CODES("serial-form"));
}

/* --- signatures --- */

/* An operation at which somebody of this floor put parts into the unit; -1: none. */
static int operation_built(const struct job *job)
{
    const struct product *product = &job->task.recipe->product;
    for (size_t i = 0; i < product->operations.count; i++)
        if (name_set_has(&job->worker->plant->built, job->task.unit,
                         product->operations.items[i].definition->operation))
            return (int)i;
    return -1;
}

bool signs_independently(const struct job *job, const struct step *step)
{
    return step->kind == ENTRY_UNIT_SIGNED && job->definition->sign_off == SIGN_OFF_INDEPENDENT &&
           operation_built(job) >= 0;
}

bool play_signed_by_builder(struct job *job, struct step *step)
{
    (void)step;
    struct unit_signed *signature = job_event(job, ENTRY_UNIT_SIGNED);
    signature->subject.operator = task_operator(&job->task, operation_built(job), job->worker->arena);
    return worker_refused(job->worker, ENTRY_UNIT_SIGNED, signature, CODES("signer-built"));
}

/* --- after a step --- */

bool play_position_filled(struct job *job, struct step *step)
{
    return worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, scan(job, step, SCAN_SURPLUS),
                          CODES("position-filled"));
}

/* The part is bad: it is taken out and scrapped, may not come back, and another one goes in. */
bool play_part_scrapped(struct job *job, struct step *step)
{
    const struct component_installed *bad = step->data;
    struct component_removed *removed = job_event(job, ENTRY_COMPONENT_REMOVED);
    removed->position = bad->position;
    removed->serial = bad->serial;
    removed->removal = REMOVAL_SCRAP;
    removed->reason = "it does not start";
    stock_unsee(&job->worker->plant->stock, position_of(job, step)->line->part_number, bad->serial);
    return worker_post(job->worker, ENTRY_COMPONENT_REMOVED, removed, NULL) &&
           worker_refused(job->worker, ENTRY_COMPONENT_INSTALLED, step->data, CODES("component-scrapped")) &&
           job_scan_another(job, step);
}

bool job_scan_another(struct job *job, struct step *step)
{
    struct step replacement = {.kind = ENTRY_COMPONENT_INSTALLED, .data = scan(job, step, SCAN_REPLACEMENT)};
    if (!worker_post(job->worker, replacement.kind, replacement.data, NULL))
        return false;
    *step = replacement;
    step->done = true;
    job_saw(job, step);
    return true;
}

bool play_repeated(struct job *job, struct step *step)
{
    (void)step;
    return worker_repeat(job->worker, &job->worker->last);
}

bool play_id_reused(struct job *job, struct step *step)
{
    return worker_reuse_id(job->worker, step->kind, step->data);
}
