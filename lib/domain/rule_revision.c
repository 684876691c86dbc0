/* What an engineering change comes to on one unit: what of its evidence falls. */
#include "domain/revision.h"

#include <string.h>

/* What is worked with: everything by the index in the later revision. */
struct moving {
    const struct revision_case *of;
    const struct product *to;
    const struct product_changes *changes;
    bool *renewed; /* positions whose contents are to be put there anew */
    struct arena *arena;
};

/* What fills the position now; NULL: nothing, or it is new. */
static const struct installation *occupant_of(const struct moving *moving, size_t position)
{
    int before = moving->changes->position_before[position];
    return before < 0 ? NULL : moving->of->filled[before];
}

bool position_approves(const struct position *position, const struct installation *part, const char *revision)
{
    const struct bom_line *line = position->line;
    if (line->tracking == TRACKING_NONE)
        return true; /* nothing is known of what is there, and the part may not be recorded */
    return position_accepts_revision(position, part->part_number, revision) &&
           (line->tracking != TRACKING_SERIAL || (part->serial && position_accepts_serial(position, part->serial))) &&
           (line->tracking != TRACKING_LOT || part->lot) &&
           (line->source != SOURCE_MAKE || part->child_unit_id != ABSENT_INTEGER);
}

static enum fault list_parts(struct moving *moving, struct revision_outcome *outcome)
{
    const struct product *to = moving->to;
    struct revised_unit *revised = &outcome->revised;
    outcome->filled = arena_array(moving->arena, to->positions.count, sizeof *outcome->filled);
    moving->renewed = arena_array(moving->arena, to->positions.count, sizeof *moving->renewed);
    revised->unapproved.items = arena_array(moving->arena, to->positions.count, sizeof *revised->unapproved.items);
    revised->approved.items = arena_array(moving->arena, to->positions.count, sizeof *revised->approved.items);
    if (!outcome->filled || !moving->renewed || !revised->unapproved.items || !revised->approved.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < to->positions.count; i++) {
        const struct position *position = &to->positions.items[i];
        const struct position_change *change = moving->changes->position[i];
        const struct installation *part = occupant_of(moving, i);
        outcome->filled[i] = part ? part->installation_id : 0;
        moving->renewed[i] = change && change->renewed;
        if (!part)
            continue;
        bool approved = position_approves(position, part, moving->of->revisions[moving->changes->position_before[i]]);
        bool before = part->unapproved_by == ABSENT_INTEGER;
        if (before && !approved) {
            revised->unapproved.items[revised->unapproved.count++] = position->name;
            moving->renewed[i] = true;
        } else if (!before && approved) {
            revised->approved.items[revised->approved.count++] = position->name;
        }
    }
    return NOTHING_WRONG;
}

/* ---- what falls ---- */

static const char *renewed_filled(const struct moving *moving, const struct operation *operation)
{
    for (size_t i = 0; i < operation->fills.count; i++)
        if (moving->renewed[operation->fills.items[i]])
            return moving->to->positions.items[operation->fills.items[i]].name;
    return NULL;
}

/* A position, or one with something inside it, that changed after the operation began, when it did not depend on that.
 */
static const char *changed_since(const struct moving *moving, int operation, const struct unit_operation *row)
{
    const struct product *from = moving->of->revision->product;
    const struct operation_change *change = moving->changes->operation[operation];
    int before = moving->changes->operation_before[operation];
    for (size_t i = 0; change && change->depends_other && i < moving->of->changed.count; i++) {
        const struct changed *changed = &moving->of->changed.items[i];
        int position = product_position(moving->to, changed->position);
        int position_before = product_position(from, changed->position);
        if (changed->journal_position > row->run_id && position >= 0 && position_before >= 0 &&
            operation_depends(moving->to, operation, position, changed->path) &&
            !operation_depends(from, before, position_before, changed->path))
            return moving->to->positions.items[position].name;
    }
    return NULL;
}

static const char *position_against(const struct moving *moving, int operation, const struct unit_operation *row)
{
    for (size_t i = 0; i < moving->to->positions.count; i++)
        if (moving->renewed[i] && operation_depends(moving->to, operation, (int)i, NULL))
            return moving->to->positions.items[i].name;
    return changed_since(moving, operation, row);
}

/* An operation of assembly that stood not before it, and is not done or was done after it. */
static const char *predecessor_against(const struct moving *moving, int operation, const struct unit_operation *row)
{
    const struct operation *of = &moving->to->operations.items[operation];
    const struct operation *before =
        &moving->of->revision->product->operations.items[moving->changes->operation_before[operation]];
    for (size_t i = 0; operation_proves(of->definition) && i < moving->to->operations.count; i++) {
        const struct operation_definition *other = moving->to->operations.items[i].definition;
        int index = moving->changes->operation_before[i];
        if (other->kind != OPERATION_ASSEMBLY || !bit_is_set(&of->before, i) ||
            (index >= 0 && bit_is_set(&before->before, (size_t)index)))
            continue;
        const struct unit_operation *theirs = index < 0 ? NULL : &moving->of->operations[index];
        if (!theirs || !operation_is_done(theirs->state) || theirs->run_id > row->run_id)
            return other->operation;
    }
    return NULL;
}

/* Why an operation that was passed or waived falls; false where it stands. */
static bool falls(const struct moving *moving, int operation, const struct unit_operation *row,
                  struct fallen_operation *ret)
{
    const struct operation *of = &moving->to->operations.items[operation];
    const struct operation_change *change = moving->changes->operation[operation];
    *ret = (struct fallen_operation){
        .operation = of->definition->operation, .cause = FALL_CHANGED, .waived = row->state == OPERATION_WAIVED};
    if ((change && change->proves_other) || (ret->waived && of->definition->never_waived))
        return true;
    ret->cause = FALL_POSITION;
    ret->because = renewed_filled(moving, of);
    if (ret->because || ret->waived)
        return ret->because;
    ret->because = position_against(moving, operation, row);
    if (ret->because)
        return true;
    ret->cause = FALL_PREDECESSOR;
    ret->because = predecessor_against(moving, operation, row);
    return ret->because;
}

/* Nothing is signed or shipped on evidence that fell: the first operation before it that is to run, or to run again;
 * NULL: none. */
static const char *fallen_before(const struct moving *moving, int operation, const struct unit_operation *operations)
{
    const struct operation *of = &moving->to->operations.items[operation];
    for (size_t i = 0; operation_concludes(of->definition) && i < moving->to->operations.count; i++)
        if (bit_is_set(&of->before, i) && !operation_is_done(operations[i].state))
            return moving->to->operations.items[i].definition->operation;
    return NULL;
}

static bool is_listed(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static struct unit_operation open_row(const struct moving *moving, const char *operation)
{
    struct unit_operation row;
    record_clear(&UNIT_OPERATION_RECORD, &row);
    row.unit_id = moving->of->unit->unit_id;
    row.operation = operation;
    row.state = OPERATION_OPEN;
    row.attempts = row.failures = 0;
    return row;
}

static enum fault list_operations(const struct moving *moving, struct revision_outcome *outcome)
{
    const struct product *to = moving->to;
    struct revised_unit *revised = &outcome->revised;
    size_t count = to->operations.count;
    outcome->operations = arena_array(moving->arena, count, sizeof *outcome->operations);
    revised->invalidated.items = arena_array(moving->arena, count, sizeof *revised->invalidated.items);
    revised->returned.items = arena_array(moving->arena, count, sizeof *revised->returned.items);
    if (!outcome->operations || !revised->invalidated.items || !revised->returned.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const char *number = to->operations.items[i].definition->operation;
        int before = moving->changes->operation_before[i];
        struct unit_operation *row = &outcome->operations[i];
        *row = before < 0 ? open_row(moving, number) : moving->of->operations[before];
        if (before < 0 && is_listed(number, moving->of->left_out.items, moving->of->left_out.count))
            revised->returned.items[revised->returned.count++] = number;
        if (before < 0 || !operation_is_done(row->state) ||
            !falls(moving, (int)i, row, &revised->invalidated.items[revised->invalidated.count]))
            continue;
        row->state = OPERATION_INVALIDATED;
        revised->invalidated.count++;
    }
    for (size_t i = 0; i < count; i++) {
        struct unit_operation *row = &outcome->operations[i];
        const char *because = operation_is_done(row->state) ? fallen_before(moving, (int)i, outcome->operations) : NULL;
        if (!because)
            continue;
        revised->invalidated.items[revised->invalidated.count++] =
            (struct fallen_operation){.operation = row->operation, .cause = FALL_PREDECESSOR, .because = because};
        row->state = OPERATION_INVALIDATED;
    }
    return NOTHING_WRONG;
}

static enum fault list_left_out(const struct moving *moving, struct revised_unit *revised)
{
    const struct product *from = moving->of->revision->product;
    revised->left_out.items = arena_array(moving->arena, from->operations.count, sizeof *revised->left_out.items);
    if (!revised->left_out.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < from->operations.count; i++) {
        const struct unit_operation *row = &moving->of->operations[i];
        if (product_operation(moving->to, row->operation) < 0 &&
            (row->state != OPERATION_OPEN || row->run_id != ABSENT_INTEGER))
            revised->left_out.items[revised->left_out.count++] = row->operation;
    }
    return NOTHING_WRONG;
}

enum fault revision_decide(const struct revision_case *of, const struct product_revision *to,
                           const struct product_changes *changes, struct arena *arena, struct revision_outcome *ret)
{
    struct moving moving = {.of = of, .to = to->product, .changes = changes, .arena = arena};
    struct revision_outcome outcome = {
        .revised = {.unit = of->unit->serial, .part_number = of->unit->part_number, .previous = of->unit->revision}};
    enum fault fault = list_parts(&moving, &outcome);
    if (!fault)
        fault = list_operations(&moving, &outcome);
    if (!fault)
        fault = list_left_out(&moving, &outcome.revised);
    if (fault)
        return fault;
    int next;
    bool done = route_passed(to->product, outcome.operations, -1);
    outcome.revised.reopened = of->unit->state == UNIT_COMPLETED && !done;
    outcome.revised.completed =
        done && !of->unfinished_inside && unit_next_state(of->unit->state, ENTRY_UNIT_COMPLETED, false, &next);
    *ret = outcome;
    return NOTHING_WRONG;
}
