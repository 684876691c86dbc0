/* Parts that are described anew: which, by whom, and of which lot they are then. */
#include "service_model_fold.h"
#include "store/find.h"
#include "store/find_hold.h"

#include <string.h>

static bool same_text(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

/* The unit that a part is in, where it is in one. */
static const struct model_unit *holder_of(const struct model *model, int64_t installed_by)
{
    for (size_t i = 0; i < model->unit_count; i++)
        for (size_t j = 0; j < MODEL_POSITIONS_MAX; j++)
            if (model->units[i].parts[j].part_number && model->units[i].parts[j].installed_by == installed_by)
                return &model->units[i];
    return NULL;
}

static void set_lot(struct model_part *part, int64_t installed_by, const char *lot)
{
    if (part->part_number && part->installed_by == installed_by)
        part->lot = lot;
}

/* It is of that lot wherever it is told of. */
static void describe(struct model *model, int64_t installed_by, const char *lot)
{
    for (size_t i = 0; i < model->unit_count; i++)
        for (size_t j = 0; j < MODEL_POSITIONS_MAX; j++)
            set_lot(&model->units[i].parts[j], installed_by, lot);
    for (size_t i = 0; i < model->removal_count; i++)
        set_lot(&model->removals[i].part, installed_by, lot);
    for (size_t i = 0; i < model->defect_count; i++)
        set_lot(&model->defects[i].part, installed_by, lot);
    for (size_t i = 0; i < model->installed_count; i++)
        set_lot(&model->installed[i], installed_by, lot);
}

/* What was said of it last, wherever it is. */
static const char *lot_known(const struct model *model, int64_t installed_by)
{
    for (size_t i = 0; i < model->installed_count; i++)
        if (model->installed[i].installed_by == installed_by)
            return model->installed[i].lot;
    CLAIM(model, false, "a part is described that never went in");
    return NULL;
}

static bool has_left(const struct model_unit *unit)
{
    for (; unit; unit = unit->inside)
        if (unit->shipped)
            return true;
    return false;
}

static void fold_new(struct model *model)
{
    const struct component_described *data = model->entry->data;
    const struct result_described *result = model->entry->result;
    const struct model_unit *unit = holder_of(model, result->installation);
    const char *lot = lot_known(model, result->installation);
    CLAIM(model, !unit == !result->unit && (!unit || !strcmp(unit->serial, result->unit)), "it is in %s, not in %s",
          unit ? unit->serial : "no unit", result->unit ? result->unit : "no unit");
    CLAIM(model, !data->lot || same_text(lot, result->before ? result->before->lot : NULL), "its lot was %s",
          lot ? lot : "not known");
    CLAIM(model, result->open == has_left(unit), "what is described counts at once, or does not");
    CLAIM(model, model->description_count < MODEL_THINGS_MAX, "more descriptions than the model has room for");
    model->descriptions[model->description_count++] = (struct model_description){
        .journal_position = model->entry->journal_position,
        .installed_by = result->installation,
        .lot = data->lot,
        .before = lot,
        .by = model->entry->by,
        .open = result->open,
    };
    if (!result->open && data->lot)
        describe(model, result->installation, data->lot);
}

/* By another, for what is as it was. */
static void fold_decided(struct model *model)
{
    const struct description_named *data = model->entry->data;
    struct model_description *description = NULL;
    for (size_t i = 0; i < model->description_count; i++)
        if (model->descriptions[i].journal_position == data->description)
            description = &model->descriptions[i];
    CLAIM(model, description && description->open, "a description is decided on that does not wait");
    description->open = false;
    if (model->entry->kind == ENTRY_DESCRIPTION_REJECTED)
        return;
    CLAIM(model, strcmp(description->by, model->entry->by), "%s countersigns what it said itself", description->by);
    CLAIM(model, same_text(description->before, lot_known(model, description->installed_by)),
          "what was described is not as it was");
    if (description->lot)
        describe(model, description->installed_by, description->lot);
}

void fold_described(struct model *model)
{
    if (model->entry->kind == ENTRY_COMPONENT_DESCRIBED)
        fold_new(model);
    else
        fold_decided(model);
}

/* --- holds on a lot --- */

static bool is_listed(const struct model *model, const struct model_stop *hold, const struct model_unit *unit)
{
    struct units units;
    struct hold_matches rows;
    struct store *store = model->line->writer->store;
    ck_assert_int_eq(
        find_units(store, unit->serial, unit->product->definition->part_number, model->line->arena, &units),
        NOTHING_WRONG);
    const int64_t unit_id = units.list.items[0].unit_id;
    ck_assert_int_eq(list_hold_matches(store, hold->journal_position, unit_id - 1, 1, model->line->arena, &rows),
                     NOTHING_WRONG);
    return rows.list.count && rows.list.items[0].unit_id == unit_id;
}

static bool has_lot(const struct model_unit *unit, const char *lot)
{
    for (size_t i = 0; i < MODEL_POSITIONS_MAX; i++)
        if (unit->parts[i].part_number && unit->parts[i].lot && !strcmp(unit->parts[i].lot, lot))
            return true;
    return false;
}

void claim_lots_held(const struct model *model)
{
    for (size_t i = 0; i < model->hold_count; i++)
        for (size_t j = 0; model->holds[i].open && model->holds[i].lot && j < model->unit_count; j++)
            for (const struct model_unit *unit = &model->units[j];
                 unit && has_lot(&model->units[j], model->holds[i].lot); unit = unit->inside)
                CLAIM(model, is_listed(model, &model->holds[i], unit), "hold %lld on lot %s has not caught unit %s",
                      (long long)model->holds[i].journal_position, model->holds[i].lot, unit->serial);
}
