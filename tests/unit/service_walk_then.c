#include "service_walk_then.h"

#include "store/find.h"
#include "store/find_hold.h"

#include <stdio.h>
#include <string.h>

void then_note(struct walk *walk, struct then_samples *samples)
{
    const struct model_unit *of = &walk->model->units[walk_below(walk, walk->model->unit_count)];
    struct store *store = walk->line.writer->store;
    struct arena *arena = walk->line.arena;
    struct units units;
    struct unit_operations operations;
    struct installations parts;
    struct runs runs;
    struct holds lying;
    if (samples->count == THEN_SAMPLES)
        return;
    struct then_sample *sample = &samples->items[samples->count++];
    *sample = (struct then_sample){.journal_position = line_head(&walk->line), .product = of->product};
    snprintf(sample->serial, sizeof sample->serial, "%s", of->serial);
    ck_assert_int_eq(find_units(store, of->serial, of->product->definition->part_number, arena, &units), NOTHING_WRONG);
    const struct unit *unit = units.list.items;
    ck_assert_int_eq(find_operations(store, unit->unit_id, arena, &operations), NOTHING_WRONG);
    ck_assert_int_eq(find_installations(store, unit->unit_id, arena, &parts), NOTHING_WRONG);
    ck_assert_int_eq(find_runs_of_unit(store, unit->unit_id, arena, &runs), NOTHING_WRONG);
    ck_assert_int_eq(list_holds_of_unit(store, unit->unit_id, arena, &lying), NOTHING_WRONG);
    sample->lying = lying.list.count;
    sample->state = unit->state;
    ck_assert_uint_le(operations.list.count, MODEL_OPERATIONS_MAX);
    for (size_t i = 0; i < operations.list.count; i++) {
        snprintf(sample->operations[i].operation, sizeof sample->operations[i].operation, "%s",
                 operations.list.items[i].operation);
        sample->operations[i].state = operations.list.items[i].state;
    }
    sample->operation_count = operations.list.count;
    sample->parts = parts.list.count;
    sample->runs = runs.list.count;
    for (size_t i = 0; i < runs.list.count; i++)
        sample->open_runs += runs.list.items[i].ended == ABSENT_INTEGER;
}

static int state_of(const struct then_sample *sample, const char *operation)
{
    for (size_t i = 0; i < sample->operation_count; i++)
        if (!strcmp(sample->operations[i].operation, operation))
            return sample->operations[i].state;
    return OPERATION_OPEN;
}

static void claim(struct walk *walk, const struct then_sample *sample)
{
    struct line *line = &walk->line;
    const char *at = arena_printf(line->arena, "%lld", (long long)sample->journal_position);
    const struct as_built_query query = {.at = at, .part_number = sample->product->definition->part_number};
    struct as_built_view view;
    size_t open = 0, lying = 0;
    enum fault fault = line_view(line, view_as_built, sample->serial, NULL, &query, &AS_BUILT_VIEW_RECORD, &view);
    ck_assert_msg(!fault, "%s: no record of %s at %s", line->context, sample->serial, at);
    ck_assert_msg(view.state == sample->state, "%s: %s is another at %s", line->context, sample->serial, at);
    for (size_t i = 0; i < view.operations.count; i++) {
        const struct operation_then *then = &view.operations.items[i];
        bool routed = product_operation(sample->product, then->operation) >= 0; /* otherwise it is history */
        ck_assert_msg(!routed || then->state == state_of(sample, then->operation), "%s: operation %s of %s at %s is %s",
                      line->context, then->operation, sample->serial, at, OPERATION_STATE_NAMES.words[then->state]);
    }
    ck_assert_msg(view.components.count == sample->parts, "%s: %s at %s has %zu parts, not %zu", line->context,
                  sample->serial, at, view.components.count, sample->parts);
    ck_assert_msg(view.runs.count == sample->runs, "%s: %s at %s has %zu runs, not %zu", line->context, sample->serial,
                  at, view.runs.count, sample->runs);
    for (size_t i = 0; i < view.runs.count; i++)
        open += view.runs.items[i].state == RUN_RUNNING || view.runs.items[i].state == RUN_PAUSED;
    for (size_t i = 0; i < view.holds.count; i++)
        lying += !strcmp(view.holds.items[i].serial, sample->serial) && view.holds.items[i].released == ABSENT_INTEGER;
    ck_assert_msg(lying == sample->lying, "%s: %zu holds lie on %s at %s, not %zu", line->context, lying,
                  sample->serial, at, sample->lying);
    ck_assert_msg(open == sample->open_runs, "%s: %zu runs of %s go on at %s, not %zu", line->context, open,
                  sample->serial, at, sample->open_runs);
}

void then_claim(struct walk *walk, const struct then_samples *samples)
{
    for (size_t i = 0; i < samples->count; i++) {
        claim(walk, &samples->items[i]);
        line_forget(&walk->line);
    }
}
