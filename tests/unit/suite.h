/* A suite of unit tests adds itself to its program:
 *
 *     START_TEST(a_name_that_is_a_claim) { ck_assert_int_eq(1 + 1, 2); } END_TEST
 *     SUITE(sums, a_name_that_is_a_claim)
 *
 * A looped test is added by hand: SUITE_BEGIN(name) tcase_add_loop_test(tests, ...); SUITE_END */
#ifndef RACKLINE_SUITE_H
#define RACKLINE_SUITE_H

#include <check.h>

void suite_register(const char *name, void (*fill)(TCase *tests));

#define SUITE_BEGIN(label)                                                  \
    static void label##_fill(TCase *tests);                                 \
    __attribute__((constructor)) static void label##_register(void)         \
    {                                                                       \
        suite_register(#label, label##_fill);                               \
    }                                                                       \
    static void label##_fill(TCase *tests)                                  \
    {
#define SUITE_END }

#define SUITE(label, ...)                                                   \
    SUITE_BEGIN(label)                                                      \
    const TTest *const all[] = {__VA_ARGS__};                               \
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)                   \
        tcase_add_test(tests, all[i]);                                      \
    SUITE_END

#endif
