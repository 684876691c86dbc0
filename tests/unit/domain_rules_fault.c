/* Failures that open nonconformances, what they stop, and what must be done before they close. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

/* Begins 010 on R1 and fails it as often as is said; the position of the last nonconformance. */
static int64_t fail_times(struct line *line, int times)
{
    line_begun(line, "R1", "010", "A1", NULL);
    for (int i = 0; i < times; i++) {
        if (i)
            line_posted(line, ENTRY_OPERATION_STARTED,
                        &(const struct operation_started){SUBJECT("R1", "010", "ann"), .tool = "w1"});
        line_posted(line, ENTRY_OPERATION_COMPLETED,
                    &(const struct operation_completed){SUBJECT("R1", "010", "ann"), .verdict = VERDICT_FAILED});
    }
    return (int64_t)line->entry_count;
}

GIVEN(a_frame_failed_once)
{
    fail_times(line, 1);
}
GIVEN(a_frame_in_material_review)
{
    fail_times(line, 3);
}
GIVEN(a_frame_to_be_used_as_it_is)
{
    line_dispose(line, fail_times(line, 3), DISPOSITION_USE_AS_IS);
}
GIVEN(a_frame_used_as_it_is)
{
    int64_t last = fail_times(line, 3);
    line_dispose(line, last, DISPOSITION_USE_AS_IS);
    line_name(line, ENTRY_NONCONFORMANCE_COUNTERSIGNED, last);
}
GIVEN(a_frame_with_all_its_attempts_again)
{
    line_dispose(line, fail_times(line, 3), DISPOSITION_REWORK);
}
GIVEN(a_frame_whose_last_failure_was_false)
{
    line_dispose(line, fail_times(line, 3), DISPOSITION_FALSE_FAIL);
}
GIVEN(a_frame_to_be_scrapped)
{
    line_dispose(line, fail_times(line, 3), DISPOSITION_SCRAP);
}
static void last_operation(struct line *line, int disposition)
{
    line_begun(line, "T1", "010", "A1", NULL);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("T1", "010", "ann"), .position = "board",
                                                    .part_number = "PCB", .serial = "b1"});
    int64_t defect = line_posted(line, ENTRY_DEFECT_REPORTED,
                                 &(const struct defect_reported){SUBJECT("T1", "010", "ann"), .code = "dent"});
    if (disposition)
        line_dispose(line, defect, disposition);
}
GIVEN(a_tray_at_its_last_operation_with_a_defect)
{
    last_operation(line, DISPOSITION_ABSENT);
}
GIVEN(a_tray_at_its_last_operation_with_a_defect_decided_on)
{
    last_operation(line, DISPOSITION_REWORK);
}
GIVEN(a_tray_at_its_last_operation_to_be_scrapped)
{
    last_operation(line, DISPOSITION_SCRAP);
}

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define STARTED EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1")
#define COMPLETED(v) EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("T1", "010", "ann"), .verdict = (v))

static const struct scenario TABLE[] = {
    {"a failure is tried again while nobody has decided", a_frame_failed_once, STARTED, ""},
    {"after the last one material review decides", a_frame_in_material_review, STARTED,
     "material-review attempts-spent"},
    {"use-as-is takes effect with the second signature", a_frame_to_be_used_as_it_is, STARTED, "material-review"},
    {"and lets it be done again, where it is not waived", a_frame_used_as_it_is, STARTED, ""},
    {"a rework gives all attempts again", a_frame_with_all_its_attempts_again, STARTED, ""},
    {"a false fail the one it took", a_frame_whose_last_failure_was_false, STARTED, ""},
    {"what is to be scrapped gets none", a_frame_to_be_scrapped, STARTED, "unit-condemned attempts-spent"},
    {"the last operation waits for a decision", a_tray_at_its_last_operation_with_a_defect, COMPLETED(VERDICT_PASSED),
     "nonconformance-open"},
    {"unless it fails", a_tray_at_its_last_operation_with_a_defect, COMPLETED(VERDICT_FAILED), ""},
    {"and not for what was decided", a_tray_at_its_last_operation_with_a_defect_decided_on, COMPLETED(VERDICT_PASSED),
     ""},
    {"what is to be scrapped is not completed", a_tray_at_its_last_operation_to_be_scrapped, COMPLETED(VERDICT_PASSED),
     "unit-condemned"},
    {"it may fail, or be given up", a_tray_at_its_last_operation_to_be_scrapped, COMPLETED(VERDICT_FAILED), ""},
};
SCENARIOS(FAULT_SCENARIOS, TABLE);

START_TEST(a_failure_opens_a_nonconformance_with_its_evidence)
{
    struct line *line = line_new();
    line_begun(line, "R1", "010", "A1", NULL);
    int64_t failed = line_posted(
        line, ENTRY_MEASUREMENT_RECORDED,
        &(const struct measurement_recorded){SUBJECT("R1", "010", "ann"), .characteristic = "torque", .value = 1000});
    struct snapshot snapshot;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct decision decision;
    const struct operation_completed completed = {SUBJECT("R1", "010", "ann")};
    line_snapshot(line, ENTRY_OPERATION_COMPLETED, &completed, arena, &snapshot);
    ck_assert_int_eq(EVENT_RULES[ENTRY_OPERATION_COMPLETED].rule(&snapshot, &completed, &decision, &reasons),
                     NOTHING_WRONG);
    ck_assert_uint_eq(decision.count, 2);
    ck_assert_int_eq(decision.entries[1].kind, ENTRY_NONCONFORMANCE_OPENED);
    const struct nonconformance_opened *opened = decision.entries[1].data;
    ck_assert_str_eq(opened->unit, "R1");
    ck_assert_str_eq(opened->operation, "010");
    ck_assert_str_eq(opened->code, DEFECT_OPERATION_FAILED);
    ck_assert_int_eq(opened->attempt, 1);
    ck_assert(!opened->material_review);
    ck_assert_uint_eq(opened->evidence.count, 1);
    ck_assert_int_eq(opened->evidence.items[0].journal_position, failed);
    line_free(line);
}
END_TEST

/* --- actions --- */

enum { SINCE = 50 };
static const struct installation OLD_PART = {.installation_id = 10}, NEW_PART = {.installation_id = 60};

struct demand {
    const char *claim;
    int disposition;
    const char *position;
    int operation; /* its state; -1: none is named */
    int64_t ended_by;
    const struct installation *occupant;
    int part_state; /* of what was there; absent: nothing was */
    bool fallen;
    int64_t countersigned;
    int unit_state;
    const char *missing; /* actions, with blanks between */
};
#define PASSED OPERATION_PASSED
#define AT "tray-1"
static const struct demand DEMANDS[] = {
    {"a rework is passed again", DISPOSITION_REWORK, NULL, PASSED, 60, NULL, COMPONENT_ABSENT, false, 0,
     UNIT_IN_PROCESS, ""},
    {"since", DISPOSITION_REWORK, NULL, PASSED, 40, NULL, COMPONENT_ABSENT, false, 0, UNIT_IN_PROCESS,
     "operation_passed "},
    {"or waived", DISPOSITION_REWORK, NULL, OPERATION_WAIVED, 40, NULL, COMPONENT_ABSENT, false, 0, UNIT_IN_PROCESS,
     ""},
    {"a false fail too", DISPOSITION_FALSE_FAIL, NULL, OPERATION_FAILED, 60, NULL, COMPONENT_ABSENT, false, 0,
     UNIT_IN_REPAIR, "operation_passed "},
    {"what passed before was nothing wrong with", DISPOSITION_FALSE_FAIL, NULL, PASSED, 40, NULL, COMPONENT_ABSENT,
     false, 0, UNIT_COMPLETED, ""},
    {"where no operation found it nothing is to pass", DISPOSITION_FALSE_FAIL, NULL, -1, 0, NULL, COMPONENT_ABSENT,
     false, 0, UNIT_IN_REPAIR, ""},
    {"a repair replaces the part and renews the evidence", DISPOSITION_REPAIR, AT, PASSED, 60, &NEW_PART,
     COMPONENT_SCRAPPED, false, 0, UNIT_IN_PROCESS, ""},
    {"all of it is named", DISPOSITION_REPAIR, AT, OPERATION_FAILED, 40, &OLD_PART, COMPONENT_INSTALLED, true, 0,
     UNIT_IN_PROCESS, "component_replaced evidence_renewed operation_passed "},
    {"what passed before and does not fall with the part stands", DISPOSITION_REPAIR, AT, PASSED, 40, &NEW_PART,
     COMPONENT_SCRAPPED, false, 0, UNIT_COMPLETED, ""},
    {"once that is another", DISPOSITION_REPAIR, AT, PASSED, 40, &OLD_PART, COMPONENT_INSTALLED, false, 0,
     UNIT_COMPLETED, "component_replaced operation_passed "},
    {"or fell with it, and is passed again", DISPOSITION_REPAIR, AT, OPERATION_INVALIDATED, 40, &NEW_PART,
     COMPONENT_SCRAPPED, true, 0, UNIT_IN_PROCESS, "evidence_renewed operation_passed "},
    {"where no part is replaced it is what is repaired", DISPOSITION_REPAIR, NULL, PASSED, 40, NULL, COMPONENT_ABSENT,
     false, 0, UNIT_IN_PROCESS, "operation_passed "},
    {"a part is scrapped", DISPOSITION_SCRAP, AT, -1, 0, NULL, COMPONENT_SCRAPPED, false, 0, UNIT_IN_PROCESS, ""},
    {"this one", DISPOSITION_SCRAP, AT, -1, 0, &NEW_PART, COMPONENT_AVAILABLE, false, 0, UNIT_IN_PROCESS,
     "component_scrapped "},
    {"or returned, as another fault of it may say", DISPOSITION_SCRAP, AT, -1, 0, NULL, COMPONENT_RETURNED, false, 0,
     UNIT_IN_PROCESS, ""},
    {"not for use", DISPOSITION_SCRAP, AT, -1, 0, NULL, COMPONENT_AVAILABLE, false, 0, UNIT_IN_PROCESS,
     "component_scrapped "},
    {"a part is returned", DISPOSITION_RETURN, AT, -1, 0, NULL, COMPONENT_RETURNED, false, 0, UNIT_IN_PROCESS, ""},
    {"or scrapped, likewise", DISPOSITION_RETURN, AT, -1, 0, NULL, COMPONENT_SCRAPPED, false, 0, UNIT_IN_PROCESS, ""},
    {"not left there", DISPOSITION_RETURN, AT, -1, 0, NULL, COMPONENT_INSTALLED, false, 0, UNIT_IN_PROCESS,
     "component_returned "},
    {"where nothing was something is put in", DISPOSITION_SCRAP, AT, -1, 0, NULL, COMPONENT_ABSENT, false, 0,
     UNIT_IN_PROCESS, "component_replaced "},
    {"since", DISPOSITION_RETURN, AT, -1, 0, &NEW_PART, COMPONENT_ABSENT, false, 0, UNIT_IN_PROCESS, ""},
    {"a unit is scrapped", DISPOSITION_SCRAP, NULL, PASSED, 60, NULL, COMPONENT_ABSENT, false, 0, UNIT_IN_PROCESS,
     "unit_scrapped "},
    {"and then nothing else is to be done", DISPOSITION_REPAIR, AT, OPERATION_FAILED, 40, NULL, COMPONENT_INSTALLED,
     true, 0, UNIT_SCRAPPED, ""},
    {"use-as-is needs a second person", DISPOSITION_USE_AS_IS, NULL, -1, 0, NULL, COMPONENT_ABSENT, false,
     ABSENT_INTEGER, UNIT_IN_PROCESS, "countersigned "},
    {"who signs", DISPOSITION_USE_AS_IS, NULL, -1, 0, NULL, COMPONENT_ABSENT, false, 60, UNIT_IN_PROCESS, ""},
};

static const struct {
    const char *claim;
    int state;
    int64_t invalidated_by;
    bool fallen;
} FALLS[] = {
    {"what fell is fallen", OPERATION_INVALIDATED, 55, true},
    {"also while it runs again", OPERATION_RUNNING, 55, true},
    {"or pauses", OPERATION_PAUSED, 55, true},
    {"when that was given up", OPERATION_OPEN, 55, true},
    {"or failed", OPERATION_FAILED, 55, true},
    {"until it is passed", OPERATION_PASSED, 55, false},
    {"or waived", OPERATION_WAIVED, 55, false},
    {"what never ran did not fall", OPERATION_OPEN, ABSENT_INTEGER, false},
    {"nor what runs for the first time", OPERATION_RUNNING, ABSENT_INTEGER, false},
    {"or has failed in that", OPERATION_FAILED, ABSENT_INTEGER, false},
};

START_TEST(what_fell_is_fallen_until_it_is_done_again)
{
    const struct unit_operation row = {.state = FALLS[_i].state, .invalidated_by = FALLS[_i].invalidated_by};
    ck_assert_msg(operation_is_fallen(&row) == FALLS[_i].fallen, "%s", FALLS[_i].claim);
}
END_TEST

START_TEST(every_disposition_has_its_actions)
{
    const struct demand *demand = &DEMANDS[_i];
    const struct nonconformance nonconformance = {.nonconformance_id = SINCE,
                                                  .state = NONCONFORMANCE_DISPOSED,
                                                  .disposition = demand->disposition,
                                                  .position = demand->position,
                                                  .countersigned = demand->countersigned};
    const struct unit_operation operation = {.state = demand->operation};
    const struct nonconformance_case of = {
        .nonconformance = &nonconformance,
        .unit_state = demand->unit_state,
        .operation = demand->operation < 0 ? NULL : &operation,
        .ended_by = demand->ended_by,
        .occupant = demand->occupant,
        .part = demand->part_state ? &OLD_PART : NULL,
        .part_state = demand->part_state,
        .part_passed = ABSENT_INTEGER,
        .fallen = demand->fallen,
    };
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct required_action actions[ACTIONS_MAX];
    size_t count = nonconformance_actions(&of, actions), missing = 0;
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        if (!actions[i].done && ++missing)
            text = arena_printf(arena, "%s%s ", text, name_of(&ACTION_NAMES, actions[i].action));
    ck_assert_msg(!strcmp(text, demand->missing), "%s: %s", demand->claim, text);
    nonconformance_may_be_closed(&of, &reasons);
    ck_assert_uint_eq(reasons.count, missing);
    for (size_t i = 0; i < reasons.count; i++)
        ck_assert_str_eq(reasons.items[i].code, "action-missing");
}
END_TEST

#define PART(id, number, said, ...)                                                                                    \
    {                                                                                                                  \
        .installation_id = (id), .part_number = (number), .serial = (said), __VA_ARGS__                                \
    }
/* Of a part that a fault was found on, installed at 10, reported at 50; times are places in the journal too. */
static const struct {
    const char *claim;
    struct installation part, occupant;
    int64_t passed; /* the part, where it is a unit built here: the start of its last run */
    bool replaced, back;
} REPLACEMENTS[] = {
    {"another part is another", PART(10, "GPU", "g1"), PART(60, "GPU", "g2"), ABSENT_INTEGER, true, false},
    {"one of another kind too, whatever its serial", PART(10, "GPU", "g1"), PART(60, "NPU", "g1"), ABSENT_INTEGER, true,
     false},
    {"the same one is none", PART(10, "GPU", "g1"), PART(60, "GPU", "g1"), ABSENT_INTEGER, false, true},
    {"nor is it while it never was out", PART(10, "GPU", "g1"), PART(10, "GPU", "g1"), ABSENT_INTEGER, false, false},
    {"of the same lot another piece is", PART(10, "TIM", NULL, .lot = "L7"), PART(60, "TIM", NULL, .lot = "L7"),
     ABSENT_INTEGER, true, false},
    {"a tray that comes back as it went is none", PART(10, "T", "t1"), PART(60, "T", "t1"), 40, false, true},
    {"one that was worked on anew is mended", PART(10, "T", "t1"), PART(60, "T", "t1"), 55, true, true},
    {"in its place it is not put in", PART(10, "T", "t1"), PART(10, "T", "t1"), 55, false, false},
};

START_TEST(a_part_is_replaced_by_another)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct nonconformance nonconformance = {.nonconformance_id = SINCE,
                                                  .reported = SINCE,
                                                  .state = NONCONFORMANCE_DISPOSED,
                                                  .disposition = DISPOSITION_REPAIR,
                                                  .position = AT};
    const struct nonconformance_case of = {.nonconformance = &nonconformance,
                                           .occupant = &REPLACEMENTS[_i].occupant,
                                           .part = &REPLACEMENTS[_i].part,
                                           .part_state = COMPONENT_INSTALLED,
                                           .part_passed = REPLACEMENTS[_i].passed};
    nonconformance_may_be_closed(&of, &reasons);
    ck_assert_msg((reasons.count == 0) == REPLACEMENTS[_i].replaced, "%s", REPLACEMENTS[_i].claim);
    ck_assert_msg(nonconformance_part_is_back(&of) == REPLACEMENTS[_i].back, "%s", REPLACEMENTS[_i].claim);
}
END_TEST

struct mending {
    const char *claim;
    int disposition;
    const char *operation, *position;
    int state; /* of the operation */
    int64_t ended_by;
    const char *refused; /* NULL: it is not */
};
static const struct mending MENDINGS[] = {
    {"a rework does the operation again", DISPOSITION_REWORK, "040", NULL, OPERATION_FAILED, 40, NULL},
    {"which may have passed since", DISPOSITION_REWORK, "040", NULL, OPERATION_PASSED, 60, NULL},
    {"not one that had passed before", DISPOSITION_REWORK, "040", NULL, OPERATION_PASSED, 40, "operation-state"},
    {"nor none", DISPOSITION_REWORK, NULL, NULL, OPERATION_OPEN, 0, "operation-missing"},
    {"whatever is at fault", DISPOSITION_REWORK, NULL, "supply-1", OPERATION_OPEN, 0, "operation-missing"},
    {"a repair replaces the part", DISPOSITION_REPAIR, NULL, "supply-1", OPERATION_OPEN, 0, NULL},
    {"or has the operation passed", DISPOSITION_REPAIR, "040", NULL, OPERATION_FAILED, 40, NULL},
    {"or it would be none", DISPOSITION_REPAIR, NULL, NULL, OPERATION_OPEN, 0, "operation-missing"},
    {"a false fail asks for nothing", DISPOSITION_FALSE_FAIL, NULL, NULL, OPERATION_OPEN, 0, NULL},
};

START_TEST(what_is_mended_can_be_seen_to_be)
{
    const struct mending *mending = &MENDINGS[_i];
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct nonconformance nonconformance = {.nonconformance_id = SINCE,
                                                  .state = NONCONFORMANCE_OPEN,
                                                  .operation = mending->operation,
                                                  .position = mending->position};
    const struct unit_operation operation = {.state = mending->state};
    const struct nonconformance_case of = {.nonconformance = &nonconformance,
                                           .operation = mending->operation ? &operation : NULL,
                                           .ended_by = mending->ended_by,
                                           .part = &OLD_PART,
                                           .part_state = COMPONENT_INSTALLED};
    nonconformance_may_be_disposed(&of, mending->disposition, &reasons);
    ck_assert_msg(reasons.count == (mending->refused ? 1 : 0), "%s", mending->claim);
    if (mending->refused)
        ck_assert_str_eq(reasons.items[0].code, mending->refused);
}
END_TEST

START_TEST(what_nobody_decided_on_is_not_closed)
{
    static const int STATES[] = {NONCONFORMANCE_OPEN, NONCONFORMANCE_VOIDED, NONCONFORMANCE_CLOSED};
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++) {
        ARENA_OWNED struct arena *arena = arena_new(0);
        struct reasons reasons = {.arena = arena};
        const struct nonconformance nonconformance = {.nonconformance_id = SINCE, .state = STATES[i]};
        nonconformance_may_be_closed(&(const struct nonconformance_case){.nonconformance = &nonconformance}, &reasons);
        ck_assert_uint_eq(reasons.count, 1);
        ck_assert_str_eq(reasons.items[0].code, "nonconformance-state");
    }
}
END_TEST

SUITE_BEGIN(domain_rules_fault)
tcase_add_test(tests, a_failure_opens_a_nonconformance_with_its_evidence);
tcase_add_loop_test(tests, what_fell_is_fallen_until_it_is_done_again, 0, sizeof FALLS / sizeof *FALLS);
tcase_add_loop_test(tests, every_disposition_has_its_actions, 0, sizeof DEMANDS / sizeof *DEMANDS);
tcase_add_loop_test(tests, a_part_is_replaced_by_another, 0, sizeof REPLACEMENTS / sizeof *REPLACEMENTS);
tcase_add_loop_test(tests, what_is_mended_can_be_seen_to_be, 0, sizeof MENDINGS / sizeof *MENDINGS);
tcase_add_test(tests, what_nobody_decided_on_is_not_closed);
SUITE_END
