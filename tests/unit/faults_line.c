/* A disk that fails while a line is worked: nothing that was acknowledged is lost by it, nothing is there twice, and
 * what is left starts again and takes the rest. */
#include "suite.h"

#include "faults_rig.h"
#include "service/commands.h"
#include "service_line.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { EVENTS_MAX = 8, BATCH = 2, PATIENCE = 3, LOG_BYTES = 3995 * (4096 + 24) /* just short of a checkpoint */ };

static const struct site SITE = {.site = "OSK1", .kind = SITE_TRAINING, .clock_rate = 3600};

/* A line, and events that build on one another, which are posted in batches. */
static struct line line;
static struct event_of_test {
    const char *station;
    const char *text;
} events[EVENTS_MAX];
static size_t event_count;
static int64_t head_after; /* of the journal, when all of them are in it; 0: not yet known */

/* When the disk has what a checkpoint copied: as it ends; one batch later, as by another thread; or when the database
 * is closed, right after that batch, and opened again. */
static enum { SYNC_AT_ONCE, SYNC_LATER, SYNC_LAST } sync_time;
static struct db *asking; /* for a sync; NULL: nobody does */
static int asked_ago;     /* batches */
static bool untold;       /* the fault came as the database was closed, which tells nobody */

/* The entries that were acknowledged in this run; NULL: none was. */
static const char *acknowledged[EVENTS_MAX];

static void add_event(const char *station, const char *type, const char *members)
{
    char at[TIME_TEXT_SIZE];
    time_format(line.now_us, at);
    const char *text = line_json(&line, "{'id':'%s','type':'%s','at':'%s',%s}", line_id(&line), type, at, members);
    events[event_count++] = (struct event_of_test){station, text};
}

static void start(void)
{
    disk_install(true);
    line_open(&line);
    line_order(&line, "T-ORDER", "T-1", 1, 5);
    const char *serial = line_serial(&line, "T-ORDER", 0);
    const char *work = line_json(&line, "'unit':'%s','operation':'010','operator':'ann'", serial);
    add_event("BENCH-1", "operation.started", work);
    add_event("BENCH-1", "component.installed",
              line_json(&line, "%s,'position':'board','part_number':'BRD','serial':'B-1','country':'TW'", work));
    add_event("BENCH-1", "component.installed",
              line_json(&line, "%s,'position':'fan','part_number':'FAN','lot':'F-1','country':'JP'", work));
    add_event("TEST-1", "station.changed", "'state':'engineering','reason':'a test'");
    add_event("BENCH-1", "check.recorded", line_json(&line, "%s,'check':'seated','answer':'yes'", work));
    add_event("BENCH-1", "operation.completed", work);
}

/* The same, with a log that is due to be copied into the database. */
static void start_with_long_log(void)
{
    start();
    const char *log = line_json(&line, "%s-wal", line.path);
    struct stat found = {0};
    while (found.st_size < LOG_BYTES) {
        line.writer->now_us = ++line.now_us;
        ck_assert_int_eq(session_touch(line.writer), NOTHING_WRONG);
        ck_assert_int_eq(stat(log, &found), 0);
    }
}

static void stop(void)
{
    line_close(&line);
}

static void prepare(struct trial *trial)
{
    database_copy(line.path, trial->path);
    memset(acknowledged, 0, sizeof acknowledged);
    untold = false;
}

static void note_asking(void *db)
{
    asking = db;
    asked_ago = 0;
}

static enum fault open_session(const struct trial *trial, struct session **ret)
{
    struct reasons reasons = {.arena = trial->arena};
    enum fault fault = session_open_writer(trial->path, &SITE, line.now_us, ret, &reasons);
    if (fault)
        return fault;
    (*ret)->now_us = line.now_us;
    asking = NULL;
    struct db *db = store_db((*ret)->store);
    return sync_time == SYNC_AT_ONCE ? NOTHING_WRONG : db_defer_syncs(db, note_asking, db, &reasons);
}

/* One event, as the writer runs its command. *ret_entry is the answer; *ret_repeated: it was there before. */
static enum fault post(struct session *session, size_t index, struct trial *trial, const char **ret_entry,
                       bool *ret_repeated)
{
    const char *text = events[index].text;
    const struct json_limits limits = {.depth = 8, .items = 100};
    struct request request = {
        .arena = trial->arena,
        .principal = speaker_station(events[index].station),
        .reasons = {.arena = trial->arena},
    };
    struct answer answer = {.version = ABSENT_INTEGER};
    struct json *document;
    ck_assert_int_eq(json_parse(text, strlen(text), limits, &document, &request.reasons), NOTHING_WRONG);
    ck_assert_int_eq(decode_events(document, &request, &request.body), NOTHING_WRONG);
    json_free(document);
    enum fault fault = session_mark(session);
    if (fault)
        return fault;
    fault = post_events(session, &request, &answer);
    ck_assert_msg(!request.reasons.count, "%s: event %zu: %s", trial->moment, index, request.reasons.items[0].detail);
    if (!fault) {
        *ret_entry = arena_copy(trial->arena, answer.body.bytes, answer.body.size);
        *ret_repeated = answer.repeated;
        fault = session_keep(session);
    } else {
        session_undo(session);
    }
    buffer_free(&answer.body);
    return fault;
}

/* What is posted is acknowledged when its commit is done, and not before. */
static enum fault post_batch(struct session *session, size_t first, size_t count, struct trial *trial)
{
    const char *entries[BATCH];
    bool repeated;
    enum fault fault = session_begin(session);
    for (size_t i = 0; i < count && !fault; i++)
        fault = post(session, first + i, trial, &entries[i], &repeated);
    if (!fault)
        fault = session_commit(session);
    if (fault)
        session_rollback(session);
    for (size_t i = 0; i < count && !fault; i++)
        acknowledged[first + i] = entries[i];
    return fault;
}

static enum fault go_on_with_asking(struct session **session, struct trial *trial)
{
    if (sync_time == SYNC_LATER && !asked_ago++)
        return NOTHING_WRONG;
    if (sync_time == SYNC_LATER) {
        db_sync(asking);
        asking = NULL;
        return NOTHING_WRONG;
    }
    session_close(*session);
    *session = NULL;
    untold = disk_struck();
    return open_session(trial, session);
}

/* Posts all, as long as the disk lets it. A full disk is asked again; after anything else there is no going on. */
static enum fault work(struct trial *trial)
{
    struct session *session = NULL;
    enum fault fault = open_session(trial, &session);
    for (size_t first = 0; first < event_count && !fault; first += BATCH) {
        size_t count = event_count - first < BATCH ? event_count - first : BATCH;
        fault = post_batch(session, first, count, trial);
        for (int i = 0; i < PATIENCE && fault == FAULT_FULL; i++)
            fault = post_batch(session, first, count, trial);
        if (!fault && asking)
            fault = go_on_with_asking(&session, trial);
    }
    if (!fault) { /* what went wrong after the last commit is told here */
        fault = session_begin(session);
        session_rollback(session);
    }
    trial->struck = disk_struck() && !untold;
    session_close(session);
    return fault;
}

static void verify_event(struct session *session, size_t index, struct trial *trial)
{
    const char *first = acknowledged[index], *entry = NULL;
    bool repeated = false;
    enum fault fault = session_begin(session);
    if (!fault)
        fault = post(session, index, trial, &entry, &repeated);
    if (!fault)
        fault = session_commit(session);
    ck_assert_msg(!fault, "%s: event %zu: %s", trial->moment, index, fault_row(fault)->code);
    if (!first)
        return;
    ck_assert_msg(repeated, "%s: event %zu was acknowledged, and is not there", trial->moment, index);
    ck_assert_msg(!strcmp(first, entry), "%s: event %zu was acknowledged as %s, and is %s", trial->moment, index, first,
                  entry);
}

static void verify(struct trial *trial)
{
    struct session *session = NULL;
    struct journal_head head;
    enum fault fault = open_session(trial, &session);
    ck_assert_msg(!fault, "%s: it does not start again: %s", trial->moment, fault_row(fault)->code);
    for (size_t i = 0; i < event_count; i++)
        verify_event(session, i, trial);
    ck_assert_int_eq(journal_head(session->store, &head), NOTHING_WRONG);
    if (!head_after)
        head_after = head.journal_position; /* of the run without a failure */
    ck_assert_msg(head.journal_position == head_after, "%s: %lld entries, not %lld", trial->moment,
                  (long long)head.journal_position, (long long)head_after);
    session_close(session);
}

START_TEST(nothing_acknowledged_is_lost)
{
    sweep_run(_i, &(struct sweep_work){prepare, work, verify, 3}, line.folder);
}
END_TEST

START_TEST(nothing_acknowledged_is_lost_by_a_checkpoint)
{
    sweep_run(_i, &(struct sweep_work){prepare, work, verify, sync_time == SYNC_AT_ONCE ? 13 : 29}, line.folder);
}
END_TEST

SUITE_BEGIN(faults_of_a_line)
tcase_set_timeout(tests, sweep_patience_s());
tcase_add_checked_fixture(tests, start, stop);
tcase_add_loop_test(tests, nothing_acknowledged_is_lost, 0, SWEEP_KINDS);
SUITE_END

static void start_to_sync_later(void)
{
    sync_time = SYNC_LATER;
    start_with_long_log();
}

static void start_to_sync_last(void)
{
    sync_time = SYNC_LAST;
    start_with_long_log();
}

SUITE_BEGIN(faults_of_a_checkpoint)
tcase_set_timeout(tests, sweep_patience_s());
tcase_add_checked_fixture(tests, start_with_long_log, stop);
tcase_add_loop_test(tests, nothing_acknowledged_is_lost_by_a_checkpoint, 0, SWEEP_KINDS_OF_LOG);
SUITE_END

/* In the short form only where it matters that the sync comes later. */
static void add_sweeps_of_later_syncs(TCase *tests, SFun begin)
{
    const int first = sweep_is_full() ? 0 : SWEEP_WRITE_CUT;
    const int end = sweep_is_full() ? SWEEP_KINDS_OF_LOG : SWEEP_SYNC_CUT + 1;
    tcase_set_timeout(tests, sweep_patience_s());
    tcase_add_checked_fixture(tests, begin, stop);
    tcase_add_loop_test(tests, nothing_acknowledged_is_lost_by_a_checkpoint, first, end);
}

SUITE_BEGIN(faults_of_a_checkpoint_synced_later)
add_sweeps_of_later_syncs(tests, start_to_sync_later);
SUITE_END

SUITE_BEGIN(faults_of_a_checkpoint_synced_last)
add_sweeps_of_later_syncs(tests, start_to_sync_last);
SUITE_END
