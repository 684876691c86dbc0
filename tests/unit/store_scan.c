/* What SQL finds for a selector is what the domain's own matching finds in all rows: held against each other over
 * tables and selectors drawn at random from so few words that they meet often. */
#include "base/json.h"
#include "store/find_hold.h"
#include "store_place.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    UNITS = 12,
    RUNS = 40,
    MEASUREMENTS = 60,
    INSTALLATIONS = 120,
    THINGS = UNITS + RUNS + MEASUREMENTS + INSTALLATIONS
};

/* A row of a table as it was put there. */
struct thing {
    struct scanned row;
    enum { THING_UNIT, THING_RUN, THING_MEASUREMENT, THING_COMPONENT } kind;
    bool gone; /* removed, or voided */
    bool found;
};

struct tables {
    struct place_of_test place;
    struct store *store;
    uint32_t seed;
    struct thing things[THINGS];
    size_t count;
};

static uint32_t below(struct tables *tables, uint32_t limit)
{
    tables->seed = tables->seed * 1664525 + 1013904223;
    return (tables->seed >> 8) % limit;
}

/* One of a few words; NULL as often as `nothing` in ten. Quotes and wildcards are ordinary letters. */
static const char *word(struct tables *tables, const char *kind, uint32_t nothing)
{
    static const char *const ENDS[] = {"1", "2", "a\"b", "%"};
    return below(tables, 10) < nothing
               ? NULL
               : arena_printf(tables->place.arena, "%s%s", kind, ENDS[below(tables, sizeof ENDS / sizeof *ENDS)]);
}

static const char *quoted(struct tables *tables, const char *text)
{
    return text ? arena_printf(tables->place.arena, "'%s'", text) : "NULL"; /* no word has an apostrophe */
}

static void put(struct tables *tables, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(struct tables *tables, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *sql = arena_vprintf(tables->place.arena, format, args);
    va_end(args);
    expect_right(db_script(store_db(tables->store), sql), &tables->place, __FILE__, __LINE__);
}

static struct thing *thing_new(struct tables *tables, int kind)
{
    struct thing *thing = &tables->things[tables->count++];
    record_clear(&SCANNED_RECORD, &thing->row);
    thing->kind = kind;
    return thing;
}

static void put_unit(struct tables *tables, int64_t unit_id)
{
    struct thing *thing = thing_new(tables, THING_UNIT);
    struct candidate *candidate = &thing->row.candidate;
    candidate->order = word(tables, "order", 0);
    candidate->serial = arena_printf(tables->place.arena, "s%d", (int)unit_id % 4);
    candidate->part_number = arena_printf(tables->place.arena, "p%d", (int)unit_id / 4);
    thing->row.unit_id = unit_id;
    put(tables, "INSERT INTO unit VALUES (%" PRId64 ", '%s', '%s', 'A', '%s', %" PRId64 ", 1, NULL, 0, 0, 0, 0)",
        unit_id, candidate->serial, candidate->part_number, candidate->order, unit_id);
}

static void put_run(struct tables *tables, int64_t run_id)
{
    struct thing *thing = thing_new(tables, THING_RUN);
    struct candidate *candidate = &thing->row.candidate;
    const struct scanned *unit = &tables->things[below(tables, UNITS)].row;
    thing->row.unit_id = unit->unit_id;
    thing->row.run_id = run_id;
    *candidate = unit->candidate;
    candidate->station = word(tables, "station", 0);
    candidate->tool = word(tables, "tool", 3);
    candidate->operator= word(tables, "operator", 0);
    candidate->began = below(tables, 100);
    if (below(tables, 4))
        candidate->ended = candidate->began + below(tables, 20);
    put(tables,
        "INSERT INTO run (run_id, unit_id, operation, attempt, station, tool, operator, state, started, ended,"
        " accumulated_us, builds) VALUES (%" PRId64 ", %" PRId64 ", '010', 1, '%s', %s, '%s', 1, %" PRId64
        ", %s, 0, 1)",
        run_id, thing->row.unit_id, candidate->station, quoted(tables, candidate->tool), candidate->operator,
        candidate->began,
        candidate->ended == ABSENT_INTEGER ? "NULL" : arena_printf(tables->place.arena, "%" PRId64, candidate->ended));
}

static const struct thing *any_run(struct tables *tables)
{
    return &tables->things[UNITS + below(tables, RUNS)];
}

static void put_measurement(struct tables *tables, int64_t id)
{
    struct thing *thing = thing_new(tables, THING_MEASUREMENT);
    struct candidate *candidate = &thing->row.candidate;
    thing->row = any_run(tables)->row;
    thing->gone = !below(tables, 5);
    candidate->tool = word(tables, "tool", 3);
    candidate->operator= word(tables, "operator", 3);
    candidate->began = candidate->ended = below(tables, 120);
    put(tables,
        "INSERT INTO measurement (measurement_id, run_id, characteristic, value, verdict, tool, operator, recorded,"
        " voided_by) VALUES (%" PRId64 ", %" PRId64 ", 'torque', 1, 1, %s, %s, %" PRId64 ", %s)",
        id, thing->row.run_id, quoted(tables, candidate->tool), quoted(tables, candidate->operator), candidate->began,
        thing->gone ? "1" : "NULL");
}

static const char *firmware_text(struct tables *tables, struct candidate *candidate)
{
    BUFFER_OWNED struct buffer buffer = {0};
    struct firmware *items = arena_array(tables->place.arena, 2, sizeof *items);
    candidate->firmware.items = items;
    candidate->firmware.count = below(tables, 3);
    for (size_t i = 0; i < candidate->firmware.count; i++)
        items[i] = (struct firmware){word(tables, "fw", 0), word(tables, "v", 0)};
    json_write_value(&buffer, record_field(&SCANNED_RECORD, "firmware"), candidate);
    return candidate->firmware.count ? quoted(tables, arena_copy(tables->place.arena, buffer.bytes, buffer.size))
                                     : "NULL";
}

static void put_installation(struct tables *tables, int64_t id)
{
    struct thing *thing = thing_new(tables, THING_COMPONENT);
    struct candidate *candidate = &thing->row.candidate;
    const struct scanned *run = &any_run(tables)->row;
    thing->row.unit_id = run->unit_id;
    thing->row.installation_id = id;
    thing->gone = !below(tables, 5);
    *candidate =
        CANDIDATE(.order = run->candidate.order, .part_number = word(tables, "p", 0), .serial = word(tables, "s", 2),
                  .lot = word(tables, "lot", 3), .supplier = word(tables, "supplier", 3),
                  .country = below(tables, 2) ? "JP" : NULL, .operator= word(tables, "operator", 1));
    if (below(tables, 4)) {
        thing->row.run_id = run->run_id;
        candidate->station = run->candidate.station;
        candidate->tool = run->candidate.tool;
    }
    candidate->began = candidate->ended = below(tables, 120);
    put(tables,
        "INSERT INTO installation (installation_id, unit_id, position, part_number, serial, lot, supplier, country,"
        " firmware, run_id, operator, installed, removed, removal, voided)"
        " VALUES (%" PRId64 ", %" PRId64 ", 'x%" PRId64 "', '%s', %s, %s, %s, %s, %s, %s, %s, %" PRId64 ", %s, 1, 0)",
        id, thing->row.unit_id, id, candidate->part_number, quoted(tables, candidate->serial),
        quoted(tables, candidate->lot), quoted(tables, candidate->supplier), quoted(tables, candidate->country),
        firmware_text(tables, candidate),
        candidate->station ? arena_printf(tables->place.arena, "%" PRId64, thing->row.run_id) : "NULL",
        quoted(tables, candidate->operator), candidate->began, thing->gone ? "500" : "NULL");
}

static struct tables *tables_new(void)
{
    struct tables *tables = calloc(1, sizeof *tables);
    ck_assert(tables);
    tables->place = place_make();
    tables->store = place_open(&tables->place, "scan", DB_WRITE);
    tables->seed = 20260301;
    put(tables, "PRAGMA foreign_keys = OFF"); /* what the rows hang on is of no matter here */
    for (int64_t id = 1; id <= UNITS; id++)
        put_unit(tables, id);
    for (int64_t id = 101; id <= 100 + RUNS; id++)
        put_run(tables, id);
    for (int64_t id = 201; id <= 200 + MEASUREMENTS; id++)
        put_measurement(tables, id);
    for (int64_t id = 301; id <= 300 + INSTALLATIONS; id++)
        put_installation(tables, id);
    return tables;
}

/* Mostly one or two members, as people ask. */
static struct selector any_selector(struct tables *tables)
{
    enum { RARELY = 8 };
    struct selector selector =
        SELECTOR(.order = word(tables, "order", RARELY), .serial = word(tables, "s", RARELY),
                 .part_number = word(tables, "p", RARELY), .lot = word(tables, "lot", RARELY),
                 .supplier = word(tables, "supplier", RARELY), .country = below(tables, RARELY) ? NULL : "JP",
                 .firmware = word(tables, "fw", RARELY), .firmware_version = word(tables, "v", RARELY),
                 .station = word(tables, "station", RARELY), .tool = word(tables, "tool", RARELY),
                 .operator= word(tables, "operator", RARELY));
    if (!below(tables, RARELY))
        selector.serial_from = word(tables, "s", 3);
    if (!below(tables, RARELY))
        selector.serial_to = word(tables, "s", 3);
    if (!below(tables, RARELY))
        selector.from = below(tables, 120);
    if (!below(tables, RARELY))
        selector.to = below(tables, 120);
    return selector;
}

/* Whether a row that was found is this thing's: a run and what was measured in it differ in their times. */
static bool is_thing(const struct thing *thing, const struct scanned *scanned)
{
    const struct candidate *a = &thing->row.candidate, *b = &scanned->candidate;
    return thing->row.unit_id == scanned->unit_id && thing->row.run_id == scanned->run_id &&
           thing->row.installation_id == scanned->installation_id && a->began == b->began && a->ended == b->ended &&
           selector_matches(&(struct selector){.from = ABSENT_INTEGER, .to = ABSENT_INTEGER, .tool = b->tool,
                                               .operator = b->operator},
                            a);
}

static enum fault note_found(void *context, const void *row)
{
    struct tables *tables = context;
    for (size_t i = 0; i < tables->count; i++)
        if (!tables->things[i].gone && !tables->things[i].found && is_thing(&tables->things[i], row)) {
            tables->things[i].found = true;
            return NOTHING_WRONG;
        }
    ck_abort_msg("something was found that is not there");
}

/* What a selector looks at, as find_hold.h says it. */
static bool looked_at(const struct selector *selector, const struct thing *thing)
{
    bool supply = selector_speaks_of_supply(selector), work = selector_speaks_of_work(selector);
    switch (thing->kind) {
    case THING_UNIT:
        return !supply && !work;
    case THING_RUN:
        return work && !supply;
    case THING_MEASUREMENT:
        return (selector->tool || selector->operator) && !supply;
    case THING_COMPONENT:
        return work || selector_speaks_of_component(selector);
    }
    return false;
}

START_TEST(what_sql_finds_is_what_matches)
{
    enum { SELECTORS = 3000 };
    struct tables *tables = tables_new();
    size_t found[4] = {0};
    for (int round = 0; round < SELECTORS; round++) {
        const struct selector selector = any_selector(tables);
        for (size_t i = 0; i < tables->count; i++)
            tables->things[i].found = false;
        expect_right(scan_matching(tables->store, &selector, note_found, tables), &tables->place, __FILE__, __LINE__);
        for (size_t i = 0; i < tables->count; i++) {
            const struct thing *thing = &tables->things[i];
            bool matches =
                !thing->gone && looked_at(&selector, thing) && selector_matches(&selector, &thing->row.candidate);
            found[thing->kind] += matches;
            ck_assert_msg(thing->found == matches, "selector %d, thing %zu", round, i);
        }
    }
    for (size_t kind = 0; kind < sizeof found / sizeof *found; kind++)
        ck_assert_msg(found[kind] > 100, "hardly anything of kind %zu matched", kind);
    store_close(tables->store);
    place_remove(&tables->place);
    free(tables);
}
END_TEST

SUITE(scans, what_sql_finds_is_what_matches)
