/* JSON in. */
#include "base_sample.h"
#include "suite.h"

#include <string.h>

static enum fault read_sample(const char *document, struct sample *ret_row, struct reasons *reasons)
{
    return json_read(document, strlen(document), SAMPLE_LIMITS, &SAMPLE_RECORD, ret_row, reasons);
}

START_TEST(every_kind_of_member_is_read)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    ck_assert_int_eq(read_sample(FULL_SAMPLE, &row, &reasons), NOTHING_WRONG);
    ck_assert_uint_eq(reasons.found, 0);
    ck_assert_str_eq(row.text, "r\xc3\xa4"
                               "ck \"7\"");
    ck_assert_int_eq(row.integer, -7);
    ck_assert_double_eq(row.number, 12.5);
    ck_assert(row.boolean);
    ck_assert_int_eq(row.time, INT64_C(1773477000000000));
    ck_assert_int_eq(row.moment.us, INT64_C(1773477000125000));
    ck_assert_int_eq(row.moment.offset_min, 540);
    ck_assert_uint_eq(row.uuid.bytes[1], 0x90);
    ck_assert(digest_equal(row.digest, digest_of(NULL, 0)));
    ck_assert_int_eq(row.colour, COLOUR_GREEN);
    ck_assert_uint_eq(row.texts.count, 2);
    ck_assert_str_eq(row.texts.items[1], "two");
    ck_assert_str_eq(row.record->serial, "P1");
    ck_assert_int_eq(row.record->count, 2);
    ck_assert_uint_eq(row.list.count, 2);
    ck_assert_int_eq(row.list.items[0].count, ABSENT_INTEGER);
    ck_assert_str_eq(row.list.items[1].parts.items[0].serial, "P4");
    ck_assert_str_eq(row.json, "{\"a\":[1,0.1,null,true,false,\"x\"],\"b\":{}}");
    reasons_end(&reasons);
}
END_TEST

START_TEST(null_and_nothing_are_both_absent)
{
    static const char *const DOCUMENTS[] = {
        "{}", "{\"text\":null,\"integer\":null,\"number\":null,\"boolean\":null,\"time\":null,\"moment\":null,"
              "\"uuid\":null,\"digest\":null,\"colour\":null,\"texts\":null,\"record\":null,\"list\":null,"
              "\"json\":null}"};
    for (size_t i = 0; i < 2; i++) {
        struct reasons reasons = reasons_begin();
        struct sample row;
        ck_assert_int_eq(read_sample(DOCUMENTS[i], &row, &reasons), NOTHING_WRONG);
        for (size_t j = 0; j < SAMPLE_RECORD.count; j++)
            if (SAMPLE_RECORD.fields[j].kind != KIND_BOOLEAN)
                ck_assert(field_absent(&SAMPLE_RECORD.fields[j], &row));
        ck_assert(!row.boolean);
        reasons_end(&reasons);
    }
}
END_TEST

/* One fault each: what it is called, where it is, and what is said. */
static const struct {
    const char *document, *code, *pointer, *detail;
} FAULTY[] = {
    {"{\"text\":7}", "wrong-type", "/text", "must be a text, not a whole number"},
    {"{\"text\":[]}", "wrong-type", "/text", "must be a text, not an array"},
    {"{\"text\":\"\"}", "too-short", "/text", "must be between 1 and 12 characters"},
    {"{\"text\":\"thirteen char\"}", "too-long", "/text", "must be between 1 and 12 characters"},
    {"{\"text\":\"a\\r\"}", "malformed", "/text", NULL},
    {"{\"text\":\"\\u007f\"}", "malformed", "/text", NULL},
    {"{\"integer\":1.5}", "wrong-type", "/integer", "must be a whole number, not a decimal number"},
    {"{\"integer\":1e300}", "wrong-type", "/integer", NULL},
    {"{\"integer\":\"1\"}", "wrong-type", "/integer", "must be a whole number, not a text"},
    {"{\"integer\":1001}", "out-of-range", "/integer", "must be between -10 and 1000"},
    {"{\"integer\":-11.0}", "out-of-range", "/integer", NULL},
    {"{\"number\":\"1\"}", "wrong-type", "/number", "must be a number, not a text"},
    {"{\"number\":101}", "out-of-range", "/number", "must be at most 100"},
    {"{\"number\":100.00001}", "out-of-range", "/number", NULL},
    {"{\"boolean\":1}", "wrong-type", "/boolean", "must be true or false, not a whole number"},
    {"{\"boolean\":\"true\"}", "wrong-type", "/boolean", NULL},
    {"{\"time\":1773477000}", "wrong-type", "/time", "must be a text, not a whole number"},
    {"{\"time\":\"yesterday\"}", "malformed", "/time", NULL},
    {"{\"moment\":\"2026-03-14\"}", "malformed", "/moment", NULL},
    {"{\"uuid\":\"x\"}", "malformed", "/uuid", NULL},
    {"{\"uuid\":\"00000000-0000-0000-0000-000000000000\"}", "out-of-range", "/uuid", "must not be all zeros"},
    {"{\"digest\":\"x\"}", "malformed", "/digest", "must be 64 hexadecimal digits"},
    {"{\"colour\":\"mauve\"}", "not-a-choice", "/colour", "must be red, green or blue"},
    {"{\"colour\":1}", "wrong-type", "/colour", NULL},
    {"{\"texts\":\"one\"}", "wrong-type", "/texts", "must be an array of texts, not a text"},
    {"{\"texts\":[]}", "too-short", "/texts", "must have between 1 and 3 items"},
    {"{\"texts\":[\"a\",\"b\",\"c\",\"d\"]}", "too-long", "/texts", "must have between 1 and 3 items"},
    {"{\"texts\":[\"a\",7]}", "wrong-type", "/texts/1", "must be a text, not a whole number"},
    {"{\"texts\":[\"a\",null]}", "wrong-type", "/texts/1", "must be a text, not null"},
    {"{\"texts\":[\"\\u0001\"]}", "malformed", "/texts/0", NULL},
    {"{\"record\":[]}", "wrong-type", "/record", "must be an object, not an array"},
    {"{\"record\":{}}", "missing-member", "/record/serial", "is required"},
    {"{\"record\":{\"serial\":null}}", "missing-member", "/record/serial", "is required"},
    {"{\"record\":{\"serial\":\"P\",\"count\":0}}", "out-of-range", "/record/count", "must be between 1 and 9"},
    {"{\"list\":{}}", "wrong-type", "/list", "must be an array of objects, not an object"},
    {"{\"list\":[{\"serial\":\"P\"},true]}", "wrong-type", "/list/1", "must be an object, not true"},
    {"{\"list\":[{\"serial\":\"P\",\"parts\":[{\"serial\":\"Q\"},{\"serial\":\"too long by far\"}]}]}", "too-long",
     "/list/0/parts/1/serial", "must be between 1 and 8 characters"},
    {"{\"list\":[{\"serial\":\"P\"},{\"serial\":\"P\"},{\"serial\":\"P\"},{\"serial\":\"P\"}]}", "too-long", "/list",
     "must have at most 3 items"},
    {"{\"size\":1}", "unknown-member", "/size", "is not a member of sample"},
    {"{\"a/b~c\":1}", "unknown-member", "/a~1b~0c", "is not a member of sample"},
    {"{\"\":1}", "unknown-member", "/", NULL},
    {"{\"record\":{\"serial\":\"P\",\"text\":\"x\"}}", "unknown-member", "/record/text", "is not a member of part"},
    {"[]", "wrong-type", "", "must be an object, not an array"},
};

START_TEST(a_fault_is_named_with_its_pointer_and_touches_nothing)
{
    struct reasons reasons = reasons_begin();
    struct sample row, before;
    memset(&row, 0x5a, sizeof row);
    before = row;
    ck_assert_int_eq(read_sample(FAULTY[_i].document, &row, &reasons), FAULT_INVALID);
    assert_reason(&reasons, FAULTY[_i].code, FAULTY[_i].pointer, FAULTY[_i].detail);
    ck_assert_mem_eq(&row, &before, sizeof row);
    reasons_end(&reasons);
}
END_TEST

START_TEST(all_faults_are_found_at_once)
{
    struct reasons reasons = reasons_begin();
    struct strict row;
    static const char DOCUMENT[] = "{\"text\":1,\"boolean\":null,\"colour\":\"mauve\",\"texts\":[1,\"a\",2],"
                                   "\"list\":[{\"count\":99},7],\"more\":1,\"json\":null}";
    static const char *const POINTERS[] = {"/text",    "/integer",       "/boolean",      "/colour", "/texts/0",
                                           "/texts/2", "/list/0/serial", "/list/0/count", "/list/1", "/more"};
    ck_assert_int_eq(json_read(DOCUMENT, sizeof DOCUMENT - 1, SAMPLE_LIMITS, &STRICT_RECORD, &row, &reasons),
                     FAULT_INVALID);
    ck_assert_uint_eq(reasons.count, sizeof POINTERS / sizeof *POINTERS);
    for (size_t i = 0; i < reasons.count; i++)
        ck_assert_str_eq(reasons.items[i].pointer, POINTERS[i]);
    reasons_end(&reasons);
}
END_TEST

START_TEST(more_faults_than_are_kept_are_counted)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    BUFFER_OWNED struct buffer document = {0};
    for (int i = 0; i < 1000; i++)
        buffer_printf(&document, "%c\"m%d\":0", i ? ',' : '{', i);
    buffer_char(&document, '}');
    ck_assert_int_eq(read_sample(buffer_view(&document), &row, &reasons), FAULT_INVALID);
    ck_assert_uint_eq(reasons.count, REASONS_KEPT);
    ck_assert_uint_eq(reasons.found, 1000);
    reasons_end(&reasons);
}
END_TEST

START_TEST(a_whole_number_may_be_written_as_a_decimal)
{
    struct reasons reasons = reasons_begin();
    struct strict row = {0};
    struct json *root;
    static const struct {
        const char *document;
        int64_t value;
    } CASES[] = {{"{\"integer\":3.0}", 3},
                 {"{\"integer\":-2e2}", -200},
                 {"{\"integer\":9007199254740992.0}", INT64_C(9007199254740992)},
                 {"{\"integer\":9223372036854775807}", INT64_MAX}};
    static const char *const REST[] = {"text", "boolean", "colour", "texts", "list", "json", NULL};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        ck_assert_int_eq(json_parse(CASES[i].document, strlen(CASES[i].document), SAMPLE_LIMITS, &root, &reasons),
                         NOTHING_WRONG);
        ck_assert_int_eq(json_decode(root, &STRICT_RECORD, "", REST, &row, &reasons), NOTHING_WRONG);
        ck_assert_int_eq(row.integer, CASES[i].value);
        json_free(root);
    }
    reasons_end(&reasons);
}
END_TEST

START_TEST(skipped_members_are_neither_read_nor_unknown)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    struct json *root;
    static const char DOCUMENT[] = "{\"text\":7,\"type\":\"x\",\"integer\":7,\"other\":1}";
    static const char *const SKIP[] = {"text", "type", "absent", NULL};
    ck_assert_int_eq(json_parse(DOCUMENT, sizeof DOCUMENT - 1, SAMPLE_LIMITS, &root, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(json_decode(root, &SAMPLE_RECORD, "/3", SKIP, &row, &reasons), FAULT_INVALID);
    assert_reason(&reasons, "unknown-member", "/3/other", NULL);
    json_free(root);
    reasons_end(&reasons);
}
END_TEST

START_TEST(any_value_is_kept_as_compact_text)
{
    static const char *const VALUES[][2] = {{"null", "null"},
                                            {" [ 1 , 2.50 , -3e2 ] ", "[1,2.5,-300]"},
                                            {"\"a\\/\\u0041\\n\"", "\"a/A\\n\""},
                                            {"{ \"b\" : { } , \"a\" : [ ] }", "{\"b\":{},\"a\":[]}"},
                                            {"1e300", "1e+300"}};
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        struct reasons reasons = reasons_begin();
        struct strict row;
        BUFFER_OWNED struct buffer document = {0};
        buffer_printf(&document,
                      "{\"text\":\"\",\"integer\":1,\"boolean\":true,\"colour\":\"red\",\"texts\":[],\"list\":[],"
                      "\"json\":%s}",
                      VALUES[i][0]);
        ck_assert_int_eq(json_read(document.bytes, document.size, SAMPLE_LIMITS, &STRICT_RECORD, &row, &reasons),
                         NOTHING_WRONG);
        ck_assert_str_eq(row.json, VALUES[i][1]);
        reasons_end(&reasons);
    }
}
END_TEST

/* Whoever reads on after a fault finds a member absent, not made of zeros. */
START_TEST(what_is_no_object_leaves_a_row_without_members)
{
    struct reasons reasons = reasons_begin();
    struct sample row;
    struct json *root;
    memset(&row, 'x', sizeof row);
    ck_assert_int_eq(json_parse("[]", 2, SAMPLE_LIMITS, &root, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(json_decode_sound(root, &SAMPLE_RECORD, "", NULL, &row, &reasons), FAULT_INVALID);
    for (size_t i = 0; i < SAMPLE_RECORD.count; i++)
        ck_assert(SAMPLE_RECORD.fields[i].kind == KIND_BOOLEAN || field_absent(&SAMPLE_RECORD.fields[i], &row));
    ck_assert(!row.boolean);
    json_free(root);
    root = NULL;
    ck_assert_int_eq(json_parse("{\"list\":[7]}", 12, SAMPLE_LIMITS, &root, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(json_decode_sound(root, &SAMPLE_RECORD, "", NULL, &row, &reasons), FAULT_INVALID);
    ck_assert(!row.list.count || row.list.items[0].count == ABSENT_INTEGER);
    json_free(root);
    reasons_end(&reasons);
}
END_TEST

START_TEST(memory_that_runs_out_is_not_the_senders_fault)
{
    struct sample row;
    for (size_t limit = 1; limit < 4000; limit += 7) {
        struct reasons reasons = {.arena = arena_new(limit)};
        enum fault fault = read_sample(FULL_SAMPLE, &row, &reasons);
        ck_assert(fault == FAULT_MEMORY || (fault == NOTHING_WRONG && limit > sizeof row));
        ck_assert_uint_eq(reasons.found, 0);
        reasons_end(&reasons);
    }
}
END_TEST

START_TEST(a_document_can_be_walked_by_hand)
{
    struct reasons reasons = reasons_begin();
    struct json *root;
    static const char DOCUMENT[] = "[{\"type\":\"a\"},{\"type\":1},[]]";
    ck_assert_int_eq(json_parse(DOCUMENT, sizeof DOCUMENT - 1, SAMPLE_LIMITS, &root, &reasons), NOTHING_WRONG);
    ck_assert(json_is_array(root));
    ck_assert(!json_is_object(root));
    ck_assert_uint_eq(json_count(root), 3);
    ck_assert(json_is_object(json_item(root, 0)));
    ck_assert_str_eq(json_text_member(json_item(root, 0), "type"), "a");
    ck_assert_ptr_null(json_text_member(json_item(root, 0), "id"));
    ck_assert_ptr_null(json_text_member(json_item(root, 1), "type"));
    ck_assert_ptr_null(json_text_member(root, "type"));
    ck_assert_uint_eq(json_count(json_item(root, 0)), 0);
    ck_assert_ptr_null(json_item(root, 3));
    json_free(root);
    json_free(NULL);
    reasons_end(&reasons);
}
END_TEST

SUITE_BEGIN(base_json_read)
tcase_add_test(tests, every_kind_of_member_is_read);
tcase_add_test(tests, null_and_nothing_are_both_absent);
tcase_add_loop_test(tests, a_fault_is_named_with_its_pointer_and_touches_nothing, 0, sizeof FAULTY / sizeof *FAULTY);
tcase_add_test(tests, all_faults_are_found_at_once);
tcase_add_test(tests, more_faults_than_are_kept_are_counted);
tcase_add_test(tests, a_whole_number_may_be_written_as_a_decimal);
tcase_add_test(tests, skipped_members_are_neither_read_nor_unknown);
tcase_add_test(tests, any_value_is_kept_as_compact_text);
tcase_add_test(tests, what_is_no_object_leaves_a_row_without_members);
tcase_add_test(tests, memory_that_runs_out_is_not_the_senders_fault);
tcase_add_test(tests, a_document_can_be_walked_by_hand);
SUITE_END
