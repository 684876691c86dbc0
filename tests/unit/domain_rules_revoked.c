/* Waivers that quality takes back: which ones, when not, and what opens again with them. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

/* The operation is waived on a unit on which everything else was done. */
static void completed_without(struct line *line, const char *serial, const char *operation)
{
    line_completed(line, serial);
    line_unit(line, serial)->state = UNIT_IN_PROCESS;
    line_operation(line, serial, operation)->state = OPERATION_INVALIDATED;
    line_waive(line, serial, operation);
}

GIVEN(a_rack_without_its_test)
{
    line_ready(line, "R1", "050");
    line_operation(line, "R1", "040")->state = OPERATION_FAILED;
    line_waive(line, "R1", "040");
}
GIVEN(a_test_that_is_asked_for)
{
    line_ready(line, "R1", "040");
    line_request(line, "R1", "040", "quality-1");
}
GIVEN(a_waiver_turned_down)
{
    a_test_that_is_asked_for(line);
    line_last_waiver(line, "R1", "040")->state = WAIVER_REJECTED;
}
GIVEN(a_waiver_that_lapsed)
{
    a_rack_without_its_test(line);
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1"});
}
GIVEN(a_waiver_revoked_before)
{
    a_rack_without_its_test(line);
    line_revoke(line, "R1", "040");
}
GIVEN(a_completed_rack)
{
    completed_without(line, "R1", "050");
    line_order(line, "racks")->state = ORDER_COMPLETED;
}
GIVEN(a_shipped_rack)
{
    a_completed_rack(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_scrapped_rack)
{
    a_completed_rack(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_rack_of_a_cancelled_order)
{
    a_rack_without_its_test(line);
    line_order(line, "racks")->state = ORDER_CANCELLED;
}
GIVEN(a_held_rack)
{
    a_rack_without_its_test(line);
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_rack_that_burns_in)
{
    a_rack_without_its_test(line);
    line_begun(line, "R1", "050", "B1", "b1");
}
GIVEN(a_rack_that_is_audited)
{
    line_ready(line, "R1", "060");
    line_operation(line, "R1", "040")->state = OPERATION_FAILED;
    line_waive(line, "R1", "040");
    line_begun(line, "R1", "060", "Q1", NULL);
}
GIVEN(a_node_in_a_completed_rack)
{
    line_completed(line, "R1");
    line_order(line, "racks")->state = ORDER_COMPLETED;
    completed_without(line, "N1", "030");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_shipped_rack)
{
    a_node_in_a_completed_rack(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_node_in_a_held_rack)
{
    a_node_in_a_completed_rack(line);
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_node_in_a_rack_that_burns_in)
{
    line_begun(line, "R1", "050", "B1", "b1");
    completed_without(line, "N1", "030");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_rack_in_a_pod)
{
    a_node_in_a_completed_rack(line);
    line_completed(line, "P1");
    line_put_inside(line, "R1", "P1", "rack");
}

static const struct wish {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial, *operation;
    const char *then; /* the codes, with blanks between; "": it may */
} WISHES[] = {
    {"one that stands is revoked", a_rack_without_its_test, "R1", "040", ""},
    {"when all else is done too", a_completed_rack, "R1", "050", ""},
    {"not what was never agreed to", a_test_that_is_asked_for, "R1", "040", "waiver-state"},
    {"nor what was turned down", a_waiver_turned_down, "R1", "040", "waiver-state"},
    {"nor what has lapsed", a_waiver_that_lapsed, "R1", "040", "waiver-state"},
    {"not twice", a_waiver_revoked_before, "R1", "040", "waiver-state"},
    {"not of what has left", a_shipped_rack, "R1", "050", "unit-state"},
    {"nor of scrap", a_scrapped_rack, "R1", "050", "unit-state"},
    {"what its cancelled order left finished can be mended", a_rack_of_a_cancelled_order, "R1", "040", ""},
    {"a hold stops nobody from asking for more", a_held_rack, "R1", "040", ""},
    {"what comes after it goes on", a_rack_that_burns_in, "R1", "040", ""},
    {"but who signs for all of it is waited for", a_rack_that_is_audited, "R1", "040", "operation-state"},
    {"of a node where it is", a_node_in_a_completed_rack, "N1", "030", ""},
    {"in a rack that is held", a_node_in_a_held_rack, "N1", "030", ""},
    {"not in one that has left", a_node_in_a_shipped_rack, "N1", "030", "unit-state"},
    {"nor while one burns in around it", a_node_in_a_rack_that_burns_in, "N1", "030", "operation-state"},
};

START_TEST(a_waiver_is_revoked_while_it_stands)
{
    const struct wish *wish = &WISHES[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    wish->given(line);
    line_see_operation(line, wish->serial, wish->operation, arena, &snapshot);
    waiver_may_be_revoked(&snapshot, line_last_waiver(line, wish->serial, wish->operation), &reasons);
    reasons_are(wish->claim, wish->then, &reasons);
    line_free(line);
}
END_TEST

/* --- what opens again --- */

/* Operations of R1 in their order, 010 to 060: o open, r running, d passed, f failed, v invalidated, w waived. */
static const struct opening {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial, *operation;
    const char *rack;
    int rack_state, order_state; /* enum unit_state, order_state */
} OPENINGS[] = {
    {"the operation must be passed after all", a_rack_without_its_test, "R1", "040", "dddvoo", UNIT_IN_PROCESS,
     ORDER_IN_PROCESS},
    {"and whoever signed signed for something else", a_completed_rack, "R1", "050", "ddddvv", UNIT_IN_PROCESS,
     ORDER_IN_PROCESS},
    {"what runs beside it runs on", a_rack_that_burns_in, "R1", "040", "dddvro", UNIT_IN_PROCESS, ORDER_IN_PROCESS},
    {"around it falls what was proven of it", a_node_in_a_completed_rack, "N1", "030", "dddvvv", UNIT_IN_PROCESS,
     ORDER_IN_PROCESS},
};

START_TEST(what_rested_on_it_opens_again)
{
    static const char LETTERS[] = "orpdfvw";
    const struct opening *opening = &OPENINGS[_i];
    struct line *line = line_new();
    opening->given(line);
    line_revoke(line, opening->serial, opening->operation);
    for (size_t i = 0; opening->rack[i]; i++)
        ck_assert_msg(LETTERS[line->operations[0][i].state] == opening->rack[i], "%s: operation %zu is %c",
                      opening->claim, i, LETTERS[line->operations[0][i].state]);
    ck_assert_int_eq(line_unit(line, "R1")->state, opening->rack_state);
    ck_assert_int_eq(line_order(line, "racks")->state, opening->order_state);
    ck_assert_int_eq(line_last_waiver(line, opening->serial, opening->operation)->state, WAIVER_REVOKED);
    line_free(line);
}
END_TEST

START_TEST(every_unit_around_it_is_open_again)
{
    struct line *line = line_new();
    a_node_in_a_rack_in_a_pod(line);
    line_revoke(line, "N1", "030");
    const struct result_revoked *result = line_last(line, ENTRY_WAIVER_REVOKED)->result;
    ck_assert_str_eq(result->unit, "N1");
    ck_assert_str_eq(result->operation, "030");
    ck_assert_uint_eq(result->invalidated.count, 0);
    ck_assert_uint_eq(result->outer.count, 2);
    ck_assert_str_eq(result->outer.items[0].unit, "R1");
    ck_assert_str_eq(result->outer.items[0].position, "tray-1");
    ck_assert_str_eq(result->outer.items[1].unit, "P1");
    ck_assert_uint_eq(result->outer.items[1].invalidated.count, 1);
    ck_assert_str_eq(result->outer.items[1].invalidated.items[0], "020");
    ck_assert_int_eq(line_unit(line, "N1")->state, UNIT_IN_PROCESS);
    ck_assert_int_eq(line_unit(line, "P1")->state, UNIT_IN_PROCESS);
    line_free(line);
}
END_TEST

/* --- what was taken out before that --- */

/* The drive of the node comes out, and a waiver of the rack is revoked, or of the node. */
static const struct revoked_since {
    const char *claim;
    const char *serial, *operation;
} REVOKED_SINCE[] = {
    {"of the unit", "N1", "010"},
    {"of the one around it", "R1", "010"},
    {"of one inside that", "T1", "010"},
};

START_TEST(a_removal_before_it_is_not_taken_back)
{
    const struct revoked_since *since = &REVOKED_SINCE[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_completed(line, "T1");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_put_inside(line, "T1", "R1", "tray-2");
    line_unit(line, since->serial)->state = UNIT_IN_PROCESS;
    line_operation(line, since->serial, since->operation)->state = OPERATION_INVALIDATED;
    line_waive(line, since->serial, since->operation);
    line_at(line, "A1");
    int64_t out = line_posted(line, ENTRY_COMPONENT_REMOVED,
                              &(const struct component_removed){SUBJECT("N1", "020", "ann"), .position = "drive"});
    line_revoke(line, since->serial, since->operation);
    const struct event_corrected back = {.operator = "ann", .event = line_id(out), .reason = "the wrong drive"};
    ck_assert_int_eq(line_post(line, ENTRY_EVENT_CORRECTED, &back, &reasons), FAULT_REFUSED);
    reasons_are(since->claim, "later-event", &reasons);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_revoked)
tcase_add_loop_test(tests, a_waiver_is_revoked_while_it_stands, 0, sizeof WISHES / sizeof *WISHES);
tcase_add_loop_test(tests, what_rested_on_it_opens_again, 0, sizeof OPENINGS / sizeof *OPENINGS);
tcase_add_test(tests, every_unit_around_it_is_open_again);
tcase_add_loop_test(tests, a_removal_before_it_is_not_taken_back, 0, sizeof REVOKED_SINCE / sizeof *REVOKED_SINCE);
SUITE_END
