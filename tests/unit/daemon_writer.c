/* Batches: one commit, then every answer; and what happens when there is no commit. */
#include "suite.h"

#include "daemon_rig.h"
#include "racklined/health.h"
#include "racklined/writer.h"
#include "service/feed.h"
#include "service/tokens.h"

#include <poll.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct rig rig;
static sem_t entered, released;
static atomic_int commits;
static _Atomic(enum fault) next_commit; /* what the next commit says, once */
static atomic_uint commit_us;           /* how long every commit takes */

/* The tests' program is linked so that the daemon's commits come through here. */
enum fault __real_session_commit(struct session *session);
enum fault __wrap_session_commit(struct session *session);
enum fault __wrap_session_commit(struct session *session)
{
    enum fault fault = atomic_exchange(&next_commit, NOTHING_WRONG);
    atomic_fetch_add(&commits, 1);
    usleep(atomic_load(&commit_us));
    return fault ? fault : __real_session_commit(session);
}

static enum fault make_entry(struct session *session, struct request *request, struct answer *answer)
{
    char text[TOKEN_TEXT_SIZE];
    buffer_text(&answer->body, "{}");
    return token_make(session, request->path[0], ROLE_VIEWER, NULL, "test", text, &request->reasons);
}

static enum fault make_entry_and_regret(struct session *session, struct request *request, struct answer *answer)
{
    enum fault fault = make_entry(session, request, answer);
    reason_add(&request->reasons, "regret", NULL, "It was not to be.");
    return fault ? fault : FAULT_REFUSED;
}

static enum fault find_a_full_disk(struct session *session, struct request *request, struct answer *answer)
{
    enum fault fault = make_entry(session, request, answer);
    return fault ? fault : FAULT_FULL;
}

/* Holds the writer, so that what comes next is one batch. */
static enum fault hold_writer(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    sem_post(&entered);
    sem_wait(&released);
    buffer_text(&answer->body, "{}");
    return NOTHING_WRONG;
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/feed", .roles = MAY_ANYBODY, .kind = ROUTE_FEED, .query = &FEED_QUERY_RECORD},
    {.method = "POST", .path = "/entries/{name}", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = make_entry},
    {.method = "POST",
     .path = "/regrets/{name}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .command = make_entry_and_regret},
    {.method = "POST",
     .path = "/full/{name}",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .command = find_a_full_disk},
    {.method = "GET", .path = "/readyz", .roles = MAY_ANYBODY, .kind = ROUTE_DAEMON, .daemon = readiness_serve},
    {.method = "POST", .path = "/hold", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = hold_writer},
};

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.queue_max = 12;
    rig.settings.batch_max = 8;
    sem_init(&entered, 0, 0);
    sem_init(&released, 0, 0);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
    atomic_store(&commits, 0);
    atomic_store(&commit_us, 0);
}

static void stop(void)
{
    rig_stop(&rig);
}

static int begin_post(const char *path)
{
    int client = rig_connect(&rig);
    rig_sendf(client, "POST %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
    return client;
}

static int end_post(int client, struct received *ret)
{
    rig_receive(client, false, ret);
    close(client);
    return ret->status;
}

static int post(const char *path)
{
    struct received received;
    return end_post(begin_post(path), &received);
}

/* Begins posts behind a held writer, and lets it go when they wait. */
static void post_together(const char *const *paths, size_t count, struct received *ret)
{
    int clients[16], holder = begin_post("/hold");
    sem_wait(&entered);
    for (size_t i = 0; i < count; i++) {
        clients[i] = begin_post(paths[i]);
        rig_await_exchanges(&rig, (int)i + 2);
        usleep(30000); /* in this order */
    }
    sem_post(&released);
    for (size_t i = 0; i < count; i++)
        end_post(clients[i], &ret[i]);
    struct received received;
    end_post(holder, &received);
}

static int journal_head(void)
{
    struct received received;
    rig_ask(&rig, "GET /feed?limit=1 HTTP/1.1\r\nHost: a\r\n\r\n", &received);
    return atoi(strstr(received.body, "\"head\":") + strlen("\"head\":"));
}

static void assert_ready(int status, const char *body)
{
    struct received received;
    rig_ask(&rig, "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n", &received);
    char *ahead = strstr(received.body, ",\"wall_clock_ahead_s\"");
    if (ahead)
        strcpy(ahead, "}"); /* somebody set the clock of the machine meanwhile, which the daemon tells as well */
    ck_assert_int_eq(received.status, status);
    ck_assert_str_eq(received.body, body);
}

START_TEST(what_waits_together_is_committed_together)
{
    static const char *const paths[] = {"/entries/a", "/entries/b", "/entries/c", "/entries/d", "/entries/e"};
    static struct received received[5];
    post_together(paths, 5, received);
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(received[i].status, 201);
    ck_assert_int_eq(atomic_load(&commits), 2); /* the holder's and the batch's */
    ck_assert_int_eq(journal_head(), 8);
}
END_TEST

/* Syncs of which a quarter is long enough for a client on a busy machine. */
START_TEST(where_syncs_are_slow_who_was_answered_is_waited_for)
{
    static const char *const paths[] = {"/entries/b", "/entries/c"};
    static struct received received;
    int waiting[2];
    atomic_store(&commit_us, 2000000);
    int first = begin_post("/entries/a");
    usleep(200000); /* it is being committed */
    for (size_t i = 0; i < 2; i++)
        waiting[i] = begin_post(paths[i]);
    ck_assert_int_eq(end_post(first, &received), 201);
    first = begin_post("/entries/d");
    ck_assert_int_eq(end_post(first, &received), 201);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(end_post(waiting[i], &received), 201);
    ck_assert_int_eq(atomic_load(&commits), 2); /* not one for those that waited, and one for the other */
}
END_TEST

START_TEST(a_batch_has_a_greatest_size)
{
    static const char *const paths[] = {"/entries/a", "/entries/b", "/entries/c", "/entries/d", "/entries/e",
                                        "/entries/f", "/entries/g", "/entries/h", "/entries/i", "/entries/j"};
    static struct received received[10];
    post_together(paths, 10, received);
    for (size_t i = 0; i < 10; i++)
        ck_assert_int_eq(received[i].status, 201);
    ck_assert_int_eq(atomic_load(&commits), 3);
    ck_assert_int_eq(journal_head(), 13);
}
END_TEST

static char order[16];
static sem_t done;

static enum fault note_order(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    strcat(order, request->path[0]);
    buffer_text(&answer->body, "{}");
    return NOTHING_WRONG;
}

static void note_done(struct job *job)
{
    buffer_free(&job->answer.body);
    sem_post(&done);
}

START_TEST(of_long_commands_one_at_a_time_keeps_others_waiting)
{
    static const struct {
        const char *name;
        bool is_long;
    } ROWS_POSTED[] = {{"a", false}, {"B", true}, {"C", true}, {"d", false}, {"E", true}, {"f", false}};
    enum { COUNT = sizeof ROWS_POSTED / sizeof *ROWS_POSTED };
    struct request requests[COUNT] = {0};
    struct job jobs[COUNT];
    struct received received;
    int holder = begin_post("/hold");
    sem_wait(&entered);
    sem_init(&done, 0, 0);
    *order = '\0';
    for (size_t i = 0; i < COUNT; i++) {
        requests[i].path[0] = ROWS_POSTED[i].name;
        jobs[i] = (struct job){
            .command = note_order, .request = &requests[i], .is_long = ROWS_POSTED[i].is_long, .done = note_done};
        ck_assert_int_eq(writer_reserve(rig.daemon->writer), NOTHING_WRONG);
        writer_submit(rig.daemon->writer, &jobs[i]);
    }
    sem_post(&released);
    for (size_t i = 0; i < COUNT; i++)
        sem_wait(&done);
    ck_assert_str_eq(order, "aBdfCE");
    ck_assert_int_eq(atomic_load(&commits), 4);
    ck_assert_int_eq(end_post(holder, &received), 201);
    ck_assert_int_eq(post("/entries/later"), 201);
}
END_TEST

START_TEST(a_refused_command_undoes_itself_and_nothing_else)
{
    static const char *const paths[] = {"/entries/a", "/regrets/b", "/entries/c"};
    static struct received received[3];
    post_together(paths, 3, received);
    ck_assert_int_eq(received[0].status, 201);
    ck_assert_int_eq(received[1].status, 409);
    const char *regret = strstr(received[1].body, "\"code\":\"regret\"");
    ck_assert_ptr_nonnull(regret);
    ck_assert_ptr_null(strstr(regret + 1, "\"code\"")); /* said once, though the batch ran twice */
    ck_assert_int_eq(received[2].status, 201);
    ck_assert_int_eq(journal_head(), 5);
    ck_assert_int_eq(post("/entries/b"), 201); /* its name was not taken */
}
END_TEST

START_TEST(a_full_queue_is_told_to_come_again)
{
    static struct received received;
    int clients[16], holder = begin_post("/hold");
    sem_wait(&entered);
    for (size_t i = 0; i < 11; i++) {
        char path[32];
        snprintf(path, sizeof path, "/entries/e%zu", i);
        clients[i] = begin_post(path);
    }
    rig_await_exchanges(&rig, 12);
    usleep(100000); /* and wait */
    ck_assert_int_eq(end_post(begin_post("/entries/late"), &received), 503);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/busy"));
    ck_assert_str_eq(rig_header(&received, "Retry-After"), "1");
    sem_post(&released);
    for (size_t i = 0; i < 11; i++)
        ck_assert_int_eq(end_post(clients[i], &received), 201);
    end_post(holder, &received);
    ck_assert_int_eq(post("/entries/late"), 201);
}
END_TEST

START_TEST(a_full_disk_fails_the_whole_batch_and_the_daemon_goes_on)
{
    static const char *const paths[] = {"/entries/a", "/full/b", "/entries/c"};
    static struct received received[3];
    post_together(paths, 3, received);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(received[i].status, 507);
        ck_assert_ptr_nonnull(strstr(received[i].body, "/problems/storage-full"));
        ck_assert_ptr_nonnull(strstr(received[i].body, "\"detail\":\"The disk"));
        ck_assert_str_eq(rig_header(&received[i], "Retry-After"), "1");
    }
    ck_assert_int_eq(journal_head(), 3);
    atomic_store(&next_commit, FAULT_FULL);
    ck_assert_int_eq(post("/entries/a"), 507);
    assert_ready(503, "{\"status\":\"full\"}");
    ck_assert_int_eq(post("/entries/a"), 201);
    assert_ready(200, "{\"status\":\"ready\"}");
    ck_assert_int_eq(journal_head(), 4);
    ck_assert(!daemon_failed(rig.daemon));
}
END_TEST

START_TEST(a_disk_with_room_again_is_found_without_a_command)
{
    atomic_store(&next_commit, FAULT_FULL);
    ck_assert_int_eq(post("/entries/a"), 507);
    usleep(2500000); /* the writer tries again after a second without a command */
    assert_ready(200, "{\"status\":\"ready\"}");
    ck_assert_int_eq(journal_head(), 3);
}
END_TEST

START_TEST(after_a_failed_commit_nobody_is_told_of_a_success)
{
    static struct received received;
    struct pollfd failure = {.fd = daemon_failure_fd(rig.daemon), .events = POLLIN};
    ck_assert_int_eq(poll(&failure, 1, 0), 0);
    rig.log.level = LOG_LEVEL_ERROR;
    atomic_store(&next_commit, FAULT_IO);
    ck_assert_int_eq(end_post(begin_post("/entries/a"), &received), 500);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/input-output"));
    ck_assert_int_eq(poll(&failure, 1, 5000), 1);
    ck_assert(daemon_failed(rig.daemon));
    ck_assert_int_eq(end_post(begin_post("/entries/b"), &received), 503);
    ck_assert_ptr_nonnull(strstr(received.body, "/problems/stopping"));
    ck_assert_int_eq(journal_head(), 3);
}
END_TEST

START_TEST(commands_that_wait_when_the_database_fails_are_not_run)
{
    static struct received received;
    int clients[3], holder = begin_post("/hold");
    sem_wait(&entered);
    for (size_t i = 0; i < 3; i++) {
        char path[32];
        snprintf(path, sizeof path, "/entries/e%zu", i);
        clients[i] = begin_post(path);
    }
    rig_await_exchanges(&rig, 4);
    usleep(100000); /* and wait */
    atomic_store(&next_commit, FAULT_IO);
    sem_post(&released);
    ck_assert_int_eq(end_post(holder, &received), 500);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(end_post(clients[i], &received), 503);
    ck_assert_int_eq(journal_head(), 3);
}
END_TEST

START_TEST(what_was_acknowledged_is_there_after_a_restart)
{
    ck_assert_int_eq(post("/entries/a"), 201);
    daemon_stop(rig.daemon);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
    ck_assert_int_eq(journal_head(), 4);
    ck_assert_int_eq(post("/entries/a"), 409);
}
END_TEST

SUITE_BEGIN(writer)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, what_waits_together_is_committed_together);
tcase_add_test(tests, where_syncs_are_slow_who_was_answered_is_waited_for);
tcase_add_test(tests, a_batch_has_a_greatest_size);
tcase_add_test(tests, of_long_commands_one_at_a_time_keeps_others_waiting);
tcase_add_test(tests, a_refused_command_undoes_itself_and_nothing_else);
tcase_add_test(tests, a_full_queue_is_told_to_come_again);
tcase_add_test(tests, a_full_disk_fails_the_whole_batch_and_the_daemon_goes_on);
tcase_add_test(tests, a_disk_with_room_again_is_found_without_a_command);
tcase_add_test(tests, after_a_failed_commit_nobody_is_told_of_a_success);
tcase_add_test(tests, commands_that_wait_when_the_database_fails_are_not_run);
tcase_add_test(tests, what_was_acknowledged_is_there_after_a_restart);
SUITE_END
