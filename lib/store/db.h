/* The driver seam: what the store asks of a database engine. SQLite is one driver (sqlite.c); PostgreSQL comes as
 * another. Statements are portable SQL with $1, $2 … and are prepared once a connection.
 *
 * Faults of every function: FAULT_MEMORY, FAULT_IO, FAULT_FULL, FAULT_CORRUPT, and FAULT_BUSY when another process
 * has the file. */
#ifndef RACKLINE_DB_H
#define RACKLINE_DB_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/reason.h"
#include "base/record.h"
#include "base/uuid.h"
#include "base/digest.h"

struct db;

enum db_mode {
    DB_WRITE,
    DB_READ,
    DB_STILL, /* to read a file that nobody writes: where no log stands beside it, nothing is made beside it; one that
                 does is whole */
};

/* A statement beside the function that uses it. Every one is registered by SQL_STATEMENT, so that a test can prepare
 * each on a fresh schema and hold its columns against its record. */
struct sql {
    const char *text;
    const struct record *row; /* of the columns it returns, by name, or of the parameters of db_change_row, in order */
    bool writes;              /* `row` speaks of parameters */
};
#define SQL_READ(name, record, statement)                                                                   \
    static const struct sql name = {.text = (statement), .row = (record), .writes = false};                 \
    SQL_REGISTER(name)
#define SQL_WRITE(name, record, statement)                                                                  \
    static const struct sql name = {.text = (statement), .row = (record), .writes = true};                  \
    SQL_REGISTER(name)
#define SQL_REGISTER(name) \
    static const struct sql *const name##_registered __attribute__((section("rackline_sql"), used)) = &name

/* One parameter. */
struct bind {
    enum bind_kind { BOUND_NULL, BOUND_INTEGER, BOUND_NUMBER, BOUND_TEXT, BOUND_BYTES } kind;
    int64_t integer;
    double number;
    const char *text; /* NUL-terminated, or `size` bytes of BOUND_BYTES; must outlive the call */
    size_t size;
};
static inline struct bind bind_integer(int64_t value)
{
    return (struct bind){.kind = value == ABSENT_INTEGER ? BOUND_NULL : BOUND_INTEGER, .integer = value};
}
static inline struct bind bind_number(double value)
{
    return (struct bind){.kind = isnan(value) ? BOUND_NULL : BOUND_NUMBER, .number = value};
}
static inline struct bind bind_text(const char *text)
{
    return (struct bind){.kind = text ? BOUND_TEXT : BOUND_NULL, .text = text};
}
static inline struct bind bind_bytes(const void *bytes, size_t size)
{
    return (struct bind){.kind = BOUND_BYTES, .text = bytes, .size = size};
}
/* BINDS(bind_text(a), bind_integer(b)) passes parameters and their count; NO_BINDS none. */
#define BINDS(...) \
    (const struct bind[]){__VA_ARGS__}, sizeof((const struct bind[]){__VA_ARGS__}) / sizeof(struct bind)
#define NO_BINDS NULL, 0

/* Opens a file; DB_WRITE makes it when it is not there and takes a lock that keeps every other writing process out
 * until it is closed. FAULT_NOT_FOUND when there is no file to read; the reason code "database-in-use" goes with
 * FAULT_BUSY. */
enum fault db_open(const char *path, enum db_mode mode, struct db **ret, struct reasons *reasons);
/* Opens a file that nobody writes, to read it with what its log holds or as it stands without, and changes nothing, nor
 * beside it: a log's index is left as it is. `path` has no links in it. */
enum fault db_open_untouched(const char *path, bool with_log, struct db **ret, struct reasons *reasons);
/* Opens an empty database in memory, to write it. */
enum fault db_open_memory(struct db **ret);
/* Opens a file that is open already, and does not change any more, to read it. The descriptor stays the caller's and
 * must outlive the connection. */
enum fault db_open_descriptor(int descriptor, struct db **ret, struct reasons *reasons);
void db_close(struct db *db);

/* A transaction; a writer's has the database to itself. Commit returns when everything is on disk, and then takes a
 * checkpoint where one is due: what goes wrong with that does not undo the commit, the next begin reports it. After
 * any fault inside a transaction it can still be rolled back, and nothing else is certain to work. */
enum fault db_begin(struct db *db);
/* One in which nothing is undone but all of it: it has no savepoints. In return it may be of any size: what finds no
 * room in the cache is written before the commit. */
enum fault db_begin_whole(struct db *db);
enum fault db_commit(struct db *db);
void db_rollback(struct db *db);

/* From now on checkpoints do not wait for the disk where somebody else can: `ask` is called at the end of a commit, and
 * wants db_sync called once, from any other thread or right there. What it fails with the next begin reports. Whoever
 * waits has come to an end before the connection is closed. */
enum fault db_defer_syncs(struct db *db, void (*ask)(void *context), void *context, struct reasons *reasons);
void db_sync(struct db *db);

/* A reader's last moment, by the monotonic clock; INT64_MAX: it has none. Past it what it reads ends with FAULT_OVERDUE:
 * for as long as it stays in its transaction the log cannot start over. Both from any thread. */
void db_limit(struct db *db, int64_t end_us);
bool db_is_overdue(struct db *db);

/* How many rows the connection has changed since it was opened. */
int64_t db_changes(const struct db *db);

/* Runs SQL that is no registered statement: a migration. */
enum fault db_script(struct db *db, const char *sql);

enum fault db_has_table(struct db *db, const char *name, bool *ret);

/* What the engine said about the last fault, for people; valid until the next call. */
const char *db_problem(struct db *db);

/* Changes rows. db_change_row binds the members of `row` in the order of the statement's record: lists and records
 * as JSON text, enumerations as integers, uuids and digests as bytes. */
enum fault db_change(struct db *db, const struct sql *sql, const struct bind *binds, size_t count);
enum fault db_change_row(struct db *db, const struct sql *sql, const void *row);
/* The same for a statement that must change exactly one row: FAULT_CORRUPT when it did not. */
enum fault db_change_one(struct db *db, const struct sql *sql, const struct bind *binds, size_t count);

/* Reads the one row there may be; FAULT_NOT_FOUND when there is none. Members without a column are absent. */
enum fault db_row(struct db *db, const struct sql *sql, const struct bind *binds, size_t count, struct arena *arena,
                  void *ret_row);
/* Reads all rows into an array in the arena: pass the address of a LIST_OF(the record's struct). */
enum fault db_rows(struct db *db, const struct sql *sql, const struct bind *binds, size_t count, struct arena *arena,
                   void *ret_list);
/* Calls `each` for every row, which lives until it returns; a fault it returns ends the reading and is returned. The
 * scratch arena is reset before each row. */
typedef enum fault row_function(void *context, const void *row);
enum fault db_each(struct db *db, const struct sql *sql, const struct bind *binds, size_t count,
                   row_function *each, void *context);
/* Reads one integer; `otherwise` when there is no row or it is NULL. */
enum fault db_integer(struct db *db, const struct sql *sql, const struct bind *binds, size_t count,
                      int64_t otherwise, int64_t *ret);

/* For tests: prepares a statement and checks its columns, or its number of parameters, against its record. */
enum fault db_verify(struct db *db, const struct sql *sql, struct reasons *reasons);
size_t db_statement_count(void);
const struct sql *db_statement(size_t index);

#endif
