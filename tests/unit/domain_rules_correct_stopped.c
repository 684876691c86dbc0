/* What may not go on again by a correction: what a station that went down stopped. */
#include "scenario.h"
#include "suite.h"

#define POST(line, kind, type, ...) line_posted((line), (kind), &(const struct type){__VA_ARGS__})

static struct line *line;
static struct arena *arena;

static void begin(void)
{
    line = line_new();
    arena = arena_new(0);
}

static void end(void)
{
    line_free(line);
    arena_free(arena);
}

static int64_t station_changed(int state)
{
    return POST(line, ENTRY_STATION_CHANGED, station_changed, .state = state);
}

static void begin_burn_in(int pause)
{
    line_at(line, "B1");
    line_ready(line, "R1", "050");
    line->rack.operations.items[4].definition->burn_in->pause = pause;
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "050", "ann"), .bay = "b1");
    line->now_us += US_PER_HOUR;
}

/* By quality, from wherever: refused for one reason alone, which names an entry. */
static void is_refused(int64_t position, const char *code, int64_t named)
{
    struct reasons reasons = {.arena = arena};
    const struct principal there = line->principal;
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    line_post(line, ENTRY_EVENT_CORRECTED,
              &(const struct event_corrected){.event = line_id(position), .reason = "slip"}, &reasons);
    line->principal = there;
    reasons_are("what went on again", code, &reasons);
    ck_assert_int_eq(reasons.items[0].journal_position, named);
}

START_TEST(a_station_that_went_down_paused_what_ran_there)
{
    begin_burn_in(PAUSE_KEEP);
    const int64_t down = station_changed(STATION_UNSCHEDULED_DOWN);
    ck_assert_int_eq(line->entries[down].kind, ENTRY_OPERATION_PAUSED);
    is_refused(down + 1, "not-correctable", down);
    station_changed(STATION_PRODUCTIVE);
    is_refused(down + 1, "not-correctable", down);
    is_refused(down, "not-correctable", ABSENT_INTEGER); /* nor is that it was down */
}
END_TEST

START_TEST(it_gave_up_what_may_not_be_paused)
{
    begin_burn_in(PAUSE_FORBIDDEN);
    const int64_t down = station_changed(STATION_UNSCHEDULED_DOWN);
    ck_assert_int_eq(line->entries[down].kind, ENTRY_OPERATION_ABORTED);
    station_changed(STATION_PRODUCTIVE);
    is_refused(down + 1, "not-correctable", down);
}
END_TEST

START_TEST(a_resumption_taken_back_leaves_what_it_stopped_stopped)
{
    begin_burn_in(PAUSE_KEEP);
    const int64_t down = station_changed(STATION_SCHEDULED_DOWN);
    station_changed(STATION_PRODUCTIVE);
    station_changed(STATION_SCHEDULED_DOWN);
    station_changed(STATION_PRODUCTIVE);
    const int64_t resumed = POST(line, ENTRY_OPERATION_RESUMED, operation_resumed, SUBJECT("R1", "050", "ann"));
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator= "ann", .event = line_id(resumed), .reason = "slip");
    is_refused(down + 1, "not-correctable", down);
    ck_assert_int_eq(line_operation(line, "R1", "050")->state, OPERATION_PAUSED);
}
END_TEST

/* One that several runs followed from, each further from it. */
START_TEST(each_that_it_stopped_names_it)
{
    line_begun(line, "R2", "050", "B1", "b2");
    begin_burn_in(PAUSE_KEEP);
    const int64_t down = station_changed(STATION_NON_SCHEDULED);
    ck_assert_uint_eq(line->entry_count, (size_t)down + 2);
    is_refused(down + 1, "not-correctable", down);
    is_refused(down + 2, "not-correctable", down);
}
END_TEST

SUITE_BEGIN(corrected_stopped)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, a_station_that_went_down_paused_what_ran_there);
tcase_add_test(tests, it_gave_up_what_may_not_be_paused);
tcase_add_test(tests, a_resumption_taken_back_leaves_what_it_stopped_stopped);
tcase_add_test(tests, each_that_it_stopped_names_it);
SUITE_END
