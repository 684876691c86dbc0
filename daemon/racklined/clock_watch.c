#include "racklined/clock_watch.h"

#include "base/time.h"

#include <stdlib.h>

void clock_watch_look(struct clock_watch *watch, const struct plant_clock *clock, const struct log *log)
{
    int64_t ahead_us = plant_clock_wall_ahead(clock);
    if (llabs(ahead_us - watch->told_us) <= CLOCK_TOLERANCE_US)
        return;
    bool right = llabs(ahead_us) <= CLOCK_TOLERANCE_US;
    watch->told_us = right ? 0 : ahead_us;
    log_line(log, LOG_LEVEL_WARNING, right ? "the wall clock is right again" : "the wall clock is wrong",
             "ahead_s=%.3f of the plant's time, which does not follow it before a start",
             (double)ahead_us / US_PER_SECOND);
}
