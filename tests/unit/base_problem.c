/* Refusals as application/problem+json. */
#include "suite.h"

#include "base/problem.h"

#include <string.h>

static const char *written(struct buffer *buffer, enum fault fault, const struct reasons *reasons)
{
    problem_write(buffer, fault, reasons);
    return buffer_view(buffer);
}

START_TEST(a_problem_without_reasons_has_no_detail)
{
    BUFFER_OWNED struct buffer buffer = {0};
    ck_assert_str_eq(written(&buffer, FAULT_NOT_FOUND, &(struct reasons){0}),
                     "{\"type\":\"/problems/not-found\",\"title\":\"There is no such thing\",\"status\":404}");
}
END_TEST

START_TEST(the_only_reason_is_the_detail)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    BUFFER_OWNED struct buffer buffer = {0};
    struct reasons reasons = {.arena = arena};
    reason_add(&reasons, "too-small", "/limit", "must be at least %d", 1);
    ck_assert_str_eq(written(&buffer, FAULT_INVALID, &reasons),
                     "{\"type\":\"/problems/invalid\",\"title\":\"The request is not valid\",\"status\":400,"
                     "\"detail\":\"must be at least 1\",\"reasons\":[{\"code\":\"too-small\",\"pointer\":\"/limit\","
                     "\"detail\":\"must be at least 1\"}]}");
}
END_TEST

START_TEST(several_reasons_are_counted_and_all_there)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    BUFFER_OWNED struct buffer buffer = {0};
    struct reasons reasons = {.arena = arena};
    reason_add(&reasons, "one", NULL, "The first.");
    reason_add(&reasons, "two", NULL, "The \"second\".");
    const char *text = written(&buffer, FAULT_REFUSED, &reasons);
    ck_assert_ptr_nonnull(strstr(text, "\"status\":409,\"detail\":\"There are 2 reasons.\""));
    ck_assert_ptr_nonnull(strstr(text, "{\"code\":\"one\",\"detail\":\"The first.\"}"));
    ck_assert_ptr_nonnull(strstr(text, "{\"code\":\"two\",\"detail\":\"The \\\"second\\\".\"}"));
}
END_TEST

START_TEST(reasons_past_those_that_are_kept_are_counted)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    BUFFER_OWNED struct buffer buffer = {0};
    struct reasons reasons = {.arena = arena};
    for (int i = 0; i < REASONS_KEPT + 50; i++)
        reason_add(&reasons, "one", NULL, "Reason %d.", i);
    const char *text = written(&buffer, FAULT_INVALID, &reasons);
    ck_assert_ptr_nonnull(strstr(text, "\"detail\":\"There are 250 reasons.\""));
    ck_assert_ptr_nonnull(strstr(text, "\"Reason 199.\""));
    ck_assert_ptr_null(strstr(text, "\"Reason 200.\""));
}
END_TEST

/* One row of fault.h is one kind of problem: an answer's status is never a success's, and codes are never shared. */
START_TEST(every_fault_is_a_problem_of_its_own)
{
    for (int fault = NOTHING_WRONG + 1; fault < FAULT_COUNT; fault++) {
        const struct fault_row *row = fault_row((enum fault)fault);
        ck_assert_int_ge(row->status, 400);
        ck_assert_int_lt(row->status, 600);
        ck_assert_uint_eq(strspn(row->code, "abcdefghijklmnopqrstuvwxyz-"), strlen(row->code));
        for (int other = fault + 1; other < FAULT_COUNT; other++)
            ck_assert_str_ne(row->code, fault_row((enum fault)other)->code);
    }
}
END_TEST

SUITE(problem, a_problem_without_reasons_has_no_detail, the_only_reason_is_the_detail,
      several_reasons_are_counted_and_all_there, reasons_past_those_that_are_kept_are_counted,
      every_fault_is_a_problem_of_its_own)
