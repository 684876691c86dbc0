#include "product_text.h"

static struct product load(const char *path, struct reasons *reasons)
{
    size_t size;
    const char *text = read_file(path, reasons->arena, &size);
    struct product product;
    enum fault fault = product_compile(read_definition(text, size, reasons), &product, reasons);
    ck_assert_msg(!fault && !reasons->found, "%s:%s", path, reasons_text(reasons));
    return product;
}

static const char RACK[] = "schema/products/nvl72-ref.json";
static const char TRAY[] = "schema/products/compute-tray.json";

static const struct {
    const char *path, *pattern;
    size_t count;
    enum tracking tracking;
} COUNTS[] = {
    {RACK, "compute-*", 18, TRACKING_SERIAL},  {RACK, "switch-*", 9, TRACKING_SERIAL},
    {RACK, "cartridge-*", 4, TRACKING_SERIAL}, {RACK, "power-shelf-*", 8, TRACKING_SERIAL},
    {RACK, "supply-*", 48, TRACKING_SERIAL},   {RACK, "mgmt-switch-*", 2, TRACKING_SERIAL},
    {RACK, "busbar", 1, TRACKING_SERIAL},      {RACK, "manifold-*", 2, TRACKING_SERIAL},
    {RACK, "frame", 1, TRACKING_SERIAL},       {RACK, "coolant", 1, TRACKING_LOT},
    {TRAY, "module-*", 2, TRACKING_SERIAL},    {TRAY, "cpu-*", 2, TRACKING_SERIAL},
    {TRAY, "gpu-*", 4, TRACKING_SERIAL},       {TRAY, "io-board-*", 2, TRACKING_SERIAL},
    {TRAY, "nic-*", 4, TRACKING_SERIAL},       {TRAY, "dpu", 1, TRACKING_SERIAL},
    {TRAY, "drive-*", 4, TRACKING_SERIAL},     {TRAY, "boot-drive", 1, TRACKING_SERIAL},
    {TRAY, "power-board", 1, TRACKING_SERIAL}, {TRAY, "bmc-board", 1, TRACKING_SERIAL},
};

START_TEST(the_reference_products_have_the_parts_of_the_real_ones)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = load(COUNTS[_i].path, &reasons);
    size_t count = 0;
    for (size_t i = 0; i < product.positions.count; i++)
        if (pattern_matches(COUNTS[_i].pattern, product.positions.items[i].name)) {
            ck_assert_int_eq(product.positions.items[i].line->tracking, COUNTS[_i].tracking);
            count++;
        }
    ck_assert_msg(count == COUNTS[_i].count, "%s: %zu %s", COUNTS[_i].path, count, COUNTS[_i].pattern);
}
END_TEST

START_TEST(the_rack_front_holds_37_units_of_48_and_each_tray_at_its_place)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product rack = load(RACK, &reasons);
    ck_assert_int_eq(rack.definition->rack_units, 48);
    size_t in_front = 0, cables = 0;
    for (size_t i = 0; i < rack.positions.count; i++) {
        in_front += rack.positions.items[i].u_position != ABSENT_INTEGER;
        if (pattern_matches("twinax-*", rack.positions.items[i].name))
            cables += (size_t)line_quantity(rack.positions.items[i].line);
    }
    ck_assert_uint_eq(in_front, 18 + 9 + 8 + 2);
    ck_assert_uint_eq(cables, 72 * 18 * 4); /* GPUs, links, differential pairs a link */
    static const struct {
        const char *name;
        int64_t u_position;
    } PLACES[] = {{"compute-01", 9},  {"compute-08", 16}, {"switch-1", 17},      {"switch-9", 25},
                  {"compute-09", 26}, {"compute-18", 35}, {"power-shelf-8", 41}, {"mgmt-switch-2", 44}};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        int index = product_position(&rack, PLACES[i].name);
        ck_assert_int_ge(index, 0);
        ck_assert_int_eq(rack.positions.items[index].u_position, PLACES[i].u_position);
    }
}
END_TEST

START_TEST(the_rack_goes_through_20_operations_that_end_in_shipping)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product rack = load(RACK, &reasons);
    enum { A = OPERATION_ASSEMBLY, T = OPERATION_TEST };
    static const int KINDS[] = {
        A, A, A, A, A, A, A, A, T, T, A, T, T, T, T, OPERATION_BURN_IN, T, A, OPERATION_INSPECTION, OPERATION_SHIPPING};
    ck_assert_uint_eq(rack.operations.count, 20);
    for (size_t i = 0; i < 20; i++) {
        const struct operation_definition *operation = rack.operations.items[i].definition;
        ck_assert_str_eq(operation->operation, arena_printf(arena, "%03zu", (i + 1) * 10));
        ck_assert_int_eq(operation->kind, KINDS[i]);
    }
    const struct burn_in *burn_in = rack.operations.items[15].definition->burn_in;
    ck_assert_double_eq(burn_in->hours, 24);
    ck_assert_int_eq(burn_in->power_w, 120000);
    ck_assert_double_eq(burn_in->coolant_lpm, 180);
    ck_assert_int_eq(rack.operations.items[18].definition->sign_off, SIGN_OFF_INDEPENDENT);
}
END_TEST

/* The retest route: what a change at a position re-opens once everything passed. */
static const struct {
    const char *path, *position, *reopened;
} RETESTS[] = {
    {RACK, "compute-07", "070 100 120 130 140 150 160 170 180 190 200"},
    {RACK, "switch-9", "070 100 120 130 140 150 160 170 180 190 200"},
    {RACK, "cartridge-2", "050 060 070 080 090 100 110 120 130 140 150 160 170 180 190 200"},
    {RACK, "supply-8-6", "060 120 130 140 150 160 170 180 190 200"},
    {RACK, "mgmt-cable-set", "080 120 130 140 150 160 170 180 190 200"},
    {RACK, "coolant", "110 120 130 140 150 160 170 180 190 200"},
    {RACK, "crate", "200"},
    {TRAY, "gpu-3", "020 040 050 060"},
    {TRAY, "fan-set", "020 050 060"},
    {TRAY, "cold-plate-loop", "020 030 050 060"},
};

START_TEST(a_swap_reopens_what_depended_on_the_part_and_no_more)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product product = load(RETESTS[_i].path, &reasons);
    int position = product_position(&product, RETESTS[_i].position);
    ck_assert_int_ge(position, 0);
    const char *reopened = "";
    for (size_t i = 0; i < product.operations.count; i++)
        if (bit_is_set(&product.operations.items[i].invalidated_by, (size_t)position))
            reopened = arena_printf(arena, "%s%s%s", reopened, *reopened ? " " : "",
                                    product.operations.items[i].definition->operation);
    ck_assert_str_eq(reopened, RETESTS[_i].reopened);
}
END_TEST

START_TEST(the_rack_takes_the_tray_that_is_built_here)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product rack = load(RACK, &reasons), tray = load(TRAY, &reasons);
    const struct position *position = &rack.positions.items[product_position(&rack, "compute-01")];
    ck_assert_int_eq(position->line->source, SOURCE_MAKE);
    ck_assert(position_accepts_revision(position, tray.definition->part_number, tray.definition->revision));
    for (size_t i = 0; i < tray.operations.count; i++)
        ck_assert_int_ne(tray.operations.items[i].definition->kind, OPERATION_SHIPPING);
    const struct operation *last = &tray.operations.items[tray.operations.count - 1];
    ck_assert_int_eq(last->definition->sign_off, SIGN_OFF_INDEPENDENT);
}
END_TEST

static size_t matching(const struct product *product, const char *pattern)
{
    size_t count = 0;
    for (size_t i = 0; i < product->positions.count; i++)
        count += !pattern || pattern_matches(pattern, product->positions.items[i].name);
    return pattern ? count : 1;
}

START_TEST(a_rack_asks_for_at_most_150_measurements)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product rack = load(RACK, &reasons);
    size_t measurements = 0;
    for (size_t i = 0; i < rack.operations.count; i++) {
        const struct operation_definition *operation = rack.operations.items[i].definition;
        for (size_t j = 0; j < operation->characteristics.count; j++) {
            const struct characteristic *characteristic = &operation->characteristics.items[j];
            measurements += matching(&rack, characteristic->positions) * (size_t)characteristic_samples(characteristic);
        }
    }
    ck_assert_uint_ge(measurements, 100);
    ck_assert_uint_le(measurements, 150);
}
END_TEST

SUITE_BEGIN(product_reference)
tcase_add_loop_test(tests, the_reference_products_have_the_parts_of_the_real_ones, 0, sizeof COUNTS / sizeof *COUNTS);
tcase_add_test(tests, the_rack_front_holds_37_units_of_48_and_each_tray_at_its_place);
tcase_add_test(tests, the_rack_goes_through_20_operations_that_end_in_shipping);
tcase_add_loop_test(tests, a_swap_reopens_what_depended_on_the_part_and_no_more, 0, sizeof RETESTS / sizeof *RETESTS);
tcase_add_test(tests, the_rack_takes_the_tray_that_is_built_here);
tcase_add_test(tests, a_rack_asks_for_at_most_150_measurements);
SUITE_END
