#include "store/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum fault file_lock(const char *path, int *ret, struct reasons *reasons)
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
    if (error == EWOULDBLOCK) {
        reason_add(reasons, "database-in-use", NULL, "another process has %s open for writing", path);
        return FAULT_BUSY;
    }
    reason_add(reasons, "database-unusable", NULL, "%s: %s", name, strerror(error));
    return error == ENOSPC ? FAULT_FULL : FAULT_IO;
}
