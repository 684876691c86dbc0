#include "base/time.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* Seconds and offset computed with another calendar (Python's). */
static const struct {
    const char *text;
    int64_t us;
    int offset_min;
    const char *again; /* as it is written; NULL: as it came */
} GOOD[] = {
    {"1970-01-01T00:00:00Z", 0, 0, NULL},
    {"2026-03-14T08:30:00Z", 1773477000000000, 0, NULL},
    {"2026-03-14t08:30:00z", 1773477000000000, 0, "2026-03-14T08:30:00Z"},
    {"2026-03-14T17:30:00+09:00", 1773477000000000, 540, NULL},
    {"2026-03-13T19:00:00-13:30", 1773477000000000, -810, NULL},
    {"2026-03-14T08:30:00+00:00", 1773477000000000, 0, "2026-03-14T08:30:00Z"},
    {"2026-03-14T08:30:00-00:00", 1773477000000000, 0, "2026-03-14T08:30:00Z"},
    {"2026-03-14T08:30:00.1Z", 1773477000100000, 0, "2026-03-14T08:30:00.100Z"},
    {"2026-03-14T08:30:00.125Z", 1773477000125000, 0, NULL},
    {"2026-03-14T08:30:00.000001Z", 1773477000000001, 0, NULL},
    {"2026-03-14T08:30:00.123456789Z", 1773477000123456, 0, "2026-03-14T08:30:00.123456Z"},
    {"1969-12-31T23:59:59.999999Z", -1, 0, NULL},
    {"1969-12-31T23:59:59.5Z", -500000, 0, "1969-12-31T23:59:59.500Z"},
    {"2024-02-29T12:00:00Z", 1709208000000000, 0, NULL},
    {"2000-02-29T00:00:00Z", 951782400000000, 0, NULL},
    {"1900-02-28T23:59:59Z", -2203891201000000, 0, NULL},
    {"1900-03-01T00:00:00Z", -2203891200000000, 0, NULL},
    {"0001-01-01T00:00:00Z", -62135596800000000, 0, NULL},
    {"9999-12-31T23:59:59.999999Z", 253402300799999999, 0, NULL},
    {"2016-12-31T23:59:60Z", 1483228800000000, 0, "2017-01-01T00:00:00Z"},
    {"2016-12-31T23:59:60.25Z", 1483228800250000, 0, "2017-01-01T00:00:00.250Z"},
    {"2017-01-01T08:59:60+09:00", 1483228800000000, 540, "2017-01-01T09:00:00+09:00"},
};

static const char *const BAD[] = {
    "",
    "2026",
    "2026-03-14",
    "2026-03-14T08:30Z",
    "2026-03-14T08:30:00",
    "2026-03-14 08:30:00Z",
    " 2026-03-14T08:30:00Z",
    "2026-03-14T08:30:00Z ",
    "2026-03-14T08:30:00.Z",
    "2026-03-14T08:30:00.1234567890Z",
    "2026-03-14T08:30:00,5Z",
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-32T00:00:00Z",
    "2026-03-14T24:00:00Z",
    "2026-03-14T08:60:00Z",
    "2026-03-14T08:30:61Z",
    "2026-03-14T08:30:60Z",      /* no leap second there */
    "2026-03-14T23:59:60+09:00", /* nor there */
    "2026-03-14T08:30:00+24:00",
    "2026-03-14T08:30:00+09:60",
    "2026-03-14T08:30:00+9:00",
    "2026-03-14T08:30:00+0900",
    "2026-03-14T08:30:00+",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01", /* the year 0 in UTC */
    "9999-12-31T23:59:00-00:01", /* the year 10000 in UTC */
    "9999-12-31T23:59:60Z",
    "-001-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "+2026-03-14T08:30:00Z",
    "2026-3-14T08:30:00Z",
    "2026-03-1\xd9\xa4T08:30:00Z",
};

START_TEST(a_time_reads_and_writes_as_rfc_3339_says)
{
    struct moment moment;
    char text[TIME_TEXT_SIZE];
    ck_assert_msg(moment_parse(GOOD[_i].text, &moment), "%s is refused", GOOD[_i].text);
    ck_assert_int_eq(moment.us, GOOD[_i].us);
    ck_assert_int_eq(moment.offset_min, GOOD[_i].offset_min);
    moment_format(moment, text);
    ck_assert_str_eq(text, GOOD[_i].again ? GOOD[_i].again : GOOD[_i].text);
}
END_TEST

START_TEST(what_is_no_time_is_refused_and_touches_nothing)
{
    struct moment moment = {.us = 42, .offset_min = 7};
    ck_assert_msg(!moment_parse(BAD[_i], &moment), "%s is taken", BAD[_i]);
    ck_assert_int_eq(moment.us, 42);
    ck_assert_int_eq(moment.offset_min, 7);
}
END_TEST

START_TEST(every_beginning_of_a_time_is_refused)
{
    const char whole[] = "2026-03-14T17:30:00.125+09:00";
    for (size_t size = 0; size < sizeof whole - 1; size++) {
        char part[sizeof whole] = "";
        struct moment moment;
        memcpy(part, whole, size);
        ck_assert_msg(!moment_parse(part, &moment), "%s is taken", part);
    }
}
END_TEST

START_TEST(every_day_of_four_centuries_follows_the_one_before)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 1800, month = 1, day = 1;
    struct moment moment;
    ck_assert(moment_parse("1800-01-01T00:00:00Z", &moment));
    for (int64_t us = moment.us; year < 2200; us += US_PER_DAY) {
        char expected[TIME_TEXT_SIZE], text[TIME_TEXT_SIZE];
        snprintf(expected, sizeof expected, "%04d-%02d-%02dT00:00:00Z", year, month, day);
        time_format(us, text);
        bool right = !strcmp(text, expected) && moment_parse(text, &moment) && moment.us == us;
        if (!right) /* an assertion a day would cost a write to the runner each */
            ck_abort_msg("%s is written as %s", expected, text);
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (day++ < DAYS[month - 1] + (month == 2 && leap))
            continue;
        day = 1;
        if (month++ == 12) {
            month = 1;
            year++;
        }
    }
}
END_TEST

START_TEST(no_number_overflows_when_written_as_a_time)
{
    char text[TIME_TEXT_SIZE];
    time_format(INT64_MAX, text);
    ck_assert_str_eq(text, "294247-01-10T04:00:54.775807Z");
    time_format(INT64_MIN, text);
    ck_assert_str_eq(text, "-290308-12-21T19:59:05.224192Z");
    moment_format((struct moment){.us = INT64_MIN, .offset_min = -1439}, text);
    ck_assert_str_eq(text, "-290308-12-20T20:00:05.224192-23:59");
    moment_format((struct moment){.us = INT64_MAX, .offset_min = INT32_MAX}, text);
    moment_format((struct moment){.us = INT64_MIN, .offset_min = INT32_MIN}, text);
    ck_assert_uint_lt(strlen(text), TIME_TEXT_SIZE);
}
END_TEST

/* The weeks around the ends of years, as ISO 8601 counts them. */
static const struct {
    const char *text;
    int year, week;
} WEEKS[] = {
    {"1970-01-01T00:00:00Z", 1970, 1},  {"1969-12-28T23:59:59Z", 1969, 52}, {"1969-12-29T00:00:00Z", 1970, 1},
    {"2005-01-01T00:00:00Z", 2004, 53}, {"2005-01-02T23:59:59Z", 2004, 53}, {"2005-01-03T00:00:00Z", 2005, 1},
    {"2007-12-31T00:00:00Z", 2008, 1},  {"2008-12-28T12:00:00Z", 2008, 52}, {"2008-12-29T12:00:00Z", 2009, 1},
    {"2009-12-31T12:00:00Z", 2009, 53}, {"2010-01-03T12:00:00Z", 2009, 53}, {"2020-12-31T00:00:00Z", 2020, 53},
    {"2026-03-14T08:30:00Z", 2026, 11}, {"2026-12-31T00:00:00Z", 2026, 53}, {"2027-01-04T00:00:00Z", 2027, 1},
};

START_TEST(a_week_belongs_to_the_year_of_its_thursday)
{
    struct moment moment;
    int year, week;
    ck_assert(moment_parse(WEEKS[_i].text, &moment));
    time_iso_week(moment.us, &year, &week);
    ck_assert_msg(year == WEEKS[_i].year && week == WEEKS[_i].week, "%s is in %d-W%02d", WEEKS[_i].text, year, week);
}
END_TEST

SUITE_BEGIN(base_time)
tcase_add_loop_test(tests, a_time_reads_and_writes_as_rfc_3339_says, 0, sizeof GOOD / sizeof *GOOD);
tcase_add_loop_test(tests, what_is_no_time_is_refused_and_touches_nothing, 0, sizeof BAD / sizeof *BAD);
tcase_add_test(tests, every_beginning_of_a_time_is_refused);
tcase_add_test(tests, every_day_of_four_centuries_follows_the_one_before);
tcase_add_test(tests, no_number_overflows_when_written_as_a_time);
tcase_add_loop_test(tests, a_week_belongs_to_the_year_of_its_thursday, 0, sizeof WEEKS / sizeof *WEEKS);
SUITE_END
