/* A unit and its route. */
#include "domain/containment.h"
#include "domain/remaining.h"
#include "service/nonconformances.h"
#include "service/reading.h"
#include "service/snapshot.h"
#include "service/unit_revisions.h"
#include "service/waivers.h"
#include "store/find.h"
#include "store/find_hold.h"
#include "store/find_leaving.h"
#include "store/find_list.h"

/* What is neither passed nor waived and comes next before it: also past a predecessor that is waived. */
static enum fault fill_waiting(const struct snapshot *snapshot, int index, struct arena *arena,
                               struct operation_view *view)
{
    const struct product *product = snapshot->product;
    bool *left = arena_array(arena, product->operations.count, sizeof *left);
    struct name_list names = {0};
    if (!left)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->operations.count; i++)
        left[i] = !operation_is_done(snapshot->operations[i].state);
    enum fault fault = list_right_before(product, left, index, arena, &names);
    view->waiting_for.items = names.items;
    view->waiting_for.count = left[index] ? names.count : 0;
    return fault;
}

static enum fault fill_operation(struct session *session, struct request *request, struct snapshot *snapshot,
                                 int index, struct operation_view *view)
{
    const struct operation_definition *definition = snapshot->product->operations.items[index].definition;
    enum fault fault = snapshot_turn_to(session, index, 0, request->arena, snapshot);
    if (fault)
        return fault;
    const struct run *run = snapshot->run;
    bool open = run && run->ended == ABSENT_INTEGER;
    record_clear(&OPERATION_VIEW_RECORD, view);
    view->operation = definition->operation;
    view->name = definition->name;
    view->kind = definition->kind;
    view->station_type = definition->station_type;
    view->state = operation_standing(snapshot->product, snapshot->operations, index);
    view->attempts = snapshot->operations[index].attempts;
    view->failures = snapshot->operations[index].failures;
    view->station = open ? run->station : NULL;
    view->bay = open ? run->bay : NULL;
    view->started = run ? run->started : ABSENT_INTEGER;
    view->ended = run ? run->ended : ABSENT_INTEGER;
    if (snapshot->operations[index].state == OPERATION_INVALIDATED)
        view->invalidated_by = snapshot->operations[index].invalidated_by;
    view->accumulated_min =
        open ? (double)run_accumulated_us(run, session->now_us) / (double)US_PER_MINUTE : ABSENT_NUMBER;
    view->remaining_min = open ? run_remaining_min(definition, run, session->now_us) : ABSENT_NUMBER;
    return fill_waiting(snapshot, index, request->arena, view);
}

static enum fault count_match(void *context, const void *row)
{
    (void)row;
    ++*(int64_t *)context;
    return NOTHING_WRONG;
}

/* The list that a hold froze stays; what it found may have been swapped or described anew since. */
static enum fault fill_holds(struct session *session, struct request *request, const struct snapshot *snapshot,
                             struct unit_view *view)
{
    const struct surroundings around = surroundings_of(snapshot); /* the unit first */
    const struct scan_inside inside = {.unit_id = snapshot->unit->unit_id,
                                       .beyond = {around.items + 1, around.count - 1}};
    struct holds holds;
    enum fault fault = list_holds_of_unit(session->store, inside.unit_id, request->arena, &holds);
    if (fault == NOTHING_WRONG)
        fault = lying_holds(&holds, NULL, request->arena, &view->holds);
    for (size_t i = 0; fault == NOTHING_WRONG && i < holds.list.count; i++) {
        struct lying_hold *lying = &view->holds.list.items[i];
        struct hold_match match;
        lying->matches = 0;
        fault = scan_matching(session->store, &holds.list.items[i].selector, &inside, count_match, &lying->matches);
        if (fault == NOTHING_WRONG)
            fault = find_hold_match(session->store, lying->hold, inside.unit_id, request->arena, &match);
        if (fault == NOTHING_WRONG)
            lying->via = match.via;
    }
    view->held = view->holds.list.count > 0;
    return fault;
}

static enum fault fill_waivers(struct session *session, struct request *request, const struct unit *unit,
                               struct unit_view *view)
{
    struct waivers waivers;
    enum fault fault = find_waivers(session->store, unit->unit_id, request->arena, &waivers);
    if (fault == NOTHING_WRONG)
        fault = waiver_views(session, &waivers, request->arena, &view->waivers.items);
    if (fault == NOTHING_WRONG)
        view->waivers.count = waivers.list.count;
    return fault;
}

/* Whether it is neither scrapped nor gone, alone or in another. */
static bool is_here(const struct snapshot *snapshot)
{
    const size_t around = snapshot->outer.count;
    const struct unit *outermost = around ? snapshot->outer.items[around - 1].unit : snapshot->unit;
    return outermost->state != UNIT_SHIPPED && snapshot->unit->state != UNIT_SCRAPPED;
}

/* What falls with what is to be taken out is to be done again, also of a unit that is completed. */
static enum fault fill_remaining(struct session *session, struct request *request, const struct snapshot *snapshot,
                                 struct unit_view *view)
{
    const struct unit_operation *operations;
    struct leaving_list leaving;
    view->due = snapshot->order->due;
    view->remaining_standard_min = 0;
    view->late = false;
    if (!is_here(snapshot))
        return NOTHING_WRONG;
    enum fault fault = list_leaving(session->store, request->arena, &leaving);
    if (fault == NOTHING_WRONG)
        fault = route_after_leaving(snapshot->product, snapshot->operations, &leaving, snapshot->unit->unit_id,
                                    request->arena, &operations);
    if (fault)
        return fault;
    view->remaining_standard_min = route_remaining_min(snapshot->product, operations);
    view->late = (snapshot->unit->state != UNIT_COMPLETED || view->remaining_standard_min > 0) &&
                 is_late(view->due, session->now_us, view->remaining_standard_min);
    return NOTHING_WRONG;
}

static enum fault fill_route(struct session *session, struct request *request, struct snapshot *snapshot,
                             struct unit_view *view)
{
    size_t count = snapshot->product->operations.count;
    view->operations.items = arena_array(request->arena, count, sizeof *view->operations.items);
    if (!view->operations.items)
        return FAULT_MEMORY;
    view->operations.count = count;
    for (size_t i = 0; i < count; i++) {
        enum fault fault = fill_operation(session, request, snapshot, (int)i, &view->operations.items[i]);
        if (fault)
            return fault;
    }
    return fill_remaining(session, request, snapshot, view);
}

enum fault view_unit(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_query *query = request->query;
    struct unit unit;
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault)
        return fault;
    const struct snapshot_question question = {.unit = unit.serial, .unit_part_number = unit.part_number};
    struct snapshot snapshot;
    struct nonconformances nonconformances;
    struct unit_view view;
    record_clear(&UNIT_VIEW_RECORD, &view);
    view.serial = unit.serial;
    view.part_number = unit.part_number;
    view.revision = unit.revision;
    view.order = unit.order;
    view.state = unit.state;
    view.released = unit.released;
    view.started = unit.started;
    view.completed = unit.completed;
    view.shipped = unit.shipped;
    fault = unit_revision_views(session, unit.unit_id, INT64_MAX, request->arena, &view.revisions.items,
                                &view.revisions.count);
    if (fault == NOTHING_WRONG)
        fault = snapshot_load(session, &request->principal, &question, SEE_ROUTE | SEE_INSIDE, request->arena, &snapshot);
    if (fault == NOTHING_WRONG)
        fault = fill_route(session, request, &snapshot, &view);
    if (fault == NOTHING_WRONG)
        fault = fill_holds(session, request, &snapshot, &view);
    if (fault == NOTHING_WRONG)
        fault = fill_waivers(session, request, &unit, &view);
    if (fault == NOTHING_WRONG)
        fault = find_nonconformances(session->store, unit.unit_id, request->arena, &nonconformances);
    if (fault == NOTHING_WRONG)
        fault = nonconformance_views(session, &unit, &nonconformances, request->arena, &view.nonconformances.items);
    if (fault)
        return fault;
    view.nonconformances.count = nonconformances.list.count;
    view.unfinished.items = snapshot.unfinished.items;
    view.unfinished.count = snapshot.unfinished.count;
    view.unapproved.items = snapshot.unapproved.items;
    view.unapproved.count = snapshot.unapproved.count;
    view.installed_in = snapshot.outer.count ? snapshot.outer.items[0].unit->serial : NULL;
    return answer_write(answer, &UNIT_VIEW_RECORD, &view);
}
