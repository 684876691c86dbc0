/* What entries about units and their operations come to. */
#include "store/apply.h"
#include "store_story.h"

#include <string.h>

static void timed(struct story *story, enum entry_kind kind, int64_t accumulated_us)
{
    const struct operation_paused data = {.subject = about("R1", "010", "ann"), .reason = "so"};
    const struct operation_resumed resumed = {.subject = data.subject};
    const struct result_timed result = {.unit_part_number = "RACK", .accumulated_us = accumulated_us};
    tell(story, kind, "S1", kind == ENTRY_OPERATION_RESUMED ? (const void *)&resumed : (const void *)&data, &result);
}

START_TEST(units_are_numbered_in_order_and_in_their_part)
{
    struct story story = story_begin();
    static const char *const SERIALS[] = {"R1", "R2", "T1", "T2"};
    for (int64_t i = 0; i < 4; i++) {
        struct unit unit = unit_at(&story, i + 1);
        ck_assert_str_eq(unit.serial, SERIALS[i]);
        ck_assert_int_eq(unit.sequence, i % 2 + 1);
        ck_assert_int_eq(unit.state, UNIT_QUEUED);
        ck_assert_int_eq(unit.installed_in, ABSENT_INTEGER);
        ck_assert_str_eq(unit.revision, "A");
    }
    story_end(&story);
}
END_TEST

START_TEST(a_start_makes_a_run_in_its_bay)
{
    struct story story = story_begin();
    int64_t run_id = tell_start(&story, "R1", "010", "ann", true);
    struct run run = run_at(&story, run_id);
    ck_assert_int_eq(run.unit_id, R1);
    ck_assert_int_eq(run.state, RUN_RUNNING);
    ck_assert_str_eq(run.station, "S1");
    ck_assert_str_eq(run.bay, "B1");
    ck_assert_str_eq(run.tool, "K1");
    ck_assert_int_eq(run.power_w, 120000);
    ck_assert_double_eq(run.coolant_lpm, 180.5);
    ck_assert_int_eq(run.started, story.now_us);
    ck_assert_int_eq(run.running_since, story.now_us);
    ck_assert_int_eq(run.accumulated_us, 0);
    ck_assert_int_eq(run.ended, ABSENT_INTEGER);
    struct unit_operation operation = operation_of(&story, R1, "010");
    ck_assert_int_eq(operation.state, OPERATION_RUNNING);
    ck_assert_int_eq(operation.attempts, 1);
    ck_assert_int_eq(operation.failures, 0);
    ck_assert_int_eq(operation.run_id, run_id);
    struct runs here;
    found(find_runs_at_station(story.store, "S1", story.place.arena, &here));
    ck_assert_uint_eq(here.list.count, 1);
    story_end(&story);
}
END_TEST

START_TEST(a_pause_keeps_the_time_that_was_decided)
{
    struct story story = story_begin();
    int64_t run_id = tell_start(&story, "R1", "010", "ann", true);
    timed(&story, ENTRY_OPERATION_PAUSED, 5000);
    struct run run = run_at(&story, run_id);
    ck_assert_int_eq(run.state, RUN_PAUSED);
    ck_assert_int_eq(run.running_since, ABSENT_INTEGER);
    ck_assert_int_eq(run.accumulated_us, 5000);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_PAUSED);
    timed(&story, ENTRY_OPERATION_RESUMED, 5000);
    run = run_at(&story, run_id);
    ck_assert_int_eq(run.state, RUN_RUNNING);
    ck_assert_int_eq(run.running_since, story.now_us);
    ck_assert_int_eq(run.accumulated_us, 5000);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_RUNNING);
    story_end(&story);
}
END_TEST

START_TEST(failures_count_until_it_passes)
{
    struct story story = story_begin();
    for (int i = 0; i < 2; i++) {
        tell_start(&story, "R1", "010", "ann", true);
        tell_completion(&story, "R1", "010", VERDICT_FAILED, i);
        ck_assert_int_eq(operation_of(&story, R1, "010").failures, i + 1);
        ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_FAILED);
    }
    int64_t run_id = tell_start(&story, "R1", "010", "ann", true);
    int64_t end = tell_completion(&story, "R1", "010", VERDICT_PASSED, 2);
    ck_assert_int_eq(operation_of(&story, R1, "010").failures, 0);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_PASSED);
    struct run run = run_at(&story, run_id);
    ck_assert_int_eq(run.state, RUN_PASSED);
    ck_assert_int_eq(run.ended, story.now_us);
    ck_assert_int_eq(run.ended_by, end);
    ck_assert_int_eq(run.running_since, ABSENT_INTEGER);
    ck_assert_int_eq(run.accumulated_us, 7 * US_PER_SECOND);
    struct runs runs;
    found(find_runs_of_unit(story.store, R1, story.place.arena, &runs));
    ck_assert_uint_eq(runs.list.count, 3);
    found(find_runs_at_station(story.store, "S1", story.place.arena, &runs));
    ck_assert_uint_eq(runs.list.count, 0);
    story_end(&story);
}
END_TEST

START_TEST(an_aborted_run_is_no_attempt)
{
    struct story story = story_begin();
    int64_t run_id = tell_start(&story, "R1", "010", "ann", true);
    timed(&story, ENTRY_OPERATION_ABORTED, 3);
    ck_assert_int_eq(operation_of(&story, R1, "010").attempts, 0);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_OPEN);
    ck_assert_int_eq(run_at(&story, run_id).state, RUN_ABORTED);
    ck_assert_int_eq(run_at(&story, run_id).accumulated_us, 3);
    story_end(&story);
}
END_TEST

START_TEST(a_measurement_without_a_tool_was_made_with_the_runs)
{
    struct story story = story_begin();
    int64_t run_id = tell_start(&story, "R1", "010", "ann", true);
    tell_measurement(&story, "R1", "010", "ann", NULL);
    struct measurements all;
    found(find_measurements(story.store, run_id, story.place.arena, &all));
    ck_assert_uint_eq(all.list.count, 1);
    ck_assert_str_eq(all.list.items[0].tool, "K1");
    ck_assert_double_eq(all.list.items[0].lower, 8);
    ck_assert_double_nan(all.list.items[0].upper);
    story_end(&story);
}
END_TEST

START_TEST(a_unit_is_in_repair_until_its_last_nonconformance_is_disposed)
{
    struct story story = story_begin();
    const struct defect_reported defect = {.subject = about("R1", NULL, "ben"), .code = "SCRATCH"};
    struct result_reported result = {.unit_part_number = "RACK"};
    struct nonconformance_dispositioned disposed = {.disposition = DISPOSITION_REWORK, .reason = "polished"};
    const struct result_disposed decided = {.unit = "R1", .unit_part_number = "RACK", .failures = ABSENT_INTEGER};
    int64_t ids[2], open;
    ids[0] = tell(&story, ENTRY_DEFECT_REPORTED, "S1", &defect, &result);
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_QUEUED);
    tell_unit(&story, ENTRY_UNIT_STARTED, "R1");
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_REPAIR);
    ck_assert_int_eq(unit_at(&story, R1).started, story.now_us);
    bool review = true;
    found(find_material_review(story.store, R1, &review));
    ck_assert(!review);
    result.material_review = true;
    ids[1] = tell(&story, ENTRY_DEFECT_REPORTED, "S1", &defect, &result);
    found(find_material_review(story.store, R1, &review));
    ck_assert(review);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_REPAIR);
        disposed.nonconformance = ids[i];
        tell(&story, ENTRY_NONCONFORMANCE_DISPOSITIONED, NULL, &disposed, &decided);
        found(count_nonconformances_open(story.store, R1, &open));
        ck_assert_int_eq(open, 1 - i);
    }
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_PROCESS);
    struct nonconformances all;
    found(find_nonconformances(story.store, R1, story.place.arena, &all));
    ck_assert_uint_eq(all.list.count, 2);
    ck_assert_str_eq(all.list.items[1].reported_by, "ben");
    ck_assert_str_eq(all.list.items[1].disposed_by, "planner");
    ck_assert_int_eq(all.list.items[1].disposition, DISPOSITION_REWORK);
    story_end(&story);
}
END_TEST

/* Entries that no rule decides: they can only be damage, and must not be half done. */
START_TEST(an_entry_that_speaks_of_what_is_not_there_is_a_contradiction)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    tell_installation(&story, "R1", "tray-1", "bought");
    const struct operation_started start = {.subject = about("R1", "010", "ann")};
    const struct operation_started unknown = {.subject = about("R9", "010", "ann")};
    const struct result_started started = {.unit_part_number = "RACK", .attempt = 1};
    const struct operation_resumed resume = {.subject = about("R1", "010", "ann")};
    const struct result_timed timed_result = {.unit_part_number = "RACK"};
    const struct component_installed again = {
        .subject = about("R1", "010", "ann"), .position = "tray-1", .part_number = "TRAY"};
    const struct result_installed installed = {.unit_part_number = "RACK"};
    const struct component_installed unbuilt = {
        .subject = about("R1", "010", "ann"), .position = "tray-2", .part_number = "TRAY", .serial = "T9"};
    const struct result_installed built_here = {.unit_part_number = "RACK", .built_here = true};
    const struct component_removed empty = {.subject = about("R1", "010", "ann"), .position = "tray-9"};
    const struct result_removed removed = {.unit_part_number = "RACK", .part_number = "TRAY", .run_id = ABSENT_INTEGER};
    const struct measurement_recorded idle = {
        .subject = about("R2", "010", "ann"), .characteristic = "torque", .value = 1};
    const struct result_judged judged = {.unit_part_number = "RACK", .verdict = VERDICT_PASSED};
    const struct unit_named unit = {.unit = "R1", .part_number = "RACK"};
    const struct order_named order = {.order = "order-of-racks"}, no_order = {.order = "nothing"};
    const struct hold_released hold = {.hold = 1, .reason = "x"};
    const struct nonconformance_dispositioned disposed = {
        .nonconformance = 1, .disposition = DISPOSITION_SCRAP, .reason = "x"};
    const struct result_disposed decided = {.unit = "R1", .unit_part_number = "RACK", .failures = ABSENT_INTEGER};
    const struct token_revoked token = {.token = "nobody"};
    const struct password_set password = {.account = "nobody"};
    const struct pin_set pin = {.operator = "nobody"};
    const struct product_named product = {.part_number = "NOTHING", .revision = "A"};
    const struct event_corrected correct = {.event = {{1}}, .reason = "x"};
    const struct result_corrected pause = {
        .type = "operation.paused", .voided = 1, .unit = "R1", .unit_part_number = "RACK"};
    const struct result_corrected nowhere = {
        .type = "component.installed", .voided = 1, .unit = "R1", .unit_part_number = "RACK"};
    const struct {
        enum entry_kind kind;
        const void *data, *result;
    } wrong[] = {
        {ENTRY_OPERATION_STARTED, &start, &started},
        {ENTRY_OPERATION_STARTED, &unknown, &started},
        {ENTRY_OPERATION_RESUMED, &resume, &timed_result},
        {ENTRY_COMPONENT_INSTALLED, &again, &installed},
        {ENTRY_COMPONENT_INSTALLED, &unbuilt, &built_here},
        {ENTRY_COMPONENT_REMOVED, &empty, &removed},
        {ENTRY_MEASUREMENT_RECORDED, &idle, &judged},
        {ENTRY_UNIT_STARTED, &unit, NULL},
        {ENTRY_ORDER_CLOSED, &order, NULL},
        {ENTRY_ORDER_CLOSED, &no_order, NULL},
        {ENTRY_HOLD_RELEASED, &hold, NULL},
        {ENTRY_NONCONFORMANCE_DISPOSITIONED, &disposed, &decided},
        {ENTRY_TOKEN_REVOKED, &token, NULL},
        {ENTRY_PIN_SET, &pin, NULL},
        {ENTRY_PASSWORD_SET, &password, NULL},
        {ENTRY_PRODUCT_RELEASED, &product, NULL},
        {ENTRY_EVENT_CORRECTED, &correct, &pause},
        {ENTRY_EVENT_CORRECTED, &correct, &nowhere},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(tell_wrong(&story, wrong[i].kind, "S1", wrong[i].data, wrong[i].result) == FAULT_CORRUPT,
                      "%zu: %s", i, ENTRY_TYPES[wrong[i].kind].name);
    found(store_commit(story.store));
    BUFFER_OWNED struct buffer report = {0};
    found(rebuild_compare(story.store, place_path(&story.place, "scratch"), NULL, &report, &story.place.reasons));
    story_end(&story);
}
END_TEST

SUITE(applying, units_are_numbered_in_order_and_in_their_part, a_start_makes_a_run_in_its_bay,
      a_pause_keeps_the_time_that_was_decided, failures_count_until_it_passes, an_aborted_run_is_no_attempt,
      a_measurement_without_a_tool_was_made_with_the_runs,
      a_unit_is_in_repair_until_its_last_nonconformance_is_disposed,
      an_entry_that_speaks_of_what_is_not_there_is_a_contradiction)
