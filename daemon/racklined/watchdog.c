#include "racklined/watchdog.h"

#include "base/monotonic.h"

#include <systemd/sd-daemon.h>

enum { TIMES = 4 }; /* that it is fed in the time after which it would bite */

struct watchdog watchdog_expected(void)
{
    uint64_t bites_us;
    if (sd_watchdog_enabled(0, &bites_us) <= 0)
        return (struct watchdog){0};
    return (struct watchdog){.every_us = (int64_t)(bites_us / TIMES)};
}

void watchdog_feed(struct watchdog *watchdog)
{
    if (!watchdog->every_us)
        return;
    int64_t now_us = monotonic_us();
    if (now_us - watchdog->fed_us < watchdog->every_us)
        return;
    watchdog->fed_us = now_us;
    sd_notify(0, "WATCHDOG=1");
}
