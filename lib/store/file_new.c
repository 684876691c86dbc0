#include "store/file_new.h"

#include "store/file_owner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OWNERS_ALONE = 0600 };

static enum fault refuse(const char *path, int error, struct reasons *reasons)
{
    if (error == EEXIST) {
        reason_add(reasons, "file-exists", NULL, "%s is there already, and is not overwritten; take another name",
                   path);
        return FAULT_REFUSED;
    }
    reason_add(reasons, "file-refused", NULL, "%s: %s", path, strerror(error));
    return error == ENOSPC || error == EDQUOT ? FAULT_FULL : FAULT_IO;
}

static enum fault begin(const char *path, bool named, struct file_new *ret, struct reasons *reasons)
{
    const char *folder = folder_of(path, reasons->arena);
    const char *partial = named ? arena_printf(reasons->arena, "%s.part", path) : NULL;
    struct stat found;
    if (!folder || (named && !partial))
        return FAULT_MEMORY;
    if (!lstat(path, &found))
        return refuse(path, EEXIST, reasons);
    if (errno != ENOENT)
        return refuse(path, errno, reasons);
    int descriptor = named ? open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, OWNERS_ALONE)
                           : open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, OWNERS_ALONE);
    if (descriptor < 0 && !named && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        return begin(path, true, ret, reasons); /* here a file must have a name */
    if (descriptor < 0)
        return refuse(named ? partial : path, errno, reasons);
    *ret = (struct file_new){.descriptor = descriptor, .path = path, .partial = partial};
    if (file_give_to_owner(descriptor, folder))
        return NOTHING_WRONG;
    enum fault fault = refuse(path, errno, reasons);
    file_new_drop(ret);
    return fault;
}

enum fault file_new_begin(const char *path, struct file_new *ret, struct reasons *reasons)
{
    return begin(path, false, ret, reasons);
}

enum fault file_new_begin_named(const char *path, struct file_new *ret, struct reasons *reasons)
{
    return begin(path, true, ret, reasons);
}

enum fault file_new_sync(const struct file_new *file, struct reasons *reasons)
{
    if (fsync(file->descriptor))
        return refuse(file->path, errno, reasons);
    posix_fadvise(file->descriptor, 0, 0, POSIX_FADV_DONTNEED);
    return NOTHING_WRONG;
}

/* Neither call overwrites what has the name by now. */
static bool give_name(const struct file_new *file)
{
    char self[40];
    if (file->partial)
        return !renameat2(AT_FDCWD, file->partial, AT_FDCWD, file->path, RENAME_NOREPLACE);
    snprintf(self, sizeof self, "/proc/self/fd/%d", file->descriptor);
    return !linkat(AT_FDCWD, self, AT_FDCWD, file->path, AT_SYMLINK_FOLLOW);
}

/* Without this the name may be gone after a loss of power, though the file is on disk. */
static enum fault sync_folder(const struct file_new *file, struct reasons *reasons)
{
    const char *name = folder_of(file->path, reasons->arena);
    int folder = name ? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    /* Some file systems keep no folder that could be synced. */
    bool synced = folder >= 0 && (!fsync(folder) || errno == EINVAL || errno == EROFS);
    enum fault fault = synced ? NOTHING_WRONG : name ? refuse(name, errno, reasons) : FAULT_MEMORY;
    if (folder >= 0)
        close(folder);
    return fault;
}

enum fault file_new_place(struct file_new *file, struct reasons *reasons)
{
    if (fsync(file->descriptor) || !give_name(file))
        return refuse(file->path, errno, reasons);
    file->partial = NULL;
    return sync_folder(file, reasons);
}

void file_new_drop(struct file_new *file)
{
    if (file->partial)
        unlink(file->partial);
    if (file->descriptor >= 0)
        close(file->descriptor);
    file->descriptor = -1;
    file->partial = NULL;
}
