/* Copying a database while it is written to, and looking at one as a whole: what an engine does with its own means. */
#ifndef RACKLINE_DB_COPY_H
#define RACKLINE_DB_COPY_H

#include "base/progress.h"
#include "store/db.h"

struct db_copy;

struct db_copied {
    int64_t pages, pages_total; /* copied, and of the database as it is now */
    int64_t page_size;
    bool whole; /* all of it, as it is at this moment */
};

/* Begins to copy into an empty file, which stays the caller's, who syncs it to disk when the copy is whole.
 *
 * From a writing connection it is copied a few pages at a time, between transactions: what the connection itself commits
 * meanwhile goes into the copy as well, so that no reader keeps the log from starting over, no step waits for another,
 * and the copy is of the moment its last step was done. (A second connection would begin anew after each commit.) From a
 * reading one it is copied in a transaction, and is of that transaction's moment.
 *
 * A fault of these functions is the copy's and not the database's: FAULT_FULL, FAULT_IO with a reason. */
enum fault db_copy_begin(struct db *from, int descriptor, struct db_copy **ret, struct reasons *reasons);
enum fault db_copy_step(struct db_copy *copy, int pages, struct db_copied *ret, struct reasons *reasons);
/* Ends it on the thread of the connection, whole or not. NULL is safe. */
void db_copy_end(struct db_copy *copy);

/* Whether every page, index and reference of a database is sound: FAULT_CORRUPT with reasons when not. FAULT_STOPPING
 * when the one who waits ended it. */
enum fault db_check(struct db *db, const struct progress *progress, struct reasons *reasons);

/* Whether a database has the tables and indexes of another, made by the same statements: FAULT_CORRUPT with a reason
 * for each that differs. */
enum fault db_compare_schema(struct db *db, struct db *model, struct reasons *reasons);

#endif
