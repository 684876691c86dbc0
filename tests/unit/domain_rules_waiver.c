/* Waivers: which operations they are given for, by whom, and what they do not excuse. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

/* Fails an operation of R1 that runs at this station, and lets quality decide on that. */
static void fail_run(struct line *line, const char *operation, const char *station)
{
    line_at(line, station);
    int64_t failed =
        line_posted(line, ENTRY_OPERATION_COMPLETED,
                    &(const struct operation_completed){SUBJECT("R1", operation, "ann"), .verdict = VERDICT_FAILED});
    line_dispose(line, failed + 1, DISPOSITION_REWORK);
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, failed + 1);
}

/* What a definition says of an operation of the rack; those of the line are its own. */
static struct operation_definition *definition_of(struct line *line, const char *operation)
{
    return (struct operation_definition *)line->rack.operations.items[product_operation(&line->rack, operation)]
        .definition;
}

GIVEN(a_failed_test)
{
    line_begun(line, "R1", "040", "C1", NULL);
    fail_run(line, "040", "C1");
}
GIVEN(a_failed_test_nobody_decided_on)
{
    line_begun(line, "R1", "040", "C1", NULL);
    line_at(line, "C1");
    line_posted(line, ENTRY_OPERATION_COMPLETED,
                &(const struct operation_completed){SUBJECT("R1", "040", "ann"), .verdict = VERDICT_FAILED});
}
GIVEN(a_test_that_runs)
{
    line_begun(line, "R1", "040", "C1", NULL);
}
GIVEN(a_test_that_is_never_waived)
{
    a_failed_test(line);
    definition_of(line, "040")->never_waived = true;
}
GIVEN(a_test_that_anybody_signs)
{
    a_failed_test(line);
    definition_of(line, "040")->sign_off = SIGN_OFF_ANY;
}
GIVEN(a_rack_at_its_shipping)
{
    line_ready(line, "R1", "060");
    definition_of(line, "060")->sign_off = SIGN_OFF_NONE;
    definition_of(line, "060")->kind = OPERATION_SHIPPING;
}
GIVEN(a_rack_at_its_audit)
{
    line_ready(line, "R1", "060");
}
GIVEN(a_passed_test)
{
    line_ready(line, "R1", "050");
}
GIVEN(trays_begun_and_failed)
{
    line_begun(line, "R1", "020", "A1", NULL);
    fail_run(line, "020", "A1");
}
GIVEN(trays_failed_with_all_in_place)
{
    line_ready(line, "R1", "040");
    line_operation(line, "R1", "020")->state = OPERATION_FAILED;
}
GIVEN(a_failed_test_under_a_hold)
{
    a_failed_test(line);
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_failed_test_of_a_cancelled_order)
{
    a_failed_test(line);
    line->orders[0].state = ORDER_CANCELLED;
}
GIVEN(a_failed_test_on_scrap)
{
    a_failed_test(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_failed_test_asked_for)
{
    a_failed_test(line);
    line_request(line, "R1", "040", "quality-1");
}
GIVEN(a_failed_test_asked_for_and_run_since)
{
    a_failed_test_asked_for(line);
    line_posted(line, ENTRY_OPERATION_STARTED, &(const struct operation_started){SUBJECT("R1", "040", "ann")});
    fail_run(line, "040", "C1");
}
GIVEN(a_rack_with_all_but_the_burn_in)
{
    line_completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    line_operation(line, "R1", "050")->state = OPERATION_INVALIDATED;
}
/* As they were waived when one person could. */
GIVEN(a_rack_with_all_but_the_burn_in_and_waivers_of_old)
{
    a_rack_with_all_but_the_burn_in(line);
    line_occupant(line, line_unit(line, "R1"), "supply-1")->removed = line->now_us;
    line_operation(line, "R1", "020")->state = line_operation(line, "R1", "060")->state = OPERATION_WAIVED;
}
GIVEN(a_queued_rack_with_nothing_left)
{
    for (int i = 1; i < LINE_OPERATIONS; i++)
        line->operations[0][i].state = OPERATION_WAIVED;
}

struct wish {
    const char *claim;
    void (*given)(struct line *line);
    const char *operation; /* of R1 */
    const char *then;      /* the codes, with blanks between; "": it may */
};

static const struct wish REQUESTS[] = {
    {"a failed test is waived", a_failed_test, "040", ""},
    {"one that never ran too", NULL, "010", ""},
    {"not one that runs", a_test_that_runs, "040", "operation-state"},
    {"not one that is passed", a_passed_test, "040", "operation-state"},
    {"not an audit, for who would have signed", a_rack_at_its_audit, "060", "waiver-forbidden"},
    {"whoever may sign it", a_test_that_anybody_signs, "040", "waiver-forbidden"},
    {"not the shipping", a_rack_at_its_shipping, "060", "waiver-forbidden"},
    {"not what the definition never lets go", a_test_that_is_never_waived, "040", "waiver-forbidden"},
    {"not an empty position", trays_begun_and_failed, "020", "positions-unfilled"},
    {"but the rest of what fills it", trays_failed_with_all_in_place, "020", ""},
    {"not before what failed is decided on", a_failed_test_nobody_decided_on, "040", "nonconformance-open"},
    {"not under a hold", a_failed_test_under_a_hold, "040", "unit-held order-held"},
    {"not of a cancelled order", a_failed_test_of_a_cancelled_order, "040", "order-state"},
    {"not on scrap", a_failed_test_on_scrap, "040", "unit-state"},
    {"not twice at once", a_failed_test_asked_for, "040", "waiver-requested"},
    {"but again once it was run", a_failed_test_asked_for_and_run_since, "040", ""},
    {"the last operation is waived", a_rack_with_all_but_the_burn_in, "050", ""},
    {"not where older waivers excused too much", a_rack_with_all_but_the_burn_in_and_waivers_of_old, "050",
     "positions-unfilled signature-missing"},
    {"nothing is completed on which nothing was done", a_queued_rack_with_nothing_left, "010",
     "positions-unfilled signature-missing unit-unfinished"},
};

START_TEST(a_waiver_is_asked_for_where_one_may_be_given)
{
    const struct wish *wish = &REQUESTS[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    if (wish->given)
        wish->given(line);
    line_see_operation(line, "R1", wish->operation, arena, &snapshot);
    waiver_may_be_requested(&snapshot, line_last_waiver(line, "R1", wish->operation), &reasons);
    reasons_are(wish->claim, wish->then, &reasons);
    line_free(line);
}
END_TEST

/* --- the second person --- */

GIVEN(a_request_turned_down)
{
    a_failed_test_asked_for(line);
    line_waiver(line, (int64_t)line->entry_count)->state = WAIVER_REJECTED;
}
GIVEN(a_request_agreed_to)
{
    a_failed_test(line);
    line_waive(line, "R1", "040");
}
GIVEN(a_request_and_a_defect_since)
{
    a_failed_test_asked_for(line);
    line_posted(line, ENTRY_DEFECT_REPORTED,
                &(const struct defect_reported){SUBJECT("R1", NULL, "ann"), .code = "dent"});
}
GIVEN(a_request_and_a_passing_run_since)
{
    a_failed_test_asked_for(line);
    line_posted(line, ENTRY_OPERATION_STARTED, &(const struct operation_started){SUBJECT("R1", "040", "ann")});
    line_operation(line, "R1", "040")->state = OPERATION_PASSED;
}
GIVEN(a_request_and_evidence_that_fell_since)
{
    a_failed_test_asked_for(line);
    line_operation(line, "R1", "040")->invalidated_by = (int64_t)line->entry_count + 1;
    line_operation(line, "R1", "040")->state = OPERATION_INVALIDATED;
}
GIVEN(a_request_and_a_hold_since)
{
    a_failed_test_asked_for(line);
    line->unit_held[0] = true;
}

static void supply_comes_out(struct line *line)
{
    line_at(line, "A1");
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1"});
}
GIVEN(a_test_that_never_ran_asked_for)
{
    line_ready(line, "R1", "040");
    line_request(line, "R1", "040", "quality-1");
}
GIVEN(a_request_and_a_part_out_since)
{
    a_test_that_never_ran_asked_for(line);
    supply_comes_out(line);
}
GIVEN(a_part_out_and_a_request_since)
{
    line_ready(line, "R1", "040");
    supply_comes_out(line);
    line_request(line, "R1", "040", "quality-1");
}

struct second {
    const char *claim;
    void (*given)(struct line *line);
    const char *token;
    const char *then;
};
static const struct second SECONDS[] = {
    {"a second person countersigns", a_failed_test_asked_for, "quality-2", ""},
    {"who is another", a_failed_test_asked_for, "quality-1", "countersign-same"},
    {"not what was turned down", a_request_turned_down, "quality-2", "waiver-state"},
    {"not twice", a_request_agreed_to, "quality-3", "waiver-state operation-state"},
    {"not what was run since", a_failed_test_asked_for_and_run_since, "quality-2", "waiver-state"},
    {"least of all when it passed", a_request_and_a_passing_run_since, "quality-2", "waiver-state operation-state"},
    {"nor what fell since", a_request_and_evidence_that_fell_since, "quality-2", "waiver-state"},
    {"what never ran too", a_test_that_never_ran_asked_for, "quality-2", ""},
    {"but not of a unit with another part since", a_request_and_a_part_out_since, "quality-2", "waiver-state"},
    {"of one that had it before it was asked for", a_part_out_and_a_request_since, "quality-2", ""},
    {"not with a fault found since", a_request_and_a_defect_since, "quality-2", "nonconformance-open"},
    {"not under a hold", a_request_and_a_hold_since, "quality-2", "unit-held"},
};

START_TEST(a_second_person_agrees_to_what_the_first_one_saw)
{
    const struct second *second = &SECONDS[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    second->given(line);
    line->principal = (struct principal){.token = second->token, .role = ROLE_QUALITY};
    line_see_operation(line, "R1", "040", arena, &snapshot);
    line_see_changed(line, line_last_waiver(line, "R1", "040")->waiver_id, arena, &snapshot);
    waiver_may_be_countersigned(&snapshot, line_last_waiver(line, "R1", "040"), &reasons);
    reasons_are(second->claim, second->then, &reasons);
    line_free(line);
}
END_TEST

START_TEST(what_is_undecided_is_turned_down)
{
    static const struct {
        int state;
        const char *then;
    } ROWS[] = {{WAIVER_REQUESTED, ""},
                {WAIVER_COUNTERSIGNED, "waiver-state"},
                {WAIVER_REJECTED, "waiver-state"},
                {WAIVER_REVOKED, "waiver-state"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        ARENA_OWNED struct arena *arena = arena_new(0);
        struct reasons reasons = {.arena = arena};
        const struct waiver waiver = {.waiver_id = 7, .operation = "040", .state = ROWS[i].state};
        waiver_may_be_rejected(&waiver, &reasons);
        reasons_are("it is turned down once", ROWS[i].then, &reasons);
    }
}
END_TEST

/* --- what comes of it --- */

START_TEST(a_request_changes_nothing)
{
    struct line *line = line_new();
    a_failed_test_asked_for(line);
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_FAILED);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct snapshot snapshot;
    line_see_operation(line, "R1", "040", arena, &snapshot);
    ck_assert_int_eq(operation_standing(&line->rack, snapshot.operations, snapshot.operation), OPERATION_READY);
    ck_assert_int_eq(operation_standing(&line->rack, snapshot.operations, snapshot.operation + 1), OPERATION_BLOCKED);
    line_free(line);
}
END_TEST

START_TEST(a_waived_operation_lets_the_next_one_begin)
{
    struct line *line = line_new();
    a_failed_test(line);
    size_t before = line->entry_count;
    line_waive(line, "R1", "040");
    ck_assert_uint_eq(line->entry_count, before + 3); /* the unit is not completed by it */
    ck_assert_int_eq(line->entries[before + 1].kind, ENTRY_WAIVER_COUNTERSIGNED);
    ck_assert_int_eq(line->entries[before + 2].kind, ENTRY_OPERATION_WAIVED);
    const struct operation_waived *waived = line->entries[before + 2].data;
    ck_assert_str_eq(waived->unit, "R1");
    ck_assert_str_eq(waived->operation, "040");
    ck_assert_int_eq(waived->waiver, (int64_t)before + 1);
    ck_assert_int_eq(operation_standing(&line->rack, line->operations[0], 4), OPERATION_READY);
    line_free(line);
}
END_TEST

START_TEST(the_last_one_completes_the_unit_and_its_order)
{
    struct line *line = line_new();
    a_rack_with_all_but_the_burn_in(line);
    line_unit(line, "R2")->state = line_unit(line, "R3")->state = UNIT_SCRAPPED;
    size_t before = line->entry_count;
    line_waive(line, "R1", "050");
    ck_assert_uint_eq(line->entry_count, before + 5);
    ck_assert_int_eq(line->entries[before + 3].kind, ENTRY_UNIT_COMPLETED);
    ck_assert_int_eq(line->entries[before + 4].kind, ENTRY_ORDER_COMPLETED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_COMPLETED);
    line_free(line);
}
END_TEST

#define NEVER ABSENT_INTEGER
/* A waiver at journal position 10; what made it fall; the operation's last run, and what made its evidence fall. */
struct standing {
    int state;
    int64_t fell, run_id, invalidated_by;
    enum waiver_state expected;
};
static const struct standing STANDINGS[] = {
    {WAIVER_REQUESTED, NEVER, NEVER, NEVER, WAIVER_REQUESTED},
    {WAIVER_REQUESTED, NEVER, 9, 8, WAIVER_REQUESTED},
    {WAIVER_REQUESTED, NEVER, 11, 8, WAIVER_LAPSED},
    {WAIVER_REQUESTED, NEVER, 9, 11, WAIVER_LAPSED},
    {WAIVER_COUNTERSIGNED, NEVER, 9, NEVER, WAIVER_COUNTERSIGNED},
    {WAIVER_COUNTERSIGNED, 12, 9, 12, WAIVER_LAPSED},
    {WAIVER_REJECTED, NEVER, 11, NEVER, WAIVER_REJECTED},
    {WAIVER_REVOKED, 12, 9, 12, WAIVER_REVOKED},
};

START_TEST(a_waiver_stands_for_what_it_was_given)
{
    const struct standing *standing = &STANDINGS[_i];
    const struct waiver waiver = {.waiver_id = 10, .state = standing->state, .invalidated_by = standing->fell};
    const struct unit_operation row = {.run_id = standing->run_id, .invalidated_by = standing->invalidated_by};
    ck_assert_int_eq(waiver_standing(&waiver, &row), standing->expected);
}
END_TEST

SUITE_BEGIN(domain_rules_waiver)
tcase_add_loop_test(tests, a_waiver_is_asked_for_where_one_may_be_given, 0, sizeof REQUESTS / sizeof *REQUESTS);
tcase_add_loop_test(tests, a_second_person_agrees_to_what_the_first_one_saw, 0, sizeof SECONDS / sizeof *SECONDS);
tcase_add_test(tests, what_is_undecided_is_turned_down);
tcase_add_test(tests, a_request_changes_nothing);
tcase_add_test(tests, a_waived_operation_lets_the_next_one_begin);
tcase_add_test(tests, the_last_one_completes_the_unit_and_its_order);
tcase_add_loop_test(tests, a_waiver_stands_for_what_it_was_given, 0, sizeof STANDINGS / sizeof *STANDINGS);
SUITE_END
