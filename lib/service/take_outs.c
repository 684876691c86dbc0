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
    struct runs runs; /* open at the station */
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

static struct take_out *found_of(struct search *search, int64_t unit_id, const char *operation)
{
    for (size_t i = 0; i < search->found.list.count; i++) {
        struct take_out *found = &search->found.list.items[i];
        if (found->unit.unit_id == unit_id && !strcmp(found->operation, operation))
            return found;
    }
    return NULL;
}

/* Several things may speak against one part, or be inside one unit that comes out. */
static bool is_found(const struct take_out *found, const struct place *place)
{
    for (size_t i = 0; found && i < found->parts.count; i++)
        if (!strcmp(found->parts.items[i].position, place->position) &&
            !strcmp(found->parts.items[i].from, place->unit.serial))
            return true;
    return false;
}

/* ---- whether ---- */

/* Asks what the removal itself would be asked, at a station or (NULL) wherever it is done. */
static enum fault ask_removal(struct session *session, struct request *request, const char *station,
                              const struct unit *unit, const char *operation, const char *position,
                              struct snapshot *ret_snapshot, struct reasons *reasons)
{
    struct principal asking = request->principal;
    struct component_removed data;
    record_clear(ENTRY_TYPES[ENTRY_COMPONENT_REMOVED].data, &data);
    data.subject.unit = unit->serial;
    data.subject.unit_part_number = unit->part_number;
    data.subject.operation = operation;
    data.position = position;
    asking.station = station;
    const struct snapshot_question question = {
        .unit = data.subject.unit,
        .unit_part_number = data.subject.unit_part_number,
        .operation = data.subject.operation,
        .station = asking.station,
        .position = data.position,
    };
    enum fault fault = snapshot_load(session, &asking, &question, SEE_ROUTE | SEE_COMPONENT | SEE_DEFECTS,
                                     request->arena, ret_snapshot);
    return fault ? fault : interlock_removal(ret_snapshot, &data, false, reasons);
}

static bool is_there(const struct reasons *reasons, size_t count, int64_t journal_position)
{
    for (size_t i = 0; i < count; i++)
        if (reasons->items[i].journal_position == journal_position)
            return true;
    return false;
}

/* Of the reasons from one on, leaves those that name a run. */
static void keep_runs(struct reasons *reasons, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < reasons->count; i++) {
        const struct reason *reason = &reasons->items[i];
        if (!strcmp(reason->code, REFUSAL_ROWS[REFUSAL_OPERATION_STATE].code) &&
            reason->journal_position != ABSENT_INTEGER && !is_there(reasons, kept, reason->journal_position))
            reasons->items[kept++] = *reason;
    }
    reasons->count = kept;
}

enum fault refuse_runs(struct session *session, struct request *request, const struct unit *unit, const char *operation,
                       const char *position, struct reasons *reasons)
{
    const size_t before = reasons->count;
    struct snapshot snapshot;
    enum fault fault = ask_removal(session, request, NULL, unit, operation, position, &snapshot, reasons);
    keep_runs(reasons, before);
    return fault;
}

/* ---- what ---- */

static enum fault new_take_out(struct search *search, const struct unit *unit, const struct order *order,
                               const char *operation, struct take_out **ret)
{
    struct take_out *made = &search->found.list.items[search->found.list.count];
    *made = (struct take_out){.unit = *unit, .order = order, .operation = operation};
    made->parts.items = arena_array(search->request->arena, search->leaving.list.count, sizeof *made->parts.items);
    if (!made->parts.items)
        return FAULT_MEMORY;
    search->found.list.count++;
    *ret = made;
    return NOTHING_WRONG;
}

static void add_part(struct take_out *found, const struct place *place, const struct leaving *leaving,
                     const struct snapshot *snapshot)
{
    found->parts.items[found->parts.count++] = (struct taken_out){
        .serial = snapshot->occupant->serial,
        .part_number = snapshot->occupant->part_number,
        .from = place->unit.serial,
        .position = place->position,
        .nonconformance = leaving->nonconformance_id,
        .unapproved_by = leaving->unapproved_by,
    };
}

static enum fault add_found(struct search *search, const struct place *place, const struct leaving *leaving,
                            const struct snapshot *snapshot)
{
    struct take_out *found = found_of(search, place->unit.unit_id, place->operation->operation);
    enum fault fault = NOTHING_WRONG;
    if (!found)
        fault = new_take_out(search, &place->unit, snapshot->order, place->operation->operation, &found);
    if (fault == NOTHING_WRONG)
        add_part(found, place, leaving, snapshot);
    return fault;
}

/* A run at the station that is to be over first. */
static enum fault add_waiting(struct search *search, const struct run *run, const struct place *place,
                              const struct leaving *leaving, const struct snapshot *snapshot)
{
    struct take_out *found = found_of(search, run->unit_id, run->operation);
    struct unit unit;
    const struct order *order;
    enum fault fault = NOTHING_WRONG;
    if (is_found(found, place))
        return NOTHING_WRONG;
    if (!found) {
        fault = find_unit(search->session->store, run->unit_id, search->request->arena, &unit);
        if (fault == NOTHING_WRONG)
            fault = kept_order(search->session, unit.order, search->request->arena, &order);
        if (fault == NOTHING_WRONG)
            fault = new_take_out(search, &unit, order, run->operation, &found);
    }
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    add_part(found, place, leaving, snapshot);
    return NOTHING_WRONG;
}

/* Nothing comes out of what is to be scrapped as a whole. */
static enum fault look_at(struct search *search, const struct leaving *leaving)
{
    struct place place;
    struct snapshot snapshot;
    struct reasons reasons = reasons_beside(&search->request->reasons);
    int64_t condemned_by;
    enum fault fault = find_place(search, leaving, &place);
    if (fault || !place.operation)
        return fault;
    const bool here = is_done_here(search, &place);
    if ((!here && !search->runs.list.count) ||
        is_found(found_of(search, place.unit.unit_id, place.operation->operation), &place))
        return NOTHING_WRONG;
    fault = find_condemned_around(search->session->store, place.unit.unit_id, &condemned_by);
    if (fault || condemned_by)
        return fault;
    fault = ask_removal(search->session, search->request, search->station->station, &place.unit,
                        place.operation->operation, place.position, &snapshot, &reasons);
    if (fault == NOTHING_WRONG && here && !reasons.found)
        return add_found(search, &place, leaving, &snapshot);
    keep_runs(&reasons, 0);
    for (size_t i = 0; i < search->runs.list.count && !fault; i++)
        if (is_there(&reasons, reasons.count, search->runs.list.items[i].run_id))
            fault = add_waiting(search, &search->runs.list.items[i], &place, leaving, &snapshot);
    return fault;
}

enum fault list_take_outs(struct session *session, struct request *request, const struct station *station,
                          struct take_outs *ret)
{
    struct search search = {.session = session, .request = request, .station = station};
    enum fault fault = list_leaving(session->store, request->arena, &search.leaving);
    if (fault == NOTHING_WRONG)
        fault = find_runs_at_station(session->store, station->station, request->arena, &search.runs);
    if (fault)
        return fault;
    const size_t count = search.leaving.list.count;
    search.found.list.items =
        arena_array(request->arena, count + search.runs.list.count, sizeof *search.found.list.items);
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
