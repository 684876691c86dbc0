/* Orders that are in work again with a unit that was completed: by what, which of them, and when not. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

static void over(struct line *line, const char *order, int state)
{
    line_order(line, order)->state = state;
}

static void a_node_in_a_rack(struct line *line, int nodes, int racks)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    over(line, "nodes", nodes);
    over(line, "racks", racks);
}

static void take_out(struct line *line, const char *serial, const char *operation, const char *position)
{
    line_at(line, "A1");
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT(serial, operation, "ann"), .position = position});
}

GIVEN(a_part_out_of_a_rack)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    take_out(line, "R1", "020", "supply-1");
}
GIVEN(a_part_out_of_a_rack_of_a_completed_order)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_COMPLETED);
    take_out(line, "R1", "020", "supply-1");
}
GIVEN(a_node_out_of_a_rack)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    take_out(line, "R1", "020", "tray-1");
}
GIVEN(a_part_out_of_a_node_in_a_rack)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    take_out(line, "N1", "020", "drive");
}
GIVEN(another_part_out_of_it)
{
    a_part_out_of_a_node_in_a_rack(line);
    take_out(line, "R1", "020", "supply-1");
}
GIVEN(a_part_out_of_a_rack_of_a_cancelled_order)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CANCELLED);
    take_out(line, "R1", "020", "supply-1");
}
GIVEN(a_part_out_of_scrap)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1"});
}
GIVEN(a_waiver_revoked)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    line_unit(line, "N1")->state = UNIT_IN_PROCESS;
    line_operation(line, "N1", "030")->state = OPERATION_INVALIDATED;
    line_waive(line, "N1", "030");
    line_unit(line, "R1")->state = UNIT_COMPLETED;
    over(line, "racks", ORDER_CLOSED);
    line_revoke(line, "N1", "030");
}
GIVEN(a_rack_sent_back)
{
    const char *operations[] = {"020"};
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    line_at(line, "A1");
    const struct nonconformance_dispositioned data = {
        .nonconformance = line_posted(line, ENTRY_DEFECT_REPORTED,
                                      &(const struct defect_reported){SUBJECT("R1", NULL, "ann"), .code = "dent"}),
        .disposition = DISPOSITION_REWORK,
        .operations = {operations, 1}};
    line_rework(line, &data);
}
GIVEN(a_fault_found)
{
    a_node_in_a_rack(line, ORDER_CLOSED, ORDER_CLOSED);
    line_at(line, "A1");
    line_posted(line, ENTRY_DEFECT_REPORTED,
                &(const struct defect_reported){SUBJECT("R1", NULL, "ann"), .code = "dent"});
}
/* The last operation of the last rack passes, the order is closed, and the end is taken back. */
static void the_end_of_a_tray_taken_back(struct line *line, int state)
{
    static const char *const OTHERS[] = {"T2", "T3", "T4", "T5", "T6", "T7"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        line_completed(line, OTHERS[i]);
    line_begun(line, "T1", "010", "A1", NULL);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("T1", "010", "ann"), .position = "board",
                                                    .part_number = "PCB", .serial = "b1"});
    int64_t end =
        line_posted(line, ENTRY_OPERATION_COMPLETED, &(const struct operation_completed){SUBJECT("T1", "010", "ann")});
    over(line, "trays", state);
    line_posted(line, ENTRY_EVENT_CORRECTED,
                &(const struct event_corrected){.operator = "ann", .event = line_id(end), .reason = "slip"});
}
GIVEN(an_end_taken_back)
{
    the_end_of_a_tray_taken_back(line, ORDER_CLOSED);
}
GIVEN(an_end_taken_back_in_time)
{
    the_end_of_a_tray_taken_back(line, ORDER_IN_PROCESS);
}

static const struct reopening {
    const char *claim;
    void (*given)(struct line *line);
    const char *orders; /* that were reopened, in order, with blanks between */
} REOPENINGS[] = {
    {"a part comes out", a_part_out_of_a_rack, "racks"},
    {"of one that was completed alone too", a_part_out_of_a_rack_of_a_completed_order, "racks"},
    {"a node that comes out is complete still", a_node_out_of_a_rack, "racks"},
    {"a part of a node opens the rack around it", a_part_out_of_a_node_in_a_rack, "nodes racks"},
    {"once", another_part_out_of_it, "nodes racks"},
    {"what was cancelled stays so", a_part_out_of_a_rack_of_a_cancelled_order, ""},
    {"scrap is over", a_part_out_of_scrap, ""},
    {"a waiver is taken back", a_waiver_revoked, "nodes racks"},
    {"something is done again", a_rack_sent_back, "racks"},
    {"a fault alone changes nothing", a_fault_found, ""},
    {"an end is taken back", an_end_taken_back, "trays"},
    {"before anything was over", an_end_taken_back_in_time, ""},
};

START_TEST(an_order_is_in_work_again_with_its_unit)
{
    const struct reopening *reopening = &REOPENINGS[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    const char *reopened = "";
    reopening->given(line);
    for (size_t i = 0; i < line->entry_count; i++) {
        const struct order_named *data = line->entries[i].data;
        if (line->entries[i].kind != ENTRY_ORDER_REOPENED)
            continue;
        reopened = arena_printf(arena, "%s%s%s", reopened, *reopened ? " " : "", data->order);
        ck_assert_int_eq(line_order(line, data->order)->state, ORDER_IN_PROCESS);
    }
    ck_assert_msg(!strcmp(reopened, reopening->orders), "%s: %s", reopening->claim, reopened);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_reopened)
tcase_add_loop_test(tests, an_order_is_in_work_again_with_its_unit, 0, sizeof REOPENINGS / sizeof *REOPENINGS);
SUITE_END
