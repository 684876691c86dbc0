/* When a thing can have happened. */
#include "suite.h"

#include "domain/rules.h"

#include <string.h>

#define FOUNDED (INT64_C(1000) * US_PER_DAY)
#define NOW (INT64_C(2000) * US_PER_DAY)

static const struct time_case {
    const char *given;
    int kind;
    int64_t at_us, wall_us;
    const char *code, *than; /* NULL: it may */
} CASES[] = {
    {"now", SITE_PRODUCTION, NOW, NOW, NULL, NULL},
    {"what was kept for days", SITE_PRODUCTION, NOW - 30 * US_PER_DAY, NOW, NULL, NULL},
    {"a clock that is somewhat ahead", SITE_PRODUCTION, NOW + US_PER_HOUR, NOW, NULL, NULL},
    {"one that is ahead by a time zone", SITE_PRODUCTION, NOW + US_PER_HOUR + 1, NOW, "at-ahead",
     "1975-06-24T00:00:00Z"},
    {"a wall clock that was set right", SITE_PRODUCTION, NOW + US_PER_DAY, NOW + US_PER_DAY, NULL, NULL},
    {"ahead of that, too", SITE_PRODUCTION, NOW + 2 * US_PER_DAY, NOW + US_PER_DAY, "at-ahead", "1975-06-24T00:00:00Z"},
    {"a wall clock that was set back", SITE_PRODUCTION, NOW, NOW - US_PER_DAY, NULL, NULL},
    {"a clock that was somewhat behind on the first day", SITE_PRODUCTION, FOUNDED - US_PER_HOUR, NOW, NULL, NULL},
    {"one that has lost its time", SITE_PRODUCTION, FOUNDED - US_PER_HOUR - 1, NOW, "at-before",
     "1972-09-27T00:00:00Z"},
    {"a clock of the world where time runs faster", SITE_TRAINING, FOUNDED - 9 * US_PER_DAY, NOW, NULL, NULL},
    {"or was stopped", SITE_TRAINING, NOW + 9 * US_PER_DAY, NOW, NULL, NULL},
};

START_TEST(an_event_is_of_the_time_of_the_plant)
{
    const struct time_case *row = &CASES[_i];
    const struct site site = {.site = "OSK1", .kind = row->kind, .clock_rate = 1, .founded_us = FOUNDED};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    event_may_be_of(row->at_us, &site, NOW, row->wall_us, &reasons);
    ck_assert_msg(reasons.found == (row->code != NULL), "%s", row->given);
    if (row->code) {
        ck_assert_str_eq(reasons.items[0].code, row->code);
        ck_assert_ptr_nonnull(strstr(reasons.items[0].detail, row->than));
    }
}
END_TEST

SUITE_BEGIN(event_times)
tcase_add_loop_test(tests, an_event_is_of_the_time_of_the_plant, 0, sizeof CASES / sizeof *CASES);
SUITE_END
