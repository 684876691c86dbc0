/* CSV out. */
#include "base/csv.h"
#include "base_sample.h"
#include "suite.h"

#include <string.h>

START_TEST(the_first_line_has_the_names)
{
    BUFFER_OWNED struct buffer buffer = {0};
    csv_write_names(&buffer, &PART_RECORD);
    ck_assert_str_eq(buffer_view(&buffer), "serial,count,parts\r\n");
}
END_TEST

START_TEST(a_row_has_a_cell_a_member)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    BUFFER_OWNED struct buffer buffer = {0};
    ck_assert_int_eq(json_read(FULL_SAMPLE, strlen(FULL_SAMPLE), SAMPLE_LIMITS, &SAMPLE_RECORD, &row, &reasons),
                     NOTHING_WRONG);
    csv_write(&buffer, &SAMPLE_RECORD, &row);
    ck_assert_str_eq(buffer_view(&buffer),
                     "\"r\xc3\xa4" "ck \"\"7\"\"\",-7,12.5,true,2026-03-14T08:30:00Z,2026-03-14T17:30:00.125+09:00,"
                     "0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01,"
                     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,green,"
                     "\"[\"\"one\"\",\"\"two\"\"]\",\"{\"\"serial\"\":\"\"P1\"\",\"\"count\"\":2}\","
                     "\"[{\"\"serial\"\":\"\"P2\"\"},{\"\"serial\"\":\"\"P3\"\",\"\"parts\"\":[{\"\"serial\"\":\"\"P4\"\"}]}]\","
                     "\"{\"\"a\"\":[1,0.1,null,true,false,\"\"x\"\"],\"\"b\"\":{}}\"\r\n");
    reasons_end(&reasons);
}
END_TEST

START_TEST(what_is_absent_is_an_empty_cell)
{
    struct sample row;
    BUFFER_OWNED struct buffer buffer = {0};
    record_clear(&SAMPLE_RECORD, &row);
    csv_write(&buffer, &SAMPLE_RECORD, &row);
    ck_assert_str_eq(buffer_view(&buffer), ",,,false,,,,,,,,,\r\n");
}
END_TEST

/* A text and its cell. */
static const struct {
    const char *text, *cell;
} CELLS[] = {
    {"RL-72", "RL-72"},
    {"", ""},
    {"Noto, Ishikawa", "\"Noto, Ishikawa\""},
    {"the \"blue\" one", "\"the \"\"blue\"\" one\""},
    {"\"", "\"\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"two\r\nlines", "\"two\r\nlines\""},
    {" as it is ", " as it is "},
    {"金沢", "金沢"},
    {"=1+1", "'=1+1"},
    {"+81 76", "'+81 76"},
    {"-5", "'-5"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"\t=1", "'\t=1"},
    {"\r=1", "\"'\r=1\""},
    {"\n=1", "\"'\n=1\""},
    {"＝1", "'＝1"},
    {"＠A", "'＠A"},
    {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
    {"a=1", "a=1"},
};

START_TEST(a_text_is_quoted_where_it_must_be_and_is_never_a_formula)
{
    struct part row = {.serial = CELLS[_i].text, .count = ABSENT_INTEGER};
    BUFFER_OWNED struct buffer buffer = {0}, expected = {0};
    csv_write(&buffer, &PART_RECORD, &row);
    buffer_printf(&expected, "%s,,\r\n", CELLS[_i].cell);
    ck_assert_str_eq(buffer_view(&buffer), buffer_view(&expected));
}
END_TEST

START_TEST(a_number_below_zero_is_a_number)
{
    struct sample row;
    BUFFER_OWNED struct buffer buffer = {0};
    record_clear(&SAMPLE_RECORD, &row);
    row.integer = -3;
    row.number = -0.5;
    csv_write(&buffer, &SAMPLE_RECORD, &row);
    ck_assert_str_eq(buffer_view(&buffer), ",-3,-0.5,false,,,,,,,,,\r\n");
}
END_TEST

SUITE_BEGIN(csv)
tcase_add_test(tests, the_first_line_has_the_names);
tcase_add_test(tests, a_row_has_a_cell_a_member);
tcase_add_test(tests, what_is_absent_is_an_empty_cell);
tcase_add_loop_test(tests, a_text_is_quoted_where_it_must_be_and_is_never_a_formula, 0, sizeof CELLS / sizeof *CELLS);
tcase_add_test(tests, a_number_below_zero_is_a_number);
SUITE_END
