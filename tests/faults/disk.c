#include "disk.h"

#include "unsynced.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const DISK_OPERATION_WORDS[DISK_OPERATION_COUNT] = {
    [DISK_OPEN] = "open", [DISK_READ] = "read",         [DISK_WRITE] = "write",
    [DISK_SYNC] = "sync", [DISK_TRUNCATE] = "truncate", [DISK_DELETE] = "delete"};
const char *const DISK_FAULT_WORDS[DISK_FAULT_COUNT] = {
    [DISK_ERROR] = "error", [DISK_NO_ROOM] = "no-room", [DISK_TORN] = "torn", [DISK_GONE] = "gone", [DISK_CUT] = "cut"};

/* SQLite calls back without a context of ours, so what there is of the disk is here. */
static struct {
    pthread_mutex_t mutex; /* over what follows, and over what is unsynced */
    sqlite3_vfs *below;
    bool lazy;
    bool planned;
    struct disk_plan plan;
    int64_t count; /* of the planned operation */
    bool struck, gone;
    enum disk_room room;
    const char *full_while;
} disk = {.mutex = PTHREAD_MUTEX_INITIALIZER};

/* What comes of an operation. */
enum outcome { DONE, FAILS, FAILS_FULL, FAILS_TORN };

/* What SQLite is told of an error, by operation. */
static const int ERRORS[DISK_OPERATION_COUNT] = {
    [DISK_OPEN] = SQLITE_CANTOPEN,    [DISK_READ] = SQLITE_IOERR_READ,         [DISK_WRITE] = SQLITE_IOERR_WRITE,
    [DISK_SYNC] = SQLITE_IOERR_FSYNC, [DISK_TRUNCATE] = SQLITE_IOERR_TRUNCATE, [DISK_DELETE] = SQLITE_IOERR_DELETE};

/* Under the mutex. */
static enum outcome meet(enum disk_operation operation)
{
    if (disk.gone)
        return FAILS;
    if (!disk.planned || operation != disk.plan.operation || ++disk.count != disk.plan.nth)
        return DONE;
    disk.struck = true;
    switch (disk.plan.fault) {
    case DISK_ERROR:
        return FAILS;
    case DISK_NO_ROOM:
        return operation == DISK_WRITE ? FAILS_FULL : FAILS;
    case DISK_TORN:
        return FAILS_TORN;
    case DISK_GONE:
        disk.gone = true;
        return FAILS;
    case DISK_CUT:
        disk.gone = true;
        unsynced_lose(disk.plan.seed);
        return FAILS;
    case DISK_FAULT_COUNT:
        break;
    }
    abort();
}

/* Whether a cut is to come, which may lose a part of the very change that it hits. */
static bool notes_changes(void)
{
    return disk.planned && disk.plan.fault == DISK_CUT && !disk.gone;
}

/* ---- one file ---- */

struct file {
    sqlite3_file ours;
    const char *path;     /* absolute; SQLite keeps it as long as the file is open */
    bool syncs_folder;    /* its first sync syncs the folder too, as that of any log that is made does */
    sqlite3_file below[]; /* of the size that it asks for */
};

static sqlite3_file *below(sqlite3_file *file)
{
    return ((struct file *)file)->below;
}

static int file_close(sqlite3_file *file)
{
    return below(file)->pMethods->xClose(below(file));
}

static int file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    pthread_mutex_lock(&disk.mutex);
    enum outcome outcome = meet(DISK_READ);
    pthread_mutex_unlock(&disk.mutex);
    return outcome ? ERRORS[DISK_READ] : below(file)->pMethods->xRead(below(file), bytes, size, offset);
}

static bool is_full(void)
{
    return disk.room || (disk.full_while && !access(disk.full_while, F_OK));
}

static bool finds_no_room(sqlite3_file *file, sqlite3_int64 end)
{
    sqlite3_int64 length;
    return is_full() && (below(file)->pMethods->xFileSize(below(file), &length) || end > length);
}

static int write_below(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    return below(file)->pMethods->xWrite(below(file), bytes, size, offset);
}

static int write_as_planned(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    if (notes_changes())
        unsynced_write(((struct file *)file)->path, offset, bytes, (size_t)size);
    enum outcome outcome = meet(DISK_WRITE);
    if (outcome == DONE && finds_no_room(file, offset + size)) {
        errno = disk.room == DISK_QUOTA_SPENT ? EDQUOT : ENOSPC;
        return disk.room == DISK_QUOTA_SPENT ? ERRORS[DISK_WRITE] : SQLITE_FULL;
    }
    switch (outcome) {
    case DONE:
        return write_below(file, bytes, size, offset);
    case FAILS_FULL:
        return SQLITE_FULL;
    case FAILS_TORN:
        write_below(file, bytes, size / 2, offset);
        return ERRORS[DISK_WRITE];
    case FAILS:
        return ERRORS[DISK_WRITE];
    }
    abort();
}

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    pthread_mutex_lock(&disk.mutex);
    int code = write_as_planned(file, bytes, size, offset);
    pthread_mutex_unlock(&disk.mutex);
    return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    pthread_mutex_lock(&disk.mutex);
    if (notes_changes())
        unsynced_truncate(((struct file *)file)->path, size);
    int code = meet(DISK_TRUNCATE) ? ERRORS[DISK_TRUNCATE] : below(file)->pMethods->xTruncate(below(file), size);
    pthread_mutex_unlock(&disk.mutex);
    return code;
}

static int file_sync(sqlite3_file *file, int flags)
{
    pthread_mutex_lock(&disk.mutex);
    int code = SQLITE_OK;
    if (meet(DISK_SYNC))
        code = ERRORS[DISK_SYNC];
    else if (!disk.lazy)
        code = below(file)->pMethods->xSync(below(file), flags);
    if (!code) {
        struct file *ours = (struct file *)file;
        unsynced_forget(ours->path);
        if (ours->syncs_folder)
            unsynced_forget_deletes();
        ours->syncs_folder = false;
    }
    pthread_mutex_unlock(&disk.mutex);
    return code;
}

#define PASS_ON(name, parameters, method, ...)                                                                         \
    static int name parameters                                                                                         \
    {                                                                                                                  \
        return below(file)->pMethods->method(below(file) __VA_OPT__(, ) __VA_ARGS__);                                  \
    }
PASS_ON(file_size, (sqlite3_file * file, sqlite3_int64 *ret), xFileSize, ret)
PASS_ON(file_lock, (sqlite3_file * file, int level), xLock, level)
PASS_ON(file_unlock, (sqlite3_file * file, int level), xUnlock, level)
PASS_ON(file_is_reserved, (sqlite3_file * file, int *ret), xCheckReservedLock, ret)
PASS_ON(file_control, (sqlite3_file * file, int what, void *with), xFileControl, what, with)
PASS_ON(file_sector, (sqlite3_file * file), xSectorSize)
PASS_ON(file_traits, (sqlite3_file * file), xDeviceCharacteristics)
PASS_ON(file_map_lock, (sqlite3_file * file, int offset, int count, int flags), xShmLock, offset, count, flags)
PASS_ON(file_unmap, (sqlite3_file * file, int remove), xShmUnmap, remove)

/* The log's index is a file beside it, which grows where `extend` says so. */
static bool index_finds_no_room(sqlite3_file *file, int64_t end)
{
    char path[PATH_MAX];
    struct stat index;
    snprintf(path, sizeof path, "%s-shm", ((struct file *)file)->path);
    return is_full() && (stat(path, &index) || index.st_size < end);
}

static int file_map(sqlite3_file *file, int region, int size, int extend, void volatile **ret)
{
    pthread_mutex_lock(&disk.mutex);
    const bool no_room = extend && index_finds_no_room(file, (int64_t)(region + 1) * size);
    pthread_mutex_unlock(&disk.mutex);
    return no_room ? SQLITE_IOERR_SHMSIZE : below(file)->pMethods->xShmMap(below(file), region, size, extend, ret);
}

static void file_barrier(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_map,
    .xShmLock = file_map_lock,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
};

/* ---- the file system ---- */

static int open_below(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    struct file *ours = (struct file *)file;
    pthread_mutex_lock(&disk.mutex);
    enum outcome outcome = meet(DISK_OPEN);
    pthread_mutex_unlock(&disk.mutex);
    file->pMethods = NULL; /* so that nobody closes what was not opened */
    int code = outcome ? ERRORS[DISK_OPEN] : disk.below->xOpen(disk.below, path, ours->below, flags, ret_flags);
    if (code)
        return code;
    ours->path = path;
    ours->syncs_folder = flags & SQLITE_OPEN_CREATE && flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
    file->pMethods = &METHODS;
    return SQLITE_OK;
}

static int delete_below(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    (void)vfs;
    pthread_mutex_lock(&disk.mutex);
    if (notes_changes())
        unsynced_delete(path);
    int code = meet(DISK_DELETE) ? ERRORS[DISK_DELETE] : disk.below->xDelete(disk.below, path, sync_folder);
    if (!code && sync_folder)
        unsynced_forget_deletes();
    pthread_mutex_unlock(&disk.mutex);
    return code;
}

void disk_install(bool lazy)
{
    static sqlite3_vfs vfs;
    disk.below = sqlite3_vfs_find(NULL);
    disk.lazy = lazy;
    vfs = *disk.below; /* what is not ours is called with our place in its stead, and does not mind */
    vfs.iVersion = 3;
    vfs.zName = "faulty";
    vfs.pNext = NULL;
    vfs.szOsFile = (int)sizeof(struct file) + disk.below->szOsFile;
    vfs.xOpen = open_below;
    vfs.xDelete = delete_below;
    if (sqlite3_vfs_register(&vfs, 1))
        abort();
}

void disk_arm(const struct disk_plan *plan)
{
    pthread_mutex_lock(&disk.mutex);
    unsynced_forget(NULL);
    disk.planned = plan != NULL;
    if (plan)
        disk.plan = *plan;
    disk.count = 0;
    disk.struck = disk.gone = false;
    pthread_mutex_unlock(&disk.mutex);
}

bool disk_struck(void)
{
    pthread_mutex_lock(&disk.mutex);
    bool struck = disk.struck;
    pthread_mutex_unlock(&disk.mutex);
    return struck;
}

void disk_fill(enum disk_room room)
{
    pthread_mutex_lock(&disk.mutex);
    disk.room = room;
    pthread_mutex_unlock(&disk.mutex);
}

void disk_fill_while(const char *path)
{
    pthread_mutex_lock(&disk.mutex);
    disk.full_while = path;
    pthread_mutex_unlock(&disk.mutex);
}
