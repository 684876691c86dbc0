#include "store/file_lock.h"

#include "store/file_owner.h"
#include "store/log_whole.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PAGE_MIN = 512, /* of SQLite: a file that is shorter is no database */
    LINKS_MAX = 40, /* as many as the system follows */
};

static enum fault refuse(const char *path, int error, struct reasons *reasons)
{
    reason_add(reasons, "database-unusable", NULL, "%s: %s", path, strerror(error));
    return error == ENOSPC || error == EDQUOT ? FAULT_FULL : FAULT_IO;
}

static bool is_beside(const char *path, const char *end, struct arena *arena)
{
    const char *name = arena_printf(arena, "%s%s", path, end);
    return name && !access(name, F_OK);
}

/* Whether the log was taken away: SQLite makes it before its index (-shm), and removes it after that. Looked for again,
 * for a daemon that ends meanwhile removes both. */
static bool is_log_lost(const char *path, struct arena *arena)
{
    return is_beside(path, "-shm", arena) && !is_beside(path, "-wal", arena) && is_beside(path, "-shm", arena);
}

/* Where something of it is there, the file was taken away, and a new one would undo what its log holds. */
static enum fault check_never_there(const char *path, struct reasons *reasons)
{
    if (is_beside(path, "-wal", reasons->arena))
        reason_add(reasons, "database-missing", NULL,
                   "%s is not there, but its log %s-wal is, which holds what was written last: put the database back "
                   "beside it, or move the log away", path, path);
    else if (is_log_lost(path, reasons->arena))
        reason_add(reasons, "database-missing", NULL,
                   "%s is not there, nor is its log %s-wal, but %s-shm is: put both back, or move that away, too, and "
                   "restore a backup", path, path, path);
    else
        return NOTHING_WRONG;
    return FAULT_INVALID;
}

/* Makes the file where it is not there. */
static enum fault file_make(const char *path, struct reasons *reasons)
{
    if (!access(path, F_OK))
        return NOTHING_WRONG;
    enum fault fault = check_never_there(path, reasons);
    if (fault)
        return fault;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return refuse(path, errno, reasons);
    file_give_to_owner(file, folder_of(path, reasons->arena));
    close(file);
    return NOTHING_WRONG;
}

static enum fault check_is_file(const char *path, mode_t mode, struct reasons *reasons)
{
    if (S_ISREG(mode))
        return NOTHING_WRONG;
    reason_add(reasons, "database-unusable", NULL, "%s is %s", path,
               S_ISDIR(mode) ? "a directory: name the file in it" : "no file");
    return FAULT_INVALID;
}

/* A file with a second name would have a second log: what one writes, the other undoes. */
static enum fault check_one_name(const char *path, struct reasons *reasons)
{
    struct stat found;
    if (stat(path, &found))
        return refuse(path, errno, reasons);
    enum fault fault = check_is_file(path, found.st_mode, reasons);
    if (fault || found.st_nlink == 1)
        return fault;
    reason_add(reasons, "database-linked", NULL, "%s has another name, a hard link: a database may have one", path);
    return FAULT_INVALID;
}

/* What a link names; NULL where it is none. A relative name is one in the folder of the link. */
static const char *link_target(const char *path, struct arena *arena)
{
    const char *folder = folder_of(path, arena);
    char *target = folder ? arena_alloc(arena, PATH_MAX) : NULL;
    const ssize_t size = target ? readlink(path, target, PATH_MAX - 1) : -1;
    if (size < 0)
        return NULL;
    target[size] = '\0';
    return *target == '/' ? target : arena_printf(arena, "%s/%s", folder, target);
}

const char *file_real_path(const char *path, struct reasons *reasons)
{
    const char *target;
    for (int links = 0; links < LINKS_MAX && access(path, F_OK) && (target = link_target(path, reasons->arena));
         links++)
        path = target; /* it names a file that is not there */
    char *real = realpath(path, NULL);
    const char *found = NULL;
    if (!real && errno == ENOENT) {
        const char *above = folder_of(path, reasons->arena), *slash = strrchr(path, '/');
        real = above ? realpath(above, NULL) : NULL;
        if (real)
            found = arena_printf(reasons->arena, "%s/%s", real[1] ? real : "", slash ? slash + 1 : path);
    } else if (real) {
        found = arena_text(reasons->arena, real);
    }
    if (!real)
        refuse(path, errno, reasons);
    free(real);
    return found;
}

/* An open file description's lock: it can be looked at without being taken, and goes with its last descriptor. */
static struct flock whole_file(void)
{
    return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET};
}

static enum fault lock_beside(const char *path, int *ret, struct reasons *reasons)
{
    const char *name = arena_printf(reasons->arena, "%s.lock", path);
    if (!name)
        return FAULT_MEMORY;
    struct flock lock = whole_file();
    int file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0)
        file_give_to_owner(file, folder_of(path, reasons->arena));
    if (file >= 0 && !fcntl(file, F_OFD_SETLK, &lock)) {
        *ret = file;
        return NOTHING_WRONG;
    }
    const int error = errno;
    if (file >= 0)
        close(file);
    if (file < 0 || (error != EAGAIN && error != EACCES))
        return refuse(name, error, reasons);
    reason_add(reasons, "database-in-use", NULL, "another process has %s open for writing", path);
    return FAULT_BUSY;
}

enum fault file_lock(const char *path, int *ret, struct reasons *reasons)
{
    const char *real = file_real_path(path, reasons);
    enum fault fault = real ? file_make(real, reasons) : FAULT_IO;
    if (!fault)
        fault = check_one_name(real, reasons);
    int lock = -1;
    if (!fault)
        fault = lock_beside(real, &lock, reasons);
    if (!fault)
        fault = file_check_whole(real, reasons);
    if (!fault)
        fault = log_check_whole(real, reasons);
    if (!fault)
        *ret = lock;
    else if (lock >= 0)
        close(lock);
    return fault;
}

enum fault file_lock_absent(const char *path, int *ret, struct reasons *reasons)
{
    const char *real = file_real_path(path, reasons);
    return real ? lock_beside(real, ret, reasons) : FAULT_IO;
}

enum fault file_is_locked(const char *path, bool *ret, struct reasons *reasons)
{
    const char *real = file_real_path(path, reasons);
    const char *name = real ? arena_printf(reasons->arena, "%s.lock", real) : NULL;
    if (!name)
        return FAULT_IO;
    struct flock lock = whole_file();
    int file = open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) {
        *ret = false;
        return NOTHING_WRONG;
    }
    enum fault fault = file < 0 || fcntl(file, F_OFD_GETLK, &lock) ? refuse(name, errno, reasons) : NOTHING_WRONG;
    if (file >= 0)
        close(file);
    if (!fault)
        *ret = lock.l_type != F_UNLCK;
    return fault;
}

bool file_has_log(const char *path, struct reasons *reasons)
{
    struct reasons unsaid = {.arena = reasons->arena};
    const char *real = file_real_path(path, &unsaid);
    return real && is_beside(real, "-wal", reasons->arena);
}

enum fault file_check_whole(const char *path, struct reasons *reasons)
{
    struct stat found;
    /* The log first: a database that is being made is whole before it has one. */
    const char *real = file_real_path(path, reasons);
    const bool has_log = real && is_beside(real, "-wal", reasons->arena);
    if (!real || stat(real, &found))
        return real ? refuse(path, errno, reasons) : FAULT_IO;
    enum fault fault = check_is_file(path, found.st_mode, reasons);
    if (fault)
        return fault;
    const long long size = found.st_size;
    if (is_log_lost(real, reasons->arena))
        reason_add(reasons, "database-log-missing", NULL,
                   "%s was not closed, which %s-shm tells, and its log %s-wal, which holds what was written last, is "
                   "not there: put the log back, or restore a backup; where there is neither, remove %s-shm, and what "
                   "the log held is lost (`racklined check` says whether the rest is sound)",
                   path, real, real, real);
    else if (size >= PAGE_MIN)
        return NOTHING_WRONG;
    else if (has_log)
        reason_add(reasons, "database-cut", NULL,
                   "%s has %lld bytes, which is no database, but its log %s-wal is there, which holds what was written "
                   "last: move both away and restore a backup, or remove both if there never was a database",
                   path, size, path);
    else if (size && !is_beside(path, "-journal", reasons->arena))
        reason_add(reasons, "database-cut", NULL,
                   "%s has %lld bytes, which is no database: move it away and restore a backup, or remove it if it "
                   "never was one",
                   path, size);
    else
        return NOTHING_WRONG;
    return FAULT_INVALID;
}
