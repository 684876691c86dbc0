#include "store_scan_tables.h"

#include "base/json.h"

#include <inttypes.h>
#include <stdlib.h>

uint32_t tables_below(struct tables *tables, uint32_t limit)
{
    tables->seed = tables->seed * 1664525 + 1013904223;
    return (tables->seed >> 8) % limit;
}

const char *tables_word(struct tables *tables, const char *kind, uint32_t nothing)
{
    static const char *const ENDS[] = {"1", "2", "a\"b", "%"};
    return tables_below(tables, 10) < nothing ? NULL
                                              : arena_printf(tables->place.arena, "%s%s", kind,
                                                             ENDS[tables_below(tables, sizeof ENDS / sizeof *ENDS)]);
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

/* When the entry that stands in the journal at a position says that it happened: mostly late. */
static int64_t put_entry(struct tables *tables, int64_t journal_position, int64_t recorded)
{
    if (!tables_below(tables, 10))
        return recorded;
    const int64_t at_us = tables_below(tables, 120);
    put(tables, "INSERT INTO late VALUES (%" PRId64 ", %" PRId64 ")", journal_position, at_us);
    return at_us;
}

/* The same of what was done at one time. */
static void put_done(struct tables *tables, int64_t journal_position, struct candidate *candidate)
{
    const int64_t at_us = put_entry(tables, journal_position, candidate->began);
    candidate->happened = (struct happened){true, at_us, at_us};
}

/* Of what is no row's number. */
static int64_t next_position(struct tables *tables)
{
    enum { ROWS = 1000 };
    return ROWS + ++tables->positions;
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
    candidate->order = tables_word(tables, "order", 0);
    candidate->serial = arena_printf(tables->place.arena, "s%d", (int)unit_id % 4);
    candidate->part_number = arena_printf(tables->place.arena, "p%d", (int)unit_id / 4);
    thing->row.unit_id = unit_id;
    int64_t holder = unit_id > 3 && tables_below(tables, 4) ? 1 + tables_below(tables, (uint32_t)unit_id - 1) : 0;
    put(tables,
        "INSERT INTO unit VALUES (%" PRId64 ", '%s', '%s', 'A', '%s', %" PRId64 ", 1, %s, 0, 0, 0, 0, NULL, NULL)",
        unit_id, candidate->serial, candidate->part_number, candidate->order, unit_id,
        holder ? arena_printf(tables->place.arena, "%" PRId64, holder) : "NULL");
    tables->in[unit_id] = holder;
}

const struct scanned *tables_unit(const struct tables *tables, int64_t unit_id)
{
    return &tables->things[unit_id - 1].row;
}

/* What somebody did in a run, at its station and with its tool. */
static struct thing *put_by_hand(struct tables *tables, const struct scanned *run, const char *operator, int64_t at)
{
    struct thing *thing = thing_new(tables, THING_BY_HAND);
    thing->row = *run;
    thing->row.candidate.operator = operator;
    thing->row.candidate.began = thing->row.candidate.ended = at;
    return thing;
}

static void put_run(struct tables *tables, int64_t run_id)
{
    struct thing *thing = thing_new(tables, THING_RUN);
    struct candidate *candidate = &thing->row.candidate;
    const struct scanned *unit = &tables->things[tables_below(tables, UNITS)].row;
    thing->row.unit_id = unit->unit_id;
    thing->row.run_id = run_id;
    *candidate = unit->candidate;
    candidate->station = tables_word(tables, "station", 0);
    candidate->tool = tables_word(tables, "tool", 3);
    candidate->operator = tables_word(tables, "operator", 0);
    candidate->began = tables_below(tables, 100);
    if (tables_below(tables, 4))
        candidate->ended = candidate->began + 1 + tables_below(tables, 20);
    const bool ends = candidate->ended != ABSENT_INTEGER;
    const char *ender = ends ? tables_word(tables, "operator", 3) : NULL;
    const int64_t end = next_position(tables);
    candidate->happened = (struct happened){true, put_entry(tables, run_id, candidate->began), ABSENT_INTEGER};
    if (ends)
        candidate->happened.ended = put_entry(tables, end, candidate->ended);
    put(tables,
        "INSERT INTO run (run_id, unit_id, operation, attempt, station, tool, operator, state, started, ended,"
        " accumulated_us, builds, ended_by, ender) VALUES (%" PRId64 ", %" PRId64
        ", '010', 1, '%s', %s, '%s', 1, %" PRId64 ", %s, 0, 1, %" PRId64 ", %s)",
        run_id, thing->row.unit_id, candidate->station, quoted(tables, candidate->tool), candidate->operator,
        candidate->began, ends ? arena_printf(tables->place.arena, "%" PRId64, candidate->ended) : "NULL", end,
        quoted(tables, ender));
    if (ender)
        put_by_hand(tables, &thing->row, ender, candidate->ended)->row.candidate.happened =
            (struct happened){true, candidate->happened.ended, candidate->happened.ended};
}

static const struct thing *any_run(struct tables *tables)
{
    const struct thing *thing = &tables->things[UNITS];
    for (uint32_t i = tables_below(tables, RUNS); thing->kind != THING_RUN || i--; thing++)
        ;
    return thing;
}

/* Of five things that were recorded, a correction took one back, and another fell with a part. */
static const char *voiding(struct tables *tables, struct thing *thing, int64_t id)
{
    uint32_t roll = tables_below(tables, 5);
    thing->gone = !roll;
    if (thing->gone)
        put(tables, "INSERT INTO correction VALUES (%" PRId64 ", 1)", id);
    return roll < 2 ? "1" : "NULL";
}

static void put_measurement(struct tables *tables, int64_t id)
{
    struct thing *thing = thing_new(tables, THING_MEASUREMENT);
    struct candidate *candidate = &thing->row.candidate;
    thing->row = any_run(tables)->row;
    const char *voided_by = voiding(tables, thing, id);
    candidate->tool = tables_word(tables, "tool", 3);
    candidate->operator = tables_word(tables, "operator", 3);
    candidate->began = candidate->ended = tables_below(tables, 120);
    put_done(tables, id, candidate);
    put(tables,
        "INSERT INTO measurement (measurement_id, run_id, characteristic, value, verdict, tool, operator, recorded,"
        " voided_by) VALUES (%" PRId64 ", %" PRId64 ", 'torque', 1, 1, %s, %s, %" PRId64 ", %s)",
        id, thing->row.run_id, quoted(tables, candidate->tool), quoted(tables, candidate->operator), candidate->began,
        voided_by);
}

static void put_answer(struct tables *tables, int64_t id)
{
    struct thing *thing =
        put_by_hand(tables, &any_run(tables)->row, tables_word(tables, "operator", 3), tables_below(tables, 120));
    const char *voided_by = voiding(tables, thing, id);
    put_done(tables, id, &thing->row.candidate);
    put(tables,
        "INSERT INTO check_answer (answer_id, run_id, check_name, answer, verdict, operator, recorded, voided_by)"
        " VALUES (%" PRId64 ", %" PRId64 ", 'level', 'yes', 1, %s, %" PRId64 ", %s)",
        id, thing->row.run_id, quoted(tables, thing->row.candidate.operator), thing->row.candidate.began, voided_by);
}

static void put_signature(struct tables *tables, int64_t id)
{
    struct thing *thing =
        put_by_hand(tables, &any_run(tables)->row, tables_word(tables, "operator", 0), tables_below(tables, 120));
    const char *voided_by = voiding(tables, thing, id);
    put_done(tables, id, &thing->row.candidate);
    put(tables,
        "INSERT INTO signature (signature_id, run_id, operator, recorded, voided_by)"
        " VALUES (%" PRId64 ", %" PRId64 ", '%s', %" PRId64 ", %s)",
        id, thing->row.run_id, thing->row.candidate.operator, thing->row.candidate.began, voided_by);
}

static void put_pause(struct tables *tables, int64_t id)
{
    const struct scanned *run = &any_run(tables)->row;
    const char *pauser = tables_word(tables, "operator", 3), *resumer = tables_word(tables, "operator", 3);
    int64_t paused = tables_below(tables, 120), resumed = paused + 1 + tables_below(tables, 20);
    int64_t resumed_by = next_position(tables);
    if (pauser)
        put_done(tables, id, &put_by_hand(tables, run, pauser, paused)->row.candidate);
    if (resumer)
        put_done(tables, resumed_by, &put_by_hand(tables, run, resumer, resumed)->row.candidate);
    put(tables,
        "INSERT INTO run_pause (pause_id, run_id, paused, resumed, pauser, resumer, resumed_by)"
        " VALUES (%" PRId64 ", %" PRId64 ", %" PRId64 ", %s, %s, %s, %" PRId64 ")",
        id, run->run_id, paused, resumer ? arena_printf(tables->place.arena, "%" PRId64, resumed) : "NULL",
        quoted(tables, pauser), quoted(tables, resumer), resumed_by);
}

static struct thing *put_out_of_run(struct tables *tables, const struct scanned *unit, int64_t at)
{
    struct thing *thing = thing_new(tables, THING_OUT_OF_RUN);
    struct candidate *candidate = &thing->row.candidate;
    thing->row.unit_id = unit->unit_id;
    candidate->order = unit->candidate.order;
    candidate->serial = unit->candidate.serial;
    candidate->part_number = unit->candidate.part_number;
    candidate->station = tables_word(tables, "station", 0);
    candidate->operator = tables_word(tables, "operator", 0);
    candidate->began = candidate->ended = at;
    return thing;
}

static void put_defect(struct tables *tables, int64_t id)
{
    struct thing *thing =
        put_out_of_run(tables, &tables->things[tables_below(tables, UNITS)].row, tables_below(tables, 120));
    bool by_itself = !tables_below(tables, 5);
    thing->gone = by_itself || !tables_below(tables, 5);
    put_done(tables, id, &thing->row.candidate);
    put(tables,
        "INSERT INTO nonconformance (nonconformance_id, unit_id, code, state, disposition, reported_by, reported,"
        " material_review, station) VALUES (%" PRId64 ", %" PRId64 ", 'DENT', %d, 0, %s, %" PRId64 ", 0, %s)",
        id, thing->row.unit_id, thing->gone && !by_itself ? NONCONFORMANCE_VOIDED : NONCONFORMANCE_OPEN,
        by_itself ? "NULL" : quoted(tables, thing->row.candidate.operator), thing->row.candidate.began,
        by_itself ? "NULL" : quoted(tables, thing->row.candidate.station));
}

static const char *firmware_text(struct tables *tables, struct candidate *candidate)
{
    BUFFER_OWNED struct buffer buffer = {0};
    struct firmware *items = arena_array(tables->place.arena, 2, sizeof *items);
    candidate->firmware.items = items;
    candidate->firmware.count = tables_below(tables, 3);
    for (size_t i = 0; i < candidate->firmware.count; i++)
        items[i] = (struct firmware){tables_word(tables, "fw", 0), tables_word(tables, "v", 0)};
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
    bool removed = !tables_below(tables, 4), voided = removed && tables_below(tables, 2);
    thing->gone = removed;
    *candidate =
        CANDIDATE(.part_number = tables_word(tables, "p", 0), .serial = tables_word(tables, "s", 2),
                  .lot = tables_word(tables, "lot", 3), .supplier = tables_word(tables, "supplier", 3),
                  .country = tables_below(tables, 2) ? "JP" : NULL, .operator = tables_word(tables, "operator", 1));
    if (tables_below(tables, 4)) {
        thing->row.run_id = run->run_id;
        candidate->station = run->candidate.station;
        candidate->tool = run->candidate.tool;
    }
    candidate->began = candidate->ended = tables_below(tables, 120);
    put_done(tables, id, candidate);
    struct thing *work = thing_new(tables, THING_PUT_IN);
    work->was = removed;
    work->gone = voided;
    work->row.unit_id = run->unit_id;
    work->row.run_id = thing->row.run_id;
    work->row.candidate = CANDIDATE(.order = run->candidate.order, .serial = run->candidate.serial,
                                    .part_number = run->candidate.part_number, .station = candidate->station,
                                    .tool = candidate->tool, .operator = candidate->operator);
    work->row.candidate.began = work->row.candidate.ended = candidate->began;
    work->row.candidate.happened = candidate->happened;
    struct thing *out = put_out_of_run(tables, run, tables_below(tables, 120));
    const int64_t removed_by = next_position(tables);
    put_done(tables, removed_by, &out->row.candidate);
    out->gone = !removed || voided;
    put(tables,
        "INSERT INTO installation (installation_id, unit_id, position, part_number, serial, lot, supplier, country,"
        " firmware, run_id, operator, installed, removed, removal, voided, remover, removed_at, removed_by)"
        " VALUES (%" PRId64 ", %" PRId64 ", 'x%" PRId64 "', '%s', %s, %s, %s, %s, %s, %s, %s, %" PRId64
        ", %s, 1, %d, %s, %s, %" PRId64 ")",
        id, thing->row.unit_id, id, candidate->part_number, quoted(tables, candidate->serial),
        quoted(tables, candidate->lot), quoted(tables, candidate->supplier), quoted(tables, candidate->country),
        firmware_text(tables, candidate),
        candidate->station ? arena_printf(tables->place.arena, "%" PRId64, thing->row.run_id) : "NULL",
        quoted(tables, candidate->operator), candidate->began,
        removed ? arena_printf(tables->place.arena, "%" PRId64, out->row.candidate.began) : "NULL", voided,
        removed ? quoted(tables, out->row.candidate.operator) : "NULL",
        removed ? quoted(tables, out->row.candidate.station) : "NULL", removed_by);
}

struct tables *tables_new(void)
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
    for (int64_t id = 501; id <= 500 + OTHERS; id++) {
        put_answer(tables, id);
        put_signature(tables, id + OTHERS);
        put_pause(tables, id + 2 * OTHERS);
        put_defect(tables, id + 3 * OTHERS);
    }
    return tables;
}
