/* Measurements and answers: the evidence of a run. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/rule.h"
#include "domain/verdict.h"

#include <string.h>

/* The position named is one of the product's. False when it is not, or none is named, or the product is not known. */
static bool interlock_position(const struct snapshot *snapshot, const char *position, struct reasons *reasons)
{
    if (!position || !snapshot->unit)
        return false;
    if (product_position(snapshot->product, position) >= 0)
        return true;
    refuse(reasons, REFUSAL_POSITION_UNKNOWN, "%s revision %s has no position %s", snapshot->unit->part_number,
           snapshot->unit->revision, position);
    return false;
}

/* What is recorded before the part is there speaks of another part, or of none. */
static void interlock_there(const struct snapshot *snapshot, const char *position, struct reasons *reasons)
{
    const struct position *of = &snapshot->product->positions.items[product_position(snapshot->product, position)];
    if (of->line->tracking != TRACKING_NONE && !snapshot->occupant)
        refuse(reasons, REFUSAL_POSITION_EMPTY, "position %s is empty: what it is recorded of goes in first", position);
}

/* What is recorded at positions names one that the pattern matches, and that is filled; what is recorded of the unit
 * names none. */
static void interlock_recorded_at(const struct snapshot *snapshot, const char *what, const char *pattern,
                                  const char *position, struct reasons *reasons)
{
    if (!position && pattern)
        refuse(reasons, REFUSAL_POSITION_MISSING, "%s is recorded for each position %s", what, pattern);
    if (!interlock_position(snapshot, position, reasons))
        return;
    if (!pattern)
        refuse(reasons, REFUSAL_POSITION_OTHER, "%s is recorded once for the unit, not for a position", what);
    else if (!pattern_matches(pattern, position))
        refuse(reasons, REFUSAL_POSITION_OTHER, "%s is recorded for positions %s, not for %s", what, pattern, position);
    else
        interlock_there(snapshot, position, reasons);
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

static const struct characteristic *characteristic_named(const struct operation_definition *definition,
                                                         const char *name)
{
    for (size_t i = 0; i < definition->characteristics.count; i++)
        if (!strcmp(definition->characteristics.items[i].name, name))
            return &definition->characteristics.items[i];
    return NULL;
}

/* The operation has the characteristic, and it is measured there and so. NULL when it has not, or is not known. */
static const struct characteristic *interlock_characteristic(const struct snapshot *snapshot,
                                                             const struct measurement_recorded *data,
                                                             struct reasons *reasons)
{
    const struct operation_definition *definition = snapshot->operation < 0 ? NULL : operation_asked(snapshot);
    const struct characteristic *characteristic =
        definition ? characteristic_named(definition, data->characteristic) : NULL;
    if (!characteristic) {
        if (definition)
            refuse(reasons, REFUSAL_CHARACTERISTIC_UNKNOWN, "operation %s has no characteristic %s",
                   definition->operation, data->characteristic);
        interlock_position(snapshot, data->position, reasons);
        return NULL;
    }
    interlock_recorded_at(snapshot, characteristic->name, characteristic->positions, data->position, reasons);
    const char *unit_of_measure = characteristic->unit_of_measure;
    if (data->unit_of_measure && !unit_of_measure)
        refuse(reasons, REFUSAL_UNIT_OF_MEASURE, "%s is measured in no unit, not in %s", characteristic->name,
               data->unit_of_measure);
    else if (data->unit_of_measure && strcmp(data->unit_of_measure, unit_of_measure))
        refuse(reasons, REFUSAL_UNIT_OF_MEASURE, "%s is measured in %s, not in %s", characteristic->name,
               unit_of_measure, data->unit_of_measure);
    return characteristic;
}

enum fault rule_measurement_recorded(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                     struct reasons *reasons)
{
    const struct measurement_recorded *data = event;
    size_t found = reasons->found;
    interlock_run(snapshot, &data->subject, ENTRY_MEASUREMENT_RECORDED, false, reasons);
    const struct characteristic *characteristic = interlock_characteristic(snapshot, data, reasons);
    if (data->tool)
        interlock_tool(snapshot, snapshot->tool, data->tool, true, reasons);
    else
        interlock_run_tool(snapshot, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_judged judged = {
        .verdict = measurement_verdict(characteristic, data->value),
        .lower = characteristic->lower,
        .upper = characteristic->upper,
    };
    return decide_judged(snapshot, ENTRY_MEASUREMENT_RECORDED, data, judged, ret, reasons->arena);
}

static const struct check *check_named(const struct operation_definition *definition, const char *name)
{
    for (size_t i = 0; i < definition->checks.count; i++)
        if (!strcmp(definition->checks.items[i].name, name))
            return &definition->checks.items[i];
    return NULL;
}

/* The same of a check and its answer. */
static const struct check *interlock_check(const struct snapshot *snapshot, const struct check_recorded *data,
                                           struct reasons *reasons)
{
    const struct operation_definition *definition = snapshot->operation < 0 ? NULL : operation_asked(snapshot);
    const struct check *check = definition ? check_named(definition, data->check) : NULL;
    if (!check) {
        if (definition)
            refuse(reasons, REFUSAL_CHECK_UNKNOWN, "operation %s has no check %s", definition->operation, data->check);
        interlock_position(snapshot, data->position, reasons);
        return NULL;
    }
    interlock_recorded_at(snapshot, check->name, check->positions, data->position, reasons);
    if (!check_offers(check, data->answer))
        refuse(reasons, REFUSAL_ANSWER_UNKNOWN, "%s has no answer \"%s\"", check->name, data->answer);
    return check;
}

enum fault rule_check_recorded(const struct snapshot *snapshot, const void *event, struct decision *ret,
                               struct reasons *reasons)
{
    const struct check_recorded *data = event;
    size_t found = reasons->found;
    interlock_run(snapshot, &data->subject, ENTRY_CHECK_RECORDED, true, reasons);
    const struct check *check = interlock_check(snapshot, data, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_judged judged = {
        .verdict = answer_verdict(check, data->answer),
        .lower = ABSENT_NUMBER,
        .upper = ABSENT_NUMBER,
    };
    return decide_judged(snapshot, ENTRY_CHECK_RECORDED, data, judged, ret, reasons->arena);
}
