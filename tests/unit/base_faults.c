/* The table of faults, and reasons. */
#include "base/fault.h"
#include "base_sample.h"
#include "suite.h"

#include <string.h>

START_TEST(every_fault_has_a_row_fit_for_an_answer)
{
    for (int i = 0; i < FAULT_COUNT; i++) {
        const struct fault_row *row = fault_row((enum fault)i);
        ck_assert_int_ge(row->status, i == NOTHING_WRONG ? 200 : 400);
        ck_assert_int_le(row->status, 599);
        ck_assert_uint_eq(strspn(row->code, "abcdefghijklmnopqrstuvwxyz-"), strlen(row->code));
        ck_assert_uint_gt(strlen(row->title), 0);
        ck_assert_int_ne(row->title[strlen(row->title) - 1], '.');
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(row->code, fault_row((enum fault)j)->code);
    }
}
END_TEST

START_TEST(a_fault_that_is_none_counts_as_corruption)
{
    ck_assert_ptr_eq(fault_row(FAULT_COUNT), fault_row(FAULT_CORRUPT));
    ck_assert_ptr_eq(fault_row((enum fault) - 1), fault_row(FAULT_CORRUPT));
}
END_TEST

START_TEST(reasons_are_kept_in_order_with_their_texts)
{
    struct reasons reasons = reasons_begin();
    char pointer[] = "/a";
    reason_add(&reasons, "first", pointer, "%d of %s", 1, "two");
    reason_add(&reasons, "second", NULL, "plain");
    pointer[1] = 'z';
    ck_assert_uint_eq(reasons.count, 2);
    ck_assert_str_eq(reasons.items[0].pointer, "/a");
    ck_assert_str_eq(reasons.items[0].detail, "1 of two");
    ck_assert_ptr_null(reasons.items[1].pointer);
    ck_assert(reasons_have(&reasons, "second"));
    ck_assert(!reasons_have(&reasons, "third"));
    reasons_end(&reasons);
}
END_TEST

START_TEST(a_consequence_of_an_earlier_reason_is_taken_out)
{
    static const char *const POINTERS[] = {"/a/b", "/c", "/a/b", "/a", "/a/b/c", "/ab", NULL, "/c"};
    static const char *const KEPT[] = {"/a/b", "/c", "/a/b/c", "/ab", NULL};
    struct reasons reasons = reasons_begin();
    for (size_t i = 0; i < sizeof POINTERS / sizeof *POINTERS; i++)
        reason_add(&reasons, "code", POINTERS[i], "text");
    ck_assert(reasons_about(&reasons, "/c"));
    ck_assert(!reasons_about(&reasons, "/c/d"));
    reasons_drop_consequences(&reasons, 2);
    ck_assert_uint_eq(reasons.count, sizeof KEPT / sizeof *KEPT);
    ck_assert_uint_eq(reasons.found, reasons.count);
    for (size_t i = 0; i < reasons.count; i++)
        ck_assert_pstr_eq(reasons.items[i].pointer, KEPT[i]);
    reasons_end(&reasons);
}
END_TEST

START_TEST(reasons_past_the_limit_are_counted_and_not_kept)
{
    struct reasons reasons = reasons_begin();
    for (int i = 0; i < 2 * REASONS_KEPT; i++)
        reason_add(&reasons, "again", "/x", "number %d", i);
    ck_assert_uint_eq(reasons.count, REASONS_KEPT);
    ck_assert_uint_eq(reasons.found, 2 * REASONS_KEPT);
    ck_assert_str_eq(reasons.items[REASONS_KEPT - 1].detail, "number 199");
    reasons_end(&reasons);
}
END_TEST

START_TEST(a_reason_without_memory_is_still_counted)
{
    struct reasons reasons = {.arena = arena_new(16)};
    reason_add(&reasons, "code", "/x", "detail");
    ck_assert_uint_eq(reasons.found, 1);
    ck_assert_uint_eq(reasons.count, 0);
    reasons_end(&reasons);
}
END_TEST

SUITE(base_faults, a_consequence_of_an_earlier_reason_is_taken_out, every_fault_has_a_row_fit_for_an_answer,
      a_fault_that_is_none_counts_as_corruption, reasons_are_kept_in_order_with_their_texts,
      reasons_past_the_limit_are_counted_and_not_kept, a_reason_without_memory_is_still_counted)
