#include "store/find_statistics.h"

#include "store/course_rows.h"

static const struct field ENDED_RUN_FIELDS[] = {
    FIELD_INTEGER(struct ended_run, run_id, REQUIRED, 0, 0, "the run"),
    FIELD_INTEGER(struct ended_run, unit_id, REQUIRED, 0, 0, "its unit"),
    FIELD_TEXT(struct ended_run, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct ended_run, unit_part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct ended_run, revision, REQUIRED, 1, 64, "of the unit while it ran"),
    FIELD_TEXT(struct ended_run, operation, REQUIRED, 1, 16, "that ran"),
    FIELD_INTEGER(struct ended_run, attempt, REQUIRED, 1, 1e9, "from 1"),
    FIELD_TEXT(struct ended_run, station, REQUIRED, 1, 64, "where"),
    FIELD_ENUM(struct ended_run, state, REQUIRED, &RUN_STATE_NAMES, "passed or failed"),
    FIELD_TIME(struct ended_run, started, REQUIRED, "when"),
    FIELD_TIME(struct ended_run, ended, REQUIRED, "when"),
    FIELD_TIME(struct ended_run, dated_started, REQUIRED, "when, as its station dated it"),
    FIELD_TIME(struct ended_run, dated_ended, REQUIRED, "likewise"),
    FIELD_TIME(struct ended_run, released, OPTIONAL, "when the unit was"),
    FIELD_TIME(struct ended_run, scrapped, OPTIONAL, "when the unit was"),
    FIELD_BOOLEAN(struct ended_run, is_last, REQUIRED, "of the unit"),
    FIELD_INTEGER(struct ended_run, ended_by, REQUIRED, 0, 0, "journal position of its end"),
    FIELD_INTEGER(struct ended_run, invalidated_by, OPTIONAL, 0, 0, "journal position of what made it fall"),
    FIELD_TEXT(struct ended_run, emptied, OPTIONAL, 1, 120, "position that was emptied then"),
};
static const struct record ENDED_RUN_RECORD =
    RECORD(struct ended_run, "ended_run", ENDED_RUN_FIELDS, "A run that passed or failed.");

_Static_assert(!offsetof(struct passed_run, course), "it begins with it");
static const struct field PASSED_RUN_FIELDS[] = {
    COURSE_FIELDS,
    FIELD_INTEGER(struct passed_run, unit_id, REQUIRED, 0, 0, "the unit"),
    FIELD_TEXT(struct passed_run, operation, REQUIRED, 1, 16, "that passed"),
    FIELD_INTEGER(struct passed_run, ended_by, REQUIRED, 0, 0, "journal position of that"),
};
static const struct record PASSED_RUN_RECORD =
    RECORD(struct passed_run, "passed_run", PASSED_RUN_FIELDS, "A run that passed.");

static const struct field RUN_COURSE_FIELDS[] = {COURSE_FIELDS};
static const struct record RUN_COURSE_RECORD =
    RECORD(struct run_course, "run_course", RUN_COURSE_FIELDS, "When a run began and ended.");

static const struct field RUN_STOP_FIELDS[] = {
    FIELD_INTEGER(struct run_stop, run_id, REQUIRED, 0, 0, "the run"),
    FIELD_TIME(struct run_stop, paused, REQUIRED, "since when it stood still"),
    FIELD_TIME(struct run_stop, resumed, OPTIONAL, "until when; absent: to its end"),
    FIELD_TIME(struct run_stop, dated_paused, REQUIRED, "since when, as its station dated it"),
    FIELD_TIME(struct run_stop, dated_resumed, OPTIONAL, "likewise"),
};
const struct record RUN_STOP_RECORD =
    RECORD(struct run_stop, "run_stop", RUN_STOP_FIELDS, "A stretch of a run during which it stood still.");

static const struct field REPORTED_DEFECT_FIELDS[] = {
    FIELD_INTEGER(struct reported_defect, nonconformance_id, REQUIRED, 0, 0, "its journal position"),
    FIELD_TEXT(struct reported_defect, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct reported_defect, operation, OPTIONAL, 1, 16, "at which it was found"),
    FIELD_TEXT(struct reported_defect, code, REQUIRED, 1, 64, "the plant's"),
    FIELD_TEXT(struct reported_defect, family, OPTIONAL, 1, 64, "in the catalogue"),
    FIELD_BOOLEAN(struct reported_defect, false_fail, REQUIRED, "it was none"),
};
static const struct record REPORTED_DEFECT_RECORD =
    RECORD(struct reported_defect, "reported_defect", REPORTED_DEFECT_FIELDS, "A defect of a unit.");

static const struct field SAMPLE_FIELDS[] = {
    FIELD_INTEGER(struct sample, measurement_id, REQUIRED, 0, 0, "its journal position"),
    FIELD_TEXT(struct sample, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct sample, position, OPTIONAL, 1, 120, "where"),
    FIELD_NUMBER(struct sample, value, REQUIRED, 0, 0, "what was measured"),
    FIELD_NUMBER(struct sample, lower, OPTIONAL, 0, 0, "limit it was judged by"),
    FIELD_NUMBER(struct sample, upper, OPTIONAL, 0, 0, "likewise"),
    FIELD_TIME(struct sample, recorded, REQUIRED, "when"),
};
static const struct record SAMPLE_RECORD = RECORD(struct sample, "sample", SAMPLE_FIELDS, "A measurement.");

/* State 3 is a run that passed, 4 one that failed, 5 one that was aborted; 6 is a unit that was scrapped. */
_Static_assert(RUN_PASSED == 3 && RUN_FAILED == 4 && RUN_ABORTED == 5 && UNIT_SCRAPPED == 6, "the statements say so");
_Static_assert(NONCONFORMANCE_VOIDED == 3 && DISPOSITION_FALSE_FAIL == 6, "DEFECTS_REPORTED says so");

/* Runs are found by when they ended: a part number that may be any leaves the planner nothing else to begin with. One
 * that was posted late is found by either time: which of them counts is run_stretches' to say. */
#define ENDED_WITHIN                                                                                                   \
    "(SELECT b.run_id FROM run b WHERE b.ended >= $1 AND b.ended < $2 UNION SELECT b.run_id FROM late l"               \
    " JOIN journal j ON j.journal_position = l.journal_position JOIN run b ON b.ended = j.recorded_us"                 \
    " AND b.ended_by = l.journal_position WHERE l.at >= $1 AND l.at < $2)"
/* Of a unit that is scrapped: its last state is that. What it was completed before is no scrap of that day. */
#define SCRAPPED(unit)                                                                                                 \
    "(SELECT j.recorded_us FROM journal j WHERE j.journal_position = (SELECT max(h.journal_position)"                  \
    " FROM unit_history h WHERE h.unit_id = " unit ".unit_id AND h.operation = ''))"
#define OF_PART " AND (CAST($3 AS TEXT) IS NULL OR u.part_number = $3)"
#define ENDED_RUNS                                                                                                     \
    "SELECT r.run_id AS run_id, r.unit_id AS unit_id, u.serial, u.part_number AS unit_part_number, " REVISION_OF_RUN(  \
        "u", "r") " AS revision, r.operation AS operation, r.attempt, r.station, r.state, r.started,"                  \
                  " r.ended, " RUN_DATED ", u.released,"                                                               \
                  " CASE WHEN u.state = 6 THEN " SCRAPPED("u") " END AS scrapped,"                                     \
                  " NOT EXISTS (SELECT 1 FROM run l WHERE l.unit_id = r.unit_id AND l.run_id > r.run_id"               \
                  " AND l.state IN (3, 4)) AS is_last, r.ended_by, r.invalidated_by,"                                  \
                  " (SELECT i.position FROM installation i WHERE i.removed_by = r.invalidated_by AND i.unit_id = "     \
                  "r.unit_id)"                                                                                         \
                  " AS emptied FROM run r JOIN unit u ON u.unit_id = r.unit_id WHERE r.state IN (3, 4)"
SQL_READ(RUNS_ENDED, &ENDED_RUN_RECORD,
         ENDED_RUNS OF_PART
         " AND r.run_id IN " ENDED_WITHIN
         " AND (CAST($4 AS TEXT) IS NULL OR r.station = $4) ORDER BY r.operation, r.unit_id, r.run_id"
         " LIMIT $5");
SQL_READ(RUNS_COUNTED, &ENDED_RUN_RECORD,
         ENDED_RUNS OF_PART
         " AND r.run_id IN " ENDED_WITHIN " UNION ALL " ENDED_RUNS
         " AND r.run_id IN (SELECT max(l.run_id) FROM unit s JOIN run l ON l.unit_id = s.unit_id"
         " WHERE s.part_number = $3 AND s.state = 6 AND " SCRAPPED("s") " >= $1 AND " SCRAPPED("s") " < $2"
         " AND l.state IN (3, 4) GROUP BY s.unit_id) AND r.ended < $1 ORDER BY operation, unit_id, run_id"
         " LIMIT $4");
SQL_READ(FAULTS_OF_FALLEN, &NONCONFORMANCE_RECORD,
         "SELECT " NONCONFORMANCE_COLUMNS " FROM nonconformance WHERE state <> 3 AND unit_id IN"
         " (SELECT r.unit_id FROM run r JOIN unit u ON u.unit_id = r.unit_id WHERE r.run_id IN " ENDED_WITHIN
         " AND r.state = 3 AND r.invalidated_by IS NOT NULL AND (CAST($3 AS TEXT) IS NULL OR u.part_number = $3)"
         " AND (CAST($4 AS TEXT) IS NULL OR r.station = $4)) ORDER BY unit_id, nonconformance_id");
#define PASSED_OF_UNITS                                                                                                \
    " WHERE r.state = 3 AND r.unit_id IN (SELECT e.unit_id FROM run e JOIN unit v ON v.unit_id = e.unit_id"            \
    " WHERE e.run_id IN " ENDED_WITHIN " AND v.part_number = $3)"
SQL_READ(RUNS_PASSED, &PASSED_RUN_RECORD,
         "SELECT " COURSE_COLUMNS ", r.unit_id AS unit_id, r.operation AS operation, r.ended_by AS ended_by"
         " FROM run r JOIN unit u ON u.unit_id = r.unit_id" PASSED_OF_UNITS " ORDER BY r.unit_id, r.ended_by");
SQL_READ(STOPS_OF_PASSED, &RUN_STOP_RECORD,
         "SELECT " STOP_COLUMNS " FROM run r CROSS JOIN run_pause p" PASSED_OF_UNITS
         " AND p.run_id = r.run_id ORDER BY p.run_id, p.pause_id");
SQL_READ(STOPS_OF_ENDED, &RUN_STOP_RECORD,
         "SELECT " STOP_COLUMNS " FROM run r CROSS JOIN run_pause p WHERE r.run_id IN " ENDED_WITHIN
         " AND p.run_id = r.run_id ORDER BY p.run_id, p.pause_id");
/* What was recorded after the window may have begun in it. */
#define BEGAN_BEFORE(id, began)                                                                                        \
    "(" began " < $2 OR EXISTS (SELECT 1 FROM late l WHERE l.journal_position = " id " AND l.at < $2))"
#define AT_STATION " r.station = $3 AND " BEGAN_BEFORE("r.run_id", "r.started")
#define COURSES "SELECT " COURSE_COLUMNS " FROM run r JOIN unit u USING (unit_id)"
SQL_READ(COURSES_WITHIN, &RUN_COURSE_RECORD,
         COURSES " WHERE r.ended > $1 AND r.state <> 5 AND" AT_STATION " UNION ALL " COURSES
                 " WHERE r.ended IS NULL AND" AT_STATION);
/* From the runs to their pauses, and never the other way. */
SQL_READ(STOPS_WITHIN, &RUN_STOP_RECORD,
         "WITH within AS (SELECT run_id FROM run r WHERE ended > $1 AND state <> 5 AND" AT_STATION
         " UNION ALL SELECT run_id FROM run r WHERE ended IS NULL AND" AT_STATION ")"
         " SELECT " STOP_COLUMNS " FROM within w CROSS JOIN run_pause p"
         " WHERE p.run_id = w.run_id ORDER BY p.run_id, p.pause_id");
SQL_READ(COURSE_OF_RUN, &RUN_COURSE_RECORD, COURSES " WHERE r.run_id = $1");
SQL_READ(STOPS_OF_RUN, &RUN_STOP_RECORD,
         "SELECT " STOP_COLUMNS " FROM run_pause p WHERE p.run_id = $1 ORDER BY p.pause_id");
/* Whether a state began when its station says depends on the one before it (spells_date). It does for sure where it was
 * recorded in time or dated after the one before it was recorded: from the last such one that was over before the
 * window all are found, to the last that may have begun in it, so that each is judged alike whatever the window. */
#define SURE_BEFORE                                                                                                    \
    "(SELECT s.began FROM station_spell s WHERE s.station = $3 AND s.ended <= $1 AND NOT EXISTS (SELECT 1 FROM late l" \
    " JOIN station_spell p ON p.station = s.station AND p.ended = s.began"                                             \
    " WHERE l.journal_position = s.spell_id AND l.at < p.began) ORDER BY s.ended DESC, s.spell_id DESC LIMIT 1)"
SQL_READ(SPELLS, &STATION_SPELL_RECORD,
         "WITH since AS (SELECT " STATION_SPELL_COLUMNS
         " FROM station_spell WHERE station = $3 AND ended >= coalesce(" SURE_BEFORE
         ", 0) UNION ALL SELECT " STATION_SPELL_COLUMNS
         " FROM station_spell WHERE station = $3 AND ended IS NULL) SELECT * FROM since"
         " WHERE spell_id <= (SELECT max(spell_id) FROM since WHERE " BEGAN_BEFORE("spell_id", "began") ")"
         " ORDER BY spell_id");
SQL_READ(FIRST_SPELL, &STATION_SPELL_RECORD,
         "SELECT " STATION_SPELL_COLUMNS " FROM station_spell WHERE spell_id = coalesce((SELECT spell_id"
         " FROM station_spell WHERE station = $1 AND ended IS NOT NULL ORDER BY ended, spell_id LIMIT 1),"
         " (SELECT spell_id FROM station_spell WHERE station = $1 AND ended IS NULL))");
SQL_READ(COURSES_DATED_BEFORE, &RUN_COURSE_RECORD,
         "SELECT " COURSE_COLUMNS " FROM late l CROSS JOIN run r CROSS JOIN unit u WHERE l.at < $1"
         " AND r.run_id = l.journal_position AND r.station = $2 AND u.unit_id = r.unit_id");
SQL_READ(PLACES_OF_STATION, &PLACES_SINCE_RECORD,
         "SELECT since, places FROM station_places WHERE station = $1 ORDER BY journal_position");
SQL_READ(CALENDAR_VERSIONS, &CALENDAR_VERSION_RECORD,
         "SELECT time_zone, shifts, holidays, journal_position, since FROM calendar_version ORDER BY journal_position");
SQL_READ(DEFECTS_REPORTED, &REPORTED_DEFECT_RECORD,
         "SELECT n.nonconformance_id, u.serial, n.operation, n.code, d.family, n.disposition = 6 AS false_fail"
         " FROM nonconformance n JOIN unit u ON u.unit_id = n.unit_id LEFT JOIN defect d ON d.defect = n.code"
         " WHERE n.reported >= $1 AND n.reported < $2 AND n.state <> 3"
         " AND (CAST($3 AS TEXT) IS NULL OR u.part_number = $3) AND (CAST($4 AS TEXT) IS NULL OR n.operation = $4)"
         " ORDER BY n.code, n.unit_id, n.nonconformance_id LIMIT $5");
/* A run that measured in the window had not ended before it. */
SQL_READ(SAMPLES, &SAMPLE_RECORD,
         "WITH measuring AS (SELECT run_id, unit_id FROM run WHERE ended >= $1 AND started < $2 AND operation = $4"
         " AND state <> 5 UNION ALL SELECT run_id, unit_id FROM run WHERE ended IS NULL AND started < $2"
         " AND operation = $4)"
         " SELECT m.measurement_id, u.serial, m.position, m.value, m.lower, m.upper, m.recorded"
         " FROM measuring r JOIN unit u ON u.unit_id = r.unit_id JOIN measurement m ON m.run_id = r.run_id"
         " WHERE m.recorded >= $1 AND m.recorded < $2 AND u.part_number = $3 AND m.characteristic = $5"
         " AND m.voided_by IS NULL AND (CAST($6 AS TEXT) IS NULL OR m.position = $6)"
         " AND (CAST($7 AS TEXT) IS NULL OR " REVISION_OF_RUN("u", "r") " = $7)"
         " ORDER BY m.measurement_id LIMIT $8");
static const struct field NAMED_REVISION_FIELDS[] = {
    FIELD_TEXT(struct named_revision, part_number, REQUIRED, 1, 64, "of the product"),
    FIELD_TEXT(struct named_revision, revision, REQUIRED, 1, 64, "of it"),
};
static const struct record NAMED_REVISION_RECORD =
    RECORD(struct named_revision, "named_revision", NAMED_REVISION_FIELDS, "A revision of a product.");
SQL_READ(REVISIONS_OF_PART, &NAMED_REVISION_RECORD,
         "SELECT part_number, revision FROM product WHERE part_number = $1 ORDER BY journal_position");
SQL_READ(REVISIONS_OF_ALL, &NAMED_REVISION_RECORD, "SELECT part_number, revision FROM product");

#define WINDOW_BINDS(window) bind_integer((window).begin_us), bind_integer((window).end_us)

enum fault find_runs_ended(struct store *store, struct span window, const char *part_number, const char *station,
                           int64_t limit, struct arena *arena, struct ended_runs *ret)
{
    return db_rows(store_db(store), &RUNS_ENDED,
                   BINDS(WINDOW_BINDS(window), bind_text(part_number), bind_text(station), bind_integer(limit)), arena,
                   &ret->list);
}

enum fault find_runs_counted(struct store *store, struct span window, const char *part_number, int64_t limit,
                             struct arena *arena, struct ended_runs *ret)
{
    return db_rows(store_db(store), &RUNS_COUNTED,
                   BINDS(WINDOW_BINDS(window), bind_text(part_number), bind_integer(limit)), arena, &ret->list);
}

enum fault find_faults_of_fallen(struct store *store, struct span window, const char *part_number, const char *station,
                                 struct arena *arena, struct nonconformances *ret)
{
    return db_rows(store_db(store), &FAULTS_OF_FALLEN,
                   BINDS(WINDOW_BINDS(window), bind_text(part_number), bind_text(station)), arena, &ret->list);
}

enum fault find_runs_passed(struct store *store, struct span window, const char *part_number, struct arena *arena,
                            struct passed_runs *ret)
{
    return db_rows(store_db(store), &RUNS_PASSED, BINDS(WINDOW_BINDS(window), bind_text(part_number)), arena,
                   &ret->list);
}

enum fault find_stops_of_passed(struct store *store, struct span window, const char *part_number, struct arena *arena,
                                struct run_stops *ret)
{
    return db_rows(store_db(store), &STOPS_OF_PASSED, BINDS(WINDOW_BINDS(window), bind_text(part_number)), arena,
                   &ret->list);
}

enum fault find_stops_of_ended(struct store *store, struct span window, struct arena *arena, struct run_stops *ret)
{
    return db_rows(store_db(store), &STOPS_OF_ENDED, BINDS(WINDOW_BINDS(window)), arena, &ret->list);
}

enum fault find_courses_within(struct store *store, struct span window, const char *station, struct arena *arena,
                               struct run_courses *ret)
{
    return db_rows(store_db(store), &COURSES_WITHIN, BINDS(WINDOW_BINDS(window), bind_text(station)), arena,
                   &ret->list);
}

enum fault find_stops_within(struct store *store, struct span window, const char *station, struct arena *arena,
                             struct run_stops *ret)
{
    return db_rows(store_db(store), &STOPS_WITHIN, BINDS(WINDOW_BINDS(window), bind_text(station)), arena, &ret->list);
}

enum fault find_course(struct store *store, int64_t run_id, struct arena *arena, struct run_course *ret)
{
    return db_row(store_db(store), &COURSE_OF_RUN, BINDS(bind_integer(run_id)), arena, ret);
}

enum fault find_stops(struct store *store, int64_t run_id, struct arena *arena, struct run_stops *ret)
{
    return db_rows(store_db(store), &STOPS_OF_RUN, BINDS(bind_integer(run_id)), arena, &ret->list);
}

enum fault find_spells(struct store *store, struct span window, const char *station, struct arena *arena,
                       struct station_spells *ret)
{
    return db_rows(store_db(store), &SPELLS, BINDS(WINDOW_BINDS(window), bind_text(station)), arena, &ret->list);
}

enum fault find_first_spell(struct store *store, const char *station, struct arena *arena, struct station_spell *ret)
{
    return db_row(store_db(store), &FIRST_SPELL, BINDS(bind_text(station)), arena, ret);
}

enum fault find_courses_dated_before(struct store *store, int64_t before_us, const char *station, struct arena *arena,
                                     struct run_courses *ret)
{
    return db_rows(store_db(store), &COURSES_DATED_BEFORE, BINDS(bind_integer(before_us), bind_text(station)), arena,
                   &ret->list);
}

enum fault find_places(struct store *store, const char *station, struct arena *arena, struct places *ret)
{
    return db_rows(store_db(store), &PLACES_OF_STATION, BINDS(bind_text(station)), arena, &ret->list);
}

enum fault find_calendar_versions(struct store *store, struct arena *arena, struct calendar_versions *ret)
{
    return db_rows(store_db(store), &CALENDAR_VERSIONS, NO_BINDS, arena, &ret->list);
}

enum fault find_defects_reported(struct store *store, struct span window, const char *part_number,
                                 const char *operation, int64_t limit, struct arena *arena,
                                 struct reported_defects *ret)
{
    return db_rows(store_db(store), &DEFECTS_REPORTED,
                   BINDS(WINDOW_BINDS(window), bind_text(part_number), bind_text(operation), bind_integer(limit)),
                   arena, &ret->list);
}

enum fault find_samples(struct store *store, struct span window, const char *part_number, const char *operation,
                        const char *characteristic, const char *position, const char *revision, int64_t limit,
                        struct arena *arena, struct samples *ret)
{
    return db_rows(store_db(store), &SAMPLES,
                   BINDS(WINDOW_BINDS(window), bind_text(part_number), bind_text(operation), bind_text(characteristic),
                         bind_text(position), bind_text(revision), bind_integer(limit)),
                   arena, &ret->list);
}

enum fault find_revisions(struct store *store, const char *part_number, struct arena *arena,
                          struct named_revisions *ret)
{
    return part_number ? db_rows(store_db(store), &REVISIONS_OF_PART, BINDS(bind_text(part_number)), arena, &ret->list)
                       : db_rows(store_db(store), &REVISIONS_OF_ALL, NO_BINDS, arena, &ret->list);
}
