/* The SQLite driver: what becomes of the write-ahead log.
 *
 * A checkpoint copies its pages into the file, and when they are on disk the log starts over. In a file of some size
 * the pages lie far apart, and the disk takes many times as long as copying them. Where another thread can wait for
 * that (db_defer_syncs), the writer goes on appending to the log, and waits for what it appended meanwhile alone, which
 * is little. Until then the log is all there is of these pages after a power cut: a reader's transaction, on a
 * connection of its own, keeps it from starting over. */
#include "store/sqlite_file.h"
#include "store/sqlite_parts.h"

enum {
    CHECKPOINT_STEP = 1000, /* more, before it is tried again where a reader was in the way */
    LOG_PAGES_MAX = 16000,  /* from here on the writer waits for readers and the disk, so that the log can start over */
    RESTART_WAIT_MS = 200,
};

static int note_pages(void *context, sqlite3 *handle, const char *schema, int pages)
{
    (void)handle, (void)schema;
    struct db *db = context;
    if (pages < db->log_pages) /* it started over */
        db->checkpoint_at = CHECKPOINT_PAGES;
    db->log_pages = pages;
    return SQLITE_OK;
}

void log_note(struct db *db)
{
    sqlite3_wal_hook(db->handle, note_pages, db);
}

/* A passive checkpoint copies what no reader still needs. Only a log that grew beyond its bound makes the writer wait
 * for readers; one that does not finish in time is asked again later. */
enum fault log_checkpoint(struct db *db)
{
    const bool bound = db->log_pages >= LOG_PAGES_MAX;
    sqlite3_busy_timeout(db->handle, RESTART_WAIT_MS);
    int code = sqlite3_wal_checkpoint_v2(db->handle, NULL,
                                         bound ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    sqlite3_busy_timeout(db->handle, SQLITE_BUSY_MS);
    db->checkpoint_at = db->log_pages + CHECKPOINT_STEP;
    return (code & 0xff) == SQLITE_BUSY ? NOTHING_WRONG : sqlite_fault(code);
}

/* ---- syncs that another thread waits for ---- */

enum fault db_defer_syncs(struct db *db, void (*ask)(void *context), void *context, struct reasons *reasons)
{
    struct sqlite_file file;
    int code = sqlite_file_open(sqlite3_db_filename(db->handle, NULL), DB_READ, reasons, &file);
    if (code) {
        sqlite3_close(file.handle);
        return sqlite_fault(code);
    }
    db->holder = file.handle;
    db->ask = ask;
    db->ask_context = context;
    return NOTHING_WRONG;
}

int log_sync_file(sqlite3 *handle)
{
    sqlite3_file *file;
    int code = sqlite3_file_control(handle, NULL, SQLITE_FCNTL_FILE_POINTER, &file);
    return code ? code : file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}

/* After a sync that failed nobody knows what the disk has, and none that succeeds later says. */
void db_sync(struct db *db)
{
    if (log_sync_file(db->holder))
        db->sync_fault = FAULT_IO;
    db->sync = FILE_SYNC_OVER;
}

static void let_log_go(struct db *db)
{
    sqlite3_exec(db->holder, "ROLLBACK", NULL, NULL, NULL);
}

/* A connection that no longer syncs its commits must make no more of them. */
static int copy_log(struct db *db)
{
    int pages, code = sqlite3_exec(db->handle, "PRAGMA synchronous=OFF", NULL, NULL, NULL);
    if (!code)
        code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &db->copied_pages);
    int restored = sqlite3_exec(db->handle, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
    return restored ? SQLITE_IOERR : code;
}

/* The log is on disk already, each commit has synced it. What the holder reads is its last commit, so that everything
 * is copied; and as that was not copied before, the holder reads it in the log. */
static enum fault copy_unsynced(struct db *db)
{
    db->checkpoint_at = db->log_pages + CHECKPOINT_STEP;
    int code = sqlite3_exec(db->holder, "BEGIN; PRAGMA user_version", NULL, NULL, NULL);
    if (!code)
        code = copy_log(db);
    if (code) {
        let_log_go(db);
        return (code & 0xff) == SQLITE_BUSY ? NOTHING_WRONG : sqlite_fault(code);
    }
    db->sync = FILE_SYNC_ASKED;
    db->ask(db->ask_context);
    return NOTHING_WRONG;
}

/* Of a few pages the writer waits for the disk itself: then the log starts over. */
static enum fault copy_pages(struct db *db, int pages)
{
    const bool unsynced = db->holder && pages > CHECKPOINT_STEP && db->log_pages < LOG_PAGES_MAX;
    return unsynced ? copy_unsynced(db) : log_checkpoint(db);
}

static enum fault finish_copying(struct db *db)
{
    let_log_go(db);
    db->sync = FILE_SYNCED;
    return db->sync_fault ? db->sync_fault : copy_pages(db, db->log_pages - db->copied_pages);
}

void log_tend(struct db *db)
{
    while (db->sync == FILE_SYNC_ASKED && db->log_pages >= LOG_PAGES_MAX)
        sqlite3_sleep(1);
    if (db->sync == FILE_SYNC_OVER)
        db->checkpoint_fault = finish_copying(db);
    else if (db->sync == FILE_SYNCED && db->log_pages >= db->checkpoint_at)
        db->checkpoint_fault = copy_pages(db, db->log_pages);
}

/* A connection that is closed copies what is left, and removes the log. It stays where the file may not be whole. */
void log_leave(struct db *db)
{
    if (!db->holder)
        return;
    if (db->sync == FILE_SYNC_ASKED)
        db_sync(db);
    if (db->sync_fault)
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_close(db->holder);
}
