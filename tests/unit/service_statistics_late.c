/* What a station posts once its network is back counts when it was done. */
#include "service/views_statistics.h"
#include "service_line.h"

#define STEP "'unit': '%s', 'operation': '010', 'operator': 'ann'"

static void dated(struct line *line, int64_t minutes_ago)
{
    line->late_us = minutes_ago * US_PER_MINUTE;
}

/* A tray goes through 010 at BENCH-1, which stood still for two of the seven minutes, and was down later: all of it is
 * posted two hours after the tray was released. */
static void post_late(struct line *line)
{
    line_order(line, "TRAYS", "T-1", 1, 5);
    line_pass_min(line, 120);
    const char *tray = line_serial(line, "TRAYS", 0);
    dated(line, 55);
    line_does(line, "BENCH-1", "operation.started", STEP, tray);
    dated(line, 54);
    line_does(line, "BENCH-1", "operation.paused", STEP, tray);
    dated(line, 52);
    line_does(line, "BENCH-1", "operation.resumed", STEP, tray);
    line_does(line, "BENCH-1", "component.installed",
              STEP ", 'position': 'board', 'part_number': 'BRD', 'serial': 'B1', 'country': 'TW'", tray);
    line_does(line, "BENCH-1", "component.installed",
              STEP ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-77', 'country': 'JP'", tray);
    line_does(line, "BENCH-1", "check.recorded", STEP ", 'check': 'seated', 'answer': 'yes'", tray);
    dated(line, 48);
    line_does(line, "BENCH-1", "operation.completed", STEP, tray);
    dated(line, 30);
    line_does(line, "BENCH-1", "station.changed", "'state': 'unscheduled_down', 'operator': 'ann'");
    dated(line, 20);
    line_does(line, "BENCH-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    dated(line, 0);
    line_pass_min(line, 1);
}

/* From so many minutes before all was posted, a minute ago, to so many. */
static struct window_query window_of(const struct line *line, int64_t from_min, int64_t to_min)
{
    const int64_t posted_us = line->now_us - US_PER_MINUTE;
    return (struct window_query){posted_us - from_min * US_PER_MINUTE, posted_us - to_min * US_PER_MINUTE};
}

static struct operation_statistics assembly(struct line *line, int64_t from_min, int64_t to_min)
{
    const struct operations_query query = {.window = window_of(line, from_min, to_min), .part_number = "T-1"};
    struct operations_view view;
    ck_assert_int_eq(line_view(line, view_operation_statistics, NULL, NULL, &query, &OPERATIONS_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    return view.operations.count ? view.operations.items[0] : (struct operation_statistics){0};
}

static struct station_statistics bench(struct line *line, int64_t from_min, int64_t to_min)
{
    const struct stations_query query = {.window = window_of(line, from_min, to_min), .station = "BENCH-1"};
    struct stations_view view;
    ck_assert_int_eq(line_view(line, view_station_statistics, NULL, NULL, &query, &STATIONS_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    return view.stations.items[0];
}

static double minutes_in(const struct station_statistics *row, int state)
{
    for (size_t i = 0; i < row->states.count; i++)
        if (row->states.items[i].state == state)
            return row->states.items[i].minutes;
    return 0;
}

static void claim_min(double minutes, double expected)
{
    ck_assert_double_eq_tol(minutes, expected, 0.01);
}

START_TEST(what_is_posted_late_counts_when_it_was_done)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    post_late(&line);
    const struct operation_statistics then = assembly(&line, 60, 40);
    ck_assert_int_eq(then.attempts, 1);
    claim_min(then.cycle_min->mean, 7);
    claim_min(then.worked_min->mean, 5);
    claim_min(then.queue_min->mean, 65);
    ck_assert_int_eq(assembly(&line, 40, -5).attempts, 0); /* when it was posted */

    struct station_statistics row = bench(&line, 60, -5);
    claim_min(row.production_min, 5);
    claim_min(minutes_in(&row, STATION_UNSCHEDULED_DOWN), 10);
    ck_assert_int_eq(row.attempts.items[0].ended - row.attempts.items[0].started, 7 * US_PER_MINUTE);
    row = bench(&line, 51, 25);
    claim_min(row.production_min, 3);
    claim_min(minutes_in(&row, STATION_UNSCHEDULED_DOWN), 5);
    row = bench(&line, 10, -5);
    ck_assert_int_eq(row.produced, 0);
    claim_min(row.production_min, 0);
    line_close(&line);
}
END_TEST

START_TEST(in_training_it_counts_when_it_was_recorded)
{
    struct line line;
    line_open_of(&line, SITE_TRAINING);
    post_late(&line);
    ck_assert_int_eq(assembly(&line, 60, 40).attempts, 0);
    const struct operation_statistics now = assembly(&line, 40, -5);
    ck_assert_int_eq(now.attempts, 1);
    claim_min(now.cycle_min->mean, 0);
    claim_min(bench(&line, 60, -5).production_min, 0);
    line_close(&line);
}
END_TEST

/* By the clock of BENCH-1, set back in between, 010 would have ended the day before it began. */
START_TEST(an_operation_could_start_when_the_one_before_it_can_have_passed)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_pass_min(&line, 2 * 24 * 60);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    const char *tray = line_serial(&line, "TRAYS", 0);
    line_does(&line, "BENCH-1", "operation.started", STEP, tray);
    line_does(&line, "BENCH-1", "component.installed",
              STEP ", 'position': 'board', 'part_number': 'BRD', 'serial': 'B1', 'country': 'TW'", tray);
    line_does(&line, "BENCH-1", "component.installed",
              STEP ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-77', 'country': 'JP'", tray);
    line_does(&line, "BENCH-1", "check.recorded", STEP ", 'check': 'seated', 'answer': 'yes'", tray);
    line_pass_min(&line, 10);
    dated(&line, 24 * 60);
    line_does(&line, "BENCH-1", "operation.completed", STEP, tray);
    dated(&line, 0);
    line_pass_min(&line, 30);
    line_does(&line, "TEST-1", "operation.started", "'unit': '%s', 'operation': '020', 'operator': 'ann'", tray);
    line_does(&line, "TEST-1", "operation.completed",
              "'unit': '%s', 'operation': '020', 'operator': 'ann', 'verdict': 'failed'", tray);
    line_pass_min(&line, 1);
    const struct operations_query query = {.window = window_of(&line, 60, -5), .part_number = "T-1"};
    struct operations_view view;
    ck_assert_int_eq(line_view(&line, view_operation_statistics, NULL, NULL, &query, &OPERATIONS_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    claim_min(view.operations.items[0].cycle_min->mean, 10);
    claim_min(view.operations.items[1].queue_min->mean, 30);
    line_close(&line);
}
END_TEST

SUITE(statistics_late, an_operation_could_start_when_the_one_before_it_can_have_passed,
      what_is_posted_late_counts_when_it_was_done, in_training_it_counts_when_it_was_recorded)
