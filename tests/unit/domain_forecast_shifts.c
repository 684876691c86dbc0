/* Forecasts of a line that does not always work. */
#include "forecast_floor.h"

#include "suite.h"

/* Ninety minutes of people, and a burn-in of five hours. */
static const struct floor_operation ASSEMBLED[] = {{"010", NULL, 0, 90, 0, 0}, {0}};
static const struct floor_operation BURNED_IN[] = {{"010", NULL, 0, 90, 0, 0}, {"020", "010", 1, 300, 1000, 1}, {0}};
static const struct floor_operation TENTHS[] = {{"010", NULL, 0, 0.1, 0, 0}, {"020", "010", 0, 0.2, 0, 0}, {0}};
static const double MEASURED[] = {90, 90, 90, 90, 90}, LONG[] = {1800, 1800, 1800, 1800, 1800};

/* A shift of which an hour is left, one of eight hours in the morning, and one the day after. */
static const struct forecast_shift LATE[] = {{-420, 60}, {1000, 1480}, {2440, 2920}};
static const struct forecast_shift MORNING[] = {{-10, 120}, {1000, 1480}};
static const struct forecast_shift EVENING[] = {{-10, 390}, {1000, 1480}};
static const struct forecast_shift SHORT[] = {{-10, 0.3}, {1000, 1480}};
static const struct forecast_shift NIGHT[] = {{1000, 1480}};
static const struct forecast_shift AROUND_THE_CLOCK[] = {{-10, 480}, {480, 960}, {960, 1440}};

enum { WEEK = 7 * 24 * 60 };

static const struct {
    const char *what;
    const struct floor_operation *route;
    const struct forecast_shift *shifts;
    size_t count;
    bool measured; /* the ninety minutes */
    int units;
    double completed_min, waiting_min;
} PLANTS[] = {
    {"one that always works", ASSEMBLED, NULL, 0, false, 1, 90, 0},
    {"work goes on with the next shift", ASSEMBLED, LATE, 3, false, 1, 1030, 0},
    {"what was measured has the nights in it, and ends when somebody works", ASSEMBLED, LATE, 3, true, 1, 1000, 0},
    {"the next unit waits for its place only while somebody works", ASSEMBLED, LATE, 3, false, 2, 1120, 90},
    {"nothing starts at night", ASSEMBLED, NIGHT, 1, false, 1, 1090, 0},
    {"nor what was measured", ASSEMBLED, NIGHT, 1, true, 1, 1090, 0},
    {"behind the last shift that is known it is worked again", ASSEMBLED, NIGHT, 1, false, 6, WEEK + 1060, 90 * 15},
    {"week after week", ASSEMBLED, NIGHT, 1, false, 12, 2 * WEEK + 1120, 90 * 66},
    {"of several the first comes first", ASSEMBLED, LATE, 3, false, 12, WEEK + 60, 90 * 66},
    {"one shift after another is one long one", ASSEMBLED, AROUND_THE_CLOCK, 3, false, 6, 540, 90 * 15},
    {"a burn-in goes on through the night", BURNED_IN, LATE, 3, false, 1, 1330, 0},
    {"but does not start in it", BURNED_IN, NIGHT, 1, true, 1, 1390, 0},
    {"nor is it completed in it", BURNED_IN, MORNING, 2, false, 1, 1000, 0},
    {"what fills a shift ends with it, whatever tenths sum up to", TENTHS, SHORT, 2, false, 1, 0.3, 0},
    {"at the very end of a shift it is", BURNED_IN, EVENING, 2, false, 1, 390, 0},
};

static struct floor_line plant(int index)
{
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "assembly"), 1);
    floor_bays(&floor, floor_type(&floor, "oven"), 2, 1000, 1);
    const int route = floor_route(&floor, PLANTS[index].route);
    if (PLANTS[index].measured)
        floor_measured(&floor, route, 0, MEASURED, sizeof MEASURED / sizeof *MEASURED, 0);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < PLANTS[index].units; i++)
        floor_unit(&floor, 0, route);
    floor.line.shifts.items = (struct forecast_shift *)PLANTS[index].shifts;
    floor.line.shifts.count = PLANTS[index].count;
    return floor;
}

START_TEST(work_is_done_in_shifts)
{
    struct floor_line floor = plant(_i);
    const struct forecast forecast = floor_forecast(&floor, 3);
    ck_assert_msg(forecast.orders[0].p90_min == PLANTS[_i].completed_min, "%s: completed at %g", PLANTS[_i].what,
                  forecast.orders[0].p90_min);
    ck_assert_msg(forecast.orders[0].waiting_min == PLANTS[_i].waiting_min, "%s: waits %g minutes", PLANTS[_i].what,
                  forecast.orders[0].waiting_min);
    floor_end(&floor);
}
END_TEST

/* Half a shift of quality's, where nobody measured how long it takes. */
START_TEST(quality_decides_in_shifts)
{
    struct floor_line floor = plant(1);
    struct forecast_fault fault = {.review = true};
    floor.line.units.items[0].faults.items = &fault;
    floor.line.units.items[0].faults.count = 1;
    floor.line.decisions[true].measured = 0;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 1000 + (FORECAST_DECISION_MIN - 60) + 90);
    floor_end(&floor);
}
END_TEST

/* Of ninety minutes of people thirty were worked in the evening, and then came the night. */
START_TEST(what_has_begun_goes_on_with_the_next_shift)
{
    const struct forecast_begun begun = {.elapsed_min = 700, .worked_min = 30, .station = 0, .bay = -1};
    struct floor_line floor = plant(4);
    floor.steps[0][0].begun = &begun;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 1060);
    floor_measured(&floor, 0, 0, LONG, sizeof LONG / sizeof *LONG, 0); /* nights and all */
    ck_assert_double_eq(floor_completes_min(&floor, 0), 1100);
    floor_end(&floor);
}
END_TEST

START_TEST(so_does_a_decision_that_is_waited_for)
{
    struct floor_line floor = plant(4);
    struct forecast_fault fault = {.open_min = 700, .worked_min = 200, .review = true};
    floor.line.units.items[0].faults.items = &fault;
    floor.line.units.items[0].faults.count = 1;
    floor.line.decisions[true].measured = 0;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 1000 + (FORECAST_DECISION_MIN - 200) + 90);
    floor_end(&floor);
}
END_TEST

START_TEST(a_plant_that_never_works_completes_nothing)
{
    const struct forecast_begun begun = {.worked_min = 30, .station = 0, .bay = -1};
    struct floor_line floor = plant(0);
    floor_unit(&floor, 0, 0);
    floor.steps[0][0].begun = &begun;
    floor.line.closed = true;
    const struct forecast forecast = floor_forecast(&floor, 2);
    ck_assert(isnan(forecast.orders[0].p50_min));
    ck_assert_double_eq(forecast.types[0].utilisation, 0);
    ck_assert_uint_eq(forecast.stops.count, 2);
    ck_assert_int_eq(forecast.stops.items[0].kind, FORECAST_CLOSED);
    floor_end(&floor);
}
END_TEST

SUITE_BEGIN(forecast_shifts)
tcase_add_loop_test(tests, work_is_done_in_shifts, 0, sizeof PLANTS / sizeof *PLANTS);
tcase_add_test(tests, quality_decides_in_shifts);
tcase_add_test(tests, what_has_begun_goes_on_with_the_next_shift);
tcase_add_test(tests, so_does_a_decision_that_is_waited_for);
tcase_add_test(tests, a_plant_that_never_works_completes_nothing);
SUITE_END
