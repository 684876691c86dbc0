/* What an engineering change would come to, unit by unit. */
#include "domain/remaining.h"
#include "service/editing.h"
#include "service/reading.h"
#include "service/revision_plan.h"
#include "service/views_revision.h"

#include <string.h>

static bool names_position(const struct revised_unit *revised, const char *position)
{
    for (size_t i = 0; i < revised->unapproved.count; i++)
        if (!strcmp(revised->unapproved.items[i], position))
            return true;
    return false;
}

static void fill_part(const struct planned_unit *planned, struct position_preview *preview)
{
    int position = product_position(planned->is.revision->product, preview->position);
    const struct installation *part = position < 0 ? NULL : planned->is.filled[position];
    if (!part)
        return;
    preview->part_number = part->part_number;
    preview->serial = part->serial;
    preview->lot = part->lot;
    preview->unapproved = names_position(&planned->outcome.revised, preview->position);
}

static enum fault fill_positions(const struct planned_unit *planned, struct arena *arena, struct unit_preview *preview)
{
    const struct product_changes *changes = planned->changes;
    preview->positions.items = arena_array(arena, changes->positions.count, sizeof *preview->positions.items);
    if (!preview->positions.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < changes->positions.count; i++) {
        const struct position_change *change = &changes->positions.items[i];
        struct position_preview *position = &preview->positions.items[preview->positions.count++];
        *position = (struct position_preview){
            .position = change->position,
            .change = change->change,
            .members = {change->members.items, change->members.count},
        };
        fill_part(planned, position);
    }
    return NOTHING_WRONG;
}

static const struct fallen_operation *fallen_named(const struct revised_unit *revised, const char *operation)
{
    for (size_t i = 0; i < revised->invalidated.count; i++)
        if (!strcmp(revised->invalidated.items[i].operation, operation))
            return &revised->invalidated.items[i];
    return NULL;
}

static struct operation_preview operation_of(const struct planned_unit *planned, const struct product *product,
                                             int operation, const struct operation_change *change)
{
    const struct operation_definition *definition = product->operations.items[operation].definition;
    const struct fallen_operation *fallen = fallen_named(&planned->outcome.revised, definition->operation);
    const struct product *from = planned->is.revision->product;
    int before = product_operation(from, definition->operation);
    struct operation_preview preview = {
        .operation = definition->operation,
        .name = definition->name,
        .change = change ? change->change : (int)CHANGE_ABSENT,
        .state = before < 0 ? 0 : (int)operation_standing(from, planned->is.operations, before),
        .falls = fallen,
    };
    if (change) {
        preview.members.items = change->members.items;
        preview.members.count = change->members.count;
    }
    if (fallen) {
        preview.cause = fallen->cause;
        preview.because = fallen->because;
    }
    return preview;
}

/* In the order of the later routing, what it has no more at the end. */
static enum fault fill_operations(const struct planned_unit *planned, const struct product *to, struct arena *arena,
                                  struct unit_preview *preview)
{
    const struct product *from = planned->is.revision->product;
    size_t most = from->operations.count + to->operations.count;
    preview->operations.items = arena_array(arena, most, sizeof *preview->operations.items);
    if (!preview->operations.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < to->operations.count; i++) {
        struct operation_preview operation = operation_of(planned, to, (int)i, planned->changes->operation[i]);
        if (operation.change || operation.falls)
            preview->operations.items[preview->operations.count++] = operation;
    }
    for (size_t i = 0; i < planned->changes->operations.count; i++) {
        const struct operation_change *change = &planned->changes->operations.items[i];
        if (change->change == CHANGE_REMOVED)
            preview->operations.items[preview->operations.count++] =
                operation_of(planned, from, product_operation(from, change->operation), change);
    }
    return NOTHING_WRONG;
}

static enum fault fill_unit(const struct planned_unit *planned, const struct product *to, struct arena *arena,
                            struct unit_preview *preview)
{
    *preview = (struct unit_preview){
        .serial = planned->is.unit->serial,
        .revision = planned->is.unit->revision,
        .state = planned->is.unit->state,
        .reasons = {planned->reasons.items, planned->reasons.count},
        .reopened = planned->outcome.revised.reopened,
        .completed = planned->outcome.revised.completed,
        .remaining_standard_min = route_remaining_min(to, planned->outcome.operations),
    };
    enum fault fault = fill_positions(planned, arena, preview);
    return fault ? fault : fill_operations(planned, to, arena, preview);
}

enum fault view_revision_preview(struct session *session, struct request *request, struct answer *answer)
{
    struct order_revised data = *(const struct order_revised *)request->body;
    struct revision_plan plan;
    enum fault fault = edit_named(request, "order", request->path[0], &data.order);
    if (!fault)
        fault = revision_plan_make(session, &data, &request->reasons, &plan);
    if (fault)
        return fault;
    struct revision_preview preview = {
        .order = plan.order.order,
        .part_number = plan.order.part_number,
        .revision = plan.to.product->definition->revision,
    };
    bool refused = false;
    preview.units.items = arena_array(request->arena, plan.units.count, sizeof *preview.units.items);
    if (!preview.units.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < plan.units.count && !fault; i++) {
        refused = refused || plan.units.items[i].reasons.found;
        fault = fill_unit(&plan.units.items[i], plan.to.product, request->arena,
                          &preview.units.items[preview.units.count++]);
    }
    if (!refused)
        preview.outcome = plan.outcome;
    return fault ? fault : answer_write(answer, &REVISION_PREVIEW_RECORD, &preview);
}
