/* Signing off: when, and by whom. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

GIVEN(a_frame_running)
{
    line_begun(line, "R1", "010", "A1", NULL);
}
GIVEN(an_audit_running)
{
    line_at(line, "Q1");
    line_begun(line, "R1", "060", "Q1", NULL);
}
GIVEN(a_builder_with_the_skill)
{
    an_audit_running(line);
    line_operator(line, "ann")->skills = line_operator(line, "eve")->skills;
}
/* Who is to sign the rack built the node in it; or another that is not in it. */
static void put_node_of_signer(struct line *line, const char *serial)
{
    an_audit_running(line);
    line_completed(line, "N1");
    line_completed(line, "N2");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_run(line, line_operation(line, serial, "010")->run_id)->operator = "eve";
}
GIVEN(an_audit_by_who_built_a_node_in_it)
{
    put_node_of_signer(line, "N1");
}
GIVEN(an_audit_by_who_built_another_node)
{
    put_node_of_signer(line, "N2");
}
GIVEN(an_audit_that_anybody_signs)
{
    a_builder_with_the_skill(line);
    ((struct operation_definition *)line->rack.operations.items[5].definition)->sign_off = SIGN_OFF_ANY;
}

/* The rack's test, signed off by a second person too: it is measured once, and answered at both trays. */
static void test_to_be_signed(struct line *line)
{
    line_at(line, "C1");
    line_begun(line, "R1", "040", "C1", NULL);
    ((struct operation_definition *)line->rack.operations.items[3].definition)->sign_off = SIGN_OFF_INDEPENDENT;
}
static void answer(struct line *line, const char *position, const char *badge)
{
    line_posted(line, ENTRY_CHECK_RECORDED,
                &(const struct check_recorded){
                    SUBJECT("R1", "040", badge), .check = "boot", .position = position, .answer = "clean"});
}
static void measure(struct line *line, const char *badge)
{
    line_posted(line, ENTRY_MEASUREMENT_RECORDED,
                &(const struct measurement_recorded){
                    SUBJECT("R1", "040", badge), .characteristic = "voltage", .value = 50});
}
GIVEN(a_test_half_done)
{
    test_to_be_signed(line);
    answer(line, "tray-1", "ann");
}
GIVEN(a_test_done)
{
    a_test_half_done(line);
    answer(line, "tray-2", "bob");
    measure(line, "tom");
}
GIVEN(a_test_paused)
{
    a_test_half_done(line);
    line_posted(line, ENTRY_OPERATION_PAUSED, &(const struct operation_paused){SUBJECT("R1", "040", "ann")});
}
GIVEN(a_test_ready)
{
    test_to_be_signed(line);
    line_posted(line, ENTRY_OPERATION_ABORTED, &(const struct operation_aborted){SUBJECT("R1", "040", "ann")});
    line_operation(line, "R1", "020")->state = OPERATION_INVALIDATED;
}
GIVEN(trays_running_to_be_signed)
{
    line_begun(line, "R1", "020", "A1", NULL);
    ((struct operation_definition *)line->rack.operations.items[1].definition)->sign_off = SIGN_OFF_ANY;
}
GIVEN(an_audit_by_who_began_it)
{
    an_audit_running(line);
    line_run(line, line_operation(line, "R1", "060")->run_id)->operator = "eve";
}

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define SIGNED(number, badge) EVENT(ENTRY_UNIT_SIGNED, unit_signed, SUBJECT("R1", number, badge))

static const struct scenario TABLE[] = {
    {"who built nothing signs", an_audit_running, SIGNED("060", "eve"), ""},
    {"with the skill", an_audit_running, SIGNED("060", "tom"), "skill-missing"},
    {"who built does not", a_builder_with_the_skill, SIGNED("060", "ann"), "signer-built signer-ran"},
    {"nor who built what is in it", an_audit_by_who_built_a_node_in_it, SIGNED("060", "eve"), "signer-built"},
    {"who built what is not in it does", an_audit_by_who_built_another_node, SIGNED("060", "eve"), ""},
    {"unless anybody may", an_audit_that_anybody_signs, SIGNED("060", "ann"), ""},
    {"nobody signs what asks for no signature", a_frame_running, SIGNED("010", "ann"), "sign-off-none"},
    {"nor what does not run", NULL, SIGNED("060", "eve"), "operation-state unit-state station-type predecessor-open"},
    {"who began what is signed does not", an_audit_by_who_began_it, SIGNED("060", "eve"), "signer-ran"},
    {"nor who answered in it", a_test_done, SIGNED("040", "bob"), "signer-ran"},
    {"nor who measured in it", a_test_done, SIGNED("040", "tom"), "signer-ran"},
    {"who did neither does", a_test_done, SIGNED("040", "eve"), ""},
    {"when nothing but the signature is left", a_test_half_done, SIGNED("040", "eve"),
     "checks-missing measurements-missing"},
    {"a position too", trays_running_to_be_signed, SIGNED("020", "ann"), "positions-unfilled measurements-missing"},
    {"not while it is paused", a_test_paused, SIGNED("040", "eve"),
     "operation-state checks-missing measurements-missing"},
    {"nor before what it comes after", a_test_ready, SIGNED("040", "eve"), "operation-state predecessor-open"},
};
SCENARIOS(SIGN_SCENARIOS, TABLE);

/* What is there when an operation is signed off, and after it: still needed. */
static size_t needs_of_test(struct line *line)
{
    const struct operation_completed data = {SUBJECT("R1", "040", "ann")};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct snapshot snapshot;
    struct needs needs;
    line_snapshot(line, ENTRY_OPERATION_COMPLETED, &data, arena, &snapshot);
    ck_assert_int_eq(operation_needs(&snapshot, snapshot.operation, arena, &needs), NOTHING_WRONG);
    return needs.list.count;
}

START_TEST(what_came_after_a_signature_is_signed_again)
{
    struct line *line = line_new();
    a_test_done(line);
    ck_assert_uint_eq(needs_of_test(line), 1);
    line_posted(line, SIGNED("040", "eve"));
    ck_assert_uint_eq(needs_of_test(line), 0);
    answer(line, "tray-2", "ann");
    ck_assert_uint_eq(needs_of_test(line), 1);
    line_posted(line, SIGNED("040", "eve"));
    ck_assert_uint_eq(needs_of_test(line), 0);
    measure(line, "ann");
    ck_assert_uint_eq(needs_of_test(line), 1);
    line_free(line);
}
END_TEST

START_TEST(a_part_put_in_after_a_signature_is_signed_for_again)
{
    struct line *line = line_new();
    trays_running_to_be_signed(line);
    struct reasons reasons = {.arena = line->arena};
    static const struct component_installed SUPPLIES[] = {
        {SUBJECT("R1", "020", "ann"), .position = "supply-1", .part_number = "PSU", .revision = "C", .serial = "p1"},
        {SUBJECT("R1", "020", "ann"), .position = "supply-2", .part_number = "PSU", .revision = "C", .serial = "p2"},
    };
    line_completed(line, "T1");
    line_completed(line, "T2");
    for (int i = 0; i < 2; i++) {
        const char *tray = i ? "T2" : "T1", *position = i ? "tray-2" : "tray-1";
        line_posted(line, ENTRY_COMPONENT_INSTALLED, &SUPPLIES[i]);
        line_posted(line, ENTRY_COMPONENT_INSTALLED,
                    &(const struct component_installed){
                        SUBJECT("R1", "020", "ann"), .position = position, .part_number = "TRAY", .serial = tray});
        line_posted(line, ENTRY_MEASUREMENT_RECORDED,
                    &(const struct measurement_recorded){
                        SUBJECT("R1", "020", "ann"), .characteristic = "seat", .value = 0.1, .position = position});
    }
    line_posted(line, SIGNED("020", "eve"));
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1"});
    line_posted(line, ENTRY_COMPONENT_INSTALLED, &SUPPLIES[0]);
    ck_assert_int_eq(line_post(line, EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "020", "ann")),
                               &reasons),
                     FAULT_REFUSED);
    ck_assert_uint_eq(reasons.found, 1);
    ck_assert_str_eq(reasons.items[0].code, "signature-missing");
    line_free(line);
}
END_TEST

SUITE(domain_rules_sign, what_came_after_a_signature_is_signed_again,
      a_part_put_in_after_a_signature_is_signed_for_again)
