#include "domain/shift_calendar.h"

#include "base/date.h"
#include "base/time.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_MIN = 24 * 60, WEEK_MIN = 7 * DAY_MIN };

static bool take_digits(const char **at, int count, int max, int *ret)
{
    int number = 0;
    for (; count; count--, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        number = number * 10 + (**at - '0');
    }
    *ret = number;
    return number <= max;
}

static bool clock_parse(const char *text, int *ret_min)
{
    int hours, minutes;
    if (!take_digits(&text, 2, 23, &hours) || *text++ != ':' || !take_digits(&text, 2, 59, &minutes) || *text)
        return false;
    *ret_min = hours * 60 + minutes;
    return true;
}

static bool date_parse(const char *text, int64_t *ret_days)
{
    int year, month, day;
    if (!take_digits(&text, 4, 9999, &year) || *text++ != '-' || !take_digits(&text, 2, 12, &month) || *text++ != '-' ||
        !take_digits(&text, 2, 31, &day) || *text || !month || !day || day > date_days_in_month(year, month))
        return false;
    *ret_days = date_to_days((struct date){year, month, day});
    return true;
}

static void compile_clock(const char *text, size_t index, const char *member, int *ret_min, struct reasons *reasons)
{
    if (clock_parse(text, ret_min))
        return;
    const char *pointer = arena_printf(reasons->arena, "/shifts/%zu/%s", index, member);
    reason_add(reasons, REASON_MALFORMED_CLOCK, pointer, "%s is no time of day, such as 22:30", text);
}

static void compile_days(const struct shift *shift, size_t index, struct shift_hours *hours, struct reasons *reasons)
{
    for (size_t i = 0; i < shift->days.count; i++) {
        int day = name_value(&WEEKDAY_NAMES, shift->days.items[i]);
        if (day) {
            hours->days[day - 1] = true;
            continue;
        }
        const char *pointer = arena_printf(reasons->arena, "/shifts/%zu/days/%zu", index, i);
        reason_add(reasons, REASON_UNKNOWN_DAY, pointer, "%s is no day from monday to sunday", shift->days.items[i]);
    }
}

static struct shift_hours compile_shift(const struct shift *shift, size_t index, struct reasons *reasons)
{
    struct shift_hours hours = {.name = shift->name};
    int to_min = 0;
    compile_days(shift, index, &hours, reasons);
    compile_clock(shift->from, index, "from", &hours.from_min, reasons);
    compile_clock(shift->to, index, "to", &to_min, reasons);
    hours.length_min = to_min - hours.from_min;
    if (hours.length_min <= 0)
        hours.length_min += DAY_MIN;
    return hours;
}

/* Whether a stretch of the week runs into another, the week being a ring. */
static bool stretches_overlap(int begin, int length, int other, int other_length)
{
    int ahead = (other - begin + WEEK_MIN) % WEEK_MIN;
    return ahead < length || WEEK_MIN - ahead < other_length;
}

static bool shifts_overlap(const struct shift_hours *a, const struct shift_hours *b)
{
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 7; j++)
            if (a->days[i] && b->days[j] && (a != b || i != j) &&
                stretches_overlap(i * DAY_MIN + a->from_min, a->length_min, j * DAY_MIN + b->from_min, b->length_min))
                return true;
    return false;
}

static void check_shifts(const struct shift_calendar *calendar, struct reasons *reasons)
{
    for (size_t i = 0; i < calendar->shifts.count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct shift_hours *first = &calendar->shifts.items[j], *second = &calendar->shifts.items[i];
            const char *pointer = arena_printf(reasons->arena, "/shifts/%zu", i);
            if (!strcmp(first->name, second->name))
                reason_add(reasons, REASON_DUPLICATE_SHIFT, pointer, "another shift is called %s", second->name);
            if (shifts_overlap(first, second))
                reason_add(reasons, REASON_SHIFTS_OVERLAP, pointer, "%s runs into %s", second->name, first->name);
        }
}

static void compile_holidays(const struct calendar *calendar, struct shift_calendar *compiled, struct reasons *reasons)
{
    for (size_t i = 0; i < calendar->holidays.count; i++) {
        if (date_parse(calendar->holidays.items[i], &compiled->holidays.items[i]))
            continue;
        const char *pointer = arena_printf(reasons->arena, "/holidays/%zu", i);
        reason_add(reasons, REASON_MALFORMED_DATE, pointer, "%s is no date, such as 2026-12-31",
                   calendar->holidays.items[i]);
    }
}

enum fault shift_calendar_compile(const struct calendar *calendar, const struct time_zone *zone,
                                  struct shift_calendar *ret, struct reasons *reasons)
{
    const size_t before = reasons->found;
    struct shift_calendar compiled = {
        .zone = zone,
        .shifts = {arena_array(reasons->arena, calendar->shifts.count, sizeof *compiled.shifts.items),
                   calendar->shifts.count},
        .holidays = {arena_array(reasons->arena, calendar->holidays.count, sizeof *compiled.holidays.items),
                     calendar->holidays.count},
    };
    if (!compiled.shifts.items || !compiled.holidays.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < calendar->shifts.count; i++)
        compiled.shifts.items[i] = compile_shift(&calendar->shifts.items[i], i, reasons);
    compile_holidays(calendar, &compiled, reasons);
    if (reasons->found == before) /* what cannot be read overlaps nothing */
        check_shifts(&compiled, reasons);
    if (reasons->found > before)
        return FAULT_INVALID;
    *ret = compiled;
    return NOTHING_WRONG;
}

static bool is_holiday(const struct shift_calendar *calendar, int64_t day)
{
    for (size_t i = 0; i < calendar->holidays.count; i++)
        if (calendar->holidays.items[i] == day)
            return true;
    return false;
}

static int by_begin(const void *a, const void *b)
{
    const struct shift_worked *first = a, *second = b;
    return (first->span.begin_us > second->span.begin_us) - (first->span.begin_us < second->span.begin_us);
}

static int64_t local_day(const struct shift_calendar *calendar, int64_t us)
{
    return floor_divide(us + time_zone_offset_s(calendar->zone, us) * US_PER_SECOND, US_PER_DAY);
}

static void work_day(const struct shift_calendar *calendar, int64_t day, struct span window, struct shifts_worked *ret)
{
    for (size_t i = 0; i < calendar->shifts.count; i++) {
        const struct shift_hours *shift = &calendar->shifts.items[i];
        if (!shift->days[date_weekday(day)])
            continue;
        const int64_t begin_us = day * US_PER_DAY + shift->from_min * US_PER_MINUTE;
        const struct span span = {
            .begin_us = time_zone_from_local(calendar->zone, begin_us),
            .end_us = time_zone_from_local(calendar->zone, begin_us + shift->length_min * US_PER_MINUTE),
        };
        const struct span cut = span_cut(span, window);
        if (span_length_us(cut) > 0)
            ret->list.items[ret->list.count++] = (struct shift_worked){.name = shift->name, .span = cut};
    }
}

enum fault shift_calendar_within(const struct shift_calendar *calendar, struct span window, struct arena *arena,
                                 struct shifts_worked *ret)
{
    const int64_t first = local_day(calendar, window.begin_us) - 1; /* whose night may reach into the window */
    const int64_t last = local_day(calendar, window.end_us);
    struct shifts_worked worked = {0};
    const size_t most = (size_t)(last - first + 1) * calendar->shifts.count;
    worked.list.items = arena_array(arena, most, sizeof *worked.list.items);
    if (!worked.list.items)
        return FAULT_MEMORY;
    for (int64_t day = first; day <= last; day++)
        if (!is_holiday(calendar, day))
            work_day(calendar, day, window, &worked);
    if (worked.list.count)
        qsort(worked.list.items, worked.list.count, sizeof *worked.list.items, by_begin);
    *ret = worked;
    return NOTHING_WRONG;
}
