/* Entries of orders, units and holds; and what every entry about a unit has in common. */
#include "service_model_fold.h"

#include "store/find.h"

#include <string.h>

struct model_unit *model_unit(struct model *model, const char *serial, const char *part_number)
{
    for (size_t i = 0; i < model->unit_count; i++)
        if (!strcmp(model->units[i].serial, serial) &&
            !strcmp(model->units[i].product->definition->part_number, part_number))
            return &model->units[i];
    return NULL;
}

struct model_operation *model_operation(struct model *model, struct model_unit *unit, const char *operation)
{
    int index = product_operation(unit->product, operation);
    CLAIM(model, index >= 0, "there is no operation %s", operation);
    return &unit->operations[index];
}

bool model_runs(const struct model_operation *operation)
{
    return operation->state == OPERATION_RUNNING || operation->state == OPERATION_PAUSED;
}

static bool lies_on(const struct model *model, const struct model_stop *hold, const struct model_unit *unit)
{
    return hold->open && (hold->unit || hold->order) &&
           (hold->around[unit - model->units] || (!hold->lifted[unit - model->units] &&
                                                  (hold->unit ? hold->unit == unit : !strcmp(hold->order, unit->order))));
}

bool model_held(const struct model *model, const struct model_unit *unit)
{
    for (size_t i = 0; i < model->hold_count; i++)
        if (lies_on(model, &model->holds[i], unit))
            return true;
    return false;
}

bool model_held_apart(const struct model *model, const struct model_unit *unit, const struct model_unit *inside)
{
    for (size_t i = 0; i < model->hold_count; i++)
        if (lies_on(model, &model->holds[i], unit) && !(inside && lies_on(model, &model->holds[i], inside)))
            return true;
    return false;
}

static void fold_released(struct model *model)
{
    const struct order_named *data = model->entry->data;
    const struct result_released *result = model->entry->result;
    struct order order;
    ck_assert_int_eq(find_order(model->line->writer->store, data->order, model->arena, &order), NOTHING_WRONG);
    const struct product *product;
    ck_assert_int_eq(session_product(model->line->writer, order.part_number, order.revision, &product), NOTHING_WRONG);
    for (size_t i = 0; i < result->serials.count; i++) {
        CLAIM(model, model->unit_count < MODEL_UNITS_MAX, "more units than the model has room for");
        CLAIM(model, !model_unit(model, result->serials.items[i], order.part_number), "the serial %s is there already",
              result->serials.items[i]);
        model->units[model->unit_count++] =
            (struct model_unit){.serial = result->serials.items[i], .order = data->order, .product = product};
        model->made_held += model_held(model, &model->units[model->unit_count - 1]);
    }
}

static void fold_unit(struct model *model)
{
    const struct unit_named *data = model->entry->data;
    struct model_unit *unit = model_unit(model, data->unit, data->part_number);
    CLAIM(model, unit && !unit->shipped && !unit->scrapped, "unit %s cannot change any more", data->unit);
    bool done = true, runs = false;
    for (size_t i = 0; i < unit->product->operations.count; i++) {
        done = done && operation_is_done(unit->operations[i].state);
        runs = runs || model_runs(&unit->operations[i]);
    }
    CLAIM(model, model->entry->kind != ENTRY_UNIT_COMPLETED || done, "unit %s is not finished", data->unit);
    if (model->entry->kind == ENTRY_UNIT_COMPLETED)
        claim_whole(model, unit);
    CLAIM(model, model->entry->kind != ENTRY_UNIT_SCRAPPED || !runs, "something runs on unit %s", data->unit);
    CLAIM(model, model->entry->kind == ENTRY_UNIT_COMPLETED || !unit->inside, "unit %s is installed in another",
          data->unit);
    unit->started = unit->started || model->entry->kind == ENTRY_UNIT_STARTED;
    unit->scrapped = model->entry->kind == ENTRY_UNIT_SCRAPPED;
    if (unit->scrapped)
        model->scrapped_at = model->entry->journal_position;
}

void stop_begins(struct model *model, struct model_stop *stops, size_t *count, struct model_unit *unit,
                 const char *order)
{
    CLAIM(model, *count < MODEL_THINGS_MAX, "more of them than the model has room for");
    stops[(*count)++] = (struct model_stop){
        .journal_position = model->entry->journal_position, .open = true, .unit = unit, .order = order};
}

void stop_ends(struct model *model, struct model_stop *stops, size_t count, int64_t journal_position)
{
    for (size_t i = 0; i < count; i++)
        if (stops[i].journal_position == journal_position) {
            CLAIM(model, stops[i].open, "what began at %lld has ended before", (long long)journal_position);
            stops[i].open = false;
            return;
        }
    CLAIM(model, false, "nothing began at %lld", (long long)journal_position);
}

bool model_is_in(const struct model_unit *inner, const struct model_unit *unit)
{
    while (inner && inner != unit)
        inner = inner->inside;
    return inner;
}

static void fold_shipped(struct model *model, struct model_unit *unit)
{
    for (size_t i = 0; i < unit->product->operations.count; i++)
        CLAIM(model, operation_is_done(unit->operations[i].state), "unit %s ships without operation %s", unit->serial,
              unit->product->operations.items[i].definition->operation);
    for (size_t i = 0; i < model->defect_count; i++)
        CLAIM(model, model->defects[i].closed || !model_is_in(model->defects[i].unit, unit),
              "unit %s ships with a nonconformance that is not closed", unit->serial);
    CLAIM(model, !model_held(model, unit), "unit %s ships under a hold", unit->serial);
    claim_whole(model, unit);
    unit->shipped = true;
    model->shipped_revised += unit->revised_by != 0;
}

static bool heeds_holds(enum entry_kind kind)
{
    return kind != ENTRY_OPERATION_PAUSED && kind != ENTRY_OPERATION_ABORTED && kind != ENTRY_MEASUREMENT_RECORDED &&
           kind != ENTRY_CHECK_RECORDED && kind != ENTRY_DEFECT_REPORTED;
}

/* The unit an event speaks of, which must be one that may still change. */
static struct model_unit *subject_unit(struct model *model, const struct subject *subject)
{
    const struct result_unit *result = model->entry->result; /* every such result begins with it */
    struct model_unit *unit = model_unit(model, subject->unit, result->unit_part_number);
    enum entry_kind kind = model->entry->kind;
    CLAIM(model, unit, "there is no unit %s", subject->unit);
    CLAIM(model, !unit->shipped && (!unit->scrapped || kind == ENTRY_COMPONENT_REMOVED),
          "unit %s cannot change any more", unit->serial);
    CLAIM(model, !heeds_holds(kind) || kind == ENTRY_COMPONENT_REMOVED || !model_held(model, unit),
          "a hold lies on unit %s", unit->serial);
    CLAIM(model, kind == ENTRY_DEFECT_REPORTED || !unit->inside, "unit %s is installed in another", unit->serial);
    return unit;
}

typedef void fold_function(struct model *model, struct model_unit *unit, struct model_operation *operation);
static fold_function *const FOLDS[ENTRY_POSTED_COUNT] = {
    [ENTRY_OPERATION_STARTED] = fold_started,     [ENTRY_OPERATION_PAUSED] = fold_paused,
    [ENTRY_OPERATION_RESUMED] = fold_resumed,     [ENTRY_OPERATION_COMPLETED] = fold_completed,
    [ENTRY_OPERATION_ABORTED] = fold_aborted,     [ENTRY_UNIT_SIGNED] = fold_signed,
    [ENTRY_COMPONENT_INSTALLED] = fold_installed, [ENTRY_COMPONENT_REMOVED] = fold_removed,
};

static void fold_subject(struct model *model, const struct subject *subject)
{
    struct model_unit *unit = subject_unit(model, subject);
    enum entry_kind kind = model->entry->kind;
    if (kind == ENTRY_DEFECT_REPORTED)
        fold_fault(model);
    else if (kind == ENTRY_UNIT_SHIPPED)
        fold_shipped(model, unit);
    else if (FOLDS[kind])
        FOLDS[kind](model, unit, model_operation(model, unit, subject->operation));
    else
        CLAIM(model, model_operation(model, unit, subject->operation)->state == OPERATION_RUNNING,
              "something is recorded in operation %s, which does not run", subject->operation);
}

/* What contains a unit that is held is held with it, as it is now; the entry lists exactly those. */
static void fold_hold(struct model *model)
{
    const struct hold_placed *data = model->entry->data;
    const struct result_held *result = model->entry->result;
    const struct selector *selector = &data->selector;
    stop_begins(model, model->holds, &model->hold_count,
                selector->serial ? model_unit(model, selector->serial, selector->part_number) : NULL, selector->order);
    struct model_stop *hold = &model->holds[model->hold_count - 1];
    size_t listed = 0;
    if (!selector->serial && !selector->order) {
        hold->lot = selector->lot;
        model->held_parts += result->units.count > 0;
        return;
    }
    for (size_t i = 0; i < model->unit_count; i++) {
        const struct model_unit *unit = &model->units[i];
        if (hold->unit ? hold->unit == unit : !strcmp(hold->order, unit->order))
            for (; unit; unit = unit->inside)
                hold->around[unit - model->units] = true;
    }
    for (size_t i = 0; i < model->unit_count; i++)
        listed += hold->around[i];
    CLAIM(model, listed == result->units.count, "a hold lists %zu units, not %zu", result->units.count, listed);
}

/* Nothing is lifted off a unit around one that it still lies on. By itself it is also off the list of what was
 * released, when what had matched was taken back. */
static void fold_lifted(struct model *model)
{
    const struct hold_lifted *data = model->entry->data;
    struct model_stop *hold = NULL;
    for (size_t i = 0; i < model->hold_count; i++)
        if (model->holds[i].journal_position == data->hold)
            hold = &model->holds[i];
    CLAIM(model, hold && (hold->open || !*model->entry->by), "hold %lld is lifted that does not lie",
          (long long)data->hold);
    if ((!hold->unit && !hold->order) || !hold->open)
        return;
    for (size_t i = 0; i < data->units.count; i++) {
        const struct model_unit *unit = model_unit(model, data->units.items[i].unit, data->units.items[i].part_number);
        CLAIM(model, lies_on(model, hold, unit), "a hold is lifted off unit %s, where it does not lie",
              data->units.items[i].unit);
        hold->around[unit - model->units] = false;
        hold->lifted[unit - model->units] = true;
    }
    for (size_t i = 0; i < model->unit_count; i++)
        for (const struct model_unit *unit = model->units[i].inside; unit && lies_on(model, hold, &model->units[i]);
             unit = unit->inside)
            CLAIM(model, !hold->lifted[unit - model->units], "a hold is lifted off a unit around one where it lies");
}

/* What is decided with another entry, and stands behind it. */
static bool follows(enum entry_kind kind)
{
    return kind == ENTRY_UNIT_STARTED || kind == ENTRY_UNIT_COMPLETED || kind == ENTRY_ORDER_STARTED ||
           kind == ENTRY_ORDER_COMPLETED || kind == ENTRY_ORDER_REOPENED || kind == ENTRY_ORDER_CLOSED;
}

void fold_entry(struct model *model, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    if (!follows(entry->kind))
        model->correcting = entry->kind == ENTRY_EVENT_CORRECTED;
    if (subject)
        fold_subject(model, subject);
    else if (entry->kind == ENTRY_EVENT_CORRECTED)
        fold_corrected(model);
    else if (entry->kind == ENTRY_ORDER_RELEASED)
        fold_released(model);
    else if (entry->kind == ENTRY_ORDER_REVISED)
        fold_revised(model);
    else if (entry->kind == ENTRY_UNIT_STARTED || entry->kind == ENTRY_UNIT_COMPLETED ||
             entry->kind == ENTRY_UNIT_SCRAPPED)
        fold_unit(model);
    else if (entry->kind == ENTRY_WAIVER_REQUESTED || entry->kind == ENTRY_WAIVER_COUNTERSIGNED ||
             entry->kind == ENTRY_WAIVER_REJECTED || entry->kind == ENTRY_WAIVER_REVOKED ||
             entry->kind == ENTRY_OPERATION_WAIVED)
        fold_waiver(model);
    else if (entry->kind == ENTRY_COMPONENT_DESCRIBED || entry->kind == ENTRY_DESCRIPTION_COUNTERSIGNED ||
             entry->kind == ENTRY_DESCRIPTION_REJECTED)
        fold_described(model);
    else if (entry->kind == ENTRY_COMPONENT_RECEIVED)
        fold_received(model);
    else if (entry->kind == ENTRY_OPERATION_REOPENED)
        fold_reopened(model);
    else if (entry->kind == ENTRY_HOLD_PLACED)
        fold_hold(model);
    else if (entry->kind == ENTRY_HOLD_LIFTED)
        fold_lifted(model);
    else if (entry->kind == ENTRY_HOLD_RELEASED)
        stop_ends(model, model->holds, model->hold_count, ((const struct hold_released *)entry->data)->hold);
    else if (entry->kind == ENTRY_NONCONFORMANCE_OPENED || entry->kind == ENTRY_NONCONFORMANCE_DISPOSITIONED ||
             entry->kind == ENTRY_NONCONFORMANCE_COUNTERSIGNED || entry->kind == ENTRY_NONCONFORMANCE_CLOSED)
        fold_fault(model);
}
