/* Taking events back. The comments number the journal: an event is named by its position. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define POST(line, kind, type, ...) line_posted((line), EVENT(kind, type, __VA_ARGS__))

GIVEN(a_start) /* 1; 2 and 3 follow */
{
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
}
GIVEN(a_start_seen_from_elsewhere)
{
    a_start(line);
    line_at(line, "A2");
}
GIVEN(a_start_seen_by_quality)
{
    a_start(line);
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
}
GIVEN(a_pause) /* 4 */
{
    a_start(line);
    POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "010", "ann"));
}
GIVEN(an_abort) /* 4 */
{
    a_start(line);
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "010", "ann"));
}
GIVEN(a_start_corrected)
{
    a_start(line);
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator= "ann", .event = LINE_ID(1), .reason = "slip");
}
GIVEN(a_measurement) /* 4 */
{
    a_start(line);
    POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "ann"),
         .characteristic = "torque", .value = 10);
}
GIVEN(an_answer) /* 5 */
{
    a_measurement(line);
    POST(line, ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "010", "ann"), .check = "level", .answer = "yes");
}
GIVEN(a_completion) /* 7 */
{
    an_answer(line);
    POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "ann"),
         .characteristic = "torque", .value = 11);
    line->now_us += US_PER_HOUR;
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"));
}
GIVEN(a_completion_and_a_follower) /* 8 */
{
    a_completion(line);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
}
GIVEN(a_completion_and_a_follower_given_up) /* 9 */
{
    a_completion_and_a_follower(line);
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "020", "ann"));
}
GIVEN(a_completion_and_another_rack)
{
    a_completion(line);
    line_begun(line, "R2", "010", "A1", NULL);
}
GIVEN(a_completion_that_fell)
{
    a_completion(line);
    line_operation(line, "R1", "010")->state = OPERATION_INVALIDATED;
}
GIVEN(a_completion_of_a_cancelled_order)
{
    a_completion(line);
    line->orders[0].state = ORDER_CANCELLED;
}
GIVEN(a_completion_twice) /* 9 */
{
    a_completion(line);
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator= "ann", .event = LINE_ID(7), .reason = "slip");
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"));
}
GIVEN(a_failure_and_a_retry) /* 4, 5 */
{
    a_start(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
}

static void install_board(struct line *line) /* 4 */
{
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("T1", "010", "ann"), .position = "board",
         .part_number = "PCB", .serial = "s1");
}
GIVEN(a_board_in_a_tray)
{
    install_board(line);
}
GIVEN(a_tray_done) /* 5; 6 follows */
{
    install_board(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("T1", "010", "ann"));
}
GIVEN(a_tray_done_and_installed)
{
    a_tray_done(line);
    line_unit(line, "T1")->installed_in = 1;
}
GIVEN(a_tray_done_and_shipped)
{
    a_tray_done(line);
    line_unit(line, "T1")->state = UNIT_SHIPPED;
}
GIVEN(a_tray_in_a_rack) /* 6 begins, 7 installs */
{
    line_completed(line, "T1");
    line_ready(line, "R1", "020");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
    int64_t at = POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "020", "ann"),
                      .position = "tray-1", .part_number = "TRAY", .serial = "T1");
    ck_assert_int_eq(at, 7);
}
GIVEN(a_tray_in_a_rack_measured) /* 8 */
{
    a_tray_in_a_rack(line);
    POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "020", "ann"), .characteristic = "seat",
         .position = "tray-1", .value = 0.1);
}
GIVEN(a_tray_out_again) /* 9 */
{
    a_tray_in_a_rack_measured(line);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "tray-1",
         .removal = REMOVAL_SCRAP);
}
GIVEN(a_tray_out_and_another_in)
{
    a_tray_out_again(line);
    line_completed(line, "T2");
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "020", "ann"), .position = "tray-1",
         .part_number = "TRAY", .serial = "T2");
}
GIVEN(a_tray_out_and_apart)
{
    a_tray_out_again(line);
    line_unit(line, "T1")->state = UNIT_IN_PROCESS;
}
GIVEN(a_tray_out_and_the_run_over)
{
    a_tray_out_again(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "020", "ann"), .verdict = VERDICT_FAILED);
}
GIVEN(a_supply_out) /* 18 */
{
    line_completed(line, "R1");
    line->orders[0].state = ORDER_COMPLETED;
    line_unit(line, "R2")->state = line_unit(line, "R3")->state = UNIT_SCRAPPED;
    int64_t at =
        POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "supply-1");
    ck_assert_int_eq(at, 18);
}
GIVEN(a_supply_out_and_the_trays_begun)
{
    a_supply_out(line);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
}
GIVEN(a_supply_out_and_the_test_waived)
{
    a_supply_out(line);
    line_operation(line, "R1", "040")->state = OPERATION_WAIVED;
}
GIVEN(a_supply_out_and_in_another_rack)
{
    a_supply_out(line);
    line_component(line, "PSU", "R1-supply-1")->state = COMPONENT_INSTALLED;
}
GIVEN(a_supply_out_and_in_another_rack_for_a_while)
{
    a_supply_out(line);
    line_component(line, "PSU", "R1-supply-1")->installation_id = 99;
}
GIVEN(a_supply_out_and_the_rack_scrapped)
{
    a_supply_out(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_signature) /* 17 */
{
    line_at(line, "Q1");
    line_begun(line, "R1", "060", "Q1", NULL);
    int64_t at = POST(line, ENTRY_UNIT_SIGNED, unit_signed, SUBJECT("R1", "060", "eve"));
    ck_assert_int_eq(at, 17);
}
GIVEN(an_audit_over) /* 18 */
{
    a_signature(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "060", "eve"));
}
GIVEN(a_defect) /* 4 */
{
    a_start(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
}
GIVEN(a_defect_decided_on)
{
    a_defect(line);
    line->nonconformances[0].state = NONCONFORMANCE_DISPOSED;
}

#define CORRECTED(position, badge)                                                                                     \
    EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator=(badge), .event = LINE_ID(position), .reason = "slip")

static const struct scenario TABLE[] = {
    {"a start is taken back", a_start, CORRECTED(1, "ann"), ""},
    {"while it is paused too", a_pause, CORRECTED(1, "ann"), ""},
    {"by its own station", a_start_seen_from_elsewhere, CORRECTED(1, "ann"), "station-other"},
    {"or by quality, without a badge", a_start_seen_by_quality, CORRECTED(1, NULL), ""},
    {"a station says who it is", a_start, CORRECTED(1, NULL), "operator-missing"},
    {"and who works here", a_start, CORRECTED(1, "old"), "operator-left"},
    {"once", a_start_corrected, CORRECTED(1, "ann"), "corrected-already"},
    {"a correction is not taken back", a_start_corrected, CORRECTED(4, "ann"), "not-correctable"},
    {"what followed by itself is not taken back by itself", a_start, CORRECTED(2, "ann"), "not-correctable"},
    {"a pause is not", a_pause, CORRECTED(4, "ann"), "not-correctable"},
    {"an abort is not", an_abort, CORRECTED(4, "ann"), "not-correctable"},
    {"what never was is not", a_start, CORRECTED(99, "ann"), "event-unknown"},
    {"a start is not taken back once its run is over", an_abort, CORRECTED(1, "ann"), "later-event"},
    {"nor once something was measured in it", a_measurement, CORRECTED(1, "ann"), "later-event"},
    {"both are named", a_completion, CORRECTED(1, "ann"), "later-event"},
    {"a measurement is taken back", a_measurement, CORRECTED(4, "ann"), ""},
    {"not once the run is over", a_completion, CORRECTED(4, "ann"), "later-event"},
    {"nor in the next run", a_failure_and_a_retry, CORRECTED(1, "ann"), "later-event"},
    {"an answer is taken back", an_answer, CORRECTED(5, "ann"), ""},
    {"not once the run is over either", a_completion, CORRECTED(5, "ann"), "later-event"},
    {"a signature is taken back", a_signature, CORRECTED(17, "eve"), ""},
    {"not from a finished rack", an_audit_over, CORRECTED(17, "eve"), "later-event"},
    {"a defect is taken back", a_defect, CORRECTED(4, "ann"), ""},
    {"not once it was decided on", a_defect_decided_on, CORRECTED(4, "ann"), "later-event"},
    {"a completion is taken back", a_completion, CORRECTED(7, "ann"), ""},
    {"the last one of several", a_completion_twice, CORRECTED(9, "ann"), ""},
    {"not the first again", a_completion_twice, CORRECTED(7, "ann"), "corrected-already"},
    {"not once a follower runs", a_completion_and_a_follower, CORRECTED(7, "ann"), "later-event"},
    {"but when that was given up", a_completion_and_a_follower_given_up, CORRECTED(7, "ann"), ""},
    {"not when its place is taken", a_completion_and_another_rack, CORRECTED(7, "ann"), "station-full"},
    {"not when its evidence fell", a_completion_that_fell, CORRECTED(7, "ann"), "later-event"},
    {"not in a cancelled order", a_completion_of_a_cancelled_order, CORRECTED(7, "ann"), "order-state"},
    {"a failure is not once it is retried", a_failure_and_a_retry, CORRECTED(4, "ann"), "later-event"},
    {"not of a tray in a rack", a_tray_done_and_installed, CORRECTED(5, "ann"), "unit-installed"},
    {"not of what was shipped", a_tray_done_and_shipped, CORRECTED(5, "ann"), "unit-state"},
    {"an installation is taken back", a_board_in_a_tray, CORRECTED(4, "ann"), ""},
    {"not once the run is over too", a_tray_done, CORRECTED(4, "ann"), "later-event"},
    {"nor once the part is measured", a_tray_in_a_rack_measured, CORRECTED(7, "ann"), "later-event"},
    {"nor once it is out", a_tray_out_again, CORRECTED(7, "ann"), "later-event"},
    {"a removal is taken back, from the scrap too", a_tray_out_again, CORRECTED(9, "ann"), ""},
    {"not once the position is filled", a_tray_out_and_another_in, CORRECTED(9, "ann"), "later-event"},
    {"nor once the tray is apart", a_tray_out_and_apart, CORRECTED(9, "ann"), "later-event"},
    {"nor once the run is over that lost its evidence", a_tray_out_and_the_run_over, CORRECTED(9, "ann"),
     "later-event"},
    {"a removal from a finished rack is taken back", a_supply_out, CORRECTED(18, "ann"), ""},
    {"not once the retest began", a_supply_out_and_the_trays_begun, CORRECTED(18, "ann"), "later-event"},
    {"nor once the retest is waived", a_supply_out_and_the_test_waived, CORRECTED(18, "ann"), "later-event"},
    {"nor once the part is elsewhere", a_supply_out_and_in_another_rack, CORRECTED(18, "ann"), "later-event"},
    {"nor once it was", a_supply_out_and_in_another_rack_for_a_while, CORRECTED(18, "ann"), "later-event"},
    {"nor from scrap", a_supply_out_and_the_rack_scrapped, CORRECTED(18, "ann"), "unit-state"},
};
SCENARIOS(CORRECTION_SCENARIOS, TABLE);

static struct line *line;

static void begin(void)
{
    line = line_new();
}

static void end(void)
{
    line_free(line);
}

/* By quality, from wherever. */
static const struct result_corrected *correct(int64_t position)
{
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    const struct event_corrected data = {.event = line_id(position), .reason = "slip"};
    return line->entries[line_posted(line, ENTRY_EVENT_CORRECTED, &data) - 1].result;
}

START_TEST(a_start_taken_back_was_no_attempt)
{
    a_failure_and_a_retry(line);
    const struct result_corrected *result = correct(5);
    ck_assert_str_eq(result->type, "operation.started");
    ck_assert_int_eq(result->voided, 5);
    ck_assert_str_eq(result->unit, "R1");
    ck_assert_int_eq(result->previous, OPERATION_FAILED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_FAILED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->attempts, 1);
}
END_TEST

START_TEST(a_failure_taken_back_is_none)
{
    a_start(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->failures, 1);
    ck_assert_int_eq(correct(4)->previous, OPERATION_RUNNING);
    ck_assert_int_eq(line_operation(line, "R1", "010")->failures, 0);
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_RUNNING);
}
END_TEST

START_TEST(the_last_completion_taken_back_opens_unit_and_order)
{
    line_completed(line, "R2");
    line_completed(line, "R3");
    line_at(line, "Q1");
    line_begun(line, "R1", "060", "Q1", NULL);
    POST(line, ENTRY_UNIT_SIGNED, unit_signed, SUBJECT("R1", "060", "eve"));
    int64_t at = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "060", "eve"));
    ck_assert_int_eq(line->orders[0].state, ORDER_COMPLETED);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
    const struct result_corrected *result = correct(at);
    ck_assert_int_eq(result->unit_state, UNIT_IN_REPAIR);
    ck_assert_int_eq(result->order_state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(an_earlier_completion_leaves_the_order_as_it_is)
{
    a_completion(line);
    const struct result_corrected *result = correct(7);
    ck_assert_int_eq(result->unit_state, UNIT_IN_PROCESS);
    ck_assert_int_eq(result->order_state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(a_removal_taken_back_restores_what_fell_and_finishes_the_rack)
{
    a_supply_out(line);
    size_t before = line->entry_count;
    const struct result_corrected *result = correct(18);
    ck_assert_uint_eq(result->restored.count, 4);
    ck_assert_str_eq(result->restored.items[0], "020");
    ck_assert_uint_eq(line->entry_count, before + 3);
    ck_assert_int_eq(line->entries[before + 1].kind, ENTRY_UNIT_COMPLETED);
    ck_assert_int_eq(line->entries[before + 2].kind, ENTRY_ORDER_COMPLETED);
    ck_assert_int_eq(line_component(line, "PSU", "R1-supply-1")->state, COMPONENT_INSTALLED);
}
END_TEST

START_TEST(what_fell_for_two_reasons_stays_fallen)
{
    a_supply_out(line);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "030", "ann"), .position = "cable");
    const struct result_corrected *result = correct(18);
    ck_assert_uint_eq(result->restored.count, 1);
    ck_assert_str_eq(result->restored.items[0], "020"); /* the tests depend on the cable too */
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_INVALIDATED);
    ck_assert_int_eq(result->unit_state, UNIT_IN_PROCESS);
}
END_TEST

START_TEST(what_fell_stays_fallen_when_the_other_part_was_changed)
{
    a_supply_out(line);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "030", "ann"), .position = "cable");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "030", "ann"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "030", "ann"), .position = "cable",
         .part_number = "CBL", .lot = "L2");
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "030", "ann"));
    ck_assert_uint_eq(correct(18)->restored.count, 1);
    ck_assert_int_eq(line_operation(line, "R1", "050")->state, OPERATION_INVALIDATED);
}
END_TEST

START_TEST(a_waiver_that_fell_stands_again)
{
    line_completed(line, "R1");
    line_operation(line, "R1", "020")->state = OPERATION_WAIVED;
    int64_t at =
        POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "supply-1");
    ck_assert_str_eq(correct(at)->waiver, "020");
    ck_assert_int_eq(line_operation(line, "R1", "020")->state, OPERATION_WAIVED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
}
END_TEST

START_TEST(an_installation_taken_back_frees_the_tray)
{
    a_tray_in_a_rack(line);
    correct(7);
    ck_assert_int_eq(line_unit(line, "T1")->installed_in, ABSENT_INTEGER);
    ck_assert_ptr_null(line_occupant(line, line_unit(line, "R1"), "tray-1"));
}
END_TEST

START_TEST(the_last_defect_taken_back_takes_the_unit_out_of_repair)
{
    a_defect(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
    ck_assert_int_eq(correct(4)->unit_state, UNIT_IN_REPAIR);
    ck_assert_int_eq(correct(5)->unit_state, UNIT_IN_PROCESS);
}
END_TEST

SUITE_BEGIN(domain_rules_correction)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, a_start_taken_back_was_no_attempt);
tcase_add_test(tests, a_failure_taken_back_is_none);
tcase_add_test(tests, the_last_completion_taken_back_opens_unit_and_order);
tcase_add_test(tests, an_earlier_completion_leaves_the_order_as_it_is);
tcase_add_test(tests, a_removal_taken_back_restores_what_fell_and_finishes_the_rack);
tcase_add_test(tests, what_fell_for_two_reasons_stays_fallen);
tcase_add_test(tests, what_fell_stays_fallen_when_the_other_part_was_changed);
tcase_add_test(tests, a_waiver_that_fell_stands_again);
tcase_add_test(tests, an_installation_taken_back_frees_the_tray);
tcase_add_test(tests, the_last_defect_taken_back_takes_the_unit_out_of_repair);
SUITE_END
