#include "service/check.h"

#include "store/apply.h"
#include "store/db_copy.h"
#include "store/file_lock.h"
#include "store/migration.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is made again goes where there is room for what is temporary: the database may be a copy on a medium that can
 * only be read. */
static char *folder_make(struct reasons *reasons)
{
    const char *where = getenv("TMPDIR");
    char *folder = arena_printf(reasons->arena, "%s/rackline-check-XXXXXX", where && *where ? where : "/tmp");
    if (folder && mkdtemp(folder))
        return folder;
    if (folder)
        reason_add(reasons, "scratch-refused", NULL, "%s: %s", folder, strerror(errno));
    return NULL;
}

static enum fault replay_in(const char *folder, struct store *store, const struct progress *progress,
                            struct buffer *report, struct reasons *reasons)
{
    const char *scratch = arena_printf(reasons->arena, "%s/made-again.db", folder);
    enum fault fault = scratch ? rebuild_compare(store, scratch, progress, report, reasons) : FAULT_MEMORY;
    rmdir(folder);
    if (fault == FAULT_FULL)
        reason_add(reasons, "scratch-full", NULL,
                   "%s has no room for the tables, which are made again there: TMPDIR may name another folder", folder);
    return fault;
}

/* What is made of damaged pages says nothing. */
static enum fault check_in(struct store *store, const struct progress *progress, struct buffer *report,
                           struct reasons *reasons)
{
    enum fault fault = db_check(store_db(store), progress, reasons);
    if (!fault)
        fault = migration_verify(store_db(store), reasons);
    if (fault)
        return fault;
    buffer_text(report, "file: every page, index and reference is sound\n");
    const char *folder = folder_make(reasons);
    return folder ? replay_in(folder, store, progress, report, reasons) : FAULT_IO;
}

/* Where nobody can tell whether it is in use, as on a medium that can only be read, it is not. */
static bool is_in_use(const char *path, struct arena *arena)
{
    struct reasons unsaid = {.arena = arena};
    bool locked;
    return !file_is_locked(path, &locked, &unsaid) && locked;
}

enum fault database_check(const char *path, const struct progress *progress, struct buffer *report,
                          struct reasons *reasons)
{
    struct store *store;
    if (is_in_use(path, reasons->arena)) {
        reason_add(reasons, "database-in-use", NULL,
                   "a daemon has %s open: check a backup of it, which `racklined backup FILE` takes, or stop it", path);
        return FAULT_BUSY;
    }
    const bool still = !file_has_log(path, reasons);
    enum fault fault = store_open(path, DB_STILL, &store, reasons);
    if (fault)
        return fault;
    fault = check_in(store, progress, report, reasons);
    store_close(store);
    if (!still || fault == FAULT_STOPPING || !file_has_log(path, reasons))
        return fault;
    reasons->count = reasons->found = report->size = 0; /* what was read is of no one moment */
    reason_add(reasons, "database-in-use", NULL, "a daemon has begun to write %s meanwhile", path);
    return FAULT_BUSY;
}
