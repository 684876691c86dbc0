/* What moving a unit to a newer revision comes to, and when it is refused: given a unit and two revisions, then what
 * falls and why. */
#include "product_text.h"
#include "revision_moves.h"

static struct arena *arena;
static struct reasons reasons;

static void begin(void)
{
    arena = arena_new(0);
    reasons = (struct reasons){.arena = arena};
}

static void end(void)
{
    arena_free(arena);
}

static const struct product *compile(const char *revision, const char *lines, const char *routing)
{
    struct product *product = arena_alloc(arena, sizeof *product);
    struct product_definition *definition =
        make_definition(arena_printf(arena, "[%s]", lines ? lines : LINES),
                        arena_printf(arena, "[%s]", routing ? routing : ROUTING), &reasons);
    definition->revision = revision;
    enum fault fault = product_compile(definition, product, &reasons);
    ck_assert_msg(!fault, "%s", reasons_text(&reasons));
    return product;
}

static void fill(struct given *given, const struct product *product, int position, int64_t installation_id)
{
    const struct bom_line *line = product->positions.items[position].line;
    struct installation *part = &given->parts[position];
    record_clear(&INSTALLATION_RECORD, part);
    part->installation_id = installation_id;
    part->position = product->positions.items[position].name;
    part->part_number = line->part_number;
    part->revision = line->source == SOURCE_MAKE ? NULL : line->revision;
    part->serial = line->tracking == TRACKING_SERIAL ? "S1" : NULL;
    part->lot = line->tracking == TRACKING_LOT ? "L1" : NULL;
    part->child_unit_id = line->source == SOURCE_MAKE ? 10 + position : ABSENT_INTEGER;
    given->filled[position] = part;
    given->revisions[position] = line->revision;
}

static void given_of(const struct move *move, const struct product *product, struct given *ret)
{
    *ret = (struct given){.unit = {.unit_id = 1, .serial = "R1", .part_number = "RL-1", .revision = "A"}};
    ret->unit.state = UNIT_IN_PROCESS;
    ret->unit.installed_in = ABSENT_INTEGER;
    for (int i = 0; i < OPERATIONS; i++) {
        struct unit_operation *row = &ret->operations[i];
        record_clear(&UNIT_OPERATION_RECORD, row);
        row->operation = product->operations.items[i].definition->operation;
        row->state = i < move->passed ? OPERATION_PASSED : OPERATION_OPEN;
        row->attempts = i < move->passed;
        row->failures = 0;
        row->run_id = i < move->passed ? RUN_STEP * (i + 1) : ABSENT_INTEGER;
        for (int j = 0; i < move->passed && j < POSITIONS; j++)
            if (product->positions.items[j].operation == i &&
                product->positions.items[j].line->tracking != TRACKING_NONE)
                fill(ret, product, j, row->run_id + 1 + j);
    }
}

static struct revision_case case_of(struct given *given, const struct product_revision *revision)
{
    return (struct revision_case){
        .unit = &given->unit,
        .revision = revision,
        .operations = given->operations,
        .filled = given->filled,
        .revisions = given->revisions,
        .changed = {&given->changed, given->changed.position != NULL},
        .unfinished_inside = given->unfinished_inside,
        .nonconformances_open_inside = given->open_inside,
        .left_out = {given->left_out, given->left_out_count},
        .nonconformances = {given->nonconformances, given->nonconformance_count},
    };
}

static const char *words(const char *const *items, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", items[i]);
    return text;
}

static const char *falls_of(const struct revised_unit *revised)
{
    const char *text = "";
    for (size_t i = 0; i < revised->invalidated.count; i++) {
        const struct fallen_operation *fallen = &revised->invalidated.items[i];
        text = arena_printf(arena, "%s%s%s=%s%s%s", text, i ? " " : "", fallen->operation,
                            name_of(&FALL_CAUSE_NAMES, fallen->cause), fallen->because ? ":" : "",
                            fallen->because ? fallen->because : "");
    }
    return text;
}

static const char *codes_of(const struct reasons *found)
{
    const char *text = "";
    for (size_t i = 0; i < found->count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", found->items[i].code);
    return text;
}

static void same(const struct move *move, const char *what, const char *found, const char *wanted)
{
    ck_assert_msg(!strcmp(found, wanted ? wanted : ""), "%s: %s: \"%s\", not \"%s\"", move->claim, what, found,
                  wanted ? wanted : "");
}

/* Whatever did not fall stands as it stood, with its attempts, failures and run. */
static void rest_stands(const struct move *move, const struct given *given, const struct product *from,
                        const struct product *to, const struct revision_outcome *outcome)
{
    size_t fallen = 0;
    for (size_t i = 0; i < to->operations.count; i++) {
        const struct unit_operation *row = &outcome->operations[i];
        int before = product_operation(from, row->operation);
        if (before < 0) {
            ck_assert_msg(row->state == OPERATION_OPEN && !row->failures, "%s: %s", move->claim, row->operation);
            continue;
        }
        const struct unit_operation *was = &given->operations[before];
        bool fell = row->state != was->state;
        fallen += fell;
        ck_assert_msg(!fell || (row->state == OPERATION_INVALIDATED && operation_is_done(was->state)), "%s: %s",
                      move->claim, row->operation);
        ck_assert_int_eq(row->failures, was->failures);
        ck_assert_int_eq(row->attempts, was->attempts);
        ck_assert_int_eq(row->run_id, was->run_id);
    }
    ck_assert_uint_eq(fallen, outcome->revised.invalidated.count);
}

START_TEST(a_move_takes_what_it_must_and_leaves_the_rest)
{
    const struct move *move = &MOVES[_i];
    const struct product_revision from = {compile("A", NULL, NULL), 10};
    const struct product_revision to = {compile("B", move->lines, move->routing), 20};
    struct product_changes changes;
    struct revision_outcome outcome;
    struct reasons found = {.arena = arena};
    struct given given;
    given_of(move, from.product, &given);
    if (move->given)
        move->given(&given);
    const struct revision_case is = case_of(&given, &from);
    ck_assert_int_eq(product_compare(from.product, to.product, arena, &changes), NOTHING_WRONG);
    ck_assert_int_eq(revision_decide(&is, &to, &changes, arena, &outcome), NOTHING_WRONG);
    unit_may_be_revised(&is, &to, &outcome, &found);
    same(move, "reasons", codes_of(&found), move->reasons);
    const struct revised_unit *revised = &outcome.revised;
    rest_stands(move, &given, from.product, to.product, &outcome);
    if (move->reasons && !move->falls)
        return;
    same(move, "falls", falls_of(revised), move->falls);
    same(move, "left out", words(revised->left_out.items, revised->left_out.count), move->left_out);
    same(move, "returned", words(revised->returned.items, revised->returned.count), move->returned);
    same(move, "unapproved", words(revised->unapproved.items, revised->unapproved.count), move->unapproved);
    same(move, "approved", words(revised->approved.items, revised->approved.count), move->approved);
    ck_assert_msg(revised->reopened == move->reopened, "%s: reopened", move->claim);
    ck_assert_msg(revised->completed == move->completed, "%s: completed", move->claim);
}
END_TEST

/* A test that comes to depend on something: what was so before it began is proven, what changed later is not. */
struct depend_row {
    const char *before; /* the test as it was; it comes to depend on everything */
    struct changed changed;
    const char *falls;
};
#define NOTHING_INSIDE OPERATION("040", "test", ", 'after': ['020', '030'], 'invalidated_by': ['*', '!*/*']")
static const struct depend_row DEPENDS[] = {
    {TEST_OF_TRAYS, {NULL, NULL, 0, 0}, ""},
    {TEST_OF_TRAYS, {"supply", NULL, 399, ENTRY_COMPONENT_INSTALLED}, ""},
    {TEST_OF_TRAYS, {"supply", NULL, 401, ENTRY_COMPONENT_INSTALLED}, "040=position:supply"},
    {TEST_OF_TRAYS, {"cable", NULL, 401, ENTRY_COMPONENT_REMOVED}, "040=position:cable"},
    {TEST_OF_TRAYS, {"tray-1", NULL, 401, ENTRY_COMPONENT_INSTALLED}, ""}, /* it fell by that, and stands since */
    {TEST_OF_TRAYS, {"tray-1", "tray-1/gpu", 401, ENTRY_COMPONENT_INSTALLED}, ""},
    {NOTHING_INSIDE, {"tray-1", "tray-1/gpu", 399, ENTRY_COMPONENT_INSTALLED}, ""},
    {NOTHING_INSIDE, {"tray-1", "tray-1/gpu", 401, ENTRY_COMPONENT_INSTALLED}, "040=position:tray-1"},
    {NOTHING_INSIDE, {"supply", NULL, 401, ENTRY_COMPONENT_INSTALLED}, ""},
};

START_TEST(what_a_test_comes_to_depend_on_is_older_than_its_run_or_it_falls)
{
    const struct depend_row *row = &DEPENDS[_i];
    const struct move all = {.passed = 5};
    const struct product_revision from = {
        compile("A", NULL, arena_printf(arena, FRAME ", " BUILD ", " WIRE ", %s, " BURN ", " AUDIT, row->before)), 10};
    const struct product_revision to = {compile("B", NULL, NULL), 20};
    struct product_changes changes;
    struct revision_outcome outcome;
    struct given given;
    ck_assert_int_eq(product_compare(from.product, to.product, arena, &changes), NOTHING_WRONG);
    given_of(&all, from.product, &given);
    given.changed = row->changed;
    const struct revision_case is = case_of(&given, &from);
    ck_assert_int_eq(revision_decide(&is, &to, &changes, arena, &outcome), NOTHING_WRONG);
    ck_assert_str_eq(falls_of(&outcome.revised), row->falls);
}
END_TEST

START_TEST(only_a_newer_released_revision_is_moved_to)
{
    const struct product_revision older = {compile("A", NULL, NULL), 10}, newer = {compile("B", NULL, NULL), 20};
    const struct move none = {.passed = 0};
    struct product_changes changes;
    struct revision_outcome outcome;
    struct reasons found = {.arena = arena};
    struct given given;
    given_of(&none, newer.product, &given);
    given.unit.revision = "B";
    const struct revision_case is = case_of(&given, &newer);
    ck_assert_int_eq(product_compare(newer.product, older.product, arena, &changes), NOTHING_WRONG);
    ck_assert_int_eq(revision_decide(&is, &older, &changes, arena, &outcome), NOTHING_WRONG);
    unit_may_be_revised(&is, &older, &outcome, &found);
    ck_assert_str_eq(codes_of(&found), "revision-not-newer");
}
END_TEST

struct order_row {
    int state, product_state;
    const char *codes;
};
static const struct order_row ORDERS[] = {
    {ORDER_PLANNED, PRODUCT_RELEASED, "order-state"},
    {ORDER_RELEASED, PRODUCT_RELEASED, ""},
    {ORDER_IN_PROCESS, PRODUCT_RELEASED, ""},
    {ORDER_COMPLETED, PRODUCT_RELEASED, ""},
    {ORDER_CLOSED, PRODUCT_RELEASED, "order-state"},
    {ORDER_CANCELLED, PRODUCT_RELEASED, "order-state"},
    {ORDER_RELEASED, PRODUCT_DRAFT, "product-state"},
    {ORDER_RELEASED, PRODUCT_OBSOLETE, "product-state"},
    {ORDER_RELEASED, PRODUCT_ABSENT, "product-unknown"},
    {ORDER_PLANNED, PRODUCT_DRAFT, "order-state product-state"},
};

START_TEST(an_order_and_a_revision_allow_it_or_not)
{
    const struct order order = {.order = "O1", .part_number = "RL-1", .state = ORDERS[_i].state};
    struct reasons found = {.arena = arena};
    order_may_be_revised(&order, "B", ORDERS[_i].product_state, &found);
    ck_assert_str_eq(codes_of(&found), ORDERS[_i].codes);
}
END_TEST

START_TEST(units_and_then_their_order_are_completed_by_it)
{
    struct revised_unit units[] = {{.unit = "R1", .part_number = "P", .completed = true},
                                   {.unit = "R2", .part_number = "P"},
                                   {.unit = "R3", .part_number = "P", .completed = true}};
    const struct result_revised result = {.units = {units, 3}};
    const struct order order = {.order = "O1", .state = ORDER_IN_PROCESS};
    struct decided_list follows;
    ck_assert_int_eq(revision_follows(&order, &result, 3, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 2); /* one is still in work */
    ck_assert_int_eq(follows.list.items[0].kind, ENTRY_UNIT_COMPLETED);
    ck_assert_str_eq(((const struct unit_named *)follows.list.items[1].data)->unit, "R3");
    ck_assert_int_eq(revision_follows(&order, &result, 2, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 3);
    ck_assert_int_eq(follows.list.items[2].kind, ENTRY_ORDER_COMPLETED);
    units[1].reopened = true; /* one that was completed is in work again */
    ck_assert_int_eq(revision_follows(&order, &result, 2, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 2);
    units[0].completed = units[2].completed = false;
    ck_assert_int_eq(revision_follows(&order, &result, 0, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 0);
}
END_TEST

SUITE_BEGIN(domain_revision)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_loop_test(tests, a_move_takes_what_it_must_and_leaves_the_rest, 0, (int)MOVE_COUNT);
tcase_add_loop_test(tests, what_a_test_comes_to_depend_on_is_older_than_its_run_or_it_falls, 0,
                    sizeof DEPENDS / sizeof *DEPENDS);
tcase_add_test(tests, only_a_newer_released_revision_is_moved_to);
tcase_add_loop_test(tests, an_order_and_a_revision_allow_it_or_not, 0, sizeof ORDERS / sizeof *ORDERS);
tcase_add_test(tests, units_and_then_their_order_are_completed_by_it);
SUITE_END
