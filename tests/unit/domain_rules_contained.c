/* What a hold that lies makes of what comes later: a matching part stays out, and a unit that is worked on so is held
 * with all that contain it. By every member of a selector, and by several. */
#include "domain/containment.h"
#include "line.h"
#include "suite.h"

#include <string.h>

#define GIVEN(name) static void name(struct line *line)
#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define STARTED(serial, number, ...)                                                                                   \
    EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT(serial, number, "ann"), __VA_ARGS__)
#define INSTALLED(...) EVENT(ENTRY_COMPONENT_INSTALLED, component_installed, __VA_ARGS__)
#define SUPPLY(...)                                                                                                    \
    INSTALLED(SUBJECT("R1", "020", "ann"), .position = "supply-1", .part_number = "PSU", .revision = "C",              \
              .serial = "p1", __VA_ARGS__)
#define TRAY INSTALLED(SUBJECT("R1", "020", "ann"), .position = "tray-1", .part_number = "TRAY", .serial = "T1")
#define TORQUE(...)                                                                                                    \
    EVENT(ENTRY_MEASUREMENT_RECORDED, measurement_recorded, SUBJECT("R1", "010", "bob"), .characteristic = "torque",   \
          .value = 10, __VA_ARGS__)
#define FRAME STARTED("R1", "010", .tool = "w1")
/* One time of the line, later than anything that a given takes. */
#define LATER (LINE_BEGAN + 1000 * US_PER_DAY)

static struct firmware OLD[] = {{"bmc", "1.0"}}, NEW[] = {{"bmc", "2.0"}};
#define FIRMWARE(list) .firmware = {.items = (list), .count = 1}

GIVEN(trays_running)
{
    line_begun(line, "R1", "020", "A1", NULL);
    line_completed(line, "T1");
}
GIVEN(trays_running_with_w1)
{
    trays_running(line);
    line_run(line, line_operation(line, "R1", "020")->run_id)->tool = "w1";
}
GIVEN(frame_running)
{
    line_begun(line, "R1", "010", "A1", NULL);
}
GIVEN(a_frame_running_for_an_hour)
{
    frame_running(line);
    line->now_us += US_PER_HOUR;
}
/* A supply was in another place, from where it is known. */
GIVEN(a_supply_known_from_before)
{
    trays_running(line);
    line_posted(line, SUPPLY(.lot = "L1", .supplier = "Kaga", .country = "JP", FIRMWARE(OLD)));
    line_posted(line, EVENT(ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"),
                            .position = "supply-1", .removal = REMOVAL_REUSE));
}
GIVEN(a_held_tray)
{
    trays_running(line);
    line->unit_held[line_unit(line, "T1")->unit_id - 1] = true;
}
/* A node in a rack, whose drive is to go in where it is. */
GIVEN(a_node_in_a_rack)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_order(line, "racks")->state = ORDER_COMPLETED;
    line_put_inside(line, "N1", "R1", "tray-1");
    line_posted(line, EVENT(ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("N1", "020", "ann"),
                            .position = "drive", .removal = REMOVAL_REUSE));
    line_at(line, "C1");
}

GIVEN(a_node_open_in_a_rack)
{
    a_node_in_a_rack(line);
    line_begun(line, "N1", "020", "C1", NULL);
}
#define DRIVE(...)                                                                                                     \
    INSTALLED(SUBJECT("N1", "020", "ann"), .position = "drive", .part_number = "SSD", .serial = "d9", __VA_ARGS__)

#define WINDOW(first, end, ...) ((struct selector){.from = (first), .to = (end), __VA_ARGS__})
#define EVER ABSENT_INTEGER
#define MINUTES(minutes) (LINE_BEGAN + (minutes) * US_PER_MINUTE)

static const struct {
    const char *claim;
    struct selector hold;
    void (*given)(struct line *line);
    enum entry_kind when;
    const void *event;
    const char *then; /* "": nothing; the code that refuses; or the units that are held, with where in them it was */
} TABLE[] = {
    /* parts that come */
    {"a serial stays out", SELECTOR(.serial = "p1"), trays_running, SUPPLY(), "component-held"},
    {"another may come", SELECTOR(.serial = "p2"), trays_running, SUPPLY(), ""},
    {"a part number stays out", SELECTOR(.part_number = "PSU"), trays_running, SUPPLY(), "component-held"},
    {"a range keeps what is in it", SELECTOR(.serial_from = "p0", .serial_to = "p1"), trays_running, SUPPLY(),
     "component-held"},
    {"and no more", SELECTOR(.serial_from = "p2", .serial_to = "p9"), trays_running, SUPPLY(), ""},
    {"one without an end goes on", SELECTOR(.serial_from = "p0"), trays_running, SUPPLY(), "component-held"},
    {"a lot stays out", SELECTOR(.lot = "L1"), trays_running, SUPPLY(.lot = "L1"), "component-held"},
    {"another lot may come", SELECTOR(.lot = "L1"), trays_running, SUPPLY(.lot = "L2"), ""},
    {"so may one that says none", SELECTOR(.lot = "L1"), trays_running, SUPPLY(), ""},
    {"unless it is known from before", SELECTOR(.lot = "L1"), a_supply_known_from_before, SUPPLY(), "component-held"},
    {"another label does not make it another part", SELECTOR(.serial = "p2"), a_supply_known_from_before,
     SUPPLY(.lot = "L2"), "origin-other"},
    {"a supplier's parts stay out", SELECTOR(.supplier = "Kaga"), trays_running, SUPPLY(.supplier = "Kaga"),
     "component-held"},
    {"those known from before too", SELECTOR(.supplier = "Kaga"), a_supply_known_from_before, SUPPLY(),
     "component-held"},
    {"a country's parts stay out", SELECTOR(.country = "JP"), trays_running, SUPPLY(.country = "JP"), "component-held"},
    {"those known from before as well", SELECTOR(.country = "JP"), a_supply_known_from_before, SUPPLY(),
     "component-held"},
    {"another country's may come", SELECTOR(.country = "JP"), trays_running, SUPPLY(.country = "TW"), ""},
    {"a firmware's version stays out", SELECTOR(.firmware = "bmc", .firmware_version = "1.0"), trays_running,
     SUPPLY(FIRMWARE(OLD)), "component-held"},
    {"a newer one may come", SELECTOR(.firmware = "bmc", .firmware_version = "1.0"), trays_running,
     SUPPLY(FIRMWARE(NEW)), ""},
    {"its last firmware is known from before", SELECTOR(.firmware_version = "1.0"), a_supply_known_from_before,
     SUPPLY(), "component-held"},
    {"until a scan says another", SELECTOR(.firmware_version = "1.0"), a_supply_known_from_before,
     SUPPLY(FIRMWARE(NEW)), ""},
    {"a unit stays out by its serial", SELECTOR(.serial = "T1"), trays_running, TRAY, "component-held"},
    {"and by its part number", SELECTOR(.part_number = "TRAY"), trays_running, TRAY, "component-held"},
    {"one that a hold lies on stays out", SELECTOR(.lot = "L1"), a_held_tray, TRAY, "component-held"},

    /* all members must agree */
    {"a lot of a supplier", SELECTOR(.lot = "L1", .supplier = "Kaga"), trays_running,
     SUPPLY(.lot = "L1", .supplier = "Kaga"), "component-held"},
    {"the lot of another supplier may come", SELECTOR(.lot = "L1", .supplier = "Kaga"), trays_running,
     SUPPLY(.lot = "L1", .supplier = "Hanbit"), ""},
    {"a part in an order", SELECTOR(.part_number = "PSU", .order = "racks"), trays_running, SUPPLY(), "component-held"},
    {"not in another order", SELECTOR(.part_number = "PSU", .order = "trays"), trays_running, SUPPLY(), ""},
    {"a part at a station", SELECTOR(.part_number = "PSU", .station = "A1"), trays_running, SUPPLY(), "component-held"},
    {"not at another station", SELECTOR(.part_number = "PSU", .station = "A2"), trays_running, SUPPLY(), ""},
    {"a part by somebody with a tool", SELECTOR(.part_number = "PSU", .operator = "ann", .tool = "w1"),
     trays_running_with_w1, SUPPLY(), "component-held"},
    {"not by somebody else", SELECTOR(.part_number = "PSU", .operator = "bob", .tool = "w1"), trays_running_with_w1,
     SUPPLY(), ""},
    {"a part from a time on", WINDOW(LINE_BEGAN, EVER, .part_number = "PSU"), trays_running, SUPPLY(),
     "component-held"},
    {"not before it", WINDOW(LATER, EVER, .part_number = "PSU"), trays_running, SUPPLY(), ""},

    /* what nobody says of a part that is named */
    {"a lot of a part is to be scanned", SELECTOR(.part_number = "PSU", .lot = "L1"), trays_running, SUPPLY(),
     "origin-missing"},
    {"another lot may come", SELECTOR(.part_number = "PSU", .lot = "L1"), trays_running, SUPPLY(.lot = "L2"), ""},
    {"the lot stays out", SELECTOR(.part_number = "PSU", .lot = "L1"), trays_running, SUPPLY(.lot = "L1"),
     "component-held"},
    {"what is known from before need not be said", SELECTOR(.part_number = "PSU", .lot = "L2"),
     a_supply_known_from_before, SUPPLY(), ""},
    {"of another part it need not", SELECTOR(.part_number = "SSD", .lot = "L1"), trays_running, SUPPLY(), ""},
    {"a supplier of serials in a range", SELECTOR(.serial_from = "p0", .serial_to = "p5", .supplier = "Kaga"),
     trays_running, SUPPLY(), "origin-missing"},
    {"not of others", SELECTOR(.serial_from = "p2", .serial_to = "p5", .supplier = "Kaga"), trays_running, SUPPLY(),
     ""},
    {"a country", SELECTOR(.part_number = "PSU", .country = "JP"), trays_running, SUPPLY(.lot = "L1"),
     "origin-missing"},
    {"firmware", SELECTOR(.part_number = "PSU", .firmware_version = "1.0"), trays_running, SUPPLY(), "origin-missing"},
    {"firmware of that name", SELECTOR(.part_number = "PSU", .firmware = "bios", .firmware_version = "1.0"),
     trays_running, SUPPLY(FIRMWARE(OLD)), "origin-missing"},
    {"whose version is said", SELECTOR(.part_number = "PSU", .firmware = "bmc", .firmware_version = "1.0"),
     trays_running, SUPPLY(FIRMWARE(NEW)), ""},
    {"where another member says no, the rest need not be said",
     SELECTOR(.part_number = "PSU", .lot = "L1", .supplier = "Kaga"), trays_running, SUPPLY(.lot = "L2"), ""},
    {"where no part is named, nothing need", SELECTOR(.lot = "L1", .supplier = "Kaga"), trays_running, SUPPLY(), ""},
    {"nor where the hold lies on a rack", SELECTOR(.serial = "R1", .lot = "L1"), trays_running, SUPPLY(), ""},
    {"in another order it need not", SELECTOR(.order = "trays", .part_number = "PSU", .lot = "L1"), trays_running,
     SUPPLY(), ""},
    {"nobody supplied what is built here", SELECTOR(.part_number = "TRAY", .supplier = "Kaga"), trays_running, TRAY,
     ""},

    /* what is named may be around: a node of its own order in a rack */
    {"a lot stays out of an order at any depth", SELECTOR(.order = "racks", .lot = "L1"), a_node_open_in_a_rack,
     DRIVE(.lot = "L1"), "component-held"},
    {"out of the innermost unit's as well", SELECTOR(.order = "nodes", .lot = "L1"), a_node_open_in_a_rack,
     DRIVE(.lot = "L1"), "component-held"},
    {"not of another", SELECTOR(.order = "trays", .lot = "L1"), a_node_open_in_a_rack, DRIVE(.lot = "L1"), ""},
    {"another lot may come into it", SELECTOR(.order = "racks", .lot = "L1"), a_node_open_in_a_rack, DRIVE(.lot = "L2"),
     ""},
    {"a lot stays out of a rack", SELECTOR(.serial = "R1", .lot = "L1"), a_node_open_in_a_rack, DRIVE(.lot = "L1"),
     "component-held"},
    {"of racks of a range", SELECTOR(.part_number = "RACK", .serial_from = "R1", .serial_to = "R3", .lot = "L1"),
     a_node_open_in_a_rack, DRIVE(.lot = "L1"), "component-held"},
    {"not of another rack", SELECTOR(.serial = "R2", .lot = "L1"), a_node_open_in_a_rack, DRIVE(.lot = "L1"), ""},
    {"a lot of a part stays out of a rack", SELECTOR(.serial = "R1", .part_number = "SSD", .lot = "L1"),
     a_node_open_in_a_rack, DRIVE(.lot = "L1"), "component-held"},
    {"which is to be scanned", SELECTOR(.serial = "R1", .part_number = "SSD", .lot = "L1"), a_node_open_in_a_rack,
     DRIVE(), "origin-missing"},
    {"not in another rack", SELECTOR(.serial = "R2", .part_number = "SSD", .lot = "L1"), a_node_open_in_a_rack, DRIVE(),
     ""},
    {"a part stays out of a rack", SELECTOR(.serial = "R1", .part_number = "SSD"), a_node_open_in_a_rack, DRIVE(),
     "component-held"},
    {"a range of them", SELECTOR(.serial = "R1", .serial_from = "d1", .serial_to = "d9"), a_node_open_in_a_rack,
     DRIVE(), "component-held"},
    {"a lot stays out of whatever is of a part number", SELECTOR(.part_number = "RACK", .lot = "L1"),
     a_node_open_in_a_rack, DRIVE(.lot = "L1"), "component-held"},
    {"which need not be scanned, for the part is not named", SELECTOR(.part_number = "RACK", .lot = "L1"),
     a_node_open_in_a_rack, DRIVE(), ""},
    {"work in whatever is of a part number holds it", SELECTOR(.part_number = "RACK", .station = "C1"),
     a_node_in_a_rack, STARTED("N1", "020"), "N1 R1:tray-1"},
    {"work in a rack holds it", SELECTOR(.serial = "R1", .station = "C1"), a_node_in_a_rack, STARTED("N1", "020"),
     "N1 R1:tray-1"},
    {"so does a part that comes by it, for it is not about the part", SELECTOR(.serial = "R1", .station = "C1"),
     a_node_open_in_a_rack, DRIVE(), "N1 R1:tray-1"},
    {"work in an order holds it", SELECTOR(.order = "racks", .operator = "ann"), a_node_in_a_rack, STARTED("N1", "020"),
     "N1 R1:tray-1"},

    /* work that is done */
    {"a station holds what starts at it", SELECTOR(.station = "A1"), NULL, FRAME, "R1"},
    {"not what starts at another", SELECTOR(.station = "A2"), NULL, FRAME, ""},
    {"a tool holds what starts with it", SELECTOR(.tool = "w1"), NULL, FRAME, "R1"},
    {"not with another", SELECTOR(.tool = "w2"), NULL, FRAME, ""},
    {"somebody holds what he starts", SELECTOR(.operator = "ann"), NULL, FRAME, "R1"},
    {"not what others start", SELECTOR(.operator = "bob"), NULL, FRAME, ""},
    {"a window holds what starts in it", WINDOW(LINE_BEGAN, LATER), NULL, FRAME, "R1"},
    {"what starts before it is not held yet", WINDOW(LATER, EVER), NULL, FRAME, ""},
    {"what went on into it is, by what is done in it later", WINDOW(MINUTES(20), MINUTES(40)),
     a_frame_running_for_an_hour, TORQUE(.tool = "w1"), "R1"},
    {"what began after it is not", WINDOW(EVER, LINE_BEGAN), a_frame_running_for_an_hour, TORQUE(.tool = "w1"), ""},
    {"what starts after it does not", WINDOW(EVER, LINE_BEGAN), NULL, FRAME, ""},
    {"all must agree of work too", SELECTOR(.station = "A1", .tool = "w1", .operator = "ann", .order = "racks"), NULL,
     FRAME, "R1"},
    {"or it is none", SELECTOR(.station = "A1", .tool = "w1", .operator = "ann", .order = "trays"), NULL, FRAME, ""},
    {"a unit of a part number at a station", SELECTOR(.part_number = "RACK", .station = "A1"), NULL, FRAME, "R1"},
    {"a measurement by somebody", SELECTOR(.operator = "bob"), frame_running, TORQUE(.tool = "w1"), "R1"},
    {"a measurement with a tool", SELECTOR(.tool = "w1"), frame_running, TORQUE(.tool = "w1"), "R1"},
    {"the run's tool is another's", SELECTOR(.tool = "meter"), frame_running, TORQUE(.tool = "w1"), ""},
    {"a part that somebody puts in is no less work", SELECTOR(.operator = "ann"), trays_running, SUPPLY(), "R1"},
    {"nor one put in at a station", SELECTOR(.station = "A1"), trays_running, SUPPLY(), "R1"},
    {"where nothing is said of work, none is held", SELECTOR(.lot = "L1"), frame_running, TORQUE(.tool = "w1"), ""},
    {"work inside a unit is work on what contains it", SELECTOR(.station = "C1"), a_node_in_a_rack,
     STARTED("N1", "020"), "N1 R1:tray-1"},
    {"by whom as well", SELECTOR(.operator = "ann"), a_node_in_a_rack, STARTED("N1", "020"), "N1 R1:tray-1"},
};

/* The run that it was done in, or begins; what is done in none names none. */
static bool names_run(const struct snapshot *snapshot, enum entry_kind kind, int64_t run)
{
    if (kind == ENTRY_COMPONENT_REMOVED || kind == ENTRY_DEFECT_REPORTED)
        return run == ABSENT_INTEGER;
    return run == (kind == ENTRY_OPERATION_STARTED ? snapshot->journal_position : snapshot->run->run_id);
}

/* The units that the decision holds. */
static const char *held_by(const struct snapshot *snapshot, const struct decision *decision, struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < decision->count; i++) {
        if (decision->entries[i].kind != ENTRY_HOLD_EXTENDED)
            continue;
        const struct hold_extended *extended = decision->entries[i].data;
        for (size_t j = 0; j < extended->units.count; j++) {
            const struct held *held = &extended->units.items[j];
            ck_assert_int_eq(held->hold, 7);
            ck_assert_int_eq(held->match, MATCH_WORK);
            ck_assert_msg(names_run(snapshot, decision->entries[0].kind, held->run), "caught by run %lld",
                          (long long)held->run);
            text = arena_printf(arena, "%s%s%s%s%s", text, j ? " " : "", held->unit, held->via ? ":" : "",
                                held->via ? held->via : "");
        }
    }
    return text;
}

START_TEST(what_comes_later_is_caught)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct hold hold = {.selector = TABLE[_i].hold, .hold = 7, .reason = "a notice", .released = ABSENT_INTEGER};
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    struct decision decision = {.count = 0};
    if (TABLE[_i].given)
        TABLE[_i].given(line);
    line_snapshot(line, TABLE[_i].when, TABLE[_i].event, arena, &snapshot);
    snapshot.holds.list.items = &hold;
    snapshot.holds.list.count = 1;
    enum fault fault = EVENT_RULES[TABLE[_i].when].rule(&snapshot, TABLE[_i].event, &decision, &reasons);
    ck_assert_msg(fault == NOTHING_WRONG || fault == FAULT_REFUSED, "%s: fault %d", TABLE[_i].claim, (int)fault);
    ck_assert_msg(reasons.count <= 1, "%s: %s", TABLE[_i].claim, reasons.count ? reasons.items[0].detail : "");
    const char *came = fault ? reasons.items[0].code : held_by(&snapshot, &decision, arena);
    ck_assert_msg(!strcmp(came, TABLE[_i].then), "%s: \"%s\", not \"%s\"", TABLE[_i].claim, came, TABLE[_i].then);
    line_free(line);
}
END_TEST

/* Out of which the units were released while the run went. */
enum { THE_UNIT = 1, AROUND_IT = 2 };
static const struct {
    const char *claim;
    struct selector hold;
    int lifted;
    void (*given)(struct line *line);
    enum entry_kind when;
    const void *event;
    const char *then; /* the units that are held */
} LIFTED[] = {
    {"a run that was known is not caught again", SELECTOR(.station = "A1"), THE_UNIT, frame_running,
     TORQUE(.tool = "w1"), ""},
    {"nor by who does more in it", SELECTOR(.operator = "ann"), THE_UNIT, frame_running, TORQUE(.tool = "w1"), ""},
    {"another catches", SELECTOR(.station = "A1"), THE_UNIT, NULL, STARTED("R1", "010", .tool = "w1"), "R1"},
    {"as does what is done in none", SELECTOR(.station = "A1"), THE_UNIT, frame_running,
     EVENT(ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", "010", "ann"), .code = "dent"), "R1"},
    {"of the unit alone", SELECTOR(.operator = "ann"), THE_UNIT, a_node_open_in_a_rack, DRIVE(), "R1:tray-1"},
    {"of the one around it alone", SELECTOR(.operator = "ann"), AROUND_IT, a_node_open_in_a_rack, DRIVE(), "N1"},
    {"of both", SELECTOR(.operator = "ann"), THE_UNIT | AROUND_IT, a_node_open_in_a_rack, DRIVE(), ""},
};

START_TEST(what_was_released_in_a_run_is_caught_by_another)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct hold hold = {.selector = LIFTED[_i].hold, .hold = 7, .reason = "a notice", .released = ABSENT_INTEGER};
    const struct holds one = {.list = {&hold, 1}};
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    struct decision decision = {.count = 0};
    if (LIFTED[_i].given)
        LIFTED[_i].given(line);
    line_snapshot(line, LIFTED[_i].when, LIFTED[_i].event, arena, &snapshot);
    snapshot.holds = one;
    if (LIFTED[_i].lifted & THE_UNIT)
        snapshot.lifted = one;
    for (size_t i = 0; LIFTED[_i].lifted & AROUND_IT && i < snapshot.outer.count; i++)
        snapshot.outer.items[i].lifted = one;
    enum fault fault = EVENT_RULES[LIFTED[_i].when].rule(&snapshot, LIFTED[_i].event, &decision, &reasons);
    ck_assert_msg(fault == NOTHING_WRONG, "%s: %s", LIFTED[_i].claim, reasons.count ? reasons.items[0].code : "");
    ck_assert_msg(!strcmp(held_by(&snapshot, &decision, arena), LIFTED[_i].then), "%s: \"%s\", not \"%s\"",
                  LIFTED[_i].claim, held_by(&snapshot, &decision, arena), LIFTED[_i].then);
    line_free(line);
}
END_TEST

/* What is inside a unit matches where it goes: the service looks for it (snapshot_holds.h). */
START_TEST(a_unit_stays_out_for_what_is_inside_it)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    struct hold hold = {.selector = SELECTOR(.order = "racks", .lot = "L1"), .hold = 7, .reason = "a notice"};
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    struct decision decision = {.count = 0};
    trays_running(line);
    const struct component_installed tray = {SUBJECT("R1", "020", "ann"), .position = "tray-1", .part_number = "TRAY",
                                             .serial = "T1"};
    line_snapshot(line, ENTRY_COMPONENT_INSTALLED, &tray, arena, &snapshot);
    snapshot.holds.list.items = snapshot.component_unit_matched.list.items = &hold;
    snapshot.holds.list.count = snapshot.component_unit_matched.list.count = 1;
    ck_assert_int_eq(EVENT_RULES[ENTRY_COMPONENT_INSTALLED].rule(&snapshot, &tray, &decision, &reasons), FAULT_REFUSED);
    ck_assert_uint_eq(reasons.count, 1);
    ck_assert_str_eq(reasons.items[0].code, "component-held");
    ck_assert_str_eq(reasons.items[0].detail, "hold 7 matches what is inside unit T1 once it is in unit R1: a notice");
    hold.selector = SELECTOR(.order = "racks", .part_number = "TRAY"); /* the tray itself too: said once */
    reasons = (struct reasons){.arena = arena};
    ck_assert_int_eq(EVENT_RULES[ENTRY_COMPONENT_INSTALLED].rule(&snapshot, &tray, &decision, &reasons), FAULT_REFUSED);
    ck_assert_uint_eq(reasons.count, 1);
    line_free(line);
}
END_TEST

/* --- units that an order makes --- */

static const struct {
    const char *claim;
    struct selector hold;
    const char *then;
} MADE[] = {
    {"by their order", SELECTOR(.order = "racks"), "R8 R9"},
    {"not by another", SELECTOR(.order = "trays"), ""},
    {"by their part number", SELECTOR(.part_number = "RACK"), "R8 R9"},
    {"by a serial", SELECTOR(.serial = "R9"), "R9"},
    {"by a range", SELECTOR(.serial_from = "R9"), "R9"},
    {"what is of work is of none yet", SELECTOR(.order = "racks", .station = "A1"), ""},
    {"what is of supply is of none", SELECTOR(.part_number = "RACK", .lot = "L1"), ""},
};

START_TEST(units_that_are_made_later_are_held)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    static const char *serials[] = {"R8", "R9"};
    struct hold hold = {.selector = MADE[_i].hold, .hold = 7, .released = ABSENT_INTEGER};
    const struct holds holds = {.list = {&hold, 1}};
    const struct order order = {.order = "racks", .part_number = "RACK"};
    const struct result_released released = {.serials = {serials, 2}};
    struct decision decision = {.count = 0};
    ck_assert_int_eq(decide_extended_to_new(&holds, &order, &released, &decision, arena), NOTHING_WRONG);
    const char *text = "";
    if (decision.count) {
        const struct hold_extended *extended = decision.entries[0].data;
        for (size_t i = 0; i < extended->units.count; i++)
            text = arena_printf(arena, "%s%s%s", text, i ? " " : "", extended->units.items[i].unit);
    }
    ck_assert_msg(!strcmp(text, MADE[_i].then), "%s: \"%s\"", MADE[_i].claim, text);
}
END_TEST

SUITE_BEGIN(domain_rules_contained)
tcase_add_loop_test(tests, what_comes_later_is_caught, 0, sizeof TABLE / sizeof *TABLE);
tcase_add_loop_test(tests, what_was_released_in_a_run_is_caught_by_another, 0, sizeof LIFTED / sizeof *LIFTED);
tcase_add_test(tests, a_unit_stays_out_for_what_is_inside_it);
tcase_add_loop_test(tests, units_that_are_made_later_are_held, 0, sizeof MADE / sizeof *MADE);
SUITE_END
