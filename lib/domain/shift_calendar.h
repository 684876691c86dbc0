/* When the plant works: shifts by weekday on the clocks of its place, and holidays.
 *
 * A shift belongs to the day it begins on. One whose end is not after its beginning goes over midnight; none begins on
 * a holiday, but the night before it is worked to its end. Hours are the clocks': on the day clocks go forward a night
 * shift is an hour shorter, on the day they go back an hour longer. */
#ifndef RACKLINE_SHIFT_CALENDAR_H
#define RACKLINE_SHIFT_CALENDAR_H

#include "base/reason.h"
#include "base/time_zone.h"
#include "domain/span.h"
#include "domain/state.h"

/* What a calendar may not say; each goes with the JSON pointer of the member. */
#define REASON_UNKNOWN_TIME_ZONE "unknown-time-zone"
#define REASON_UNKNOWN_DAY "unknown-day"
#define REASON_MALFORMED_CLOCK "malformed-clock"
#define REASON_MALFORMED_DATE "malformed-date"
#define REASON_SHIFTS_OVERLAP "shifts-overlap"
#define REASON_DUPLICATE_SHIFT "duplicate-shift"

struct shift_hours {
    const char *name;
    bool days[7];   /* by enum weekday: on which it begins */
    int from_min;   /* minutes after midnight, by the clocks */
    int length_min; /* by the clocks; up to a day */
};

struct shift_calendar {
    const struct time_zone *zone;
    LIST_OF(struct shift_hours) shifts;
    LIST_OF(int64_t) holidays; /* days since 1970 */
};

/* Lays a calendar out in the arena of `reasons`; names stay the calendar's, the zone the caller's. Every fault in it is
 * a reason: FAULT_INVALID then. FAULT_MEMORY. *ret is untouched by both. */
enum fault shift_calendar_compile(const struct calendar *calendar, const struct time_zone *zone,
                                  struct shift_calendar *ret, struct reasons *reasons);

/* One time a shift is worked, as far as it lies in a window. */
struct shift_worked {
    const char *name;
    struct span span;
};
struct shifts_worked {
    LIST_OF(struct shift_worked) list;
};
/* All within a window, in order. FAULT_MEMORY. */
enum fault shift_calendar_within(const struct shift_calendar *calendar, struct span window, struct arena *arena,
                                 struct shifts_worked *ret);

#endif
