/* The threads that long views and feeds are read on: whose turn it is, and how long they rest. */
#include "suite.h"

#include "base/monotonic.h"
#include "racklined/long_reads.h"

#include <semaphore.h>
#include <unistd.h>

struct timed_read {
    struct long_read read;
    int64_t began_us, ended_us;
};

static sem_t over, released;

static void read_a_while(struct long_read *read)
{
    struct timed_read *timed = read->owner;
    timed->began_us = monotonic_us();
    usleep(30000);
    timed->ended_us = monotonic_us();
    sem_post(&over);
}

static void submit(struct long_reads *reads, struct timed_read *timed, enum long_read_kind kind)
{
    timed->read = (struct long_read){.kind = kind, .run = read_a_while, .owner = timed};
    ck_assert_int_eq(long_reads_reserve(reads, kind), NOTHING_WRONG);
    long_reads_submit(reads, &timed->read);
}

/* Timed reads are waited for, so that it is a thread that runs them. */
static void end(struct long_reads *reads, int timed)
{
    while (timed--)
        sem_wait(&over);
    long_reads_end(reads);
    long_reads_free(reads);
}

static bool they_wait(void *context)
{
    return *(bool *)context;
}

START_TEST(a_thread_rests_as_long_as_it_has_read_while_commands_wait)
{
    bool wait = true;
    const struct long_reads_options options = {
        .threads = 1, .queue_max = 2, .others_wait = they_wait, .context = &wait};
    struct long_reads *reads = NULL;
    struct timed_read timed[2];
    sem_init(&over, 0, 0);
    ck_assert_int_eq(long_reads_start(&options, &reads), NOTHING_WRONG);
    for (int i = 0; i < 2; i++)
        submit(reads, &timed[i], LONG_VIEW);
    end(reads, 2);
    ck_assert_int_ge(timed[1].began_us - timed[0].ended_us, timed[0].ended_us - timed[0].began_us);
}
END_TEST

static void hold(struct long_read *read)
{
    (void)read;
    sem_wait(&released);
}

/* Looped over the kinds: those of one are there, and the other's come later. */
START_TEST(views_and_feeds_wait_for_no_more_than_one_of_the_others)
{
    enum { COUNT = 4 };
    const enum long_read_kind kind = (enum long_read_kind)_i, other = kind == LONG_VIEW ? LONG_STRETCH : LONG_VIEW;
    const struct long_reads_options options = {.threads = 1, .queue_max = COUNT + 1};
    struct long_reads *reads = NULL;
    struct long_read holder = {.kind = kind, .run = hold};
    struct timed_read before[COUNT], later[COUNT];
    ck_assert_int_eq(long_reads_start(&options, &reads), NOTHING_WRONG);
    sem_init(&over, 0, 0);
    sem_init(&released, 0, 0);
    ck_assert_int_eq(long_reads_reserve(reads, kind), NOTHING_WRONG);
    long_reads_submit(reads, &holder);
    for (int i = 0; i < COUNT; i++)
        submit(reads, &before[i], kind);
    for (int i = 0; i < COUNT; i++)
        submit(reads, &later[i], other);
    sem_post(&released);
    end(reads, 2 * COUNT);
    ck_assert_int_lt(later[0].began_us, before[1].began_us);
    for (int i = 1; i < COUNT; i++) {
        ck_assert_int_lt(before[i - 1].began_us, before[i].began_us);
        ck_assert_int_lt(later[i - 1].began_us, later[i].began_us);
    }
}
END_TEST

START_TEST(only_views_are_refused_where_many_wait)
{
    enum { MANY = 100 };
    const struct long_reads_options options = {.threads = 1, .queue_max = 1};
    struct long_reads *reads = NULL;
    struct long_read view = {.kind = LONG_VIEW, .run = hold}, stretches[MANY];
    ck_assert_int_eq(long_reads_start(&options, &reads), NOTHING_WRONG);
    sem_init(&released, 0, MANY + 1);
    ck_assert_int_eq(long_reads_reserve(reads, LONG_VIEW), NOTHING_WRONG);
    ck_assert_int_eq(long_reads_reserve(reads, LONG_VIEW), FAULT_BUSY);
    for (int i = 0; i < MANY; i++) {
        stretches[i] = (struct long_read){.kind = LONG_STRETCH, .run = hold};
        ck_assert_int_eq(long_reads_reserve(reads, LONG_STRETCH), NOTHING_WRONG);
    }
    long_reads_submit(reads, &view);
    for (int i = 0; i < MANY; i++)
        long_reads_submit(reads, &stretches[i]);
    end(reads, 0);
    int left;
    sem_getvalue(&released, &left);
    ck_assert_int_eq(left, 0);
}
END_TEST

static void release(struct long_read *read)
{
    (void)read;
    sem_post(&released);
}

START_TEST(who_ends_them_reads_what_still_waits_for_a_thread)
{
    const struct long_reads_options options = {.threads = 1, .queue_max = 1};
    struct long_reads *reads = NULL;
    struct long_read first = {.kind = LONG_VIEW, .run = hold}, second = {.kind = LONG_STRETCH, .run = release};
    ck_assert_int_eq(long_reads_start(&options, &reads), NOTHING_WRONG);
    sem_init(&released, 0, 0);
    ck_assert_int_eq(long_reads_reserve(reads, LONG_VIEW), NOTHING_WRONG);
    ck_assert_int_eq(long_reads_reserve(reads, LONG_STRETCH), NOTHING_WRONG);
    long_reads_submit(reads, &first); /* which the only thread comes not back from, until the second has run */
    long_reads_submit(reads, &second);
    end(reads, 0);
}
END_TEST

SUITE_BEGIN(reading_threads)
tcase_add_test(tests, a_thread_rests_as_long_as_it_has_read_while_commands_wait);
tcase_add_loop_test(tests, views_and_feeds_wait_for_no_more_than_one_of_the_others, 0, LONG_READ_KINDS);
tcase_add_test(tests, only_views_are_refused_where_many_wait);
tcase_add_test(tests, who_ends_them_reads_what_still_waits_for_a_thread);
SUITE_END
