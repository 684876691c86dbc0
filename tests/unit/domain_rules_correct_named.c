/* What stands in the way of a correction is named by its place in the journal: all of it, and each event once. */
#include "scenario.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define POST(line, kind, type, ...) line_posted((line), kind, &(const struct type){__VA_ARGS__})
#define STARTED(line, serial, number) \
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT(serial, number, "ann"), .tool = "w1")
#define REMOVED(line, serial, number, at) \
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT(serial, number, "ann"), .position = at)
#define CORRECTED(line, at) \
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = line_id(at), .reason = "slip")

/* What is corrected; what stands in its way is noted as it is posted. */
static int64_t corrected;
static int64_t expected[8];
static size_t expected_count;

static void in_the_way(int64_t journal_position)
{
    expected[expected_count++] = journal_position;
}

/* In a journal of before: what fell with the tray stood in the way of nothing. */
GIVEN(a_seat_of_a_run_that_never_was)
{
    line_completed(line, "T1");
    line_ready(line, "R1", "020");
    line_put_inside(line, "T1", "R1", "tray-1");
    int64_t start = STARTED(line, "R1", "020");
    corrected = POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "020", "ann"),
                     .characteristic = "seat", .position = "tray-1", .value = 0.1);
    REMOVED(line, "R1", "020", "tray-1");
    line->voided[corrected - 1] = true; /* whatever the rules say */
    in_the_way(CORRECTED(line, start));
    line->voided[corrected - 1] = false;
}
GIVEN(a_run_with_a_seat_of_a_tray_that_came_out)
{
    line_completed(line, "T1");
    line_ready(line, "R1", "020");
    line_put_inside(line, "T1", "R1", "tray-1");
    corrected = STARTED(line, "R1", "020");
    in_the_way(POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "020", "ann"),
                    .characteristic = "seat", .position = "tray-1", .value = 0.1));
    REMOVED(line, "R1", "020", "tray-1");
}
GIVEN(the_seat_and_another_run)
{
    a_seat_of_a_run_that_never_was(line);
    in_the_way(STARTED(line, "R1", "020"));
}
GIVEN(a_measurement_of_a_run_that_failed_and_was_begun_again)
{
    STARTED(line, "R1", "010");
    corrected = POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "ann"),
                     .characteristic = "torque", .value = 10);
    in_the_way(POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"),
                    .verdict = VERDICT_FAILED));
    in_the_way(STARTED(line, "R1", "010"));
}
GIVEN(the_same_given_up)
{
    a_measurement_of_a_run_that_failed_and_was_begun_again(line);
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "010", "ann"));
}

static void in_a_pod(struct line *line)
{
    line_completed(line, "P1");
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_put_inside(line, "R1", "P1", "rack");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_drive_out_and_the_rack_around_it_too)
{
    in_a_pod(line);
    corrected = REMOVED(line, "N1", "020", "drive");
    in_the_way(REMOVED(line, "P1", "010", "rack"));
}
GIVEN(a_drive_out_the_rack_and_the_node)
{
    a_drive_out_and_the_rack_around_it_too(line);
    in_the_way(REMOVED(line, "R1", "020", "tray-1"));
}
GIVEN(a_drive_out_and_the_rack_put_into_a_pod)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    corrected = REMOVED(line, "N1", "020", "drive");
    line_ready(line, "P1", "010");
    STARTED(line, "P1", "010");
    line_unit(line, "R1")->state = UNIT_COMPLETED; /* whatever the rules say */
    line_unit(line, "N1")->state = UNIT_COMPLETED;
    in_the_way(POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("P1", "010", "ann"),
                    .position = "rack", .part_number = "RACK", .serial = "R1"));
}
GIVEN(a_supply_out_and_its_test_waived_until_the_cable_came_out)
{
    line_completed(line, "R1");
    corrected = REMOVED(line, "R1", "020", "supply-1");
    line_waive(line, "R1", "040");
    in_the_way(REMOVED(line, "R1", "030", "cable"));
}
GIVEN(a_supply_out_and_a_waiver_revoked)
{
    line_completed(line, "R1");
    corrected = REMOVED(line, "R1", "020", "supply-1");
    line_waive(line, "R1", "040");
    line_revoke(line, "R1", "040");
    in_the_way((int64_t)line->entry_count);
}
GIVEN(a_cable_run_that_fell)
{
    line_begun(line, "R1", "030", "A1", NULL);
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "030", "ann"), .position = "cable",
         .part_number = "CBL", .lot = "L1");
    corrected = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "030", "ann"));
    in_the_way(REMOVED(line, "R1", "030", "cable"));
}

/* A fault is found, and something is to be done again for it; the decision stands in the way, and what it opened. */
static int64_t sent_back(struct line *line, const char *serial, const char *number, bool reopens)
{
    const char *operations[] = {number};
    const struct nonconformance_dispositioned data = {
        .nonconformance = POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT(serial, NULL, "ann"),
                               .code = "dent"),
        .disposition = DISPOSITION_REWORK,
        .operations = {operations, 1},
    };
    line_rework(line, &data);
    in_the_way(data.nonconformance + 1);
    if (reopens)
        in_the_way(data.nonconformance + 2);
    return data.nonconformance;
}
static void failed(struct line *line, const char *serial, const char *number, const char *badge)
{
    corrected = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT(serial, number, badge),
                     .verdict = VERDICT_FAILED);
}
static void a_test_that_failed(struct line *line)
{
    line_begun(line, "N1", "030", "C1", NULL);
    line_at(line, "C1");
    failed(line, "N1", "030", "ann");
}
GIVEN(a_test_that_failed_and_the_drive_sent_back)
{
    a_test_that_failed(line);
    sent_back(line, "N1", "020", true);
}
GIVEN(a_test_that_was_given_up_and_the_drive_sent_back)
{
    line_begun(line, "N1", "030", "C1", NULL);
    line_at(line, "C1");
    corrected = POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("N1", "030", "ann"));
    sent_back(line, "N1", "020", true);
}
GIVEN(a_test_that_failed_and_another_decision_in_the_place_of_that)
{
    a_test_that_failed(line);
    line_dispose(line, sent_back(line, "N1", "020", true), DISPOSITION_FALSE_FAIL);
}
static void a_rack_that_failed_around_a_node(struct line *line)
{
    line_completed(line, "N1");
    line_begun(line, "R1", "040", "C1", NULL);
    line_put_inside(line, "N1", "R1", "tray-1");
    line_at(line, "C1");
    failed(line, "R1", "040", "ann");
}
GIVEN(a_rack_that_failed_and_its_node_sent_back)
{
    a_rack_that_failed_around_a_node(line);
    sent_back(line, "N1", "020", true);
}
static void revoked(struct line *line, const char *serial, const char *number)
{
    line_revoke(line, serial, number);
    in_the_way((int64_t)line->entry_count);
}
GIVEN(a_rack_that_failed_and_a_waiver_of_its_node_revoked)
{
    line_operation(line, "N1", "030")->state = OPERATION_INVALIDATED;
    line_waive(line, "N1", "030");
    a_rack_that_failed_around_a_node(line);
    revoked(line, "N1", "030");
}
GIVEN(an_audit_that_failed_and_a_waiver_revoked)
{
    line_begun(line, "R1", "060", "Q1", NULL);
    line_operation(line, "R1", "050")->state = OPERATION_INVALIDATED;
    line_waive(line, "R1", "050");
    line_at(line, "Q1");
    failed(line, "R1", "060", "eve");
    revoked(line, "R1", "050");
}
/* The drive goes in while the board is put in once more. */
GIVEN(a_board_again_and_the_drive_after_it)
{
    line_begun(line, "N1", "020", "A1", NULL);
    REMOVED(line, "N1", "010", "board");
    STARTED(line, "N1", "010");
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "010", "ann"), .position = "board",
         .part_number = "PCB", .serial = "b9");
    corrected = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "010", "ann"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"), .position = "drive",
         .part_number = "SSD", .serial = "d9");
    in_the_way(POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "020", "ann")));
}
GIVEN(a_node_tested_again_and_the_rack_after_it)
{
    line_completed(line, "N1");
    line_begun(line, "R1", "040", "C1", NULL);
    line_put_inside(line, "N1", "R1", "tray-1");
    line_at(line, "C1");
    line_unit(line, "N1")->state = UNIT_IN_PROCESS; /* whatever the rules say */
    line_operation(line, "N1", "030")->state = OPERATION_INVALIDATED;
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("N1", "030", "ann"));
    corrected = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "030", "ann"));
    POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "040", "ann"),
         .characteristic = "voltage", .value = 50);
    POST(line, ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "040", "ann"), .check = "boot",
         .position = "tray-1", .answer = "clean");
    POST(line, ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "040", "ann"), .check = "boot",
         .position = "tray-2", .answer = "clean");
    in_the_way(POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "040", "ann")));
}
GIVEN(a_drive_out_and_another_decision_in_the_place_of_what_sent_its_test_back)
{
    line_completed(line, "N1");
    corrected = REMOVED(line, "N1", "020", "drive");
    line_dispose(line, sent_back(line, "N1", "030", false), DISPOSITION_SCRAP);
}
GIVEN(a_start_paused_and_resumed)
{
    corrected = STARTED(line, "R1", "010");
    in_the_way(POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "010", "ann")));
    in_the_way(POST(line, ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "010", "ann")));
}

GIVEN(a_run_completed_before_its_station_was_down_for_a_while)
{
    STARTED(line, "R1", "010");
    corrected = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "010", "ann"),
                     .verdict = VERDICT_FAILED);
    in_the_way(POST(line, ENTRY_STATION_CHANGED, station_changed, .state = STATION_UNSCHEDULED_DOWN));
    POST(line, ENTRY_STATION_CHANGED, station_changed, .state = STATION_STANDBY);
}

static int64_t supply_in(struct line *line, const char *rack, const char *serial)
{
    return POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT(rack, "020", "ann"),
                .position = "supply-1", .part_number = "PSU", .revision = "C", .serial = serial);
}
GIVEN(a_supply_out_and_another_in_its_place_for_a_while)
{
    line_ready(line, "R1", "020");
    STARTED(line, "R1", "020");
    supply_in(line, "R1", "1001");
    corrected = REMOVED(line, "R1", "020", "supply-1");
    in_the_way(supply_in(line, "R1", "1002"));
    in_the_way(REMOVED(line, "R1", "020", "supply-1"));
}
static void a_tray_in_and_measured(struct line *line)
{
    line_completed(line, "T1");
    line_ready(line, "R1", "020");
    STARTED(line, "R1", "020");
    corrected = POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "020", "ann"),
                     .position = "tray-1", .part_number = "TRAY", .serial = "T1");
    in_the_way(POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "020", "ann"),
                    .characteristic = "seat", .position = "tray-1", .value = 0.1));
}
/* What was recorded with it counts again once it is back. */
GIVEN(a_tray_in_measured_and_out)
{
    a_tray_in_and_measured(line);
    in_the_way(REMOVED(line, "R1", "020", "tray-1"));
}
GIVEN(a_tray_in_measured_and_another_run)
{
    a_tray_in_and_measured(line);
    in_the_way(POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "020", "ann"),
                    .verdict = VERDICT_FAILED));
    in_the_way(STARTED(line, "R1", "020"));
}
GIVEN(the_same_with_one_that_was_taken_back)
{
    a_tray_in_measured_and_out(line);
    CORRECTED(line, expected[0]);
    expected[0] = expected[--expected_count];
}
/* Not the tray alone, whatever the product says. */
static void the_whole_measured(struct line *line)
{
    in_the_way(POST(line, ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "020", "ann"),
                    .characteristic = "seat", .position = "tray-1", .value = 0.1));
    line->measurements[line->measurement_count - 1].position = NULL;
}
static void a_supply_in_and_the_whole_measured(struct line *line)
{
    line_completed(line, "T1");
    line_ready(line, "R1", "020");
    STARTED(line, "R1", "020");
    corrected = supply_in(line, "R1", "1001");
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "020", "ann"), .position = "tray-1",
         .part_number = "TRAY", .serial = "T1");
    the_whole_measured(line);
}
/* It counts again once the tray is back, whatever supply is in then. */
GIVEN(a_supply_in_and_the_whole_measured_before_a_tray_came_out)
{
    a_supply_in_and_the_whole_measured(line);
    REMOVED(line, "R1", "020", "tray-1");
}
GIVEN(the_same_and_the_supply_out)
{
    a_supply_in_and_the_whole_measured_before_a_tray_came_out(line);
    in_the_way(REMOVED(line, "R1", "020", "supply-1"));
}
GIVEN(a_supply_in_and_out_and_the_whole_measured_before_and_since)
{
    a_supply_in_and_the_whole_measured(line);
    in_the_way(REMOVED(line, "R1", "020", "supply-1"));
    the_whole_measured(line);
}
GIVEN(a_supply_out_and_a_fault_found_where_it_was)
{
    line_ready(line, "R1", "020");
    STARTED(line, "R1", "020");
    corrected = supply_in(line, "R1", "1001");
    in_the_way(REMOVED(line, "R1", "020", "supply-1"));
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent",
         .position = "supply-2");
    in_the_way(POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent",
                    .position = "supply-1"));
}
GIVEN(a_supply_out_and_in_another_rack_for_a_while)
{
    line_ready(line, "R1", "020");
    line_ready(line, "R2", "020");
    STARTED(line, "R1", "020");
    supply_in(line, "R1", "1001");
    corrected = REMOVED(line, "R1", "020", "supply-1");
    line_at(line, "A2");
    STARTED(line, "R2", "020");
    in_the_way(supply_in(line, "R2", "1001"));
    in_the_way(REMOVED(line, "R2", "020", "supply-1"));
}

/* Whatever the rules say. */
static void begun_twice(struct line *line, const char *serial, const char *number)
{
    for (int i = 0; i < 2; i++) {
        line_begun(line, serial, number, "elsewhere", NULL);
        in_the_way((int64_t)line->entry_count);
    }
}
/* With which it was completed, and would be again. */
GIVEN(a_drive_out_of_a_faulty_node_and_another_in)
{
    line_completed(line, "N1");
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("N1", NULL, "ann"), .code = "dent");
    corrected = REMOVED(line, "N1", "020", "drive");
    in_the_way(STARTED(line, "N1", "020"));
    in_the_way(POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"),
                    .position = "drive", .part_number = "SSD", .serial = "d9"));
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "020", "ann"));
}
GIVEN(a_supply_out_and_its_operation_begun_twice)
{
    line_completed(line, "R1");
    corrected = REMOVED(line, "R1", "020", "supply-1");
    begun_twice(line, "R1", "020");
}
GIVEN(a_drive_out_and_the_rack_tested_twice)
{
    in_a_pod(line);
    corrected = REMOVED(line, "N1", "020", "drive");
    begun_twice(line, "R1", "040");
}
GIVEN(an_operation_and_the_next_one_begun_twice)
{
    STARTED(line, "R1", "010");
    failed(line, "R1", "010", "ann");
    line_operation(line, "R1", "010")->state = OPERATION_PASSED; /* likewise */
    begun_twice(line, "R1", "020");
}
GIVEN(the_next_one_begun_and_given_up_between)
{
    an_operation_and_the_next_one_begun_twice(line);
    line_begun(line, "R1", "030", "elsewhere", NULL);
    line_run(line, (int64_t)line->entry_count)->state = RUN_ABORTED;
}
GIVEN(a_node_tested_again_and_the_rack_after_it_twice)
{
    line_completed(line, "N1");
    line_ready(line, "R1", "040");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_at(line, "C1");
    line_unit(line, "N1")->state = UNIT_IN_PROCESS; /* likewise */
    line_operation(line, "N1", "030")->state = OPERATION_INVALIDATED;
    STARTED(line, "N1", "030");
    corrected = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "030", "ann"));
    begun_twice(line, "R1", "040");
}

static const struct {
    const char *claim;
    void (*given)(struct line *line);
} TABLE[] = {
    {"a start that was taken back", a_seat_of_a_run_that_never_was},
    {"and the one after it", the_seat_and_another_run},
    {"what was recorded in a run, though it counts no more", a_run_with_a_seat_of_a_tray_that_came_out},
    {"the end of the run and the start of the next", a_measurement_of_a_run_that_failed_and_was_begun_again},
    {"but not what came of that", the_same_given_up},
    {"what took the unit around out of another", a_drive_out_and_the_rack_around_it_too},
    {"each move of each", a_drive_out_the_rack_and_the_node},
    {"what put it into one", a_drive_out_and_the_rack_put_into_a_pod},
    {"what made a waived operation fall", a_supply_out_and_its_test_waived_until_the_cable_came_out},
    {"a revocation, once", a_supply_out_and_a_waiver_revoked},
    {"a removal, once, of what depends on it", a_cable_run_that_fell},
    {"what sends back what was tested", a_test_that_failed_and_the_drive_sent_back},
    {"the same, of a test given up", a_test_that_was_given_up_and_the_drive_sent_back},
    {"whatever was decided in its place", a_test_that_failed_and_another_decision_in_the_place_of_that},
    {"what sends back a unit inside", a_rack_that_failed_and_its_node_sent_back},
    {"the revocation of what was waived inside", a_rack_that_failed_and_a_waiver_of_its_node_revoked},
    {"the revocation of what was waived before an audit", an_audit_that_failed_and_a_waiver_revoked},
    {"what passed after it in a run of before", a_board_again_and_the_drive_after_it},
    {"what passed around it in a run of before", a_node_tested_again_and_the_rack_after_it},
    {"a decision that is replaced", a_drive_out_and_another_decision_in_the_place_of_what_sent_its_test_back},
    {"how a run stood still that was begun by mistake", a_start_paused_and_resumed},
    {"what would have stopped the run", a_run_completed_before_its_station_was_down_for_a_while},
    {"what was in the position since, in and out", a_supply_out_and_another_in_its_place_for_a_while},
    {"what was measured of a part that came out", a_tray_in_measured_and_out},
    {"and in the run that it was put in", a_tray_in_measured_and_another_run},
    {"of the whole before another part came out", a_supply_in_and_the_whole_measured_before_a_tray_came_out},
    {"and the part itself", the_same_and_the_supply_out},
    {"and since it came out", a_supply_in_and_out_and_the_whole_measured_before_and_since},
    {"what was found where it had come out", a_supply_out_and_a_fault_found_where_it_was},
    {"but nothing that was taken back", the_same_with_one_that_was_taken_back},
    {"where else the part was since, in and out", a_supply_out_and_in_another_rack_for_a_while},
    {"but no fault that was there before", a_drive_out_of_a_faulty_node_and_another_in},
    {"every run since of what fills a position", a_supply_out_and_its_operation_begun_twice},
    {"and of what rests on it around the unit", a_drive_out_and_the_rack_tested_twice},
    {"every run of what comes after it", an_operation_and_the_next_one_begun_twice},
    {"but one that was given up", the_next_one_begun_and_given_up_between},
    {"and of what comes after it around the unit", a_node_tested_again_and_the_rack_after_it_twice},
};

static bool is_expected(int64_t journal_position)
{
    for (size_t i = 0; i < expected_count; i++)
        if (expected[i] == journal_position)
            return true;
    return false;
}

START_TEST(what_stands_in_the_way_is_named)
{
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    expected_count = 0;
    TABLE[_i].given(line);
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    const struct event_corrected data = {.event = line_id(corrected), .reason = "slip"};
    ck_assert_msg(line_post(line, ENTRY_EVENT_CORRECTED, &data, &reasons) == FAULT_REFUSED, "%s", TABLE[_i].claim);
    for (size_t i = 0; i < reasons.count; i++) {
        ck_assert_str_eq(reasons.items[i].code, "later-event");
        ck_assert_msg(is_expected(reasons.items[i].journal_position), "%s: not expected: %s", TABLE[_i].claim,
                      reasons.items[i].detail);
    }
    ck_assert_msg(reasons.count == expected_count, "%s: %zu are named", TABLE[_i].claim, reasons.count);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_correct_named)
tcase_add_loop_test(tests, what_stands_in_the_way_is_named, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
