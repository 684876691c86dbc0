#include "domain/retest.h"

#include "product_text.h"

/* A tray and a cable put in side by side, two tests one after the other, an audit after all of it. */
static const char LINES[] =
    "[{'positions': 'tray', 'name': 'Tray', 'part_number': 'T1', 'tracking': 'serial', 'operation': '020'},"
    " {'positions': 'cable', 'name': 'Cable', 'part_number': 'C1', 'tracking': 'lot', 'operation': '030'}]";
#define STEP(number, kind, minutes, more)                                                                              \
    "{'operation': '" number "', 'name': 'x', 'kind': '" kind "', 'station_type': 's', 'standard_min': " minutes more  \
    "}"
/* clang-format off */
static const char ROUTING[] =
    "[" STEP("060", "inspection", "5", ", 'after': ['050']")
    "," STEP("010", "assembly", "10", "")
    "," STEP("020", "assembly", "20", ", 'after': ['010']")
    "," STEP("030", "assembly", "30", ", 'after': ['010']")
    "," STEP("040", "test", "40", ", 'after': ['020'], 'invalidated_by': ['tray']")
    "," STEP("050", "test", "50", ", 'after': ['030', '040']") "]";
/* clang-format on */

struct way {
    const char *claim;
    int states[6]; /* in the routing's order: 060 010 020 030 040 050 */
    struct retest_position tray;
    const char *route; /* operation cause begins-ends */
    double total_min;
};

#define DONE OPERATION_PASSED
#define FELL OPERATION_INVALIDATED
enum { GIVEN_UP = -1 }; /* it fell, was begun again, and is open */
static const struct way WAYS[] = {
    {"a unit never begun runs all of it",
     {0, false},
     {0, false},
     "010 never_run 0-10; 020 never_run 10-30; 030 never_run 10-40; 040 never_run 30-70; 050 never_run 70-120; "
     "060 never_run 120-125; ",
     125},
    {"a completed one nothing", {DONE, DONE, DONE, DONE, DONE, DONE}, {0, false}, "", 0},
    {"what fell runs again and nothing else",
     {FELL, DONE, FELL, DONE, FELL, FELL},
     {0, false},
     "020 invalidated 0-20; 040 invalidated 20-60; 050 invalidated 60-110; 060 invalidated 110-115; ",
     115},
    {"that it fell is what makes it necessary also once it was begun and given up",
     {FELL, DONE, DONE, DONE, DONE, GIVEN_UP},
     {0, false},
     "050 invalidated 0-50; 060 invalidated 50-55; ",
     55},
    {"what failed, and what it kept from running",
     {0, DONE, DONE, DONE, DONE, OPERATION_FAILED},
     {0, false},
     "050 failed 0-50; 060 never_run 50-55; ",
     55},
    {"a passed operation in between hands the waiting on",
     {DONE, DONE, FELL, DONE, DONE, FELL},
     {0, false},
     "020 invalidated 0-20; 050 invalidated 20-70; ",
     70},
    {"a waived one too",
     {OPERATION_WAIVED, DONE, DONE, DONE, OPERATION_WAIVED, OPERATION_PAUSED},
     {0, false},
     "050 running 0-50; ",
     50},
    {"a unit in a position is waited for by what depends on it",
     {DONE, DONE, DONE, FELL, FELL, DONE},
     {.ready_min = 100},
     "030 invalidated 0-30; 040 invalidated 100-140; ",
     140},
    {"the operation that puts it in waits for it only where it is taken out",
     {FELL, DONE, DONE, FELL, FELL, FELL},
     {.ready_min = 100, .taken_out = true},
     "020 taken_out 100-120; 030 invalidated 0-30; 040 invalidated 120-160; 050 invalidated 160-210; "
     "060 invalidated 210-215; ",
     215},
    {"what is taken out lets all fall that depends on it, waivers too",
     {DONE, DONE, OPERATION_WAIVED, DONE, OPERATION_WAIVED, DONE},
     {.ready_min = 7, .taken_out = true},
     "020 taken_out 7-27; 040 taken_out 27-67; 050 taken_out 67-117; 060 taken_out 117-122; ",
     122},
};

START_TEST(the_route_is_the_shortest_and_legal)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product;
    ck_assert_int_eq(product_compile(make_definition(LINES, ROUTING, &reasons), &product, &reasons), NOTHING_WRONG);
    const struct way *way = &WAYS[_i];
    struct unit_operation operations[6];
    for (size_t i = 0; i < 6; i++)
        operations[i] = (struct unit_operation){
            .state = way->states[i] == GIVEN_UP ? OPERATION_OPEN : way->states[i],
            .invalidated_by = way->states[i] == GIVEN_UP || way->states[i] == FELL ? 7 : ABSENT_INTEGER,
        };
    const struct retest_position positions[] = {way->tray, {0, false}};
    struct retest_route route;
    ck_assert_int_eq(retest_route(&product, operations, positions, arena, &route), NOTHING_WRONG);
    const char *text = "";
    for (size_t i = 0; i < route.steps.count; i++) {
        const struct retest_step *step = &route.steps.items[i];
        text = arena_printf(arena, "%s%s %s %g-%g; ", text,
                            product.operations.items[step->operation].definition->operation,
                            name_of(&RETEST_CAUSE_NAMES, (int)step->cause), step->begins_min, step->ends_min);
    }
    ck_assert_msg(!strcmp(text, way->route), "%s: %s", way->claim, text);
    ck_assert_double_eq(route.total_min, way->total_min);
}
END_TEST

SUITE_BEGIN(domain_retest)
tcase_add_loop_test(tests, the_route_is_the_shortest_and_legal, 0, sizeof WAYS / sizeof *WAYS);
SUITE_END
