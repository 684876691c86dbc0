/* How answers that are rendered once for everybody are kept, and for how long. */
#include "suite.h"

#include "base/monotonic.h"
#include "racklined/shared.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static struct shared *shared;
static struct unit_changes *changes;
static int forgotten;
static const struct route ROUTE = {.path = "/x"};

static void forget(void *response)
{
    (void)response;
    forgotten++;
}

static void start_keeping(void)
{
    changes = unit_changes_new();
    shared = shared_new(1000, changes);
    forgotten = 0;
}

static void stop_keeping(void)
{
    shared_free(shared);
    unit_changes_free(changes);
}

static struct shared_answer *make_of(const struct unit_places *units, int64_t journal_position, int64_t end_us,
                                     size_t size)
{
    struct shared_answer *answer = shared_answer_new(forget, units);
    answer->route = &ROUTE;
    answer->journal_position = journal_position;
    answer->end_us = end_us;
    answer->size = size;
    answer->response = answer;
    return answer;
}

static struct shared_answer *make(int64_t journal_position, int64_t end_us, size_t size)
{
    return make_of(NULL, journal_position, end_us, size);
}

static void keep(const char *target, int64_t journal_position, int64_t end_us, size_t size)
{
    struct shared_answer *answer = make(journal_position, end_us, size);
    ck_assert_ptr_null(shared_claim(shared, target));
    shared_put(shared, target, answer);
    shared_release(answer);
}

static bool is_kept(const char *target)
{
    struct shared_answer *answer = shared_find(shared, target);
    shared_release(answer);
    return answer != NULL;
}

START_TEST(an_answer_stands_until_something_is_entered)
{
    keep("/x", 7, INT64_MAX, 10);
    ck_assert(is_kept("/x"));
    ck_assert(!is_kept("/x?"));
    shared_journal_grew(shared, 7);
    ck_assert(is_kept("/x"));
    shared_journal_grew(shared, 8);
    ck_assert(!is_kept("/x"));
    keep("/x", 9, INT64_MAX, 10); /* read before its commit was told */
    ck_assert(is_kept("/x"));
}
END_TEST

START_TEST(an_answer_of_a_moment_ends_with_it)
{
    keep("/x", 7, monotonic_us() + 50000, 10);
    ck_assert(is_kept("/x"));
    usleep(60000);
    ck_assert(!is_kept("/x"));
}
END_TEST

START_TEST(what_somebody_has_is_forgotten_last)
{
    keep("/x", 7, INT64_MAX, 10);
    struct shared_answer *answer = shared_find(shared, "/x");
    shared_journal_grew(shared, 8);
    keep("/x", 8, INT64_MAX, 10);
    ck_assert_int_eq(forgotten, 0);
    ck_assert_int_eq(answer->journal_position, 7);
    shared_release(answer);
    ck_assert_int_eq(forgotten, 1);
}
END_TEST

static void enter_about(const char *serial, int64_t journal_position)
{
    const struct unit_named data = {.unit = serial, .part_number = "R-1"};
    const struct entry entry = {
        .journal_position = journal_position, .kind = ENTRY_UNIT_STARTED, .by = "", .data = &data};
    unit_changes_note(changes, &entry);
    shared_journal_grew(shared, journal_position);
}

START_TEST(an_answer_of_some_units_stands_until_something_is_entered_about_them)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct unit_places units = {.capacity = 0};
    ck_assert(unit_places_add(&units, "R00001", arena) && unit_places_add(&units, "T00001", arena));
    struct shared_answer *answer = make_of(&units, 7, INT64_MAX, 10);
    ck_assert_ptr_null(shared_claim(shared, "/r"));
    shared_put(shared, "/r", answer);
    shared_release(answer);
    keep("/x", 7, INT64_MAX, 10);
    enter_about("R00002", 8);
    ck_assert(is_kept("/r") && !is_kept("/x"));
    enter_about("T00001", 9);
    ck_assert(!is_kept("/r"));
    answer = make_of(&units, 9, INT64_MAX, 10);
    ck_assert_ptr_null(shared_claim(shared, "/r"));
    shared_put(shared, "/r", answer);
    shared_release(answer);
    ck_assert(is_kept("/r"));
    const struct entry corrected = {.journal_position = 10, .kind = ENTRY_EVENT_CORRECTED, .by = ""};
    unit_changes_note(changes, &corrected); /* before its commit */
    ck_assert(is_kept("/r"));
    shared_journal_grew(shared, 10);
    ck_assert(!is_kept("/r"));
}
END_TEST

START_TEST(what_is_wrong_makes_room_and_then_what_is_asked_for_least)
{
    keep("/old", 7, INT64_MAX, 600);
    shared_journal_grew(shared, 8);
    keep("/a", 8, INT64_MAX, 600);
    ck_assert_int_eq(forgotten, 1);
    keep("/b", 8, INT64_MAX, 400);
    ck_assert(is_kept("/b") && is_kept("/a")); /* in this order */
    keep("/c", 8, INT64_MAX, 400);
    ck_assert(is_kept("/a") && !is_kept("/b") && is_kept("/c"));
    keep("/d", 8, INT64_MAX, 1001); /* there is no room for it at all */
    ck_assert(is_kept("/a") && is_kept("/c") && !is_kept("/d"));
}
END_TEST

START_TEST(there_is_a_slot_for_whatever_is_asked)
{
    char target[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(target, sizeof target, "/%d", i);
        keep(target, 7, INT64_MAX, 0);
        ck_assert(is_kept(target));
    }
}
END_TEST

static atomic_int came_back;

static void *come_second(void *ret)
{
    *(struct shared_answer **)ret = shared_claim(shared, "/x");
    atomic_store(&came_back, 1);
    return NULL;
}

START_TEST(who_comes_second_waits_for_the_first)
{
    pthread_t second;
    struct shared_answer *answer = make(7, INT64_MAX, 10), *got;
    ck_assert_ptr_null(shared_claim(shared, "/x"));
    atomic_store(&came_back, 0);
    pthread_create(&second, NULL, come_second, &got);
    usleep(50000);
    ck_assert(!atomic_load(&came_back));
    ck_assert_ptr_null(shared_claim(shared, "/y")); /* nobody waits for that */
    shared_put(shared, "/x", answer);
    pthread_join(second, NULL);
    ck_assert_ptr_eq(got, answer);
    shared_release(got);
    shared_release(answer);
    shared_give_up(shared, "/y");
}
END_TEST

START_TEST(who_comes_second_makes_it_when_the_first_gives_up_or_was_too_early)
{
    for (int late = 0; late < 2; late++) {
        pthread_t second;
        struct shared_answer *answer = make(7, INT64_MAX, 10), *got = answer;
        ck_assert_ptr_null(shared_claim(shared, "/x"));
        pthread_create(&second, NULL, come_second, &got);
        usleep(20000);
        if (late)
            shared_journal_grew(shared, 8);
        if (late)
            shared_put(shared, "/x", answer);
        else
            shared_give_up(shared, "/x");
        pthread_join(second, NULL);
        ck_assert_ptr_null(got);
        shared_give_up(shared, "/x");
        shared_release(answer);
    }
}
END_TEST

SUITE_BEGIN(shared_answers)
tcase_add_checked_fixture(tests, start_keeping, stop_keeping);
tcase_add_test(tests, an_answer_stands_until_something_is_entered);
tcase_add_test(tests, an_answer_of_a_moment_ends_with_it);
tcase_add_test(tests, what_somebody_has_is_forgotten_last);
tcase_add_test(tests, an_answer_of_some_units_stands_until_something_is_entered_about_them);
tcase_add_test(tests, what_is_wrong_makes_room_and_then_what_is_asked_for_least);
tcase_add_test(tests, there_is_a_slot_for_whatever_is_asked);
tcase_add_test(tests, who_comes_second_waits_for_the_first);
tcase_add_test(tests, who_comes_second_makes_it_when_the_first_gives_up_or_was_too_early);
SUITE_END
