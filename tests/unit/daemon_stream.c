/* The journal over HTTP: pages, lines, and feeds that live. */
#include "suite.h"

#include "daemon_rig.h"
#include "racklined/health.h"
#include "service/feed.h"
#include "service/tokens.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct rig rig;

/* An entry for the journal, the cheapest there is. */
static enum fault make_entry(struct session *session, struct request *request, struct answer *answer)
{
    char text[TOKEN_TEXT_SIZE];
    buffer_text(&answer->body, "{}");
    return token_make(session, request->path[0], ROLE_VIEWER, NULL, "test", text, &request->reasons);
}

static enum fault make_entry_and_regret(struct session *session, struct request *request, struct answer *answer)
{
    enum fault fault = make_entry(session, request, answer);
    return fault ? fault : FAULT_REFUSED;
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/feed", .roles = MAY_ANYBODY, .kind = ROUTE_FEED, .query = &FEED_QUERY_RECORD},
    {.method = "POST", .path = "/entries/{name}", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = make_entry},
    {.method = "POST",
     .path = "/regrets/{name}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .command = make_entry_and_regret},
    {.method = "GET", .path = "/metrics", .roles = MAY_ANYBODY, .kind = ROUTE_DAEMON, .daemon = metrics_serve},
};

enum { FOUNDING = 3 }; /* entries that a rig's journal begins with */

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.idle_timeout_s = 1; /* which a feed that waits is not subject to */
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static void stop(void)
{
    rig_stop(&rig);
}

static void post(const char *path)
{
    char request[128];
    struct received received;
    snprintf(request, sizeof request, "POST %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
    rig_ask(&rig, request, &received);
    ck_assert_msg(received.status == (strncmp(path, "/entries", 8) ? 409 : 201), "%s", received.body);
}

static void post_entries(int count)
{
    for (int i = 0; i < count; i++) {
        char path[64];
        snprintf(path, sizeof path, "/entries/e%d", i);
        post(path);
    }
}

/* Opens a live feed and reads its head. */
static int follow(const char *query, const char *headers, struct received *ret)
{
    int client = rig_connect(&rig);
    rig_sendf(client, "GET /feed%s HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n%s\r\n", query, headers);
    rig_receive_head(client, ret);
    return client;
}

static void ask_feed(const char *query, const char *accept, struct received *ret)
{
    char request[256];
    snprintf(request, sizeof request, "GET /feed%s HTTP/1.1\r\nHost: a\r\nAccept: %s\r\n\r\n", query, accept);
    rig_ask(&rig, request, ret);
}

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

START_TEST(a_page_says_where_the_next_begins)
{
    struct received received;
    ask_feed("?after=1&limit=1", "application/json", &received);
    ck_assert_int_eq(received.status, 200);
    ck_assert_ptr_nonnull(strstr(received.body, "\"next_after\":2"));
    ck_assert_ptr_nonnull(strstr(received.body, "\"head\":3"));
    ck_assert_ptr_nonnull(strstr(received.body, "\"journal_position\":2"));
    ck_assert_str_eq(rig_header(&received, "ETag"), "W/\"3\"");
    ask_feed("?after=3", "*/*", &received);
    ck_assert_ptr_nonnull(strstr(received.body, "\"items\":[]"));
}
END_TEST

START_TEST(an_unchanged_page_is_not_sent_again)
{
    struct received received;
    rig_ask(&rig, "GET /feed HTTP/1.1\r\nHost: a\r\nIf-None-Match: W/\"3\"\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 304);
}
END_TEST

START_TEST(lines_end_at_the_head_or_at_their_limit)
{
    struct received received;
    post_entries(450);
    ask_feed("", "application/x-ndjson", &received);
    ck_assert_int_eq(received.status, 200);
    ck_assert_str_eq(rig_header(&received, "Content-Type"), "application/x-ndjson");
    ck_assert_uint_eq(count_lines(received.body), FOUNDING + 450);
    ask_feed("?after=440", "application/x-ndjson", &received);
    ck_assert_uint_eq(count_lines(received.body), FOUNDING + 10);
    ask_feed("?after=1&limit=205", "application/x-ndjson", &received);
    ck_assert_uint_eq(count_lines(received.body), 205);
    ask_feed("?after=453", "application/x-ndjson", &received);
    ck_assert_uint_eq(received.size, 0);
}
END_TEST

START_TEST(a_feed_that_would_begin_past_the_head_is_refused_and_told_where_it_is)
{
    static const char *const FORMS[] = {"application/json", "application/x-ndjson", "text/event-stream"};
    struct received received;
    for (size_t i = 0; i < 3; i++) {
        ask_feed("?after=9999", FORMS[i], &received);
        ck_assert_int_eq(received.status, 400);
        ck_assert_ptr_nonnull(strstr(received.body, "\"code\":\"after-the-head\""));
        ck_assert_ptr_nonnull(strstr(received.body, "its head is 3."));
    }
    int client = follow("", "Last-Event-ID: 4\r\n", &received);
    ck_assert_int_eq(received.status, 400);
    close(client);
}
END_TEST

START_TEST(a_feed_in_no_known_form_is_refused)
{
    struct received received;
    ask_feed("", "text/html", &received);
    ck_assert_int_eq(received.status, 406);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/not-acceptable"));
    ask_feed("?limit=5", "text/event-stream", &received);
    ck_assert_int_eq(received.status, 400);
    ask_feed("?after=-1", "*/*", &received);
    ck_assert_int_eq(received.status, 400);
    ask_feed("?limit=1001", "*/*", &received);
    ck_assert_int_eq(received.status, 400);
}
END_TEST

START_TEST(a_live_feed_catches_up_and_goes_on)
{
    struct received received;
    int client = follow("", "", &received);
    ck_assert_int_eq(received.status, 200);
    ck_assert_str_eq(rig_header(&received, "Content-Type"), "text/event-stream");
    for (long i = 1; i <= FOUNDING; i++)
        ck_assert_int_eq(rig_next_id(client), i);
    post("/entries/a");
    ck_assert_int_eq(rig_next_id(client), FOUNDING + 1);
    post("/regrets/b");
    post("/entries/c");
    ck_assert_int_eq(rig_next_id(client), FOUNDING + 2);
    close(client);
}
END_TEST

START_TEST(a_live_feed_begins_where_the_last_one_ended)
{
    struct received received;
    int client = follow("?after=1", "", &received);
    ck_assert_int_eq(rig_next_id(client), 2);
    close(client);
    client = follow("?after=1", "Last-Event-ID: 2\r\n", &received);
    ck_assert_int_eq(rig_next_id(client), 3);
    close(client);
    client = follow("", "Last-Event-ID: x\r\n", &received);
    ck_assert_int_eq(received.status, 400);
    close(client);
}
END_TEST

START_TEST(a_long_backlog_comes_in_order_and_whole)
{
    struct received received;
    post_entries(430);
    int client = follow("", "", &received);
    for (long i = 1; i <= FOUNDING + 430; i++)
        ck_assert_int_eq(rig_next_id(client), i);
    close(client);
}
END_TEST

static void *post_many(void *name)
{
    for (int i = 0; i < 25; i++) {
        char path[64];
        snprintf(path, sizeof path, "/entries/%s%d", (const char *)name, i);
        post(path);
    }
    return NULL;
}

START_TEST(every_feed_sees_every_entry_in_order_while_many_write)
{
    enum { WRITERS = 4, FEEDS = 4 };
    static char names[WRITERS][2] = {"a", "b", "c", "d"};
    struct received received;
    pthread_t writers[WRITERS];
    int feeds[FEEDS];
    for (size_t i = 0; i < FEEDS; i++)
        feeds[i] = follow("", "", &received);
    for (size_t i = 0; i < WRITERS; i++)
        pthread_create(&writers[i], NULL, post_many, names[i]);
    for (size_t i = 0; i < FEEDS; i++)
        for (long id = 1; id <= FOUNDING + 25 * WRITERS; id++)
            ck_assert_int_eq(rig_next_id(feeds[i]), id);
    for (size_t i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    for (size_t i = 0; i < FEEDS; i++)
        close(feeds[i]);
}
END_TEST

/* Waits until the daemon counts so many live feeds. */
static bool streams_become(int count)
{
    char line[64];
    snprintf(line, sizeof line, "\nrackline_streams %d\n", count);
    for (int i = 0; i < 250; i++) {
        struct received received;
        rig_ask(&rig, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", &received);
        if (strstr(received.body, line))
            return true;
        usleep(20000);
    }
    return false;
}

START_TEST(feeds_past_the_limit_are_refused_until_one_hangs_up)
{
    struct received received;
    int feeds[4];
    for (size_t i = 0; i < 4; i++) {
        feeds[i] = follow("?after=3", "", &received);
        ck_assert_int_eq(received.status, 200);
    }
    int late = follow("", "", &received);
    ck_assert_int_eq(received.status, 503);
    ck_assert_str_eq(rig_header(&received, "Retry-After"), "1");
    close(late);
    for (size_t i = 0; i < 4; i++)
        close(feeds[i]);
    ck_assert(streams_become(0));
    late = follow("", "", &received);
    ck_assert_int_eq(received.status, 200);
    ck_assert_int_eq(rig_next_id(late), 1);
    close(late);
}
END_TEST

static double processor_seconds(void)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

/* A reader that is asked again and again for nothing would use a whole core. */
START_TEST(a_feed_without_news_uses_no_processor)
{
    struct received received;
    int feeds[4];
    for (size_t i = 0; i < 4; i++) {
        feeds[i] = follow("?after=2", "", &received);
        ck_assert_int_eq(rig_next_id(feeds[i]), 3);
    }
    double before = processor_seconds();
    sleep(3);
    ck_assert_double_lt(processor_seconds() - before, 0.5);
    post("/entries/news");
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(rig_next_id(feeds[i]), 4);
        close(feeds[i]);
    }
}
END_TEST

START_TEST(a_head_of_a_feed_has_no_body)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, "HEAD /feed HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n"
                     "HEAD /feed HTTP/1.1\r\nHost: a\r\n\r\n");
    rig_receive(client, true, &received);
    ck_assert_str_eq(rig_header(&received, "Content-Type"), "text/event-stream");
    rig_receive(client, true, &received);
    ck_assert_str_eq(rig_header(&received, "Content-Type"), "application/json");
    ck_assert(streams_become(0));
    close(client);
}
END_TEST

START_TEST(live_feeds_end_whole_when_the_daemon_stops)
{
    struct received received;
    int feeds[3];
    start();
    for (size_t i = 0; i < 3; i++) {
        feeds[i] = follow("", "", &received);
        ck_assert_int_eq(rig_next_id(feeds[i]), 1);
    }
    ck_assert(streams_become(3));
    stop();
    for (size_t i = 0; i < 3; i++) {
        ck_assert(rig_await(feeds[i], "\r\n0\r\n\r\n"));
        ck_assert(rig_ends(feeds[i]));
        close(feeds[i]);
    }
}
END_TEST

SUITE_BEGIN(stream)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_page_says_where_the_next_begins);
tcase_add_test(tests, an_unchanged_page_is_not_sent_again);
tcase_add_test(tests, lines_end_at_the_head_or_at_their_limit);
tcase_add_test(tests, a_feed_that_would_begin_past_the_head_is_refused_and_told_where_it_is);
tcase_add_test(tests, a_feed_in_no_known_form_is_refused);
tcase_add_test(tests, a_live_feed_catches_up_and_goes_on);
tcase_add_test(tests, a_live_feed_begins_where_the_last_one_ended);
tcase_add_test(tests, a_long_backlog_comes_in_order_and_whole);
tcase_add_test(tests, every_feed_sees_every_entry_in_order_while_many_write);
tcase_add_test(tests, feeds_past_the_limit_are_refused_until_one_hangs_up);
tcase_add_test(tests, a_feed_without_news_uses_no_processor);
tcase_add_test(tests, a_head_of_a_feed_has_no_body);
SUITE_END

SUITE(stopping_stream, live_feeds_end_whole_when_the_daemon_stops)
