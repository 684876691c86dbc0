#include "service_model.h"

#include "service_model_fold.h"
#include "store/find.h"
#include "store/find_hold.h"

#include <stdlib.h>
#include <string.h>

struct model *model_new(struct line *line)
{
    struct model *model = calloc(1, sizeof *model);
    ck_assert_ptr_nonnull(model);
    model->line = line;
    model->arena = arena_new(0);
    ck_assert_ptr_nonnull(model->arena);
    return model;
}

void model_free(struct model *model)
{
    arena_free(model->arena);
    free(model);
}

static enum fault follow_row(void *context, const void *row)
{
    struct model *model = context;
    const struct journal_row *journal = row;
    struct reasons reasons = {.arena = model->arena};
    struct entry entry;
    CLAIM_AT(model, journal->journal_position, journal->journal_position == model->folded + 1, "the journal has a gap");
    enum fault fault = entry_decode(journal->bytes, strlen(journal->bytes), &entry, &reasons);
    CLAIM_AT(model, journal->journal_position, !fault, "the entry cannot be read");
    model->entry = &entry;
    model->seen[entry.kind]++;
    fold_entry(model, &entry);
    model->entry = NULL;
    model->folded = journal->journal_position;
    return NOTHING_WRONG;
}

void model_follow(struct model *model)
{
    ck_assert_int_eq(journal_after(model->line->writer->store, model->folded, INT32_MAX, follow_row, model),
                     NOTHING_WRONG);
}

/* ---- against the tables ---- */

static bool all_done(const struct model_unit *unit)
{
    for (size_t i = 0; i < unit->product->operations.count; i++)
        if (!operation_is_done(unit->operations[i].state))
            return false;
    return true;
}

static void compare_state(const struct model *model, const struct model_unit *unit, const struct unit *row)
{
    const char *word = name_of(&UNIT_STATE_NAMES, row->state);
    CLAIM(model, !strcmp(row->revision, unit->product->definition->revision), "unit %s is of revision %s", unit->serial,
          row->revision);
    CLAIM(model, unit->shipped == (row->state == UNIT_SHIPPED), "unit %s is %s", unit->serial, word);
    CLAIM(model, unit->scrapped == (row->state == UNIT_SCRAPPED), "unit %s is %s", unit->serial, word);
    CLAIM(model, unit->started || row->state == UNIT_QUEUED || unit->scrapped, "unit %s is %s", unit->serial, word);
    bool completed = unit->started && all_done(unit) && !unit->shipped && !unit->scrapped;
    CLAIM(model, completed == (row->state == UNIT_COMPLETED), "unit %s is %s", unit->serial, word);
    CLAIM(model, !unit->inside == (row->installed_in == ABSENT_INTEGER), "unit %s is in another or not", unit->serial);
}

static void compare_operations(const struct model *model, const struct model_unit *unit, int64_t unit_id)
{
    struct unit_operations rows;
    ck_assert_int_eq(find_operations(model->line->writer->store, unit_id, model->line->arena, &rows), NOTHING_WRONG);
    for (size_t i = 0; i < unit->product->operations.count; i++) {
        const char *number = unit->product->operations.items[i].definition->operation;
        const struct unit_operation *row = NULL;
        for (size_t j = 0; j < rows.list.count; j++)
            if (!strcmp(rows.list.items[j].operation, number))
                row = &rows.list.items[j];
        int state = row ? row->state : OPERATION_OPEN;
        CLAIM(model, state == unit->operations[i].state, "operation %s of unit %s is %s and should be %s", number,
              unit->serial, OPERATION_STATE_NAMES.words[state], OPERATION_STATE_NAMES.words[unit->operations[i].state]);
        CLAIM(model, (row ? row->failures : 0) == unit->operations[i].failures,
              "operation %s of unit %s has other failures", number, unit->serial);
    }
}

static void compare_parts(const struct model *model, const struct model_unit *unit, int64_t unit_id)
{
    struct installations rows;
    size_t filled = 0;
    ck_assert_int_eq(find_installations(model->line->writer->store, unit_id, model->line->arena, &rows), NOTHING_WRONG);
    for (size_t i = 0; i < unit->product->positions.count; i++)
        filled += unit->parts[i].part_number != NULL;
    CLAIM(model, filled == rows.list.count, "unit %s has %zu parts and should have %zu", unit->serial, rows.list.count,
          filled);
    for (size_t i = 0; i < rows.list.count; i++) {
        int position = product_position(unit->product, rows.list.items[i].position);
        CLAIM(model, position >= 0, "unit %s has a position %s", unit->serial, rows.list.items[i].position);
        CLAIM(model, unit->parts[position].installed_by == rows.list.items[i].installation_id,
              "position %s of unit %s holds another part", rows.list.items[i].position, unit->serial);
        const char *lot = rows.list.items[i].lot, *known = unit->parts[position].lot;
        CLAIM(model, lot && known ? !strcmp(lot, known) : lot == known, "what is in %s of unit %s is of lot %s, not %s",
              rows.list.items[i].position, unit->serial, lot ? lot : "none", known ? known : "none");
    }
}

/* An order is over when all of its units are. */
static void compare_order(const struct model *model, const struct model_unit *unit)
{
    struct order order;
    bool over = unit->shipped || unit->scrapped || (unit->started && all_done(unit));
    ck_assert_int_eq(find_order(model->line->writer->store, unit->order, model->line->arena, &order), NOTHING_WRONG);
    CLAIM(model, over || (order.state != ORDER_COMPLETED && order.state != ORDER_CLOSED),
          "order %s is %s, and unit %s is not finished", unit->order, name_of(&ORDER_STATE_NAMES, order.state),
          unit->serial);
}

/* Holds on a lot, a supplier or work lie on some more. */
static void compare_held(const struct model *model, const struct model_unit *unit, int64_t unit_id)
{
    bool held;
    ck_assert_int_eq(find_unit_held(model->line->writer->store, unit_id, &held), NOTHING_WRONG);
    CLAIM(model, held || !model_held(model, unit), "no hold lies on unit %s, and one should", unit->serial);
}

void model_compare(const struct model *model)
{
    claim_lots_held(model);
    for (size_t i = 0; i < model->unit_count; i++) {
        const struct model_unit *unit = &model->units[i];
        struct units rows;
        ck_assert_int_eq(find_units(model->line->writer->store, unit->serial, unit->product->definition->part_number,
                                    model->line->arena, &rows),
                         NOTHING_WRONG);
        CLAIM(model, rows.list.count == 1, "unit %s is there %zu times", unit->serial, rows.list.count);
        compare_state(model, unit, &rows.list.items[0]);
        compare_order(model, unit);
        compare_held(model, unit, rows.list.items[0].unit_id);
        compare_operations(model, unit, rows.list.items[0].unit_id);
        compare_parts(model, unit, rows.list.items[0].unit_id);
    }
}
