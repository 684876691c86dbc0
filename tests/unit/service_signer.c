/* Who worked inside a unit that is in a rack built on the rack, and does not sign it off. */
#include "service_built.h"

#define BOB "'unit': '%s', 'operation': '%s', 'operator': 'bob'"

/* A tray that bob built, and nobody else. */
static void build_by_bob(struct built *built, const char *tray)
{
    struct line *line = &built->line;
    line_does(line, "BENCH-1", "operation.started", BOB, tray, "010");
    line_does(line, "BENCH-1", "component.installed",
              BOB ", 'position': 'board', 'part_number': 'BRD', 'serial': 'BRD-BOB'", tray, "010");
    line_does(line, "BENCH-1", "component.installed", BOB ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'L1'",
              tray, "010");
    line_does(line, "BENCH-1", "check.recorded", BOB ", 'check': 'seated', 'answer': 'yes'", tray, "010");
    line_pass_min(line, 30);
    line_does(line, "BENCH-1", "operation.completed", BOB, tray, "010");
    line_does(line, "TEST-1", "operation.started", BOB, tray, "020");
    line_does(line, "TEST-1", "measurement.recorded", BOB ", 'characteristic': 'input', 'value': 50", tray, "020");
    line_does(line, "TEST-1", "operation.completed", BOB, tray, "020");
}

/* From the leak test up to where the rack is to be signed off. */
static void bring_to_inspection(struct built *built, const char *rack)
{
    struct line *line = &built->line;
    built_step(line, "TEST-1", "operation.started", rack, "040");
    for (int i = 0; i < 2; i++)
        line_does(line, "TEST-1", "measurement.recorded", STEP ", 'characteristic': 'drop', 'value': 1", rack, "040");
    built_step(line, "TEST-1", "operation.completed", rack, "040");
    line_does(line, "BURN-1", "operation.started", STEP ", 'bay': 'B1'", rack, "050");
    line_pass_min(line, 121);
    built_step(line, "BURN-1", "operation.completed", rack, "050");
    built_step(line, "QA-1", "operation.started", rack, "060");
    line_does(line, "QA-1", "check.recorded", STEP ", 'check': 'cosmetics', 'answer': 'yes'", rack, "060");
}

static enum fault bob_signs(struct built *built, const char *rack)
{
    return line_post(&built->line, "QA-1", "unit.signed", BOB, rack, "060").fault;
}

START_TEST(who_built_a_tray_does_not_sign_the_rack_it_is_in)
{
    struct built built;
    built_open(&built);
    build_by_bob(&built, built.trays[3]);
    built_step(&built.line, "BENCH-1", "operation.started", built.racks[1], "030");
    built_tray(&built.line, built.racks[1], "tray-1", built.trays[2]);
    built_tray(&built.line, built.racks[1], "tray-2", built.trays[3]);
    built_step(&built.line, "BENCH-1", "operation.completed", built.racks[1], "030");
    bring_to_inspection(&built, built.racks[1]);
    ck_assert_int_eq(bob_signs(&built, built.racks[1]), FAULT_REFUSED);
    line_close(&built.line);
}
END_TEST

/* What the view says beforehand of the inspection, with somebody to sign it, or nobody yet. */
static struct next_operation next_inspection(struct built *built, const char *rack, const char *badge)
{
    const struct next_query query = {.station = "QA-1", .part_number = "R-1", .operator = badge };
    struct next_view next;
    ck_assert_int_eq(line_view(&built->line, view_next, rack, NULL, &query, &NEXT_VIEW_RECORD, &next), NOTHING_WRONG);
    ck_assert_str_eq(next.operations.items[0].operation, "060");
    return next.operations.items[0];
}

START_TEST(who_may_sign_is_said_beforehand)
{
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    const char *rack = built.racks[0];
    bring_to_inspection(&built, rack);
    ck_assert(next_inspection(&built, rack, "eve").may_sign);
    ck_assert(next_inspection(&built, rack, NULL).may_sign);
    struct next_operation next = next_inspection(&built, rack, "ann"); /* who built it, and began this */
    ck_assert(!next.may_sign);
    ck_assert_uint_eq(next.sign_reasons.count, 2);
    ck_assert_str_eq(next.sign_reasons.items[0].code, "signer-built");
    ck_assert_str_eq(next.sign_reasons.items[1].code, "signer-ran");
    ck_assert(!next_inspection(&built, rack, "nobody").may_sign);
    line_does(line, "QA-1", "unit.signed", "'unit': '%s', 'operation': '060', 'operator': 'eve'", rack);
    ck_assert(next_inspection(&built, rack, "ann").may_complete);
    line_close(line);
}
END_TEST

START_TEST(but_a_rack_it_is_not_in)
{
    struct built built;
    built_open(&built);
    build_by_bob(&built, built.trays[3]);
    bring_to_inspection(&built, built.racks[0]);
    ck_assert_int_eq(bob_signs(&built, built.racks[0]), NOTHING_WRONG);
    line_close(&built.line);
}
END_TEST

SUITE_BEGIN(service_signer)
tcase_add_test(tests, who_built_a_tray_does_not_sign_the_rack_it_is_in);
tcase_add_test(tests, but_a_rack_it_is_not_in);
tcase_add_test(tests, who_may_sign_is_said_beforehand);
SUITE_END
