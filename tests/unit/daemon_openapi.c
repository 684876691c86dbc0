#include "suite.h"

#include "base/json.h"
#include "racklined/openapi.h"
#include "service/feed.h"

#include <stdio.h>
#include <string.h>

struct sample {
    const char *name;
    int64_t size;
};
static const struct field SAMPLE_FIELDS[] = {
    FIELD_TEXT(struct sample, name, REQUIRED, 1, 64, "its \"name\""),
    FIELD_INTEGER(struct sample, size, OPTIONAL, 0, 9, "its size"),
};
static const struct record SAMPLE_RECORD = RECORD(struct sample, "sample", SAMPLE_FIELDS, "A sample.");

static enum fault nothing(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request, (void)answer;
    return NOTHING_WRONG;
}

static const struct route ROWS[] = {
    {.method = "GET",
     .path = "/v1/samples",
     .roles = MAY_READ,
     .kind = ROUTE_VIEW,
     .view = nothing,
     .query = &FEED_QUERY_RECORD,
     .answer = &SAMPLE_RECORD,
     .answer_list = true,
     .summary = "Samples"},
    {.method = "GET",
     .path = "/v1/samples/{sample}/of/{thing}",
     .roles = MAY_READ,
     .kind = ROUTE_VIEW,
     .view = nothing,
     .answer = &SAMPLE_RECORD,
     .summary = "One sample"},
    {.method = "PUT",
     .path = "/v1/samples/{sample}/of/{thing}",
     .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND,
     .command = nothing,
     .body = &SAMPLE_RECORD,
     .if_match = true,
     .summary = "Defines a sample"},
    {.method = "POST",
     .path = "/v1/samples",
     .roles = MAY_ADMIN,
     .kind = ROUTE_COMMAND,
     .command = nothing,
     .answer_kind = ANSWER_VIEW,
     .body = &SAMPLE_RECORD,
     .answer = &SAMPLE_RECORD,
     .summary = "Makes a sample"},
    {.method = "GET", .path = "/healthz", .roles = MAY_ANYBODY, .kind = ROUTE_DAEMON, .summary = "Health"},
};
static const struct route_table TABLE = {.rows = ROWS, .count = sizeof ROWS / sizeof *ROWS};

static struct buffer text;

static void describe(const struct route_table *table)
{
    text = (struct buffer){0};
    ck_assert_int_eq(openapi_write(&text, table), NOTHING_WRONG);
    ck_assert_ptr_nonnull(buffer_view(&text));
}

static void end(void)
{
    buffer_free(&text);
}

static bool says(const char *words)
{
    return strstr(text.bytes, words) != NULL;
}

/* json_parse refuses what is no JSON, and a member that stands twice: two records of one name, say. */
static void check_is_json(void)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct json *document = NULL;
    const struct json_limits limits = {.depth = 64, .items = 10000};
    enum fault fault = json_parse(text.bytes, text.size, limits, &document, &reasons);
    ck_assert_msg(fault == NOTHING_WRONG, "%s", reasons.count ? reasons.items[0].detail : "not read");
    ck_assert_str_eq(json_text_member(document, "openapi"), "3.1.0");
    json_free(document);
}

START_TEST(the_description_of_any_table_is_json_without_repeated_members)
{
    describe(&TABLE);
    check_is_json();
}
END_TEST

START_TEST(the_description_of_the_daemons_routes_is_json_and_names_every_path)
{ /* but those of the pages, which are no part of the API */
    const struct route_table routes = {.rows = ROUTES, .count = ROUTE_COUNT};
    describe(&routes);
    check_is_json();
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        char path[200];
        if (ROUTES[i].kind == ROUTE_PAGE)
            continue;
        snprintf(path, sizeof path, "\"%s\":{", ROUTES[i].path);
        ck_assert_msg(says(path), "%s is not described", ROUTES[i].path);
    }
}
END_TEST

static const char *const SAID[] = {
    "\"operationId\":\"putSamplesSampleOfThing\"",
    "{\"name\":\"thing\",\"in\":\"path\",\"required\":true",
    "{\"name\":\"after\",\"in\":\"query\"",
    "\"next_cursor\"",
    "\"name\":\"If-Match\"",
    "\"name\":\"Idempotency-Key\"",
    "\"description\":\"For the roles planner, admin.\"",
    "\"description\":\"Needs no token.\",\"security\":[]",
    "\"412\":{\"$ref\":\"#/components/responses/412\"}",
    "\"sample\":{",
    "\"its \\\"name\\\"\"",
    "\"event.component.installed\":{",
    "\"entry.site.founded\":{",
    "\"problem\":{",
};

START_TEST(the_description_says_what_the_rows_say)
{
    describe(&TABLE);
    ck_assert_msg(says(SAID[_i]), "%s is not said", SAID[_i]);
}
END_TEST

START_TEST(what_no_row_asks_for_is_not_described)
{
    const struct route_table health = {.rows = &ROWS[4], .count = 1};
    describe(&health);
    ck_assert(!says("If-Match"));
    ck_assert(!says("requestBody"));
    ck_assert(!says("\"in\":\"path\""));
    ck_assert(!says("\"401\":{\"$ref\""));
}
END_TEST

SUITE_BEGIN(openapi)
tcase_add_checked_fixture(tests, NULL, end);
tcase_add_test(tests, the_description_of_any_table_is_json_without_repeated_members);
tcase_add_test(tests, the_description_of_the_daemons_routes_is_json_and_names_every_path);
tcase_add_loop_test(tests, the_description_says_what_the_rows_say, 0, sizeof SAID / sizeof *SAID);
tcase_add_test(tests, what_no_row_asks_for_is_not_described);
SUITE_END
