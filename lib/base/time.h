/* Times: UTC in microseconds inside, RFC 3339 outside. No clock is read here: `now` is always a parameter. */
#ifndef RACKLINE_TIME_H
#define RACKLINE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#define US_PER_SECOND INT64_C(1000000)
#define US_PER_MINUTE (60 * US_PER_SECOND)
#define US_PER_HOUR (60 * US_PER_MINUTE)
#define US_PER_DAY (24 * US_PER_HOUR)

/* A point in time with the offset from UTC that it was written with. */
struct moment {
    int64_t us;         /* since 1970-01-01T00:00:00Z */
    int32_t offset_min; /* east of UTC is positive */
};

/* Room for the longest text that time_format and moment_format write, with its NUL. */
enum { TIME_TEXT_SIZE = 40 };

/* Reads an RFC 3339 date and time of the years 0001 to 9999 (T and Z in either case, an offset, up to nine decimals
 * of which six count; a leap second reads as the second after it). False, and `ret` untouched, for anything else. */
bool moment_parse(const char *text, struct moment *ret);

/* Writes a time with Z, with as many decimals as it needs of none, three or six. */
void time_format(int64_t us, char text[static TIME_TEXT_SIZE]);
void moment_format(struct moment moment, char text[static TIME_TEXT_SIZE]);

/* The ISO 8601 week a time falls into, in UTC: the week's year and its number 1 to 53. */
void time_iso_week(int64_t us, int *ret_year, int *ret_week);

#endif
