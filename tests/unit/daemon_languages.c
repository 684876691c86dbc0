/* In which language is answered. */
#include "suite.h"

#include "racklined/languages.h"
#include "racklined/route.h"

#include <string.h>

static const struct {
    const char *accept_language, *tag;
} ASKED[] = {
    {NULL, "en"},
    {"", "en"},
    {"ja", "ja"},
    {"JA", "ja"},
    {"ja-JP", "ja"},
    {"ja-Jpan-JP", "ja"},
    {"en", "en"},
    {"en-GB", "en"},
    {"de", "en"},
    {"jav", "en"},
    {"j", "en"},
    {"*", "en"},
    {"de, ja", "ja"},
    {"ja, en", "ja"},
    {"en, ja", "en"},
    {"ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7", "ja"},
    {"en-US,en;q=0.9,ja;q=0.8", "en"},
    {"en;q=0.3, ja;q=0.8", "ja"},
    {"de, ja;q=0.2, en;q=0.1", "ja"},
    {"*;q=0.5, ja;q=0.6", "ja"},
    {"*, ja;q=0.6", "en"},
    {"ja;q=0", "en"},
    {"ja;q=0, en", "en"},
    {"ja;q=2", "en"},
    {"ja;q=x", "en"},
    {" ja ; q=1 ", "ja"},
    {",,ja", "ja"},
    {";q=1", "en"},
};

START_TEST(the_language_is_the_one_that_accept_language_likes_best)
{
    ck_assert_msg(!strcmp(language_tag(language_asked(ASKED[_i].accept_language)), ASKED[_i].tag), "%s",
                  ASKED[_i].accept_language);
}
END_TEST

START_TEST(each_floor_tells_in_japanese)
{
    const struct language *japanese = language_asked("ja");
    static const char *const of_each[] = {"is required", "position %s is empty", "there is no unit %s",
                                          "This request takes no body.", "The disk is full"};
    for (size_t i = 0; i < sizeof of_each / sizeof *of_each; i++)
        ck_assert_str_ne(language_told(japanese, of_each[i]), of_each[i]);
}
END_TEST

static bool holds_reasons(const struct record *record, int depth)
{
    if (record == &REASON_RECORD)
        return true;
    for (size_t i = 0; record && depth < 8 && i < record->count; i++)
        if (holds_reasons(record->fields[i].of, depth + 1))
            return true;
    return false;
}

START_TEST(a_route_tells_where_its_answer_holds_reasons)
{
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        ck_assert_msg(ROUTES[i].tells == (holds_reasons(ROUTES[i].answer, 0) ||
                                          (ROUTES[i].kind == ROUTE_COMMAND && ROUTES[i].answer_kind == ANSWER_BATCH)),
                      "%s %s", ROUTES[i].method, ROUTES[i].path);
}
END_TEST

SUITE_BEGIN(languages)
tcase_add_loop_test(tests, the_language_is_the_one_that_accept_language_likes_best, 0, sizeof ASKED / sizeof *ASKED);
tcase_add_test(tests, each_floor_tells_in_japanese);
tcase_add_test(tests, a_route_tells_where_its_answer_holds_reasons);
SUITE_END
