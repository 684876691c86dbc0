#include "bench/bare.h"

#include "bench/give_up.h"
#include "floor/memory.h"

#include <sqlite3.h>
#include <string.h>

enum { BUCKETS = 1024, CHECKPOINT_PAGES = 4000, STRETCHES = 8 };

struct prepared {
    const char *sql;
    sqlite3_stmt *handle;
    size_t count;    /* of parameters */
    size_t *numbers; /* which $n each is */
};

struct bare {
    sqlite3 *handle;
    sqlite3_stmt *begin, *commit;
    struct prepared buckets[BUCKETS]; /* by the address of the text, which is the statement's own */
};

static void must(const struct bare *bare, int code, const char *what)
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        give_up("%s: %s", what, sqlite3_errmsg(bare->handle));
}

static struct bare *bare_open(const char *path, int flags, const char *settings, const char *begin)
{
    struct bare *bare = need_memory(calloc(1, sizeof *bare));
    must(bare, sqlite3_open_v2(path, &bare->handle, flags | SQLITE_OPEN_NOMUTEX, NULL), path);
    must(bare, sqlite3_exec(bare->handle, settings, NULL, NULL, NULL), settings);
    must(bare, sqlite3_prepare_v3(bare->handle, begin, -1, SQLITE_PREPARE_PERSISTENT, &bare->begin, NULL), begin);
    must(bare, sqlite3_prepare_v3(bare->handle, "COMMIT", -1, SQLITE_PREPARE_PERSISTENT, &bare->commit, NULL),
         "COMMIT");
    return bare;
}

struct bare *bare_open_writer(const char *path)
{
    struct bare *bare =
        bare_open(path, SQLITE_OPEN_READWRITE,
                  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
                  "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864",
                  "BEGIN IMMEDIATE");
    sqlite3_wal_autocheckpoint(bare->handle, CHECKPOINT_PAGES);
    return bare;
}

struct bare *bare_open_reader(const char *path)
{
    return bare_open(path, SQLITE_OPEN_READONLY,
                     "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY", "BEGIN");
}

void bare_close(struct bare *bare)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        sqlite3_finalize(bare->buckets[i].handle);
        free(bare->buckets[i].numbers);
    }
    sqlite3_finalize(bare->begin);
    sqlite3_finalize(bare->commit);
    sqlite3_close(bare->handle);
    free(bare);
}

static void prepare(struct bare *bare, const char *sql, struct prepared *prepared)
{
    must(bare, sqlite3_prepare_v3(bare->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared->handle, NULL), sql);
    prepared->sql = sql;
    prepared->count = (size_t)sqlite3_bind_parameter_count(prepared->handle);
    prepared->numbers = need_memory(calloc(prepared->count + 1, sizeof *prepared->numbers));
    for (size_t i = 0; i < prepared->count; i++)
        prepared->numbers[i] = strtoul(sqlite3_bind_parameter_name(prepared->handle, (int)i + 1) + 1, NULL, 10);
}

static struct prepared *prepared_for(struct bare *bare, const char *sql)
{
    size_t at = (uintptr_t)sql / 16 % BUCKETS;
    while (bare->buckets[at].sql && bare->buckets[at].sql != sql)
        at = (at + 1) % BUCKETS;
    struct prepared *prepared = &bare->buckets[at];
    if (!prepared->sql)
        prepare(bare, sql, prepared);
    return prepared;
}

static int bind_one(sqlite3_stmt *handle, int index, const struct bind *bind)
{
    switch (bind->kind) {
    case BOUND_NULL:
        break;
    case BOUND_INTEGER:
        return sqlite3_bind_int64(handle, index, bind->integer);
    case BOUND_NUMBER:
        return sqlite3_bind_double(handle, index, bind->number);
    case BOUND_TEXT:
        return sqlite3_bind_text64(handle, index, bind->text, bind->size, SQLITE_STATIC, SQLITE_UTF8);
    case BOUND_BYTES:
        return sqlite3_bind_blob64(handle, index, bind->text, bind->size, SQLITE_STATIC);
    }
    return sqlite3_bind_null(handle, index);
}

static void play_statement(struct bare *bare, const struct recorded *recorded)
{
    struct prepared *prepared = prepared_for(bare, recorded->sql);
    for (size_t i = 0; i < prepared->count; i++)
        must(bare, bind_one(prepared->handle, (int)i + 1, &recorded->binds[prepared->numbers[i] - 1]), recorded->sql);
    for (size_t i = 0; i < recorded->steps; i++)
        must(bare, sqlite3_step(prepared->handle), recorded->sql);
    sqlite3_reset(prepared->handle);
}

static void play_transaction(struct bare *bare, sqlite3_stmt *handle)
{
    must(bare, sqlite3_step(handle), "a transaction");
    sqlite3_reset(handle);
}

void bare_play(struct bare *bare, const struct recorded *recorded)
{
    switch (recorded->kind) {
    case RECORDED_BEGIN:
        play_transaction(bare, bare->begin);
        return;
    case RECORDED_STATEMENT:
        play_statement(bare, recorded);
        return;
    case RECORDED_COMMIT:
        play_transaction(bare, bare->commit);
        return;
    }
}

char *bare_text(struct bare *bare, const char *sql)
{
    sqlite3_stmt *handle;
    must(bare, sqlite3_prepare_v2(bare->handle, sql, -1, &handle, NULL), sql);
    must(bare, sqlite3_step(handle), sql);
    const unsigned char *text = sqlite3_column_text(handle, 0);
    char *copy = need_memory(strdup(text ? (const char *)text : ""));
    sqlite3_finalize(handle);
    return copy;
}

void bare_stretch_log(struct bare *bare)
{
    for (int i = 0; i < STRETCHES; i++)
        must(bare,
             sqlite3_exec(bare->handle, "UPDATE journal SET recorded_us = recorded_us WHERE journal_position < 10000",
                          NULL, NULL, NULL),
             "stretch the log");
}
