/* On the random walk, what is taken back at once leaves the line as it was before. */
#include "walking.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* What a line is, without what has happened on it. */
struct being {
    struct unit units[LINE_UNITS];
    struct unit_operation operations[LINE_UNITS][LINE_OPERATIONS];
    int64_t filled[LINE_UNITS][LINE_POSITIONS]; /* the installation in each; 0: none */
    int orders[LINE_ORDERS];
    int components[LINE_COMPONENTS];
    int64_t unclosed[LINE_UNITS];
};

/* This line does not keep when one was closed, so that it is not closed again. */
static int order_state(const struct order *order)
{
    return order->state == ORDER_CLOSED ? ORDER_COMPLETED : order->state;
}

static void see(struct line *line, struct being *ret)
{
    memset(ret, 0, sizeof *ret);
    memcpy(ret->units, line->units, sizeof ret->units);
    memcpy(ret->operations, line->operations, sizeof ret->operations);
    for (size_t i = 0; i < LINE_ORDERS; i++)
        ret->orders[i] = order_state(&line->orders[i]);
    for (size_t i = 0; i < line->component_count; i++)
        ret->components[i] = line->components[i].state;
    for (size_t i = 0; i < line->unit_count; i++) {
        const struct product *product = line_product(line, &line->units[i]);
        ret->unclosed[i] = line_unclosed(line, &line->units[i]);
        for (size_t j = 0; j < product->positions.count; j++) {
            const struct installation *there = line_occupant(line, &line->units[i], product->positions.items[j].name);
            ret->filled[i][j] = there ? there->installation_id : 0;
        }
    }
}

static void check_unit(struct line *line, const struct being *before, const struct being *after, size_t at,
                       const char *what)
{
    const char *serial = line->units[at].serial;
    if (before->units[at].state != after->units[at].state)
        ck_abort_msg("%s is taken back, and unit %s is %s, not %s", what, serial,
                     name_of(&UNIT_STATE_NAMES, after->units[at].state),
                     name_of(&UNIT_STATE_NAMES, before->units[at].state));
    if (before->units[at].installed_in != after->units[at].installed_in || before->unclosed[at] != after->unclosed[at])
        ck_abort_msg("%s is taken back, and unit %s is elsewhere, or has other faults", what, serial);
    for (size_t i = 0; i < LINE_OPERATIONS; i++) {
        const struct unit_operation *was = &before->operations[at][i], *is = &after->operations[at][i];
        if (was->state != is->state || was->failures != is->failures || was->run_id != is->run_id)
            ck_abort_msg("%s is taken back, and operation %s of unit %s is %s, not %s, or failed another time, or ran",
                         what, is->operation, serial, OPERATION_STATE_NAMES.words[is->state],
                         OPERATION_STATE_NAMES.words[was->state]);
    }
    for (size_t i = 0; i < LINE_POSITIONS; i++)
        if (before->filled[at][i] != after->filled[at][i])
            ck_abort_msg("%s is taken back, and something else is in unit %s", what, serial);
}

/* A part that was never there is free. */
static bool is_same_component(int before, int after)
{
    return before == after || (before == COMPONENT_ABSENT && after != COMPONENT_INSTALLED);
}

static void check_same(struct line *line, const struct being *before, const struct being *after, const char *what)
{
    for (size_t i = 0; i < line->unit_count; i++)
        check_unit(line, before, after, i, what);
    for (size_t i = 0; i < LINE_ORDERS; i++)
        if (before->orders[i] != after->orders[i])
            ck_abort_msg("%s is taken back, and order %s is %s, not %s", what, line->orders[i].order,
                         name_of(&ORDER_STATE_NAMES, after->orders[i]), name_of(&ORDER_STATE_NAMES, before->orders[i]));
    for (size_t i = 0; i < line->component_count; i++)
        if (!is_same_component(before->components[i], after->components[i]))
            ck_abort_msg("%s is taken back, and part %s is not what it was", what, line->components[i].serial);
}

void slip(struct walk *walk, void (*step)(struct walk *walk))
{
    struct line *line = walk->line;
    struct being before, after;
    see(line, &before);
    size_t at = line->entry_count;
    step(walk);
    if (line->entry_count == at || line->entries[at].kind >= ENTRY_POSTED_COUNT ||
        line->entries[at].kind == ENTRY_EVENT_CORRECTED ||
        line_last(line, line->entries[at].kind) != &line->entries[at])
        return;
    enum entry_kind kind = line->entries[at].kind;
    size_t corrected = line->entry_count;
    correct_at(walk, at + 1);
    if (line->entry_count == corrected)
        return;
    see(line, &after);
    check_same(line, &before, &after, ENTRY_TYPES[kind].name);
    walk->slips[kind]++;
}
