/* Measurements, answers and signatures: the evidence of a run. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/rule.h"
#include "domain/verdict.h"

#include <string.h>

/* What is recorded at positions names one that the pattern matches; what is recorded of the unit names none. */
static void interlock_recorded_at(const struct snapshot *snapshot, const char *what, const char *pattern,
                                  const char *position, struct reasons *reasons)
{
    if (!position) {
        if (pattern)
            refuse(reasons, REFUSAL_POSITION_MISSING, "%s is recorded for each position %s", what, pattern);
    } else if (product_position(snapshot->product, position) < 0) {
        refuse(reasons, REFUSAL_POSITION_UNKNOWN, "%s revision %s has no position %s", snapshot->unit->part_number,
               snapshot->unit->revision, position);
    } else if (!pattern) {
        refuse(reasons, REFUSAL_POSITION_OTHER, "%s is recorded once for the unit, not for a position", what);
    } else if (!pattern_matches(pattern, position)) {
        refuse(reasons, REFUSAL_POSITION_OTHER, "%s is recorded for positions %s, not for %s", what, pattern, position);
    }
}

static enum fault decide_judged(const struct snapshot *snapshot, enum entry_kind kind, const void *data,
                                struct result_judged judged, struct decision *ret, struct arena *arena)
{
    struct result_judged *result = arena_alloc(arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    judged.unit_part_number = snapshot->unit->part_number;
    *result = judged;
    *ret = (struct decision){0};
    decide(ret, kind, data, result);
    return decide_extended(snapshot, kind, data, ret, arena);
}

static const struct characteristic *interlock_characteristic(const struct snapshot *snapshot, const char *name,
                                                             struct reasons *reasons)
{
    const struct operation_definition *definition = operation_asked(snapshot);
    for (size_t i = 0; i < definition->characteristics.count; i++)
        if (!strcmp(definition->characteristics.items[i].name, name))
            return &definition->characteristics.items[i];
    refuse(reasons, REFUSAL_CHARACTERISTIC_UNKNOWN, "operation %s has no characteristic %s", definition->operation,
           name);
    return NULL;
}

static void interlock_measurement(const struct snapshot *snapshot, const struct measurement_recorded *data,
                                  const struct characteristic *characteristic, struct reasons *reasons)
{
    interlock_recorded_at(snapshot, characteristic->name, characteristic->positions, data->position, reasons);
    const char *unit_of_measure = characteristic->unit_of_measure;
    if (data->unit_of_measure && (!unit_of_measure || strcmp(data->unit_of_measure, unit_of_measure)))
        refuse(reasons, REFUSAL_UNIT_OF_MEASURE, "%s is measured in %s, not in %s", characteristic->name,
               unit_of_measure ? unit_of_measure : "no unit", data->unit_of_measure);
}

enum fault rule_measurement_recorded(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                     struct reasons *reasons)
{
    const struct measurement_recorded *data = event;
    const struct characteristic *characteristic = NULL;
    size_t found = reasons->found;
    if (interlock_run(snapshot, &data->subject, ENTRY_MEASUREMENT_RECORDED, false, reasons)) {
        characteristic = interlock_characteristic(snapshot, data->characteristic, reasons);
        if (characteristic)
            interlock_measurement(snapshot, data, characteristic, reasons);
        interlock_tool(snapshot, data->tool ? snapshot->tool : snapshot->run_tool,
                       data->tool ? data->tool : snapshot->run->tool, true, reasons);
    }
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_judged judged = {
        .verdict = measurement_verdict(characteristic, data->value),
        .lower = characteristic->lower,
        .upper = characteristic->upper,
    };
    return decide_judged(snapshot, ENTRY_MEASUREMENT_RECORDED, data, judged, ret, reasons->arena);
}

static const struct check *interlock_check(const struct snapshot *snapshot, const struct check_recorded *data,
                                           struct reasons *reasons)
{
    const struct operation_definition *definition = operation_asked(snapshot);
    for (size_t i = 0; i < definition->checks.count; i++) {
        const struct check *check = &definition->checks.items[i];
        if (strcmp(check->name, data->check))
            continue;
        interlock_recorded_at(snapshot, check->name, check->positions, data->position, reasons);
        if (!check_offers(check, data->answer))
            refuse(reasons, REFUSAL_ANSWER_UNKNOWN, "%s has no answer \"%s\"", check->name, data->answer);
        return check;
    }
    refuse(reasons, REFUSAL_CHECK_UNKNOWN, "operation %s has no check %s", definition->operation, data->check);
    return NULL;
}

enum fault rule_check_recorded(const struct snapshot *snapshot, const void *event, struct decision *ret,
                               struct reasons *reasons)
{
    const struct check_recorded *data = event;
    const struct check *check = NULL;
    size_t found = reasons->found;
    if (interlock_run(snapshot, &data->subject, ENTRY_CHECK_RECORDED, true, reasons))
        check = interlock_check(snapshot, data, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_judged judged = {
        .verdict = answer_verdict(check, data->answer),
        .lower = ABSENT_NUMBER,
        .upper = ABSENT_NUMBER,
    };
    return decide_judged(snapshot, ENTRY_CHECK_RECORDED, data, judged, ret, reasons->arena);
}

static void interlock_signer(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct operation_definition *definition = operation_asked(snapshot);
    switch ((enum sign_off)definition->sign_off) {
    case SIGN_OFF_ABSENT:
    case SIGN_OFF_NONE:
        refuse(reasons, REFUSAL_SIGN_OFF_NONE, "operation %s asks for no sign-off", definition->operation);
        return;
    case SIGN_OFF_INDEPENDENT:
        if (snapshot->operator_built)
            refuse(reasons, REFUSAL_SIGNER_BUILT, "operator %s built on unit %s; a second person signs it off",
                   snapshot->operator ? snapshot->operator->operator : "", snapshot->unit->serial);
        break;
    case SIGN_OFF_ANY:
        break;
    }
}

enum fault rule_unit_signed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                            struct reasons *reasons)
{
    const struct unit_signed *data = event;
    size_t found = reasons->found;
    if (interlock_run(snapshot, &data->subject, ENTRY_UNIT_SIGNED, true, reasons))
        interlock_signer(snapshot, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    enum fault fault = decide_unit(snapshot, ENTRY_UNIT_SIGNED, data, ret, reasons->arena);
    return fault ? fault : decide_extended(snapshot, ENTRY_UNIT_SIGNED, data, ret, reasons->arena);
}
