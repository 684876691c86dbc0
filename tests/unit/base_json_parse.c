/* JSON that cannot be read, or should not be. */
#include "base_sample.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

/* Parses a copy that ends exactly where it ends, so that a sanitizer sees the first byte read past it. */
static enum fault parse(const char *bytes, size_t size, struct json_limits limits, struct reasons *reasons)
{
    struct json *root = NULL;
    char *exact = malloc(size ? size : 1);
    memcpy(exact, bytes, size);
    enum fault fault = json_parse(exact, size, limits, &root, reasons);
    free(exact);
    ck_assert(fault ? !root : root != NULL); /* untouched on failure */
    json_free(root);
    return fault;
}

static const struct {
    const char *bytes;
    size_t size;
    const char *code, *place; /* how the detail starts */
} UNREADABLE[] = {
    {"", 0, "malformed", "line 1, column 0, byte 0: "},
    {"7 8", 3, "malformed", "line 1, column 3, byte 3: something follows the end"},
    {"seven", 5, "malformed", "line 1, column 5, byte 5: this is not JSON"},
    {"{\"a\":1", 6, "malformed", "line 1, column 6, byte 6: "},
    {"{\n \"a\": tru\n}", 13, "malformed", "line 2, column 9, byte 11: "},
    {"{\"a\":1,}", 8, "malformed", "line 1, column 8, byte 8: "},
    {"{'a':1}", 7, "malformed", "line 1, column 2, byte 2: "},
    {"{\"a\":01}", 8, "malformed", "line 1, "},
    {"{\"a\":NaN}", 9, "malformed", "line 1, column 8, byte 8: this is not JSON"},
    {"{\"a\":1e999}", 11, "malformed", "line 1, "},
    {"{\"a\":99999999999999999999}", 26, "malformed", "line 1, "},
    {"{} {}", 5, "malformed", "line 1, column 4, byte 4: something follows the end"},
    {"{}x", 3, "malformed", "line 1, column 3, byte 3: "},
    {"{}\0", 3, "malformed", "line 1, column 3, byte 3: "},
    {"{\"a\":\"\\u0000\"}", 14, "malformed", "line 1, column 13, byte 13: a text may not have the character \\u0000"},
    {"{\"a\0\":1}", 8, "malformed", "line 1, "},
    {"{\"a\":\"\t\"}", 9, "malformed", "line 1, "},
    {"{\"a\":\"\xff\"}", 9, "malformed", "line 1, "},
    {"{\"a\":\"\\ud800\"}", 14, "malformed", "line 1, "},
    {"{\"a\":\"\xed\xa0\x80\"}", 11, "malformed", "line 1, "},
    {"\xef\xbb\xbf{}", 5, "malformed", "line 1, "},
    {"{\"a\":1,\n\"a\":2}", 14, "duplicate-member", "line 2, column 3, byte 11: "},
    {"{\"b\":{\"a\":1,\"\\u0061\":2}}", 24, "duplicate-member", "line 1, "},
};

START_TEST(what_is_no_json_is_refused_with_its_place)
{
    struct reasons reasons = reasons_begin();
    ck_assert_int_eq(parse(UNREADABLE[_i].bytes, UNREADABLE[_i].size, SAMPLE_LIMITS, &reasons), FAULT_MALFORMED);
    assert_reason(&reasons, UNREADABLE[_i].code, NULL, NULL);
    ck_assert_ptr_null(reasons.items[0].pointer);
    ck_assert_msg(!strncmp(reasons.items[0].detail, UNREADABLE[_i].place, strlen(UNREADABLE[_i].place)), "%s",
                  reasons.items[0].detail);
    reasons_end(&reasons);
}
END_TEST

START_TEST(nothing_at_all_is_refused)
{
    struct reasons reasons = reasons_begin();
    struct json *root;
    ck_assert_int_eq(json_parse(NULL, 0, SAMPLE_LIMITS, &root, &reasons), FAULT_MALFORMED);
    ck_assert_uint_eq(reasons.count, 1);
    reasons_end(&reasons);
}
END_TEST

START_TEST(nesting_is_taken_up_to_the_limit_and_no_deeper)
{
    static const struct {
        const char *document;
        size_t depth;
    } CASES[] = {{"{}", 1}, {"[[]]", 2}, {"{\"a\":[{}]}", 3}, {"[[],[],[[]]]", 3}, {"{\"[[[[\":\"{{{\\\"{{\"}", 1}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        for (size_t limit = 0; limit < 5; limit++) {
            struct reasons reasons = reasons_begin();
            enum fault fault = parse(CASES[i].document, strlen(CASES[i].document),
                                     (struct json_limits){.depth = limit, .items = 9}, &reasons);
            ck_assert_int_eq(fault, limit < CASES[i].depth ? FAULT_MALFORMED : NOTHING_WRONG);
            reasons_end(&reasons);
        }
}
END_TEST

START_TEST(too_deep_a_nesting_is_refused_with_its_place)
{
    struct reasons reasons = reasons_begin();
    static const char DOCUMENT[] = "[1,\n \"\xc3\xa4\", [[]]]";
    ck_assert_int_eq(parse(DOCUMENT, sizeof DOCUMENT - 1, (struct json_limits){.depth = 2, .items = 9}, &reasons),
                     FAULT_MALFORMED);
    assert_reason(&reasons, "malformed", NULL, "line 2, column 8, byte 13: nested deeper than 2 levels");
    reasons_end(&reasons);
}
END_TEST

START_TEST(a_million_brackets_cost_no_stack)
{
    struct reasons reasons = reasons_begin();
    enum { SIZE = 1000000 };
    char *document = malloc(SIZE);
    memset(document, '[', SIZE);
    ck_assert_int_eq(parse(document, SIZE, SAMPLE_LIMITS, &reasons), FAULT_MALFORMED);
    ck_assert_int_eq(parse(document, SIZE, (struct json_limits){.depth = SIZE * 2, .items = 9}, &reasons),
                     FAULT_MALFORMED); /* a limit that is none leaves the parser's own */
    free(document);
    reasons_end(&reasons);
}
END_TEST

static const struct {
    const char *document, *pointer; /* NULL: within the limit of two items */
} ARRAYS[] = {
    {"[1,2]", NULL},           {"[1,2,3]", ""},
    {"[[],[1,2,3]]", "/1"},    {"{\"a\":{\"b/c\":[[1,2],[1,2,3]]}}", "/a/b~1c/1"},
    {"{\"a\":[{},{}]}", NULL}, {"{\"a\":1,\"b\":2,\"c\":3}", NULL},
};

START_TEST(too_long_an_array_is_refused_with_its_pointer)
{
    struct reasons reasons = reasons_begin();
    enum fault fault =
        parse(ARRAYS[_i].document, strlen(ARRAYS[_i].document), (struct json_limits){.depth = 8, .items = 2}, &reasons);
    ck_assert_int_eq(fault, ARRAYS[_i].pointer ? FAULT_MALFORMED : NOTHING_WRONG);
    if (ARRAYS[_i].pointer)
        assert_reason(&reasons, "too-long", ARRAYS[_i].pointer, "must have at most 2 items");
    reasons_end(&reasons);
}
END_TEST

START_TEST(every_beginning_of_a_document_is_refused)
{
    for (size_t size = 0; size < strlen(FULL_SAMPLE); size++) {
        struct reasons reasons = reasons_begin();
        ck_assert_int_eq(parse(FULL_SAMPLE, size, SAMPLE_LIMITS, &reasons), FAULT_MALFORMED);
        ck_assert_uint_eq(reasons.count, 1);
        reasons_end(&reasons);
    }
}
END_TEST

/* Whether a row is written alike once more after it was written and read. */
static bool reads_again(const struct sample *row, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer first = {0}, second = {0};
    struct sample again;
    json_write(&first, &SAMPLE_RECORD, row);
    if (json_read(first.bytes, first.size, SAMPLE_LIMITS, &SAMPLE_RECORD, &again, reasons))
        return false;
    json_write(&second, &SAMPLE_RECORD, &again);
    return first.size == second.size && !memcmp(first.bytes, second.bytes, first.size);
}

START_TEST(a_damaged_document_is_refused_with_a_reason_or_reads_again_as_it_is_written)
{
    static const char DAMAGE[] = "\0 \"\\{}[]:,09-.eE\x7f\xff";
    const size_t size = strlen(FULL_SAMPLE);
    struct reasons reasons = reasons_begin();
    for (size_t at = 0; at < size; at++)
        for (size_t i = 0; i < sizeof DAMAGE - 1; i++) {
            char document[1000];
            struct sample row;
            arena_reset(reasons.arena);
            reasons = (struct reasons){.arena = reasons.arena};
            memcpy(document, FULL_SAMPLE, size);
            document[at] = DAMAGE[i];
            enum fault fault = json_read(document, size, SAMPLE_LIMITS, &SAMPLE_RECORD, &row, &reasons);
            bool refused = (fault == FAULT_MALFORMED || fault == FAULT_INVALID) && reasons.count > 0;
            if (!refused && (fault || !reads_again(&row, &reasons)))
                ck_abort_msg("byte %zu made \\x%02x: fault %d", at, (unsigned char)DAMAGE[i], (int)fault);
        }
    reasons_end(&reasons);
}
END_TEST

SUITE_BEGIN(base_json_parse)
tcase_add_loop_test(tests, what_is_no_json_is_refused_with_its_place, 0, sizeof UNREADABLE / sizeof *UNREADABLE);
tcase_add_test(tests, nothing_at_all_is_refused);
tcase_add_test(tests, nesting_is_taken_up_to_the_limit_and_no_deeper);
tcase_add_test(tests, too_deep_a_nesting_is_refused_with_its_place);
tcase_add_test(tests, a_million_brackets_cost_no_stack);
tcase_add_loop_test(tests, too_long_an_array_is_refused_with_its_pointer, 0, sizeof ARRAYS / sizeof *ARRAYS);
tcase_add_test(tests, every_beginning_of_a_document_is_refused);
tcase_add_test(tests, a_damaged_document_is_refused_with_a_reason_or_reads_again_as_it_is_written);
SUITE_END
