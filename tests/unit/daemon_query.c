/* Query strings. */
#include "suite.h"

#include "racklined/query.h"

#include <string.h>

struct sample {
    const char *station;
    int64_t limit;
    bool late;
    int64_t since;
};
static const struct field SAMPLE_FIELDS[] = {
    FIELD_TEXT(struct sample, station, REQUIRED, 1, 8, "a station"),
    FIELD_INTEGER(struct sample, limit, OPTIONAL, 1, 100, "how many"),
    FIELD_BOOLEAN(struct sample, late, OPTIONAL, "only late ones"),
    FIELD_TIME(struct sample, since, OPTIONAL, "not before"),
};
static const struct record SAMPLE_RECORD = RECORD(struct sample, "sample", SAMPLE_FIELDS, "A query.");

static const struct {
    const char *query;
    const char *codes[3]; /* of all reasons, in order; none: it is taken */
} QUERIES[] = {
    {"station=A", {NULL}},
    {"station=A&limit=5&late=true&since=2026-01-02T03:04:05Z", {NULL}},
    {"&&station=A&", {NULL}},
    {"%73tation=%41", {NULL}},
    {NULL, {"parameter-missing"}},
    {"", {"parameter-missing"}},
    {"limit=5", {"parameter-missing"}},
    {"station=A&limt=5", {"parameter-unknown"}},
    {"station=A&Limit=5", {"parameter-unknown"}},
    {"station=A&=5", {"parameter-unknown"}},
    {"station=A&limit=5&limit=5", {"parameter-repeated"}},
    {"station=A&station=B&x=1", {"parameter-repeated", "parameter-unknown"}},
    {"station=A&limit=%zz", {"query-malformed"}},
    {"station=A&limit=%00", {"query-malformed"}},
    {"station=A&%ff=1", {"query-malformed"}},
};

START_TEST(a_query_is_read_whole_or_refused_with_every_reason)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const void *row = NULL;
    enum fault fault = query_read(QUERIES[_i].query, &SAMPLE_RECORD, &row, &reasons);
    size_t expected = 0;
    for (; expected < 3 && QUERIES[_i].codes[expected]; expected++)
        ck_assert_msg(expected < reasons.count && !strcmp(reasons.items[expected].code, QUERIES[_i].codes[expected]),
                      "%s", QUERIES[_i].query);
    ck_assert_uint_eq(reasons.count, expected);
    ck_assert_int_eq(fault, expected ? FAULT_INVALID : NOTHING_WRONG);
    ck_assert_int_eq(row != NULL, !expected);
}
END_TEST

START_TEST(values_are_decoded_and_read_by_their_kind)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const void *row;
    ck_assert_int_eq(query_read("station=A+%2b%26&limit=7&late=true", &SAMPLE_RECORD, &row, &reasons), NOTHING_WRONG);
    const struct sample *sample = row;
    ck_assert_str_eq(sample->station, "A +&");
    ck_assert_int_eq(sample->limit, 7);
    ck_assert(sample->late);
    ck_assert_int_eq(sample->since, ABSENT_INTEGER);
}
END_TEST

START_TEST(a_value_out_of_range_is_named_by_its_parameter)
{
    static const char *const bad[] = {
        "station=A&limit=0",  "station=A&limit=101",       "station=A&limit=x", "station=A&limit",
        "station=A&late=yes", "station=A&since=yesterday", "station=123456789", "station="};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ARENA_OWNED struct arena *arena = arena_new(0);
        struct reasons reasons = {.arena = arena};
        const void *row;
        ck_assert_msg(query_read(bad[i], &SAMPLE_RECORD, &row, &reasons) == FAULT_INVALID, "%s", bad[i]);
        ck_assert_uint_eq(reasons.count, 1);
        ck_assert_int_eq(reasons.items[0].pointer[0], '/');
        ck_assert_ptr_nonnull(strstr(bad[i], reasons.items[0].pointer + 1));
    }
}
END_TEST

START_TEST(a_route_without_a_query_takes_none)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const void *row = &reasons;
    ck_assert_int_eq(query_read("", NULL, &row, &reasons), NOTHING_WRONG);
    ck_assert_ptr_null(row);
    ck_assert_int_eq(query_read("x=1", NULL, &row, &reasons), FAULT_INVALID);
}
END_TEST

SUITE_BEGIN(query)
tcase_add_loop_test(tests, a_query_is_read_whole_or_refused_with_every_reason, 0, sizeof QUERIES / sizeof *QUERIES);
tcase_add_test(tests, values_are_decoded_and_read_by_their_kind);
tcase_add_test(tests, a_value_out_of_range_is_named_by_its_parameter);
tcase_add_test(tests, a_route_without_a_query_takes_none);
SUITE_END
