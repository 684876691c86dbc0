/* What a machine's clocks showed at one moment. The library is told; only the daemon reads them. */
#ifndef RACKLINE_CLOCKS_H
#define RACKLINE_CLOCKS_H

#include "base/record.h"
#include "base/uuid.h"

struct clocks {
    int64_t wall_us;  /* since 1970-01-01T00:00:00Z, as somebody has set it; ABSENT_INTEGER: not told */
    int64_t run_us;   /* how long the machine has run, its sleep included: nobody sets it; ABSENT_INTEGER: not told */
    struct uuid boot; /* which start of the machine that counts from; zero: not told */
};

#define CLOCKS_UNTOLD ((struct clocks){.wall_us = ABSENT_INTEGER, .run_us = ABSENT_INTEGER})

#endif
