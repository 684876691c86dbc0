#include "store/migration.h"

#include "store/db_copy.h"

/* Kept outside the migrations, for it says which of them a database has seen. */
static const char HISTORY[] = "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)";

SQL_READ(NEWEST_NUMBER, NULL, "SELECT max(number) FROM migration");
SQL_READ(MIGRATION_COUNTED, NULL, "SELECT count(*) FROM migration");
SQL_READ(MIGRATION_SEEN, NULL, "SELECT count(*) FROM migration WHERE number = $1 AND name = $2");
SQL_WRITE(INSERT_MIGRATION, NULL, "INSERT INTO migration (number, name) VALUES ($1, $2)");

enum fault migration_number(struct db *db, int64_t *ret)
{
    bool known;
    enum fault fault = db_has_table(db, "migration", &known);
    if (fault)
        return fault;
    if (known)
        return db_integer(db, &NEWEST_NUMBER, NO_BINDS, 0, ret);
    *ret = 0;
    return NOTHING_WRONG;
}

static enum fault migrate_once(struct db *db, const struct migration *migration)
{
    enum fault fault = db_begin_whole(db);
    if (!fault && migration->number == 1)
        fault = db_script(db, HISTORY);
    if (!fault)
        fault = db_script(db, migration->sql);
    if (!fault)
        fault = db_change(db, &INSERT_MIGRATION, BINDS(bind_integer(migration->number), bind_text(migration->name)));
    return fault ? fault : db_commit(db);
}

static enum fault migrate_on(struct db *db, int64_t seen, int64_t until, struct reasons *reasons)
{
    for (int64_t i = seen; i < until; i++) {
        enum fault fault = migrate_once(db, &MIGRATIONS[i]);
        if (fault) {
            reason_add(reasons, "migration-failed", NULL, "%s: %s", MIGRATIONS[i].name, db_problem(db));
            db_rollback(db);
            return fault;
        }
    }
    return NOTHING_WRONG;
}

enum fault migrate(struct db *db, struct reasons *reasons)
{
    int64_t number;
    enum fault fault = migration_number(db, &number);
    if (fault)
        return fault;
    if (number > (int64_t)MIGRATION_COUNT) {
        reason_add(reasons, "database-newer", NULL, "it has seen migration %lld, this version knows %zu",
                   (long long)number, MIGRATION_COUNT);
        return FAULT_NEWER;
    }
    return migrate_on(db, number, (int64_t)MIGRATION_COUNT, reasons);
}

/* Whether each migration until one is noted by its name, and nothing else is. */
static enum fault verify_history(struct db *db, int64_t until, struct reasons *reasons)
{
    int64_t seen, counted = 0;
    enum fault fault = until ? db_integer(db, &MIGRATION_COUNTED, NO_BINDS, 0, &counted) : NOTHING_WRONG;
    bool whole = counted == until;
    for (int64_t i = 0; i < until && !fault; i++) {
        const struct migration *migration = &MIGRATIONS[i];
        fault = db_integer(db, &MIGRATION_SEEN, BINDS(bind_integer(migration->number), bind_text(migration->name)), 0,
                           &seen);
        whole &= seen == 1;
    }
    if (fault || whole)
        return fault;
    reason_add(reasons, "schema-differs", NULL,
               "the table migration does not note each migration until %lld, and no other", (long long)until);
    return FAULT_CORRUPT;
}

enum fault migration_verify(struct db *db, struct reasons *reasons)
{
    struct db *model;
    int64_t number;
    enum fault fault = migration_number(db, &number);
    if (!fault)
        fault = verify_history(db, number, reasons);
    if (!fault)
        fault = db_open_memory(&model);
    if (fault)
        return fault;
    fault = migrate_on(model, 0, number, reasons);
    if (!fault)
        fault = db_compare_schema(db, model, reasons);
    db_close(model);
    return fault;
}
