/* What a selector matches in the tables. SQL leaves out what cannot match, so that few rows of many are made;
 * selector_matches decides on each. */
#include "store/find_hold.h"

#include "base/buffer.h"
#include "base/json.h"

#include <string.h>

static const struct field SCANNED_FIELDS[] = {
    CANDIDATE_FIELDS,
    FIELD_INTEGER(struct scanned, unit_id, REQUIRED, 0, 0, "the unit it is, or is in, or was done on"),
    FIELD_TEXT(struct scanned, position, OPTIONAL, 0, 0, "where in the unit"),
    FIELD_INTEGER(struct scanned, installation_id, OPTIONAL, 0, 0, "of a component"),
    FIELD_INTEGER(struct scanned, run_id, OPTIONAL, 0, 0, "that it was done in"),
    FIELD_INTEGER(struct scanned, entered_by, OPTIONAL, 0, 0, "journal position of what says so"),
    FIELD_TIME(struct scanned, happened_began, OPTIONAL, "when the work began, by the clock of who posted it"),
    FIELD_TIME(struct scanned, happened_ended, OPTIONAL, "and ended"),
};
const struct record SCANNED_RECORD =
    RECORD(struct scanned, "scanned", SCANNED_FIELDS, "Something that a selector may match.");

/* Units of which something is so, and those inside them at any depth. */
#define WITH_INSIDE(so)                                                                                                \
    "WITH RECURSIVE inside (unit_id) AS (SELECT unit_id FROM unit WHERE " so " UNION SELECT n.unit_id FROM inside"     \
    " JOIN unit n ON n.installed_in = inside.unit_id AND n.installed_in IS NOT NULL)"
#define UNITS_INSIDE(so) "(" WITH_INSIDE(so) " SELECT unit_id FROM inside)"

/* The parameters of the scans, each those of the one before and more. $1 is the one unit that is looked into; what a
 * thing is … */
#define IN_RANGE(thing) "($5 IS NULL OR " thing ".serial >= $5) AND ($6 IS NULL OR " thing ".serial <= $6)"
#define IS_OF_ORDER(unit_id) "($2 IS NULL OR " unit_id " IN " UNITS_INSIDE("\"order\" = $2") ")"
/* … or, where $7 says so, what a unit around it is (2: its part number too) … */
#define OR_INSIDE(asked, unit_id, so) " OR ($7 >= " asked " AND " unit_id " IN " UNITS_INSIDE(so) "))"
#define HAS_SERIAL(thing, unit_id) "($3 IS NULL OR " thing ".serial = $3" OR_INSIDE("1", unit_id, "serial = $3")
#define HAS_PART_NUMBER(thing, unit_id)                                                                                \
    "($4 IS NULL OR " thing ".part_number = $4" OR_INSIDE("2", unit_id, "part_number = $4")
#define IS_IN_RANGE(thing, unit_id) "(" IN_RANGE(thing) OR_INSIDE("1", unit_id, IN_RANGE("unit"))
#define IS(thing, unit_id)                                                                                             \
    IS_OF_ORDER(unit_id)                                                                                               \
    " AND " HAS_SERIAL(thing, unit_id) " AND " HAS_PART_NUMBER(thing, unit_id) " AND " IS_IN_RANGE(thing, unit_id)
/* … how it was worked on, which what was posted late was then too: `id` is where the journal says so … */
#define HAPPENED(id, time) "coalesce((SELECT l.at FROM late l WHERE l.journal_position = " id "), " time ")"
#define IN_WINDOW(began, ended)                                                                                        \
    "(($11 IS NULL OR " ended " IS NULL OR " ended " >= $11) AND ($12 IS NULL OR " began " < $12))"
#define WORKED_FROM_TO(station, tool, operator, began, began_id, ended, ended_id)                                      \
    " AND ($8 IS NULL OR " station " = $8) AND ($9 IS NULL OR " tool " = $9) AND ($10 IS NULL OR "                     \
    operator" = $10)"                                                                                                  \
            " AND (" IN_WINDOW(began, ended) " OR " IN_WINDOW(HAPPENED(began_id, began),                               \
                                                              HAPPENED(ended_id, ended)) ")"
#define WORKED(station, tool, operator, time, id) WORKED_FROM_TO(station, tool, operator, time, id, time, id)
#define AT(began, began_id, ended, ended_id)                                                                           \
    ", " began_id " AS entered_by, " HAPPENED(began_id, began) " AS happened_began, " HAPPENED(ended_id, ended) " AS happened_ended"
#define AT_ONCE(time, id) AT(time, id, time, id)
/* … and where it came from. Firmware is JSON text: what is asked for stands in it as it is written. */
#define SUPPLIED                                                                                                       \
    " AND ($13 IS NULL OR t.lot = $13 COLLATE NOCASE) AND ($14 IS NULL OR t.supplier = $14) AND ($15 IS NULL OR t.country = $15)"     \
    " AND ($16 IS NULL OR replace(t.firmware, $16, '') <> t.firmware)"                                                 \
    " AND ($17 IS NULL OR replace(t.firmware, $17, '') <> t.firmware)"
enum { IS_PARAMETERS = 7, WORKED_PARAMETERS = 12, SUPPLIED_PARAMETERS = 17 };

/* A scan of whole tables, each from its beginning to its end; and of one unit and those inside it, which begins with
 * them and asks nothing of what they are: what is beyond them may be what a selector names. */
struct scan_sql {
    const struct sql *of_all, *inside;
};
#define SCAN(name, select, from, joined, is, from_unit, conditions)                                                    \
    SQL_READ(name##_OF_ALL, &SCANNED_RECORD,                                                                           \
             select " FROM " from " CROSS JOIN unit u WHERE " joined conditions " AND " is);                           \
    SQL_READ(name##_INSIDE, &SCANNED_RECORD,                                                                           \
             WITH_INSIDE("unit_id = $1") " " select " FROM inside CROSS JOIN unit u CROSS JOIN " from_unit             \
                                         " WHERE u.unit_id = inside.unit_id" conditions);                              \
    static const struct scan_sql name = {&name##_OF_ALL, &name##_INSIDE}

#define UNITS "SELECT u.\"order\", u.serial, u.part_number, u.unit_id FROM "
SQL_READ(SCAN_UNITS, &SCANNED_RECORD, UNITS "unit u WHERE " IS("u", "u.unit_id"));
SQL_READ(SCAN_UNITS_INSIDE, &SCANNED_RECORD,
         WITH_INSIDE("unit_id = $1") " " UNITS "inside CROSS JOIN unit u WHERE u.unit_id = inside.unit_id");
SCAN(SCAN_RUNS,
     "SELECT u.\"order\", u.serial, u.part_number, r.station, r.tool, r.operator, r.started AS began, r.ended,"
     " u.unit_id, r.run_id" AT("r.started", "r.run_id", "r.ended", "r.ended_by"),
     "run r", "u.unit_id = r.unit_id", IS("u", "r.unit_id"), "run r ON r.unit_id = u.unit_id",
     WORKED_FROM_TO("r.station", "r.tool", "r.operator", "r.started", "r.run_id", "r.ended", "r.ended_by"));

/* What was done in a run at one time, with a tool, by somebody: rows t of a table whose run is r. */
#define DONE(tool, operator, time, id)                                                                                 \
    "SELECT u.\"order\", u.serial, u.part_number, r.station, " tool " AS tool, "                                       \
    operator" AS operator, " time " AS began, " time " AS ended, u.unit_id, r.run_id" AT_ONCE(time, id)
#define SCAN_DONE(name, table, tool, operator, time, id, more)                                                         \
    SCAN(name, DONE(tool, operator, time, id), table " t CROSS JOIN run r",                                            \
         "r.run_id = t.run_id AND u.unit_id = r.unit_id", IS("u", "r.unit_id"),                                        \
         "run r ON r.unit_id = u.unit_id CROSS JOIN " table " t ON t.run_id = r.run_id",                               \
         WORKED("r.station", tool, operator, time, id) " AND " more)
/* What a correction took back was not done; what fell with a part that was taken out was. */
#define STANDS(id) "(t.voided_by IS NULL OR NOT EXISTS (SELECT 1 FROM correction c WHERE c.voided = t." id "))"
SCAN_DONE(SCAN_MEASUREMENTS, "measurement", "t.tool", "t.operator", "t.recorded", "t.measurement_id",
          STANDS("measurement_id"));
SCAN_DONE(SCAN_ANSWERS, "check_answer", "r.tool", "t.operator", "t.recorded", "t.answer_id", STANDS("answer_id"));
SCAN_DONE(SCAN_SIGNATURES, "signature", "r.tool", "t.operator", "t.recorded", "t.signature_id", STANDS("signature_id"));
SCAN_DONE(SCAN_PAUSES, "run_pause", "r.tool", "t.pauser", "t.paused", "t.pause_id", "t.pauser IS NOT NULL");
SCAN_DONE(SCAN_RESUMPTIONS, "run_pause", "r.tool", "t.resumer", "t.resumed", "t.resumed_by", "t.resumer IS NOT NULL");
SCAN_DONE(SCAN_ENDS, "run", "r.tool", "t.ender", "t.ended", "t.ended_by", "t.ender IS NOT NULL");

#define BY_WHOM WORKED("r.station", "r.tool", "t.operator", "t.installed", "t.installation_id")
/* What was put into a unit, and is there now: of whole tables the coalesce keeps SQLite from the index on it, which is
 * slower than the table from its beginning to its end. */
SCAN(SCAN_COMPONENTS,
     "SELECT t.serial, t.part_number, t.lot, t.supplier, t.country, t.firmware, r.station, r.tool,"
     " t.operator, t.installed AS began, t.installed AS ended, t.unit_id, t.position, t.installation_id,"
     " t.run_id" AT_ONCE("t.installed", "t.installation_id"),
     "installation t LEFT JOIN run r ON r.run_id = t.run_id", "u.unit_id = t.unit_id",
     IS("t", "t.unit_id") " AND coalesce(t.removed, -1) = -1",
     "installation t ON t.unit_id = u.unit_id AND t.removed IS NULL LEFT JOIN run r ON r.run_id = t.run_id",
     SUPPLIED BY_WHOM);
/* As work on the unit: what was there. */
SCAN(SCAN_PUT_IN_BEFORE, DONE("r.tool", "t.operator", "t.installed", "t.installation_id"),
     "installation t LEFT JOIN run r ON r.run_id = t.run_id", "u.unit_id = t.unit_id", IS("u", "t.unit_id"),
     "installation t ON t.unit_id = u.unit_id LEFT JOIN run r ON r.run_id = t.run_id",
     BY_WHOM " AND t.removed IS NOT NULL AND t.voided = 0");
/* What was done at a station, in no run and with no tool. */
#define SCAN_OUT_OF_RUN(name, table, station, operator, time, id, more)                                                \
    SCAN(name,                                                                                                         \
         "SELECT u.\"order\", u.serial, u.part_number, " station " AS station, "                                       \
         operator" AS operator, " time " AS began, " time " AS ended, u.unit_id" AT_ONCE(time, id),                    \
         table " t", "u.unit_id = t.unit_id", IS("u", "t.unit_id"), table " t ON t.unit_id = u.unit_id",               \
         WORKED(station, "NULL", operator, time, id) " AND " more)
SCAN_OUT_OF_RUN(SCAN_REMOVALS, "installation", "t.removed_at", "t.remover", "t.removed", "t.removed_by",
                "t.removed IS NOT NULL AND t.voided = 0");
SCAN_OUT_OF_RUN(SCAN_DEFECTS, "nonconformance", "t.station", "t.reported_by", "t.reported", "t.nonconformance_id",
                "t.reported_by IS NOT NULL AND t.state <> $13");

/* The units around one, itself first. */
static const struct field AROUND_FIELDS[] = {
    FIELD_TEXT(struct around, order, REQUIRED, 0, 0, "its order"),
    FIELD_TEXT(struct around, serial, REQUIRED, 0, 0, "its serial number"),
    FIELD_TEXT(struct around, part_number, REQUIRED, 0, 0, "its part number"),
};
static const struct record AROUND_RECORD =
    RECORD(struct around, "around", AROUND_FIELDS, "A unit that contains something.");
SQL_READ(UNITS_AROUND, &AROUND_RECORD,
         "WITH RECURSIVE up (unit_id, depth) AS (SELECT unit_id, 0 FROM unit WHERE unit_id = $1 UNION ALL"
         " SELECT u.installed_in, up.depth + 1 FROM up JOIN unit u ON u.unit_id = up.unit_id"
         " WHERE u.installed_in IS NOT NULL)"
         " SELECT u.\"order\", u.serial, u.part_number FROM up CROSS JOIN unit u WHERE u.unit_id = up.unit_id"
         " ORDER BY up.depth");

struct scan {
    struct db *db;
    const struct selector *selector;
    const struct scan_inside *inside; /* NULL: of all */
    struct bind binds[SUPPLIED_PARAMETERS];
    row_function *each;
    void *context;
    struct arena *arena; /* of `around` */
    int64_t unit_id;     /* whose that is; ABSENT_INTEGER: nobody's yet */
    struct {
        LIST_OF(struct around) list;
    } around;
};

/* What is beyond the unit that is looked into comes last. */
static enum fault add_beyond(struct scan *scan)
{
    const struct scan_inside *inside = scan->inside;
    size_t count = scan->around.list.count;
    if (!inside || !inside->beyond.count)
        return NOTHING_WRONG;
    struct around *all = arena_array(scan->arena, count + inside->beyond.count, sizeof *all);
    if (!all)
        return FAULT_MEMORY;
    memcpy(all, scan->around.list.items, count * sizeof *all);
    memcpy(all + count, inside->beyond.items, inside->beyond.count * sizeof *all);
    scan->around.list.items = all;
    scan->around.list.count += inside->beyond.count;
    return NOTHING_WRONG;
}

/* What is found in a unit comes mostly row by row. */
static enum fault look_around(struct scan *scan, int64_t unit_id)
{
    if (scan->unit_id == unit_id)
        return NOTHING_WRONG;
    arena_reset(scan->arena);
    scan->unit_id = ABSENT_INTEGER;
    enum fault fault = db_rows(scan->db, &UNITS_AROUND, BINDS(bind_integer(unit_id)), scan->arena, &scan->around.list);
    if (!fault)
        fault = add_beyond(scan);
    if (!fault)
        scan->unit_id = unit_id;
    return fault;
}

static enum fault scan_row(void *context, const void *row)
{
    struct scan *scan = context;
    struct scanned scanned = *(const struct scanned *)row;
    scanned.candidate.happened = (struct happened){
        .said = scanned.happened_began != ABSENT_INTEGER,
        .began = scanned.happened_began,
        .ended = scanned.happened_ended,
    };
    if (selector_looks_around(scan->selector)) {
        enum fault fault = look_around(scan, scanned.unit_id);
        if (fault)
            return fault;
        size_t itself = scanned.position ? 0 : 1; /* a component is in the unit; a unit, and work on it, are not */
        scanned.candidate.around.items = scan->around.list.items + itself;
        scanned.candidate.around.count = scan->around.list.count - itself;
    }
    return selector_matches(scan->selector, &scanned.candidate) ? scan->each(scan->context, &scanned) : NOTHING_WRONG;
}

static enum fault scan_table(struct scan *scan, const struct scan_sql *sql, size_t parameters)
{
    return db_each(scan->db, scan->inside ? sql->inside : sql->of_all, scan->binds, parameters, scan_row, scan);
}

static enum fault scan_units(struct scan *scan)
{
    return scan->inside ? db_each(scan->db, &SCAN_UNITS_INSIDE, scan->binds, 1, scan_row, scan)
                        : db_each(scan->db, &SCAN_UNITS, scan->binds, IS_PARAMETERS, scan_row, scan);
}

static enum fault scan_defects(struct scan *scan)
{
    struct bind lot = scan->binds[WORKED_PARAMETERS];
    scan->binds[WORKED_PARAMETERS] = bind_integer(NONCONFORMANCE_VOIDED);
    enum fault fault = scan_table(scan, &SCAN_DEFECTS, WORKED_PARAMETERS + 1);
    scan->binds[WORKED_PARAMETERS] = lot;
    return fault;
}

/* What was done by somebody other than who began the run, or with another tool; of anything else a run speaks for what
 * was done in it. */
static enum fault scan_hands(struct scan *scan)
{
    static const struct scan_sql *const BY_HAND[] = {&SCAN_ANSWERS,     &SCAN_SIGNATURES, &SCAN_PAUSES,
                                                     &SCAN_RESUMPTIONS, &SCAN_ENDS,       &SCAN_PUT_IN_BEFORE};
    const struct selector *selector = scan->selector;
    enum fault fault = NOTHING_WRONG;
    if (selector->tool || selector->operator)
        fault = scan_table(scan, &SCAN_MEASUREMENTS, WORKED_PARAMETERS);
    for (size_t i = 0; !fault && selector->operator && i < sizeof BY_HAND / sizeof *BY_HAND; i++)
        fault = scan_table(scan, BY_HAND[i], WORKED_PARAMETERS);
    return fault;
}

static enum fault scan_work(struct scan *scan)
{
    enum fault fault = scan_table(scan, &SCAN_RUNS, WORKED_PARAMETERS);
    if (!fault)
        fault = scan_hands(scan);
    if (!fault && !scan->selector->tool)
        fault = scan_table(scan, &SCAN_REMOVALS, WORKED_PARAMETERS);
    return fault || scan->selector->tool ? fault : scan_defects(scan);
}

static enum fault scan_all(struct scan *scan)
{
    const struct selector *selector = scan->selector;
    bool supply = selector_speaks_of_supply(selector), work = selector_speaks_of_work(selector);
    enum fault fault = NOTHING_WRONG;
    if (!supply && !work)
        fault = scan_units(scan);
    if (!fault && work && !supply)
        fault = scan_work(scan);
    if (!fault && (work || selector_speaks_of_component(selector)))
        fault = scan_table(scan, &SCAN_COMPONENTS, SUPPLIED_PARAMETERS);
    return fault;
}

/* A text as it stands in JSON; NULL for NULL, and when memory is out (the buffer is then failed). */
static const char *as_json(struct buffer *buffer, const char *text)
{
    if (!text)
        return NULL;
    json_write_text(buffer, text);
    return buffer_view(buffer);
}

enum fault scan_matching(struct store *store, const struct selector *selector, const struct scan_inside *inside,
                         row_function *each, void *context)
{
    BUFFER_OWNED struct buffer name = {0};
    BUFFER_OWNED struct buffer version = {0};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct scan scan = {
        .db = store_db(store),
        .selector = selector,
        .inside = inside,
        .arena = arena,
        .unit_id = ABSENT_INTEGER,
        .binds = {bind_integer(inside ? inside->unit_id : ABSENT_INTEGER), bind_text(selector->order),
                  bind_text(selector->serial), bind_text(selector->part_number), bind_text(selector->serial_from),
                  bind_text(selector->serial_to),
                  bind_integer(selector_looks_for_part_number_around(selector) ? 2 : selector_looks_around(selector)),
                  bind_text(selector->station), bind_text(selector->tool), bind_text(selector->operator),
                  bind_integer(selector->from), bind_integer(selector->to), bind_text(selector->lot),
                  bind_text(selector->supplier), bind_text(selector->country),
                  bind_text(as_json(&name, selector->firmware)),
                  bind_text(as_json(&version, selector->firmware_version))},
        .each = each,
        .context = context,
    };
    return !arena || name.failed || version.failed ? FAULT_MEMORY : scan_all(&scan);
}
