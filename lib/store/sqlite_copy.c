/* The SQLite driver: copies. */
#include "store/db_copy.h"
#include "store/sqlite_descriptor.h"
#include "store/sqlite_file.h"
#include "store/sqlite_parts.h"

#include <stdlib.h>

/* It is written once, by nobody else, and of no use before it is whole. */
static const char COPY_SETTINGS[] = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                                    "PRAGMA cache_size=-2048; PRAGMA temp_store=MEMORY";

struct db_copy {
    sqlite3 *from; /* its pages' owner */
    sqlite3 *handle;
    sqlite3_backup *backup;
    int64_t page_size;
};

static enum fault copy_fault(int code, const struct db_copy *copy, struct reasons *reasons)
{
    const enum fault fault = sqlite_fault(code);
    if (fault == FAULT_FULL)
        reason_add(reasons, "copy-full", NULL, "there is no room for the copy");
    else
        reason_add(reasons, "copy-failed", NULL, "the copy could not be made: %s", sqlite3_errmsg(copy->handle));
    return fault;
}

static int open_copy(struct db_copy *copy, int descriptor)
{
    char uri[DESCRIPTOR_URI_SIZE];
    sqlite_descriptor_uri(descriptor, true, uri);
    int code = sqlite3_open_v2(uri, &copy->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    if (!code)
        code = sqlite3_exec(copy->handle, COPY_SETTINGS, NULL, NULL, NULL);
    if (code)
        return code;
    copy->backup = sqlite3_backup_init(copy->handle, "main", copy->from, "main");
    return copy->backup ? SQLITE_OK : sqlite3_errcode(copy->handle);
}

enum fault db_copy_begin(struct db *from, int descriptor, struct db_copy **ret, struct reasons *reasons)
{
    struct db_copy *copy = calloc(1, sizeof *copy);
    if (!copy)
        return FAULT_MEMORY;
    copy->from = from->handle;
    int code = sqlite_integer(copy->from, "PRAGMA page_size", &copy->page_size);
    if (!code)
        code = open_copy(copy, descriptor);
    if (!code) {
        *ret = copy;
        return NOTHING_WRONG;
    }
    enum fault fault = copy_fault(code, copy, reasons);
    db_copy_end(copy);
    return fault;
}

enum fault db_copy_step(struct db_copy *copy, int pages, struct db_copied *ret, struct reasons *reasons)
{
    int code = sqlite3_backup_step(copy->backup, pages);
    if (code && code != SQLITE_DONE)
        return copy_fault(code, copy, reasons);
    const int total = sqlite3_backup_pagecount(copy->backup);
    *ret = (struct db_copied){
        .pages = total - sqlite3_backup_remaining(copy->backup),
        .pages_total = total,
        .page_size = copy->page_size,
        .whole = code == SQLITE_DONE,
    };
    return NOTHING_WRONG;
}

void db_copy_end(struct db_copy *copy)
{
    if (!copy)
        return;
    sqlite3_backup_finish(copy->backup);
    sqlite3_close(copy->handle);
    free(copy);
}
