#include "floor/plan.h"

#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/supply.h"

#include <string.h>

static const struct operation_definition *task_definition(const struct task *task)
{
    return task->recipe->product.operations.items[task->operation].definition;
}

const char *task_operator(const struct task *task, int operation, struct arena *arena)
{
    const struct operation_definition *definition = task->recipe->product.operations.items[operation].definition;
    return crew_operator(task->crew, definition->required_skill,
                         dice_throw(task->seed, "operator", task->unit, definition->operation, NULL), arena);
}

void *event_about(const struct task *task, enum entry_kind kind, struct arena *arena)
{
    const struct record *record = ENTRY_TYPES[kind].data;
    struct subject *subject = need_memory(arena_alloc(arena, record->size));
    record_clear(record, subject);
    subject->unit = task->unit;
    subject->unit_part_number = task->recipe->definition.part_number;
    subject->operation = task_definition(task)->operation;
    subject->operator = task_operator(task, task->operation, arena);
    return subject;
}

struct operation_started *plan_start(const struct task *task, const char *bay, struct arena *arena)
{
    struct operation_started *started = event_about(task, ENTRY_OPERATION_STARTED, arena);
    started->bay = bay;
    started->tool = crew_tool(task->crew, task_definition(task)->required_tool,
                              dice_throw(task->seed, "tool", task->unit, started->subject.operation, NULL), arena);
    return started;
}

struct operation_completed *plan_complete(const struct task *task, struct arena *arena)
{
    return event_about(task, ENTRY_OPERATION_COMPLETED, arena);
}

struct component_installed *plan_scan(const struct task *task, const struct position *position, int again,
                                      struct arena *arena)
{
    struct component_installed *scan = event_about(task, ENTRY_COMPONENT_INSTALLED, arena);
    scan->position = position->name;
    supply_component(task->seed, position, task->unit, task->nth * 100 + again, arena, scan);
    return scan;
}

/* --- evidence --- */

static double round_inside(double value, double lower, double upper)
{
    double rounded = round(value * 1000) / 1000;
    if (rounded < lower)
        return lower;
    return rounded > upper ? upper : rounded;
}

double value_inside(const struct characteristic *characteristic, double part)
{
    double lower = characteristic->lower;
    double upper = characteristic->upper;
    double value = 0;
    if (!isnan(lower) && !isnan(upper))
        value = lower + (upper - lower) * (0.2 + 0.6 * part);
    else if (!isnan(lower))
        value = lower + fmax(fabs(lower), 1) * 0.1 * part;
    else if (!isnan(upper))
        value = upper - fmax(fabs(upper), 1) * 0.1 * part;
    if (!characteristic->unit_of_measure) /* it is counted, not measured */
        value = round(value);
    return round_inside(value, isnan(lower) ? -INFINITY : lower, isnan(upper) ? INFINITY : upper);
}

double value_outside(const struct characteristic *characteristic)
{
    double lower = characteristic->lower;
    double upper = characteristic->upper;
    if (!isnan(upper))
        return upper + fmax(fabs(upper) * 0.2, 1);
    return isnan(lower) ? ABSENT_NUMBER : lower - fmax(fabs(lower) * 0.2, 1);
}

const char *answer_accepted(const struct check *check)
{
    return check->accepted.count ? check->accepted.items[0] : "yes";
}

const char *answer_refused(const struct check *check)
{
    if (!check->answers.count)
        return check_accepts(check, "no") ? NULL : "no";
    for (size_t i = 0; i < check->answers.count; i++)
        if (!check_accepts(check, check->answers.items[i]))
            return check->answers.items[i];
    return NULL;
}

/* --- steps --- */

static const struct characteristic *find_characteristic(const struct operation_definition *operation, const char *name,
                                                        const char *position)
{
    for (size_t i = 0; i < operation->characteristics.count; i++) {
        const struct characteristic *characteristic = &operation->characteristics.items[i];
        if (!strcmp(characteristic->name, name) &&
            (!characteristic->positions || !position || pattern_matches(characteristic->positions, position)))
            return characteristic;
    }
    return NULL;
}

static const struct check *find_check(const struct operation_definition *operation, const char *name)
{
    for (size_t i = 0; i < operation->checks.count; i++)
        if (!strcmp(operation->checks.items[i].name, name))
            return &operation->checks.items[i];
    return NULL;
}

static struct step step_install(const struct task *task, const struct position *position, size_t *made,
                                struct arena *arena)
{
    struct component_installed *installed;
    if (catalog_makes(task->catalog, position)) {
        const struct recipe *part = catalog_find(task->catalog, position->line->part_number);
        installed = event_about(task, ENTRY_COMPONENT_INSTALLED, arena);
        installed->position = position->name;
        installed->part_number = part->definition.part_number;
        installed->revision = part->definition.revision;
        installed->serial = TEXT(arena, "%s", task->made[(*made)++]);
    } else {
        installed = plan_scan(task, position, 0, arena);
    }
    return (struct step){.kind = ENTRY_COMPONENT_INSTALLED, .data = installed};
}

static struct step step_measure(const struct task *task, const struct characteristic *characteristic,
                                const char *position, int64_t sample, struct arena *arena)
{
    struct measurement_recorded *measured = event_about(task, ENTRY_MEASUREMENT_RECORDED, arena);
    const char *count = TEXT(arena, "%lld", (long long)sample);
    measured->characteristic = characteristic->name;
    measured->position = position;
    measured->unit_of_measure = characteristic->unit_of_measure;
    measured->value =
        value_inside(characteristic, dice_part(dice_throw(task->seed, "value", task->unit, characteristic->name,
                                                          position ? position : "", count, NULL)));
    return (struct step){.kind = ENTRY_MEASUREMENT_RECORDED, .data = measured};
}

static struct step step_answer(const struct task *task, const struct check *check, const char *position,
                               struct arena *arena)
{
    struct check_recorded *answered = event_about(task, ENTRY_CHECK_RECORDED, arena);
    answered->check = check->name;
    answered->position = position;
    answered->answer = answer_accepted(check);
    return (struct step){.kind = ENTRY_CHECK_RECORDED, .data = answered};
}

static struct step step_sign(const struct task *task, struct arena *arena)
{
    struct unit_signed *signature = event_about(task, ENTRY_UNIT_SIGNED, arena);
    signature->subject.operator =
        crew_inspector(dice_throw(task->seed, "inspector", task->unit, signature->subject.operation, NULL), arena);
    signature->meaning = "inspected and released";
    return (struct step){.kind = ENTRY_UNIT_SIGNED, .data = signature};
}

/* The value that fails for a measurement, the answer that fails for a check. */
static double failing_value(const struct task *task, const struct measurement_recorded *measured)
{
    const struct characteristic *characteristic =
        find_characteristic(task_definition(task), measured->characteristic, measured->position);
    return characteristic ? value_outside(characteristic) : ABSENT_NUMBER;
}

static const char *failing_answer(const struct task *task, const struct check_recorded *answered)
{
    const struct check *check = find_check(task_definition(task), answered->check);
    return check ? answer_refused(check) : NULL;
}

bool step_may_fail(const struct task *task, const struct step *step)
{
    if (step->kind == ENTRY_MEASUREMENT_RECORDED)
        return !isnan(failing_value(task, step->data));
    return step->kind == ENTRY_CHECK_RECORDED && failing_answer(task, step->data);
}

void step_fail(const struct task *task, struct step *step)
{
    step->fails = true;
    if (step->kind == ENTRY_MEASUREMENT_RECORDED) {
        struct measurement_recorded *measured = step->data;
        measured->value = failing_value(task, measured);
    } else if (step->kind == ENTRY_CHECK_RECORDED) {
        struct check_recorded *answered = step->data;
        answered->answer = failing_answer(task, answered);
    }
}

static size_t steps_at_most(const struct needs *needs)
{
    size_t count = 0;
    for (size_t i = 0; i < needs->list.count; i++)
        count += needs->list.items[i].samples > 0 ? (size_t)needs->list.items[i].samples : 1;
    return count;
}

/* What a need is met with belongs to one of four turns; a need of another turn gives nothing. */
enum turn { TURN_INSTALL, TURN_MEASURE, TURN_ANSWER, TURN_SIGN, TURN_COUNT };

static void add_steps(const struct task *task, const struct need *need, enum turn turn, size_t *made,
                      struct arena *arena, struct plan *plan)
{
    const struct operation_definition *operation = task_definition(task);
    int position = need->position ? product_position(&task->recipe->product, need->position) : -1;
    struct step *next = &plan->steps.items[plan->steps.count];
    if (turn == TURN_INSTALL && need->part_number && position >= 0) {
        *next = step_install(task, &task->recipe->product.positions.items[position], made, arena);
        plan->steps.count++;
    } else if (turn == TURN_MEASURE && need->characteristic) {
        const struct characteristic *characteristic =
            find_characteristic(operation, need->characteristic, need->position);
        for (int64_t sample = 0; characteristic && sample < need->samples; sample++)
            plan->steps.items[plan->steps.count++] = step_measure(task, characteristic, need->position, sample, arena);
    } else if (turn == TURN_ANSWER && need->check) {
        const struct check *check = find_check(operation, need->check);
        if (check) {
            *next = step_answer(task, check, need->position, arena);
            plan->steps.count++;
        }
    } else if (turn == TURN_SIGN && need->signature) {
        *next = step_sign(task, arena);
        plan->steps.count++;
    }
}

struct plan plan_make(const struct task *task, struct arena *arena)
{
    struct plan plan = {0};
    size_t made = 0;
    plan.steps.items = NEW_ARRAY(arena, struct step, steps_at_most(&task->needs) + 1);
    for (enum turn turn = TURN_INSTALL; turn < TURN_COUNT; turn++)
        for (size_t i = 0; i < task->needs.list.count; i++)
            add_steps(task, &task->needs.list.items[i], turn, &made, arena, &plan);
    return plan;
}

size_t task_takes(const struct task *task, const struct recipe **ret)
{
    size_t count = 0;
    for (size_t i = 0; i < task->needs.list.count; i++) {
        const struct need *need = &task->needs.list.items[i];
        int position = need->part_number ? product_position(&task->recipe->product, need->position) : -1;
        if (position < 0 || !catalog_makes(task->catalog, &task->recipe->product.positions.items[position]))
            continue;
        *ret = catalog_find(task->catalog, need->part_number);
        count++;
    }
    return count;
}
