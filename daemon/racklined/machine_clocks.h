/* The clocks of the machine. */
#ifndef RACKLINE_MACHINE_CLOCKS_H
#define RACKLINE_MACHINE_CLOCKS_H

#include "base/clocks.h"

/* What they show; `boot` is machine_boot(). */
struct clocks machine_clocks(struct uuid boot);
/* For how long the machine has run, in microseconds. */
int64_t machine_run_us(void);
/* Which start of the machine this is; zero where the kernel does not say. */
struct uuid machine_boot(void);

#endif
