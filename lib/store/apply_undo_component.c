/* Taking back an installation and a removal. */
#include "store/apply_parts.h"

/* The installation that is voided, or whose end is. */
struct part {
    int64_t installation_id;
    int64_t unit_id;
    const char *part_number;
    const char *serial;
    const char *lot;
    int64_t child_unit_id;
    const char *operator;
    int64_t previous_id; /* the component's installation before it */
};
static const struct field PART_FIELDS[] = {
    FIELD_INTEGER(struct part, installation_id, REQUIRED, 0, 0, "the installation"),
    FIELD_INTEGER(struct part, unit_id, REQUIRED, 0, 0, "the unit it is in"),
    FIELD_TEXT(struct part, part_number, REQUIRED, 0, 0, "of the component"),
    FIELD_TEXT(struct part, serial, REQUIRED, 0, 0, "of the component"),
    FIELD_TEXT(struct part, lot, REQUIRED, 0, 0, "of the component"),
    FIELD_INTEGER(struct part, child_unit_id, REQUIRED, 0, 0, "when it is a unit"),
    FIELD_TEXT(struct part, operator, REQUIRED, 0, 0, "who installed it, took it out"),
    FIELD_INTEGER(struct part, previous_id, REQUIRED, 0, 0, "the component's installation before it"),
};
static const struct record PART_RECORD = RECORD(struct part, "part", PART_FIELDS, "A component in a position.");

SQL_READ(PART_INSTALLED_BY, &PART_RECORD,
         "SELECT installation_id, unit_id, part_number, serial, lot, child_unit_id, operator, previous_id"
         " FROM installation WHERE installation_id = $1");
SQL_READ(PART_REMOVED_BY, &PART_RECORD,
         "SELECT installation_id, unit_id, part_number, serial, lot, child_unit_id, remover AS operator, previous_id"
         " FROM installation WHERE removed_by = $1");
SQL_WRITE(VOID_INSTALLATION, NULL,
          "UPDATE installation SET voided = 1, removed = $2, removed_by = $3"
          " WHERE installation_id = $1 AND removed IS NULL");
SQL_WRITE(VOID_REMOVAL, NULL,
          "UPDATE installation SET removed = NULL, removed_by = NULL, removal = 0, remover = NULL,"
          " removed_at = NULL WHERE installation_id = $1");
/* What was found at the position meanwhile is about the part that was never out of it. */
SQL_WRITE(FOUND_ON_IT, NULL,
          "UPDATE nonconformance SET installation_id = $1 WHERE unit_id = $2 AND installation_id IS NULL"
          " AND position = (SELECT position FROM installation WHERE installation_id = $1) AND nonconformance_id > $3");
SQL_WRITE(COMPONENT_GOES_BACK, NULL,
          "UPDATE component SET state = $3, installation_id = $4 WHERE part_number = $1 AND serial = $2");
SQL_WRITE(COMPONENT_IS_UNKNOWN, NULL, "DELETE FROM component WHERE part_number = $1 AND serial = $2");
SQL_WRITE(CHILD_IS_IN, NULL, "UPDATE unit SET installed_in = $2 WHERE unit_id = $1");
SQL_WRITE(OPERATION_STANDS, NULL,
          "UPDATE unit_operation SET state = $3, invalidated_by = NULL WHERE unit_id = $1 AND operation = $2");
SQL_WRITE(RUN_STANDS, NULL,
          "UPDATE run SET invalidated_by = NULL WHERE run_id ="
          " (SELECT run_id FROM unit_operation WHERE unit_id = $1 AND operation = $2)");
SQL_WRITE(WAIVER_STANDS, NULL,
          "UPDATE waiver SET invalidated_by = NULL"
          " WHERE unit_id = $1 AND operation = $2 AND invalidated_by = $3");
/* Another event made it fall as well, and is the one that counts now. */
SQL_WRITE(OPERATION_FELL_BY, NULL,
          "UPDATE unit_operation SET invalidated_by = $3 WHERE unit_id = $1 AND operation = $2");
SQL_WRITE(RUN_FELL_BY, NULL,
          "UPDATE run SET invalidated_by = $3 WHERE invalidated_by = $4 AND run_id ="
          " (SELECT run_id FROM unit_operation WHERE unit_id = $1 AND operation = $2)");
SQL_WRITE(WAIVER_FELL_BY, NULL,
          "UPDATE waiver SET invalidated_by = $3 WHERE unit_id = $1 AND operation = $2 AND invalidated_by = $4");
SQL_WRITE(MEASUREMENTS_STAND, NULL,
          "UPDATE measurement SET voided_by = CASE WHEN position IS NULL THEN $3 END"
          " WHERE voided_by = $2 AND run_id IN (SELECT run_id FROM run WHERE unit_id = $1)");
SQL_WRITE(ANSWERS_STAND, NULL,
          "UPDATE check_answer SET voided_by = CASE WHEN position IS NULL THEN $3 END"
          " WHERE voided_by = $2 AND run_id IN (SELECT run_id FROM run WHERE unit_id = $1)");

static enum fault part_of(struct store *store, const struct sql *sql, const struct entry *entry, struct arena *arena,
                          struct part *ret)
{
    const struct result_corrected *result = entry->result;
    enum fault fault = db_row(store_db(store), sql, BINDS(bind_integer(result->voided)), arena, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* Where the component is, and in which unit when it is one. */
static enum fault part_goes_back(struct store *store, const struct part *part, enum component_state state,
                                 int64_t installation_id, int64_t holder_unit_id)
{
    enum fault fault = NOTHING_WRONG;
    if (part->serial && installation_id == ABSENT_INTEGER)
        fault = db_change_one(store_db(store), &COMPONENT_IS_UNKNOWN,
                              BINDS(bind_text(part->part_number), bind_text(part->serial)));
    else if (part->serial)
        fault = db_change_one(store_db(store), &COMPONENT_GOES_BACK,
                              BINDS(bind_text(part->part_number), bind_text(part->serial), bind_integer(state),
                                    bind_integer(installation_id)));
    if (!fault && part->child_unit_id != ABSENT_INTEGER)
        fault = db_change_one(store_db(store), &CHILD_IS_IN,
                              BINDS(bind_integer(part->child_unit_id), bind_integer(holder_unit_id)));
    return fault;
}

/* The component was free before, or not known at all. */
enum fault undo_installation(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct part part;
    enum fault fault = arena ? part_of(store, &PART_INSTALLED_BY, entry, arena, &part) : FAULT_MEMORY;
    if (!fault)
        fault = db_change_one(store_db(store), &VOID_INSTALLATION,
                              BINDS(bind_integer(part.installation_id), bind_integer(entry->recorded_us),
                                    bind_integer(entry->journal_position)));
    if (!fault)
        fault = lot_unsaid(store, part.part_number, part.lot, part.installation_id);
    if (!fault)
        fault = part_goes_back(store, &part, COMPONENT_AVAILABLE, part.previous_id, ABSENT_INTEGER);
    if (!fault && part.child_unit_id != ABSENT_INTEGER)
        fault = unit_is_corrected(store, entry, part.child_unit_id);
    return fault ? fault : builder_take(store, part.unit_id, part.operator);
}

static enum fault operation_stands(struct store *store, int64_t unit_id, const char *operation,
                                   enum operation_state state)
{
    return db_change_one(store_db(store), &OPERATION_STANDS,
                         BINDS(bind_integer(unit_id), bind_text(operation), bind_integer(state)));
}

static enum fault runs_stand(struct store *store, int64_t unit_id, const char *const *operations, size_t count)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++) {
        const struct bind binds[] = {bind_integer(unit_id), bind_text(operations[i])};
        fault = db_change(store_db(store), &RUN_STANDS, binds, 2);
        if (!fault)
            fault = operation_stands(store, unit_id, operations[i], OPERATION_PASSED);
    }
    return fault;
}

static enum fault waivers_stand(struct store *store, int64_t unit_id, const char *const *operations, size_t count,
                                int64_t voided)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++) {
        const struct bind binds[] = {bind_integer(unit_id), bind_text(operations[i]), bind_integer(voided)};
        fault = db_change(store_db(store), &WAIVER_STANDS, binds, 3);
        if (!fault)
            fault = operation_stands(store, unit_id, operations[i], OPERATION_WAIVED);
    }
    return fault;
}

static enum fault others_keep_fallen(struct store *store, int64_t unit_id, const struct still_fallen *fallen,
                                     size_t count, int64_t voided)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++) {
        const struct bind binds[] = {bind_integer(unit_id), bind_text(fallen[i].operation),
                                     bind_integer(fallen[i].invalidated_by), bind_integer(voided)};
        fault = db_change(store_db(store), &RUN_FELL_BY, binds, 4);
        if (!fault)
            fault = db_change(store_db(store), &WAIVER_FELL_BY, binds, 4);
        if (!fault)
            fault = db_change(store_db(store), &OPERATION_FELL_BY, binds, 3);
    }
    return fault;
}

static enum fault outer_evidence_stands(struct store *store, const struct outer_restored *outer, int64_t voided)
{
    int64_t unit_id;
    enum fault fault = unit_id_of(store, outer->unit, outer->unit_part_number, &unit_id);
    if (!fault)
        fault = runs_stand(store, unit_id, outer->restored.items, outer->restored.count);
    if (!fault)
        fault = waivers_stand(store, unit_id, outer->rewaived.items, outer->rewaived.count, voided);
    return fault ? fault : others_keep_fallen(store, unit_id, outer->fallen.items, outer->fallen.count, voided);
}

/* What fell with the removal stands again. */
static enum fault evidence_stands(struct store *store, const struct entry *entry, int64_t unit_id)
{
    const struct result_corrected *result = entry->result;
    const struct bind binds[] = {bind_integer(unit_id), bind_integer(result->voided),
                                 bind_integer(result->records_voided_by)};
    enum fault fault = runs_stand(store, unit_id, result->restored.items, result->restored.count);
    if (!fault)
        fault = waivers_stand(store, unit_id, result->rewaived.items, result->rewaived.count, result->voided);
    if (!fault)
        fault = others_keep_fallen(store, unit_id, result->fallen.items, result->fallen.count, result->voided);
    for (size_t i = 0; i < result->outer.count && !fault; i++)
        fault = outer_evidence_stands(store, &result->outer.items[i], result->voided);
    if (!fault && result->waiver)
        fault = waivers_stand(store, unit_id, &result->waiver, 1, result->voided);
    if (!fault)
        fault = db_change(store_db(store), &MEASUREMENTS_STAND, binds, 3);
    return fault ? fault : db_change(store_db(store), &ANSWERS_STAND, binds, 3);
}

static enum fault found_on_it(struct store *store, const struct entry *entry, const struct part *part)
{
    const struct bind binds[] = {bind_integer(part->installation_id), bind_integer(part->unit_id),
                                 bind_integer(((const struct result_corrected *)entry->result)->voided)};
    return db_change(store_db(store), &FOUND_ON_IT, binds, 3);
}

enum fault undo_removal(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct part part;
    enum fault fault = arena ? part_of(store, &PART_REMOVED_BY, entry, arena, &part) : FAULT_MEMORY;
    if (!fault)
        fault = db_change_one(store_db(store), &VOID_REMOVAL, BINDS(bind_integer(part.installation_id)));
    if (!fault)
        fault = found_on_it(store, entry, &part);
    if (!fault)
        fault = part_goes_back(store, &part, COMPONENT_INSTALLED, part.installation_id, part.unit_id);
    if (!fault)
        fault = evidence_stands(store, entry, part.unit_id);
    if (!fault && part.child_unit_id != ABSENT_INTEGER)
        fault = unit_is_corrected(store, entry, part.child_unit_id);
    return fault ? fault : builder_take(store, part.unit_id, part.operator);
}
