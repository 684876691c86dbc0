/* What headers ask for. */
#include "suite.h"

#include "racklined/negotiate.h"

#include <string.h>

static const char *const FORMS[] = {"application/json", "application/x-ndjson", "text/event-stream"};

static const struct {
    const char *accept;
    int chosen;
} ACCEPTS[] = {
    {NULL, 0},
    {"", 0},
    {"*/*", 0},
    {"application/json", 0},
    {"APPLICATION/JSON", 0},
    {"application/x-ndjson", 1},
    {"text/event-stream", 2},
    {"text/*", 2},
    {"text/html, text/event-stream", 2},
    {"text/html,text/event-stream;q=0.5", 2},
    {"application/*", 0},
    {"application/*;q=0.1, application/x-ndjson", 1},
    {"application/json;q=0.2, application/x-ndjson;q=0.8", 1},
    {"application/json;q=0, */*", 1},
    {"application/json;q=0, application/*;q=0.3, */*;q=0.2", 1},
    {"*/*;q=0.1, text/event-stream;q=0.2", 2},
    {"application/json;charset=utf-8;q=0.1, text/event-stream;q=0.2", 2},
    {"application/json;q=0.5, text/event-stream;q=0.5", 0},
    {" text/event-stream ; q=1 ", 2},
    {"text/html", -1},
    {"application/json;q=0", -1},
    {"application/json;q=2", -1},
    {"application/json;q=x", -1},
    {"application/jsonx", -1},
    {"application", -1},
    {";q=1", -1},
    {"*/*;q=0", -1},
    {"text/*;q=0, text/event-stream;q=0", -1},
};

START_TEST(the_form_is_the_one_that_accept_likes_best)
{
    ck_assert_msg(accept_choose(ACCEPTS[_i].accept, FORMS, 3) == ACCEPTS[_i].chosen, "%s", ACCEPTS[_i].accept);
}
END_TEST

static const struct {
    const char *header;
    bool seven; /* whether it names version 7 */
} TAGS[] = {
    {"\"7\"", true},
    {"W/\"7\"", true},
    {"*", true},
    {"\"6\", \"7\"", true},
    {"W/\"6\",W/\"7\"", true},
    {"  \"7\"", true},
    {"\"x\", \"7\"", true},
    {"\"6\"", false},
    {"\"77\"", false},
    {"\"\"", false},
    {"7", false},
    {"\"7", false},
    {"", false},
    {"w/\"7\"", false},
    {"junk \"7\"", false},
    {"\"-7\"", false},
    {"\"9999999999999999999999999\"", false},
};

START_TEST(a_version_is_unmodified_when_a_tag_names_it)
{
    ck_assert_msg(etag_matches(TAGS[_i].header, "W/\"7\"") == TAGS[_i].seven, "%s", TAGS[_i].header);
    ck_assert_msg(etag_matches(TAGS[_i].header, "\"7\"") == TAGS[_i].seven, "%s", TAGS[_i].header);
}
END_TEST

static const struct {
    const char *header;
    bool read;
    int64_t version;
} MATCHES[] = {
    {"\"42\"", true, 42}, {" \"42\" ", true, 42},     {"\"0\"", true, 0},     {"W/\"42\"", true, 0},
    {"\"abc\"", true, 0}, {"\"\"", true, 0},          {"42", false, 0},       {"\"42", false, 0},
    {"", false, 0},       {"\"1\", \"2\"", false, 0}, {"*, \"1\"", false, 0}, {"*", true, -1},
    {" * ", true, -1}, /* IF_MATCH_ANY, which no tag may read as */
};

START_TEST(if_match_takes_one_entity_tag_or_any)
{
    int64_t version = -7;
    ck_assert_msg(if_match_read(MATCHES[_i].header, &version) == MATCHES[_i].read, "%s", MATCHES[_i].header);
    ck_assert_int_eq(version, MATCHES[_i].read ? MATCHES[_i].version : -7);
}
END_TEST

START_TEST(a_bearer_token_is_one_word_after_its_scheme)
{
    ck_assert_str_eq(bearer_token("Bearer abc"), "abc");
    ck_assert_str_eq(bearer_token("bearer   abc-_~+/="), "abc-_~+/=");
    static const char *const others[] = {"",           "Bearer",    "Bearer ", "Bearer a b",
                                         "Bearer a,b", "Basic abc", "abc",     "Bearerabc"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!bearer_token(others[i]), "%s", others[i]);
}
END_TEST

START_TEST(json_is_told_by_its_media_type)
{
    static const char *const json[] = {"application/json", "Application/JSON", "application/json; charset=utf-8",
                                       "application/json;charset=\"UTF-8\"", "application/vnd.cfx+json"};
    static const char *const others[] = {"",
                                         "text/json",
                                         "application/jsonx",
                                         "application/+json",
                                         "application/xml",
                                         "application/json; charset=iso-8859-1",
                                         "application/json; charset=utf-16",
                                         "application/x-www-form-urlencoded",
                                         "text/plain+json"};
    for (size_t i = 0; i < sizeof json / sizeof *json; i++)
        ck_assert_msg(content_type_is_json(json[i]), "%s", json[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!content_type_is_json(others[i]), "%s", others[i]);
}
END_TEST

START_TEST(an_idempotency_key_is_a_uuid)
{
    struct uuid key, same;
    ck_assert(idempotency_key_read("0190b5a1-7c3e-7b55-9d1e-3f5b0c2a4e6f", &key));
    ck_assert(idempotency_key_read("\"0190B5A1-7C3E-7B55-9D1E-3F5B0C2A4E6F\"", &same));
    ck_assert(uuid_equal(key, same));
    static const char *const others[] = {"",
                                         "\"",
                                         "\"\"",
                                         "1",
                                         "0190b5a1-7c3e-7b55-9d1e-3f5b0c2a4e6",
                                         "0190b5a1-7c3e-7b55-9d1e-3f5b0c2a4e6f0",
                                         "0190b5a1_7c3e_7b55_9d1e_3f5b0c2a4e6f",
                                         "\"0190b5a1-7c3e-7b55-9d1e-3f5b0c2a4e6f",
                                         "0190b5a1-7c3e-7b55-9d1e-3f5b0c2a4e6f\"",
                                         "00000000-0000-0000-0000-000000000000"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!idempotency_key_read(others[i], &key), "%s", others[i]);
    ck_assert(uuid_equal(key, same));
}
END_TEST

START_TEST(an_event_id_is_a_position)
{
    int64_t position = -7;
    ck_assert(event_id_read("0", &position));
    ck_assert_int_eq(position, 0);
    ck_assert(event_id_read("123456789012345678", &position));
    ck_assert_int_eq(position, 123456789012345678);
    static const char *const others[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1234567890123456789"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!event_id_read(others[i], &position), "%s", others[i]);
}
END_TEST

SUITE_BEGIN(negotiate)
tcase_add_loop_test(tests, the_form_is_the_one_that_accept_likes_best, 0, sizeof ACCEPTS / sizeof *ACCEPTS);
tcase_add_loop_test(tests, a_version_is_unmodified_when_a_tag_names_it, 0, sizeof TAGS / sizeof *TAGS);
tcase_add_loop_test(tests, if_match_takes_one_entity_tag_or_any, 0, sizeof MATCHES / sizeof *MATCHES);
tcase_add_test(tests, a_bearer_token_is_one_word_after_its_scheme);
tcase_add_test(tests, json_is_told_by_its_media_type);
tcase_add_test(tests, an_idempotency_key_is_a_uuid);
tcase_add_test(tests, an_event_id_is_a_position);
SUITE_END
