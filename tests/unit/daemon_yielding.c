/* Large answers that are there already wait for the commands under way, and for nothing else. */
#include "suite.h"

#include "daemon_rig.h"
#include "racklined/yielding.h"

#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <unistd.h>

enum { LARGE = 20000, SMALL = 2000 };

static struct rig rig;
static sem_t entered, released;

static enum fault write_answer(struct answer *answer, int size)
{
    buffer_printf(&answer->body, "\"%0*d\"", size - 2, 0);
    return NOTHING_WRONG;
}

static enum fault view_large(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    return write_answer(answer, LARGE);
}

static enum fault view_small(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    return write_answer(answer, SMALL);
}

static enum fault hold_writer(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    sem_post(&entered);
    sem_wait(&released);
    buffer_text(&answer->body, "{}");
    return NOTHING_WRONG;
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/large", .roles = MAY_READ, .kind = ROUTE_VIEW, .is_shared = true, .view = view_large},
    {.method = "GET", .path = "/small", .roles = MAY_READ, .kind = ROUTE_VIEW, .is_shared = true, .view = view_small},
    {.method = "POST", .path = "/hold", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = hold_writer},
};

static int begin(const char *line)
{
    int client = rig_connect(&rig);
    rig_sendf(client, "%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", line, rig.viewer);
    return client;
}

static void end(int client, int status, size_t size)
{
    static struct received received;
    rig_receive(client, false, &received);
    close(client);
    ck_assert_int_eq(received.status, status);
    ck_assert_uint_eq(received.size, size);
}

static void start(void)
{
    rig_prepare(&rig);
    rig.settings.threads = 1; /* what is asked later is answered later, unless it waits */
    sem_init(&entered, 0, 0);
    sem_init(&released, 0, 0);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
    end(begin("GET /large"), 200, LARGE);
    end(begin("GET /small"), 200, SMALL);
}

static void stop(void)
{
    rig_stop(&rig);
}

/* The writer has a command under way, and clients have asked for the large answer: none of them has it. */
static int hold(int *clients, size_t count)
{
    int holder = begin("POST /hold");
    sem_wait(&entered);
    for (size_t i = 0; i < count; i++)
        clients[i] = begin("GET /large");
    for (int i = 0; i < 3; i++)
        end(begin("GET /small"), 200, SMALL);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(poll(&(struct pollfd){.fd = clients[i], .events = POLLIN}, 1, 0), 0);
    return holder;
}

START_TEST(a_large_answer_waits_for_what_is_under_way)
{
    enum { CLIENTS = 5, TIMES = 3 };
    for (int i = 0; i < TIMES; i++) {
        int clients[CLIENTS], holder = hold(clients, CLIENTS);
        sem_post(&released);
        end(holder, 201, 2);
        for (size_t j = 0; j < CLIENTS; j++)
            end(clients[j], 200, LARGE);
        end(begin("GET /large"), 200, LARGE);
    }
}
END_TEST

START_TEST(who_has_it_already_waits_for_nothing)
{
    static struct received received;
    rig_receive(begin("GET /large"), false, &received);
    int client, holder = hold(&client, 1), other = rig_connect(&rig);
    rig_sendf(other, "GET /large HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nIf-None-Match: %s\r\n\r\n", rig.viewer,
              rig_header(&received, "ETag"));
    end(other, 304, 0);
    sem_post(&released);
    end(client, 200, LARGE);
    end(holder, 201, 2);
}
END_TEST

START_TEST(a_client_that_leaves_while_it_waits_harms_nobody)
{
    int clients[2], holder = hold(clients, 2);
    close(clients[0]);
    sem_post(&released);
    end(holder, 201, 2);
    end(clients[1], 200, LARGE);
}
END_TEST

START_TEST(who_waits_is_answered_before_the_daemon_stops)
{
    int client;
    start();
    int holder = hold(&client, 1);
    rig_stop_begin(&rig);
    usleep(100000);
    sem_post(&released);
    end(holder, 201, 2);
    end(client, 200, LARGE);
    rig_stop_end(&rig);
}
END_TEST

/* ---- from many threads ---- */

enum { WAITERS = 4, WAITS = 2000 };

static struct yielding *yielding;
static atomic_bool over;

static void gone(struct yielder *yielder)
{
    sem_post(yielder->owner);
}

static void *wait_again_and_again(void *unused)
{
    (void)unused;
    sem_t went;
    sem_init(&went, 0, 0);
    for (int i = 0; i < WAITS; i++) {
        struct yielder yielder = {.go = gone, .owner = &went};
        yielding_wait(yielding, &yielder);
        sem_wait(&went);
    }
    int more;
    sem_getvalue(&went, &more);
    ck_assert_int_eq(more, 0);
    return NULL;
}

static void *let_go_again_and_again(void *unused)
{
    (void)unused;
    while (!atomic_load(&over))
        yielding_go(yielding);
    return NULL;
}

START_TEST(whoever_waits_is_let_go_once)
{
    pthread_t waiters[WAITERS], goers[2];
    yielding = yielding_new();
    atomic_store(&over, false);
    for (size_t i = 0; i < 2; i++)
        pthread_create(&goers[i], NULL, let_go_again_and_again, NULL);
    for (size_t i = 0; i < WAITERS; i++)
        pthread_create(&waiters[i], NULL, wait_again_and_again, NULL);
    for (size_t i = 0; i < WAITERS; i++)
        pthread_join(waiters[i], NULL);
    atomic_store(&over, true);
    for (size_t i = 0; i < 2; i++)
        pthread_join(goers[i], NULL);
    yielding_free(yielding);
}
END_TEST

SUITE_BEGIN(yielding)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_large_answer_waits_for_what_is_under_way);
tcase_add_test(tests, who_has_it_already_waits_for_nothing);
tcase_add_test(tests, a_client_that_leaves_while_it_waits_harms_nobody);
SUITE_END

SUITE(yielding_otherwise, who_waits_is_answered_before_the_daemon_stops, whoever_waits_is_let_go_once)
