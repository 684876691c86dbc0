/* Codes: what names a thing in a path. */
#include "base/record.h"
#include "base/reason.h"
#include "suite.h"

struct named {
    const char *code;
};
static const struct field FIELDS[] = {FIELD_CODE(struct named, code, REQUIRED, 8, "a code")};

static const struct {
    const char *text;
    bool is_code;
} TEXTS[] = {
    {"RACK-1", true}, {"a.b_c:d+", true}, {"...", true},   {".", false},   {"..", false},       {"a/b", false},
    {"a b", false},   {" ", false},        {"a%b", false},  {"a?b", false}, {"a#b", false},      {"\u202e", false},
    {"", false},      {"12345678", true},  {"123456789", false},            {"\u00e9", false},   {"a\tb", false},
};

START_TEST(a_code_stands_in_a_path_as_it_is)
{
    struct reasons reasons = {.arena = arena_new(0)};
    struct named row = {0};
    ck_assert_msg(field_from_text(FIELDS, &row, TEXTS[_i].text, "", &reasons) == TEXTS[_i].is_code, "\"%s\"",
                  TEXTS[_i].text);
    ck_assert_uint_eq(reasons.found, !TEXTS[_i].is_code);
    arena_free(reasons.arena);
}
END_TEST

SUITE_BEGIN(code)
tcase_add_loop_test(tests, a_code_stands_in_a_path_as_it_is, 0, sizeof TEXTS / sizeof *TEXTS);
SUITE_END
