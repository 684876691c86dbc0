/* Capability, and each of the Western Electric rules, with examples worked out by hand. */
#include "domain/control_chart.h"

#include "suite.h"

#include <string.h>

static void claim(const char *what, struct kpi kpi, double value, enum no_data why)
{
    ck_assert_msg(kpi.no_data == (int)why, "%s: %s", what, name_of(&NO_DATA_NAMES, kpi.no_data));
    if (!why)
        ck_assert_msg(fabs(kpi.value - value) < 1e-9, "%s is %.12g", what, kpi.value);
}

/* 9, 11, 9, 11 …: every moving range is 2. */
enum { SAMPLES = 26 };
static void zigzag(double values[static SAMPLES])
{
    for (int i = 0; i < SAMPLES; i++)
        values[i] = i % 2 ? 11 : 9;
}

START_TEST(a_chart_is_drawn_from_moving_ranges)
{
    double values[SAMPLES];
    zigzag(values);
    const struct control_chart chart = control_chart_of(values, SAMPLES);
    ck_assert_double_eq(chart.mean, 10);
    claim("sigma within", chart.sigma_within, 2 / 1.128, 0);
    claim("sigma overall", chart.sigma_overall, sqrt(26.0 / 25), 0);
    ck_assert_double_eq_tol(chart.upper_control, 10 + 6 / 1.128, 1e-9);
    ck_assert_double_eq_tol(chart.lower_control, 10 - 6 / 1.128, 1e-9);
}
END_TEST

static const struct {
    const char *about;
    double lower, upper;
    double cp, cpk, ppk; /* times sigma */
    enum no_data no_cp, no_cpk;
} LIMITS[] = {
    {"centred", 4, 16, 12.0 / 6, 6.0 / 3, 6.0 / 3, 0, 0},
    {"nearer to the upper limit", 4, 13, 9.0 / 6, 3.0 / 3, 3.0 / 3, 0, 0},
    {"nearer to the lower limit", 8, 16, 8.0 / 6, 2.0 / 3, 2.0 / 3, 0, 0},
    {"the mean is outside", 11, 16, 5.0 / 6, -1.0 / 3, -1.0 / 3, 0, 0},
    {"an upper limit alone", ABSENT_NUMBER, 16, 0, 6.0 / 3, 6.0 / 3, ONE_LIMIT, 0},
    {"a lower limit alone", 4, ABSENT_NUMBER, 0, 6.0 / 3, 6.0 / 3, ONE_LIMIT, 0},
    {"no limit", ABSENT_NUMBER, ABSENT_NUMBER, 0, 0, 0, NO_LIMITS, NO_LIMITS},
};

START_TEST(capability_is_the_room_between_the_limits)
{
    double values[SAMPLES];
    zigzag(values);
    const struct control_chart chart = control_chart_of(values, SAMPLES);
    const struct capability found = capability_of(&chart, LIMITS[_i].lower, LIMITS[_i].upper);
    const double within = 2 / 1.128, overall = sqrt(26.0 / 25);
    claim(LIMITS[_i].about, found.cp, LIMITS[_i].cp / within, LIMITS[_i].no_cp);
    claim(LIMITS[_i].about, found.cpk, LIMITS[_i].cpk / within, LIMITS[_i].no_cpk);
    claim(LIMITS[_i].about, found.pp, LIMITS[_i].cp / overall, LIMITS[_i].no_cp);
    claim(LIMITS[_i].about, found.ppk, LIMITS[_i].ppk / overall, LIMITS[_i].no_cpk);
}
END_TEST

START_TEST(too_few_samples_and_equal_ones_have_no_spread_to_speak_of)
{
    double values[SAMPLES];
    zigzag(values);
    const struct control_chart few = control_chart_of(values, CONTROL_SAMPLES_MIN - 1);
    claim("24 samples", few.sigma_within, 0, TOO_FEW_SAMPLES);
    claim("24 samples", capability_of(&few, 4, 16).cpk, 0, TOO_FEW_SAMPLES);
    ck_assert(isnan(few.upper_control));
    for (int i = 0; i < SAMPLES; i++)
        values[i] = 10;
    const struct control_chart equal = control_chart_of(values, SAMPLES);
    claim("equal ones", equal.sigma_within, 0, NO_SPREAD);
    claim("equal ones", capability_of(&equal, 4, 16).cp, 0, NO_SPREAD);
    const struct control_chart none = control_chart_of(values, 0);
    ck_assert(isnan(none.mean));
    claim("none", none.sigma_overall, 0, TOO_FEW_SAMPLES);
}
END_TEST

/* Samples in sigmas from the mean. Alarms as rule@index, with + above and - below. */
static const struct {
    const char *about;
    double values[12];
    size_t count;
    const char *alarms;
} CHARTS[] = {
    {"quiet", {0.5, -0.5, 0.9, -0.9, 1.5, -1.5, 0.2}, 7, ""},
    {"exactly 3 is not beyond", {3, -3}, 2, ""},
    {"1: beyond 3, on either side", {0, 3.01, 0, -3.5}, 4, "1@1+ 1@3- "},
    {"2: two of three beyond 2", {2.1, 0, 2.2}, 3, "2@2+ "},
    {"2: two in a row", {-2.1, -2.5}, 2, "2@1- "},
    {"2: not on two sides", {2.1, -2.2, 0}, 3, ""},
    {"2: not with two between", {2.1, 0, 0, 2.1}, 4, ""},
    {"2: the sample itself must be one of them", {2.1, 2.2, 0}, 3, "2@1+ "},
    {"3: four of five beyond 1", {1.1, 1.2, 0, 1.3, 1.4}, 5, "3@4+ "},
    {"3: three of five are not enough", {1.1, 0, 1.2, 0, 1.3}, 5, ""},
    {"3: not on two sides", {1.1, 1.2, -1.3, -1.4, 1.5}, 5, ""},
    {"3: four in a row", {-1.1, -1.1, -1.1, -1.1}, 4, "3@3- "},
    {"4: eight on one side, and the ninth", {.1, .2, .1, .2, .1, .2, .1, .2, .1}, 9, "4@7+ 4@8+ "},
    {"4: a sample on the mean breaks the row", {.1, .2, .1, 0, .1, .2, .1, .2, .1, .1, .1}, 11, ""},
    {"4: seven are not enough", {-.1, -.1, -.1, -.1, -.1, -.1, -.1, .1}, 8, ""},
    {"several rules at one sample", {2.5, 3.5}, 2, "1@1+ 2@1+ "},
};

START_TEST(the_rules_of_western_electric_see_patterns)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    double values[12];
    for (size_t i = 0; i < CHARTS[_i].count; i++)
        values[i] = 100 + 2 * CHARTS[_i].values[i];
    struct chart_alarms alarms;
    ck_assert_int_eq(chart_alarms_of(values, CHARTS[_i].count, 100, 2, arena, &alarms), NOTHING_WRONG);
    const char *text = "";
    for (size_t i = 0; i < alarms.count; i++)
        text = arena_printf(arena, "%s%d@%zu%c ", text, alarms.items[i].rule, alarms.items[i].index,
                            alarms.items[i].above ? '+' : '-');
    ck_assert_msg(!strcmp(text, CHARTS[_i].alarms), "%s: %s", CHARTS[_i].about, text);
    ck_assert_int_eq(chart_alarms_of(values, CHARTS[_i].count, 100, 0, arena, &alarms), NOTHING_WRONG);
    ck_assert_uint_eq(alarms.count, 0);
}
END_TEST

SUITE_BEGIN(control_charts)
tcase_add_test(tests, a_chart_is_drawn_from_moving_ranges);
tcase_add_loop_test(tests, capability_is_the_room_between_the_limits, 0, sizeof LIMITS / sizeof *LIMITS);
tcase_add_test(tests, too_few_samples_and_equal_ones_have_no_spread_to_speak_of);
tcase_add_loop_test(tests, the_rules_of_western_electric_see_patterns, 0, sizeof CHARTS / sizeof *CHARTS);
SUITE_END
