/* Giving up a run: for nothing it is no attempt, and it hides no failure. */
#include "scenario.h"
#include "suite.h"

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define STARTED EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "040", "ann"))
#define ABORTED EVENT(ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("R1", "040", "ann"))

static struct line *line;

static void begin(void)
{
    line = line_new();
}

static void end(void)
{
    line_free(line);
}

/* In the test of R1, which begins. */
static int64_t measure(double voltage)
{
    return line_posted(line, EVENT(ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "040", "ann"),
                                   .characteristic = "voltage", .value = voltage));
}

static void test_begins(void)
{
    line_begun(line, "R1", "040", "C1", NULL);
    line_at(line, "C1");
}

static const struct nonconformance_opened *opened_after(int64_t aborted)
{
    ck_assert_uint_eq(line->entry_count, aborted + 1);
    ck_assert_int_eq(line->entries[aborted].kind, ENTRY_NONCONFORMANCE_OPENED);
    return line->entries[aborted].data;
}

START_TEST(for_nothing_it_is_no_attempt)
{
    test_begins();
    measure(50);
    int64_t aborted = line_posted(line, ABORTED);
    ck_assert_uint_eq(line->entry_count, aborted);
    const struct unit_operation *row = line_operation(line, "R1", "040");
    ck_assert_int_eq(row->state, OPERATION_OPEN);
    ck_assert_int_eq(row->attempts, 0);
    ck_assert_int_eq(line_run(line, row->run_id)->state, RUN_ABORTED);
}
END_TEST

START_TEST(what_failed_ends_failed)
{
    test_begins();
    int64_t failed = measure(99), aborted = line_posted(line, ABORTED);
    const struct nonconformance_opened *opened = opened_after(aborted);
    ck_assert_int_eq(((const struct result_timed *)line->entries[aborted - 1].result)->verdict, VERDICT_FAILED);
    ck_assert_uint_eq(opened->evidence.count, 1);
    ck_assert_int_eq(opened->evidence.items[0].journal_position, failed);
    ck_assert(!opened->material_review);
    const struct unit_operation *row = line_operation(line, "R1", "040");
    ck_assert_int_eq(row->state, OPERATION_FAILED);
    ck_assert_int_eq(row->failures, 1);
    ck_assert_int_eq(row->attempts, 1);
    ck_assert_int_eq(line_run(line, row->run_id)->state, RUN_FAILED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_IN_REPAIR);
}
END_TEST

START_TEST(the_last_attempt_goes_to_material_review)
{
    test_begins();
    measure(99);
    line_posted(line, ABORTED);
    line_posted(line, STARTED);
    measure(99);
    ck_assert(opened_after(line_posted(line, ABORTED))->material_review);
}
END_TEST

START_TEST(what_was_mistyped_is_corrected_first)
{
    test_begins();
    line_posted(line, EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = line_id(measure(99)),
                            .reason = "slip"));
    int64_t aborted = line_posted(line, ABORTED);
    ck_assert_uint_eq(line->entry_count, aborted);
    ck_assert_int_eq(line_operation(line, "R1", "040")->state, OPERATION_OPEN);
}
END_TEST

START_TEST(a_station_that_goes_down_hides_no_failure_either)
{
    line_begun(line, "R1", "050", "B1", "b1");
    line_at(line, "B1");
    line->rack.operations.items[4].definition->burn_in->pause = PAUSE_FORBIDDEN;
    int64_t run_id = line_operation(line, "R1", "050")->run_id;
    line->measurements[line->measurement_count++] = (struct measurement){.measurement_id = run_id,
                                                                         .run_id = run_id,
                                                                         .characteristic = "hotspot",
                                                                         .verdict = VERDICT_FAILED,
                                                                         .voided_by = ABSENT_INTEGER};
    int64_t down =
        line_posted(line, EVENT(ENTRY_STATION_CHANGED, station_changed, .state = STATION_UNSCHEDULED_DOWN));
    ck_assert_int_eq(line->entries[down].kind, ENTRY_OPERATION_ABORTED);
    ck_assert_str_eq(opened_after(down + 1)->operation, "050");
    ck_assert_int_eq(line_operation(line, "R1", "050")->state, OPERATION_FAILED);
}
END_TEST

SUITE_BEGIN(domain_rules_abort)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, for_nothing_it_is_no_attempt);
tcase_add_test(tests, what_failed_ends_failed);
tcase_add_test(tests, the_last_attempt_goes_to_material_review);
tcase_add_test(tests, what_was_mistyped_is_corrected_first);
tcase_add_test(tests, a_station_that_goes_down_hides_no_failure_either);
SUITE_END
