/* Where a part is, and everywhere it has been. */
#include "service/descriptions.h"
#include "service/reading.h"
#include "service/snapshot_component.h"
#include "store/find.h"

#include <string.h>

static enum fault fill_descriptions(struct session *session, struct request *request, int64_t installation_id,
                                    struct component_place *place)
{
    struct descriptions rows;
    enum fault fault =
        find_descriptions_of_installation(session->store, installation_id, request->arena, &rows);
    if (!fault)
        fault = description_views(session, &rows, request->arena, &place->descriptions.items);
    if (!fault)
        place->descriptions.count = rows.list.count;
    return fault;
}

static enum fault fill_place(struct session *session, struct request *request, const struct installation *row,
                             struct component_place *ret)
{
    struct unit unit;
    enum fault fault = find_unit(session->store, row->unit_id, request->arena, &unit);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    *ret = (struct component_place){
        .serial = unit.serial,
        .unit_part_number = unit.part_number,
        .order = unit.order,
        .position = row->position,
        .operator = row->operator,
        .installed = row->installed,
        .removed = row->removed,
        .removal = row->removal,
        .voided = row->voided,
        .installed_by = row->installation_id,
        .removed_by = row->removed_by,
    };
    return fill_descriptions(session, request, row->installation_id, ret);
}

/* What is on record of it, and what of that it came back with from its supplier. */
static enum fault fill_provenance(struct session *session, struct request *request, const struct installations *history,
                                  struct component_view *view)
{
    struct receipts receipts;
    struct descriptions described;
    enum fault fault = find_receipts(session->store, view->part_number, view->serial, request->arena, &receipts);
    if (fault)
        return fault;
    view->receipts.items = receipts.list.items;
    view->receipts.count = receipts.list.count;
    struct installations left = {.list = {arena_array(request->arena, history->list.count, sizeof *left.list.items),
                                          history->list.count}};
    if (!left.list.items)
        return FAULT_MEMORY;
    memcpy(left.list.items, history->list.items, history->list.count * sizeof *left.list.items);
    fault = find_descriptions_of_component(
        session->store, history->list.items[history->list.count - 1].installation_id, request->arena, &described);
    if (!fault)
        fault = history_leave(&left, &described, request->arena);
    return fault ? fault : provenance_of_history(&left, &receipts, request->arena, &view->provenance);
}

/* Where it is now, up to the outermost unit. */
static enum fault fill_whereabouts(struct session *session, struct request *request, int64_t installation_id,
                                   struct component_view *view)
{
    struct installation there;
    struct unit unit;
    enum fault fault = find_installation(session->store, installation_id, request->arena, &there);
    if (fault == NOTHING_WRONG)
        fault = find_unit(session->store, there.unit_id, request->arena, &unit);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    view->installed_in = unit.serial;
    view->position = there.position;
    for (int depth = 0; unit.installed_in != ABSENT_INTEGER; depth++) {
        fault = depth < NESTING_MAX ? find_unit(session->store, unit.installed_in, request->arena, &unit)
                                    : FAULT_CORRUPT;
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    }
    view->top = unit.serial;
    return NOTHING_WRONG;
}

/* A unit built here stands for a part while it is one: completed, and not gone. */
static int state_of(const struct component *component, const struct unit *built_here)
{
    if (!built_here || component->state == COMPONENT_INSTALLED)
        return component->state;
    if (built_here->state == UNIT_SCRAPPED)
        return COMPONENT_SCRAPPED;
    return built_here->state == UNIT_COMPLETED ? component->state : COMPONENT_ABSENT;
}

enum fault view_component(struct session *session, struct request *request, struct answer *answer)
{
    const struct component_query *query = request->query; /* NULL: the path names it */
    struct component_view view = {
        .part_number = query ? query->part_number : request->path[0],
        .serial = query ? query->serial : request->path[1],
    };
    struct component component = {.state = COMPONENT_AVAILABLE, .installation_id = ABSENT_INTEGER};
    struct installations history;
    struct units units;
    enum fault fault = find_units(session->store, view.serial, view.part_number, request->arena, &units);
    if (fault)
        return fault;
    view.built_here = units.list.count > 0;
    fault = find_component(session->store, view.part_number, view.serial, request->arena, &component);
    if (fault && !(fault == FAULT_NOT_FOUND && view.built_here)) /* a unit built here may never have been installed */
        return part_not_found(session, request, fault, view.part_number, view.serial);
    view.state = state_of(&component, view.built_here ? units.list.items : NULL);
    if (component.state == COMPONENT_INSTALLED) {
        fault = fill_whereabouts(session, request, component.installation_id, &view);
        if (fault)
            return fault;
    }
    fault = find_component_history(session->store, view.part_number, view.serial, request->arena, &history);
    if (fault)
        return fault;
    if (history.list.count)
        fault = fill_provenance(session, request, &history, &view);
    if (fault)
        return fault;
    view.places.items = arena_array(request->arena, history.list.count, sizeof *view.places.items);
    if (!view.places.items)
        return FAULT_MEMORY;
    view.places.count = history.list.count;
    for (size_t i = 0; fault == NOTHING_WRONG && i < history.list.count; i++)
        fault = fill_place(session, request, &history.list.items[i], &view.places.items[i]);
    return fault ? fault : answer_write(answer, &COMPONENT_VIEW_RECORD, &view);
}
