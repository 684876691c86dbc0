#include "floor/mishap.h"

#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/mishap_plays.h"

const struct mishap MISHAPS[MISHAP_COUNT] = {
    [MISHAP_UNQUALIFIED] = {"operator without the skill", MISHAP_BEFORE_START, 0.01, needs_skill, play_unqualified},
    [MISHAP_SKILL_EXPIRED] = {"operator whose skill has expired", MISHAP_BEFORE_START, 0.01, needs_skill,
                              play_skill_expired},
    [MISHAP_TOOL_STALE] = {"tool past its calibration", MISHAP_BEFORE_START, 0.02, needs_tool, play_tool_stale},
    [MISHAP_STATION_WRONG] = {"operation at a wrong station", MISHAP_BEFORE_START, 0.01, runs_elsewhere_too,
                              play_station_wrong},
    [MISHAP_SKIPPED_AHEAD] = {"operation before its predecessors", MISHAP_BEFORE_START, 0.01, is_not_last,
                              play_skipped_ahead},
    [MISHAP_STATION_DOWN] = {"station down and up again", MISHAP_BEFORE_START, 0.005, always, play_station_down},
    [MISHAP_UNIT_HELD] = {"hold placed and released", MISHAP_BEFORE_START, 0.01, may_be_held, play_unit_held},
    [MISHAP_REPEATED_LATER] = {"post repeated later", MISHAP_BEFORE_START, 0.02, has_kept_event, play_repeated_later},
    [MISHAP_BAY_SMALL] = {"bay with too little power", MISHAP_BEFORE_START, 0.2, is_burn_in, play_bay_small},
    [MISHAP_PART_SWAPPED] = {"tray swapped after its tests", MISHAP_BEFORE_START, 0.1, takes_built_parts,
                             play_part_swapped},
    [MISHAP_GPU_SWAPPED] = {"GPU swapped inside its tray", MISHAP_BEFORE_START, 0.1, takes_gpus, play_gpu_swapped},
    [MISHAP_TRAY_OFFERED] = {"tray taken out for another rack", MISHAP_BEFORE_START, 0.02, may_offer_a_tray,
                             play_tray_offered, RACKS_TO_SPARE},
    [MISHAP_TRAYS_SWAPPED] = {"two racks' trays swapped", MISHAP_BEFORE_START, 1, may_swap_trays, play_trays_swapped,
                              RACKS_TO_SPARE},
    [MISHAP_SCRAPPED] = {"rack scrapped", MISHAP_BEFORE_START, 0.005, is_doomed, play_scrapped, RACKS_TO_SPARE},
    [MISHAP_WAIVED] = {"test waived by two people", MISHAP_BEFORE_START, 0.03, is_waivable, play_waived},
    [MISHAP_REVOKED] = {"test waived, and that revoked", MISHAP_BEFORE_START, 0.03, is_waivable, play_revoked},
    [MISHAP_SENT_BACK] = {"passed operation sent back", MISHAP_BEFORE_START, 0.03, may_be_sent_back, play_sent_back},
    [MISHAP_COMPLETED_EARLY] = {"completion with needs open", MISHAP_AFTER_START, 0.02, needs_anything,
                                play_completed_early},
    [MISHAP_BURN_IN_SHORT] = {"burn-in completed too early", MISHAP_AFTER_START, 0.2, is_burn_in, play_burn_in_short},
    [MISHAP_BURN_IN_PAUSED] = {"burn-in paused and resumed", MISHAP_AFTER_START, 0.3, may_pause, play_burn_in_paused},
    [MISHAP_ABORTED] = {"operation aborted and begun again", MISHAP_AFTER_START, 0.01, is_no_burn_in, play_aborted},
    [MISHAP_DEFECT] = {"defect reported and dispositioned", MISHAP_AFTER_START, 0.01, always, play_defect},
    [MISHAP_TRAY_LEAK] = {"tray's leak test failed and retried", MISHAP_AFTER_START, 0.03, tests_tray_for_leaks,
                          play_measurement_bad},
    [MISHAP_RACK_LEAK] = {"rack's leak test failed and retried", MISHAP_AFTER_START, 0.05, tests_rack_for_leaks,
                          play_measurement_bad},
    [MISHAP_MEASUREMENT_BAD] = {"measurement failed and retried", MISHAP_AFTER_START, 0.01, measures_else,
                                play_measurement_bad},
    [MISHAP_ANSWER_BAD] = {"check failed and retried", MISHAP_AFTER_START, 0.005, answers, play_answer_bad},
    [MISHAP_FAILED_TO_THE_END] = {"test failed as often as it may", MISHAP_AFTER_START, 0.01, may_fail_a_rack,
                                  play_fails_to_the_end, RACKS_TO_SPARE},
    [MISHAP_FALSE_FAIL] = {"test failed by its fixture", MISHAP_AFTER_START, 0.02, may_fail_a_rack, play_false_fail,
                           RACKS_TO_SPARE},
    [MISHAP_START_CORRECTED] = {"start corrected", MISHAP_AFTER_START, 0.01, may_start_over, play_start_corrected},
    [MISHAP_BACKLOG] = {"backlog with one refusal inside", MISHAP_AFTER_START, 0.02, records_several, play_backlog},
    [MISHAP_PART_WRONG] = {"wrong part", MISHAP_BEFORE_STEP, 0.002, installs_bought, play_part_wrong},
    [MISHAP_INSTALLED_ELSEWHERE] = {"part installed elsewhere", MISHAP_BEFORE_STEP, 0.002, installs_seen,
                                    play_installed_elsewhere},
    [MISHAP_PLACEHOLDER] = {"placeholder for a serial number", MISHAP_BEFORE_STEP, 0.002, installs_serial,
                            play_placeholder},
    [MISHAP_BADGE_FOR_PART] = {"badge scanned for a part", MISHAP_BEFORE_STEP, 0.01, installs_of_form,
                               play_badge_for_part},
    [MISHAP_SCAN_CORRECTED] = {"wrong scan corrected", MISHAP_BEFORE_STEP, 0.002, installs_serial, play_scan_corrected},
    [MISHAP_MEASUREMENT_CORRECTED] = {"measurement corrected", MISHAP_BEFORE_STEP, 0.002, measures,
                                      play_record_corrected},
    [MISHAP_ANSWER_CORRECTED] = {"answer corrected", MISHAP_BEFORE_STEP, 0.004, answers_one, play_record_corrected},
    [MISHAP_LOT_KEPT_OUT] = {"part of a lot that is held", MISHAP_BEFORE_STEP, 0.005, installs_of_lot,
                             play_lot_kept_out},
    [MISHAP_MISREAD] = {"part misread and described anew", MISHAP_BEFORE_STEP, 0.003, may_be_misread, play_misread},
    [MISHAP_SIGNED_BY_BUILDER] = {"signature of a builder", MISHAP_BEFORE_STEP, 0.02, signs_independently,
                                  play_signed_by_builder},
    [MISHAP_POSITION_FILLED] = {"position filled already", MISHAP_AFTER_STEP, 0.002, installs_serial,
                                play_position_filled},
    [MISHAP_PART_SCRAPPED] = {"bad part scrapped and replaced", MISHAP_AFTER_STEP, 0.002, installs_serial,
                              play_part_scrapped},
    [MISHAP_PART_RETURNED] = {"bad part returned to its supplier", MISHAP_AFTER_STEP, 0.001, installs_serial,
                              play_part_returned},
    [MISHAP_PART_REPAIRED] = {"bad part repaired by its supplier", MISHAP_AFTER_STEP, 0.001, installs_serial,
                              play_part_repaired},
    [MISHAP_REMOVAL_CORRECTED] = {"removal corrected", MISHAP_AFTER_STEP, 0.001, installs_serial,
                                  play_removal_corrected},
    [MISHAP_REPEATED] = {"post repeated at once", MISHAP_AFTER_STEP, 0.005, always, play_repeated},
    [MISHAP_ID_REUSED] = {"id used for another event", MISHAP_AFTER_STEP, 0.002, always, play_id_reused},
    [MISHAP_COMPLETION_CORRECTED] = {"completion corrected", MISHAP_BEFORE_END, 0.005, may_end_twice,
                                     play_completion_corrected},
};

/* What tells two steps of one job apart. */
static const char *step_name(const struct step *step, struct arena *arena)
{
    if (!step)
        return "";
    if (step->kind == ENTRY_COMPONENT_INSTALLED)
        return ((const struct component_installed *)step->data)->position;
    if (step->kind == ENTRY_MEASUREMENT_RECORDED) {
        const struct measurement_recorded *measured = step->data;
        return TEXT(arena, "%s@%s", measured->characteristic, measured->position ? measured->position : "");
    }
    if (step->kind == ENTRY_CHECK_RECORDED) {
        const struct check_recorded *answered = step->data;
        return TEXT(arena, "%s@%s", answered->check, answered->position ? answered->position : "");
    }
    return "signature";
}

/* Whether it happens now: at the first occasion at all, later by chance, and never twice at one. */
static bool mishap_happens(enum mishap_kind kind, bool first, const struct job *job, const struct step *step)
{
    struct plant *plant = job->worker->plant;
    struct arena *arena = job->worker->arena;
    atomic_llong *played = &plant->tally.played[kind];
    const char *name = step_name(step, arena);
    uint64_t thrown =
        dice_throw(plant->seed, MISHAPS[kind].name, job->task.unit, job->definition->operation, name, NULL);
    long long never = 0;
    if (first ? !atomic_compare_exchange_strong(played, &never, 1) : dice_part(thrown) >= MISHAPS[kind].rate)
        return false;
    const char *occasion = TEXT(arena, "%s#%s#%s", MISHAPS[kind].name, job->definition->operation, name);
    bool happens = name_set_add(&plant->played, job->task.unit, occasion);
    if (happens && !first)
        atomic_fetch_add(played, 1);
    if (!happens && first)
        atomic_fetch_sub(played, 1);
    return happens;
}

static const struct mishap *mishap_choose(enum mishap_stage stage, bool first, const struct job *job,
                                          const struct step *step)
{
    for (enum mishap_kind kind = 0; kind < MISHAP_COUNT; kind++)
        if (MISHAPS[kind].stage == stage && MISHAPS[kind].fits(job, step) && mishap_happens(kind, first, job, step))
            return &MISHAPS[kind];
    return NULL;
}

bool mishaps_play(enum mishap_stage stage, struct job *job, struct step *step)
{
    if (plant_stopping(job->worker->plant))
        return false;
    const struct mishap *mishap = mishap_choose(stage, true, job, step);
    if (!mishap)
        mishap = mishap_choose(stage, false, job, step);
    if (mishap && !step) /* what is about one scan is no news */
        plant_tell(job->worker->plant, "%s: %s (%s, %s)", job->task.unit, mishap->name, job->definition->name,
                   job->worker->post->code);
    return !mishap || mishap->play(job, step);
}
