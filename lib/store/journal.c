#include "store/journal.h"

#include "store/store_parts.h"

static const struct field JOURNAL_ROW_FIELDS[] = {
    FIELD_INTEGER(struct journal_row, journal_position, REQUIRED, 1, 0, "where it stands in the journal, from 1"),
    FIELD_JSON(struct journal_row, bytes, REQUIRED, "the entry, as it was stored"),
};
const struct record JOURNAL_ROW_RECORD =
    RECORD(struct journal_row, "journal_row", JOURNAL_ROW_FIELDS, "An entry's bytes.");

SQL_WRITE(INSERT_ENTRY, NULL, "INSERT INTO journal (journal_position, id, recorded_us, bytes) VALUES ($1, $2, $3, $4)");
SQL_READ(ENTRIES_WITH_ID, NULL, "SELECT count(*) FROM journal WHERE id = $1");
SQL_READ(ENTRY_BY_ID, &JOURNAL_ROW_RECORD, "SELECT journal_position, bytes FROM journal WHERE id = $1");
SQL_READ(ENTRY_AT, &JOURNAL_ROW_RECORD, "SELECT journal_position, bytes FROM journal WHERE journal_position = $1");
SQL_READ(ENTRIES_AFTER, &JOURNAL_ROW_RECORD,
         "SELECT journal_position, bytes FROM journal WHERE journal_position > $1 ORDER BY journal_position LIMIT $2");
SQL_READ(RECORDED_AT, NULL, "SELECT recorded_us FROM journal WHERE journal_position = $1");

/* In a transaction the head is read once, changed in memory and written by the commit. */
static enum fault head_of(struct store *store, struct journal_head **ret)
{
    struct head *head = &store->head;
    enum fault fault = head->read ? NOTHING_WRONG : head_read(store->db, &head->row);
    head->read = !fault;
    *ret = &head->row;
    return fault;
}

enum fault journal_head(struct store *store, struct journal_head *ret)
{
    if (!store->began)
        return head_read(store->db, ret);
    struct journal_head *head;
    enum fault fault = head_of(store, &head);
    if (!fault)
        *ret = *head;
    return fault;
}

/* The id is looked for only when the row was refused: nearly always it is new. */
static enum fault insert_entry(struct store *store, const struct entry *entry, const char *bytes)
{
    const struct bind id = bind_bytes(&entry->id, sizeof entry->id);
    enum fault fault =
        db_change(store->db, &INSERT_ENTRY,
                  BINDS(bind_integer(entry->journal_position), id, bind_integer(entry->recorded_us), bind_text(bytes)));
    int64_t known = 0;
    if (fault == FAULT_CORRUPT && !db_integer(store->db, &ENTRIES_WITH_ID, BINDS(id), 0, &known) && known)
        fault = FAULT_ID_REUSED;
    return fault;
}

enum fault journal_append(struct store *store, const char *site, struct entry *entry, struct buffer *answer)
{
    struct journal_head *head;
    enum fault fault = store->began ? head_of(store, &head) : FAULT_CORRUPT; /* the head would be lost */
    if (fault)
        return fault;
    struct entry next = *entry;
    next.journal_position = head->journal_position + 1;
    if (next.recorded_us < head->recorded_us)
        next.recorded_us = head->recorded_us;
    BUFFER_OWNED struct buffer own = {0};
    struct buffer *buffer = answer ? answer : &own;
    const size_t before = buffer->size;
    entry_encode(buffer, site, &next);
    const char *bytes = buffer_view(buffer);
    fault = bytes ? insert_entry(store, &next, bytes + before) : FAULT_MEMORY;
    if (fault) {
        buffer->size = before;
        return fault;
    }
    merkle_append(&head->tree, merkle_leaf(bytes + before, buffer->size - before));
    head->journal_position = next.journal_position;
    head->recorded_us = next.recorded_us;
    store->head.changed = true;
    *entry = next;
    return NOTHING_WRONG;
}

enum fault journal_touch(struct store *store, int64_t now_us, const struct clocks *clocks)
{
    struct journal_head *head;
    enum fault fault = store->began ? head_of(store, &head) : FAULT_CORRUPT;
    if (fault)
        return fault;
    if (head->recorded_us < now_us)
        head->recorded_us = now_us;
    head->clocks = *clocks;
    store->head.changed = true;
    return NOTHING_WRONG;
}

enum fault journal_by_id(struct store *store, struct uuid id, struct arena *arena, struct journal_row *ret)
{
    return db_row(store->db, &ENTRY_BY_ID, BINDS(bind_bytes(&id, sizeof id)), arena, ret);
}

enum fault journal_at(struct store *store, int64_t journal_position, struct arena *arena, struct journal_row *ret)
{
    return db_row(store->db, &ENTRY_AT, BINDS(bind_integer(journal_position)), arena, ret);
}

enum fault journal_entry_at(struct store *store, int64_t journal_position, struct arena *arena, struct entry *ret)
{
    struct journal_row row;
    enum fault fault = journal_at(store, journal_position, arena, &row);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    return entry_of_row(&row, arena, ret);
}

enum fault journal_after(struct store *store, int64_t after, int64_t limit, row_function *each, void *context)
{
    return db_each(store->db, &ENTRIES_AFTER, BINDS(bind_integer(after), bind_integer(limit)), each, context);
}

/* Times never go back along the journal, so that halving finds the place without an index. */
enum fault journal_position_at(struct store *store, int64_t us, int64_t *ret)
{
    struct journal_head head;
    enum fault fault = journal_head(store, &head);
    if (fault)
        return fault;
    int64_t before = 0, after = head.journal_position + 1; /* before is not later than `us`, after is */
    while (after - before > 1) {
        int64_t middle = before + (after - before) / 2, recorded_us;
        fault = db_integer(store->db, &RECORDED_AT, BINDS(bind_integer(middle)), ABSENT_INTEGER, &recorded_us);
        if (fault || recorded_us == ABSENT_INTEGER)
            return fault ? fault : FAULT_CORRUPT;
        if (recorded_us <= us)
            before = middle;
        else
            after = middle;
    }
    *ret = before;
    return NOTHING_WRONG;
}
