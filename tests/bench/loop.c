/* bench loop, bench trees: what the daemon is held against. The library runs a while with the recorder at its driver,
 * and then what it asked of SQLite is asked again, and timed, without the library. */
#include "bench/commands.h"

#include "base/monotonic.h"
#include "base/time.h"
#include "bench/bare.h"
#include "bench/give_up.h"
#include "bench/kit.h"
#include "bench/latencies.h"
#include "bench/office.h"
#include "bench/wall.h"
#include "floor/memory.h"
#include "service/views_as_built.h"

#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CELLS = 64, COMMITS_MIN = 4 };

static void copy_file(const char *from, const char *to)
{
    int source = open(from, O_RDONLY | O_CLOEXEC), target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    struct stat status;
    if (source < 0 || target < 0 || fstat(source, &status))
        give_up("%s cannot be copied to %s", from, to);
    for (off_t left = status.st_size; left > 0;) {
        ssize_t size = sendfile(target, source, NULL, (size_t)left);
        if (size <= 0)
            give_up("%s cannot be copied to %s", from, to);
        left -= size;
    }
    fsync(target); /* or the first measured sync would do it */
    close(source);
    close(target);
}

static void remove_database(const char *path, struct arena *arena)
{
    static const char *const ENDS[] = {"", "-wal", "-shm", ".lock"};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        unlink(TEXT(arena, "%s%s", path, ENDS[i]));
}

/* ---- events ---- */

struct cell {
    const char *code;
    struct walk walk;
    size_t step;
};

/* Posts events in turn at as many cells as there are stations, `group` of them in a transaction. */
static void post_events_of(struct office *office, const struct bench_line *line, const struct lines *trays,
                           const struct options *options, struct arena *arena)
{
    struct cell cells[CELLS] = {0};
    size_t begun = 0;
    for (size_t i = 0; i < options->events; i++) {
        struct cell *cell = &cells[i % CELLS];
        if (cell->step == cell->walk.messages.count) {
            if (begun == trays->count)
                give_up("%s holds %zu trays only", options->kit, trays->count);
            cell->code = kit_cell(i % CELLS, arena);
            cell->walk = walk_make(line, line_tray(line), trays->items[begun++], NULL, arena);
            cell->step = 0;
        }
        struct message *message = &cell->walk.messages.items[cell->step++];
        office->session->now_us = wall_us();
        message_stamp(message, office->session->now_us);
        if (i % options->group == 0)
            office_begin(office);
        office_post(office, cell->code, message);
        if (i % options->group == options->group - 1 || i == options->events - 1)
            office_commit(office);
    }
}

static void record_events(const char *database, const struct options *options, struct recording *recording,
                          struct arena *arena)
{
    struct bench_line line = line_read(options->products, arena);
    struct lines trays = lines_read(kit_file(options->kit, "trays", arena), arena);
    struct office office = office_open(database, wall_us());
    if (db_script(store_db(office.session->store), "PRAGMA synchronous=OFF")) /* it is thrown away */
        give_up("%s cannot be written without syncs", database);
    recorder_begin(recording, arena);
    post_events_of(&office, &line, &trays, options, arena);
    recorder_end();
    office_close(&office);
}

struct played {
    size_t commits;
    double seconds;
    bool whole; /* all of the recording */
    struct latencies latencies;
};

/* Plays transactions until the time is over, and a few at least; those of the warm time are not measured, nor is the
 * first. */
static struct played play(struct bare *bare, const struct recording *recording, const struct options *options)
{
    struct played played = {0};
    const int64_t warm_us = monotonic_us() + (int64_t)(options->warm_s * 1e6);
    const int64_t end_us = warm_us + (int64_t)(options->seconds_s * 1e6);
    int64_t measured_us = ABSENT_INTEGER, commit_us = ABSENT_INTEGER;
    size_t i = 0;
    for (; i < recording->list.count && (commit_us < end_us || played.commits < COMMITS_MIN); i++) {
        bare_play(bare, &recording->list.items[i]);
        if (recording->list.items[i].kind != RECORDED_COMMIT)
            continue;
        int64_t now_us = monotonic_us();
        if (measured_us != ABSENT_INTEGER) {
            latencies_add(&played.latencies, now_us - commit_us);
            played.commits++;
        } else if (now_us >= warm_us) {
            measured_us = now_us;
        }
        commit_us = now_us;
    }
    played.whole = i == recording->list.count;
    played.seconds = (double)(commit_us - measured_us) / 1e6;
    return played;
}

static void must_be_same(struct bare *bare, const char *recorded)
{
    static const char HEAD[] = "SELECT journal_position || hex(root) FROM journal_head";
    struct bare *other = bare_open_reader(recorded);
    char *should = bare_text(other, HEAD), *is = bare_text(bare, HEAD);
    if (strcmp(should, is))
        give_up("the bare loop did not do what the library did");
    free(should);
    free(is);
    bare_close(other);
}

void command_loop(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *kit = kit_file(options->kit, "bench.db", arena);
    const char *recorded = kit_file(options->folder, "recorded.db", arena);
    const char *played = kit_file(options->folder, "played.db", arena);
    struct recording recording = {0};
    copy_file(kit, recorded);
    record_events(recorded, options, &recording, arena);
    copy_file(kit, played);
    struct bare *bare = bare_open_writer(played);
    bare_stretch_log(bare);
    struct played timed = play(bare, &recording, options);
    if (timed.whole)
        must_be_same(bare, recorded);
    bare_close(bare);
    printf("{\"events\":%zu,\"seconds\":%.6f,\"statements\":%.1f,", timed.commits * options->group, timed.seconds,
           (double)recording.list.count / (double)options->events);
    latencies_print(&timed.latencies);
    printf("}\n");
    latencies_free(&timed.latencies);
    remove_database(recorded, arena);
    remove_database(played, arena);
}

/* ---- trees ---- */

static void record_tree(struct session *session, const char *serial, struct recording *recording, struct arena *arena)
{
    void *query = need_memory(arena_alloc(arena, AS_BUILT_QUERY_RECORD.size));
    record_clear(&AS_BUILT_QUERY_RECORD, query);
    struct request request = {.arena = arena, .path = {serial}, .query = query, .reasons = {.arena = arena}};
    struct answer answer = {.version = ABSENT_INTEGER};
    session->now_us = wall_us();
    recorder_begin(recording, arena);
    enum fault fault = session_read_begin(session, &(int64_t){0});
    if (!fault)
        fault = view_as_built(session, &request, &answer);
    session_read_end(session);
    recorder_end();
    buffer_free(&answer.body);
    if (fault)
        give_up("%s: %s", serial, fault_row(fault)->title);
}

void command_trees(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *database = kit_file(options->kit, "bench.db", arena);
    struct lines racks = lines_read(kit_file(options->kit, "racks", arena), arena);
    struct recording *recordings = NEW_ARRAY(arena, struct recording, racks.count);
    struct reasons reasons = {.arena = arena};
    struct session *session;
    if (session_open_reader(database, &session, &reasons))
        give_up("%s: %s", database, reasons.count ? reasons.items[0].detail : "cannot be read");
    for (size_t i = 0; i < racks.count; i++)
        record_tree(session, racks.items[i], &recordings[i], arena);
    session_close(session);
    struct bare *bare = bare_open_reader(database);
    static const struct recorded COMMIT = {.kind = RECORDED_COMMIT}; /* a reader's rollback is not recorded */
    size_t trees = 0;
    int64_t began_us = monotonic_us(), end_us = began_us + (int64_t)(options->seconds_s * 1e6), now_us;
    do {
        const struct recording *recording = &recordings[trees++ % racks.count];
        for (size_t i = 0; i < recording->list.count; i++)
            bare_play(bare, &recording->list.items[i]);
        bare_play(bare, &COMMIT);
        now_us = monotonic_us();
    } while (now_us < end_us);
    bare_close(bare);
    printf("{\"trees\":%zu,\"seconds\":%.6f,\"statements\":%zu}\n", trees, (double)(now_us - began_us) / 1e6,
           recordings[0].list.count);
}
