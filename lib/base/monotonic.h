/* The clock for durations and deadlines: it never jumps, and says nothing about the time of day. */
#ifndef RACKLINE_MONOTONIC_H
#define RACKLINE_MONOTONIC_H

#include <stdint.h>
#include <time.h>

static inline int64_t monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

#endif
