/* A hold, what it lies on, and what it would. */
#include "domain/event.h"
#include "service/containment.h"
#include "service/hold_target.h"
#include "service/reading.h"
#include "service/views_hold.h"
#include "store/find_history.h"
#include "store/find_nesting.h"

/* What is in a unit leaves with it, for whom and where that goes. */
static enum fault find_leaver(struct session *session, const struct unit *unit, struct arena *arena, struct unit *ret)
{
    *ret = *unit;
    if (unit->installed_in == ABSENT_INTEGER)
        return NOTHING_WRONG;
    enum fault fault = find_left_with(session->store, unit->unit_id, arena, ret);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

static enum fault fill_contained(struct session *session, const struct hold_match *match, struct arena *arena,
                                 struct contained_view *ret)
{
    struct unit unit, leaver;
    struct order_plan plan;
    struct installation installation = {.unit_id = ABSENT_INTEGER};
    enum fault fault = find_unit(session->store, match->unit_id, arena, &unit);
    if (fault == NOTHING_WRONG)
        fault = find_leaver(session, &unit, arena, &leaver);
    if (fault == NOTHING_WRONG)
        fault = find_unit_plan_at(session->store, &leaver, INT64_MAX, arena, &plan);
    if (fault == NOTHING_WRONG && match->installation_id != ABSENT_INTEGER)
        fault = find_installation(session->store, match->installation_id, arena, &installation);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    *ret = (struct contained_view){
        .serial = unit.serial,
        .part_number = unit.part_number,
        .order = unit.order,
        .customer = plan.customer,
        .destination = plan.destination,
        .state = unit.state,
        .shipped = leaver.shipped,
        .left_in = leaver.unit_id == unit.unit_id ? NULL : leaver.serial,
        .match = match->match,
        .via = match->via,
        .component_part_number = installation.part_number,
        .component_serial = installation.serial,
        .component_lot = installation.lot,
        .installation = match->installation_id,
        .run = match->run_id,
        .matches = match->matches,
        .frozen_by = match->frozen_by,
        .released = match->released,
        .released_by = match->released_by,
        .release_reason = match->release_reason,
    };
    return NOTHING_WRONG;
}

/* A page of matches, the first of which comes after the cursor; one more than the limit where there is more. */
static enum fault write_matches(struct session *session, struct request *request, const struct hold_match *matches,
                                size_t count, int64_t limit, struct answer *answer)
{
    size_t shown = page_shown(count, limit);
    struct contained_view *items = arena_array(request->arena, shown, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < shown; i++) {
        enum fault fault = fill_contained(session, &matches[i], request->arena, &items[i]);
        if (fault)
            return fault;
    }
    return page_write(answer, &CONTAINED_VIEW_RECORD, items, shown,
                      number_cursor(request, count > shown, count > shown ? matches[shown - 1].unit_id : 0));
}

enum fault lying_holds(const struct holds *holds, const char *order, struct arena *arena, struct lying_holds *ret)
{
    struct lying_holds lying = {.list = {.items = arena_array(arena, holds->list.count, sizeof *lying.list.items)}};
    if (!lying.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < holds->list.count; i++) {
        const struct hold *hold = &holds->list.items[i];
        if (!order || selector_is_order(&hold->selector, order))
            lying.list.items[lying.list.count++] = (struct lying_hold){
                .hold = hold->hold,
                .reason = hold->reason,
                .placed = hold->placed,
                .matches = ABSENT_INTEGER,
                .units = ABSENT_INTEGER,
            };
    }
    *ret = lying;
    return NOTHING_WRONG;
}

enum fault view_hold(struct session *session, struct request *request, struct answer *answer)
{
    int64_t hold_id;
    struct hold hold;
    struct hold_extent extent;
    if (!path_id(request, request->path[0], "there is no hold %s", &hold_id))
        return FAULT_NOT_FOUND;
    enum fault fault = not_found(request, find_hold(session->store, hold_id, request->arena, &hold),
                                 "there is no hold %s", request->path[0]);
    if (fault == NOTHING_WRONG)
        fault = count_hold_matches(session->store, hold_id, &extent);
    if (fault)
        return fault;
    const struct hold_view view = {
        .hold = &hold, .units = extent.units, .shipped = extent.shipped, .released = extent.released};
    return answer_write(answer, &HOLD_VIEW_RECORD, &view);
}

enum fault view_hold_units(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t hold_id, after, limit = page_limit(query->limit);
    struct hold hold;
    struct hold_matches matches;
    if (!path_id(request, request->path[0], "there is no hold %s", &hold_id))
        return FAULT_NOT_FOUND;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    enum fault fault = not_found(request, find_hold(session->store, hold_id, request->arena, &hold),
                                 "there is no hold %s", request->path[0]);
    if (fault == NOTHING_WRONG)
        fault = list_hold_matches(session->store, hold_id, after, limit + 1, request->arena, &matches);
    return fault ? fault : write_matches(session, request, matches.list.items, matches.list.count, limit, answer);
}

/* Worked out once, whatever pages are cut from it. */
static enum fault prepare_list(struct session *session, struct request *request, const struct selector *selector)
{
    struct hold_matches *matches = arena_alloc(request->arena, sizeof *matches);
    if (!matches)
        return FAULT_MEMORY;
    request->prepared = matches;
    return containment_list(session, selector, NULL, request->arena, matches);
}

enum fault prepare_trace(struct session *session, struct request *request)
{
    const struct trace_query *query = request->query;
    selector_check(&query->selector, &request->reasons);
    if (request->reasons.found)
        return FAULT_INVALID;
    enum fault fault = hold_target_known(session, request, &query->selector);
    return fault ? fault : prepare_list(session, request, &query->selector);
}

enum fault prepare_hold_preview(struct session *session, struct request *request)
{
    const struct hold_placed *body = request->body;
    enum fault fault = hold_target(session, request, &body->selector);
    if (fault == NOTHING_WRONG)
        fault = hold_target_known(session, request, &body->selector);
    return fault ? fault : prepare_list(session, request, &body->selector);
}

static enum fault write_trace(struct session *session, struct request *request, const char *cursor, int64_t limit,
                              struct answer *answer)
{
    const struct hold_matches *matches = request->prepared;
    int64_t after;
    size_t first = 0;
    if (!cursor_number(request, cursor, &after))
        return FAULT_INVALID;
    while (first < matches->list.count && matches->list.items[first].unit_id <= after)
        first++;
    return write_matches(session, request, matches->list.items + first, matches->list.count - first, limit, answer);
}

enum fault view_trace(struct session *session, struct request *request, struct answer *answer)
{
    const struct trace_query *query = request->query;
    return write_trace(session, request, query->cursor, page_limit(query->limit), answer);
}

enum fault view_hold_preview(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    return write_trace(session, request, query->cursor, page_limit(query->limit), answer);
}
