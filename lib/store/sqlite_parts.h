/* What the SQLite driver is made of: the files sqlite*.c are all that knows SQLite. */
#ifndef RACKLINE_SQLITE_PARTS_H
#define RACKLINE_SQLITE_PARTS_H

#include "store/driver.h"

#include <sqlite3.h>

enum { STATEMENT_BUCKETS = 128 };

struct db {
    sqlite3 *handle;
    enum db_mode mode;
    int lock; /* the file descriptor that keeps other writers out; -1 for readers */
    bool began;
    enum fault lost;             /* why SQLite rolled the transaction back by itself */
    enum fault checkpoint_fault; /* of the last checkpoint, not yet reported */
    int log_pages, checkpoint_at;
    _Atomic int64_t end_us; /* monotonic; a reader's last moment; INT64_MAX: it has none */
    struct statement *buckets[STATEMENT_BUCKETS];
};

/* The fault that SQLite's code stands for; and the same, of a call inside a transaction, which it may have ended. */
enum fault sqlite_fault(int code);
enum fault sqlite_note(struct db *db, int code);

/* Frees every statement that the connection keeps. */
void statements_free(struct db *db);

#endif
