/* Entries of waivers, and what no waiver excuses. */
#include "service_model_fold.h"

#include <string.h>

static const struct operation_definition *definition_of(const struct model_waiver *waiver)
{
    return waiver->unit->product->operations.items[waiver->operation - waiver->unit->operations].definition;
}

static void claim_filled(struct model *model, const struct model_unit *unit, int operation)
{
    for (size_t i = 0; i < unit->product->positions.count; i++) {
        const struct position *position = &unit->product->positions.items[i];
        if (operation < 0 || position->operation == operation)
            CLAIM(model, unit->parts[i].part_number || position->line->tracking == TRACKING_NONE,
                  "unit %s has nothing in %s", unit->serial, position->name);
    }
}

static void claim_decided(struct model *model, const struct model_unit *unit)
{
    for (size_t i = 0; i < model->defect_count; i++)
        CLAIM(model, model->defects[i].unit != unit || !model->defects[i].open, "unit %s has a fault undecided",
              unit->serial);
}

void claim_whole(struct model *model, const struct model_unit *unit)
{
    bool signed_off = true;
    claim_filled(model, unit, -1);
    claim_decided(model, unit);
    for (size_t i = 0; i < unit->product->operations.count; i++)
        signed_off = signed_off && (unit->product->operations.items[i].definition->sign_off != SIGN_OFF_INDEPENDENT ||
                                    (unit->operations[i].state == OPERATION_PASSED && unit->operations[i].signed_by));
    CLAIM(model, signed_off || model->entry->kind != ENTRY_UNIT_SHIPPED, "unit %s ships unsigned", unit->serial);
    CLAIM(model, unit->started, "unit %s was never begun", unit->serial);
}

static struct model_waiver *waiver_at(struct model *model, int64_t journal_position)
{
    for (size_t i = 0; i < model->waiver_count; i++)
        if (model->waivers[i].journal_position == journal_position)
            return &model->waivers[i];
    CLAIM(model, false, "no waiver was asked for at %lld", (long long)journal_position);
    return NULL;
}

static void fold_requested(struct model *model)
{
    const struct waiver_requested *data = model->entry->data;
    struct model_unit *unit = model_unit(model, data->unit, data->part_number);
    CLAIM(model, unit && !unit->shipped && !unit->scrapped, "unit %s cannot change any more", data->unit);
    CLAIM(model, model->waiver_count < MODEL_THINGS_MAX, "more waivers than the model has room for");
    model->waivers[model->waiver_count++] = (struct model_waiver){
        .journal_position = model->entry->journal_position,
        .unit = unit,
        .operation = model_operation(model, unit, data->operation),
        .by = model->entry->by,
        .state = WAIVER_REQUESTED,
    };
}

static void fold_decided(struct model *model)
{
    const struct waiver_named *data = model->entry->data;
    struct model_waiver *waiver = waiver_at(model, data->waiver);
    CLAIM(model, waiver->state == WAIVER_REQUESTED, "a waiver is decided on twice");
    waiver->state = model->entry->kind == ENTRY_WAIVER_REJECTED ? WAIVER_REJECTED : WAIVER_COUNTERSIGNED;
    CLAIM(model, waiver->state == WAIVER_REJECTED || strcmp(waiver->by, model->entry->by),
          "%s countersigns what %s asked for", model->entry->by, waiver->by);
}

/* Right after its second signature, for what may be waived, on a unit as it was when it was asked for. */
static void fold_waived(struct model *model)
{
    const struct operation_waived *data = model->entry->data;
    struct model_waiver *waiver = waiver_at(model, data->waiver);
    struct model_unit *unit = waiver->unit;
    CLAIM(model,
          waiver->state == WAIVER_COUNTERSIGNED && !strcmp(unit->serial, data->unit) &&
              !strcmp(definition_of(waiver)->operation, data->operation),
          "operation %s of unit %s is waived by nobody", data->operation, data->unit);
    CLAIM(model, !unit->shipped && !unit->scrapped && !unit->inside && !model_held(model, unit),
          "unit %s is not to be decided on", data->unit);
    CLAIM(model, !model_runs(waiver->operation) && !operation_is_done(waiver->operation->state),
          "operation %s needs no waiver", data->operation);
    CLAIM(model, waiver->operation->run_id < waiver->journal_position, "operation %s was run since", data->operation);
    CLAIM(model,
          definition_of(waiver)->sign_off != SIGN_OFF_INDEPENDENT && definition_of(waiver)->kind != OPERATION_SHIPPING,
          "operation %s is waived", data->operation);
    claim_filled(model, unit, (int)(waiver->operation - unit->operations));
    claim_decided(model, unit);
    waiver->operation->state = OPERATION_WAIVED;
}

void fold_waiver(struct model *model)
{
    if (model->entry->kind == ENTRY_WAIVER_REQUESTED)
        fold_requested(model);
    else if (model->entry->kind == ENTRY_OPERATION_WAIVED)
        fold_waived(model);
    else
        fold_decided(model);
}
