/* What a selector matches, and what is wrong with one. */
#include "domain/selector.h"
#include "suite.h"

static struct firmware firmware[] = {{"bios", "7"}, {"bmc", "1.2"}};

#define NEVER ABSENT_INTEGER
#define WINDOW(first, end) ((struct selector){.from = (first), .to = (end)})
#define WORK(first, last, ...) ((struct candidate){.began = (first), .ended = (last), .order = "O1", __VA_ARGS__})

/* A component that was installed at 100; a run from 100 to 200, one that goes on, and a unit by itself. */
#define CARD                                                                                                           \
    WORK(100, 100, .serial = "K-100", .part_number = "CARD", .lot = "L1", .supplier = "Foo", .country = "JP",          \
         .firmware = {firmware, 2}, .station = "A1", .tool = "T1", .operator = "ann")
#define RUN WORK(100, 200, .serial = "R1", .part_number = "RACK", .station = "A1", .operator = "ann")
#define OPEN_RUN WORK(100, NEVER, .serial = "R1", .part_number = "RACK", .station = "A1")
/* Posted at 100 for what was done from 20 to 40. */
#define LATE_RUN WORK(100, 100, .serial = "R1", .part_number = "RACK", .station = "A1", .happened = {true, 20, 40})
#define LATE_OPEN_RUN                                                                                                  \
    WORK(100, NEVER, .serial = "R1", .part_number = "RACK", .station = "A1", .happened = {true, 20, NEVER})
#define UNIT CANDIDATE(.order = "O1", .serial = "R1", .part_number = "RACK")

/* A tray of another order is in a rack: a part in it, work on it, and the tray itself. */
static const struct around in_tray[] = {{"O2", "T1", "TRAY"}, {"O1", "R1", "RACK"}};
static const struct around in_same[] = {{"O2", "X1", "TRAY"}, {"O1", "X1", "RACK"}};
#define PART CANDIDATE(.serial = "G1", .part_number = "GPU", .lot = "L1", .around = {in_tray, 2})
#define TRAY_RUN                                                                                                       \
    ((struct candidate){.began = 100,                                                                                  \
                        .ended = 200,                                                                                  \
                        .order = "O2",                                                                                 \
                        .serial = "T1",                                                                                \
                        .part_number = "TRAY",                                                                         \
                        .station = "A1",                                                                               \
                        .around = {in_tray + 1, 1}})
#define TRAY CANDIDATE(.order = "O2", .serial = "T1", .part_number = "TRAY", .around = {in_tray + 1, 1})

static const struct {
    const char *claim;
    struct selector selector;
    struct candidate candidate;
    bool matches;
} MATCHES[] = {
    {"nothing asked is everything", SELECTOR(.order = NULL), CARD, true},
    {"an order", SELECTOR(.order = "O1"), UNIT, true},
    {"another order", SELECTOR(.order = "O2"), UNIT, false},
    {"a serial", SELECTOR(.serial = "K-100"), CARD, true},
    {"the beginning of one is another", SELECTOR(.serial = "K-10"), CARD, false},
    {"a part number", SELECTOR(.part_number = "CARD"), CARD, true},
    {"both must agree", SELECTOR(.serial = "K-100", .part_number = "RACK"), CARD, false},
    {"a range has its first", SELECTOR(.serial_from = "K-100", .serial_to = "K-200"), CARD, true},
    {"and its last", SELECTOR(.serial_from = "K-000", .serial_to = "K-100"), CARD, true},
    {"and no more", SELECTOR(.serial_from = "K-000", .serial_to = "K-099"), CARD, false},
    {"one without an end goes on", SELECTOR(.serial_from = "K-100"), CARD, true},
    {"one without a beginning began before", SELECTOR(.serial_to = "K-099"), CARD, false},
    {"what has no serial is in no range", SELECTOR(.serial_to = "Z"), CANDIDATE(.lot = "L1"), false},
    {"a lot", SELECTOR(.lot = "L1"), CARD, true},
    {"in whichever capitals", SELECTOR(.lot = "l1"), CARD, true},
    {"and no other", SELECTOR(.lot = "l10"), CARD, false},
    {"a unit has none", SELECTOR(.lot = "L1"), UNIT, false},
    {"a supplier", SELECTOR(.supplier = "Foo"), CARD, true},
    {"capitals count", SELECTOR(.supplier = "foo"), CARD, false},
    {"a country", SELECTOR(.country = "JP"), CARD, true},
    {"firmware by name", SELECTOR(.firmware = "bmc"), CARD, true},
    {"firmware by version", SELECTOR(.firmware_version = "1.2"), CARD, true},
    {"name and version of one", SELECTOR(.firmware = "bmc", .firmware_version = "1.2"), CARD, true},
    {"not of two", SELECTOR(.firmware = "bios", .firmware_version = "1.2"), CARD, false},
    {"a unit has no firmware", SELECTOR(.firmware = "bmc"), UNIT, false},
    {"a station", SELECTOR(.station = "A1"), RUN, true},
    {"a unit was not at it by itself", SELECTOR(.station = "A1"), UNIT, false},
    {"a tool", SELECTOR(.tool = "T1"), CARD, true},
    {"work without one", SELECTOR(.tool = "T1"), RUN, false},
    {"an operator", SELECTOR(.operator = "ann"), RUN, true},
    {"a window has its beginning", WINDOW(100, NEVER), CARD, true},
    {"but not its end", WINDOW(50, 100), CARD, false},
    {"up to just before it", WINDOW(50, 101), CARD, true},
    {"it is enough to touch it", WINDOW(150, 160), RUN, true},
    {"what ended before does not", WINDOW(201, NEVER), RUN, false},
    {"what goes on does", WINDOW(201, NEVER), OPEN_RUN, true},
    {"unless it began later", WINDOW(NEVER, 100), OPEN_RUN, false},
    {"what was posted late was done then", WINDOW(10, 30), LATE_RUN, true},
    {"up to when it was over", WINDOW(40, 50), LATE_RUN, true},
    {"not after", WINDOW(41, 90), LATE_RUN, false},
    {"nor before", WINDOW(NEVER, 20), LATE_RUN, false},
    {"it is found where it was recorded too", WINDOW(90, 110), LATE_RUN, true},
    {"nor between the two, unless it goes on", WINDOW(50, 60), LATE_OPEN_RUN, true},
    {"a unit was not worked on by itself", WINDOW(0, 1000), UNIT, false},
    {"a lot in the order of a unit around", SELECTOR(.order = "O1", .lot = "L1"), PART, true},
    {"in the order of the innermost", SELECTOR(.order = "O2", .lot = "L1"), PART, true},
    {"not in another", SELECTOR(.order = "O3", .lot = "L1"), PART, false},
    {"a part number in it", SELECTOR(.order = "O1", .part_number = "GPU"), PART, true},
    {"a unit by its serial in it", SELECTOR(.order = "O1", .serial = "T1"), TRAY, true},
    {"by its part number", SELECTOR(.order = "O1", .part_number = "TRAY"), TRAY, true},
    {"work on it", SELECTOR(.order = "O1", .station = "A1"), TRAY_RUN, true},
    {"the order alone is the unit's own", SELECTOR(.order = "O1"), TRAY, false},
    {"a lot in a rack", SELECTOR(.serial = "R1", .lot = "L1"), PART, true},
    {"in a tray", SELECTOR(.serial = "T1", .lot = "L1"), PART, true},
    {"in another rack", SELECTOR(.serial = "R2", .lot = "L1"), PART, false},
    {"another lot in the rack", SELECTOR(.serial = "R1", .lot = "L2"), PART, false},
    {"a lot in racks of a range", SELECTOR(.serial_from = "R1", .serial_to = "R9", .lot = "L1"), PART, true},
    {"of another range", SELECTOR(.serial_from = "R2", .serial_to = "R9", .lot = "L1"), PART, false},
    {"the part number is that unit's", SELECTOR(.serial = "R1", .part_number = "RACK", .lot = "L1"), PART, true},
    {"another's in it", SELECTOR(.serial = "R1", .part_number = "TRAY", .lot = "L1"), PART, true},
    {"or the part's own", SELECTOR(.serial = "R1", .part_number = "GPU", .lot = "L1"), PART, true},
    {"and nobody else's", SELECTOR(.serial = "R1", .part_number = "SSD", .lot = "L1"), PART, false},
    {"a lot in whatever is of a part number", SELECTOR(.part_number = "RACK", .lot = "L1"), PART, true},
    {"of another", SELECTOR(.part_number = "NODE", .lot = "L1"), PART, false},
    {"a part number in a rack", SELECTOR(.serial = "R1", .part_number = "GPU"), PART, true},
    {"in racks of a range", SELECTOR(.part_number = "GPU", .serial_from = "R1", .serial_to = "R9"), PART, true},
    {"in another rack", SELECTOR(.serial = "R2", .part_number = "GPU"), PART, false},
    {"a range in a rack", SELECTOR(.serial = "R1", .serial_from = "G1", .serial_to = "G9"), PART, true},
    {"another range", SELECTOR(.serial = "R1", .serial_from = "G2", .serial_to = "G9"), PART, false},
    {"a range is met by one", SELECTOR(.serial_from = "R2", .serial_to = "R9", .part_number = "GPU"), PART, false},
    {"it is of that part number, or around such",
     SELECTOR(.part_number = "RACK", .serial_from = "G1", .serial_to = "G9"), PART, false},
    {"no part is in it by what is around", SELECTOR(.part_number = "GPU", .serial_from = "R1"), PART, false},
    {"one without an end is the part's own", SELECTOR(.part_number = "GPU", .serial_from = "G1"), PART, true},
    {"or that of units of the part number", SELECTOR(.part_number = "RACK", .serial_from = "R1", .lot = "L1"), PART,
     true},
    {"and not of what else is around", SELECTOR(.part_number = "RACK", .serial_from = "S1", .lot = "L1"), PART, false},
    {"what is around the serial is not asked for", SELECTOR(.serial = "T1", .part_number = "RACK", .lot = "L1"), PART,
     false},
    {"nor what is around a range", SELECTOR(.serial_from = "T1", .serial_to = "T9", .part_number = "RACK", .lot = "L1"),
     PART, false},
    {"of two of one serial the outer one is meant too", SELECTOR(.serial = "X1", .part_number = "RACK", .lot = "L1"),
     CANDIDATE(.lot = "L1", .around = {in_same, 2}), true},
    {"firmware in a rack is the part's own", SELECTOR(.serial = "R1", .firmware = "bmc"), PART, false},
    {"a part of an order in a rack of another", SELECTOR(.order = "O2", .serial = "R1", .part_number = "GPU"), PART,
     true},
    {"a unit of an order in a rack", SELECTOR(.order = "O2", .serial = "R1"), TRAY, true},
    {"no component is an order's by itself", SELECTOR(.order = "O2", .serial = "R1"), PART, false},
    {"what is all around is another's match", SELECTOR(.order = "O1", .serial = "R1", .part_number = "RACK"), TRAY,
     false},
    {"work on what is in whatever is of a part number", SELECTOR(.part_number = "RACK", .station = "A1"), TRAY_RUN,
     true},
    {"work in a rack", SELECTOR(.serial = "R1", .station = "A1"), TRAY_RUN, true},
    {"elsewhere", SELECTOR(.serial = "R1", .station = "A2"), TRAY_RUN, false},
    {"a serial alone is its own", SELECTOR(.serial = "R1"), PART, false},
    {"of a unit too", SELECTOR(.serial = "R1", .part_number = "RACK"), TRAY, false},
    {"a lot of an order in a rack", SELECTOR(.order = "O2", .serial = "R1", .lot = "L1"), PART, true},
};

START_TEST(a_selector_matches_what_agrees_in_every_member)
{
    ck_assert_msg(selector_matches(&MATCHES[_i].selector, &MATCHES[_i].candidate) == MATCHES[_i].matches, "%s",
                  MATCHES[_i].claim);
}
END_TEST

static const struct {
    struct selector selector;
    bool component, supply, work, order;
} SPEAKS[] = {
    {SELECTOR(.order = "O1"), false, false, false, true},
    {SELECTOR(.order = "O1", .serial = "R1"), true, false, false, false},
    {SELECTOR(.order = "O1", .station = "A1"), false, false, true, false},
    {SELECTOR(.order = "O2"), false, false, false, false},
    {SELECTOR(.part_number = "P"), true, false, false, false},
    {SELECTOR(.serial_to = "P"), true, false, false, false},
    {SELECTOR(.lot = "L"), true, true, false, false},
    {SELECTOR(.firmware_version = "1"), true, true, false, false},
    {SELECTOR(.tool = "T"), false, false, true, false},
    {WINDOW(0, NEVER), false, false, true, false},
    {WINDOW(NEVER, 0), false, false, true, false},
};

START_TEST(a_selector_speaks_of_what_it_states)
{
    const struct selector *selector = &SPEAKS[_i].selector;
    ck_assert_int_eq(selector_speaks_of_component(selector), SPEAKS[_i].component);
    ck_assert_int_eq(selector_speaks_of_supply(selector), SPEAKS[_i].supply);
    ck_assert_int_eq(selector_speaks_of_work(selector), SPEAKS[_i].work);
    ck_assert_int_eq(selector_is_order(selector, "O1"), SPEAKS[_i].order);
}
END_TEST

static const struct {
    struct selector selector;
    const char *pointer; /* NULL: nothing is wrong */
} CHECKS[] = {
    {SELECTOR(.order = NULL), ""},
    {WINDOW(NEVER, 1), NULL},
    {SELECTOR(.serial_from = "B", .serial_to = "A"), "/serial_to"},
    {SELECTOR(.country = "jp"), "/country"},
    {SELECTOR(.country = "ZZ"), "/country"},
    {SELECTOR(.country = "JPN"), "/country"},
    {SELECTOR(.serial_from = "A", .serial_to = "A"), NULL},
    {WINDOW(2, 2), "/to"},
    {WINDOW(1, 2), NULL},
};

START_TEST(a_selector_that_can_match_nothing_is_wrong)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    selector_check(&CHECKS[_i].selector, &reasons);
    ck_assert_uint_eq(reasons.found, CHECKS[_i].pointer ? 1 : 0);
    if (CHECKS[_i].pointer)
        ck_assert_str_eq(reasons.items[0].pointer, CHECKS[_i].pointer);
}
END_TEST

SUITE_BEGIN(selectors)
tcase_add_loop_test(tests, a_selector_matches_what_agrees_in_every_member, 0, sizeof MATCHES / sizeof *MATCHES);
tcase_add_loop_test(tests, a_selector_speaks_of_what_it_states, 0, sizeof SPEAKS / sizeof *SPEAKS);
tcase_add_loop_test(tests, a_selector_that_can_match_nothing_is_wrong, 0, sizeof CHECKS / sizeof *CHECKS);
SUITE_END
