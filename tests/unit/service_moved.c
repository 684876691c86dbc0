/* A part that is moved with nothing but its serial scanned: wherever it is now, at any depth, it is of the lot, the
 * supplier and the country that it was of. */
#include "domain/entry_records.h"
#include "service/containment.h"
#include "service_built.h"
#include "store/db.h"
#include "store/find.h"

#include <string.h>

#define ORIGIN                                                                                                         \
    ", 'lot': 'L-9', 'supplier': 'Kaga', 'country': 'MX', 'origin_site': 'Juarez', 'firmware': [{'name': 'bmc',"       \
    " 'version': '1.0'}, {'name': 'bios', 'version': '2.0'}], 'identifiers': [{'kind': 'mac',"                         \
    " 'value': '00:11:22:33:44:55'}]"
#define BOARD STEP ", 'position': 'board', 'part_number': 'BRD', 'serial': 'B-X'"

static const char *a_tray(struct built *built, size_t index)
{
    const char *tray = line_serial(&built->line, "MORE", index);
    built_step(&built->line, "BENCH-1", "operation.started", tray, "010");
    return tray;
}

/* The board was in one tray, with all that its label says, and lies beside the next. */
static const char *board_taken_out(struct built *built)
{
    built_open(built);
    line_order(&built->line, "MORE", "T-1", 3, 5);
    const char *first = a_tray(built, 0);
    line_does(&built->line, "BENCH-1", "component.installed", BOARD ORIGIN, first, "010");
    line_does(&built->line, "BENCH-1", "component.removed", STEP ", 'position': 'board'", first, "010");
    built_step(&built->line, "BENCH-1", "operation.aborted", first, "010");
    return a_tray(built, 1);
}

static void finish(struct built *built, const char *tray)
{
    struct line *line = &built->line;
    line_does(line, "BENCH-1", "component.installed",
              STEP ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-77', 'country': 'JP'", tray, "010");
    line_does(line, "BENCH-1", "check.recorded", STEP ", 'check': 'seated', 'answer': 'yes'", tray, "010");
    built_step(line, "BENCH-1", "operation.completed", tray, "010");
    built_step(line, "TEST-1", "operation.started", tray, "020");
    line_does(line, "TEST-1", "measurement.recorded", STEP ", 'characteristic': 'input', 'value': 50", tray, "020");
    built_step(line, "TEST-1", "operation.completed", tray, "020");
}

static int64_t place(struct built *built, const char *selector)
{
    const struct change change = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    return said_entry(&built->line, said_must(&built->line, line_change(&built->line, &change,
                                                                        "{%s, 'reason': 'a notice'}", selector)))
        .journal_position;
}

static struct installation board_in(struct built *built, const char *tray)
{
    struct store *store = built->line.reader->store;
    struct units units;
    struct installation row;
    ck_assert_int_eq(find_units(store, tray, "T-1", built->line.arena, &units), NOTHING_WRONG);
    ck_assert_int_eq(find_occupant(store, units.list.items[0].unit_id, "board", built->line.arena, &row),
                     NOTHING_WRONG);
    ck_assert_int_eq(find_installation(store, row.installation_id, built->line.arena, &row), NOTHING_WRONG);
    return row;
}

static void claim_whole(const struct installation *row)
{
    ck_assert_str_eq(row->lot, "L-9");
    ck_assert_str_eq(row->supplier, "Kaga");
    ck_assert_str_eq(row->country, "MX");
    ck_assert_str_eq(row->origin_site, "Juarez");
    ck_assert_uint_eq(row->identifiers.count, 1);
    ck_assert_str_eq(row->identifiers.items[0].value, "00:11:22:33:44:55");
}

static const struct {
    const char *body;
    struct selector selector;
} HOLDS[] = {
    {"'lot': 'L-9'", SELECTOR(.lot = "L-9")},
    {"'supplier': 'Kaga'", SELECTOR(.supplier = "Kaga")},
    {"'country': 'MX'", SELECTOR(.country = "MX")},
    {"'firmware': 'bios', 'firmware_version': '2.0'", SELECTOR(.firmware = "bios", .firmware_version = "2.0")},
    {"'part_number': 'BRD', 'lot': 'L-9'", SELECTOR(.part_number = "BRD", .lot = "L-9")},
};

/* Which units are found, and how many holds lie that were placed afterwards. */
START_TEST(a_moved_part_is_found_where_it_is)
{
    struct built built;
    struct line *line = &built.line;
    const char *tray = board_taken_out(&built);
    struct contained before, after;
    bool stands;
    ck_assert_int_eq(contained_read(line->reader, &HOLDS[_i].selector, line->arena, &before), NOTHING_WRONG);
    ck_assert_uint_eq(before.held.units.count, 0);
    line_does(line, "BENCH-1", "component.installed", BOARD ", 'firmware': [{'name': 'bmc', 'version': '1.1'}]", tray,
              "010");
    ck_assert_int_eq(contained_stands(line->reader, &HOLDS[_i].selector, &before, &stands), NOTHING_WRONG);
    ck_assert(!stands);
    const struct installation row = board_in(&built, tray);
    claim_whole(&row);
    ck_assert_uint_eq(row.firmware.count, 2);
    ck_assert_str_eq(row.firmware.items[0].version, "1.1"); /* what was flashed since is what the scan says */
    ck_assert_str_eq(row.firmware.items[1].version, "2.0");
    finish(&built, tray);
    built_step(line, "BENCH-1", "operation.started", built.racks[1], "030");
    built_tray(line, built.racks[1], "tray-1", tray);
    ck_assert_int_eq(contained_read(line->reader, &HOLDS[_i].selector, line->arena, &after), NOTHING_WRONG);
    ck_assert_uint_eq(after.held.units.count, 2);

    struct hold_matches held;
    int64_t hold = place(&built, HOLDS[_i].body);
    ck_assert_int_eq(list_hold_matches(line->reader->store, hold, 0, 10, line->arena, &held), NOTHING_WRONG);
    ck_assert_uint_eq(held.list.count, 2);
    line_close(line);
}
END_TEST

START_TEST(the_shares_by_country_go_with_it)
{
    struct built built;
    struct line *line = &built.line;
    const struct as_built_query now = {.at = NULL};
    struct as_built_view view;
    const char *tray = board_taken_out(&built);
    line_does(line, "BENCH-1", "component.installed", BOARD, tray, "010");
    finish(&built, tray);
    built_step(line, "BENCH-1", "operation.started", built.racks[1], "030");
    built_tray(line, built.racks[1], "tray-1", tray);
    ck_assert_int_eq(line_view(line, view_as_built, built.racks[1], NULL, &now, &AS_BUILT_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    size_t mexican = 0;
    for (size_t i = 0; i < view.countries.count; i++)
        mexican += !strcmp(view.countries.items[i].country, "MX") && view.countries.items[i].components == 1;
    ck_assert_uint_eq(mexican, 1);
    line_close(line);
}
END_TEST

START_TEST(a_hold_that_lies_keeps_it_out)
{
    struct built built;
    const char *tray = board_taken_out(&built);
    place(&built, HOLDS[_i].body);
    struct said said = line_post(&built.line, "BENCH-1", "component.installed", BOARD, tray, "010");
    ck_assert_int_eq(said.fault, FAULT_REFUSED);
    ck_assert_uint_eq(said.reasons.count, 1);
    ck_assert_str_eq(said.reasons.items[0].code, "component-held");
    line_close(&built.line);
}
END_TEST

/* A move that was taken back was none: what is on record stays, and goes with the next. */
START_TEST(a_move_taken_back_takes_nothing_with_it)
{
    struct built built;
    const char *tray = board_taken_out(&built);
    struct entry moved =
        said_entry(&built.line, line_does(&built.line, "BENCH-1", "component.installed", BOARD, tray, "010"));
    char id[UUID_TEXT_SIZE];
    uuid_format(moved.id, id);
    line_does(&built.line, "BENCH-1", "event.corrected", "'event': '%s', 'operator': 'ann', 'reason': 'wrong tray'",
              id);
    const char *third = a_tray(&built, 2);
    struct said other = line_post(&built.line, "BENCH-1", "component.installed", BOARD ", 'lot': 'L-8'", third, "010");
    ck_assert_str_eq(other.reasons.items[0].code, "origin-other");
    line_does(&built.line, "BENCH-1", "component.installed", BOARD, third, "010");
    const struct installation row = board_in(&built, third);
    claim_whole(&row);
    line_close(&built.line);
}
END_TEST

/* Until now a journal kept what was scanned and no more: what was said before that is not lost to the next move. */
SQL_WRITE(AS_SCANNED, NULL,
          "UPDATE installation SET lot = NULL, country = NULL, firmware = NULL WHERE installation_id = $1");
START_TEST(what_an_old_move_lost_is_known_from_before_it)
{
    struct built built;
    const char *tray = board_taken_out(&built);
    line_does(&built.line, "BENCH-1", "component.installed", BOARD, tray, "010");
    int64_t old = board_in(&built, tray).installation_id;
    struct db *db = store_db(built.line.writer->store);
    const struct bind binds[] = {bind_integer(old)};
    ck_assert_int_eq(db_change(db, &AS_SCANNED, binds, 1), NOTHING_WRONG);
    line_does(&built.line, "BENCH-1", "component.removed", STEP ", 'position': 'board'", tray, "010");
    const char *third = a_tray(&built, 2);
    line_does(&built.line, "BENCH-1", "component.installed", BOARD, third, "010");
    const struct installation row = board_in(&built, third);
    claim_whole(&row);
    ck_assert_uint_eq(row.firmware.count, 2);
    line_close(&built.line);
}
END_TEST

SUITE_BEGIN(service_moved)
tcase_add_loop_test(tests, a_moved_part_is_found_where_it_is, 0, sizeof HOLDS / sizeof *HOLDS);
tcase_add_test(tests, the_shares_by_country_go_with_it);
tcase_add_loop_test(tests, a_hold_that_lies_keeps_it_out, 0, sizeof HOLDS / sizeof *HOLDS);
tcase_add_test(tests, a_move_taken_back_takes_nothing_with_it);
tcase_add_test(tests, what_an_old_move_lost_is_known_from_before_it);
SUITE_END
