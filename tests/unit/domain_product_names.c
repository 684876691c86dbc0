#include "domain/product.h"
#include "domain/range.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *range;
    size_t count;
    const char *first, *last;
} WELL_FORMED[] = {
    {"frame", 1, "frame", "frame"},
    {"compute-{01..18}", 18, "compute-01", "compute-18"},
    {"switch-{1..9}", 9, "switch-1", "switch-9"},
    {"slot-{8..12}", 5, "slot-8", "slot-12"},
    {"slot-{098..101}", 4, "slot-098", "slot-101"},
    {"{0..3}", 4, "0", "3"},
    {"{00..03}-x", 4, "00-x", "03-x"},
    {"one-{7..7}", 1, "one-7", "one-7"},
    {"{1..2}{1..2}", 4, "11", "22"},
    {"supply-{1..8}-{1..6}", 48, "supply-1-1", "supply-8-6"},
    {"{1..2}.{1..2}.{1..2}.{1..2}.{1..2}.{1..2}.{1..2}.{1..2}", 256, "1.1.1.1.1.1.1.1", "2.2.2.2.2.2.2.2"},
    {"{000000..000001}", 2, "000000", "000001"},
    {"電源-{1..2}", 2, "電源-1", "電源-2"},
};

START_TEST(a_range_stands_for_each_of_its_names)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct name_list names;
    const char *range = WELL_FORMED[_i].range;
    ck_assert_uint_eq(range_size(range), WELL_FORMED[_i].count);
    ck_assert_msg(range_expand(range, 1000, arena, &names), "%s", range);
    ck_assert_uint_eq(names.count, WELL_FORMED[_i].count);
    ck_assert_str_eq(names.items[0], WELL_FORMED[_i].first);
    ck_assert_str_eq(names.items[names.count - 1], WELL_FORMED[_i].last);
    ck_assert(range_expand(range, names.count, arena, &names));
}
END_TEST

START_TEST(a_range_of_more_names_than_the_limit_is_refused)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct name_list names = {.count = 77};
    ck_assert(!range_expand("{1..5}", 4, arena, &names));
    ck_assert(!range_expand("{1..999999}{1..999999}{1..999999}{1..999999}", 1000, arena, &names));
    ck_assert_uint_eq(names.count, 77);
    ck_assert_uint_eq(range_size("{1..999999}{1..999999}{1..999999}{1..999999}"), SIZE_MAX);
}
END_TEST

static const char *const MALFORMED[] = {
    "",
    "{}",
    "a{",
    "a}",
    "a{1}",
    "a{1..}",
    "a{..2}",
    "a{1.2}",
    "a{1...2}",
    "a{2..1}",
    "a{1..2",
    "a1..2}",
    "a{a..b}",
    "a{-1..2}",
    "a{1..b2}",
    "a{01..100}",
    "a{1..02}",
    "a{{1..2}}",
    "a{1..2}}",
    "a{1 ..2}",
    "a b",
    "a*",
    "a\tb",
    "a{1..2}*",
    "a\x7f",
    "a{1..1000000}",
    "{0000000..0000001}",
    "{1..2}{1..2}{1..2}{1..2}{1..2}{1..2}{1..2}{1..2}{1..2}",
};

START_TEST(a_range_that_is_not_well_formed_is_refused)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct name_list names = {.count = 77};
    ck_assert_msg(!range_expand(MALFORMED[_i], 4000, arena, &names), "%s", MALFORMED[_i]);
    ck_assert_uint_eq(range_size(MALFORMED[_i]), 0);
    ck_assert_uint_eq(names.count, 77);
}
END_TEST

START_TEST(several_ranges_count_like_digits_the_last_fastest)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct name_list names;
    ck_assert(range_expand("p-{1..8}-{1..6}", 48, arena, &names));
    for (size_t i = 0; i < 48; i++) {
        char expected[16];
        snprintf(expected, sizeof expected, "p-%zu-%zu", i / 6 + 1, i % 6 + 1);
        ck_assert_str_eq(names.items[i], expected);
    }
}
END_TEST

static const struct {
    const char *pattern, *name;
    bool matches;
} PATTERNS[] = {
    {"compute-07", "compute-07", true},
    {"compute-07", "compute-08", false},
    {"compute-07", "compute-071", false},
    {"compute-*", "compute-07", true},
    {"compute-*", "compute-", true},
    {"compute-*", "compute", false},
    {"compute-*", "switch-1", false},
    {"*", "anything", true},
    {"*", "", true},
    {"", "", true},
    {"", "a", false},
    {"**", "a", true},
    {"*-1", "supply-1-1", true},
    {"*-1", "supply-1-2", false},
    {"supply-*-6", "supply-8-6", true},
    {"supply-*-6", "supply-6-8", false},
    {"*a*b*c", "xaxbxbxc", true},
    {"*a*b*c", "xaxbxcx", false},
    {"a*a", "a", false},
    {"a*a", "aa", true},
    {"*aab", "aaaab", true},
    {"Compute-*", "compute-07", false},
};

START_TEST(a_star_stands_for_any_characters_and_nothing_else_does)
{
    ck_assert_msg(pattern_matches(PATTERNS[_i].pattern, PATTERNS[_i].name) == PATTERNS[_i].matches, "\"%s\" on \"%s\"",
                  PATTERNS[_i].pattern, PATTERNS[_i].name);
}
END_TEST

START_TEST(a_pattern_of_many_stars_is_decided_at_once)
{
    char name[2001], pattern[401];
    memset(name, 'a', 2000);
    name[2000] = '\0';
    for (int i = 0; i < 400; i += 2)
        memcpy(pattern + i, "*a", 2);
    pattern[399] = 'b';
    pattern[400] = '\0';
    ck_assert(!pattern_matches(pattern, name));
}
END_TEST

SUITE_BEGIN(product_names)
tcase_add_loop_test(tests, a_range_stands_for_each_of_its_names, 0, sizeof WELL_FORMED / sizeof *WELL_FORMED);
tcase_add_test(tests, a_range_of_more_names_than_the_limit_is_refused);
tcase_add_loop_test(tests, a_range_that_is_not_well_formed_is_refused, 0, sizeof MALFORMED / sizeof *MALFORMED);
tcase_add_test(tests, several_ranges_count_like_digits_the_last_fastest);
tcase_add_loop_test(tests, a_star_stands_for_any_characters_and_nothing_else_does, 0,
                    sizeof PATTERNS / sizeof *PATTERNS);
tcase_add_test(tests, a_pattern_of_many_stars_is_decided_at_once);
SUITE_END
