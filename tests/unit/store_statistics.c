/* What statistics find: windows hold their first moment and not their last; what was given up or voided is not there.
 */
#include "store/find_statistics.h"
#include "store_story.h"

static struct span window_of(int64_t begin_us, int64_t end_us)
{
    return (struct span){begin_us, end_us};
}

static size_t count_ended(struct story *story, struct span window, const char *part_number, const char *station)
{
    struct ended_runs runs;
    expect_right(find_runs_ended(story->store, window, part_number, station, 100, story->place.arena, &runs),
                 &story->place, __FILE__, __LINE__);
    return runs.list.count;
}

START_TEST(a_run_counts_in_the_window_that_holds_its_end)
{
    struct story story = story_begin();
    const int64_t run_id = tell_r1_started(&story);
    tell_completion(&story, "R1", "010", VERDICT_FAILED, 0);
    const int64_t end = run_at(&story, run_id).ended;
    ck_assert_uint_eq(count_ended(&story, window_of(end, end + 1), NULL, NULL), 1);
    ck_assert_uint_eq(count_ended(&story, window_of(end - 1, end), NULL, NULL), 0);
    ck_assert_uint_eq(count_ended(&story, window_of(end + 1, end + 2), NULL, NULL), 0);
    ck_assert_uint_eq(count_ended(&story, window_of(end, end + 1), "RACK", "S1"), 1);
    ck_assert_uint_eq(count_ended(&story, window_of(end, end + 1), "TRAY", NULL), 0);
    ck_assert_uint_eq(count_ended(&story, window_of(end, end + 1), "RACK", "S2"), 0);
    story_end(&story);
}
END_TEST

START_TEST(an_attempt_given_up_or_taken_back_is_none)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    const struct operation_aborted aborted = {.subject = about("R1", "010", "ann")};
    const struct result_timed timed = {.unit_part_number = "RACK", .accumulated_us = 1};
    tell(&story, ENTRY_OPERATION_ABORTED, "S1", &aborted, &timed);
    const struct span always = window_of(0, INT64_MAX);
    ck_assert_uint_eq(count_ended(&story, always, NULL, NULL), 0);
    struct run_courses runs;
    found(find_courses_within(story.store, always, "S1", story.place.arena, &runs));
    ck_assert_uint_eq(runs.list.count, 0);

    tell_start(&story, "R1", "010", "ann", true);
    const int64_t completion = tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    ck_assert_uint_eq(count_ended(&story, always, NULL, NULL), 1);
    struct result_corrected back = PLAIN_CORRECTION;
    back.previous = OPERATION_RUNNING;
    back.failures = 0;
    tell_correction(&story, ENTRY_OPERATION_COMPLETED, completion, back);
    ck_assert_uint_eq(count_ended(&story, always, NULL, NULL), 0);
    struct passed_runs passed;
    found(find_runs_passed(story.store, always, "RACK", story.place.arena, &passed));
    ck_assert_uint_eq(passed.list.count, 0);
    story_end(&story);
}
END_TEST

START_TEST(from_a_completion_to_its_correction_a_run_stood_still)
{
    struct story story = story_begin();
    const int64_t run_id = tell_r1_started(&story);
    const int64_t completion = tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    const int64_t ended = run_at(&story, run_id).ended;
    struct result_corrected back = PLAIN_CORRECTION;
    back.previous = OPERATION_RUNNING;
    back.failures = 0;
    tell_correction(&story, ENTRY_OPERATION_COMPLETED, completion, back);
    struct run_stops pauses;
    found(find_stops_within(story.store, window_of(0, INT64_MAX), "S1", story.place.arena, &pauses));
    ck_assert_uint_eq(pauses.list.count, 1);
    ck_assert_int_eq(pauses.list.items[0].run_id, run_id);
    ck_assert_int_eq(pauses.list.items[0].paused, ended);
    ck_assert_int_eq(pauses.list.items[0].resumed, run_at(&story, run_id).running_since);
    story_end(&story);
}
END_TEST

START_TEST(a_station_is_in_one_state_after_another)
{
    struct story story = story_begin();
    const struct station_changed down = {.at = {.us = 1}, .state = STATION_UNSCHEDULED_DOWN};
    const struct station_changed up = {.at = {.us = 2}, .state = STATION_PRODUCTIVE};
    const struct station_defined again = {.station = "S1",
                                          .name = "Renamed",
                                          .type = "bench",
                                          .capacity = 3,
                                          .power_w = ABSENT_INTEGER,
                                          .coolant_lpm = ABSENT_NUMBER};
    tell(&story, ENTRY_STATION_CHANGED, "S1", &down, NULL);
    tell(&story, ENTRY_STATION_DEFINED, NULL, &again, NULL); /* no change of state */
    tell(&story, ENTRY_STATION_CHANGED, "S1", &up, NULL);
    struct station_spells spells;
    found(find_spells(story.store, window_of(0, INT64_MAX), "S1", story.place.arena, &spells));
    ck_assert_uint_eq(spells.list.count, 2); /* none before it said any */
    static const int STATES[] = {STATION_UNSCHEDULED_DOWN, STATION_PRODUCTIVE};
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(spells.list.items[i].state, STATES[i]);
        if (i)
            ck_assert_int_eq(spells.list.items[i].began, spells.list.items[i - 1].ended);
    }
    ck_assert_int_eq(spells.list.items[1].ended, ABSENT_INTEGER);
    const struct station_spell middle = spells.list.items[0];
    found(find_spells(story.store, window_of(middle.began, middle.ended), "S1", story.place.arena, &spells));
    ck_assert_uint_eq(spells.list.count, 2); /* the next one is dated before it */
    ck_assert_int_eq(spells.list.items[0].spell_id, middle.spell_id);
    ck_assert_int_eq(spells.list.items[1].dated, up.at.us);
    found(find_spells(story.store, window_of(middle.ended, middle.ended + 1), "S1", story.place.arena, &spells));
    ck_assert_uint_eq(spells.list.count, 2); /* the one before it says whether it began when it says */
    story_end(&story);
}
END_TEST

START_TEST(samples_are_those_recorded_in_the_window_and_not_voided)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    const int64_t first = tell_measurement(&story, "R1", "010", "ann", "tray-1");
    tell_measurement(&story, "R1", "010", "ann", "tray-2");
    struct samples samples;
    struct span window = window_of(0, INT64_MAX);
    found(find_samples(story.store, window, "RACK", "010", "torque", NULL, NULL, 100, story.place.arena, &samples));
    ck_assert_uint_eq(samples.list.count, 2);
    ck_assert_str_eq(samples.list.items[0].serial, "R1");
    const int64_t recorded = samples.list.items[1].recorded;
    found(find_samples(story.store, window_of(0, recorded), "RACK", "010", "torque", NULL, NULL, 100, story.place.arena,
                       &samples));
    ck_assert_uint_eq(samples.list.count, 1);
    found(find_samples(story.store, window, "RACK", "010", "torque", "tray-2", NULL, 100, story.place.arena, &samples));
    ck_assert_uint_eq(samples.list.count, 1);
    tell_correction(&story, ENTRY_MEASUREMENT_RECORDED, first, PLAIN_CORRECTION);
    found(find_samples(story.store, window, "RACK", "010", "torque", "tray-1", NULL, 100, story.place.arena, &samples));
    ck_assert_uint_eq(samples.list.count, 0);
    story_end(&story);
}
END_TEST

SUITE(statistics, a_run_counts_in_the_window_that_holds_its_end, an_attempt_given_up_or_taken_back_is_none,
      from_a_completion_to_its_correction_a_run_stood_still, a_station_is_in_one_state_after_another,
      samples_are_those_recorded_in_the_window_and_not_voided)
