#include "store/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static enum fault refuse(const char *path, int error, struct reasons *reasons)
{
    reason_add(reasons, "database-unusable", NULL, "%s: %s", path, strerror(error));
    return error == ENOSPC ? FAULT_FULL : FAULT_IO;
}

/* Makes the file where it is not there, for only a file has a path without links. */
static enum fault file_make(const char *path, struct reasons *reasons)
{
    if (!access(path, F_OK))
        return NOTHING_WRONG;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        return refuse(path, errno, reasons);
    close(file);
    return NOTHING_WRONG;
}

/* A file with a second name would have a second log: what one writes, the other undoes. */
static enum fault check_one_name(const char *path, struct reasons *reasons)
{
    struct stat found;
    if (stat(path, &found))
        return refuse(path, errno, reasons);
    if (found.st_nlink == 1)
        return NOTHING_WRONG;
    reason_add(reasons, "database-linked", NULL, "%s has another name, a hard link: a database may have one", path);
    return FAULT_INVALID;
}

static enum fault lock_beside(const char *path, int *ret, struct reasons *reasons)
{
    const char *name = arena_printf(reasons->arena, "%s.lock", path);
    if (!name)
        return FAULT_MEMORY;
    int file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0 && !flock(file, LOCK_EX | LOCK_NB)) {
        *ret = file;
        return NOTHING_WRONG;
    }
    const int error = errno;
    if (file >= 0)
        close(file);
    if (error != EWOULDBLOCK)
        return refuse(name, error, reasons);
    reason_add(reasons, "database-in-use", NULL, "another process has %s open for writing", path);
    return FAULT_BUSY;
}

enum fault file_lock(const char *path, int *ret, struct reasons *reasons)
{
    enum fault fault = file_make(path, reasons);
    if (fault)
        return fault;
    char *real = realpath(path, NULL);
    if (!real)
        return refuse(path, errno, reasons);
    fault = check_one_name(real, reasons);
    if (!fault)
        fault = lock_beside(real, ret, reasons);
    free(real);
    return fault;
}
