#include "service/check.h"

#include "store/apply.h"

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

static enum fault check_in(const char *folder, struct store *store, struct buffer *report, struct reasons *reasons)
{
    const char *scratch = arena_printf(reasons->arena, "%s/made-again.db", folder);
    enum fault fault = scratch ? rebuild_compare(store, scratch, report, reasons) : FAULT_MEMORY;
    rmdir(folder);
    return fault;
}

enum fault journal_check(const char *path, struct buffer *report, struct reasons *reasons)
{
    struct store *store;
    enum fault fault = store_open(path, DB_READ, &store, reasons);
    if (fault)
        return fault;
    const char *folder = folder_make(reasons);
    fault = folder ? check_in(folder, store, report, reasons) : FAULT_IO;
    store_close(store);
    return fault;
}
