#include "store/journal_walk.h"

#include "store/store_parts.h"

#include <inttypes.h>
#include <string.h>

enum { ENTRIES_A_TICK = 1024 };

struct walked_entry {
    int64_t journal_position;
    int64_t recorded_us;
    const char *bytes;
};
static const struct field WALKED_ENTRY_FIELDS[] = {
    FIELD_INTEGER(struct walked_entry, journal_position, REQUIRED, 0, 0, "where it stands"),
    FIELD_INTEGER(struct walked_entry, recorded_us, REQUIRED, 0, 0, "when it was entered"),
    FIELD_JSON(struct walked_entry, bytes, REQUIRED, "as it was stored"),
};
static const struct record WALKED_ENTRY_RECORD =
    RECORD(struct walked_entry, "walked_entry", WALKED_ENTRY_FIELDS, "What of an entry its head depends on.");
SQL_READ(JOURNAL_TO_WALK, &WALKED_ENTRY_RECORD,
         "SELECT journal_position, recorded_us, bytes FROM journal ORDER BY journal_position");

SQL_READ(OTHER_HEADS, NULL, "SELECT count(*) FROM journal_head WHERE head <> 1");

static enum fault differs_at(struct reasons *reasons, int64_t journal_position, const char *what)
{
    reason_add(reasons, "journal-differs", NULL, "journal position %" PRId64 ": %s", journal_position, what);
    return FAULT_CORRUPT;
}

enum fault journal_walk_begin(struct db *db, const char *what, const struct progress *progress, struct reasons *reasons,
                              struct journal_walk *ret)
{
    struct journal_head head = {.journal_position = 0};
    enum fault fault = head_read(db, &head);
    if (fault && fault != FAULT_CORRUPT)
        return fault;
    *ret = (struct journal_walk){
        .head = {.recorded_us = ABSENT_INTEGER},
        .total = head.journal_position,
        .what = what,
        .progress = progress,
        .reasons = reasons,
    };
    return NOTHING_WRONG;
}

enum fault journal_walk_step(struct journal_walk *walk, int64_t journal_position, int64_t recorded_us,
                             const char *bytes)
{
    struct journal_head *head = &walk->head;
    if (journal_position != head->journal_position + 1)
        return differs_at(walk->reasons, head->journal_position + 1, "it is missing");
    if (recorded_us < head->recorded_us)
        return differs_at(walk->reasons, journal_position, "it was entered before the one ahead of it");
    merkle_append(&head->tree, merkle_leaf(bytes, strlen(bytes)));
    head->journal_position = journal_position;
    head->recorded_us = recorded_us;
    bool tick = journal_position % ENTRIES_A_TICK == 0;
    return tick && !progress_tell(walk->progress, walk->what, "entries", journal_position, walk->total) ? FAULT_STOPPING
                                                                                                        : NOTHING_WRONG;
}

enum fault journal_walk_differs(const struct journal_walk *walk, const char *what)
{
    return differs_at(walk->reasons, walk->head.journal_position, what);
}

enum fault journal_walk_end(const struct journal_walk *walk, struct db *db, struct buffer *report)
{
    const struct journal_head *walked = &walk->head;
    struct journal_head head;
    int64_t others;
    enum fault fault = db_integer(db, &OTHER_HEADS, NO_BINDS, 0, &others);
    if (fault)
        return fault;
    fault = head_read(db, &head);
    if (fault == FAULT_CORRUPT || others) {
        reason_add(walk->reasons, "head-differs", NULL,
                   others ? "journal_head has a row that is not the journal's head" : "the head contradicts itself");
        return FAULT_CORRUPT;
    }
    if (fault)
        return fault;
    if (head.journal_position != walked->journal_position || head.recorded_us < walked->recorded_us ||
        !digest_equal(merkle_root(&head.tree), merkle_root(&walked->tree))) {
        reason_add(walk->reasons, "head-differs", NULL,
                   "the head speaks of %" PRId64 " entries; those that are there are %" PRId64
                   ", or their bytes make another tree",
                   head.journal_position, walked->journal_position);
        buffer_printf(report, "journal: %" PRId64 " entries, not those of its head\n", walked->journal_position);
        return FAULT_CORRUPT;
    }
    buffer_printf(report, "journal: %" PRId64 " entries without a gap, their tree is the head's\n",
                  walked->journal_position);
    return NOTHING_WRONG;
}

static enum fault walk_entry(void *context, const void *row)
{
    const struct walked_entry *entry = row;
    return journal_walk_step(context, entry->journal_position, entry->recorded_us, entry->bytes);
}

enum fault journal_verify(struct db *db, const struct progress *progress, struct buffer *report,
                          struct reasons *reasons)
{
    struct journal_walk walk;
    enum fault fault = journal_walk_begin(db, "reading the journal", progress, reasons, &walk);
    if (!fault)
        fault = db_each(db, &JOURNAL_TO_WALK, NO_BINDS, walk_entry, &walk);
    return fault ? fault : journal_walk_end(&walk, db, report);
}
