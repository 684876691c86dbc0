/* Preloaded into a process: each sync takes RACKLINE_SLOW_SYNC_US longer, as on a slower disk. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int sync_slowly(long call, int descriptor)
{
    const char *text = getenv("RACKLINE_SLOW_SYNC_US");
    long us = text ? atol(text) : 0;
    struct timespec left = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
    while (us && clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left))
        ;
    return (int)syscall(call, descriptor);
}

int fsync(int descriptor)
{
    return sync_slowly(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    return sync_slowly(SYS_fdatasync, descriptor);
}
