/* Taking back that a unit was scrapped: what it is again, and its order, and what stands in the way. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

/* Where in the journal it was. */
static int64_t scrapped(struct line *line, const char *serial)
{
    const struct unit_named data = {.unit = serial, .part_number = line_unit(line, serial)->part_number};
    line_apply(line, &(struct decision){.entries = {{ENTRY_UNIT_SCRAPPED, &data, NULL}}, .count = 1});
    return (int64_t)line->entry_count;
}

GIVEN(a_queued_rack)
{
    (void)line;
}
GIVEN(a_rack_at_work)
{
    line_begun(line, "R1", "010", "A1", NULL);
    line_posted(line, ENTRY_OPERATION_ABORTED,
                &(const struct operation_aborted){SUBJECT("R1", "010", "ann"), .reason = "another rack"});
}
GIVEN(a_rack_with_a_fault)
{
    a_rack_at_work(line);
    line_posted(line, ENTRY_DEFECT_REPORTED,
                &(const struct defect_reported){SUBJECT("R1", NULL, "ann"), .code = "dent"});
}
GIVEN(a_completed_tray)
{
    line_completed(line, "T1");
}

static void end_order(struct line *line, int state)
{
    line_order(line, "racks")->state = state;
}

static const struct {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial;
    int order; /* what its order came to; ORDER_ABSENT: it went on */
    int then;  /* the unit is */
    int order_then;
    const char *followed; /* by an entry of this type; NULL: none */
} BACK[] = {
    {"a queued one is queued", a_queued_rack, "R1", ORDER_ABSENT, UNIT_QUEUED, ORDER_RELEASED, NULL},
    {"its order, over with it, was never begun", a_queued_rack, "R1", ORDER_COMPLETED, UNIT_QUEUED, ORDER_RELEASED,
     NULL},
    {"nor if it was closed", a_queued_rack, "R1", ORDER_CLOSED, UNIT_QUEUED, ORDER_RELEASED, NULL},
    {"one at work is at work", a_rack_at_work, "R1", ORDER_ABSENT, UNIT_IN_PROCESS, ORDER_IN_PROCESS, NULL},
    {"and its order with it", a_rack_at_work, "R1", ORDER_COMPLETED, UNIT_IN_PROCESS, ORDER_IN_PROCESS,
     "order.reopened"},
    {"also when it was closed", a_rack_at_work, "R1", ORDER_CLOSED, UNIT_IN_PROCESS, ORDER_IN_PROCESS,
     "order.reopened"},
    {"one that was cancelled since stays so", a_rack_at_work, "R1", ORDER_CANCELLED, UNIT_IN_PROCESS, ORDER_CANCELLED,
     NULL},
    {"one with a fault is in repair", a_rack_with_a_fault, "R1", ORDER_ABSENT, UNIT_IN_REPAIR, ORDER_IN_PROCESS, NULL},
};

static const char *correct(struct line *line, int64_t position, enum role role, struct arena *arena)
{
    struct reasons reasons = {.arena = arena};
    line->principal = (struct principal){.token = "qa", .role = role};
    line_post(line, ENTRY_EVENT_CORRECTED,
              &(const struct event_corrected){.event = line_id(position), .operator = "ann", .reason = "another unit"},
              &reasons);
    const char *codes = "";
    for (size_t i = 0; i < reasons.count; i++)
        codes = arena_printf(arena, "%s%s%s", codes, i ? " " : "", reasons.items[i].code);
    return codes;
}

START_TEST(it_is_what_it_was_and_so_is_its_order)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    BACK[_i].given(line);
    const int64_t at = scrapped(line, BACK[_i].serial);
    if (BACK[_i].order)
        end_order(line, BACK[_i].order);
    ck_assert_str_eq(correct(line, at, ROLE_QUALITY, arena), "");
    ck_assert_msg(line_unit(line, BACK[_i].serial)->state == BACK[_i].then, "%s", BACK[_i].claim);
    ck_assert_msg(line_order(line, "racks")->state == BACK[_i].order_then, "%s: the order is %s", BACK[_i].claim,
                  name_of(&ORDER_STATE_NAMES, line_order(line, "racks")->state));
    const struct entry *last = &line->entries[line->entry_count - 1];
    ck_assert_str_eq(ENTRY_TYPES[last->kind].name, BACK[_i].followed ? BACK[_i].followed : "event.corrected");
    ck_assert_str_eq(correct(line, at, ROLE_QUALITY, arena), "corrected-already");
    line_free(line);
}
END_TEST

START_TEST(what_was_completed_is)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    a_completed_tray(line);
    const int state = line_order(line, "trays")->state;
    ck_assert_str_eq(correct(line, scrapped(line, "T1"), ROLE_QUALITY, arena), "");
    ck_assert_int_eq(line_unit(line, "T1")->state, UNIT_COMPLETED);
    ck_assert_int_eq(line_order(line, "trays")->state, state);
    line_free(line);
}
END_TEST

static void take_its_board(struct line *line)
{
    line->principal = (struct principal){.token = "qa", .role = ROLE_QUALITY};
    line_posted(
        line, ENTRY_COMPONENT_REMOVED,
        &(const struct component_removed){SUBJECT("T1", "010", "ann"), .position = "board", .removal = REMOVAL_REUSE});
}

START_TEST(parts_that_came_out_since_stand_in_the_way_until_they_are_back)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    a_completed_tray(line);
    const int64_t at = scrapped(line, "T1");
    take_its_board(line);
    const int64_t out = (int64_t)line->entry_count;
    ck_assert_str_eq(correct(line, at, ROLE_QUALITY, arena), "later-event");
    ck_assert_str_eq(correct(line, out, ROLE_QUALITY, arena), "");
    ck_assert_str_eq(correct(line, at, ROLE_QUALITY, arena), "");
    line_free(line);
}
END_TEST

START_TEST(so_does_what_quality_decided_since)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    a_rack_with_a_fault(line);
    const int64_t fault = (int64_t)line->entry_count, at = scrapped(line, "R1");
    line_dispose(line, fault, DISPOSITION_SCRAP);
    ck_assert_str_eq(correct(line, at, ROLE_QUALITY, arena), "later-event");
    line_free(line);
}
END_TEST

START_TEST(nobody_but_quality_takes_it_back)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    a_completed_tray(line);
    const int64_t at = scrapped(line, "T1");
    ck_assert_str_eq(correct(line, at, ROLE_OPERATOR, arena), "correction-operator");
    ck_assert_int_eq(line_unit(line, "T1")->state, UNIT_SCRAPPED);
    line_free(line);
}
END_TEST

START_TEST(it_is_named_where_it_stands_in_the_way)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    a_rack_at_work(line);
    const int64_t given_up = (int64_t)line->entry_count, at = scrapped(line, "R1");
    struct reasons reasons = {.arena = arena};
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    line_post(line, ENTRY_EVENT_CORRECTED,
              &(const struct event_corrected){.event = line_id(given_up), .reason = "slip"}, &reasons);
    reasons_are("of a unit that was scrapped", "unit-state", &reasons);
    ck_assert_int_eq(reasons.items[0].journal_position, at);
    line_free(line);
}
END_TEST

SUITE_BEGIN(corrected_scrapping)
tcase_add_loop_test(tests, it_is_what_it_was_and_so_is_its_order, 0, sizeof BACK / sizeof *BACK);
tcase_add_test(tests, what_was_completed_is);
tcase_add_test(tests, parts_that_came_out_since_stand_in_the_way_until_they_are_back);
tcase_add_test(tests, so_does_what_quality_decided_since);
tcase_add_test(tests, nobody_but_quality_takes_it_back);
tcase_add_test(tests, it_is_named_where_it_stands_in_the_way);
SUITE_END
