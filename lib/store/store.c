#include "store/store_parts.h"

#include "store/log_own.h"
#include "store/migration.h"

#include <stdlib.h>

SQL_WRITE(MARK, NULL, "SAVEPOINT command");
SQL_WRITE(KEEP, NULL, "RELEASE SAVEPOINT command");
SQL_WRITE(UNDO, NULL, "ROLLBACK TO SAVEPOINT command");
SQL_READ(THE_SITE, &SITE_RECORD, "SELECT site, kind, clock_rate, founded_us FROM site");

static enum fault check_version(struct db *db, struct reasons *reasons)
{
    int64_t number;
    enum fault fault = migration_number(db, &number);
    if (fault || number == (int64_t)MIGRATION_COUNT)
        return fault;
    reason_add(reasons, "database-version", NULL, "it has seen migration %lld, this version reads %zu%s",
               (long long)number, MIGRATION_COUNT,
               number < (int64_t)MIGRATION_COUNT ? "; a daemon of this version brings it there when it starts" : "");
    return FAULT_NEWER;
}

enum fault store_open(const char *path, enum db_mode mode, struct store **ret, struct reasons *reasons)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store)
        return FAULT_MEMORY;
    store->mode = mode;
    enum fault fault = mode == DB_READ ? db_open(path, mode, &store->db, reasons)
                                       : log_own_open(path, mode, &store->db, reasons);
    if (!fault)
        fault = mode == DB_WRITE ? migrate(store->db, reasons) : check_version(store->db, reasons);
    if (fault)
        store_close(store);
    else
        *ret = store;
    return fault;
}

enum fault store_site_of(const char *path, struct arena *arena, struct site *ret)
{
    struct reasons reasons = {.arena = arena};
    struct db *db;
    int64_t number;
    enum fault fault = log_own_open(path, DB_STILL, &db, &reasons); /* which leaves nothing beside it */
    if (fault)
        return fault;
    fault = migration_number(db, &number);
    if (!fault)
        fault = number ? db_row(db, &THE_SITE, NO_BINDS, arena, ret) : FAULT_NOT_FOUND; /* as the first migration made it */
    db_close(db);
    return fault;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    db_close(store->db);
    free(store);
}

struct db *store_db(struct store *store)
{
    return store->db;
}

static enum fault begin(struct store *store, bool hopeful)
{
    enum fault fault = hopeful ? db_begin_whole(store->db) : db_begin(store->db);
    if (fault)
        return fault;
    store->began = true;
    store->hopeful = hopeful;
    store->spoiled = false;
    store->head.read = store->head.changed = false;
    store->mark_count = 0;
    return NOTHING_WRONG;
}

enum fault store_begin(struct store *store)
{
    return begin(store, false);
}

enum fault store_begin_hopeful(struct store *store)
{
    return begin(store, true);
}

bool store_is_spoiled(const struct store *store)
{
    return store->spoiled;
}

enum fault store_commit(struct store *store)
{
    enum fault fault = store->spoiled ? FAULT_CORRUPT : store->broken;
    if (!fault && store->head.changed)
        fault = head_write(store->db, &store->head.row);
    if (!fault)
        fault = db_commit(store->db);
    if (fault)
        return fault;
    if (store->head.changed)
        store->position = store->head.row.journal_position;
    store->began = false;
    return NOTHING_WRONG;
}

int64_t store_position(const struct store *store)
{
    return store->position;
}

void store_rollback(struct store *store)
{
    db_rollback(store->db);
    store->began = false;
    store->broken = NOTHING_WRONG;
}

enum fault store_mark(struct store *store)
{
    if (store->mark_count == MARKS_MAX)
        return FAULT_CORRUPT;
    store->marks[store->mark_count++] = (struct mark){.head = store->head, .changes = db_changes(store->db)};
    return store->hopeful ? NOTHING_WRONG : db_change(store->db, &MARK, NO_BINDS);
}

enum fault store_keep(struct store *store)
{
    store->mark_count--;
    return store->hopeful ? NOTHING_WRONG : db_change(store->db, &KEEP, NO_BINDS);
}

/* Undoing cannot answer with a fault; what went wrong with it shows at the commit, which then cannot be. */
void store_undo(struct store *store)
{
    const struct mark *mark = &store->marks[--store->mark_count];
    if (store->hopeful) {
        store->spoiled |= db_changes(store->db) != mark->changes;
    } else {
        enum fault fault = db_change(store->db, &UNDO, NO_BINDS);
        if (!fault)
            fault = db_change(store->db, &KEEP, NO_BINDS);
        if (fault && !store->broken)
            store->broken = fault;
    }
    store->head = mark->head;
}

enum fault store_site(struct store *store, struct arena *arena, struct site *ret)
{
    return db_row(store->db, &THE_SITE, NO_BINDS, arena, ret);
}
