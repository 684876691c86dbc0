/* Dates of the proleptic Gregorian calendar, as days since 1970-01-01. */
#ifndef RACKLINE_DATE_H
#define RACKLINE_DATE_H

#include <stdint.h>

struct date {
    int64_t year;
    int month, day; /* from 1 */
};

/* Rounds towards the past, so that times before 1970 have positive remainders. */
static inline int64_t floor_divide(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

int64_t date_to_days(struct date date);
struct date date_from_days(int64_t days);
int date_days_in_month(int64_t year, int month);

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };
enum weekday date_weekday(int64_t days);

#endif
