/* Making every state table again from the journal. */
#include "store/apply.h"
#include "store/find_history.h"
#include "store/journal_walk.h"
#include "store/rebuild_tables.h"
#include "store/store_parts.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { ENTRIES_A_COMMIT = 10000 };

struct stored_entry {
    int64_t journal_position;
    struct uuid id;
    int64_t recorded_us;
    const char *bytes;
};
static const struct field STORED_ENTRY_FIELDS[] = {
    FIELD_INTEGER(struct stored_entry, journal_position, REQUIRED, 0, 0, "where it stands"),
    FIELD_UUID(struct stored_entry, id, REQUIRED, "its id"),
    FIELD_INTEGER(struct stored_entry, recorded_us, REQUIRED, 0, 0, "when it was entered"),
    FIELD_JSON(struct stored_entry, bytes, REQUIRED, "as it was stored"),
};
static const struct record STORED_ENTRY_RECORD =
    RECORD(struct stored_entry, "stored_entry", STORED_ENTRY_FIELDS, "A row of the journal.");
SQL_READ(WHOLE_JOURNAL, &STORED_ENTRY_RECORD,
         "SELECT journal_position, id, recorded_us, bytes FROM journal ORDER BY journal_position");

/* The journal as far as it was replayed. */
struct replay {
    struct store *scratch;
    struct arena *arena; /* of one entry */
    struct journal_walk walk;
};

static enum fault decode_stored(struct replay *replay, const struct stored_entry *row, struct entry *ret)
{
    struct reasons scratch = {.arena = replay->arena};
    enum fault fault = entry_decode(row->bytes, strlen(row->bytes), ret, &scratch);
    if (fault == FAULT_CORRUPT)
        return journal_walk_differs(&replay->walk, scratch.count ? scratch.items[0].detail : "it cannot be read");
    if (fault)
        return fault;
    if (ret->journal_position != row->journal_position)
        return journal_walk_differs(&replay->walk, "its bytes name another position");
    if (!uuid_equal(ret->id, row->id))
        return journal_walk_differs(&replay->walk, "its bytes name another id");
    if (ret->recorded_us != row->recorded_us)
        return journal_walk_differs(&replay->walk, "its bytes name another time");
    return NOTHING_WRONG;
}

/* What is applied goes to disk now and then, so that a long journal needs no long transaction. */
static enum fault commit_now_and_then(struct replay *replay)
{
    if (replay->walk.head.journal_position % ENTRIES_A_COMMIT)
        return NOTHING_WRONG;
    enum fault fault = store_commit(replay->scratch);
    return fault ? fault : store_begin_hopeful(replay->scratch);
}

static enum fault replay_entry(void *context, const void *stored)
{
    struct replay *replay = context;
    const struct stored_entry *row = stored;
    struct entry entry;
    arena_reset(replay->arena);
    enum fault fault = journal_walk_step(&replay->walk, row->journal_position, row->recorded_us, row->bytes);
    if (!fault)
        fault = decode_stored(replay, row, &entry);
    if (fault)
        return fault;
    fault = entry_apply(replay->scratch, &entry);
    if (fault == FAULT_CORRUPT)
        return journal_walk_differs(&replay->walk, "what came before it does not allow it");
    return fault ? fault : commit_now_and_then(replay);
}

static enum fault replay_journal(struct store *store, struct store *scratch, const struct progress *progress,
                                 struct reasons *reasons, struct journal_walk *ret)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct replay replay = {.scratch = scratch, .arena = arena};
    enum fault fault = arena ? store_begin_hopeful(scratch) : FAULT_MEMORY;
    if (!fault)
        fault = journal_walk_begin(store->db, "replaying the journal", progress, reasons, &replay.walk);
    if (!fault)
        fault = db_each(store->db, &WHOLE_JOURNAL, NO_BINDS, replay_entry, &replay);
    if (!fault)
        fault = store_commit(scratch);
    if (!fault)
        *ret = replay.walk;
    return fault;
}

static enum fault compare_in(struct store *store, struct store *scratch, const struct progress *progress,
                             struct buffer *report, struct reasons *reasons)
{
    struct journal_walk replayed;
    enum fault fault = replay_journal(store, scratch, progress, reasons, &replayed);
    if (fault)
        return fault;
    enum fault head_fault = journal_walk_end(&replayed, store->db, report);
    if (head_fault && head_fault != FAULT_CORRUPT)
        return head_fault;
    fault = tables_compare(store->db, scratch->db, progress, report, reasons);
    return fault ? fault : head_fault;
}

static void scratch_remove(const char *path, struct arena *arena)
{
    static const char *const SUFFIXES[] = {"", "-wal", "-shm", ".lock"};
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        const char *name = arena_printf(arena, "%s%s", path, SUFFIXES[i]);
        if (name)
            unlink(name);
    }
}

enum fault rebuild_compare(struct store *store, const char *scratch_path, const struct progress *progress,
                           struct buffer *report, struct reasons *reasons)
{
    if (!access(scratch_path, F_OK)) { /* whatever it is, it is not ours to remove */
        reason_add(reasons, "scratch-exists", NULL, "%s is there already", scratch_path);
        return FAULT_INVALID;
    }
    struct store *scratch = NULL;
    enum fault fault = store_open(scratch_path, DB_WRITE, &scratch, reasons);
    if (!fault)
        fault = store_begin(store);
    if (!fault) {
        fault = compare_in(store, scratch, progress, report, reasons);
        store_rollback(store);
    }
    store_close(scratch);
    scratch_remove(scratch_path, reasons->arena);
    return fault;
}

/* --- filling what is new --- */

SQL_READ(UNITS_WITHOUT_HISTORY, NULL,
         "SELECT CASE WHEN EXISTS (SELECT 1 FROM unit) AND NOT EXISTS (SELECT 1 FROM unit_history) THEN 1 ELSE 0 END");
SQL_READ(WHOLE_HISTORY, &UNIT_STATE_SINCE_RECORD,
         "SELECT unit_id, operation, journal_position, state FROM unit_history ORDER BY unit_id, operation,"
         " journal_position");
SQL_WRITE(INSERT_HISTORY, &UNIT_STATE_SINCE_RECORD,
          "INSERT INTO unit_history (unit_id, operation, journal_position, state) VALUES ($1, $2, $3, $4)");

static enum fault copy_state(void *context, const void *row)
{
    struct store *store = context;
    return db_change_row(store->db, &INSERT_HISTORY, row);
}

static enum fault fill_from(struct store *store, struct store *scratch, struct reasons *reasons)
{
    struct journal_walk replayed;
    enum fault fault = store_begin_hopeful(store);
    if (fault)
        return fault;
    fault = replay_journal(store, scratch, NULL, reasons, &replayed);
    if (!fault)
        fault = db_each(scratch->db, &WHOLE_HISTORY, NO_BINDS, copy_state, store);
    if (!fault)
        return store_commit(store);
    store_rollback(store);
    return fault;
}

enum fault rebuild_fill(struct store *store, const char *path, struct reasons *reasons)
{
    int64_t without;
    struct store *scratch = NULL;
    enum fault fault = db_integer(store->db, &UNITS_WITHOUT_HISTORY, NO_BINDS, 0, &without);
    if (fault || !without)
        return fault;
    const char *scratch_path = arena_printf(reasons->arena, "%s.fill", path);
    if (!scratch_path)
        return FAULT_MEMORY;
    scratch_remove(scratch_path, reasons->arena); /* that of a filling that was interrupted */
    fault = store_open(scratch_path, DB_WRITE, &scratch, reasons);
    if (!fault)
        fault = fill_from(store, scratch, reasons);
    store_close(scratch);
    scratch_remove(scratch_path, reasons->arena);
    return fault;
}
