/* Defects: reported on a unit, and how often one is found in an operation before that unit is for material review. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

static bool is_about(const struct defect_limit *limit, const char *code, const char *family)
{
    return limit->defect ? !strcmp(limit->defect, code) : family && !strcmp(limit->family, family);
}

/* Found in the operation, or in another and mended by doing that one again. */
static bool is_of_operation(const struct finding *finding, const char *operation)
{
    for (size_t i = 0; i < finding->operations.count; i++)
        if (!strcmp(finding->operations.items[i], operation))
            return true;
    return finding->operation && !strcmp(finding->operation, operation);
}

/* How often the defect was found in the operation before a nonconformance. Not counted are false fails, what came
 * before a material review that had it put right, and the nonconformance `without` (ABSENT_INTEGER: none). */
static int64_t found_before(const struct snapshot *snapshot, const char *operation, const struct defect_limit *limit,
                            int64_t before, int64_t without)
{
    int64_t count = 0;
    for (size_t i = 0; i < snapshot->findings.count; i++) {
        const struct finding *finding = &snapshot->findings.items[i];
        int disposition = finding->disposition;
        if (finding->nonconformance_id >= before || finding->nonconformance_id == without ||
            !is_of_operation(finding, operation) || !is_about(limit, finding->code, finding->family) ||
            disposition == DISPOSITION_FALSE_FAIL)
            continue;
        bool put_right = disposition == DISPOSITION_REWORK || disposition == DISPOSITION_REPAIR;
        count = finding->material_review && put_right ? 0 : count + 1;
    }
    return count;
}

/* A defect that is found in an operation. */
struct found {
    const struct operation_definition *in;
    const char *code, *family;
};

static bool limit_reached(const struct snapshot *snapshot, const struct found *found, int64_t before, int64_t without)
{
    for (size_t i = 0; i < found->in->defect_limits.count; i++) {
        const struct defect_limit *limit = &found->in->defect_limits.items[i];
        if (is_about(limit, found->code, found->family) &&
            found_before(snapshot, found->in->operation, limit, before, without) + 1 >= limit->limit)
            return true;
    }
    return false;
}

bool defect_limit_reached(const struct snapshot *snapshot, const char *code)
{
    const struct found found = {operation_asked(snapshot), code, snapshot->defect ? snapshot->defect->family : NULL};
    return limit_reached(snapshot, &found, INT64_MAX, ABSENT_INTEGER);
}

bool is_reviewed_for(const struct snapshot *snapshot, const struct finding *finding, int64_t nonconformance)
{
    const struct product *product = snapshot->product;
    const int at = finding->operation ? product_operation(product, finding->operation) : -1;
    if (!finding->material_review || at < 0)
        return false;
    const struct found found = {product->operations.items[at].definition, finding->code, finding->family};
    const int64_t before = finding->nonconformance_id;
    return limit_reached(snapshot, &found, before, ABSENT_INTEGER) &&
           !limit_reached(snapshot, &found, before, nonconformance);
}

void interlock_defect(const struct snapshot *snapshot, const char *code, struct reasons *reasons)
{
    if (!snapshot->defect)
        refuse(reasons, REFUSAL_DEFECT_UNKNOWN, "the catalogue has no defect %s", code);
    else if (snapshot->defect->withdrawn)
        refuse(reasons, REFUSAL_DEFECT_WITHDRAWN, "defect %s was withdrawn", code);
}

/* What was found in a unit that has left would be of no use there: nobody can decide on it any more. */
static void interlock_left_around(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct unit *outer = snapshot->outer.items[i].unit;
        if (outer->state == UNIT_SHIPPED)
            refuse(reasons, REFUSAL_UNIT_STATE, "unit %s, which contains it, is %s", outer->serial,
                   reason_name(reasons, &UNIT_STATE_NAMES, outer->state));
    }
}

enum fault rule_defect_reported(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                struct reasons *reasons)
{
    const struct defect_reported *data = event;
    size_t found = reasons->found;
    interlock_unit(snapshot, &data->subject, ENTRY_DEFECT_REPORTED, reasons);
    interlock_left_around(snapshot, reasons);
    if (snapshot->principal->station) /* quality reports from its desk */
        interlock_station(snapshot, reasons);
    interlock_operator(snapshot, data->subject.operator, true, reasons);
    if (data->subject.operation)
        interlock_operation(snapshot, data->subject.operation, reasons);
    if (snapshot->unit && data->position && product_position(snapshot->product, data->position) < 0)
        refuse(reasons, REFUSAL_POSITION_UNKNOWN, "%s revision %s has no position %s", snapshot->unit->part_number,
               snapshot->unit->revision, data->position);
    interlock_defect(snapshot, data->code, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_reported *result = arena_alloc(reasons->arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    *result = (struct result_reported){
        .unit_part_number = snapshot->unit->part_number,
        .material_review = snapshot->operation >= 0 && defect_limit_reached(snapshot, data->code),
    };
    *ret = (struct decision){0};
    decide(ret, ENTRY_DEFECT_REPORTED, data, result);
    return decide_extended(snapshot, ENTRY_DEFECT_REPORTED, data, ret, reasons->arena);
}
