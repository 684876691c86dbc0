/* Which route a raw path leads to. */
#include "suite.h"

#include "racklined/router.h"

#include <string.h>

static const struct route ROWS[] = {
    {.method = "GET", .path = "/healthz"},
    {.method = "GET", .path = "/v1/orders"},
    {.method = "POST", .path = "/v1/orders"},
    {.method = "GET", .path = "/v1/orders/{order}"},
    {.method = "PUT", .path = "/v1/orders/{order}"},
    {.method = "GET", .path = "/v1/orders/late"},
    {.method = "POST", .path = "/v1/orders/{order}/release"},
    {.method = "GET", .path = "/v1/components/{part}/{serial}"},
    {.method = "GET", .path = "/v1/components/{part}/lots"},
    {.method = "GET", .path = "/v1/{resource}/late"},
    {.method = "DELETE", .path = "/v1/tokens/{token}"},
};
static const struct route_table TABLE = {ROWS, sizeof ROWS / sizeof *ROWS};

static const struct {
    const char *method, *target;
    enum fault fault;
    const char *path;     /* of the route found; the Allow header of a 405 */
    const char *captured; /* "a|b" */
} WAYS[] = {
    {"GET", "/healthz", NOTHING_WRONG, "/healthz", ""},
    {"HEAD", "/healthz", NOTHING_WRONG, "/healthz", ""},
    {"GET", "/healthz?a=b/c", NOTHING_WRONG, "/healthz", ""},
    {"GET", "http://plant:8080/v1/orders?x", NOTHING_WRONG, "/v1/orders", ""},
    {"GET", "/%68ealthz", NOTHING_WRONG, "/healthz", ""},
    {"GET", "/v1/orders/WO-1", NOTHING_WRONG, "/v1/orders/{order}", "WO-1"},
    {"GET", "/v1/orders/WO%201", NOTHING_WRONG, "/v1/orders/{order}", "WO 1"},
    {"GET", "/v1/orders/a+b", NOTHING_WRONG, "/v1/orders/{order}", "a+b"},
    {"GET", "/v1/orders/%E5%A4%A7%e9%98%aa", NOTHING_WRONG, "/v1/orders/{order}", "大阪"},
    {"GET", "/v1/orders/%25", NOTHING_WRONG, "/v1/orders/{order}", "%"},
    {"GET", "/v1/orders/%7Border%7D", NOTHING_WRONG, "/v1/orders/{order}", "{order}"},
    {"GET", "/v1/orders/..", NOTHING_WRONG, "/v1/orders/{order}", ".."},
    {"GET", "/v1/orders/late", NOTHING_WRONG, "/v1/orders/late", ""},
    {"PUT", "/v1/orders/late", NOTHING_WRONG, "/v1/orders/{order}", "late"},
    {"GET", "/v1/units/late", NOTHING_WRONG, "/v1/{resource}/late", "units"},
    {"POST", "/v1/orders/WO-1/release", NOTHING_WRONG, "/v1/orders/{order}/release", "WO-1"},
    {"GET", "/v1/components/699-1/S%2d7", NOTHING_WRONG, "/v1/components/{part}/{serial}", "699-1|S-7"},
    {"GET", "/v1/components/699-1/lots", NOTHING_WRONG, "/v1/components/{part}/lots", "699-1"},

    {"POST", "/healthz", FAULT_METHOD, "GET, HEAD", ""},
    {"DELETE", "/v1/orders", FAULT_METHOD, "GET, HEAD, POST", ""},
    {"HEAD", "/v1/orders/WO-1/release", FAULT_METHOD, "POST", ""},
    {"get", "/healthz", FAULT_METHOD, "GET, HEAD", ""},
    {"GET", "/v1/tokens/x", FAULT_METHOD, "DELETE", ""},

    {"GET", "/", FAULT_NOT_FOUND, "", ""},
    {"GET", "*", FAULT_NOT_FOUND, "", ""},
    {"GET", "", FAULT_NOT_FOUND, "", ""},
    {"GET", "healthz", FAULT_NOT_FOUND, "", ""},
    {"GET", "http://plant", FAULT_NOT_FOUND, "", ""},
    {"GET", "//healthz", FAULT_NOT_FOUND, "", ""},
    {"GET", "/healthz/", FAULT_NOT_FOUND, "", ""},
    {"GET", "/healthzz", FAULT_NOT_FOUND, "", ""},
    {"GET", "/health", FAULT_NOT_FOUND, "", ""},
    {"GET", "/v1/orders/", FAULT_NOT_FOUND, "", ""},
    {"GET", "/v1//orders", FAULT_NOT_FOUND, "", ""},
    {"GET", "/v1/components//S-7", FAULT_NOT_FOUND, "", ""},
    {"GET", "/v1/orders/WO-1/release/now", FAULT_NOT_FOUND, "", ""},
    {"GET", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", FAULT_NOT_FOUND, "", ""},

    {"GET", "/v1/orders/a%2Fb", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/a%2fb", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/a%00b", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%0a", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%09", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%7f", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%4", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%4g", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%4?1", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%ff", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%c0%af", FAULT_MALFORMED, "", ""},
    {"GET", "/v1/orders/%ed%a0%80", FAULT_MALFORMED, "", ""},
};

static const char *join(struct arena *arena, const char *const path[REQUEST_PATH_MAX])
{
    const char *text = "";
    for (size_t i = 0; i < REQUEST_PATH_MAX && path[i]; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "|" : "", path[i]);
    return text;
}

START_TEST(a_raw_path_leads_to_one_route_or_is_refused)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct route_match match = {0};
    const char *allow = "";
    enum fault fault = route_find(&TABLE, WAYS[_i].method, WAYS[_i].target, &match, &allow, &reasons);
    ck_assert_msg(fault == WAYS[_i].fault, "%s %s: %s", WAYS[_i].method, WAYS[_i].target, fault_row(fault)->code);
    ck_assert_str_eq(match.route ? match.route->path : allow, WAYS[_i].path);
    ck_assert_str_eq(join(arena, match.path), WAYS[_i].captured);
}
END_TEST

START_TEST(a_refused_match_is_left_untouched)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct route_match match = {.route = &ROWS[0]};
    const char *allow = NULL;
    ck_assert_int_eq(route_find(&TABLE, "GET", "/v1/nonsense", &match, &allow, &reasons), FAULT_NOT_FOUND);
    ck_assert_ptr_eq(match.route, &ROWS[0]);
    ck_assert_ptr_null(allow);
}
END_TEST

START_TEST(the_query_stands_after_the_first_question_mark)
{
    ck_assert_str_eq(target_query("/a?b=?c"), "b=?c");
    ck_assert_str_eq(target_query("/a?"), "");
    ck_assert_ptr_null(target_query("/a"));
}
END_TEST

SUITE_BEGIN(router)
tcase_add_loop_test(tests, a_raw_path_leads_to_one_route_or_is_refused, 0, sizeof WAYS / sizeof *WAYS);
tcase_add_test(tests, a_refused_match_is_left_untouched);
tcase_add_test(tests, the_query_stands_after_the_first_question_mark);
SUITE_END
