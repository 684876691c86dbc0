/* A rack that matches a hold through two parts, of which one came out and quality says of the other that it never was
 * in: the rack was caught for the one that came out, whatever is taken back of the other. */
#include "domain/entry_records.h"
#include "service_built.h"
#include "store/find_hold.h"

#include <string.h>

enum part { SUPPLY, CABLE, PARTS };
static const char *const POSITIONS[PARTS] = {"supply", "cable"};
static const char *const MEMBERS[PARTS] = {"'position': 'supply', 'part_number': 'PSU', 'serial': 'PSU-X'",
                                           "'position': 'cable', 'part_number': 'CBL'"};

struct given {
    struct line line;
    const char *rack;
    char installed[PARTS][UUID_TEXT_SIZE], removed[PARTS][UUID_TEXT_SIZE];
    int64_t hold;
};

static void put_in(struct given *given, enum part part, const char *lot)
{
    struct said said = line_does(&given->line, "BENCH-1", "component.installed", STEP ", %s, 'lot': '%s'", given->rack,
                                 "020", MEMBERS[part], lot);
    uuid_format(said_entry(&given->line, said).id, given->installed[part]);
}

static void take_out(struct given *given, enum part part)
{
    struct said said = line_does(&given->line, "BENCH-1", "component.removed", STEP ", 'position': '%s'", given->rack,
                                 "020", POSITIONS[part]);
    uuid_format(said_entry(&given->line, said).id, given->removed[part]);
}

static void correct(struct given *given, const char *id)
{
    line_does(&given->line, NULL, "event.corrected", "'event': '%s', 'operator': 'ann', 'reason': 'a slip'", id);
}

static void hold_lot(struct given *given)
{
    const struct change change = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    struct said said =
        said_must(&given->line, line_change(&given->line, &change, "{'lot': 'L-9', 'reason': 'a notice'}"));
    given->hold = said_entry(&given->line, said).journal_position;
}

static bool is_held(struct given *given)
{
    struct units units;
    bool held;
    ck_assert_int_eq(find_units(given->line.reader->store, given->rack, NULL, given->line.arena, &units),
                     NOTHING_WRONG);
    ck_assert_int_eq(find_hold_lies_on(given->line.reader->store, given->hold, units.list.items[0].unit_id, &held),
                     NOTHING_WRONG);
    return held;
}

static const struct {
    const char *claim;
    const char *lots[PARTS];
    int out;             /* the part that is taken out */
    int voids;           /* whose installation is taken back */
    bool back;           /* and then that it was taken out, and its installation */
    bool held;
} TABLE[] = {
    {"the cable was in it", {"L-9", "L-9"}, CABLE, SUPPLY, false, true},
    {"the supply was in it", {"L-9", "L-9"}, SUPPLY, CABLE, false, true},
    {"what came out was of another lot", {"L-9", "L-8"}, CABLE, SUPPLY, false, false},
    {"nor was the one that came out ever in it", {"L-9", "L-9"}, CABLE, SUPPLY, true, false},
};

START_TEST(what_was_in_it_has_caught_it)
{
    struct given given;
    struct line *line = &given.line;
    line_open(line);
    line_order(line, "RACKS", "R-1", 1, 3);
    given.rack = line_serial(line, "RACKS", 0);
    built_step(line, "BENCH-1", "operation.started", given.rack, "010");
    line_does(line, "BENCH-1", "check.recorded", STEP ", 'check': 'pick-list', 'answer': 'complete'", given.rack,
              "010");
    built_step(line, "BENCH-1", "operation.completed", given.rack, "010");
    line_does(line, "BENCH-1", "operation.started", STEP ", 'tool': 'TW-1'", given.rack, "020");
    put_in(&given, SUPPLY, TABLE[_i].lots[SUPPLY]);
    put_in(&given, CABLE, TABLE[_i].lots[CABLE]);
    if (strcmp(TABLE[_i].lots[TABLE[_i].out], "L-9"))
        take_out(&given, TABLE[_i].out);
    hold_lot(&given);
    if (!strcmp(TABLE[_i].lots[TABLE[_i].out], "L-9"))
        take_out(&given, TABLE[_i].out);
    ck_assert_msg(is_held(&given), "%s: the hold has not caught the rack", TABLE[_i].claim);
    correct(&given, given.installed[TABLE[_i].voids]);
    if (TABLE[_i].back) {
        correct(&given, given.removed[TABLE[_i].out]);
        correct(&given, given.installed[TABLE[_i].out]);
    }
    ck_assert_msg(is_held(&given) == TABLE[_i].held, "%s: the hold %s", TABLE[_i].claim,
                  TABLE[_i].held ? "was lifted" : "lies on the rack still");
    line_close(line);
}
END_TEST

SUITE_BEGIN(service_caught)
tcase_add_loop_test(tests, what_was_in_it_has_caught_it, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
