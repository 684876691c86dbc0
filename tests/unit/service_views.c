/* What may be asked about what goes on: orders, dispatch lists, what is next. */
#include "service_built.h"

#include "domain/entry_records.h"

#include <string.h>

/* ---- orders ---- */

START_TEST(an_order_tells_where_its_units_stand)
{
    struct built built;
    struct order_view view;
    built_open(&built);
    struct line *line = &built.line;
    const struct change hold = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    said_must(line, line_change(line, &hold, "{'serial': '%s', 'reason': 'a notice'}", built.racks[1]));
    built_step(line, "TEST-1", "operation.started", built.racks[0], "040");
    ck_assert_int_eq(line_view(line, view_order, "RACKS", NULL, NULL, &ORDER_VIEW_RECORD, &view), NOTHING_WRONG);
    ck_assert_int_eq(view.state, ORDER_IN_PROCESS);
    ck_assert_int_eq(view.in_process, 2);
    ck_assert_int_eq(view.queued + view.in_repair + view.done + view.shipped + view.scrapped, 0);
    ck_assert_uint_eq(view.operations.count, 7);
    ck_assert_int_eq(view.operations.items[0].passed, 2); /* 010 */
    ck_assert_int_eq(view.operations.items[2].passed, 1); /* 030 */
    ck_assert_int_eq(view.operations.items[2].ready, 1);
    ck_assert_int_eq(view.operations.items[3].running, 1); /* 040 */
    ck_assert_int_eq(view.operations.items[3].blocked, 1);
    ck_assert_int_eq(view.operations.items[6].blocked, 2); /* 070 */
    ck_assert_uint_eq(view.blocked.count, 1);
    ck_assert_str_eq(view.blocked.items[0].serial, built.racks[1]);
    ck_assert_str_eq(view.blocked.items[0].reasons.items[0].code, "unit-held");
    ck_assert(!view.late);
    line_pass_min(line, 7 * 24 * 60 - 100); /* 030 to 070 take 215 minutes, and there are 100 */
    ck_assert_int_eq(line_view(line, view_order, "RACKS", NULL, NULL, &ORDER_VIEW_RECORD, &view), NOTHING_WRONG);
    ck_assert(view.late);
    ck_assert_uint_eq(view.late_units.count, 2);
    ck_assert_double_eq(view.remaining_standard_min, 215);
    line_close(line);
}
END_TEST

/* ---- dispatch ---- */

static void claim_dispatch(struct line *line, const char *station, const char *const *serials)
{
    const struct dispatch_query query = {.limit = ABSENT_INTEGER};
    struct dispatch_view view;
    ck_assert_int_eq(line_view(line, view_dispatch, station, NULL, &query, &DISPATCH_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    size_t count = 0;
    while (serials[count])
        count++;
    ck_assert_uint_eq(view.items.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(!strcmp(view.items.items[i].serial, serials[i]), "%zu: %s and not %s", i,
                      view.items.items[i].serial, serials[i]);
}

static void plan_due(struct line *line, const char *order, int64_t priority, const char *due)
{
    const struct change plan = {.command = plan_order, .by = ROLE_PLANNER, .record = &ORDER_PLANNED_RECORD};
    const struct change release = {.command = release_order, .by = ROLE_PLANNER, .path = {order}};
    said_must(line, line_change(line, &plan,
                                "{'order': '%s', 'part_number': 'T-1', 'revision': 'A', 'quantity': 1,"
                                " 'priority': %lld, 'due': '%s'}",
                                order, (long long)priority, due));
    said_must(line, line_change(line, &release, " "));
}

START_TEST(a_dispatch_list_is_what_runs_then_priority_then_due)
{
    struct line line;
    line_open(&line);
    plan_due(&line, "LATER", 5, "2027-03-01T00:00:00Z");
    plan_due(&line, "SOONER", 5, "2027-02-01T00:00:00Z");
    plan_due(&line, "URGENT", 1, "2027-04-01T00:00:00Z");
    plan_due(&line, "RUNNING", 9, "2027-05-01T00:00:00Z");
    const char *later = line_serial(&line, "LATER", 0), *sooner = line_serial(&line, "SOONER", 0);
    const char *urgent = line_serial(&line, "URGENT", 0), *running = line_serial(&line, "RUNNING", 0);
    built_step(&line, "BENCH-2", "operation.started", running, "010");
    claim_dispatch(&line, "BENCH-2", (const char *const[]){running, urgent, sooner, later, NULL});
    claim_dispatch(&line, "BENCH-1", (const char *const[]){urgent, sooner, later, NULL});
    claim_dispatch(&line, "TEST-1", (const char *const[]){NULL});

    const struct change hold = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    said_must(&line, line_change(&line, &hold, "{'order': 'URGENT', 'reason': 'a notice'}"));
    said_must(&line, line_change(&line, &hold, "{'serial': '%s', 'reason': 'a notice'}", sooner));
    claim_dispatch(&line, "BENCH-1", (const char *const[]){later, NULL});
    line_close(&line);
}
END_TEST

START_TEST(a_dispatch_item_says_what_is_still_needed_there)
{
    struct line line;
    struct dispatch_view view;
    const struct dispatch_query query = {.limit = 1};
    line_open(&line);
    line_order(&line, "O-1", "T-1", 2, 5);
    const char *serial = line_serial(&line, "O-1", 0);
    built_step(&line, "BENCH-2", "operation.started", serial, "010");
    line_does(&line, "BENCH-2", "component.installed", STEP ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'L1'",
              serial, "010");
    ck_assert_int_eq(line_view(&line, view_dispatch, "BENCH-2", NULL, &query, &DISPATCH_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    ck_assert_uint_eq(view.items.count, 1);
    ck_assert_int_eq(view.items.items[0].state, OPERATION_RUNNING);
    ck_assert_uint_eq(view.items.items[0].needs.count, 2);
    ck_assert_str_eq(view.items.items[0].needs.items[0].position, "board");
    ck_assert_str_eq(view.items.items[0].needs.items[1].check, "seated");
    line_close(&line);
}
END_TEST

/* ---- what is next ---- */

static const struct {
    const char *station, *operation, *badge, *bay, *tool;
} ASKED[] = {
    {"BENCH-1", "010", "ann", NULL, NULL},   {"BENCH-1", "020", "eve", NULL, "TW-0"},
    {"TEST-1", "020", "old", NULL, NULL},    {"BURN-1", "050", "ann", "B3", NULL},
    {"BURN-1", "050", "ann", NULL, NULL},    {"BENCH-1", "030", "ann", "B1", NULL},
    {"QA-1", "060", "nobody", NULL, "TW-9"}, {"NOWHERE", "070", "ann", NULL, NULL},
    {"BENCH-2", "030", "ann", NULL, NULL},
};

static bool same_text(const char *a, const char *b)
{
    return a ? b && !strcmp(a, b) : !b;
}

START_TEST(what_is_next_gives_the_reasons_that_posting_gives)
{
    struct line line;
    struct next_view view;
    line_open(&line);
    line_order(&line, "O-1", "R-1", 2, 5);
    const char *serial = line_serial(&line, "O-1", 0);
    built_step(&line, "BENCH-2", "operation.started", line_serial(&line, "O-1", 1),
               "010"); /* BENCH-2 has room for one */
    const struct next_query query = {
        .station = ASKED[_i].station, .operator = ASKED[_i].badge, .bay = ASKED[_i].bay, .tool = ASKED[_i].tool};
    ck_assert_int_eq(line_view(&line, view_next, serial, NULL, &query, &NEXT_VIEW_RECORD, &view), NOTHING_WRONG);
    const struct next_operation *next = NULL;
    for (size_t i = 0; i < view.operations.count; i++)
        if (!strcmp(view.operations.items[i].operation, ASKED[_i].operation))
            next = &view.operations.items[i];
    ck_assert_ptr_nonnull(next);
    const char *bay = ASKED[_i].bay ? arena_printf(line.arena, ", 'bay': '%s'", ASKED[_i].bay) : "";
    const char *tool = ASKED[_i].tool ? arena_printf(line.arena, ", 'tool': '%s'", ASKED[_i].tool) : "";
    struct said said = line_post(&line, ASKED[_i].station, "operation.started",
                                 "'unit': '%s', 'operation': '%s', 'operator': '%s'%s%s", serial, ASKED[_i].operation,
                                 ASKED[_i].badge, bay, tool);
    ck_assert_int_eq(next->may_start, !said.fault);
    ck_assert_uint_eq(next->reasons.count, said.fault ? said.reasons.count : 0);
    for (size_t i = 0; i < next->reasons.count; i++) {
        ck_assert_str_eq(next->reasons.items[i].code, said.reasons.items[i].code);
        ck_assert_str_eq(next->reasons.items[i].detail, said.reasons.items[i].detail);
        ck_assert(same_text(next->reasons.items[i].pointer, said.reasons.items[i].pointer));
    }
    line_close(&line);
}
END_TEST

START_TEST(what_is_next_says_what_a_run_needs_to_complete)
{
    struct built built;
    struct next_view view;
    built_open(&built);
    struct line *line = &built.line;
    const struct next_query query = {.station = "TEST-1"};
    built_step(line, "TEST-1", "operation.started", built.racks[0], "040");
    for (int measured = 0; measured <= 2; measured++) {
        ck_assert_int_eq(line_view(line, view_next, built.racks[0], NULL, &query, &NEXT_VIEW_RECORD, &view),
                         NOTHING_WRONG);
        ck_assert_str_eq(view.operations.items[0].operation, "040");
        ck_assert_int_eq(view.operations.items[0].may_complete, measured == 2);
        ck_assert_uint_eq(view.operations.items[0].needs.count, measured < 2);
        if (measured < 2) {
            ck_assert_int_eq(view.operations.items[0].needs.items[0].samples, 2 - measured);
            ck_assert_str_eq(view.operations.items[0].reasons.items[0].code, "measurements-missing");
            line_does(line, "TEST-1", "measurement.recorded", STEP ", 'characteristic': 'drop', 'value': 3",
                      built.racks[0], "040");
        }
    }
    built_step(line, "TEST-1", "operation.completed", built.racks[0], "040");
    line_close(line);
}
END_TEST

SUITE_BEGIN(views)
tcase_add_test(tests, an_order_tells_where_its_units_stand);
tcase_add_test(tests, a_dispatch_list_is_what_runs_then_priority_then_due);
tcase_add_test(tests, a_dispatch_item_says_what_is_still_needed_there);
tcase_add_loop_test(tests, what_is_next_gives_the_reasons_that_posting_gives, 0, sizeof ASKED / sizeof *ASKED);
tcase_add_test(tests, what_is_next_says_what_a_run_needs_to_complete);
SUITE_END
