#include "store/sqlite_descriptor.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VFS_NAME "rackline-descriptor"

enum { SECTOR_SIZE = 4096 };

struct opened {
    sqlite3_file base; /* first: SQLite knows no more of it */
    int descriptor;
};

static int descriptor_of(const sqlite3_file *file)
{
    return ((const struct opened *)file)->descriptor;
}

static int close_file(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int read_file(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = pread(descriptor_of(file), at, (size_t)size, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return SQLITE_IOERR_READ;
        if (!got) {
            memset(at, 0, (size_t)size);
            return SQLITE_IOERR_SHORT_READ;
        }
        at += got, size -= (int)got, offset += got;
    }
    return SQLITE_OK;
}

static int write_file(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = pwrite(descriptor_of(file), at, (size_t)size, offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return written == 0 || errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? SQLITE_FULL
                                                                                        : SQLITE_IOERR_WRITE;
        at += written, size -= (int)written, offset += written;
    }
    return SQLITE_OK;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    return ftruncate(descriptor_of(file), size) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int sync_file(sqlite3_file *file, int flags)
{
    (void)file, (void)flags;
    return SQLITE_OK;
}

static int size_file(sqlite3_file *file, sqlite3_int64 *ret)
{
    struct stat status;
    if (fstat(descriptor_of(file), &status))
        return SQLITE_IOERR_FSTAT;
    *ret = status.st_size;
    return SQLITE_OK;
}

static int lock_file(sqlite3_file *file, int level)
{
    (void)file, (void)level;
    return SQLITE_OK;
}

static int check_reserved(sqlite3_file *file, int *ret)
{
    (void)file;
    *ret = 0;
    return SQLITE_OK;
}

static int control_file(sqlite3_file *file, int operation, void *argument)
{
    (void)file, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *file)
{
    (void)file;
    return SECTOR_SIZE;
}

static int characteristics(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
};

/* The database alone: what SQLite would keep beside it, it is told to keep in memory or not at all. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    struct opened *opened = (struct opened *)file;
    *opened = (struct opened){.descriptor = -1};
    if (!name || !(flags & SQLITE_OPEN_MAIN_DB))
        return SQLITE_CANTOPEN;
    opened->descriptor = (int)strtol(name + strspn(name, "/"), NULL, 10);
    opened->base.pMethods = &METHODS;
    if (ret_flags)
        *ret_flags = flags;
    return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs, (void)name, (void)sync;
    return SQLITE_OK;
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *ret)
{
    (void)vfs, (void)name, (void)flags;
    *ret = 0;
    return SQLITE_OK;
}

static int full_name(sqlite3_vfs *vfs, const char *name, int room, char *ret)
{
    (void)vfs;
    return snprintf(ret, (size_t)room, "%s", name) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

/* SQLite links the file systems it knows to each other, so that this one, which never changes, cannot be constant. What
 * it does not do itself it leaves to the system's. */
static void register_vfs(void)
{
    static sqlite3_vfs vfs;
    const sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    if (!system)
        return;
    vfs = *system;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(struct opened);
    vfs.zName = VFS_NAME;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_name;
    sqlite3_vfs_register(&vfs, 0);
}

void sqlite_descriptor_uri(int descriptor, bool writes, char uri[static DESCRIPTOR_URI_SIZE])
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, register_vfs);
    snprintf(uri, DESCRIPTOR_URI_SIZE, "file:/%d?vfs=" VFS_NAME "%s", descriptor, writes ? "" : "&immutable=1");
}
