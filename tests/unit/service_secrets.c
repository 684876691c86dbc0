/* PINs and passwords, and how often somebody may guess at them. */
#include "suite.h"

#include "base/time.h"
#include "service/attempts.h"
#include "service/verifier.h"

#include <stdio.h>
#include <string.h>

START_TEST(a_verifier_holds_one_secret)
{
    char first[VERIFIER_SIZE], again[VERIFIER_SIZE];
    ck_assert(verifier_make("4711", first) && verifier_make("4711", again));
    ck_assert_str_ne(first, again); /* each has salt of its own */
    ck_assert_ptr_nonnull(strstr(first, "$argon2id$v=19$m=12288,t=3,p=1$"));
    ck_assert(verifier_holds(first, "4711") && verifier_holds(again, "4711"));
    ck_assert(!verifier_holds(first, "4712") && !verifier_holds(first, "") && !verifier_holds("nonsense", "4711"));
    ck_assert(!verifier_holds(NULL, "4711"));
}
END_TEST

/* For how long one who fails again at once has to wait, in seconds, after so many failures. */
static const struct {
    int failures;
    int64_t wait_s;
} WAITS[] = {{4, 0}, {5, 1}, {6, 2}, {9, 16}, {14, 512}, {15, 900}, {60, 900}};

START_TEST(guesses_at_one_name_wait_longer_each_time)
{
    struct attempts *attempts = attempts_new();
    int64_t now_us = US_PER_DAY;
    char address[32];
    for (int i = 0; i < WAITS[_i].failures; i++) {
        snprintf(address, sizeof address, "10.0.0.%d", i); /* from everywhere */
        now_us += 900 * US_PER_SECOND;
        ck_assert_int_eq(attempts_begin(attempts, "ann", address, now_us), 0);
    }
    ck_assert_int_eq(attempts_begin(attempts, "ann", "here", now_us), WAITS[_i].wait_s * US_PER_SECOND);
    ck_assert_int_eq(attempts_begin(attempts, "ben", "here", now_us), 0);
    ck_assert_int_eq(attempts_begin(attempts, "ann", "here", now_us + 900 * US_PER_SECOND), 0);
    attempts_free(attempts);
}
END_TEST

START_TEST(a_success_forgets_what_the_name_failed)
{
    struct attempts *attempts = attempts_new();
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(attempts_begin(attempts, "ann", "here", US_PER_DAY), 0);
    ck_assert_int_gt(attempts_begin(attempts, "ann", "here", US_PER_DAY), 0);
    ck_assert_int_eq(attempts_begin(attempts, "ann", "here", US_PER_DAY + US_PER_SECOND), 0);
    attempts_succeed(attempts, "ann", "here");
    ck_assert_int_eq(attempts_begin(attempts, "ann", "here", US_PER_DAY + US_PER_SECOND), 0);
    attempts_free(attempts);
}
END_TEST

START_TEST(guesses_at_many_names_from_one_address_wait_too)
{
    struct attempts *attempts = attempts_new();
    char who[32];
    for (int i = 0; i < 50; i++) {
        snprintf(who, sizeof who, "name-%d", i);
        ck_assert_int_eq(attempts_begin(attempts, who, "here", US_PER_DAY), 0);
    }
    ck_assert_int_eq(attempts_begin(attempts, "another", "here", US_PER_DAY), US_PER_SECOND);
    ck_assert_int_eq(attempts_begin(attempts, "another", "elsewhere", US_PER_DAY), 0);
    attempts_free(attempts);
}
END_TEST

START_TEST(a_day_without_a_failure_forgets_them)
{
    struct attempts *attempts = attempts_new();
    for (int i = 0; i < 5; i++)
        attempts_begin(attempts, "ann", "here", 0);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(attempts_begin(attempts, "ann", "here", US_PER_DAY), 0);
    attempts_free(attempts);
}
END_TEST

START_TEST(nobody_counts_where_there_is_nothing_to_count_in)
{
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(attempts_begin(NULL, "ann", "here", 0), 0);
    attempts_succeed(NULL, "ann", "here");
}
END_TEST

SUITE_BEGIN(secrets)
tcase_add_test(tests, a_verifier_holds_one_secret);
tcase_add_loop_test(tests, guesses_at_one_name_wait_longer_each_time, 0, sizeof WAITS / sizeof *WAITS);
tcase_add_test(tests, a_success_forgets_what_the_name_failed);
tcase_add_test(tests, guesses_at_many_names_from_one_address_wait_too);
tcase_add_test(tests, a_day_without_a_failure_forgets_them);
tcase_add_test(tests, nobody_counts_where_there_is_nothing_to_count_in);
SUITE_END
