/* How often a defect may be found on a unit in one operation, and what comes after the last time. */
#include "domain/interlock.h"
#include "scenario.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* In the test of the rack: a dent twice, anything cosmetic three times. */
static struct defect_limit LIMITS[] = {{.defect = "dent", .limit = 2}, {.family = "cosmetic", .limit = 3}};

static void limit_defects(struct line *line)
{
    int test = product_operation(&line->rack, "040");
    struct operation_definition *definition =
        (struct operation_definition *)line->rack.operations.items[test].definition;
    definition->defect_limits.items = LIMITS;
    definition->defect_limits.count = sizeof LIMITS / sizeof *LIMITS;
}

static int64_t report(struct line *line, const char *operation, const char *code)
{
    return line_posted(line, ENTRY_DEFECT_REPORTED,
                       &(const struct defect_reported){SUBJECT("R1", operation, "ann"), .code = code});
}

/* One that was found and what became of it: "dent", "dent rework", "dent@020", "dent voided". */
static void find_one(struct line *line, const char *text)
{
    char code[20] = "", operation[8] = "040", fate[20] = "";
    if (sscanf(text, "%19[a-z]@%7s", code, operation) < 2)
        sscanf(text, "%19[a-z] %19s", code, fate);
    /* The line keeps what it is told as it stands: the texts live as long as it does. */
    int64_t defect = report(line, arena_text(line->arena, operation), arena_text(line->arena, code));
    if (!strcmp(fate, "voided"))
        line_posted(line, ENTRY_EVENT_CORRECTED,
                    &(const struct event_corrected){.operator = "ann", .event = line_id(defect), .reason = "slip"});
    else if (*fate)
        line_dispose(line, defect, name_value(&DISPOSITION_NAMES, fate));
}

struct history {
    const char *claim;
    const char *before[3]; /* what was found before, and what became of it */
    const char *code;      /* what is found now */
    bool review;
};
static const struct history HISTORIES[] = {
    {"once is below the limit", {NULL}, "dent", false},
    {"the second time is the last", {"dent"}, "dent", true},
    {"whatever was decided on the first", {"dent rework"}, "dent", true},
    {"or that it stays as it is", {"dent use_as_is"}, "dent", true},
    {"a false fail is none", {"dent false_fail"}, "dent", false},
    {"nor what was never there", {"dent voided"}, "dent", false},
    {"nor what was found in another operation", {"dent@020"}, "dent", false},
    {"nor another defect", {"scratch"}, "dent", false},
    {"of a family all count", {"scratch", "dent"}, "scratch", true},
    {"two are below its limit", {"scratch"}, "scratch", false},
    {"what a review had put right begins anew", {"dent", "dent rework"}, "dent", false},
    {"and ends anew", {"dent", "dent repair", "dent"}, "dent", true},
    {"what it left as it is does not", {"dent", "dent use_as_is"}, "dent", true},
};

static bool is_for_review(const struct line *line)
{
    return line->nonconformances[line->nonconformance_count - 1].material_review;
}

START_TEST(a_defect_found_too_often_goes_to_material_review)
{
    const struct history *history = &HISTORIES[_i];
    struct line *line = line_new();
    limit_defects(line);
    line_ready(line, "R1", "040");
    for (size_t i = 0; i < sizeof history->before / sizeof *history->before && history->before[i]; i++)
        find_one(line, history->before[i]);
    report(line, "040", history->code);
    ck_assert_msg(is_for_review(line) == history->review, "%s", history->claim);
    line_free(line);
}
END_TEST

START_TEST(without_an_operation_nothing_is_counted)
{
    struct line *line = line_new();
    limit_defects(line);
    line_ready(line, "R1", "040");
    for (int i = 0; i < 4; i++)
        report(line, NULL, "dent");
    ck_assert(!is_for_review(line));
    line_free(line);
}
END_TEST

/* --- a run that fails of it --- */

static int64_t fail_of(struct line *line, const char *defect)
{
    return line_posted(line, ENTRY_OPERATION_COMPLETED,
                       &(const struct operation_completed){SUBJECT("R1", "040", "ann"), .defect = defect});
}

static void begin_test(struct line *line)
{
    limit_defects(line);
    line_begun(line, "R1", "040", "C1", NULL);
    line_at(line, "C1");
}

START_TEST(a_defect_that_a_run_names_fails_it)
{
    struct line *line = line_new();
    begin_test(line);
    int64_t failed = fail_of(line, "dent");
    const struct result_completed *result = line->entries[failed - 1].result;
    ck_assert_int_eq(result->verdict, VERDICT_FAILED);
    ck_assert_int_eq(result->computed, VERDICT_ABSENT);
    const struct nonconformance *row = line_nonconformance(line, failed + 1);
    ck_assert_str_eq(row->code, "dent");
    ck_assert(!row->material_review);
    line_free(line);
}
END_TEST

START_TEST(failures_and_reports_count_together)
{
    struct line *line = line_new();
    begin_test(line);
    report(line, "040", "dent");
    int64_t failed = fail_of(line, "dent"); /* its first attempt of two */
    ck_assert(line_nonconformance(line, failed + 1)->material_review);
    line_dispose(line, failed + 1, DISPOSITION_REWORK);
    ck_assert_int_eq(line_operation(line, "R1", "040")->failures, 0); /* all attempts again */
    line_free(line);
}
END_TEST

START_TEST(a_false_fail_gives_the_attempt_back_whatever_it_was_called)
{
    struct line *line = line_new();
    begin_test(line);
    int64_t failed = fail_of(line, "dent");
    ck_assert_int_eq(line_operation(line, "R1", "040")->failures, 1);
    line_dispose(line, report(line, "040", "scratch"), DISPOSITION_FALSE_FAIL); /* no attempt failed of that */
    ck_assert_int_eq(line_operation(line, "R1", "040")->failures, 1);
    line_dispose(line, failed + 1, DISPOSITION_FALSE_FAIL);
    ck_assert_int_eq(line_operation(line, "R1", "040")->failures, 0);
    line_free(line);
}
END_TEST

/* --- what it stops --- */

GIVEN(a_rack_with_too_many_dents)
{
    limit_defects(line);
    line_ready(line, "R1", "040");
    report(line, "040", "dent");
    report(line, "040", "dent");
    line_at(line, "C1");
}
GIVEN(a_queued_rack_with_too_many_dents)
{
    limit_defects(line);
    report(line, "040", "dent");
    report(line, "040", "dent");
}
GIVEN(a_rack_with_too_many_dents_decided_on)
{
    a_rack_with_too_many_dents(line);
    line_dispose(line, (int64_t)line->entry_count, DISPOSITION_REWORK);
}
GIVEN(a_test_that_runs)
{
    begin_test(line);
}

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define STARTED EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "040", "ann"))
#define FAILED(code)                                                                                                   \
    EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("R1", "040", "ann"), .defect = (code))

static const struct scenario TABLE[] = {
    {"past the limit material review decides", a_rack_with_too_many_dents, STARTED, "material-review"},
    {"before any work too", a_queued_rack_with_too_many_dents,
     EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "010", "ann"), .tool = "w1"), "material-review"},
    {"then it goes on", a_rack_with_too_many_dents_decided_on, STARTED, ""},
    {"a run fails of what the catalogue has", a_test_that_runs, FAILED("rust"), "defect-unknown"},
    {"and still reports", a_test_that_runs, FAILED("stain"), "defect-withdrawn"},
    {"as it is called there", a_test_that_runs, FAILED("dent"), ""},
};
SCENARIOS(DEFECT_SCENARIOS, TABLE);

static const struct taken_back {
    const char *claim;
    const char *found[3];
    size_t first; /* that is taken back */
    int names;    /* the later one that stands in the way; -1: none does */
} TAKEN_BACK[] = {
    {"the first of two", {"dent", "dent"}, 0, 1},
    {"the second is in nobody's way", {"dent", "dent"}, 1, -1},
    {"of three, the last is the second without the first", {"dent", "dent", "dent"}, 0, 1},
    {"of a family", {"scratch", "dent", "scratch"}, 1, 2},
    {"another defect was found often enough alone", {"scratch", "dent", "dent"}, 0, -1},
};

START_TEST(what_a_material_review_rests_on_is_not_taken_back)
{
    const struct taken_back *row = &TAKEN_BACK[_i];
    struct line *line = line_new();
    int64_t at[3] = {0};
    limit_defects(line);
    line_ready(line, "R1", "040");
    for (size_t i = 0; i < 3 && row->found[i]; i++)
        at[i] = report(line, "040", row->found[i]);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct event_corrected data = {.operator = "ann", .event = line_id(at[row->first]), .reason = "slip"};
    enum fault fault = line_post(line, ENTRY_EVENT_CORRECTED, &data, &reasons);
    ck_assert_msg(fault == (row->names < 0 ? NOTHING_WRONG : FAULT_REFUSED), "%s", row->claim);
    ck_assert_uint_eq(reasons.count, row->names < 0 ? 0 : 1);
    if (row->names >= 0) {
        ck_assert_str_eq(reasons.items[0].code, "later-event");
        ck_assert_int_eq(reasons.items[0].journal_position, at[row->names]);
    }
    line_free(line);
}
END_TEST

/* A fault at the cable's test for which the cable was done again, and the same once more: the test allows two. */
START_TEST(a_defect_counts_where_it_is_mended_too)
{
    static const char *const CABLE[] = {"030"};
    struct operation_definition definition = {.operation = "030", .attempt_limit = 9};
    struct defect_limit limit = {.defect = "dent", .limit = 2};
    struct operation operation = {.definition = &definition};
    struct product product = {.operations = {&operation, 1}};
    struct finding before = {.code = "dent", .operation = "040", .disposition = DISPOSITION_REWORK};
    struct snapshot snapshot = {.product = &product, .findings = {&before, 1}};
    definition.defect_limits.items = &limit;
    definition.defect_limits.count = 1;
    ck_assert(!defect_limit_reached(&snapshot, "dent"));
    before.operations.items = (const char **)CABLE;
    before.operations.count = 1;
    ck_assert(defect_limit_reached(&snapshot, "dent"));
    before.disposition = DISPOSITION_FALSE_FAIL;
    ck_assert(!defect_limit_reached(&snapshot, "dent"));
}
END_TEST

SUITE_BEGIN(domain_rules_defect)
tcase_add_loop_test(tests, a_defect_found_too_often_goes_to_material_review, 0, sizeof HISTORIES / sizeof *HISTORIES);
tcase_add_loop_test(tests, what_a_material_review_rests_on_is_not_taken_back, 0, sizeof TAKEN_BACK / sizeof *TAKEN_BACK);
tcase_add_test(tests, without_an_operation_nothing_is_counted);
tcase_add_test(tests, a_defect_that_a_run_names_fails_it);
tcase_add_test(tests, failures_and_reports_count_together);
tcase_add_test(tests, a_false_fail_gives_the_attempt_back_whatever_it_was_called);
tcase_add_test(tests, a_defect_counts_where_it_is_mended_too);
SUITE_END
