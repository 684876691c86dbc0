/* When a database was last written is one moment on all clocks, or the plant's would go on from two; and when the
 * plant's time steps, what runs stands still. */
#include "service_line.h"

#include "base/time.h"
#include "service/check.h"
#include "service/clock_step.h"

static void claim_last_written(struct line *line, int64_t us, int64_t wall_us)
{
    int64_t last_us;
    struct clocks last;
    ck_assert_int_eq(session_last_written(line->writer, &last_us, &last), NOTHING_WRONG);
    ck_assert_int_eq(last_us, us);
    ck_assert_int_eq(last.wall_us, wall_us);
}

START_TEST(what_is_appended_and_an_idle_moment_are_kept_on_all_clocks)
{
    enum { WALL = 7000, RATE = 3600 };
    struct line line;
    line_open(&line);
    const int64_t begin_us = line.now_us;
    claim_last_written(&line, begin_us, ABSENT_INTEGER); /* nobody told */
    for (int64_t passed_us = 0; passed_us < 40; passed_us += 10) {
        line.now_us = begin_us + passed_us * RATE;
        line.writer->clocks.wall_us = WALL + passed_us;
        line_does(&line, "TEST-1", "station.changed", "'state': 'standby'");
        claim_last_written(&line, begin_us + passed_us * RATE, WALL + passed_us);
        line.writer->now_us = begin_us + (passed_us + 5) * RATE;
        line.writer->clocks.wall_us = WALL + passed_us + 5;
        ck_assert_int_eq(session_touch(line.writer), NOTHING_WRONG);
        claim_last_written(&line, begin_us + (passed_us + 5) * RATE, WALL + passed_us + 5);
    }
    line_close(&line);
}
END_TEST

START_TEST(a_refused_change_keeps_no_time)
{
    struct line line;
    line_open(&line);
    const int64_t begin_us = line.now_us;
    line_pass_min(&line, 5);
    line.writer->clocks.wall_us = 7000;
    ck_assert_int_eq(line_post(&line, "NOWHERE", "station.changed", "'state': 'standby'").fault, FAULT_REFUSED);
    claim_last_written(&line, begin_us, ABSENT_INTEGER);
    line_close(&line);
}
END_TEST

START_TEST(a_step_of_the_clock_gives_what_runs_no_minute)
{
    struct line line;
    line_open(&line);
    line_order(&line, "T-ORDER", "T-1", 2, 5);
    const char *standing = line_serial(&line, "T-ORDER", 0), *running = line_serial(&line, "T-ORDER", 1);
    const char *work = line_json(&line, "'unit':'%s','operation':'010','operator':'ann'", running);
    line_does(&line, "BENCH-1", "operation.started", "'unit':'%s','operation':'010','operator':'ann'", standing);
    line_does(&line, "BENCH-1", "operation.aborted", "'unit':'%s','operation':'010','operator':'ann','reason':'x'",
              standing);
    line_does(&line, "BENCH-1", "operation.started", "%s", work);
    line_pass_min(&line, 10);
    const int64_t from_us = line.now_us;
    line_pass_min(&line, 5 * 24 * 60);
    line.writer->now_us = line.now_us;
    ck_assert_int_eq(clock_step(line.writer, from_us), NOTHING_WRONG);
    line_pass_min(&line, 15);
    struct entry entry = said_entry(&line, line_does(&line, "BENCH-1", "operation.aborted", "%s,'reason':'x'", work));
    const struct result_timed *result = entry.result;
    ck_assert_int_eq(result->accumulated_us, 25 * US_PER_MINUTE);
    ck_assert_int_eq(entry.recorded_us, line.now_us);
    BUFFER_OWNED struct buffer report = {0};
    struct reasons reasons = {.arena = line.arena};
    session_close(line.reader);
    session_close(line.writer);
    line.reader = line.writer = NULL;
    ck_assert_msg(!database_check(line.path, NULL, &report, &reasons), "%s", buffer_view(&report));
    line_close(&line);
}
END_TEST

enum { MIN_BEFORE = 10, MIN_BETWEEN = 7, MIN_AFTER = 15 };

static void step_over_days(struct line *line)
{
    const int64_t from_us = line->now_us;
    line_pass_min(line, 5 * 24 * 60);
    line->writer->now_us = line->now_us;
    ck_assert_int_eq(clock_step(line->writer, from_us), NOTHING_WRONG);
}

/* The minutes of the run in a record as of a journal position. */
static double ran_min(struct line *line, const char *serial, int64_t journal_position)
{
    const struct as_built_query query = {.at = arena_printf(line->arena, "%lld", (long long)journal_position)};
    struct as_built_view view;
    ck_assert_int_eq(line_view(line, view_as_built, serial, NULL, &query, &AS_BUILT_VIEW_RECORD, &view), NOTHING_WRONG);
    return view.runs.items[view.runs.count - 1].accumulated_min;
}

static const struct {
    const char *slip;
    bool steps_first;
} SLIPS[] = {{"operation.paused", true}, {"operation.paused", false}, {"operation.aborted", true}, {NULL, true}};

START_TEST(nor_does_it_when_what_came_before_or_after_is_taken_back)
{
    struct line line;
    line_open(&line);
    line_order(&line, "T-ORDER", "T-1", 1, 5);
    const char *serial = line_serial(&line, "T-ORDER", 0);
    const char *work = line_json(&line, "'unit':'%s','operation':'010','operator':'ann'", serial);
    line_does(&line, "BENCH-1", "operation.started", "%s", work);
    line_pass_min(&line, MIN_BEFORE);
    if (SLIPS[_i].steps_first)
        step_over_days(&line);
    line_pass_min(&line, MIN_BETWEEN);
    if (SLIPS[_i].slip) {
        char id[UUID_TEXT_SIZE];
        uuid_format(said_entry(&line, line_does(&line, "BENCH-1", SLIPS[_i].slip, "%s,'reason':'x'", work)).id, id);
        if (!SLIPS[_i].steps_first)
            step_over_days(&line);
        line_does(&line, NULL, "event.corrected", "'reason':'a slip','event':'%s'", id);
    }
    line_does(&line, "TEST-1", "station.changed", "'state':'standby'");
    const int64_t then = line_head(&line);
    ck_assert_double_eq_tol(ran_min(&line, serial, then), MIN_BEFORE + MIN_BETWEEN, 1e-6);
    line_pass_min(&line, MIN_AFTER);
    struct entry entry = said_entry(&line, line_does(&line, "BENCH-1", "operation.aborted", "%s,'reason':'x'", work));
    const struct result_timed *result = entry.result;
    ck_assert_int_eq(result->accumulated_us, (MIN_BEFORE + MIN_BETWEEN + MIN_AFTER) * US_PER_MINUTE);
    ck_assert_double_eq_tol(ran_min(&line, serial, then), MIN_BEFORE + MIN_BETWEEN, 1e-6);
    line_close(&line);
}
END_TEST

/* Where a pause makes a burn-in begin anew, an end that is taken back does not: it is no pause. */
START_TEST(an_end_that_is_taken_back_resets_no_burn_in)
{
    static const struct change CHANGES[] = {
        {.command = put_product, .by = ROLE_PLANNER, .path = {"B-1", "A"}, .record = &PRODUCT_DEFINITION_RECORD},
        {.command = release_product, .by = ROLE_PLANNER, .path = {"B-1", "A"}},
    };
    static const char *const BODIES[] = {
        "{'part_number':'B-1','revision':'A','name':'Burner','serial_format':'B{seq:4}','bill_of_materials':[],"
        "'routing':[{'operation':'010','name':'Burn-in','kind':'burn_in','station_type':'burn-in','standard_min':60,"
        "'burn_in':{'hours':1,'power_w':500,'coolant_lpm':1,'pause':'reset'}},"
        "{'operation':'020','name':'Look','kind':'inspection','after':['010'],'station_type':'inspection',"
        "'standard_min':5}]}",
        " "};
    struct line line;
    line_open(&line);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(line_change(&line, &CHANGES[i], "%s", BODIES[i]).fault, NOTHING_WRONG);
    line_order(&line, "B-ORDER", "B-1", 1, 5);
    const char *serial = line_serial(&line, "B-ORDER", 0);
    const char *work = line_json(&line, "'unit':'%s','operation':'010','operator':'ann'", serial);
    line_does(&line, "BURN-1", "operation.started", "%s,'bay':'B1'", work);
    line_pass_min(&line, 70);
    char id[UUID_TEXT_SIZE];
    uuid_format(said_entry(&line, line_does(&line, "BURN-1", "operation.completed", "%s", work)).id, id);
    line_pass_min(&line, MIN_BEFORE);
    line_does(&line, NULL, "event.corrected", "'reason':'a slip','event':'%s'", id);
    line_pass_min(&line, MIN_BETWEEN);
    line_does(&line, "TEST-1", "station.changed", "'state':'standby'");
    const int64_t then = line_head(&line);
    line_pass_min(&line, MIN_AFTER);
    line_does(&line, "TEST-1", "station.changed", "'state':'productive'");
    ck_assert_double_eq_tol(ran_min(&line, serial, then), 70 + MIN_BETWEEN, 1e-6);
    line_close(&line);
}
END_TEST

SUITE_BEGIN(time)
tcase_add_test(tests, a_step_of_the_clock_gives_what_runs_no_minute);
tcase_add_loop_test(tests, nor_does_it_when_what_came_before_or_after_is_taken_back, 0, sizeof SLIPS / sizeof *SLIPS);
tcase_add_test(tests, an_end_that_is_taken_back_resets_no_burn_in);
tcase_add_test(tests, what_is_appended_and_an_idle_moment_are_kept_on_all_clocks);
tcase_add_test(tests, a_refused_change_keeps_no_time);
SUITE_END
