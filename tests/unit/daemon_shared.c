/* Answers that are rendered once for everybody, as a client sees them. */
#include "suite.h"

#include "daemon_rig.h"
#include "service/tokens.h"
#include "service/views.h"

#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct rig rig;
static atomic_int rendered;
static sem_t entered, released;

static enum fault view_counted(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_printf(&answer->body, "{\"rendered\":%d,\"path\":\"%s\"}", atomic_fetch_add(&rendered, 1) + 1,
                  request->path[0]);
    return NOTHING_WRONG;
}

static enum fault view_same(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    atomic_fetch_add(&rendered, 1);
    buffer_text(&answer->body, "{\"items\":[]}");
    return NOTHING_WRONG;
}

static enum fault view_held(struct session *session, struct request *request, struct answer *answer)
{
    sem_post(&entered);
    sem_wait(&released);
    return view_counted(session, request, answer);
}

static enum fault view_missing(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)answer;
    atomic_fetch_add(&rendered, 1);
    reason_add(&request->reasons, "missing", NULL, "There is no %s.", request->path[0]);
    return FAULT_NOT_FOUND;
}

static enum fault enter(struct session *session, struct request *request, struct answer *answer)
{
    char text[TOKEN_TEXT_SIZE];
    buffer_text(&answer->body, "{}");
    return token_make(session, request->path[0], ROLE_VIEWER, NULL, "test", text, &request->reasons);
}

#define SHARED_VIEW(route, view_, ...)                                                                                 \
    {                                                                                                                  \
        .method = "GET", .path = (route), .roles = MAY_READ, .kind = ROUTE_VIEW, .is_shared = true, .view = (view_),   \
        __VA_ARGS__                                                                                                    \
    }
static const struct route ROWS[] = {
    SHARED_VIEW("/entered/{x}", view_counted, .by_clock = false),
    SHARED_VIEW("/clock/{x}", view_counted, .by_clock = true),
    SHARED_VIEW("/told/{x}", view_counted, .by_clock = false, .tells = true),
    SHARED_VIEW("/same", view_same, .by_clock = true),
    SHARED_VIEW("/list", view_same, .by_clock = true, .query = &LIST_QUERY_RECORD, .answer = &PRODUCT_SUMMARY_RECORD,
                .answer_list = true),
    SHARED_VIEW("/held/{x}", view_held, .by_clock = true),
    SHARED_VIEW("/long/{x}", view_held, .by_clock = true, .is_long = true),
    SHARED_VIEW("/missing/{x}", view_missing, .by_clock = true),
    {.method = "GET",
     .path = "/plans/{x}",
     .roles = MAY_PLAN,
     .kind = ROUTE_VIEW,
     .is_shared = true,
     .by_clock = true,
     .view = view_counted},
    {.method = "POST", .path = "/enter/{x}", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = enter},
};

static void start(void)
{
    rig_prepare(&rig);
    sem_init(&entered, 0, 0);
    sem_init(&released, 0, 0);
    atomic_store(&rendered, 0);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static void stop(void)
{
    rig_stop(&rig);
}

static void begin(int client, const char *line, const char *headers)
{
    rig_sendf(client, "%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s\r\n", line, rig.viewer, headers);
}

static int ask(const char *line, const char *headers, struct received *ret)
{
    int client = rig_connect(&rig);
    begin(client, line, headers);
    rig_receive(client, !strncmp(line, "HEAD", 4), ret);
    close(client);
    return ret->status;
}

START_TEST(it_is_rendered_once_until_something_is_entered)
{
    struct received received;
    for (int i = 0; i < 10; i++) {
        ck_assert_int_eq(ask("GET /entered/a", "", &received), 200);
        ck_assert_str_eq(received.body, "{\"rendered\":1,\"path\":\"a\"}");
        ck_assert_str_eq(rig_header(&received, "ETag"), "W/\"3\"");
        ck_assert_str_eq(rig_header(&received, "Rackline-Site"), "OSA1");
        ck_assert_str_eq(rig_header(&received, "Content-Type"), "application/json");
    }
    ck_assert_int_eq(ask("GET /entered/b", "", &received), 200);
    ck_assert_str_eq(received.body, "{\"rendered\":2,\"path\":\"b\"}");
    ck_assert_int_eq(ask("POST /enter/one", "", &received), 201);
    ck_assert_int_eq(ask("GET /entered/a", "", &received), 200);
    ck_assert_str_eq(received.body, "{\"rendered\":3,\"path\":\"a\"}");
    ck_assert_str_eq(rig_header(&received, "ETag"), "W/\"4\"");
    ck_assert_int_eq(ask("GET /entered/a", "If-None-Match: W/\"4\"\r\n", &received), 304);
    ck_assert_int_eq(ask("GET /entered/a", "If-None-Match: W/\"3\"\r\n", &received), 200);
    ck_assert_int_eq(atomic_load(&rendered), 3);
}
END_TEST

START_TEST(what_depends_on_the_time_is_told_for_a_moment)
{
    struct received received;
    ck_assert_int_eq(ask("GET /clock/a", "", &received), 200);
    ck_assert_int_eq(ask("GET /clock/a", "", &received), 200);
    ck_assert_int_eq(ask("HEAD /clock/a", "", &received), 200);
    ck_assert_int_eq(atomic_load(&rendered), 1);
    usleep(1100000);
    ck_assert_int_eq(ask("GET /clock/a", "", &received), 200);
    ck_assert_str_eq(received.body, "{\"rendered\":2,\"path\":\"a\"}");
}
END_TEST

START_TEST(its_tag_is_that_of_its_bytes)
{
    struct received received;
    char header[128];
    ck_assert_int_eq(ask("GET /same", "", &received), 200);
    ck_assert_str_eq(rig_header(&received, "Cache-Control"), "private, no-cache");
    snprintf(header, sizeof header, "If-None-Match: %s\r\n", rig_header(&received, "ETag"));
    ck_assert_int_eq(ask("GET /same", header, &received), 304);
    ck_assert_int_eq(ask("POST /enter/one", "", &received), 201);
    ck_assert_int_eq(ask("GET /same", header, &received), 304); /* rendered again, and alike */
    ck_assert_int_eq(atomic_load(&rendered), 2);
    ck_assert_int_eq(ask("GET /clock/a", header, &received), 200);
}
END_TEST

START_TEST(only_who_may_see_it_gets_it)
{
    struct received received;
    ck_assert_int_eq(ask("GET /clock/a", "", &received), 200);
    rig_ask(&rig, "GET /clock/a HTTP/1.1\r\nHost: a\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 401);
    rig_ask(&rig, "GET /clock/a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 401);
    int client = rig_connect(&rig);
    rig_sendf(client, "GET /plans/a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", rig.admin);
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 200);
    close(client);
    ck_assert_int_eq(ask("GET /plans/a", "", &received), 403);
    ck_assert_ptr_null(strstr(received.body, "rendered"));
}
END_TEST

START_TEST(another_form_of_a_list_is_another_answer)
{
    struct received received;
    ck_assert_int_eq(ask("GET /list", "", &received), 200);
    ck_assert_str_eq(received.body, "{\"items\":[]}");
    ck_assert_str_eq(rig_header(&received, "Vary"), "Accept");
    ck_assert_int_eq(ask("GET /list", "Accept: text/csv\r\n", &received), 200);
    ck_assert_ptr_nonnull(strstr(rig_header(&received, "Content-Type"), "text/csv"));
    ck_assert_int_eq(ask("GET /list", "Accept: text/html\r\n", &received), 406);
    ck_assert_int_eq(ask("GET /list", "", &received), 200);
    ck_assert_str_eq(received.body, "{\"items\":[]}");
    ck_assert_int_eq(ask("GET /list?limit=x", "", &received), 400);
    int client = rig_connect(&rig);
    begin(client, "GET /list", "Content-Type: application/json\r\nContent-Length: 2\r\n");
    rig_send(client, "{}");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 400);
    close(client);
}
END_TEST

START_TEST(who_reads_another_language_has_a_rendering_of_it)
{
    struct received received;
    for (int i = 0; i < 2; i++) {
        ask("GET /told/a", "", &received);
        ck_assert_str_eq(received.body, "{\"rendered\":1,\"path\":\"a\"}");
        ck_assert_str_eq(rig_header(&received, "Content-Language"), "en");
        ask("GET /told/a", "Accept-Language: ja\r\n", &received);
        ck_assert_str_eq(received.body, "{\"rendered\":2,\"path\":\"a\"}");
        ck_assert_str_eq(rig_header(&received, "Content-Language"), "ja");
        ck_assert_str_eq(rig_header(&received, "Vary"), "Accept-Language");
    }
}
END_TEST

START_TEST(two_who_ask_at_once_have_one_rendering)
{
    static const char *const lines[] = {"GET /held/a", "GET /long/a"};
    struct received received;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int first = rig_connect(&rig), second = rig_connect(&rig);
        atomic_store(&rendered, 0);
        begin(first, lines[i], "");
        sem_wait(&entered);
        begin(second, lines[i], "");
        usleep(100000);
        sem_post(&released);
        rig_receive(first, false, &received);
        ck_assert_str_eq(received.body, "{\"rendered\":1,\"path\":\"a\"}");
        rig_receive(second, false, &received);
        ck_assert_str_eq(received.body, "{\"rendered\":1,\"path\":\"a\"}");
        close(first);
        close(second);
    }
}
END_TEST

START_TEST(what_cannot_be_answered_is_not_kept)
{
    struct received received;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(ask("GET /missing/a", "", &received), 404);
    ck_assert_int_eq(atomic_load(&rendered), 3);
}
END_TEST

START_TEST(it_says_what_every_answer_says)
{
    struct rig training;
    struct received received;
    int client;
    rig_prepare(&training);
    training.settings.training = true;
    training.settings.clock_rate = 1;
    rig_start(&training, ROWS, sizeof ROWS / sizeof *ROWS);
    client = rig_connect(&training);
    for (int i = 0; i < 2; i++) {
        rig_sendf(client, "GET /clock/a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", training.viewer);
        rig_receive(client, false, &received);
        ck_assert_str_eq(rig_header(&received, "Rackline-Training"), "rate=1");
        ck_assert_str_eq(rig_header(&received, "X-Content-Type-Options"), "nosniff");
        ck_assert_ptr_null(rig_header(&received, "Connection"));
    }
    ck_assert_int_eq(atomic_load(&rendered), 1);
    close(client);
    rig_stop(&training);
}
END_TEST

SUITE_BEGIN(shared_views)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, it_is_rendered_once_until_something_is_entered);
tcase_add_test(tests, what_depends_on_the_time_is_told_for_a_moment);
tcase_add_test(tests, its_tag_is_that_of_its_bytes);
tcase_add_test(tests, only_who_may_see_it_gets_it);
tcase_add_test(tests, another_form_of_a_list_is_another_answer);
tcase_add_test(tests, who_reads_another_language_has_a_rendering_of_it);
tcase_add_test(tests, two_who_ask_at_once_have_one_rendering);
tcase_add_test(tests, what_cannot_be_answered_is_not_kept);
tcase_add_test(tests, it_says_what_every_answer_says);
SUITE_END
