/* The SQLite driver: it and sqlite_file.c are all that knows SQLite. */
#include "store/driver.h"
#include "store/file_lock.h"
#include "store/sqlite_file.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BUCKETS = 128,
    CHECKPOINT_PAGES = 4000, /* in the log, before the first checkpoint is tried */
    CHECKPOINT_STEP = 1000,  /* more, before it is tried again where a reader was in the way */
    LOG_PAGES_MAX = 16000,   /* from here on the writer waits for readers, so that the log can start over */
    RESTART_WAIT_MS = 200,
};

/* Readers are many and short; the writer's cache keeps the pages that the next batch will change again. */
static const char WRITER_SETTINGS[] = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
                                      "PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY;"
                                      "PRAGMA journal_size_limit=67108864";
static const char READER_SETTINGS[] = "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA wal_autocheckpoint=0;"
                                      "PRAGMA temp_store=MEMORY";

struct db {
    sqlite3 *handle;
    enum db_mode mode;
    int lock; /* the file descriptor that keeps other writers out; -1 for readers */
    bool began;
    enum fault lost;             /* why SQLite rolled the transaction back by itself */
    enum fault checkpoint_fault; /* of the last checkpoint, not yet reported */
    int log_pages, checkpoint_at;
    struct statement *buckets[BUCKETS];
};

struct statement {
    struct db *db;
    const struct sql *sql;
    sqlite3_stmt *handle;
    struct statement *next; /* in its bucket */
    bool taken;
    bool passing;                /* not kept: the kept one was taken */
    size_t parameters;           /* the largest n of any $n */
    size_t *numbers;             /* of SQLite's parameters, which it counts by first use: the n of each $n */
    const struct field **fields; /* of the columns */
};

static enum fault fault_of(int code)
{
    if (code == SQLITE_IOERR_NOMEM)
        return FAULT_MEMORY;
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return NOTHING_WRONG;
    case SQLITE_NOMEM:
        return FAULT_MEMORY;
    case SQLITE_FULL:
        return FAULT_FULL;
    case SQLITE_BUSY:
        return FAULT_BUSY;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
        return FAULT_IO;
    default: /* CORRUPT, NOTADB, CONSTRAINT; and what only a schema that is not ours explains: ERROR, MISMATCH */
        return FAULT_CORRUPT;
    }
}

/* After some errors (a full disk) SQLite ends the whole transaction. What came next would commit on its own, so
 * everything is refused until the caller has rolled back. */
static enum fault note(struct db *db, int code)
{
    enum fault fault = fault_of(code);
    if (fault && db->began && !db->lost && sqlite3_get_autocommit(db->handle))
        db->lost = fault;
    return fault;
}

/* --- opening --- */

static int note_log(void *context, sqlite3 *handle, const char *schema, int pages)
{
    (void)handle, (void)schema;
    struct db *db = context;
    if (pages < db->log_pages) /* it started over */
        db->checkpoint_at = CHECKPOINT_PAGES;
    db->log_pages = pages;
    return SQLITE_OK;
}

static int note_journal_mode(void *context, int count, char **values, char **names)
{
    (void)names;
    *(bool *)context = count == 1 && values[0] && !strcmp(values[0], "wal");
    return 0;
}

static int configure(struct db *db, bool *ret_wal)
{
    int code = sqlite3_exec(db->handle, db->mode == DB_WRITE ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode",
                            note_journal_mode, ret_wal, NULL);
    if (!code)
        code = sqlite3_exec(db->handle, db->mode == DB_WRITE ? WRITER_SETTINGS : READER_SETTINGS, NULL, NULL, NULL);
    if (db->mode == DB_WRITE) {
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
        sqlite3_wal_hook(db->handle, note_log, db);
    }
    return code;
}

static enum fault open_handle(struct db *db, const char *path, struct reasons *reasons)
{
    bool wal = false;
    struct sqlite_file file;
    int code = sqlite_file_open(path, db->mode == DB_WRITE, reasons, &file);
    db->handle = file.handle;
    if (file.foreign)
        return FAULT_INVALID;
    if (!code)
        code = configure(db, &wal);
    if (code)
        reason_add(reasons, "database-unusable", NULL, "%s: %s", path, sqlite3_errmsg(db->handle));
    else if (!wal && !file.immutable)
        reason_add(reasons, "database-unusable", NULL, "%s cannot keep a write-ahead log", path);
    return code ? fault_of(code) : wal || file.immutable ? NOTHING_WRONG : FAULT_IO;
}

enum fault db_open(const char *path, enum db_mode mode, struct db **ret, struct reasons *reasons)
{
    if (mode == DB_READ && access(path, F_OK)) {
        reason_add(reasons, "database-missing", NULL, "%s: %s", path, strerror(errno));
        return errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO;
    }
    struct db *db = malloc(sizeof *db);
    if (!db)
        return FAULT_MEMORY;
    *db = (struct db){.mode = mode, .lock = -1, .checkpoint_at = CHECKPOINT_PAGES};
    enum fault fault = mode == DB_WRITE ? file_lock(path, &db->lock, reasons) : NOTHING_WRONG;
    if (!fault)
        fault = open_handle(db, path, reasons);
    if (fault)
        db_close(db);
    else
        *ret = db;
    return fault;
}

static void statement_free(struct statement *statement)
{
    sqlite3_finalize(statement->handle);
    free(statement->numbers);
    free(statement->fields);
    free(statement);
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct statement *next, *at = db->buckets[i]; at; at = next) {
            next = at->next;
            statement_free(at);
        }
    sqlite3_close(db->handle);
    if (db->lock >= 0)
        close(db->lock);
    free(db);
}

/* --- transactions --- */

/* A passive checkpoint copies what no reader still needs. Only a log that grew beyond its bound makes the writer wait
 * for readers; one that does not finish in time is asked again later. */
static enum fault checkpoint(struct db *db)
{
    const bool bound = db->log_pages >= LOG_PAGES_MAX;
    sqlite3_busy_timeout(db->handle, RESTART_WAIT_MS);
    int code = sqlite3_wal_checkpoint_v2(db->handle, NULL,
                                         bound ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    sqlite3_busy_timeout(db->handle, SQLITE_BUSY_MS);
    db->checkpoint_at = db->log_pages + CHECKPOINT_STEP;
    return (code & 0xff) == SQLITE_BUSY ? NOTHING_WRONG : fault_of(code);
}

enum fault db_begin(struct db *db)
{
    if (db->checkpoint_fault) /* once more: the disk may have room again */
        db->checkpoint_fault = checkpoint(db);
    if (db->checkpoint_fault)
        return db->checkpoint_fault;
    enum fault fault =
        fault_of(sqlite3_exec(db->handle, db->mode == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", NULL, NULL, NULL));
    db->began = !fault;
    return fault;
}

enum fault db_commit(struct db *db)
{
    if (db->lost)
        return db->lost;
    enum fault fault = note(db, sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL));
    if (fault)
        return fault;
    db->began = false;
    if (db->log_pages >= db->checkpoint_at)
        db->checkpoint_fault = checkpoint(db);
    return NOTHING_WRONG;
}

void db_rollback(struct db *db)
{
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db->began = false;
    db->lost = NOTHING_WRONG;
}

enum fault db_script(struct db *db, const char *sql)
{
    return db->lost ? db->lost : note(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

enum fault db_has_table(struct db *db, const char *name, bool *ret)
{
    static const struct sql TABLE_BY_NAME = {
        .text = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1"};
    int64_t count;
    enum fault fault = db_integer(db, &TABLE_BY_NAME, BINDS(bind_text(name)), 0, &count);
    if (!fault)
        *ret = count > 0;
    return fault;
}

const char *db_problem(struct db *db)
{
    return sqlite3_errmsg(db->handle);
}

/* --- statements --- */

/* What the statement's parameters and columns stand for, worked out once. */
static enum fault statement_map(struct statement *statement)
{
    const size_t parameters = (size_t)sqlite3_bind_parameter_count(statement->handle);
    const size_t columns = statement_columns(statement);
    statement->numbers = calloc(parameters + 1, sizeof *statement->numbers);
    statement->fields = calloc(columns + 1, sizeof *statement->fields);
    if (!statement->numbers || !statement->fields)
        return FAULT_MEMORY;
    for (size_t i = 0; i < parameters; i++) {
        const char *name = sqlite3_bind_parameter_name(statement->handle, (int)i + 1);
        size_t number = name && name[0] == '$' ? strtoul(name + 1, NULL, 10) : 0;
        if (!number)
            return FAULT_CORRUPT;
        statement->numbers[i] = number;
        if (number > statement->parameters)
            statement->parameters = number;
    }
    for (size_t i = 0; i < columns && statement->sql->row; i++)
        statement->fields[i] = record_field(statement->sql->row, statement_column(statement, i));
    return NOTHING_WRONG;
}

static enum fault statement_prepare(struct db *db, const struct sql *sql, struct statement **ret)
{
    struct statement *statement = malloc(sizeof *statement);
    if (!statement)
        return FAULT_MEMORY;
    *statement = (struct statement){.db = db, .sql = sql};
    enum fault fault =
        note(db, sqlite3_prepare_v3(db->handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL));
    if (!fault)
        fault = statement_map(statement);
    if (fault)
        statement_free(statement);
    else
        *ret = statement;
    return fault;
}

enum fault statement_take(struct db *db, const struct sql *sql, struct statement **ret)
{
    if (db->lost)
        return db->lost;
    struct statement **bucket = &db->buckets[(uintptr_t)sql / sizeof *sql % BUCKETS], *statement = *bucket;
    while (statement && statement->sql != sql)
        statement = statement->next;
    const bool kept = statement != NULL;
    if (!statement || statement->taken) { /* taken: a row function runs the statement whose rows it is given */
        enum fault fault = statement_prepare(db, sql, &statement);
        if (fault)
            return fault;
        statement->passing = kept;
        if (!kept) {
            statement->next = *bucket;
            *bucket = statement;
        }
    }
    statement->taken = true;
    *ret = statement;
    return NOTHING_WRONG;
}

void statement_give(struct statement *statement)
{
    if (!statement)
        return;
    sqlite3_reset(statement->handle); /* its code repeats that of the last step */
    statement->taken = false;
    if (statement->passing)
        statement_free(statement);
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
        return sqlite3_bind_text64(handle, index, bind->text, strlen(bind->text), SQLITE_STATIC, SQLITE_UTF8);
    case BOUND_BYTES:
        return sqlite3_bind_blob64(handle, index, bind->text, bind->size, SQLITE_STATIC);
    }
    return sqlite3_bind_null(handle, index);
}

enum fault statement_bind(struct statement *statement, const struct bind *binds, size_t count)
{
    if (count != statement->parameters)
        return FAULT_CORRUPT;
    const int parameters = sqlite3_bind_parameter_count(statement->handle);
    int code = SQLITE_OK;
    for (int i = 0; i < parameters && !code; i++)
        code = bind_one(statement->handle, i + 1, &binds[statement->numbers[i] - 1]);
    return note(statement->db, code);
}

enum fault statement_step(struct statement *statement, bool *ret_row)
{
    int code = sqlite3_step(statement->handle);
    enum fault fault = note(statement->db, code);
    if (!fault)
        *ret_row = code == SQLITE_ROW;
    return fault;
}

int64_t statement_changed(const struct statement *statement)
{
    return sqlite3_changes64(statement->db->handle);
}

size_t statement_parameters(const struct statement *statement)
{
    return statement->parameters;
}

size_t statement_columns(const struct statement *statement)
{
    return (size_t)sqlite3_column_count(statement->handle);
}

const char *statement_column(const struct statement *statement, size_t column)
{
    return sqlite3_column_name(statement->handle, (int)column);
}

const struct field *statement_field(const struct statement *statement, size_t column)
{
    return statement->fields[column];
}

struct bind statement_value(const struct statement *statement, size_t column)
{
    sqlite3_stmt *handle = statement->handle;
    const int index = (int)column;
    const int type = sqlite3_column_type(handle, index);
    if (type == SQLITE_NULL)
        return (struct bind){.kind = BOUND_NULL};
    if (type == SQLITE_INTEGER)
        return (struct bind){.kind = BOUND_INTEGER, .integer = sqlite3_column_int64(handle, index)};
    if (type == SQLITE_FLOAT)
        return (struct bind){.kind = BOUND_NUMBER, .number = sqlite3_column_double(handle, index)};
    const bool is_text = type == SQLITE_TEXT;
    return (struct bind){
        .kind = is_text ? BOUND_TEXT : BOUND_BYTES,
        .text = is_text ? (const char *)sqlite3_column_text(handle, index) : sqlite3_column_blob(handle, index),
        .size = (size_t)sqlite3_column_bytes(handle, index),
    };
}
