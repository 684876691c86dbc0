#include "service/take_outs.h"

#include "service/kept_rows.h"
#include "service/snapshot.h"
#include "store/find.h"
#include "store/find_leaving.h"
#include "store/find_nesting.h"

#include <stdlib.h>
#include <string.h>

/* Where something comes out. */
struct place {
    struct unit unit;
    const struct product *product;
    const char *position;
    const struct operation_definition *operation; /* that fills the position; NULL: the revision has no such position */
};

struct search {
    struct session *session;
    struct request *request;
    const struct station *station;
    struct leaving_list leaving;
    struct take_outs found;
};

int compare_urgency(const struct order *first, const struct order *second)
{
    const bool first_due = first->due != ABSENT_INTEGER, second_due = second->due != ABSENT_INTEGER;
    if (first->priority != second->priority)
        return first->priority < second->priority ? -1 : 1;
    if (first_due != second_due)
        return first_due ? -1 : 1;
    if (first_due && first->due != second->due)
        return first->due < second->due ? -1 : 1;
    return strcmp(first->order, second->order);
}

static int compare_take_outs(const void *first, const void *second)
{
    const struct take_out *a = first, *b = second;
    const int urgency = compare_urgency(a->order, b->order);
    return urgency ? urgency : (a->unit.unit_id > b->unit.unit_id) - (a->unit.unit_id < b->unit.unit_id);
}

/* ---- where ---- */

static enum fault place_at(struct search *search, int64_t unit_id, const char *position, struct place *ret)
{
    struct place place = {.position = position};
    enum fault fault = find_unit(search->session->store, unit_id, search->request->arena, &place.unit);
    if (fault == NOTHING_WRONG)
        fault = session_product(search->session, place.unit.part_number, place.unit.revision, &place.product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    const int at = product_position(place.product, position);
    if (at >= 0)
        place.operation = place.product->operations.items[place.product->positions.items[at].operation].definition;
    *ret = place;
    return NOTHING_WRONG;
}

/* Where the unit is installed, unless that is done there. */
static enum fault find_place(struct search *search, const struct leaving *leaving, struct place *ret)
{
    enum fault fault = place_at(search, leaving->unit_id, leaving->position, ret);
    while (fault == NOTHING_WRONG && ret->operation && ret->unit.installed_in != ABSENT_INTEGER &&
           !operation_runs_in_place(ret->operation, NULL)) {
        struct holder holder;
        fault = find_holder(search->session->store, ret->unit.unit_id, search->request->arena, &holder);
        if (fault == NOTHING_WRONG)
            fault = place_at(search, holder.unit_id, holder.position, ret);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

static bool is_done_here(const struct search *search, const struct place *place)
{
    return place->operation && place->unit.state != UNIT_SCRAPPED &&
           operation_runs_at(place->operation, search->station->type, place->unit.installed_in != ABSENT_INTEGER);
}

static struct take_out *found_of(struct search *search, const struct place *place)
{
    for (size_t i = 0; i < search->found.list.count; i++) {
        struct take_out *found = &search->found.list.items[i];
        if (found->unit.unit_id == place->unit.unit_id && !strcmp(found->operation, place->operation->operation))
            return found;
    }
    return NULL;
}

/* Several things may speak against one part, or be inside one unit that comes out. */
static bool is_found(const struct take_out *found, const char *position)
{
    for (size_t i = 0; found && i < found->parts.count; i++)
        if (!strcmp(found->parts.items[i].position, position))
            return true;
    return false;
}

/* ---- whether ---- */

/* Asks what the removal itself would be asked; nothing comes out of what is to be scrapped as a whole. */
static enum fault may_come_out(struct search *search, const struct place *place, struct snapshot *ret_snapshot,
                               bool *ret)
{
    struct request *request = search->request;
    struct principal asking = request->principal;
    struct component_removed data;
    struct reasons reasons = reasons_beside(&request->reasons);
    int64_t condemned_by;
    record_clear(ENTRY_TYPES[ENTRY_COMPONENT_REMOVED].data, &data);
    data.subject.unit = place->unit.serial;
    data.subject.unit_part_number = place->unit.part_number;
    data.subject.operation = place->operation->operation;
    data.position = place->position;
    asking.station = search->station->station;
    const struct snapshot_question question = {
        .unit = data.subject.unit,
        .unit_part_number = data.subject.unit_part_number,
        .operation = data.subject.operation,
        .station = asking.station,
        .position = data.position,
    };
    enum fault fault = find_condemned_around(search->session->store, place->unit.unit_id, &condemned_by);
    *ret = fault == NOTHING_WRONG && !condemned_by;
    if (!*ret)
        return fault;
    fault = snapshot_load(search->session, &asking, &question, SEE_ROUTE | SEE_COMPONENT | SEE_DEFECTS, request->arena,
                          ret_snapshot);
    if (fault == NOTHING_WRONG)
        fault = interlock_removal(ret_snapshot, &data, false, &reasons);
    *ret = !reasons.found;
    return fault;
}

/* ---- what ---- */

static enum fault add_found(struct search *search, const struct place *place, const struct leaving *leaving,
                            const struct snapshot *snapshot, struct take_out *found)
{
    const size_t room = search->leaving.list.count;
    if (!found) {
        found = &search->found.list.items[search->found.list.count];
        *found = (struct take_out){
            .unit = place->unit, .order = snapshot->order, .operation = place->operation->operation};
        found->parts.items = arena_array(search->request->arena, room, sizeof *found->parts.items);
        if (!found->parts.items)
            return FAULT_MEMORY;
        search->found.list.count++;
    }
    found->parts.items[found->parts.count++] = (struct taken_out){
        .serial = snapshot->occupant->serial,
        .part_number = snapshot->occupant->part_number,
        .from = place->unit.serial,
        .position = place->position,
        .nonconformance = leaving->nonconformance_id,
        .unapproved_by = leaving->unapproved_by,
    };
    return NOTHING_WRONG;
}

static enum fault look_at(struct search *search, const struct leaving *leaving)
{
    struct place place;
    struct snapshot snapshot;
    bool may;
    enum fault fault = find_place(search, leaving, &place);
    if (fault || !is_done_here(search, &place))
        return fault;
    struct take_out *found = found_of(search, &place);
    if (is_found(found, place.position))
        return NOTHING_WRONG;
    fault = may_come_out(search, &place, &snapshot, &may);
    return fault || !may ? fault : add_found(search, &place, leaving, &snapshot, found);
}

enum fault list_take_outs(struct session *session, struct request *request, const struct station *station,
                          struct take_outs *ret)
{
    struct search search = {.session = session, .request = request, .station = station};
    enum fault fault = list_leaving(session->store, request->arena, &search.leaving);
    if (fault)
        return fault;
    const size_t count = search.leaving.list.count;
    search.found.list.items = arena_array(request->arena, count, sizeof *search.found.list.items);
    if (!search.found.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++)
        if (!search.leaving.list.items[i].path)
            fault = look_at(&search, &search.leaving.list.items[i]);
    if (fault)
        return fault;
    qsort(search.found.list.items, search.found.list.count, sizeof *search.found.list.items, compare_take_outs);
    *ret = search.found;
    return NOTHING_WRONG;
}
