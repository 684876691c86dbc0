#include "racklined/write_once.h"

#include "racklined/machine_clocks.h"
#include "racklined/plant_clock.h"

#include "base/time.h"

#include <stdio.h>
#include <stdlib.h>

/* The daemon's own start will not see it any more. */
static void tell_of_opening(const struct session *session, const struct plant_clock *clock, const char *path)
{
    if (session->founding == FOUNDED_ON_FILE)
        fprintf(stderr, "racklined: a new plant was founded on a file that was there: %s\n", path);
    if (clock->stepped_us)
        fprintf(stderr, "racklined: the plant's time followed the wall clock by %.3f s\n",
                (double)clock->stepped_us / US_PER_SECOND);
}

static enum fault write_in(struct session *session, const struct settings *settings, write_function *write,
                           void *context, struct reasons *reasons)
{
    struct plant_clock clock;
    enum fault fault = plant_clock_start(session, settings->clock_step_max_days * US_PER_DAY, &clock);
    if (fault)
        return fault;
    tell_of_opening(session, &clock, settings->database);
    plant_clock_tell(&clock, session);
    fault = session_begin(session);
    if (fault)
        return fault;
    fault = write(session, context, reasons);
    if (fault) {
        session_rollback(session);
        return fault;
    }
    return session_commit(session);
}

int write_once(const struct settings *settings, write_function *write, void *context, struct reasons *reasons)
{
    const struct site site = settings_site(settings);
    struct session *session = NULL;
    int64_t wall_us = machine_clocks((struct uuid){0}).wall_us;
    enum fault fault = session_open_writer(settings->database, &site, wall_us, &session, reasons);
    if (!fault)
        fault = write_in(session, settings, write, context, reasons);
    session_close(session);
    if (!fault)
        return EXIT_SUCCESS;
    print_reasons(fault, reasons);
    return fault == FAULT_INVALID ? EXIT_USAGE : EXIT_FAILURE;
}
