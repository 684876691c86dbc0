/* A token that is revoked ends what it began, and so does a session that is over. */
#include "suite.h"

#include "base/time.h"
#include "daemon_rig.h"
#include "racklined/authorise.h"
#include "racklined/exchange.h"
#include "racklined/principals.h"
#include "racklined/sessions.h"
#include "racklined/stream.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct rig rig;

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.session_idle_min = 60;
    rig.settings.session_max_h = 1;
    rig_start(&rig, ROUTES, ROUTE_COUNT);
}

static void stop(void)
{
    rig_stop(&rig);
}

static int follow(const char *header, const char *value)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_sendf(client, "GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n%s%s\r\n\r\n", header,
              value);
    rig_receive_head(client, &received);
    ck_assert_int_eq(received.status, 200);
    return client;
}

/* Asks with a JSON body, "" for none, and a header that says who. */
static void ask(const char *what, const char *header, const char *value, const char *body, int status,
                struct received *ret)
{
    int client = rig_connect(&rig);
    rig_sendf(client,
              "%s HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n%s%s\r\n"
              "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
              what, header, value, strlen(body), body);
    rig_receive(client, false, ret);
    ck_assert_int_eq(ret->status, status);
    close(client);
}

#define BEARER "Authorization: Bearer "
#define COOKIE "Cookie: "

/* Signs an account in, and writes its cookie. */
static void sign_in(char ret_cookie[static 256])
{
    struct received received;
    ask("POST /v1/session/account", "X-None: ", "-", "{\"account\":\"yuki\",\"password\":\"first-of-yuki\"}", 200,
        &received);
    const char *cookie = rig_header(&received, "Set-Cookie");
    ck_assert_ptr_nonnull(cookie);
    snprintf(ret_cookie, 256, "%.*s", (int)strcspn(cookie, ";"), cookie);
}

START_TEST(a_live_feed_ends_when_its_token_is_revoked)
{
    struct received received;
    int viewer = follow(BEARER, rig.viewer), admin = follow(BEARER, rig.admin);
    ask("POST /v1/tokens/screen/revoke", BEARER, rig.admin, "", 201, &received);
    ck_assert_msg(rig_await(admin, "token.revoked"), "another's goes on");
    ck_assert_msg(rig_await(viewer, "0\r\n\r\n"), "its last chunk is sent, which may be its first");
    close(viewer);
    close(admin);
}
END_TEST

static void make_account(void)
{
    struct received received;
    ask("PUT /v1/accounts/yuki", BEARER, rig.admin, "{\"role\":\"viewer\"}", 201, &received);
    ask("POST /v1/accounts/yuki/password", BEARER, rig.admin, "{\"password\":\"first-of-yuki\"}", 201, &received);
}

static void define_station(void)
{
    struct received received;
    ask("PUT /v1/stations/K-1", BEARER, rig.admin, "{\"name\":\"Kitting\",\"type\":\"kitting\"}", 201, &received);
}

START_TEST(a_live_feed_ends_with_its_session)
{
    static const char *const ENDS[] = {"DELETE /v1/session", "POST /v1/session/end-all"};
    struct received received;
    char one[256], other[256];
    make_account();
    sign_in(one);
    sign_in(other);
    int kept = follow(COOKIE, other), ended = follow(COOKIE, one);
    ask(ENDS[_i], COOKIE, one, "", 204, &received);
    ck_assert_msg(rig_await(ended, "0\r\n\r\n"), "the one that is over");
    if (_i == 0)
        define_station();
    ck_assert_msg(rig_await(kept, _i ? "0\r\n\r\n" : "station.defined"), "another's goes on, unless all are over");
    close(kept);
    close(ended);
}
END_TEST

static bool ends_with(const char *bytes, size_t size, const char *text)
{
    const size_t length = strlen(text);
    return size >= length && !memcmp(bytes + size - length, text, length);
}

/* Whether a feed says a text before its end. */
static bool says(int client, const char *text)
{
    static char bytes[1 << 16];
    for (size_t size = 0; size < sizeof bytes && rig_read(client, bytes + size, 1); size++) {
        if (ends_with(bytes, size + 1, text))
            return true;
        if (ends_with(bytes, size + 1, "\r\n0\r\n\r\n"))
            return false;
    }
    ck_abort_msg("it says neither, nor ends");
    return false;
}

/* One session rests and the other is used; the second time both last too long. */
START_TEST(a_live_feed_ends_when_its_session_is_over_by_time)
{
    const int64_t short_us = 2 * US_PER_SECOND, long_us = US_PER_HOUR;
    struct received received;
    char resting[256], used[256];
    make_account();
    struct sessions *sessions = rig.daemon->sessions;
    sessions_set_limits(sessions, _i ? long_us : short_us, _i ? short_us : long_us);
    sign_in(resting);
    sign_in(used);
    int rests = follow(COOKIE, resting), goes_on = follow(COOKIE, used);
    for (int i = 0; i < 25; i++) {
        usleep(100000);
        if (i == 12) { /* the feeds look at their sessions, which is no use of them */
            sessions_set_limits(sessions, _i ? long_us : short_us, _i ? short_us : long_us);
            streams_wake(rig.daemon->streams);
        }
        if (_i == 0)
            ask("GET /v1/session", COOKIE, used, "", 200, &received);
    }
    define_station();
    ck_assert_msg(!says(rests, "station.defined"), "nobody used it but this feed");
    ck_assert(says(goes_on, "station.defined") == (_i == 0));
    ask("GET /v1/session", COOKIE, resting, "", 401, &received);
    close(rests);
    close(goes_on);
}
END_TEST

/* Once for every token that is revoked, and every session that ends, for as long as a screen hangs on a wall. */
START_TEST(a_feed_that_looks_again_keeps_nothing_of_it)
{
    enum { LOOKS = 500, ROOM = 2048 };
    struct principals *principals = rig.daemon->principals;
    struct exchange *exchange = exchange_new(rig.daemon, "/v1/events");
    exchange->secret = rig.viewer;
    arena_free(exchange->arena);
    exchange->arena = exchange->request.arena = arena_new(ROOM);
    for (int i = 0; i < LOOKS; i++) {
        principals_revoke(principals, principals_revoked(principals) + 1);
        ck_assert(authorised_still(exchange));
        ck_assert_msg(exchange->revoked == principals_revoked(principals), "look %d did not find out", i);
    }
    exchange_free(exchange);
}
END_TEST

SUITE_BEGIN(revoked_tokens)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_live_feed_ends_when_its_token_is_revoked);
tcase_add_loop_test(tests, a_live_feed_ends_with_its_session, 0, 2);
tcase_add_loop_test(tests, a_live_feed_ends_when_its_session_is_over_by_time, 0, 2);
tcase_add_test(tests, a_feed_that_looks_again_keeps_nothing_of_it);
SUITE_END
