/* Which states an entry brought units and their operations to: noted after it was applied, from what it left. */
#include "store/apply_parts.h"

/* The operation that an event is about: every kind of event on a run changes its state. */
SQL_WRITE(NOTE_OPERATION_OF_EVENT, NULL,
          "INSERT INTO unit_history (unit_id, operation, journal_position, state)"
          " SELECT o.unit_id, o.operation, $4, o.state FROM unit u"
          " JOIN unit_operation o ON o.unit_id = u.unit_id AND o.operation = $3"
          " WHERE u.serial = $1 AND u.part_number = $2");
SQL_WRITE(NOTE_UNITS_OF_ORDER, NULL,
          "INSERT INTO unit_history (unit_id, operation, journal_position, state)"
          " SELECT unit_id, '', $2, state FROM unit WHERE \"order\" = $1");
/* The rest only where it is another than the last. */
SQL_WRITE(NOTE_UNIT, NULL,
          "INSERT INTO unit_history (unit_id, operation, journal_position, state)"
          " SELECT u.unit_id, '', $2, u.state FROM unit u WHERE u.unit_id = $1 AND u.state <>"
          " coalesce((SELECT h.state FROM unit_history h WHERE h.unit_id = $1 AND h.operation = ''"
          " ORDER BY h.journal_position DESC LIMIT 1), 0)");
SQL_WRITE(NOTE_OPERATIONS, NULL,
          "INSERT INTO unit_history (unit_id, operation, journal_position, state)"
          " SELECT o.unit_id, o.operation, $2, o.state FROM unit_operation o WHERE o.unit_id = $1 AND o.state <>"
          " coalesce((SELECT h.state FROM unit_history h WHERE h.unit_id = $1 AND h.operation = o.operation"
          " ORDER BY h.journal_position DESC LIMIT 1), 0)");
SQL_READ(UNIT_OF_NONCONFORMANCE, NULL, "SELECT unit_id FROM nonconformance WHERE nonconformance_id = $1");
SQL_READ(UNIT_OUT_OF, NULL, "SELECT child_unit_id FROM installation WHERE removed_by = $1");
_Static_assert(UNIT_ABSENT == 0 && OPERATION_OPEN == 0, "what no row says");

static enum fault note(struct store *store, const struct entry *entry, const struct sql *sql, int64_t unit_id)
{
    const struct bind binds[] = {bind_integer(unit_id), bind_integer(entry->journal_position)};
    return db_change(store_db(store), sql, binds, 2);
}

static enum fault note_unit(struct store *store, const struct entry *entry, const char *serial, const char *part_number)
{
    int64_t unit_id;
    enum fault fault = unit_id_of(store, serial, part_number, &unit_id);
    return fault ? fault : note(store, entry, &NOTE_UNIT, unit_id);
}

/* A unit and all its operations. */
static enum fault note_whole(struct store *store, const struct entry *entry, const char *serial,
                             const char *part_number)
{
    int64_t unit_id;
    enum fault fault = unit_id_of(store, serial, part_number, &unit_id);
    if (!fault)
        fault = note(store, entry, &NOTE_UNIT, unit_id);
    return fault ? fault : note(store, entry, &NOTE_OPERATIONS, unit_id);
}

static enum fault note_operation(struct store *store, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    return db_change_one(store_db(store), &NOTE_OPERATION_OF_EVENT,
                         BINDS(bind_text(subject->unit), bind_text(result_part_number(entry)),
                               bind_text(subject->operation), bind_integer(entry->journal_position)));
}

/* A unit that was thrown away with the removal is scrapped. */
static enum fault note_removed(struct store *store, const struct entry *entry)
{
    const struct result_removed *result = entry->result;
    const struct subject *subject = event_subject(entry->kind, entry->data);
    int64_t out;
    enum fault fault = note_whole(store, entry, subject->unit, result->unit_part_number);
    for (size_t i = 0; i < result->outer.count && !fault; i++)
        fault = note_whole(store, entry, result->outer.items[i].unit, result->outer.items[i].unit_part_number);
    if (!fault)
        fault = db_integer(store_db(store), &UNIT_OUT_OF, BINDS(bind_integer(entry->journal_position)), ABSENT_INTEGER,
                           &out);
    return fault || out == ABSENT_INTEGER ? fault : note(store, entry, &NOTE_UNIT, out);
}

static enum fault note_corrected(struct store *store, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    enum fault fault =
        result->unit ? note_whole(store, entry, result->unit, result->unit_part_number) : NOTHING_WRONG;
    for (size_t i = 0; i < result->outer.count && !fault; i++)
        fault = note_whole(store, entry, result->outer.items[i].unit, result->outer.items[i].unit_part_number);
    if (!fault && result->part)
        fault = note_unit(store, entry, result->part->unit, result->part->unit_part_number);
    return fault;
}

static enum fault note_released(struct store *store, const struct entry *entry)
{
    const struct order_named *data = entry->data;
    const struct bind binds[] = {bind_text(data->order), bind_integer(entry->journal_position)};
    return db_change(store_db(store), &NOTE_UNITS_OF_ORDER, binds, 2);
}

static enum fault note_revised(struct store *store, const struct entry *entry)
{
    const struct result_revised *result = entry->result;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < result->units.count && !fault; i++)
        fault = note_whole(store, entry, result->units.items[i].unit, result->units.items[i].part_number);
    return fault;
}

static enum fault note_revoked(struct store *store, const struct entry *entry)
{
    const struct result_revoked *result = entry->result;
    enum fault fault = note_whole(store, entry, result->unit, result->unit_part_number);
    for (size_t i = 0; i < result->outer.count && !fault; i++)
        fault = note_whole(store, entry, result->outer.items[i].unit, result->outer.items[i].unit_part_number);
    return fault;
}

static enum fault note_reopened(struct store *store, const struct entry *entry)
{
    const struct operation_reopened *data = entry->data;
    const struct result_reopened *result = entry->result;
    enum fault fault = note_whole(store, entry, data->unit, data->part_number);
    for (size_t i = 0; i < result->outer.count && !fault; i++)
        fault = note_whole(store, entry, result->outer.items[i].unit, result->outer.items[i].unit_part_number);
    return fault;
}

static enum fault note_decided(struct store *store, const struct entry *entry, int64_t nonconformance_id)
{
    int64_t unit_id;
    enum fault fault = db_integer(store_db(store), &UNIT_OF_NONCONFORMANCE, BINDS(bind_integer(nonconformance_id)),
                                  ABSENT_INTEGER, &unit_id);
    return fault ? fault : note(store, entry, &NOTE_UNIT, unit_id);
}

enum fault history_note(struct store *store, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    const struct unit_named *named = entry->data;
    const struct operation_waived *waived = entry->data;
    switch (entry->kind) {
    case ENTRY_OPERATION_STARTED:
    case ENTRY_OPERATION_PAUSED:
    case ENTRY_OPERATION_RESUMED:
    case ENTRY_OPERATION_COMPLETED:
    case ENTRY_OPERATION_ABORTED:
        return note_operation(store, entry);
    case ENTRY_COMPONENT_REMOVED:
        return note_removed(store, entry);
    case ENTRY_EVENT_CORRECTED:
        return note_corrected(store, entry);
    case ENTRY_DEFECT_REPORTED:
    case ENTRY_UNIT_SHIPPED:
        return note_unit(store, entry, subject->unit, result_part_number(entry));
    case ENTRY_ORDER_RELEASED:
        return note_released(store, entry);
    case ENTRY_ORDER_REVISED:
        return note_revised(store, entry);
    case ENTRY_UNIT_STARTED:
    case ENTRY_UNIT_COMPLETED:
    case ENTRY_UNIT_SCRAPPED:
        return note_unit(store, entry, named->unit, named->part_number);
    case ENTRY_OPERATION_WAIVED:
        return note_whole(store, entry, waived->unit, waived->part_number);
    case ENTRY_WAIVER_REVOKED:
        return note_revoked(store, entry);
    case ENTRY_OPERATION_REOPENED:
        return note_reopened(store, entry);
    case ENTRY_NONCONFORMANCE_OPENED:
        return note_decided(store, entry, entry->journal_position);
    case ENTRY_NONCONFORMANCE_DISPOSITIONED:
        return note_decided(store, entry, ((const struct nonconformance_dispositioned *)entry->data)->nonconformance);
    case ENTRY_NONCONFORMANCE_COUNTERSIGNED:
    case ENTRY_NONCONFORMANCE_CLOSED:
        return note_decided(store, entry, ((const struct nonconformance_named *)entry->data)->nonconformance);
    case ENTRY_COMPONENT_INSTALLED:
    case ENTRY_MEASUREMENT_RECORDED:
    case ENTRY_CHECK_RECORDED:
    case ENTRY_UNIT_SIGNED:
    case ENTRY_STATION_CHANGED:
    case ENTRY_SITE_FOUNDED:
    case ENTRY_CLOCK_STEPPED:
    case ENTRY_PRODUCT_DRAFTED:
    case ENTRY_PRODUCT_RELEASED:
    case ENTRY_PRODUCT_OBSOLETED:
    case ENTRY_ORDER_PLANNED:
    case ENTRY_ORDER_REPLANNED:
    case ENTRY_ORDER_CANCELLED:
    case ENTRY_ORDER_CLOSED:
    case ENTRY_ORDER_STARTED:
    case ENTRY_ORDER_COMPLETED:
    case ENTRY_ORDER_REOPENED:
    case ENTRY_STATION_DEFINED:
    case ENTRY_OPERATOR_DEFINED:
    case ENTRY_TOOL_DEFINED:
    case ENTRY_DEFECT_DEFINED:
    case ENTRY_CALENDAR_DEFINED:
    case ENTRY_PIN_SET:
    case ENTRY_OPERATOR_BADGED_IN:
    case ENTRY_OPERATOR_BADGED_OUT:
    case ENTRY_TOKEN_MADE:
    case ENTRY_TOKEN_REVOKED:
    case ENTRY_ACCOUNT_DEFINED:
    case ENTRY_PASSWORD_SET:
    case ENTRY_HOLD_PLACED:
    case ENTRY_HOLD_RELEASED:
    case ENTRY_HOLD_LIFTED:
    case ENTRY_HOLD_EXTENDED:
    case ENTRY_WAIVER_REQUESTED:
    case ENTRY_WAIVER_COUNTERSIGNED:
    case ENTRY_WAIVER_REJECTED:
    case ENTRY_COMPONENT_DESCRIBED:
    case ENTRY_DESCRIPTION_COUNTERSIGNED:
    case ENTRY_DESCRIPTION_REJECTED:
    case ENTRY_COMPONENT_RECEIVED:
    case ENTRY_FORECAST_RECORDED:
    case ENTRY_KIND_COUNT:
        break; /* they change no unit's state, nor that of an operation */
    }
    return NOTHING_WRONG;
}
