#include "racklined/spans.h"
#include "suite.h"

static struct spans *spans;
static struct in_flight in_flight;

static void start(void)
{
    spans = spans_new(&in_flight);
    ck_assert_ptr_nonnull(spans);
}

static void stop(void)
{
    spans_free(spans);
}

static struct span *filled(int64_t after, const char *text)
{
    struct span *span = span_new(after);
    ck_assert_ptr_nonnull(span);
    span->last = after + 1;
    buffer_text(&span->text, text);
    return span;
}

static void keep(int64_t after, const char *text)
{
    struct span *span = filled(after, text);
    spans_keep(spans, span);
    spans_release(spans, span);
}

static bool is_told(int64_t after, const char *text)
{
    struct span *span = spans_find(spans, after);
    bool told = span && span->after == after && span->last == after + 1 && !strcmp(buffer_view(&span->text), text);
    spans_release(spans, span);
    return told;
}

START_TEST(a_span_is_found_by_where_it_begins)
{
    keep(4, "five");
    keep(5, "six");
    ck_assert(is_told(4, "five"));
    ck_assert(is_told(5, "six"));
    ck_assert_ptr_null(spans_find(spans, 6));
}
END_TEST

START_TEST(the_oldest_makes_room)
{
    for (int64_t after = 0; after < SPANS_KEPT; after++)
        keep(after, "told");
    ck_assert(is_told(0, "told"));
    keep(SPANS_KEPT, "told");
    ck_assert_ptr_null(spans_find(spans, 0));
    ck_assert(is_told(1, "told"));
    ck_assert(is_told(SPANS_KEPT, "told"));
}
END_TEST

START_TEST(what_is_being_told_stays_when_it_is_kept_no_more)
{
    keep(0, "the first");
    struct span *held = spans_find(spans, 0);
    for (int64_t after = 1; after <= SPANS_KEPT; after++)
        keep(after, "later");
    ck_assert_ptr_null(spans_find(spans, 0));
    ck_assert_str_eq(buffer_view(&held->text), "the first");
    spans_release(spans, held);
}
END_TEST

SUITE_BEGIN(spans)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_span_is_found_by_where_it_begins);
tcase_add_test(tests, the_oldest_makes_room);
tcase_add_test(tests, what_is_being_told_stays_when_it_is_kept_no_more);
SUITE_END
