/* Starting an operation: who, where, when, with what. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

GIVEN(no_token_of_a_station)
{
    line_at(line, NULL);
}
GIVEN(an_unknown_station)
{
    line_at(line, "X9");
}
GIVEN(a_test_station)
{
    line_at(line, "C1");
}
GIVEN(a_station_down)
{
    line_station(line, "A1")->state = STATION_UNSCHEDULED_DOWN;
}
GIVEN(a_station_in_maintenance)
{
    line_station(line, "A1")->state = STATION_SCHEDULED_DOWN;
}
GIVEN(a_station_not_manned)
{
    line_station(line, "A1")->state = STATION_NON_SCHEDULED;
}
GIVEN(a_station_on_standby)
{
    line_station(line, "A1")->state = STATION_STANDBY;
}
GIVEN(a_rack_of_a_trays_serial)
{
    line_unit(line, "T1")->serial = "R1";
}
GIVEN(a_shipped_unit)
{
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_scrapped_unit)
{
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_unit_in_repair)
{
    line_unit(line, "R1")->state = UNIT_IN_REPAIR;
}
GIVEN(a_held_unit)
{
    line->unit_held[0] = true;
}
GIVEN(a_held_order)
{
    line->order_held[0] = true;
}
GIVEN(a_planned_order)
{
    line->orders[0].state = ORDER_PLANNED;
}
GIVEN(a_cancelled_order)
{
    line->orders[0].state = ORDER_CANCELLED;
}
GIVEN(a_frame_to_be_mended_of_a_cancelled_order)
{
    a_cancelled_order(line);
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    line_unit(line, "R1")->completed_last = LINE_BEGAN;
}
GIVEN(an_installed_unit)
{
    line_put_inside(line, "R1", "P1", "rack");
}
GIVEN(a_running_operation)
{
    line_begun(line, "R1", "010", "A2", NULL);
}
GIVEN(a_waived_operation)
{
    line_operation(line, "R1", "010")->state = OPERATION_WAIVED;
}
GIVEN(a_failed_operation)
{
    struct unit_operation *row = line_operation(line, "R1", "010");
    row->state = OPERATION_FAILED;
    row->attempts = row->failures = 2;
}
GIVEN(an_operation_failed_thrice)
{
    a_failed_operation(line);
    line_operation(line, "R1", "010")->failures = 3;
}
GIVEN(an_invalidated_operation)
{
    line_operation(line, "R1", "010")->state = OPERATION_INVALIDATED;
}
GIVEN(an_operation_failed_thrice_waived_and_fallen)
{
    an_operation_failed_thrice(line);
    an_invalidated_operation(line);
}
GIVEN(a_frame)
{
    line_ready(line, "R1", "020");
}
GIVEN(a_rack_to_be_tested_with_a_supply_not_approved)
{
    line_ready(line, "R1", "040");
    line_occupant(line, line_unit(line, "R1"), "supply-1")->unapproved_by = 1;
    line_at(line, "C1");
}
GIVEN(a_rack_to_be_cabled_with_a_supply_not_approved)
{
    a_rack_to_be_tested_with_a_supply_not_approved(line);
    line_operation(line, "R1", "030")->state = OPERATION_INVALIDATED;
    line_at(line, "A1");
}
GIVEN(a_rack_to_be_filled_with_a_supply_not_approved)
{
    a_rack_to_be_tested_with_a_supply_not_approved(line);
    line_operation(line, "R1", "020")->state = OPERATION_INVALIDATED;
    line_at(line, "A1");
}
GIVEN(only_trays)
{
    line_at(line, "C1");
    line_ready(line, "R1", "040");
    line_operation(line, "R1", "030")->state = OPERATION_FAILED;
}
GIVEN(a_waived_predecessor)
{
    line_at(line, "C1");
    line_ready(line, "R1", "040");
    line_operation(line, "R1", "030")->state = OPERATION_WAIVED;
}
GIVEN(trays_swapped_after_the_burn_in)
{
    line_at(line, "Q1");
    line_ready(line, "R1", "060");
    line_operation(line, "R1", "020")->state = OPERATION_INVALIDATED;
}
GIVEN(another_rack_at_the_station)
{
    line_begun(line, "R2", "010", "A1", NULL);
}
GIVEN(another_rack_paused_at_the_station)
{
    line_begun(line, "R2", "010", "A1", NULL);
    line->runs[0].state = RUN_PAUSED;
}
GIVEN(a_station_for_two)
{
    line_station(line, "A1")->capacity = 2;
    line_begun(line, "R2", "010", "A1", NULL);
}
GIVEN(the_rack_itself_at_the_station)
{
    line_begun(line, "R1", "020", "A1", NULL);
}
GIVEN(everything_wrong)
{
    line->unit_held[0] = line->order_held[0] = true;
    line_station(line, "C1")->state = STATION_SCHEDULED_DOWN;
    line_at(line, "C1");
}

#define STARTED(...)                                                                                                   \
    ENTRY_OPERATION_STARTED, &(const struct operation_started)                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define FRAME STARTED(SUBJECT("R1", "010", "ann"), .tool = "w1")

static const struct scenario TABLE[] = {
    {"a ready operation starts", NULL, FRAME, ""},
    {"a token without a station starts nothing", no_token_of_a_station, FRAME, "no-station"},
    {"a station must be registered", an_unknown_station, FRAME, "station-unknown"},
    {"an operation runs at its type of station", a_test_station, FRAME, "station-type"},
    {"nothing starts at a station that broke down", a_station_down, FRAME, "station-down"},
    {"nothing starts at a station in maintenance", a_station_in_maintenance, FRAME, "station-down"},
    {"nothing starts at a station not manned", a_station_not_manned, FRAME, "station-down"},
    {"a station on standby may start", a_station_on_standby, FRAME, ""},
    {"a unit is named", NULL, STARTED(SUBJECT(NULL, "010", "ann"), .tool = "w1"), "unit-missing"},
    {"a unit is known", NULL, STARTED(SUBJECT("R9", "010", "ann"), .tool = "w1"), "unit-unknown"},
    {"a part number narrows the search", NULL,
     STARTED(.subject = {.unit = "R1", .unit_part_number = "TRAY", .operation = "010", .operator = "ann"},
             .tool = "w1"),
     "unit-unknown"},
    {"a serial of two units is ambiguous", a_rack_of_a_trays_serial, FRAME, "unit-ambiguous"},
    {"with its part number it is not", a_rack_of_a_trays_serial,
     STARTED(.subject = {.unit = "R1", .unit_part_number = "RACK", .operation = "010", .operator = "ann"},
             .tool = "w1"),
     ""},
    {"a shipped unit is left alone", a_shipped_unit, FRAME, "unit-state"},
    {"a scrapped unit is left alone", a_scrapped_unit, FRAME, "unit-state"},
    {"a unit in repair is worked on", a_unit_in_repair, FRAME, ""},
    {"a hold on the unit stops it", a_held_unit, FRAME, "unit-held"},
    {"a hold on the order stops it", a_held_order, FRAME, "order-held"},
    {"a planned order is not worked on", a_planned_order, FRAME, "order-state"},
    {"a cancelled order is not worked on", a_cancelled_order, FRAME, "order-state"},
    {"but to mend what was finished before", a_frame_to_be_mended_of_a_cancelled_order, FRAME, ""},
    {"a unit inside another is not worked on", an_installed_unit, FRAME, "unit-installed"},
    {"an operation is named", NULL, STARTED(SUBJECT("R1", NULL, "ann")), "operation-missing"},
    {"an operation is one of the routing", NULL, STARTED(SUBJECT("R1", "999", "ann")), "operation-unknown"},
    {"a running operation does not start again", a_running_operation, FRAME, "operation-state"},
    {"a waived operation does not start", a_waived_operation, FRAME, "operation-state"},
    {"a passed operation does not start again", a_frame, FRAME, "operation-state"},
    {"a failed operation may be tried again", a_failed_operation, FRAME, ""},
    {"as often as its limit", an_operation_failed_thrice, FRAME, "attempts-spent"},
    {"what fell is done as for the first time", an_operation_failed_thrice_waived_and_fallen, FRAME, ""},
    {"an invalidated operation must run again", an_invalidated_operation, FRAME, ""},
    {"a predecessor comes first", NULL, STARTED(SUBJECT("R1", "020", "ann")), "predecessor-open"},
    {"its follower comes then", a_frame, STARTED(SUBJECT("R1", "020", "ann")), ""},
    {"all predecessors come first", only_trays, STARTED(SUBJECT("R1", "040", "ann")), "predecessor-open"},
    {"what would fall with a part that is not approved does not start", a_rack_to_be_tested_with_a_supply_not_approved,
     STARTED(SUBJECT("R1", "040", "ann")), "part-unapproved"},
    {"what does not depend on it does", a_rack_to_be_cabled_with_a_supply_not_approved,
     STARTED(SUBJECT("R1", "030", "ann")), ""},
    {"and what fills its position", a_rack_to_be_filled_with_a_supply_not_approved,
     STARTED(SUBJECT("R1", "020", "ann")), ""},
    {"a waived predecessor is enough", a_waived_predecessor, STARTED(SUBJECT("R1", "040", "ann")), ""},
    {"a predecessor's predecessor that fell comes first", trays_swapped_after_the_burn_in,
     STARTED(SUBJECT("R1", "060", "eve")), "predecessor-open"},
    {"an operator is named", NULL, STARTED(SUBJECT("R1", "010", NULL), .tool = "w1"), "operator-missing"},
    {"an operator is known", NULL, STARTED(SUBJECT("R1", "010", "zoe"), .tool = "w1"), "operator-unknown"},
    {"an operator still works here", NULL, STARTED(SUBJECT("R1", "010", "old"), .tool = "w1"), "operator-left"},
    {"an operator has the skill", NULL, STARTED(SUBJECT("R1", "010", "tom"), .tool = "w1"), "skill-missing"},
    {"a skill has not expired", NULL, STARTED(SUBJECT("R1", "010", "exp"), .tool = "w1"), "skill-expired"},
    {"no skill is asked for where none is required", a_frame, STARTED(SUBJECT("R1", "020", "tom")), ""},
    {"a tool is named where one is required", NULL, STARTED(SUBJECT("R1", "010", "ann")), "tool-missing"},
    {"a tool is known", NULL, STARTED(SUBJECT("R1", "010", "ann"), .tool = "w9"), "tool-unknown"},
    {"a tool is of the type", NULL, STARTED(SUBJECT("R1", "010", "ann"), .tool = "meter"), "tool-type"},
    {"a tool is calibrated", NULL, STARTED(SUBJECT("R1", "010", "ann"), .tool = "w2"), "tool-calibration"},
    {"a tool is in use", NULL, STARTED(SUBJECT("R1", "010", "ann"), .tool = "w3"), "tool-withdrawn"},
    {"a tool that nobody asks for is judged too", a_frame, STARTED(SUBJECT("R1", "020", "ann"), .tool = "w2"),
     "tool-calibration"},
    {"a station has room for one", another_rack_at_the_station, FRAME, "station-full"},
    {"a paused unit takes room", another_rack_paused_at_the_station, FRAME, "station-full"},
    {"a station has room for as many as it says", a_station_for_two, FRAME, ""},
    {"a unit does not stand in its own way", the_rack_itself_at_the_station, STARTED(SUBJECT("R1", "030", "ann")), ""},
    {"all reasons come at once", everything_wrong,
     STARTED(SUBJECT("R1", "020", "old"), .tool = "w2", .bay = "b1"),
     "unit-held order-held station-down station-type bay-unknown predecessor-open operator-left tool-calibration"},
    {"of a unit that nobody knows too", everything_wrong, STARTED(SUBJECT("R9", NULL, "old"), .tool = "w2", .bay = "b1"),
     "unit-unknown operation-missing station-down bay-unknown operator-left tool-calibration"},
    {"of an operation that nobody knows too", everything_wrong,
     STARTED(SUBJECT("R1", "999", NULL), .tool = "w9", .bay = "b1"),
     "unit-held order-held operation-unknown station-down bay-unknown operator-missing tool-unknown"},
    {"at a full station too", another_rack_at_the_station, STARTED(SUBJECT("R1", "999", "ann"), .tool = "w3"),
     "operation-unknown station-full tool-withdrawn"},
};
SCENARIOS(START_SCENARIOS, TABLE);

static struct line *line;
static struct arena *arena;
static struct reasons reasons;

static void begin(void)
{
    line = line_new();
    arena = arena_new(0);
    reasons = (struct reasons){.arena = arena};
}

static void end(void)
{
    line_free(line);
    arena_free(arena);
}

START_TEST(every_open_predecessor_is_named)
{
    line_at(line, "Q1");
    ck_assert_int_eq(line_post(line, STARTED(SUBJECT("R1", "060", "eve")), &reasons), FAULT_REFUSED);
    ck_assert_uint_eq(reasons.count, 5);
    for (size_t i = 0; i < reasons.count; i++)
        ck_assert_ptr_nonnull(strstr(reasons.items[i].detail, (const char *[]){"010", "020", "030", "040", "050"}[i]));
}
END_TEST

START_TEST(the_first_start_starts_the_unit_and_its_order)
{
    line_posted(line, FRAME);
    ck_assert_uint_eq(line->entry_count, 3);
    ck_assert_int_eq(line->entries[1].kind, ENTRY_UNIT_STARTED);
    ck_assert_int_eq(line->entries[2].kind, ENTRY_ORDER_STARTED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
    ck_assert_int_eq(line->orders[0].state, ORDER_IN_PROCESS);
}
END_TEST

START_TEST(a_later_start_starts_neither)
{
    a_frame(line);
    size_t before = line->entry_count;
    line_posted(line, STARTED(SUBJECT("R1", "020", "ann")));
    ck_assert_uint_eq(line->entry_count, before + 1);
}
END_TEST

START_TEST(a_retry_is_the_next_attempt)
{
    a_failed_operation(line);
    int64_t position = line_posted(line, FRAME);
    const struct result_started *result = line->entries[position - 1].result;
    ck_assert_int_eq(result->attempt, 3);
    ck_assert_int_eq(result->previous, OPERATION_FAILED);
    ck_assert_str_eq(result->unit_part_number, "RACK");
    ck_assert_int_eq(result->power_w, 0);
    ck_assert(result->builds);
}
END_TEST

START_TEST(failures_before_its_evidence_fell_count_no_more)
{
    an_operation_failed_thrice_waived_and_fallen(line);
    line_posted(line, FRAME);
    line_posted(line, ENTRY_OPERATION_COMPLETED,
                &(const struct operation_completed){SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED});
    ck_assert_int_eq(line_operation(line, "R1", "010")->failures, 1);
    ck_assert(!line->nonconformances[0].material_review);
}
END_TEST

START_TEST(an_inspection_builds_nothing)
{
    line_ready(line, "R1", "060");
    line_at(line, "Q1");
    int64_t position = line_posted(line, STARTED(SUBJECT("R1", "060", "eve")));
    ck_assert(!((const struct result_started *)line->entries[position - 1].result)->builds);
}
END_TEST

START_TEST(a_dispatch_list_asks_without_people)
{
    const struct operation_started data = {SUBJECT("R1", "010", NULL)};
    struct snapshot snapshot;
    line_snapshot(line, ENTRY_OPERATION_STARTED, &data, arena, &snapshot);
    interlock_start(&snapshot, &data, false, &reasons);
    ck_assert_uint_eq(reasons.found, 0);
    interlock_start(&snapshot, &data, true, &reasons);
    ck_assert_uint_eq(reasons.found, 2);
}
END_TEST

SUITE_BEGIN(domain_rules_start)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, every_open_predecessor_is_named);
tcase_add_test(tests, the_first_start_starts_the_unit_and_its_order);
tcase_add_test(tests, a_later_start_starts_neither);
tcase_add_test(tests, a_retry_is_the_next_attempt);
tcase_add_test(tests, failures_before_its_evidence_fell_count_no_more);
tcase_add_test(tests, an_inspection_builds_nothing);
tcase_add_test(tests, a_dispatch_list_asks_without_people);
SUITE_END
