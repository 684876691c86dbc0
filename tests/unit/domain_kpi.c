/* Every formula, with examples worked out by hand. */
#include "domain/kpi_operation.h"
#include "domain/kpi_station.h"

#include "base/time.h"
#include "suite.h"

#include <string.h>

#define MIN(minutes) ((minutes) * US_PER_MINUTE)
enum { ROWS_MAX = 8 };

static void claim(const char *about, const char *what, struct kpi kpi, double value, enum no_data why)
{
    if (why)
        ck_assert_msg(kpi.no_data == (int)why && isnan(kpi.value), "%s: %s is %g, %s", about, what, kpi.value,
                      name_of(&NO_DATA_NAMES, kpi.no_data));
    else
        ck_assert_msg(!kpi.no_data && fabs(kpi.value - value) < 1e-9, "%s: %s is %.12g, %s", about, what, kpi.value,
                      name_of(&NO_DATA_NAMES, kpi.no_data));
}

/* ---- operations ---- */

#define TRY(unit, nth, passes) {.unit_id = (unit), .number = (nth), .passed = (passes)}
static const struct {
    const char *about;
    struct attempt attempts[ROWS_MAX];
    size_t count;
    double hours;
    double yield, rework, scrap, throughput;
    enum no_data no_yield, no_rest, no_throughput;
} OPERATIONS[] = {
    {"nothing ran: no number, and not 0", {{0}}, 0, 8, 0, 0, 0, 0, NO_ATTEMPTS, NO_ATTEMPTS, NO_ATTEMPTS},
    {"four units, one of which passed at its second attempt",
     {TRY(1, 1, true), TRY(2, 1, true), TRY(3, 1, false), TRY(3, 2, true), TRY(4, 1, true)},
     5,
     8,
     3.0 / 4,
     1.0 / 4,
     0,
     4.0 / 8,
     0,
     0,
     0},
    {"only retests of units whose first attempt was before the window",
     {TRY(1, 2, true), TRY(2, 3, false)},
     2,
     4,
     0,
     1,
     0,
     1.0 / 4,
     NO_FIRST_ATTEMPTS,
     0,
     0},
    {"all failed: now 0 is a number", {TRY(1, 1, false), TRY(2, 1, false)}, 2, 8, 0, 0, 0, 0, 0, 0, 0},
    {"one failed twice and was scrapped",
     {TRY(1, 1, true), TRY(2, 1, false), {.unit_id = 2, .number = 2, .scrapped_after = true}},
     3,
     2,
     0.5,
     0.5,
     0.5,
     0.5,
     0,
     0,
     0},
    {"one that passed and was sent back by a fault of its own is no first pass",
     {TRY(1, 1, true), {.unit_id = 2, .number = 1, .passed = true, .sent_back = true}, TRY(2, 2, true)},
     3,
     2,
     0.5,
     0.5,
     0,
     1,
     0,
     0,
     0},
    {"one was scrapped whose last attempt was before the window",
     {TRY(1, 1, true), {.unit_id = 2, .number = 2, .scrapped_after = true, .earlier = true}},
     2,
     2,
     1,
     0,
     0.5,
     0.5,
     0,
     0,
     0},
    {"and nothing else happened in it",
     {{.unit_id = 2, .number = 1, .scrapped_after = true, .earlier = true}},
     1,
     2,
     0,
     0,
     1,
     0,
     NO_FIRST_ATTEMPTS,
     0,
     0},
    {"no shift in the window: the throughput alone has no number",
     {TRY(1, 1, true)},
     1,
     0,
     1,
     0,
     0,
     0,
     0,
     0,
     NO_PLANNED_TIME},
};

START_TEST(an_operation_is_counted_by_units_and_first_attempts)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const char *about = OPERATIONS[_i].about;
    struct unit_outcomes outcomes;
    ck_assert_int_eq(operation_outcomes(OPERATIONS[_i].attempts, OPERATIONS[_i].count, arena, &outcomes),
                     NOTHING_WRONG);
    const struct operation_kpis kpis =
        operation_kpis_of(&outcomes, (int64_t)(OPERATIONS[_i].hours * (double)US_PER_HOUR));
    claim(about, "first-pass yield", kpis.first_pass_yield, OPERATIONS[_i].yield, OPERATIONS[_i].no_yield);
    claim(about, "rework", kpis.rework_ratio, OPERATIONS[_i].rework, OPERATIONS[_i].no_rest);
    claim(about, "scrap", kpis.scrap_ratio, OPERATIONS[_i].scrap, OPERATIONS[_i].no_rest);
    claim(about, "throughput", kpis.throughput_per_hour, OPERATIONS[_i].throughput, OPERATIONS[_i].no_throughput);
}
END_TEST

/* 020 passed at 10, and what made it fall stands at 20. */
#define FAULT(id, number, place, ...)                                                                                  \
    {                                                                                                                  \
        .nonconformance_id = (id), .operation = (number), .position = (place), __VA_ARGS__                             \
    }
#define AGAIN(...) .operations = {(const char *[]){__VA_ARGS__}, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)}
#define PART_OUT                                                                                                       \
    {                                                                                                                  \
        "020", 10, 20, "supply-1"                                                                                      \
    }
#define REOPENED                                                                                                       \
    {                                                                                                                  \
        "020", 10, 20, NULL                                                                                            \
    }
static const struct {
    const char *claim;
    struct fall fall;
    struct nonconformance fault;
    bool own;
} FALLS[] = {
    {"what stands did not fall",
     {"020", 10, ABSENT_INTEGER, NULL},
     FAULT(15, "020", "supply-1", .disposition = DISPOSITION_REWORK),
     false},
    {"what quality has done again", REOPENED, FAULT(15, "020", "supply-1", .reopened_at = 20, AGAIN("010", "020")),
     true},
    {"not what falls with it", REOPENED, FAULT(15, "020", "supply-1", .reopened_at = 20, AGAIN("010")), false},
    {"nor by another decision", REOPENED, FAULT(15, "020", "supply-1", .reopened_at = 21, AGAIN("020")), false},
    {"a part out for a fault found there", PART_OUT, FAULT(15, "020", "supply-1", .disposition = DISPOSITION_REPAIR),
     true},
    {"though nobody decided yet", PART_OUT, FAULT(15, "020", "supply-1", .disposition = DISPOSITION_ABSENT), true},
    {"though nobody said where", PART_OUT, FAULT(15, "020", NULL, .reopened_at = ABSENT_INTEGER), true},
    {"not for a fault found elsewhere", PART_OUT, FAULT(15, "050", "supply-1", .reopened_at = ABSENT_INTEGER), false},
    {"nor at another position", PART_OUT, FAULT(15, "020", "supply-2", .reopened_at = ABSENT_INTEGER), false},
    {"nor at no operation", PART_OUT, FAULT(15, NULL, "supply-1", .reopened_at = ABSENT_INTEGER), false},
    {"nor a false fail", PART_OUT, FAULT(15, "020", "supply-1", .disposition = DISPOSITION_FALSE_FAIL), false},
    {"nor what is used as it is", PART_OUT, FAULT(15, "020", "supply-1", .disposition = DISPOSITION_USE_AS_IS), false},
    {"nor one found while it ran, and passed with", PART_OUT,
     FAULT(9, "020", "supply-1", .reopened_at = ABSENT_INTEGER), false},
    {"nor one found later", PART_OUT, FAULT(25, "020", "supply-1", .reopened_at = ABSENT_INTEGER), false},
    {"nor by what empties no position: a revision, a waiver, a part inside a tray", REOPENED,
     FAULT(15, "020", "supply-1", .disposition = DISPOSITION_REPAIR), false},
};

START_TEST(what_passed_was_no_good_by_a_fault_of_its_own_alone)
{
    ck_assert_msg(fell_by_own_fault(&FALLS[_i].fall, &FALLS[_i].fault, 1) == FALLS[_i].own, "%s", FALLS[_i].claim);
    ck_assert(!fell_by_own_fault(&FALLS[_i].fall, NULL, 0));
}
END_TEST

static const struct {
    const char *claim;
    struct attempt attempt;
    bool good;
} GOOD[] = {
    {"what passed is good", TRY(1, 1, true), true},
    {"at a later attempt too", TRY(1, 3, true), true},
    {"what failed is not", TRY(1, 1, false), false},
    {"nor what was sent back: rework", {.number = 1, .passed = true, .sent_back = true}, false},
    {"nor what was scrapped", {.number = 2, .passed = true, .scrapped_after = true}, false},
};

START_TEST(what_is_produced_is_good_or_rework_or_scrap)
{
    ck_assert_msg(attempt_is_good(&GOOD[_i].attempt) == GOOD[_i].good, "%s", GOOD[_i].claim);
}
END_TEST

START_TEST(a_ratio_says_what_was_divided)
{
    const struct kpi kpi = kpi_ratio(3, 4, NO_ATTEMPTS), none = kpi_ratio(0, 0, NO_ATTEMPTS);
    ck_assert_double_eq(kpi.numerator, 3);
    ck_assert_double_eq(kpi.denominator, 4);
    ck_assert_double_eq(none.denominator, 0);
    claim("nothing", "a ratio", none, 0, NO_ATTEMPTS);
}
END_TEST

START_TEST(yields_roll_up_to_their_product)
{
    const struct kpi yields[] = {kpi_value(0.9), kpi_value(0.8), kpi_value(1)};
    const struct kpi holed[] = {kpi_value(0.9), kpi_none(NO_ATTEMPTS)};
    claim("0.9 x 0.8 x 1", "rolled yield", kpi_product(yields, 3, OPERATION_WITHOUT_DATA), 0.72, 0);
    claim("a hole", "rolled yield", kpi_product(holed, 2, OPERATION_WITHOUT_DATA), 0, OPERATION_WITHOUT_DATA);
    claim("a hole", "a product", kpi_product(holed, 2, THERE_IS_DATA), 0, NO_ATTEMPTS);
    claim("of nothing", "a product", kpi_product(NULL, 0, OPERATION_WITHOUT_DATA), 0, NO_ATTEMPTS);
}
END_TEST

START_TEST(times_are_whole_and_queues_are_of_first_attempts)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const struct attempt attempts[] = {
        {.unit_id = 1, .number = 1, .started_us = MIN(100), .ended_us = MIN(130), .worked_us = MIN(20), .ready_us = MIN(40)},
        {.unit_id = 1, .number = 2, .started_us = MIN(200), .ended_us = MIN(210), .worked_us = MIN(10), .ready_us = MIN(40)},
        {.unit_id = 2, .number = 1, .started_us = MIN(50), .ended_us = MIN(60), .worked_us = MIN(10),
         .ready_us = ABSENT_INTEGER},
    };
    struct operation_times times;
    ck_assert_int_eq(operation_times_of(attempts, 3, arena, &times), NOTHING_WRONG);
    ck_assert_int_eq(times.cycle_min.count, 3);
    ck_assert_double_eq_tol(times.cycle_min.mean, 50.0 / 3, 1e-9);
    ck_assert_double_eq(times.cycle_min.median, 10);
    ck_assert_double_eq(times.worked_min.most, 20);
    ck_assert_int_eq(times.queue_min.count, 1);
    ck_assert_double_eq(times.queue_min.mean, 60);
}
END_TEST

START_TEST(a_distribution_of_nothing_has_no_numbers)
{
    const struct distribution none = distribution_of(NULL, 0);
    ck_assert_int_eq(none.count, 0);
    ck_assert(isnan(none.mean) && isnan(none.median) && isnan(none.ninetieth) && isnan(none.least) && isnan(none.most));
    double values[] = {5, 1, 4, 2, 3, 6, 7, 8, 9, 10, 11};
    const struct distribution spread = distribution_of(values, 11);
    ck_assert_double_eq(spread.mean, 6);
    ck_assert_double_eq(spread.median, 6);
    ck_assert_double_eq_tol(spread.ninetieth, 10, 1e-9);
    ck_assert_double_eq(spread.least, 1);
    ck_assert_double_eq(spread.most, 11);
}
END_TEST

/* 040 comes after 020 and 030, both after 010. */
START_TEST(a_unit_waits_since_its_last_predecessor_passed)
{
    const struct operation_definition definitions[] = {
        {.operation = "010"}, {.operation = "020"}, {.operation = "030"}, {.operation = "040"}};
    int after_first[] = {0}, after_both[] = {1, 2};
    struct operation operations[] = {{.definition = &definitions[0]},
                                     {.definition = &definitions[1], .after = {after_first, 1}},
                                     {.definition = &definitions[2], .after = {after_first, 1}},
                                     {.definition = &definitions[3], .after = {after_both, 2}}};
    const struct product product = {.operations = {operations, 4}};
    const struct passing passings[] = {{1, "010", MIN(10), 3}, {1, "020", MIN(20), 5}, {1, "030", MIN(45), 7},
                                       {1, "020", MIN(70), 9}};
    ck_assert_int_eq(operation_ready_us(&product, 0, passings, 4, 2, MIN(5), MIN(1)), MIN(1)); /* released */
    ck_assert_int_eq(operation_ready_us(&product, 1, passings, 4, 4, MIN(15), MIN(1)), MIN(10));
    ck_assert_int_eq(operation_ready_us(&product, 3, passings, 4, 8, MIN(60), MIN(1)), MIN(45));
    ck_assert_int_eq(operation_ready_us(&product, 3, passings, 4, 10, MIN(80), MIN(1)), MIN(70));
    ck_assert_int_eq(operation_ready_us(&product, 3, passings, 0, 10, MIN(80), MIN(1)), MIN(1)); /* both waived */
    /* of two clocks one is wrong */
    ck_assert_int_eq(operation_ready_us(&product, 3, passings, 4, 8, MIN(44), MIN(1)), ABSENT_INTEGER);
}
END_TEST

/* ---- stations ---- */

#define SPELL(what, begin, end) {.state = (what), .began = MIN(begin), .ended = (end) < 0 ? ABSENT_INTEGER : MIN(end)}
#define SPAN(begin, end) {MIN(begin), MIN(end)}
static const struct {
    const char *about;
    struct span window, planned[2];
    size_t planned_count;
    struct station_spell spells[4];
    size_t spell_count;
    struct span runs[3];
    size_t run_count;
    int64_t places;
    int64_t busy_min, production_min, outside_min, unknown_min;
    struct station_output output;
    double availability, effectiveness, quality, oee;
    enum no_data no_availability, no_effectiveness, no_quality, no_oee;
} STATIONS[] = {
    {"ISO's chain: 420 of 480 minutes planned to be busy, 378 produced, 7 units of 45, 6 good",
     SPAN(0, 600), {SPAN(0, 480)}, 1,
     {SPELL(STATION_SCHEDULED_DOWN, 0, 60), SPELL(STATION_STANDBY, 60, -1)}, 2, {SPAN(100, 478)}, 1, 1,
     420, 378, 0, 0, {7, 6, 7 * 45}, 378.0 / 420, 315.0 / 378, 6.0 / 7, 315.0 / 420 * 6 / 7, 0, 0, 0, 0},
    {"a run is cut at the window's edges", SPAN(100, 200), {SPAN(100, 200)}, 1, {SPELL(STATION_PRODUCTIVE, 0, -1)}, 1,
     {SPAN(50, 110), SPAN(190, 260)}, 2, 1, 100, 20, 0, 0, {1, 1, 10}, 0.2, 0.5, 1, 0.1, 0, 0, 0, 0},
    {"broken down it is planned to be busy and produces nothing", SPAN(0, 100), {SPAN(0, 100)}, 1,
     {SPELL(STATION_STANDBY, 0, 50), SPELL(STATION_UNSCHEDULED_DOWN, 50, -1)}, 2, {SPAN(0, 100)}, 1, 1,
     100, 50, 0, 0, {1, 0, 40}, 0.5, 0.8, 0, 0, 0, 0, 0, 0},
    {"engineering and time off are neither busy nor lost", SPAN(0, 100), {SPAN(0, 100)}, 1,
     {SPELL(STATION_ENGINEERING, 0, 40), SPELL(STATION_NON_SCHEDULED, 40, 60), SPELL(STATION_PRODUCTIVE, 60, 100)}, 3,
     {SPAN(0, 100)}, 1, 1, 40, 40, 0, 0, {1, 1, 40}, 1, 1, 1, 1, 0, 0, 0, 0},
    {"two places, one of them used half the time", SPAN(0, 100), {SPAN(0, 100)}, 1, {SPELL(STATION_STANDBY, 0, -1)}, 1,
     {SPAN(0, 100), SPAN(0, 50)}, 2, 2, 200, 150, 0, 0, {2, 2, 150}, 0.75, 1, 1, 0.75, 0, 0, 0, 0},
    {"work outside the shifts shows", SPAN(0, 100), {SPAN(0, 20), SPAN(40, 60)}, 2, {SPELL(STATION_STANDBY, 0, -1)}, 1,
     {SPAN(10, 70)}, 1, 1, 40, 60, 30, 0, {1, 1, 60}, 1.5, 1, 1, 1.5, 0, 0, 0, 0},
    {"idle is a number: it was there and nothing ran", SPAN(0, 100), {SPAN(0, 100)}, 1,
     {SPELL(STATION_STANDBY, 0, -1)}, 1, {{0}}, 0, 1, 100, 0, 0, 0, {0, 0, 0}, 0, 0, 0, 0, 0, NO_PRODUCTION_TIME,
     NO_ATTEMPTS, NO_PRODUCTION_TIME},
    {"no data is not idle: it was not known then", SPAN(0, 100), {SPAN(0, 100)}, 1, {{0}}, 0, {{0}}, 0, 1,
     0, 0, 0, 100, {0, 0, 0}, 0, 0, 0, 0, NO_PLANNED_TIME, NO_PRODUCTION_TIME, NO_ATTEMPTS, NO_PLANNED_TIME},
    {"known since the middle", SPAN(0, 100), {SPAN(0, 100)}, 1, {SPELL(STATION_STANDBY, 50, -1)}, 1, {SPAN(50, 75)}, 1,
     1, 50, 25, 0, 50, {1, 1, 25}, 0.5, 1, 1, 0.5, 0, 0, 0, 0},
    {"a holiday: nothing planned", SPAN(0, 100), {{0}}, 0, {SPELL(STATION_STANDBY, 0, -1)}, 1, {{0}}, 0, 1,
     0, 0, 0, 0, {0, 0, 0}, 0, 0, 0, 0, NO_PLANNED_TIME, NO_PRODUCTION_TIME, NO_ATTEMPTS, NO_PLANNED_TIME},
    {"it runs and nothing ended yet", SPAN(0, 100), {SPAN(0, 100)}, 1, {SPELL(STATION_STANDBY, 0, -1)}, 1,
     {SPAN(50, 900)}, 1, 1, 100, 50, 0, 0, {0, 0, 0}, 0.5, 0, 0, 0, 0, NO_ATTEMPTS, NO_ATTEMPTS, NO_ATTEMPTS},
    {"without standard times there is no effectiveness", SPAN(0, 100), {SPAN(0, 100)}, 1,
     {SPELL(STATION_STANDBY, 0, -1)}, 1, {SPAN(0, 50)}, 1, 1, 100, 50, 0, 0, {1, 1, 0}, 0.5, 0, 1, 0, 0,
     NO_STANDARD_TIME, 0, NO_STANDARD_TIME},
};

START_TEST(a_station_is_measured_by_its_states_and_runs)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const char *about = STATIONS[_i].about;
    struct span planned[2];
    memcpy(planned, STATIONS[_i].planned, sizeof planned);
    const struct places_since places = {.since = MIN(0), .places = STATIONS[_i].places};
    const struct station_history history = {
        .window = STATIONS[_i].window,
        .planned = {planned, STATIONS[_i].planned_count},
        .spells = STATIONS[_i].spells,
        .spell_count = STATIONS[_i].spell_count,
        .runs = STATIONS[_i].runs,
        .run_count = STATIONS[_i].run_count,
        .places = &places,
        .place_count = 1,
    };
    struct station_times times;
    ck_assert_int_eq(station_times_of(&history, arena, &times), NOTHING_WRONG);
    ck_assert_msg(times.planned_busy_us == MIN(STATIONS[_i].busy_min), "%s: busy", about);
    ck_assert_msg(times.production_us == MIN(STATIONS[_i].production_min), "%s: production", about);
    ck_assert_msg(times.outside_us == MIN(STATIONS[_i].outside_min), "%s: outside", about);
    int64_t all_us = 0;
    for (int state = STATION_ABSENT; state <= STATION_NON_SCHEDULED; state++)
        all_us += times.in_state_us[state];
    ck_assert_msg(all_us == span_length_us(history.window), "%s: the states do not fill the window", about);
    ck_assert_msg(times.in_state_us[STATION_ABSENT] == MIN(STATIONS[_i].unknown_min), "%s: unknown", about);
    const struct station_kpis kpis = station_kpis_of(&times, &STATIONS[_i].output);
    claim(about, "availability", kpis.availability, STATIONS[_i].availability, STATIONS[_i].no_availability);
    claim(about, "effectiveness", kpis.effectiveness, STATIONS[_i].effectiveness, STATIONS[_i].no_effectiveness);
    claim(about, "quality", kpis.quality_ratio, STATIONS[_i].quality, STATIONS[_i].no_quality);
    claim(about, "OEE", kpis.oee, STATIONS[_i].oee, STATIONS[_i].no_oee);
}
END_TEST

START_TEST(a_station_is_measured_by_the_places_it_had_then)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct span planned[] = {SPAN(0, 40), SPAN(60, 100)};
    const struct station_spell standby[] = {SPELL(STATION_STANDBY, 0, -1)};
    const struct places_since places[] = {{MIN(10), 2}, {MIN(70), 1}, {MIN(90), 3}, {MIN(200), 9}};
    const struct station_history history = {
        .window = SPAN(0, 100),
        .planned = {planned, 2},
        .spells = standby,
        .spell_count = 1,
        .places = places,
        .place_count = 4,
    };
    struct station_times times;
    ck_assert_int_eq(station_times_of(&history, arena, &times), NOTHING_WRONG);
    ck_assert_int_eq(times.planned_busy_us, MIN(2 * (40 + 10) + 1 * 20 + 3 * 10));
}
END_TEST

SUITE_BEGIN(kpis)
tcase_add_test(tests, a_station_is_measured_by_the_places_it_had_then);
tcase_add_loop_test(tests, what_passed_was_no_good_by_a_fault_of_its_own_alone, 0, sizeof FALLS / sizeof *FALLS);
tcase_add_loop_test(tests, an_operation_is_counted_by_units_and_first_attempts, 0,
                    sizeof OPERATIONS / sizeof *OPERATIONS);
tcase_add_loop_test(tests, what_is_produced_is_good_or_rework_or_scrap, 0, sizeof GOOD / sizeof *GOOD);
tcase_add_test(tests, a_ratio_says_what_was_divided);
tcase_add_test(tests, yields_roll_up_to_their_product);
tcase_add_test(tests, times_are_whole_and_queues_are_of_first_attempts);
tcase_add_test(tests, a_distribution_of_nothing_has_no_numbers);
tcase_add_test(tests, a_unit_waits_since_its_last_predecessor_passed);
tcase_add_loop_test(tests, a_station_is_measured_by_its_states_and_runs, 0, sizeof STATIONS / sizeof *STATIONS);
SUITE_END
