/* The as-built record: what is inside a unit and how it was proven, as of any journal position. */
#include "service/as_built_left.h"
#include "service/as_built_runs.h"
#include "service/as_built_tree.h"
#include "service/reading.h"
#include "service/unit_revisions.h"
#include "store/find_nesting.h"
#include "store/journal.h"

#include <string.h>

/* The installation in each position of the product, in its order; 0: empty. NULL: memory is out. */
static const int64_t *filled_then(const struct parts_then *rows, const struct product *product, struct arena *arena)
{
    int64_t *filled = arena_array(arena, product->positions.count, sizeof *filled);
    for (size_t i = 0; filled && i < rows->list.count; i++) {
        int index = product_position(product, rows->list.items[i].position);
        if (index >= 0)
            filled[index] = rows->list.items[i].installation_id;
    }
    return filled;
}

/* Positions that must be scanned and are empty. */
static enum fault fill_unfilled(const struct product *product, const int64_t *filled, struct arena *arena,
                                struct as_built_view *view)
{
    view->unfilled.items = arena_array(arena, product->positions.count, sizeof *view->unfilled.items);
    if (!view->unfilled.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->positions.count; i++)
        if (!filled[i] && product->positions.items[i].line->tracking != TRACKING_NONE)
            view->unfilled.items[view->unfilled.count++] = product->positions.items[i].name;
    return NOTHING_WRONG;
}

static enum fault find_around(struct session *session, const struct unit *unit, struct arena *arena, struct unit *ret)
{
    int64_t unit_id;
    enum fault fault = find_outermost(session->store, unit->unit_id, &unit_id);
    if (fault == NOTHING_WRONG)
        fault = find_unit(session->store, unit_id, arena, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* The journal position that `at` says: a number, or a time; absent: of what has left its shipment, else now. */
static enum fault position_asked(struct session *session, struct request *request, const struct unit *outermost,
                                 const char *at, int64_t *ret)
{
    static const struct field POSITION = {.name = "at", .kind = KIND_INTEGER, .min = 0, .max = 9e15};
    static const struct field TIME = {.name = "at", .kind = KIND_TIME};
    struct reasons scratch = {.arena = request->arena};
    struct journal_head head;
    int64_t us = outermost->shipped;
    enum fault fault = journal_head(session->store, &head);
    if (fault)
        return fault;
    *ret = head.journal_position;
    if (!at && us == ABSENT_INTEGER)
        return NOTHING_WRONG;
    if (at && field_from_text(&POSITION, ret, at, "/at", &scratch)) {
        if (*ret <= head.journal_position)
            return NOTHING_WRONG;
        reason_add(&request->reasons, "after-the-head", "/at",
                   "The journal has no position %lld yet: its head is %lld.", (long long)*ret,
                   (long long)head.journal_position);
        return FAULT_INVALID;
    }
    if (at && !field_from_text(&TIME, &us, at, "/at", &scratch)) {
        reason_add(&request->reasons, "malformed", "/at",
                   strchr(at, ' ') ? "must be a journal position or an RFC 3339 time; a + is sent as %%2B in an address"
                                   : "must be a journal position or an RFC 3339 time");
        return FAULT_INVALID;
    }
    return journal_position_at(session->store, us, ret);
}

/* The operations of the routing, and others that were begun when the unit had another. */
static enum fault fill_operations(const struct as_built_tree *tree, const struct product *product,
                                  struct as_built_view *view)
{
    const struct unit_states *states = &tree->then->states;
    size_t routed = product->operations.count;
    view->operations.items =
        arena_array(tree->request->arena, routed + states->list.count, sizeof *view->operations.items);
    if (!view->operations.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < routed; i++) {
        const char *operation = product->operations.items[i].definition->operation;
        view->operations.items[view->operations.count++] =
            (struct operation_then){operation, then_operation_state(tree->then, operation)};
    }
    for (size_t i = 0; i < states->list.count; i++) {
        const struct unit_state_since *row = &states->list.items[i];
        if (*row->operation && product_operation(product, row->operation) < 0)
            view->operations.items[view->operations.count++] = (struct operation_then){row->operation, (int)row->state};
    }
    return NOTHING_WRONG;
}

static enum fault not_there_yet(struct request *request, const struct unit *unit, int64_t journal_position)
{
    reason_add(&request->reasons, fault_row(FAULT_NOT_FOUND)->code, "/at",
               "unit %s was not there yet at journal position %lld", unit->serial, (long long)journal_position);
    return FAULT_NOT_FOUND;
}

/* Whether time passes in it. */
static bool runs_on(const struct as_built_view *view)
{
    for (size_t i = 0; i < view->runs.count; i++)
        if (view->runs.items[i].state == RUN_RUNNING)
            return true;
    return false;
}

enum fault view_as_built(struct session *session, struct request *request, struct answer *answer)
{
    const struct as_built_query *query = request->query;
    struct unit unit, outermost;
    const struct product *product;
    struct as_then then;
    int64_t journal_position;
    struct as_built_tree tree = {.session = session, .request = request, .then = &then};
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault == NOTHING_WRONG)
        fault = find_around(session, &unit, request->arena, &outermost);
    if (fault == NOTHING_WRONG)
        fault = position_asked(session, request, &outermost, query->at, &journal_position);
    if (fault)
        return fault;
    tree.frozen = !query->at && outermost.shipped != ABSENT_INTEGER;
    fault = then_load(session, &unit, journal_position, request->arena, &then);
    if (fault)
        return fault == FAULT_NOT_FOUND ? not_there_yet(request, &unit, journal_position) : fault;
    fault = unit_product_at(session, &unit, journal_position, request->arena, &product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    struct as_built_view view = {
        .serial = unit.serial,
        .part_number = unit.part_number,
        .revision = product->definition->revision,
        .order = unit.order,
        .state = then_unit_state(&then),
        .journal_position = journal_position,
    };
    struct as_built_components inside;
    struct parts_then rows;
    fault = as_built_tree_of(&tree, &unit, product, &inside, &rows);
    const int64_t *filled = fault ? NULL : filled_then(&rows, product, request->arena);
    if (!filled)
        return fault ? fault : FAULT_MEMORY;
    fault = fill_unfilled(product, filled, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = unit_revision_views(session, unit.unit_id, journal_position, request->arena, &view.revisions.items,
                                    &view.revisions.count);
    if (fault == NOTHING_WRONG)
        fault = fill_operations(&tree, product, &view);
    if (fault == NOTHING_WRONG)
        fault = as_built_runs(session, request, &unit, product, filled, &then, &view);
    if (fault == NOTHING_WRONG)
        fault = waiver_views(session, &tree.waivers, request->arena, &view.waivers.items);
    if (fault == NOTHING_WRONG)
        fault = as_built_scrapping(session, &then, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = as_built_shipment(session, &outermost, journal_position, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = as_built_destined(session, &unit, &outermost, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = as_built_signed_off(request->arena, &view);
    if (fault)
        return fault;
    as_built_countries(&tree, &view);
    view.components.items = inside.list.items;
    view.components.count = inside.list.count;
    fault = as_built_late(session, &view);
    if (fault)
        return fault;
    view.waivers.count = tree.waivers.list.count;
    view.nonconformances.items = tree.faults.list.items;
    view.nonconformances.count = tree.faults.list.count;
    view.holds.items = tree.holds.list.items;
    view.holds.count = tree.holds.list.count;
    view.descriptions.items = tree.descriptions.list.items;
    view.descriptions.count = tree.descriptions.list.count;
    if (!unit_places_add(&tree.units, outermost.serial, request->arena)) /* with which it leaves */
        return FAULT_MEMORY;
    if (!query->at)
        answer->units = tree.units; /* what was entered later of others may be said as of any time */
    answer->lasting = !runs_on(&view);
    return answer_write(answer, &AS_BUILT_VIEW_RECORD, &view);
}
