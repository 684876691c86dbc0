/* What is inside a unit, down to its trays' own components, and how it was proven: as of any journal position. */
#include "service/as_built_faults.h"
#include "service/as_built_left.h"
#include "service/as_built_runs.h"
#include "service/descriptions.h"
#include "service/reading.h"
#include "service/unit_revisions.h"
#include "service/waivers.h"
#include "store/find.h"
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTRIES_MAX = 300 };

struct tree {
    struct session *session;
    struct request *request;
    const struct as_then *then;
    struct description_view_list descriptions;
    struct as_built_fault_list faults;
    struct waivers waivers;
    bool frozen; /* the record that a unit left with, beside which stands what was said of its parts later */
    struct unit_places units; /* that the tree is of */
    struct country_share *countries; /* COUNTRIES_MAX of them */
    size_t country_count;
    int64_t components; /* pieces that are not built here themselves */
};

static void count_country(struct tree *tree, const char *country, int64_t pieces)
{
    const char *name = country ? country : "unknown";
    tree->components += pieces;
    for (size_t i = 0; i < tree->country_count; i++)
        if (!strcmp(tree->countries[i].country, name)) {
            tree->countries[i].components += pieces;
            return;
        }
    if (tree->country_count < COUNTRIES_MAX)
        tree->countries[tree->country_count++] = (struct country_share){.country = name, .components = pieces};
}

static struct as_built_component component_of(const struct position *position, const struct part_then *row,
                                              int64_t journal_position)
{
    struct as_built_component component;
    record_clear(&AS_BUILT_COMPONENT_RECORD, &component);
    component.position = row->position;
    component.part_number = row->part_number;
    component.revision = row->revision;
    component.serial = row->serial;
    component.lot = row->lot;
    component.supplier = row->supplier;
    component.country = row->country;
    component.origin_site = row->origin_site;
    component.firmware = row->firmware;
    component.identifiers = row->identifiers;
    component.operator = row->operator;
    component.installed = row->installed;
    component.installed_by = row->installation_id;
    if (row->unapproved_by <= journal_position)
        component.unapproved_by = row->unapproved_by;
    component.u_position = position->u_position;
    component.u_height = position->line->u_height;
    component.quantity = line_quantity(position->line);
    return component;
}

struct component_list {
    LIST_OF(struct as_built_component) list;
};

static enum fault fill_tree(struct tree *tree, const struct unit *unit, const struct product *product, int depth,
                            struct component_list *ret, struct parts_then *ret_rows);

static enum fault fill_child(struct tree *tree, int64_t child_unit_id, int depth, struct as_built_component *ret)
{
    struct unit child;
    struct component_list inside;
    struct parts_then rows;
    const struct product *product;
    enum fault fault = find_unit(tree->session->store, child_unit_id, tree->request->arena, &child);
    if (fault == NOTHING_WRONG)
        fault = unit_product_at(tree->session, &child, tree->then->journal_position, tree->request->arena, &product);
    if (fault == NOTHING_WRONG)
        fault = fill_tree(tree, &child, product, depth + 1, &inside, &rows);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    ret->revision = product->definition->revision; /* whatever was scanned, or was not */
    ret->components.items = inside.list.items;
    ret->components.count = inside.list.count;
    return NOTHING_WRONG;
}

/* What was out then, until a correction said that it never had been. */
static void leave_out(const struct tree *tree, const struct unit *unit, struct parts_then *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->list.count; i++)
        if (!then_out(tree->then, unit, rows->list.items[i].position, rows->list.items[i].installation_id))
            rows->list.items[kept++] = rows->list.items[i];
    rows->list.count = kept;
}

/* `product` is what the unit was built to then. */
static enum fault fill_tree(struct tree *tree, const struct unit *unit, const struct product *product, int depth,
                            struct component_list *ret, struct parts_then *ret_rows)
{
    if (depth > NESTING_MAX)
        return FAULT_CORRUPT;
    if (!unit_places_add(&tree->units, unit->serial, tree->request->arena))
        return FAULT_MEMORY;
    enum fault fault = find_parts_at(tree->session->store, unit->unit_id, tree->then->journal_position,
                                             tree->request->arena, ret_rows);
    if (fault)
        return fault;
    leave_out(tree, unit, ret_rows);
    size_t count = ret_rows->list.count;
    ret->list.items = arena_array(tree->request->arena, count, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    ret->list.count = count;
    for (size_t i = 0; i < count; i++) {
        const struct part_then *row = &ret_rows->list.items[i];
        int position = product_position(product, row->position);
        if (position < 0)
            return FAULT_CORRUPT;
        ret->list.items[i] = component_of(&product->positions.items[position], row, tree->then->journal_position);
    }
    fault = as_built_descriptions(tree->session, unit, tree->then->journal_position, tree->frozen,
                                  tree->request->arena, ret->list.items, count, &tree->descriptions);
    for (size_t i = 0; i < count && !fault; i++)
        if (ret_rows->list.items[i].previous_id != ABSENT_INTEGER)
            fault = as_built_described_before(tree->session, ret_rows->list.items[i].previous_id, tree->request->arena,
                                              &ret->list.items[i], &tree->descriptions);
    if (fault == NOTHING_WRONG)
        fault = as_built_faults(tree->session, unit, tree->then, tree->request->arena, &tree->faults);
    if (fault == NOTHING_WRONG)
        fault = as_built_waivers(tree->session, unit, tree->then->journal_position, tree->request->arena,
                                 &tree->waivers);
    for (size_t i = 0; i < count && !fault; i++) {
        struct as_built_component *component = &ret->list.items[i];
        if (ret_rows->list.items[i].child_unit_id == ABSENT_INTEGER)
            count_country(tree, component->country, component->quantity);
        else
            fault = fill_child(tree, ret_rows->list.items[i].child_unit_id, depth, component);
    }
    return fault;
}

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

/* The journal position that `at` says: a number, or a time; absent: of a shipped unit its shipment, else now. */
static enum fault position_asked(struct session *session, struct request *request, const struct unit *unit,
                                 const char *at, int64_t *ret)
{
    static const struct field POSITION = {.name = "at", .kind = KIND_INTEGER, .min = 0, .max = 9e15};
    static const struct field TIME = {.name = "at", .kind = KIND_TIME};
    struct reasons scratch = {.arena = request->arena};
    struct journal_head head;
    int64_t us = unit->shipped;
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

/* The most pieces come first; of as many, by code. */
static int compare_shares(const void *a, const void *b)
{
    const struct country_share *one = a, *other = b;
    if (one->components != other->components)
        return one->components < other->components ? 1 : -1;
    return strcmp(one->country, other->country);
}

static void fill_countries(struct tree *tree, struct as_built_view *view)
{
    for (size_t i = 0; i < tree->country_count; i++)
        tree->countries[i].share = (double)tree->countries[i].components / (double)tree->components;
    qsort(tree->countries, tree->country_count, sizeof *tree->countries, compare_shares);
    view->countries.items = tree->countries;
    view->countries.count = tree->country_count;
}

/* The operations of the routing, and others that were begun when the unit had another. */
static enum fault fill_operations(const struct tree *tree, const struct product *product, struct as_built_view *view)
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
    struct unit unit;
    struct order_plan plan;
    const struct product *product;
    struct as_then then;
    int64_t journal_position;
    struct tree tree = {.session = session, .request = request, .then = &then};
    enum fault fault = read_unit(session, request, request->path[0], query->part_number, &unit);
    if (fault == NOTHING_WRONG)
        fault = position_asked(session, request, &unit, query->at, &journal_position);
    if (fault)
        return fault;
    tree.frozen = !query->at && unit.shipped != ABSENT_INTEGER;
    fault = then_load(session, &unit, journal_position, request->arena, &then);
    if (fault)
        return fault == FAULT_NOT_FOUND ? not_there_yet(request, &unit, journal_position) : fault;
    tree.countries = arena_array(request->arena, COUNTRIES_MAX, sizeof *tree.countries);
    if (!tree.countries)
        return FAULT_MEMORY;
    fault = find_unit_plan_at(session->store, &unit, journal_position, request->arena, &plan);
    if (fault == NOTHING_WRONG)
        fault = unit_product_at(session, &unit, journal_position, request->arena, &product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    struct as_built_view view = {
        .serial = unit.serial,
        .part_number = unit.part_number,
        .revision = product->definition->revision,
        .order = unit.order,
        .customer = plan.customer,
        .destination = plan.destination,
        .state = then_unit_state(&then),
        .journal_position = journal_position,
        .frozen = then_unit_state(&then) == UNIT_SHIPPED,
    };
    struct component_list inside;
    struct parts_then rows;
    fault = fill_tree(&tree, &unit, product, 0, &inside, &rows);
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
        fault = as_built_shipment(session, &then, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = as_built_signed_off(request->arena, &view);
    if (fault)
        return fault;
    fill_countries(&tree, &view);
    view.components.items = inside.list.items;
    view.components.count = inside.list.count;
    fault = as_built_late(session, &view);
    if (fault)
        return fault;
    view.waivers.count = tree.waivers.list.count;
    view.nonconformances.items = tree.faults.list.items;
    view.nonconformances.count = tree.faults.list.count;
    view.descriptions.items = tree.descriptions.list.items;
    view.descriptions.count = tree.descriptions.list.count;
    if (!query->at)
        answer->units = tree.units; /* what was entered later of others may be said as of any time */
    answer->lasting = !runs_on(&view);
    return answer_write(answer, &AS_BUILT_VIEW_RECORD, &view);
}
