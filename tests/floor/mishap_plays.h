/* The functions of the mishaps' rows, by what they are about. */
#ifndef RACKLINE_FLOOR_MISHAP_PLAYS_H
#define RACKLINE_FLOOR_MISHAP_PLAYS_H

#include "floor/job.h"

typedef bool mishap_fits(const struct job *job, const struct step *step);
typedef bool mishap_play(struct job *job, struct step *step);

/* mishaps_start.c: what keeps an operation from starting */
mishap_fits needs_skill, needs_tool, runs_elsewhere_too, is_not_last, always, is_alone, may_be_held, has_kept_event,
    is_burn_in;
mishap_play play_unqualified, play_skill_expired, play_tool_stale, play_station_wrong, play_skipped_ahead,
    play_station_down, play_unit_held, play_repeated_later, play_bay_small;

/* mishaps_run.c: what happens in a run */
mishap_fits needs_anything, may_pause, is_no_burn_in, tests_tray_for_leaks, tests_rack_for_leaks, measures_else,
    answers, records_several;
mishap_play play_completed_early, play_burn_in_short, play_burn_in_paused, play_aborted, play_defect,
    play_measurement_bad, play_answer_bad, play_backlog;

/* mishaps_rack.c: what befalls a rack before a test */
mishap_fits takes_built_parts, takes_gpus, is_doomed, is_waivable, may_be_sent_back;
mishap_play play_part_swapped, play_gpu_swapped, play_scrapped, play_waived, play_revoked, play_sent_back;
/* A position of the unit that is filled with a unit built here, chosen by chance; NULL when it has none. */
const struct position *built_position(const struct job *job);
/* What was stopped did not happen. */
void mishap_take_back(const struct job *job, enum mishap_kind kind);

/* mishaps_swap.c: two racks and their trays */
mishap_fits may_offer_a_tray, may_swap_trays;
mishap_play play_tray_offered, play_trays_swapped;

/* mishaps_quality.c: what quality decides on in one of the rarer ways */
mishap_fits may_fail_a_rack, installs_of_lot;
mishap_play play_fails_to_the_end, play_false_fail, play_part_returned, play_part_repaired, play_lot_kept_out;

/* mishaps_described.c: what was not as a scan said */
mishap_fits may_be_misread;
mishap_play play_misread;
/* Of a unit that has just left, now and then. */
void describe_shipped(struct plant *plant, const struct recipe *recipe, const char *serial, struct arena *arena);

/* mishaps_taken_back.c: what an operator takes back at once */
mishap_fits measures, answers_one, may_start_over, may_end_twice;
mishap_play play_scan_corrected, play_removal_corrected, play_record_corrected, play_start_corrected,
    play_completion_corrected;

/* mishaps_scan.c: what happens with one scan, measurement or signature */
mishap_fits installs_bought, installs_serial, installs_seen, installs_of_form, signs_independently;
mishap_play play_part_wrong, play_installed_elsewhere, play_placeholder, play_badge_for_part, play_signed_by_builder,
    play_position_filled, play_part_scrapped, play_repeated, play_id_reused;

/* Puts another part where the step's was taken out, and makes it the step's. */
bool job_scan_another(struct job *job, struct step *step);

#endif
