/* Key performance indicators (ISO 22400): a number with what it was divided from, or the reason why there is none.
 *
 * No data is not zero: a ratio of nothing has no value, and says so. */
#ifndef RACKLINE_KPI_H
#define RACKLINE_KPI_H

#include "base/record.h"

#define NO_DATA(X)                                                                                                     \
    X(NO_ATTEMPTS, "no_attempts")             /* no attempt ended in the window */                                     \
    X(NO_FIRST_ATTEMPTS, "no_first_attempts") /* no unit's first attempt did */                                        \
    X(NO_PLANNED_TIME, "no_planned_time")     /* the station was not planned to be busy; no shift is in the window */  \
    X(NO_PRODUCTION_TIME, "no_production_time")         /* nothing ran in the window */                                \
    X(NO_STANDARD_TIME, "no_standard_time")             /* the operations that ended have standard times of 0 */       \
    X(OPERATION_WITHOUT_DATA, "operation_without_data") /* one of the factors has none */                              \
    X(TOO_FEW_SAMPLES, "too_few_samples")               /* fewer than CONTROL_SAMPLES_MIN */                           \
    X(NO_LIMITS, "no_limits")                           /* the characteristic has no limit */                          \
    X(ONE_LIMIT, "one_limit")                           /* it has one, and both are needed */                          \
    X(LIMITS_CHANGED, "limits_changed")                 /* in the window: narrow it */                                 \
    X(NO_SPREAD, "no_spread")                           /* all samples are equal */

#define NO_DATA_ENUM(name, word) name,
enum no_data { THERE_IS_DATA, NO_DATA(NO_DATA_ENUM) NO_DATA_COUNT };
#undef NO_DATA_ENUM
extern const struct names NO_DATA_NAMES;

struct kpi {
    double value;                  /* absent: see no_data */
    int no_data;                   /* enum no_data: why there is no value; absent: there is one */
    double numerator, denominator; /* of a ratio, in the units that its formula names */
};
extern const struct record KPI_RECORD;

/* numerator / denominator; where the denominator is 0 there is no value, for the reason given. */
struct kpi kpi_ratio(double numerator, double denominator, enum no_data otherwise);
struct kpi kpi_value(double value);
struct kpi kpi_none(enum no_data why);
/* The product of several; the first one without a value leaves it without one, for the reason given or, where that is
 * THERE_IS_DATA, for its own. Of none at all: no value. */
struct kpi kpi_product(const struct kpi *factors, size_t count, enum no_data otherwise);

/* How the numbers of an answer are worked out. */
struct kpi_formula {
    const char *name; /* of the member */
    const char *formula;
    const char *source; /* NULL: our own */
};
extern const struct record KPI_FORMULA_RECORD;
struct kpi_formulas {
    LIST_OF(const struct kpi_formula) list;
};
extern const struct kpi_formulas OPERATION_FORMULAS, STATION_FORMULAS, DEFECT_FORMULAS, CHARACTERISTIC_FORMULAS,
    FORECAST_FORMULAS;

/* How numbers are spread. Absent members where there are none. */
struct distribution {
    int64_t count;
    double mean, median, ninetieth, least, most;
};
extern const struct record DISTRIBUTION_RECORD;
/* Sorts the values. Between two values a quantile lies in proportion (type 7 of Hyndman and Fan, 1996). */
struct distribution distribution_of(double *values, size_t count);

#endif
