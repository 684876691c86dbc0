/* What the bodies and answers under way may hold, all together and for how long. */
#include "suite.h"

#include "base/monotonic.h"
#include "daemon_plain.h"
#include "racklined/server.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LARGE_BODY = 200000, UPLOADERS = 5 };

static struct rig rig;

static void start_tight(void)
{
    plain_prepare(&rig);
    rig.settings.body_max = LARGE_BODY;
    rig.settings.in_flight_max = 1 << 20;
    plain_start(&rig);
}

static void start_roomy(int64_t answer_timeout_s)
{
    plain_prepare(&rig);
    rig.settings.in_flight_max = 2 * PLAIN_LARGE + PLAIN_LARGE / 2;
    rig.settings.answer_timeout_s = answer_timeout_s;
    plain_start(&rig);
}

static void start_patient(void)
{
    start_roomy(60);
}

static void start_hasty(void)
{
    start_roomy(1);
}

static void stop_well(void)
{
    plain_stop_well(&rig);
}

/* Waits until what is in flight is as many bytes, at least or at most, for five seconds at most. */
static void await_in_flight(int64_t least, int64_t most)
{
    int64_t bytes = -1;
    for (int i = 0; i < 500; i++) {
        bytes = atomic_load(&rig.daemon->in_flight.bytes);
        if (bytes >= least && bytes <= most)
            return;
        usleep(10000);
    }
    ck_abort_msg("%lld bytes are in flight", (long long)bytes);
}

/* Sends a large body but for its last byte. */
static int begin_upload(void)
{
    static char text[LARGE_BODY - sizeof "{\"text\":\"\"}" + 2];
    memset(text, 'x', sizeof text - 1);
    int client = rig_connect(&rig);
    rig_sendf(client, ECHO "Content-Length: %zu\r\n\r\n", strlen(text) + strlen("{\"text\":\"\"}"));
    rig_send(client, "{\"text\":\"");
    rig_send(client, text);
    rig_send(client, "\"");
    return client;
}

START_TEST(bodies_have_a_limit_together_and_small_ones_are_not_in_it)
{
    struct received received;
    int clients[UPLOADERS];
    for (int i = 0; i < UPLOADERS; i++)
        clients[i] = begin_upload();
    await_in_flight((LARGE_BODY - 2) * UPLOADERS, LARGE_BODY * UPLOADERS);
    int late = begin_upload();
    rig_send(late, "}");
    rig_receive(late, false, &received);
    ck_assert_int_eq(received.status, 503);
    ck_assert_str_eq(rig_header(&received, "Retry-After"), "1");
    ck_assert_ptr_nonnull(strstr(received.body, "memory-busy"));
    ck_assert_msg(plain_is_served(late), "its connection goes on");
    rig_ask(&rig, ECHO "Content-Length: 12\r\n\r\n{\"text\":\"2\"}", &received);
    ck_assert_int_eq(received.status, 201);
    rig_send(clients[0], "}");
    rig_receive_head(clients[0], &received);
    ck_assert_int_eq(received.status, 201); /* and its answer is as large: it was done, so it is told */
    for (int i = 0; i < UPLOADERS; i++)
        close(clients[i]);
    close(late);
    await_in_flight(0, 0);
}
END_TEST

static int ask_large(void)
{
    int client = rig_connect(&rig), room = 4096;
    setsockopt(client, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    rig_send(client, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    return client;
}

START_TEST(answers_have_a_limit_together)
{
    struct received received;
    int first = ask_large(), second = ask_large();
    await_in_flight(2 * PLAIN_LARGE, 2 * PLAIN_LARGE);
    rig_ask(&rig, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 503);
    rig_ask(&rig, HELLO "Host: a\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 200);
    close(first);
    close(second);
    await_in_flight(0, 0);
}
END_TEST

START_TEST(whoever_does_not_read_his_answer_loses_it)
{
    int client = ask_large();
    await_in_flight(PLAIN_LARGE, PLAIN_LARGE);
    await_in_flight(0, 0);
    close(client);
}
END_TEST

/* The library's own timeout begins anew with every byte. */
START_TEST(whoever_reads_it_byte_by_byte_too)
{
    int client = ask_large();
    const int64_t begun_us = monotonic_us();
    await_in_flight(PLAIN_LARGE, PLAIN_LARGE);
    while (atomic_load(&rig.daemon->in_flight.bytes) && monotonic_us() - begun_us < 4000000) {
        char bytes[512];
        ck_assert_int_ge(recv(client, bytes, sizeof bytes, 0), 0);
        usleep(50000);
    }
    ck_assert_int_eq(atomic_load(&rig.daemon->in_flight.bytes), 0);
    close(client);
}
END_TEST

SUITE_BEGIN(bodies_in_flight)
tcase_add_checked_fixture(tests, start_tight, stop_well);
tcase_add_test(tests, bodies_have_a_limit_together_and_small_ones_are_not_in_it);
SUITE_END

SUITE_BEGIN(answers_in_flight)
tcase_add_checked_fixture(tests, start_patient, stop_well);
tcase_add_test(tests, answers_have_a_limit_together);
SUITE_END

SUITE_BEGIN(answers_not_read)
tcase_add_checked_fixture(tests, start_hasty, stop_well);
tcase_add_test(tests, whoever_does_not_read_his_answer_loses_it);
tcase_add_test(tests, whoever_reads_it_byte_by_byte_too);
SUITE_END
