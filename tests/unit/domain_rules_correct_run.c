/* Taking back what happened to a run, and what was recorded in it. The comments number the journal: an event is named
 * by its position. */
#include "scenario.h"
#include "suite.h"

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
GIVEN(a_start_just_fresh)
{
    a_start(line);
    line->now_us += LINE_CORRECTION_WINDOW_US;
}
GIVEN(a_start_too_old)
{
    a_start_just_fresh(line);
    line->now_us++;
}
GIVEN(a_start_too_old_for_anybody_but_quality)
{
    a_start_too_old(line);
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
}
GIVEN(a_start_seen_by_a_person)
{
    a_start(line);
    line->principal = (struct principal){.token = "ann's tablet", .role = ROLE_OPERATOR};
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
GIVEN(a_pause_and_a_resumption) /* 5 */
{
    a_pause(line);
    line->now_us += US_PER_HOUR;
    POST(line, ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "010", "ann"));
}
GIVEN(a_measurement_since) /* 6 */
{
    a_pause_and_a_resumption(line);
    POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "ann"),
         .characteristic = "torque", .value = 10);
}
GIVEN(a_pause_and_an_abort) /* 5 */
{
    a_pause(line);
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "010", "ann"));
}
GIVEN(a_pause_and_the_station_down)
{
    a_pause(line);
    POST(line, ENTRY_STATION_CHANGED, station_changed, .state = STATION_UNSCHEDULED_DOWN);
    POST(line, ENTRY_STATION_CHANGED, station_changed, .state = STATION_PRODUCTIVE);
}
GIVEN(an_abort_and_another_run)
{
    an_abort(line);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
}
GIVEN(an_abort_and_another_rack)
{
    an_abort(line);
    line_begun(line, "R2", "010", "A1", NULL);
}
GIVEN(an_abort_and_a_waiver_asked_for)
{
    an_abort(line);
    line_request(line, "R1", "010", "quality");
}
GIVEN(an_abort_of_a_cancelled_order)
{
    an_abort(line);
    line->orders[0].state = ORDER_CANCELLED;
}
static int64_t burn_in_given_up(struct line *line)
{
    line_at(line, "B1");
    line_ready(line, "R1", "050");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "050", "ann"), .bay = "b1");
    return POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "050", "ann"));
}
GIVEN(a_start_corrected)
{
    a_start(line);
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = LINE_ID(1), .reason = "slip");
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
GIVEN(a_completion_taken_back_since_its_follower_was_given_up)
{
    a_completion_and_a_follower_given_up(line);
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = LINE_ID(7), .reason = "slip");
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
    line_operation(line, "R1", "010")->invalidated_by = 8;
}
GIVEN(a_completion_of_a_cancelled_order)
{
    a_completion(line);
    line->orders[0].state = ORDER_CANCELLED;
}
GIVEN(a_completion_twice) /* 9 */
{
    a_completion(line);
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = LINE_ID(7), .reason = "slip");
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"));
}
GIVEN(a_failure_and_a_retry) /* 4, 5 */
{
    a_start(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
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
    line_dispose(line, 4, DISPOSITION_USE_AS_IS);
}

GIVEN(a_failure_decided_on)
{
    a_start(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED);
    line_dispose(line, 5, DISPOSITION_FALSE_FAIL);
}

static void report_and_end(struct line *line, int verdict) /* 4 reports, 5 ends the run */
{
    a_start(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"), .verdict = verdict);
}
GIVEN(a_failed_run_that_is_to_be_done_again)
{
    const char *again[] = {"010"};
    report_and_end(line, VERDICT_FAILED);
    line_rework(line, &(const struct nonconformance_dispositioned){
                          .nonconformance = 4, .disposition = DISPOSITION_REPAIR, .operations = {again, 1}});
}
GIVEN(a_failed_run_and_a_decision_about_another)
{
    report_and_end(line, VERDICT_FAILED);
    line_dispose(line, 4, DISPOSITION_FALSE_FAIL);
}
GIVEN(a_failed_run_and_a_waiver_asked_for)
{
    report_and_end(line, VERDICT_FAILED);
    line_request(line, "R1", "010", "quality");
}

#define CORRECTED(position, badge)                                                                                     \
    EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator = (badge), .event = LINE_ID(position), .reason = "slip")

static const struct scenario TABLE[] = {
    {"a failure not once its nonconformance was decided on", a_failure_decided_on, CORRECTED(4, "ann"), "later-event"},
    {"a start is taken back", a_start, CORRECTED(1, "ann"), ""},
    {"not once it was paused", a_pause, CORRECTED(1, "ann"), "later-event"},
    {"by its own station", a_start_seen_from_elsewhere, CORRECTED(1, "ann"), "station-other"},
    {"or by quality, without a badge", a_start_seen_by_quality, CORRECTED(1, NULL), ""},
    {"within the window", a_start_just_fresh, CORRECTED(1, "ann"), ""},
    {"and no later", a_start_too_old, CORRECTED(1, "ann"), "correction-window"},
    {"but by quality", a_start_too_old_for_anybody_but_quality, CORRECTED(1, NULL), ""},
    {"by its own operator from no station", a_start_seen_by_a_person, CORRECTED(1, "ann"), ""},
    {"by no other operator", a_start_seen_by_a_person, CORRECTED(1, "eve"), "correction-operator"},
    {"all that is wrong is said", a_start_too_old, CORRECTED(1, "eve"), "correction-operator correction-window"},
    {"a station says who it is", a_start, CORRECTED(1, NULL), "operator-missing"},
    {"and who works here", a_start, CORRECTED(1, "old"), "operator-left correction-operator"},
    {"once", a_start_corrected, CORRECTED(1, "ann"), "corrected-already"},
    {"a correction is not taken back", a_start_corrected, CORRECTED(4, "ann"), "not-correctable"},
    {"what followed by itself is not taken back by itself", a_start, CORRECTED(2, "ann"), "not-correctable"},
    {"a pause is taken back", a_pause, CORRECTED(4, "ann"), ""},
    {"not once the run went on", a_pause_and_a_resumption, CORRECTED(4, "ann"), "later-event"},
    {"nor once it was given up", a_pause_and_an_abort, CORRECTED(4, "ann"), "later-event"},
    {"nor when the station went down, by which it would have stood still", a_pause_and_the_station_down,
     CORRECTED(4, "ann"), "later-event"},
    {"a resumption is taken back", a_pause_and_a_resumption, CORRECTED(5, "ann"), ""},
    {"not once something was measured", a_measurement_since, CORRECTED(5, "ann"), "later-event"},
    {"an abort is taken back", an_abort, CORRECTED(4, "ann"), ""},
    {"of what was paused too", a_pause_and_an_abort, CORRECTED(5, "ann"), ""},
    {"not once another run was begun", an_abort_and_another_run, CORRECTED(4, "ann"), "later-event"},
    {"nor when its place is taken", an_abort_and_another_rack, CORRECTED(4, "ann"), "station-full"},
    {"nor when somebody asked to go on without it", an_abort_and_a_waiver_asked_for, CORRECTED(4, "ann"),
     "later-event"},
    {"nor in a cancelled order", an_abort_of_a_cancelled_order, CORRECTED(4, "ann"), "order-state"},
    {"nor when what comes before it has not ended after all", a_completion_taken_back_since_its_follower_was_given_up,
     CORRECTED(9, "ann"), "later-event"},
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
    {"nor when what is to be done again was decided after it", a_failed_run_that_is_to_be_done_again,
     CORRECTED(5, "ann"), "later-event"},
    {"nor when somebody asked to go on without it", a_failed_run_and_a_waiver_asked_for, CORRECTED(5, "ann"),
     "later-event"},
    {"but when what was decided speaks of something else", a_failed_run_and_a_decision_about_another,
     CORRECTED(5, "ann"), ""},
    {"a failure is not once it is retried", a_failure_and_a_retry, CORRECTED(4, "ann"), "later-event"},
};
SCENARIOS(CORRECT_RUN_SCENARIOS, TABLE);

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
    const struct result_corrected *result = correct(6);
    ck_assert_str_eq(result->type, "operation.started");
    ck_assert_int_eq(result->voided, 6);
    ck_assert_str_eq(result->unit, "R1");
    ck_assert_int_eq(result->previous, OPERATION_FAILED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_FAILED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->attempts, 1);
}
END_TEST

/* It had failed, and was waived, and fell. */
START_TEST(a_start_taken_back_leaves_the_failures_that_it_made_count_no_more)
{
    struct unit_operation *row = line_operation(line, "R1", "010");
    row->state = OPERATION_INVALIDATED;
    row->failures = 1;
    a_start(line);
    ck_assert_int_eq(row->failures, 0);
    correct(1);
    ck_assert_int_eq(row->failures, 1);
}
END_TEST

START_TEST(the_first_start_taken_back_leaves_unit_and_order_as_they_were)
{
    a_start(line);
    const struct result_corrected *result = correct(1);
    ck_assert_int_eq(result->unit_state, UNIT_QUEUED);
    ck_assert_int_eq(result->order_state, ORDER_RELEASED);
    line_at(line, "A1");
    size_t before = line->entry_count;
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
    ck_assert_uint_eq(line->entry_count, before + 3); /* unit and order start again */
}
END_TEST

START_TEST(a_unit_that_ran_else_has_started)
{
    an_abort(line);
    int64_t again = POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
    const struct result_corrected *result = correct(again);
    ck_assert_int_eq(result->unit_state, UNIT_IN_PROCESS);
    ck_assert_int_eq(result->order_state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(an_order_of_which_another_unit_ran_has_started)
{
    line_begun(line, "R2", "010", "A2", NULL);
    line->orders[0].state = ORDER_IN_PROCESS;
    int64_t at = POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
    const struct result_corrected *result = correct(at);
    ck_assert_int_eq(result->unit_state, UNIT_QUEUED);
    ck_assert_int_eq(result->order_state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(a_failure_taken_back_is_none)
{
    a_start(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED);
    ck_assert_int_eq(line_operation(line, "R1", "010")->failures, 1);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_REPAIR);
    ck_assert_int_eq(correct(4)->previous, OPERATION_RUNNING);
    ck_assert_int_eq(line_operation(line, "R1", "010")->failures, 0);
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_RUNNING);
    ck_assert_int_eq(line_nonconformance(line, 5)->state, NONCONFORMANCE_VOIDED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
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

START_TEST(the_last_defect_taken_back_takes_the_unit_out_of_repair)
{
    a_defect(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
    ck_assert_int_eq(correct(4)->unit_state, UNIT_IN_REPAIR);
    ck_assert_int_eq(correct(5)->unit_state, UNIT_IN_PROCESS);
}
END_TEST

/* Of a burn-in of two hours, whatever was taken back, the minutes count as if it had not been. */
START_TEST(no_minute_of_a_burn_in_is_lost_or_invented)
{
    line_at(line, "B1");
    line_ready(line, "R1", "050");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "050", "ann"), .bay = "b1");
    const struct run *run = line_run(line, line_operation(line, "R1", "050")->run_id);
    line->now_us += 30 * US_PER_MINUTE;
    int64_t paused = POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "050", "ann"));
    line->now_us += 10 * US_PER_MINUTE;
    const struct result_corrected *result = correct(paused);
    ck_assert_int_eq(result->previous, OPERATION_RUNNING);
    ck_assert_int_eq(result->running_since, run->started);
    ck_assert_int_eq(run_accumulated_us(run, line->now_us), 40 * US_PER_MINUTE);

    line_at(line, "B1");
    POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "050", "ann"));
    line->now_us += 20 * US_PER_MINUTE;
    int64_t resumed = POST(line, ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann"));
    line->now_us += 5 * US_PER_MINUTE;
    ck_assert_int_eq(correct(resumed)->previous, OPERATION_PAUSED);
    ck_assert_int_eq(run_accumulated_us(run, line->now_us), 40 * US_PER_MINUTE);

    line_at(line, "B1");
    POST(line, ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann"));
    line->now_us += 7 * US_PER_MINUTE;
    int64_t aborted = POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "050", "ann"));
    ck_assert_int_eq(line_operation(line, "R1", "050")->attempts, 0);
    line->now_us += 3 * US_PER_MINUTE;
    ck_assert_int_eq(correct(aborted)->previous, OPERATION_RUNNING);
    ck_assert_int_eq(run_accumulated_us(run, line->now_us), 50 * US_PER_MINUTE);
    ck_assert_int_eq(line_operation(line, "R1", "050")->attempts, 1);
}
END_TEST

/* In the meantime another rack was in its bay: it did not burn in there. */
START_TEST(no_abort_is_taken_back_once_the_bay_was_taken)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const int64_t aborted = burn_in_given_up(line);
    line_ready(line, "R2", "050");
    int64_t start = POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R2", "050", "ann"), .bay = "b1");
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R2", "050", "ann"));
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    line_post(line, ENTRY_EVENT_CORRECTED, &(const struct event_corrected){.event = line_id(aborted), .reason = "slip"},
              &reasons);
    reasons_are("another rack was in the bay", "later-event", &reasons);
    ck_assert_int_eq(reasons.items[0].journal_position, start);
}
END_TEST

START_TEST(an_abort_of_what_had_failed_is_no_failure)
{
    a_start(line);
    POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "ann"), .characteristic = "torque",
         .value = 99);
    int64_t aborted = POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "010", "ann"));
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_REPAIR);
    const struct result_corrected *result = correct(aborted);
    ck_assert_int_eq(result->failures, 0);
    ck_assert_int_eq(result->nonconformance, aborted + 1);
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_RUNNING);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
}
END_TEST

/* 030 was begun before 010 fell and stood still while that was done again: it went on by its end. */
START_TEST(what_went_on_by_a_completion_stands_in_its_way)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    line_begun(line, "R1", "030", "A1", NULL);
    POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "030", "ann"));
    line_operation(line, "R1", "010")->state = OPERATION_OPEN;
    line_at(line, "A2");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1");
    for (int i = 0; i < 2; i++)
        POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "ann"),
             .characteristic = "torque", .value = 10);
    POST(line, ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "010", "ann"), .check = "level", .answer = "yes");
    line->now_us += US_PER_HOUR;
    int64_t end = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"));
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_PASSED);
    line_at(line, "A1");
    int64_t resumed = POST(line, ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "030", "ann"));
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    line_post(line, ENTRY_EVENT_CORRECTED, &(const struct event_corrected){.event = line_id(end), .reason = "slip"},
              &reasons);
    reasons_are("030 went on since", "later-event", &reasons);
    ck_assert_uint_eq(reasons.count, 1);
    ck_assert_int_eq(reasons.items[0].journal_position, resumed);
}
END_TEST

SUITE_BEGIN(domain_rules_correct_run)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, a_start_taken_back_was_no_attempt);
tcase_add_test(tests, a_start_taken_back_leaves_the_failures_that_it_made_count_no_more);
tcase_add_test(tests, the_first_start_taken_back_leaves_unit_and_order_as_they_were);
tcase_add_test(tests, a_unit_that_ran_else_has_started);
tcase_add_test(tests, an_order_of_which_another_unit_ran_has_started);
tcase_add_test(tests, a_failure_taken_back_is_none);
tcase_add_test(tests, the_last_completion_taken_back_opens_unit_and_order);
tcase_add_test(tests, an_earlier_completion_leaves_the_order_as_it_is);
tcase_add_test(tests, no_minute_of_a_burn_in_is_lost_or_invented);
tcase_add_test(tests, no_abort_is_taken_back_once_the_bay_was_taken);
tcase_add_test(tests, an_abort_of_what_had_failed_is_no_failure);
tcase_add_test(tests, what_went_on_by_a_completion_stands_in_its_way);
tcase_add_test(tests, the_last_defect_taken_back_takes_the_unit_out_of_repair);
SUITE_END
