/* What is taken back leaves every table as if it had never been: the tables before an event and after its correction
 * are compared, row by row. */
#include "service_built.h"
#include "store/find.h"
#include "store/rebuild_tables.h"

#include <string.h>

#define RACK built->racks[0]
#define EVE "'unit': '%s', 'operation': '060', 'operator': 'eve'"

static void close_order_of(struct line *line, const char *order)
{
    const struct change change = {.command = close_order, .by = ROLE_PLANNER, .path = {order}, .record = &REASON_FREE_RECORD};
    said_must(line, line_change(line, &change, "{}"));
}

static void released(struct built *built)
{
    line_open(&built->line);
    line_order(&built->line, "TRAYS", "T-1", 2, 5);
    line_order(&built->line, "RACKS", "R-1", 1, 3);
    RACK = line_serial(&built->line, "RACKS", 0);
    for (size_t i = 0; i < 2; i++)
        built->trays[i] = line_serial(&built->line, "TRAYS", i);
}

/* A rack with two trays in it, up to where its leak test begins. */
static void put_together(struct built *built)
{
    struct line *line = &built->line;
    released(built);
    line_begin_rack(line, RACK, "PSU-A");
    built_step(line, "BENCH-1", "operation.started", RACK, "030");
    for (size_t i = 0; i < 2; i++) {
        line_build_tray(line, built->trays[i]);
        built_tray(line, RACK, i ? "tray-2" : "tray-1", built->trays[i]);
    }
    built_step(line, "BENCH-1", "operation.completed", RACK, "030");
}

static void leak_test_runs(struct built *built)
{
    put_together(built);
    built_step(&built->line, "TEST-1", "operation.started", RACK, "040");
}

static void measured(struct built *built)
{
    leak_test_runs(built);
    for (int i = 0; i < 2; i++)
        line_does(&built->line, "TEST-1", "measurement.recorded", STEP ", 'characteristic': 'drop', 'value': 1", RACK,
                  "040");
}

static void completed(struct built *built)
{
    struct line *line = &built->line;
    measured(built);
    built_step(line, "TEST-1", "operation.completed", RACK, "040");
    line_does(line, "BURN-1", "operation.started", STEP ", 'bay': 'B1'", RACK, "050");
    line_pass_min(line, 121);
    built_step(line, "BURN-1", "operation.completed", RACK, "050");
    line_does(line, "QA-1", "operation.started", EVE, RACK);
    line_does(line, "QA-1", "check.recorded", EVE ", 'check': 'cosmetics', 'answer': 'yes'", RACK);
    line_does(line, "QA-1", "unit.signed", "'unit': '%s', 'operation': '060', 'operator': 'ivy'", RACK);
    line_does(line, "QA-1", "operation.completed", EVE, RACK);
    built_step(line, "DOCK-1", "operation.started", RACK, "070");
    line_pass_min(line, 5);
    built_step(line, "DOCK-1", "operation.completed", RACK, "070");
    line_pass_min(line, 5);
}

static void over(struct built *built)
{
    completed(built);
    close_order_of(&built->line, "TRAYS");
    close_order_of(&built->line, "RACKS");
    line_pass_min(&built->line, 5);
}

/* It was opened once before, for another slip. */
static void over_and_opened_once(struct built *built)
{
    over(built);
    struct said said =
        line_does(&built->line, "BENCH-1", "component.removed", STEP ", 'position': 'cable'", RACK, "020");
    char id[UUID_TEXT_SIZE];
    uuid_format(said_entry(&built->line, said).id, id);
    line_pass_min(&built->line, 5);
    line_does(&built->line, "BENCH-1", "event.corrected", "'event': '%s', 'operator': 'ann', 'reason': 'a slip'", id);
    line_pass_min(&built->line, 5);
}

static int64_t completed_at(struct built *built, const char *serial)
{
    struct units found;
    ck_assert_int_eq(find_units(built->line.reader->store, serial, NULL, built->line.arena, &found), NOTHING_WRONG);
    return found.list.items[0].completed;
}

static struct order order_of_trays(struct built *built)
{
    struct order order;
    ck_assert_int_eq(find_order(built->line.reader->store, "TRAYS", built->line.arena, &order), NOTHING_WRONG);
    return order;
}

/* Its fan came out, it was completed anew, its order perhaps closed again, and all of that was taken back. */
static void do_again_in_vain(struct built *built, bool closes)
{
    static const struct {
        const char *station, *type, *members;
    } AGAIN[] = {
        {"BENCH-1", "component.removed", "'operation': '010', 'position': 'fan'"},
        {"BENCH-1", "operation.started", "'operation': '010'"},
        {"BENCH-1", "component.installed", "'operation': '010', 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-78'"},
        {"BENCH-1", "check.recorded", "'operation': '010', 'check': 'seated', 'answer': 'yes'"},
        {"BENCH-1", "operation.completed", "'operation': '010'"},
        {"TEST-1", "operation.started", "'operation': '020'"},
        {"TEST-1", "measurement.recorded", "'operation': '020', 'characteristic': 'input', 'value': 50"},
        {"TEST-1", "operation.completed", "'operation': '020'"},
    };
    enum { STEPS = sizeof AGAIN / sizeof *AGAIN };
    struct line *line = &built->line;
    char ids[STEPS][UUID_TEXT_SIZE];
    const int64_t first = completed_at(built, RACK);
    for (size_t i = 0; i < STEPS; i++) {
        line_pass_min(line, 1);
        struct said said = line_does(line, AGAIN[i].station, AGAIN[i].type, "'unit': '%s', 'operator': 'ann', %s", RACK,
                                     AGAIN[i].members);
        uuid_format(said_entry(line, said).id, ids[i]);
    }
    ck_assert_int_gt(completed_at(built, RACK), first);
    if (closes)
        close_order_of(line, "TRAYS");
    for (size_t i = STEPS; i > 0; i--)
        line_does(line, AGAIN[i - 1].station, "event.corrected",
                  "'event': '%s', 'operator': 'ann', 'reason': 'another tray'", ids[i - 1]);
    ck_assert_int_eq(completed_at(built, RACK), first);
    line_pass_min(line, 1);
}

static void a_tray_done_again_in_vain(struct built *built)
{
    released(built);
    RACK = built->trays[0];
    line_build_tray(&built->line, RACK);
    do_again_in_vain(built, false);
}

static const struct {
    const char *claim;
    void (*given)(struct built *built);
    const char *station, *type, *members;
    const char *differ; /* tables besides correction and unit_history, that keep what was voided, or where it is said */
} TABLE[] = {
    {"the first start of an order", released, "BENCH-1", "operation.started", "'operation': '010'",
     "build_order unit_operation unit_builder station_spell "}, /* its station was heard of */
    {"a start", put_together, "TEST-1", "operation.started", "'operation': '040'", "unit_operation "},
    {"a measurement", leak_test_runs, "TEST-1", "measurement.recorded",
     "'operation': '040', 'characteristic': 'drop', 'value': 1", "measurement "},
    {"a defect", leak_test_runs, "TEST-1", "defect.reported", "'operation': '040', 'code': 'DENT'", "nonconformance "},
    {"a defect on what is over", over, "TEST-1", "defect.reported", "'operation': '040', 'code': 'DENT'",
     "nonconformance "},
    {"an end", measured, "TEST-1", "operation.completed", "'operation': '040'", "run run_pause "},
    {"a failed end", measured, "TEST-1", "operation.completed", "'operation': '040', 'defect': 'DENT'",
     "run nonconformance run_pause "},
    {"a supply out of a rack in work", measured, "BENCH-1", "component.removed",
     "'operation': '020', 'position': 'supply'", ""},
    {"a supply out of a completed rack", completed, "BENCH-1", "component.removed",
     "'operation': '020', 'position': 'supply'", "build_order unit "},
    {"a supply out of a rack of a closed order", over, "BENCH-1", "component.removed",
     "'operation': '020', 'position': 'supply'", "build_order unit "},
    {"a tray out of it", over, "BENCH-1", "component.removed", "'operation': '030', 'position': 'tray-1'",
     "build_order unit "},
    {"a supply out a second time", over_and_opened_once, "BENCH-1", "component.removed",
     "'operation': '020', 'position': 'supply'", "build_order unit "},
    {"a fan out a second time", a_tray_done_again_in_vain, "BENCH-1", "component.removed",
     "'operation': '010', 'position': 'fan'", "unit "},
};

/* Which tables differ from a copy of before. */
static const char *differing(struct line *line, const char *before)
{
    BUFFER_OWNED struct buffer report = {0};
    struct reasons reasons = {.arena = line->arena};
    struct store *copy;
    const char *tables = "";
    ck_assert_int_eq(store_open(before, DB_WRITE, &copy, &reasons), NOTHING_WRONG);
    tables_compare(store_db(line->reader->store), store_db(copy), NULL, &report, &reasons);
    for (const char *at = buffer_view(&report); *at; at = strchr(at, '\n') + 1) {
        const char *name = arena_printf(line->arena, "%.*s ", (int)strcspn(at, ":"), at);
        bool kept = !strcmp(name, "correction ") || !strcmp(name, "unit_history ") ||
                    !strcmp(name, "unit_entry ");
        if (!kept && !strncmp(at + strcspn(at, ":"), ": differs", strlen(": differs")))
            tables = arena_printf(line->arena, "%s%s", tables, name);
    }
    store_close(copy);
    return tables;
}

struct ends {
    struct order racks, trays;
    struct units units[3];
};

static void see_ends(struct built *built, struct ends *ret)
{
    struct store *store = built->line.reader->store;
    struct arena *arena = built->line.arena;
    ck_assert_int_eq(find_order(store, "RACKS", arena, &ret->racks), NOTHING_WRONG);
    ck_assert_int_eq(find_order(store, "TRAYS", arena, &ret->trays), NOTHING_WRONG);
    const char *serials[] = {RACK, built->trays[0], built->trays[1]};
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(find_units(store, serials[i], NULL, arena, &ret->units[i]), NOTHING_WRONG);
}

static void claim_order(const struct order *is, const struct order *was, const char *claim)
{
    ck_assert_msg(is->state == was->state, "%s: order %s is %s, and was %s", claim, is->order,
                  name_of(&ORDER_STATE_NAMES, is->state), name_of(&ORDER_STATE_NAMES, was->state));
    ck_assert_int_eq(is->completed, was->completed);
    ck_assert_int_eq(is->closed, was->closed);
}

START_TEST(what_is_taken_back_never_was)
{
    struct built built;
    struct line *line = &built.line;
    struct ends before, after;
    TABLE[_i].given(&built);
    const char *copy = arena_printf(line->arena, "%s.before", line->path);
    const char *vacuum = arena_printf(line->arena, "VACUUM INTO '%s'", copy);
    ck_assert_int_eq(db_script(store_db(line->writer->store), vacuum), NOTHING_WRONG);
    see_ends(&built, &before);
    struct said said = line_does(line, TABLE[_i].station, TABLE[_i].type, "'unit': '%s', 'operator': 'ann', %s",
                                 built.racks[0], TABLE[_i].members);
    char id[UUID_TEXT_SIZE];
    uuid_format(said_entry(line, said).id, id);
    line_pass_min(line, 3);
    line_does(line, TABLE[_i].station, "event.corrected", "'event': '%s', 'operator': 'ann', 'reason': 'a slip'", id);
    const char *differ = differing(line, copy);
    ck_assert_msg(!strcmp(differ, TABLE[_i].differ), "%s: these differ: %s", TABLE[_i].claim, differ);
    see_ends(&built, &after);
    claim_order(&after.racks, &before.racks, TABLE[_i].claim);
    claim_order(&after.trays, &before.trays, TABLE[_i].claim);
    for (size_t i = 0; i < 3; i++) { /* all but where the journal says so: they were completed again */
        const struct unit *is = after.units[i].list.items, *was = before.units[i].list.items;
        ck_assert_msg(is->state == was->state, "%s: unit %s is %s", TABLE[_i].claim, is->serial,
                      name_of(&UNIT_STATE_NAMES, is->state));
        ck_assert_int_eq(is->completed, was->completed);
        ck_assert_int_eq(is->completed_last, was->completed_last);
        ck_assert_int_eq(is->started, was->started);
        ck_assert_int_eq(is->installed_in, was->installed_in);
    }
    line_close(line);
}
END_TEST

START_TEST(an_order_closed_twice_is_closed_since_it_first_was)
{
    struct built built;
    struct line *line = &built.line;
    released(&built);
    built.racks[0] = built.trays[0];
    line_build_tray(line, built.trays[0]);
    line_build_tray(line, built.trays[1]);
    line_pass_min(line, 5);
    if (_i)
        close_order_of(line, "TRAYS");
    const struct order before = order_of_trays(&built);
    do_again_in_vain(&built, true);
    const struct order after = order_of_trays(&built);
    claim_order(&after, &before, _i ? "closed twice" : "closed once it was done again alone");
    line_close(line);
}
END_TEST

SUITE_BEGIN(service_taken_back)
tcase_add_loop_test(tests, an_order_closed_twice_is_closed_since_it_first_was, 0, 2);
tcase_add_loop_test(tests, what_is_taken_back_never_was, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
