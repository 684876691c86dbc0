/* Taking parts out under a hold: the very part it is about, a unit that it lies on, and what quality decided on may
 * come out; nothing else may, and nothing may go in. What a hold found recorded is quality's alone to take back. */
#include "domain/selector.h"
#include "line.h"
#include "suite.h"

#include <string.h>

#define GIVEN(name) static void name(struct line *line)
#define REMOVED(...)                                                                                                   \
    ENTRY_COMPONENT_REMOVED, &(const struct component_removed)                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define SUPPLY REMOVED(SUBJECT("R1", "020", "ann"), .position = "supply-1")
#define CABLE REMOVED(SUBJECT("R1", "030", "ann"), .position = "cable", .removal = REMOVAL_SCRAP)
#define TRAY REMOVED(SUBJECT("R1", "020", "ann"), .position = "tray-1", .removal = REMOVAL_REUSE)
#define DRIVE REMOVED(SUBJECT("N1", "020", "ann"), .position = "drive", .removal = REMOVAL_REUSE)
#define START_TAKEN_BACK                                                                                               \
    ENTRY_EVENT_CORRECTED, &(const struct event_corrected)                                                             \
    {                                                                                                                  \
        .operator = "ann", .event = LINE_ID(1), .reason = "slip"                                                       \
    }
#define LATER (LINE_BEGAN + 1000 * US_PER_DAY)

static struct installation *occupant(struct line *line, const char *serial, const char *position)
{
    return line_occupant(line, line_unit(line, serial), position);
}

static void know(struct installation *part, const char *lot, const char *operator)
{
    part->lot = lot;
    part->operator = operator;
    part->installed = LINE_BEGAN;
}

GIVEN(a_rack)
{
    line_completed(line, "R1");
    know(occupant(line, "R1", "supply-1"), "L1", "bob");
    know(occupant(line, "R1", "cable"), "L2", "bob");
}
GIVEN(scrap)
{
    a_rack(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_node_in_a_rack)
{
    a_rack(line);
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    know(occupant(line, "N1", "drive"), "L3", "bob");
}

GIVEN(a_start)
{
    line_posted(line, ENTRY_OPERATION_STARTED, &(const struct operation_started){SUBJECT("R1", "010", "ann"), .tool = "w1"});
}
GIVEN(a_start_before_quality)
{
    a_start(line);
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
}

static void decided(struct line *line, const char *position, int disposition)
{
    a_rack(line);
    int64_t at =
        line_posted(line, ENTRY_DEFECT_REPORTED,
                    &(const struct defect_reported){SUBJECT("R1", "020", "ann"), .code = "dent", .position = position});
    if (disposition != DISPOSITION_ABSENT)
        line_dispose(line, at, disposition);
}
GIVEN(a_supply_to_repair)
{
    decided(line, "supply-1", DISPOSITION_REPAIR);
}
GIVEN(a_supply_to_scrap)
{
    decided(line, "supply-1", DISPOSITION_SCRAP);
}
GIVEN(a_supply_to_return)
{
    decided(line, "supply-1", DISPOSITION_RETURN);
}
GIVEN(a_supply_to_rework)
{
    decided(line, "supply-1", DISPOSITION_REWORK);
}
GIVEN(a_supply_nobody_decided_on)
{
    decided(line, "supply-1", DISPOSITION_ABSENT);
}
GIVEN(another_supply_to_repair)
{
    decided(line, "supply-2", DISPOSITION_REPAIR);
}
GIVEN(a_supply_to_repair_of_a_held_order)
{
    a_supply_to_repair(line);
    line->order_held[0] = true;
}
GIVEN(a_rack_of_a_held_order)
{
    a_rack(line);
    line->order_held[0] = true;
}
/* What was decided was about the one that was there before. */
GIVEN(a_supply_repaired_since)
{
    a_supply_to_repair(line);
    occupant(line, "R1", "supply-1")->installation_id = 1000;
}
GIVEN(a_node_with_a_drive_to_repair)
{
    a_node_in_a_rack(line);
    line_dispose(
        line,
        line_posted(line, ENTRY_DEFECT_REPORTED,
                    &(const struct defect_reported){SUBJECT("N1", "020", "ann"), .code = "dent", .position = "drive"}),
        DISPOSITION_REPAIR);
}

/* On which units the hold lies. */
enum { ON_UNIT = 1, ON_OUTER = 2, ON_OCCUPANT = 4 };

static const struct {
    const char *claim;
    struct selector hold;
    int lies;
    void (*given)(struct line *line);
    enum entry_kind when;
    const void *event;
    const char *then; /* the code that refuses; "": it comes out */
} TABLE[] = {
    {"a part comes out by its serial", SELECTOR(.serial = "R1-supply-1"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not the one beside it", SELECTOR(.serial = "R1-supply-2"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"by its part number", SELECTOR(.part_number = "PSU"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not another's", SELECTOR(.part_number = "CBL"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"by a range", SELECTOR(.serial_from = "R1-supply-1", .serial_to = "R1-supply-1"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not outside it", SELECTOR(.serial_from = "R1-supply-2"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"by its lot", SELECTOR(.lot = "L1"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not of another lot", SELECTOR(.lot = "L2"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"one known by its lot alone", SELECTOR(.lot = "L2"), ON_UNIT, a_rack, CABLE, ""},
    {"a lot that somebody put in", SELECTOR(.lot = "L1", .operator = "bob"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not what somebody else put in", SELECTOR(.lot = "L1", .operator = "eve"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"a lot that was put in at a station", SELECTOR(.lot = "L1", .station = "A2"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not at another", SELECTOR(.lot = "L1", .station = "C1"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"a lot with a tool", SELECTOR(.lot = "L1", .tool = "w1"), ON_UNIT, a_rack, SUPPLY, ""},
    {"not with another", SELECTOR(.lot = "L1", .tool = "w2"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"a lot in a window", {.lot = "L1", .from = LINE_BEGAN, .to = LATER}, ON_UNIT, a_rack, SUPPLY, ""},
    {"not before it", {.lot = "L1", .from = LATER, .to = ABSENT_INTEGER}, ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"a hold on work is about no part", SELECTOR(.operator = "bob"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"nor is one on the unit", SELECTOR(.serial = "R1"), ON_UNIT, a_rack, SUPPLY, "unit-held"},
    {"out of scrap too", SELECTOR(.lot = "L2"), ON_UNIT, scrap, CABLE, ""},
    {"but not the wrong part", SELECTOR(.lot = "L1"), ON_UNIT, scrap, CABLE, "unit-held"},

    /* units inside */
    {"a held unit comes out as a whole", SELECTOR(.lot = "L3"), ON_UNIT | ON_OCCUPANT, a_node_in_a_rack, TRAY, ""},
    {"whatever was done to it", SELECTOR(.operator = "bob"), ON_UNIT | ON_OCCUPANT, a_node_in_a_rack, TRAY, ""},
    {"not one that no hold lies on", SELECTOR(.lot = "L1"), ON_UNIT, a_node_in_a_rack, TRAY, "unit-held"},
    {"a part of a unit comes out where it is", SELECTOR(.lot = "L3"), ON_UNIT | ON_OUTER, a_node_in_a_rack, DRIVE, ""},
    {"another does not", SELECTOR(.lot = "L1"), ON_UNIT | ON_OUTER, a_node_in_a_rack, DRIVE, "unit-held unit-held"},
    {"nor while a hold lies around it", SELECTOR(.lot = "L1"), ON_OUTER, a_node_in_a_rack, DRIVE, "unit-held"},

    /* what quality decided */
    {"a part that is repaired", SELECTOR(.serial = "R1"), ON_UNIT, a_supply_to_repair, SUPPLY, ""},
    {"that is scrapped", SELECTOR(.serial = "R1"), ON_UNIT, a_supply_to_scrap, SUPPLY, ""},
    {"that goes back", SELECTOR(.serial = "R1"), ON_UNIT, a_supply_to_return, SUPPLY, ""},
    {"not one that stays", SELECTOR(.serial = "R1"), ON_UNIT, a_supply_to_rework, SUPPLY, "unit-held"},
    {"nor before it is decided", SELECTOR(.serial = "R1"), ON_UNIT, a_supply_nobody_decided_on, SUPPLY, "unit-held"},
    {"nor the one beside it", SELECTOR(.serial = "R1"), ON_UNIT, another_supply_to_repair, SUPPLY, "unit-held"},
    {"nor the one that took its place", SELECTOR(.serial = "R1"), ON_UNIT, a_supply_repaired_since, SUPPLY,
     "unit-held"},
    {"under a hold on its order as well", SELECTOR(.order = "racks"), ON_UNIT, a_supply_to_repair_of_a_held_order,
     SUPPLY, ""},
    {"which lets nothing else out", SELECTOR(.order = "racks"), ON_UNIT, a_rack_of_a_held_order, SUPPLY, "order-held"},
    {"in a unit inside, under all holds", SELECTOR(.serial = "R1"), ON_UNIT | ON_OUTER, a_node_with_a_drive_to_repair,
     DRIVE, ""},

    /* what was recorded before the hold was placed */
    {"at a station it is not taken back", SELECTOR(.serial = "R1"), ON_UNIT, a_start, START_TAKEN_BACK, "unit-held"},
    {"but by quality", SELECTOR(.serial = "R1"), ON_UNIT, a_start_before_quality, START_TAKEN_BACK, ""},
};

static void lie(struct snapshot *snapshot, const struct holds *holds, int on)
{
    if (on & ON_UNIT) {
        snapshot->unit_held = true;
        snapshot->lying = *holds;
    }
    if (on & ON_OUTER) {
        snapshot->outer.items[0].unit_held = true;
        snapshot->outer.items[0].lying = *holds;
    }
}

static enum fault ask(struct line *line, const struct holds *holds, int on, enum entry_kind kind, const void *event,
                      struct reasons *reasons)
{
    static const struct run WHERE = {.station = "A2", .tool = "w1"};
    struct snapshot snapshot;
    struct occupant_unit inside;
    struct decision decision = {.count = 0};
    line_snapshot(line, kind, event, reasons->arena, &snapshot);
    lie(&snapshot, holds, on);
    snapshot.occupant_run = &WHERE;
    if (on & ON_OCCUPANT) {
        inside = *snapshot.occupant_unit;
        inside.lying = *holds;
        snapshot.occupant_unit = &inside;
    }
    return EVENT_RULES[kind].rule(&snapshot, event, &decision, reasons);
}

static const char *codes(const struct reasons *reasons)
{
    const char *text = "";
    for (size_t i = 0; i < reasons->count; i++)
        text = arena_printf(reasons->arena, "%s%s%s", text, i ? " " : "", reasons->items[i].code);
    return text;
}

START_TEST(what_a_hold_is_about_comes_out)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct reasons reasons = {.arena = arena};
    struct hold hold = {.selector = TABLE[_i].hold, .hold = 7, .released = ABSENT_INTEGER};
    const struct holds holds = {.list = {&hold, 1}};
    TABLE[_i].given(line);
    enum fault fault = ask(line, &holds, TABLE[_i].lies, TABLE[_i].when, TABLE[_i].event, &reasons);
    ck_assert_msg(fault == (*TABLE[_i].then ? FAULT_REFUSED : NOTHING_WRONG) &&
                      !strcmp(codes(&reasons), TABLE[_i].then),
                  "%s: \"%s\", not \"%s\"", TABLE[_i].claim, codes(&reasons), TABLE[_i].then);
    line_free(line);
}
END_TEST

START_TEST(every_hold_must_be_about_it)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct reasons reasons = {.arena = arena};
    struct hold both[] = {{.selector = SELECTOR(.lot = "L1"), .hold = 7},
                          {.selector = SELECTOR(.serial = "R1"), .hold = 8}};
    a_rack(line);
    ck_assert_int_eq(ask(line, &(const struct holds){.list = {both, 2}}, ON_UNIT, SUPPLY, &reasons), FAULT_REFUSED);
    ck_assert_str_eq(codes(&reasons), "unit-held unit-held"); /* each is named */
    line_free(line);
}
END_TEST

START_TEST(nothing_goes_in_under_it)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct reasons reasons = {.arena = arena};
    struct hold hold = {.selector = SELECTOR(.lot = "L1"), .hold = 7};
    line_begun(line, "R1", "020", "A1", NULL);
    const struct component_installed installed = {SUBJECT("R1", "020", "ann"), .position = "supply-1",
                                                  .part_number = "PSU", .revision = "C", .serial = "new"};
    ck_assert_int_eq(
        ask(line, &(const struct holds){.list = {&hold, 1}}, ON_UNIT, ENTRY_COMPONENT_INSTALLED, &installed, &reasons),
        FAULT_REFUSED);
    ck_assert_str_eq(codes(&reasons), "unit-held");
    line_free(line);
}
END_TEST

/* Each hold on the unit, on its order and on what contains it is told once, by its number and with its reason. */
START_TEST(holds_are_named)
{
    static const char TOLD[] = "unit-held 7: hold 7 lies on unit N1: a notice\n"
                               "order-held 8: hold 8 lies on order nodes: a drawing\n"
                               "unit-held 9: hold 9 lies on unit R1, which contains it: a leak\n"
                               "order-held 10: hold 10 lies on order racks of what contains it: a letter\n";
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct reasons reasons = {.arena = arena};
    struct hold on_node[] = {{.selector = SELECTOR(.lot = "L1"), .hold = 7, .reason = "a notice"},
                             {.selector = SELECTOR(.order = "nodes"), .hold = 8, .reason = "a drawing"}};
    struct hold on_rack[] = {{.selector = SELECTOR(.serial = "R1"), .hold = 9, .reason = "a leak"},
                             {.selector = SELECTOR(.order = "racks"), .hold = 10, .reason = "a letter"}};
    const struct component_removed event = {SUBJECT("N1", "020", "ann"), .position = "drive"};
    const char *told = "";
    struct snapshot snapshot;
    struct decision decision = {.count = 0};
    a_node_in_a_rack(line);
    line_snapshot(line, ENTRY_COMPONENT_REMOVED, &event, arena, &snapshot);
    lie(&snapshot, &(const struct holds){.list = {on_node, 2}}, ON_UNIT);
    lie(&snapshot, &(const struct holds){.list = {on_rack, 2}}, ON_OUTER);
    snapshot.order_held = snapshot.outer.items[0].order_held = true;
    ck_assert_int_eq(EVENT_RULES[ENTRY_COMPONENT_REMOVED].rule(&snapshot, &event, &decision, &reasons), FAULT_REFUSED);
    for (size_t i = 0; i < reasons.count; i++)
        told = arena_printf(arena, "%s%s %lld: %s\n", told, reasons.items[i].code,
                            (long long)reasons.items[i].journal_position, reasons.items[i].detail);
    ck_assert_str_eq(told, TOLD);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_held)
tcase_add_loop_test(tests, what_a_hold_is_about_comes_out, 0, sizeof TABLE / sizeof *TABLE);
tcase_add_test(tests, every_hold_must_be_about_it);
tcase_add_test(tests, nothing_goes_in_under_it);
tcase_add_test(tests, holds_are_named);
SUITE_END
