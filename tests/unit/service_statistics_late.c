/* What a station posts once its network is back counts when it was done. */
#include "service/views_statistics.h"
#include "service_line.h"

#define STEP "'unit': '%s', 'operation': '010', 'operator': 'ann'"

/* A tray goes through 010 at BENCH-1, which stood still for two of the seven minutes, and was down later: all of it is
 * posted two hours after the tray was released. */
static void post_late(struct line *line)
{
    line_order(line, "TRAYS", "T-1", 1, 5);
    line_pass_min(line, 120);
    const char *tray = line_serial(line, "TRAYS", 0);
    line_late_min(line, 55);
    line_does(line, "BENCH-1", "operation.started", STEP, tray);
    line_late_min(line, 54);
    line_does(line, "BENCH-1", "operation.paused", STEP, tray);
    line_late_min(line, 52);
    line_does(line, "BENCH-1", "operation.resumed", STEP, tray);
    line_fill_tray(line, tray);
    line_late_min(line, 48);
    line_does(line, "BENCH-1", "operation.completed", STEP, tray);
    line_late_min(line, 30);
    line_does(line, "BENCH-1", "station.changed", "'state': 'unscheduled_down', 'operator': 'ann'");
    line_late_min(line, 20);
    line_does(line, "BENCH-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    line_late_min(line, 0);
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

/* It ended after 20 minutes, was posted after 60, taken back after 120 and completed ten minutes later. */
START_TEST(a_late_end_that_is_taken_back_stands_still_from_when_it_was)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    const char *tray = line_serial(&line, "TRAYS", 0);
    line_does(&line, "BENCH-1", "operation.started", STEP, tray);
    line_fill_tray(&line, tray);
    line_pass_min(&line, 60);
    line_late_min(&line, 40);
    const struct said slip = line_does(&line, "BENCH-1", "operation.completed", STEP, tray);
    line_late_min(&line, 0);
    line_pass_min(&line, 60);
    char id[UUID_TEXT_SIZE];
    uuid_format(said_entry(&line, slip).id, id);
    line_does(&line, NULL, "event.corrected", "'event': '%s', 'reason': 'another tray'", id);
    line_pass_min(&line, 10);
    line_does(&line, "BENCH-1", "operation.completed", STEP, tray);
    line_pass_min(&line, 1);
    claim_min(assembly(&line, 200, -5).worked_min->mean, 30);
    claim_min(bench(&line, 200, -5).production_min, 30);
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
    line_fill_tray(&line, tray);
    line_pass_min(&line, 10);
    line_late_min(&line, 24 * 60);
    line_does(&line, "BENCH-1", "operation.completed", STEP, tray);
    line_late_min(&line, 0);
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

/* A part of a window that reaches from so many minutes ago to so many. */
static void claim_adds_up(struct line *line, int64_t from_min, int64_t cut_min, int64_t to_min)
{
    const struct station_statistics whole = bench(line, from_min, to_min), before = bench(line, from_min, cut_min),
                                    after = bench(line, cut_min, to_min);
    for (int state = STATION_PRODUCTIVE; state <= STATION_NON_SCHEDULED; state++)
        claim_min(minutes_in(&before, state) + minutes_in(&after, state), minutes_in(&whole, state));
    claim_min(before.unknown_min + after.unknown_min, whole.unknown_min);
    claim_min(before.planned_busy_min + after.planned_busy_min, whole.planned_busy_min);
    claim_min(before.production_min + after.production_min, whole.production_min);
}

/* An evening's breakdown is posted the next morning, after the station said that it stands by. */
START_TEST(a_state_that_contradicts_the_one_before_it_is_in_no_window_when_it_says)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_does(&line, "BENCH-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    line_pass_min(&line, 840);
    line_does(&line, "BENCH-1", "station.changed", "'state': 'standby', 'operator': 'ann'");
    line_pass_min(&line, 60);
    line_late_min(&line, 720);
    line_does(&line, "BENCH-1", "station.changed", "'state': 'unscheduled_down', 'operator': 'ann'");
    line_late_min(&line, 0);
    line_pass_min(&line, 60);
    line_does(&line, "BENCH-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    line_pass_min(&line, 1);
    const struct station_statistics evening = bench(&line, 960, 600), morning = bench(&line, 600, 0);
    claim_min(minutes_in(&evening, STATION_PRODUCTIVE), 360);
    claim_min(minutes_in(&evening, STATION_UNSCHEDULED_DOWN), 0);
    claim_min(minutes_in(&morning, STATION_PRODUCTIVE), 480);
    claim_min(minutes_in(&morning, STATION_STANDBY), 60);
    claim_min(minutes_in(&morning, STATION_UNSCHEDULED_DOWN), 60);
    line_close(&line);
}
END_TEST

static unsigned drawn(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 16) % below;
}

START_TEST(windows_of_states_posted_late_add_up)
{
    static const char *const STATES[] = {"productive", "standby", "unscheduled_down", "engineering"};
    static const int64_t PASS_MIN[] = {5, 20, 60}, LATE_MIN[] = {0, 0, 0, 30, 90};
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    unsigned seed = (unsigned)_i;
    int64_t all_min = 100;
    line_pass_min(&line, all_min);
    for (int i = 0; i < 14; i++) {
        const int64_t pass_min = PASS_MIN[drawn(&seed, 3)];
        line_pass_min(&line, pass_min);
        all_min += pass_min;
        line_late_min(&line, LATE_MIN[drawn(&seed, 5)]);
        line_does(&line, "BENCH-1", "station.changed", "'state': '%s', 'operator': 'ann'", STATES[drawn(&seed, 4)]);
    }
    line_late_min(&line, 0);
    line_pass_min(&line, 1);
    for (int i = 0; i < 30; i++)
        claim_adds_up(&line, all_min, drawn(&seed, (unsigned)all_min), -1);
    line_close(&line);
}
END_TEST

/* Back on the network the station says its state, and then what it did before. */
START_TEST(what_was_worked_before_a_stations_first_word_counts)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    line_pass_min(&line, 120);
    line_does(&line, "BENCH-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    const char *tray = line_serial(&line, "TRAYS", 0);
    line_late_min(&line, 45);
    line_does(&line, "BENCH-1", "operation.started", STEP, tray);
    line_late_min(&line, 25);
    line_does(&line, "BENCH-1", "operation.aborted", STEP ", 'reason': 'x'", tray);
    line_late_min(&line, 44);
    line_does(&line, "BENCH-1", "operation.started", STEP, tray);
    line_late_min(&line, 0);
    line_pass_min(&line, 1);
    const struct station_statistics row = bench(&line, 60, 0), middle = bench(&line, 30, 10);
    claim_min(row.unknown_min, 15);
    claim_min(minutes_in(&row, STATION_STANDBY), 45);
    claim_min(row.planned_busy_min, 45 * (double)row.places);
    claim_min(row.production_min, 44);
    claim_min(minutes_in(&middle, STATION_STANDBY), 20);
    claim_min(middle.production_min, 20);
    for (int64_t cut = 0; cut < 60; cut++)
        claim_adds_up(&line, 60, cut, -1);
    line_close(&line);
}
END_TEST

/* Its clock stood two days back: its unit was not there then. */
START_TEST(a_start_that_cannot_have_been_then_is_no_word_of_then)
{
    struct line line;
    line_open_of(&line, SITE_PRODUCTION);
    line_pass_min(&line, 3 * 24 * 60);
    line_order(&line, "TRAYS", "T-1", 1, 5);
    line_pass_min(&line, 120);
    line_does(&line, "BENCH-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    line_late_min(&line, 2 * 24 * 60);
    line_does(&line, "BENCH-1", "operation.started", STEP, line_serial(&line, "TRAYS", 0));
    line_late_min(&line, 0);
    line_pass_min(&line, 1);
    claim_min(bench(&line, 60, 0).unknown_min, 60);
    line_close(&line);
}
END_TEST

SUITE_BEGIN(statistics_late)
tcase_add_test(tests, an_operation_could_start_when_the_one_before_it_can_have_passed);
tcase_add_test(tests, what_is_posted_late_counts_when_it_was_done);
tcase_add_test(tests, a_late_end_that_is_taken_back_stands_still_from_when_it_was);
tcase_add_test(tests, in_training_it_counts_when_it_was_recorded);
tcase_add_test(tests, a_state_that_contradicts_the_one_before_it_is_in_no_window_when_it_says);
tcase_add_loop_test(tests, windows_of_states_posted_late_add_up, 0, 6);
tcase_add_test(tests, what_was_worked_before_a_stations_first_word_counts);
tcase_add_test(tests, a_start_that_cannot_have_been_then_is_no_word_of_then);
SUITE_END
