/* Units moved to a later revision, on a line that goes on working. */
#include "service_built.h"
#include "service_line_revision.h"

#include "domain/entry_records.h"

#include <string.h>

/* As it is built, with later revisions released. */
static void open_later(struct built *built)
{
    built_open(built);
    line_release_later(&built->line);
}

static struct revised_unit move_tray(struct line *line, const char *serial, const char *revision)
{
    const struct change change = {
        .command = revise_order, .by = ROLE_PLANNER, .path = {"TRAYS"}, .record = &ORDER_REVISED_RECORD};
    struct said said = line_change(line, &change, "{'revision': '%s', 'units': ['%s'], 'reason': 'a change notice'}",
                                   revision, serial);
    const struct result_revised *result = said_entry(line, said_must(line, said)).result;
    ck_assert_uint_eq(result->units.count, 1);
    return result->units.items[0];
}

static struct unit_view unit_of(struct line *line, const char *serial)
{
    const struct unit_query query = {.part_number = "T-1"};
    struct unit_view view;
    ck_assert_int_eq(line_view(line, view_unit, serial, NULL, &query, &UNIT_VIEW_RECORD, &view), NOTHING_WRONG);
    return view;
}

START_TEST(a_start_that_was_taken_back_is_no_evidence_to_leave_out)
{
    struct built built;
    open_later(&built);
    struct line *line = &built.line;
    const char *tray = built.trays[3];
    built_step(line, "BENCH-1", "operation.started", tray, "010");
    line_does(line, "BENCH-1", "component.installed", STEP ", 'position': 'board', 'part_number': 'BRD', 'serial': 'X'",
              tray, "010");
    line_does(line, "BENCH-1", "component.installed", STEP ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-77'",
              tray, "010");
    line_does(line, "BENCH-1", "check.recorded", STEP ", 'check': 'seated', 'answer': 'yes'", tray, "010");
    built_step(line, "BENCH-1", "operation.completed", tray, "010");
    struct said started = line_does(line, "TEST-1", "operation.started", STEP, tray, "020");
    char id[UUID_TEXT_SIZE];
    uuid_format(said_entry(line, started).id, id);
    line_does(line, "TEST-1", "event.corrected", "'operator': 'ann', 'reason': 'another tray', 'event': '%s'", id);

    struct revised_unit revised = move_tray(line, tray, "B");
    ck_assert_uint_eq(revised.left_out.count, 0);
    ck_assert_uint_eq(revised.invalidated.count, 0);
    struct unit_view view = unit_of(line, tray);
    ck_assert_uint_eq(view.operations.count, 2);
    ck_assert_str_eq(view.operations.items[1].operation, "025");
    line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'board', 'removal': 'reuse'", tray, "010");
    line_close(line);
}
END_TEST

START_TEST(a_hold_stays_on_what_is_moved)
{
    struct built built;
    open_later(&built);
    struct line *line = &built.line;
    const struct change hold = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    said_must(line, line_change(line, &hold, "{'serial': '%s', 'reason': 'a notice'}", built.trays[2]));
    move_tray(line, built.trays[2], "B");
    struct unit_view view = unit_of(line, built.trays[2]);
    ck_assert_str_eq(view.revision, "B");
    ck_assert(view.held);
    ck_assert(line_post(line, "TEST-1", "operation.started", STEP, built.trays[2], "025").fault);
    line_close(line);
}
END_TEST

static const struct operation_count *count_of(const struct order_view *view, const char *operation)
{
    for (size_t i = 0; i < view->operations.count; i++)
        if (!strcmp(view->operations.items[i].operation, operation))
            return &view->operations.items[i];
    ck_abort_msg("the order has no operation %s", operation);
}

START_TEST(an_order_counts_each_unit_by_its_own_routing)
{
    struct built built;
    struct order_view view;
    open_later(&built);
    struct line *line = &built.line;
    ck_assert(move_tray(line, built.trays[2], "B").reopened);
    move_tray(line, built.trays[3], "C");
    ck_assert_int_eq(line_view(line, view_order, "TRAYS", NULL, NULL, &ORDER_VIEW_RECORD, &view), NOTHING_WRONG);
    ck_assert_str_eq(view.revision, "A");
    ck_assert_uint_eq(view.revisions.count, 3);
    ck_assert_int_eq(view.revisions.items[0].units, 2);
    ck_assert_int_eq(view.done, 2);
    ck_assert_int_eq(view.in_process, 1);
    ck_assert_int_eq(view.queued, 1);
    ck_assert_uint_eq(view.operations.count, 3);
    ck_assert_int_eq(count_of(&view, "010")->passed, 3);
    ck_assert_int_eq(count_of(&view, "010")->ready, 1);
    ck_assert_int_eq(count_of(&view, "020")->passed, 2);
    ck_assert_int_eq(count_of(&view, "020")->blocked, 0); /* neither of those that were moved has it */
    ck_assert_int_eq(count_of(&view, "025")->ready, 1);
    ck_assert_int_eq(count_of(&view, "025")->blocked, 0);
    line_close(line);
}
END_TEST

START_TEST(a_rack_tells_the_revision_of_a_tray_that_was_moved)
{
    struct built built;
    struct as_built_view view;
    const struct as_built_query query = {.at = NULL};
    open_later(&built);
    struct line *line = &built.line;
    ck_assert(!move_tray(line, built.trays[2], "C").reopened); /* it is completed, and nothing is left to do */
    built_step(line, "BENCH-1", "operation.started", built.racks[1], "030");
    line_does(line, "BENCH-1", "component.installed",
              STEP ", 'position': 'tray-1', 'part_number': 'T-1', 'serial': '%s'", built.racks[1], "030",
              built.trays[2]);
    ck_assert_int_eq(line_view(line, view_as_built, built.racks[1], NULL, &query, &AS_BUILT_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    for (size_t i = 0; i < view.components.count; i++)
        if (!strcmp(view.components.items[i].position, "tray-1"))
            ck_assert_pstr_eq(view.components.items[i].revision, "C");
    const struct change change = {
        .command = revise_order, .by = ROLE_PLANNER, .path = {"TRAYS"}, .record = &ORDER_REVISED_RECORD};
    struct said said = line_change(line, &change, "{'revision': 'B', 'units': ['%s', '%s'], 'reason': 'a notice'}",
                                   built.trays[0], built.trays[2]);
    ck_assert_int_eq(said.fault, FAULT_REFUSED);
    ck_assert_uint_eq(said.reasons.found, 3); /* both are in racks, and one has a later revision already */
    line_close(line);
}
END_TEST

SUITE(revision, a_start_that_was_taken_back_is_no_evidence_to_leave_out, a_hold_stays_on_what_is_moved,
      an_order_counts_each_unit_by_its_own_routing, a_rack_tells_the_revision_of_a_tray_that_was_moved)
