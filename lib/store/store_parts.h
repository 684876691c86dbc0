/* What a store is made of, for the files that make it up. */
#ifndef RACKLINE_STORE_PARTS_H
#define RACKLINE_STORE_PARTS_H

#include "store/journal.h"
#include "store/store.h"

/* The journal's head as a transaction sees it: read once, written once. */
struct head {
    bool read;
    bool changed;
    struct journal_head row;
};

/* Where a command, or an event of one, can be undone to. */
struct mark {
    struct head head;
    int64_t changes; /* that the connection had made */
};

enum { MARKS_MAX = 2 };

struct store {
    struct db *db;
    enum db_mode mode;
    bool began;
    bool hopeful;      /* marks are no savepoints */
    bool spoiled;      /* hopeful, and something that was written should have been undone */
    enum fault broken; /* why the transaction can only be rolled back */
    int64_t position;  /* of the journal, when this last changed and committed it */
    struct head head;  /* of the transaction */
    struct mark marks[MARKS_MAX];
    size_t mark_count;
};

enum fault head_read(struct db *db, struct journal_head *ret);
enum fault head_write(struct db *db, const struct journal_head *head);

#endif
