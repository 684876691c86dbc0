#include "suite.h"

#include "base/time.h"
#include "racklined/plant_clock.h"

#define WALL (INT64_C(1767225600) * US_PER_SECOND) /* 2026-01-01T00:00:00Z */
#define S US_PER_SECOND

static const struct start {
    const char *claim;
    int kind;
    double rate;
    int64_t last_us, last_wall_us; /* of the database */
    int64_t passed_us;             /* of the monotonic clock since the start */
    int64_t now_us;                /* expected of the plant */
} STARTS[] = {
    {"a new production site begins at the wall clock", SITE_PRODUCTION, 1, ABSENT_INTEGER, ABSENT_INTEGER, 0, WALL},
    {"production runs as the world runs", SITE_PRODUCTION, 1, WALL - 9 * S, WALL - 9 * S, 7, WALL + 7},
    {"production never goes back behind the journal", SITE_PRODUCTION, 1, WALL + 9 * S, WALL + 9 * S, S, WALL + 10 * S},
    {"production has no rate", SITE_PRODUCTION, 60, WALL - S, WALL - S, S, WALL + S},
    {"a new training site begins at the wall clock", SITE_TRAINING, 60, ABSENT_INTEGER, ABSENT_INTEGER, 0, WALL},
    {"training runs at its rate", SITE_TRAINING, 60, ABSENT_INTEGER, ABSENT_INTEGER, 2 * S, WALL + 120 * S},
    {"training goes on through a short stop", SITE_TRAINING, 60, WALL + 500 * S, WALL - 10 * S, 0, WALL + 1100 * S},
    {"training goes on through the longest short stop", SITE_TRAINING, 2, WALL, WALL - TRAINING_STOP_MAX_S *S, 0,
     WALL + 2 * TRAINING_STOP_MAX_S *S},
    {"training stands still through a longer stop", SITE_TRAINING, 2, WALL, WALL - TRAINING_STOP_MAX_S *S - 1, S,
     WALL + 2 * S},
    {"training stands still where nobody knows for how long it stopped", SITE_TRAINING, 2, WALL + S, ABSENT_INTEGER, 0,
     WALL + S},
    {"training stands still when the wall clock went back", SITE_TRAINING, 2, WALL + S, WALL + S, 0, WALL + S},
    {"a fast clock ends with the year 9999", SITE_TRAINING, 1e6, WALL, WALL, 100 * 365 * US_PER_DAY,
     INT64_C(253402300800) * S - 1},
};

START_TEST(the_plants_time_follows_the_table)
{
    const struct start *start = &STARTS[_i];
    struct site site = {.site = "OSK1", .kind = start->kind, .clock_rate = start->rate, .founded_us = WALL};
    const int64_t monotonic_us = 12345678;
    struct plant_clock clock = plant_clock_from(&site, start->last_us, start->last_wall_us, WALL, monotonic_us);
    int64_t now_us = plant_clock_at(&clock, monotonic_us + start->passed_us);
    ck_assert_msg(now_us == start->now_us, "%s: %lld, not %lld", start->claim, (long long)now_us,
                  (long long)start->now_us);
}
END_TEST

START_TEST(a_running_clock_never_goes_back)
{
    struct site site = {.site = "OSK1", .kind = SITE_TRAINING, .clock_rate = 3600};
    struct plant_clock clock = plant_clock_start(&site, ABSENT_INTEGER, ABSENT_INTEGER);
    int64_t before_us = plant_clock_now(&clock);
    for (int i = 0; i < 1000; i++) {
        int64_t now_us = plant_clock_now(&clock);
        ck_assert_int_ge(now_us, before_us);
        before_us = now_us;
    }
    ck_assert_int_ge(before_us, clock.base_us);
}
END_TEST

SUITE_BEGIN(plant_clock)
tcase_add_loop_test(tests, the_plants_time_follows_the_table, 0, sizeof STARTS / sizeof *STARTS);
tcase_add_test(tests, a_running_clock_never_goes_back);
SUITE_END
