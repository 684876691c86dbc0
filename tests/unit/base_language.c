/* What is told in another language. */
#include "suite.h"

#include "base/japanese.h"
#include "base/problem.h"

#include <string.h>

SAYINGS(FIRST, SAYING("unit %s is %lld years old", "%2$lld 年目のユニット %1$s"), SAYING("young", "若い"), );
SAYINGS(SECOND, SAYING("%s is %s", "%s は%s"), );
static const struct sayings *const BOTH[] = {&FIRST, &SECOND, &JAPANESE_TITLES};
static const struct language JAPANESE = {"ja", BOTH, sizeof BOTH / sizeof *BOTH};

static const struct {
    const struct language *language;
    const char *english, *told;
} TEXTS[] = {
    {&JAPANESE, "young", "若い"}, {&JAPANESE, "%s is %s", "%s は%s"}, /* of the second table */
    {&JAPANESE, "old", "old"},    {&JAPANESE, "", ""},
    {NULL, "young", "young"},
};

START_TEST(a_text_is_told_as_its_tables_have_it_or_as_it_stands)
{
    ck_assert_str_eq(language_told(TEXTS[_i].language, TEXTS[_i].english), TEXTS[_i].told);
}
END_TEST

START_TEST(a_detail_has_its_arguments_where_the_language_wants_them)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons english = {.arena = arena}, japanese = {.arena = arena, .language = &JAPANESE};
    struct reasons *const both[] = {&english, &japanese};
    for (size_t i = 0; i < 2; i++) {
        reason_add(both[i], "age", "/unit", "unit %s is %lld years old", "U-7", 3LL);
        reason_add_of(both[i], "age", 5, "%s is %s", "U-8", reason_word(both[i], "young"));
        ck_assert_str_eq(both[i]->items[0].code, "age");
        ck_assert_str_eq(both[i]->items[0].pointer, "/unit");
        ck_assert_int_eq(both[i]->items[1].journal_position, 5);
    }
    ck_assert_str_eq(english.items[0].detail, "unit U-7 is 3 years old");
    ck_assert_str_eq(english.items[1].detail, "U-8 is young");
    ck_assert_str_eq(japanese.items[0].detail, "3 年目のユニット U-7");
    ck_assert_str_eq(japanese.items[1].detail, "U-8 は若い");
}
END_TEST

START_TEST(reasons_beside_others_speak_as_they_do)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena, .language = &JAPANESE};
    reason_add(&reasons, "age", NULL, "young");
    struct reasons beside = reasons_beside(&reasons);
    ck_assert_uint_eq(beside.found, 0);
    reason_add(&beside, "age", NULL, "young");
    ck_assert_str_eq(beside.items[0].detail, "若い");
    ck_assert_uint_eq(reasons.found, 1);
}
END_TEST

START_TEST(a_problem_has_its_title_and_its_count_in_the_language)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    BUFFER_OWNED struct buffer buffer = {0};
    struct reasons reasons = {.arena = arena, .language = &JAPANESE};
    reason_add(&reasons, "age", NULL, "young");
    reason_add(&reasons, "age", NULL, "old");
    problem_write(&buffer, FAULT_REFUSED, &reasons);
    ck_assert_str_eq(
        buffer_view(&buffer),
        "{\"type\":\"/problems/refused\",\"title\":\"ラインの規則により受け付けられません。\",\"status\":409,"
        "\"detail\":\"理由が 2 件あります。\",\"reasons\":[{\"code\":\"age\",\"detail\":\"若い\"},"
        "{\"code\":\"age\",\"detail\":\"old\"}]}");
}
END_TEST

SUITE_BEGIN(language)
tcase_add_loop_test(tests, a_text_is_told_as_its_tables_have_it_or_as_it_stands, 0, sizeof TEXTS / sizeof *TEXTS);
tcase_add_test(tests, a_detail_has_its_arguments_where_the_language_wants_them);
tcase_add_test(tests, reasons_beside_others_speak_as_they_do);
tcase_add_test(tests, a_problem_has_its_title_and_its_count_in_the_language);
SUITE_END
