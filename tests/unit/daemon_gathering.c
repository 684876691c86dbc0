/* For how long the writer waits for more commands, by how long syncs take. */
#include "suite.h"

#include "racklined/gathering.h"

static struct gathering after_syncs(int64_t sync_us, int times)
{
    struct gathering gathering = {.noted = 0};
    for (int i = 0; i < times; i++)
        gathering_note_sync(&gathering, sync_us);
    return gathering;
}

START_TEST(nothing_is_known_of_a_disk_at_first)
{
    struct gathering gathering = {.noted = 0};
    ck_assert_int_eq(gathering_wait_us(&gathering), 0);
}
END_TEST

START_TEST(a_fast_disk_is_not_waited_for)
{
    struct gathering gathering = after_syncs(700, 100);
    ck_assert_int_eq(gathering_wait_us(&gathering), 0);
    for (int i = 0; i < 7; i++)
        gathering_note_sync(&gathering, 50000); /* hiccups */
    ck_assert_int_eq(gathering_wait_us(&gathering), 0);
    gathering_note_sync(&gathering, 50000);
    ck_assert_int_eq(gathering_wait_us(&gathering), 12500);
}
END_TEST

START_TEST(a_slow_disk_is_waited_for_by_a_quarter)
{
    struct gathering gathering = after_syncs(6000, 1);
    ck_assert_int_eq(gathering_wait_us(&gathering), 1500);
    gathering = after_syncs(6000, 100);
    ck_assert_int_eq(gathering_wait_us(&gathering), 1500);
    for (int i = 0; i < 8; i++)
        gathering_note_sync(&gathering, 500); /* another disk */
    ck_assert_int_eq(gathering_wait_us(&gathering), 0);
}
END_TEST

START_TEST(who_does_not_come_is_not_waited_for_again_soon)
{
    struct gathering gathering = after_syncs(6000, 15);
    gathering_note_wait(&gathering, 4, 10, 16); /* half of the missing came */
    ck_assert_int_eq(gathering_wait_us(&gathering), 1500);
    gathering_note_wait(&gathering, 4, 9, 16);
    for (int i = 0; i < 16; i++)
        ck_assert_int_eq(gathering_wait_us(&gathering), 0);
    ck_assert_int_eq(gathering_wait_us(&gathering), 1500);
}
END_TEST

SUITE(gathering, nothing_is_known_of_a_disk_at_first, a_fast_disk_is_not_waited_for,
      a_slow_disk_is_waited_for_by_a_quarter, who_does_not_come_is_not_waited_for_again_soon)
