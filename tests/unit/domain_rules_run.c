/* Pausing, resuming, completing and aborting. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

GIVEN(a_frame_running)
{
    line_begun(line, "R1", "010", "A1", NULL);
}
GIVEN(a_frame_running_under_a_hold)
{
    a_frame_running(line);
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_frame_running_elsewhere)
{
    line_begun(line, "R1", "010", "A2", NULL);
}
GIVEN(a_frame_paused)
{
    a_frame_running(line);
    line_posted(line, ENTRY_OPERATION_PAUSED, &(const struct operation_paused){SUBJECT("R1", "010", "ann")});
}
GIVEN(a_frame_paused_under_a_hold)
{
    a_frame_paused(line);
    line->unit_held[0] = true;
}
GIVEN(a_frame_paused_and_the_station_down)
{
    a_frame_paused(line);
    line_station(line, "A1")->state = STATION_UNSCHEDULED_DOWN;
}
/* The trays were taken out of what the run comes after. */
static void trays_fell(struct line *line)
{
    line_operation(line, "R1", "020")->state = OPERATION_INVALIDATED;
}
GIVEN(a_test_running_before_what_fell)
{
    line_begun(line, "R1", "040", "A1", NULL);
    trays_fell(line);
}
GIVEN(a_burn_in_paused)
{
    line_at(line, "B1");
    line_begun(line, "R1", "050", "B1", "b1");
    line_posted(line, ENTRY_OPERATION_PAUSED, &(const struct operation_paused){SUBJECT("R1", "050", "ann")});
}
GIVEN(a_burn_in_paused_before_what_fell)
{
    a_burn_in_paused(line);
    trays_fell(line);
}
GIVEN(a_burn_in_paused_with_a_supply_not_approved)
{
    a_burn_in_paused(line);
    line_occupant(line, line_unit(line, "R1"), "supply-1")->unapproved_by = 1;
}
GIVEN(quality_at_its_desk)
{
    a_frame_running_elsewhere(line);
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
}
GIVEN(a_token_without_a_station)
{
    a_frame_running_elsewhere(line);
    line_at(line, NULL);
}

static void post_torque(struct line *line, double value)
{
    line_posted(
        line, ENTRY_MEASUREMENT_RECORDED,
        &(const struct measurement_recorded){SUBJECT("R1", "010", "ann"), .characteristic = "torque", .value = value});
}

GIVEN(a_frame_measured_and_checked)
{
    a_frame_running(line);
    post_torque(line, 8);
    post_torque(line, 12);
    line_posted(line, ENTRY_CHECK_RECORDED,
                &(const struct check_recorded){SUBJECT("R1", "010", "ann"), .check = "level", .answer = "yes"});
}
GIVEN(a_frame_done)
{
    a_frame_measured_and_checked(line);
    line->now_us += 5 * US_PER_MINUTE;
}
GIVEN(a_frame_done_with_a_tool_that_ran_out_since)
{
    a_frame_done(line);
    line_tool(line, line->runs[0].tool)->calibration_due = line->now_us;
}
GIVEN(a_frame_done_and_held)
{
    a_frame_done(line);
    line->unit_held[0] = true;
}
GIVEN(a_frame_half_measured)
{
    a_frame_running(line);
    line->now_us += 5 * US_PER_MINUTE;
    post_torque(line, 10);
}
GIVEN(a_frame_too_loose)
{
    a_frame_running(line);
    post_torque(line, 7.9);
}
GIVEN(trays_running)
{
    line_begun(line, "R1", "020", "A1", NULL);
}
GIVEN(trays_running_with_a_supply_not_approved)
{
    trays_running(line);
    line_completed(line, "R2");
    struct installation *supply = line_occupant(line, line_unit(line, "R2"), "supply-1");
    supply->unit_id = line_unit(line, "R1")->unit_id;
    supply->unapproved_by = supply->installation_id;
}
GIVEN(trays_ready)
{
    line_ready(line, "R1", "020");
}
GIVEN(a_rack_burning)
{
    line_at(line, "B1");
    line_begun(line, "R1", "050", "B1", "b1");
    line->now_us += US_PER_HOUR;
}
GIVEN(a_rack_burnt_in)
{
    a_rack_burning(line);
    line->now_us += US_PER_HOUR;
}
GIVEN(a_burn_in_that_runs_through)
{
    a_rack_burning(line);
    line->rack.operations.items[4].definition->burn_in->pause = PAUSE_FORBIDDEN;
}
GIVEN(a_burn_in_that_runs_through_and_is_given_up)
{
    a_burn_in_that_runs_through(line);
    line_posted(line, ENTRY_OPERATION_ABORTED, &(const struct operation_aborted){SUBJECT("R1", "050", "ann")});
}
GIVEN(an_audit_running)
{
    line_at(line, "Q1");
    line_begun(line, "R1", "060", "Q1", NULL);
}
GIVEN(an_audit_running_with_a_defect)
{
    an_audit_running(line);
    line_posted(line, ENTRY_DEFECT_REPORTED,
                &(const struct defect_reported){SUBJECT("R1", "060", "eve"), .code = "dent"});
}

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define PAUSED(number) EVENT(ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", number, NULL))
#define RESUMED(badge) EVENT(ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "010", badge))
#define ABORTED EVENT(ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "010", NULL))
#define COMPLETED(number, declared)                                                                                    \
    EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", number, "ann"), .verdict = (declared))
/* By the inspector, who has the skill for it. */
#define AUDITED                                                                                                        \
    EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "060", "eve"), .verdict = VERDICT_PASSED)

static const struct scenario TABLE[] = {
    {"a running operation pauses", a_frame_running, PAUSED("010"), ""},
    {"what does not run cannot pause", NULL, PAUSED("010"), "operation-state unit-state"},
    {"it pauses where it runs", a_frame_running_elsewhere, PAUSED("010"), "station-other"},
    {"a hold keeps nobody from pausing", a_frame_running_under_a_hold, PAUSED("010"), ""},
    {"some burn-ins run through", a_burn_in_that_runs_through, PAUSED("050"), "pause-forbidden"},
    {"others pause", a_rack_burning, PAUSED("050"), ""},
    {"a paused operation resumes", a_frame_paused, RESUMED("ann"), ""},
    {"somebody else may resume it", a_frame_paused, RESUMED("bob"), ""},
    {"who resumes has the skill", a_frame_paused, RESUMED("tom"), "skill-missing"},
    {"who resumes is named", a_frame_paused, RESUMED(NULL), "operator-missing"},
    {"what runs cannot resume", a_frame_running, RESUMED("ann"), "operation-state"},
    {"nothing resumes under a hold", a_frame_paused_under_a_hold, RESUMED("ann"), "unit-held"},
    {"nothing resumes at a station down", a_frame_paused_and_the_station_down, RESUMED("ann"), "station-down"},
    {"nor before what it comes after, if that fell", a_burn_in_paused_before_what_fell,
     EVENT(ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann")), "predecessor-open"},
    {"nor with a part that is not approved, with which it would fall", a_burn_in_paused_with_a_supply_not_approved,
     EVENT(ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann")), "part-unapproved"},
    {"nothing passes before what it comes after", a_test_running_before_what_fell, COMPLETED("040", VERDICT_PASSED),
     "predecessor-open measurements-missing checks-missing checks-missing"},
    {"but it may fail", a_test_running_before_what_fell, COMPLETED("040", VERDICT_FAILED), ""},
    {"a running operation is given up", a_frame_running, ABORTED, ""},
    {"a paused one too", a_frame_paused, ABORTED, ""},
    {"under a hold too", a_frame_running_under_a_hold, ABORTED, ""},
    {"where it runs", a_frame_running_elsewhere, ABORTED, "station-other"},
    {"or by quality, from its desk", quality_at_its_desk, ABORTED, ""},
    {"but by no other token without a station", a_token_without_a_station, ABORTED, "no-station"},
    {"what does not run is not given up", NULL, ABORTED, "operation-state unit-state"},
    {"what is done completes", a_frame_done, COMPLETED("010", VERDICT_PASSED), ""},
    {"whatever becomes of the tool that it was done with", a_frame_done_with_a_tool_that_ran_out_since,
     COMPLETED("010", VERDICT_PASSED), ""},
    {"the station need declare nothing", a_frame_done, COMPLETED("010", VERDICT_ABSENT), ""},
    {"nothing completes that does not run", NULL, COMPLETED("010", VERDICT_ABSENT), "operation-state unit-state"},
    {"nothing completes while it is paused", a_frame_paused, COMPLETED("010", VERDICT_PASSED),
     "operation-state measurements-missing checks-missing too-early"},
    {"what is missing is told of what does not run", trays_ready, COMPLETED("020", VERDICT_PASSED),
     "operation-state positions-unfilled"},
    {"nothing is missing of what passed", trays_ready, COMPLETED("010", VERDICT_PASSED), "operation-state"},
    {"what may not pause does not, whether it runs or not", a_burn_in_that_runs_through_and_is_given_up, PAUSED("050"),
     "operation-state pause-forbidden"},
    {"what comes before a run that is not paused is looked at too", a_test_running_before_what_fell,
     EVENT(ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "040", "ann")),
     "operation-state predecessor-open"},
    {"nothing completes under a hold", a_frame_done_and_held, COMPLETED("010", VERDICT_PASSED), "unit-held"},
    {"nothing passes that was not measured, checked and long enough", a_frame_running, COMPLETED("010", VERDICT_PASSED),
     "measurements-missing checks-missing too-early"},
    {"every sample counts", a_frame_half_measured, COMPLETED("010", VERDICT_ABSENT),
     "measurements-missing checks-missing"},
    {"it cannot be done in no time", a_frame_measured_and_checked, COMPLETED("010", VERDICT_ABSENT), "too-early"},
    {"a failed measurement ends it as it is", a_frame_too_loose, COMPLETED("010", VERDICT_PASSED), ""},
    {"a station may fail it as it is", a_frame_running, COMPLETED("010", VERDICT_FAILED), ""},
    {"positions are filled", trays_running, COMPLETED("020", VERDICT_ABSENT),
     "positions-unfilled measurements-missing"},
    {"with parts that are approved", trays_running_with_a_supply_not_approved, COMPLETED("020", VERDICT_ABSENT),
     "positions-unfilled positions-unfilled positions-unfilled part-unapproved measurements-missing"},
    {"a burn-in runs its hours", a_rack_burning, COMPLETED("050", VERDICT_PASSED), "burn-in-short"},
    {"and not a minute more", a_rack_burnt_in, COMPLETED("050", VERDICT_PASSED), ""},
    {"a sign-off is there", an_audit_running, AUDITED, "signature-missing"},
    {"what keeps the last operation from passing is told with what it lacks", an_audit_running_with_a_defect, AUDITED,
     "signature-missing nonconformance-open"},
    {"who completes is qualified", an_audit_running, COMPLETED("060", VERDICT_PASSED),
     "skill-missing signature-missing"},
};
SCENARIOS(RUN_SCENARIOS, TABLE);

static struct line *line;

static void begin(void)
{
    line = line_new();
}

static void end(void)
{
    line_free(line);
}

static const void *result_of(int64_t position)
{
    return line->entries[position - 1].result;
}

struct verdict_row {
    void (*given)(struct line *);
    int declared, computed, holds;
};
static const struct verdict_row VERDICTS[] = {
    {a_frame_done, VERDICT_ABSENT, VERDICT_PASSED, VERDICT_PASSED},
    {a_frame_done, VERDICT_PASSED, VERDICT_PASSED, VERDICT_PASSED},
    {a_frame_done, VERDICT_FAILED, VERDICT_PASSED, VERDICT_FAILED},
    {a_frame_too_loose, VERDICT_PASSED, VERDICT_FAILED, VERDICT_FAILED},
    {a_frame_too_loose, VERDICT_FAILED, VERDICT_FAILED, VERDICT_FAILED},
    {a_frame_running, VERDICT_FAILED, VERDICT_ABSENT, VERDICT_FAILED}, /* skipped is never passed */
};

START_TEST(the_stricter_verdict_holds)
{
    const struct verdict_row *row = &VERDICTS[_i];
    row->given(line);
    const struct result_completed *result = result_of(line_posted(line, COMPLETED("010", row->declared)));
    ck_assert_int_eq(result->computed, row->computed);
    ck_assert_int_eq(result->verdict, row->holds);
    bool passed = row->holds == VERDICT_PASSED;
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, passed ? OPERATION_PASSED : OPERATION_FAILED);
}
END_TEST

START_TEST(a_pause_keeps_the_time_by_the_rule)
{
    a_rack_burning(line);
    const struct result_timed *result = result_of(line_posted(line, PAUSED("050")));
    ck_assert_int_eq(result->accumulated_us, US_PER_HOUR);
    line->now_us += US_PER_DAY; /* does not count */
    line_posted(line, EVENT(ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann")));
    line->now_us += US_PER_HOUR;
    const struct result_completed *completed = result_of(line_posted(line, COMPLETED("050", VERDICT_PASSED)));
    ck_assert_int_eq(completed->accumulated_us, 2 * US_PER_HOUR);
}
END_TEST

START_TEST(a_pause_resets_the_time_by_the_rule)
{
    a_rack_burnt_in(line);
    line->rack.operations.items[4].definition->burn_in->pause = PAUSE_RESET;
    const struct result_timed *result = result_of(line_posted(line, PAUSED("050")));
    ck_assert_int_eq(result->accumulated_us, 0);
}
END_TEST

static int64_t station_is(const char *station, int state)
{
    line_at(line, station);
    return line_posted(line, EVENT(ENTRY_STATION_CHANGED, station_changed, .state = state));
}

START_TEST(no_time_counts_while_the_station_is_down)
{
    a_rack_burning(line);
    int64_t down = station_is("B1", STATION_UNSCHEDULED_DOWN);
    ck_assert_uint_eq(line->entry_count, down + 1);
    ck_assert_int_eq(line->entries[down].kind, ENTRY_OPERATION_PAUSED);
    ck_assert_int_eq(((const struct result_timed *)result_of(down + 1))->accumulated_us, US_PER_HOUR);
    ck_assert_int_eq(line_operation(line, "R1", "050")->state, OPERATION_PAUSED);
    line->now_us += US_PER_DAY;
    int64_t up = station_is("B1", STATION_STANDBY);
    ck_assert_uint_eq(line->entry_count, up); /* somebody resumes it */
    line_posted(line, EVENT(ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann")));
    line->now_us += US_PER_HOUR;
    const struct result_completed *completed = result_of(line_posted(line, COMPLETED("050", VERDICT_PASSED)));
    ck_assert_int_eq(completed->accumulated_us, 2 * US_PER_HOUR);
}
END_TEST

START_TEST(what_may_not_stand_still_is_given_up_when_the_station_goes_down)
{
    a_burn_in_that_runs_through(line);
    int64_t down = station_is("B1", STATION_NON_SCHEDULED);
    ck_assert_int_eq(line->entries[down].kind, ENTRY_OPERATION_ABORTED);
    ck_assert_int_eq(line_operation(line, "R1", "050")->state, OPERATION_OPEN);
}
END_TEST

START_TEST(what_loses_its_time_in_a_pause_loses_it_when_the_station_goes_down)
{
    a_rack_burning(line);
    line->rack.operations.items[4].definition->burn_in->pause = PAUSE_RESET;
    int64_t down = station_is("B1", STATION_SCHEDULED_DOWN);
    ck_assert_int_eq(((const struct result_timed *)result_of(down + 1))->accumulated_us, 0);
}
END_TEST

START_TEST(only_what_runs_there_stands_still_and_only_when_it_is_down)
{
    a_frame_paused(line);
    line_begun(line, "R2", "010", "A1", NULL);
    line_begun(line, "R3", "010", "A2", NULL);
    int64_t engineering = station_is("A1", STATION_ENGINEERING);
    ck_assert_uint_eq(line->entry_count, engineering);
    int64_t down = station_is("A1", STATION_UNSCHEDULED_DOWN);
    ck_assert_uint_eq(line->entry_count, down + 1); /* an operation without hours too */
    ck_assert_int_eq(line_operation(line, "R2", "010")->state, OPERATION_PAUSED);
    ck_assert_int_eq(line_operation(line, "R3", "010")->state, OPERATION_RUNNING);
    int64_t worse = station_is("A1", STATION_NON_SCHEDULED);
    ck_assert_uint_eq(line->entry_count, worse);
}
END_TEST

START_TEST(a_clock_set_back_takes_no_time_away)
{
    a_frame_running(line);
    struct run *run = &line->runs[0];
    run->accumulated_us = 7;
    ck_assert_int_eq(run_accumulated_us(run, line->now_us - 1000), 7);
    ck_assert_int_eq(run_accumulated_us(run, line->now_us + 1000), 1007);
    run->running_since = ABSENT_INTEGER;
    ck_assert_int_eq(run_accumulated_us(run, line->now_us + 1000), 7);
}
END_TEST

START_TEST(an_aborted_run_is_no_attempt)
{
    a_frame_running(line);
    line_posted(line, ABORTED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_OPEN);
    ck_assert_int_eq(line_operation(line, "R1", "010")->attempts, 0);
}
END_TEST

START_TEST(the_last_operation_completes_the_unit_and_the_last_unit_the_order)
{
    line_completed(line, "R2");
    line_completed(line, "R3");
    an_audit_running(line);
    line_posted(line, EVENT(ENTRY_UNIT_SIGNED, unit_signed, SUBJECT("R1", "060", "eve")));
    size_t before = line->entry_count;
    line_posted(line, AUDITED);
    ck_assert_uint_eq(line->entry_count, before + 3);
    ck_assert_int_eq(line->entries[before + 1].kind, ENTRY_UNIT_COMPLETED);
    ck_assert_int_eq(line->entries[before + 2].kind, ENTRY_ORDER_COMPLETED);
    ck_assert_int_eq(line->orders[0].state, ORDER_COMPLETED);
}
END_TEST

START_TEST(an_order_is_not_completed_while_a_unit_is_not)
{
    line_completed(line, "R2");
    an_audit_running(line);
    line_posted(line, EVENT(ENTRY_UNIT_SIGNED, unit_signed, SUBJECT("R1", "060", "eve")));
    size_t before = line->entry_count;
    line_posted(line, AUDITED);
    ck_assert_uint_eq(line->entry_count, before + 2);
    ck_assert_int_eq(line->orders[0].state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(what_is_still_needed_is_named)
{
    trays_running(line);
    const struct operation_completed data = {SUBJECT("R1", "020", "ann")};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct snapshot snapshot;
    struct needs needs;
    line_snapshot(line, ENTRY_OPERATION_COMPLETED, &data, arena, &snapshot);
    ck_assert_int_eq(operation_needs(&snapshot, snapshot.operation, arena, &needs), NOTHING_WRONG);
    ck_assert_uint_eq(needs.list.count, 6); /* two trays, two supplies, no screws; the seat of two trays */
    ck_assert_str_eq(needs.list.items[0].position, "tray-1");
    ck_assert_str_eq(needs.list.items[0].part_number, "TRAY");
    ck_assert_str_eq(needs.list.items[3].position, "supply-2");
    ck_assert_str_eq(needs.list.items[5].position, "tray-2");
    ck_assert_str_eq(needs.list.items[5].characteristic, "seat");
    ck_assert_int_eq(needs.list.items[5].samples, 1);
    ck_assert_int_eq(operation_needs(&snapshot, 5, arena, &needs), NOTHING_WRONG);
    ck_assert_uint_eq(needs.list.count, 1);
    ck_assert(needs.list.items[0].signature);
}
END_TEST

SUITE_BEGIN(domain_rules_run)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_loop_test(tests, the_stricter_verdict_holds, 0, sizeof VERDICTS / sizeof *VERDICTS);
tcase_add_test(tests, a_pause_keeps_the_time_by_the_rule);
tcase_add_test(tests, a_pause_resets_the_time_by_the_rule);
tcase_add_test(tests, no_time_counts_while_the_station_is_down);
tcase_add_test(tests, what_may_not_stand_still_is_given_up_when_the_station_goes_down);
tcase_add_test(tests, what_loses_its_time_in_a_pause_loses_it_when_the_station_goes_down);
tcase_add_test(tests, only_what_runs_there_stands_still_and_only_when_it_is_down);
tcase_add_test(tests, a_clock_set_back_takes_no_time_away);
tcase_add_test(tests, an_aborted_run_is_no_attempt);
tcase_add_test(tests, the_last_operation_completes_the_unit_and_the_last_unit_the_order);
tcase_add_test(tests, an_order_is_not_completed_while_a_unit_is_not);
tcase_add_test(tests, what_is_still_needed_is_named);
SUITE_END
