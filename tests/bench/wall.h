/* The time of day, which stations write into their events. */
#ifndef RACKLINE_BENCH_WALL_H
#define RACKLINE_BENCH_WALL_H

#include <stdint.h>
#include <time.h>

static inline int64_t wall_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

#endif
