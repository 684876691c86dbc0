#include "domain/product_faults.h"
#include "product_text.h"

#define LINE(positions, more)                                                                                          \
    "{'positions': '" positions "', 'name': 'x', 'part_number': 'P1', 'tracking': 'serial', 'operation': '010'" more "}"
#define STEP(number, more)                                                                                             \
    "{'operation': '" number "', 'name': 'x', 'kind': 'assembly', 'station_type': 's', 'standard_min': 5" more "}"
#define KIND(number, kind, more)                                                                                       \
    "{'operation': '" number "', 'name': 'x', 'kind': '" kind "', 'station_type': 's', 'standard_min': 5" more "}"
#define LIST2(a, b) "[" a ", " b "]"
#define LIST3(a, b, c) "[" a ", " b ", " c "]"
#define LIST4(a, b, c, d) "[" a ", " b ", " c ", " d "]"
#define TRAYS "[" LINE("tray-{1..3}", "") "]"
#define ONE_STEP "[" STEP("010", "") "]"
#define MEASURES(list) "[" STEP("010", ", 'characteristics': [" list "]") "]"
#define ASKS(list) "[" STEP("010", ", 'checks': [" list "]") "]"
#define BURN_IN "'burn_in': {'hours': 24, 'power_w': 1, 'coolant_lpm': 0}"

/* Each definition has exactly this one fault: nothing that would only follow from it is reported. */
static const struct {
    const char *lines, *routing, *code, *pointer, *detail; /* detail: a part of it; NULL: any */
} FAULTY[] = {
    /* bill of materials */
    {"[" LINE("tray-{3..1}", "") "]", ONE_STEP, REASON_MALFORMED_RANGE, "/bill_of_materials/0/positions",
     "tray-{3..1}"},
    {"[" LINE("a", "") ", " LINE("tray-{1..", "") "]", "[" STEP("010", ", 'invalidated_by': ['tray-*']") "]",
     REASON_MALFORMED_RANGE, "/bill_of_materials/1/positions", NULL},
    {"[" LINE("a-{0001..4001}", "") "]", ONE_STEP, REASON_TOO_MANY_POSITIONS, "/bill_of_materials/0/positions", "4000"},
    {"[" LINE("a-{0001..4000}", "") ", " LINE("b", "") "]", ONE_STEP, REASON_TOO_MANY_POSITIONS,
     "/bill_of_materials/1/positions", NULL},
    {"[" LINE("tray-{1..3}", "") ", " LINE("tray-{3..5}", "") "]", ONE_STEP, REASON_DUPLICATE_POSITION,
     "/bill_of_materials/1/positions", "tray-3"},
    {"[" LINE("tray-3", "") ", " LINE("tray-{1..3}", "") "]", ONE_STEP, REASON_DUPLICATE_POSITION,
     "/bill_of_materials/1/positions", "tray-3"},
    {"[{'positions': 'a', 'name': 'x', 'part_number': 'P1', 'tracking': 'serial', 'operation': '999'}]", ONE_STEP,
     REASON_UNKNOWN_OPERATION, "/bill_of_materials/0/operation", "999"},
    {"[" LINE("a", ", 'alternates': [{'part_number': 'P2'}, {'part_number': 'P1'}]") "]", ONE_STEP,
     REASON_ALTERNATE_IS_MAIN, "/bill_of_materials/0/alternates/1", "P1"},
    {"[" LINE("a", ", 'revision': 'B', 'alternates': [{'part_number': 'P1', 'revision': 'B'}]") "]", ONE_STEP,
     REASON_ALTERNATE_IS_MAIN, "/bill_of_materials/0/alternates/0", NULL},
    {"[" LINE("a", ", 'alternates': [{'part_number': 'P2'}, {'part_number': 'P3'}, {'part_number': 'P2'}]") "]",
     ONE_STEP, REASON_DUPLICATE_ALTERNATE, "/bill_of_materials/0/alternates/2", "P2"},
    {"[" LINE("a", ", 'alternates': [{'part_number': 'N/A'}]") "]", ONE_STEP, REASON_PLACEHOLDER_PART,
     "/bill_of_materials/0/alternates/0/part_number", NULL},
    {"[{'positions': 'a', 'name': 'x', 'part_number': 'To Be Filled By O.E.M.', 'tracking': 'lot',"
     " 'operation': '010'}]",
     ONE_STEP, REASON_PLACEHOLDER_PART, "/bill_of_materials/0/part_number", NULL},
    {"[{'positions': 'a', 'name': 'x', 'part_number': 'P1', 'tracking': 'none', 'source': 'make',"
     " 'operation': '010'}]",
     ONE_STEP, REASON_UNTRACKED_MAKE, "/bill_of_materials/0/tracking", NULL},
    {"[{'positions': 'a', 'name': 'x', 'part_number': 'P1', 'tracking': 'lot', 'source': 'make',"
     " 'operation': '010'}]",
     ONE_STEP, REASON_UNTRACKED_MAKE, "/bill_of_materials/0/tracking", NULL},
    {"[" LINE("a", ", 'serial_pattern': 'A*B*'") "]", ONE_STEP, REASON_SERIAL_PATTERN,
     "/bill_of_materials/0/serial_pattern", "at most one *"},
    {"[{'positions': 'a', 'name': 'x', 'part_number': 'P1', 'tracking': 'lot', 'operation': '010',"
     " 'serial_pattern': '####'}]",
     ONE_STEP, REASON_PATTERN_UNTRACKED, "/bill_of_materials/0/serial_pattern", NULL},
    {"[" LINE("a", ", 'source': 'make', 'serial_pattern': '####'") "]", ONE_STEP, REASON_PATTERN_OF_MAKE,
     "/bill_of_materials/0/serial_pattern", NULL},
    {"[" LINE("a", ", 'u_height': 2") "]", ONE_STEP, REASON_HEIGHT_WITHOUT_U, "/bill_of_materials/0/u_height", NULL},
    {"[" LINE("a-{1..3}", ", 'u_position': 9") "]", ONE_STEP, REASON_U_OUTSIDE, "/bill_of_materials/0/u_position",
     "a-3"},
    {"[" LINE("a", ", 'u_position': 10, 'u_height': 2") "]", ONE_STEP, REASON_U_OUTSIDE,
     "/bill_of_materials/0/u_position", "U10"},
    {"[" LINE("a-{1..3}", ", 'u_position': 2") ", " LINE("b", ", 'u_position': 3, 'u_height': 1") "]", ONE_STEP,
     REASON_U_OVERLAP, "/bill_of_materials/1/u_position", "b stands at U3, where a-2 stands"},
    {"[" LINE("b", ", 'u_position': 1, 'u_height': 4") ", " LINE("a", ", 'u_position': 4") "]", ONE_STEP,
     REASON_U_OVERLAP, "/bill_of_materials/1/u_position", "U4"},

    /* routing */
    {TRAYS, "[" STEP("010", "") ", " STEP("010", "") "]", REASON_DUPLICATE_OPERATION, "/routing/1/operation",
     "/routing/0"},
    {TRAYS, "[" STEP("010", "") ", " STEP("020", ", 'after': ['010', '015']") "]", REASON_UNKNOWN_OPERATION,
     "/routing/1/after/1", "015"},
    {TRAYS, "[" STEP("010", "") ", " STEP("020", ", 'after': ['010', '010']") "]", REASON_DUPLICATE_PREDECESSOR,
     "/routing/1/after/1", NULL},
    {TRAYS, "[" STEP("010", ", 'after': ['010']") "]", REASON_CYCLE, "/routing/0/after/0", "010 -> 010"},
    {TRAYS,
     LIST4(STEP("010", ""), STEP("020", ", 'after': ['010', '040']"), STEP("030", ", 'after': ['020']"),
           STEP("040", ", 'after': ['030']")),
     REASON_CYCLE, "/routing/2/after/0", "020 -> 030 -> 040 -> 020"},
    {TRAYS,
     LIST4(STEP("010", ""), KIND("020", "test", ", 'after': ['010', '030']"), STEP("030", ", 'after': ['020']"),
           KIND("900", "shipping", ", 'after': ['030']")),
     REASON_CYCLE, "/routing/2/after/0", "020 -> 030 -> 020"},
    {TRAYS,
     LIST3(STEP("010", ""), KIND("900", "shipping", ", 'after': ['010']"),
           KIND("910", "shipping", ", 'after': ['900']")),
     REASON_SEVERAL_SHIPPING, "/routing/2/kind", "900"},
    {TRAYS, LIST4(STEP("010", ""), STEP("020", ""), STEP("030", ""), KIND("900", "shipping", ", 'after': ['020']")),
     REASON_SHIPPING_NOT_LAST, "/routing/3/after", "010, 030"},
    {TRAYS, "[" KIND("900", "shipping", "") ", " STEP("010", ", 'after': ['900']") "]", REASON_SHIPPING_NOT_LAST,
     "/routing/0/after", "010"},

    /* operations */
    {TRAYS, "[" STEP("010", ", 'minimum_min': 6") "]", REASON_MINUTES_REVERSED, "/routing/0/minimum_min", "6"},
    {TRAYS, "[" STEP("010", "") ", " KIND("020", "burn_in", "") "]", REASON_BURN_IN_MISSING, "/routing/1/burn_in",
     NULL},
    {TRAYS, "[" STEP("010", ", " BURN_IN) "]", REASON_BURN_IN_UNEXPECTED, "/routing/0/burn_in", NULL},
    {TRAYS,
     "[" STEP("010", "") ", " KIND("020", "burn_in", ", 'burn_in': {'hours': 0, 'power_w': 1, 'coolant_lpm': 0}") "]",
     REASON_BURN_IN_HOURS, "/routing/1/burn_in/hours", NULL},
    {TRAYS, "[" STEP("010", ", 'invalidated_by': ['tray-*', 'try-*']") "]", REASON_PATTERN_MATCHES_NOTHING,
     "/routing/0/invalidated_by/1", "try-*"},
    {TRAYS, "[" STEP("010", ", 'invalidated_by': ['tray-*', '!tray-*/gpu', '!rack-*/gpu']") "]",
     REASON_PATTERN_MATCHES_NOTHING, "/routing/0/invalidated_by/2", "rack-*"},
    {TRAYS, "[" STEP("010", ", 'defect_limits': [{'defect': 'd', 'limit': 2}, {'limit': 2}]") "]",
     REASON_DEFECT_LIMIT, "/routing/0/defect_limits/1", NULL},
    {TRAYS, "[" STEP("010", ", 'defect_limits': [{'defect': 'd', 'family': 'f', 'limit': 2}]") "]",
     REASON_DEFECT_LIMIT, "/routing/0/defect_limits/0", NULL},
    {TRAYS, "[" STEP("010", ", 'defect_limits': [{'defect': 'd', 'limit': 2}, {'defect': 'd', 'limit': 3}]") "]",
     REASON_DUPLICATE_DEFECT_LIMIT, "/routing/0/defect_limits/1", "\"d\" has a limit already, at 0"},
    {TRAYS, "[" STEP("010", ", 'defect_limits': [{'family': 'f', 'limit': 2}, {'family': 'f', 'limit': 3}]") "]",
     REASON_DUPLICATE_DEFECT_LIMIT, "/routing/0/defect_limits/1", "\"f\" has a limit already"},
    {TRAYS, MEASURES("{'name': 'v'}"), REASON_NO_LIMITS, "/routing/0/characteristics/0", NULL},
    {TRAYS, MEASURES("{'name': 'u', 'upper': 1}, {'name': 'v', 'lower': 12, 'upper': 8}"), REASON_LIMITS_REVERSED,
     "/routing/0/characteristics/1/lower", "12"},
    {TRAYS, MEASURES("{'name': 'v', 'upper': 1}, {'name': 'v', 'lower': 1}"), REASON_DUPLICATE_CHARACTERISTIC,
     "/routing/0/characteristics/1/name", "v"},
    {TRAYS, MEASURES("{'name': 'v', 'upper': 1, 'positions': 'tray-4'}"), REASON_PATTERN_MATCHES_NOTHING,
     "/routing/0/characteristics/0/positions", "tray-4"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?'}, {'name': 'w', 'question': '?'}, {'name': 'v', 'question': '?'}"),
     REASON_DUPLICATE_CHECK, "/routing/0/checks/2/name", "v"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'answers': ['a', 'b', 'a'], 'accepted': ['a']}"),
     REASON_DUPLICATE_ANSWER, "/routing/0/checks/0/answers/2", "a"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'answers': ['a', 'b'], 'accepted': ['b', 'b']}"),
     REASON_DUPLICATE_ANSWER, "/routing/0/checks/0/accepted/1", "b"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'answers': ['a', 'b'], 'accepted': ['a', 'c']}"),
     REASON_ANSWER_NOT_OFFERED, "/routing/0/checks/0/accepted/1", "c"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'accepted': ['maybe']}"), REASON_ANSWER_NOT_OFFERED,
     "/routing/0/checks/0/accepted/0", "maybe"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'answers': ['a', 'b']}"), REASON_ANSWER_NOT_OFFERED,
     "/routing/0/checks/0/accepted", "yes"},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'positions': 'x*'}"), REASON_PATTERN_MATCHES_NOTHING,
     "/routing/0/checks/0/positions", NULL},
};

static void assert_only(const struct reasons *reasons, const char *code, const char *pointer)
{
    ck_assert_msg(reasons->found == 1, "expected %s at %s alone, found:%s", code, pointer, reasons_text(reasons));
    ck_assert_str_eq(reasons->items[0].code, code);
    ck_assert_str_eq(reasons->items[0].pointer, pointer);
}

START_TEST(each_fault_is_reported_where_it_is_and_alone)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = {.operations = {.count = 77}};
    const struct product_definition *definition = make_definition(FAULTY[_i].lines, FAULTY[_i].routing, &reasons);
    ck_assert_int_eq(product_compile(definition, &product, &reasons), FAULT_INVALID);
    assert_only(&reasons, FAULTY[_i].code, FAULTY[_i].pointer);
    if (FAULTY[_i].detail)
        ck_assert_msg(strstr(reasons.items[0].detail, FAULTY[_i].detail) != NULL, "%s", reasons.items[0].detail);
    ck_assert_uint_eq(product.operations.count, 77);
}
END_TEST

/* What is no fault, although it is close to one. */
static const struct {
    const char *lines, *routing;
} SOUND[] = {
    {"[]", ONE_STEP},
    {"[" LINE("a-{0001..4000}", "") "]", ONE_STEP},
    {"[" LINE("a", ", 'u_position': 10") ", " LINE("b", ", 'u_position': 1, 'u_height': 9") "]", ONE_STEP},
    {"[" LINE("a", ", 'revision': 'B', 'alternates': [{'part_number': 'P1', 'revision': 'C'},"
                   " {'part_number': 'P2', 'revision': 'A'}, {'part_number': 'P2', 'revision': 'B'}]") "]",
     ONE_STEP},
    {TRAYS, "[" STEP("010", "") ", " STEP("020", "") ", " KIND("900", "shipping", ", 'after': ['020', '010']") "]"},
    {TRAYS, "[" STEP("010", ", 'minimum_min': 5") "]"},
    {TRAYS, "[" STEP("010", ", 'defect_limits': [{'defect': 'd', 'limit': 1}, {'family': 'd', 'limit': 2}]") "]"},
    {TRAYS, MEASURES("{'name': 'v', 'lower': 1, 'upper': 1}, {'name': 'w', 'lower': -1, 'positions': '*'}")},
    {TRAYS, ASKS("{'name': 'v', 'question': '?', 'answers': ['yes', 'never']}, {'name': 'w', 'question': '?',"
                 " 'accepted': ['no']}")},
    {TRAYS, LIST2(STEP("010", ", 'characteristics': [{'name': 'v', 'upper': 1}],"
                              " 'checks': [{'name': 'v', 'question': '?'}]"),
                  STEP("020", ", 'characteristics': [{'name': 'v', 'upper': 1}]"))},
};

START_TEST(what_is_only_close_to_a_fault_is_taken)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product;
    const struct product_definition *definition = make_definition(SOUND[_i].lines, SOUND[_i].routing, &reasons);
    enum fault fault = product_compile(definition, &product, &reasons);
    ck_assert_msg(!fault && !reasons.found, "%s", reasons_text(&reasons));
}
END_TEST

/* Faults of the heading, and those that JSON cannot express: a sound definition is spoilt in one place. */
static void spoil_part_number(struct product_definition *definition)
{
    definition->part_number = "0000";
}
static void spoil_serial_format(struct product_definition *definition)
{
    definition->serial_format = "S{seq}";
}
static void spoil_rack_units(struct product_definition *definition)
{
    definition->rack_units = ABSENT_INTEGER;
    definition->bill_of_materials.items[0].u_position = 1;
}
static void spoil_routing(struct product_definition *definition)
{
    definition->bill_of_materials.count = 0;
    definition->routing.count = 0;
}
static void spoil_line_operation(struct product_definition *definition)
{
    definition->bill_of_materials.items[0].operation = NULL;
}
static const struct {
    void (*spoil)(struct product_definition *definition);
    const char *code, *pointer;
} SPOILT[] = {
    {spoil_part_number, REASON_PLACEHOLDER_PART, "/part_number"},
    {spoil_serial_format, REASON_SERIAL_FORMAT, "/serial_format"},
    {spoil_rack_units, REASON_U_WITHOUT_RACK, "/bill_of_materials/0/u_position"},
    {spoil_routing, REASON_EMPTY_ROUTING, "/routing"},
    {spoil_line_operation, REASON_POSITION_NOT_FILLED, "/bill_of_materials/0/operation"},
};

START_TEST(a_sound_definition_spoilt_in_one_place_has_that_fault)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product;
    struct product_definition *definition =
        make_definition(TRAYS,
                        LIST2(STEP("010", ", 'characteristics': [{'name': 'v', 'lower': 1, 'upper': 2}]"),
                              KIND("020", "burn_in", ", " BURN_IN)),
                        &reasons);
    ck_assert_int_eq(product_compile(definition, &product, &reasons), NOTHING_WRONG);
    SPOILT[_i].spoil(definition);
    ck_assert_int_eq(product_compile(definition, &product, &reasons), FAULT_INVALID);
    assert_only(&reasons, SPOILT[_i].code, SPOILT[_i].pointer);
}
END_TEST

START_TEST(all_faults_of_a_definition_are_reported_at_once)
{
    static const struct {
        const char *code, *pointer;
    } EXPECTED[] = {
        {REASON_CYCLE, "/routing/1/after/0"},
        {REASON_UNKNOWN_OPERATION, "/routing/1/after/1"},
        {REASON_DUPLICATE_OPERATION, "/routing/2/operation"},
        {REASON_UNKNOWN_OPERATION, "/bill_of_materials/0/operation"},
        {REASON_DUPLICATE_POSITION, "/bill_of_materials/1/positions"},
        {REASON_U_OVERLAP, "/bill_of_materials/1/u_position"},
        {REASON_UNTRACKED_MAKE, "/bill_of_materials/1/tracking"},
        {REASON_PATTERN_MATCHES_NOTHING, "/routing/0/invalidated_by/0"},
        {REASON_LIMITS_REVERSED, "/routing/2/characteristics/0/lower"},
        {REASON_BURN_IN_MISSING, "/routing/1/burn_in"},
    };
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product;
    const struct product_definition *definition =
        make_definition("[{'positions': 'a-{1..2}', 'name': 'x', 'part_number': 'P1', 'tracking': 'lot',"
                        " 'operation': '070', 'u_position': 1},"
                        " {'positions': 'a-2', 'name': 'x', 'part_number': 'P1', 'tracking': 'none', 'source': 'make',"
                        " 'operation': '010', 'u_position': 2}]",
                        LIST3(STEP("010", ", 'after': ['020'], 'invalidated_by': ['b']"),
                              KIND("020", "burn_in", ", 'after': ['010', '015']"),
                              STEP("010", ", 'characteristics': [{'name': 'v', 'lower': 2, 'upper': 1}]")),
                        &reasons);
    ck_assert_int_eq(product_compile(definition, &product, &reasons), FAULT_INVALID);
    size_t expected = sizeof EXPECTED / sizeof *EXPECTED;
    for (size_t i = 0; i < expected; i++) {
        bool found = false;
        for (size_t j = 0; j < reasons.count; j++)
            found |= !strcmp(reasons.items[j].code, EXPECTED[i].code) &&
                     !strcmp(reasons.items[j].pointer, EXPECTED[i].pointer);
        ck_assert_msg(found, "%s at %s is not among:%s", EXPECTED[i].code, EXPECTED[i].pointer, reasons_text(&reasons));
    }
    ck_assert_msg(reasons.found == expected, "%s", reasons_text(&reasons));
}
END_TEST

START_TEST(memory_that_runs_out_anywhere_is_a_fault_and_never_a_product)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct product_definition *definition =
        make_definition("[" LINE("a-{0001..2000}", "") "]", ONE_STEP, &reasons);
    size_t refused = 0;
    enum fault fault = FAULT_MEMORY;
    for (size_t limit = 1 << 14; fault; limit += 1 << 14, refused++) {
        ARENA_OWNED struct arena *small = arena_new(limit);
        struct reasons small_reasons = {.arena = small};
        struct product product = {.positions = {.count = 77}};
        fault = product_compile(definition, &product, &small_reasons);
        ck_assert(!fault || fault == FAULT_MEMORY);
        ck_assert_uint_eq(product.positions.count, fault ? 77 : 2000);
    }
    ck_assert_uint_gt(refused, 3);
}
END_TEST

SUITE_BEGIN(product_faults)
tcase_add_loop_test(tests, each_fault_is_reported_where_it_is_and_alone, 0, sizeof FAULTY / sizeof *FAULTY);
tcase_add_loop_test(tests, what_is_only_close_to_a_fault_is_taken, 0, sizeof SOUND / sizeof *SOUND);
tcase_add_loop_test(tests, a_sound_definition_spoilt_in_one_place_has_that_fault, 0, sizeof SPOILT / sizeof *SPOILT);
tcase_add_test(tests, all_faults_of_a_definition_are_reported_at_once);
tcase_add_test(tests, memory_that_runs_out_anywhere_is_a_fault_and_never_a_product);
SUITE_END
