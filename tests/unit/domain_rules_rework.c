/* What quality sends back to be done again, of a fault found after it had passed: when it may, what falls, and when it
 * is closed. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

static void completed(struct line *line, const char *serial)
{
    line_completed(line, serial);
    line_at(line, "A1");
}

GIVEN(a_completed_rack)
{
    completed(line, "R1");
    line_order(line, "racks")->state = ORDER_COMPLETED;
}
GIVEN(a_shipped_rack)
{
    a_completed_rack(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_rack_of_a_cancelled_order)
{
    completed(line, "R1");
    line_order(line, "racks")->state = ORDER_CANCELLED;
}
GIVEN(a_held_rack)
{
    completed(line, "R1");
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_rack_at_its_test)
{
    line_begun(line, "R1", "040", "C1", NULL);
}
GIVEN(a_rack_that_burns_in)
{
    line_begun(line, "R1", "050", "B1", "b1");
}
GIVEN(a_rack_that_is_audited)
{
    line_begun(line, "R1", "060", "Q1", NULL);
}
GIVEN(a_rack_that_did_without_its_test)
{
    completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    line_operation(line, "R1", "050")->state = OPERATION_INVALIDATED;
    line_waive(line, "R1", "050");
}
GIVEN(a_node_in_a_completed_rack)
{
    a_completed_rack(line);
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_shipped_rack)
{
    a_node_in_a_completed_rack(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_node_in_a_rack_that_burns_in)
{
    line_begun(line, "R1", "050", "B1", "b1");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_rack_in_a_pod)
{
    a_node_in_a_completed_rack(line);
    line_completed(line, "P1");
    line_put_inside(line, "R1", "P1", "rack");
}

enum { NAMED_MOST = 2 };

static struct nonconformance_dispositioned decision_on(int64_t nonconformance, int disposition,
                                                       const char *const *operations)
{
    struct nonconformance_dispositioned data = {.nonconformance = nonconformance, .disposition = disposition};
    data.operations.items = (const char **)operations;
    while (data.operations.count < NAMED_MOST && operations[data.operations.count])
        data.operations.count++;
    return data;
}

/* A fault, put there without asking a rule. */
static int64_t found(struct line *line, const char *serial, const char *operation, const char *position)
{
    const struct defect_reported data = {SUBJECT(serial, operation, "ann"), .code = "dent", .position = position};
    const struct result_reported result = {.unit_part_number = line_unit(line, serial)->part_number};
    const int state = line_unit(line, serial)->state;
    line_unit(line, serial)->state = UNIT_COMPLETED;
    line_apply(line, &(struct decision){.entries = {{ENTRY_DEFECT_REPORTED, &data, &result}}, .count = 1});
    line_unit(line, serial)->state = state;
    return (int64_t)line->entry_count;
}

static const struct wish {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial;
    int disposition;
    const char *operations[NAMED_MOST];
    const char *then; /* the codes, with blanks between; "": it may */
} WISHES[] = {
    {"what had passed is done again", a_completed_rack, "R1", DISPOSITION_REWORK, {"020"}, ""},
    {"for a repair too", a_completed_rack, "R1", DISPOSITION_REPAIR, {"010", "040"}, ""},
    {"only for these", a_completed_rack, "R1", DISPOSITION_USE_AS_IS, {"020"}, "operation-state"},
    {"it is one of the routing", a_completed_rack, "R1", DISPOSITION_REWORK, {"099"}, "operation-unknown"},
    {"each is named once", a_completed_rack, "R1", DISPOSITION_REWORK, {"020", "020"}, "operation-state"},
    {"what runs ends first", a_rack_at_its_test, "R1", DISPOSITION_REWORK, {"040"}, "operation-state"},
    {"and what depends on it", a_rack_at_its_test, "R1", DISPOSITION_REWORK, {"030"}, "operation-state"},
    {"what does not runs on", a_rack_that_burns_in, "R1", DISPOSITION_REWORK, {"040"}, ""},
    {"whoever signs for all of it is waited for",
     a_rack_that_is_audited,
     "R1",
     DISPOSITION_REWORK,
     {"040"},
     "operation-state"},
    {"what is still to be done is done anyway", a_rack_that_burns_in, "R1", DISPOSITION_REWORK, {"060"}, ""},
    {"not of what has left", a_shipped_rack, "R1", DISPOSITION_REWORK, {"020"}, "unit-state"},
    {"what its cancelled order left finished is mended", a_rack_of_a_cancelled_order, "R1", DISPOSITION_REWORK, {"020"}, ""},
    {"a hold stops nobody from asking for more", a_held_rack, "R1", DISPOSITION_REWORK, {"020"}, ""},
    {"of a node where it is", a_node_in_a_completed_rack, "N1", DISPOSITION_REWORK, {"020"}, ""},
    {"not in a rack that has left", a_node_in_a_shipped_rack, "N1", DISPOSITION_REWORK, {"020"}, "unit-state"},
    {"nor while one burns in around it",
     a_node_in_a_rack_that_burns_in,
     "N1",
     DISPOSITION_REWORK,
     {"020"},
     "operation-state"},
    {"whatever of it is done again",
     a_node_in_a_rack_that_burns_in,
     "N1",
     DISPOSITION_REWORK,
     {"030"},
     "operation-state"},
};

START_TEST(what_is_done_again_is_named)
{
    const struct wish *wish = &WISHES[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    wish->given(line);
    const struct nonconformance_dispositioned data =
        decision_on(found(line, wish->serial, NULL, NULL), wish->disposition, wish->operations);
    line_see_fault(line, line_nonconformance(line, data.nonconformance), arena, &snapshot);
    ck_assert_int_eq(rework_may_be_decided(&snapshot, &data, NULL, &reasons), NOTHING_WRONG);
    reasons_are(wish->claim, wish->then, &reasons);
    line_free(line);
}
END_TEST

/* --- what falls --- */

/* Operations in their order: o open, r running, d passed, f failed, v invalidated, w waived. */
static const struct falling {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial, *position;
    const char *operations[NAMED_MOST];
    const char *rack;
    int rack_state, order_state; /* enum unit_state, order_state */
} FALLINGS[] = {
    {"what it fills, and every proof of it",
     a_completed_rack,
     "R1",
     NULL,
     {"030"},
     "ddvvvv",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"at a position, what depends on that",
     a_completed_rack,
     "R1",
     "supply-1",
     {"020"},
     "dvdvvv",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"every proof of what leaves no part behind",
     a_completed_rack,
     "R1",
     NULL,
     {"010"},
     "vddvvv",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"of a test itself, and of what was signed on it",
     a_completed_rack,
     "R1",
     NULL,
     {"040"},
     "dddvdv",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"of two what either comes to",
     a_completed_rack,
     "R1",
     NULL,
     {"010", "030"},
     "vdvvvv",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"a waiver was of the unit as it was",
     a_rack_that_did_without_its_test,
     "R1",
     NULL,
     {"030"},
     "ddvvvv",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"what runs beside it runs on",
     a_rack_that_burns_in,
     "R1",
     NULL,
     {"040"},
     "dddvro",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"what was to be done still is, and nothing falls",
     a_rack_that_burns_in,
     "R1",
     NULL,
     {"060"},
     "ddddro",
     UNIT_IN_REPAIR,
     ORDER_IN_PROCESS},
    {"around it what depends on the part",
     a_node_in_a_completed_rack,
     "N1",
     NULL,
     {"020"},
     "dddvvv",
     UNIT_IN_PROCESS,
     ORDER_IN_PROCESS},
    {"and what was proven of it as a whole",
     a_node_in_a_completed_rack,
     "N1",
     NULL,
     {"030"},
     "dddvvv",
     UNIT_IN_PROCESS,
     ORDER_IN_PROCESS},
};

START_TEST(what_rests_on_it_falls)
{
    static const char LETTERS[] = "orpdfvw";
    const struct falling *falling = &FALLINGS[_i];
    struct line *line = line_new();
    falling->given(line);
    int64_t other = found(line, falling->serial, NULL, NULL); /* undecided */
    const struct nonconformance_dispositioned data =
        decision_on(found(line, falling->serial, NULL, falling->position), DISPOSITION_REWORK, falling->operations);
    line_rework(line, &data);
    const struct entry *by = line_last(line, ENTRY_OPERATION_REOPENED);
    for (size_t i = 0; falling->rack[i]; i++) {
        const struct unit_operation *row = &line->operations[0][i];
        ck_assert_msg(LETTERS[row->state] == falling->rack[i], "%s: operation %zu is %c", falling->claim, i,
                      LETTERS[row->state]);
        ck_assert(row->state != OPERATION_INVALIDATED || row->invalidated_by == by->journal_position);
    }
    ck_assert_int_eq(line_unit(line, "R1")->state, falling->rack_state);
    ck_assert_int_eq(line_order(line, "racks")->state, falling->order_state);
    ck_assert_int_eq(line_nonconformance(line, other)->state, NONCONFORMANCE_OPEN);
    line_free(line);
}
END_TEST

START_TEST(every_unit_around_it_is_open_again)
{
    static const char *const OPERATIONS[NAMED_MOST] = {"020"};
    struct line *line = line_new();
    a_node_in_a_rack_in_a_pod(line);
    const struct nonconformance_dispositioned data =
        decision_on(found(line, "N1", NULL, "drive"), DISPOSITION_REWORK, OPERATIONS);
    line_rework(line, &data);
    const struct entry *entry = line_last(line, ENTRY_OPERATION_REOPENED);
    const struct operation_reopened *reopened = entry->data;
    const struct result_reopened *result = entry->result;
    ck_assert_str_eq(reopened->unit, "N1");
    ck_assert_int_eq(reopened->nonconformance, data.nonconformance);
    ck_assert_str_eq(reopened->operations.items[0], "020");
    ck_assert_uint_eq(result->invalidated.count, 2);
    ck_assert_uint_eq(result->outer.count, 2);
    ck_assert_str_eq(result->outer.items[0].unit, "R1");
    ck_assert_str_eq(result->outer.items[0].position, "tray-1");
    ck_assert_str_eq(result->outer.items[1].unit, "P1");
    ck_assert_str_eq(result->outer.items[1].invalidated.items[0], "020");
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_IN_PROCESS);
    ck_assert_int_eq(line_unit(line, "P1")->state, UNIT_IN_PROCESS);
    line_free(line);
}
END_TEST

/* Of 010 and 020, by how often they failed: both are named. */
START_TEST(what_failed_as_often_as_it_may_gets_its_attempts_again)
{
    static const char *const NAMED[NAMED_MOST] = {"010", "020"};
    struct line *line = line_new();
    struct unit_operation *frame = line_operation(line, "R1", "010"), *trays = line_operation(line, "R1", "020");
    frame->state = trays->state = OPERATION_FAILED;
    frame->attempts = frame->failures = 3;
    trays->attempts = trays->failures = 1;
    const struct nonconformance_dispositioned data =
        decision_on(found(line, "R1", NULL, NULL), DISPOSITION_REWORK, NAMED);
    line_rework(line, &data);
    ck_assert_int_eq(frame->failures, 0);
    ck_assert_int_eq(trays->failures, 1);
    line_free(line);
}
END_TEST

/* --- what was taken out before that, and when it is closed --- */

START_TEST(a_removal_before_it_is_not_taken_back)
{
    static const char *const SERIALS[] = {"N1", "R1", "T1"}, *const FIRST[NAMED_MOST] = {"010"};
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    a_node_in_a_completed_rack(line);
    line_completed(line, "T1");
    line_put_inside(line, "T1", "R1", "tray-2");
    line_at(line, "A1");
    int64_t out = line_posted(line, ENTRY_COMPONENT_REMOVED,
                              &(const struct component_removed){SUBJECT("N1", "020", "ann"), .position = "drive"});
    const struct nonconformance_dispositioned data =
        decision_on(found(line, SERIALS[_i], NULL, NULL), DISPOSITION_REWORK, FIRST);
    line_rework(line, &data);
    const struct event_corrected back = {.operator = "ann", .event = line_id(out), .reason = "the wrong drive"};
    ck_assert_int_eq(line_post(line, ENTRY_EVENT_CORRECTED, &back, &reasons), FAULT_REFUSED);
    reasons_are(SERIALS[_i], "later-event", &reasons);
    line_free(line);
}
END_TEST

/* Passed (d), waived (w) or still to be passed (v): the operation it was found in, and two that are to be done again.
 */
static const struct closing {
    const char *claim;
    const char *states;
    int64_t ended_by; /* of the first */
    size_t missing;
} CLOSINGS[] = {
    {"all of them are passed", "dvv", 60, 2},
    {"each of them", "ddv", 60, 1},
    {"or waived", "dwd", 60, 0},
    {"and where it was found, which may have been all the time", "ddd", 40, 0},
    {"or has still to", "vdd", 40, 1},
};

START_TEST(what_is_done_again_is_passed_before_it_is_closed)
{
    const struct closing *closing = &CLOSINGS[_i];
    struct unit_operation operations[] = {{.operation = "040"}, {.operation = "010"}, {.operation = "020"}};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    for (size_t i = 0; i < 3; i++)
        operations[i].state = closing->states[i] == 'd'   ? OPERATION_PASSED
                              : closing->states[i] == 'w' ? OPERATION_WAIVED
                                                          : OPERATION_INVALIDATED;
    const struct nonconformance nonconformance = {
        .nonconformance_id = 50, .state = NONCONFORMANCE_DISPOSED, .disposition = DISPOSITION_REWORK};
    const struct nonconformance_case of = {.nonconformance = &nonconformance,
                                           .unit_state = UNIT_IN_PROCESS,
                                           .operation = &operations[0],
                                           .ended_by = closing->ended_by,
                                           .reworked = {.items = &operations[1], .count = 2}};
    nonconformance_may_be_closed(&of, &reasons);
    ck_assert_msg(reasons.found == closing->missing, "%s: %zu are missing", closing->claim, reasons.found);
}
END_TEST

SUITE_BEGIN(domain_rules_rework)
tcase_add_loop_test(tests, what_is_done_again_is_named, 0, sizeof WISHES / sizeof *WISHES);
tcase_add_loop_test(tests, what_rests_on_it_falls, 0, sizeof FALLINGS / sizeof *FALLINGS);
tcase_add_test(tests, every_unit_around_it_is_open_again);
tcase_add_test(tests, what_failed_as_often_as_it_may_gets_its_attempts_again);
tcase_add_loop_test(tests, a_removal_before_it_is_not_taken_back, 0, 3);
tcase_add_loop_test(tests, what_is_done_again_is_passed_before_it_is_closed, 0, sizeof CLOSINGS / sizeof *CLOSINGS);
SUITE_END
