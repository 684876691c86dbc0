#include "domain/kpi.h"

#include <stdlib.h>

#define NO_DATA_WORD(name, word) word,
static const char *const NO_DATA_WORDS[] = {NULL, NO_DATA(NO_DATA_WORD)};
#undef NO_DATA_WORD
const struct names NO_DATA_NAMES = {NO_DATA_WORDS, NO_DATA_COUNT};

static const struct field KPI_FIELDS[] = {
    FIELD_NUMBER(struct kpi, value, OPTIONAL, 0, 0, "the number; absent: there is none, which is not 0"),
    FIELD_ENUM(struct kpi, no_data, OPTIONAL, &NO_DATA_NAMES, "why there is none"),
    FIELD_NUMBER(struct kpi, numerator, OPTIONAL, 0, 0, "what was divided"),
    FIELD_NUMBER(struct kpi, denominator, OPTIONAL, 0, 0, "by what"),
};
const struct record KPI_RECORD = RECORD(struct kpi, "kpi", KPI_FIELDS, "A number, or why there is none.");

static const struct field KPI_FORMULA_FIELDS[] = {
    FIELD_TEXT(struct kpi_formula, name, REQUIRED, 1, 64, "of the member"),
    FIELD_TEXT(struct kpi_formula, source, OPTIONAL, 1, 200, "where the formula is from"),
    FIELD_TEXT(struct kpi_formula, formula, REQUIRED, 1, 1000, "how it is worked out"),
};
const struct record KPI_FORMULA_RECORD =
    RECORD(struct kpi_formula, "kpi_formula", KPI_FORMULA_FIELDS, "How a number is worked out.");

static const struct field DISTRIBUTION_FIELDS[] = {
    FIELD_INTEGER(struct distribution, count, REQUIRED, 0, 9e15, "values"),
    FIELD_NUMBER(struct distribution, mean, OPTIONAL, 0, 0, "their mean; absent, as the rest: there are none"),
    FIELD_NUMBER(struct distribution, median, OPTIONAL, 0, 0, "half are at or below it"),
    FIELD_NUMBER(struct distribution, ninetieth, OPTIONAL, 0, 0, "nine in ten are at or below it"),
    FIELD_NUMBER(struct distribution, least, OPTIONAL, 0, 0, "the smallest"),
    FIELD_NUMBER(struct distribution, most, OPTIONAL, 0, 0, "the largest"),
};
const struct record DISTRIBUTION_RECORD =
    RECORD(struct distribution, "distribution", DISTRIBUTION_FIELDS, "How numbers are spread.");

struct kpi kpi_value(double value)
{
    return (struct kpi){.value = value, .numerator = ABSENT_NUMBER, .denominator = ABSENT_NUMBER};
}

struct kpi kpi_none(enum no_data why)
{
    struct kpi kpi = kpi_value(ABSENT_NUMBER);
    kpi.no_data = why;
    return kpi;
}

struct kpi kpi_ratio(double numerator, double denominator, enum no_data otherwise)
{
    struct kpi kpi = denominator > 0 ? kpi_value(numerator / denominator) : kpi_none(otherwise);
    kpi.numerator = numerator;
    kpi.denominator = denominator;
    return kpi;
}

struct kpi kpi_product(const struct kpi *factors, size_t count, enum no_data otherwise)
{
    double product = 1;
    for (size_t i = 0; i < count; i++) {
        if (factors[i].no_data)
            return kpi_none(otherwise ? otherwise : (enum no_data)factors[i].no_data);
        product *= factors[i].value;
    }
    return count ? kpi_value(product) : kpi_none(NO_ATTEMPTS);
}

static int by_value(const void *a, const void *b)
{
    const double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static double quantile(const double *sorted, size_t count, double part)
{
    const double rank = part * (double)(count - 1);
    const size_t below = (size_t)rank;
    const double above = below + 1 < count ? sorted[below + 1] : sorted[below];
    return sorted[below] + (rank - (double)below) * (above - sorted[below]);
}

struct distribution distribution_of(double *values, size_t count)
{
    struct distribution spread;
    record_clear(&DISTRIBUTION_RECORD, &spread);
    spread.count = (int64_t)count;
    if (!count)
        return spread;
    qsort(values, count, sizeof *values, by_value);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    spread.mean = sum / (double)count;
    spread.median = quantile(values, count, 0.5);
    spread.ninetieth = quantile(values, count, 0.9);
    spread.least = values[0];
    spread.most = values[count - 1];
    return spread;
}
