/* Who is known by which token, and until when. */
#include "suite.h"

#include "racklined/principals.h"

#include <stdio.h>
#include <string.h>

static struct principals *principals;
static struct arena *arena;

static void start(void)
{
    principals = principals_new();
    arena = arena_new(0);
}

static void stop(void)
{
    principals_free(principals);
    arena_free(arena);
}

static struct digest digest_at(int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    return digest_of(text, strlen(text));
}

static bool is_known(int number)
{
    struct principal principal;
    return principals_find(principals, digest_at(number), arena, &principal);
}

static void keep(int number, uint64_t revoked)
{
    const struct principal viewer = {.token = "screen", .role = ROLE_VIEWER};
    principals_keep(principals, digest_at(number), &viewer, revoked);
}

START_TEST(who_was_found_once_is_known)
{
    const struct principal station = {.token = "cell-7", .role = ROLE_STATION, .station = "ASM-01"};
    struct principal found;
    ck_assert(!is_known(1));
    principals_keep(principals, digest_at(1), &station, 0);
    keep(2, 0);
    ck_assert(principals_find(principals, digest_at(1), arena, &found));
    ck_assert_str_eq(found.token, "cell-7");
    ck_assert_int_eq(found.role, ROLE_STATION);
    ck_assert_str_eq(found.station, "ASM-01");
    ck_assert(principals_find(principals, digest_at(2), arena, &found));
    ck_assert_ptr_null(found.station);
    ck_assert(!is_known(3));
}
END_TEST

START_TEST(a_revocation_makes_everybody_be_asked_for_again)
{
    keep(1, principals_revoked(principals));
    principals_revoke(principals, 1);
    ck_assert(!is_known(1));
    keep(1, principals_revoked(principals));
    ck_assert(is_known(1));
    principals_revoke(principals, 1);
    ck_assert(is_known(1));
}
END_TEST

START_TEST(who_was_read_before_a_revocation_is_not_known_after_it)
{
    const uint64_t revoked = principals_revoked(principals);
    principals_revoke(principals, 1); /* while the database was asked */
    keep(1, revoked);
    ck_assert(!is_known(1));
}
END_TEST

START_TEST(the_last_ones_are_known_however_many_there_are)
{
    int known = 0;
    for (int i = 0; i < 5000; i++) {
        keep(i, 0);
        ck_assert(is_known(i));
    }
    for (int i = 0; i < 5000; i++)
        known += is_known(i);
    ck_assert_int_gt(known, 900);
}
END_TEST

START_TEST(a_name_without_room_is_not_kept)
{
    char name[400];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const struct principal principal = {.token = name, .role = ROLE_VIEWER};
    principals_keep(principals, digest_at(1), &principal, 0);
    ck_assert(!is_known(1));
}
END_TEST

SUITE_BEGIN(principals)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, who_was_found_once_is_known);
tcase_add_test(tests, a_revocation_makes_everybody_be_asked_for_again);
tcase_add_test(tests, who_was_read_before_a_revocation_is_not_known_after_it);
tcase_add_test(tests, the_last_ones_are_known_however_many_there_are);
tcase_add_test(tests, a_name_without_room_is_not_kept);
SUITE_END
