/* The plant's time: what the rules are told is now.
 *
 * While the daemon runs it is carried on by the clock that tells for how long the machine has run: a wall clock that is
 * set moves nothing. Over a restart of the daemon it goes on by the same clock. It never goes back.
 *
 * In production, where the wall clock is ahead of all that at a start, the plant's time steps forward to it, and the
 * step is entered into the journal: what runs gets no minute by it. So it is over a restart of the machine itself, for
 * whose length only the wall clock could vouch. One that is further ahead than a plant is ever closed is not believed,
 * and said to be wrong.
 *
 * In training the plant's time runs at the database's rate. It goes on through a stop of up to TRAINING_STOP_MAX_S as
 * racks in a bay would; through a longer one it stands still, so that a line left overnight does not wake up years
 * late. */
#ifndef RACKLINE_PLANT_CLOCK_H
#define RACKLINE_PLANT_CLOCK_H

#include "domain/site.h"
#include "service/session.h"

enum {
    TRAINING_STOP_MAX_S = 300,
    CLOCK_TOLERANCE_US = 1000000, /* a wall clock that is less than this away is right */
};

struct plant_clock {
    double rate;
    int64_t base_us;     /* the plant's time at the start */
    int64_t stepped_us;  /* by how much it stepped to be that; 0: not at all */
    struct clocks start; /* what the machine's clocks showed then */
};

/* Starts the clock of a session that writes, and notes where it starts; enters its step where it steps. The faults of a
 * commit. */
enum fault plant_clock_start(struct session *session, int64_t step_max_us, struct plant_clock *ret);

/* Microseconds since 1970-01-01T00:00:00Z of the plant's time; never less than at an earlier call. */
int64_t plant_clock_now(const struct plant_clock *clock);
/* Tells a session that writes what is now. */
void plant_clock_tell(const struct plant_clock *clock, struct session *session);

/* How far the wall clock is ahead of where it should be: of the plant's time; in training, of where it was at the
 * start. Negative: behind. */
int64_t plant_clock_wall_ahead(const struct plant_clock *clock);

/* The same, told what the clocks show. `last_us` is the plant's time and `last` what the clocks showed when the
 * database was last written; ABSENT_INTEGER where it never was. */
struct plant_clock plant_clock_from(const struct site *site, int64_t last_us, const struct clocks *last,
                                    const struct clocks *now, int64_t step_max_us);
int64_t plant_clock_at(const struct plant_clock *clock, int64_t run_us);
int64_t plant_clock_wall_ahead_at(const struct plant_clock *clock, const struct clocks *now);

#endif
