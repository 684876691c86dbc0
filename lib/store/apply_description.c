/* What describing a part anew changes: its last installation reads so, and what it said before is kept. */
#include "store/apply_parts.h"
#include "store/columns.h"
#include "store/find_description.h"

SQL_WRITE(INSERT_DESCRIPTION, &DESCRIPTION_RECORD,
          "INSERT INTO description (" DESCRIPTION_COLUMNS ")"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,"
          " $20, $21)");
SQL_WRITE(DELETE_DESCRIPTION, NULL, "DELETE FROM description WHERE description_id = $1");

SQL_WRITE(READ_SO, &INSTALLATION_RECORD,
          "UPDATE installation SET revision = $5, lot = $7, supplier = $8, country = $9, origin_site = $10,"
          " firmware = $11, identifiers = $12, unapproved_by = $21 WHERE installation_id = $1");

SQL_WRITE(FORGET_IDENTIFIER, NULL,
          "DELETE FROM identifier WHERE kind = $1 AND value = $2 AND installation_id = $3");

static enum fault installation_of(struct store *store, int64_t installation_id, struct arena *arena,
                                  struct installation *ret)
{
    enum fault fault = find_installation(store, installation_id, arena, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* What the part's installation says is what was on record. */
static void keep_before(struct description *row, const struct installation *part)
{
    row->was = provenance_installed(part);
    if (!provenance_names(row->said))
        row->was.identifiers.count = 0;
    row->installation_id = part->installation_id;
    row->unit_id = part->unit_id;
    row->unapproved_by = part->unapproved_by;
}

/* It is known by what is said, and no more by what any installation said of that kind. */
static enum fault names_count(struct store *store, const struct installation *part, const struct provenance *said,
                              struct arena *arena)
{
    struct installations history;
    if (!part->serial || !provenance_names(said))
        return NOTHING_WRONG;
    enum fault fault = find_component_history(store, part->part_number, part->serial, arena, &history);
    for (size_t i = 0; !fault && i < history.list.count; i++) {
        const struct provenance installed = provenance_installed(&history.list.items[i]);
        struct provenance before;
        fault = provenance_replaced(said, &installed, arena, &before);
        for (size_t j = 0; !fault && j < before.identifiers.count; j++) {
            const struct identifier *identifier = &before.identifiers.items[j];
            const struct bind binds[] = {bind_integer(identifier->kind), bind_text(identifier->value),
                                         bind_integer(history.list.items[i].installation_id)};
            fault = db_change(store_db(store), &FORGET_IDENTIFIER, binds, 3);
        }
    }
    return fault ? fault
                 : identifiers_insert(store, part->installation_id, said->identifiers.items, said->identifiers.count);
}

/* `lot` is what it reads now; NULL: none is known. An installation that was taken back while a second person was awaited
 * says nothing. */
static enum fault lot_reads_so(struct store *store, const struct installation *part, const char *lot)
{
    if (part->voided)
        return NOTHING_WRONG;
    enum fault fault = lot_unsaid(store, part->part_number, part->lot, part->installation_id);
    return fault ? fault : lot_said(store, part->part_number, lot, part->installation_id);
}

static enum fault description_counts(struct store *store, const struct entry *entry, const struct installation *part,
                                     struct description *row, struct arena *arena)
{
    const struct result_described *result = entry->result;
    struct installation now;
    keep_before(row, part);
    row->state = DESCRIPTION_IN_FORCE;
    row->unapproved = result->unapproved;
    enum fault fault = provenance_describe(part, row->said, arena, &now);
    if (result->approved)
        now.unapproved_by = ABSENT_INTEGER;
    else if (result->unapproved)
        now.unapproved_by = entry->journal_position;
    if (!fault)
        fault = names_count(store, part, row->said, arena);
    if (!fault)
        fault = db_change_row(store_db(store), &READ_SO, &now);
    return fault ? fault : lot_reads_so(store, part, now.lot);
}

enum fault apply_component_described(struct store *store, const struct entry *entry)
{
    const struct component_described *data = entry->data;
    const struct result_described *result = entry->result;
    ARENA_OWNED struct arena *arena = arena_new(0);
    const struct provenance said = provenance_described(data);
    struct description row;
    struct installation part;
    enum fault fault = arena ? installation_of(store, result->installation, arena, &part) : FAULT_MEMORY;
    if (fault)
        return fault;
    record_clear(&DESCRIPTION_RECORD, &row);
    row.description_id = entry->journal_position;
    row.said = &said;
    row.reason = data->reason;
    row.described_by = entry->by;
    row.described = entry->recorded_us;
    row.state = DESCRIPTION_OPEN;
    if (result->open)
        keep_before(&row, &part);
    else
        fault = description_counts(store, entry, &part, &row, arena);
    return fault ? fault : db_change_row(store_db(store), &INSERT_DESCRIPTION, &row);
}

/* The row as it reads once the entry decided on it. */
static enum fault decided_row(struct store *store, const struct entry *entry, struct arena *arena,
                              struct description *ret)
{
    const struct description_named *data = entry->data;
    enum fault fault = arena ? find_description(store, data->description, arena, ret) : FAULT_MEMORY;
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    ret->decided_by = entry->by;
    ret->decision = data->reason;
    ret->decided = entry->recorded_us;
    ret->decided_at = entry->journal_position;
    return NOTHING_WRONG;
}

static enum fault replace_row(struct store *store, const struct description *row)
{
    enum fault fault = db_change_one(store_db(store), &DELETE_DESCRIPTION, BINDS(bind_integer(row->description_id)));
    return fault ? fault : db_change_row(store_db(store), &INSERT_DESCRIPTION, row);
}

enum fault apply_description_countersigned(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct description row;
    struct installation part;
    enum fault fault = decided_row(store, entry, arena, &row);
    if (!fault)
        fault = installation_of(store, row.installation_id, arena, &part);
    if (!fault)
        fault = description_counts(store, entry, &part, &row, arena);
    return fault ? fault : replace_row(store, &row);
}

enum fault apply_description_rejected(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct description row;
    enum fault fault = decided_row(store, entry, arena, &row);
    row.state = DESCRIPTION_REJECTED;
    return fault ? fault : replace_row(store, &row);
}
