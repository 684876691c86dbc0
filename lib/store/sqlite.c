/* The SQLite driver: connections and transactions. */
#include "base/monotonic.h"
#include "store/file_lock.h"
#include "store/log_whole.h"
#include "store/sqlite_file.h"
#include "store/sqlite_parts.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CLOCK_STEPS = 2000, /* of SQLite's machine, between a reader's looks at the clock: some tens of microseconds */
};

/* Readers are many and short; the writer's cache keeps the pages that the next batch will change again. Among ten
 * million entries it is full after some minutes, whatever its size: with the readers and 500 feeds it has to fit into
 * 64 MiB. */
static const char WRITER_SETTINGS[] = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384;"
                                      "PRAGMA cache_spill=OFF; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY;"
                                      "PRAGMA journal_size_limit=67108864";
static const char READER_SETTINGS[] = "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA wal_autocheckpoint=0;"
                                      "PRAGMA temp_store=MEMORY";

enum fault sqlite_fault(int code)
{
    if (code == SQLITE_IOERR_NOMEM)
        return FAULT_MEMORY;
    if (code == SQLITE_IOERR_SHMSIZE) /* the log's index could not grow */
        return FAULT_FULL;
    if (code == SQLITE_IOERR_WRITE && errno == EDQUOT) /* of what makes a disk full, SQLite knows ENOSPC */
        return FAULT_FULL;
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return NOTHING_WRONG;
    case SQLITE_NOMEM:
        return FAULT_MEMORY;
    case SQLITE_FULL:
        return FAULT_FULL;
    case SQLITE_BUSY:
        return FAULT_BUSY;
    case SQLITE_INTERRUPT:
        return FAULT_OVERDUE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
        return FAULT_IO;
    default: /* CORRUPT, NOTADB, CONSTRAINT; and what only a schema that is not ours explains: ERROR, MISMATCH */
        return FAULT_CORRUPT;
    }
}

/* After some errors (a full disk) SQLite ends the whole transaction. What came next would commit on its own, so
 * everything is refused until the caller has rolled back. And so it is where no statement may be undone alone, as one
 * is that ran out of memory. */
enum fault sqlite_note(struct db *db, int code)
{
    enum fault fault = sqlite_fault(code);
    if (fault == FAULT_FULL &&
        db->mode == DB_WRITE) /* it may be the log that fills the disk: once it is copied it starts over */
        db->checkpoint_fault = fault;
    const bool ended = sqlite3_get_autocommit(db->handle) || (db->spills && fault == FAULT_MEMORY);
    if (fault && db->began && !db->lost && ended)
        db->lost = fault;
    return fault;
}

/* --- opening --- */

static int note_journal_mode(void *context, int count, char **values, char **names)
{
    (void)names;
    *(bool *)context = count == 1 && values[0] && !strcmp(values[0], "wal");
    return 0;
}

static int is_overdue(void *context)
{
    return db_is_overdue(context);
}

/* EXTRA, so that the rollback journal of the change to WAL is gone for good before there is a log: after a power cut
 * it would take the change back. In WAL it is the same as FULL. */
static const char TO_WAL[] = "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL";

static int configure(struct db *db, bool *ret_wal)
{
    int code = sqlite3_exec(db->handle, db->mode == DB_WRITE ? TO_WAL : "PRAGMA journal_mode", note_journal_mode,
                            ret_wal, NULL);
    if (!code)
        code = sqlite3_exec(db->handle, db->mode == DB_WRITE ? WRITER_SETTINGS : READER_SETTINGS, NULL, NULL, NULL);
    if (!code && db->mode == DB_WRITE)
        code = log_sync_file(db->handle);
    if (db->mode == DB_WRITE) {
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
        log_note(db);
    } else {
        sqlite3_progress_handler(db->handle, CLOCK_STEPS, is_overdue, db);
    }
    return code;
}

static const char *problem_of(int code, enum fault fault)
{
    return fault == FAULT_FULL ? "the disk has no room"
           : code              ? sqlite3_errstr(code)
                               : "no write-ahead log can be kept";
}

static enum fault take_handle(struct db *db, int code, const struct sqlite_file *file, const char *path,
                              struct reasons *reasons)
{
    bool wal = false;
    db->handle = file->handle;
    if (file->foreign)
        return FAULT_INVALID;
    if (!code && db->mode == DB_WRITE && sqlite3_db_readonly(db->handle, NULL))
        code = SQLITE_READONLY; /* SQLite opens what it may not write to read it */
    else if (!code)
        code = configure(db, &wal);
    enum fault fault = code ? sqlite_fault(code) : wal || file->immutable ? NOTHING_WRONG : FAULT_IO;
    if (fault)
        reason_add(reasons, "database-unusable", NULL, "%s: %s", path, problem_of(code, fault));
    return fault;
}

static enum fault open_handle(struct db *db, const char *path, struct reasons *reasons)
{
    struct sqlite_file file;
    int code = sqlite_file_open(path, db->mode, reasons, &file);
    return take_handle(db, code, &file, path, reasons);
}

static struct db *db_new(enum db_mode mode)
{
    struct db *db = malloc(sizeof *db);
    if (db)
        *db = (struct db){.mode = mode, .lock = -1, .checkpoint_at = CHECKPOINT_PAGES, .end_us = INT64_MAX};
    return db;
}

/* What SQLite calls a fault of the disk, or takes for a database of which nothing was written yet. */
static enum fault check_readable(const char *path, enum db_mode mode, struct reasons *reasons)
{
    struct stat found;
    if (stat(path, &found)) {
        reason_add(reasons, "database-missing", NULL, "%s: %s", path, strerror(errno));
        return errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO;
    }
    enum fault cut = file_check_whole(path, reasons);
    const char *real = !cut && mode == DB_STILL ? file_real_path(path, reasons) : NULL;
    if (real)
        cut = log_check_whole(real, reasons);
    if (cut)
        return cut;
    if (found.st_size)
        return NOTHING_WRONG;
    reason_add(reasons, "database-empty", NULL, "%s is empty: there is no database of Rackline in it", path);
    return FAULT_INVALID;
}

enum fault db_open(const char *path, enum db_mode mode, struct db **ret, struct reasons *reasons)
{
    enum fault unreadable = mode == DB_WRITE ? NOTHING_WRONG : check_readable(path, mode, reasons);
    if (unreadable)
        return unreadable;
    struct db *db = db_new(mode);
    if (!db)
        return FAULT_MEMORY;
    enum fault fault = mode == DB_WRITE ? file_lock(path, &db->lock, reasons) : NOTHING_WRONG;
    if (!fault)
        fault = open_handle(db, path, reasons);
    if (fault)
        db_close(db);
    else
        *ret = db;
    return fault;
}

enum fault db_open_untouched(const char *path, bool with_log, struct db **ret, struct reasons *reasons)
{
    struct sqlite_file file;
    struct db *db = db_new(DB_STILL);
    if (!db)
        return FAULT_MEMORY;
    int code = sqlite_file_open_untouched(path, with_log, reasons, &file);
    enum fault fault = take_handle(db, code, &file, path, reasons);
    if (fault)
        db_close(db);
    else
        *ret = db;
    return fault;
}

enum fault db_open_descriptor(int descriptor, struct db **ret, struct reasons *reasons)
{
    struct sqlite_file file;
    struct db *db = db_new(DB_READ);
    if (!db)
        return FAULT_MEMORY;
    int code = sqlite_file_open_descriptor(descriptor, reasons, &file);
    enum fault fault = take_handle(db, code, &file, "the file", reasons);
    if (fault)
        db_close(db);
    else
        *ret = db;
    return fault;
}

enum fault db_open_memory(struct db **ret)
{
    struct db *db = db_new(DB_WRITE);
    if (!db)
        return FAULT_MEMORY;
    int code = sqlite3_open_v2(":memory:", &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    enum fault fault = sqlite_fault(code);
    if (fault)
        db_close(db);
    else
        *ret = db;
    return fault;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    statements_free(db);
    log_leave(db);
    sqlite3_close(db->handle);
    if (db->lock >= 0)
        close(db->lock);
    free(db);
}

/* --- transactions --- */

/* Where pages went to the log before the commit, and again, and then a savepoint or a statement is rolled back, SQLite
 * (3.40) gives frames wrong sums: after a kill, that commit and every later one in the log are gone. So they go there
 * early only where all is rolled back, or nothing. */
static int spill(struct db *db, bool spills)
{
    if (spills == db->spills)
        return SQLITE_OK;
    int code = sqlite3_exec(db->handle, spills ? "PRAGMA cache_spill=ON" : "PRAGMA cache_spill=OFF", NULL, NULL, NULL);
    if (!code)
        db->spills = spills;
    return code;
}

static enum fault begin(struct db *db, bool whole)
{
    /* Once more: the disk may have room again. After an error of it there is no going on, even where the next try
     * seems to succeed: nobody knows what became of the pages whose sync failed. */
    if (db->checkpoint_fault == FAULT_FULL || db->checkpoint_fault == FAULT_MEMORY)
        db->checkpoint_fault = log_checkpoint(db);
    if (db->checkpoint_fault)
        return db->checkpoint_fault;
    int code = spill(db, whole);
    if (!code)
        code = sqlite3_exec(db->handle, db->mode == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", NULL, NULL, NULL);
    db->began = !code;
    return sqlite_fault(code);
}

enum fault db_begin(struct db *db)
{
    return begin(db, false);
}

enum fault db_begin_whole(struct db *db)
{
    return begin(db, true);
}

/* What is committed into a file that was moved or removed, the next start does not find. */
static bool is_moved(struct db *db)
{
    int moved = 0;
    return db->mode == DB_WRITE && !sqlite3_file_control(db->handle, NULL, SQLITE_FCNTL_HAS_MOVED, &moved) && moved;
}

enum fault db_commit(struct db *db)
{
    if (db->lost || is_moved(db))
        return db->lost ? db->lost : FAULT_MOVED;
    enum fault fault = sqlite_note(db, sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL));
    if (fault)
        return fault;
    db->began = false;
    log_tend(db);
    return NOTHING_WRONG;
}

void db_rollback(struct db *db)
{
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db->began = false;
    db->lost = NOTHING_WRONG;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_total_changes64(db->handle);
}

enum fault db_script(struct db *db, const char *sql)
{
    return db->lost ? db->lost : sqlite_note(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

enum fault db_has_table(struct db *db, const char *name, bool *ret)
{
    static const struct sql TABLE_BY_NAME = {
        .text = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1"};
    int64_t count;
    enum fault fault = db_integer(db, &TABLE_BY_NAME, BINDS(bind_text(name)), 0, &count);
    if (!fault)
        *ret = count > 0;
    return fault;
}

void db_limit(struct db *db, int64_t end_us)
{
    atomic_store(&db->end_us, end_us);
}

bool db_is_overdue(struct db *db)
{
    const int64_t end_us = atomic_load(&db->end_us);
    return end_us != INT64_MAX && monotonic_us() >= end_us;
}

const char *db_problem(struct db *db)
{
    return sqlite3_errmsg(db->handle);
}
