/* The end of a daemon, and what its supervisor is told while it lives. */
#include "suite.h"

#include "base/monotonic.h"
#include "daemon_plain.h"
#include "racklined/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct rig rig;

static void start_default(void)
{
    plain_prepare(&rig);
    plain_start(&rig);
}

/* ---- the end ---- */

START_TEST(commands_that_were_taken_are_answered_before_the_daemon_stops)
{
    enum { CLIENTS = 6 };
    int clients[CLIENTS], idle;
    struct received received;
    start_default();
    for (size_t i = 0; i < CLIENTS; i++) {
        clients[i] = rig_connect(&rig);
        rig_send(clients[i], WAIT);
    }
    idle = rig_connect(&rig);
    sem_wait(&plain.entered);
    rig_await_exchanges(&rig, CLIENTS);
    rig_stop_begin(&rig);
    rig_await_stopping(&rig);
    for (size_t i = 0; i < CLIENTS; i++)
        sem_post(&plain.released);
    for (size_t i = 0; i < CLIENTS; i++) {
        rig_receive(clients[i], false, &received);
        ck_assert_int_eq(received.status, 201);
        ck_assert_str_eq(rig_header(&received, "Connection"), "close");
        close(clients[i]);
    }
    rig_stop_end(&rig);
    ck_assert(rig_ends(idle));
    ck_assert_int_eq(atomic_load(&plain.done), CLIENTS);
    close(idle);
}
END_TEST

static void assert_answered(int client, int status)
{
    struct received received;
    rig_receive(client, false, &received);
    ck_assert_int_eq(received.status, status);
    ck_assert_str_eq(rig_header(&received, "Connection"), "close");
    ck_assert(rig_ends(client));
    close(client);
}

/* A change that a stopping daemon is asked for is done as long as others are; one that comes later is refused. */
START_TEST(changes_are_taken_while_the_daemon_drains_and_refused_after_it)
{
    static const char CHANGE[] = ECHO "Content-Length: 12\r\n\r\n{\"text\":\"2\"}";
    start_default();
    int waiting = rig_connect(&rig), early = rig_connect(&rig), late = rig_connect(&rig);
    ck_assert(plain_is_served(early) && plain_is_served(late));
    rig_send(waiting, WAIT);
    sem_wait(&plain.entered);
    rig_stop_begin(&rig);
    rig_await_stopping(&rig);
    rig_send(early, CHANGE);
    rig_await_exchanges(&rig, 2);
    usleep(DAEMON_STOP_US / 2 + 200000); /* it has drained, whoever waits */
    rig_send(late, CHANGE);
    assert_answered(late, 503);
    sem_post(&plain.released);
    assert_answered(waiting, 201);
    assert_answered(early, 201);
    rig_stop_end(&rig);
}
END_TEST

START_TEST(a_connection_that_has_not_asked_yet_may_do_so_while_the_daemon_drains)
{
    start_default();
    int fresh = rig_connect(&rig), answered = rig_connect(&rig);
    ck_assert(plain_is_served(answered));
    rig_stop_begin(&rig);
    usleep(700000); /* long after one that was answered had to ask */
    rig_send(fresh, WAIT);
    sem_post(&plain.released);
    assert_answered(fresh, 201);
    rig_stop_end(&rig);
    ck_assert(rig_ends(answered));
    close(answered);
}
END_TEST

START_TEST(who_connects_while_the_daemon_stops_is_refused_at_once)
{
    start_default();
    int fresh = rig_connect(&rig), late = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)daemon_port(rig.daemon)),
        .sin_addr = {htonl(INADDR_LOOPBACK)},
    };
    rig_stop_begin(&rig);
    for (int i = 0; i < 1000 && !connect(late, (const struct sockaddr *)&address, sizeof address); i++) {
        close(late); /* it comes to the socket soon; when, nobody may ask a daemon that frees itself */
        late = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        usleep(5000);
    }
    ck_assert_msg(errno == ECONNREFUSED || errno == ECONNRESET, "%s", strerror(errno)); /* or while it was let in */
    ck_assert_int_eq(recv(fresh, &(char){0}, 1, MSG_DONTWAIT), -1); /* who was there before is there yet */
    close(fresh);
    close(late);
    rig_stop_end(&rig);
}
END_TEST

/* ---- the watchdog ---- */

/* A supervisor's socket: what the daemon tells it can be read there. */
static int supervise(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int supervisor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    plain_prepare(&rig);
    snprintf(address.sun_path, sizeof address.sun_path, "%.80s/notify", rig.directory);
    ck_assert_int_eq(bind(supervisor, (const struct sockaddr *)&address, sizeof address), 0);
    setenv("NOTIFY_SOCKET", address.sun_path, 1);
    setenv("WATCHDOG_USEC", "400000", 1);
    plain_start(&rig);
    return supervisor;
}

static void leave(int supervisor)
{
    char path[96];
    snprintf(path, sizeof path, "%s/notify", rig.directory);
    unlink(path);
    close(supervisor);
    plain_stop_well(&rig);
}

/* Whether the daemon says that it lives, within a time. */
static bool is_fed(int supervisor, int64_t within_ms)
{
    char text[256];
    const struct timeval patience = {.tv_sec = within_ms / 1000, .tv_usec = within_ms % 1000 * 1000};
    setsockopt(supervisor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ssize_t size = recv(supervisor, text, sizeof text - 1, 0);
    if (size < 0)
        return false;
    text[size] = '\0';
    ck_assert_str_eq(text, "WATCHDOG=1");
    return true;
}

static void forget(int supervisor)
{
    char text[256];
    while (recv(supervisor, text, sizeof text, MSG_DONTWAIT) > 0)
        ;
}

START_TEST(an_idle_writer_feeds_the_watchdog)
{
    int supervisor = supervise();
    for (int i = 0; i < 3; i++)
        ck_assert(is_fed(supervisor, 5000));
    leave(supervisor);
}
END_TEST

START_TEST(a_stuck_writer_misses_it)
{
    struct received received;
    int supervisor = supervise(), waiting = rig_connect(&rig), other = rig_connect(&rig);
    rig_send(waiting, WAIT);
    sem_wait(&plain.entered);
    forget(supervisor);
    ck_assert(!is_fed(supervisor, 2500));
    ck_assert(plain_is_served(other)); /* though views are answered */
    ck_assert(!is_fed(supervisor, 100));
    sem_post(&plain.released);
    rig_receive(waiting, false, &received);
    ck_assert_int_eq(received.status, 201);
    ck_assert(is_fed(supervisor, 5000));
    close(waiting);
    close(other);
    leave(supervisor);
}
END_TEST

/* ---- the socket that is handed over ---- */

START_TEST(a_socket_tells_where_it_is_reached)
{
    static const char *const ADDRESSES[][3] = {{"127.0.0.1", "http://127.0.0.1:%d", "https://127.0.0.1:%d"},
                                               {"::1", "http://[::1]:%d", "https://[::1]:%d"}};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    for (size_t i = 0; i < 2; i++) {
        char name[LISTEN_NAME_SIZE], expected[LISTEN_NAME_SIZE];
        int listening;
        enum fault fault = listen_open(ADDRESSES[i][0], 0, &listening, &reasons);
        if (i && fault)
            continue; /* a machine without IPv6 */
        ck_assert_int_eq(fault, NOTHING_WRONG);
        for (int tls = 0; tls < 2; tls++) {
            listen_name(listening, tls, name);
            snprintf(expected, sizeof expected, ADDRESSES[i][tls + 1], listen_port(listening));
            ck_assert_str_eq(name, expected);
        }
        close(listening);
    }
}
END_TEST

/* ---- other settings ---- */

START_TEST(a_running_daemon_goes_on_with_other_limits)
{
    start_default();
    struct settings narrow = rig.settings;
    struct received received;
    narrow.queue_max = 1;
    narrow.body_max = 5;
    daemon_reread(rig.daemon, &narrow);
    int waiting = rig_connect(&rig), other = rig_connect(&rig);
    rig_send(waiting, WAIT);
    sem_wait(&plain.entered);
    rig_send(other, WAIT);
    rig_receive(other, false, &received);
    ck_assert_int_eq(received.status, 503); /* the one place in the queue is taken */
    rig_send(other, ECHO "Content-Length: 12\r\n\r\n{\"text\":\"2\"}");
    rig_receive(other, false, &received);
    ck_assert_int_eq(received.status, 413);
    close(other);
    other = rig_connect(&rig);
    daemon_reread(rig.daemon, &rig.settings);
    rig_send(other, ECHO "Content-Length: 12\r\n\r\n{\"text\":\"2\"}");
    rig_await_exchanges(&rig, 2);
    sem_post(&plain.released);
    rig_receive(other, false, &received);
    ck_assert_int_eq(received.status, 201);
    close(waiting);
    close(other);
    plain_stop_well(&rig);
}
END_TEST

START_TEST(a_request_that_begins_later_meets_other_deadlines)
{
    start_default();
    struct settings hasty = rig.settings;
    hasty.header_timeout_s = 1;
    daemon_reread(rig.daemon, &hasty);
    int client = rig_connect(&rig);
    const int64_t begun_us = monotonic_us();
    rig_send(client, "GET /hello/x HTT");
    ck_assert(rig_ends(client));
    ck_assert_int_lt(monotonic_us() - begun_us, rig.settings.header_timeout_s * 1000000);
    close(client);
    plain_stop_well(&rig);
}
END_TEST

SUITE(stopping_server, commands_that_were_taken_are_answered_before_the_daemon_stops,
      changes_are_taken_while_the_daemon_drains_and_refused_after_it,
      a_connection_that_has_not_asked_yet_may_do_so_while_the_daemon_drains,
      who_connects_while_the_daemon_stops_is_refused_at_once)
SUITE(rereading, a_running_daemon_goes_on_with_other_limits, a_request_that_begins_later_meets_other_deadlines)
SUITE(watchdog, an_idle_writer_feeds_the_watchdog, a_stuck_writer_misses_it)
SUITE(handed_over, a_socket_tells_where_it_is_reached)
