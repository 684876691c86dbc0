#include "store/find_history.h"

#include "store/columns.h"

#include <string.h>

static const struct field UNIT_STATE_SINCE_FIELDS[] = {
    FIELD_INTEGER(struct unit_state_since, unit_id, REQUIRED, 0, 0, "the unit"),
    FIELD_TEXT(struct unit_state_since, operation, REQUIRED, 0, 0, "on it, or nothing"),
    FIELD_INTEGER(struct unit_state_since, journal_position, REQUIRED, 0, 0, "since when"),
    FIELD_INTEGER(struct unit_state_since, state, REQUIRED, 0, 0, "of the unit, of the operation"),
};
const struct record UNIT_STATE_SINCE_RECORD =
    RECORD(struct unit_state_since, "unit_state_since", UNIT_STATE_SINCE_FIELDS, "A state, and since when.");

static const struct field ORDER_PLAN_FIELDS[] = {
    FIELD_TEXT(struct order_plan, customer, OPTIONAL, 1, 120, "for whom"),
    FIELD_TEXT(struct order_plan, destination, OPTIONAL, 1, 200, "where they go"),
};
static const struct record ORDER_PLAN_RECORD =
    RECORD(struct order_plan, "order_plan", ORDER_PLAN_FIELDS, "For whom an order was, and where it went.");

SQL_READ(UNIT_PLAN_AT, &ORDER_PLAN_RECORD,
         "SELECT p.customer, p.destination FROM order_plan p WHERE p.\"order\" = $2 AND p.journal_position <= $3"
         " AND NOT EXISTS (SELECT 1 FROM unit_history h WHERE h.unit_id = $1 AND h.operation = ''"
         " AND h.journal_position < p.journal_position AND h.state = $4) ORDER BY p.journal_position DESC LIMIT 1");
static const struct field REPLACED_DECISION_FIELDS[] = {
    FIELD_INTEGER(struct replaced_decision, journal_position, REQUIRED, 0, 0, "of the disposition"),
};
static const struct record REPLACED_DECISION_RECORD = RECORD(
    struct replaced_decision, "replaced_decision", REPLACED_DECISION_FIELDS, "A decision that another replaced.");

SQL_READ(DECISIONS_REPLACED, &REPLACED_DECISION_RECORD,
         "SELECT journal_position FROM decision_replaced WHERE unit_id = $1 AND journal_position <= $2"
         " ORDER BY journal_position");
SQL_READ(VOIDED_WITH, NULL, "SELECT journal_position FROM correction WHERE voided <= $1 ORDER BY voided DESC LIMIT 1");
SQL_READ(STATES_AT, &UNIT_STATE_SINCE_RECORD,
         "SELECT h.unit_id, h.operation, h.journal_position, h.state FROM unit_history h WHERE h.unit_id = $1"
         " AND h.journal_position = (SELECT max(l.journal_position) FROM unit_history l WHERE l.unit_id = $1"
         " AND l.operation = h.operation AND l.journal_position <= $2) ORDER BY h.operation");
SQL_READ(UNIT_STATES, &UNIT_STATE_SINCE_RECORD,
         "SELECT unit_id, operation, journal_position, state FROM unit_history WHERE unit_id = $1 AND operation = ''"
         " ORDER BY journal_position DESC");
SQL_READ(CLOSINGS, &JOURNAL_ROW_RECORD,
         "SELECT journal_position, bytes FROM journal WHERE journal_position > (SELECT min(h.journal_position)"
         " FROM unit_history h WHERE h.unit_id = $1 AND h.operation = '' AND h.state = 4) AND journal_position < $2"
         " AND bytes LIKE '%\"type\":\"order.closed\"%' ORDER BY journal_position DESC");
_Static_assert(UNIT_COMPLETED == 4, "CLOSINGS names it");
#define OF_RUN_AT(id) " WHERE run_id = $1 AND " id " <= $2 AND (voided_by IS NULL OR voided_by > $2) ORDER BY " id
SQL_READ(MEASUREMENTS_AT, &MEASUREMENT_RECORD,
         "SELECT " MEASUREMENT_COLUMNS " FROM measurement" OF_RUN_AT("measurement_id"));
SQL_READ(ANSWERS_AT, &CHECK_ANSWER_RECORD, "SELECT " CHECK_ANSWER_COLUMNS " FROM check_answer" OF_RUN_AT("answer_id"));
SQL_READ(SIGNATURES_AT, &SIGNATURE_RECORD, "SELECT " SIGNATURE_COLUMNS " FROM signature" OF_RUN_AT("signature_id"));
SQL_READ(STEPPED_OVER, NULL,
         "SELECT sum(stepped_to - stepped_from) FROM clock_step WHERE stepped_from >= $1 AND stepped_to <= $2");
SQL_READ(VOIDED_LATER, &JOURNAL_ROW_RECORD,
         "SELECT j.journal_position, j.bytes FROM correction c JOIN journal j ON j.journal_position = c.voided"
         " WHERE c.voided <= $1 AND c.journal_position > $1 ORDER BY c.voided");
SQL_READ(REMOVALS, &JOURNAL_ROW_RECORD,
         "SELECT j.journal_position, j.bytes FROM installation i JOIN journal j ON j.journal_position = i.removed_by"
         " WHERE i.unit_id = $1 AND i.removed IS NOT NULL AND i.voided = 0 AND i.removed_by > $2"
         " AND i.removed_by <= $3 ORDER BY i.removed_by");
SQL_READ(CORRECTIONS_BETWEEN, &JOURNAL_ROW_RECORD,
         "SELECT j.journal_position, j.bytes FROM correction c"
         " JOIN journal j ON j.journal_position = c.journal_position"
         " WHERE c.voided < $2 AND c.journal_position > $1 AND c.journal_position <= $2 ORDER BY c.journal_position");

/* No index leads from a unit to its entries, which would be the dearest of all to keep: every table that an entry left
 * a mark in knows the unit, and unit_entry has those that left none. Of a unit that was put into others, its chain of
 * installations. What was inside it when an entry named it may be elsewhere when that is taken back. */
#define OF_RUNS(table, column)                                                                                         \
    " UNION SELECT " column " FROM run r JOIN " table " t ON t.run_id = r.run_id WHERE r.unit_id = $1"
/* Of what was in it then: a part on the shelf is described by where it was last, too. */
#define OF_DESCRIPTIONS(column)                                                                                        \
    " UNION SELECT d." column " FROM description d JOIN installation i ON i.installation_id = d.installation_id"       \
    " WHERE d.unit_id = $1 AND (i.removed_by IS NULL OR i.removed_by > d.description_id)"
#define OF_RECEIPTS(column)                                                                                            \
    " UNION SELECT r." column " FROM unit u JOIN receipt r ON r.part_number = u.part_number AND r.serial = u.serial"   \
    " WHERE u.unit_id = $1"
/* clang-format off */
SQL_READ(ENTRIES_OF_UNIT, &JOURNAL_ROW_RECORD,
         "WITH RECURSIVE place (installation_id, removed_by, previous_id) AS ("
         "SELECT i.installation_id, i.removed_by, i.previous_id FROM unit u"
         " JOIN component c ON c.part_number = u.part_number AND c.serial = u.serial"
         " JOIN installation i ON i.installation_id = c.installation_id WHERE u.unit_id = $1"
         " UNION ALL SELECT i.installation_id, i.removed_by, i.previous_id FROM place"
         " JOIN installation i ON i.installation_id = place.previous_id),"
         " named (journal_position) AS (SELECT journal_position FROM unit_history WHERE unit_id = $1"
         " UNION SELECT journal_position FROM unit_entry WHERE unit_id = $1"
         " UNION SELECT installation_id FROM place UNION SELECT removed_by FROM place"
         " UNION SELECT d.description_id FROM place JOIN description d ON d.installation_id = place.installation_id"
         " UNION SELECT d.decided_at FROM place JOIN description d ON d.installation_id = place.installation_id"
         " UNION SELECT run_id FROM run WHERE unit_id = $1"
         " UNION SELECT ended_by FROM run WHERE unit_id = $1"
         OF_RUNS("measurement", "measurement_id") OF_RUNS("measurement", "t.voided_by")
         OF_RUNS("check_answer", "answer_id") OF_RUNS("check_answer", "t.voided_by")
         OF_RUNS("signature", "signature_id") OF_RUNS("signature", "t.voided_by")
         " UNION SELECT installation_id FROM installation WHERE unit_id = $1 AND removed IS NULL"
         " UNION SELECT installation_id FROM installation WHERE unit_id = $1 AND removed IS NOT NULL"
         " UNION SELECT removed_by FROM installation WHERE unit_id = $1 AND removed IS NOT NULL"
         " UNION SELECT nonconformance_id FROM nonconformance WHERE unit_id = $1"
         " UNION SELECT disposed_at FROM nonconformance WHERE unit_id = $1"
         " UNION SELECT journal_position FROM decision_replaced WHERE unit_id = $1"
         " UNION SELECT closed_at FROM nonconformance WHERE unit_id = $1"
         " UNION SELECT waiver_id FROM waiver WHERE unit_id = $1"
         " UNION SELECT decided_at FROM waiver WHERE unit_id = $1"
         OF_DESCRIPTIONS("description_id") OF_DESCRIPTIONS("decided_at")
         OF_RECEIPTS("receipt_id") OF_RECEIPTS("voided_by")
         " UNION SELECT frozen_by FROM hold_match WHERE unit_id = $1"
         " UNION SELECT lifted_at FROM hold_match WHERE unit_id = $1"
         " UNION SELECT h.released_at FROM hold_match m JOIN hold h ON h.hold_id = m.hold_id"
         " WHERE m.unit_id = $1 AND m.released IS NULL"
         " UNION SELECT frozen_by FROM hold_match_past WHERE unit_id = $1"
         " UNION SELECT lifted_at FROM hold_match_past WHERE unit_id = $1"
         " UNION SELECT gone_by FROM hold_match_past WHERE unit_id = $1"
         " UNION SELECT revised_by FROM unit_revision WHERE unit_id = $1)"
         " SELECT journal_position, bytes FROM journal WHERE journal_position < $2 AND journal_position IN ("
         "SELECT journal_position FROM named UNION SELECT c.journal_position FROM named"
         " JOIN correction c ON c.voided = named.journal_position)"
         " ORDER BY journal_position DESC LIMIT $3");
/* clang-format on */

enum fault find_states_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                          struct unit_states *ret)
{
    return db_rows(store_db(store), &STATES_AT, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_unit_plan_at(struct store *store, const struct unit *unit, int64_t journal_position,
                             struct arena *arena, struct order_plan *ret)
{
    return db_row(store_db(store), &UNIT_PLAN_AT,
                  BINDS(bind_integer(unit->unit_id), bind_text(unit->order), bind_integer(journal_position),
                        bind_integer(UNIT_SHIPPED)),
                  arena, ret);
}

enum fault find_decisions_replaced(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                                   struct replaced_decisions *ret)
{
    return db_rows(store_db(store), &DECISIONS_REPLACED, BINDS(bind_integer(unit_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_voided_with(struct store *store, int64_t journal_position, int64_t *ret)
{
    return db_integer(store_db(store), &VOIDED_WITH, BINDS(bind_integer(journal_position)), ABSENT_INTEGER, ret);
}

enum fault find_unit_states(struct store *store, int64_t unit_id, struct arena *arena, struct unit_states *ret)
{
    return db_rows(store_db(store), &UNIT_STATES, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

/* One that follows a correction by itself says again what was so before. */
enum fault find_closed_before(struct store *store, const struct unit *unit, int64_t journal_position,
                              struct arena *arena, int64_t *ret)
{
    struct journal_rows rows;
    const struct bind binds[] = {bind_integer(unit->unit_id), bind_integer(journal_position)};
    enum fault fault = db_rows(store_db(store), &CLOSINGS, binds, 2, arena, &rows.list);
    *ret = ABSENT_INTEGER;
    for (size_t i = 0; i < rows.list.count && !fault && *ret == ABSENT_INTEGER; i++) {
        struct entry entry;
        fault = entry_of_row(&rows.list.items[i], arena, &entry);
        if (!fault && entry.kind == ENTRY_ORDER_CLOSED && *entry.by &&
            !strcmp(((const struct order_named *)entry.data)->order, unit->order))
            *ret = entry.recorded_us;
    }
    return fault;
}

enum fault find_measurements_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                struct measurements *ret)
{
    return db_rows(store_db(store), &MEASUREMENTS_AT, BINDS(bind_integer(run_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_answers_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                           struct check_answers *ret)
{
    return db_rows(store_db(store), &ANSWERS_AT, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_signatures_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                              struct signatures *ret)
{
    return db_rows(store_db(store), &SIGNATURES_AT, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_stepped_over(struct store *store, int64_t from_us, int64_t until_us, int64_t *ret_us)
{
    return db_integer(store_db(store), &STEPPED_OVER, BINDS(bind_integer(from_us), bind_integer(until_us)), 0, ret_us);
}

enum fault find_voided_later(struct store *store, int64_t journal_position, struct arena *arena,
                             struct journal_rows *ret)
{
    return db_rows(store_db(store), &VOIDED_LATER, BINDS(bind_integer(journal_position)), arena, &ret->list);
}

enum fault find_removals(struct store *store, int64_t unit_id, int64_t after, int64_t until, struct arena *arena,
                         struct journal_rows *ret)
{
    return db_rows(store_db(store), &REMOVALS, BINDS(bind_integer(unit_id), bind_integer(after), bind_integer(until)),
                   arena, &ret->list);
}

enum fault find_corrections_between(struct store *store, int64_t after, int64_t until, struct arena *arena,
                                    struct journal_rows *ret)
{
    return db_rows(store_db(store), &CORRECTIONS_BETWEEN, BINDS(bind_integer(after), bind_integer(until)), arena,
                   &ret->list);
}

enum fault find_entries_of_unit(struct store *store, int64_t unit_id, int64_t before, int64_t limit,
                                struct arena *arena, struct journal_rows *ret)
{
    return db_rows(store_db(store), &ENTRIES_OF_UNIT,
                   BINDS(bind_integer(unit_id), bind_integer(before), bind_integer(limit)), arena, &ret->list);
}
