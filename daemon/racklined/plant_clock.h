/* The plant's time: what the rules are told is now.
 *
 * In production it is the wall clock as it was when the daemon started, or the journal's last entry if that is later,
 * carried on by the monotonic clock: a wall clock that jumps while the daemon runs moves nothing.
 *
 * In training it runs at the database's rate. It goes on through a stop of up to TRAINING_STOP_MAX_S as racks in a bay
 * would; through a longer one it stands still, so that a line left overnight does not wake up years late. */
#ifndef RACKLINE_PLANT_CLOCK_H
#define RACKLINE_PLANT_CLOCK_H

#include "domain/site.h"

#include <stdint.h>

enum { TRAINING_STOP_MAX_S = 300 };

struct plant_clock {
    double rate;
    int64_t base_us;      /* the plant's time at the start */
    int64_t monotonic_us; /* CLOCK_BOOTTIME at the start */
};

/* `last_us` is the plant's time and `last_wall_us` the wall clock's when the database was last written;
 * ABSENT_INTEGER where it never was. */
struct plant_clock plant_clock_start(const struct site *site, int64_t last_us, int64_t last_wall_us);

/* Microseconds since 1970-01-01T00:00:00Z of the plant's time; never less than at an earlier call. */
int64_t plant_clock_now(const struct plant_clock *clock);
/* The same, and what the wall clock shows at that moment: what a database is to remember of when it was written. */
int64_t plant_clock_now_by_wall(const struct plant_clock *clock, int64_t *ret_wall_us);

/* The same two, told what the clocks show: `wall_us` is CLOCK_REALTIME, `monotonic_us` CLOCK_BOOTTIME. */
struct plant_clock plant_clock_from(const struct site *site, int64_t last_us, int64_t last_wall_us, int64_t wall_us,
                                    int64_t monotonic_us);
int64_t plant_clock_at(const struct plant_clock *clock, int64_t monotonic_us);

#endif
