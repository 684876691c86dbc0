/* What a selector matches in the tables. SQL leaves out what cannot match, so that few rows of many are made;
 * selector_matches decides on each. */
#include "store/find_hold.h"

#include "base/buffer.h"
#include "base/json.h"

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
#define WORKED(tool, operator, began, ended)                                                                           \
    " AND ($6 IS NULL OR r.station = $6) AND ($7 IS NULL OR " tool " = $7) AND ($8 IS NULL OR "                        \
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
             WORKED("r.tool", "r.operator", "r.started", "r.ended"));
SQL_READ(SCAN_MEASUREMENTS, &SCANNED_RECORD,
         "SELECT u.\"order\", u.serial, u.part_number, r.station, m.tool, m.operator, m.recorded AS began,"
         " m.recorded AS ended, u.unit_id, r.run_id FROM measurement m CROSS JOIN run r CROSS JOIN unit u"
         " WHERE m.voided_by IS NULL AND r.run_id = m.run_id AND u.unit_id = r.unit_id AND " IS("u")
             WORKED("m.tool", "m.operator", "m.recorded", "m.recorded"));
/* The conditions are tried in this order: what most holds ask for first, and last what lies deep in a row. The coalesce
 * keeps SQLite from the index on what is installed now, which is slower than the table from its beginning to its end. */
SQL_READ(SCAN_COMPONENTS, &SCANNED_RECORD,
         "SELECT u.\"order\", i.serial, i.part_number, i.lot, i.supplier, i.country, i.firmware, r.station, r.tool,"
         " i.operator, i.installed AS began, i.installed AS ended, i.unit_id, i.position, i.installation_id, i.run_id"
         " FROM installation i CROSS JOIN unit u LEFT JOIN run r ON r.run_id = i.run_id"
         " WHERE u.unit_id = i.unit_id AND " SUPPLIED IS("i")
             WORKED("r.tool", "i.operator", "i.installed", "i.installed") " AND coalesce(i.removed, -1) = -1");
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

static enum fault scan_all(struct scan *scan)
{
    const struct selector *selector = scan->selector;
    bool supply = selector_speaks_of_supply(selector), work = selector_speaks_of_work(selector);
    enum fault fault = NOTHING_WRONG;
    if (!supply && !work)
        fault = scan_table(scan, &SCAN_UNITS, IS_PARAMETERS);
    if (!fault && work && !supply)
        fault = scan_table(scan, &SCAN_RUNS, WORKED_PARAMETERS);
    if (!fault && (selector->tool || selector->operator) && !supply) /* otherwise it says no more than its run */
        fault = scan_table(scan, &SCAN_MEASUREMENTS, WORKED_PARAMETERS);
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
