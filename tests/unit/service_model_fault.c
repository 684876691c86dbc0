/* Entries of nonconformances. */
#include "service_model_fold.h"

#include <string.h>

static struct model_stop *defect_at(struct model *model, int64_t journal_position)
{
    for (size_t i = 0; i < model->defect_count; i++)
        if (model->defects[i].journal_position == journal_position)
            return &model->defects[i];
    CLAIM(model, false, "nothing began at %lld", (long long)journal_position);
    return NULL;
}

void fold_defect_voided(struct model *model, int64_t journal_position)
{
    struct model_stop *defect = defect_at(model, journal_position);
    stop_ends(model, model->defects, model->defect_count, journal_position);
    defect->closed = defect->voided = true;
}

/* What the line's products limit: anything cosmetic in the test of a tray, D2 in that of a rack, each to two times. */
static bool is_limited(const struct model_unit *unit, const char *operation, const char *code)
{
    bool cosmetic = !strcmp(code, "D0") || !strcmp(code, "D1") || !strcmp(code, "DENT");
    if (!operation)
        return false;
    if (!strcmp(unit->product->definition->part_number, "T-1"))
        return cosmetic && (!strcmp(operation, "020") || !strcmp(operation, "025"));
    return !strcmp(code, "D2") && !strcmp(operation, "040");
}

/* Found in the operation, or mended by doing it again. */
static bool is_of(const struct model_stop *defect, const char *operation)
{
    for (size_t i = 0; i < defect->operations.count; i++)
        if (!strcmp(defect->operations.items[i], operation))
            return true;
    return defect->operation && !strcmp(defect->operation, operation);
}

/* Whether it was found before, and no review has had it put right since. */
static bool was_there(const struct model *model, const struct model_stop *defect)
{
    bool there = false;
    for (const struct model_stop *before = model->defects; before < defect; before++) {
        bool put_right = before->material_review &&
                         (before->disposition == DISPOSITION_REWORK || before->disposition == DISPOSITION_REPAIR);
        if (before->unit == defect->unit && is_of(before, defect->operation) &&
            is_limited(before->unit, defect->operation, before->code) && !before->voided &&
            before->disposition != DISPOSITION_FALSE_FAIL)
            there = !put_right;
    }
    return there;
}

bool model_decided_out(const struct model *model, const struct model_part *part)
{
    for (const struct model_stop *defect = model->defects; defect < model->defects + model->defect_count; defect++)
        if (defect->part.installed_by == part->installed_by && !defect->closed &&
            (defect->disposition == DISPOSITION_REPAIR || defect->disposition == DISPOSITION_SCRAP ||
             defect->disposition == DISPOSITION_RETURN))
            return true;
    return false;
}

static void fault_begins(struct model *model, struct model_unit *unit, const char *operation, const char *code,
                         bool attempts_end, bool material_review)
{
    stop_begins(model, model->defects, &model->defect_count, unit, unit->order);
    struct model_stop *defect = &model->defects[model->defect_count - 1];
    defect->operation = operation;
    defect->code = code;
    defect->material_review = material_review;
    bool too_often = is_limited(unit, operation, code) && was_there(model, defect);
    model->reviews += too_often;
    CLAIM(model, material_review == (attempts_end || too_often), "%s on unit %s goes to material review or not", code,
          unit->serial);
}

static void fold_reported(struct model *model)
{
    const struct defect_reported *data = model->entry->data;
    const struct result_reported *result = model->entry->result;
    struct model_unit *unit = model_unit(model, data->subject.unit, result->unit_part_number);
    fault_begins(model, unit, data->subject.operation, data->code, false, result->material_review);
    if (!data->position)
        return;
    struct model_stop *defect = &model->defects[model->defect_count - 1];
    defect->position = data->position;
    defect->part = unit->parts[product_position(unit->product, data->position)];
}

static void fold_opened(struct model *model)
{
    const struct nonconformance_opened *data = model->entry->data;
    struct model_unit *unit = model_unit(model, data->unit, data->part_number);
    const struct model_operation *operation = model_operation(model, unit, data->operation);
    const struct operation *of = &unit->product->operations.items[operation - unit->operations];
    fault_begins(model, unit, data->operation, data->code,
                 operation->failures >= operation_attempt_limit(of->definition), data->material_review);
}

static void fold_disposed(struct model *model)
{
    const struct nonconformance_dispositioned *data = model->entry->data;
    const struct result_disposed *result = model->entry->result;
    struct model_stop *defect = defect_at(model, data->nonconformance);
    int64_t replaced = data->replaces == ABSENT_INTEGER ? 0 : data->replaces;
    CLAIM(model, !defect->closed, "what began at %lld was closed before", (long long)data->nonconformance);
    CLAIM(model, defect->decided == replaced, "what began at %lld was decided on by somebody who did not know of it",
          (long long)data->nonconformance);
    defect->decided = model->entry->journal_position;
    defect->open = data->disposition == DISPOSITION_USE_AS_IS;
    defect->disposition = data->disposition;
    defect->disposed_by = model->entry->by;
    defect->operations.items = data->operations.items;
    defect->operations.count = data->operations.count;
    if (result->operation)
        model_operation(model, defect->unit, result->operation)->failures = result->failures;
    for (size_t i = 0; i < result->anew.count; i++)
        model_operation(model, defect->unit, result->anew.items[i])->failures = 0;
}

static void fold_countersigned(struct model *model)
{
    const struct nonconformance_named *data = model->entry->data;
    CLAIM(model, strcmp(defect_at(model, data->nonconformance)->disposed_by, model->entry->by),
          "%s countersigns what the same decided", model->entry->by);
    stop_ends(model, model->defects, model->defect_count, data->nonconformance);
}

static void fold_closed(struct model *model)
{
    struct model_stop *defect =
        defect_at(model, ((const struct nonconformance_named *)model->entry->data)->nonconformance);
    CLAIM(model, !defect->open && !defect->closed, "what began at %lld closes too soon, or twice",
          (long long)defect->journal_position);
    defect->closed = true;
}

void fold_fault(struct model *model)
{
    if (model->entry->kind == ENTRY_DEFECT_REPORTED)
        fold_reported(model);
    else if (model->entry->kind == ENTRY_NONCONFORMANCE_OPENED)
        fold_opened(model);
    else if (model->entry->kind == ENTRY_NONCONFORMANCE_DISPOSITIONED)
        fold_disposed(model);
    else if (model->entry->kind == ENTRY_NONCONFORMANCE_COUNTERSIGNED)
        fold_countersigned(model);
    else
        fold_closed(model);
}
