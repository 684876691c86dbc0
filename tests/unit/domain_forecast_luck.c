/* Forecasts with measured times and faults, and what holds of every forecast. */
#include "forecast_floor.h"

#include "domain/forecast_parts.h"
#include "suite.h"

#include <stdlib.h>

enum { RUNS = 400 };

static struct floor_line one_operation(void)
{
    static const struct floor_operation ONE[] = {{"010", NULL, 0, 30, 0, 0}, {0}};
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "assembly"), 1);
    floor_route(&floor, ONE);
    floor_unit(&floor, floor_order(&floor, "O-1", 5, 55), 0);
    return floor;
}

START_TEST(few_measured_times_leave_the_standard)
{
    static const double TIMES[] = {10, 10, 10, 10, 10};
    struct floor_line floor = one_operation();
    floor_measured(&floor, 0, 0, TIMES, FORECAST_SAMPLES_MIN - 1, FORECAST_SAMPLES_MIN - 1);
    ck_assert_double_eq(floor_forecast(&floor, 10).orders[0].p90_min, 30);
    floor_measured(&floor, 0, 0, TIMES, FORECAST_SAMPLES_MIN, 0);
    ck_assert_double_eq(floor_forecast(&floor, 10).orders[0].p90_min, 10);
    floor_end(&floor);
}
END_TEST

START_TEST(times_are_drawn_from_those_measured)
{
    static const double TIMES[] = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    struct floor_line floor = one_operation();
    floor_measured(&floor, 0, 0, TIMES, 10, 0);
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    ck_assert_double_ge(result.p50_min, 40);
    ck_assert_double_le(result.p50_min, 60);
    ck_assert_double_ge(result.p90_min, 80);
    ck_assert_double_le(result.p90_min, 100);
    ck_assert_double_eq_tol(result.late_share, 0.5, 0.1);
    floor_end(&floor);
}
END_TEST

START_TEST(a_run_goes_on_like_those_that_took_longer)
{
    static const double TIMES[] = {10, 20, 30, 40, 50};
    struct floor_line floor = one_operation();
    floor_measured(&floor, 0, 0, TIMES, 5, 0);
    struct forecast_begun begun = {.elapsed_min = 35, .station = 0, .bay = -1};
    floor.steps[0][0].begun = &begun;
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    ck_assert_double_eq(result.p90_min, 15);
    ck_assert(result.p50_min == 5 || result.p50_min == 15);
    begun.elapsed_min = 50;
    ck_assert_double_eq(floor_forecast(&floor, RUNS).orders[0].p90_min, 0);
    floor_end(&floor);
}
END_TEST

START_TEST(what_fails_is_run_again)
{
    static const double TIMES[] = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};
    struct floor_line floor = one_operation();
    floor_measured(&floor, 0, 0, TIMES, 10, 4);
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    /* It takes 10 minutes with a probability of 60 %, 20 with 24 %, 30 with 9.6 %. */
    ck_assert_double_eq(result.p50_min, 10);
    ck_assert_double_eq(result.p90_min, 30);
    /* Three times it fails in 0.4³ of all runs. */
    ck_assert_double_eq_tol(result.review_share, 0.064, 0.04);
    floor.steps[0][0].failures = 2;
    ck_assert_double_eq_tol(floor_forecast(&floor, RUNS).orders[0].review_share, 0.4, 0.1);
    floor_end(&floor);
}
END_TEST

START_TEST(what_falls_with_a_part_is_run_again)
{
    static const double TIMES[] = {10, 10, 10, 10, 10, 10, 10, 10};
    struct floor_line floor = one_operation();
    floor_measured(&floor, 0, 0, TIMES, 8, 0);
    ck_assert_double_eq(floor_forecast(&floor, RUNS).orders[0].p90_min, 10);
    floor.tasks[0][0].fallen = 4;
    const struct forecast_order_result result = floor_forecast(&floor, RUNS).orders[0];
    /* Once with 50 %, twice with 25 %, three times with 12.5 %, four times with 6.25 %; nothing of it is a failure. */
    ck_assert_double_eq(result.p90_min, 40);
    ck_assert_double_eq(result.review_share, 0);
    floor.tasks[0][0].fallen = 8;
    ck_assert(!isnan(floor_forecast(&floor, RUNS).orders[0].p90_min));
    floor_end(&floor);
}
END_TEST

START_TEST(a_fault_costs_the_place_its_time)
{
    static const double TIMES[] = {10, 10, 10, 10, 10};
    struct floor_line floor = one_operation();
    floor_unit(&floor, 0, 0);
    floor_measured(&floor, 0, 0, TIMES, 5, 1);
    const struct forecast forecast = floor_forecast(&floor, RUNS);
    ck_assert_double_eq_tol(forecast.types[0].busy_min, 2 * 10 / 0.8, 2);
    ck_assert_double_eq_tol(forecast.types[0].utilisation, 1, 1e-9);
    floor_end(&floor);
}
END_TEST

static enum fault simulate(struct floor_line *floor, uint64_t seed, struct forecast *ret)
{
    const struct forecast_luck luck = {.runs = RUNS, .seed = seed};
    return forecast_simulate(&floor->line, &luck, floor->arena, ret);
}

START_TEST(the_same_seed_gives_the_same_forecast_and_another_another)
{
    static const double TIMES[] = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89};
    struct floor_line floor = one_operation();
    floor_measured(&floor, 0, 0, TIMES, 10, 3);
    struct forecast one, again, other;
    ck_assert(!simulate(&floor, 1, &one));
    ck_assert(!simulate(&floor, 1, &again));
    ck_assert(!simulate(&floor, 2, &other));
    ck_assert_double_eq(one.types[0].busy_min, again.types[0].busy_min);
    ck_assert_double_ne(one.types[0].busy_min, other.types[0].busy_min);
    floor_end(&floor);
}
END_TEST

static bool after_ten_runs(void *runs)
{
    return ++*(int *)runs > 10;
}

START_TEST(a_forecast_that_takes_too_long_is_none)
{
    struct floor_line floor = one_operation();
    int runs = 0;
    const struct forecast_luck luck = {.runs = RUNS, .seed = 1, .is_overdue = after_ten_runs, .context = &runs};
    struct forecast forecast = {.runs = 77};
    ck_assert_int_eq(forecast_simulate(&floor.line, &luck, floor.arena, &forecast), FAULT_OVERDUE);
    ck_assert_int_eq(forecast.runs, 77);
    ck_assert_int_eq(runs, 11);
    floor_end(&floor);
}
END_TEST

START_TEST(draws_are_even)
{
    int counts[10] = {0};
    for (int i = 0; i < 10000; i++) {
        const struct luck luck = {.unit = luck_of_unit(luck_of_run(1, i % 100), i / 100), .operation = 3, .attempt = 1};
        const double draw = luck_draw(&luck, DRAW_DURATION);
        ck_assert(draw >= 0 && draw < 1);
        counts[(int)(draw * 10)]++;
    }
    for (int i = 0; i < 10; i++)
        ck_assert(counts[i] > 850 && counts[i] < 1150);
}
END_TEST

/* Units alike go through stations in one row: there no list schedule has anomalies, and what holds in a plant at large
 * holds strictly. Times and places are made up from the seed. */
static struct floor_line random_row(uint64_t seed, int64_t places[4])
{
    static struct floor_operation row[5];
    static const char *const NUMBERS[] = {"010", "020", "030", "040"};
    struct floor_line floor = floor_begin();
    for (int i = 0; i < 4; i++) {
        const struct luck luck = {.unit = luck_of_unit(luck_of_run(seed, 0), 0), .operation = i};
        places[i] = 1 + (int64_t)(luck_draw(&luck, DRAW_DURATION) * 3);
        row[i] = (struct floor_operation){.operation = NUMBERS[i],
                                          .after = i ? NUMBERS[i - 1] : NULL,
                                          .type = i,
                                          .standard_min = 1 + (int)(luck_draw(&luck, DRAW_FAILURE) * 50)};
        floor_station(&floor, floor_type(&floor, NUMBERS[i]), places[i]);
    }
    floor_route(&floor, row);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < 12; i++)
        floor_unit(&floor, 0, 0);
    return floor;
}

START_TEST(more_places_never_make_a_row_of_stations_later)
{
    for (uint64_t seed = 0; seed < 100; seed++) {
        int64_t places[4];
        struct floor_line floor = random_row(seed, places);
        const double before = floor_completes_min(&floor, 0);
        for (int i = 0; i < 4; i++) {
            floor.line.stations.items[i].capacity = places[i] + 1;
            ck_assert_double_le(floor_completes_min(&floor, 0), before);
            floor.line.stations.items[i].capacity = places[i];
        }
        floor_unit(&floor, 0, 0);
        ck_assert_double_ge(floor_completes_min(&floor, 0), before);
        floor_end(&floor);
    }
}
END_TEST

START_TEST(the_busiest_type_bounds_the_forecast)
{
    for (uint64_t seed = 0; seed < 100; seed++) {
        int64_t places[4];
        struct floor_line floor = random_row(seed, places);
        const struct forecast forecast = floor_forecast(&floor, 1);
        double whole = 0;
        for (int i = 0; i < 4; i++) {
            whole += forecast.types[i].busy_min / 12;
            ck_assert_double_le(forecast.types[i].utilisation, 1);
            ck_assert_double_ge(forecast.orders[0].p50_min, forecast.types[i].busy_min / (double)places[i]);
        }
        ck_assert_double_ge(forecast.orders[0].p50_min, whole);
        ck_assert_double_le(forecast.orders[0].p50_min, 12 * whole);
        floor_end(&floor);
    }
}
END_TEST

START_TEST(a_large_line_is_simulated_less_often)
{
    struct floor_line floor = one_operation();
    ck_assert_int_eq(forecast_runs(&floor.line), FORECAST_RUNS_MAX);
    floor.steps[0][0].done = true;
    ck_assert_int_eq(forecast_runs(&floor.line), FORECAST_RUNS_MAX);
    floor.steps[0][0].done = false;
    struct forecast_line large = floor.line;
    large.units.items = calloc(2 * FORECAST_OPERATIONS / FORECAST_RUNS_MIN, sizeof *large.units.items);
    ck_assert_ptr_nonnull(large.units.items);
    for (size_t i = 0; i < 2 * FORECAST_OPERATIONS / FORECAST_RUNS_MIN; i++)
        large.units.items[i] = floor.line.units.items[0];
    large.units.count = FORECAST_OPERATIONS / 100;
    ck_assert_int_eq(forecast_runs(&large), 100);
    large.units.count = 2 * FORECAST_OPERATIONS / FORECAST_RUNS_MIN;
    ck_assert_int_eq(forecast_runs(&large), FORECAST_RUNS_MIN);
    free(large.units.items);
    floor_end(&floor);
}
END_TEST

SUITE(forecast_luck, few_measured_times_leave_the_standard, times_are_drawn_from_those_measured,
      a_run_goes_on_like_those_that_took_longer, what_fails_is_run_again, what_falls_with_a_part_is_run_again,
      a_fault_costs_the_place_its_time, the_same_seed_gives_the_same_forecast_and_another_another,
      a_forecast_that_takes_too_long_is_none, draws_are_even, more_places_never_make_a_row_of_stations_later,
      the_busiest_type_bounds_the_forecast, a_large_line_is_simulated_less_often)
