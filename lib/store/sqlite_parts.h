/* What the SQLite driver is made of: the files sqlite*.c are all that knows SQLite. */
#ifndef RACKLINE_SQLITE_PARTS_H
#define RACKLINE_SQLITE_PARTS_H

#include "store/driver.h"

#include <sqlite3.h>

enum {
    STATEMENT_BUCKETS = 128,
    CHECKPOINT_PAGES = 4000, /* in the log, before the first checkpoint is tried */
};

struct db {
    sqlite3 *handle;
    enum db_mode mode;
    int lock; /* the file descriptor that keeps other writers out; -1 for readers */
    bool began;
    bool spills;                 /* what is changed may go to the log before its commit: see db_begin_whole */
    enum fault lost;             /* why SQLite rolled the transaction back by itself */
    enum fault checkpoint_fault; /* of the last checkpoint, not yet reported */
    int log_pages, checkpoint_at;
    sqlite3 *holder;                /* keeps the log from starting over; NULL: no sync is left to another thread */
    void (*ask)(void *ask_context); /* for a sync */
    void *ask_context;
    int copied_pages; /* of the log, into the file, by the last copying that did not wait for the disk */
    _Atomic enum { FILE_SYNCED, FILE_SYNC_ASKED, FILE_SYNC_OVER } sync;
    enum fault sync_fault;  /* the other thread's, until the sync is over */
    _Atomic int64_t end_us; /* monotonic; a reader's last moment; INT64_MAX: it has none */
    struct statement *buckets[STATEMENT_BUCKETS];
};

/* The fault that SQLite's code stands for; and the same, of a call inside a transaction, which it may have ended. */
enum fault sqlite_fault(int code);
enum fault sqlite_note(struct db *db, int code);

/* The log, in sqlite_log.c. Notes how long it is from now on; does what is due after a commit; takes a checkpoint that
 * waits for the disk; and before the connection is closed. */
void log_note(struct db *db);
void log_tend(struct db *db);
enum fault log_checkpoint(struct db *db);
void log_leave(struct db *db);
/* Returns when everything that was written to the database's file is on disk. SQLite's code. */
int log_sync_file(sqlite3 *handle);

/* Frees every statement that the connection keeps. */
void statements_free(struct db *db);

#endif
