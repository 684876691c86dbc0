/* Taking back what was done to a unit inside another, with what that did around it. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define POST(line, kind, type, ...) line_posted((line), EVENT(kind, type, __VA_ARGS__))
#define STARTED(serial, number) EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT(serial, number, "ann"))
#define COMPLETED(serial, number) EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT(serial, number, "ann"))
#define REMOVED(serial, number, at)                                                                                    \
    EVENT(ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT(serial, number, "ann"), .position = at)

enum {
    OUT = 26,
    LAST_END = 32,
    FAILED = 21
}; /* where in the journal the drive came out, and the node's last run ended */

static void in_a_rack(struct line *line)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_unit(line, "R2")->state = line_unit(line, "R3")->state = UNIT_SCRAPPED;
    line_order(line, "racks")->state = ORDER_COMPLETED;
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_drive_out)
{
    in_a_rack(line);
    int64_t at = line_posted(line, REMOVED("N1", "020", "drive"));
    ck_assert_int_eq(at, OUT);
}
GIVEN(a_drive_out_and_the_rack_shipped)
{
    a_drive_out(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_drive_out_and_the_rack_tested)
{
    a_drive_out(line);
    line_begun(line, "R1", "040", "elsewhere", NULL);
}
GIVEN(a_drive_out_and_the_test_of_the_rack_waived)
{
    a_drive_out(line);
    line_waive(line, "R1", "040");
}
GIVEN(a_drive_out_and_the_node_too)
{
    a_drive_out(line);
    line_posted(line, REMOVED("R1", "020", "tray-1"));
}
static void begin_another_rack(struct line *line)
{
    a_drive_out_and_the_node_too(line);
    line_unit(line, "R2")->state = UNIT_QUEUED;
    line_begun(line, "R2", "020", "A1", NULL);
}
GIVEN(a_drive_out_and_the_node_elsewhere)
{
    begin_another_rack(line);
    line_unit(line, "N1")->state = UNIT_COMPLETED; /* whatever the rules say */
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R2", "020", "ann"), .position = "tray-1",
         .part_number = "NODE", .serial = "N1");
}
GIVEN(a_drive_out_and_in_again)
{
    a_drive_out(line);
    line_at(line, "C1");
    line_posted(line, STARTED("N1", "020"));
    line_at(line, "A1");
}

static void repaired(struct line *line, const char *drive)
{
    line_at(line, "C1");
    line_posted(line, STARTED("N1", "020"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"), .position = "drive",
         .part_number = "SSD", .serial = drive);
    line_posted(line, COMPLETED("N1", "020"));
    line_posted(line, STARTED("N1", "030"));
    int64_t at = line_posted(line, COMPLETED("N1", "030"));
    ck_assert_int_eq(at, LAST_END);
}
GIVEN(a_node_repaired)
{
    a_drive_out(line);
    repaired(line, "s2");
}
GIVEN(a_node_repaired_and_the_rack_gone_on)
{
    a_node_repaired(line);
    line_posted(line, STARTED("R1", "040"));
}
GIVEN(a_node_repaired_and_out)
{
    a_node_repaired(line);
    line_at(line, "A1");
    line_posted(line, REMOVED("R1", "020", "tray-1"));
    line_at(line, "C1");
}
GIVEN(a_node_repaired_and_the_rack_scrapped)
{
    a_node_repaired(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
/* Its test is still to be done: the rack waits for it whatever is taken back. */
GIVEN(a_node_half_repaired_and_the_rack_scrapped)
{
    a_node_repaired(line);
    line_unit(line, "N1")->state = UNIT_IN_PROCESS;
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
    line_operation(line, "N1", "030")->state = OPERATION_OPEN;
    line->voided[line_operation(line, "N1", "030")->run_id - 1] = true;
}
GIVEN(a_node_out_and_repaired)
{
    in_a_rack(line);
    ck_assert_int_eq(line_posted(line, REMOVED("R1", "020", "tray-1")), OUT);
    line_posted(line, REMOVED("N1", "020", "drive"));
    line_posted(line, STARTED("N1", "020"));
}
GIVEN(a_node_out)
{
    in_a_rack(line);
    ck_assert_int_eq(line_posted(line, REMOVED("R1", "020", "tray-1")), OUT);
}

/* A test that failed before the drive came out must not go on as if nothing had changed. */
GIVEN(a_failed_test_and_a_drive_out)
{
    line_begun(line, "R1", "040", "C1", NULL); /* 15 */
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_at(line, "C1");
    int64_t at = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "040", "ann"),
                      .verdict = VERDICT_FAILED);
    ck_assert_int_eq(at, FAILED);
    line_posted(line, REMOVED("N1", "020", "drive"));
}

#define CORRECTED(at)                                                                                                  \
    EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = LINE_ID(at), .reason = "slip")

static const struct scenario TABLE[] = {
    {"a removal inside a unit is taken back", a_drive_out, CORRECTED(OUT), ""},
    {"not once the unit around it left", a_drive_out_and_the_rack_shipped, CORRECTED(OUT), "unit-state"},
    {"nor once what depends on it ran there", a_drive_out_and_the_rack_tested, CORRECTED(OUT), "later-event"},
    {"nor once that was decided on", a_drive_out_and_the_test_of_the_rack_waived, CORRECTED(OUT), "later-event"},
    {"nor once the unit is out", a_drive_out_and_the_node_too, CORRECTED(OUT), "later-event"},
    {"nor once it is in another", a_drive_out_and_the_node_elsewhere, CORRECTED(OUT), "later-event"},
    {"nor once it was begun to be repaired", a_drive_out_and_in_again, CORRECTED(OUT), "later-event"},
    {"the end of a repair is taken back", a_node_repaired, CORRECTED(LAST_END), ""},
    {"not once the rack went on", a_node_repaired_and_the_rack_gone_on, CORRECTED(LAST_END), "later-event"},
    {"nor once the node was moved", a_node_repaired_and_out, CORRECTED(LAST_END), "later-event"},
    {"nor once the rack is scrapped", a_node_repaired_and_the_rack_scrapped, CORRECTED(LAST_END), "unit-state"},
    {"though the node is not done", a_node_half_repaired_and_the_rack_scrapped, CORRECTED(LAST_END - 2), "unit-state"},
    {"a unit goes back where it was", a_node_out, CORRECTED(OUT), ""},
    {"not once it was worked on", a_node_out_and_repaired, CORRECTED(OUT), "later-event later-event"},
    {"a test does not go on with another drive", a_failed_test_and_a_drive_out, CORRECTED(FAILED), "later-event"},
};
SCENARIOS(CORRECT_NESTED_SCENARIOS, TABLE);

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

START_TEST(exactly_what_fell_stands_again_up_the_tree)
{
    a_drive_out(line);
    const struct result_corrected *result = correct(OUT);
    ck_assert_uint_eq(result->restored.count, 2);
    ck_assert_uint_eq(result->outer.count, 1);
    ck_assert_str_eq(result->outer.items[0].unit, "R1");
    ck_assert_uint_eq(result->outer.items[0].restored.count, 3);
    ck_assert_str_eq(result->outer.items[0].restored.items[0], "040");
    static const enum entry_kind KINDS[] = {ENTRY_EVENT_CORRECTED, ENTRY_UNIT_COMPLETED, ENTRY_UNIT_COMPLETED,
                                            ENTRY_ORDER_COMPLETED};
    ck_assert_int_eq(line->entries[OUT].kind, ENTRY_ORDER_REOPENED); /* of the removal */
    ck_assert_uint_eq(line->entry_count, OUT + 5);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(line->entries[OUT + 1 + i].kind, KINDS[i]);
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_order(line, "racks")->state, ORDER_COMPLETED);
}
END_TEST

START_TEST(a_waiver_around_stands_again_as_a_waiver)
{
    in_a_rack(line);
    line_operation(line, "R1", "040")->state = OPERATION_WAIVED;
    int64_t out = line_posted(line, REMOVED("N1", "020", "drive"));
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_INVALIDATED);
    const struct result_corrected *result = correct(out);
    ck_assert_uint_eq(result->outer.items[0].restored.count, 2);
    ck_assert_uint_eq(result->outer.items[0].rewaived.count, 1);
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_WAIVED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
}
END_TEST

START_TEST(what_fell_around_for_two_reasons_stays_fallen)
{
    a_drive_out(line);
    line_posted(line, REMOVED("R1", "030", "cable"));
    const struct result_corrected *result = correct(OUT);
    ck_assert_uint_eq(result->restored.count, 2);
    ck_assert_uint_eq(result->outer.items[0].restored.count, 0); /* the tests depend on the cable too */
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
}
END_TEST

START_TEST(what_fell_for_a_change_inside_stays_fallen_too)
{
    in_a_rack(line);
    int64_t supply = line_posted(line, REMOVED("R1", "020", "supply-1"));
    line_posted(line, REMOVED("N1", "020", "drive"));
    const struct result_corrected *result = correct(supply);
    ck_assert_uint_eq(result->restored.count, 1);
    ck_assert_str_eq(result->restored.items[0], "020");
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_INVALIDATED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
}
END_TEST

START_TEST(an_end_taken_back_opens_the_rack_that_it_completed)
{
    for (size_t i = 0; i < LINE_OPERATIONS; i++)
        memset(line->rack.operations.items[i].invalidated_inside.words, 0, sizeof(uint64_t));
    a_node_repaired(line);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
    const struct result_corrected *result = correct(LAST_END);
    ck_assert_uint_eq(result->outer.count, 1);
    ck_assert_int_eq(result->outer.items[0].unit_state, UNIT_IN_PROCESS);
    ck_assert_int_eq(result->outer.items[0].order_state, ORDER_IN_PROCESS);
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_IN_PROCESS);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
    ck_assert_int_eq(line_operation(line, "N1", "030")->state, OPERATION_RUNNING);
}
END_TEST

SUITE_BEGIN(domain_rules_correct_nested)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, exactly_what_fell_stands_again_up_the_tree);
tcase_add_test(tests, a_waiver_around_stands_again_as_a_waiver);
tcase_add_test(tests, what_fell_around_for_two_reasons_stays_fallen);
tcase_add_test(tests, what_fell_for_a_change_inside_stays_fallen_too);
tcase_add_test(tests, an_end_taken_back_opens_the_rack_that_it_completed);
SUITE_END
