/* Bytes and limits, over bare sockets: what no well-behaved client sends. Whatever a test does to the daemon, it must
 * answer afterwards. */
#include "suite.h"

#include "daemon_plain.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct rig rig;

static void start_default(void)
{
    plain_prepare(&rig);
    plain_start(&rig);
}

static void stop_well(void)
{
    plain_stop_well(&rig);
}

static const char *const HOSTILE[] = {
    HELLO "\r\n",
    HELLO "Host: a\r\nHost: b\r\n\r\n",
    HELLO "Host : a\r\n\r\n",
    HELLO "Host: a\r\nX\t: b\r\n\r\n",
    HELLO " Host: a\r\n\r\n",
    HELLO "Host: a\r\nX-A: one\r\n two\r\n\r\n",
    HELLO "Host: a\r\nX-A: one\r\n\ttwo\r\n\r\n",
    HELLO "Host: a\r\nX-A: b\001\r\n\r\n",
    "GET /hello/x y HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /hello/\351 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /hello/x#y HTTP/1.1\r\nHost: a\r\n\r\n",
    "G(T /hello/x HTTP/1.1\r\nHost: a\r\n\r\n",
    ECHO "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ECHO "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
    ECHO "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    ECHO "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    ECHO "Content-Length : 2\r\n\r\n{}",
    ECHO "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ECHO "Transfer-Encoding: identity\r\n\r\n",
    ECHO "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ECHO "Transfer-Encod: chunked\r\n ing\r\n\r\n0\r\n\r\n",
    ECHO "Content-Length: 2\r\nExpect: a-miracle\r\n\r\n{}",
    "POST /echo HTTP/1.0\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ECHO "Transfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n",
    HELLO "Host: a\r\n: x\r\nContent-Length: 2\r\n\r\n",
    "GET  /hello/x HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /hello/x HTTP/1.1\nHost: a\r\n\r\n",
    "GET /hello/%2f HTTP/1.1\r\nHost: a\r\n\r\n",
};

START_TEST(a_hostile_head_is_refused_and_the_connection_closed)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, HOSTILE[_i]);
    rig_receive(client, false, &received);
    ck_assert_msg(received.status == 400, "%s: %d", HOSTILE[_i], received.status);
    ck_assert_str_eq(rig_header(&received, "Content-Type"), "application/problem+json");
    ck_assert_str_eq(rig_header(&received, "Connection"), "close");
    ck_assert_ptr_nonnull(strstr(received.body, "\"type\":\"/problems/malformed\""));
    ck_assert(rig_ends(client));
    close(client);
}
END_TEST

START_TEST(what_the_library_refuses_itself_is_refused_too)
{
    static const char *const requests[] = {
        HELLO "Host: a\r\nno colon\r\n\r\n",       ECHO "Content-Length: 2x\r\n\r\n{}",
        ECHO "Content-Length: -2\r\n\r\n{}",       ECHO "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "GET /hello/x FTP/1.1\r\nHost: a\r\n\r\n", "GET /hello/x\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        struct received received;
        int client = rig_connect(&rig);
        rig_send(client, requests[i]);
        rig_receive_head(client, &received);
        ck_assert_msg(received.status == 400, "%s: %d", requests[i], received.status);
        ck_assert(rig_ends(client));
        close(client);
    }
}
END_TEST

/* The library has no memory for so many parameters, and tells nobody that it is done with the request. */
START_TEST(a_request_that_the_library_drops_leaves_nothing)
{
    enum { TIMES = 10, PARAMETERS = 400 };
    char parameters[PARAMETERS * 2 + 1];
    for (size_t i = 0; i < PARAMETERS; i++)
        memcpy(parameters + 2 * i, "a&", 3);
    for (int i = 0; i < TIMES; i++) {
        int client = rig_connect(&rig);
        ck_assert(i % 2 || plain_is_served(client));
        rig_sendf(client, "GET /hello/x?%s HTTP/1.1\r\nHost: a\r\n\r\n", parameters);
        ck_assert(!rig_read(client, &(char){0}, 1));
        close(client);
    }
    rig_await_no_exchange(&rig);
}
END_TEST

START_TEST(requests_sent_in_one_go_are_answered_in_order)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, "GET /hello/1 HTTP/1.1\r\nHost: a\r\n\r\n" ECHO "Content-Length: 12\r\n\r\n{\"text\":\"2\"}"
                     "GET /hello/%20 HTTP/1.1\r\nHost: a\r\n\r\n" ECHO "Content-Length: 12\r\n\r\n{\"text\":\"4\"}");
    static const char *const bodies[] = {"{\"hello\":\"1\"}", "{\"echo\":\"2\"}", "{\"hello\":\" \"}",
                                         "{\"echo\":\"4\"}"};
    for (size_t i = 0; i < 4; i++) {
        rig_receive(client, false, &received);
        ck_assert_str_eq(received.body, bodies[i]);
    }
    close(client);
}
END_TEST

START_TEST(a_body_in_chunks_and_pieces_is_put_together)
{
    struct received received;
    int client = rig_connect(&rig);
    static const char *const pieces[] = {ECHO "Transfer-Enc", "oding: chunked\r\n\r", "\n5\r\n{\"tex\r\n",
                                         "2;x=y\r\nt\"\r\n5\r", "\n:\"hi\"\r\n1\r\n}\r\n0\r\n\r\n"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        rig_send(client, pieces[i]);
        usleep(20000);
    }
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 201);
    ck_assert_str_eq(received.body, "{\"echo\":\"hi\"}");
    close(client);
}
END_TEST

START_TEST(a_body_past_the_limit_is_refused)
{
    struct received received;
    char padding[1001] = "";
    memset(padding, ' ', 1000);
    int client = rig_connect(&rig);
    rig_sendf(client, ECHO "Content-Length: 1000\r\n\r\n{\"text\":\"x\"}%.988s", padding);
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 201);
    rig_sendf(client, ECHO "Transfer-Encoding: chunked\r\n\r\n3e8\r\n%s\r\n1\r\n \r\n0\r\n\r\n", padding);
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 413);
    rig_sendf(client, ECHO "Content-Length: 1001\r\n\r\n{\"text\":\"x\"}%.989s", padding);
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 413);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/too-large"));
    ck_assert(rig_ends(client));
    close(client);
}
END_TEST

/* The refusal goes out before the body has come: the client that sends all of it first, in its own time, has it still.
 */
START_TEST(a_body_that_is_not_read_costs_nobody_the_answer)
{
    enum { PIECES = 40, PIECE = 100000 };
    static const char piece[PIECE];
    struct received received;
    int client = rig_connect(&rig);
    rig_sendf(client, ECHO "Content-Length: %d\r\n\r\n", PIECES * PIECE);
    usleep(200000);
    for (int sent = 0; sent < PIECES; sent++)
        for (size_t at = 0; at < PIECE;) {
            ssize_t size = send(client, piece + at, PIECE - at, MSG_NOSIGNAL);
            ck_assert_msg(size > 0, "piece %d is not taken", sent);
            at += (size_t)size;
        }
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 413);
    ck_assert(rig_ends(client));
    close(client);
}
END_TEST

START_TEST(a_body_far_past_the_limit_is_not_waited_for)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, ECHO "Content-Length: 1000000\r\n\r\n");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 413);
    ck_assert_str_eq(rig_header(&received, "Connection"), "close");
    ck_assert(rig_ends(client));
    close(client);

    client = rig_connect(&rig);
    rig_send(client, ECHO "Transfer-Encoding: chunked\r\n\r\n");
    char chunk[0x400 + 16];
    int size = snprintf(chunk, sizeof chunk, "400\r\n%1024s\r\n", "");
    for (int i = 0; i < 8; i++)
        send(client, chunk, (size_t)size, MSG_NOSIGNAL);
    ck_assert(rig_ends(client));
    close(client);
}
END_TEST

START_TEST(a_body_is_asked_for_only_when_it_is_wanted)
{
    struct received received;
    int client = rig_connect(&rig);
    rig_send(client, ECHO "Content-Length: 12\r\nExpect: 100-continue\r\n\r\n");
    rig_receive_head(client, &received);
    ck_assert_int_eq(received.status, 100);
    rig_send(client, "{\"text\":\"x\"}");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 201);
    rig_send(client, ECHO "Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, 413);
    ck_assert(rig_ends(client));
    close(client);
}
END_TEST

START_TEST(headers_past_the_limit_are_refused)
{
    static const size_t sizes[] = {1900, 2100, 3500, 100000};
    static char request[100200];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct received received;
        char *at = stpcpy(request, HELLO "Host: a\r\nX: ");
        memset(at, 'x', sizes[i]);
        strcpy(at + sizes[i], "\r\n\r\n");
        int client = rig_connect(&rig);
        send(client, request, strlen(request), MSG_NOSIGNAL);
        rig_receive_head(client, &received);
        ck_assert_msg(received.status == (sizes[i] < 2000 ? 200 : 431), "%zu: %d", sizes[i], received.status);
        close(client);
    }
}
END_TEST

START_TEST(a_command_whose_client_left_is_done_all_the_same)
{
    int client = rig_connect(&rig);
    rig_send(client, WAIT);
    sem_wait(&plain.entered);
    close(client);
    usleep(100000);
    sem_post(&plain.released);
    for (int i = 0; i < 500 && !atomic_load(&plain.done); i++)
        usleep(10000);
    ck_assert_int_eq(atomic_load(&plain.done), 1);
}
END_TEST

START_TEST(clients_that_leave_halfway_harm_nobody)
{
    static const char whole[] = ECHO "Content-Length: 12\r\n\r\n{\"text\":\"2\"}";
    for (size_t size = 1; size < sizeof whole; size += 3) {
        int client = rig_connect(&rig);
        send(client, whole, size, MSG_NOSIGNAL);
        close(client);
    }
}
END_TEST

SUITE_BEGIN(server)
tcase_add_checked_fixture(tests, start_default, stop_well);
tcase_add_loop_test(tests, a_hostile_head_is_refused_and_the_connection_closed, 0, sizeof HOSTILE / sizeof *HOSTILE);
tcase_add_test(tests, what_the_library_refuses_itself_is_refused_too);
tcase_add_test(tests, a_request_that_the_library_drops_leaves_nothing);
tcase_add_test(tests, requests_sent_in_one_go_are_answered_in_order);
tcase_add_test(tests, a_body_in_chunks_and_pieces_is_put_together);
tcase_add_test(tests, a_body_past_the_limit_is_refused);
tcase_add_test(tests, a_body_that_is_not_read_costs_nobody_the_answer);
tcase_add_test(tests, a_body_far_past_the_limit_is_not_waited_for);
tcase_add_test(tests, a_body_is_asked_for_only_when_it_is_wanted);
tcase_add_test(tests, headers_past_the_limit_are_refused);
tcase_add_test(tests, a_command_whose_client_left_is_done_all_the_same);
tcase_add_test(tests, clients_that_leave_halfway_harm_nobody);
SUITE_END
