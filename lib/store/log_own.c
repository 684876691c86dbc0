#include "store/log_own.h"

#include "store/file_lock.h"
#include "store/log_whole.h"
#include "store/store_parts.h"

#include <string.h>
#include <sys/stat.h>

SQL_READ(ENTRIES_BEHIND, &JOURNAL_ROW_RECORD,
         "SELECT journal_position, bytes FROM journal WHERE journal_position > $1 ORDER BY journal_position");

static enum fault append_row(void *context, const void *row)
{
    struct merkle *tree = context;
    const struct journal_row *entry = row;
    if (entry->journal_position != (int64_t)tree->size + 1)
        return FAULT_CORRUPT;
    merkle_append(tree, merkle_leaf(entry->bytes, strlen(entry->bytes)));
    return NOTHING_WRONG;
}

/* FAULT_CORRUPT where the journal does not go on from a tree. */
static enum fault follow(struct db *db, struct merkle tree)
{
    struct journal_head head;
    enum fault fault = head_read(db, &head);
    if (!fault)
        fault = db_each(db, &ENTRIES_BEHIND, BINDS(bind_integer((int64_t)tree.size)), append_row, &tree);
    if (!fault && (tree.size != head.tree.size || !digest_equal(merkle_root(&tree), merkle_root(&head.tree))))
        fault = FAULT_CORRUPT;
    return fault;
}

/* Of the file alone. One that was being copied into has a head of its past, or one that contradicts itself. */
static enum fault read_alone(const char *path, struct arena *arena, struct merkle *ret)
{
    struct reasons unsaid = {.arena = arena};
    struct journal_head head;
    struct db *db;
    enum fault fault = db_open_untouched(path, false, &db, &unsaid);
    if (fault)
        return fault;
    fault = head_read(db, &head);
    db_close(db);
    if (!fault)
        *ret = head.tree;
    return fault;
}

static enum fault follow_in_log(const char *path, const struct merkle *alone, struct arena *arena)
{
    struct reasons unsaid = {.arena = arena};
    struct db *db;
    enum fault fault = db_open_untouched(path, true, &db, &unsaid);
    if (fault)
        return fault;
    fault = db_begin(db);
    if (!fault)
        fault = follow(db, *alone);
    db_close(db);
    return fault;
}

/* What is read while it is written is of no one moment. */
struct as_found {
    struct stat file, log;
    bool still;
};

static struct as_found look_at(const char *path, const char *log, struct reasons *reasons)
{
    struct as_found ret = {.still = false};
    bool locked = false;
    ret.still = !stat(path, &ret.file) && !stat(log, &ret.log) && (file_is_locked(path, &locked, reasons) || !locked);
    return ret;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static enum fault check_own(const char *path, struct reasons *reasons)
{
    struct reasons unsaid = {.arena = reasons->arena};
    const char *real = file_real_path(path, &unsaid);
    const char *log = real ? arena_printf(reasons->arena, "%s-wal", real) : NULL;
    struct merkle alone = {.size = 0};
    if (!log)
        return NOTHING_WRONG; /* opening it says why */
    const struct as_found before = look_at(real, log, &unsaid);
    if (!before.still || read_alone(real, reasons->arena, &alone) || !alone.size)
        return NOTHING_WRONG;
    const enum fault fault = follow_in_log(real, &alone, reasons->arena);
    const bool other = fault == FAULT_CORRUPT || fault == FAULT_INVALID;
    const struct as_found after = look_at(real, log, &unsaid);
    if (!other || !after.still || !same_file(&before.file, &after.file) || !same_file(&before.log, &after.log))
        return NOTHING_WRONG;
    enum fault cut = log_check_whole(real, reasons);
    if (cut)
        return cut;
    reason_add(reasons, "database-log-other", NULL,
               "%s holds %llu entries, from which what its log %s holds does not go on: that is the log of another "
               "time, of another database, or damaged. Put its own back, or restore a backup; where there is neither, "
               "move the log away, and %s-shm, and what its own held is lost (`racklined check` says whether the rest "
               "is sound)",
               path, (unsigned long long)alone.size, log, real);
    return FAULT_INVALID;
}

enum fault log_own_open(const char *path, enum db_mode mode, struct db **ret, struct reasons *reasons)
{
    enum fault fault = check_own(path, reasons);
    return fault ? fault : db_open(path, mode, ret, reasons);
}
