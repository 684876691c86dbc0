/* Removing components, and what falls with them. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

GIVEN(a_finished_rack)
{
    line_completed(line, "R1");
}
GIVEN(a_finished_order)
{
    line_completed(line, "R1");
    line->orders[0].state = ORDER_COMPLETED;
}
GIVEN(a_shipped_rack)
{
    line_completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_rack_inside_something)
{
    line_completed(line, "R1");
    line_put_inside(line, "R1", "P1", "rack");
}
GIVEN(a_held_rack)
{
    line_completed(line, "R1");
    line->unit_held[0] = true;
}
GIVEN(a_cancelled_order)
{
    line_ready(line, "R1", "040");
    line->orders[0].state = ORDER_CANCELLED;
}
GIVEN(a_rack_in_test)
{
    line_begun(line, "R1", "040", "C1", NULL);
}
GIVEN(a_rack_with_a_frame)
{
    line_ready(line, "R1", "020");
}

static void run_again(struct line *line, const char *station)
{
    line_ready(line, "R1", "040");
    line_operation(line, "R1", "020")->state = OPERATION_OPEN;
    line_begun(line, "R1", "020", station, NULL);
}
GIVEN(trays_running_again)
{
    run_again(line, "A1");
}
GIVEN(trays_running_again_elsewhere)
{
    run_again(line, "A2");
}
GIVEN(waived_trays)
{
    line_completed(line, "R1");
    line_operation(line, "R1", "020")->state = OPERATION_WAIVED;
}
GIVEN(no_station)
{
    a_finished_rack(line), line_at(line, NULL);
}

#define REMOVED(...)                                                                                                   \
    ENTRY_COMPONENT_REMOVED, &(const struct component_removed)                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define SUPPLY(number, ...) REMOVED(SUBJECT("R1", number, "ann"), .position = "supply-1", __VA_ARGS__)

static const struct scenario TABLE[] = {
    {"a part comes out of a finished rack", a_finished_rack, SUPPLY("020", .removal = REMOVAL_REUSE), ""},
    {"the scan may say which it is", a_finished_rack, SUPPLY("020", .serial = "R1-supply-1"), ""},
    {"and must be right", a_finished_rack, SUPPLY("020", .serial = "p9"), "serial-other"},
    {"a part without a serial number is not the one scanned", a_finished_rack,
     REMOVED(SUBJECT("R1", "030", "ann"), .position = "cable", .serial = "c1"), "serial-other"},
    {"nothing comes out of an empty position", a_rack_with_a_frame, SUPPLY("020", .reason = "?"), "position-empty"},
    {"nor out of one that is not there", a_finished_rack, REMOVED(SUBJECT("R1", "020", "ann"), .position = "supply-9"),
     "position-unknown"},
    {"the operation is one of the routing", a_finished_rack, SUPPLY("999", .reason = "?"), "operation-unknown"},
    {"a shipped rack is frozen", a_shipped_rack, SUPPLY("020", .reason = "?"), "unit-state"},
    {"a rack inside another is left alone", a_rack_inside_something, SUPPLY("020", .reason = "?"), "unit-installed"},
    {"a hold keeps it as it is", a_held_rack, SUPPLY("020", .reason = "?"), "unit-held"},
    {"parts of a cancelled order are saved", a_cancelled_order, SUPPLY("020", .reason = "?"), ""},
    {"not while a test runs that depends on it", a_rack_in_test, SUPPLY("040", .reason = "?"), "operation-state"},
    {"it comes out where it goes in", trays_running_again, SUPPLY("020", .reason = "?"), ""},
    {"and not under another operation's name", trays_running_again, SUPPLY("010", .reason = "?"), "position-operation"},
    {"nor at another station", trays_running_again_elsewhere, SUPPLY("020", .reason = "?"), "station-other"},
    {"at a station", no_station, SUPPLY("020", .reason = "?"), "no-station"},
    {"by an operator", a_finished_rack, REMOVED(SUBJECT("R1", "020", NULL), .position = "supply-1"),
     "operator-missing"},
};
SCENARIOS(REMOVE_SCENARIOS, TABLE);

static struct line *line;

static void begin(void)
{
    line = line_new();
}

static void end(void)
{
    line_free(line);
}

static const struct result_removed *removal(const char *operation, const char *position)
{
    int64_t at = line_posted(line, REMOVED(SUBJECT("R1", operation, "ann"), .position = position));
    return line->entries[at - 1].result;
}

/* The operations that fell, as one text: "020 040". */
static const char *fallen(const struct result_removed *result)
{
    static char text[100];
    *text = 0;
    for (size_t i = 0; i < result->invalidated.count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, result->invalidated.items[i]);
    }
    return text;
}

START_TEST(exactly_the_evidence_that_depended_on_it_falls)
{
    a_finished_order(line);
    const struct result_removed *result = removal("020", "supply-1");
    ck_assert_str_eq(fallen(result), "020 040 050 060"); /* neither the frame nor the cable */
    ck_assert_str_eq(result->part_number, "PSU");
    ck_assert_str_eq(result->serial, "R1-supply-1");
    ck_assert_uint_eq(result->waived.count, 0);
    ck_assert_int_eq(result->run_id, ABSENT_INTEGER);
    ck_assert_int_eq(line_operation(line, "R1", "060")->state, OPERATION_INVALIDATED);
    ck_assert_int_eq(line_operation(line, "R1", "030")->state, OPERATION_PASSED);
}
END_TEST

START_TEST(each_position_has_its_own_evidence)
{
    a_finished_rack(line);
    ck_assert_str_eq(fallen(removal("030", "cable")), "030 040 050 060");
}
END_TEST

START_TEST(what_fell_already_does_not_fall_again)
{
    a_finished_rack(line);
    removal("030", "cable");
    ck_assert_str_eq(fallen(removal("020", "tray-1")), "020");
}
END_TEST

START_TEST(a_finished_rack_and_its_order_are_open_again)
{
    a_finished_order(line);
    removal("020", "tray-1");
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
    ck_assert_int_eq(line->orders[0].state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(a_waiver_falls_where_the_position_must_be_filled_after_all)
{
    waived_trays(line);
    const struct result_removed *result = removal("020", "supply-1");
    ck_assert_str_eq(fallen(result), "040 050 060");
    ck_assert_uint_eq(result->waived.count, 1);
    ck_assert_str_eq(result->waived.items[0], "020");
    ck_assert_int_eq(line_operation(line, "R1", "020")->state, OPERATION_INVALIDATED);
}
END_TEST

START_TEST(a_waiver_is_of_the_unit_as_it_was)
{
    a_finished_rack(line);
    line_operation(line, "R1", "010")->state = line_operation(line, "R1", "040")->state = OPERATION_WAIVED;
    const struct result_removed *result = removal("020", "supply-1");
    ck_assert_str_eq(fallen(result), "020 050 060");
    ck_assert_uint_eq(result->waived.count, 1); /* the frame has nothing to do with the supply */
    ck_assert_str_eq(result->waived.items[0], "040");
    ck_assert_int_eq(line_operation(line, "R1", "010")->state, OPERATION_WAIVED);
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_INVALIDATED);
}
END_TEST

START_TEST(what_the_open_run_measured_there_falls_too)
{
    static const char *const TRAYS[] = {"T1", "T2"}, *const POSITIONS[] = {"tray-1", "tray-2"};
    for (int i = 0; i < 2; i++)
        line_completed(line, TRAYS[i]);
    line_begun(line, "R1", "020", "A1", NULL);
    for (int i = 0; i < 2; i++) {
        line_posted(line, ENTRY_COMPONENT_INSTALLED,
                    &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = POSITIONS[i],
                                                        .part_number = "TRAY", .serial = TRAYS[i]});
        line_posted(line, ENTRY_MEASUREMENT_RECORDED,
                    &(const struct measurement_recorded){SUBJECT("R1", "020", "ann"), .characteristic = "seat",
                                                         .position = POSITIONS[i], .value = 0.9});
    }
    const struct result_removed *result = removal("020", "tray-1");
    ck_assert_int_eq(result->run_id, line_operation(line, "R1", "020")->run_id);
    ck_assert(result->run_whole);
    ck_assert_int_ne(line->measurements[0].voided_by, ABSENT_INTEGER);
    ck_assert_int_eq(line->measurements[1].voided_by, ABSENT_INTEGER);
}
END_TEST

START_TEST(the_shortest_retest_route_follows)
{
    a_finished_rack(line);
    removal("020", "supply-1");
    const struct unit_operation *operations = line->operations[0];
    const enum operation_state expected[] = {OPERATION_PASSED,  OPERATION_READY,   OPERATION_PASSED,
                                             OPERATION_BLOCKED, OPERATION_BLOCKED, OPERATION_BLOCKED};
    for (int i = 0; i < LINE_OPERATIONS; i++)
        ck_assert_int_eq(operation_standing(&line->rack, operations, i), expected[i]);
}
END_TEST

SUITE_BEGIN(domain_rules_remove)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, exactly_the_evidence_that_depended_on_it_falls);
tcase_add_test(tests, each_position_has_its_own_evidence);
tcase_add_test(tests, what_fell_already_does_not_fall_again);
tcase_add_test(tests, a_finished_rack_and_its_order_are_open_again);
tcase_add_test(tests, a_waiver_falls_where_the_position_must_be_filled_after_all);
tcase_add_test(tests, a_waiver_is_of_the_unit_as_it_was);
tcase_add_test(tests, what_the_open_run_measured_there_falls_too);
tcase_add_test(tests, the_shortest_retest_route_follows);
SUITE_END
