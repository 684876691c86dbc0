/* What feeds hold whose clients do not read. */
#include "suite.h"

#include "daemon_rig.h"
#include "service/feed.h"
#include "service/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    ENTRIES = 100,
    ENTRY = 60000, /* bytes of each, and some more */
    ROOM = 1 << 20,
    CLIENTS = 24, /* who hold more than the room, an entry each */
    FOUNDING = 3,   /* entries that a rig's journal begins with */
    WIDE = 1 << 18, /* bytes that wait to be read: few beside all, and enough to read on soon */
};

#define EXPORT "application/x-ndjson"
#define LIVE "text/event-stream"

static struct rig rig;

static enum fault make_large_entry(struct session *session, struct request *request, struct answer *answer)
{
    char text[TOKEN_TEXT_SIZE];
    const char *name = arena_printf(request->arena, "%s%0*d", request->path[0], ENTRY, 0);
    buffer_text(&answer->body, "{}");
    return token_make(session, name, ROLE_VIEWER, NULL, "test", text, &request->reasons);
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/feed", .roles = MAY_ANYBODY, .kind = ROUTE_FEED, .query = &FEED_QUERY_RECORD},
    {.method = "POST",
     .path = "/large/{name}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .command = make_large_entry},
};

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.in_flight_max = ROOM;
    rig.settings.streams_max = CLIENTS + 1;
    rig.settings.answer_timeout_s = 60;
    rig.settings.idle_timeout_s = 1; /* which nobody is who has yet to read an answer */
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static void stop(void)
{
    rig_stop(&rig);
}

static void post(const char *name)
{
    char request[128];
    struct received received;
    snprintf(request, sizeof request, "POST /large/%s HTTP/1.1\r\nHost: a\r\n\r\n", name);
    rig_ask(&rig, request, &received);
    ck_assert_int_eq(received.status, 201);
}

static void post_many(void)
{
    for (int i = 0; i < ENTRIES; i++) {
        char name[16];
        snprintf(name, sizeof name, "e%d-", i);
        post(name);
    }
}

/* Asks for more than finds room on its way, or for what comes, and does not read it. */
static int begin_with(int room, const char *accept, int64_t after)
{
    int client = rig_connect(&rig);
    setsockopt(client, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    rig_sendf(client, "GET /feed?after=%lld HTTP/1.1\r\nHost: a\r\nAccept: %s\r\n\r\n", (long long)after, accept);
    return client;
}

static int begin(const char *accept, int64_t after)
{
    return begin_with(4096, accept, after);
}

static int64_t in_flight(void)
{
    return atomic_load(&rig.daemon->in_flight.bytes);
}

/* Waits until what is in flight is as much at least, for five seconds at most, and then for more to come. */
static void await_at_least(int64_t bytes)
{
    for (int i = 0; i < 500 && in_flight() < bytes; i++)
        usleep(10000);
    ck_assert_int_ge(in_flight(), bytes);
    usleep(200000);
}

static void await_nothing(void)
{
    for (int i = 0; i < 500 && in_flight(); i++)
        usleep(10000);
    ck_assert_int_eq(in_flight(), 0);
}

/* Reads to the end of what was asked for; whether that was said. */
static bool ends_well(int client)
{
    static char bytes[1 << 16];
    static const char END[] = "\r\n0\r\n\r\n";
    const size_t length = sizeof END - 1;
    size_t kept = 0;
    bool whole = false;
    for (ssize_t got; !whole && (got = recv(client, bytes + kept, sizeof bytes - kept, 0)) > 0;) {
        const size_t size = kept + (size_t)got;
        whole = size >= length && !memcmp(bytes + size - length, END, length);
        kept = size < length ? size : length;
        memmove(bytes, bytes + size - kept, kept);
    }
    close(client);
    return whole;
}

static bool is_told_whole(const char *accept)
{
    return ends_well(begin_with(WIDE, accept, 0));
}

/* Looped over the forms; live feeds begin at different places, so that they share nothing. */
START_TEST(feeds_that_are_not_read_hold_what_may_be_in_flight_and_others_are_over)
{
    int clients[CLIENTS];
    struct share rest = {0};
    post_many();
    ck_assert_int_eq(in_flight(), 0);
    for (int i = 0; i < CLIENTS; i++)
        clients[i] = begin(_i ? LIVE : EXPORT, _i ? FOUNDING + i / 2 : 0);
    await_at_least(ROOM / 2);
    ck_assert_int_le(in_flight(), ROOM);
    in_flight_hold_anyway(&rig.daemon->in_flight, &rest, ROOM);
    ck_assert_msg(!is_told_whole(EXPORT), "an export that breaks off is not taken for whole");
    ck_assert_msg(is_told_whole(LIVE), "a live feed has no end, and so it may say that this is one");
    for (int i = 0; i < CLIENTS; i++)
        close(clients[i]);
    in_flight_release(&rig.daemon->in_flight, &rest);
    await_nothing();
    ck_assert(is_told_whole(EXPORT));
    await_nothing();
}
END_TEST

START_TEST(who_reads_may_pause_for_longer_than_a_connection_may_be_idle)
{
    post_many();
    int client = begin_with(WIDE, EXPORT, 0);
    usleep(2500000);
    ck_assert(ends_well(client));
}
END_TEST

/* Whose body has no end but the connection's. */
START_TEST(no_export_is_told_over_http_1_0)
{
    struct received received;
    rig_ask(&rig, "GET /feed HTTP/1.0\r\nAccept: " EXPORT "\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 406);
    ck_assert_ptr_nonnull(strstr(received.body, "version-too-old"));
    rig_ask(&rig, "GET /feed HTTP/1.0\r\n\r\n", &received);
    ck_assert_msg(received.status == 200, "a page has a length");
    ck_assert_str_eq(rig_header(&received, "Vary"), "Accept");
}
END_TEST

START_TEST(live_feeds_at_the_head_share_what_they_are_told)
{
    int clients[CLIENTS];
    for (int i = 0; i < CLIENTS; i++)
        clients[i] = begin(LIVE, FOUNDING);
    rig_await_exchanges(&rig, CLIENTS);
    post_many();
    await_at_least(ENTRY);
    ck_assert_int_lt(in_flight(), ROOM / 2);
    rig_await_exchanges(&rig, CLIENTS);
    for (int i = 0; i < CLIENTS; i++)
        close(clients[i]);
    await_nothing();
}
END_TEST

/* Asks for a page behind a position; where the next one begins. */
static int64_t read_page(int64_t after, size_t *ret_size)
{
    static char bytes[4 << 20];
    size_t size = 0;
    int client = rig_connect(&rig);
    rig_sendf(client, "GET /feed?limit=%d&after=%lld HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", ENTRIES,
              (long long)after);
    for (ssize_t got; (got = recv(client, bytes + size, sizeof bytes - 1 - size, 0)) > 0;)
        size += (size_t)got;
    bytes[size] = '\0';
    close(client);
    const char *next = strstr(bytes, "\"next_after\":");
    ck_assert_msg(next != NULL, "%.100s", bytes);
    *ret_size = size;
    return atoll(next + strlen("\"next_after\":"));
}

START_TEST(a_page_ends_where_it_would_be_too_large)
{
    size_t size = 0;
    int pages = 0;
    post_many();
    for (int64_t after = 0, next; after < FOUNDING + ENTRIES; after = next, pages++) {
        next = read_page(after, &size);
        ck_assert_int_gt(next, after);
        ck_assert_uint_le(size, ROOM + 1000);
    }
    ck_assert_int_ge(pages, ENTRIES * ENTRY / ROOM);
}
END_TEST

SUITE_BEGIN(feeds_held)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_loop_test(tests, feeds_that_are_not_read_hold_what_may_be_in_flight_and_others_are_over, 0, 2);
tcase_add_test(tests, who_reads_may_pause_for_longer_than_a_connection_may_be_idle);
tcase_add_test(tests, no_export_is_told_over_http_1_0);
tcase_add_test(tests, a_page_ends_where_it_would_be_too_large);
tcase_add_test(tests, live_feeds_at_the_head_share_what_they_are_told);
SUITE_END
