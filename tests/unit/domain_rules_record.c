/* Measurements and answers. */
#include "scenario.h"
#include "suite.h"

GIVEN(a_frame_running)
{
    line_begun(line, "R1", "010", "A1", NULL);
}
GIVEN(a_frame_running_under_a_hold)
{
    a_frame_running(line);
    line->order_held[0] = true;
}
GIVEN(a_wrench_overdue_in_the_run)
{
    a_frame_running(line);
    line_tool(line, "w1")->calibration_due = line->now_us;
}
GIVEN(a_frame_running_without_a_tool)
{
    a_frame_running(line);
    line->runs[0].tool = NULL;
}
GIVEN(trays_running)
{
    line_completed(line, "T1");
    line_begun(line, "R1", "020", "A1", NULL);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "tray-1",
                                                    .part_number = "TRAY", .serial = "T1"});
}
GIVEN(a_frame_ready_and_the_station_wrong)
{
    line_at(line, "C1");
}
GIVEN(a_test_ready)
{
    line_at(line, "C1");
    line_ready(line, "R1", "040");
}
GIVEN(a_test_running)
{
    line_at(line, "C1");
    line_begun(line, "R1", "040", "C1", NULL);
}
GIVEN(a_test_running_under_a_hold)
{
    a_test_running(line);
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_test_running_elsewhere)
{
    line_begun(line, "R1", "040", "C1", NULL);
}
#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define MEASURED(...) EVENT(ENTRY_MEASUREMENT_RECORDED, measurement_recorded, __VA_ARGS__)
#define TORQUE(...) MEASURED(SUBJECT("R1", "010", NULL), .characteristic = "torque", .value = 10, __VA_ARGS__)
#define SEAT(...) MEASURED(SUBJECT("R1", "020", "ann"), .characteristic = "seat", .value = 0.1, __VA_ARGS__)
#define ANSWERED(...) EVENT(ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "040", "ann"), __VA_ARGS__)

static const struct scenario TABLE[] = {
    {"a number is measured in a run, by a machine too", a_frame_running, TORQUE(.unit_of_measure = "N·m"), ""},
    {"only in a run", NULL, TORQUE(.tool = "w1"), "operation-state unit-state"},
    {"where it does not run all else is judged", a_frame_ready_and_the_station_wrong,
     MEASURED(SUBJECT("R1", "010", "zoe"), .characteristic = "colour", .value = 1, .tool = "w2", .position = "tray-9"),
     "operation-state unit-state station-type operator-unknown characteristic-unknown position-unknown"
     " tool-calibration"},
    {"so it is of an operation that nobody knows", a_frame_running,
     MEASURED(SUBJECT("R1", "999", "ann"), .characteristic = "torque", .value = 1, .tool = "w3", .position = "tray-9"),
     "operation-unknown position-unknown tool-withdrawn"},
    {"and of a unit that nobody knows", a_frame_running,
     MEASURED(SUBJECT("R9", "010", "old"), .characteristic = "torque", .value = 1, .tool = "w9"),
     "unit-unknown operator-left tool-unknown"},
    {"a hold keeps nobody from saying what is measured", a_frame_running_under_a_hold, TORQUE(.tool = "w1"), ""},
    {"of a characteristic of the operation", a_frame_running,
     MEASURED(SUBJECT("R1", "010", "ann"), .characteristic = "colour", .value = 1), "characteristic-unknown"},
    {"in its unit of measure", a_frame_running, TORQUE(.unit_of_measure = "lbf·ft"), "unit-of-measure"},
    {"nothing is measured of a part that is not there", trays_running, SEAT(.position = "tray-2"), "position-empty"},
    {"none is given where it has none", trays_running, SEAT(.position = "tray-1", .unit_of_measure = "mm"),
     "unit-of-measure"},
    {"with the run's tool or another good one", a_frame_running, TORQUE(.tool = "w1"), ""},
    {"of the type", a_frame_running, TORQUE(.tool = "meter"), "tool-type"},
    {"in calibration", a_frame_running, TORQUE(.tool = "w2"), "tool-calibration"},
    {"known", a_frame_running, TORQUE(.tool = "w9"), "tool-unknown"},
    {"the run's tool may have run out of calibration since", a_wrench_overdue_in_the_run,
     TORQUE(.unit_of_measure = "N·m"), "tool-calibration"},
    {"some tool is needed", a_frame_running_without_a_tool, TORQUE(.unit_of_measure = "N·m"), "tool-missing"},
    {"a number of the unit names no position", a_frame_running, TORQUE(.position = "tray-1"), "position-other"},
    {"one of positions names one", trays_running, SEAT(.tool = NULL), "position-missing"},
    {"that the product has", trays_running, SEAT(.position = "tray-9"), "position-unknown"},
    {"and that is meant", trays_running, SEAT(.position = "supply-1"), "position-other"},
    {"and is then taken", trays_running, SEAT(.position = "tray-1"), ""},
    {"a question is answered in a run", a_test_running,
     ANSWERED(.check = "boot", .position = "tray-1", .answer = "slow"), ""},
    {"under a hold too", a_test_running_under_a_hold,
     ANSWERED(.check = "boot", .position = "tray-1", .answer = "slow"), ""},
    {"at its station", a_test_running_elsewhere, ANSWERED(.check = "boot", .position = "tray-1", .answer = "slow"),
     "station-other"},
    {"from the list", a_test_running, ANSWERED(.check = "boot", .position = "tray-1", .answer = "yes"),
     "answer-unknown"},
    {"of a check of the operation", a_test_running, ANSWERED(.check = "smell", .answer = "yes"), "check-unknown"},
    {"at each position meant", a_test_running, ANSWERED(.check = "boot", .answer = "clean"), "position-missing"},
    {"where it does not run the answer is judged", a_test_ready,
     EVENT(ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "040", NULL), .check = "boot", .answer = "yes"),
     "operation-state operator-missing answer-unknown position-missing"},
    {"by an operator", a_test_running,
     EVENT(ENTRY_CHECK_RECORDED, check_recorded, SUBJECT("R1", "040", NULL), .check = "boot", .position = "tray-1",
           .answer = "slow"),
     "operator-missing"},
};
SCENARIOS(RECORD_SCENARIOS, TABLE);

struct limit_row {
    double value;
    int verdict;
};
static const struct limit_row LIMITS[] = {
    {7.999, VERDICT_FAILED},         {8, VERDICT_PASSED},         {12, VERDICT_PASSED}, {12.001, VERDICT_FAILED},
    {ABSENT_NUMBER, VERDICT_FAILED}, {-INFINITY, VERDICT_FAILED},
};

START_TEST(limits_are_inclusive)
{
    struct line *line = line_new();
    a_frame_running(line);
    int64_t at =
        line_posted(line, MEASURED(SUBJECT("R1", "010", "ann"), .characteristic = "torque", .value = LIMITS[_i].value));
    const struct result_judged *result = line->entries[at - 1].result;
    ck_assert_int_eq(result->verdict, LIMITS[_i].verdict);
    ck_assert_double_eq(result->lower, 8);
    ck_assert_double_eq(result->upper, 12);
    line_free(line);
}
END_TEST

START_TEST(a_missing_limit_is_none)
{
    struct line *line = line_new();
    trays_running(line);
    int64_t at = line_posted(
        line, MEASURED(SUBJECT("R1", "020", "ann"), .characteristic = "seat", .value = -1e9, .position = "tray-1"));
    const struct result_judged *result = line->entries[at - 1].result;
    ck_assert_int_eq(result->verdict, VERDICT_PASSED);
    ck_assert(isnan(result->lower));
    line_free(line);
}
END_TEST

struct answer_row {
    const char *answer;
    int verdict;
};
static const struct answer_row ANSWERS[] = {
    {"clean", VERDICT_PASSED}, {"slow", VERDICT_PASSED}, {"not", VERDICT_FAILED}};

START_TEST(an_answer_passes_when_it_is_accepted)
{
    struct line *line = line_new();
    a_test_running(line);
    int64_t at = line_posted(line, ANSWERED(.check = "boot", .position = "tray-1", .answer = ANSWERS[_i].answer));
    ck_assert_int_eq(((const struct result_judged *)line->entries[at - 1].result)->verdict, ANSWERS[_i].verdict);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_record)
tcase_add_loop_test(tests, limits_are_inclusive, 0, sizeof LIMITS / sizeof *LIMITS);
tcase_add_test(tests, a_missing_limit_is_none);
tcase_add_loop_test(tests, an_answer_passes_when_it_is_accepted, 0, sizeof ANSWERS / sizeof *ANSWERS);
SUITE_END
