/* What each operation demands: its minutes, characteristics, checks and burn-in. */
#include "base/number.h"
#include "domain/product_compile.h"

#include <string.h>

static void check_minutes(struct compile *compile, const struct operation_definition *operation, size_t index)
{
    char minimum[NUMBER_TEXT_SIZE], standard[NUMBER_TEXT_SIZE];
    if (operation->minimum_min > operation->standard_min)
        reason_add(compile->reasons, REASON_MINUTES_REVERSED, POINTER(compile, "/routing/%zu/minimum_min", index),
                   "the minimum of %s minutes is above the standard of %s",
                   number_format(operation->minimum_min, minimum), number_format(operation->standard_min, standard));
}

static void check_burn_in(struct compile *compile, const struct operation_definition *operation, size_t index)
{
    const struct burn_in *burn_in = operation->burn_in;
    const char *pointer = POINTER(compile, "/routing/%zu/burn_in", index);
    if (operation->kind == OPERATION_BURN_IN && !burn_in)
        reason_add(compile->reasons, REASON_BURN_IN_MISSING, pointer, "a burn_in operation says what it takes");
    if (operation->kind && operation->kind != OPERATION_BURN_IN && burn_in)
        reason_add(compile->reasons, REASON_BURN_IN_UNEXPECTED, pointer, "only a burn_in operation has it");
    if (burn_in && burn_in->hours <= 0)
        reason_add(compile->reasons, REASON_BURN_IN_HOURS, POINTER(compile, "/routing/%zu/burn_in/hours", index),
                   "a burn-in runs for more than 0 hours");
}

static void check_limits(struct compile *compile, const struct characteristic *characteristic, const char *pointer)
{
    double lower = characteristic->lower, upper = characteristic->upper;
    char lowest[NUMBER_TEXT_SIZE], highest[NUMBER_TEXT_SIZE];
    if (isnan(lower) && isnan(upper))
        reason_add(compile->reasons, REASON_NO_LIMITS, pointer, "a characteristic has a lower or an upper limit");
    if (lower > upper)
        reason_add(compile->reasons, REASON_LIMITS_REVERSED, POINTER(compile, "%s/lower", pointer),
                   "the lower limit %s is above the upper limit %s", number_format(lower, lowest),
                   number_format(upper, highest));
}

static void check_characteristics(struct compile *compile, const struct operation_definition *operation, size_t index)
{
    for (size_t i = 0; i < operation->characteristics.count; i++) {
        const struct characteristic *characteristic = &operation->characteristics.items[i];
        const char *pointer = POINTER(compile, "/routing/%zu/characteristics/%zu", index, i);
        if (!pointer) /* memory is out: what is found is still counted */
            pointer = "";
        for (size_t j = 0; j < i; j++)
            if (same_text(characteristic->name, operation->characteristics.items[j].name)) {
                reason_add(compile->reasons, REASON_DUPLICATE_CHARACTERISTIC, POINTER(compile, "%s/name", pointer),
                           "\"%s\" is already characteristic %zu", characteristic->name, j);
                break;
            }
        check_limits(compile, characteristic, pointer);
        if (characteristic->positions)
            check_pattern(compile, characteristic->positions, POINTER(compile, "%s/positions", pointer));
    }
}

static void check_repeats(struct compile *compile, const char *const *answers, size_t count, const char *pointer)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(answers[i], answers[j])) {
                reason_add(compile->reasons, REASON_DUPLICATE_ANSWER, POINTER(compile, "%s/%zu", pointer, i),
                           "\"%s\" is already answer %zu", answers[i], j);
                break;
            }
}

static void check_answers(struct compile *compile, const struct check *check, size_t operation, size_t index)
{
    const char *answers = POINTER(compile, "/routing/%zu/checks/%zu/answers", operation, index);
    const char *accepted = POINTER(compile, "/routing/%zu/checks/%zu/accepted", operation, index);
    check_repeats(compile, check->answers.items, check->answers.count, answers ? answers : "");
    check_repeats(compile, check->accepted.items, check->accepted.count, accepted ? accepted : "");
    if (answers && reasons_about(compile->reasons, answers))
        return; /* what may be given is not known */
    for (size_t i = 0; i < check->accepted.count; i++)
        if (!check_offers(check, check->accepted.items[i]))
            reason_add(compile->reasons, REASON_ANSWER_NOT_OFFERED, POINTER(compile, "%s/%zu", accepted, i),
                       "\"%s\" is accepted, but is not among the answers", check->accepted.items[i]);
    if (!check->accepted.count && !check_offers(check, "yes"))
        reason_add(compile->reasons, REASON_ANSWER_NOT_OFFERED, accepted,
                   "without a list \"yes\" is accepted, but it is not among the answers");
}

static void check_checks(struct compile *compile, const struct operation_definition *operation, size_t index)
{
    for (size_t i = 0; i < operation->checks.count; i++) {
        const struct check *check = &operation->checks.items[i];
        for (size_t j = 0; j < i; j++)
            if (same_text(check->name, operation->checks.items[j].name)) {
                reason_add(compile->reasons, REASON_DUPLICATE_CHECK,
                           POINTER(compile, "/routing/%zu/checks/%zu/name", index, i), "\"%s\" is already check %zu",
                           check->name, j);
                break;
            }
        check_answers(compile, check, index, i);
        if (check->positions)
            check_pattern(compile, check->positions, POINTER(compile, "/routing/%zu/checks/%zu/positions", index, i));
    }
}

static void check_defect_limits(struct compile *compile, const struct operation_definition *operation, size_t index)
{
    for (size_t i = 0; i < operation->defect_limits.count; i++) {
        const struct defect_limit *limit = &operation->defect_limits.items[i];
        const char *pointer = POINTER(compile, "/routing/%zu/defect_limits/%zu", index, i);
        if (!limit->defect == !limit->family)
            reason_add(compile->reasons, REASON_DEFECT_LIMIT, pointer, "it names a defect or a family, one of the two");
        for (size_t j = 0; j < i; j++)
            if (same_text(limit->defect, operation->defect_limits.items[j].defect) ||
                same_text(limit->family, operation->defect_limits.items[j].family)) {
                reason_add(compile->reasons, REASON_DUPLICATE_DEFECT_LIMIT, pointer,
                           "\"%s\" has a limit already, at %zu", limit->defect ? limit->defect : limit->family, j);
                break;
            }
    }
}

/* What is measured or checked at a position has a part to speak of: the operation fills it, or one that comes before.
 */
static void check_filled_at(struct compile *compile, size_t index, const char *pattern, const char *what, size_t nth)
{
    const struct product *product = &compile->product;
    const struct operation *operation = &product->operations.items[index];
    for (size_t i = 0; pattern && i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[i];
        int fills = position->operation;
        if (fills < 0 || fills == (int)index || bit_is_set(&operation->before, (size_t)fills) ||
            !pattern_matches(pattern, position->name))
            continue;
        reason_add(compile->reasons, REASON_FILLED_LATER,
                   POINTER(compile, "/routing/%zu/%s/%zu/positions", index, what, nth),
                   "%s may still be empty: operation %s fills it, and does not come before %s", position->name,
                   product->operations.items[fills].definition->operation, operation->definition->operation);
        return;
    }
}

void check_filled(struct compile *compile)
{
    for (size_t i = 0; !compile->disordered && i < compile->definition->routing.count; i++) {
        const struct operation_definition *operation = &compile->definition->routing.items[i];
        for (size_t j = 0; j < operation->characteristics.count; j++)
            check_filled_at(compile, i, operation->characteristics.items[j].positions, "characteristics", j);
        for (size_t j = 0; j < operation->checks.count; j++)
            check_filled_at(compile, i, operation->checks.items[j].positions, "checks", j);
    }
}

void check_operations(struct compile *compile)
{
    for (size_t i = 0; i < compile->definition->routing.count; i++) {
        const struct operation_definition *operation = &compile->definition->routing.items[i];
        check_minutes(compile, operation, i);
        check_burn_in(compile, operation, i);
        check_characteristics(compile, operation, i);
        check_checks(compile, operation, i);
        check_defect_limits(compile, operation, i);
    }
}
