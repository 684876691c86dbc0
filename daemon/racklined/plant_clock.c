#include "racklined/plant_clock.h"

#include "base/record.h"
#include "base/time.h"
#include "racklined/machine_clocks.h"
#include "service/clock_step.h"

/* The end of the year 9999, past which no time can be written. */
#define LAST_TIME_US (INT64_C(253402300800) * US_PER_SECOND - 1)

/* `us` of the world in the plant's time. In double where there is a rate: a training site need not be exact to the
 * microsecond after a decade, but its time must not overflow. */
static int64_t later(int64_t base_us, int64_t us, double rate)
{
    double end_us = (double)base_us + (double)us * rate;
    if (end_us >= (double)LAST_TIME_US)
        return LAST_TIME_US;
    return rate == 1 ? base_us + us : base_us + (int64_t)((double)us * rate);
}

static bool is_same_boot(const struct clocks *last, const struct clocks *now)
{
    return !uuid_is_zero(last->boot) && uuid_equal(last->boot, now->boot) && now->run_us >= last->run_us;
}

/* How much of the world's time has passed that counts. The machine knows it exactly as long as it runs. For how long it
 * was off only the wall clock tells, which proves nothing: believed in training alone. */
static int64_t passed_since(const struct clocks *last, const struct clocks *now, bool training)
{
    if (!is_same_boot(last, now) && (!training || last->wall_us == ABSENT_INTEGER))
        return 0;
    const int64_t passed_us = is_same_boot(last, now) ? now->run_us - last->run_us : now->wall_us - last->wall_us;
    return training && (passed_us < 0 || passed_us > TRAINING_STOP_MAX_S * US_PER_SECOND) ? 0 : passed_us;
}

struct plant_clock plant_clock_from(const struct site *site, int64_t last_us, const struct clocks *last,
                                    const struct clocks *now, int64_t step_max_us)
{
    struct plant_clock clock = {.rate = 1, .base_us = now->wall_us, .start = *now};
    const bool training = site->kind == SITE_TRAINING;
    if (training)
        clock.rate = site->clock_rate;
    if (last_us == ABSENT_INTEGER)
        return clock;
    clock.base_us = later(last_us, passed_since(last, now, training), clock.rate);
    const int64_t ahead_us = now->wall_us - clock.base_us;
    if (!training && ahead_us > CLOCK_TOLERANCE_US && ahead_us <= step_max_us) {
        clock.base_us += ahead_us;
        clock.stepped_us = ahead_us;
    }
    return clock;
}

int64_t plant_clock_at(const struct plant_clock *clock, int64_t run_us)
{
    return later(clock->base_us, run_us - clock->start.run_us, clock->rate);
}

/* Only at a rate of 1 can the two be compared. */
int64_t plant_clock_wall_ahead_at(const struct plant_clock *clock, const struct clocks *now)
{
    int64_t begun_us = clock->rate == 1 ? clock->base_us : clock->start.wall_us;
    return now->wall_us - begun_us - (now->run_us - clock->start.run_us);
}

enum fault plant_clock_start(struct session *session, int64_t step_max_us, struct plant_clock *ret)
{
    int64_t last_us;
    struct clocks last;
    enum fault fault = session_last_written(session, &last_us, &last);
    if (fault)
        return fault;
    const struct clocks now = machine_clocks(machine_boot());
    /* It was entered as of when its founding began, which may be a while ago: no clock has stepped. */
    if (session->founding != FOUNDED_BEFORE && now.wall_us >= last_us)
        last_us = ABSENT_INTEGER;
    struct plant_clock clock = plant_clock_from(&session->site, last_us, &last, &now, step_max_us);
    session->now_us = clock.base_us;
    session->clocks = now;
    /* Noted at once: or the next start, should it be soon, would go on from before this one. */
    fault = clock.stepped_us ? clock_step(session, clock.base_us - clock.stepped_us) : session_touch(session);
    if (!fault)
        *ret = clock;
    return fault;
}

int64_t plant_clock_now(const struct plant_clock *clock)
{
    return plant_clock_at(clock, machine_run_us());
}

void plant_clock_tell(const struct plant_clock *clock, struct session *session)
{
    session->clocks = machine_clocks(clock->start.boot);
    session->now_us = plant_clock_at(clock, session->clocks.run_us);
}

int64_t plant_clock_wall_ahead(const struct plant_clock *clock)
{
    const struct clocks now = machine_clocks(clock->start.boot);
    return plant_clock_wall_ahead_at(clock, &now);
}
