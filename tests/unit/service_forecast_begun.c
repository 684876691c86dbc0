/* What a forecast reads of runs: for how long one has gone on, and how long others took. */
#include "domain/entry_records.h"
#include "service/views_forecast.h"
#include "service_line.h"
#include "store/store_parts.h"

#include <time.h>

static struct order_forecast_view forecast_of(struct line *line)
{
    const struct forecast_query query = {.seed = ABSENT_INTEGER};
    struct order_forecast_view view;
    ck_assert_int_eq(line_view(line, view_order_forecast, "TRAYS", NULL, &query, &ORDER_FORECAST_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    ck_assert_ptr_nonnull(view.forecast);
    return view;
}

static double minutes_left(struct line *line)
{
    const struct order_forecast_view view = forecast_of(line);
    ck_assert_int_ne(view.forecast->p50, ABSENT_INTEGER);
    return (double)(view.forecast->p50 - view.now) / (double)US_PER_MINUTE;
}

static void step(struct line *line, const char *type, const char *tray, const char *more)
{
    line_does(line, "BENCH-1", type, "'unit': '%s', 'operation': '010', 'operator': 'ann'%s", tray, more);
}

static void work(struct line *line, const char *days, const char *holidays)
{
    const struct change change = {.command = put_calendar, .by = ROLE_PLANNER, .record = &CALENDAR_DEFINED_RECORD};
    said_must(line, line_change(line, &change,
                                "{'time_zone': 'Etc/UTC', 'shifts': [{'name': 'hour', 'days': [%s], 'from': '13:40',"
                                " 'to': '14:40'}], 'holidays': [%s]}",
                                days, holidays));
}

/* An operation of 30 minutes and one of 20, begun at 14:13:20, in a plant that works from 13:40 to 14:40. */
START_TEST(standard_minutes_go_on_in_shifts_and_without_pauses)
{
    struct line line;
    line_open(&line);
    work(&line, "'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'", "");
    line_order(&line, "TRAYS", "T-1", 1, 5);
    const char *tray = line_serial(&line, "TRAYS", 0);
    step(&line, "operation.started", tray, "");
    ck_assert_double_eq_tol(minutes_left(&line), 24 * 60 - 10, 0.01); /* until 14:03:20 of the next day */
    line_pass_min(&line, 12 * 60);
    ck_assert_double_eq_tol(minutes_left(&line), 12 * 60 - 10, 0.01);
    line_pass_min(&line, 12 * 60 - 32); /* 13:41:20 */
    ck_assert_double_eq_tol(minutes_left(&line), 22, 0.01);
    step(&line, "operation.paused", tray, ", 'reason': 'lunch'");
    line_pass_min(&line, 10);
    ck_assert_double_eq_tol(minutes_left(&line), 22, 0.01);
    step(&line, "operation.resumed", tray, "");
    line_pass_min(&line, 1);
    ck_assert_double_eq_tol(minutes_left(&line), 21, 0.01);
    line_close(&line);
}
END_TEST

/* Begun at 22:13:20, when it always worked; ten minutes later it works from 13:40 to 14:40. */
START_TEST(a_new_calendar_takes_back_nothing_that_was_worked)
{
    struct line line;
    line_open(&line);
    line_pass_min(&line, 8 * 60);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    step(&line, "operation.started", line_serial(&line, "TRAYS", 0), "");
    line_pass_min(&line, 10);
    ck_assert_double_eq_tol(minutes_left(&line), 40, 0.01);
    work(&line, "'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'", "");
    ck_assert_double_eq_tol(minutes_left(&line), 16 * 60 - 10 + 20.0 / 3, 0.01); /* until 14:20 of the next day */
    line_close(&line);
}
END_TEST

START_TEST(what_was_posted_late_took_as_long_as_it_did)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_order(&line, "TRAYS", "T-1", 6, 5);
    for (size_t i = 0; i < 6; i++) {
        const char *tray = line_serial(&line, "TRAYS", i);
        line_late_min(&line, 20);
        step(&line, "operation.started", tray, "");
        line_late_min(&line, 13);
        step(&line, "operation.completed", tray, ", 'verdict': 'failed'");
    }
    const struct order_forecast_view view = forecast_of(&line);
    ck_assert_str_eq(view.basis.items[0].operation, "010");
    ck_assert_int_eq(view.basis.items[0].measured, 6);
    ck_assert_double_eq_tol(view.basis.items[0].mean_min, 7, 0.01);
    line_close(&line);
}
END_TEST

/* By a clock that stood far back when they began they would have, or had begun, before their units were there; by one
 * that was set back they ended, or stood still, backwards. */
START_TEST(a_clock_that_cannot_be_right_is_not_believed)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_pass_min(&line, 3 * 24 * 60);
    line_order(&line, "TRAYS", "T-1", 7, 5);
    for (size_t i = 0; i < 6; i++) {
        const char *tray = line_serial(&line, "TRAYS", i);
        line_late_min(&line, i % 2 ? 0 : 2 * 24 * 60);
        step(&line, "operation.started", tray, "");
        line_late_min(&line, 0);
        line_pass_min(&line, 50);
        line_late_min(&line, i % 2 ? 2 * 24 * 60 : 0);
        step(&line, "operation.completed", tray, ", 'verdict': 'failed'");
    }
    const struct order_forecast_view view = forecast_of(&line);
    ck_assert_int_eq(view.basis.items[0].measured, 6);
    ck_assert_double_eq_tol(view.basis.items[0].mean_min, 50, 0.01);
    line_close(&line);
}
END_TEST

/* As standard_minutes_go_on_…: 50 minutes before it begins. */
START_TEST(what_runs_has_since_it_can_have)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_pass_min(&line, 3 * 24 * 60);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    const char *tray = line_serial(&line, "TRAYS", 0);
    line_late_min(&line, 2 * 24 * 60);
    step(&line, "operation.started", tray, "");
    ck_assert_double_eq_tol(minutes_left(&line), 50, 0.01);
    line_late_min(&line, 0);
    line_pass_min(&line, 10);
    step(&line, "operation.paused", tray, ", 'reason': 'lunch'");
    line_pass_min(&line, 20);
    line_late_min(&line, 15);
    step(&line, "operation.resumed", tray, "");
    line_late_min(&line, 0);
    ck_assert_double_eq_tol(minutes_left(&line), 40, 0.01); /* as recorded, all of it */
    line_close(&line);
}
END_TEST

/* Six trays took 50 minutes each; the clock of the seventh, which is the most urgent, stood two days back. */
START_TEST(a_run_measured_by_others_has_gone_on_since_it_can_have)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_pass_min(&line, 3 * 24 * 60);
    line_order(&line, "OTHERS", "T-1", 6, 9);
    line_order(&line, "TRAYS", "T-1", 1, 1);
    for (size_t i = 0; i < 6; i++) {
        const char *tray = line_serial(&line, "OTHERS", i);
        step(&line, "operation.started", tray, "");
        line_fill_tray(&line, tray);
        line_pass_min(&line, 50);
        step(&line, "operation.completed", tray, "");
    }
    line_late_min(&line, 2 * 24 * 60);
    step(&line, "operation.started", line_serial(&line, "TRAYS", 0), "");
    line_late_min(&line, 0);
    line_pass_min(&line, 10);
    ck_assert_double_ge(minutes_left(&line), 40 + 20 - 0.01); /* and then it is tested */
    line_close(&line);
}
END_TEST

START_TEST(a_calendar_without_a_shift_leaves_no_date)
{
    struct line line;
    line_open(&line);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    const char *holidays = "";
    for (int week = 0; week <= 54; week++) {
        const time_t day = (time_t)(line.now_us / US_PER_SECOND) + week * 7 * 24 * 60 * 60; /* it is a Monday */
        char date[16];
        struct tm fields;
        strftime(date, sizeof date, "%Y-%m-%d", gmtime_r(&day, &fields));
        holidays = arena_printf(line.arena, "%s%s'%s'", holidays, week ? ", " : "", date);
    }
    work(&line, "'monday'", holidays);
    const struct order_forecast_view view = forecast_of(&line);
    ck_assert_int_eq(view.forecast->p50, ABSENT_INTEGER);
    ck_assert_uint_eq(view.stopped.count, 1);
    ck_assert_str_eq(view.stopped.items[0].reasons.items[0].code, "plant-closed");
    line_close(&line);
}
END_TEST

START_TEST(the_last_hundred_forecasts_are_told)
{
    struct line line;
    line_open(&line);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    for (int made = 99; made <= 101; made++) {
        const char *script = arena_printf(
            line.arena,
            "WITH RECURSIVE made (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM made WHERE n < %d)"
            " INSERT OR IGNORE INTO forecast (journal_position, \"order\", made) SELECT n, 'TRAYS', n FROM made",
            made);
        ck_assert_int_eq(db_script(store_db(line.writer->store), script), NOTHING_WRONG);
        const struct order_forecast_view view = forecast_of(&line);
        ck_assert_uint_eq(view.past.count, made < 100 ? 99 : 100);
        ck_assert_int_eq(view.past_is_cut, made > 100);
        ck_assert_int_eq(view.past.items[0].journal_position, made); /* the latest first */
    }
    line_close(&line);
}
END_TEST

SUITE(forecast_begun, standard_minutes_go_on_in_shifts_and_without_pauses,
      a_new_calendar_takes_back_nothing_that_was_worked, what_was_posted_late_took_as_long_as_it_did,
      a_clock_that_cannot_be_right_is_not_believed, what_runs_has_since_it_can_have,
      a_run_measured_by_others_has_gone_on_since_it_can_have, a_calendar_without_a_shift_leaves_no_date,
      the_last_hundred_forecasts_are_told)
