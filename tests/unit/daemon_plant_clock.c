#include "suite.h"

#include "base/time.h"
#include "daemon_rig.h"
#include "racklined/machine_clocks.h"
#include "racklined/plant_clock.h"

#define WALL (INT64_C(1767225600) * US_PER_SECOND) /* 2026-01-01T00:00:00Z */
#define RUN (INT64_C(5000) * US_PER_SECOND)        /* of the machine */
#define S US_PER_SECOND
#define D US_PER_DAY
#define STEP_MAX (31 * D)

enum boots { SAME, OTHER, UNTOLD };

static const struct start {
    const char *claim;
    int kind;
    double rate;
    int64_t last_us;        /* the plant's time in the database; ABSENT_INTEGER: it is new */
    int64_t wall_passed_us; /* what the wall clock has gone on by since; ABSENT_INTEGER: not told */
    int64_t run_passed_us;  /* what the machine's has */
    enum boots boot;
    int64_t after_us;   /* after the start, by the machine's clock */
    int64_t now_us;     /* expected of the plant */
    int64_t stepped_us; /* expected */
} STARTS[] = {
    {"a new production site begins at the wall clock", SITE_PRODUCTION, 1, ABSENT_INTEGER, ABSENT_INTEGER, 0, UNTOLD, 0,
     WALL, 0},
    {"production runs as the world runs", SITE_PRODUCTION, 1, WALL - 9 * S, 9 * S, 9 * S, SAME, 7, WALL + 7, 0},
    {"production has no rate", SITE_PRODUCTION, 60, WALL - S, S, S, SAME, S, WALL + S, 0},
    {"production goes on through a restart by the machine's clock", SITE_PRODUCTION, 1, WALL - 9 * S, 9 * S, 9 * S + 5,
     SAME, 0, WALL + 5, 0},
    {"through a long one too", SITE_PRODUCTION, 1, WALL - 90 * D, 90 * D, 90 * D, SAME, 0, WALL, 0},
    {"a wall clock set back is not followed", SITE_PRODUCTION, 1, WALL + 3650 * D, -3650 * D, 9 * S, SAME, 0,
     WALL + 3650 * D + 9 * S, 0},
    {"a wall clock set ahead by a little is followed in a step", SITE_PRODUCTION, 1, WALL - 3600 * S, 3600 * S, 9 * S,
     SAME, 0, WALL, 3591 * S},
    {"one that is nearly right is right", SITE_PRODUCTION, 1, WALL - 10 * S, 10 * S, 9 * S, SAME, 0, WALL - S, 0},
    {"one set ahead by the most that is believed is followed", SITE_PRODUCTION, 1, WALL - STEP_MAX - S, STEP_MAX + S, S,
     SAME, 0, WALL, STEP_MAX},
    {"one set ahead by more is not", SITE_PRODUCTION, 1, WALL - STEP_MAX - 2 * S, STEP_MAX + 2 * S, S, SAME, 0,
     WALL - STEP_MAX - S, 0},
    {"one set ahead by years is not", SITE_PRODUCTION, 1, WALL - 3650 * D, 3650 * D, S, SAME, 0, WALL - 3650 * D + S,
     0},
    {"over a machine that was off it steps, and nothing gets a minute", SITE_PRODUCTION, 1, WALL - 3600 * S, 3600 * S,
     -RUN, OTHER, 0, WALL, 3600 * S},
    {"by no less where it was off for long", SITE_PRODUCTION, 1, WALL - 7 * D, 7 * D, -RUN, OTHER, 0, WALL, 7 * D},
    {"where it is ahead of the wall clock it stands still", SITE_PRODUCTION, 1, WALL + 100 * S, 3600 * S, -RUN, OTHER,
     0, WALL + 100 * S, 0},
    {"a machine that starts years ahead is not believed", SITE_PRODUCTION, 1, WALL - 3650 * D, 3650 * D, -RUN, OTHER, 0,
     WALL - 3650 * D, 0},
    {"a machine that starts years back neither", SITE_PRODUCTION, 1, WALL + 3650 * D, -3650 * D, -RUN, OTHER, 0,
     WALL + 3650 * D, 0},
    {"where nothing was told of the machine it steps", SITE_PRODUCTION, 1, WALL - 60 * S, 60 * S, 0, UNTOLD, 0, WALL,
     60 * S},
    {"where nothing was told at all too", SITE_PRODUCTION, 1, WALL - 60 * S, ABSENT_INTEGER, 0, UNTOLD, 0, WALL,
     60 * S},
    {"a machine's clock that goes back is another's", SITE_PRODUCTION, 1, WALL - 60 * S, 60 * S, -1, SAME, 0, WALL, 60 * S},

    {"a new training site begins at the wall clock", SITE_TRAINING, 60, ABSENT_INTEGER, ABSENT_INTEGER, 0, UNTOLD, 0,
     WALL, 0},
    {"training runs at its rate", SITE_TRAINING, 60, ABSENT_INTEGER, ABSENT_INTEGER, 0, UNTOLD, 2 * S, WALL + 120 * S,
     0},
    {"training goes on through a short stop", SITE_TRAINING, 60, WALL + 500 * S, 10 * S, 0, UNTOLD, 0, WALL + 1100 * S,
     0},
    {"by the machine's clock where it can", SITE_TRAINING, 60, WALL + 500 * S, -3650 * D, 10 * S, SAME, 0,
     WALL + 1100 * S, 0},
    {"training goes on through the longest short stop", SITE_TRAINING, 2, WALL, TRAINING_STOP_MAX_S *S, 0, UNTOLD, 0,
     WALL + 2 * TRAINING_STOP_MAX_S *S, 0},
    {"training stands still through a longer stop", SITE_TRAINING, 2, WALL, TRAINING_STOP_MAX_S *S + 1, 0, UNTOLD, S,
     WALL + 2 * S, 0},
    {"by whatever clock", SITE_TRAINING, 2, WALL, 0, TRAINING_STOP_MAX_S *S + 1, SAME, S, WALL + 2 * S, 0},
    {"training stands still where nobody knows for how long it stopped", SITE_TRAINING, 2, WALL + S, ABSENT_INTEGER, 0,
     UNTOLD, 0, WALL + S, 0},
    {"training stands still when the wall clock went back", SITE_TRAINING, 2, WALL + S, -S, 0, UNTOLD, 0, WALL + S, 0},
    {"training does not step", SITE_TRAINING, 1, WALL - 5 * D, 5 * D, S, SAME, 0, WALL - 5 * D + S, 0},
    {"a fast clock ends with the year 9999", SITE_TRAINING, 1e6, WALL, 0, 0, UNTOLD, 100 * 365 * D,
     INT64_C(253402300800) * S - 1, 0},
};

static struct clocks last_clocks(const struct start *start, const struct clocks *now)
{
    struct clocks last = CLOCKS_UNTOLD;
    if (start->wall_passed_us != ABSENT_INTEGER)
        last.wall_us = now->wall_us - start->wall_passed_us;
    if (start->boot == UNTOLD)
        return last;
    last.run_us = now->run_us - start->run_passed_us;
    last.boot = now->boot;
    last.boot.bytes[0] += start->boot == OTHER;
    return last;
}

START_TEST(the_plants_time_follows_the_table)
{
    const struct start *start = &STARTS[_i];
    const struct site site = {.site = "OSK1", .kind = start->kind, .clock_rate = start->rate, .founded_us = WALL};
    const struct clocks now = {.wall_us = WALL, .run_us = RUN, .boot = {{1, 2, 3}}};
    const struct clocks last = last_clocks(start, &now);
    struct plant_clock clock = plant_clock_from(&site, start->last_us, &last, &now, STEP_MAX);
    int64_t now_us = plant_clock_at(&clock, RUN + start->after_us);
    ck_assert_msg(now_us == start->now_us, "%s: %lld, not %lld", start->claim, (long long)now_us,
                  (long long)start->now_us);
    ck_assert_msg(clock.stepped_us == start->stepped_us, "%s: stepped by %lld", start->claim,
                  (long long)clock.stepped_us);
}
END_TEST

START_TEST(a_wall_clock_that_is_set_is_seen_and_moves_nothing)
{
    static const int64_t SETS_US[] = {0, 3650 * D, -3650 * D, 2 * S};
    const struct site site = {.site = "OSK1", .kind = SITE_PRODUCTION, .clock_rate = 1};
    const struct clocks start = {.wall_us = WALL, .run_us = RUN, .boot = {{1}}}, never = CLOCKS_UNTOLD;
    struct plant_clock clock = plant_clock_from(&site, ABSENT_INTEGER, &never, &start, STEP_MAX);
    for (size_t i = 0; i < sizeof SETS_US / sizeof *SETS_US; i++) {
        const struct clocks now = {.wall_us = WALL + 60 * S + SETS_US[i], .run_us = RUN + 60 * S, .boot = {{1}}};
        ck_assert_int_eq(plant_clock_at(&clock, now.run_us), WALL + 60 * S);
        ck_assert_int_eq(plant_clock_wall_ahead_at(&clock, &now), SETS_US[i]);
    }
}
END_TEST

START_TEST(in_training_it_is_seen_too)
{
    const struct site site = {.site = "OSK1", .kind = SITE_TRAINING, .clock_rate = 3600};
    const struct clocks start = {.wall_us = WALL, .run_us = RUN, .boot = {{1}}}, last = CLOCKS_UNTOLD;
    struct plant_clock clock = plant_clock_from(&site, WALL + 300 * D, &last, &start, STEP_MAX);
    const struct clocks right = {.wall_us = WALL + 60 * S, .run_us = RUN + 60 * S, .boot = {{1}}};
    const struct clocks ahead = {.wall_us = WALL + 90 * S, .run_us = RUN + 60 * S, .boot = {{1}}};
    ck_assert_int_eq(plant_clock_wall_ahead_at(&clock, &right), 0);
    ck_assert_int_eq(plant_clock_wall_ahead_at(&clock, &ahead), 30 * S);
}
END_TEST

/* In a session that founds its plant as of a time, which it may be a while after. */
static struct plant_clock start_founded(const struct rig *rig, int64_t founded_us, int64_t *ret_entered)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct site site = settings_site(&rig->settings);
    struct session *session;
    struct plant_clock clock;
    ck_assert_int_eq(session_open_writer(rig->database, &site, founded_us, &session, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(plant_clock_start(session, STEP_MAX, &clock), NOTHING_WRONG);
    *ret_entered = session_position(session);
    session_close(session);
    return clock;
}

/* Nor where the wall clock was set back meanwhile: its time does not begin before it was founded. */
START_TEST(a_plant_that_was_long_founded_has_seen_no_step_of_the_clock)
{
    static const int64_t TOOK_US[] = {10 * S, -10 * S};
    struct rig rig;
    int64_t entered;
    rig_prepare(&rig);
    const int64_t wall_us = machine_clocks((struct uuid){0}).wall_us;
    const struct plant_clock clock = start_founded(&rig, wall_us - TOOK_US[_i], &entered);
    ck_assert_int_eq(clock.stepped_us, 0);
    ck_assert_int_eq(entered, 1);
    ck_assert_int_ge(clock.base_us, TOOK_US[_i] > 0 ? wall_us : wall_us - TOOK_US[_i]);
    rig_remove(&rig);
}
END_TEST

SUITE_BEGIN(plant_clock)
tcase_add_loop_test(tests, the_plants_time_follows_the_table, 0, sizeof STARTS / sizeof *STARTS);
tcase_add_test(tests, a_wall_clock_that_is_set_is_seen_and_moves_nothing);
tcase_add_test(tests, in_training_it_is_seen_too);
tcase_add_loop_test(tests, a_plant_that_was_long_founded_has_seen_no_step_of_the_clock, 0, 2);
SUITE_END
