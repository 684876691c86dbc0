#include "product_text.h"

/* A small rack: two trays, a cable between them, leak test, power-on, audit, shipping; 020 and 030 may run at once. */
static const char LINES[] =
    "[{'positions': 'tray-{1..2}', 'name': 'Tray', 'part_number': 'T1', 'revision': 'B',"
    "  'alternates': [{'part_number': 'T2'}, {'part_number': 'T1', 'revision': 'C'}],"
    "  'tracking': 'serial', 'operation': '020', 'u_position': 3, 'u_height': 2},"
    " {'positions': 'cable', 'name': 'Cable', 'part_number': 'C1', 'tracking': 'lot', 'operation': '030',"
    "  'quantity': 12},"
    " {'positions': 'crate', 'name': 'Crate', 'part_number': 'K1', 'tracking': 'none', 'operation': '900'}]";
#define STEP(number, kind, more)                                                                                       \
    "{'operation': '" number "', 'name': 'x', 'kind': '" kind "', 'station_type': 's', 'standard_min': 10" more "}"
/* clang-format off */
static const char ROUTING[] =
    "[" STEP("900", "shipping", ", 'after': ['800']")
    "," STEP("010", "assembly", "")
    "," STEP("020", "assembly", ", 'after': ['010'], 'attempt_limit': 5")
    "," STEP("030", "assembly", ", 'after': ['010']")
    "," STEP("100", "test", ", 'after': ['020', '030'], 'invalidated_by': ['tray-*', 'cra*']")
    "," STEP("110", "test", ", 'after': ['020']")
    "," STEP("120", "burn_in", ", 'after': ['100', '110'],"
                               " 'burn_in': {'hours': 0.5, 'power_w': 1000, 'coolant_lpm': 0}")
    "," STEP("130", "test", ", 'after': ['120'], 'invalidated_by': []")
    "," STEP("800", "inspection", ", 'after': ['130']") "]";
/* clang-format on */

static struct product make_product(struct reasons *reasons)
{
    struct product product;
    enum fault fault = product_compile(make_definition(LINES, ROUTING, reasons), &product, reasons);
    ck_assert_msg(!fault, "%s", reasons_text(reasons));
    return product;
}

START_TEST(lines_are_laid_out_as_positions_in_their_order)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    static const struct {
        const char *name;
        int64_t u_position;
        const char *operation;
    } EXPECTED[] = {
        {"tray-1", 3, "020"},
        {"tray-2", 5, "020"},
        {"cable", ABSENT_INTEGER, "030"},
        {"crate", ABSENT_INTEGER, "900"},
    };
    ck_assert_uint_eq(product.positions.count, 4);
    for (int i = 0; i < 4; i++) {
        const struct position *position = &product.positions.items[i];
        ck_assert_str_eq(position->name, EXPECTED[i].name);
        ck_assert_int_eq(position->u_position, EXPECTED[i].u_position);
        ck_assert_str_eq(product.operations.items[position->operation].definition->operation, EXPECTED[i].operation);
        ck_assert_int_eq(product_position(&product, EXPECTED[i].name), i);
    }
    ck_assert_int_eq(product_position(&product, "tray-3"), -1);
    ck_assert_int_eq(product_position(&product, ""), -1);
    ck_assert_int_eq(product_position(&product, NULL), -1);
}
END_TEST

/* The numbers of the operations, or names of the positions, in a set. */
static const char *bits_text(const struct product *product, const struct bits *bits, bool positions,
                             struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < bits->count; i++)
        if (bit_is_set(bits, i))
            text = arena_printf(arena, "%s%s%s", text, *text ? " " : "",
                                positions ? product->positions.items[i].name
                                          : product->operations.items[i].definition->operation);
    return text;
}

static const struct {
    const char *operation, *before, *fills, *invalidated_by;
} OPERATIONS[] = {
    {"900", "010 020 030 100 110 120 130 800", "crate", "tray-1 tray-2 cable crate"},
    {"010", "", "", ""},
    {"020", "010", "tray-1 tray-2", "tray-1 tray-2"},
    {"030", "010", "cable", "cable"},
    {"100", "010 020 030", "", "tray-1 tray-2 crate"}, /* its patterns */
    {"110", "010 020", "", "tray-1 tray-2"},           /* a test: what was in before it, so not the cable */
    {"120", "010 020 030 100 110", "", "tray-1 tray-2 cable"},
    {"130", "010 020 030 100 110 120", "", ""}, /* an empty list: nothing */
    {"800", "010 020 030 100 110 120 130", "", "tray-1 tray-2 cable"},
};

START_TEST(operations_know_what_comes_before_and_what_they_depend_on)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    ck_assert_uint_eq(product.operations.count, sizeof OPERATIONS / sizeof *OPERATIONS);
    int index = product_operation(&product, OPERATIONS[_i].operation);
    ck_assert_int_eq(index, _i);
    const struct operation *operation = &product.operations.items[index];
    ck_assert_str_eq(bits_text(&product, &operation->before, false, arena), OPERATIONS[_i].before);
    ck_assert_str_eq(bits_text(&product, &operation->invalidated_by, true, arena), OPERATIONS[_i].invalidated_by);
    const char *fills = "";
    for (size_t i = 0; i < operation->fills.count; i++)
        fills = arena_printf(arena, "%s%s%s", fills, *fills ? " " : "",
                             product.positions.items[operation->fills.items[i]].name);
    ck_assert_str_eq(fills, OPERATIONS[_i].fills);
    ck_assert_uint_eq(operation->after.count, operation->definition->after.count);
}
END_TEST

START_TEST(an_operation_that_is_not_there_has_no_index)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    ck_assert_int_eq(product_operation(&product, "20"), -1);
    ck_assert_int_eq(product_operation(&product, NULL), -1);
}
END_TEST

static const struct {
    const char *position, *part_number, *revision;
    bool part, fits;
} PARTS[] = {
    {"tray-1", "T1", "B", true, true},   {"tray-1", "T1", "C", true, true},   /* an alternate of its own */
    {"tray-1", "T1", "D", true, false},  {"tray-1", "T1", NULL, true, false}, /* not known to be B or C */
    {"tray-1", "T2", "Z", true, true},   {"tray-1", "T2", NULL, true, true},   {"tray-1", "T3", "B", false, false},
    {"tray-1", "t1", "B", false, false}, {"tray-1", NULL, NULL, false, false}, {"cable", "C1", NULL, true, true},
    {"cable", "C1", "any", true, true},  {"cable", "T1", "B", false, false},
};

START_TEST(a_position_takes_its_part_and_the_alternates)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    const struct position *position = &product.positions.items[product_position(&product, PARTS[_i].position)];
    ck_assert(position_accepts_part(position, PARTS[_i].part_number) == PARTS[_i].part);
    ck_assert(position_accepts_revision(position, PARTS[_i].part_number, PARTS[_i].revision) == PARTS[_i].fits);
}
END_TEST

START_TEST(what_a_definition_leaves_out_has_its_default)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    ck_assert_int_eq(operation_attempt_limit(product.operations.items[1].definition), 3);
    ck_assert_int_eq(operation_attempt_limit(product.operations.items[2].definition), 5);
    ck_assert_int_eq(line_quantity(product.positions.items[0].line), 1);
    ck_assert_int_eq(line_quantity(product.positions.items[2].line), 12);
    ck_assert_int_eq(characteristic_samples(&(struct characteristic){.samples = ABSENT_INTEGER}), 1);
    ck_assert_int_eq(characteristic_samples(&(struct characteristic){.samples = 4}), 4);
    static const bool PROVES[] = {false, false, false, false, true, true, true, true, true};
    for (size_t i = 0; i < product.operations.count; i++)
        ck_assert(operation_proves(product.operations.items[i].definition) == PROVES[i]);
}
END_TEST

START_TEST(a_check_without_lists_asks_for_yes_or_no)
{
    const char *colours[] = {"white", "pink", "red"};
    const struct check plain = {0};
    const struct check listed = {.answers = {colours, 3}, .accepted = {colours, 2}};
    ck_assert(check_offers(&plain, "yes") && check_offers(&plain, "no") && !check_offers(&plain, "maybe"));
    ck_assert(check_accepts(&plain, "yes") && !check_accepts(&plain, "no"));
    ck_assert(check_offers(&listed, "red") && !check_offers(&listed, "yes"));
    ck_assert(check_accepts(&listed, "pink") && !check_accepts(&listed, "red"));
}
END_TEST

SUITE_BEGIN(product_layout)
tcase_add_test(tests, lines_are_laid_out_as_positions_in_their_order);
tcase_add_loop_test(tests, operations_know_what_comes_before_and_what_they_depend_on, 0,
                    sizeof OPERATIONS / sizeof *OPERATIONS);
tcase_add_test(tests, an_operation_that_is_not_there_has_no_index);
tcase_add_loop_test(tests, a_position_takes_its_part_and_the_alternates, 0, sizeof PARTS / sizeof *PARTS);
tcase_add_test(tests, what_a_definition_leaves_out_has_its_default);
tcase_add_test(tests, a_check_without_lists_asks_for_yes_or_no);
SUITE_END
