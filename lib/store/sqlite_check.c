/* The SQLite driver: whether a file is sound. */
#include "store/db_copy.h"
#include "store/sqlite_parts.h"

enum {
    STEPS_A_TICK = 20000, /* of SQLite's machine, between two looks at who waits */
    FLAWS_MAX = 20,
};

struct looking {
    const struct progress *progress;
    struct reasons *reasons;
    const char *what;
    int64_t ticks;
    bool ended;
};

static int tick(void *context)
{
    struct looking *looking = context;
    looking->ended = !progress_tell(looking->progress, looking->what, NULL, ++looking->ticks, 0);
    return looking->ended;
}

/* A row of the check: "ok", or what is wrong. */
static int note_flaw(void *context, int count, char **values, char **names)
{
    (void)names;
    struct looking *looking = context;
    if (count == 1 && values[0] && sqlite3_stricmp(values[0], "ok"))
        reason_add(looking->reasons, "file-damaged", NULL, "%s", values[0]);
    return 0;
}

/* A row that refers to one that is not there: its table, its number, the other table. */
static int note_orphan(void *context, int count, char **values, char **names)
{
    (void)names;
    struct looking *looking = context;
    if (count >= 3 && looking->reasons->count < REASONS_KEPT)
        reason_add(looking->reasons, "reference-broken", NULL,
                   "row %s of the table %s refers to a row of %s that is not there", values[1] ? values[1] : "?",
                   values[0] ? values[0] : "?", values[2] ? values[2] : "?");
    return 0;
}

static enum fault look(struct db *db, struct looking *looking, const char *what, const char *sql,
                       int (*note)(void *, int, char **, char **))
{
    const size_t before = looking->reasons->found;
    looking->what = what;
    int code = sqlite3_exec(db->handle, sql, note, looking, NULL);
    if (looking->ended)
        return FAULT_STOPPING;
    if (code)
        reason_add(looking->reasons, "file-damaged", NULL, "%s", sqlite3_errmsg(db->handle));
    if (code)
        return sqlite_fault(code);
    return looking->reasons->found > before ? FAULT_CORRUPT : NOTHING_WRONG;
}

enum fault db_check(struct db *db, const struct progress *progress, struct reasons *reasons)
{
    char sql[64];
    struct looking looking = {.progress = progress, .reasons = reasons};
    sqlite3_snprintf(sizeof sql, sql, "PRAGMA integrity_check(%d)", FLAWS_MAX);
    sqlite3_progress_handler(db->handle, STEPS_A_TICK, tick, &looking);
    enum fault fault = look(db, &looking, "looking at every page", sql, note_flaw);
    if (!fault)
        fault = look(db, &looking, "looking at every reference", "PRAGMA foreign_key_check", note_orphan);
    sqlite3_progress_handler(db->handle, 0, NULL, NULL);
    return fault;
}
