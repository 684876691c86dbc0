/* JSON out. */
#include "base_sample.h"
#include "suite.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_row_is_written_as_it_was_read)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    BUFFER_OWNED struct buffer buffer = {0}, expected = {0};
    ck_assert_int_eq(json_read(FULL_SAMPLE, strlen(FULL_SAMPLE), SAMPLE_LIMITS, &SAMPLE_RECORD, &row, &reasons),
                     NOTHING_WRONG);
    json_write(&buffer, &SAMPLE_RECORD, &row);
    /* all alike, except that text outside ASCII is not escaped */
    const char *escape = strstr(FULL_SAMPLE, "\\u00e4");
    buffer_add(&expected, FULL_SAMPLE, (size_t)(escape - FULL_SAMPLE));
    buffer_text(&expected, "\xc3\xa4");
    buffer_text(&expected, escape + 6);
    ck_assert_str_eq(buffer_view(&buffer), buffer_view(&expected));
    reasons_end(&reasons);
}
END_TEST

START_TEST(absent_members_are_left_out)
{
    struct sample row;
    BUFFER_OWNED struct buffer buffer = {0};
    record_clear(&SAMPLE_RECORD, &row);
    json_write(&buffer, &SAMPLE_RECORD, &row);
    ck_assert_str_eq(buffer_view(&buffer), "{\"boolean\":false}");
}
END_TEST

START_TEST(an_empty_list_is_written_where_it_is_required_or_given)
{
    struct strict strict;
    struct sample sample;
    struct part none[1];
    BUFFER_OWNED struct buffer buffer = {0};
    record_clear(&STRICT_RECORD, &strict);
    json_write(&buffer, &STRICT_RECORD, &strict);
    ck_assert_str_eq(buffer_view(&buffer), "{\"boolean\":false,\"texts\":[],\"list\":[]}");
    buffer_free(&buffer);
    record_clear(&SAMPLE_RECORD, &sample);
    sample.list.items = none;
    json_write(&buffer, &SAMPLE_RECORD, &sample);
    ck_assert_str_eq(buffer_view(&buffer), "{\"boolean\":false,\"list\":[]}");
}
END_TEST

START_TEST(skipped_members_are_not_written)
{
    static const char *const SKIP[] = {"boolean", "text", "nothing", NULL};
    struct sample row;
    BUFFER_OWNED struct buffer buffer = {0};
    record_clear(&SAMPLE_RECORD, &row);
    row.text = "x";
    row.integer = 7;
    row.number = 0.5;
    json_write_skipping(&buffer, &SAMPLE_RECORD, &row, SKIP);
    ck_assert_str_eq(buffer_view(&buffer), "{\"integer\":7,\"number\":0.5}");
}
END_TEST

START_TEST(one_absent_value_is_written_as_null)
{
    struct sample row;
    record_clear(&SAMPLE_RECORD, &row);
    for (size_t i = 0; i < SAMPLE_RECORD.count; i++) {
        BUFFER_OWNED struct buffer buffer = {0};
        const struct field *field = &SAMPLE_RECORD.fields[i];
        json_write_value(&buffer, field, &row);
        bool is_list = field->kind == KIND_LIST || field->kind == KIND_TEXTS;
        ck_assert_str_eq(buffer_view(&buffer), is_list ? "[]" : field->kind == KIND_BOOLEAN ? "false" : "null");
    }
    BUFFER_OWNED struct buffer buffer = {0};
    row.colour = (enum colour)99;
    json_write_value(&buffer, record_field(&SAMPLE_RECORD, "colour"), &row);
    ck_assert_str_eq(buffer_view(&buffer), "null");
}
END_TEST

static const char *const WRITTEN[][2] = {
    {"", "\"\""},
    {"plain", "\"plain\""},
    {"\"", "\"\\\"\""},
    {"a\"b\\c", "\"a\\\"b\\\\c\""},
    {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
    {"\x01\x1f", "\"\\u0001\\u001f\""},
    {"\x7f/<>&'", "\"\x7f/<>&'\""},
    {"\xe3\x83\xa9\n\xf0\x9f\x8f\xad", "\"\xe3\x83\xa9\\n\xf0\x9f\x8f\xad\""},
};

START_TEST(texts_are_escaped_as_far_as_json_asks)
{
    BUFFER_OWNED struct buffer buffer = {0};
    json_write_text(&buffer, WRITTEN[_i][0]);
    ck_assert_str_eq(buffer_view(&buffer), WRITTEN[_i][1]);
}
END_TEST

static const struct {
    double number;
    const char *text;
} NUMBERS[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-12.5, "-12.5"},
    {0.1, "0.1"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3, "0.3333333333333333"},
    {100, "100"},
    {123456789012, "123456789012"},
    {9007199254740992, "9007199254740992"},
    {1e22, "1e+22"},
    {1.5e-7, "1.5e-07"},
    {DBL_MAX, "1.7976931348623157e+308"},
    {DBL_MIN, "2.2250738585072014e-308"},
    {DBL_TRUE_MIN, "5e-324"},
    {INFINITY, "null"},
    {-INFINITY, "null"},
    {NAN, "null"},
};

START_TEST(numbers_have_the_fewest_digits_that_read_back)
{
    BUFFER_OWNED struct buffer buffer = {0};
    json_write_number(&buffer, NUMBERS[_i].number);
    ck_assert_str_eq(buffer_view(&buffer), NUMBERS[_i].text);
}
END_TEST

START_TEST(every_number_reads_back_as_itself)
{
    uint64_t state = 88172645463325252u; /* xorshift: the same numbers in every run */
    for (int i = 0; i < 20000; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        double number;
        memcpy(&number, &state, sizeof number);
        if (!isfinite(number))
            continue;
        BUFFER_OWNED struct buffer buffer = {0};
        json_write_number(&buffer, number);
        if (strtod(buffer_view(&buffer), NULL) != number)
            ck_abort_msg("%.17g is written as %s", number, buffer_view(&buffer));
    }
}
END_TEST

START_TEST(nothing_is_written_into_a_buffer_that_failed)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    ck_assert_int_eq(json_read(FULL_SAMPLE, strlen(FULL_SAMPLE), SAMPLE_LIMITS, &SAMPLE_RECORD, &row, &reasons),
                     NOTHING_WRONG);
    BUFFER_OWNED struct buffer buffer = {.failed = true};
    json_write(&buffer, &SAMPLE_RECORD, &row);
    ck_assert(buffer.failed);
    ck_assert_ptr_null(buffer.bytes);
    reasons_end(&reasons);
}
END_TEST

SUITE_BEGIN(base_json_write)
tcase_add_test(tests, a_row_is_written_as_it_was_read);
tcase_add_test(tests, absent_members_are_left_out);
tcase_add_test(tests, an_empty_list_is_written_where_it_is_required_or_given);
tcase_add_test(tests, skipped_members_are_not_written);
tcase_add_test(tests, one_absent_value_is_written_as_null);
tcase_add_loop_test(tests, texts_are_escaped_as_far_as_json_asks, 0, sizeof WRITTEN / sizeof *WRITTEN);
tcase_add_loop_test(tests, numbers_have_the_fewest_digits_that_read_back, 0, sizeof NUMBERS / sizeof *NUMBERS);
tcase_add_test(tests, every_number_reads_back_as_itself);
tcase_add_test(tests, nothing_is_written_into_a_buffer_that_failed);
SUITE_END
