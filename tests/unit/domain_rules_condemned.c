/* A part that a fault speaks against: how it comes out, where it may go in, and what quality decides about it where it
 * lies. The fault is found on the board of T1, and it is T2 that would have that board. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define POST(line, kind, type, ...) line_posted((line), EVENT(kind, type, __VA_ARGS__))

static int64_t found(struct line *line, int disposition)
{
    line_completed(line, "T1");
    int64_t defect =
        POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("T1", NULL, "ann"), .position = "board", .code = "dent");
    if (disposition)
        line_dispose(line, defect, disposition);
    return defect;
}
static void take_out(struct line *line, int removal)
{
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("T1", "010", "ann"), .position = "board",
         .removal = removal);
    line_begun(line, "T2", "010", "A1", NULL);
}

GIVEN(a_fault)
{
    found(line, DISPOSITION_ABSENT);
}
GIVEN(a_board_to_be_scrapped)
{
    found(line, DISPOSITION_SCRAP);
}
GIVEN(a_board_to_be_returned)
{
    found(line, DISPOSITION_RETURN);
}
GIVEN(a_board_to_be_repaired)
{
    found(line, DISPOSITION_REPAIR);
}
GIVEN(a_board_out_that_nobody_decided_on)
{
    found(line, DISPOSITION_ABSENT);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_and_decided_on_where_it_lies)
{
    int64_t defect = found(line, DISPOSITION_ABSENT);
    take_out(line, REMOVAL_ABSENT);
    line_dispose(line, defect, DISPOSITION_SCRAP);
}
GIVEN(a_board_out_and_to_be_returned)
{
    int64_t defect = found(line, DISPOSITION_ABSENT);
    take_out(line, REMOVAL_ABSENT);
    line_dispose(line, defect, DISPOSITION_RETURN);
}
GIVEN(a_board_out_as_quality_decided)
{
    found(line, DISPOSITION_SCRAP);
    take_out(line, REMOVAL_ABSENT);
}
GIVEN(a_board_out_for_repair)
{
    found(line, DISPOSITION_REPAIR);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_for_rework)
{
    found(line, DISPOSITION_REWORK);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_for_repair_and_its_tray_begun)
{
    found(line, DISPOSITION_REPAIR);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("T1", "010", "ann"), .position = "board");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
}
GIVEN(a_board_out_that_is_repaired)
{
    int64_t defect = found(line, DISPOSITION_REPAIR);
    take_out(line, REMOVAL_REUSE);
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, defect);
}
GIVEN(a_board_out_that_is_repaired_and_its_tray_begun)
{
    int64_t defect = found(line, DISPOSITION_REPAIR);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("T1", "010", "ann"), .position = "board");
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, defect);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
}
static void put_back(struct line *line)
{
    a_board_out_that_is_repaired_and_its_tray_begun(line);
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("T1", "010", "ann"), .position = "board",
         .part_number = "PCB", .serial = "T1-board");
}
GIVEN(a_board_put_back_and_straight_out_again)
{
    put_back(line);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_put_back_and_passed)
{
    put_back(line);
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("T1", "010", "ann"));
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_that_was_repaired_taken_out)
{
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, found(line, DISPOSITION_REWORK));
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_on_a_false_fail)
{
    found(line, DISPOSITION_FALSE_FAIL);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_that_one_would_use)
{
    found(line, DISPOSITION_USE_AS_IS);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_that_two_would_use)
{
    line_name(line, ENTRY_NONCONFORMANCE_COUNTERSIGNED, found(line, DISPOSITION_USE_AS_IS));
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_board_out_on_a_fault_that_was_none)
{
    int64_t defect = found(line, DISPOSITION_ABSENT);
    take_out(line, REMOVAL_REUSE);
    line_nonconformance(line, defect)->state = NONCONFORMANCE_VOIDED;
}
GIVEN(another_board_than_the_faulty_one)
{
    found(line, DISPOSITION_SCRAP);
    line_begun(line, "T2", "010", "A1", NULL);
}
GIVEN(a_board_in_on_which_a_fault_was_found) /* 1 starts, 4 installs */
{
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
    int64_t at = POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("T1", "010", "ann"),
                      .position = "board", .part_number = "PCB", .serial = "s1");
    ck_assert_int_eq(at, 4);
    POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("T1", "010", "ann"), .position = "board", .code = "dent");
}

#define OUT(...)                                                                                                       \
    EVENT(ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("T1", "010", "ann"), .position = "board", __VA_ARGS__)
#define IN(unit, board)                                                                                                \
    EVENT(ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT(unit, "010", "ann"), .position = "board",            \
          .part_number = "PCB", .serial = (board))
#define IN_T2 IN("T2", "T1-board")
#define CORRECTED(position)                                                                                            \
    EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = LINE_ID(position), .reason = "slip")

static const struct scenario TABLE[] = {
    {"what nobody has decided on comes out", a_fault, OUT(.removal = REMOVAL_REUSE), ""},
    {"what is to be scrapped comes out as scrap", a_board_to_be_scrapped, OUT(.removal = REMOVAL_SCRAP), ""},
    {"without a word too", a_board_to_be_scrapped, OUT(.reason = "burnt"), ""},
    {"not for use", a_board_to_be_scrapped, OUT(.removal = REMOVAL_REUSE), "component-faulty"},
    {"nor to be returned", a_board_to_be_scrapped, OUT(.removal = REMOVAL_RETURN), "component-faulty"},
    {"what is to be returned is returned", a_board_to_be_returned, OUT(.removal = REMOVAL_RETURN), ""},
    {"and not thrown away", a_board_to_be_returned, OUT(.removal = REMOVAL_SCRAP), "component-faulty"},
    {"what is to be repaired comes out as it may", a_board_to_be_repaired, OUT(.removal = REMOVAL_REUSE), ""},
    {"what nobody has decided on goes in nowhere", a_board_out_that_nobody_decided_on, IN_T2, "component-faulty"},
    {"what is scrapped where it lies neither", a_board_out_and_decided_on_where_it_lies, IN_T2,
     "component-scrapped"},
    {"nor what is returned from there", a_board_out_and_to_be_returned, IN_T2, "component-returned"},
    {"nor what came out as quality decided", a_board_out_as_quality_decided, IN_T2,
     "component-scrapped"},
    {"what is repaired goes in nowhere else", a_board_out_for_repair, IN_T2, "component-faulty"},
    {"nor what is reworked", a_board_out_for_rework, IN_T2, "component-faulty"},
    {"it goes back where it was", a_board_out_for_repair_and_its_tray_begun, IN("T1", "T1-board"), ""},
    {"and nowhere else when the tray was mended without it", a_board_out_that_is_repaired, IN_T2, "component-faulty"},
    {"but back there", a_board_out_that_is_repaired_and_its_tray_begun, IN("T1", "T1-board"), ""},
    {"in and straight out again it is no better", a_board_put_back_and_straight_out_again, IN_T2, "component-faulty"},
    {"once it passed there it goes in anywhere", a_board_put_back_and_passed, IN_T2, ""},
    {"what was mended where it is goes in anywhere", a_board_that_was_repaired_taken_out, IN_T2, ""},
    {"a false fail says nothing", a_board_out_on_a_false_fail, IN_T2, ""},
    {"use-as-is says nothing", a_board_out_that_two_would_use, IN_T2, ""},
    {"until then it does", a_board_out_that_one_would_use, IN_T2, "component-faulty"},
    {"nor does what was never found", a_board_out_on_a_fault_that_was_none, IN_T2, ""},
    {"nor what was found on another", another_board_than_the_faulty_one, IN("T2", "b2"), ""},
    {"what a fault was found on was there", a_board_in_on_which_a_fault_was_found, CORRECTED(4), "later-event"},
};
SCENARIOS(CONDEMNED_SCENARIOS, TABLE);

START_TEST(a_part_is_what_quality_decided_where_it_lies)
{
    struct line *line = line_new();
    a_board_out_and_decided_on_where_it_lies(line);
    ck_assert_int_eq(line_component(line, "PCB", "T1-board")->state, COMPONENT_SCRAPPED);
    line_free(line);
    line = line_new();
    a_board_out_as_quality_decided(line);
    ck_assert_int_eq(line_component(line, "PCB", "T1-board")->state, COMPONENT_SCRAPPED);
    line_free(line);
}
END_TEST

START_TEST(a_fault_is_about_the_part_that_was_there)
{
    struct line *line = line_new();
    int64_t defect = found(line, DISPOSITION_ABSENT);
    take_out(line, REMOVAL_ABSENT);
    line_operation(line, "T2", "010")->state = OPERATION_OPEN;
    line_run(line, line_operation(line, "T2", "010")->run_id)->ended = line->now_us;
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
    line_posted(line, IN("T1", "b2"));
    line_dispose(line, defect, DISPOSITION_SCRAP);
    struct required_action actions[ACTIONS_MAX];
    const struct nonconformance_case of = line_case(line, line_nonconformance(line, defect));
    ck_assert_uint_eq(nonconformance_actions(&of, actions), 1);
    ck_assert(actions[0].done);
    ck_assert_int_eq(line_component(line, "PCB", "T1-board")->state, COMPONENT_SCRAPPED);
    ck_assert_int_eq(line_component(line, "PCB", "b2")->state, COMPONENT_INSTALLED);
    line_free(line);
}
END_TEST

START_TEST(what_never_was_there_is_neither_scrapped_nor_returned)
{
    static const struct {
        int disposition, part_state;
        const char *refused; /* NULL: it is not */
    } CASES[] = {
        {DISPOSITION_SCRAP, COMPONENT_ABSENT, "position-empty"},
        {DISPOSITION_RETURN, COMPONENT_ABSENT, "position-empty"},
        {DISPOSITION_SCRAP, COMPONENT_RETURNED, "component-returned"},
        {DISPOSITION_RETURN, COMPONENT_SCRAPPED, "component-scrapped"},
        {DISPOSITION_SCRAP, COMPONENT_SCRAPPED, NULL},
        {DISPOSITION_SCRAP, COMPONENT_AVAILABLE, NULL},
        {DISPOSITION_REPAIR, COMPONENT_ABSENT, NULL},
    };
    const struct installation part = {.installation_id = 3};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        ARENA_OWNED struct arena *arena = arena_new(0);
        struct reasons reasons = {.arena = arena};
        const struct nonconformance nonconformance = {
            .nonconformance_id = 7, .state = NONCONFORMANCE_OPEN, .position = "board"};
        const struct nonconformance_case of = {.nonconformance = &nonconformance,
                                               .part = CASES[i].part_state ? &part : NULL,
                                               .part_state = CASES[i].part_state};
        nonconformance_may_be_disposed(&of, CASES[i].disposition, &reasons);
        ck_assert_uint_eq(reasons.count, CASES[i].refused ? 1 : 0);
        if (CASES[i].refused)
            ck_assert_str_eq(reasons.items[0].code, CASES[i].refused);
    }
}
END_TEST

START_TEST(a_unit_that_lies_in_stock_is_scrapped_as_a_unit)
{
    const struct nonconformance nonconformance = {.nonconformance_id = 7, .position = "tray-1"};
    struct installation part = {.installation_id = 3, .child_unit_id = 5};
    struct nonconformance_case of = {
        .nonconformance = &nonconformance, .part = &part, .part_state = COMPONENT_AVAILABLE};
    ck_assert_int_eq(removal_after_disposition(&of, DISPOSITION_SCRAP), REMOVAL_ABSENT);
    ck_assert_int_eq(removal_after_disposition(&of, DISPOSITION_RETURN), REMOVAL_RETURN);
    part.child_unit_id = ABSENT_INTEGER;
    ck_assert_int_eq(removal_after_disposition(&of, DISPOSITION_SCRAP), REMOVAL_SCRAP);
    of.part_state = COMPONENT_INSTALLED;
    ck_assert_int_eq(removal_after_disposition(&of, DISPOSITION_SCRAP), REMOVAL_ABSENT);
}
END_TEST

SUITE(domain_rules_condemned, a_part_is_what_quality_decided_where_it_lies, a_fault_is_about_the_part_that_was_there,
      what_never_was_there_is_neither_scrapped_nor_returned, a_unit_that_lies_in_stock_is_scrapped_as_a_unit)
