/* The schema's history, compiled in from schema/migrations. */
#ifndef RACKLINE_MIGRATION_H
#define RACKLINE_MIGRATION_H

#include "store/db.h"

struct migration {
    int64_t number; /* from 1, without a gap */
    const char *name;
    const char *sql;
};
extern const struct migration MIGRATIONS[];
extern const size_t MIGRATION_COUNT;

/* The number of the newest migration that a database has seen; 0: none. */
enum fault migration_number(struct db *db, int64_t *ret);

/* Brings a database to this version, each migration in a transaction of its own. FAULT_NEWER, and nothing touched,
 * when it knows more migrations than we do. */
enum fault migrate(struct db *db, struct reasons *reasons);

/* Whether a database has the tables and indexes that the migrations it has seen make, and notes each of them:
 * FAULT_CORRUPT with reasons when not. It is of this version, or of one before it. */
enum fault migration_verify(struct db *db, struct reasons *reasons);

#endif
