/* What nobody can mean, at any depth of what comes in. */
#include "suite.h"

#include "base/json.h"
#include "base/meant.h"
#include "base/time.h"
#include "base/utf8.h"

struct inner {
    const char *name;
    int64_t until;
};
struct outer {
    const char *text, *prose;
    LIST_OF(const char *) texts;
    struct moment at;
    struct inner *one;
    LIST_OF(struct inner) more;
};
static const struct field INNER_FIELDS[] = {
    FIELD_TEXT(struct inner, name, OPTIONAL, 0, 9, "a name"),
    FIELD_TIME(struct inner, until, OPTIONAL, "a time"),
};
static const struct record INNER = RECORD(struct inner, "inner", INNER_FIELDS, "Within.");
static const struct field OUTER_FIELDS[] = {
    FIELD_TEXT(struct outer, text, OPTIONAL, 0, 9, "a text"),
    FIELD_PROSE(struct outer, prose, OPTIONAL, 0, 9, "prose"),
    FIELD_TEXTS(struct outer, texts, OPTIONAL, 0, 9, "texts"),
    FIELD_MOMENT(struct outer, at, OPTIONAL, "a moment"),
    FIELD_RECORD(struct outer, one, OPTIONAL, &INNER, "one within"),
    FIELD_LIST(struct outer, more, OPTIONAL, 0, 9, &INNER, "more within"),
};
static const struct record OUTER = RECORD(struct outer, "outer", OUTER_FIELDS, "Around.");

static const struct meant_case {
    const char *text, *found; /* code and pointer of each reason */
} CASES[] = {
    {"{}", ""},
    {"{\"text\":\"\",\"one\":{}}", ""},
    {"{\"text\":\" a \",\"texts\":[\"b\"]}", ""},
    {"{\"text\":\" \\t\\n\"}", "malformed /text "},
    {"{\"text\":\"　 ​﻿\"}", "malformed /text "},
    {"{\"texts\":[\"a\",\" \"]}", "malformed /texts/1 "},
    {"{\"one\":{\"name\":\" \"},\"more\":[{},{\"name\":\" \"}]}", "malformed /one/name malformed /more/1/name "},
    {"{\"prose\":\"a\\n\\tb\",\"text\":\"a b\"}", ""},
    {"{\"prose\":\"\\n\"}", "malformed /prose "},
    {"{\"text\":\"a\\nb\",\"texts\":[\"a\",\"\\tb\"]}", "malformed /text malformed /texts/1 "},
    {"{\"one\":{\"name\":\"a\\nb\"},\"more\":[{\"name\":\"a\\t\"}]}", "malformed /one/name malformed /more/0/name "},
    {"{\"one\":{\"name\":\"\\n\"}}", "malformed /one/name "},
    {"{\"text\":\"a\\u2028b\",\"texts\":[\"a\",\"b\\u2029\",\"\\u200bb\"]}",
     "malformed /text malformed /texts/1 malformed /texts/2 "},
    {"{\"one\":{\"name\":\"a\\u202eb\"},\"more\":[{\"name\":\"\\ufeffa\"},{\"name\":\"a\\u2066\"}]}",
     "malformed /one/name malformed /more/0/name malformed /more/1/name "},
    {"{\"text\":\"\\u3164\",\"texts\":[\"\\udb40\\udc41\\udb40\\udc42\",\"\\u2800\"],\"prose\":\"\\ufe0f\"}",
     "malformed /text malformed /prose malformed /texts/0 malformed /texts/1 "},
    {"{\"prose\":\"a\\n\\u202eb\",\"text\":\"a\"}", "malformed /prose "},
    {"{\"prose\":\"a\\u2066\",\"text\":\"a\\u200e\"}", "malformed /text malformed /prose "},
    {"{\"prose\":\"a\\u200db\",\"text\":\"\\u3042\\u3000\\u3044\"}", ""},
    {"{\"at\":\"2000-01-01T00:00:00Z\",\"one\":{\"until\":\"2100-12-31T23:59:59Z\"}}", ""},
    {"{\"at\":\"1999-12-31T23:59:59Z\"}", "out-of-range /at "},
    {"{\"more\":[{\"until\":\"1900-01-01T00:00:00Z\"}]}", "out-of-range /more/0/until "},
    {"{\"one\":{\"until\":\"2101-01-01T00:00:00Z\"}}", "out-of-range /one/until "},
    {"{\"at\":\"9999-12-31T00:00:00Z\"}", "out-of-range /at "},
};

static void judge(const char *text, bool any_later, struct reasons *reasons)
{
    struct outer row;
    const struct json_limits limits = {.depth = 9, .items = 9};
    ck_assert_int_eq(json_read(text, strlen(text), limits, &OUTER, &row, reasons), NOTHING_WRONG);
    enum fault fault = refuse_unmeant(&OUTER, &row, "", any_later, reasons);
    ck_assert_int_eq(fault, reasons->found ? FAULT_INVALID : NOTHING_WRONG);
}

START_TEST(what_nobody_means_is_refused_where_it_stands)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    BUFFER_OWNED struct buffer found = {0};
    judge(CASES[_i].text, false, &reasons);
    for (size_t i = 0; i < reasons.count; i++)
        buffer_printf(&found, "%s %s ", reasons.items[i].code, reasons.items[i].pointer);
    ck_assert_str_eq(buffer_view(&found), CASES[_i].found);
}
END_TEST

/* The first and the last of each range, and what stands beside it. */
static const struct character_case {
    const char *character;
    bool hidden, turning;
} CHARACTERS[] = {
    {"\u00ac", false, false},     {"\u00ad", true, false},     {"\u00ae", false, false},
    {"\u034e", false, false},     {"\u034f", true, false},     {"\u0350", false, false},
    {"\u061c", true, true},       {"\u115e", false, false},    {"\u115f", true, false},
    {"\u1160", true, false},      {"\u1161", false, false},    {"\u17b4", true, false},
    {"\u17b5", true, false},      {"\u17b6", false, false},    {"\u180a", false, false},
    {"\u180b", true, false},      {"\u180f", true, false},     {"\u1810", false, false},
    {"\u200a", false, false},     {"\u200b", true, false},     {"\u200d", true, false},
    {"\u200e", true, true},       {"\u200f", true, true},      {"\u2010", false, false},
    {"\u2028", true, false},      {"\u202a", true, true},      {"\u202e", true, true},
    {"\u202f", false, false},     {"\u2060", true, false},     {"\u2066", true, true},
    {"\u2069", true, true},       {"\u206f", true, false},     {"\u2800", true, false},
    {"\u2801", false, false},     {"\u3000", false, false},    {"\u3163", false, false},
    {"\u3164", true, false},      {"\ufe00", true, false},     {"\ufe0f", true, false},
    {"\ufeff", true, false},      {"\uff9f", false, false},    {"\uffa0", true, false},
    {"\ufff9", true, false},      {"\ufffd", false, false},    {"\U0001d172", false, false},
    {"\U0001d173", true, false},  {"\U0001d17a", true, false}, {"\U0001d17b", false, false},
    {"\U000dffff", false, false}, {"\U000e0001", true, false}, {"\U000e007f", true, false},
    {"\U000e0100", true, false},  {"\U000e01ef", true, false}, {"\U000e1000", false, false},
};

START_TEST(what_nobody_sees_is_known)
{
    const struct character_case *row = &CHARACTERS[_i];
    ck_assert_int_eq(text_hidden(row->character) != 0, row->hidden);
    ck_assert_int_eq(text_turning(row->character) != 0, row->turning);
}
END_TEST

START_TEST(a_training_site_may_be_of_any_later_year)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    judge("{\"at\":\"9999-12-31T00:00:00Z\"}", true, &reasons);
    ck_assert_uint_eq(reasons.found, 0);
    judge("{\"at\":\"1999-12-31T00:00:00Z\"}", true, &reasons);
    ck_assert_uint_eq(reasons.found, 1);
}
END_TEST

SUITE_BEGIN(meant)
tcase_add_loop_test(tests, what_nobody_means_is_refused_where_it_stands, 0, sizeof CASES / sizeof *CASES);
tcase_add_loop_test(tests, what_nobody_sees_is_known, 0, sizeof CHARACTERS / sizeof *CHARACTERS);
tcase_add_test(tests, a_training_site_may_be_of_any_later_year);
SUITE_END
