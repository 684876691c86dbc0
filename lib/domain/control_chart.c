#include "domain/control_chart.h"

/* Expected range of two normal values, in standard deviations (ASTM E2587, table of factors, n = 2). */
static const double D2_OF_TWO = 1.128;

static const char *const ALARM_RULE_WORDS[] = {NULL, "beyond_3_sigma", "2_of_3_beyond_2_sigma", "4_of_5_beyond_1_sigma",
                                               "8_on_one_side"};
const struct names ALARM_RULE_NAMES = {ALARM_RULE_WORDS, sizeof ALARM_RULE_WORDS / sizeof *ALARM_RULE_WORDS};

static struct kpi sigma_of(double sigma)
{
    return sigma > 0 ? kpi_value(sigma) : kpi_none(NO_SPREAD);
}

struct control_chart control_chart_of(const double *values, size_t count)
{
    struct control_chart chart = {
        .samples = (int64_t)count,
        .mean = ABSENT_NUMBER,
        .sigma_within = kpi_none(TOO_FEW_SAMPLES),
        .sigma_overall = kpi_none(TOO_FEW_SAMPLES),
        .lower_control = ABSENT_NUMBER,
        .upper_control = ABSENT_NUMBER,
    };
    double sum = 0, ranges = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
        ranges += i ? fabs(values[i] - values[i - 1]) : 0;
    }
    if (count)
        chart.mean = sum / (double)count;
    for (size_t i = 0; i < count; i++)
        squares += (values[i] - chart.mean) * (values[i] - chart.mean);
    if (count < CONTROL_SAMPLES_MIN)
        return chart;
    const double degrees = (double)(count - 1);
    chart.sigma_within = sigma_of(ranges / degrees / D2_OF_TWO);
    chart.sigma_overall = sigma_of(sqrt(squares / degrees));
    if (!chart.sigma_within.no_data) {
        chart.lower_control = chart.mean - 3 * chart.sigma_within.value;
        chart.upper_control = chart.mean + 3 * chart.sigma_within.value;
    }
    return chart;
}

static struct kpi potential(struct kpi sigma, double lower, double upper)
{
    if (isnan(lower) && isnan(upper))
        return kpi_none(NO_LIMITS);
    if (isnan(lower) || isnan(upper))
        return kpi_none(ONE_LIMIT);
    return sigma.no_data ? sigma : kpi_ratio(upper - lower, 6 * sigma.value, NO_SPREAD);
}

/* fmin takes the other where one is no number. */
static struct kpi actual(struct kpi sigma, double mean, double lower, double upper)
{
    if (isnan(lower) && isnan(upper))
        return kpi_none(NO_LIMITS);
    return sigma.no_data ? sigma : kpi_ratio(fmin(upper - mean, mean - lower), 3 * sigma.value, NO_SPREAD);
}

struct capability capability_of(const struct control_chart *chart, double lower, double upper)
{
    return (struct capability){
        .cp = potential(chart->sigma_within, lower, upper),
        .cpk = actual(chart->sigma_within, chart->mean, lower, upper),
        .pp = potential(chart->sigma_overall, lower, upper),
        .ppk = actual(chart->sigma_overall, chart->mean, lower, upper),
    };
}

static const struct rule {
    enum alarm_rule rule;
    size_t of;     /* successive samples, */
    size_t least;  /* of which as many lie */
    double sigmas; /* farther than this from the mean, on one side */
} RULES[] = {
    {ALARM_BEYOND_3, 1, 1, 3},
    {ALARM_2_OF_3, 3, 2, 2},
    {ALARM_4_OF_5, 5, 4, 1},
    {ALARM_8_ON_A_SIDE, 8, 8, 0},
};
enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

/* The sample itself must be one of those that lie far: it completes the pattern. A pattern that the first samples are
 * too few for is looked for among those that there are. */
static bool completes(const struct rule *rule, const double *values, size_t index, double mean, double sigma, int side)
{
    size_t far = 0;
    for (size_t back = 0; back < rule->of && back <= index; back++) {
        const bool beyond = side * (values[index - back] - mean) > rule->sigmas * sigma;
        if (!back && !beyond)
            return false;
        far += beyond;
    }
    return far >= rule->least;
}

enum fault chart_alarms_of(const double *values, size_t count, double mean, double sigma, struct arena *arena,
                           struct chart_alarms *ret)
{
    struct chart_alarms alarms = {.items = arena_array(arena, count * RULE_COUNT, sizeof *alarms.items)};
    if (!alarms.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count && sigma > 0; i++)
        for (size_t j = 0; j < RULE_COUNT; j++)
            for (int side = -1; side <= 1; side += 2)
                if (completes(&RULES[j], values, i, mean, sigma, side))
                    alarms.items[alarms.count++] =
                        (struct chart_alarm){.rule = RULES[j].rule, .index = i, .above = side > 0};
    *ret = alarms;
    return NOTHING_WRONG;
}
