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
};
const struct record SCANNED_RECORD =
    RECORD(struct scanned, "scanned", SCANNED_FIELDS, "Something that a selector may match.");

/* The parameters of the scans, each those of the one before and more: what a thing is … */
#define IS(thing)                                                                                                      \
    "($1 IS NULL OR u.\"order\" = $1) AND ($2 IS NULL OR " thing ".serial = $2)"                                       \
    " AND ($3 IS NULL OR " thing ".part_number = $3) AND ($4 IS NULL OR " thing ".serial >= $4)"                       \
    " AND ($5 IS NULL OR " thing ".serial <= $5)"
/* … how it was worked on … */
#define WORKED(station, tool, operator, began, ended)                                                                  \
    " AND ($6 IS NULL OR " station " = $6) AND ($7 IS NULL OR " tool " = $7) AND ($8 IS NULL OR "                      \
    operator" = $8)"                                                                                                   \
            " AND ($9 IS NULL OR " ended " IS NULL OR " ended " >= $9) AND ($10 IS NULL OR " began " < $10)"
/* … and where it came from. Firmware is JSON text: what is asked for stands in it as it is written. */
#define SUPPLIED                                                                                                       \
    "($11 IS NULL OR i.lot = $11) AND ($12 IS NULL OR i.supplier = $12) AND ($13 IS NULL OR i.country = $13)"          \
    " AND ($14 IS NULL OR replace(i.firmware, $14, '') <> i.firmware)"                                                 \
    " AND ($15 IS NULL OR replace(i.firmware, $15, '') <> i.firmware) AND "

SQL_READ(SCAN_UNITS, &SCANNED_RECORD,
         "SELECT u.\"order\", u.serial, u.part_number, u.unit_id FROM unit u WHERE " IS("u"));
SQL_READ(SCAN_RUNS, &SCANNED_RECORD,
         "SELECT u.\"order\", u.serial, u.part_number, r.station, r.tool, r.operator, r.started AS began, r.ended,"
         " u.unit_id, r.run_id FROM run r CROSS JOIN unit u WHERE u.unit_id = r.unit_id AND " IS("u")
             WORKED("r.station", "r.tool", "r.operator", "r.started", "r.ended"));

/* What was done in a run at one time, with a tool, by somebody: rows t of a table whose run is r. What a correction
 * took back was not done; what fell with a part that was taken out was. */
#define IN_RUN(tool, operator, time)                                                                                   \
    "SELECT u.\"order\", u.serial, u.part_number, r.station, " tool " AS tool, "                                       \
    operator" AS operator, " time " AS began, " time " AS ended, u.unit_id, r.run_id FROM "
#define OF_RUN(tool, operator, time)                                                                                   \
    " CROSS JOIN run r CROSS JOIN unit u WHERE r.run_id = t.run_id AND u.unit_id = r.unit_id AND " IS("u")             \
        WORKED("r.station", tool, operator, time, time)
#define RECORDED(table, id, tool)                                                                                      \
    IN_RUN(tool, "t.operator", "t.recorded")                                                                           \
    table " t" OF_RUN(tool, "t.operator", "t.recorded") " AND (t.voided_by IS NULL OR NOT EXISTS"                      \
                                                        " (SELECT 1 FROM correction c WHERE c.voided = t." id "))"
SQL_READ(SCAN_MEASUREMENTS, &SCANNED_RECORD, RECORDED("measurement", "measurement_id", "t.tool"));
SQL_READ(SCAN_ANSWERS, &SCANNED_RECORD, RECORDED("check_answer", "answer_id", "r.tool"));
SQL_READ(SCAN_SIGNATURES, &SCANNED_RECORD, RECORDED("signature", "signature_id", "r.tool"));
SQL_READ(SCAN_PAUSES, &SCANNED_RECORD,
         IN_RUN("r.tool", "t.pauser", "t.paused") "run_pause t" OF_RUN("r.tool", "t.pauser",
                                                                       "t.paused") " AND t.pauser IS NOT NULL");
SQL_READ(SCAN_RESUMPTIONS, &SCANNED_RECORD,
         IN_RUN("r.tool", "t.resumer", "t.resumed") "run_pause t" OF_RUN("r.tool", "t.resumer",
                                                                         "t.resumed") " AND t.resumer IS NOT NULL");
SQL_READ(SCAN_ENDS, &SCANNED_RECORD,
         IN_RUN("r.tool", "t.ender", "t.ended") "run t" OF_RUN("r.tool", "t.ender",
                                                               "t.ended") " AND t.ender IS NOT NULL");

/* What was put into a unit, as work on the unit: once, and what is there now among it. */
#define PUT_IN                                                                                                         \
    IN_RUN("r.tool", "t.operator", "t.installed")                                                                      \
    "installation t LEFT JOIN run r ON r.run_id = t.run_id CROSS JOIN unit u WHERE u.unit_id = t.unit_id"              \
    " AND t.voided = 0 AND " IS("u") WORKED("r.station", "r.tool", "t.operator", "t.installed", "t.installed")
SQL_READ(SCAN_PUT_IN, &SCANNED_RECORD, PUT_IN);
SQL_READ(SCAN_PUT_IN_BEFORE, &SCANNED_RECORD, PUT_IN " AND t.removed IS NOT NULL");
/* What was done at a station, in no run and with no tool. */
#define OUT_OF_RUN(table, station, operator, time)                                                                     \
    "SELECT u.\"order\", u.serial, u.part_number, " station " AS station, "                                            \
    operator" AS operator, " time " AS began, " time " AS ended, u.unit_id FROM " table                                \
            " t CROSS JOIN unit u WHERE u.unit_id = t.unit_id AND " IS("u")                                            \
                WORKED(station, "NULL", operator, time, time)
SQL_READ(SCAN_REMOVALS, &SCANNED_RECORD,
         OUT_OF_RUN("installation", "t.removed_at", "t.remover", "t.removed") " AND t.removed IS NOT NULL"
                                                                              " AND t.voided = 0");
SQL_READ(SCAN_DEFECTS, &SCANNED_RECORD,
         OUT_OF_RUN("nonconformance", "t.station", "t.reported_by", "t.reported") " AND t.reported_by IS NOT NULL"
                                                                                  " AND t.state <> $11");

/* The conditions are tried in this order: what most holds ask for first, and last what lies deep in a row. The coalesce
 * keeps SQLite from the index on what is installed now, which is slower than the table from its beginning to its end. */
SQL_READ(SCAN_COMPONENTS, &SCANNED_RECORD,
         "SELECT u.\"order\", i.serial, i.part_number, i.lot, i.supplier, i.country, i.firmware, r.station, r.tool,"
         " i.operator, i.installed AS began, i.installed AS ended, i.unit_id, i.position, i.installation_id, i.run_id"
         " FROM installation i CROSS JOIN unit u LEFT JOIN run r ON r.run_id = i.run_id"
         " WHERE u.unit_id = i.unit_id AND " SUPPLIED IS("i")
             WORKED("r.station", "r.tool", "i.operator", "i.installed",
                    "i.installed") " AND coalesce(i.removed, -1) = -1");
enum { IS_PARAMETERS = 5, WORKED_PARAMETERS = 10, SUPPLIED_PARAMETERS = 15 };

struct scan {
    struct db *db;
    const struct selector *selector;
    struct bind binds[SUPPLIED_PARAMETERS];
    row_function *each;
    void *context;
};

static enum fault scan_row(void *context, const void *row)
{
    const struct scan *scan = context;
    const struct scanned *scanned = row;
    return selector_matches(scan->selector, &scanned->candidate) ? scan->each(scan->context, row) : NOTHING_WRONG;
}

static enum fault scan_table(struct scan *scan, const struct sql *sql, size_t parameters)
{
    return db_each(scan->db, sql, scan->binds, parameters, scan_row, scan);
}

static enum fault scan_defects(struct scan *scan)
{
    struct bind binds[WORKED_PARAMETERS + 1];
    memcpy(binds, scan->binds, WORKED_PARAMETERS * sizeof *binds);
    binds[WORKED_PARAMETERS] = bind_integer(NONCONFORMANCE_VOIDED);
    return db_each(scan->db, &SCAN_DEFECTS, binds, WORKED_PARAMETERS + 1, scan_row, scan);
}

/* What was done by somebody other than who began the run, or with another tool; of anything else a run speaks for what
 * was done in it. */
static enum fault scan_hands(struct scan *scan)
{
    const struct selector *selector = scan->selector;
    const struct sql *const put_in = selector_speaks_of_component(selector) ? &SCAN_PUT_IN : &SCAN_PUT_IN_BEFORE;
    const struct sql *const by_hand[] = {&SCAN_ANSWERS,     &SCAN_SIGNATURES, &SCAN_PAUSES,
                                         &SCAN_RESUMPTIONS, &SCAN_ENDS,       put_in};
    enum fault fault = NOTHING_WRONG;
    if (selector->tool || selector->operator)
        fault = scan_table(scan, &SCAN_MEASUREMENTS, WORKED_PARAMETERS);
    for (size_t i = 0; !fault && selector->operator&& i<sizeof by_hand / sizeof * by_hand; i++)
        fault = scan_table(scan, by_hand[i], WORKED_PARAMETERS);
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
        fault = scan_table(scan, &SCAN_UNITS, IS_PARAMETERS);
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

enum fault scan_matching(struct store *store, const struct selector *selector, row_function *each, void *context)
{
    BUFFER_OWNED struct buffer name = {0};
    BUFFER_OWNED struct buffer version = {0};
    struct scan scan = {
        .db = store_db(store),
        .selector = selector,
        .binds = {bind_text(selector->order), bind_text(selector->serial), bind_text(selector->part_number),
                  bind_text(selector->serial_from), bind_text(selector->serial_to), bind_text(selector->station),
                  bind_text(selector->tool), bind_text(selector->operator), bind_integer(selector->from),
                  bind_integer(selector->to), bind_text(selector->lot), bind_text(selector->supplier),
                  bind_text(selector->country), bind_text(as_json(&name, selector->firmware)),
                  bind_text(as_json(&version, selector->firmware_version))},
        .each = each,
        .context = context,
    };
    return name.failed || version.failed ? FAULT_MEMORY : scan_all(&scan);
}
