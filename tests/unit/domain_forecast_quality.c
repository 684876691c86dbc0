/* Forecasts of lines on which something fails, and quality has to decide. */
#include "forecast_floor.h"

#include "suite.h"

enum { RUNS = 400 };

static const struct floor_operation TWO_STEPS[] = {{"010", NULL, 0, 30, 0, 0}, {"020", "010", 1, 10, 0, 0}, {0}};

/* An operation of 30 minutes and one of 10, a place for each; and an order of so many units. */
static struct floor_line two_steps(int units)
{
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "assembly"), 1);
    floor_station(&floor, floor_type(&floor, "test"), 1);
    floor_route(&floor, TWO_STEPS);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < units; i++)
        floor_unit(&floor, 0, 0);
    return floor;
}

static void decisions_take(struct floor_line *floor, bool review, const double *times)
{
    floor->line.decisions[review] = (struct forecast_decisions){.times = times, .measured = FORECAST_SAMPLES_MIN};
}

static void nothing_is_known(struct floor_line *floor)
{
    floor->line.decisions[false].measured = floor->line.decisions[true].measured = FORECAST_SAMPLES_MIN - 1;
}

/* What is undecided on the first unit, which had one operation of TWO_STEPS done or none. */
static const struct {
    bool review;
    double open_min;
    bool known; /* decisions took 100 minutes, each */
    double completed_min, decision_min;
} UNDECIDED[] = {
    {false, 0, false, FORECAST_DECISION_MIN, FORECAST_DECISION_MIN - 40},
    {false, FORECAST_DECISION_MIN - 50, false, 50, 10},
    {false, FORECAST_DECISION_MIN - 20, false, 40, 0},
    {false, FORECAST_DECISION_MIN + 60, false, 40, 0},
    {true, 0, false, FORECAST_DECISION_MIN + 40, FORECAST_DECISION_MIN},
    {true, FORECAST_DECISION_MIN - 50, false, 90, 50},
    {true, FORECAST_DECISION_MIN + 60, false, 40, 0},
    {false, 0, true, 100, 60},
    {false, 90, true, 40, 0},
    {true, 0, true, 140, 100},
    {true, 99, true, 41, 1},
    {true, 100, true, 40, 0},
};

START_TEST(what_is_undecided_is_waited_for)
{
    static const double TIMES[] = {100, 100, 100, 100, 100};
    struct floor_line floor = two_steps(1);
    struct forecast_fault fault = {
        .open_min = UNDECIDED[_i].open_min, .worked_min = UNDECIDED[_i].open_min, .review = UNDECIDED[_i].review};
    nothing_is_known(&floor);
    if (UNDECIDED[_i].known)
        decisions_take(&floor, fault.review, TIMES);
    floor.line.units.items[0].faults.items = &fault;
    floor.line.units.items[0].faults.count = 1;
    const struct forecast_order_result result = floor_forecast(&floor, 1).orders[0];
    ck_assert_double_eq(result.p50_min, UNDECIDED[_i].completed_min);
    ck_assert_double_eq(result.decision_min, UNDECIDED[_i].decision_min);
    ck_assert_double_eq(result.waiting_min, 0);
    floor_end(&floor);
}
END_TEST

START_TEST(a_last_operation_keeps_its_place_until_all_is_decided)
{
    struct floor_line floor = two_steps(2);
    struct forecast_fault faults[] = {{.open_min = 140, .worked_min = 140}, {.open_min = 0}};
    nothing_is_known(&floor);
    floor.line.units.items[0].faults.items = faults;
    floor.line.units.items[0].faults.count = 1;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 100 + 10);
    floor.line.units.items[0].faults.count = 2;
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, FORECAST_DECISION_MIN + 10);
    ck_assert_double_eq(forecast.types[1].waiting_min, FORECAST_DECISION_MIN - 60);
    ck_assert_double_eq(forecast.types[1].busy_min, 20);
    floor_end(&floor);
}
END_TEST

START_TEST(a_unit_under_review_leaves_its_place_to_others)
{
    struct floor_line floor = two_steps(2);
    struct forecast_fault fault = {.review = true};
    nothing_is_known(&floor);
    floor.line.units.items[0].faults.items = &fault;
    floor.line.units.items[0].faults.count = 1;
    const int other = floor_order(&floor, "O-2", 9, ABSENT_NUMBER);
    floor.line.units.items[1].order = other;
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[other].p50_min, 40);
    ck_assert_double_eq(forecast.orders[0].p50_min, FORECAST_DECISION_MIN + 40);
    floor_end(&floor);
}
END_TEST

START_TEST(what_runs_during_a_review_ends)
{
    struct floor_line floor = two_steps(1);
    struct forecast_fault fault = {.review = true};
    const struct forecast_begun begun = {.worked_min = 5, .station = 0, .bay = -1};
    nothing_is_known(&floor);
    floor.line.units.items[0].faults.items = &fault;
    floor.line.units.items[0].faults.count = 1;
    floor.steps[0][0].begun = &begun;
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, FORECAST_DECISION_MIN + 10);
    ck_assert_double_eq(forecast.orders[0].decision_min, FORECAST_DECISION_MIN - 25);
    floor_end(&floor);
}
END_TEST

START_TEST(a_failure_is_decided_before_the_last_operation_ends)
{
    static const double TIMES[] = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};
    static const double DECISIONS[] = {70, 70, 70, 70, 70}, NEVER[] = {9000, 9000, 9000, 9000, 9000};
    struct floor_line floor = two_steps(1);
    floor_measured(&floor, 0, 0, TIMES, 10, 4);
    decisions_take(&floor, false, DECISIONS);
    decisions_take(&floor, true, NEVER);
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    /* 10 + 10 in 60 % of the runs; 10 + 70 when it failed once, 20 + 70 when twice, which is 36 %. */
    ck_assert_double_eq(result.p50_min, 20);
    ck_assert_double_eq(result.p90_min, 90);
    ck_assert_double_eq_tol(result.review_share, 0.064, 0.04);
    floor_end(&floor);
}
END_TEST

START_TEST(the_last_failure_stops_the_unit_until_it_is_reviewed)
{
    static const double TIMES[] = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};
    static const double REVIEWS[] = {300, 300, 300, 300, 300};
    struct floor_line floor = two_steps(1);
    floor_measured(&floor, 0, 0, TIMES, 10, 4);
    decisions_take(&floor, true, REVIEWS);
    floor.steps[0][0].failures = 2;
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    /* It passes in 60 %; else it waits, and begins as for the first time: it passes in another 24 %. */
    ck_assert_double_eq(result.p50_min, 20);
    ck_assert_double_ge(result.p90_min, 10 + 300 + 10 + 10);
    ck_assert_double_le(result.p90_min, 10 + 300 + 30 + 10);
    ck_assert_double_ge(result.decision_min, 0.3 * 300);
    ck_assert_double_le(result.decision_min, 0.5 * 300);
    floor_end(&floor);
}
END_TEST

START_TEST(decisions_are_drawn_from_those_measured)
{
    static const double DECISIONS[] = {50, 100, 150, 200, 250};
    struct floor_line floor = two_steps(1);
    struct forecast_fault fault = {.open_min = 120, .worked_min = 120};
    decisions_take(&floor, false, DECISIONS);
    floor.line.units.items[0].faults.items = &fault;
    floor.line.units.items[0].faults.count = 1;
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    /* Of 150, 200 and 250 one is drawn: 30, 80 or 130 are left, and the work takes 40. */
    ck_assert_double_eq(result.p50_min, 80);
    ck_assert_double_eq(result.p90_min, 130);
    floor_end(&floor);
}
END_TEST

START_TEST(what_has_only_ever_failed_passes_in_the_end)
{
    static const double TIMES[] = {10, 10, 10, 10, 10};
    struct floor_line floor = two_steps(1);
    floor_measured(&floor, 0, 0, TIMES, 5, 5);
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    ck_assert_double_ge(result.p50_min, 30);
    ck_assert(!isnan(result.p90_min));
    ck_assert_double_ge(result.review_share, 0.5);
    floor_end(&floor);
}
END_TEST

START_TEST(an_operation_behind_two_that_are_done_runs_once)
{
    static const struct floor_operation DIAMOND[] = {{"010", NULL, 0, 10, 0, 0},
                                                     {"020", "010", 0, 30, 0, 0},
                                                     {"030", "010", 0, 20, 0, 0},
                                                     {"040", "020 030", 0, 5, 0, 0},
                                                     {0}};
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "type"), 2);
    floor_route(&floor, DIAMOND);
    floor_unit(&floor, floor_order(&floor, "O-1", 5, ABSENT_NUMBER), 0);
    floor.steps[0][1].done = floor.steps[0][2].done = true; /* 010 was invalidated, and they were not */
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, 15);
    ck_assert_double_eq(forecast.types[0].busy_min, 15);
    floor_end(&floor);
}
END_TEST

SUITE_BEGIN(forecast_quality)
tcase_add_loop_test(tests, what_is_undecided_is_waited_for, 0, sizeof UNDECIDED / sizeof *UNDECIDED);
tcase_add_test(tests, a_last_operation_keeps_its_place_until_all_is_decided);
tcase_add_test(tests, a_unit_under_review_leaves_its_place_to_others);
tcase_add_test(tests, what_runs_during_a_review_ends);
tcase_add_test(tests, a_failure_is_decided_before_the_last_operation_ends);
tcase_add_test(tests, the_last_failure_stops_the_unit_until_it_is_reviewed);
tcase_add_test(tests, decisions_are_drawn_from_those_measured);
tcase_add_test(tests, what_has_only_ever_failed_passes_in_the_end);
tcase_add_test(tests, an_operation_behind_two_that_are_done_runs_once);
SUITE_END
