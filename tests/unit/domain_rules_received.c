/* A part that its supplier repaired: when it is back, and what speaks against it then. The fault is found on the board of
 * T1, and it is T2 that would have that board. */
#include "domain/receipt.h"
#include "scenario.h"
#include "suite.h"

static int64_t found(struct line *line, int disposition)
{
    line_completed(line, "T1");
    int64_t defect =
        line_posted(line, ENTRY_DEFECT_REPORTED,
                    &(const struct defect_reported){SUBJECT("T1", NULL, "ann"), .position = "board", .code = "dent"});
    if (disposition)
        line_dispose(line, defect, disposition);
    return defect;
}

static int64_t take_out(struct line *line, int removal)
{
    int64_t out = line_posted(line, ENTRY_COMPONENT_REMOVED,
                              &(const struct component_removed){
                                  SUBJECT("T1", "010", "ann"), .position = "board", .removal = removal});
    line_begun(line, "T2", "010", "A1", NULL);
    return out;
}

static const char *board_of(struct line *line)
{
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].unit_id == line_unit(line, "T1")->unit_id)
            return line->installations[i].serial;
    ck_abort_msg("T1 has a board");
}

static void receive(struct line *line)
{
    const struct component_received data = {.part_number = "PCB",
                                            .serial = board_of(line),
                                            .revision = "Z",
                                            .reference = "report 7",
                                            .reason = "repaired"};
    const struct decision decision = {.entries = {{ENTRY_COMPONENT_RECEIVED, &data, NULL}}, .count = 1};
    line_apply(line, &decision);
}

GIVEN(a_board_in_its_tray)
{
    line_completed(line, "T1");
}
GIVEN(a_board_that_lies_about)
{
    a_board_in_its_tray(line);
    take_out(line, REMOVAL_REUSE);
}
GIVEN(a_scrapped_board)
{
    a_board_in_its_tray(line);
    take_out(line, REMOVAL_SCRAP);
}
GIVEN(a_returned_board)
{
    a_board_in_its_tray(line);
    take_out(line, REMOVAL_RETURN);
}
GIVEN(a_returned_board_and_one_of_a_lot)
{
    a_returned_board(line);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("T2", "010", "ann"), .position = "board",
                                                    .part_number = "PCB", .revision = "Z", .serial = "b-5",
                                                    .lot = "L5"});
}
GIVEN(a_board_returned_by_quality)
{
    found(line, DISPOSITION_RETURN);
    take_out(line, REMOVAL_ABSENT);
}
GIVEN(a_board_returned_that_nobody_decided_on)
{
    found(line, DISPOSITION_ABSENT);
    take_out(line, REMOVAL_RETURN);
}
GIVEN(a_board_returned_that_is_to_be_repaired)
{
    found(line, DISPOSITION_REPAIR);
    take_out(line, REMOVAL_RETURN);
}
GIVEN(a_board_returned_after_another_took_its_place)
{
    int64_t defect = found(line, DISPOSITION_REPAIR);
    take_out(line, REMOVAL_RETURN);
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, defect);
}
GIVEN(a_board_returned_that_was_also_to_be_scrapped)
{
    found(line, DISPOSITION_RETURN);
    line_dispose(line,
                 line_posted(line, ENTRY_DEFECT_REPORTED,
                             &(const struct defect_reported){
                                 SUBJECT("T1", NULL, "ann"), .position = "board", .code = "scratch"}),
                 DISPOSITION_SCRAP);
    take_out(line, REMOVAL_RETURN);
}

static const struct {
    const char *claim;
    struct finding found;
    bool settled;
} FOUND[] = { /* before or after it came back at 10 */
    {"what it was returned for",
     {.disposition = DISPOSITION_RETURN, .state = NONCONFORMANCE_DISPOSED, .disposed_at = 9}, true},
    {"not what it is to be returned for again",
     {.disposition = DISPOSITION_RETURN, .state = NONCONFORMANCE_DISPOSED, .disposed_at = 11}, false},
    {"what another part in its place closed",
     {.disposition = DISPOSITION_REPAIR, .state = NONCONFORMANCE_CLOSED, .disposed_at = 5, .closed_at = 9}, true},
    {"also one that closed it since",
     {.disposition = DISPOSITION_REPAIR, .state = NONCONFORMANCE_CLOSED, .disposed_at = 5, .closed_at = 11}, true},
    {"and what its old place is still mended for",
     {.disposition = DISPOSITION_REPAIR, .state = NONCONFORMANCE_DISPOSED, .disposed_at = 5}, true},
    {"not what was decided since",
     {.disposition = DISPOSITION_REWORK, .state = NONCONFORMANCE_DISPOSED, .disposed_at = 11}, false},
    {"nor what nobody decided on", {.state = NONCONFORMANCE_OPEN, .disposed_at = ABSENT_INTEGER}, false},
    {"nor scrap", {.disposition = DISPOSITION_SCRAP, .state = NONCONFORMANCE_DISPOSED, .disposed_at = 5}, false},
};

START_TEST(what_was_found_before_is_settled_by_it)
{
    ck_assert_msg(receipt_settles(10, &FOUND[_i].found) == FOUND[_i].settled, "%s", FOUND[_i].claim);
}
END_TEST

#define SAID(...) {__VA_ARGS__}

static const struct wish {
    const char *claim;
    void (*given)(struct line *line);
    struct component_received said;
    const char *back;      /* the codes against its coming back, with blanks between; "": it may */
    const char *installed; /* those against its going in then */
} WISHES[] = {
    {"what was returned comes back", a_returned_board, SAID(.revision = "Z"), "", ""},
    {"what is in a unit is not away", a_board_in_its_tray, SAID(NULL), "component-here", NULL},
    {"nor what lies about", a_board_that_lies_about, SAID(NULL), "component-here", NULL},
    {"scrap stays scrap", a_scrapped_board, SAID(NULL), "component-scrapped", NULL},
    {"also what was to be", a_board_returned_that_was_also_to_be_scrapped, SAID(NULL), "component-faulty", NULL},
    {"a fault it was returned for is settled", a_board_returned_by_quality, SAID(NULL), "", ""},
    {"and one that another part in its place closed", a_board_returned_after_another_took_its_place, SAID(NULL), "",
     ""},
    {"one that nobody decided on is not", a_board_returned_that_nobody_decided_on, SAID(NULL), "", "component-faulty"},
    {"one that was to be mended is: its supplier did", a_board_returned_that_is_to_be_repaired, SAID(NULL), "", ""},
    {"no placeholder of a lot", a_returned_board, SAID(.lot = "N/A"), "serial-placeholder", NULL},
    {"no revision with two spellings", a_returned_board, SAID(.revision = "Z\u00a0"), "identity-malformed", NULL},
    {"no lot that is on record in other capitals", a_returned_board_and_one_of_a_lot, SAID(.lot = "l5"), "lot-case",
     NULL},
    {"but one that is", a_returned_board_and_one_of_a_lot, SAID(.lot = "L5"), "", NULL},
    {"no country that is none", a_returned_board, SAID(.country = "XX"), "country-malformed", NULL},
};

static void claim_codes(const struct reasons *reasons, const char *then, const char *claim)
{
    const char *codes = "";
    for (size_t i = 0; i < reasons->count; i++)
        codes = arena_printf(reasons->arena, "%s%s%s", codes, i ? " " : "", reasons->items[i].code);
    ck_assert_msg(!strcmp(codes, then), "%s: \"%s\", not \"%s\"", claim, codes, then);
}

START_TEST(what_was_returned_is_back_once_quality_says_so)
{
    const struct wish *wish = &WISHES[_i];
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons back = {.arena = arena}, in = {.arena = arena};
    struct line *line = line_new();
    struct snapshot snapshot;
    wish->given(line);
    struct component_received data = wish->said;
    data.part_number = "PCB";
    data.serial = board_of(line);
    const struct component_installed installed = {SUBJECT("T2", "010", "ann"), .position = "board",
                                                  .part_number = "PCB", .serial = data.serial, .lot = data.lot};
    line_snapshot(line, ENTRY_COMPONENT_INSTALLED, &installed, arena, &snapshot);
    component_may_be_received(&snapshot, &data, &back);
    claim_codes(&back, wish->back, wish->claim);
    if (wish->installed) {
        receive(line);
        line_post(line, ENTRY_COMPONENT_INSTALLED, &installed, &in);
        claim_codes(&in, wish->installed, wish->claim);
    }
    line_free(line);
}
END_TEST

START_TEST(it_goes_in_with_what_is_so_of_it)
{
    struct line *line = line_new();
    a_returned_board(line);
    receive(line);
    int64_t in = line_posted(line, ENTRY_COMPONENT_INSTALLED,
                             &(const struct component_installed){SUBJECT("T2", "010", "ann"), .position = "board",
                                                                 .part_number = "PCB", .serial = board_of(line)});
    const struct result_installed *result = line->entries[in - 1].result;
    ck_assert_str_eq(result->on_record->revision, "Z");
    line_free(line);
}
END_TEST

/* The receipt is the last entry of what is given. */
static void correct(struct line *line, int64_t position, struct reasons *reasons)
{
    line->principal = (struct principal){.token = "qa", .role = ROLE_QUALITY};
    line_post(line, ENTRY_EVENT_CORRECTED,
              &(const struct event_corrected){.event = line_id(position), .reason = "another part"}, reasons);
}

START_TEST(it_never_came_back_as_long_as_nothing_came_of_it)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct line *line = line_new();
    a_returned_board(line);
    receive(line);
    int64_t received = (int64_t)line->entry_count;
    correct(line, received, &reasons);
    claim_codes(&reasons, "", "it is taken back");
    ck_assert_int_eq(line_component(line, "PCB", board_of(line))->state, COMPONENT_RETURNED);
    correct(line, received, &reasons);
    claim_codes(&reasons, "corrected-already", "once");
    line_free(line);
}
END_TEST

START_TEST(what_came_of_it_stands_in_the_way)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena}, removal = {.arena = arena};
    struct line *line = line_new();
    a_board_in_its_tray(line);
    int64_t out = take_out(line, REMOVAL_RETURN);
    receive(line);
    int64_t received = (int64_t)line->entry_count;
    int64_t in = line_posted(line, ENTRY_COMPONENT_INSTALLED,
                             &(const struct component_installed){SUBJECT("T2", "010", "ann"), .position = "board",
                                                                 .part_number = "PCB", .serial = board_of(line)});
    correct(line, received, &reasons);
    claim_codes(&reasons, "later-event", "its installation");
    ck_assert_int_eq(reasons.items[0].journal_position, in);
    correct(line, out, &removal);
    claim_codes(&removal, "later-event later-event", "of the removal both");
    ck_assert_int_eq(removal.items[0].journal_position, in);
    ck_assert_int_eq(removal.items[1].journal_position, received);
    line_free(line);
}
END_TEST

START_TEST(an_operator_does_not_take_it_back)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct line *line = line_new();
    a_returned_board(line);
    receive(line);
    line_post(line, ENTRY_EVENT_CORRECTED,
              &(const struct event_corrected){.operator = "ann", .event = line_id((int64_t)line->entry_count)}, &reasons);
    claim_codes(&reasons, "correction-operator", "it is quality's");
    line_free(line);
}
END_TEST

START_TEST(nothing_is_described_behind_it)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct receipt receipts[] = {{.receipt = 3}, {.receipt = 9}};
    const struct installation part = {.installation_id = 5, .part_number = "PCB", .serial = "b1",
                                      .child_unit_id = ABSENT_INTEGER};
    const struct snapshot snapshot = {.component_receipts = {receipts, 2}};
    component_may_be_described(&snapshot, &part, &(const struct provenance){.lot = "L2"}, &reasons);
    claim_codes(&reasons, "later-event", "it came back since");
    ck_assert_int_eq(reasons.items[0].journal_position, 9);
}
END_TEST

SUITE_BEGIN(domain_rules_received)
tcase_add_loop_test(tests, what_was_returned_is_back_once_quality_says_so, 0, sizeof WISHES / sizeof *WISHES);
tcase_add_loop_test(tests, what_was_found_before_is_settled_by_it, 0, sizeof FOUND / sizeof *FOUND);
tcase_add_test(tests, it_goes_in_with_what_is_so_of_it);
tcase_add_test(tests, it_never_came_back_as_long_as_nothing_came_of_it);
tcase_add_test(tests, what_came_of_it_stands_in_the_way);
tcase_add_test(tests, an_operator_does_not_take_it_back);
tcase_add_test(tests, nothing_is_described_behind_it);
SUITE_END
