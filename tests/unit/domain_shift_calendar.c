/* Shifts on the clocks of Tokyo and New York, whose zones are made here: the domain reads no files. */
#include "domain/shift_calendar.h"

#include "base/time.h"
#include "suite.h"

#include <string.h>

static int64_t at(const char *text)
{
    struct moment moment;
    ck_assert_msg(moment_parse(text, &moment), "%s", text);
    return moment.us;
}

static struct time_zone zone_of(const char *rule)
{
    struct time_zone zone = {.has_rule = true};
    ck_assert(zone_rule_parse(rule, strlen(rule), &zone.rule));
    return zone;
}

static const char *WORKDAYS[] = {"monday", "tuesday", "wednesday", "thursday", "friday"};
static const char *ALL_DAYS[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *HOLIDAYS[] = {"2026-11-03", "2026-11-23"};
#define TOKYO "JST-9"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"

/* Day and night on workdays, and holidays; or nights alone, every day. */
static struct shift TWO_SHIFTS[] = {
    {.name = "day", .days = {WORKDAYS, 5}, .from = "08:00", .to = "20:00"},
    {.name = "night", .days = {WORKDAYS, 5}, .from = "20:00", .to = "08:00"},
};
static struct shift NIGHTS[] = {{.name = "night", .days = {ALL_DAYS, 7}, .from = "22:00", .to = "06:00"}};
static struct shift ROUND_THE_CLOCK[] = {{.name = "all", .days = {ALL_DAYS, 7}, .from = "06:00", .to = "06:00"}};
static struct shift EARLY[] = {{.name = "early", .days = {ALL_DAYS, 7}, .from = "02:30", .to = "10:30"}};

static const struct {
    const char *about, *zone;
    struct shift *shifts;
    size_t shift_count;
    const char *from, *to;
    const char *worked; /* name begin..end, a semicolon after each */
} WINDOWS[] = {
    {"a whole day in Tokyo", TOKYO, TWO_SHIFTS, 2, "2026-11-04T15:00:00Z", "2026-11-05T15:00:00Z",
     "night 2026-11-04T15:00:00Z..2026-11-04T23:00:00Z;day 2026-11-04T23:00:00Z..2026-11-05T11:00:00Z;"
     "night 2026-11-05T11:00:00Z..2026-11-05T15:00:00Z;"},
    {"the night before a holiday is worked to its end, on the holiday none begins", TOKYO, TWO_SHIFTS, 2,
     "2026-11-02T11:00:00Z", "2026-11-04T00:00:00Z",
     "night 2026-11-02T11:00:00Z..2026-11-02T23:00:00Z;day 2026-11-03T23:00:00Z..2026-11-04T00:00:00Z;"},
    {"Friday's night ends on Saturday, and the weekend is free", TOKYO, TWO_SHIFTS, 2, "2026-11-06T11:00:00Z",
     "2026-11-08T23:00:00Z", "night 2026-11-06T11:00:00Z..2026-11-06T23:00:00Z;"},
    {"cut at both edges", TOKYO, TWO_SHIFTS, 2, "2026-11-05T00:00:00Z", "2026-11-05T00:00:01Z",
     "day 2026-11-05T00:00:00Z..2026-11-05T00:00:01Z;"},
    {"a moment is no time", TOKYO, TWO_SHIFTS, 2, "2026-11-05T00:00:00Z", "2026-11-05T00:00:00Z", ""},
    {"a night of 8 hours", NEW_YORK, NIGHTS, 1, "2026-03-06T17:00:00Z", "2026-03-07T17:00:00Z",
     "night 2026-03-07T03:00:00Z..2026-03-07T11:00:00Z;"},
    {"clocks go forward: 7 hours", NEW_YORK, NIGHTS, 1, "2026-03-07T17:00:00Z", "2026-03-08T17:00:00Z",
     "night 2026-03-08T03:00:00Z..2026-03-08T10:00:00Z;"},
    {"clocks go back: 9 hours", NEW_YORK, NIGHTS, 1, "2026-10-31T17:00:00Z", "2026-11-01T17:00:00Z",
     "night 2026-11-01T02:00:00Z..2026-11-01T11:00:00Z;"},
    {"a day of 23 hours", NEW_YORK, ROUND_THE_CLOCK, 1, "2026-03-07T11:00:00Z", "2026-03-08T10:00:00Z",
     "all 2026-03-07T11:00:00Z..2026-03-08T10:00:00Z;"},
    {"one that begins at a time skipped", NEW_YORK, EARLY, 1, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z",
     "early 2026-03-08T07:30:00Z..2026-03-08T14:30:00Z;"},
};

START_TEST(shifts_are_worked_by_the_clocks)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct time_zone zone = zone_of(WINDOWS[_i].zone);
    const struct calendar calendar = {.shifts = {WINDOWS[_i].shifts, WINDOWS[_i].shift_count},
                                      .holidays = {HOLIDAYS, 2}};
    struct shift_calendar compiled;
    ck_assert_int_eq(shift_calendar_compile(&calendar, &zone, &compiled, &reasons), NOTHING_WRONG);
    struct shifts_worked worked;
    const struct span window = {at(WINDOWS[_i].from), at(WINDOWS[_i].to)};
    ck_assert_int_eq(shift_calendar_within(&compiled, window, arena, &worked), NOTHING_WRONG);
    const char *text = "";
    for (size_t i = 0; i < worked.list.count; i++) {
        char begin[TIME_TEXT_SIZE], end[TIME_TEXT_SIZE];
        time_format(worked.list.items[i].span.begin_us, begin);
        time_format(worked.list.items[i].span.end_us, end);
        text = arena_printf(arena, "%s%s %s..%s;", text, worked.list.items[i].name, begin, end);
    }
    ck_assert_msg(!strcmp(text, WINDOWS[_i].worked), "%s: %s", WINDOWS[_i].about, text);
}
END_TEST

static const char *SUNDAY[] = {"sunday"}, *MONDAY_ALONE[] = {"monday"}, *NO_DAY[] = {"monday", "Funday"};
#define SHIFT(label, list, count, begin, end)                                                                          \
    {                                                                                                                  \
        .name = (label), .days = {(list), (count)}, .from = (begin), .to = (end)                                       \
    }
static const struct {
    struct shift shifts[2];
    const char *holiday, *code, *pointer; /* code NULL: sound */
} FAULTY[] = {
    {{SHIFT("a", WORKDAYS, 5, "06:00", "14:00"), SHIFT("b", WORKDAYS, 5, "14:00", "22:00")}, "2024-02-29", NULL, NULL},
    {{SHIFT("a", SUNDAY, 1, "22:00", "06:00"), SHIFT("b", MONDAY_ALONE, 1, "06:00", "14:00")}, NULL, NULL, NULL},
    {{SHIFT("a", NO_DAY, 2, "06:00", "14:00"), SHIFT("b", SUNDAY, 1, "06:00", "14:00")},
     NULL,
     REASON_UNKNOWN_DAY,
     "/shifts/0/days/1"},
    {{SHIFT("a", SUNDAY, 1, "06:00", "14:00"), SHIFT("b", SUNDAY, 1, "24:00", "04:00")},
     NULL,
     REASON_MALFORMED_CLOCK,
     "/shifts/1/from"},
    {{SHIFT("a", SUNDAY, 1, "06:00", "14:60"), SHIFT("b", SUNDAY, 1, "15:00", "16:00")},
     NULL,
     REASON_MALFORMED_CLOCK,
     "/shifts/0/to"},
    {{SHIFT("a", SUNDAY, 1, "6:00", "14:00"), SHIFT("b", SUNDAY, 1, "15:00", "16:00")},
     NULL,
     REASON_MALFORMED_CLOCK,
     "/shifts/0/from"},
    {{SHIFT("a", WORKDAYS, 5, "06:00", "14:00"), SHIFT("b", WORKDAYS, 5, "13:59", "22:00")},
     NULL,
     REASON_SHIFTS_OVERLAP,
     "/shifts/1"},
    /* a night runs into the next day's shift; over the week's end too */
    {{SHIFT("a", SUNDAY, 1, "22:00", "06:01"), SHIFT("b", MONDAY_ALONE, 1, "06:00", "14:00")},
     NULL,
     REASON_SHIFTS_OVERLAP,
     "/shifts/1"},
    {{SHIFT("a", SUNDAY, 1, "06:00", "14:00"), SHIFT("a", MONDAY_ALONE, 1, "06:00", "14:00")},
     NULL,
     REASON_DUPLICATE_SHIFT,
     "/shifts/1"},
    {{SHIFT("a", SUNDAY, 1, "06:00", "14:00"), SHIFT("b", MONDAY_ALONE, 1, "06:00", "14:00")},
     "2026-02-29",
     REASON_MALFORMED_DATE,
     "/holidays/0"},
    {{SHIFT("a", SUNDAY, 1, "06:00", "14:00"), SHIFT("b", MONDAY_ALONE, 1, "06:00", "14:00")},
     "2026-1-1",
     REASON_MALFORMED_DATE,
     "/holidays/0"},
};

START_TEST(a_calendar_is_checked_as_a_whole)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct time_zone zone = zone_of(TOKYO);
    struct shift shifts[2];
    memcpy(shifts, FAULTY[_i].shifts, sizeof shifts);
    const char *holiday = FAULTY[_i].holiday;
    const struct calendar calendar = {.shifts = {shifts, 2}, .holidays = {&holiday, holiday ? 1 : 0}};
    struct shift_calendar compiled;
    enum fault fault = shift_calendar_compile(&calendar, &zone, &compiled, &reasons);
    ck_assert_int_eq(fault, FAULTY[_i].code ? FAULT_INVALID : NOTHING_WRONG);
    ck_assert_uint_eq(reasons.count, FAULTY[_i].code ? 1 : 0);
    if (FAULTY[_i].code) {
        ck_assert_str_eq(reasons.items[0].code, FAULTY[_i].code);
        ck_assert_str_eq(reasons.items[0].pointer, FAULTY[_i].pointer);
    }
}
END_TEST

START_TEST(spans_have_in_common_what_lies_in_both)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct span a[] = {{0, 10}, {20, 30}, {30, 40}}, b[] = {{5, 25}, {35, 35}, {38, 90}};
    const struct spans first = {a, 3}, second = {b, 3};
    struct spans both;
    ck_assert_int_eq(spans_intersect(&first, &second, arena, &both), NOTHING_WRONG);
    ck_assert_uint_eq(both.count, 3);
    ck_assert_int_eq(spans_length_us(&both), 5 + 5 + 2);
    ck_assert_int_eq(both.items[1].begin_us, 20);
    ck_assert_int_eq(spans_within_us(&first, (struct span){8, 32}), 2 + 10 + 2);
    ck_assert_int_eq(spans_within_us(&first, (struct span){12, 18}), 0);
}
END_TEST

SUITE_BEGIN(shift_calendars)
tcase_add_loop_test(tests, shifts_are_worked_by_the_clocks, 0, sizeof WINDOWS / sizeof *WINDOWS);
tcase_add_loop_test(tests, a_calendar_is_checked_as_a_whole, 0, sizeof FAULTY / sizeof *FAULTY);
tcase_add_test(tests, spans_have_in_common_what_lies_in_both);
SUITE_END
