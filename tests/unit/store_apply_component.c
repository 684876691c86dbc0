/* What installing and removing components comes to. */
#include "store/find_correction.h"
#include "store_story.h"

#include <string.h>

START_TEST(an_installed_component_fills_its_position)
{
    struct story story = story_begin();
    int64_t run_id = tell_start(&story, "R1", "010", "ann", true);
    int64_t id = tell_installation(&story, "R1", "tray-1", "T1");
    struct installation row;
    found(find_occupant(story.store, R1, "tray-1", story.place.arena, &row));
    ck_assert_int_eq(row.installation_id, id);
    ck_assert_int_eq(row.child_unit_id, T1);
    ck_assert_int_eq(row.run_id, run_id);
    ck_assert_int_eq(row.installed, story.now_us);
    found(find_installation(story.store, id, story.place.arena, &row));
    ck_assert_int_eq(row.child_unit_id, T1);
    ck_assert_int_eq(row.run_id, run_id);
    ck_assert_str_eq(row.country, "JP");
    ck_assert_uint_eq(row.firmware.count, 2);
    ck_assert_str_eq(row.firmware.items[1].name, "BIOS");
    ck_assert_uint_eq(row.identifiers.count, 1);
    ck_assert_int_eq(unit_at(&story, T1).installed_in, R1);
    ck_assert_int_eq(component_named(&story, "T1").state, COMPONENT_INSTALLED);
    ck_assert_int_eq(component_named(&story, "T1").installation_id, id);
    tell_installation(&story, "R1", "tray-2", NULL); /* not tracked by serial: no component */
    struct installations all;
    found(find_installations(story.store, R1, story.place.arena, &all));
    ck_assert_uint_eq(all.list.count, 2);
    story_end(&story);
}
END_TEST

static const struct {
    enum removal removal, stored;
    enum component_state component;
    enum unit_state unit;
} REMOVALS[] = {
    {REMOVAL_ABSENT, REMOVAL_REUSE, COMPONENT_AVAILABLE, UNIT_COMPLETED},
    {REMOVAL_REUSE, REMOVAL_REUSE, COMPONENT_AVAILABLE, UNIT_COMPLETED},
    {REMOVAL_SCRAP, REMOVAL_SCRAP, COMPONENT_SCRAPPED, UNIT_SCRAPPED},
    {REMOVAL_RETURN, REMOVAL_RETURN, COMPONENT_RETURNED, UNIT_COMPLETED},
};

START_TEST(a_removal_says_what_becomes_of_the_component)
{
    struct story story = story_begin();
    tell_unit(&story, ENTRY_UNIT_STARTED, "T1");
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "T1");
    int64_t completed = unit_at(&story, T1).completed;
    tell_r1_started(&story);
    int64_t id = tell_installation(&story, "R1", "tray-1", "T1");
    int64_t removed_by =
        tell_removal(&story, "R1", "tray-1", REMOVALS[_i].removal, (struct result_removed){.run_id = ABSENT_INTEGER});
    struct installation row;
    found(find_installation(story.store, id, story.place.arena, &row));
    ck_assert_int_eq(row.removed, story.now_us);
    ck_assert_int_eq(row.removed_by, removed_by);
    ck_assert_int_eq(row.removal, (int)REMOVALS[_i].stored);
    ck_assert(!row.voided);
    ck_assert_int_eq(find_occupant(story.store, R1, "tray-1", story.place.arena, &row), FAULT_NOT_FOUND);
    ck_assert_int_eq(component_named(&story, "T1").state, (int)REMOVALS[_i].component);
    ck_assert_int_eq(unit_at(&story, T1).installed_in, ABSENT_INTEGER);
    ck_assert_int_eq(unit_at(&story, T1).state, (int)REMOVALS[_i].unit);
    ck_assert_int_eq(unit_at(&story, T1).completed, completed);
    story_end(&story);
}
END_TEST

START_TEST(what_the_open_run_recorded_at_the_position_falls_too)
{
    struct story story = story_begin();
    int64_t run_id = tell_r1_started(&story);
    tell_installation(&story, "R1", "tray-1", "bought");
    tell_measurement(&story, "R1", "010", "ann", "tray-1");
    tell_measurement(&story, "R1", "010", "ann", "tray-2");
    int64_t removal = tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, (struct result_removed){.run_id = run_id});
    struct measurements left;
    found(find_measurements(story.store, run_id, story.place.arena, &left));
    ck_assert_uint_eq(left.list.count, 1);
    ck_assert_str_eq(left.list.items[0].position, "tray-2");
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, PLAIN_CORRECTION);
    found(find_measurements(story.store, run_id, story.place.arena, &left));
    ck_assert_uint_eq(left.list.count, 2);
    story_end(&story);
}
END_TEST

START_TEST(a_run_says_what_made_its_evidence_fall)
{
    struct story story = story_begin();
    const char *invalidated[] = {"010"};
    const struct result_removed falls = {.invalidated = {.items = invalidated, .count = 1}, .run_id = ABSENT_INTEGER};
    int64_t run_id = tell_r1_started(&story);
    tell_installation(&story, "R1", "tray-1", "bought");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, ABSENT_INTEGER);
    int64_t removal = tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, falls);
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, removal);
    struct result_corrected back = PLAIN_CORRECTION;
    back.restored.items = invalidated;
    back.restored.count = 1;
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, back);
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

/* The other rack of the order ends with it, so that the order is completed. */
START_TEST(what_comes_out_of_scrap_opens_nothing_again)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-racks");
    tell_installation(&story, "R1", "tray-1", "T1");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    tell_unit(&story, ENTRY_UNIT_SCRAPPED, "R1");
    tell_unit(&story, ENTRY_UNIT_SCRAPPED, "R2");
    tell_order(&story, ENTRY_ORDER_COMPLETED, "order-of-racks");
    const struct result_removed salvaged = {.run_id = ABSENT_INTEGER, .salvaged = true};
    struct result_corrected back = PLAIN_CORRECTION;
    int64_t removal = tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, salvaged);
    struct order order;
    found(find_order(story.store, "order-of-racks", story.place.arena, &order));
    ck_assert_int_eq(order.state, ORDER_COMPLETED);
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_SCRAPPED);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_PASSED);
    ck_assert_int_eq(component_named(&story, "T1").state, COMPONENT_AVAILABLE);
    ck_assert_int_eq(unit_at(&story, T1).installed_in, ABSENT_INTEGER);
    back.unit_state = UNIT_SCRAPPED;
    back.order_state = ORDER_COMPLETED;
    tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, back);
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_SCRAPPED);
    ck_assert_int_eq(unit_at(&story, T1).installed_in, R1);
    story_end(&story);
}
END_TEST

START_TEST(a_reopened_order_is_neither_completed_nor_closed)
{
    struct story story = story_begin();
    struct order order;
    tell_r1_started(&story);
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-racks");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "R1");
    tell_unit(&story, ENTRY_UNIT_SCRAPPED, "R2");
    tell_order(&story, ENTRY_ORDER_COMPLETED, "order-of-racks");
    tell_order(&story, ENTRY_ORDER_CLOSED, "order-of-racks");
    tell_order(&story, ENTRY_ORDER_REOPENED, "order-of-racks");
    found(find_order(story.store, "order-of-racks", story.place.arena, &order));
    ck_assert_int_eq(order.state, ORDER_IN_PROCESS);
    ck_assert_int_eq(order.completed, ABSENT_INTEGER);
    ck_assert_int_eq(order.closed, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

START_TEST(a_unit_is_seen_as_it_was_at_a_position_of_the_journal)
{
    struct story story = story_begin();
    tell_start(&story, "R1", "010", "ann", true);
    tell_unit(&story, ENTRY_UNIT_STARTED, "R1");
    int64_t first = tell_installation(&story, "R1", "tray-1", "a");
    int64_t second = tell_installation(&story, "R1", "tray-2", "b");
    int64_t removal =
        tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, (struct result_removed){.run_id = ABSENT_INTEGER});
    int64_t third = tell_installation(&story, "R1", "tray-1", "c");
    const struct {
        int64_t position;
        const char *serials;
    } asked[] = {{first - 1, ""}, {first, "a"}, {second, "ab"}, {removal - 1, "ab"}, {removal, "b"}, {third, "cb"}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct parts_then then;
        char serials[8] = "";
        found(find_parts_at(story.store, R1, asked[i].position, story.place.arena, &then));
        for (size_t j = 0; j < then.list.count; j++)
            strncat(serials, then.list.items[j].serial, 1);
        ck_assert_str_eq(serials, asked[i].serials);
    }
    story_end(&story);
}
END_TEST

START_TEST(a_component_has_a_history_without_what_never_was)
{
    struct story story = story_begin();
    const struct unit_named racks[] = {{.unit = "R1", .part_number = "RACK"}, {.unit = "R2", .part_number = "RACK"}};
    int64_t ids[3];
    for (int i = 0; i < 2; i++) {
        tell_start(&story, racks[i].unit, "010", "ann", true);
        tell(&story, ENTRY_UNIT_STARTED, NULL, &racks[i], NULL);
    }
    const struct result_removed nothing = {.run_id = ABSENT_INTEGER};
    ids[0] = tell_installation(&story, "R1", "tray-1", "bought");
    tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, nothing);
    ids[1] = tell_installation(&story, "R2", "tray-1", "bought");
    tell_correction(&story, ENTRY_COMPONENT_INSTALLED, ids[1],
                    (struct result_corrected){.unit = "R2", .failures = ABSENT_INTEGER});
    ck_assert_int_eq(component_named(&story, "bought").state, COMPONENT_AVAILABLE);
    ck_assert_int_eq(component_named(&story, "bought").installation_id, ids[0]);
    ids[2] = tell_installation(&story, "R2", "tray-9", "bought");
    struct installations history;
    found(find_component_history(story.store, "TRAY", "bought", story.place.arena, &history));
    ck_assert_uint_eq(history.list.count, 2);
    ck_assert_int_eq(history.list.items[0].installation_id, ids[0]);
    ck_assert_int_eq(history.list.items[1].installation_id, ids[2]);
    struct installation voided;
    found(find_installation(story.store, ids[1], story.place.arena, &voided));
    ck_assert(voided.voided);
    found(find_component_history(story.store, "TRAY", "unheard of", story.place.arena, &history));
    ck_assert_uint_eq(history.list.count, 0);
    story_end(&story);
}
END_TEST

SUITE_BEGIN(components)
tcase_add_test(tests, an_installed_component_fills_its_position);
tcase_add_loop_test(tests, a_removal_says_what_becomes_of_the_component, 0, sizeof REMOVALS / sizeof *REMOVALS);
tcase_add_test(tests, what_the_open_run_recorded_at_the_position_falls_too);
tcase_add_test(tests, a_run_says_what_made_its_evidence_fall);
tcase_add_test(tests, what_comes_out_of_scrap_opens_nothing_again);
tcase_add_test(tests, a_reopened_order_is_neither_completed_nor_closed);
tcase_add_test(tests, a_unit_is_seen_as_it_was_at_a_position_of_the_journal);
tcase_add_test(tests, a_component_has_a_history_without_what_never_was);
SUITE_END
