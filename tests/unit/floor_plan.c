#include "floor/memory.h"
#include "floor/plan.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static struct arena *arena;
static struct catalog catalog;
static struct crew crew;

static void read_reference_products(void)
{
    arena = need_memory(arena_new(0));
    ck_assert(catalog_read(SOURCE_DIR "/schema/products", arena, &catalog));
    crew = crew_for(&catalog, arena);
}

static void free_reference_products(void)
{
    arena_free(arena);
}

static const struct recipe *rack(void)
{
    return catalog_top(&catalog);
}

/* All that an operation asks for when nothing was done yet, as the daemon would list it. */
static struct task task_for(const struct recipe *recipe, const char *operation)
{
    int index = product_operation(&recipe->product, operation);
    ck_assert_int_ge(index, 0);
    const struct product *product = &recipe->product;
    const struct operation_definition *definition = product->operations.items[index].definition;
    struct task task = {
        .seed = 7, .catalog = &catalog, .crew = &crew, .recipe = recipe, .operation = index, .unit = "RL00001"};
    struct need *needs = NEW_ARRAY(arena, struct need, 1000);
    size_t count = 0;
    if (definition->sign_off == SIGN_OFF_INDEPENDENT)
        needs[count++] = (struct need){.signature = true};
    for (size_t i = 0; i < definition->checks.count; i++)
        needs[count++] = (struct need){.check = definition->checks.items[i].name};
    for (size_t i = 0; i < definition->characteristics.count; i++)
        needs[count++] = (struct need){.characteristic = definition->characteristics.items[i].name, .samples = 2};
    for (size_t i = 0; i < product->operations.items[index].fills.count; i++) {
        const struct position *position = &product->positions.items[product->operations.items[index].fills.items[i]];
        needs[count++] = (struct need){.position = position->name, .part_number = position->line->part_number};
    }
    task.needs.list.items = needs;
    task.needs.list.count = count;
    return task;
}

START_TEST(the_rack_is_the_product_that_goes_into_no_other)
{
    ck_assert_str_eq(rack()->definition.part_number, "RL-RACK-72");
    ck_assert_int_eq(catalog_pieces(rack(), "RL-TRAY-C1"), 18);
}
END_TEST

START_TEST(parts_go_in_before_they_are_measured_and_the_signature_comes_last)
{
    struct task task = task_for(rack(), "020");
    struct plan plan = plan_make(&task, arena);
    ck_assert_uint_gt(plan.steps.count, 5);
    enum entry_kind last = ENTRY_COMPONENT_INSTALLED;
    for (size_t i = 0; i < plan.steps.count; i++) {
        ck_assert_int_ge(plan.steps.items[i].kind, last);
        last = plan.steps.items[i].kind;
    }
    task = task_for(rack(), "190");
    plan = plan_make(&task, arena);
    ck_assert_int_eq(plan.steps.items[plan.steps.count - 1].kind, ENTRY_UNIT_SIGNED);
}
END_TEST

START_TEST(every_measurement_of_both_products_lies_inside_its_limits)
{
    size_t measured = 0;
    for (size_t i = 0; i < catalog.count; i++)
        for (size_t j = 0; j < catalog.recipes[i].definition.routing.count; j++) {
            const struct operation_definition *operation = &catalog.recipes[i].definition.routing.items[j];
            for (size_t k = 0; k < operation->characteristics.count; k++, measured++) {
                const struct characteristic *characteristic = &operation->characteristics.items[k];
                for (double part = 0; part < 1; part += 0.09) {
                    double value = value_inside(characteristic, part);
                    ck_assert_msg(isnan(characteristic->lower) || value >= characteristic->lower, "%s",
                                  characteristic->name);
                    ck_assert_msg(isnan(characteristic->upper) || value <= characteristic->upper, "%s",
                                  characteristic->name);
                }
                double bad = value_outside(characteristic);
                ck_assert_msg(bad < characteristic->lower || bad > characteristic->upper, "%s", characteristic->name);
            }
        }
    ck_assert_uint_gt(measured, 30);
}
END_TEST

START_TEST(every_sample_that_is_needed_is_measured)
{
    struct task task = task_for(rack(), "030");
    struct plan plan = plan_make(&task, arena);
    size_t measured = 0;
    for (size_t i = 0; i < plan.steps.count; i++)
        measured += plan.steps.items[i].kind == ENTRY_MEASUREMENT_RECORDED;
    ck_assert_uint_eq(measured, 2);
}
END_TEST

START_TEST(answers_pass_and_spoiled_ones_do_not)
{
    const struct product *product = &rack()->product;
    struct task task = task_for(rack(), "080");
    struct plan plan = plan_make(&task, arena);
    size_t spoiled = 0;
    for (size_t i = 0; i < plan.steps.count; i++) {
        struct step *step = &plan.steps.items[i];
        if (step->kind != ENTRY_CHECK_RECORDED)
            continue;
        const struct check_recorded *answered = step->data;
        const struct operation_definition *definition = product->operations.items[task.operation].definition;
        const struct check *check = &definition->checks.items[spoiled];
        ck_assert_str_eq(check->name, answered->check);
        ck_assert(check_accepts(check, answered->answer));
        ck_assert(step_may_fail(&task, step));
        step_fail(&task, step);
        ck_assert(check_offers(check, answered->answer) && !check_accepts(check, answered->answer));
        spoiled++;
    }
    ck_assert_uint_eq(spoiled, 2);
}
END_TEST

START_TEST(trays_of_a_rack_come_from_the_stock_in_their_order)
{
    struct task task = task_for(rack(), "070");
    const struct recipe *part = NULL;
    ck_assert_uint_eq(task_takes(&task, &part), 18);
    ck_assert_str_eq(part->definition.part_number, "RL-TRAY-C1");
    char serials[18][16];
    char *made[18];
    for (int i = 0; i < 18; i++) {
        snprintf(serials[i], sizeof serials[i], "RT%02d", i);
        made[i] = serials[i];
    }
    task.made = made;
    struct plan plan = plan_make(&task, arena);
    int seen = 0;
    for (size_t i = 0; i < plan.steps.count; i++) {
        const struct component_installed *installed = plan.steps.items[i].data;
        if (plan.steps.items[i].kind == ENTRY_COMPONENT_INSTALLED && !strcmp(installed->part_number, "RL-TRAY-C1"))
            ck_assert_str_eq(installed->serial, made[seen++]);
    }
    ck_assert_int_eq(seen, 18);
}
END_TEST

START_TEST(a_task_is_planned_alike_each_time_and_scans_other_parts_the_next_time)
{
    struct task task = task_for(rack(), "020");
    struct plan once = plan_make(&task, arena), again = plan_make(&task, arena);
    task.nth = 1;
    struct plan later = plan_make(&task, arena);
    const struct component_installed *first = once.steps.items[0].data;
    const struct component_installed *same = again.steps.items[0].data;
    const struct component_installed *other = later.steps.items[0].data;
    ck_assert_uint_eq(once.steps.count, again.steps.count);
    ck_assert_str_eq(first->position, other->position);
    ck_assert_str_eq(first->serial, same->serial);
    ck_assert_str_eq(first->country, same->country);
    ck_assert_str_ne(first->serial, other->serial);
}
END_TEST

START_TEST(the_signer_is_nobody_who_builds)
{
    struct task task = task_for(rack(), "190");
    struct plan plan = plan_make(&task, arena);
    const struct unit_signed *signature = plan.steps.items[plan.steps.count - 1].data;
    for (size_t i = 0; i < rack()->product.operations.count; i++)
        ck_assert_str_ne(signature->subject.operator, task_operator(&task, (int)i, arena));
}
END_TEST

SUITE_BEGIN(floor_plan)
tcase_add_checked_fixture(tests, read_reference_products, free_reference_products);
tcase_add_test(tests, the_rack_is_the_product_that_goes_into_no_other);
tcase_add_test(tests, parts_go_in_before_they_are_measured_and_the_signature_comes_last);
tcase_add_test(tests, every_measurement_of_both_products_lies_inside_its_limits);
tcase_add_test(tests, every_sample_that_is_needed_is_measured);
tcase_add_test(tests, answers_pass_and_spoiled_ones_do_not);
tcase_add_test(tests, trays_of_a_rack_come_from_the_stock_in_their_order);
tcase_add_test(tests, a_task_is_planned_alike_each_time_and_scans_other_parts_the_next_time);
tcase_add_test(tests, the_signer_is_nobody_who_builds);
SUITE_END
