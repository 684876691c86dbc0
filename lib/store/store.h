/* One connection to the database with what belongs to it. */
#ifndef RACKLINE_STORE_H
#define RACKLINE_STORE_H

#include "domain/site.h"
#include "store/db.h"

struct store;

/* Opens for writing (made and migrated when need be) or for reading. Reading a database that is not there is
 * FAULT_NOT_FOUND; one that is older or newer than this version is FAULT_NEWER. */
enum fault store_open(const char *path, enum db_mode mode, struct store **ret, struct reasons *reasons);
void store_close(struct store *store);
struct db *store_db(struct store *store);

/* The site that the database of a path belongs to, whichever version left it. FAULT_NOT_FOUND where none was founded,
 * and what opening it to read says. */
enum fault store_site_of(const char *path, struct arena *arena, struct site *ret);

/* The transaction of a batch or a view. Commit returns when it is on disk; when it fails, and after any other fault of
 * input or output, roll back. A checkpoint is taken by the writer alone, after a commit, when enough pages have gathered.
 * What a view reads is of one moment: that of its first read. */
enum fault store_begin(struct store *store);
enum fault store_commit(struct store *store);
void store_rollback(struct store *store);

/* Marks in the transaction: what was done since the last one is kept or undone. They nest, a command's and in it an
 * event's.
 *
 * A savepoint makes a copy of every page that is written after it, which costs as much as a third of an event. A hopeful
 * transaction has none: what failed nearly always failed before it wrote anything, and then nothing need be undone.
 * Where it did write, the transaction is spoiled and cannot be committed: it is rolled back, and all of it done again
 * in one that is not hopeful. One that is hopeful may be of any size, the other takes the memory for all it changes. */
enum fault store_begin_hopeful(struct store *store);
bool store_is_spoiled(const struct store *store);
enum fault store_mark(struct store *store);
enum fault store_keep(struct store *store);
void store_undo(struct store *store);

/* The journal's position as this store's last commit left it; 0 before the first one that changed it. */
int64_t store_position(const struct store *store);

/* The site the database belongs to. FAULT_NOT_FOUND in a new one. */
enum fault store_site(struct store *store, struct arena *arena, struct site *ret);

#endif
