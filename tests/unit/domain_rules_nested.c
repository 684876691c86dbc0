/* Units inside units: what may be done to one where it is, what falls around it, and what waits for it. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define STARTED(serial, number) EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT(serial, number, "ann"))
#define REMOVED(serial, number, at, ...)                                                                               \
    EVENT(ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT(serial, number, "ann"), .position = at, __VA_ARGS__)
#define DRIVE REMOVED("N1", "020", "drive", .removal = REMOVAL_REUSE)

/* --- where it begins --- */

GIVEN(a_node_in_a_rack)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_order(line, "racks")->state = ORDER_COMPLETED;
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_shipped_rack)
{
    a_node_in_a_rack(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_node_in_a_scrapped_rack)
{
    a_node_in_a_rack(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_node_in_a_held_rack)
{
    a_node_in_a_rack(line);
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_node_in_a_rack_of_a_closed_order)
{
    a_node_in_a_rack(line);
    line_order(line, "racks")->state = ORDER_CLOSED;
}
GIVEN(a_node_in_a_rack_of_a_cancelled_order)
{
    a_node_in_a_rack(line);
    line_order(line, "racks")->state = ORDER_CANCELLED;
}
GIVEN(a_node_in_a_rack_in_burn_in)
{
    line_begun(line, "R1", "050", "B1", "b1");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_rack_being_cabled)
{
    line_ready(line, "R1", "040");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_operation(line, "R1", "030")->state = OPERATION_OPEN;
    line_begun(line, "R1", "030", "A1", NULL);
}
static void put_in_pod(struct line *line, bool soaks)
{
    a_node_in_a_rack(line);
    if (soaks)
        line_begun(line, "P1", "020", "C1", NULL);
    else
        line_completed(line, "P1");
    line_put_inside(line, "R1", "P1", "rack");
}
GIVEN(a_node_in_a_rack_in_a_pod)
{
    put_in_pod(line, false);
}
GIVEN(a_node_in_a_rack_in_a_pod_that_soaks)
{
    put_in_pod(line, true);
}
GIVEN(a_node_in_a_rack_in_a_shipped_pod)
{
    put_in_pod(line, false);
    line_unit(line, "P1")->state = UNIT_SHIPPED;
}

/* The drive is out; whatever comes next is asked at the station for tests. */
GIVEN(a_node_without_its_drive)
{
    a_node_in_a_rack(line);
    line_posted(line, DRIVE);
    line_at(line, "C1");
}
GIVEN(a_node_without_its_drive_at_the_bench)
{
    a_node_without_its_drive(line);
    line_at(line, "A1");
}
GIVEN(a_free_node_without_its_drive)
{
    line_completed(line, "N1");
    line_posted(line, DRIVE);
}
GIVEN(a_free_node_without_its_drive_at_the_test)
{
    a_free_node_without_its_drive(line);
    line_at(line, "C1");
}
GIVEN(a_node_without_its_drive_and_board)
{
    a_node_without_its_drive(line);
    line_operation(line, "N1", "010")->state = OPERATION_INVALIDATED;
}
GIVEN(a_node_without_its_drive_in_a_held_rack)
{
    a_node_without_its_drive(line);
    line->unit_held[0] = true;
}
static void condemn(struct line *line, const char *serial)
{
    line_dispose(line,
                 line_posted(line, EVENT(ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT(serial, NULL, "ann"),
                                         .code = "dent")),
                 DISPOSITION_SCRAP);
}
GIVEN(a_node_without_its_drive_in_a_rack_to_be_scrapped)
{
    a_node_without_its_drive(line);
    condemn(line, "R1");
}
GIVEN(a_node_in_a_rack_in_a_pod_to_be_scrapped)
{
    a_node_in_a_rack_in_a_pod(line);
    condemn(line, "P1");
}
GIVEN(a_node_without_its_drive_in_a_cancelled_order)
{
    a_node_without_its_drive(line);
    line_order(line, "racks")->state = ORDER_CANCELLED;
}
GIVEN(a_node_without_its_drive_whose_own_order_is_cancelled)
{
    a_node_without_its_drive(line);
    line_order(line, "nodes")->state = ORDER_CANCELLED;
}
GIVEN(a_node_without_its_drive_in_a_rack_that_was_finished)
{
    a_node_without_its_drive_in_a_cancelled_order(line);
    line_unit(line, "R1")->completed_last = LINE_BEGAN;
}
GIVEN(a_drive_going_in)
{
    a_node_without_its_drive(line);
    line_posted(line, STARTED("N1", "020"));
}
GIVEN(a_drive_going_in_and_the_bench)
{
    a_drive_going_in(line);
    line_at(line, "A1");
}
/* Two nodes of one rack, and one of another, none with a drive; the first is being worked on at C1. */
GIVEN(three_nodes_without_drives)
{
    a_drive_going_in(line);
    line_completed(line, "R2");
    for (size_t i = 1; i < 3; i++) {
        const char *serial = (const char *[]){"N1", "N2", "N3"}[i];
        line_completed(line, serial);
        line_put_inside(line, serial, i == 1 ? "R1" : "R2", "tray-2");
        line_posted(line, REMOVED(serial, "020", "drive"));
    }
}
/* Only the cable is left to lay, and a node is open. */
GIVEN(a_rack_before_its_last_operation)
{
    a_node_in_a_rack_being_cabled(line);
    for (int i = 3; i < LINE_OPERATIONS; i++)
        line->operations[0][i].state = OPERATION_PASSED;
    for (size_t i = 3; i < LINE_OPERATIONS; i++)
        memset(line->rack.operations.items[i].invalidated_inside.words, 0, sizeof(uint64_t));
    line_posted(line, DRIVE);
}
GIVEN(a_finished_rack_with_an_unfinished_node)
{
    a_node_without_its_drive(line);
    line_completed(line, "R1"); /* whatever the rules say */
    for (size_t i = 0; i < LINE_OPERATIONS; i++)
        line->operations[0][i].state = OPERATION_PASSED;
}
static void approve_no_more(struct line *line)
{
    line_occupant(line, line_unit(line, "N1"), "drive")->unapproved_by = 1;
}
GIVEN(a_rack_before_its_last_operation_with_a_drive_not_approved)
{
    a_node_in_a_rack_being_cabled(line);
    for (int i = 3; i < LINE_OPERATIONS; i++)
        line->operations[0][i].state = OPERATION_PASSED;
    approve_no_more(line);
}
GIVEN(a_finished_rack_with_a_drive_not_approved)
{
    a_node_in_a_rack(line);
    for (size_t i = 0; i < LINE_OPERATIONS; i++)
        line->operations[0][i].state = OPERATION_PASSED;
    approve_no_more(line);
}
static void rack_with_a_drive_not_approved(struct line *line, const char *ready, const char *station)
{
    line_ready(line, "R1", ready);
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    approve_no_more(line);
    line_at(line, station);
}
GIVEN(a_rack_to_be_tested_with_a_drive_not_approved)
{
    rack_with_a_drive_not_approved(line, "040", "C1");
}
GIVEN(a_rack_to_be_cabled_with_a_drive_not_approved)
{
    rack_with_a_drive_not_approved(line, "030", "A1");
}
GIVEN(a_rack_to_be_filled_with_a_drive_not_approved)
{
    rack_with_a_drive_not_approved(line, "020", "A1");
}
/* Nothing of the rack depends on what is inside it: it waits for the node alone, which has its last run. */
static void wait_for_the_node(struct line *line)
{
    for (size_t i = 0; i < LINE_OPERATIONS; i++)
        memset(line->rack.operations.items[i].invalidated_inside.words, 0, sizeof(uint64_t));
    a_node_without_its_drive(line);
    line_posted(line, STARTED("N1", "020"));
    line_posted(line, EVENT(ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"),
                            .position = "drive", .part_number = "SSD", .serial = "s2"));
    line_posted(line, EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "020", "ann")));
    line_posted(line, STARTED("N1", "030"));
}
GIVEN(a_rack_that_waits_for_its_node)
{
    wait_for_the_node(line);
}
GIVEN(a_dented_rack_that_waits_for_its_node)
{
    wait_for_the_node(line);
    line_posted(line, EVENT(ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent"));
}

#define COMPLETED(serial, number) EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT(serial, number, "ann"))
#define SHIPPED(serial) EVENT(ENTRY_UNIT_SHIPPED, unit_shipped, SUBJECT(serial, NULL, "ann"))

static const struct scenario TABLE[] = {
    {"a part comes out of a node where the node is", a_node_in_a_rack, DRIVE, ""},
    {"if what fills its position runs in place", a_node_in_a_rack, REMOVED("N1", "010", "board"), "unit-installed"},
    {"not from a shipped rack", a_node_in_a_shipped_rack, DRIVE, "unit-state"},
    {"nor from a scrapped one: it is taken out of that first", a_node_in_a_scrapped_rack, DRIVE, "unit-state"},
    {"nor while holds lie on it and its order", a_node_in_a_held_rack, DRIVE, "unit-held order-held"},
    {"its order may be closed", a_node_in_a_rack_of_a_closed_order, DRIVE, ""},
    {"or cancelled: parts are saved", a_node_in_a_rack_of_a_cancelled_order, DRIVE, ""},
    {"not while the rack burns in with it", a_node_in_a_rack_in_burn_in, DRIVE, "operation-state"},
    {"but while its cable is laid", a_node_in_a_rack_being_cabled, DRIVE, ""},
    {"a pod may stand around the rack", a_node_in_a_rack_in_a_pod, DRIVE, ""},
    {"and must not be tested meanwhile", a_node_in_a_rack_in_a_pod_that_soaks, DRIVE, "operation-state"},
    {"nor have left", a_node_in_a_rack_in_a_shipped_pod, DRIVE, "unit-state"},
    {"a part goes in at a station for that", a_node_without_its_drive, STARTED("N1", "020"), ""},
    {"and not where it went in first", a_node_without_its_drive_at_the_bench, STARTED("N1", "020"), "station-type"},
    {"where it goes in while the node is free", a_free_node_without_its_drive, STARTED("N1", "020"), ""},
    {"and only there", a_free_node_without_its_drive_at_the_test, STARTED("N1", "020"), "station-type"},
    {"what does not run in place needs the node out", a_node_without_its_drive_and_board, STARTED("N1", "010"),
     "unit-installed station-type"},
    {"a hold on the rack stops work in it", a_node_without_its_drive_in_a_held_rack, STARTED("N1", "020"), "unit-held"},
    {"and so does the decision to scrap the rack", a_node_without_its_drive_in_a_rack_to_be_scrapped,
     STARTED("N1", "020"), "unit-condemned"},
    {"of which nothing is taken out for use, at any depth", a_node_in_a_rack_in_a_pod_to_be_scrapped, DRIVE,
     "salvage-quality"},
    {"only to be thrown away", a_node_in_a_rack_in_a_pod_to_be_scrapped,
     EVENT(ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("N1", "020", "ann"), .position = "drive",
           .removal = REMOVAL_SCRAP),
     ""},
    {"as the end of its order does", a_node_without_its_drive_in_a_cancelled_order, STARTED("N1", "020"),
     "order-state"},
    {"unless the rack was finished before", a_node_without_its_drive_in_a_rack_that_was_finished, STARTED("N1", "020"),
     ""},
    {"a rack in work keeps what is in it whole, whatever order that was of",
     a_node_without_its_drive_whose_own_order_is_cancelled, STARTED("N1", "020"), ""},
    {"what depends on the node waits for it", a_node_without_its_drive, STARTED("R1", "040"), "component-unfinished"},
    {"nor is tested what would fall with a drive of the node that is not approved",
     a_rack_to_be_tested_with_a_drive_not_approved, STARTED("R1", "040"), "part-unapproved"},
    {"cables go in beside it", a_rack_to_be_cabled_with_a_drive_not_approved, STARTED("R1", "030"), ""},
    {"and what fills the node's place starts: there it comes out", a_rack_to_be_filled_with_a_drive_not_approved,
     STARTED("R1", "020"), ""},
    {"in the next place of one rack there is room", three_nodes_without_drives, STARTED("N2", "020"), ""},
    {"for another rack there is none", three_nodes_without_drives, STARTED("N3", "020"), "station-full"},
    {"a node does not come out while it is worked on", a_drive_going_in_and_the_bench, REMOVED("R1", "020", "tray-1"),
     "operation-state"},
    {"it comes out unfinished", a_node_without_its_drive_at_the_bench, REMOVED("R1", "020", "tray-1"), ""},
    {"a rack is not completed around an unfinished node", a_rack_before_its_last_operation, COMPLETED("R1", "030"),
     "component-unfinished"},
    {"nor shipped", a_finished_rack_with_an_unfinished_node, SHIPPED("R1"), "component-unfinished"},
    {"nor completed with what is not approved in the node", a_rack_before_its_last_operation_with_a_drive_not_approved,
     COMPLETED("R1", "030"), "part-unapproved"},
    {"nor shipped", a_finished_rack_with_a_drive_not_approved, SHIPPED("R1"), "part-unapproved"},
    {"a node completes the rack that waits for it", a_rack_that_waits_for_its_node, COMPLETED("N1", "030"), ""},
    {"unless there is something to decide about the rack", a_dented_rack_that_waits_for_its_node,
     COMPLETED("N1", "030"), "nonconformance-open"},
};
SCENARIOS(NESTED_SCENARIOS, TABLE);

/* --- what falls --- */

static struct line *line;

static void begin(void)
{
    line = line_new();
}

static void end(void)
{
    line_free(line);
}

/* Operations, as one text. */
static const char *names(const char *const *items, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(line->arena, "%s%s%s", text, i ? " " : "", items[i]);
    return text;
}

static const struct result_removed *removed(void)
{
    return line->entries[line_posted(line, DRIVE) - 1].result;
}

START_TEST(what_was_proven_around_a_unit_falls_with_its_part)
{
    a_node_in_a_rack_in_a_pod(line);
    const struct result_removed *result = removed();
    ck_assert_str_eq(names(result->invalidated.items, result->invalidated.count), "020 030");
    ck_assert_uint_eq(result->outer.count, 2);
    const struct outer_fallen *rack = &result->outer.items[0], *pod = &result->outer.items[1];
    ck_assert_str_eq(rack->unit, "R1");
    ck_assert_str_eq(rack->unit_part_number, "RACK");
    ck_assert_str_eq(rack->position, "tray-1"); /* it is filled as before: the trays went in once */
    ck_assert_str_eq(names(rack->invalidated.items, rack->invalidated.count), "040 050 060");
    ck_assert_str_eq(pod->unit, "P1");
    ck_assert_str_eq(names(pod->invalidated.items, pod->invalidated.count), "020");
    ck_assert_int_eq(line_operation(line, "R1", "020")->state, OPERATION_PASSED);
    ck_assert_int_eq(line_operation(line, "R1", "060")->state, OPERATION_INVALIDATED);
    static const char *const SERIALS[] = {"N1", "R1", "P1"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(line_unit(line, SERIALS[i])->state, UNIT_IN_PROCESS);
        ck_assert_int_eq(line_order(line, line_unit(line, SERIALS[i])->order)->state, ORDER_IN_PROCESS);
    }
}
END_TEST

START_TEST(only_what_depends_on_the_part_falls_around_it)
{
    static const char *const patterns[] = {"tray-*", "!tray-*/drive"};
    struct operation_definition *audit = (struct operation_definition *)line->rack.operations.items[5].definition;
    audit->invalidated_by.items = (const char **)patterns;
    audit->invalidated_by.count = 2;
    audit->sign_off = SIGN_OFF_NONE; /* who signs, signs for what came before too */
    a_node_in_a_rack(line);
    const struct outer_fallen *rack = removed()->outer.items;
    ck_assert_str_eq(names(rack->invalidated.items, rack->invalidated.count), "040 050");
}
END_TEST

START_TEST(what_was_waived_around_it_falls_too)
{
    a_node_in_a_rack(line);
    line_operation(line, "R1", "020")->state = line_operation(line, "R1", "040")->state = OPERATION_WAIVED;
    const struct outer_fallen *rack = removed()->outer.items;
    ck_assert_str_eq(names(rack->invalidated.items, rack->invalidated.count), "050 060");
    ck_assert_str_eq(names(rack->waived.items, rack->waived.count), "040");
    ck_assert_int_eq(line_operation(line, "R1", "020")->state, OPERATION_WAIVED);
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_INVALIDATED);
}
END_TEST

/* Repairs the node: drive and test. */
static void repair(void)
{
    line_at(line, "C1");
    line_posted(line, STARTED("N1", "020"));
    line_posted(line, EVENT(ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"),
                            .position = "drive", .part_number = "SSD", .serial = "s2"));
    line_posted(line, COMPLETED("N1", "020"));
    line_posted(line, STARTED("N1", "030"));
    line_posted(line, COMPLETED("N1", "030"));
}

START_TEST(a_unit_repaired_in_place_leaves_the_rest_to_the_rack)
{
    a_node_in_a_rack(line);
    removed();
    repair();
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
    line_at(line, "C1");
    line_posted(line, STARTED("R1", "040"));
}
END_TEST

START_TEST(a_rack_that_waited_for_a_unit_alone_is_completed_with_it)
{
    static const enum entry_kind KINDS[] = {ENTRY_OPERATION_COMPLETED, ENTRY_UNIT_COMPLETED, ENTRY_UNIT_COMPLETED,
                                            ENTRY_ORDER_COMPLETED};
    a_rack_that_waits_for_its_node(line);
    line_unit(line, "R2")->state = line_unit(line, "R3")->state = UNIT_SCRAPPED;
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
    int64_t at = line_posted(line, COMPLETED("N1", "030"));
    ck_assert_uint_eq(line->entry_count, (size_t)at + 3);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(line->entries[(size_t)at - 1 + i].kind, KINDS[i]);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_order(line, "racks")->state, ORDER_COMPLETED);
    ck_assert_int_eq(line_order(line, "nodes")->state, ORDER_IN_PROCESS); /* two more are queued */
}
END_TEST

START_TEST(a_rack_waits_for_every_unit_in_it)
{
    a_rack_that_waits_for_its_node(line);
    line_completed(line, "N2");
    line_put_inside(line, "N2", "R1", "tray-2");
    line_posted(line, REMOVED("N2", "020", "drive"));
    line_posted(line, COMPLETED("N1", "030"));
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_PROCESS);
}
END_TEST

START_TEST(an_order_ends_with_its_last_unit_scrapped_out_of_a_rack)
{
    a_node_without_its_drive_at_the_bench(line);
    line_unit(line, "N2")->state = line_unit(line, "N3")->state = UNIT_SCRAPPED;
    int64_t at = line_posted(line, REMOVED("R1", "020", "tray-1", .removal = REMOVAL_SCRAP));
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_SCRAPPED);
    ck_assert_int_eq(line->entries[at].kind, ENTRY_ORDER_COMPLETED);
    ck_assert_str_eq(((const struct order_named *)line->entries[at].data)->order, "nodes");
}
END_TEST

SUITE_BEGIN(domain_rules_nested)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, what_was_proven_around_a_unit_falls_with_its_part);
tcase_add_test(tests, only_what_depends_on_the_part_falls_around_it);
tcase_add_test(tests, what_was_waived_around_it_falls_too);
tcase_add_test(tests, a_unit_repaired_in_place_leaves_the_rest_to_the_rack);
tcase_add_test(tests, a_rack_that_waited_for_a_unit_alone_is_completed_with_it);
tcase_add_test(tests, a_rack_waits_for_every_unit_in_it);
tcase_add_test(tests, an_order_ends_with_its_last_unit_scrapped_out_of_a_rack);
SUITE_END
