/* Record tables, and members set from text. */
#include "base/utf8.h"
#include "base_sample.h"
#include "suite.h"

#include <string.h>

START_TEST(a_cleared_row_has_nothing_in_it)
{
    struct sample row;
    memset(&row, 0xff, sizeof row);
    record_clear(&SAMPLE_RECORD, &row);
    for (size_t i = 0; i < SAMPLE_RECORD.count; i++) {
        const struct field *field = &SAMPLE_RECORD.fields[i];
        ck_assert_msg(field_absent(field, &row) == (field->kind != KIND_BOOLEAN), "%s", field->name);
    }
    ck_assert(!row.boolean);
    ck_assert_uint_eq(row.list.count, 0);
}
END_TEST

START_TEST(a_field_is_found_by_its_name)
{
    ck_assert_ptr_eq(record_field(&SAMPLE_RECORD, "text"), &SAMPLE_RECORD.fields[0]);
    ck_assert_ptr_eq(record_field(&SAMPLE_RECORD, "json"), &SAMPLE_RECORD.fields[12]);
    ck_assert_ptr_null(record_field(&SAMPLE_RECORD, "tex"));
    ck_assert_ptr_null(record_field(&SAMPLE_RECORD, ""));
}
END_TEST

START_TEST(words_and_values_of_an_enumeration_match)
{
    const struct names *colours = record_field(&SAMPLE_RECORD, "colour")->names;
    for (int value = 1; value < colours->count; value++)
        ck_assert_int_eq(name_value(colours, name_of(colours, value)), value);
    ck_assert_str_eq(name_of(colours, COLOUR_BLUE), "blue");
    ck_assert_ptr_null(name_of(colours, 0));
    ck_assert_ptr_null(name_of(colours, -1));
    ck_assert_ptr_null(name_of(colours, 4));
    ck_assert_int_eq(name_value(colours, "Red"), 0);
    ck_assert_int_eq(name_value(colours, ""), 0);
}
END_TEST

/* What text a member takes; its row is then the one that JSON gives for `json`. */
static const struct {
    const char *field, *text, *json;
} TAKEN[] = {
    {"text", "a", "\"a\""},
    {"text", "tab\there", "\"tab\\there\""},
    {"text",
     "\xe3\x83\xa9\xe3\x83\x83\xe3\x82\xaf\xe7\x95\xaa\xe5\x8f\xb7\xe3\x81\xaf\xe5\x9b\x9b\xe3\x81\xa7"
     "\xe3\x81\x99\xe3\x80\x82",
     "\"\\u30e9\\u30c3\\u30af\\u756a\\u53f7\\u306f\\u56db\\u3067\\u3059\\u3002\""}, /* 11 characters, 33 bytes */
    {"integer", "0", "0"},
    {"integer", "-10", "-10"},
    {"integer", "1000", "1000"},
    {"integer", "-0", "0"},
    {"number", "12", "12"},
    {"number", "-1.25e2", "-125"},
    {"number", "1E+1", "10"},
    {"number", "0.1", "0.1"},
    {"number", "5e-324", "5e-324"},
    {"boolean", "true", "true"},
    {"boolean", "false", "false"},
    {"time", "2026-03-14T17:30:00+09:00", "\"2026-03-14T08:30:00Z\""},
    {"moment", "2026-03-14T17:30:00+09:00", "\"2026-03-14T17:30:00+09:00\""},
    {"uuid", "0190B5A6-7C1E-7D3A-9F42-5B6C7D8E9F01", "\"0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01\""},
    {"digest", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
     "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""},
    {"colour", "blue", "\"blue\""},
};

START_TEST(a_member_takes_text_as_it_takes_json)
{
    struct reasons reasons = reasons_begin();
    struct sample from_text, from_json;
    BUFFER_OWNED struct buffer document = {0}, again = {0};
    const struct field *field = record_field(&SAMPLE_RECORD, TAKEN[_i].field);
    record_clear(&SAMPLE_RECORD, &from_text);
    ck_assert(field_from_text(field, &from_text, TAKEN[_i].text, "/x", &reasons));
    ck_assert_uint_eq(reasons.found, 0);
    buffer_printf(&document, "{\"%s\":%s}", field->name, TAKEN[_i].json);
    ck_assert_int_eq(json_read(document.bytes, document.size, SAMPLE_LIMITS, &SAMPLE_RECORD, &from_json, &reasons),
                     NOTHING_WRONG);
    buffer_free(&document);
    json_write_value(&document, field, &from_text);
    json_write_value(&again, field, &from_json);
    ck_assert_str_eq(buffer_view(&document), buffer_view(&again));
    reasons_end(&reasons);
}
END_TEST

static const struct {
    const char *field, *text, *code, *detail;
} REFUSED[] = {
    {"text", "", "too-short", "must be between 1 and 12 characters"},
    {"text", "thirteen char", "too-long", "must be between 1 and 12 characters"},
    {"text", "bell\a", "malformed", "must not contain control characters other than line feed and tab"},
    {"text", "\xff", "malformed", "must be UTF-8"},
    {"integer", "", "malformed", "must be a whole number in decimal digits"},
    {"integer", "-", "malformed", NULL},
    {"integer", "+1", "malformed", NULL},
    {"integer", " 1", "malformed", NULL},
    {"integer", "1 ", "malformed", NULL},
    {"integer", "01", "malformed", NULL},
    {"integer", "1.0", "malformed", NULL},
    {"integer", "0x10", "malformed", NULL},
    {"integer", "1001", "out-of-range", "must be between -10 and 1000"},
    {"integer", "-11", "out-of-range", NULL},
    {"integer", "9223372036854775808", "out-of-range", "must be a number of at most 64 bits"},
    {"integer", "-9223372036854775809", "out-of-range", NULL},
    {"number", "", "malformed", "must be a decimal number, such as -12.5"},
    {"number", "inf", "malformed", NULL},
    {"number", "nan", "malformed", NULL},
    {"number", "0x1p3", "malformed", NULL},
    {"number", "1.", "malformed", NULL},
    {"number", ".5", "malformed", NULL},
    {"number", "1e", "malformed", NULL},
    {"number", "1e+", "malformed", NULL},
    {"number", "1,5", "malformed", NULL},
    {"number", "1e999", "out-of-range", "is too large a number"},
    {"number", "100.5", "out-of-range", "must be at most 100"},
    {"boolean", "yes", "malformed", "must be true or false"},
    {"boolean", "", "malformed", NULL},
    {"time", "2026-02-30T00:00:00Z", "malformed", "must be a date and time of RFC 3339, such as 2026-03-14T08:30:00Z"},
    {"moment", "today", "malformed", NULL},
    {"uuid", "1234", "malformed", "must be a UUID, such as 0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01"},
    {"uuid", "00000000-0000-0000-0000-000000000000", "out-of-range", "must not be all zeros"},
    {"digest", "e3b0", "malformed", "must be 64 hexadecimal digits"},
    {"digest", "0000000000000000000000000000000000000000000000000000000000000000", "out-of-range", NULL},
    {"colour", "mauve", "not-a-choice", "must be red, green or blue"},
    {"texts", "one", "wrong-type", "cannot be given as one text"},
    {"record", "one", "wrong-type", NULL},
    {"list", "one", "wrong-type", NULL},
    {"json", "{}", "wrong-type", NULL},
};

START_TEST(text_that_does_not_fit_is_refused_and_touches_nothing)
{
    struct reasons reasons = reasons_begin();
    struct sample row, before;
    memset(&row, 0x5a, sizeof row);
    before = row;
    ck_assert(
        !field_from_text(record_field(&SAMPLE_RECORD, REFUSED[_i].field), &row, REFUSED[_i].text, "/q", &reasons));
    assert_reason(&reasons, REFUSED[_i].code, "/q", REFUSED[_i].detail);
    ck_assert_mem_eq(&row, &before, sizeof row);
    reasons_end(&reasons);
}
END_TEST

/* How a range is said, for every shape a range has. */
static const struct {
    struct field field;
    const char *text, *detail;
} RANGES[] = {
    {{.kind = KIND_TEXT, .min = 3, .max = 3}, "ab", "must be exactly 3 characters"},
    {{.kind = KIND_TEXT, .min = 1, .max = 1}, "ab", "must be exactly 1 character"},
    {{.kind = KIND_TEXT, .min = 0, .max = 1}, "ab", "must be at most 1 character"},
    {{.kind = KIND_TEXT, .min = 3, .max = INFINITY}, "ab", "must be at least 3 characters"},
    {{.kind = KIND_TEXT, .min = 1, .max = INFINITY}, "", "must be at least 1 character"},
    {{.kind = KIND_INTEGER, .min = 0, .max = 5}, "-1", "must be between 0 and 5"},
    {{.kind = KIND_INTEGER, .min = 5, .max = 5}, "4", "must be exactly 5"},
    {{.kind = KIND_INTEGER, .min = 0, .max = INFINITY}, "-1", "must be at least 0"},
    {{.kind = KIND_INTEGER, .min = -INFINITY, .max = -1}, "0", "must be at most -1"},
    {{.kind = KIND_NUMBER, .min = 0.5, .max = 1.5}, "0.49", "must be between 0.5 and 1.5"},
};

START_TEST(a_range_is_said_in_words)
{
    struct reasons reasons = reasons_begin();
    int64_t row; /* nothing is put into it */
    ck_assert(!field_from_text(&RANGES[_i].field, &row, RANGES[_i].text, "/q", &reasons));
    ck_assert_str_eq(reasons.items[0].detail, RANGES[_i].detail);
    reasons_end(&reasons);
}
END_TEST

START_TEST(a_reason_without_a_pointer_has_none)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    ck_assert(!field_from_text(record_field(&SAMPLE_RECORD, "integer"), &row, "x", NULL, &reasons));
    assert_reason(&reasons, "malformed", NULL, NULL);
    ck_assert_ptr_null(reasons.items[0].pointer);
    reasons_end(&reasons);
}
END_TEST

START_TEST(the_smallest_integer_stands_for_absent_and_is_no_value)
{
    struct reasons reasons = reasons_begin();
    struct strict row;
    const struct field *field = record_field(&STRICT_RECORD, "integer");
    ck_assert(field_from_text(field, &row, "-9223372036854775807", "/q", &reasons));
    ck_assert_int_eq(row.integer, -INT64_MAX);
    ck_assert(!field_from_text(field, &row, "-9223372036854775808", "/q", &reasons));
    assert_reason(&reasons, "out-of-range", "/q", "is too small a number");
    reasons_end(&reasons);
}
END_TEST

START_TEST(text_without_memory_for_its_copy_is_refused)
{
    struct reasons reasons = {.arena = arena_new(1)};
    struct sample row;
    ck_assert(!field_from_text(record_field(&SAMPLE_RECORD, "text"), &row, "a", "/q", &reasons));
    ck_assert_uint_eq(reasons.found, 1);
    reasons_end(&reasons);
}
END_TEST

static const struct {
    const char *text;
    enum text_flaw flaw;
    size_t characters;
} TEXTS[] = {
    {"", TEXT_SOUND, 0},
    {"rack\n\t", TEXT_SOUND, 6},
    {"\xc2\xa0", TEXT_SOUND, 1},         /* U+00A0, the first past the controls */
    {"\xed\x9f\xbf", TEXT_SOUND, 1},     /* U+D7FF */
    {"\xee\x80\x80", TEXT_SOUND, 1},     /* U+E000 */
    {"\xf0\x90\x80\x80", TEXT_SOUND, 1}, /* U+10000 */
    {"\xf4\x8f\xbf\xbf", TEXT_SOUND, 1}, /* U+10FFFF */
    {"a\x01", TEXT_CONTROL, 0},
    {"a\r", TEXT_CONTROL, 0},
    {"\x7f", TEXT_CONTROL, 0},
    {"\xc2\x80", TEXT_CONTROL, 0}, /* U+0080 */
    {"\xc2\x9f", TEXT_CONTROL, 0}, /* U+009F */
    {"\x80", TEXT_NOT_UTF8, 0},    /* a following byte first */
    {"\xc3", TEXT_NOT_UTF8, 0},    /* cut off */
    {"\xe3\x83", TEXT_NOT_UTF8, 0},
    {"\xe3\x83z", TEXT_NOT_UTF8, 0},
    {"\xc0\x80", TEXT_NOT_UTF8, 0}, /* overlong */
    {"\xc1\xbf", TEXT_NOT_UTF8, 0},
    {"\xe0\x9f\xbf", TEXT_NOT_UTF8, 0},
    {"\xf0\x8f\xbf\xbf", TEXT_NOT_UTF8, 0},
    {"\xed\xa0\x80", TEXT_NOT_UTF8, 0}, /* a surrogate */
    {"\xed\xbf\xbf", TEXT_NOT_UTF8, 0},
    {"\xf4\x90\x80\x80", TEXT_NOT_UTF8, 0}, /* past U+10FFFF */
    {"\xf5\x80\x80\x80", TEXT_NOT_UTF8, 0},
    {"\xff", TEXT_NOT_UTF8, 0},
};

START_TEST(text_is_measured_in_characters)
{
    size_t characters = 0;
    ck_assert_int_eq(text_measure(TEXTS[_i].text, strlen(TEXTS[_i].text), &characters), TEXTS[_i].flaw);
    ck_assert_uint_eq(characters, TEXTS[_i].characters);
}
END_TEST

START_TEST(text_is_sound_as_far_as_its_first_flaw)
{
    char text[40];
    const size_t size = strlen(TEXTS[_i].text), before = strlen("層 a");
    strcpy(stpcpy(text, "層 a"), TEXTS[_i].text);
    const size_t sound = text_sound_size(text, before + size);
    if (TEXTS[_i].flaw == TEXT_SOUND)
        ck_assert_uint_eq(sound, before + size);
    else
        ck_assert(sound >= before && sound < before + size);
    ck_assert_uint_eq(text_sound_size(text, sound), sound);
}
END_TEST

SUITE_BEGIN(base_record)
tcase_add_test(tests, a_cleared_row_has_nothing_in_it);
tcase_add_test(tests, a_field_is_found_by_its_name);
tcase_add_test(tests, words_and_values_of_an_enumeration_match);
tcase_add_loop_test(tests, a_member_takes_text_as_it_takes_json, 0, sizeof TAKEN / sizeof *TAKEN);
tcase_add_loop_test(tests, text_that_does_not_fit_is_refused_and_touches_nothing, 0, sizeof REFUSED / sizeof *REFUSED);
tcase_add_loop_test(tests, a_range_is_said_in_words, 0, sizeof RANGES / sizeof *RANGES);
tcase_add_test(tests, a_reason_without_a_pointer_has_none);
tcase_add_test(tests, the_smallest_integer_stands_for_absent_and_is_no_value);
tcase_add_test(tests, text_without_memory_for_its_copy_is_refused);
tcase_add_loop_test(tests, text_is_measured_in_characters, 0, sizeof TEXTS / sizeof *TEXTS);
tcase_add_loop_test(tests, text_is_sound_as_far_as_its_first_flaw, 0, sizeof TEXTS / sizeof *TEXTS);
SUITE_END
