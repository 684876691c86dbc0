/* The one row that says how far the journal is. On PostgreSQL its read will be the batch's lock (FOR UPDATE); here the
 * single writer is. */
#include "store/store_parts.h"

#include <string.h>

struct head_row {
    int64_t journal_position;
    const char *frontier;
    struct digest root;
    int64_t recorded_us;
    int64_t wall_us;
    int64_t run_us;
    struct uuid boot;
};
static const struct field HEAD_FIELDS[] = {
    FIELD_INTEGER(struct head_row, journal_position, REQUIRED, 0, 0, "of the last entry; 0: none"),
    FIELD_TEXT(struct head_row, frontier, REQUIRED, 0, 0, "roots of the tree's full subtrees, in hexadecimal"),
    FIELD_DIGEST(struct head_row, root, REQUIRED, "of the tree over all entries"),
    FIELD_INTEGER(struct head_row, recorded_us, REQUIRED, 0, 0, "the plant's time of the last entry"),
    FIELD_INTEGER(struct head_row, wall_us, OPTIONAL, 0, 0, "the wall clock's, when it was last noted"),
    FIELD_INTEGER(struct head_row, run_us, OPTIONAL, 0, 0, "for how long the machine had run then"),
    FIELD_UUID(struct head_row, boot, OPTIONAL, "since which of its starts"),
};
static const struct record HEAD_RECORD = RECORD(struct head_row, "journal_head", HEAD_FIELDS, "The journal's head.");

SQL_READ(THE_HEAD, &HEAD_RECORD,
         "SELECT journal_position, frontier, root, recorded_us, wall_us, run_us, boot FROM journal_head");
SQL_READ(THE_POSITION, NULL, "SELECT journal_position FROM journal_head");
SQL_WRITE(
    PUT_HEAD, &HEAD_RECORD,
    "INSERT INTO journal_head (head, journal_position, frontier, root, recorded_us, wall_us, run_us, boot)"
    " VALUES (1, $1, $2, $3, $4, $5, $6, $7) ON CONFLICT (head) DO UPDATE SET"
    " journal_position = excluded.journal_position, frontier = excluded.frontier, root = excluded.root,"
    " recorded_us = excluded.recorded_us, wall_us = excluded.wall_us, run_us = excluded.run_us, boot = excluded.boot");

enum { DIGITS = DIGEST_TEXT_SIZE - 1 };

static bool frontier_parse(const char *text, struct merkle *tree)
{
    const size_t count = merkle_frontier_count(tree);
    if (strlen(text) != count * DIGITS)
        return false;
    for (size_t i = 0; i < count; i++) {
        char digits[DIGEST_TEXT_SIZE] = "";
        memcpy(digits, text + i * DIGITS, DIGITS);
        if (!digest_parse(digits, &tree->frontier[i]))
            return false;
    }
    return true;
}

static void frontier_format(const struct merkle *tree, char text[static 64 * DIGITS + 1])
{
    text[0] = '\0';
    for (size_t i = 0; i < merkle_frontier_count(tree); i++)
        digest_format(tree->frontier[i], text + i * DIGITS);
}

enum fault head_read(struct db *db, struct journal_head *ret)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct head_row row;
    enum fault fault = arena ? db_row(db, &THE_HEAD, NO_BINDS, arena, &row) : FAULT_MEMORY;
    struct journal_head head = {.recorded_us = ABSENT_INTEGER, .clocks = CLOCKS_UNTOLD};
    if (!fault) {
        head.journal_position = row.journal_position;
        head.recorded_us = row.recorded_us;
        head.clocks = (struct clocks){row.wall_us, row.run_us, row.boot};
        head.tree.size = (uint64_t)row.journal_position; /* positions count from 1 without a gap */
        if (!frontier_parse(row.frontier, &head.tree) || !digest_equal(merkle_root(&head.tree), row.root))
            fault = FAULT_CORRUPT;
    } else if (fault == FAULT_NOT_FOUND) { /* nothing was ever written */
        fault = NOTHING_WRONG;
    }
    if (!fault)
        *ret = head;
    return fault;
}

enum fault head_write(struct db *db, const struct journal_head *head)
{
    char frontier[64 * DIGITS + 1];
    frontier_format(&head->tree, frontier);
    const struct head_row row = {
        .journal_position = head->journal_position,
        .frontier = frontier,
        .root = merkle_root(&head->tree),
        .recorded_us = head->recorded_us,
        .wall_us = head->clocks.wall_us,
        .run_us = head->clocks.run_us,
        .boot = head->clocks.boot,
    };
    return db_change_row(db, &PUT_HEAD, &row);
}

enum fault journal_position(struct store *store, int64_t *ret)
{
    if (!store->began || !store->head.read)
        return db_integer(store->db, &THE_POSITION, NO_BINDS, 0, ret);
    *ret = store->head.row.journal_position;
    return NOTHING_WRONG;
}
