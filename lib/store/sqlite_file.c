#include "store/sqlite_file.h"

#include "store/sqlite_descriptor.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { APPLICATION_ID = 0x52414b4c }; /* "RAKL": in the header of every file that is ours */

int sqlite_integer(sqlite3 *database, const char *sql, int64_t *ret)
{
    sqlite3_stmt *handle = NULL;
    int code = sqlite3_prepare_v2(database, sql, -1, &handle, NULL);
    if (!code && sqlite3_step(handle) == SQLITE_ROW)
        *ret = sqlite3_column_int64(handle, 0);
    int finalized = sqlite3_finalize(handle);
    return code ? code : finalized;
}

/* Whether the file is ours, or empty and becomes ours: the mark is there before the first table. Another program's is
 * left as it is. */
static int claim(sqlite3 *handle, bool writes, bool *ret_foreign)
{
    char mark[64];
    int64_t id = 0, things = 0;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    int code = sqlite_integer(handle, "PRAGMA application_id", &id);
    if (!code)
        code = sqlite_integer(handle, "SELECT count(*) FROM sqlite_schema", &things);
    if (code || id == APPLICATION_ID)
        return code;
    *ret_foreign = id || things;
    if (*ret_foreign || !writes)
        return SQLITE_OK;
    snprintf(mark, sizeof mark, "PRAGMA application_id = %d", APPLICATION_ID);
    return sqlite3_exec(handle, mark, NULL, NULL, NULL);
}

static const char IMMUTABLE[] = "?immutable=1";        /* nothing but the file is read, and nothing is locked */
static const char NOTHING_LOCKED[] = "?vfs=unix-none"; /* and its log, whose index is kept in memory */

static const char *uri_of(const char *path, const char *query, struct arena *arena)
{
    char *uri = arena_alloc(arena, sizeof "file:" + strlen(path) * 3 + strlen(query));
    if (!uri)
        return NULL;
    char *at = stpcpy(uri, "file:");
    for (; *path; path++)
        at += strchr("%?#", *path) ? sprintf(at, "%%%02X", (unsigned)*path) : sprintf(at, "%c", *path);
    strcpy(at, query);
    return uri;
}

/* The file of a read-only copy. NULL where a log stands beside it. */
static const char *immutable_uri(const char *path, struct arena *arena)
{
    char *real = realpath(path, NULL); /* the log stands beside the file, not beside a link to it */
    const char *log = real ? arena_printf(arena, "%s-wal", real) : NULL;
    free(real);
    return log && access(log, F_OK) ? uri_of(path, IMMUTABLE, arena) : NULL;
}

/* Nobody asks how much memory SQLite has taken, and counting it takes a lock for every piece. */
static void count_no_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_as(const char *path, int flags, struct reasons *reasons, struct sqlite_file *ret)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, count_no_memory);
    int code = sqlite3_open_v2(path, &ret->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code)
        return code;
    sqlite3_extended_result_codes(ret->handle, 1);
    sqlite3_busy_timeout(ret->handle, SQLITE_BUSY_MS);
    if (flags & SQLITE_OPEN_URI) /* one that locks nothing, and keeps no index of a log for others */
        code = sqlite3_exec(ret->handle, "PRAGMA locking_mode=EXCLUSIVE", NULL, NULL, NULL);
    if (code)
        return code;
    code = claim(ret->handle, flags & SQLITE_OPEN_READWRITE, &ret->foreign);
    if (ret->foreign)
        reason_add(reasons, "database-foreign", NULL, "%s is another program's database; it was left as it is",
                   flags & SQLITE_OPEN_URI ? "the file" : path);
    return code;
}

static int open_immutable(const char *uri, struct reasons *reasons, struct sqlite_file *ret)
{
    sqlite3_close(ret->handle);
    *ret = (struct sqlite_file){.immutable = true};
    return open_as(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, reasons, ret);
}

int sqlite_file_open_untouched(const char *path, bool with_log, struct reasons *reasons, struct sqlite_file *ret)
{
    *ret = (struct sqlite_file){0};
    const char *uri = uri_of(path, with_log ? NOTHING_LOCKED : IMMUTABLE, reasons->arena);
    return uri ? open_immutable(uri, reasons, ret) : SQLITE_NOMEM;
}

int sqlite_file_open_descriptor(int descriptor, struct reasons *reasons, struct sqlite_file *ret)
{
    char uri[DESCRIPTOR_URI_SIZE];
    sqlite_descriptor_uri(descriptor, false, uri);
    *ret = (struct sqlite_file){0};
    return open_immutable(uri, reasons, ret);
}

int sqlite_file_open(const char *path, enum db_mode mode, struct reasons *reasons, struct sqlite_file *ret)
{
    *ret = (struct sqlite_file){0};
    if (mode == DB_WRITE)
        return open_as(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, reasons, ret);
    const char *uri = mode == DB_STILL ? immutable_uri(path, reasons->arena) : NULL;
    if (uri)
        return open_immutable(uri, reasons, ret);
    int code = open_as(path, SQLITE_OPEN_READONLY, reasons, ret);
    const bool shut = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
    uri = shut ? immutable_uri(path, reasons->arena) : NULL;
    return uri ? open_immutable(uri, reasons, ret) : code;
}
