/* Taking back installations and removals, and the completion of trays. The comments number the journal: an event is
 * named by its position. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define POST(line, kind, type, ...) line_posted((line), EVENT(kind, type, __VA_ARGS__))

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
    line_put_inside(line, "T1", "R1", "tray-1");
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
         .removal = REMOVAL_REUSE);
}
GIVEN(a_tray_out_and_scrapped)
{
    a_tray_in_a_rack_measured(line);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "tray-1",
         .removal = REMOVAL_SCRAP);
}
GIVEN(a_tray_out_and_scrapped_since)
{
    a_tray_out_again(line);
    const struct unit_named tray = {.unit = "T1", .part_number = "TRAY", .reason = "bent"};
    line_apply(line, &(const struct decision){.entries = {{ENTRY_UNIT_SCRAPPED, &tray, NULL}}, .count = 1});
}
static void scrap_a_faulty_tray(struct line *line) /* 9 reports, 10 */
{
    a_tray_in_a_rack_measured(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("T1", NULL, "ann"), .code = "dent");
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "tray-1",
         .removal = REMOVAL_SCRAP);
}
GIVEN(a_faulty_tray_scrapped)
{
    scrap_a_faulty_tray(line);
}
GIVEN(a_faulty_tray_scrapped_and_disposed)
{
    scrap_a_faulty_tray(line);
    line_dispose(line, 9, DISPOSITION_USE_AS_IS);
}
GIVEN(a_faulty_tray_scrapped_by_quality_too)
{
    scrap_a_faulty_tray(line);
    line_dispose(line, 9, DISPOSITION_SCRAP);
}
GIVEN(a_faulty_tray_scrapped_and_closed)
{
    scrap_a_faulty_tray(line);
    line_dispose(line, 9, DISPOSITION_FALSE_FAIL);
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, 9);
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
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("T1", "010", "ann"), .position = "board");
}
GIVEN(a_tray_out_and_the_run_over)
{
    a_tray_out_again(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "020", "ann"), .verdict = VERDICT_FAILED);
}
static void a_supply_comes_out(struct line *line) /* 18 */
{
    int64_t at = POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"),
                      .position = "supply-1", .removal = REMOVAL_SCRAP);
    ck_assert_int_eq(at, 18);
}
GIVEN(a_supply_out)
{
    line_completed(line, "R1");
    line->orders[0].state = ORDER_COMPLETED;
    line_unit(line, "R2")->state = line_unit(line, "R3")->state = UNIT_SCRAPPED;
    a_supply_comes_out(line);
}
GIVEN(a_supply_out_and_the_trays_begun)
{
    a_supply_out(line);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
}
GIVEN(a_supply_out_and_the_trays_given_up)
{
    a_supply_out_and_the_trays_begun(line);
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "020", "ann"));
}
GIVEN(a_supply_out_and_the_test_waived)
{
    a_supply_out(line);
    line_waive(line, "R1", "040");
}
GIVEN(a_supply_out_and_a_defect_since)
{
    a_supply_out(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
}
GIVEN(a_supply_out_of_a_faulty_rack) /* 18 reports, 19 */
{
    line_completed(line, "R1");
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
    int64_t at = POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"),
                      .position = "supply-1", .removal = REMOVAL_REUSE);
    ck_assert_int_eq(at, 19);
}
GIVEN(a_tray_done_around_an_undecided_defect) /* the rack waited for a tray that was done when the supply was out */
{
    line_completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    a_supply_comes_out(line);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent");
}
GIVEN(a_held_tray_out)
{
    a_tray_out_again(line);
    line->unit_held[line_unit(line, "T1")->unit_id - 1] = true;
}
GIVEN(a_supply_out_and_in_another_rack)
{
    a_supply_out(line);
    line_component(line, "PSU", "R1-supply-1")->state = COMPONENT_AVAILABLE; /* whatever was said with it */
    line_unit(line, "R3")->state = UNIT_IN_PROCESS;
    line_ready(line, "R3", "020");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R3", "020", "ann"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R3", "020", "ann"), .position = "supply-1",
         .part_number = "PSU", .revision = "C", .serial = "R1-supply-1");
}
GIVEN(a_supply_out_and_in_another_rack_for_a_while)
{
    a_supply_out_and_in_another_rack(line);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R3", "020", "ann"), .position = "supply-1");
}
GIVEN(a_supply_out_and_the_rack_scrapped)
{
    a_supply_out(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_supply_out_and_the_rack_moved_to_another_revision)
{
    a_supply_out(line);
    line->revised_by[0] = 19;
}
GIVEN(a_defect_before_the_rack_was_moved)
{
    line->revised_by[0] =
        POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent") + 1;
}
#define CORRECTED(position, badge)                                                                                     \
    EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator = (badge), .event = LINE_ID(position), .reason = "slip")

static const struct scenario TABLE[] = {
    {"a completion is not taken back of a tray in a rack", a_tray_done_and_installed, CORRECTED(5, "ann"),
     "later-event"},
    {"nor of what was shipped", a_tray_done_and_shipped, CORRECTED(5, "ann"), "unit-state"},
    {"an installation is taken back", a_board_in_a_tray, CORRECTED(4, "ann"), ""},
    {"not once the run is over too", a_tray_done, CORRECTED(4, "ann"), "later-event"},
    {"nor once the part is measured", a_tray_in_a_rack_measured, CORRECTED(7, "ann"), "later-event"},
    {"nor once it is out", a_tray_out_again, CORRECTED(7, "ann"), "later-event"},
    {"a removal is taken back", a_tray_out_again, CORRECTED(9, "ann"), ""},
    {"not once the position is filled", a_tray_out_and_another_in, CORRECTED(9, "ann"), "later-event"},
    {"nor once the tray is apart", a_tray_out_and_apart, CORRECTED(9, "ann"), "later-event"},
    {"nor once the run is over that lost its evidence", a_tray_out_and_the_run_over, CORRECTED(9, "ann"),
     "later-event"},
    {"but of a tray that went to the scrap with it", a_tray_out_and_scrapped, CORRECTED(9, "ann"), ""},
    {"not of one that was scrapped since", a_tray_out_and_scrapped_since, CORRECTED(9, "ann"), "later-event"},
    {"with a fault that nobody has decided on too", a_faulty_tray_scrapped, CORRECTED(10, "ann"), ""},
    {"or that is used as it is", a_faulty_tray_scrapped_and_disposed, CORRECTED(10, "ann"), ""},
    {"not once quality decided that it is scrap", a_faulty_tray_scrapped_by_quality_too, CORRECTED(10, "ann"),
     "later-event"},
    {"nor once a fault of it was closed because it was", a_faulty_tray_scrapped_and_closed, CORRECTED(10, "ann"),
     "later-event"},
    {"a removal from a finished rack is taken back, from the scrap too", a_supply_out, CORRECTED(18, "ann"), ""},
    {"not once the rack was moved to another revision", a_supply_out_and_the_rack_moved_to_another_revision,
     CORRECTED(18, "ann"), "later-event"},
    {"but what was found before it was", a_defect_before_the_rack_was_moved, CORRECTED(1, "ann"), ""},
    {"not once the retest began", a_supply_out_and_the_trays_begun, CORRECTED(18, "ann"), "later-event"},
    {"nor where it was given up again, which began because of the slip", a_supply_out_and_the_trays_given_up,
     CORRECTED(18, "ann"), "later-event"},
    {"nor once the retest is waived", a_supply_out_and_the_test_waived, CORRECTED(18, "ann"), "later-event"},
    {"with a defect on it that nobody has decided on, which there would be without the slip",
     a_supply_out_and_a_defect_since, CORRECTED(18, "ann"), ""},
    {"and with one from before", a_supply_out_of_a_faulty_rack, CORRECTED(19, "ann"), ""},
    {"not where the rack would be completed by it for the first time", a_tray_done_around_an_undecided_defect,
     CORRECTED(18, "ann"), "nonconformance-open"},
    {"under a hold on the tray that was out", a_held_tray_out, CORRECTED(9, "ann"), ""},
    {"not once the part is elsewhere", a_supply_out_and_in_another_rack, CORRECTED(18, "ann"), "later-event"},
    {"nor once it was", a_supply_out_and_in_another_rack_for_a_while, CORRECTED(18, "ann"), "later-event"},
    {"nor from scrap", a_supply_out_and_the_rack_scrapped, CORRECTED(18, "ann"), "unit-state"},
};
SCENARIOS(CORRECT_PART_SCENARIOS, TABLE);

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
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    line_operation(line, "R1", "020")->state = OPERATION_INVALIDATED;
    line_waive(line, "R1", "020");
    const struct waiver *waiver = line_last_waiver(line, "R1", "020");
    int64_t at =
        POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "supply-1");
    ck_assert_int_eq(waiver_standing(waiver, line_operation(line, "R1", "020")), WAIVER_LAPSED);
    const struct result_corrected *result = correct(at);
    ck_assert_uint_eq(result->rewaived.count, 1);
    ck_assert_str_eq(result->rewaived.items[0], "020");
    ck_assert_int_eq(waiver_standing(waiver, line_operation(line, "R1", "020")), WAIVER_COUNTERSIGNED);
    ck_assert_int_eq(line_operation(line, "R1", "020")->state, OPERATION_WAIVED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
}
END_TEST

START_TEST(a_tray_comes_back_from_the_scrap_as_it_was)
{
    a_tray_out_and_scrapped(line);
    ck_assert_int_eq(line_unit(line, "T1")->state, UNIT_SCRAPPED);
    const struct result_corrected *result = correct(9);
    ck_assert_str_eq(result->part->unit, "T1");
    ck_assert_int_eq(result->part->unit_state, UNIT_COMPLETED);
    ck_assert_int_eq(line_unit(line, "T1")->state, UNIT_COMPLETED);
    ck_assert_str_eq(line_occupant(line, line_unit(line, "R1"), "tray-1")->serial, "T1");
}
END_TEST

START_TEST(a_faulty_rack_is_completed_again_as_it_was)
{
    a_supply_out_of_a_faulty_rack(line);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_REPAIR);
    correct(19);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
}
END_TEST

/* A rack of which all is passed waits for its tray. */
START_TEST(a_rack_is_not_completed_around_a_tray_in_work)
{
    line_completed(line, "R1");
    line_completed(line, "T1");
    line_put_inside(line, "T1", "R1", "tray-1");
    struct unit *rack = line_unit(line, "R1");
    rack->state = UNIT_IN_PROCESS;
    line_unit(line, "T1")->state = UNIT_IN_PROCESS;
    int64_t at = POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"),
                      .position = "tray-1", .removal = REMOVAL_REUSE);
    ck_assert_uint_gt(correct(at)->restored.count, 0);
    ck_assert_int_eq(rack->state, UNIT_IN_PROCESS);
}
END_TEST

START_TEST(an_order_that_ended_with_a_scrapped_tray_is_in_work_again)
{
    a_tray_in_a_rack_measured(line);
    for (size_t i = 0; i < line->unit_count; i++)
        if (!strcmp(line->units[i].part_number, "TRAY"))
            line->units[i].state = UNIT_SCRAPPED;
    struct unit *tray = line_unit(line, "T1");
    struct order *order = line_order(line, tray->order);
    tray->state = UNIT_IN_PROCESS;
    order->state = ORDER_IN_PROCESS;
    int64_t at = POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"),
                      .position = "tray-1", .removal = REMOVAL_SCRAP);
    ck_assert_int_eq(order->state, ORDER_COMPLETED);
    ck_assert_int_eq(correct(at)->part->unit_state, UNIT_IN_PROCESS);
    ck_assert_int_eq(order->state, ORDER_IN_PROCESS);
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

SUITE_BEGIN(domain_rules_correct_part)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, a_removal_taken_back_restores_what_fell_and_finishes_the_rack);
tcase_add_test(tests, what_fell_for_two_reasons_stays_fallen);
tcase_add_test(tests, what_fell_stays_fallen_when_the_other_part_was_changed);
tcase_add_test(tests, a_waiver_that_fell_stands_again);
tcase_add_test(tests, a_tray_comes_back_from_the_scrap_as_it_was);
tcase_add_test(tests, a_faulty_rack_is_completed_again_as_it_was);
tcase_add_test(tests, a_rack_is_not_completed_around_a_tray_in_work);
tcase_add_test(tests, an_order_that_ended_with_a_scrapped_tray_is_in_work_again);
tcase_add_test(tests, an_installation_taken_back_frees_the_tray);
SUITE_END
