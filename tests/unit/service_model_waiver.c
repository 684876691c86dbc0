/* Entries of waivers, and what no waiver excuses; and what quality sends back to be done again. */
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
            CLAIM(model, model_fits(position, &unit->parts[i]), "unit %s has nothing in %s, or what does not go there",
                  unit->serial, position->name);
    }
}

static void claim_decided(struct model *model, const struct model_unit *unit, bool inside)
{
    for (size_t i = 0; i < model->defect_count; i++) {
        const struct model_stop *defect = &model->defects[i];
        CLAIM(model, !defect->open || !(inside ? model_is_in(defect->unit, unit) : defect->unit == unit),
              "unit %s has a fault undecided", unit->serial);
    }
}

void claim_whole(struct model *model, const struct model_unit *unit)
{
    bool signed_off = true;
    claim_filled(model, unit, -1);
    if (!model->correcting)
        claim_decided(model, unit, true);
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
    bool rejected = model->entry->kind == ENTRY_WAIVER_REJECTED;
    CLAIM(model, waiver->state == WAIVER_REQUESTED || (rejected && waiver->state == WAIVER_LAPSED),
          "a waiver is decided on twice, or after its unit was moved");
    waiver->state = rejected ? WAIVER_REJECTED : WAIVER_COUNTERSIGNED;
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
    CLAIM(model, !unit->shipped && !unit->scrapped && !model_held(model, unit), "unit %s is not to be decided on",
          data->unit);
    CLAIM(model, !model_runs(waiver->operation) && !operation_is_done(waiver->operation->state),
          "operation %s needs no waiver", data->operation);
    CLAIM(model, waiver->operation->run_id < waiver->journal_position, "operation %s was run since", data->operation);
    CLAIM(model,
          definition_of(waiver)->sign_off != SIGN_OFF_INDEPENDENT && definition_of(waiver)->kind != OPERATION_SHIPPING,
          "operation %s is waived", data->operation);
    claim_filled(model, unit, (int)(waiver->operation - unit->operations));
    claim_decided(model, unit, false);
    waiver->operation->state = OPERATION_WAIVED;
}

/* The last one of its operation that was agreed to, and the operation is waived still. */
static void claim_stands(struct model *model, const struct model_waiver *waiver)
{
    bool stands = waiver->state == WAIVER_COUNTERSIGNED && waiver->operation->state == OPERATION_WAIVED;
    for (const struct model_waiver *later = waiver + 1; later < &model->waivers[model->waiver_count]; later++)
        stands = stands && !(later->operation == waiver->operation && later->state == WAIVER_COUNTERSIGNED);
    CLAIM(model, stands, "a waiver of unit %s is revoked that does not stand", waiver->unit->serial);
}

/* It falls when it was done; nobody is at it. */
static bool falls(struct model *model, const struct model_unit *unit, struct model_operation *operation)
{
    bool fell = operation_is_done(operation->state);
    CLAIM(model, !model_runs(operation), "operation %zu of unit %s runs", (size_t)(operation - unit->operations),
          unit->serial);
    if (fell)
        operation->state = OPERATION_INVALIDATED;
    return fell;
}

static bool concludes(const struct operation_definition *definition)
{
    return definition->sign_off == SIGN_OFF_ANY || definition->sign_off == SIGN_OFF_INDEPENDENT ||
           definition->kind == OPERATION_SHIPPING;
}

/* What was proven of a unit while it was complete, on the one that it is in. */
static size_t fall_around(struct model *model, const struct model_unit *inner, struct model_unit *unit)
{
    size_t fallen = 0;
    for (size_t i = 0; i < unit->product->positions.count; i++) {
        const struct model_part *part = &unit->parts[i];
        if (!part->serial || strcmp(part->serial, inner->serial) ||
            strcmp(part->part_number, inner->product->definition->part_number))
            continue;
        for (size_t j = 0; j < unit->product->operations.count; j++)
            if (bit_is_set(&unit->product->operations.items[j].invalidated_inside, i))
                fallen += falls(model, unit, &unit->operations[j]);
    }
    return fallen;
}

static void fold_revoked(struct model *model)
{
    const struct waiver_named *data = model->entry->data;
    const struct result_revoked *result = model->entry->result;
    struct model_waiver *waiver = waiver_at(model, data->waiver);
    struct model_unit *unit = waiver->unit;
    size_t fallen = 0, outer = 0;
    claim_stands(model, waiver);
    waiver->state = WAIVER_REVOKED;
    waiver->operation->state = OPERATION_INVALIDATED;
    for (size_t i = 0; i < unit->product->operations.count; i++) {
        const struct operation *after = &unit->product->operations.items[i];
        if (concludes(after->definition) && bit_is_set(&after->before, (size_t)(waiver->operation - unit->operations)))
            fallen += falls(model, unit, &unit->operations[i]);
    }
    CLAIM(model, fallen == result->invalidated.count, "other operations of unit %s fall with its waiver", unit->serial);
    CLAIM(model, !unit->shipped && !unit->scrapped, "unit %s cannot change any more", unit->serial);
    for (const struct model_unit *inner = unit; inner->inside; inner = inner->inside, outer++) {
        struct model_unit *around = &model->units[inner->inside - model->units];
        const struct outer_fallen *said = &result->outer.items[outer];
        CLAIM(model, !around->shipped && !around->scrapped, "unit %s cannot change any more", around->serial);
        CLAIM(model, fall_around(model, inner, around) == said->invalidated.count + said->waived.count,
              "other operations of unit %s fall around it", around->serial);
    }
    CLAIM(model, outer == result->outer.count, "unit %s is in others", unit->serial);
}

/* --- what is done again --- */

static bool is_named(const struct operation_reopened *data, const struct operation *operation)
{
    for (size_t i = 0; i < data->operations.count; i++)
        if (!strcmp(data->operations.items[i], operation->definition->operation))
            return true;
    return false;
}

/* By an operation that is done again, to be found at a position that it fills or at all of them: what depends on those,
 * and where it fills none and builds, every proof that comes after it. */
static bool rests_on(const struct product *product, const struct model_stop *defect, size_t operation, size_t again)
{
    const struct operation *of = &product->operations.items[operation];
    int at = defect->position ? product_position(product, defect->position) : -1;
    bool there = at >= 0 && product->positions.items[at].operation == (int)again, fills = false;
    for (size_t i = 0; i < product->positions.count; i++) {
        if (product->positions.items[i].operation != (int)again)
            continue;
        fills = true;
        if ((!there || (int)i == at) && (operation == again || bit_is_set(&of->invalidated_by, i)))
            return true;
    }
    return !fills && product->operations.items[again].definition->kind == OPERATION_ASSEMBLY &&
           operation_proves(of->definition) && bit_is_set(&of->before, again);
}

static bool falls_again(const struct model_stop *defect, const struct operation_reopened *data,
                        const struct product *product, size_t operation)
{
    bool fell = is_named(data, &product->operations.items[operation]);
    for (size_t i = 0; i < product->operations.count; i++)
        fell = fell || (is_named(data, &product->operations.items[i]) && rests_on(product, defect, operation, i));
    for (size_t i = 0;
         !fell && concludes(product->operations.items[operation].definition) && i < product->operations.count; i++)
        fell = bit_is_set(&product->operations.items[operation].before, i) && falls_again(defect, data, product, i);
    return fell;
}

void fold_reopened(struct model *model)
{
    const struct operation_reopened *data = model->entry->data;
    const struct result_reopened *result = model->entry->result;
    struct model_unit *unit = model_unit(model, data->unit, data->part_number);
    const struct model_stop *defect = NULL;
    size_t fallen = 0, outer = 0;
    for (size_t i = 0; i < model->defect_count; i++)
        if (model->defects[i].journal_position == data->nonconformance)
            defect = &model->defects[i];
    CLAIM(model, defect && defect->unit == unit && defect->operations.count == data->operations.count,
          "nobody decided to do that again");
    CLAIM(model, !unit->shipped && !unit->scrapped, "unit %s cannot change any more", unit->serial);
    for (size_t i = 0; i < unit->product->operations.count; i++)
        if (falls_again(defect, data, unit->product, i))
            fallen += falls(model, unit, &unit->operations[i]);
    CLAIM(model, fallen == result->invalidated.count + result->waived.count && fallen,
          "other operations of unit %s fall with what is done again", unit->serial);
    for (const struct model_unit *inner = unit; inner->inside; inner = inner->inside, outer++) {
        struct model_unit *around = &model->units[inner->inside - model->units];
        const struct outer_fallen *said = &result->outer.items[outer];
        CLAIM(model, !around->shipped && !around->scrapped, "unit %s cannot change any more", around->serial);
        CLAIM(model, fall_around(model, inner, around) == said->invalidated.count + said->waived.count,
              "other operations of unit %s fall around it", around->serial);
    }
    CLAIM(model, outer == result->outer.count, "unit %s is in others", unit->serial);
}

void fold_waiver(struct model *model)
{
    if (model->entry->kind == ENTRY_WAIVER_REVOKED) {
        fold_revoked(model);
        return;
    }
    if (model->entry->kind == ENTRY_WAIVER_REQUESTED)
        fold_requested(model);
    else if (model->entry->kind == ENTRY_OPERATION_WAIVED)
        fold_waived(model);
    else
        fold_decided(model);
}
