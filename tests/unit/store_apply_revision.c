/* What moving a unit to a newer revision changes in the tables. */
#include "store/find_list.h"
#include "store/find_revision.h"
#include "store_story.h"

#include <string.h>

/* R1 with 010 passed, tray-1 and tray-2 in, 020 waived and 030 failed. */
static struct story story_of_r1(int64_t *ret_run)
{
    struct story story = story_begin();
    const struct operation_waived waived = {.unit = "R1", .part_number = "RACK", .operation = "020", .reason = "yes"};
    *ret_run = tell_r1_started(&story);
    tell_order(&story, ENTRY_ORDER_STARTED, "order-of-racks");
    tell_installation(&story, "R1", "tray-1", "1");
    tell_installation(&story, "R1", "tray-2", "2");
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    tell(&story, ENTRY_OPERATION_WAIVED, NULL, &waived, NULL);
    tell_start(&story, "R1", "030", "ann", false);
    tell_completion(&story, "R1", "030", VERDICT_FAILED, 0);
    return story;
}

START_TEST(a_unit_is_of_the_revision_and_its_order_stays_what_it_was)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    int64_t position = tell_revision(&story, "B", (struct revised_unit){.previous = NULL});
    ck_assert_str_eq(unit_at(&story, R1).revision, "B");
    ck_assert_str_eq(unit_at(&story, R2).revision, "A");
    struct order order;
    found(find_order(story.store, "order-of-racks", story.place.arena, &order));
    ck_assert_str_eq(order.revision, "A");
    ck_assert_int_eq(order.revised_by, position);
    ck_assert_int_eq(order.journal_position, position);
    struct order_revisions revisions;
    found(list_order_revisions(story.store, "order-of-racks", story.place.arena, &revisions));
    ck_assert_uint_eq(revisions.list.count, 2);
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_PASSED);
    ck_assert_int_eq(operation_of(&story, R1, "020").state, OPERATION_WAIVED);
    ck_assert_int_eq(operation_of(&story, R1, "030").failures, 1);
    story_end(&story);
}
END_TEST

START_TEST(what_a_unit_was_is_known_at_every_position)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    int64_t to_b = tell_revision(&story, "B", (struct revised_unit){.previous = NULL});
    int64_t to_c = tell_revision(&story, "C", (struct revised_unit){.previous = NULL});
    const struct {
        int64_t position;
        const char *revision; /* NULL: the one it has now */
    } ROWS[] = {{1, "A"}, {to_b - 1, "A"}, {to_b, "B"}, {to_c - 1, "B"}, {to_c, NULL}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const char *revision;
        found(find_revision_at(story.store, R1, ROWS[i].position, story.place.arena, &revision));
        ck_assert_pstr_eq(revision, ROWS[i].revision);
    }
    struct unit_revisions moves;
    found(find_unit_revisions(story.store, R1, story.place.arena, &moves));
    ck_assert_uint_eq(moves.list.count, 2);
    ck_assert_int_eq(moves.list.items[0].revised_by, to_b);
    ck_assert_str_eq(moves.list.items[0].token, "planner");
    ck_assert_str_eq(moves.list.items[1].previous, "B");
    ck_assert_str_eq(moves.list.items[1].reason, "a better fan");
    int64_t last;
    found(find_last_revision(story.store, R1, &last));
    ck_assert_int_eq(last, to_c);
    found(find_last_revision(story.store, R2, &last));
    ck_assert_int_eq(last, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

START_TEST(evidence_falls_with_its_run_and_a_waiver_without_one)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    struct fallen_operation fallen[] = {{"010", FALL_CHANGED, NULL, false}, {"020", FALL_CHANGED, NULL, true}};
    int64_t position = tell_revision(&story, "B", (struct revised_unit){.invalidated = {fallen, 2}});
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(operation_of(&story, R1, fallen[i].operation).state, OPERATION_INVALIDATED);
        ck_assert_int_eq(operation_of(&story, R1, fallen[i].operation).invalidated_by, position);
    }
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, position);
    ck_assert_int_eq(run_at(&story, run_id).state, RUN_PASSED);
    story_end(&story);
}
END_TEST

/* Whoever would countersign would sign something else. */
START_TEST(a_waiver_that_waits_for_its_second_person_lapses)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    const struct waiver_requested asked = {.unit = "R1", .part_number = "RACK", .operation = "030", .reason = "late"};
    int64_t waiver_id = tell(&story, ENTRY_WAIVER_REQUESTED, NULL, &asked, NULL);
    int64_t position = tell_revision(&story, "B", (struct revised_unit){.previous = NULL});
    struct waiver waiver;
    found(find_waiver(story.store, waiver_id, story.place.arena, &waiver));
    ck_assert_int_eq(waiver.state, WAIVER_REQUESTED);
    ck_assert_int_eq(waiver.invalidated_by, position);
    story_end(&story);
}
END_TEST

START_TEST(what_is_left_out_is_history_until_it_comes_back_open)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    const char *operations[] = {"010", "030"};
    struct unit_operations rows;
    int64_t position = tell_revision(&story, "B", (struct revised_unit){.left_out = {operations, 2}});
    found(find_operations(story.store, R1, story.place.arena, &rows));
    ck_assert_uint_eq(rows.list.count, 1);
    ck_assert_str_eq(rows.list.items[0].operation, "020");
    found(list_operations_between(story.store, R1, R1, story.place.arena, &rows));
    ck_assert_uint_eq(rows.list.count, 1);
    struct unit_operation row;
    ck_assert_int_eq(find_operation(story.store, R1, "010", story.place.arena, &row), FAULT_NOT_FOUND);
    found(find_operations_left_out(story.store, R1, story.place.arena, &rows));
    ck_assert_uint_eq(rows.list.count, 2);
    ck_assert_int_eq(rows.list.items[0].left_out_by, position);
    ck_assert_int_eq(rows.list.items[0].state, OPERATION_PASSED);
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, position); /* it counts no more */
    tell_revision(&story, "C", (struct revised_unit){.returned = {operations, 2}});
    ck_assert_int_eq(operation_of(&story, R1, "010").state, OPERATION_OPEN);
    ck_assert_int_eq(operation_of(&story, R1, "010").attempts, 1);
    ck_assert_int_eq(operation_of(&story, R1, "030").failures, 0);
    ck_assert_int_eq(run_at(&story, run_id).invalidated_by, position);
    int64_t again = tell_start(&story, "R1", "010", "ann", true);
    ck_assert_int_eq(run_at(&story, again).attempt, 2);
    story_end(&story);
}
END_TEST

START_TEST(a_part_that_is_not_approved_is_marked_where_it_is)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    const char *positions[] = {"tray-1", "tray-2"};
    struct installation part;
    int64_t position = tell_revision(&story, "B", (struct revised_unit){.unapproved = {positions, 2}});
    found(find_occupant(story.store, R1, "tray-2", story.place.arena, &part));
    ck_assert_int_eq(part.unapproved_by, position);
    tell_revision(&story, "C", (struct revised_unit){.approved = {positions, 1}});
    found(find_occupant(story.store, R1, "tray-1", story.place.arena, &part));
    ck_assert_int_eq(part.unapproved_by, ABSENT_INTEGER);
    found(find_occupant(story.store, R1, "tray-2", story.place.arena, &part));
    ck_assert_int_eq(part.unapproved_by, position);
    const char *invalidated[] = {"010"};
    tell_removal(&story, "R1", "tray-2", REMOVAL_REUSE,
                 (struct result_removed){.invalidated = {invalidated, 1}, .run_id = ABSENT_INTEGER});
    tell_start(&story, "R1", "010", "ann", true);
    tell_installation(&story, "R1", "tray-2", "3");
    found(find_occupant(story.store, R1, "tray-2", story.place.arena, &part));
    ck_assert_int_eq(part.unapproved_by, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

START_TEST(a_completed_unit_opens_again_and_its_order_with_it)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    tell_unit(&story, ENTRY_UNIT_COMPLETED, "R1");
    tell_unit(&story, ENTRY_UNIT_SCRAPPED, "R2");
    tell_order(&story, ENTRY_ORDER_COMPLETED, "order-of-racks");
    struct order order;
    tell_revision(&story, "B", (struct revised_unit){.previous = NULL});
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_COMPLETED);
    found(find_order(story.store, "order-of-racks", story.place.arena, &order));
    ck_assert_int_eq(order.state, ORDER_COMPLETED);
    tell_revision(&story, "C", (struct revised_unit){.reopened = true});
    ck_assert_int_eq(unit_at(&story, R1).state, UNIT_IN_PROCESS);
    ck_assert_int_eq(unit_at(&story, R1).completed, ABSENT_INTEGER);
    found(find_order(story.store, "order-of-racks", story.place.arena, &order));
    ck_assert_int_eq(order.state, ORDER_IN_PROCESS);
    ck_assert_int_eq(order.completed, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

START_TEST(a_revision_is_in_use_where_an_order_is_planned_for_it_or_has_a_unit_of_it)
{
    int64_t run_id, in_use;
    struct story story = story_of_r1(&run_id);
    const struct order_planned planned = plan_of("another", "RACK");
    found(count_orders_open(story.store, "RACK", "B", &in_use));
    ck_assert_int_eq(in_use, 0);
    tell_revision(&story, "B", (struct revised_unit){.previous = NULL});
    found(count_orders_open(story.store, "RACK", "B", &in_use));
    ck_assert_int_eq(in_use, 1);
    found(count_orders_open(story.store, "RACK", "A", &in_use)); /* R2 still is */
    ck_assert_int_eq(in_use, 1);
    tell(&story, ENTRY_ORDER_PLANNED, NULL, &planned, NULL);
    found(count_orders_open(story.store, "RACK", planned.revision, &in_use));
    ck_assert_int_eq(in_use, 2);
    story_end(&story);
}
END_TEST

START_TEST(a_move_of_what_is_not_there_is_corrupt)
{
    int64_t run_id;
    struct story story = story_of_r1(&run_id);
    const char *units[] = {"R1"}, *nowhere[] = {"nowhere"}, *never[] = {"099"};
    struct revised_unit to = {.unit = "R1", .part_number = "RACK", .previous = "A"};
    struct order_revised data = {
        .order = "order-of-racks", .revision = "B", .units = {units, 1}, .reason = "a better fan"};
    const struct result_revised result = {.units = {&to, 1}};
    to.unapproved.items = nowhere;
    to.unapproved.count = 1;
    ck_assert_int_eq(tell_wrong(&story, ENTRY_ORDER_REVISED, NULL, &data, &result), FAULT_CORRUPT);
    to.unapproved.count = 0;
    to.left_out.items = never;
    to.left_out.count = 1;
    ck_assert_int_eq(tell_wrong(&story, ENTRY_ORDER_REVISED, NULL, &data, &result), FAULT_CORRUPT);
    to.left_out.count = 0;
    to.unit = "R9";
    ck_assert_int_eq(tell_wrong(&story, ENTRY_ORDER_REVISED, NULL, &data, &result), FAULT_CORRUPT);
    to.unit = "R1";
    data.order = "no-order";
    ck_assert_int_eq(tell_wrong(&story, ENTRY_ORDER_REVISED, NULL, &data, &result), FAULT_CORRUPT);
    story_end(&story);
}
END_TEST

SUITE(store_apply_revision, a_unit_is_of_the_revision_and_its_order_stays_what_it_was,
      what_a_unit_was_is_known_at_every_position, evidence_falls_with_its_run_and_a_waiver_without_one,
      a_waiver_that_waits_for_its_second_person_lapses,
      what_is_left_out_is_history_until_it_comes_back_open, a_part_that_is_not_approved_is_marked_where_it_is,
      a_completed_unit_opens_again_and_its_order_with_it,
      a_revision_is_in_use_where_an_order_is_planned_for_it_or_has_a_unit_of_it, a_move_of_what_is_not_there_is_corrupt)
