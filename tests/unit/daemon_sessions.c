/* Sessions of people: for how long they last, and what ends them. */
#include "suite.h"

#include "base/time.h"
#include "racklined/sessions.h"

#include <stdio.h>
#include <string.h>

enum { IDLE_US = 1000, LONGEST_US = 5000 };

struct desk {
    struct sessions *sessions;
    struct arena *arena;
};

static struct desk desk_set(void)
{
    struct desk desk = {sessions_new(), arena_new(0)};
    ck_assert(desk.sessions && desk.arena);
    sessions_set_limits(desk.sessions, IDLE_US, LONGEST_US);
    return desk;
}

static void desk_clear(struct desk *desk)
{
    sessions_free(desk->sessions);
    arena_free(desk->arena);
}

static struct digest begin(struct desk *desk, const char *account, int64_t now_us)
{
    char text[TOKEN_TEXT_SIZE];
    ck_assert(sessions_begin(desk->sessions, account, 7, now_us, text));
    ck_assert(session_text(text));
    return digest_of(text, strlen(text));
}

static bool use(struct desk *desk, struct digest digest, int64_t now_us)
{
    struct signed_in signed_in;
    return sessions_find(desk->sessions, digest, now_us, true, desk->arena, &signed_in);
}

START_TEST(a_session_is_of_its_account)
{
    struct desk desk = desk_set();
    struct signed_in signed_in;
    struct digest yuki = begin(&desk, "yuki", 0), ken = begin(&desk, "ken", 0);
    ck_assert(sessions_find(desk.sessions, yuki, 1, true, desk.arena, &signed_in));
    ck_assert_str_eq(signed_in.account, "yuki");
    ck_assert_int_eq(signed_in.password, 7);
    ck_assert(sessions_find(desk.sessions, ken, 1, true, desk.arena, &signed_in));
    ck_assert_str_eq(signed_in.account, "ken");
    ck_assert(!use(&desk, digest_of("session_x", 9), 1));
    ck_assert(!session_text("rackline_x"));
    desk_clear(&desk);
}
END_TEST

START_TEST(one_that_is_not_used_ends)
{
    struct desk desk = desk_set();
    struct digest yuki = begin(&desk, "yuki", 0);
    ck_assert(use(&desk, yuki, 999) && use(&desk, yuki, 1998));
    ck_assert(!use(&desk, yuki, 2998));
    ck_assert(!use(&desk, yuki, 2000)); /* and does not come back */
    desk_clear(&desk);
}
END_TEST

START_TEST(one_that_is_used_all_the_time_ends_too)
{
    struct desk desk = desk_set();
    struct digest yuki = begin(&desk, "yuki", 0);
    for (int64_t now_us = 500; now_us < LONGEST_US; now_us += 500)
        ck_assert(use(&desk, yuki, now_us));
    ck_assert(!use(&desk, yuki, LONGEST_US));
    desk_clear(&desk);
}
END_TEST

START_TEST(one_ends_or_all_of_an_account)
{
    struct desk desk = desk_set();
    struct digest first = begin(&desk, "yuki", 0), second = begin(&desk, "yuki", 0), third = begin(&desk, "yuki", 0);
    struct digest ken = begin(&desk, "ken", 0);
    sessions_end(desk.sessions, first);
    ck_assert(!use(&desk, first, 1) && use(&desk, second, 1));
    sessions_end_all(desk.sessions, "yuki");
    ck_assert(!use(&desk, second, 1) && !use(&desk, third, 1) && use(&desk, ken, 1));
    desk_clear(&desk);
}
END_TEST

START_TEST(to_look_at_one_is_no_use_of_it)
{
    struct desk desk = desk_set();
    struct signed_in signed_in;
    struct digest yuki = begin(&desk, "yuki", 0);
    ck_assert(sessions_find(desk.sessions, yuki, 999, false, desk.arena, &signed_in));
    ck_assert_int_eq(signed_in.until_us, IDLE_US);
    ck_assert(sessions_find(desk.sessions, yuki, 999, true, desk.arena, &signed_in));
    ck_assert_int_eq(signed_in.until_us, 999 + IDLE_US);
    ck_assert(!sessions_find(desk.sessions, yuki, 999 + IDLE_US, false, desk.arena, &signed_in));
    desk_clear(&desk);
}
END_TEST

/* What lasts long looks at its session again then. */
START_TEST(whatever_ends_one_before_its_time_is_counted)
{
    struct desk desk = desk_set();
    uint64_t ended = sessions_ended(desk.sessions);
    for (int i = 0; i < 20000; i++)
        begin(&desk, "flood", 0);
    ck_assert_uint_gt(sessions_ended(desk.sessions), ended);
    ended = sessions_ended(desk.sessions);
    sessions_set_limits(desk.sessions, IDLE_US / 2, LONGEST_US);
    ck_assert_uint_gt(sessions_ended(desk.sessions), ended);
    desk_clear(&desk);
}
END_TEST

/* However many sign in, what is kept is bounded, and whoever was active last stays. */
START_TEST(a_flood_ends_those_that_rest)
{
    struct desk desk = desk_set();
    struct digest resting = begin(&desk, "yuki", 0), last = resting;
    for (int i = 0; i < 20000; i++)
        last = begin(&desk, "flood", 1 + i % 900);
    ck_assert(use(&desk, last, 900));
    ck_assert(!use(&desk, resting, 900));
    desk_clear(&desk);
}
END_TEST

SUITE(daemon_sessions, a_session_is_of_its_account, one_that_is_not_used_ends, one_that_is_used_all_the_time_ends_too,
      one_ends_or_all_of_an_account, to_look_at_one_is_no_use_of_it, whatever_ends_one_before_its_time_is_counted,
      a_flood_ends_those_that_rest)
