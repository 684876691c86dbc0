#include "service/nonconformances.h"

#include "service/reading.h"
#include "store/find_correction.h"
#include "store/find_receipt.h"

#include <string.h>

/* An operation of the unit as it stands: one that never ran has no row. NULL: it is not, or not any more, on the unit's
 * route, and nothing of it can be demanded. */
static struct unit_operation *standing(const struct unit_operations *rows, const struct product *product,
                                       const char *operation, struct unit_operation *unbegun)
{
    for (size_t i = 0; i < rows->list.count; i++)
        if (!strcmp(rows->list.items[i].operation, operation))
            return &rows->list.items[i];
    if (product_operation(product, operation) < 0)
        return NULL;
    record_clear(&UNIT_OPERATION_RECORD, unbegun);
    unbegun->operation = operation;
    unbegun->state = OPERATION_OPEN;
    return unbegun;
}

/* Those that are to be done again, and the one it was found in. */
static enum fault find_named(const struct unit_operations *rows, const struct product *product, struct arena *arena,
                             struct nonconformance_case *ret)
{
    const struct nonconformance *nonconformance = ret->nonconformance;
    size_t count = nonconformance->operations.count;
    struct unit_operation *reworked = arena_array(arena, count, sizeof *reworked);
    struct unit_operation *unbegun = arena_array(arena, count + 1, sizeof *unbegun);
    if (!reworked || !unbegun)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct unit_operation *row = standing(rows, product, nonconformance->operations.items[i], &unbegun[i]);
        if (row)
            reworked[ret->reworked.count++] = *row;
    }
    ret->reworked.items = reworked;
    if (nonconformance->operation)
        ret->operation = standing(rows, product, nonconformance->operation, &unbegun[count]);
    return NOTHING_WRONG;
}

/* The operation it was found in, those that are to be done again, and whether any of the unit is fallen. */
static enum fault find_route(struct session *session, const struct unit *unit, struct arena *arena,
                             struct nonconformance_case *ret)
{
    struct unit_operations rows;
    const struct product *product;
    enum fault fault = find_operations(session->store, unit->unit_id, arena, &rows);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.list.count; i++)
        ret->fallen = ret->fallen || operation_is_fallen(&rows.list.items[i]);
    fault = session_product(session, unit->part_number, unit->revision, &product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    fault = find_named(&rows, product, arena, ret);
    if (fault || !ret->operation || ret->operation->run_id == ABSENT_INTEGER)
        return fault;
    struct run run;
    fault = find_run(session->store, ret->operation->run_id, arena, &run);
    if (fault == NOTHING_WRONG)
        ret->ended_by = run.ended_by;
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* What became of a part without a serial number stands with its installation alone. */
static int state_left(const struct installation *part)
{
    return part->removed_by == ABSENT_INTEGER ? COMPONENT_INSTALLED : component_after(part->removal);
}

/* How a part with a serial number stands, and when it came back from its supplier last. */
static enum fault find_component_state(struct session *session, const struct installation *part, struct arena *arena,
                                       struct nonconformance_case *ret)
{
    struct component component;
    struct receipts receipts;
    enum fault fault = find_component(session->store, part->part_number, part->serial, arena, &component);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
    ret->part_state = component.state;
    fault = find_receipts_standing(session->store, part->part_number, part->serial, arena, &receipts);
    if (!fault && receipts.list.count)
        ret->part_received = receipts.list.items[receipts.list.count - 1].receipt;
    return fault;
}

/* The part that it is about, and what became of it: as a component, or as a unit. */
static enum fault find_part(struct session *session, struct arena *arena, struct installation *part,
                            struct nonconformance_case *ret)
{
    struct unit unit = {.state = UNIT_ABSENT};
    enum fault fault = find_installation(session->store, ret->nonconformance->installation_id, arena, part);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    ret->part = part;
    ret->part_state = state_left(part);
    if (part->serial)
        fault = find_component_state(session, part, arena, ret);
    if (fault || part->child_unit_id == ABSENT_INTEGER)
        return fault;
    fault = find_unit(session->store, part->child_unit_id, arena, &unit);
    if (fault == NOTHING_WRONG && nonconformance_part_is_back(ret))
        fault = find_passed_before(session->store, unit.unit_id, ret->occupant->installation_id, &ret->part_passed);
    if (fault == NOTHING_WRONG && unit.state == UNIT_SCRAPPED)
        ret->part_state = COMPONENT_SCRAPPED;
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* What is at the position now, and what it is about. */
static enum fault find_parts(struct session *session, struct arena *arena, struct nonconformance_case *ret)
{
    const struct nonconformance *nonconformance = ret->nonconformance;
    struct installation *rows = arena_array(arena, 2, sizeof *rows);
    if (!rows)
        return FAULT_MEMORY;
    enum fault fault =
        find_occupant(session->store, nonconformance->unit_id, nonconformance->position, arena, &rows[0]);
    if (fault == NOTHING_WRONG)
        ret->occupant = &rows[0];
    else if (fault != FAULT_NOT_FOUND)
        return fault;
    return nonconformance->installation_id == ABSENT_INTEGER ? NOTHING_WRONG : find_part(session, arena, &rows[1], ret);
}

enum fault nonconformance_case_of(struct session *session, const struct unit *unit,
                                  const struct nonconformance *nonconformance, struct arena *arena,
                                  struct nonconformance_case *ret)
{
    *ret = (struct nonconformance_case){.nonconformance = nonconformance,
                                        .unit_state = unit->state,
                                        .ended_by = ABSENT_INTEGER,
                                        .part_passed = ABSENT_INTEGER};
    enum fault fault = find_route(session, unit, arena, ret);
    if (fault == NOTHING_WRONG && nonconformance->position)
        fault = find_parts(session, arena, ret);
    return fault;
}

static enum fault fill_actions(struct session *session, const struct unit *unit, const struct nonconformance *row,
                               struct arena *arena, struct nonconformance_view *view)
{
    struct nonconformance_case judged;
    view->actions.items = arena_array(arena, ACTIONS_MAX, sizeof *view->actions.items);
    if (!view->actions.items)
        return FAULT_MEMORY;
    if (!row->disposition || row->state == NONCONFORMANCE_VOIDED)
        return NOTHING_WRONG;
    enum fault fault = nonconformance_case_of(session, unit, row, arena, &judged);
    if (fault == NOTHING_WRONG)
        view->actions.count = nonconformance_actions(&judged, view->actions.items);
    for (size_t i = 0; i < view->actions.count && row->state == NONCONFORMANCE_CLOSED; i++)
        view->actions.items[i].done = true; /* when it closed, whatever fell since */
    return fault;
}

enum fault nonconformance_views(struct session *session, const struct unit *unit, const struct nonconformances *rows,
                                struct arena *arena, struct nonconformance_view **ret)
{
    struct nonconformance_view *views = arena_array(arena, rows->list.count, sizeof *views);
    if (!views)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows->list.count; i++) {
        const struct nonconformance *row = &rows->list.items[i];
        struct unit of;
        enum fault fault = unit ? NOTHING_WRONG : find_unit(session->store, row->unit_id, arena, &of);
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        const struct unit *its = unit ? unit : &of;
        views[i] = (struct nonconformance_view){
            .nonconformance = row->nonconformance_id,
            .serial = its->serial,
            .unit_part_number = its->part_number,
            .operation = row->operation,
            .position = row->position,
            .code = row->code,
            .description = row->description,
            .state = row->state,
            .disposition = row->disposition,
            .reported_by = row->reported_by,
            .disposed_by = row->disposed_by,
            .reason = row->reason,
            .reported = row->reported,
            .disposed = row->disposed,
            .decision = row->disposed_at,
            .material_review = row->material_review,
            .evidence = {.items = row->evidence.items, .count = row->evidence.count},
            .countersigned_by = row->countersigned_by,
            .countersigned = row->countersigned,
            .closed_by = row->closed_by,
            .closed = row->closed,
            .operations = {.items = row->operations.items, .count = row->operations.count},
        };
        fault = fill_actions(session, its, row, arena, &views[i]);
        if (fault)
            return fault;
    }
    *ret = views;
    return NOTHING_WRONG;
}

enum fault view_nonconformance(struct session *session, struct request *request, struct answer *answer)
{
    int64_t id;
    struct nonconformance row;
    struct nonconformance_view *view;
    if (!path_id(request, request->path[0], "there is no nonconformance %s", &id))
        return FAULT_NOT_FOUND;
    enum fault fault = not_found(request, find_nonconformance(session->store, id, request->arena, &row),
                                 "there is no nonconformance %s", request->path[0]);
    const struct nonconformances one = {.list = {.items = &row, .count = 1}};
    if (fault == NOTHING_WRONG)
        fault = nonconformance_views(session, NULL, &one, request->arena, &view);
    return fault ? fault : answer_write(answer, &NONCONFORMANCE_VIEW_RECORD, view);
}
