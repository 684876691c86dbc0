/* Exports, feeds that are far behind and large pages are long reads: they run where trees do, and keep nobody else
 * waiting. */
#include "suite.h"

#include "daemon_rig.h"
#include "racklined/health.h"
#include "service/feed.h"
#include "service/tokens.h"
#include "service/views.h"

#include <poll.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct rig rig;
static sem_t entered, released;

static enum fault view_short(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    buffer_text(&answer->body, "{\"short\":true}");
    return NOTHING_WRONG;
}

static enum fault view_held(struct session *session, struct request *request, struct answer *answer)
{
    sem_post(&entered);
    sem_wait(&released);
    return view_short(session, request, answer);
}

enum { FOUNDING = 3, ENTRIES = 220 }; /* what a rig's journal begins with, and more than is read at once */

static enum fault make_entries(struct session *session, struct request *request, struct answer *answer)
{
    enum fault fault = NOTHING_WRONG;
    for (int i = 0; i < ENTRIES && !fault; i++) {
        char name[16], text[TOKEN_TEXT_SIZE];
        snprintf(name, sizeof name, "e%d", i);
        fault = token_make(session, name, ROLE_VIEWER, NULL, "test", text, &request->reasons);
    }
    buffer_text(&answer->body, "{}");
    return fault;
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/short", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_short},
    {.method = "GET", .path = "/long", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .is_long = true, .view = view_held},
    {.method = "GET",
     .path = "/list",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .query = &LIST_QUERY_RECORD,
     .view = view_short},
    {.method = "POST", .path = "/entries", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = make_entries},
    {.method = "GET", .path = "/metrics", .roles = MAY_ANYBODY, .kind = ROUTE_DAEMON, .daemon = metrics_serve},
    {.method = "GET", .path = "/feed", .roles = MAY_ANYBODY, .kind = ROUTE_FEED, .query = &FEED_QUERY_RECORD},
};

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.threads = 1; /* what is asked later is answered later, unless it waits */
    rig.settings.read_threads = 2;
    rig.settings.read_queue_max = 4;
    sem_init(&entered, 0, 0);
    sem_init(&released, 0, 0);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static void stop(void)
{
    rig_stop(&rig);
}

static int begin_with(const char *line, const char *headers)
{
    int client = rig_connect(&rig);
    rig_sendf(client, "%s HTTP/1.1\r\nHost: a\r\n%s\r\n", line, headers);
    return client;
}

static int begin(const char *line)
{
    return begin_with(line, "");
}

static int end(int client, struct received *ret)
{
    rig_receive(client, false, ret);
    close(client);
    return ret->status;
}

static int ask(const char *line, struct received *ret)
{
    return end(begin(line), ret);
}

/* Whether nothing has come, where what was asked later was answered. */
static void assert_waits(int client)
{
    struct received received;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(ask("GET /short", &received), 200);
    ck_assert_int_eq(poll(&(struct pollfd){.fd = client, .events = POLLIN}, 1, 0), 0);
}

/* Keeps both reading threads, until two more are posted. */
static void hold_reading(int clients[static 2])
{
    for (int i = 0; i < 2; i++)
        clients[i] = begin("GET /long");
    for (int i = 0; i < 2; i++)
        sem_wait(&entered);
}

static void release_reading(const int clients[static 2])
{
    struct received received;
    for (int i = 0; i < 2; i++)
        sem_post(&released);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(end(clients[i], &received), 200);
}

START_TEST(pages_that_are_larger_than_usual_are_long)
{
    static const char *const LARGE[] = {"GET /list?limit=101", "GET /feed?limit=101"};
    static const char *const USUAL[] = {"GET /list", "GET /list?limit=100", "GET /feed", "GET /feed?limit=100"};
    struct received received;
    int holders[2], clients[2];
    hold_reading(holders);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(ask(USUAL[i], &received), 200);
    for (size_t i = 0; i < 2; i++)
        clients[i] = begin(LARGE[i]);
    for (size_t i = 0; i < 2; i++)
        assert_waits(clients[i]);
    release_reading(holders);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(end(clients[i], &received), 200);
}
END_TEST

START_TEST(an_export_of_the_journal_is_long)
{
    static struct received received;
    int holders[2];
    hold_reading(holders);
    int export = begin_with("GET /feed", "Accept: application/x-ndjson\r\n");
    rig_receive_head(export, &received);
    ck_assert_int_eq(received.status, 200);
    assert_waits(export);
    release_reading(holders);
    ck_assert(rig_await(export, "\r\n0\r\n\r\n"));
    close(export);
}
END_TEST

/* Waits until the daemon counts so many feeds that are read on for, or wait for it. */
static bool reading_become(int count)
{
    char line[64];
    struct received received;
    snprintf(line, sizeof line, "\nrackline_feeds_reading %d\n", count);
    for (int i = 0; i < 250; i++) {
        ask("GET /metrics", &received);
        if (strstr(received.body, line))
            return true;
        usleep(20000);
    }
    return false;
}

static void claim_all_entries(int feed)
{
    for (int position = 1; position <= FOUNDING + ENTRIES; position++)
        ck_assert_int_eq(rig_next_id(feed), position);
    close(feed);
}

/* And a live feed that is near the head waits for nobody. */
START_TEST(exports_wait_their_turn_however_many_they_are_and_where_the_queue_is_full)
{
    enum { ROOM = 4, EXPORTS = 20, FEEDS = 4 };
    static struct received received;
    int holders[2], waiting[ROOM - 2], exports[EXPORTS], feeds[FEEDS];
    ck_assert_int_eq(ask("POST /entries", &received), 201);
    hold_reading(holders);
    for (int i = 0; i < ROOM - 2; i++)
        waiting[i] = begin("GET /long");
    for (int i = 0; i < EXPORTS; i++)
        exports[i] = begin_with("GET /feed", "Accept: application/x-ndjson\r\n");
    for (int i = 0; i < FEEDS; i++)
        feeds[i] = begin_with("GET /feed", "Accept: text/event-stream\r\n");
    ck_assert(reading_become(EXPORTS));
    for (int i = 0; i < FEEDS; i++)
        claim_all_entries(feeds[i]);
    ck_assert_int_eq(ask("GET /long", &received), 503);
    for (int i = 0; i < ROOM - 2; i++)
        sem_post(&released);
    release_reading(holders);
    for (int i = 0; i < EXPORTS; i++) {
        ck_assert_int_eq(end(exports[i], &received), 200);
        const char *line = received.body;
        for (int position = 1; position <= FOUNDING + ENTRIES; position++, line = strchr(line, '\n') + 1) {
            char begins[48];
            snprintf(begins, sizeof begins, "{\"journal_position\":%d,", position);
            ck_assert_int_eq(strncmp(line, begins, strlen(begins)), 0);
        }
        ck_assert_str_eq(line, "");
    }
    for (int i = 0; i < ROOM - 2; i++)
        ck_assert_int_eq(end(waiting[i], &received), 200);
    ck_assert(reading_become(0));
}
END_TEST

START_TEST(a_client_that_leaves_while_it_waits_harms_nobody)
{
    static struct received received;
    int holders[2];
    hold_reading(holders);
    for (int i = 0; i < 3; i++)
        close(begin_with("GET /feed", "Accept: application/x-ndjson\r\n"));
    ck_assert(reading_become(3));
    int export = begin_with("GET /feed", "Accept: application/x-ndjson\r\n");
    release_reading(holders);
    ck_assert_int_eq(end(export, &received), 200);
    rig_await_no_exchange(&rig);
}
END_TEST

SUITE_BEGIN(long_pages)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, pages_that_are_larger_than_usual_are_long);
tcase_add_test(tests, an_export_of_the_journal_is_long);
tcase_add_test(tests, exports_wait_their_turn_however_many_they_are_and_where_the_queue_is_full);
tcase_add_test(tests, a_client_that_leaves_while_it_waits_harms_nobody);
SUITE_END
