/* What events on units share: the unit, its operation and run, and who built. */
#include "store/apply_parts.h"

static const struct field WORK_FIELDS[] = {
    FIELD_INTEGER(struct work, unit_id, REQUIRED, 0, 0, "the unit"),
    FIELD_ENUM(struct work, state, REQUIRED, &OPERATION_STATE_NAMES, "of its operation"),
    FIELD_INTEGER(struct work, attempts, REQUIRED, 0, 0, "at the operation"),
    FIELD_INTEGER(struct work, failures, REQUIRED, 0, 0, "of the operation"),
    FIELD_INTEGER(struct work, run_id, REQUIRED, 0, 0, "the operation's last run"),
    FIELD_BOOLEAN(struct work, builds, REQUIRED, "who acts in the run builds on the unit"),
    FIELD_TEXT(struct work, tool, REQUIRED, 0, 0, "the run's"),
};
static const struct record WORK_RECORD =
    RECORD(struct work, "work", WORK_FIELDS, "A unit, its operation and the operation's last run.");

static const struct field ACT_FIELDS[] = {
    FIELD_INTEGER(struct act, unit_id, REQUIRED, 0, 0, "the unit it was done to"),
    FIELD_TEXT(struct act, operation, OPTIONAL, 0, 0, "of a run"),
    FIELD_TEXT(struct act, operator, REQUIRED, 0, 0, "who did it"),
    FIELD_BOOLEAN(struct act, builds, REQUIRED, "whether that was to build"),
};
const struct record ACT_RECORD = RECORD(struct act, "act", ACT_FIELDS, "What somebody did to a unit.");

SQL_READ(WORK_ON_UNIT, &WORK_RECORD,
         "SELECT u.unit_id, o.state, coalesce(o.attempts, 0) AS attempts, coalesce(o.failures, 0) AS failures,"
         " o.run_id, r.builds, r.tool FROM unit u"
         " LEFT JOIN unit_operation o ON o.unit_id = u.unit_id AND o.operation = $3"
         " LEFT JOIN run r ON r.run_id = o.run_id"
         " WHERE u.serial = $1 AND u.part_number = $2");
SQL_READ(UNIT_ID, NULL, "SELECT unit_id FROM unit WHERE serial = $1 AND part_number = $2");
SQL_WRITE(NAME_UNIT, NULL, "INSERT INTO unit_entry (unit_id, journal_position) VALUES ($1, $2) ON CONFLICT DO NOTHING");
SQL_WRITE(BUILDER_ACTS, NULL,
          "INSERT INTO unit_builder (unit_id, operator, acts) VALUES ($1, $2, 1)"
          " ON CONFLICT (unit_id, operator) DO UPDATE SET acts = unit_builder.acts + 1");
SQL_WRITE(BUILDER_DID_NOT, NULL, "UPDATE unit_builder SET acts = acts - 1 WHERE unit_id = $1 AND operator = $2");

enum fault unit_id_of(struct store *store, const char *serial, const char *part_number, int64_t *ret)
{
    int64_t unit_id;
    enum fault fault = db_integer(store_db(store), &UNIT_ID, BINDS(bind_text(serial), bind_text(part_number)),
                                  ABSENT_INTEGER, &unit_id);
    if (!fault && unit_id == ABSENT_INTEGER)
        fault = FAULT_CORRUPT;
    if (!fault)
        *ret = unit_id;
    return fault;
}

enum fault unit_is_named(struct store *store, int64_t unit_id, int64_t journal_position)
{
    return db_change(store_db(store), &NAME_UNIT, BINDS(bind_integer(unit_id), bind_integer(journal_position)));
}

enum fault work_of(struct store *store, const struct entry *entry, struct arena *arena, struct work *ret)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    enum fault fault =
        db_row(store_db(store), &WORK_ON_UNIT,
               BINDS(bind_text(subject->unit), bind_text(result_part_number(entry)), bind_text(subject->operation)),
               arena, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

enum fault act_at(struct store *store, const struct sql *sql, int64_t journal_position, struct arena *arena,
                  struct act *ret)
{
    enum fault fault = db_row(store_db(store), sql, BINDS(bind_integer(journal_position)), arena, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

enum fault builder_add(struct store *store, int64_t unit_id, const char *operator)
{
    return operator? db_change_one(store_db(store), &BUILDER_ACTS, BINDS(bind_integer(unit_id), bind_text(operator)))
                   : NOTHING_WRONG;
}

enum fault builder_take(struct store *store, int64_t unit_id, const char *operator)
{
    return operator? db_change_one(store_db(store), &BUILDER_DID_NOT, BINDS(bind_integer(unit_id), bind_text(operator)))
                   : NOTHING_WRONG;
}
