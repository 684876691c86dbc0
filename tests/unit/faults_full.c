/* A full disk, for whoever reads: what is there can be read, and what could not be is read when there is room. */
#include "suite.h"

#include "faults/disk.h"
#include "faults_rig.h"
#include "service_line.h"

static struct line line;

static void start(void)
{
    disk_install(true);
    line_open(&line);
}

static void stop(void)
{
    disk_fill(DISK_HAS_ROOM);
    line_close(&line);
}

/* Writes until the log cannot grow. */
static void write_until_full(void)
{
    enum fault fault = NOTHING_WRONG;
    for (int i = 0; i < 100 && !fault; i++) {
        line.writer->now_us = ++line.now_us;
        fault = session_touch(line.writer);
    }
    ck_assert_int_eq(fault, FAULT_FULL);
}

/* How far the journal was last written, as a session reads it. */
static int64_t recorded_us(struct session *session)
{
    int64_t position;
    struct journal_head head;
    ck_assert_int_eq(session_read_begin(session, &position), NOTHING_WRONG);
    ck_assert_int_eq(journal_head(session->store, &head), NOTHING_WRONG);
    session_read_end(session);
    return head.recorded_us;
}

/* Looped over what keeps it from growing. */
START_TEST(what_is_there_is_read_while_the_disk_is_full)
{
    const int64_t before_us = recorded_us(line.reader);
    disk_fill((enum disk_room)_i);
    write_until_full();
    const int64_t last_us = recorded_us(line.reader);
    ck_assert_int_ge(last_us, before_us);
    for (int i = 0; i < 3; i++) {
        struct reasons reasons = {.arena = line.arena};
        struct session *another;
        ck_assert_int_eq(session_open_reader(line.path, &another, &reasons), NOTHING_WRONG);
        ck_assert_int_eq(recorded_us(another), last_us);
        session_close(another);
        ck_assert_int_eq(session_touch(line.writer), FAULT_FULL);
        ck_assert_int_eq(recorded_us(line.reader), last_us);
    }
    disk_fill(DISK_HAS_ROOM);
    ck_assert_int_eq(session_touch(line.writer), NOTHING_WRONG);
    ck_assert_int_gt(recorded_us(line.reader), last_us);
}
END_TEST

/* As a kill leaves it: a log, and nothing that says what is in it. Whoever comes first makes that. */
START_TEST(what_a_kill_left_is_read_when_there_is_room)
{
    const char *left = line_json(&line, "%s/left.db", line.folder);
    struct reasons reasons = {.arena = line.arena};
    struct session *reader;
    database_copy(line.path, left);
    disk_fill(DISK_FULL);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(session_open_reader(left, &reader, &reasons), FAULT_FULL);
    ck_assert_str_eq(reasons.items[0].code, "database-unusable");
    disk_fill(DISK_HAS_ROOM);
    ck_assert_int_eq(session_open_reader(left, &reader, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(recorded_us(reader), recorded_us(line.reader));
    session_close(reader);
    database_remove(left);
}
END_TEST

SUITE_BEGIN(faults_of_a_full_disk)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_loop_test(tests, what_is_there_is_read_while_the_disk_is_full, DISK_FULL, DISK_QUOTA_SPENT + 1);
tcase_add_test(tests, what_a_kill_left_is_read_when_there_is_room);
SUITE_END
