/* A disk that fails while a database is made: the next start makes it, or finds it made. */
#include "suite.h"

#include "faults_rig.h"
#include "scratch.h"
#include "service/session.h"
#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { WRITES_STEP = 3 };

static const struct site SITE = {.site = "OSK1", .kind = SITE_PRODUCTION, .clock_rate = 1};
static const int64_t NOW = INT64_C(1790000000000000);

static char folder[SCRATCH_SIZE];

static void start(void)
{
    disk_install(true);
    scratch_make(folder);
}

static void stop(void)
{
    rmdir(folder);
}

static void prepare(struct trial *trial)
{
    database_remove(trial->path);
}

static enum fault found(struct trial *trial)
{
    struct session *session = NULL;
    struct reasons reasons = {.arena = trial->arena};
    enum fault fault = session_open_writer(trial->path, &SITE, NOW, &session, &reasons);
    trial->struck = disk_struck();
    session_close(session);
    return fault;
}

static void verify(struct trial *trial)
{
    struct session *session = NULL;
    struct reasons reasons = {.arena = trial->arena};
    struct journal_head head;
    enum fault fault = session_open_writer(trial->path, &SITE, NOW, &session, &reasons);
    ck_assert_msg(!fault, "%s: it does not start again: %s: %s", trial->moment, fault_row(fault)->code,
                  reasons.count ? reasons.items[0].detail : "");
    ck_assert_str_eq(session->site.site, "OSK1");
    ck_assert_int_eq(journal_head(session->store, &head), NOTHING_WRONG);
    ck_assert_int_eq(head.journal_position, 1);
    session_close(session);
}

START_TEST(a_database_is_made_or_not)
{
    sweep_run(_i, &(struct sweep_work){prepare, found, verify, WRITES_STEP}, folder);
}
END_TEST

SUITE_BEGIN(faults_of_a_new_database)
tcase_set_timeout(tests, sweep_patience_s());
tcase_add_checked_fixture(tests, start, stop);
tcase_add_loop_test(tests, a_database_is_made_or_not, 0, SWEEP_KINDS);
SUITE_END
