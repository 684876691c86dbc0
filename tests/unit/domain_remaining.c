/* How long a run has to go on before it can pass. */
#include "domain/remaining.h"

#include "suite.h"

#include <math.h>

#define MIN(minutes) ((minutes) * US_PER_MINUTE)

static struct burn_in an_hour = {.hours = 1};
static const struct {
    const char *claim;
    struct burn_in *burn_in;
    double minimum_min;
    int64_t ran_min;
    double left_min; /* absent: none are demanded */
} TABLE[] = {
    {"a burn-in that begins", &an_hour, ABSENT_NUMBER, 0, 60},
    {"one that has run for a while", &an_hour, ABSENT_NUMBER, 45, 15},
    {"one whose time is over has none left", &an_hour, ABSENT_NUMBER, 61, 0},
    {"what cannot be done in less", NULL, 10, 4, 6},
    {"and is over", NULL, 10, 10, 0},
    {"what demands no time has none to wait for", NULL, ABSENT_NUMBER, 5, ABSENT_NUMBER},
    {"nor what demands none of it", NULL, 0, 5, ABSENT_NUMBER},
};

START_TEST(a_run_waits_for_what_its_operation_demands)
{
    const struct operation_definition definition = {.burn_in = TABLE[_i].burn_in, .minimum_min = TABLE[_i].minimum_min};
    const struct run run = {.state = RUN_PAUSED,
                            .running_since = ABSENT_INTEGER,
                            .ended = ABSENT_INTEGER,
                            .accumulated_us = MIN(TABLE[_i].ran_min)};
    const double left_min = run_remaining_min(&definition, &run, MIN(1000));
    ck_assert_msg(isnan(TABLE[_i].left_min) ? isnan(left_min) : left_min == TABLE[_i].left_min, "%s: %g",
                  TABLE[_i].claim, left_min);
}
END_TEST

SUITE_BEGIN(domain_remaining)
tcase_add_loop_test(tests, a_run_waits_for_what_its_operation_demands, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
