/* Preloaded into a process: each sync takes RACKLINE_SLOW_SYNC_US longer, as on a slower disk; or
 * RACKLINE_LEAST_SYNC_US at least, as on one that is no faster than that. */
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long microseconds_of(const char *variable)
{
    const char *text = getenv(variable);
    return text ? atol(text) : 0;
}

static void sleep_until(struct timespec begun, long us)
{
    const long ns = begun.tv_nsec + us % 1000000 * 1000;
    const struct timespec until = {.tv_sec = begun.tv_sec + us / 1000000 + ns / 1000000000, .tv_nsec = ns % 1000000000};
    prctl(PR_SET_TIMERSLACK, 1); /* nanosecond: else a thread sleeps some fifty microseconds longer than it asks for */
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL))
        ;
}

static int sync_slowly(long call, int descriptor)
{
    const long longer_us = microseconds_of("RACKLINE_SLOW_SYNC_US"),
               least_us = microseconds_of("RACKLINE_LEAST_SYNC_US");
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    if (longer_us)
        sleep_until(begun, longer_us);
    const int result = (int)syscall(call, descriptor);
    if (least_us)
        sleep_until(begun, least_us);
    return result;
}

int fsync(int descriptor)
{
    return sync_slowly(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    return sync_slowly(SYS_fdatasync, descriptor);
}
