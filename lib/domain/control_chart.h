/* Whether a measured characteristic is under control, and whether it then keeps its limits. Formulas: kpi_formulas.c.
 *
 * A chart of individual values: samples in their order, one at a time. */
#ifndef RACKLINE_CONTROL_CHART_H
#define RACKLINE_CONTROL_CHART_H

#include "base/arena.h"
#include "base/fault.h"
#include "domain/kpi.h"

/* Fewer give no usable estimate of the spread (AIAG, Statistical Process Control, 2nd ed. 2005). */
enum { CONTROL_SAMPLES_MIN = 25 };

struct control_chart {
    int64_t samples;
    double mean; /* absent: no samples */
    struct kpi sigma_within, sigma_overall;
    double lower_control, upper_control; /* the mean less, plus 3 sigma_within; absent without it */
};
struct control_chart control_chart_of(const double *values, size_t count);

struct capability {
    struct kpi cp, cpk, pp, ppk;
};
/* Against limits, each of which may be absent. */
struct capability capability_of(const struct control_chart *chart, double lower, double upper);

/* The Western Electric rules. */
enum alarm_rule { ALARM_ABSENT, ALARM_BEYOND_3, ALARM_2_OF_3, ALARM_4_OF_5, ALARM_8_ON_A_SIDE };
extern const struct names ALARM_RULE_NAMES;
struct chart_alarm {
    int rule;     /* enum alarm_rule */
    size_t index; /* of the sample that completes the pattern */
    bool above;   /* on which side of the mean */
};
struct chart_alarms {
    struct chart_alarm *items;
    size_t count;
};
/* In the samples' order, by rule for one sample. None without a sigma above 0. In the arena; FAULT_MEMORY. */
enum fault chart_alarms_of(const double *values, size_t count, double mean, double sigma, struct arena *arena,
                           struct chart_alarms *ret);

#endif
