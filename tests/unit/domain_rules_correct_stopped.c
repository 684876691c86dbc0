/* What may not go on again by a correction: what a station that went down stopped, what is to be scrapped, and what
 * would fall as soon as a part that is not approved comes out. */
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

static void correct(int64_t position, struct reasons *reasons)
{
    const struct principal there = line->principal;
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    line_post(line, ENTRY_EVENT_CORRECTED,
              &(const struct event_corrected){.event = line_id(position), .reason = "slip"}, reasons);
    line->principal = there;
}

/* By quality, from wherever: refused for one reason alone, which names an entry. */
static void is_refused(int64_t position, const char *code, int64_t named)
{
    struct reasons reasons = {.arena = arena};
    correct(position, &reasons);
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
    POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = line_id(resumed), .reason = "slip");
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

/* Nobody takes the pause back, so that nobody is told to. */
START_TEST(the_start_of_what_it_stopped_names_it)
{
    begin_burn_in(PAUSE_KEEP);
    const int64_t started = line_operation(line, "R1", "050")->run_id;
    const int64_t down = station_changed(STATION_UNSCHEDULED_DOWN);
    is_refused(started, "later-event", down);
    station_changed(STATION_PRODUCTIVE);
    POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "050", "ann"));
    ck_assert_int_eq(line_operation(line, "R1", "050")->failures, 0); /* as it says that this is what can be done */
}
END_TEST

static void is_taken_back(int64_t position)
{
    struct reasons reasons = {.arena = arena};
    correct(position, &reasons);
    reasons_are("nothing stands in the way", "", &reasons);
}

static int64_t found(const char *serial)
{
    line_at(line, "A1");
    return POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT(serial, NULL, "ann"), .code = "dent");
}

/* Where quality decided so. */
static int64_t decided(int64_t nonconformance, int disposition)
{
    line_dispose(line, nonconformance, disposition);
    return (int64_t)line->entry_count;
}

/* It stands in the way until something else is decided. */
static void stops_until_decided_anew(int64_t position, const char *serial)
{
    const int64_t fault = found(serial);
    is_refused(position, "later-event", decided(fault, DISPOSITION_SCRAP));
    decided(fault, DISPOSITION_FALSE_FAIL);
    is_taken_back(position);
}

START_TEST(nothing_goes_on_that_had_been_given_up_and_is_to_be_scrapped)
{
    begin_burn_in(PAUSE_KEEP);
    stops_until_decided_anew(POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "050", "ann")), "R1");
}
END_TEST

START_TEST(nor_what_stood_still)
{
    begin_burn_in(PAUSE_KEEP);
    stops_until_decided_anew(POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "050", "ann")), "R1");
}
END_TEST

START_TEST(nor_what_had_ended)
{
    begin_burn_in(PAUSE_KEEP);
    line->now_us += US_PER_HOUR;
    stops_until_decided_anew(POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "050", "ann"),
                                  .verdict = VERDICT_FAILED),
                             "R1");
}
END_TEST

START_TEST(nor_what_is_inside_of_it)
{
    line_ready(line, "R1", "030");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_at(line, "C1");
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("N1", "020", "ann"), .position = "drive");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("N1", "020", "ann"));
    stops_until_decided_anew(POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("N1", "020", "ann")), "R1");
}
END_TEST

/* It ran on all the same. */
START_TEST(what_was_decided_before_it_stood_still_stops_nothing)
{
    begin_burn_in(PAUSE_KEEP);
    decided(found("R1"), DISPOSITION_SCRAP);
    line_at(line, "B1");
    is_taken_back(POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "050", "ann")));
}
END_TEST

/* It stands in the way until the part is described as one that goes there. */
static void stops_until_approved(int64_t position)
{
    struct installation *supply = line_occupant(line, line_unit(line, "R1"), "supply-1");
    supply->unapproved_by = supply->installation_id;
    is_refused(position, "part-unapproved", supply->unapproved_by);
    supply->unapproved_by = ABSENT_INTEGER;
    is_taken_back(position);
}

START_TEST(nothing_goes_on_around_a_part_that_is_not_approved)
{
    begin_burn_in(PAUSE_KEEP);
    stops_until_approved(POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "050", "ann")));
    stops_until_approved(POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "050", "ann")));
    stops_until_approved(POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "050", "ann"),
                              .verdict = VERDICT_FAILED));
}
END_TEST

START_TEST(but_what_stood_still_goes_back_to_that)
{
    begin_burn_in(PAUSE_KEEP);
    POST(line, ENTRY_OPERATION_PAUSED, operation_paused, SUBJECT("R1", "050", "ann"));
    const int64_t aborted = POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "050", "ann"));
    line_occupant(line, line_unit(line, "R1"), "supply-1")->unapproved_by = 1;
    is_taken_back(aborted);
    ck_assert_int_eq(line_operation(line, "R1", "050")->state, OPERATION_PAUSED);
}
END_TEST

SUITE_BEGIN(corrected_stopped)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, a_station_that_went_down_paused_what_ran_there);
tcase_add_test(tests, it_gave_up_what_may_not_be_paused);
tcase_add_test(tests, a_resumption_taken_back_leaves_what_it_stopped_stopped);
tcase_add_test(tests, each_that_it_stopped_names_it);
tcase_add_test(tests, the_start_of_what_it_stopped_names_it);
tcase_add_test(tests, nothing_goes_on_that_had_been_given_up_and_is_to_be_scrapped);
tcase_add_test(tests, nor_what_stood_still);
tcase_add_test(tests, nor_what_had_ended);
tcase_add_test(tests, nor_what_is_inside_of_it);
tcase_add_test(tests, what_was_decided_before_it_stood_still_stops_nothing);
tcase_add_test(tests, nothing_goes_on_around_a_part_that_is_not_approved);
tcase_add_test(tests, but_what_stood_still_goes_back_to_that);
SUITE_END
