/* Statements of the SQLite driver: prepared once a connection, bound, stepped and read. */
#include "store/sqlite_parts.h"

#include <stdlib.h>
#include <string.h>

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

static void statement_free(struct statement *statement)
{
    sqlite3_finalize(statement->handle);
    free(statement->numbers);
    free(statement->fields);
    free(statement);
}

void statements_free(struct db *db)
{
    for (size_t i = 0; i < STATEMENT_BUCKETS; i++)
        for (struct statement *next, *at = db->buckets[i]; at; at = next) {
            next = at->next;
            statement_free(at);
        }
}

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
    int code = sqlite3_prepare_v3(db->handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL);
    enum fault fault = sqlite_note(db, code);
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
    struct statement **bucket = &db->buckets[(uintptr_t)sql / sizeof *sql % STATEMENT_BUCKETS], *statement = *bucket;
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
    return sqlite_note(statement->db, code);
}

enum fault statement_step(struct statement *statement, bool *ret_row)
{
    int code = sqlite3_step(statement->handle);
    enum fault fault = sqlite_note(statement->db, code);
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
