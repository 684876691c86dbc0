/* On the random walk, what was proven came after what it proves, whatever was taken back. */
#include "domain/falling.h"
#include "walk.h"

#include <check.h>
#include <string.h>

/* The run that an operation stands on, or goes on in; NULL: there is none. */
static const struct run *run_of(struct line *line, const struct unit_operation *row)
{
    bool stands = row->state == OPERATION_PASSED || operation_is_open(row->state);
    return stands && row->run_id != ABSENT_INTEGER ? line_run(line, row->run_id) : NULL;
}

static bool ended_after(const struct run *run, int64_t journal_position)
{
    return run->ended_by == ABSENT_INTEGER || run->ended_by > journal_position;
}

/* No run that had begun before quality sent back what it depends on went on after that. */
static void check_sent_back(struct line *line, const struct nonconformance *row)
{
    const struct unit *unit = &line->units[row->unit_id - 1];
    const struct product *product = line_product(line, unit);
    const struct operation_reopened *reopened = line->entries[row->reopened_at - 1].data;
    ARENA_OWNED struct arena *arena = arena_new(0);
    const struct fault_decision decided = {
        .position = row->position,
        .operations = {.items = reopened->operations.items, .count = reopened->operations.count},
    };
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *operation = &line->operations[unit->unit_id - 1][i];
        const struct run *run = run_of(line, operation);
        bool falls = false;
        if (!run || run->run_id > row->reopened_at || !ended_after(run, row->reopened_at))
            continue;
        MUST(falls_with_rework(product, (int)i, &decided, arena, &falls) == NOTHING_WRONG);
        if (falls)
            ck_abort_msg("operation %s of %s went on while what it depends on was sent back at %lld",
                         operation->operation, unit->serial, (long long)row->reopened_at);
    }
}

/* Nothing has passed while an operation before it runs. */
static void check_followers(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    const struct unit_operation *rows = line->operations[unit->unit_id - 1];
    for (size_t i = 0; i < product->operations.count; i++)
        for (size_t j = 0; j < product->operations.count && operation_is_open(rows[i].state); j++)
            if (bit_is_set(&product->operations.items[j].before, i) && rows[j].state == OPERATION_PASSED &&
                line_run(line, rows[j].run_id)->ended_by > rows[i].run_id)
                ck_abort_msg("operation %s of %s passed while %s before it ran", rows[j].operation, unit->serial,
                             rows[i].operation);
}

void walk_check_order(struct line *line)
{
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->reopened_at != ABSENT_INTEGER && row->reopened_at > line->revised_by[row->unit_id - 1])
            check_sent_back(line, row);
    }
    for (size_t i = 0; i < line->unit_count; i++)
        check_followers(line, &line->units[i]);
}
