#include "racklined/plant_clock.h"

#include "base/record.h"
#include "base/time.h"

#include <time.h>

/* The end of the year 9999, past which no time can be written. */
#define LAST_TIME_US (INT64_C(253402300800) * US_PER_SECOND - 1)

static int64_t read_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000;
}

/* `us` of the world in the plant's time. In double where there is a rate: a training site need not be exact to the
 * microsecond after a decade, but its time must not overflow. */
static int64_t later(int64_t base_us, int64_t us, double rate)
{
    double end_us = (double)base_us + (double)us * rate;
    if (end_us >= (double)LAST_TIME_US)
        return LAST_TIME_US;
    return rate == 1 ? base_us + us : base_us + (int64_t)((double)us * rate);
}

struct plant_clock plant_clock_from(const struct site *site, int64_t last_us, int64_t last_wall_us, int64_t wall_us,
                                    int64_t monotonic_us)
{
    struct plant_clock clock = {.rate = 1, .base_us = wall_us, .monotonic_us = monotonic_us};
    bool training = site->kind == SITE_TRAINING;
    if (training)
        clock.rate = site->clock_rate;
    if (last_us == ABSENT_INTEGER)
        return clock;
    if (training) {
        int64_t stop_us = last_wall_us == ABSENT_INTEGER ? 0 : wall_us - last_wall_us;
        bool goes_on = stop_us > 0 && stop_us <= TRAINING_STOP_MAX_S * US_PER_SECOND;
        clock.base_us = goes_on ? later(last_us, stop_us, clock.rate) : last_us;
    } else if (last_us > wall_us) {
        clock.base_us = last_us;
    }
    return clock;
}

int64_t plant_clock_at(const struct plant_clock *clock, int64_t monotonic_us)
{
    return later(clock->base_us, monotonic_us - clock->monotonic_us, clock->rate);
}

struct plant_clock plant_clock_start(const struct site *site, int64_t last_us, int64_t last_wall_us)
{
    return plant_clock_from(site, last_us, last_wall_us, read_us(CLOCK_REALTIME), read_us(CLOCK_BOOTTIME));
}

int64_t plant_clock_now(const struct plant_clock *clock)
{
    return plant_clock_at(clock, read_us(CLOCK_BOOTTIME));
}

int64_t plant_clock_now_by_wall(const struct plant_clock *clock, int64_t *ret_wall_us)
{
    *ret_wall_us = read_us(CLOCK_REALTIME);
    return plant_clock_now(clock);
}
