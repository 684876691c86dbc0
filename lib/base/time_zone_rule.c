#include "base/time_zone_rule.h"

#include "base/date.h"

enum { SECONDS_PER_DAY = 86400, CHANGE_AT_S = 2 * 3600 };

struct reader {
    const char *at, *end;
};

static bool take(struct reader *reader, char wanted)
{
    if (reader->at == reader->end || *reader->at != wanted)
        return false;
    reader->at++;
    return true;
}

static bool take_number(struct reader *reader, int min, int max, int *ret)
{
    int number = 0;
    const char *first = reader->at;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9' && number <= max; reader->at++)
        number = number * 10 + (*reader->at - '0');
    *ret = number;
    return reader->at > first && number >= min && number <= max;
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* `EST` or `<-03>`: at least three characters, which say nothing here. */
static bool take_name(struct reader *reader)
{
    const bool quoted = take(reader, '<');
    const char *first = reader->at;
    while (reader->at < reader->end && (quoted ? *reader->at != '>' : is_letter(*reader->at)))
        reader->at++;
    return reader->at - first >= 3 && (!quoted || take(reader, '>'));
}

/* Hours, and minutes and seconds where they are given, with a sign. */
static bool take_time(struct reader *reader, int hours_max, int64_t *ret_s)
{
    const bool negative = take(reader, '-');
    if (!negative)
        take(reader, '+');
    int hours, minutes = 0, seconds = 0;
    if (!take_number(reader, 0, hours_max, &hours) ||
        (take(reader, ':') &&
         (!take_number(reader, 0, 59, &minutes) || (take(reader, ':') && !take_number(reader, 0, 59, &seconds)))))
        return false;
    *ret_s = (negative ? -1 : 1) * (hours * INT64_C(3600) + minutes * 60 + seconds);
    return true;
}

/* POSIX counts west of UTC as positive. */
static bool take_offset(struct reader *reader, int32_t *ret_s)
{
    int64_t west_s;
    if (!take_time(reader, 24, &west_s))
        return false;
    *ret_s = (int32_t)-west_s;
    return true;
}

static bool take_day(struct reader *reader, struct zone_rule_day *ret)
{
    *ret = (struct zone_rule_day){.kind = ZONE_DAY_COUNT, .local_s = CHANGE_AT_S};
    if (take(reader, 'J')) {
        ret->kind = ZONE_DAY_JULIAN;
        if (!take_number(reader, 1, 365, &ret->day))
            return false;
    } else if (take(reader, 'M')) {
        ret->kind = ZONE_DAY_WEEK;
        if (!take_number(reader, 1, 12, &ret->month) || !take(reader, '.') || !take_number(reader, 1, 5, &ret->week) ||
            !take(reader, '.') || !take_number(reader, 0, 6, &ret->day))
            return false;
    } else if (!take_number(reader, 0, 365, &ret->day)) {
        return false;
    }
    return !take(reader, '/') || take_time(reader, 167, &ret->local_s);
}

static bool take_summer(struct reader *reader, struct zone_rule *rule)
{
    rule->has_summer = true;
    rule->summer_s = rule->standard_s + 3600;
    if (!take_name(reader))
        return false;
    if (reader->at < reader->end && *reader->at != ',' && !take_offset(reader, &rule->summer_s))
        return false;
    return take(reader, ',') && take_day(reader, &rule->summer_begins) && take(reader, ',') &&
           take_day(reader, &rule->summer_ends);
}

bool zone_rule_parse(const char *text, size_t size, struct zone_rule *ret)
{
    struct reader reader = {.at = text, .end = text + size};
    struct zone_rule rule = {0};
    if (!take_name(&reader) || !take_offset(&reader, &rule.standard_s))
        return false;
    if (reader.at < reader.end && !take_summer(&reader, &rule))
        return false;
    if (reader.at != reader.end)
        return false;
    *ret = rule;
    return true;
}

/* The day on which a rule's day falls in a year, as days since 1970. */
static int64_t day_in_year(const struct zone_rule_day *day, int64_t year)
{
    const int64_t new_year = date_to_days((struct date){year, 1, 1});
    switch (day->kind) {
    case ZONE_DAY_JULIAN:
        return new_year + day->day - 1 + (day->day >= 60 && date_days_in_month(year, 2) == 29);
    case ZONE_DAY_COUNT:
        return new_year + day->day;
    case ZONE_DAY_WEEK:
        break;
    }
    const int64_t first = date_to_days((struct date){year, day->month, 1});
    const int weekday = (day->day + 6) % 7; /* of a week that begins on Monday */
    const int days = (weekday - (int)date_weekday(first) + 7) % 7 + (day->week - 1) * 7;
    return first + (days < date_days_in_month(year, day->month) ? days : days - 7);
}

int32_t zone_rule_offset_s(const struct zone_rule *rule, int64_t at_s)
{
    if (!rule->has_summer)
        return rule->standard_s;
    const int64_t year = date_from_days(floor_divide(at_s + rule->standard_s, SECONDS_PER_DAY)).year;
    const int64_t begins_s =
        day_in_year(&rule->summer_begins, year) * SECONDS_PER_DAY + rule->summer_begins.local_s - rule->standard_s;
    const int64_t ends_s =
        day_in_year(&rule->summer_ends, year) * SECONDS_PER_DAY + rule->summer_ends.local_s - rule->summer_s;
    /* South of the equator summer goes over the new year. */
    const bool summer = begins_s < ends_s ? at_s >= begins_s && at_s < ends_s : at_s >= begins_s || at_s < ends_s;
    return summer ? rule->summer_s : rule->standard_s;
}
