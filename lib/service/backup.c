#include "service/backup.h"

#include "store/db_copy.h"
#include "store/file_lock.h"
#include "store/file_new.h"
#include "store/journal_walk.h"
#include "store/log_own.h"
#include "store/migration.h"
#include "store/store_parts.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_A_STEP = 256 };

static enum fault copy_pages(struct db *db, int descriptor, const struct progress *progress, struct reasons *reasons)
{
    struct db_copy *copy;
    struct db_copied copied = {.whole = false};
    enum fault fault = db_copy_begin(db, descriptor, &copy, reasons);
    if (fault)
        return fault;
    while (!fault && !copied.whole) {
        fault = db_copy_step(copy, PAGES_A_STEP, &copied, reasons);
        if (!fault && !progress_tell(progress, "copying", "bytes", copied.pages * copied.page_size,
                                     copied.pages_total * copied.page_size))
            fault = FAULT_STOPPING;
    }
    db_copy_end(copy);
    return fault;
}

static enum fault copy_file(const char *path, int descriptor, const struct progress *progress, struct reasons *reasons)
{
    struct db *db;
    int64_t number;
    enum fault fault = log_own_open(path, DB_STILL, &db, reasons);
    if (fault)
        return fault;
    fault = db_begin(db);
    if (!fault)
        fault = migration_number(db, &number); /* what is read first is what the transaction is of */
    if (!fault)
        fault = copy_pages(db, descriptor, progress, reasons);
    db_rollback(db);
    db_close(db);
    return fault;
}

enum fault backup_copy(const char *path, int descriptor, const struct progress *progress, struct reasons *reasons)
{
    const bool had_log = file_has_log(path, reasons);
    enum fault fault = copy_file(path, descriptor, progress, reasons);
    if (had_log || fault == FAULT_STOPPING || !file_has_log(path, reasons))
        return fault;
    reasons->count = reasons->found = 0; /* a daemon has started meanwhile, and what was read is of no one moment */
    return ftruncate(descriptor, 0) ? FAULT_IO : copy_file(path, descriptor, progress, reasons);
}

static enum fault check_version(struct db *db, struct reasons *reasons)
{
    int64_t number;
    enum fault fault = migration_number(db, &number);
    if (fault || (number && number <= (int64_t)MIGRATION_COUNT))
        return fault;
    if (!number)
        reason_add(reasons, "database-empty", NULL, "there is no database of Rackline in it");
    else
        reason_add(reasons, "database-newer", NULL, "it has seen migration %" PRId64 ", this version knows %zu", number,
                   MIGRATION_COUNT);
    return number ? FAULT_NEWER : FAULT_INVALID;
}

enum fault backup_verify(int descriptor, const struct progress *progress, struct backup_facts *ret,
                         struct reasons *reasons)
{
    BUFFER_OWNED struct buffer report = {0};
    struct journal_head head;
    struct db *db;
    enum fault fault = db_open_descriptor(descriptor, &db, reasons);
    if (fault)
        return fault;
    fault = check_version(db, reasons);
    if (!fault)
        fault = db_check(db, progress, reasons);
    if (!fault)
        fault = migration_verify(db, reasons);
    if (!fault)
        fault = journal_verify(db, progress, &report, reasons);
    if (!fault)
        fault = head_read(db, &head);
    if (!fault)
        *ret = (struct backup_facts){.entries = head.journal_position, .recorded_us = head.recorded_us};
    db_close(db);
    return fault;
}

static bool is_there(const char *path)
{
    struct stat found;
    return !lstat(path, &found);
}

/* A log that stands where the file was would be taken for the new one's. */
static enum fault refuse_remains(const char *path, struct reasons *reasons)
{
    static const char *const SUFFIXES[] = {"-wal", "-shm", "-journal"};
    const size_t before = reasons->found;
    if (is_there(path))
        reason_add(reasons, "file-exists", NULL,
                   "%s is there already, and is not overwritten; move it away first, with what is named after it",
                   path);
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        const char *name = arena_printf(reasons->arena, "%s%s", path, SUFFIXES[i]);
        if (!name)
            return FAULT_MEMORY;
        if (is_there(name))
            reason_add(reasons, "file-exists", NULL,
                       "%s is there: it belongs to the database that was, and goes where that went", name);
    }
    return reasons->found > before ? FAULT_REFUSED : NOTHING_WRONG;
}

static enum fault refuse_in_use(const char *from, struct reasons *reasons)
{
    bool locked;
    enum fault fault = file_is_locked(from, &locked, reasons);
    if (fault || !locked)
        return fault;
    reason_add(reasons, "database-in-use", NULL, "a daemon has %s open; take a backup of it with `racklined backup`",
               from);
    return FAULT_BUSY;
}

static enum fault restore_locked(const char *from, const char *path, const struct progress *progress,
                                 struct backup_facts *ret, struct reasons *reasons)
{
    struct file_new file;
    enum fault fault = file_new_begin(path, &file, reasons);
    if (fault)
        return fault;
    fault = backup_copy(from, file.descriptor, progress, reasons);
    if (!fault)
        fault = file_new_sync(&file, reasons);
    if (!fault)
        fault = backup_verify(file.descriptor, progress, ret, reasons);
    if (!fault)
        fault = file_new_place(&file, reasons);
    file_new_drop(&file);
    return fault;
}

enum fault backup_restore(const char *from, const char *path, const struct progress *progress, struct backup_facts *ret,
                          struct reasons *reasons)
{
    int lock;
    enum fault fault = refuse_in_use(from, reasons);
    if (!fault)
        fault = file_lock_absent(path, &lock, reasons);
    if (fault)
        return fault;
    fault = refuse_remains(path, reasons);
    if (!fault)
        fault = restore_locked(from, path, progress, ret, reasons);
    close(lock);
    return fault;
}
