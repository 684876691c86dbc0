/* A time zone: how far a place's clocks are from UTC, and when that changes.
 *
 * Read from the bytes of a TZif file (RFC 8536, versions 2 to 4), which hold the changes that are known; for the times
 * after them the file ends with a rule in the form of POSIX's TZ. */
#ifndef RACKLINE_TIME_ZONE_H
#define RACKLINE_TIME_ZONE_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/time_zone_rule.h"

#include <stddef.h>
#include <stdint.h>

/* From this second on clocks are `offset_s` ahead of UTC (behind it: negative). */
struct zone_change {
    int64_t at_s; /* seconds since 1970 in UTC */
    int32_t offset_s;
};

struct time_zone {
    int32_t first_offset_s; /* before the first change */
    struct zone_change *changes;
    size_t count;
    bool has_rule; /* for the times from the last change on; without one its offset stays */
    struct zone_rule rule;
};

/* The zone's changes live in the arena. FAULT_CORRUPT when the bytes are no such file, FAULT_MEMORY; *ret is untouched
 * then. */
enum fault time_zone_parse(const void *bytes, size_t size, struct arena *arena, struct time_zone *ret);

/* How far clocks are ahead of UTC at a time. */
int32_t time_zone_offset_s(const struct time_zone *zone, int64_t us);

/* When the clocks there show a time, `local_us` being what they show counted as if it were UTC. A time they show twice
 * is the first; one they skip is as far after the jump as it would have been without it (as RFC 5545, 3.3.5). */
int64_t time_zone_from_local(const struct time_zone *zone, int64_t local_us);

#endif
