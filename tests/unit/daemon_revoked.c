/* A token that is revoked ends what it began. */
#include "suite.h"

#include "daemon_rig.h"

#include <string.h>
#include <unistd.h>

static struct rig rig;

static void start(void)
{
    rig_prepare(&rig);
    rig_start(&rig, ROUTES, ROUTE_COUNT);
}

static void stop(void)
{
    rig_stop(&rig);
}

static int follow(const char *token)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_sendf(client,
              "GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n",
              token);
    rig_receive_head(client, &received);
    ck_assert_int_eq(received.status, 200);
    return client;
}

static void take_back(const char *token)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_sendf(client, "POST /v1/tokens/%s/revoke HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", token,
              rig.admin);
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 201);
    close(client);
}

START_TEST(a_live_feed_ends_when_its_token_is_revoked)
{
    int viewer = follow(rig.viewer), admin = follow(rig.admin);
    take_back("screen");
    ck_assert_msg(rig_await(admin, "token.revoked"), "another's goes on");
    ck_assert_msg(rig_await(viewer, "0\r\n\r\n"), "its last chunk is sent, which may be its first");
    close(viewer);
    close(admin);
}
END_TEST

SUITE_BEGIN(revoked_tokens)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_live_feed_ends_when_its_token_is_revoked);
SUITE_END
