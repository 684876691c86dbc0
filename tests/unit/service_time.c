/* When a database was last written is one moment on both clocks, or a training clock would go on from two. */
#include "service_line.h"

static void claim_last_written(struct line *line, int64_t us, int64_t wall_us)
{
    int64_t last_us, last_wall_us;
    ck_assert_int_eq(session_last_written(line->writer, &last_us, &last_wall_us), NOTHING_WRONG);
    ck_assert_int_eq(last_us, us);
    ck_assert_int_eq(last_wall_us, wall_us);
}

START_TEST(what_is_appended_and_an_idle_moment_are_kept_on_both_clocks)
{
    enum { WALL = 7000, RATE = 3600 };
    struct line line;
    line_open(&line);
    const int64_t begin_us = line.now_us;
    claim_last_written(&line, begin_us, ABSENT_INTEGER); /* nobody told */
    for (int64_t passed_us = 0; passed_us < 40; passed_us += 10) {
        line.now_us = begin_us + passed_us * RATE;
        line.writer->wall_us = WALL + passed_us;
        line_does(&line, "TEST-1", "station.changed", "'state': 'standby'");
        claim_last_written(&line, begin_us + passed_us * RATE, WALL + passed_us);
        line.writer->now_us = begin_us + (passed_us + 5) * RATE;
        line.writer->wall_us = WALL + passed_us + 5;
        ck_assert_int_eq(session_touch(line.writer), NOTHING_WRONG);
        claim_last_written(&line, begin_us + (passed_us + 5) * RATE, WALL + passed_us + 5);
    }
    line_close(&line);
}
END_TEST

START_TEST(a_refused_change_keeps_no_time)
{
    struct line line;
    line_open(&line);
    const int64_t begin_us = line.now_us;
    line_pass_min(&line, 5);
    line.writer->wall_us = 7000;
    ck_assert_int_eq(line_post(&line, "NOWHERE", "station.changed", "'state': 'standby'").fault, FAULT_REFUSED);
    claim_last_written(&line, begin_us, ABSENT_INTEGER);
    line_close(&line);
}
END_TEST

SUITE(time, what_is_appended_and_an_idle_moment_are_kept_on_both_clocks, a_refused_change_keeps_no_time)
