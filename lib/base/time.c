#include "base/time.h"

#include "base/date.h"

/* Takes exactly `count` digits of a number between min and max. */
static bool take_number(const char **at, int count, int min, int max, int *ret)
{
    int number = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        number = number * 10 + (**at - '0');
    }
    *ret = number;
    return number >= min && number <= max;
}

static bool take_char(const char **at, char lower, char upper)
{
    if (**at != lower && **at != upper)
        return false;
    (*at)++;
    return true;
}

/* Takes nothing, or a point and one to nine decimals. */
static bool take_fraction(const char **at, int *ret_us)
{
    *ret_us = 0;
    if (**at != '.')
        return true;
    const char *first = ++*at;
    for (int weight = 100000; **at >= '0' && **at <= '9'; (*at)++, weight /= 10)
        *ret_us += (**at - '0') * weight;
    return *at > first && *at <= first + 9;
}

static bool take_offset(const char **at, int *ret_min)
{
    *ret_min = 0;
    if (take_char(at, 'z', 'Z'))
        return true;
    bool west = **at == '-';
    int hours, minutes;
    if (!take_char(at, '-', '+') || !take_number(at, 2, 0, 23, &hours) || !take_char(at, ':', ':') ||
        !take_number(at, 2, 0, 59, &minutes))
        return false;
    *ret_min = (west ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

bool moment_parse(const char *text, struct moment *ret)
{
    int year, month, day, hour, minute, second, fraction_us, offset_min;
    if (!take_number(&text, 4, 1, 9999, &year) || !take_char(&text, '-', '-') ||
        !take_number(&text, 2, 1, 12, &month) || !take_char(&text, '-', '-') ||
        !take_number(&text, 2, 1, date_days_in_month(year, month), &day) || !take_char(&text, 't', 'T') ||
        !take_number(&text, 2, 0, 23, &hour) || !take_char(&text, ':', ':') || !take_number(&text, 2, 0, 59, &minute) ||
        !take_char(&text, ':', ':') || !take_number(&text, 2, 0, 60, &second) || !take_fraction(&text, &fraction_us) ||
        !take_offset(&text, &offset_min) || *text)
        return false;
    const struct date first = {1, 1, 1}, end = {10000, 1, 1};
    int64_t days = date_to_days((struct date){year, month, day});
    int64_t us = days * US_PER_DAY + hour * US_PER_HOUR + (minute - offset_min) * US_PER_MINUTE +
                 second * US_PER_SECOND + fraction_us;
    /* A leap second is inserted at the end of a day in UTC and nowhere else. */
    if (second == 60 && us - floor_divide(us, US_PER_DAY) * US_PER_DAY >= US_PER_SECOND)
        return false;
    /* An offset can carry a time out of the years that can be written again. */
    if (us < date_to_days(first) * US_PER_DAY || us >= date_to_days(end) * US_PER_DAY)
        return false;
    *ret = (struct moment){.us = us, .offset_min = offset_min};
    return true;
}

static char *put_digits(char *at, int64_t number, int count)
{
    for (int i = count - 1; i >= 0; i--, number /= 10)
        at[i] = (char)('0' + number % 10);
    return at + count;
}

static char *put_date(char *at, struct date date)
{
    if (date.year < 0)
        *at++ = '-';
    int64_t year = date.year < 0 ? -date.year : date.year;
    at = put_digits(at, year, year > 9999 ? 6 : 4);
    *at++ = '-';
    at = put_digits(at, date.month, 2);
    *at++ = '-';
    return put_digits(at, date.day, 2);
}

static char *put_time_of_day(char *at, int64_t second_of_day, int64_t fraction_us)
{
    at = put_digits(at, second_of_day / 3600, 2);
    *at++ = ':';
    at = put_digits(at, second_of_day / 60 % 60, 2);
    *at++ = ':';
    at = put_digits(at, second_of_day % 60, 2);
    if (!fraction_us)
        return at;
    *at++ = '.';
    return fraction_us % 1000 ? put_digits(at, fraction_us, 6) : put_digits(at, fraction_us / 1000, 3);
}

void moment_format(struct moment moment, char text[static TIME_TEXT_SIZE])
{
    int64_t utc_s = floor_divide(moment.us, US_PER_SECOND);
    int64_t offset_min = moment.offset_min;
    int64_t local_s = utc_s + offset_min * 60; /* in seconds, so that no time and offset can overflow */
    int64_t days = floor_divide(local_s, 86400);
    char *at = put_date(text, date_from_days(days));
    *at++ = 'T';
    /* the remainder by parts: near the smallest number utc_s * US_PER_SECOND would overflow */
    int64_t fraction_us = moment.us % US_PER_SECOND;
    at = put_time_of_day(at, local_s - days * 86400, fraction_us < 0 ? fraction_us + US_PER_SECOND : fraction_us);
    if (offset_min) {
        int64_t distance = offset_min < 0 ? -offset_min : offset_min;
        *at++ = offset_min < 0 ? '-' : '+';
        at = put_digits(at, distance / 60, 2);
        *at++ = ':';
        at = put_digits(at, distance % 60, 2);
    } else {
        *at++ = 'Z';
    }
    *at = '\0';
}

void time_format(int64_t us, char text[static TIME_TEXT_SIZE])
{
    moment_format((struct moment){.us = us}, text);
}

void time_iso_week(int64_t us, int *ret_year, int *ret_week)
{
    int64_t days = floor_divide(us, US_PER_DAY);
    int64_t after_monday = days + 3 - floor_divide(days + 3, 7) * 7; /* 1970-01-01 was a Thursday */
    int64_t thursday = days - after_monday + 3;                      /* its year is the week's */
    int64_t year = date_from_days(thursday).year;
    *ret_year = (int)year;
    *ret_week = (int)((thursday - date_to_days((struct date){year, 1, 1})) / 7) + 1;
}
