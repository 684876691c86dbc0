/* What installing and removing a component change. */
#include "domain/identifier.h"
#include "domain/provenance.h"
#include "store/apply_parts.h"

SQL_WRITE(INSERT_INSTALLATION, &INSTALLATION_RECORD,
          "INSERT INTO installation (installation_id, unit_id, position, part_number, revision, serial, lot, supplier,"
          " country, origin_site, firmware, identifiers, child_unit_id, run_id, operator, installed, removed,"
          " removed_by, removal, voided, unapproved_by, previous_id)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,"
          " (SELECT installation_id FROM component WHERE part_number = $4 AND serial = $6))");
SQL_WRITE(INSERT_IDENTIFIER, NULL,
          "INSERT INTO identifier (kind, value, installation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
SQL_WRITE(PUT_COMPONENT, NULL,
          "INSERT INTO component (part_number, serial, state, installation_id) VALUES ($1, $2, $3, $4)"
          " ON CONFLICT (part_number, serial) DO UPDATE"
          " SET state = excluded.state, installation_id = excluded.installation_id");

/* What fills a position, as far as a removal needs it. */
struct occupant {
    int64_t installation_id;
    const char *part_number;
    const char *serial;
    int64_t child_unit_id;
};
static const struct field OCCUPANT_FIELDS[] = {
    FIELD_INTEGER(struct occupant, installation_id, REQUIRED, 0, 0, "the installation"),
    FIELD_TEXT(struct occupant, part_number, REQUIRED, 0, 0, "of the component"),
    FIELD_TEXT(struct occupant, serial, REQUIRED, 0, 0, "of the component"),
    FIELD_INTEGER(struct occupant, child_unit_id, REQUIRED, 0, 0, "when it is a unit"),
};
static const struct record OCCUPANT_RECORD =
    RECORD(struct occupant, "occupant", OCCUPANT_FIELDS, "What fills a position.");
SQL_READ(OCCUPANT, &OCCUPANT_RECORD,
         "SELECT installation_id, part_number, serial, child_unit_id FROM installation"
         " WHERE unit_id = $1 AND position = $2 AND removed IS NULL");
SQL_WRITE(COMPONENT_IS, NULL, "UPDATE component SET state = $3 WHERE part_number = $1 AND serial = $2");
SQL_WRITE(LEFT_AS, NULL, "UPDATE installation SET removal = $2 WHERE installation_id = $1 AND removed IS NOT NULL");
SQL_WRITE(PART_IS, NULL,
          "UPDATE component SET state = $2"
          " WHERE part_number = (SELECT part_number FROM installation WHERE installation_id = $1)"
          " AND serial = (SELECT serial FROM installation WHERE installation_id = $1)");
SQL_WRITE(UNIT_INSTALLED_IN, NULL, "UPDATE unit SET installed_in = $2 WHERE unit_id = $1");
SQL_WRITE(END_INSTALLATION, NULL,
          "UPDATE installation SET removed = $2, removed_by = $3, removal = $4, remover = $5, removed_at = $6"
          " WHERE installation_id = $1 AND removed IS NULL");
SQL_WRITE(MEASUREMENTS_FALL, NULL,
          "UPDATE measurement SET voided_by = $3 WHERE run_id = $1 AND (position = $2 OR (position IS NULL AND $4 = 1))"
          " AND voided_by IS NULL");
SQL_WRITE(ANSWERS_FALL, NULL,
          "UPDATE check_answer SET voided_by = $3 WHERE run_id = $1 AND (position = $2 OR (position IS NULL AND $4 = 1))"
          " AND voided_by IS NULL");

enum fault component_is(struct store *store, const char *part_number, const char *serial, int state)
{
    return db_change_one(store_db(store), &COMPONENT_IS,
                         BINDS(bind_text(part_number), bind_text(serial), bind_integer(state)));
}

static enum fault child_is_in(struct store *store, int64_t child_unit_id, int64_t unit_id)
{
    return child_unit_id == ABSENT_INTEGER ? NOTHING_WRONG
                                           : db_change_one(store_db(store), &UNIT_INSTALLED_IN,
                                                           BINDS(bind_integer(child_unit_id), bind_integer(unit_id)));
}

static enum fault installation_insert(struct store *store, const struct entry *entry, const struct work *work,
                                      int64_t child_unit_id, struct arena *arena)
{
    const struct result_installed *result = entry->result;
    struct component_installed whole;
    enum fault fault = provenance_fill_in(entry->data, result->on_record, arena, &whole);
    if (fault)
        return fault;
    const struct installation row = {
        .installation_id = entry->journal_position,
        .unit_id = work->unit_id,
        .position = whole.position,
        .part_number = whole.part_number,
        .revision = whole.revision,
        .serial = whole.serial,
        .lot = whole.lot,
        .supplier = whole.supplier,
        .country = whole.country,
        .origin_site = whole.origin_site,
        .firmware = {.items = whole.firmware.items, .count = whole.firmware.count},
        .identifiers = {.items = whole.identifiers.items, .count = whole.identifiers.count},
        .child_unit_id = child_unit_id,
        .run_id = work->run_id,
        .operator = whole.subject.operator,
        .installed = entry->recorded_us,
        .removed = ABSENT_INTEGER,
        .removed_by = ABSENT_INTEGER,
        .unapproved_by = ABSENT_INTEGER,
    };
    fault = db_change_row(store_db(store), &INSERT_INSTALLATION, &row);
    return fault ? fault : lot_said(store, row.part_number, row.lot, row.installation_id);
}

/* A journal of before may name a kind twice, or a part otherwise than it did. */
enum fault identifiers_insert(struct store *store, int64_t installation_id, const struct identifier *items,
                              size_t count)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++) {
        const struct bind binds[] = {bind_integer(items[i].kind), bind_text(items[i].value),
                                     bind_integer(installation_id)};
        if (identifier_is_permanent(items[i].kind))
            fault = db_change(store_db(store), &INSERT_IDENTIFIER, binds, 3);
    }
    return fault;
}

enum fault apply_component_installed(struct store *store, const struct entry *entry)
{
    const struct component_installed *data = entry->data;
    const struct result_installed *result = entry->result;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    int64_t child_unit_id = ABSENT_INTEGER;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (!fault && result->built_here)
        fault = unit_id_of(store, data->serial, data->part_number, &child_unit_id);
    if (!fault)
        fault = installation_insert(store, entry, &work, child_unit_id, arena);
    if (!fault && data->serial)
        fault = identifiers_insert(store, entry->journal_position, data->identifiers.items, data->identifiers.count);
    if (!fault)
        fault = child_is_in(store, child_unit_id, work.unit_id);
    if (!fault && data->serial)
        fault = db_change_one(store_db(store), &PUT_COMPONENT,
                              BINDS(bind_text(data->part_number), bind_text(data->serial),
                                    bind_integer(COMPONENT_INSTALLED), bind_integer(entry->journal_position)));
    return fault ? fault : builder_add(store, work.unit_id, data->subject.operator);
}

enum fault part_becomes(struct store *store, int64_t installation_id, enum removal removal)
{
    const struct bind binds[] = {bind_integer(installation_id), bind_integer(component_after(removal))};
    enum fault fault =
        db_change_one(store_db(store), &LEFT_AS, BINDS(bind_integer(installation_id), bind_integer(removal)));
    return fault ? fault : db_change(store_db(store), &PART_IS, binds, 2); /* one without a serial number has no row */
}

/* As quality decided, or else as was said with it. */
static enum removal removal_of(const struct entry *entry)
{
    const struct component_removed *data = entry->data;
    const struct result_removed *result = entry->result;
    int removal = result->removal ? result->removal : data->removal;
    return removal ? (enum removal)removal : REMOVAL_REUSE;
}

/* The part leaves the position; a unit that is scrapped with it is scrapped as a unit too. */
static enum fault occupant_leaves(struct store *store, const struct entry *entry, const struct occupant *occupant)
{
    const struct component_removed *data = entry->data;
    const enum removal removal = removal_of(entry);
    enum fault fault = db_change_one(store_db(store), &END_INSTALLATION,
                                     BINDS(bind_integer(occupant->installation_id), bind_integer(entry->recorded_us),
                                           bind_integer(entry->journal_position), bind_integer(removal),
                                           bind_text(data->subject.operator), bind_text(entry->station)));
    if (!fault && occupant->serial)
        fault = component_is(store, occupant->part_number, occupant->serial, component_after(removal));
    if (!fault)
        fault = child_is_in(store, occupant->child_unit_id, ABSENT_INTEGER);
    if (!fault && removal == REMOVAL_SCRAP && occupant->child_unit_id != ABSENT_INTEGER)
        fault = unit_step(store, occupant->child_unit_id, ENTRY_UNIT_SCRAPPED, entry->recorded_us);
    return fault;
}

/* What was proven with the part falls, what was waived with it in place, and what the open run recorded at the
 * position, and of the unit with the part in it. */
static enum fault removal_falls_on(struct store *store, const struct entry *entry, int64_t unit_id)
{
    const struct component_removed *data = entry->data;
    const struct result_removed *result = entry->result;
    const struct bind binds[] = {bind_integer(result->run_id), bind_text(data->position),
                                 bind_integer(entry->journal_position), bind_integer(result->run_whole)};
    enum fault fault =
        operations_fall(store, entry, unit_id, result->invalidated.items, result->invalidated.count, false);
    if (!fault)
        fault = operations_fall(store, entry, unit_id, result->waived.items, result->waived.count, true);
    if (!fault && result->waiver)
        fault = operation_falls(store, entry, unit_id, result->waiver, true);
    if (fault || result->run_id == ABSENT_INTEGER)
        return fault;
    fault = db_change(store_db(store), &MEASUREMENTS_FALL, binds, 4);
    return fault ? fault : db_change(store_db(store), &ANSWERS_FALL, binds, 4);
}

/* A scrapped unit stays what it is. */
static enum fault unit_loses_part(struct store *store, const struct entry *entry, int64_t unit_id)
{
    bool salvaged = ((const struct result_removed *)entry->result)->salvaged;
    return salvaged ? unit_step(store, unit_id, entry->kind, entry->recorded_us) : unit_reopens(store, entry, unit_id);
}

enum fault apply_component_removed(struct store *store, const struct entry *entry)
{
    const struct component_removed *data = entry->data;
    const struct result_removed *result = entry->result;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct occupant occupant;
    int64_t unit_id;
    if (!arena)
        return FAULT_MEMORY;
    enum fault fault = unit_id_of(store, data->subject.unit, result_part_number(entry), &unit_id);
    if (!fault)
        fault = db_row(store_db(store), &OCCUPANT, BINDS(bind_integer(unit_id), bind_text(data->position)), arena,
                       &occupant);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    fault = occupant_leaves(store, entry, &occupant);
    if (!fault)
        fault = removal_falls_on(store, entry, unit_id);
    if (!fault)
        fault = unit_loses_part(store, entry, unit_id);
    if (!fault)
        fault = outer_units_fall(store, entry, result->outer.items, result->outer.count);
    return fault ? fault : builder_add(store, unit_id, data->subject.operator);
}
