#include "racklined/machine_clocks.h"

#include "base/time.h"

#include <stdio.h>
#include <time.h>

static int64_t read_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000;
}

struct clocks machine_clocks(struct uuid boot)
{
    return (struct clocks){.wall_us = read_us(CLOCK_REALTIME), .run_us = machine_run_us(), .boot = boot};
}

int64_t machine_run_us(void)
{
    return read_us(CLOCK_BOOTTIME);
}

struct uuid machine_boot(void)
{
    struct uuid boot = {0};
    char text[UUID_TEXT_SIZE] = "";
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (file && fgets(text, sizeof text, file))
        uuid_parse(text, &boot);
    if (file)
        fclose(file);
    return boot;
}
