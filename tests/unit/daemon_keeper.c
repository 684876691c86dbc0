/* Feeds without a server: when they are suspended, and what resumes them. */
#include "suite.h"

#include "base/monotonic.h"
#include "daemon_rig.h"
#include "racklined/in_flight.h"
#include "racklined/metrics.h"
#include "racklined/readers.h"
#include "racklined/stream.h"

#include <semaphore.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* To the streams an exchange is a name: here it is one for this. */
struct exchange {
    int ends[2]; /* ours and the client's */
    atomic_int suspended;
    sem_t resumed;
};

static bool allowed;

static bool may_go_on(struct exchange *exchange)
{
    (void)exchange;
    return allowed;
}

static void suspend(struct exchange *exchange)
{
    ck_assert_int_eq(atomic_fetch_add(&exchange->suspended, 1), 0);
}

static void resume(struct exchange *exchange)
{
    ck_assert_int_eq(atomic_fetch_sub(&exchange->suspended, 1), 1);
    sem_post(&exchange->resumed);
}

static int descriptor(struct exchange *exchange)
{
    return exchange->ends[0];
}

static struct rig rig;
static struct exchange client;
static struct readers *readers;
static struct metrics *metrics;
static struct in_flight in_flight = {.max = 1 << 20};
static struct streams *streams;
static struct stream *stream;
static char bytes[16384];
static const struct stream_range FROM_THE_START = {.head = 3, .limit = ABSENT_INTEGER};

static void start(void)
{
    const struct route_table none = {0};
    allowed = true;
    rig_prepare(&rig);
    rig_start(&rig, NULL, 0);
    readers = readers_new(rig.database, &rig.daemon->clock, 5000000);
    metrics = metrics_new(&none);
    const struct streams_options options = {
        .readers = readers,
        .in_flight = &in_flight,
        .metrics = metrics,
        .heartbeat_us = 1000000,
        .live_max = 2,
        .suspend = suspend,
        .resume = resume,
        .may_go_on = may_go_on,
        .descriptor = descriptor,
    };
    ck_assert_int_eq(streams_start(&options, &streams), NOTHING_WRONG);
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, client.ends), 0);
    sem_init(&client.resumed, 0, 0);
    ck_assert_int_eq(stream_open(streams, &client, FEED_STREAM, &FROM_THE_START, &stream), NOTHING_WRONG);
}

static void stop(void)
{
    stream_free(stream);
    streams_free(streams);
    readers_free(readers);
    metrics_free(metrics);
    rig_stop(&rig);
}

/* Reads what there is, until the feed is suspended or ends. */
static ssize_t read_all(void)
{
    size_t size = 0;
    ssize_t got;
    while ((got = stream_read(stream, bytes + size, 100)) > 0)
        size += (size_t)got;
    bytes[size] = '\0';
    return got;
}

static void end(void)
{
    streams_end(streams);
    ck_assert_int_eq(read_all(), STREAM_END);
}

START_TEST(a_feed_is_suspended_when_it_has_sent_everything)
{
    ck_assert_int_eq(read_all(), 0);
    ck_assert_ptr_eq(strstr(bytes, "retry: 2000\n\nid: 1\ndata: {"), bytes);
    ck_assert_ptr_nonnull(strstr(bytes, "\n\nid: 3\ndata: {"));
    ck_assert_int_eq(atomic_load(&client.suspended), 1);
    end();
    ck_assert_int_eq(atomic_load(&client.suspended), 0);
}
END_TEST

START_TEST(a_feed_that_was_silent_says_so_in_a_comment)
{
    int64_t begun_us = monotonic_us();
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(read_all(), 0);
        sem_wait(&client.resumed);
    }
    ck_assert_str_eq(bytes, STREAM_HEARTBEAT);
    ck_assert_int_ge(monotonic_us() - begun_us, 1900000);
    end();
}
END_TEST

START_TEST(a_feed_is_resumed_when_the_journal_grew)
{
    ck_assert_int_eq(read_all(), 0);
    streams_wake(streams);
    sem_wait(&client.resumed);
    ck_assert_int_eq(read_all(), 0); /* nothing after all: suspended again */
    ck_assert_int_eq(atomic_load(&client.suspended), 1);
    end();
}
END_TEST

START_TEST(a_feed_whose_client_hung_up_is_resumed_to_end)
{
    ck_assert_int_eq(read_all(), 0);
    close(client.ends[1]);
    sem_wait(&client.resumed);
    ck_assert_int_eq(read_all(), STREAM_END);
    ck_assert_int_eq(atomic_load(&client.suspended), 0);
    streams_end(streams);
}
END_TEST

/* A live feed has no end that it could seem to have reached. */
START_TEST(whose_token_is_revoked_is_told_no_more_and_an_export_breaks_off)
{
    struct stream *export;
    ck_assert_int_eq(stream_open(streams, &client, FEED_LINES, &FROM_THE_START, &export), NOTHING_WRONG);
    allowed = false;
    ck_assert_int_eq(stream_read(export, bytes, sizeof bytes), STREAM_FAILED);
    ck_assert_int_eq(stream_read(stream, bytes, sizeof bytes), STREAM_END);
    stream_free(export);
    streams_end(streams);
}
END_TEST

START_TEST(a_feed_cannot_be_opened_past_the_limit_or_after_the_end)
{
    struct stream *second = NULL, *third = NULL;
    ck_assert_int_eq(stream_open(streams, &client, FEED_STREAM, &FROM_THE_START, &second), NOTHING_WRONG);
    ck_assert_int_eq(stream_open(streams, &client, FEED_STREAM, &FROM_THE_START, &third), FAULT_BUSY);
    ck_assert_ptr_null(third);
    stream_free(second);
    ck_assert_int_eq(stream_open(streams, &client, FEED_STREAM, &FROM_THE_START, &third), NOTHING_WRONG);
    stream_free(third);
    end();
    ck_assert_int_eq(stream_open(streams, &client, FEED_STREAM, &FROM_THE_START, &third), FAULT_STOPPING);
}
END_TEST

SUITE_BEGIN(keeper)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_feed_is_suspended_when_it_has_sent_everything);
tcase_add_test(tests, a_feed_that_was_silent_says_so_in_a_comment);
tcase_add_test(tests, a_feed_is_resumed_when_the_journal_grew);
tcase_add_test(tests, a_feed_whose_client_hung_up_is_resumed_to_end);
tcase_add_test(tests, whose_token_is_revoked_is_told_no_more_and_an_export_breaks_off);
tcase_add_test(tests, a_feed_cannot_be_opened_past_the_limit_or_after_the_end);
SUITE_END
