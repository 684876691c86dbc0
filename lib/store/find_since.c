/* Finding what became of a run, and of the place of a unit, since something happened. */
#include "store/columns.h"
#include "store/find_correction.h"
#include "store/journal.h"

static const struct field EVENT_PLACE_FIELDS[] = {
    FIELD_INTEGER(struct event_place, journal_position, REQUIRED, 0, 0, "of the event"),
    FIELD_INTEGER(struct event_place, kind, REQUIRED, 0, 0, "of entry"),
};
static const struct record EVENT_PLACE_RECORD =
    RECORD(struct event_place, "event_place", EVENT_PLACE_FIELDS, "Where an event stands in the journal.");

static const struct field UNIT_MOVE_FIELDS[] = {
    FIELD_INTEGER(struct unit_move, journal_position, REQUIRED, 0, 0, "of the event"),
    FIELD_INTEGER(struct unit_move, kind, REQUIRED, 0, 0, "of the event"),
    FIELD_TEXT(struct unit_move, serial, REQUIRED, 0, 0, "of the unit"),
    FIELD_TEXT(struct unit_move, position, REQUIRED, 0, 0, "into which, or out of which"),
};
static const struct record UNIT_MOVE_RECORD = RECORD(struct unit_move, "unit_move", UNIT_MOVE_FIELDS, "A unit put somewhere else.");

static const struct field PROOF_FIELDS[] = {
    FIELD_INTEGER(struct proof, journal_position, REQUIRED, 0, 0, "of the event"),
    FIELD_INTEGER(struct proof, kind, REQUIRED, 0, 0, "of the event"),
    FIELD_TEXT(struct proof, operation, REQUIRED, 0, 0, "that was resumed, passed, or signed off"),
};
static const struct record PROOF_RECORD = RECORD(struct proof, "proof", PROOF_FIELDS, "What proves a unit.");

static const struct field OPERATION_NAMED_FIELDS[] = {
    FIELD_TEXT(struct operation_named, operation, REQUIRED, 0, 0, "of a unit"),
};
static const struct record OPERATION_NAMED_RECORD =
    RECORD(struct operation_named, "operation_named", OPERATION_NAMED_FIELDS, "An operation.");

/* Installations are reached through the run's unit, which they are indexed by. Since an end that was taken back a run
 * stood still as well, and nobody resumed it. What is taken back is left out; what a removal has made count no more was
 * recorded all the same. */
#define RECORDED(id, kind, table)                                                                                      \
    " UNION ALL SELECT " id ", " kind " FROM " table " WHERE run_id = $1 AND " id " > $2"                              \
    " AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.voided = " id ")"
SQL_READ(RECORDED_SINCE, &EVENT_PLACE_RECORD,
         "SELECT pause_id AS journal_position, 1 AS kind FROM run_pause"
         " WHERE run_id = $1 AND pause_id > $2 AND (resumed IS NULL OR resumed_by IS NOT NULL)"
         " UNION ALL SELECT resumed_by, 2 FROM run_pause WHERE run_id = $1 AND resumed_by > $2"
         RECORDED("measurement_id", "7", "measurement")
         RECORDED("answer_id", "8", "check_answer")
         RECORDED("signature_id", "10", "signature")
         " UNION ALL SELECT installation_id, 5 FROM installation WHERE removed IS NULL AND run_id = $1"
         " AND installation_id > $2 AND unit_id = (SELECT unit_id FROM run WHERE run_id = $1)"
         " UNION ALL SELECT installation_id, 5 FROM installation WHERE removed IS NOT NULL AND voided = 0"
         " AND run_id = $1 AND installation_id > $2 AND unit_id = (SELECT unit_id FROM run WHERE run_id = $1)"
         " ORDER BY journal_position");
SQL_READ(PAUSE_BEFORE, &RUN_PAUSE_RECORD,
         "SELECT pause_id, run_id, paused, resumed, resumed_by FROM run_pause WHERE run_id = $1 AND pause_id < $2"
         " ORDER BY pause_id DESC LIMIT 1");
SQL_READ(RUN_ENDED_AT, &RUN_RECORD, "SELECT " RUN_COLUMNS " FROM run WHERE ended = $1 AND ended_by = $2");
SQL_READ(ENDS_TAKEN_BACK, &PROOF_RECORD,
         "SELECT c.journal_position, $3 AS kind, h.operation FROM unit_history h"
         " JOIN correction c ON c.voided = h.journal_position WHERE h.unit_id = $1 AND h.operation <> ''"
         " AND h.journal_position < $2 AND h.state = 3 AND c.journal_position > $2 ORDER BY c.journal_position");
/* Units inside the one that is there, and it itself, share its bay. */
SQL_READ(BAY_TAKEN_SINCE, NULL,
         "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $4 UNION ALL"
         " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT min(run_id) FROM run WHERE run_id > $3 AND station = $1 AND bay = $2"
         " AND unit_id NOT IN (SELECT unit_id FROM inside)");
SQL_READ(RUNS_SINCE, &EVENT_PLACE_RECORD,
         "SELECT run_id AS journal_position, 0 AS kind FROM run WHERE unit_id = $1 AND operation = $2 AND run_id > $3"
         " UNION ALL SELECT ended_by, CASE state WHEN 5 THEN 4 ELSE 3 END FROM run"
         " WHERE unit_id = $1 AND operation = $2 AND run_id <= $3 AND ended_by > $3 ORDER BY journal_position");
SQL_READ(PROVEN_SINCE, &PROOF_RECORD,
         "SELECT ended_by AS journal_position, 3 AS kind, operation FROM run"
         " WHERE unit_id = $1 AND run_id < $2 AND ended_by > $2 AND state = 3"
         " UNION ALL SELECT p.resumed_by, 2, r.operation FROM run r JOIN run_pause p ON p.run_id = r.run_id"
         " WHERE r.unit_id = $1 AND r.run_id < $2 AND p.resumed_by > $2 AND r.state <> 5"
         " UNION ALL SELECT s.signature_id, 10, r.operation FROM run r JOIN signature s ON s.run_id = r.run_id"
         " WHERE r.unit_id = $1 AND r.run_id < $2 AND s.signature_id > $2 AND s.voided_by IS NULL"
         " ORDER BY journal_position");
/* The run's row is gone with its start; what is left is the operation's history, of which the start is the last before
 * the event that is corrected since. */
SQL_READ(RUN_TAKEN_BACK, NULL,
         "SELECT c.journal_position FROM unit_history h JOIN correction c ON c.voided = h.journal_position"
         " WHERE h.unit_id = $1 AND h.operation = $2 AND h.journal_position < $3 AND c.journal_position > $3"
         " ORDER BY h.journal_position DESC LIMIT 1");
_Static_assert(STATION_SCHEDULED_DOWN == 4 && STATION_NON_SCHEDULED == 6, "the next one names what is down");
SQL_READ(STATION_DOWN_SINCE, NULL,
         "SELECT spell_id FROM station_spell WHERE station = $1 AND spell_id > $2 AND state IN (4, 5, 6)"
         " ORDER BY spell_id LIMIT 1");
/* From where it is, or was last, back to where it was then. */
SQL_READ(MOVES_SINCE, &UNIT_MOVE_RECORD,
         "WITH RECURSIVE place (installation_id, removed_by, previous_id, position) AS ("
         "SELECT i.installation_id, i.removed_by, i.previous_id, i.position FROM component c"
         " JOIN installation i ON i.installation_id = c.installation_id WHERE c.part_number = $1 AND c.serial = $2"
         " UNION ALL SELECT i.installation_id, i.removed_by, i.previous_id, i.position FROM place"
         " JOIN installation i ON i.installation_id = place.previous_id WHERE place.installation_id > $3)"
         " SELECT installation_id AS journal_position, 5 AS kind, $2 AS serial, position FROM place"
         " WHERE installation_id > $3"
         " UNION ALL SELECT removed_by, 6, $2, position FROM place WHERE removed_by > $3 ORDER BY journal_position");
SQL_READ(PLACED_SINCE, &EVENT_PLACE_RECORD,
         "SELECT installation_id AS journal_position, 5 AS kind FROM installation"
         " WHERE unit_id = $1 AND position = $2 AND removed IS NULL AND installation_id > $3"
         " UNION ALL SELECT installation_id, 5 FROM installation WHERE unit_id = $1 AND removed IS NOT NULL"
         " AND position = $2 AND voided = 0 AND installation_id > $3"
         " UNION ALL SELECT removed_by, 6 FROM installation WHERE unit_id = $1 AND removed IS NOT NULL"
         " AND position = $2 AND voided = 0 AND removed_by > $3 ORDER BY journal_position");
/* Units are few and what is done on each is many: from them. */
#define WORK(at, kind, rows, more)                                                                                     \
    " UNION ALL SELECT " at ", " kind " FROM inside CROSS JOIN " rows " w WHERE w.unit_id = inside.unit_id AND " at    \
    " > $2" more
SQL_READ(WORK_SINCE, &EVENT_PLACE_RECORD,
         "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT i.child_unit_id FROM inside JOIN installation i ON i.unit_id = inside.unit_id"
         " WHERE i.removed IS NULL AND i.child_unit_id IS NOT NULL)"
         " SELECT run_id AS journal_position, 0 AS kind FROM inside CROSS JOIN run w"
         " WHERE w.unit_id = inside.unit_id AND run_id > $2"
         WORK("w.ended_by", "CASE w.state WHEN 5 THEN 4 ELSE 3 END", "run", "")
         WORK("w.installation_id", "5", "installation", " AND w.removed IS NULL")
         WORK("w.installation_id", "5", "installation", " AND w.removed IS NOT NULL AND w.voided = 0")
         WORK("w.removed_by", "6", "installation", " AND w.removed IS NOT NULL AND w.voided = 0")
         WORK("w.revised_by", "$3", "unit_revision", "")
         WORK("w.invalidated_by", "$4", "waiver", " AND w.state = 5")
         WORK("w.reopened_at", "$5", "nonconformance", "")
         " ORDER BY journal_position");
/* Evidence is the last run that passed, and a waiver once it was countersigned: before, it only lapses. */
SQL_READ(FALLEN_WAIVERS, &OPERATION_NAMED_RECORD,
         "SELECT o.operation FROM unit_operation o WHERE o.unit_id = $1 AND o.state = 5 AND o.invalidated_by = $2"
         " AND NOT EXISTS (SELECT 1 FROM run r WHERE r.run_id = o.run_id AND r.invalidated_by = $2)"
         " ORDER BY o.operation");
SQL_READ(FELL_BY, NULL,
         "SELECT max(invalidated_by) FROM (SELECT invalidated_by FROM run WHERE unit_id = $1 AND operation = $2"
         " UNION ALL SELECT invalidated_by FROM waiver WHERE unit_id = $1 AND operation = $2 AND state IN (2, 5))"
         " AS evidence WHERE invalidated_by < $3");
_Static_assert(ENTRY_OPERATION_STARTED == 0 && ENTRY_OPERATION_PAUSED == 1 && ENTRY_OPERATION_RESUMED == 2 &&
                   ENTRY_OPERATION_COMPLETED == 3 && ENTRY_OPERATION_ABORTED == 4 && ENTRY_COMPONENT_INSTALLED == 5 &&
                   ENTRY_COMPONENT_REMOVED == 6 && ENTRY_MEASUREMENT_RECORDED == 7 && ENTRY_CHECK_RECORDED == 8 &&
                   ENTRY_UNIT_SIGNED == 10 && OPERATION_PASSED == 3 && OPERATION_INVALIDATED == 5 && WAIVER_COUNTERSIGNED == 2 &&
                   WAIVER_REVOKED == 5 && RUN_PASSED == 3 && RUN_ABORTED == 5,
               "the statements name these");

/* A run that was given up after a failure has failed as well: how it ended, only the journal says. */
static enum fault name_ends(struct store *store, struct arena *arena, struct event_places *places)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; fault == NOTHING_WRONG && i < places->list.count; i++) {
        struct event_place *place = &places->list.items[i];
        struct entry end;
        if (place->kind != ENTRY_OPERATION_COMPLETED)
            continue;
        fault = journal_entry_at(store, place->journal_position, arena, &end);
        place->kind = fault ? place->kind : (int64_t)end.kind;
    }
    return fault;
}

enum fault find_recorded_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                               struct event_places *ret)
{
    return db_rows(store_db(store), &RECORDED_SINCE, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_pause_before(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                             struct run_pause *ret)
{
    return db_row(store_db(store), &PAUSE_BEFORE, BINDS(bind_integer(run_id), bind_integer(journal_position)), arena,
                  ret);
}

enum fault find_run_ended_by(struct store *store, const struct entry *end, struct arena *arena, struct run *ret)
{
    return db_row(store_db(store), &RUN_ENDED_AT,
                  BINDS(bind_integer(end->recorded_us), bind_integer(end->journal_position)), arena, ret);
}

enum fault find_ends_taken_back(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                                struct proofs *ret)
{
    return db_rows(store_db(store), &ENDS_TAKEN_BACK,
                   BINDS(bind_integer(unit_id), bind_integer(journal_position), bind_integer(ENTRY_EVENT_CORRECTED)),
                   arena, &ret->list);
}

enum fault find_bay_taken_since(struct store *store, const struct run *run, int64_t outermost_id,
                                int64_t journal_position, int64_t *ret)
{
    return db_integer(store_db(store), &BAY_TAKEN_SINCE,
                      BINDS(bind_text(run->station), bind_text(run->bay), bind_integer(journal_position),
                            bind_integer(outermost_id)),
                      0, ret);
}

enum fault find_runs_since(struct store *store, int64_t unit_id, const char *operation, int64_t journal_position,
                           struct arena *arena, struct event_places *ret)
{
    enum fault fault = db_rows(store_db(store), &RUNS_SINCE,
                               BINDS(bind_integer(unit_id), bind_text(operation), bind_integer(journal_position)),
                               arena, &ret->list);
    return fault ? fault : name_ends(store, arena, ret);
}

enum fault find_proven_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                             struct proofs *ret)
{
    return db_rows(store_db(store), &PROVEN_SINCE, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_run_taken_back(struct store *store, int64_t unit_id, const char *operation, int64_t journal_position,
                               int64_t *ret)
{
    return db_integer(store_db(store), &RUN_TAKEN_BACK,
                      BINDS(bind_integer(unit_id), bind_text(operation), bind_integer(journal_position)), 0, ret);
}

enum fault find_station_down_since(struct store *store, const char *station, int64_t journal_position, int64_t *ret)
{
    return db_integer(store_db(store), &STATION_DOWN_SINCE,
                      BINDS(bind_text(station), bind_integer(journal_position)), 0, ret);
}

enum fault find_moves_since(struct store *store, const char *part_number, const char *serial, int64_t journal_position,
                            struct arena *arena, struct moves *ret)
{
    return db_rows(store_db(store), &MOVES_SINCE,
                   BINDS(bind_text(part_number), bind_text(serial), bind_integer(journal_position)), arena, &ret->list);
}

enum fault find_work_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                           struct event_places *ret)
{
    enum fault fault =
        db_rows(store_db(store), &WORK_SINCE,
                BINDS(bind_integer(unit_id), bind_integer(journal_position), bind_integer(ENTRY_ORDER_REVISED),
                      bind_integer(ENTRY_WAIVER_REVOKED), bind_integer(ENTRY_OPERATION_REOPENED)),
                arena, &ret->list);
    return fault ? fault : name_ends(store, arena, ret);
}

enum fault find_placed_since(struct store *store, int64_t unit_id, const char *position, int64_t journal_position,
                             struct arena *arena, struct event_places *ret)
{
    return db_rows(store_db(store), &PLACED_SINCE,
                   BINDS(bind_integer(unit_id), bind_text(position), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault list_fallen_waivers(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                               struct operations_named *ret)
{
    return db_rows(store_db(store), &FALLEN_WAIVERS, BINDS(bind_integer(unit_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_fell_by(struct store *store, int64_t unit_id, const char *operation, int64_t journal_position,
                        int64_t *ret)
{
    return db_integer(store_db(store), &FELL_BY,
                      BINDS(bind_integer(unit_id), bind_text(operation), bind_integer(journal_position)), 0, ret);
}
