/* Says when somebody has set the wall clock: the plant's time does not follow it, and people should know. */
#ifndef RACKLINE_CLOCK_WATCH_H
#define RACKLINE_CLOCK_WATCH_H

#include "racklined/log.h"
#include "racklined/plant_clock.h"

struct clock_watch {
    int64_t told_us; /* how far ahead the wall clock was said to be; 0 at first */
};

/* Looks, and logs one line where the wall clock is elsewhere than it was said to be. */
void clock_watch_look(struct clock_watch *watch, const struct plant_clock *clock, const struct log *log);

#endif
