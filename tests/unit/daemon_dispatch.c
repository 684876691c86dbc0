/* From a request to its answer, over a socket, with routes made for the purpose. */
#include "suite.h"

#include "daemon_rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct note {
    const char *text;
    int64_t count;
};
static const struct field NOTE_FIELDS[] = {
    FIELD_TEXT(struct note, text, REQUIRED, 1, 20, "what to note"),
    FIELD_INTEGER(struct note, count, OPTIONAL, 1, 9, "how often"),
};
static const struct record NOTE_RECORD = RECORD(struct note, "note", NOTE_FIELDS, "A note.");

static const struct field LIMIT_FIELDS[] = {FIELD_INTEGER(struct note, count, OPTIONAL, 1, 9, "how many")};
static const struct record LIMIT_RECORD = RECORD(struct note, "limit", LIMIT_FIELDS, "A limit.");

static enum fault view_path(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_text(&answer->body, "{\"path\":");
    json_write_text(&answer->body, request->path[0]);
    buffer_text(&answer->body, ",\"token\":");
    json_write_text(&answer->body, request->principal.token);
    buffer_char(&answer->body, '}');
    return NOTHING_WRONG;
}

static enum fault view_versioned(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    buffer_text(&answer->body, "{\"version\":700}");
    answer->version = 700;
    return NOTHING_WRONG;
}

static enum fault view_missing(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_text(&answer->body, "{\"half\":");
    reason_add(&request->reasons, "order-missing", NULL, "There is no order %s.", request->path[0]);
    return FAULT_NOT_FOUND;
}

static enum fault note_it(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    const struct note *note = request->body;
    json_write(&answer->body, &NOTE_RECORD, note);
    answer->repeated = !uuid_is_zero(request->key);
    if (request->if_match != ABSENT_INTEGER)
        answer->version = request->if_match + 1;
    return NOTHING_WRONG;
}

static enum fault refuse_it(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_text(&answer->body, "{}");
    reason_add(&request->reasons, "one", NULL, "The first.");
    reason_add(&request->reasons, "two", "/b", "The second.");
    return FAULT_REFUSED;
}

static enum fault do_nothing(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request, (void)answer;
    return NOTHING_WRONG;
}

static enum fault decode_any(const struct json *body, struct request *request, const void **ret_body)
{
    (void)request;
    *ret_body = body;
    return NOTHING_WRONG;
}

static enum fault count_items(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_printf(&answer->body, "{\"count\":%zu}", json_count(request->body));
    return NOTHING_WRONG;
}

static void say_teapot(struct daemon_request *request)
{
    request->status = 503;
    request->content_type = "text/plain";
    buffer_text(request->body, "short and stout");
}

static const struct route ROWS[] = {
    {.method = "GET",
     .path = "/open/{x}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .view = view_path,
     .query = &LIMIT_RECORD},
    {.method = "GET", .path = "/shut/{x}", .roles = MAY_READ, .kind = ROUTE_VIEW, .view = view_path},
    {.method = "GET", .path = "/plans", .roles = MAY_PLAN, .kind = ROUTE_VIEW, .view = view_path},
    {.method = "GET", .path = "/nobody", .kind = ROUTE_VIEW, .view = view_path},
    {.method = "GET",
     .path = "/clock/{x}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .by_clock = true,
     .view = view_path},
    {.method = "GET", .path = "/thing", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_versioned},
    {.method = "GET", .path = "/missing/{x}", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_missing},
    {.method = "POST",
     .path = "/notes",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .body = &NOTE_RECORD,
     .command = note_it},
    {.method = "PUT",
     .path = "/notes/{x}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .body = &NOTE_RECORD,
     .command = note_it,
     .if_match = true,
     .answer_kind = ANSWER_VIEW},
    {.method = "POST",
     .path = "/limits",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .body = &LIMIT_RECORD,
     .command = do_nothing},
    {.method = "POST", .path = "/refusals", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = refuse_it},
    {.method = "POST",
     .path = "/batches",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .command = count_items,
     .decode = decode_any,
     .answer_kind = ANSWER_BATCH},
    {.method = "GET", .path = "/teapot", .roles = MAY_ANYBODY, .kind = ROUTE_DAEMON, .daemon = say_teapot},
};

#define JSON_TYPE "Content-Type: application/json\r\n"
#define KEY "Idempotency-Key: 0190b5a1-7c3e-7b55-9d1e-3f5b0c2a4e6f\r\n"

static const struct {
    const char *line;    /* method and target */
    const char *headers; /* $A and $V stand for the tokens */
    const char *body;    /* NULL: none */
    int status;
    const char *expected; /* in the answer's body; NULL: the answer has none */
    const char *header;   /* in the answer's head; NULL: any */
} CASES[] = {
    /* who asks */
    {"GET /open/a", "", NULL, 200, "{\"path\":\"a\",\"token\":\"\"}", "Content-Type: application/json"},
    {"GET /open/a", "Authorization: Bearer junk\r\n", NULL, 200, "\"token\":\"\"", NULL},
    {"GET /shut/a", "", NULL, 401, "token-missing", "WWW-Authenticate: Bearer"},
    {"GET /shut/a", "Authorization: Basic YTpi\r\n", NULL, 401, "token-missing", NULL},
    {"GET /shut/a", "Authorization: Bearer junk\r\n", NULL, 401, "token-unknown", NULL},
    {"GET /shut/a", "Authorization: Bearer $V\r\n", NULL, 200, "\"token\":\"screen\"", NULL},
    {"GET /shut/a", "Authorization: bearer $A\r\n", NULL, 200, "\"token\":\"boss\"", NULL},
    {"GET /plans", "Authorization: Bearer $V\r\n", NULL, 403, "the role viewer", "application/problem+json"},
    {"GET /nobody", "Authorization: Bearer $A\r\n", NULL, 403, "role-insufficient", NULL},

    /* where to */
    {"GET /nowhere", "", NULL, 404, "/problems/not-found", NULL},
    {"GET /nowhere?a=b", "", NULL, 404, "\"detail\":\"There is nothing at this path; ", NULL},
    {"GET /open//a", "", NULL, 404, "There is nothing at this path", NULL},
    {"POST /open/a", "", NULL, 405, "/problems/method-not-allowed", "Allow: GET, HEAD"},
    {"POST /open/a", "", NULL, 405, "\"detail\":\"This path takes GET, HEAD.\"", NULL},
    {"OPTIONS /open/a", "", NULL, 405, "method-not-allowed", NULL},
    {"GET /open/a%20b", "", NULL, 200, "\"path\":\"a b\"", NULL},
    {"GET /open/a?count=3", "", NULL, 200, "\"path\":\"a\"", NULL},
    {"GET /open/a?count=30", "", NULL, 400, "\"pointer\":\"/count\"", NULL},
    {"GET /open/a?colour=red", "", NULL, 400, "parameter-unknown", NULL},
    {"GET /thing?a=b", "", NULL, 400, "parameter-unknown", NULL},
    {"HEAD /open/a", "", NULL, 200, NULL, "Content-Length: 23"},
    {"GET /missing/7", "", NULL, 404, "\"detail\":\"There is no order 7.\"", NULL},
    {"GET /teapot", "", NULL, 503, "short and stout", "Content-Type: text/plain"},

    /* which version; the journal of the rig has three entries */
    {"GET /open/a", "", NULL, 200, "", "ETag: W/\"3\""},
    {"GET /open/a", "If-None-Match: W/\"3\"\r\n", NULL, 304, NULL, "ETag: W/\"3\""},
    {"GET /open/a", "If-None-Match: \"1\", \"3\"\r\n", NULL, 304, NULL, NULL},
    {"HEAD /open/a", "If-None-Match: W/\"3\"\r\n", NULL, 304, NULL, NULL},
    {"GET /open/a", "If-None-Match: W/\"2\"\r\n", NULL, 200, "path", NULL},
    {"GET /clock/a", "", NULL, 200, "path", "Cache-Control: no-store"},
    {"GET /clock/a", "If-None-Match: W/\"3\"\r\n", NULL, 200, "path", NULL},
    {"GET /clock/a", "If-None-Match: *\r\n", NULL, 200, "path", NULL},
    {"GET /thing", "", NULL, 200, "700", "ETag: \"700\""},
    {"GET /thing", "If-None-Match: \"700\"\r\n", NULL, 304, NULL, "ETag: \"700\""},
    {"GET /thing", "If-None-Match: \"699\"\r\n", NULL, 200, "700", NULL},
    {"PUT /notes/a", JSON_TYPE "If-Match: \"41\"\r\n", "{\"text\":\"x\"}", 200, "x", "ETag: \"42\""},
    {"PUT /notes/a", JSON_TYPE "If-Match: W/\"41\"\r\n", "{\"text\":\"x\"}", 200, "x", "ETag: \"1\""},
    {"PUT /notes/a", JSON_TYPE "If-Match: 41\r\n", "{\"text\":\"x\"}", 400, "if-match-malformed", NULL},
    {"POST /notes", JSON_TYPE "If-Match: 41\r\n", "{\"text\":\"x\"}", 201, "x", NULL},

    /* what with */
    {"POST /notes", JSON_TYPE, "{\"text\":\"x\",\"count\":2}", 201, "{\"text\":\"x\",\"count\":2}", NULL},
    {"POST /notes", JSON_TYPE KEY, "{\"text\":\"x\"}", 200, "x", NULL},
    {"POST /notes", JSON_TYPE "Idempotency-Key: 1\r\n", "{\"text\":\"x\"}", 400, "key-malformed", NULL},
    {"PUT /notes/a", JSON_TYPE "Idempotency-Key: 1\r\n", "{\"text\":\"x\"}", 200, "x", NULL},
    {"POST /notes", JSON_TYPE, "{\"text\":\"x\",\"count\":10}", 400, "\"pointer\":\"/count\"", NULL},
    {"POST /notes", JSON_TYPE, "{\"text\":\"x\",\"kount\":1}", 400, "\"pointer\":\"/kount\"", NULL},
    {"POST /notes", JSON_TYPE, "{\"count\":1}", 400, "\"pointer\":\"/text\"", NULL},
    {"POST /notes", JSON_TYPE, "{\"text\":\"x\",\"text\":\"y\"}", 400, "/problems/malformed", NULL},
    {"POST /notes", JSON_TYPE, "{\"text\":", 400, "/problems/malformed", NULL},
    {"POST /notes", JSON_TYPE, "[]", 400, "/problems/invalid", NULL},
    {"POST /notes", JSON_TYPE, "[[[[[[[[[1]]]]]]]]]", 400, "/problems/malformed", NULL},
    {"POST /notes", JSON_TYPE, "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]", 400, "/problems/malformed",
     NULL},
    {"POST /notes", JSON_TYPE, NULL, 400, "\"code\":\"body-missing\",\"pointer\":\"\"", NULL},
    {"POST /batches", "", NULL, 400, "This request needs a body.", NULL},
    {"POST /notes", JSON_TYPE "Content-Encoding: gzip\r\n", "{\"text\":\"x\"}", 415, "content-encoding", NULL},
    {"POST /notes", JSON_TYPE "Content-Encoding: Identity\r\n", "{\"text\":\"x\"}", 201, "x", NULL},
    {"POST /notes", JSON_TYPE, "{\"text\":\"\\u0000\"}", 400, "a text may not have the character", NULL},
    {"POST /notes", "", "{\"text\":\"x\"}", 415, "content-type", NULL},
    {"POST /notes", "Content-Type: text/plain\r\n", "{\"text\":\"x\"}", 415, "/problems/media-type", NULL},
    {"POST /limits", "", NULL, 204, NULL, NULL},
    {"POST /limits", JSON_TYPE, "{\"count\":11}", 400, "/count", NULL},
    {"POST /refusals", "", NULL, 409, "\"detail\":\"There are 2 reasons.\"", NULL},
    {"POST /refusals", "", NULL, 409, "{\"code\":\"two\",\"pointer\":\"/b\",\"detail\":\"The second.\"}", NULL},
    {"POST /refusals", JSON_TYPE, "{}", 400, "body-unexpected", NULL},
    {"GET /open/a", JSON_TYPE, "{}", 400, "body-unexpected", NULL},
    {"POST /batches", JSON_TYPE, "[{},{},{}]", 200, "{\"count\":3}", NULL},
    {"POST /batches", JSON_TYPE, "{}", 201, "{\"count\":0}", NULL},

    /* what every answer says */
    {"GET /open/a", "", NULL, 200, "", "Rackline-Site: OSA1"},
    {"GET /open/a", "", NULL, 200, "", "X-Content-Type-Options: nosniff"},
    {"GET /open/a", "", NULL, 200, "", "Cache-Control: private, no-cache"},
    {"GET /nowhere", "", NULL, 404, "", "Rackline-Site: OSA1"},
    {"GET /nowhere", "", NULL, 404, "", "Cache-Control: no-store"},
    {"POST /notes", JSON_TYPE, "{\"text\":\"x\"}", 201, "", "Cache-Control: no-store"},
};

static struct rig rig;

static void start(void)
{
    rig_prepare(&rig);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static void stop(void)
{
    rig_stop(&rig);
}

static void send_case(int client, const char *line, const char *headers, const char *body)
{
    char filled[1024];
    const char *mark = strchr(headers, '$');
    snprintf(filled, sizeof filled, "%.*s%s%s", mark ? (int)(mark - headers) : (int)strlen(headers), headers,
             !mark            ? ""
             : mark[1] == 'A' ? rig.admin
                              : rig.viewer,
             mark ? mark + 2 : "");
    if (body)
        rig_sendf(client, "%s HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n%s\r\n%s", line, strlen(body), filled,
                  body);
    else
        rig_sendf(client, "%s HTTP/1.1\r\nHost: a\r\n%s\r\n", line, filled);
}

/* On one connection as far as it goes: every answer also shows that the one before it left it in order. It ends where a
 * body is not waited for. */
START_TEST(every_request_gets_the_answer_it_deserves)
{
    int client = rig_connect(&rig);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct received received;
        send_case(client, CASES[i].line, CASES[i].headers, CASES[i].body);
        rig_receive(client, !strncmp(CASES[i].line, "HEAD", 4), &received);
        ck_assert_msg(received.status == CASES[i].status, "%zu %s %s: %d\n%s", i, CASES[i].line, CASES[i].headers,
                      received.status, received.body);
        ck_assert_msg(strstr(received.body, CASES[i].expected ? CASES[i].expected : ""), "%s: %s", CASES[i].line,
                      received.body);
        ck_assert_msg(CASES[i].expected || !received.size, "%s: %s", CASES[i].line, received.body);
        ck_assert_msg(!CASES[i].header || strstr(received.head, CASES[i].header), "%s: %s", CASES[i].line,
                      received.head);
        if (!rig_header(&received, "Connection"))
            continue;
        ck_assert_msg(CASES[i].body && received.status >= 400, "%s: %s", CASES[i].line, received.head);
        ck_assert(rig_ends(client));
        close(client);
        client = rig_connect(&rig);
    }
    close(client);
}
END_TEST

START_TEST(a_production_site_has_no_training_header)
{
    struct received received;
    rig_ask(&rig, "GET /teapot HTTP/1.1\r\nHost: a\r\n\r\n", &received);
    ck_assert_ptr_null(rig_header(&received, "Rackline-Training"));
}
END_TEST

START_TEST(a_training_site_says_so_in_every_answer)
{
    struct rig training;
    rig_prepare(&training);
    training.settings.training = true;
    training.settings.clock_rate = 3600;
    rig_start(&training, ROWS, sizeof ROWS / sizeof *ROWS);
    struct received received;
    rig_ask(&training, "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", &received);
    ck_assert_str_eq(rig_header(&received, "Rackline-Training"), "rate=3600");
    rig_ask(&training, "GET / HTTP/1.1\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 400);
    ck_assert_str_eq(rig_header(&received, "Rackline-Training"), "rate=3600");
    rig_stop(&training);
}
END_TEST

SUITE_BEGIN(dispatch)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, every_request_gets_the_answer_it_deserves);
tcase_add_test(tests, a_production_site_has_no_training_header);
tcase_add_test(tests, a_training_site_says_so_in_every_answer);
SUITE_END
