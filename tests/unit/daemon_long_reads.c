/* Long views: on threads of their own, in a bounded queue, for a bounded time, and over before the daemon is. */
#include "suite.h"

#include "base/monotonic.h"
#include "daemon_rig.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static struct rig rig;
static sem_t entered, released;
static atomic_int done;

static enum fault view_short(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    buffer_text(&answer->body, "{\"short\":true}");
    return NOTHING_WRONG;
}

static enum fault view_held(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    sem_post(&entered);
    sem_wait(&released);
    atomic_fetch_add(&done, 1);
    buffer_printf(&answer->body, "{\"long\":\"%s\"}", request->path[0]);
    return NOTHING_WRONG;
}

static enum fault view_priority(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    buffer_printf(&answer->body, "%d", getpriority(PRIO_PROCESS, 0));
    return NOTHING_WRONG;
}

static enum fault view_wrong(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)answer;
    reason_add(&request->reasons, "wrong", NULL, "Not this.");
    return FAULT_UNAUTHENTICATED;
}

/* As a statement that finds no end. */
static enum fault view_endless(struct session *session, struct request *request, struct answer *answer)
{
    (void)request;
    sem_post(&entered);
    buffer_text(&answer->body, "{\"half\":");
    while (!session_is_overdue(session))
        usleep(1000);
    return FAULT_OVERDUE;
}

static enum fault prepare_held(struct session *session, struct request *request)
{
    (void)session;
    sem_post(&entered);
    sem_wait(&released);
    if (!strcmp(request->path[0], "refused")) {
        reason_add(&request->reasons, "no", NULL, "Not this.");
        return FAULT_REFUSED;
    }
    request->prepared = request->path[0];
    return NOTHING_WRONG;
}

static enum fault use_prepared(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_printf(&answer->body, "{\"prepared\":\"%s\"}", (const char *)request->prepared);
    return NOTHING_WRONG;
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/short", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_short},
    {.method = "GET", .path = "/priority", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_priority},
    {.method = "GET",
     .path = "/long-priority",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .is_long = true,
     .view = view_priority},
    {.method = "GET",
     .path = "/long/{x}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .is_long = true,
     .view = view_held},
    {.method = "GET", .path = "/guessed", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .hashes = true, .view = view_wrong},
    {.method = "GET",
     .path = "/hashed/{x}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .hashes = true,
     .view = view_held},
    {.method = "GET",
     .path = "/endless",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .is_long = true,
     .view = view_endless},
    {.method = "POST",
     .path = "/prepared/{x}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .is_long = true,
     .prepare = prepare_held,
     .command = use_prepared},
};

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.threads = 1;
    rig.settings.read_threads = 2;
    rig.settings.read_queue_max = 4;
    rig.settings.read_timeout_s = 1;
    sem_init(&entered, 0, 0);
    sem_init(&released, 0, 0);
    atomic_store(&done, 0);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static int begin(const char *line)
{
    int client = rig_connect(&rig);
    rig_sendf(client, "%s HTTP/1.1\r\nHost: a\r\n\r\n", line);
    return client;
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

static void stop(void)
{
    struct received received;
    ck_assert_int_eq(ask("GET /short", &received), 200);
    rig_stop(&rig);
}

START_TEST(long_views_keep_nobody_else_waiting)
{
    enum { LONG = 4 }; /* two under way, two waiting */
    struct received received;
    int clients[LONG];
    for (int i = 0; i < LONG; i++) {
        char line[32];
        snprintf(line, sizeof line, "GET /long/%d", i);
        clients[i] = begin(line);
    }
    sem_wait(&entered);
    sem_wait(&entered);
    for (int i = 0; i < 20; i++)
        ck_assert_int_eq(ask("GET /short", &received), 200);
    ck_assert_int_eq(atomic_load(&done), 0);
    for (int i = 0; i < LONG; i++)
        sem_post(&released);
    for (int i = 0; i < LONG; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "{\"long\":\"%d\"}", i);
        ck_assert_int_eq(end(clients[i], &received), 200);
        ck_assert_str_eq(received.body, expected);
    }
}
END_TEST

START_TEST(long_views_yield_the_processor)
{
    enum { LOWEST = 19 };
    struct received received;
    ck_assert_int_eq(ask("GET /priority", &received), 200);
    const int priority = atoi(received.body);
    ck_assert_int_eq(priority, getpriority(PRIO_PROCESS, 0));
    ck_assert_int_eq(ask("GET /long-priority", &received), 200);
    ck_assert(priority == LOWEST || atoi(received.body) > priority);
    ck_assert_int_eq(ask("GET /priority", &received), 200);
    ck_assert_int_eq(atoi(received.body), priority);
}
END_TEST

START_TEST(who_is_refused_what_was_hashed_waits_a_moment)
{
    enum { TIMES = 10, MOMENT_US = 100000 };
    struct received received;
    int client = rig_connect(&rig);
    const int64_t begun_us = monotonic_us();
    for (int i = 0; i < TIMES; i++) {
        rig_sendf(client, "GET /guessed HTTP/1.1\r\nHost: a\r\n\r\n");
        rig_receive(client, false, &received);
        ck_assert_int_eq(received.status, 401);
        ck_assert_int_eq(ask("GET /short", &received), 200);
    }
    ck_assert_int_ge(monotonic_us() - begun_us, TIMES * MOMENT_US / 2);
    close(client);
}
END_TEST

START_TEST(past_the_queue_the_answer_is_to_come_again)
{
    enum { ROOM = 4 };
    struct received received;
    int clients[ROOM];
    for (int i = 0; i < ROOM; i++)
        clients[i] = begin("GET /long/x");
    sem_wait(&entered);
    sem_wait(&entered);
    rig_await_exchanges(&rig, ROOM);
    usleep(100000); /* the others are taken, too */
    ck_assert_int_eq(ask("GET /long/y", &received), 503);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/busy"));
    ck_assert_str_eq(rig_header(&received, "Retry-After"), "1");
    for (int i = 0; i <= ROOM; i++)
        sem_post(&released);
    for (int i = 0; i < ROOM; i++)
        ck_assert_int_eq(end(clients[i], &received), 200);
    ck_assert_int_eq(ask("GET /long/y", &received), 200);
}
END_TEST

START_TEST(a_view_that_takes_too_long_is_ended)
{
    struct received received;
    ck_assert_int_eq(ask("GET /endless", &received), 503);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/overdue"));
    ck_assert_ptr_null(strstr(received.body, "half"));
    ck_assert_str_eq(rig_header(&received, "Retry-After"), "1");
}
END_TEST

START_TEST(what_a_command_rests_on_is_worked_out_beside_the_others)
{
    struct received received;
    int client = begin("POST /prepared/it");
    sem_wait(&entered);
    ck_assert_int_eq(ask("GET /short", &received), 200);
    sem_post(&released);
    ck_assert_int_eq(end(client, &received), 201);
    ck_assert_str_eq(received.body, "{\"prepared\":\"it\"}");
    sem_post(&released);
    ck_assert_int_eq(ask("POST /prepared/refused", &received), 409);
    ck_assert_ptr_nonnull(strstr(received.body, "Not this."));
}
END_TEST

START_TEST(one_connection_may_ask_for_one_long_view_after_another)
{
    struct received received;
    int client = rig_connect(&rig);
    for (int i = 0; i < 5; i++)
        sem_post(&released);
    for (int i = 0; i < 5; i++)
        rig_sendf(client, "%s /long/%d HTTP/1.1\r\nHost: a\r\n\r\n", i == 3 ? "HEAD" : "GET", i);
    for (int i = 0; i < 5; i++) {
        rig_receive(client, i == 3, &received);
        ck_assert_int_eq(received.status, 200);
        ck_assert_str_eq(rig_header(&received, "Content-Length"), "12");
    }
    close(client);
}
END_TEST

START_TEST(a_client_that_leaves_during_a_long_view_harms_nobody)
{
    for (int i = 0; i < 3; i++) {
        int client = begin("GET /long/x");
        sem_wait(&entered);
        close(client);
        sem_post(&released);
    }
    for (int i = 0; i < 500 && atomic_load(&done) < 3; i++)
        usleep(10000);
    ck_assert_int_eq(atomic_load(&done), 3);
}
END_TEST

START_TEST(long_views_that_were_taken_are_answered_before_the_daemon_stops)
{
    enum { LONG = 4 };
    struct received received;
    int clients[LONG];
    start();
    for (int i = 0; i < LONG; i++)
        clients[i] = begin("GET /long/x");
    sem_wait(&entered);
    sem_wait(&entered);
    rig_await_exchanges(&rig, LONG);
    int other = rig_connect(&rig);
    rig_stop_begin(&rig);
    rig_await_stopping(&rig);
    for (int i = 0; i < LONG; i++)
        sem_post(&released);
    for (int i = 0; i < LONG; i++) {
        ck_assert_int_eq(end(clients[i], &received), 200);
        ck_assert_str_eq(rig_header(&received, "Connection"), "close");
    }
    rig_stop_end(&rig);
    ck_assert(rig_ends(other));
    close(other);
}
END_TEST

START_TEST(who_waits_to_be_hashed_when_the_daemon_stops_comes_again)
{
    enum { HASHED = 3 };
    struct received received;
    int clients[HASHED];
    start();
    clients[0] = begin("GET /hashed/x");
    sem_wait(&entered);
    for (int i = 1; i < HASHED; i++)
        clients[i] = begin("GET /hashed/y");
    ck_assert_int_eq(ask("GET /short", &received), 200);
    ck_assert_int_eq(ask("GET /short", &received), 200); /* the only thread has seen them all */
    rig_stop_begin(&rig);
    rig_await_stopping(&rig);
    sem_post(&released);
    ck_assert_int_eq(end(clients[0], &received), 200);
    for (int i = 1; i < HASHED; i++) {
        ck_assert_int_eq(end(clients[i], &received), 503);
        ck_assert_str_eq(rig_header(&received, "Retry-After"), "1");
    }
    rig_stop_end(&rig);
}
END_TEST

START_TEST(a_daemon_that_stops_waits_for_no_endless_view)
{
    enum { ENDLESS = 4 };
    struct received received;
    int clients[ENDLESS];
    rig_prepare(&rig);
    rig.settings.read_timeout_s = 600;
    sem_init(&entered, 0, 0);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
    for (int i = 0; i < ENDLESS; i++)
        clients[i] = begin("GET /endless");
    sem_wait(&entered);
    sem_wait(&entered);
    rig_await_exchanges(&rig, ENDLESS);
    rig_stop_begin(&rig);
    for (int i = 0; i < ENDLESS; i++)
        ck_assert_int_eq(end(clients[i], &received), 503);
    rig_stop_end(&rig);
}
END_TEST

SUITE_BEGIN(long_reads)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, long_views_keep_nobody_else_waiting);
tcase_add_test(tests, long_views_yield_the_processor);
tcase_add_test(tests, who_is_refused_what_was_hashed_waits_a_moment);
tcase_add_test(tests, past_the_queue_the_answer_is_to_come_again);
tcase_add_test(tests, a_view_that_takes_too_long_is_ended);
tcase_add_test(tests, what_a_command_rests_on_is_worked_out_beside_the_others);
tcase_add_test(tests, one_connection_may_ask_for_one_long_view_after_another);
tcase_add_test(tests, a_client_that_leaves_during_a_long_view_harms_nobody);
SUITE_END

SUITE(stopping_long_reads, long_views_that_were_taken_are_answered_before_the_daemon_stops,
      who_waits_to_be_hashed_when_the_daemon_stops_comes_again, a_daemon_that_stops_waits_for_no_endless_view)
