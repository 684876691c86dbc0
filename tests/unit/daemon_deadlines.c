/* Deadlines and connections: clients that take too long, or are too many. */
#include "suite.h"

#include "base/monotonic.h"
#include "daemon_plain.h"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static struct rig rig;

static void stop_well(void)
{
    plain_stop_well(&rig);
}

/* Sends a text byte by byte, eight a second, until the other side has had enough, which is before its end. Milliseconds
 * it took. */
static int64_t dribble(int client, const char *text)
{
    int64_t begun_us = monotonic_us();
    for (; *text && send(client, text, 1, MSG_NOSIGNAL) == 1; text++) {
        char byte;
        usleep(125000);
        if (recv(client, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0)
            break;
    }
    ck_assert_int_ne(*text, 0);
    return (monotonic_us() - begun_us) / 1000;
}

static void start_impatient(void)
{
    plain_prepare(&rig);
    rig.settings.header_timeout_s = 1;
    rig.settings.request_timeout_s = 2;
    rig.settings.idle_timeout_s = 1;
    plain_start(&rig);
}

START_TEST(headers_that_dribble_in_are_cut_off)
{
    struct received received;
    int client = rig_connect(&rig);
    int64_t ms = dribble(client, HELLO "Host: a\r\n\r\n");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 408);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/timeout"));
    ck_assert(rig_ends(client));
    ck_assert_int_ge(ms, 900);
    close(client);
}
END_TEST

START_TEST(a_body_that_dribbles_in_is_cut_off)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, ECHO "Content-Length: 100\r\n\r\n");
    int64_t ms = dribble(client, "{\"text\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 408);
    ck_assert(rig_ends(client));
    ck_assert_int_ge(ms, 1900);
    close(client);
}
END_TEST

START_TEST(a_second_request_that_dribbles_in_is_cut_off)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, HELLO "Host: a\r\n\r\n");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 200);
    int64_t ms = dribble(client, "GET /hello/a-rather-long-path-that-takes-its-time HTTP/1.1\r\n");
    ck_assert(rig_ends(client));
    ck_assert_int_ge(ms, 900);
    close(client);
}
END_TEST

START_TEST(silent_connections_are_closed)
{
    struct received received;
    int silent = rig_connect(&rig), idle = rig_connect(&rig);
    rig_send(idle, HELLO "Host: a\r\n\r\n");
    rig_receive(idle, false, &received);
    ck_assert(rig_ends(idle));
    ck_assert(rig_ends(silent));
    close(silent);
    close(idle);
}
END_TEST

START_TEST(a_command_may_take_longer_than_any_deadline)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, WAIT);
    sem_wait(&plain.entered);
    usleep(3500000);
    sem_post(&plain.released);
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 201);
    close(client);
}
END_TEST

static void start_narrow(void)
{
    plain_prepare(&rig);
    rig.settings.connections_max = 3;
    plain_start(&rig);
}

START_TEST(a_connection_past_the_limit_is_closed_while_all_are_at_work)
{
    struct received received;
    int clients[3];
    for (size_t i = 0; i < 3; i++) {
        clients[i] = rig_connect(&rig);
        rig_send(clients[i], WAIT);
    }
    sem_wait(&plain.entered);
    rig_await_exchanges(&rig, 3);
    int late = rig_connect(&rig);
    ck_assert(!plain_is_served(late));
    close(late);
    for (size_t i = 0; i < 3; i++)
        sem_post(&plain.released);
    for (size_t i = 0; i < 3; i++) {
        rig_receive(clients[i], false, &received);
        ck_assert_int_eq(received.status, 201);
    }
    late = rig_connect(&rig);
    ck_assert_msg(plain_is_served(late), "one that is idle makes room");
    for (size_t i = 0; i < 3; i++)
        close(clients[i]);
    close(late);
    usleep(200000);
}
END_TEST

/* Sends GET /hello with a token; whether it is answered. */
static bool is_served_as_known(int client)
{
    struct received received;
    rig_sendf(client, "GET /secret HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", rig.viewer);
    rig_receive(client, false, &received);
    return received.status == 200;
}

START_TEST(whoever_is_not_known_makes_room_before_whoever_is)
{
    int station = rig_connect(&rig), stranger = rig_connect(&rig), silent = rig_connect(&rig);
    ck_assert(is_served_as_known(station) && plain_is_served(stranger));
    for (int i = 0; i < 8; i++) {
        int late = rig_connect(&rig);
        ck_assert_msg(plain_is_served(late), "newcomer %d", i);
        ck_assert_msg(is_served_as_known(station), "after newcomer %d", i);
        close(late);
    }
    ck_assert(rig_ends(silent));
    close(station);
    close(stranger);
    close(silent);
    usleep(200000);
}
END_TEST

static void start_suspicious(void)
{
    plain_prepare(&rig);
    rig.settings.connections_per_address_max = 2;
    plain_start(&rig);
}

START_TEST(one_address_may_not_take_every_connection)
{
    struct received received;
    int clients[2];
    for (size_t i = 0; i < 2; i++) {
        clients[i] = rig_connect(&rig);
        rig_send(clients[i], WAIT);
    }
    sem_wait(&plain.entered);
    usleep(200000);
    int third = rig_connect(&rig);
    ck_assert(!plain_is_served(third));
    close(third);
    int neighbour = rig_connect_from(&rig, "127.0.0.2");
    ck_assert_msg(plain_is_served(neighbour), "another address has connections of its own");
    close(neighbour);
    for (size_t i = 0; i < 2; i++)
        sem_post(&plain.released);
    for (size_t i = 0; i < 2; i++) {
        rig_receive(clients[i], false, &received);
        ck_assert_int_eq(received.status, 201);
        close(clients[i]);
    }
    usleep(200000);
}
END_TEST

START_TEST(whoever_idles_makes_room_at_its_address)
{
    int elsewhere = rig_connect_from(&rig, "127.0.0.2"), silent = rig_connect(&rig), station = rig_connect(&rig);
    ck_assert(is_served_as_known(station) && plain_is_served(elsewhere));
    for (int i = 0; i < 8; i++) {
        int late = rig_connect(&rig);
        ck_assert_msg(plain_is_served(late), "newcomer %d", i);
        ck_assert_msg(is_served_as_known(station), "after newcomer %d", i);
        close(late);
    }
    ck_assert(rig_ends(silent));
    ck_assert_msg(plain_is_served(elsewhere), "nobody else made room");
    close(station);
    close(silent);
    close(elsewhere);
    usleep(200000);
}
END_TEST

SUITE_BEGIN(impatient_server)
tcase_add_checked_fixture(tests, start_impatient, stop_well);
tcase_add_test(tests, headers_that_dribble_in_are_cut_off);
tcase_add_test(tests, a_body_that_dribbles_in_is_cut_off);
tcase_add_test(tests, a_second_request_that_dribbles_in_is_cut_off);
tcase_add_test(tests, silent_connections_are_closed);
tcase_add_test(tests, a_command_may_take_longer_than_any_deadline);
SUITE_END

SUITE_BEGIN(narrow_server)
tcase_add_checked_fixture(tests, start_narrow, stop_well);
tcase_add_test(tests, a_connection_past_the_limit_is_closed_while_all_are_at_work);
tcase_add_test(tests, whoever_is_not_known_makes_room_before_whoever_is);
SUITE_END

SUITE_BEGIN(suspicious_server)
tcase_add_checked_fixture(tests, start_suspicious, stop_well);
tcase_add_test(tests, one_address_may_not_take_every_connection);
tcase_add_test(tests, whoever_idles_makes_room_at_its_address);
SUITE_END
