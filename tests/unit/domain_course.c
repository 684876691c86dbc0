/* When a run went and a station was in which state, of which some was posted late. Minutes; RELEASED is the unit's. */
#include "domain/course.h"

#include "base/time.h"
#include "suite.h"

#include <string.h>

#define MIN(minutes) ((minutes)*US_PER_MINUTE)
#define RELEASED MIN(1000)
#define OPEN ABSENT_INTEGER

static const struct {
    const char *claim;
    struct run_course run;
    struct run_stop stops[2];
    size_t stop_count;
    struct span stretches[3];
} COURSES[] = {
    {"what was posted in time is as recorded",
     {7, MIN(1010), MIN(1020), MIN(1010), MIN(1020), RELEASED},
     {{0}},
     0,
     {{MIN(1010), MIN(1020)}}},
    {"what was posted once the network was back went when it did",
     {7, MIN(1100), MIN(1100), MIN(1010), MIN(1017), RELEASED},
     {{0}},
     0,
     {{MIN(1010), MIN(1017)}}},
    {"and stood still when it did",
     {7, MIN(1100), MIN(1100), MIN(1010), MIN(1030), RELEASED},
     {{7, MIN(1100), MIN(1100), MIN(1012), MIN(1020)}},
     1,
     {{MIN(1010), MIN(1012)}, {MIN(1020), MIN(1030)}}},
    {"its start was posted in time, and its end late",
     {7, MIN(1010), MIN(1100), MIN(1010), MIN(1017), RELEASED},
     {{0}},
     0,
     {{MIN(1010), MIN(1017)}}},
    {"the stops of other runs are theirs",
     {7, MIN(1010), MIN(1020), MIN(1010), MIN(1020), RELEASED},
     {{6, MIN(1011), MIN(1012), MIN(1011), MIN(1012)}, {8, MIN(1011), MIN(1012), MIN(1011), MIN(1012)}},
     2,
     {{MIN(1010), MIN(1020)}}},
    {"a clock that is off has it last as long as it did",
     {7, MIN(1010), MIN(1020), MIN(990), MIN(1000), RELEASED},
     {{0}},
     0,
     {{MIN(990), MIN(1000)}}},
    {"one that was set back in mid-run is not believed",
     {7, MIN(1010), MIN(1020), MIN(1010), MIN(1005), RELEASED},
     {{0}},
     0,
     {{MIN(1010), MIN(1020)}}},
    {"nor one by which it went on before it stood still",
     {7, MIN(1010), MIN(1040), MIN(1010), MIN(1040), RELEASED},
     {{7, MIN(1020), MIN(1030), MIN(1020), MIN(1019)}},
     1,
     {{MIN(1010), MIN(1020)}, {MIN(1030), MIN(1040)}}},
    {"nor one by which it began long before its unit was there",
     {7, MIN(1010), MIN(1020), MIN(939), MIN(1020), RELEASED},
     {{0}},
     0,
     {{MIN(1010), MIN(1020)}}},
    {"it goes on", {7, MIN(1010), OPEN, MIN(1005), OPEN, RELEASED}, {{0}}, 0, {{MIN(1005), INT64_MAX}}},
    {"it stands still",
     {7, MIN(1010), OPEN, MIN(1005), OPEN, RELEASED},
     {{7, MIN(1020), OPEN, MIN(1019), OPEN}},
     1,
     {{MIN(1005), MIN(1019)}, {INT64_MAX, INT64_MAX}}},
    {"given up while it stood still",
     {7, MIN(1010), MIN(1040), MIN(1010), MIN(1040), RELEASED},
     {{7, MIN(1020), OPEN, MIN(1020), OPEN}},
     1,
     {{MIN(1010), MIN(1020)}, {MIN(1040), MIN(1040)}}},
};

START_TEST(a_run_went_when_its_station_says_where_that_can_be)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct spans ran;
    size_t own = 0;
    for (size_t i = 0; i < COURSES[_i].stop_count; i++)
        own += COURSES[_i].stops[i].run_id == COURSES[_i].run.run_id;
    ck_assert_int_eq(run_stretches(&COURSES[_i].run, COURSES[_i].stops, COURSES[_i].stop_count, arena, &ran),
                     NOTHING_WRONG);
    ck_assert_msg(ran.count == own + 1 && !memcmp(ran.items, COURSES[_i].stretches, ran.count * sizeof *ran.items),
                  "%s", COURSES[_i].claim);
    struct span whole;
    ck_assert_int_eq(run_span(&COURSES[_i].run, COURSES[_i].stops, COURSES[_i].stop_count, arena, &whole),
                     NOTHING_WRONG);
    ck_assert_msg(whole.begin_us == ran.items[0].begin_us && whole.end_us == ran.items[own].end_us, "%s",
                  COURSES[_i].claim);
}
END_TEST

/* Of each spell when it was recorded and dated, and when it began then. */
static const struct {
    const char *claim;
    int64_t recorded[3], dated[3], began[3];
} SPELLS[] = {
    {"posted in time", {10, 20, 30}, {10, 20, 30}, {10, 20, 30}},
    {"posted late", {10, 40, 40}, {10, 25, 35}, {10, 25, 35}},
    {"dated before the one that came before it", {10, 40, 41}, {10, 35, 34}, {10, 35, 41}},
};

START_TEST(a_station_was_in_a_state_since_it_says_so)
{
    struct station_spell spells[3];
    for (size_t i = 0; i < 3; i++)
        spells[i] = (struct station_spell){.began = SPELLS[_i].recorded[i],
                                           .dated = SPELLS[_i].dated[i],
                                           .ended = i < 2 ? SPELLS[_i].recorded[i + 1] : OPEN};
    spells_date(spells, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_msg(spells[i].began == SPELLS[_i].began[i], "%s", SPELLS[_i].claim);
        ck_assert_msg(spells[i].ended == (i < 2 ? SPELLS[_i].began[i + 1] : OPEN), "%s", SPELLS[_i].claim);
    }
}
END_TEST

/* Runs as above, posted when the first state had been. */
static const struct {
    const char *claim;
    struct run_course runs[2];
    size_t count;
    int64_t since;
} HEARD[] = {
    {"of nothing that was posted late", {{0}}, 0, OPEN},
    {"since its first work, in whatever order that was posted",
     {{7, MIN(1100), MIN(1100), MIN(1020), MIN(1030), RELEASED},
      {8, MIN(1100), MIN(1100), MIN(1010), MIN(1015), RELEASED}},
     2,
     MIN(1010)},
    {"work that goes on",
     {{7, MIN(1100), OPEN, MIN(1010), OPEN, RELEASED}, {8, MIN(1100), OPEN, MIN(1020), OPEN, RELEASED}},
     2,
     MIN(1010)},
    {"work that ended as it began", {{7, MIN(1100), MIN(1100), MIN(1010), MIN(1010), RELEASED}}, 1, MIN(1010)},
    {"not since what ended before it began",
     {{7, MIN(1100), MIN(1100), MIN(1010), MIN(1009), RELEASED},
      {8, MIN(1100), MIN(1100), MIN(1020), MIN(1030), RELEASED}},
     2,
     MIN(1020)},
    {"since what began before its unit was there by as much as clocks may be off",
     {{7, MIN(1100), MIN(1100), MIN(940), MIN(1010), RELEASED}},
     1,
     MIN(940)},
    {"and not by more", {{7, MIN(1100), MIN(1100), MIN(939), MIN(1010), RELEASED}}, 1, OPEN},
};

START_TEST(a_station_was_heard_of_since_its_first_work_that_can_be)
{
    ck_assert_msg(station_heard_since(HEARD[_i].runs, HEARD[_i].count) == HEARD[_i].since, "%s", HEARD[_i].claim);
}
END_TEST

SUITE_BEGIN(courses)
tcase_add_loop_test(tests, a_run_went_when_its_station_says_where_that_can_be, 0, sizeof COURSES / sizeof *COURSES);
tcase_add_loop_test(tests, a_station_was_in_a_state_since_it_says_so, 0, sizeof SPELLS / sizeof *SPELLS);
tcase_add_loop_test(tests, a_station_was_heard_of_since_its_first_work_that_can_be, 0, sizeof HEARD / sizeof *HEARD);
SUITE_END
