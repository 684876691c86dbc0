/* The supervisor's watchdog: systemd ends a daemon that does not speak for WATCHDOG_USEC, and starts it anew. Fed by the
 * writer's thread, so that a writer that is stuck, in a command or in a disk that does not answer, is missed. */
#ifndef RACKLINE_WATCHDOG_H
#define RACKLINE_WATCHDOG_H

#include <stdint.h>

struct watchdog {
    int64_t every_us; /* it is fed at least this often, where it is asked at least that often; 0: nobody watches */
    int64_t fed_us;   /* monotonic: when it was fed last */
};

/* What the environment asks for. */
struct watchdog watchdog_expected(void);

/* Feeds it where it is time to. */
void watchdog_feed(struct watchdog *watchdog);

#endif
