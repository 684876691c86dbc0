/* Forecasts of lines that can be worked out by hand. Without measured times every run takes its standard minutes and
 * none fails, so that one simulated run is the answer. */
#include "forecast_floor.h"

#include "suite.h"

static const struct floor_operation TWO_STEPS[] = {{"010", NULL, 0, 30, 0, 0}, {"020", "010", 1, 10, 0, 0}, {0}};

/* Two types with one place each, and one order. */
static struct floor_line two_stations(int64_t capacity)
{
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "assembly"), capacity);
    floor_station(&floor, floor_type(&floor, "test"), 1);
    floor_route(&floor, TWO_STEPS);
    floor_order(&floor, "O-1", 5, 100);
    return floor;
}

START_TEST(one_unit_takes_the_time_of_its_operations)
{
    struct floor_line floor = two_stations(1);
    floor_unit(&floor, 0, 0);
    const struct forecast forecast = floor_forecast(&floor, 3);
    ck_assert_double_eq(forecast.orders[0].p50_min, 40);
    ck_assert_double_eq(forecast.orders[0].p90_min, 40);
    ck_assert_double_eq(forecast.orders[0].late_share, 0);
    ck_assert_double_eq(forecast.orders[0].waiting_min, 0);
    ck_assert_int_eq(forecast.orders[0].bottleneck, -1);
    ck_assert_int_eq(forecast.operations, 2);
    ck_assert_int_eq(forecast.bottleneck, 0);
    ck_assert_double_eq(forecast.types[0].utilisation, 0.75);
    ck_assert_double_eq(forecast.types[1].busy_min, 10);
    ck_assert_uint_eq(forecast.stops.count, 0);
    floor_end(&floor);
}
END_TEST

START_TEST(units_wait_for_the_one_place_there_is)
{
    struct floor_line floor = two_stations(1);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, 0, 0);
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, 3 * 30 + 10);
    ck_assert_double_eq(forecast.orders[0].waiting_min, 30 + 60);
    ck_assert_int_eq(forecast.orders[0].bottleneck, 0);
    ck_assert_double_eq(forecast.orders[0].bottleneck_share, 1);
    ck_assert_double_eq(forecast.orders[0].late_share, 0);
    ck_assert_double_eq(forecast.types[0].utilisation, 0.9);
    floor_end(&floor);
}
END_TEST

START_TEST(a_second_place_halves_the_wait)
{
    struct floor_line floor = two_stations(2);
    for (int i = 0; i < 4; i++)
        floor_unit(&floor, 0, 0);
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, 2 * 30 + 2 * 10);
    ck_assert_double_eq(forecast.orders[0].bottleneck_share, 0.75);
    ck_assert_int_eq(forecast.types[0].places, 2);
    floor_end(&floor);
}
END_TEST

/* Released at once, everything waits for the first operation, whichever is the slower one. */
static const struct {
    const char *what;
    double first_min, second_min;
    int64_t first_places;
    int units, bottleneck;
} BOTTLENECKS[] = {
    {"the slower one, though all wait for the first", 60, 90, 1, 20, 1},
    {"the first, where that is the slower one", 90, 60, 1, 20, 0},
    {"the second, where the first has places enough", 60, 60, 3, 12, 1},
    {"of one unit the busiest", 30, 90, 1, 1, 1},
};

START_TEST(the_bottleneck_is_where_one_more_place_helps_most)
{
    const struct floor_operation route[] = {
        {"010", NULL, 0, BOTTLENECKS[_i].first_min, 0, 0}, {"020", "010", 1, BOTTLENECKS[_i].second_min, 0, 0}, {0}};
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "first"), BOTTLENECKS[_i].first_places);
    floor_station(&floor, floor_type(&floor, "second"), 1);
    floor_route(&floor, route);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < BOTTLENECKS[_i].units; i++)
        floor_unit(&floor, 0, 0);
    const struct forecast forecast = floor_forecast(&floor, 40);
    const double before_min = forecast.orders[0].p50_min, tried_min = forecast.types[forecast.bottleneck].gain_min;
    const double gain_min = isnan(tried_min) ? 0 : tried_min; /* where nothing waits nothing is tried */
    ck_assert_msg(forecast.bottleneck == BOTTLENECKS[_i].bottleneck, "%s: not %d", BOTTLENECKS[_i].what,
                  forecast.bottleneck);
    ck_assert_int_eq(forecast.orders[0].bottleneck, gain_min > 0 ? forecast.bottleneck : -1);
    floor_station(&floor, forecast.bottleneck, 1);
    ck_assert_msg(fabs(before_min - floor_completes_min(&floor, 0) - gain_min) < 1e-6, "%s: gains %g",
                  BOTTLENECKS[_i].what, gain_min);
    floor_end(&floor);
}
END_TEST

/* Power for one at a time leaves a place free that nobody gets. */
START_TEST(a_bay_without_power_holds_up_too)
{
    static const struct floor_operation ROUTE[] = {{"010", NULL, 0, 10, 0, 0},
                                                   {"020", "010", 1, 10, 0, 0},
                                                   {"030", "020", 2, 10, 0, 0},
                                                   {"040", "030", 3, 12, 1000, 10},
                                                   {0}};
    struct floor_line floor = floor_begin();
    for (int i = 0; i < 3; i++)
        floor_station(&floor, floor_type(&floor, "type"), 1);
    floor.line.stations.items[floor_bays(&floor, floor_type(&floor, "oven"), 3, 1000, 10)].power_w = 1000;
    floor_route(&floor, ROUTE);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < 20; i++)
        floor_unit(&floor, 0, 0);
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert(forecast.types[3].utilisation < forecast.types[0].utilisation);
    ck_assert_int_eq(forecast.bottleneck, 3);
    ck_assert_double_eq(forecast.types[3].gain_min, 30 + 20 * 12 - (3 * 10 + 20 * 10 + 2));
    floor_end(&floor);
}
END_TEST

/* They stop at the first that is down, whatever stands still behind it. */
START_TEST(what_is_down_altogether_is_the_bottleneck)
{
    static const struct floor_operation ROUTE[] = {{"010", NULL, 0, 30, 0, 0},
                                                   {"020", "010", 1, 10, 0, 0},
                                                   {"030", "020", 2, 10, 0, 0},
                                                   {"040", "030", 3, 90, 0, 0},
                                                   {0}};
    struct floor_line floor = floor_begin();
    for (int i = 0; i < 4; i++)
        floor_station(&floor, floor_type(&floor, "type"), 1);
    floor.line.stations.items[1].state = floor.line.stations.items[2].state = STATION_UNSCHEDULED_DOWN;
    floor_route(&floor, ROUTE);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < 3; i++)
        floor_unit(&floor, 0, 0);
    const struct forecast forecast = floor_forecast(&floor, 2);
    ck_assert_int_eq(forecast.bottleneck, 1);
    ck_assert_int_eq(forecast.orders[0].bottleneck, 1);
    floor_end(&floor);
}
END_TEST

START_TEST(operations_side_by_side_take_as_long_as_the_longest_branch)
{
    static const struct floor_operation DIAMOND[] = {{"010", NULL, 0, 10, 0, 0},
                                                     {"020", "010", 1, 30, 0, 0},
                                                     {"030", "010", 2, 20, 0, 0},
                                                     {"040", "020 030", 0, 5, 0, 0},
                                                     {0}};
    struct floor_line floor = floor_begin();
    for (int i = 0; i < 3; i++)
        floor_station(&floor, floor_type(&floor, "type"), 1);
    floor_route(&floor, DIAMOND);
    floor_unit(&floor, floor_order(&floor, "O-1", 5, ABSENT_NUMBER), 0);
    ck_assert_double_eq(floor_completes_min(&floor, 0), 45);
    ck_assert(isnan(floor_forecast(&floor, 1).orders[0].late_share));
    floor_end(&floor);
}
END_TEST

START_TEST(the_more_urgent_order_goes_first)
{
    struct floor_line floor = two_stations(1);
    const int later = floor_order(&floor, "O-0", 5, ABSENT_NUMBER), urgent = floor_order(&floor, "O-9", 1, 20);
    floor_unit(&floor, later, 0);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, urgent, 0);
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[urgent].p50_min, 40);
    ck_assert_double_eq(forecast.orders[urgent].late_share, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, 70);
    ck_assert_double_eq(forecast.orders[later].p50_min, 100);
    floor_end(&floor);
}
END_TEST

static const struct floor_operation BURN[] = {{"010", NULL, 0, 60, 1000, 10}, {0}};

static struct floor_line burn_in(size_t bays, int64_t power_w, double coolant_lpm, int units)
{
    struct floor_line floor = floor_begin();
    floor_bays(&floor, floor_type(&floor, "burn-in"), bays, power_w, coolant_lpm);
    floor_route(&floor, BURN);
    floor_order(&floor, "O-1", 5, ABSENT_NUMBER);
    for (int i = 0; i < units; i++)
        floor_unit(&floor, 0, 0);
    return floor;
}

START_TEST(bays_work_as_far_as_power_and_coolant_reach)
{
    struct floor_line floor = burn_in(3, 1000, 10, 3);
    ck_assert_double_eq(floor_completes_min(&floor, 0), 60);
    floor.line.stations.items[0].power_w = 2500;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 120);
    floor.line.stations.items[0].power_w = ABSENT_INTEGER;
    floor.line.stations.items[0].coolant_lpm = 10;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 180);
    floor.line.stations.items[0].coolant_lpm = ABSENT_NUMBER;
    floor.line.stations.items[0].bays.items[1].coolant_lpm = 9;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 120);
    floor_end(&floor);
}
END_TEST

START_TEST(a_burn_in_never_runs_at_a_station_without_bays)
{
    struct floor_line floor = burn_in(1, 999, 10, 1);
    floor_station(&floor, 0, 5);
    const struct forecast forecast = floor_forecast(&floor, 2);
    ck_assert(isnan(forecast.orders[0].p50_min));
    ck_assert_uint_eq(forecast.stops.count, 1);
    ck_assert_int_eq(forecast.stops.items[0].kind, FORECAST_NO_PLACE);
    ck_assert_int_eq(forecast.stops.items[0].operation, 0);
    ck_assert_int_eq(forecast.bottleneck, 0);
    floor_end(&floor);
}
END_TEST

START_TEST(what_runs_has_its_place_and_takes_what_is_left)
{
    struct floor_line floor = two_stations(1);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, 0, 0);
    const struct forecast_begun begun = {.elapsed_min = 70, .worked_min = 20, .station = 0, .bay = -1};
    floor.steps[1][0].begun = &begun;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 10 + 30 + 10);
    const struct forecast_begun overdue = {
        .elapsed_min = 70, .worked_min = 50, .least_min = 7, .station = 0, .bay = -1};
    floor.steps[1][0].begun = &overdue;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 7 + 30 + 10);
    const struct forecast_begun elsewhere = {.station = -1, .bay = -1};
    floor.steps[1][0].begun = &elsewhere;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 50);
    floor_end(&floor);
}
END_TEST

START_TEST(a_bay_in_use_is_not_given_away)
{
    struct floor_line floor = burn_in(2, 1000, 10, 3);
    const struct forecast_begun begun = {.worked_min = 45, .station = 0, .bay = 1};
    floor.steps[2][0].begun = &begun;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 15 + 60);
    floor.line.stations.items[0].power_w = 1500;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 15 + 60 + 60);
    floor_end(&floor);
}
END_TEST

START_TEST(a_station_that_is_down_takes_nothing)
{
    struct floor_line floor = two_stations(1);
    const int second = floor_station(&floor, 0, 1);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, 0, 0);
    ck_assert_double_eq(floor_completes_min(&floor, 0), 50);
    floor.line.stations.items[second].state = STATION_UNSCHEDULED_DOWN;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 70);
    floor.line.stations.items[0].state = STATION_SCHEDULED_DOWN;
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert(isnan(forecast.orders[0].p90_min));
    ck_assert_uint_eq(forecast.stops.count, 2);
    ck_assert_int_eq(forecast.stops.items[0].unit, 0);
    ck_assert_int_eq(forecast.stops.items[1].unit, 1);
    floor_end(&floor);
}
END_TEST

START_TEST(what_stands_at_a_station_that_is_down_goes_on_nowhere_else)
{
    struct floor_line floor = two_stations(1);
    const int second = floor_station(&floor, 0, 1);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, floor_order(&floor, "O-2", 5, ABSENT_NUMBER), 0);
    const struct forecast_begun begun = {.worked_min = 29, .station = second, .bay = -1};
    floor.steps[0][0].begun = &begun;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 1 + 10);
    floor.line.stations.items[second].state = STATION_UNSCHEDULED_DOWN;
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert(isnan(forecast.orders[0].p50_min));
    ck_assert_double_eq(forecast.orders[1].p50_min, 30 + 10);
    ck_assert_uint_eq(forecast.stops.count, 1);
    ck_assert_int_eq(forecast.stops.items[0].unit, 0);
    ck_assert_int_eq(forecast.stops.items[0].kind, FORECAST_STANDING);
    ck_assert_int_eq(forecast.stops.items[0].operation, 0);
    ck_assert_int_eq(forecast.bottleneck, 0);
    ck_assert_int_eq(forecast.orders[0].bottleneck, 0);
    floor_end(&floor);
}
END_TEST

START_TEST(a_held_unit_has_no_date_and_leaves_its_place_to_others)
{
    struct floor_line floor = two_stations(1);
    const int other = floor_order(&floor, "O-2", 9, ABSENT_NUMBER);
    floor_unit(&floor, 0, 0);
    floor_unit(&floor, other, 0);
    floor.line.units.items[0].held = true;
    const struct forecast forecast = floor_forecast(&floor, 2);
    ck_assert(isnan(forecast.orders[0].p50_min));
    ck_assert_double_eq(forecast.orders[0].late_share, 1);
    ck_assert_double_eq(forecast.orders[other].p50_min, 40);
    ck_assert_uint_eq(forecast.stops.count, 1);
    ck_assert_int_eq(forecast.stops.items[0].kind, FORECAST_HELD);
    ck_assert_int_eq(forecast.stops.items[0].unit, 0);
    floor_end(&floor);
}
END_TEST

START_TEST(spent_attempts_stop_a_unit_at_that_operation)
{
    struct floor_line floor = two_stations(1);
    floor_unit(&floor, 0, 0);
    floor.steps[0][0].done = true;
    floor.steps[0][1].spent = true;
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert(isnan(forecast.orders[0].p50_min));
    ck_assert_uint_eq(forecast.stops.count, 1);
    ck_assert_int_eq(forecast.stops.items[0].kind, FORECAST_SPENT);
    ck_assert_int_eq(forecast.stops.items[0].operation, 1);
    floor_end(&floor);
}
END_TEST

START_TEST(an_operation_runs_again_though_its_followers_are_passed)
{
    struct floor_line floor = two_stations(1);
    floor_unit(&floor, 0, 0);
    floor.steps[0][1].done = true; /* 010 was invalidated, its follower not */
    ck_assert_double_eq(floor_completes_min(&floor, 0), 30);
    floor.steps[0][0].done = true; /* nothing is left */
    ck_assert_double_eq(floor_completes_min(&floor, 0), 0);
    floor_end(&floor);
}
END_TEST

/* Trays of 20 minutes at one place, and a rack of 30 that takes two of them. */
static struct floor_line rack_and_trays(int64_t completed, int trays)
{
    static const struct floor_operation TRAY[] = {{"010", NULL, 0, 20, 0, 0}, {0}};
    static const struct floor_operation RACK[] = {{"010", NULL, 1, 30, 0, 0}, {"020", "010", 1, 5, 0, 0}, {0}};
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "trays"), 1);
    floor_station(&floor, floor_type(&floor, "racks"), 1);
    floor_route(&floor, TRAY);
    floor_route(&floor, RACK);
    const int racks = floor_order(&floor, "racks", 1, ABSENT_NUMBER);
    const int order = floor_order(&floor, "trays", 5, ABSENT_NUMBER), part = floor_part(&floor, completed);
    floor_need(&floor, floor_unit(&floor, racks, 1), 1, floor_choice(&floor, 1U << part), 2);
    for (int i = 0; i < trays; i++)
        floor.line.units.items[floor_unit(&floor, order, 0)].part = part;
    return floor;
}

START_TEST(a_rack_waits_for_the_trays_it_installs)
{
    struct floor_line floor = rack_and_trays(0, 3);
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert_double_eq(forecast.orders[0].p50_min, 2 * 20 + 5);
    ck_assert_double_eq(forecast.orders[0].waiting_min, 0); /* for a place, of which there is one */
    ck_assert_double_eq(forecast.orders[1].p50_min, 3 * 20);
    floor_end(&floor);
    floor = rack_and_trays(1, 1);
    ck_assert_double_eq(floor_completes_min(&floor, 0), 30 + 5);
    floor_end(&floor);
    floor = rack_and_trays(2, 0);
    ck_assert_double_eq(floor_completes_min(&floor, 0), 30 + 5);
    floor_end(&floor);
}
END_TEST

START_TEST(a_rack_without_enough_trays_says_so)
{
    struct floor_line floor = rack_and_trays(0, 1);
    const struct forecast forecast = floor_forecast(&floor, 1);
    ck_assert(isnan(forecast.orders[0].p50_min));
    ck_assert_double_eq(forecast.orders[1].p50_min, 20);
    ck_assert_uint_eq(forecast.stops.count, 1);
    ck_assert_int_eq(forecast.stops.items[0].kind, FORECAST_NO_PARTS);
    ck_assert_int_eq(forecast.stops.items[0].operation, 1);
    ck_assert_int_eq(forecast.stops.items[0].choice, 0);
    floor_end(&floor);
}
END_TEST

/* Both tests of the rack wait for the tray that is open inside it, which nobody else is given. */
START_TEST(a_rack_waits_for_what_is_open_inside_it)
{
    static const struct floor_operation TRAY[] = {{"010", NULL, 0, 20, 0, 0}, {0}};
    static const struct floor_operation RACK[] = {
        {"010", NULL, 1, 30, 0, 0}, {"020", NULL, 1, 5, 0, 0}, {"030", "010 020", 1, 1, 0, 0}, {0}};
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "trays"), 1);
    floor_station(&floor, floor_type(&floor, "racks"), 2);
    floor_route(&floor, TRAY);
    floor_route(&floor, RACK);
    const int racks = floor_order(&floor, "racks", 1, ABSENT_NUMBER);
    const int trays = floor_order(&floor, "trays", 5, ABSENT_NUMBER), part = floor_part(&floor, 0);
    const int rack = floor_unit(&floor, racks, 1), tray = floor_unit(&floor, trays, 0);
    const int choice = floor_choice(&floor, 1U << part);
    floor_need(&floor, rack, 0, choice, 1);
    floor_need(&floor, rack, 1, choice, 1);
    floor.line.units.items[tray].part = part;
    floor.line.units.items[tray].waited_for = 2;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 20 + 30 + 1);
    floor_end(&floor);
}
END_TEST

/* Nothing of the rack is to be done again, but it is not completed before what is inside it. */
START_TEST(a_rack_of_which_all_is_done_is_completed_with_what_is_inside_it)
{
    static const struct floor_operation TRAY[] = {{"010", NULL, 0, 20, 0, 0}, {0}};
    static const struct floor_operation RACK[] = {{"010", NULL, 0, 30, 0, 0}, {0}};
    for (int held = 0; held < 2; held++)
        for (int after = 0; after < 2; after++) { /* the rack is looked at before its tray, or after it */
            struct floor_line floor = floor_begin();
            floor_station(&floor, floor_type(&floor, "trays"), 1);
            floor_route(&floor, TRAY);
            floor_route(&floor, RACK);
            const int racks = floor_order(&floor, "racks", after ? 9 : 1, ABSENT_NUMBER);
            const int trays = floor_order(&floor, "trays", 5, ABSENT_NUMBER), part = floor_part(&floor, 0);
            const int rack = floor_unit(&floor, racks, 1), tray = floor_unit(&floor, trays, 0);
            floor.steps[rack][0].done = true;
            floor.line.units.items[tray].part = part;
            floor.line.units.items[tray].around = &floor.line.units.items[rack];
            floor.line.units.items[tray].held = held;
            if (held) {
                const struct forecast forecast = floor_forecast(&floor, 1);
                const struct forecast_stop *stop = &forecast.stops.items[forecast.stops.items[0].unit != rack];
                ck_assert(isnan(forecast.orders[racks].p50_min));
                ck_assert_int_eq(stop->kind, FORECAST_NO_PARTS);
                ck_assert_int_eq(stop->inside, tray);
            } else {
                ck_assert_double_eq(floor_completes_min(&floor, 0), 20);
            }
            floor_end(&floor);
        }
}
END_TEST

/* Racks of 5 minutes, each with a place of its own, the more urgent first; trays of 20 minutes, one after the other. */
enum { A = 1, B = 2 }; /* parts, as bits */
static const struct {
    const char *about;
    struct {
        struct {
            unsigned parts;
            int64_t count;
        } needs[3];
        double completed_min; /* NaN: never */
    } racks[3];
    int64_t stock[2];
    unsigned coming[4]; /* the part that each of the trays becomes */
} CHOICES[] = {
    {"another part is not what it takes", {{{{B, 1}}, NAN}}, {1, 0}, {A}},
    {"it waits for the one that it takes", {{{{B, 1}}, 45}}, {1, 0}, {A, B}},
    {"an alternate in stock will do", {{{{A | B, 1}}, 5}}, {0, 1}, {0}},
    {"and one that comes", {{{{A | B, 1}}, 25}}, {0, 0}, {B}},
    {"some of each will do", {{{{A | B, 3}}, 25}}, {1, 1}, {A}},
    {"as long as there are enough", {{{{A | B, 3}}, NAN}}, {1, 1}, {0}},
    {"what takes either leaves the one that nothing else will do for", {{{{A | B, 1}}, 5}, {{{A, 1}}, 5}}, {1, 1}, {0}},
    {"on the same rack as well", {{{{A, 1}, {A | B, 1}}, 25}}, {1, 0}, {B}},
    {"what the more urgent waits for is kept for it", {{{{A | B, 2}}, 25}, {{{A, 1}}, 45}}, {1, 0}, {A, A}},
    {"nothing is kept of what it does not take", {{{{B, 1}}, NAN}, {{{A, 1}}, 5}}, {1, 0}, {0}},
    {"and what is asked for next is there already",
     {{{{A, 1}}, 5}, {{{B, 1}, {A, 1}}, 5}, {{{A, 1}, {B, 1}}, 5}},
     {3, 2},
     {0}},
    {"no part at all is in a choice of its own", {{{{0, 1}}, NAN}, {{{A, 1}}, 5}}, {1, 0}, {0}},
};

START_TEST(a_rack_takes_any_of_the_parts_it_may)
{
    static const struct floor_operation TRAY[] = {{"010", NULL, 0, 20, 0, 0}, {0}};
    static const struct floor_operation RACK[] = {{"010", NULL, 1, 5, 0, 0}, {0}};
    struct floor_line floor = floor_begin();
    floor_station(&floor, floor_type(&floor, "trays"), 1);
    floor_station(&floor, floor_type(&floor, "racks"), 3);
    floor_route(&floor, TRAY);
    floor_route(&floor, RACK);
    for (int part = 0; part < 2; part++)
        floor_part(&floor, CHOICES[_i].stock[part]);
    for (unsigned parts = 0; parts <= (A | B); parts++)
        ck_assert_int_eq(floor_choice(&floor, parts), parts);
    for (int rack = 0; rack < 3 && CHOICES[_i].racks[rack].needs[0].count; rack++) {
        const int order = floor_order(&floor, "rack", rack + 1, ABSENT_NUMBER), unit = floor_unit(&floor, order, 1);
        for (int i = 0; CHOICES[_i].racks[rack].needs[i].count; i++)
            floor_need(&floor, unit, 0, (int)CHOICES[_i].racks[rack].needs[i].parts,
                       CHOICES[_i].racks[rack].needs[i].count);
    }
    const int racks = (int)floor.line.orders.count, trays = floor_order(&floor, "trays", 9, ABSENT_NUMBER);
    for (int i = 0; CHOICES[_i].coming[i]; i++)
        floor.line.units.items[floor_unit(&floor, trays, 0)].part = CHOICES[_i].coming[i] == B;
    const struct forecast forecast = floor_forecast(&floor, 2);
    for (int rack = 0; rack < racks; rack++) {
        const double is = forecast.orders[rack].p50_min, wanted = CHOICES[_i].racks[rack].completed_min;
        ck_assert_msg(isnan(wanted) ? isnan(is) : is == wanted, "%s: rack %d is completed by %g, not %g",
                      CHOICES[_i].about, rack, is, wanted);
    }
    floor_end(&floor);
}
END_TEST

START_TEST(a_run_that_waits_for_its_trays_keeps_its_place)
{
    struct floor_line floor = rack_and_trays(0, 2);
    const struct forecast_begun begun = {.worked_min = 3, .station = 1, .bay = -1};
    floor.steps[0][0].done = true;
    floor.steps[0][1].begun = &begun;
    ck_assert_double_eq(floor_completes_min(&floor, 0), 2 * 20 + 2);
    floor_end(&floor);
}
END_TEST

SUITE_BEGIN(forecast)
tcase_add_test(tests, one_unit_takes_the_time_of_its_operations);
tcase_add_test(tests, units_wait_for_the_one_place_there_is);
tcase_add_test(tests, a_second_place_halves_the_wait);
tcase_add_test(tests, operations_side_by_side_take_as_long_as_the_longest_branch);
tcase_add_test(tests, the_more_urgent_order_goes_first);
tcase_add_test(tests, bays_work_as_far_as_power_and_coolant_reach);
tcase_add_test(tests, a_burn_in_never_runs_at_a_station_without_bays);
tcase_add_test(tests, what_runs_has_its_place_and_takes_what_is_left);
tcase_add_test(tests, a_bay_in_use_is_not_given_away);
tcase_add_test(tests, a_station_that_is_down_takes_nothing);
tcase_add_test(tests, what_stands_at_a_station_that_is_down_goes_on_nowhere_else);
tcase_add_test(tests, a_held_unit_has_no_date_and_leaves_its_place_to_others);
tcase_add_test(tests, spent_attempts_stop_a_unit_at_that_operation);
tcase_add_test(tests, an_operation_runs_again_though_its_followers_are_passed);
tcase_add_test(tests, a_rack_waits_for_the_trays_it_installs);
tcase_add_test(tests, a_rack_without_enough_trays_says_so);
tcase_add_test(tests, a_rack_waits_for_what_is_open_inside_it);
tcase_add_test(tests, a_rack_of_which_all_is_done_is_completed_with_what_is_inside_it);
tcase_add_loop_test(tests, a_rack_takes_any_of_the_parts_it_may, 0, sizeof CHOICES / sizeof *CHOICES);
tcase_add_test(tests, a_run_that_waits_for_its_trays_keeps_its_place);
tcase_add_test(tests, a_bay_without_power_holds_up_too);
tcase_add_test(tests, what_is_down_altogether_is_the_bottleneck);
tcase_add_loop_test(tests, the_bottleneck_is_where_one_more_place_helps_most, 0,
                    sizeof BOTTLENECKS / sizeof *BOTTLENECKS);
SUITE_END
