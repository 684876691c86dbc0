/* What corrections take back. */
#include "store/find_correction.h"
#include "store_story.h"

static struct waiver waiver_at(struct story *story, int64_t waiver_id)
{
    struct waiver row;
    expect_right(find_waiver(story->store, waiver_id, story->place.arena, &row), &story->place, __FILE__, __LINE__);
    return row;
}

/* Everything that a completed rack loses with one tray, and gets back when the removal is corrected; as entries say it,
 * and as those of earlier versions did. */
START_TEST(evidence_falls_with_a_removal_and_stands_again_with_its_correction)
{
    struct story story = story_begin();
    const char *passed[] = {"010"}, *waived[] = {"020"};
    const bool earlier = _i;
    tell_r1_started(&story);
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-racks");
    tell_installation(&story, "R1", "tray-1", "bought");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    const int64_t waiver = tell_waived(&story, "020");
    ck_assert_int_eq(waiver_at(&story, waiver).invalidated_by, ABSENT_INTEGER);
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "R1");
    tell_order(&story, ENTRY_ORDER_COMPLETED, "order-of-racks");
    ck_assert_int_eq(unit_at(&story, R1).completed, story.now_us - US_PER_SECOND);

    struct result_removed fallen = {.invalidated = {.items = passed, .count = 1}, .run_id = ABSENT_INTEGER};
    fallen.waived.items = waived;
    fallen.waived.count = earlier ? 0 : 1;
    fallen.waiver = earlier ? "020" : NULL;
    int64_t removal = tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, fallen);
    struct order row;
    found(find_order(story.store, "order-of-racks", story.place.arena, &row));
    ck_assert_int_eq(row.state, ORDER_IN_PROCESS);
    ck_assert_int_eq(row.completed, ABSENT_INTEGER);
    ck_assert_int_eq(row.journal_position, removal);
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_PROCESS);
    ck_assert_int_eq(unit_at(&story, R1).completed, ABSENT_INTEGER);
    for (int i = 0; i < 2; i++) {
        struct unit_operation operation = operation_of(&story, R1, i ? "020" : "010");
        ck_assert_int_eq(operation.state, OPERATION_INVALIDATED);
        ck_assert_int_eq(operation.invalidated_by, removal);
    }
    ck_assert_int_eq(waiver_at(&story, waiver).state, WAIVER_COUNTERSIGNED);
    ck_assert_int_eq(waiver_at(&story, waiver).invalidated_by, removal);
    struct installation ended;
    found(find_installation_removed_by(story.store, removal, story.place.arena, &ended));
    ck_assert_str_eq(ended.position, "tray-1");

    struct result_corrected back = {.failures = ABSENT_INTEGER, .restored = {.items = passed, .count = 1}};
    back.rewaived.items = waived;
    back.rewaived.count = earlier ? 0 : 1;
    back.waiver = earlier ? "020" : NULL;
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, back);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_PASSED);
    ck_assert_int_eq(operation_of(&story, R1, "020").state, OPERATION_WAIVED);
    ck_assert_int_eq(operation_of(&story, R1, "010").invalidated_by, ABSENT_INTEGER);
    ck_assert_int_eq(waiver_at(&story, waiver).invalidated_by, ABSENT_INTEGER);
    struct installation there;
    found(find_occupant(story.store, R1, "tray-1", story.place.arena, &there));
    ck_assert_int_eq(there.removed_by, ABSENT_INTEGER);
    ck_assert_int_eq(there.removal, REMOVAL_ABSENT);
    ck_assert_int_eq(component_named(&story, "bought").state, COMPONENT_INSTALLED);
    ck_assert_int_eq(find_installation_removed_by(story.store, removal, story.place.arena, &ended), FAULT_NOT_FOUND);
    ck_assert(!built_r1(&story, "ben")); /* who took it out */
    story_end(&story);
}
END_TEST

/* A run that had fallen before its operation was waived: it is the waiver that stands again. */
START_TEST(evidence_that_fell_before_the_waiver_stays_fallen)
{
    struct story story = story_begin();
    const char *operation[] = {"010"};
    struct result_removed falls = {.invalidated = {operation, 1}, .run_id = ABSENT_INTEGER};
    int64_t run_id = tell_r1_started(&story);
    tell_installation(&story, "R1", "tray-1", "bought");
    tell_installation(&story, "R1", "tray-2", "T1");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    const int64_t first = tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, falls);
    const int64_t waiver = tell_waived(&story, "010");
    falls = (struct result_removed){.waived = {operation, 1}, .run_id = ABSENT_INTEGER};
    const int64_t second = tell_removal(&story, "R1", "tray-2", REMOVAL_REUSE, falls);
    ck_assert_int_eq(waiver_at(&story, waiver).invalidated_by, second);
    struct result_corrected back = PLAIN_CORRECTION;
    back.rewaived.items = operation;
    back.rewaived.count = 1;
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, second, back);
    ck_assert_int_eq(waiver_at(&story, waiver).invalidated_by, ABSENT_INTEGER);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_WAIVED);
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, first);
    story_end(&story);
}
END_TEST

static void claim_r1(struct story *story, int first, int second, int64_t invalidated_by, int64_t waiver)
{
    ck_assert_int_eq(operation_of(story, R1, "010").state, first);
    ck_assert_int_eq(operation_of(story, R1, "020").state, second);
    ck_assert_int_eq(operation_of(story, R1, "020").invalidated_by, invalidated_by);
    ck_assert_int_eq(run_at(story, operation_of(story, R1, "010").run_id).invalidated_by, invalidated_by);
    ck_assert_int_eq(waiver_at(story, waiver).invalidated_by, invalidated_by);
}

START_TEST(what_fell_around_a_unit_stands_again_with_it)
{
    struct story story = story_begin();
    const char *passed[] = {"010"}, *waived[] = {"020"};
    tell_start(&story, "T1", "010", "ann", true);
    tell_unit(&story, ENTRY_UNIT_STARTED, "T1");
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-trays");
    tell_installation(&story, "T1", "tray-9", "bought");
    tell_completion(&story, "T1", "010", VERDICT_PASSED, 0);
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "T1");
    tell_r1_started(&story);
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-racks");
    tell_installation(&story, "R1", "tray-1", "T1");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    const int64_t waiver = tell_waived(&story, "020");
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "R1");
    claim_r1(&story, OPERATION_PASSED, OPERATION_WAIVED, ABSENT_INTEGER, waiver);

    struct outer_fallen outer = {.unit = "R1",
                                 .unit_part_number = "RACK",
                                 .position = "tray-1",
                                 .invalidated = {passed, 1},
                                 .waived = {waived, 1}};
    const struct result_removed falls = {
        .invalidated = {passed, 1}, .run_id = ABSENT_INTEGER, .outer = {.items = &outer, .count = 1}};
    const int64_t removal = tell_removal(&story, "T1", "tray-9", REMOVAL_REUSE, falls);
    claim_r1(&story, OPERATION_INVALIDATED, OPERATION_INVALIDATED, removal, waiver);
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_PROCESS);

    struct outer_restored again = {.unit = "R1",
                                   .unit_part_number = "RACK",
                                   .restored = {passed, 1},
                                   .rewaived = {waived, 1},
                                   .unit_state = UNIT_IN_PROCESS,
                                   .order_state = ORDER_IN_PROCESS};
    const struct result_corrected back = {
        .unit = "T1", .failures = ABSENT_INTEGER, .restored = {passed, 1}, .outer = {.items = &again, .count = 1}};
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, back);
    claim_r1(&story, OPERATION_PASSED, OPERATION_WAIVED, ABSENT_INTEGER, waiver);
    story_end(&story);
}
END_TEST

/* A tray in every state that it may have in a rack is thrown away with a removal, and comes back. */
START_TEST(a_tray_thrown_away_is_what_it_was)
{
    struct story story = story_begin();
    const bool done = _i;
    tell_start(&story, "T1", "010", "ann", true);
    tell_unit(&story, ENTRY_UNIT_STARTED, "T1");
    tell_completion(&story, "T1", "010", VERDICT_PASSED, 0);
    if (done)
        tell_unit(&story, ENTRY_UNIT_COMPLETED, "T1");
    tell_r1_started(&story);
    tell_installation(&story, "R1", "tray-1", "T1");
    const struct unit then = unit_at(&story, T1);
    int64_t removal =
        tell_removal(&story, "R1", "tray-1", REMOVAL_SCRAP, (struct result_removed){.run_id = ABSENT_INTEGER});
    ck_assert_int_eq(unit_at(&story, T1).state, UNIT_SCRAPPED);
    ck_assert_int_ne(unit_at(&story, T1).completed, ABSENT_INTEGER);
    const struct part_restored part = {.unit = "T1", .unit_part_number = "TRAY", .unit_state = (int)then.state};
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal,
                    (struct result_corrected){.failures = ABSENT_INTEGER, .part = &part});
    const struct unit back = unit_at(&story, T1);
    ck_assert_int_eq(back.state, then.state);
    ck_assert_int_eq(back.completed, then.completed);
    ck_assert_int_eq(back.installed_in, then.installed_in);
    story_end(&story);
}
END_TEST

START_TEST(a_component_known_only_by_mistake_is_not_known)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    int64_t mistake = tell_installation(&story, "R1", "tray-1", "T1");
    tell_correction(&story, ENTRY_COMPONENT_INSTALLED, mistake, PLAIN_CORRECTION);
    struct component component;
    ck_assert_int_eq(find_component(story.store, "TRAY", "T1", story.place.arena, &component), FAULT_NOT_FOUND);
    ck_assert_int_eq(unit_at(&story, T1).installed_in, ABSENT_INTEGER);
    tell_installation(&story, "R1", "tray-1", "T1"); /* the position is free, and so is the tray */
    story_end(&story);
}
END_TEST

START_TEST(a_start_taken_back_leaves_the_operation_as_it_was)
{
    struct story story = story_begin();
    int64_t first = tell_start(&story, "R1", "010", "ann", true);
    tell_completion(&story, "R1", "010", VERDICT_FAILED, 0);
    struct unit_operation before = operation_of(&story, R1, "010");
    int64_t second = tell_start(&story, "R1", "010", "ben", true);
    int64_t measured = tell_measurement(&story, "R1", "010", "ben", NULL);
    struct event_places evidence;
    found(find_recorded_since(story.store, second, second, story.place.arena, &evidence));
    ck_assert_uint_eq(evidence.list.count, 1);
    ck_assert_int_eq(evidence.list.items[0].journal_position, measured);
    ck_assert_int_eq(evidence.list.items[0].kind, ENTRY_MEASUREMENT_RECORDED);
    struct result_corrected back = {
        .failures = ABSENT_INTEGER, .unit_state = UNIT_QUEUED, .order_state = ORDER_RELEASED};
    tell_correction(&story, ENTRY_MEASUREMENT_RECORDED, measured, back);
    found(find_recorded_since(story.store, second, second, story.place.arena, &evidence));
    ck_assert_uint_eq(evidence.list.count, 0);
    back.previous = OPERATION_FAILED;
    tell_correction(&story, ENTRY_OPERATION_STARTED, second, back);
    struct unit_operation after = operation_of(&story, R1, "010");
    ck_assert_int_eq(after.state, before.state);
    ck_assert_int_eq(after.attempts, before.attempts);
    ck_assert_int_eq(after.failures, before.failures);
    ck_assert_int_eq(after.run_id, first);
    struct run run;
    ck_assert_int_eq(find_run(story.store, second, story.place.arena, &run), FAULT_NOT_FOUND);
    ck_assert(built_r1(&story, "ann"));
    ck_assert(!built_r1(&story, "ben"));
    story_end(&story);
}
END_TEST

START_TEST(a_completion_taken_back_runs_on_from_now)
{
    struct story story = story_begin();
    int64_t run_id = tell_r1_started(&story);
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-racks");
    int64_t end = tell_completion(&story, "R1", "010", VERDICT_PASSED, 2);
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "R1");
    tell_order(&story, ENTRY_ORDER_COMPLETED, "order-of-racks");
    bool corrected;
    found(find_corrected(story.store, end, &corrected));
    ck_assert(!corrected);
    tell_correction(&story, ENTRY_OPERATION_COMPLETED, end,
                    (struct result_corrected){.previous = OPERATION_RUNNING, .failures = 2});
    found(find_corrected(story.store, end, &corrected));
    ck_assert(corrected);
    struct run run = run_at(&story, run_id);
    ck_assert_int_eq(run.state, RUN_RUNNING);
    ck_assert_int_eq(run.ended, ABSENT_INTEGER);
    ck_assert_int_eq(run.ended_by, ABSENT_INTEGER);
    ck_assert_int_eq(run.running_since, story.now_us);
    ck_assert_int_eq(run.accumulated_us, 7 * US_PER_SECOND);
    ck_assert_int_eq(operation_of(&story, R1, "010").failures, 2);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_RUNNING);
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_PROCESS);
    ck_assert_int_eq(unit_at(&story, R1).completed, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

START_TEST(who_builds_is_known_until_the_last_act_is_taken_back)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    ck_assert(built_r1(&story, "ann") && !built_r1(&story, "ben"));
    int64_t acts[2] = {tell_measurement(&story, "R1", "010", "ben", NULL),
                       tell_measurement(&story, "R1", "010", "ben", NULL)};
    for (int i = 0; i < 2; i++) {
        ck_assert(built_r1(&story, "ben"));
        tell_correction(&story, ENTRY_MEASUREMENT_RECORDED, acts[i], PLAIN_CORRECTION);
    }
    ck_assert(!built_r1(&story, "ben"));
    tell_start(&story, "R1", "190", "ben", false);
    tell_measurement(&story, "R1", "190", "ben", NULL);
    ck_assert(!built_r1(&story, "ben")); /* to inspect is not to build */
    story_end(&story);
}
END_TEST

/* Of a time when one person could waive there is no waiver to name. */
START_TEST(what_one_person_waived_is_a_decision_too)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    const struct operation_waived alone = {
        .unit = "R1", .part_number = "RACK", .operation = "020", .reason = "seen", .waiver = ABSENT_INTEGER};
    const int64_t waived = tell(&story, ENTRY_OPERATION_WAIVED, NULL, &alone, NULL);
    struct fault_decisions decided;
    found(find_decided_since(story.store, R1, 0, story.place.arena, &decided));
    ck_assert_uint_eq(decided.list.count, 1);
    ck_assert_int_eq(decided.list.items[0].kind, ENTRY_OPERATION_WAIVED);
    ck_assert_int_eq(decided.list.items[0].journal_position, waived);
    ck_assert_str_eq(decided.list.items[0].operation, "020");
    story_end(&story);
}
END_TEST

/* In a run of before, what was aborted, or taken back, proves nothing. */
START_TEST(what_was_passed_and_signed_since_is_found)
{
    struct story story = story_begin();
    const int64_t run = tell_r1_started(&story), since = run + 1;
    const struct unit_signed data = {.subject = about("R1", "010", "bob")};
    const struct result_unit result = {.unit_part_number = "RACK"};
    const int64_t taken_back = tell(&story, ENTRY_UNIT_SIGNED, "S1", &data, &result);
    tell_correction(&story, ENTRY_UNIT_SIGNED, taken_back, PLAIN_CORRECTION);
    const int64_t is_signed = tell(&story, ENTRY_UNIT_SIGNED, "S1", &data, &result);
    const int64_t passed = tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    struct proofs proofs;
    found(find_proven_since(story.store, R1, since, story.place.arena, &proofs));
    ck_assert_uint_eq(proofs.list.count, 2);
    ck_assert_int_eq(proofs.list.items[0].kind, ENTRY_UNIT_SIGNED);
    ck_assert_int_eq(proofs.list.items[0].journal_position, is_signed);
    ck_assert_int_eq(proofs.list.items[1].kind, ENTRY_OPERATION_COMPLETED);
    ck_assert_int_eq(proofs.list.items[1].journal_position, passed);
    ck_assert_str_eq(proofs.list.items[1].operation, "010");
    found(find_proven_since(story.store, R1, run - 1, story.place.arena, &proofs));
    ck_assert_uint_eq(proofs.list.count, 0);
    story_end(&story);
}
END_TEST

SUITE_BEGIN(corrections)
tcase_add_loop_test(tests, evidence_falls_with_a_removal_and_stands_again_with_its_correction, 0, 2);
tcase_add_test(tests, evidence_that_fell_before_the_waiver_stays_fallen);
tcase_add_test(tests, what_fell_around_a_unit_stands_again_with_it);
tcase_add_loop_test(tests, a_tray_thrown_away_is_what_it_was, 0, 2);
tcase_add_test(tests, a_component_known_only_by_mistake_is_not_known);
tcase_add_test(tests, a_start_taken_back_leaves_the_operation_as_it_was);
tcase_add_test(tests, a_completion_taken_back_runs_on_from_now);
tcase_add_test(tests, who_builds_is_known_until_the_last_act_is_taken_back);
tcase_add_test(tests, what_one_person_waived_is_a_decision_too);
tcase_add_test(tests, what_was_passed_and_signed_since_is_found);
SUITE_END
