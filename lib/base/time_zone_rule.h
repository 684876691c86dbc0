/* The rule by which clocks change every year, as POSIX's TZ writes it: `EST5EDT,M3.2.0,M11.1.0`. */
#ifndef RACKLINE_TIME_ZONE_RULE_H
#define RACKLINE_TIME_ZONE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The day of a year on which clocks change, and the second of it, which may lie days before or after (RFC 8536, 3.3.1).
 */
struct zone_rule_day {
    enum zone_day_kind {
        ZONE_DAY_JULIAN, /* Jn: day 1 to 365, 29 February is never counted */
        ZONE_DAY_COUNT,  /* n: day 0 to 365 */
        ZONE_DAY_WEEK,   /* Mm.w.d: the w-th weekday d of month m; w 5: the last */
    } kind;
    int day;         /* of JULIAN and COUNT; the weekday of WEEK, 0 Sunday */
    int month, week; /* of WEEK */
    int64_t local_s; /* by the clocks before the change */
};

struct zone_rule {
    int32_t standard_s; /* ahead of UTC */
    bool has_summer;
    int32_t summer_s;
    struct zone_rule_day summer_begins, summer_ends;
};

/* Reads a whole text; false, and `ret` untouched, for anything that is no rule. */
bool zone_rule_parse(const char *text, size_t size, struct zone_rule *ret);

/* How far clocks are ahead of UTC at a second since 1970. */
int32_t zone_rule_offset_s(const struct zone_rule *rule, int64_t at_s);

#endif
