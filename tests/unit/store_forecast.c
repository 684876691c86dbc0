/* What a forecast reads, and forecasts that were kept. */
#include "store/find_forecast.h"
#include "store_story.h"

START_TEST(what_remains_is_what_orders_on_the_floor_have_left)
{
    struct story story = story_begin();
    struct remaining_units units;
    struct unit_operations operations;
    found(list_units_remaining(story.store, story.place.arena, &units));
    ck_assert_uint_eq(units.list.count, 4);
    tell_r1_started(&story);
    tell_unit(&story, ENTRY_UNIT_SCRAPPED, "R2");
    tell_order(&story, ENTRY_ORDER_CANCELLED, "order-of-trays");
    found(list_units_remaining(story.store, story.place.arena, &units));
    ck_assert_uint_eq(units.list.count, 1);
    ck_assert_int_eq(units.list.items[0].unit_id, R1);
    found(list_operations_remaining(story.store, story.place.arena, &operations));
    ck_assert_uint_eq(operations.list.count, 1);
    ck_assert_int_eq(operations.list.items[0].state, OPERATION_RUNNING);
    story_end(&story);
}
END_TEST

START_TEST(a_unit_is_held_by_its_own_hold_and_by_its_orders)
{
    struct story story = story_begin();
    struct held_units held;
    tell_hold(&story, SELECTOR(.serial = "R2"), "one", "R2", NULL);
    const struct hold_released released = {
        .hold = tell_hold(&story, SELECTOR(.order = "order-of-racks"), "both", "R1", "R2"), .reason = "fine"};
    found(list_units_held(story.store, story.place.arena, &held));
    ck_assert_uint_eq(held.list.count, 3);
    ck_assert_int_eq(held.list.items[0].unit_id, R1);
    ck_assert_str_eq(held.list.items[0].order, "order-of-racks");
    ck_assert_int_eq(held.list.items[2].unit_id, R2);
    tell(&story, ENTRY_HOLD_RELEASED, NULL, &released, NULL);
    found(list_units_held(story.store, story.place.arena, &held));
    ck_assert_uint_eq(held.list.count, 1);
    ck_assert_ptr_null(held.list.items[0].order);
    ck_assert_str_eq(held.list.items[0].reason, "one");
    story_end(&story);
}
END_TEST

static void complete_tray(struct story *story, const char *tray)
{
    tell_start(story, tray, "010", "ann", true);
    tell_unit(story, ENTRY_UNIT_STARTED, tray);
    tell_completion(story, tray, "010", VERDICT_PASSED, 0);
    tell_unit(story, ENTRY_UNIT_COMPLETED, tray);
}

/* All of them are of revision A. */
static int64_t trays_in_stock(struct story *story)
{
    struct stocks stocks;
    expect_right(list_stock(story->store, "TRAY", story->place.arena, &stocks), &story->place, __FILE__, __LINE__);
    if (!stocks.list.count)
        return 0;
    ck_assert_uint_eq(stocks.list.count, 1);
    ck_assert_str_eq(stocks.list.items[0].revision, "A");
    return stocks.list.items[0].count;
}

START_TEST(a_completed_tray_is_in_stock_until_it_is_installed_or_held)
{
    struct story story = story_begin();
    struct filled_positions filled;
    ck_assert_int_eq(trays_in_stock(&story), 0);
    complete_tray(&story, "T1");
    complete_tray(&story, "T2");
    ck_assert_int_eq(trays_in_stock(&story), 2);
    tell_r1_started(&story);
    tell_installation(&story, "R1", "tray-1", "T1");
    tell_installation(&story, "R1", "tray-2", "bought");
    ck_assert_int_eq(trays_in_stock(&story), 1);
    tell_hold(&story, SELECTOR(.serial = "T2"), "x", "T2", NULL);
    ck_assert_int_eq(trays_in_stock(&story), 0);
    found(list_positions_filled(story.store, R1, story.place.arena, &filled));
    ck_assert_uint_eq(filled.list.count, 1);
    ck_assert_str_eq(filled.list.items[0].position, "tray-1");
    story_end(&story);
}
END_TEST

START_TEST(the_latest_ended_runs_are_measured)
{
    struct story story = story_begin();
    struct measured_runs runs;
    complete_tray(&story, "T1");
    tell_start(&story, "T2", "010", "ann", true);
    tell_completion(&story, "T2", "010", VERDICT_FAILED, 0);
    tell_r1_started(&story); /* it has not ended */
    found(list_runs_measured(story.store, 10, story.place.arena, &runs));
    ck_assert_uint_eq(runs.list.count, 2);
    ck_assert_int_eq(runs.list.items[0].state, RUN_FAILED);
    ck_assert_int_eq(runs.list.items[1].state, RUN_PASSED);
    ck_assert_str_eq(runs.list.items[1].part_number, "TRAY");
    ck_assert_str_eq(runs.list.items[1].revision, "A");
    /* as the stations of the story say, and as it was recorded */
    const struct run_course *course = &runs.list.items[1].course;
    ck_assert_int_eq(course->dated_started / US_PER_SECOND, 1700000000);
    ck_assert_int_eq(course->dated_ended / US_PER_SECOND, 1700000000);
    const struct run run = run_at(&story, course->run_id);
    ck_assert_int_eq(course->started, run.started);
    ck_assert_int_eq(course->ended, run.ended);
    found(list_runs_measured(story.store, 1, story.place.arena, &runs));
    ck_assert_uint_eq(runs.list.count, 1);
    story_end(&story);
}
END_TEST

static int64_t tell_fault_of(struct story *story, const char *unit, const char *part_number, bool review)
{
    const struct nonconformance_opened data = {
        .unit = unit, .part_number = part_number, .operation = "010", .code = "x", .material_review = review};
    return tell(story, ENTRY_NONCONFORMANCE_OPENED, NULL, &data, NULL);
}

static int64_t tell_fault(struct story *story, bool review)
{
    return tell_fault_of(story, "R1", "RACK", review);
}

static void tell_decision_of(struct story *story, const char *unit, const char *part_number, int64_t fault,
                             int disposition)
{
    const struct nonconformance_dispositioned data = {
        .nonconformance = fault, .disposition = disposition, .reason = "so"};
    const struct result_disposed result = {.unit = unit, .unit_part_number = part_number, .failures = ABSENT_INTEGER};
    tell(story, ENTRY_NONCONFORMANCE_DISPOSITIONED, NULL, &data, &result);
}

static void tell_decision(struct story *story, int64_t fault, int disposition)
{
    tell_decision_of(story, "R1", "RACK", fault, disposition);
}

START_TEST(a_completed_tray_is_no_stock_while_a_fault_speaks_against_it)
{
    struct story story = story_begin();
    struct held_units held;
    complete_tray(&story, "T2");
    tell_start(&story, "T1", "010", "ann", true);
    tell_unit(&story, ENTRY_UNIT_STARTED, "T1");
    const int64_t fault = tell_fault_of(&story, "T1", "TRAY", false);
    tell_completion(&story, "T1", "010", VERDICT_PASSED, 0);
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "T1");
    ck_assert_int_eq(trays_in_stock(&story), 1);
    tell_decision_of(&story, "T1", "TRAY", fault, DISPOSITION_REWORK);
    ck_assert_int_eq(trays_in_stock(&story), 2);
    tell_decision_of(&story, "T1", "TRAY", fault, DISPOSITION_REPAIR);
    ck_assert_int_eq(trays_in_stock(&story), 1);
    tell_decision_of(&story, "T1", "TRAY", fault, DISPOSITION_SCRAP);
    ck_assert_int_eq(trays_in_stock(&story), 1);
    found(list_units_held(story.store, story.place.arena, &held));
    ck_assert_uint_eq(held.list.count, 1);
    ck_assert_int_eq(held.list.items[0].condemned_by, fault);
    ck_assert_str_eq(held.list.items[0].condemned, "T1");
    story_end(&story);
}
END_TEST

static size_t decisions_measured(struct story *story, bool review, struct measured_decisions *ret)
{
    expect_right(list_decisions_measured(story->store, review, 10, story->place.arena, ret), &story->place, __FILE__,
                 __LINE__);
    return ret->list.count;
}

START_TEST(a_fault_is_undecided_until_quality_has_signed)
{
    struct story story = story_begin();
    struct undecided_faults faults;
    struct measured_decisions decisions;
    const struct defect_reported defect = {.subject = about("R2", NULL, "ben"), .code = "SCRATCH"};
    const struct result_reported result = {.unit_part_number = "RACK"};
    tell(&story, ENTRY_DEFECT_REPORTED, "S1", &defect, &result); /* on a unit that is queued */
    tell_r1_started(&story);
    const int64_t plain = tell_fault(&story, false), first_us = story.now_us, review = tell_fault(&story, true);
    found(list_faults_undecided(story.store, story.place.arena, &faults));
    ck_assert_uint_eq(faults.list.count, 3);
    ck_assert_int_eq(faults.list.items[0].unit_id, R1);
    ck_assert_str_eq(faults.list.items[0].operation, "010");
    ck_assert_int_eq(faults.list.items[0].reported, first_us);
    ck_assert(!faults.list.items[0].material_review && faults.list.items[1].material_review);
    ck_assert_int_eq(faults.list.items[2].unit_id, R2);
    ck_assert_ptr_null(faults.list.items[2].operation);

    tell_decision(&story, plain, DISPOSITION_USE_AS_IS);
    ck_assert_uint_eq(decisions_measured(&story, false, &decisions), 0);
    tell_decision(&story, review, DISPOSITION_REWORK);
    ck_assert_uint_eq(decisions_measured(&story, false, &decisions), 0);
    ck_assert_uint_eq(decisions_measured(&story, true, &decisions), 1);
    ck_assert_int_eq(decisions.list.items[0].decided, story.now_us);
    const struct nonconformance_named named = {.nonconformance = plain, .reason = "agreed"};
    tell(&story, ENTRY_NONCONFORMANCE_COUNTERSIGNED, NULL, &named, NULL);
    ck_assert_uint_eq(decisions_measured(&story, false, &decisions), 1);
    ck_assert_int_eq(decisions.list.items[0].reported, first_us);
    ck_assert_int_eq(decisions.list.items[0].decided, story.now_us);
    found(list_faults_undecided(story.store, story.place.arena, &faults));
    ck_assert_uint_eq(faults.list.count, 1);
    story_end(&story);
}
END_TEST

START_TEST(forecasts_are_kept_the_latest_first)
{
    struct story story = story_begin();
    const struct forecast_recorded data = {.seed = 1};
    struct order_forecast orders[] = {{"order-of-racks", 1000, 2000}, {"order-of-trays", 3000, ABSENT_INTEGER}};
    const struct result_forecast result = {.as_of = 1, .runs = 30, .orders = {.items = orders, .count = 2}};
    const int64_t first = tell(&story, ENTRY_FORECAST_RECORDED, NULL, &data, &result), made = story.now_us;
    orders[0].p50 = 1500;
    const int64_t second = tell(&story, ENTRY_FORECAST_RECORDED, NULL, &data, &result);
    struct forecast_rows rows;
    found(list_forecasts(story.store, "order-of-racks", 10, story.place.arena, &rows));
    ck_assert_uint_eq(rows.list.count, 2);
    ck_assert_int_eq(rows.list.items[0].journal_position, second);
    ck_assert_int_eq(rows.list.items[0].p50, 1500);
    ck_assert_int_eq(rows.list.items[1].journal_position, first);
    ck_assert_int_eq(rows.list.items[1].made, made);
    ck_assert_int_eq(rows.list.items[1].p90, 2000);
    found(list_forecasts(story.store, "order-of-trays", 1, story.place.arena, &rows));
    ck_assert_uint_eq(rows.list.count, 1);
    ck_assert_int_eq(rows.list.items[0].p90, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

SUITE(forecasts, what_remains_is_what_orders_on_the_floor_have_left, a_unit_is_held_by_its_own_hold_and_by_its_orders,
      a_completed_tray_is_in_stock_until_it_is_installed_or_held,
      a_completed_tray_is_no_stock_while_a_fault_speaks_against_it, the_latest_ended_runs_are_measured,
      a_fault_is_undecided_until_quality_has_signed, forecasts_are_kept_the_latest_first)
