/* What an operation's evidence depends on: positions, and what is inside the units that fill them. */
#include "product_text.h"

#include "domain/falling.h"

static const char LINES[] =
    "[{'positions': 'tray-{1..2}', 'name': 'Tray', 'part_number': 'T1', 'tracking': 'serial', 'operation': '020'},"
    " {'positions': 'cable', 'name': 'Cable', 'part_number': 'C1', 'tracking': 'lot', 'operation': '030'}]";
#define STEP(number, kind, more)                                                                                       \
    "{'operation': '" number "', 'name': 'x', 'kind': '" kind "', 'station_type': 's', 'standard_min': 10" more "}"
#define TEST(number, patterns) STEP(number, "test", ", 'after': ['020'], 'invalidated_by': [" patterns "]")
/* clang-format off */
static const char ROUTING[] =
    "[" STEP("010", "assembly", "")
    "," STEP("020", "assembly", ", 'after': ['010']")
    "," STEP("030", "assembly", ", 'after': ['010']")
    "," STEP("100", "test", ", 'after': ['020']")
    "," STEP("200", "assembly", ", 'after': ['020'], 'invalidated_by': ['tray-1']")
    "," TEST("300", "'tray-*', '!tray-*/drive-*', '!*/fan'")
    "," TEST("400", "'tray-*', '!tray-*/*'")
    "," TEST("500", "'tray-2/gpu-*'")
    "," TEST("600", "'!tray-2', 'tray-*'")
    "," TEST("700", "")
    "," STEP("750", "inspection", ", 'after': ['500'], 'sign_off': 'independent', 'invalidated_by': ['cable']")
    "," STEP("800", "inspection", ", 'after': ['500'], 'invalidated_by': ['cable']")
    "," STEP("900", "shipping", ", 'after': ['030', '100', '200', '300', '400', '500', '600', '700', '750', '800']")
    "]";
/* clang-format on */

static const struct {
    const char *operation, *position, *path;
    bool depends;
} ROWS[] = {
    {"020", "tray-1", NULL, true}, /* it fills the position: emptied, it must be filled again */
    {"020", "tray-1", "tray-1/gpu-1", false},
    {"010", "tray-1", NULL, false},
    {"100", "tray-1", NULL, true}, /* a test proves everything that was in before it */
    {"100", "tray-2", "tray-2/gpu-1", true},
    {"100", "tray-2", "tray-2/module-1/core", true},
    {"100", "cable", NULL, false},
    {"200", "tray-1", NULL, true}, /* what names a position names all that is inside */
    {"200", "tray-1", "tray-1/gpu-1", true},
    {"200", "tray-2", "tray-2/gpu-1", false},
    {"300", "tray-2", NULL, true},
    {"300", "tray-2", "tray-2/gpu-1", true},
    {"300", "tray-2", "tray-2/drive-3", false},
    {"300", "tray-1", "tray-1/fan", false},
    {"400", "tray-1", NULL, true}, /* only the tray as a whole */
    {"400", "tray-1", "tray-1/gpu-1", false},
    {"400", "tray-1", "tray-1/module-1/core", false},
    {"500", "tray-2", NULL, false}, /* only what is inside */
    {"500", "tray-2", "tray-2/gpu-1", true},
    {"500", "tray-2", "tray-2/drive-1", false},
    {"500", "tray-1", "tray-1/gpu-1", false},
    {"600", "tray-1", "tray-1/gpu-1", true},
    {"600", "tray-2", NULL, false}, /* wherever in the list it is left out */
    {"600", "tray-2", "tray-2/gpu-1", false},
    {"700", "tray-1", NULL, false},
    {"700", "tray-1", "tray-1/gpu-1", false},
    {"800", "cable", NULL, true},
    {"800", "tray-1", NULL, false},
    {"750", "cable", NULL, true}, /* who signs, signs for all that came before */
    {"750", "tray-1", NULL, true},
    {"750", "tray-2", "tray-2/gpu-1", true},
    {"750", "tray-2", "tray-2/drive-1", false},
    {"750", "tray-1", "tray-1/gpu-1", false},
    {"900", "cable", NULL, true}, /* and what is shipped, is shipped on all of it */
    {"900", "tray-2", "tray-2/drive-1", true},
};

static struct product make_product(struct reasons *reasons)
{
    struct product product;
    enum fault fault = product_compile(make_definition(LINES, ROUTING, reasons), &product, reasons);
    ck_assert_msg(!fault, "%s", reasons_text(reasons));
    return product;
}

START_TEST(evidence_depends_on_what_the_definition_says)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    int operation = product_operation(&product, ROWS[_i].operation);
    int position = product_position(&product, ROWS[_i].position);
    ck_assert(operation_depends(&product, operation, position, ROWS[_i].path) == ROWS[_i].depends);
}
END_TEST

static const struct {
    const char *operation;
    bool tray_1, tray_2;
} INSIDE[] = {
    {"010", false, false}, {"020", false, false}, {"100", true, true},  {"200", true, false},  {"300", true, true},
    {"400", false, false}, {"500", false, true},  {"600", true, false}, {"700", false, false},
    {"750", false, true},  {"800", false, false}, {"900", true, true},
};

START_TEST(an_operation_waits_where_anything_inside_may_matter)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    const struct operation *operation = &product.operations.items[product_operation(&product, INSIDE[_i].operation)];
    ck_assert(bit_is_set(&operation->invalidated_inside, 0) == INSIDE[_i].tray_1);
    ck_assert(bit_is_set(&operation->invalidated_inside, 1) == INSIDE[_i].tray_2);
}
END_TEST

/* The operations that fall, as one text. */
static const char *fallen_text(const struct product *product, const struct change *changes, size_t count,
                               struct arena *arena)
{
    struct unit_operation *operations = arena_array(arena, product->operations.count, sizeof *operations);
    struct name_list fallen;
    const char *text = "";
    for (size_t i = 0; i < product->operations.count; i++)
        operations[i].state = OPERATION_PASSED;
    operations[product_operation(product, "100")].state = OPERATION_WAIVED;
    ck_assert_int_eq(find_fallen(product, operations, changes, count, arena, &fallen), NOTHING_WRONG);
    for (size_t i = 0; i < fallen.count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", fallen.items[i]);
    return text;
}

START_TEST(exactly_what_passed_and_depends_on_a_change_falls)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = make_product(&reasons);
    const struct change changes[] = {{1, "tray-2/drive-1"}, {0, NULL}, {2, NULL}};
    ck_assert_str_eq(fallen_text(&product, changes, 0, arena), "");
    ck_assert_str_eq(fallen_text(&product, changes, 1, arena), "900"); /* the test before it, which is waived, depends on it */
    ck_assert_str_eq(fallen_text(&product, changes + 1, 1, arena), "020 200 300 400 600 750 900");
    ck_assert_str_eq(fallen_text(&product, changes, 3, arena), "020 030 200 300 400 600 750 800 900");
}
END_TEST

SUITE_BEGIN(product_depends)
tcase_add_loop_test(tests, evidence_depends_on_what_the_definition_says, 0, sizeof ROWS / sizeof *ROWS);
tcase_add_loop_test(tests, an_operation_waits_where_anything_inside_may_matter, 0, sizeof INSIDE / sizeof *INSIDE);
tcase_add_test(tests, exactly_what_passed_and_depends_on_a_change_falls);
SUITE_END
