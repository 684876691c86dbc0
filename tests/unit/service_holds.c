/* Whatever somebody does to a unit, a hold finds it: done before the hold was placed, by looking; done after, by
 * itself. Each kind of evidence by each member of a selector. */
#include "domain/entry_records.h"
#include "service/containment.h"
#include "service_built.h"
#include "store/find_hold.h"

#include <string.h>

#define GIVEN(name) static void name(struct built *built)
#define RACK built->racks[1]
#define DOES(station, type, ...) line_does(&built->line, station, type, __VA_ARGS__)

GIVEN(kitting_ready)
{
    built->racks[1] = line_serial(&built->line, "MORE", 0);
}
GIVEN(kitting_runs)
{
    kitting_ready(built);
    built_step(&built->line, "BENCH-1", "operation.started", RACK, "010");
}
GIVEN(kitting_stands_still)
{
    kitting_runs(built);
    built_step(&built->line, "BENCH-1", "operation.paused", RACK, "010");
}
GIVEN(kitting_done)
{
    kitting_runs(built);
    DOES("BENCH-1", "check.recorded", STEP ", 'check': 'pick-list', 'answer': 'complete'", RACK, "010");
}
GIVEN(power_ready)
{
    kitting_done(built);
    built_step(&built->line, "BENCH-1", "operation.completed", RACK, "010");
}
GIVEN(power_runs)
{
    power_ready(built);
    DOES("BENCH-1", "operation.started", STEP ", 'tool': 'TW-1'", RACK, "020");
}
GIVEN(supply_is_in)
{
    power_runs(built);
    DOES("BENCH-1", "component.installed", STEP ", 'position': 'supply', 'part_number': 'PSU', 'serial': 'PSU-X'", RACK,
         "020");
}
GIVEN(power_is_in)
{
    (void)built; /* as it is */
}
GIVEN(audit_runs)
{
    struct line *line = &built->line;
    built->racks[1] = built->racks[0];
    built_step(line, "TEST-1", "operation.started", RACK, "040");
    for (int i = 0; i < 2; i++)
        DOES("TEST-1", "measurement.recorded", STEP ", 'characteristic': 'drop', 'value': 1", RACK, "040");
    built_step(line, "TEST-1", "operation.completed", RACK, "040");
    DOES("BURN-1", "operation.started", STEP ", 'bay': 'B1'", RACK, "050");
    line_pass_min(line, 121);
    built_step(line, "BURN-1", "operation.completed", RACK, "050");
    built_step(line, "QA-1", "operation.started", RACK, "060");
    DOES("QA-1", "check.recorded", STEP ", 'check': 'cosmetics', 'answer': 'yes'", RACK, "060");
}

#define BOB(number) "'unit': '%s', 'operator': 'bob', 'operation': '" number "'"
static const struct act {
    const char *claim;
    void (*given)(struct built *built);
    const char *station, *type, *members;
    const char *tool; /* NULL: it is done with none */
    const char *part; /* the part number of what it puts in */
    bool goes_on;     /* into any time to come */
} ACTS[] = {
    {"a start", kitting_ready, "BENCH-1", "operation.started", BOB("010"), NULL, NULL, true},
    {"a start with a tool", power_ready, "BENCH-1", "operation.started", BOB("020") ", 'tool': 'TW-1'", "TW-1", NULL,
     true},
    {"a pause", kitting_runs, "BENCH-1", "operation.paused", BOB("010"), NULL, NULL, false},
    {"a resumption", kitting_stands_still, "BENCH-1", "operation.resumed", BOB("010"), NULL, NULL, false},
    {"an end", kitting_done, "BENCH-1", "operation.completed", BOB("010"), NULL, NULL, false},
    {"an end with a defect", kitting_done, "BENCH-1", "operation.completed", BOB("010") ", 'defect': 'DENT'", NULL,
     NULL, false},
    {"an abortion", power_runs, "BENCH-1", "operation.aborted", BOB("020") ", 'reason': 'wrong rack'", "TW-1", NULL,
     false},
    {"a part put in", power_runs, "BENCH-1", "component.installed",
     BOB("020") ", 'position': 'supply', 'part_number': 'PSU', 'serial': 'PSU-X'", "TW-1", "PSU", false},
    {"a part taken out", power_is_in, "BENCH-2", "component.removed", BOB("020") ", 'position': 'supply'", NULL, NULL,
     false},
    {"a measurement", supply_is_in, "BENCH-1", "measurement.recorded",
     BOB("020") ", 'characteristic': 'torque', 'position': 'supply', 'value': 9", "TW-1", NULL, false},
    {"an answer", kitting_runs, "BENCH-1", "check.recorded", BOB("010") ", 'check': 'pick-list', 'answer': 'short'",
     NULL, NULL, false},
    {"a signature", audit_runs, "QA-1", "unit.signed", BOB("060"), NULL, NULL, false},
    {"a defect reported", power_is_in, "BENCH-2", "defect.reported", BOB("020") ", 'code': 'DENT'", NULL, NULL, false},
};

/* What is asked, and whether the act answers to it. */
struct asked {
    struct selector selector;
    bool matches;
};
enum { ASKED = 14 };

static void ask(const struct built *built, const struct act *act, struct asked ret[static ASKED])
{
    int64_t now_us = built->line.now_us, minute = 60 * US_PER_SECOND;
    const char *order = act->given == power_is_in || act->given == audit_runs ? "RACKS" : "MORE";
    const struct asked asked[ASKED] = {
        {SELECTOR(.operator = "bob"), true},
        {SELECTOR(.operator = "old"), false},
        {SELECTOR(.operator = "bob", .station = act->station), true},
        {SELECTOR(.operator = "bob", .station = "DOCK-1"), false},
        {SELECTOR(.operator = "bob", .tool = "TW-1"), act->tool},
        {{.operator = "bob", .from = now_us - minute, .to = now_us + minute}, true},
        {{.operator = "bob", .from = ABSENT_INTEGER, .to = now_us - minute}, false},
        {{.operator = "bob", .from = now_us + minute, .to = ABSENT_INTEGER}, false},
        {SELECTOR(.operator = "bob", .order = order), true},
        {SELECTOR(.operator = "bob", .order = "TRAYS"), false},
        {SELECTOR(.operator = "bob", .part_number = "R-1"), true},
        {SELECTOR(.operator = "bob", .part_number = "PSU"), act->part},
        {SELECTOR(.operator = "bob", .serial_from = RACK, .serial_to = RACK), true},
        {SELECTOR(.operator = "bob", .lot = "L9"), false},
    };
    memcpy(ret, asked, sizeof asked);
}

static int64_t place(struct built *built, const struct selector *selector)
{
    BUFFER_OWNED struct buffer body = {0};
    const struct hold_placed data = {.selector = *selector, .reason = "a question"};
    const struct change change = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    json_write(&body, &HOLD_PLACED_RECORD, &data);
    struct said said = said_must(&built->line, line_change(&built->line, &change, "%s", buffer_view(&body)));
    return said_entry(&built->line, said).journal_position;
}

/* A hold on the part itself would keep it out (tests/unit/domain_rules_contained.c). */
static bool keeps_out(const struct act *act, const struct selector *selector)
{
    return act->part && selector->part_number && !strcmp(act->part, selector->part_number);
}

/* Whether a list has the rack, which must be all it has. */
static bool has_rack(struct built *built, const struct hold_matches *matches, const char *claim)
{
    struct unit unit;
    if (!matches->list.count)
        return false;
    ck_assert_msg(matches->list.count == 1, "%s: %zu units", claim, matches->list.count);
    ck_assert_int_eq(find_unit(built->line.reader->store, matches->list.items[0].unit_id, built->line.arena, &unit),
                     NOTHING_WRONG);
    ck_assert_msg(!strcmp(unit.serial, RACK), "%s: %s", claim, unit.serial);
    return true;
}

static bool is_found(struct built *built, const struct selector *selector, const char *claim)
{
    struct hold_matches matches;
    int64_t head;
    built->line.reader->now_us = built->line.now_us;
    ck_assert_int_eq(session_read_begin(built->line.reader, &head), NOTHING_WRONG);
    ck_assert_int_eq(containment_list(built->line.reader, selector, NULL, built->line.arena, &matches), NOTHING_WRONG);
    session_read_end(built->line.reader);
    return has_rack(built, &matches, claim);
}

static bool is_listed(struct built *built, int64_t hold, const char *claim)
{
    struct hold_matches matches;
    ck_assert_int_eq(list_hold_matches(built->line.reader->store, hold, 0, 10, built->line.arena, &matches),
                     NOTHING_WRONG);
    return has_rack(built, &matches, claim);
}

START_TEST(whatever_somebody_did_is_found_and_whatever_he_does_is_caught)
{
    const struct act *act = &ACTS[_i];
    struct built built;
    struct asked asked[ASKED];
    int64_t holds[ASKED];
    built_open(&built);
    line_order(&built.line, "MORE", "R-1", 1, 5);
    act->given(&built);
    line_pass_min(&built.line, 10);
    ask(&built, act, asked);
    for (size_t i = 0; i < ASKED; i++) {
        if (keeps_out(act, &asked[i].selector))
            continue;
        holds[i] = place(&built, &asked[i].selector);
        ck_assert_msg(!is_listed(&built, holds[i], act->claim), "%s: question %zu has an answer before", act->claim, i);
    }
    line_does(&built.line, act->station, act->type, act->members, built.racks[1]);
    for (size_t i = 0; i < ASKED; i++) {
        ck_assert_msg(is_found(&built, &asked[i].selector, act->claim) == asked[i].matches, "%s: question %zu %s",
                      act->claim, i, asked[i].matches ? "finds nothing" : "finds it");
        if (keeps_out(act, &asked[i].selector))
            continue;
        ck_assert_msg(is_listed(&built, holds[i], act->claim) == asked[i].matches, "%s: hold %zu %s", act->claim, i,
                      asked[i].matches ? "does not lie on it" : "lies on it");
    }
    line_close(&built.line);
}
END_TEST

/* What a station posts once it is back on the network is of the hour in which it was done too; but in training, where
 * `at` is of the world's clock. */
static void claim_late(const struct act *act, enum site_kind kind)
{
    struct built built;
    const bool counts = kind == SITE_PRODUCTION;
    built_open_of(&built, kind);
    line_order(&built.line, "MORE", "R-1", 1, 5);
    act->given(&built);
    line_pass_min(&built.line, 600);
    const int64_t now_us = built.line.now_us, minute = US_PER_MINUTE;
    const struct {
        int64_t from, to; /* minutes ago */
        bool matches;
    } WINDOWS[] = {
        {130, 110, counts}, {ABSENT_INTEGER, 110, counts},     {130, 119, counts},
        {150, 121, false},  {119, 60, counts && act->goes_on}, {1, -1, true},
    };
    enum { COUNT = sizeof WINDOWS / sizeof *WINDOWS };
    struct selector selectors[COUNT];
    int64_t holds[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        selectors[i] = SELECTOR(.operator = "bob", .station = act->station);
        selectors[i].from = WINDOWS[i].from == ABSENT_INTEGER ? ABSENT_INTEGER : now_us - WINDOWS[i].from * minute;
        selectors[i].to = now_us - WINDOWS[i].to * minute;
        holds[i] = place(&built, &selectors[i]);
    }
    built.line.late_us = 120 * minute;
    line_does(&built.line, act->station, act->type, act->members, built.racks[1]);
    for (size_t i = 0; i < COUNT; i++) {
        ck_assert_msg(is_found(&built, &selectors[i], act->claim) == WINDOWS[i].matches, "%s late: window %zu",
                      act->claim, i);
        ck_assert_msg(is_listed(&built, holds[i], act->claim) == WINDOWS[i].matches, "%s late: hold %zu", act->claim,
                      i);
    }
    line_close(&built.line);
}

START_TEST(what_is_posted_late_is_of_the_time_it_was_done)
{
    claim_late(&ACTS[_i], SITE_PRODUCTION);
    claim_late(&ACTS[_i], SITE_TRAINING);
}
END_TEST

/* What a hold does not stop goes on under it, and puts nothing on its list a second time. */
START_TEST(a_unit_is_listed_once)
{
    struct built built;
    built_open(&built);
    line_order(&built.line, "MORE", "R-1", 1, 5);
    kitting_ready(&built);
    int64_t hold = place(&built, &SELECTOR(.operator = "bob"));
    static const char *const DOES[] = {"operation.started", "operation.paused", "defect.reported", "operation.aborted"};
    for (size_t i = 0; i < sizeof DOES / sizeof *DOES; i++) {
        line_does(&built.line, "BENCH-1", DOES[i], BOB("010") "%s", built.racks[1], i == 2 ? ", 'code': 'DENT'" : "");
        ck_assert(is_listed(&built, hold, DOES[i]));
    }
    line_close(&built.line);
}
END_TEST

/* What fell with a part was done all the same; a slip that was taken back was not. */
START_TEST(what_fell_is_found_and_what_was_taken_back_is_not)
{
    struct built built;
    const struct selector bob = SELECTOR(.operator = "bob");
    built_open(&built);
    line_order(&built.line, "MORE", "R-1", 1, 5);
    kitting_runs(&built);
    struct said said = line_does(&built.line, "BENCH-1", "check.recorded",
                                 BOB("010") ", 'check': 'pick-list', 'answer': 'short'", built.racks[1]);
    char id[UUID_TEXT_SIZE];
    struct entry entry = said_entry(&built.line, said);
    uuid_format(entry.id, id);
    ck_assert(is_found(&built, &bob, "answered"));
    line_does(&built.line, "BENCH-1", "event.corrected", "'event': '%s', 'operator': 'bob', 'reason': 'wrong rack'",
              id);
    ck_assert(!is_found(&built, &bob, "taken back"));

    line_does(&built.line, "BENCH-1", "check.recorded", STEP ", 'check': 'pick-list', 'answer': 'complete'",
              built.racks[1], "010");
    built_step(&built.line, "BENCH-1", "operation.completed", built.racks[1], "010");
    line_does(&built.line, "BENCH-1", "operation.started", STEP ", 'tool': 'TW-1'", built.racks[1], "020");
    line_does(&built.line, "BENCH-1", "component.installed",
              STEP ", 'position': 'supply', 'part_number': 'PSU', 'serial': 'PSU-X'", built.racks[1], "020");
    line_does(&built.line, "BENCH-1", "measurement.recorded",
              BOB("020") ", 'characteristic': 'torque', 'position': 'supply', 'value': 9", built.racks[1]);
    line_does(&built.line, "BENCH-1", "component.removed", STEP ", 'position': 'supply'", built.racks[1], "020");
    ck_assert(is_found(&built, &bob, "fallen"));
    line_close(&built.line);
}
END_TEST

SUITE_BEGIN(service_holds)
tcase_add_loop_test(tests, whatever_somebody_did_is_found_and_whatever_he_does_is_caught, 0,
                    sizeof ACTS / sizeof *ACTS);
tcase_add_loop_test(tests, what_is_posted_late_is_of_the_time_it_was_done, 0, sizeof ACTS / sizeof *ACTS);
tcase_add_test(tests, a_unit_is_listed_once);
tcase_add_test(tests, what_fell_is_found_and_what_was_taken_back_is_not);
SUITE_END
