/* Units moved to a later revision: what that comes to is told by hand, for each revision that the line has. */
#include "service_model_fold.h"

#include <string.h>

/* What a later revision makes fall, when it was passed; and the one that falls waived too. */
struct moves {
    const char *part_number, *revision;
    const char *falls[6];
    const char *falls_waived;
    const char *unapproved; /* a part that it takes no more */
};
static const struct moves MOVES[] = {
    {"T-1", "B", {NULL}, NULL, NULL},
    {"T-1", "C", {NULL}, NULL, NULL},
    {"R-1", "B", {"020", "040", "050", "060", "070"}, "020", "PSU"},
};

static const struct moves *moves_to(struct model *model, const struct product_definition *definition)
{
    for (size_t i = 0; i < sizeof MOVES / sizeof *MOVES; i++)
        if (!strcmp(MOVES[i].part_number, definition->part_number) && !strcmp(MOVES[i].revision, definition->revision))
            return &MOVES[i];
    CLAIM(model, false, "a unit is moved to %s %s", definition->part_number, definition->revision);
    return NULL;
}

static bool makes_fall(const struct moves *moves, const char *operation, int state)
{
    if (state == OPERATION_WAIVED)
        return moves->falls_waived && !strcmp(moves->falls_waived, operation);
    for (size_t i = 0; state == OPERATION_PASSED && moves->falls[i]; i++)
        if (!strcmp(moves->falls[i], operation))
            return true;
    return false;
}

static bool lists(const struct revised_unit *revised, const char *operation)
{
    for (size_t i = 0; i < revised->invalidated.count; i++)
        if (!strcmp(revised->invalidated.items[i].operation, operation))
            return true;
    return false;
}

/* A waiver that was asked for and not decided on has lapsed; one of an operation that is left out is history. */
static void move_waivers(struct model *model, struct model_unit *unit, const struct product *to)
{
    for (size_t i = 0; i < model->waiver_count; i++) {
        struct model_waiver *waiver = &model->waivers[i];
        if (waiver->unit != unit || !waiver->operation)
            continue;
        const struct operation *of = &unit->product->operations.items[waiver->operation - unit->operations];
        int index = product_operation(to, of->definition->operation);
        waiver->operation = index < 0 ? NULL : &unit->operations[index];
        if (waiver->state == WAIVER_REQUESTED)
            waiver->state = WAIVER_LAPSED;
    }
}

/* Returns how many that were begun are left out. */
static size_t move_operations(struct model *model, struct model_unit *unit, const struct product *to,
                              const struct revised_unit *revised)
{
    const struct moves *moves = moves_to(model, to->definition);
    struct model_operation before[MODEL_OPERATIONS_MAX];
    size_t left_out = 0, fallen = 0;
    memcpy(before, unit->operations, sizeof before);
    memset(unit->operations, 0, sizeof unit->operations);
    for (size_t i = 0; i < unit->product->operations.count; i++) {
        const char *operation = unit->product->operations.items[i].definition->operation;
        int index = product_operation(to, operation);
        CLAIM(model, !model_runs(&before[i]), "unit %s is moved while %s runs", unit->serial, operation);
        left_out += index < 0 && (before[i].run_id || before[i].state != OPERATION_OPEN);
        if (index < 0)
            continue;
        unit->operations[index] = before[i];
        bool falls = makes_fall(moves, operation, before[i].state);
        CLAIM(model, falls == lists(revised, operation), "operation %s of unit %s falls or not", operation,
              unit->serial);
        if (falls)
            unit->operations[index].state = OPERATION_INVALIDATED;
        fallen += falls;
    }
    CLAIM(model, fallen == revised->invalidated.count, "other operations of unit %s fall", unit->serial);
    model->fallen += (int64_t)fallen;
    return left_out;
}

static void move_parts(struct model *model, struct model_unit *unit, const struct product *to,
                       const struct revised_unit *revised)
{
    const char *unapproved = moves_to(model, to->definition)->unapproved;
    struct model_part before[MODEL_POSITIONS_MAX];
    size_t count = 0;
    memcpy(before, unit->parts, sizeof before);
    memset(unit->parts, 0, sizeof unit->parts);
    for (size_t i = 0; i < unit->product->positions.count; i++) {
        int index = product_position(to, unit->product->positions.items[i].name);
        CLAIM(model, index >= 0 || !before[i].part_number, "unit %s has a part and no place for it", unit->serial);
        if (index >= 0)
            unit->parts[index] = before[i];
        count += unapproved && before[i].part_number && !strcmp(before[i].part_number, unapproved);
    }
    CLAIM(model, count == revised->unapproved.count, "%zu parts in unit %s are not approved, not %zu", count,
          unit->serial, revised->unapproved.count);
}

static bool all_done(const struct model_unit *unit)
{
    for (size_t i = 0; i < unit->product->operations.count; i++)
        if (!operation_is_done(unit->operations[i].state))
            return false;
    return true;
}

static void move_unit(struct model *model, const char *revision, const struct revised_unit *revised)
{
    struct model_unit *unit = model_unit(model, revised->unit, revised->part_number);
    const struct product *to;
    ck_assert_int_eq(session_product(model->line->writer, revised->part_number, revision, &to), NOTHING_WRONG);
    CLAIM(model, unit && !unit->shipped && !unit->scrapped && !unit->inside, "unit %s cannot change", revised->unit);
    const char *previous = unit->product->definition->revision;
    CLAIM(model, !strcmp(previous, revised->previous) && strcmp(previous, revision) < 0, "unit %s was of revision %s",
          unit->serial, previous);
    bool was_completed = unit->started && all_done(unit);
    move_waivers(model, unit, to);
    size_t left_out = move_operations(model, unit, to, revised);
    move_parts(model, unit, to, revised);
    CLAIM(model, left_out == revised->left_out.count, "%zu operations of unit %s are left out, not %zu", left_out,
          unit->serial, revised->left_out.count);
    unit->product = to;
    unit->revised_by = model->entry->journal_position;
    bool done = unit->started && all_done(unit);
    CLAIM(model, revised->reopened == (was_completed && !done), "unit %s is in work again or not", unit->serial);
    CLAIM(model, revised->completed == (done && !was_completed), "unit %s has nothing left to do or has", unit->serial);
    model->emptied += revised->completed;
}

void fold_revised(struct model *model)
{
    const struct order_revised *data = model->entry->data;
    const struct result_revised *result = model->entry->result;
    CLAIM(model, result->units.count && (data->before || result->units.count <= data->units.count),
          "other units are moved than were asked for");
    for (size_t i = 0; i < result->units.count; i++) {
        const struct model_unit *unit =
            model_unit(model, result->units.items[i].unit, result->units.items[i].part_number);
        CLAIM(model, unit && !strcmp(unit->order, data->order), "unit %s is not of order %s",
              result->units.items[i].unit, data->order);
        for (size_t j = 0; j < unit->product->operations.count; j++)
            CLAIM(model,
                  !data->before || strcmp(unit->product->operations.items[j].definition->operation, data->before) ||
                      unit->operations[j].state == OPERATION_OPEN,
                  "unit %s is not before operation %s", unit->serial, data->before);
        move_unit(model, data->revision, &result->units.items[i]);
    }
}
