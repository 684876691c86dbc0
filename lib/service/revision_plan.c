#include "service/revision_plan.h"

#include "base/buffer.h"
#include "base/field_value.h"
#include "base/json.h"
#include "domain/entry_records.h"
#include "service/unit_routes.h"
#include "store/find_list.h"
#include "store/find_nesting.h"
#include "store/find_revision.h"

#include <stdlib.h>
#include <string.h>

/* A revision that chosen units have, and what differs between it and the one they are moved to. */
struct origin {
    struct product_revision revision;
    struct product_changes changes;
};

struct planning {
    struct session *session;
    const struct order_revised *data;
    struct reasons *reasons;
    struct arena *arena;
    LIST_OF(struct origin) origins;
    struct revision_plan plan;
};

/* ---- the order, and what its units are moved to ---- */

static enum fault load_revision(struct planning *planning, const char *revision, int *ret_state,
                                struct product_revision *ret)
{
    const char *part_number = planning->plan.order.part_number;
    struct product_row row;
    *ret_state = PRODUCT_ABSENT;
    enum fault fault = find_product(planning->session->store, part_number, revision, planning->arena, &row);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
    *ret_state = row.state;
    ret->journal_position = row.journal_position;
    return row.state == PRODUCT_DRAFT ? NOTHING_WRONG
                                      : session_product(planning->session, part_number, revision, &ret->product);
}

static enum fault load_order(struct planning *planning)
{
    int state;
    struct order *order = &planning->plan.order;
    enum fault fault = find_order(planning->session->store, planning->data->order, planning->arena, order);
    if (fault == FAULT_NOT_FOUND)
        reason_add(planning->reasons, fault_row(fault)->code, NULL, "there is no order %s", planning->data->order);
    if (!fault)
        fault = load_revision(planning, planning->data->revision, &state, &planning->plan.to);
    if (fault)
        return fault;
    order_may_be_revised(order, planning->data->revision, state, planning->reasons);
    return planning->reasons->found ? FAULT_REFUSED : NOTHING_WRONG;
}

/* ---- which units ---- */

static int compare_units(const void *left, const void *right)
{
    const struct unit *a = left, *b = right;
    return (a->unit_id > b->unit_id) - (a->unit_id < b->unit_id);
}

/* By serial; one that is named twice is one all the same. */
static enum fault choose_named(struct planning *planning, struct units *ret)
{
    const struct order_revised *data = planning->data;
    struct units chosen = {.list = {.items = arena_array(planning->arena, data->units.count, sizeof(struct unit))}};
    if (!chosen.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < data->units.count; i++) {
        struct units found;
        enum fault fault = find_units(planning->session->store, data->units.items[i], planning->plan.order.part_number,
                                      planning->arena, &found);
        if (fault)
            return fault;
        if (found.list.count == 1 && !strcmp(found.list.items[0].order, data->order))
            chosen.list.items[chosen.list.count++] = found.list.items[0];
        else
            reason_add(planning->reasons, REFUSAL_ROWS[REFUSAL_UNIT_NOT_OF_ORDER].code,
                       arena_printf(planning->arena, "/units/%zu", i), "order %s has no unit %s", data->order,
                       data->units.items[i]);
    }
    qsort(chosen.list.items, chosen.list.count, sizeof(struct unit), compare_units);
    size_t kept = 0;
    for (size_t i = 0; i < chosen.list.count; i++)
        if (!kept || chosen.list.items[kept - 1].unit_id != chosen.list.items[i].unit_id)
            chosen.list.items[kept++] = chosen.list.items[i];
    chosen.list.count = kept;
    *ret = chosen;
    return NOTHING_WRONG;
}

/* Whether the unit is in work, is not of the revision yet, and has not begun the operation. */
static bool is_before(const struct planning *planning, const struct unit *unit, const struct unit_route *route)
{
    int operation = product_operation(route->product, planning->data->before);
    return (unit->state == UNIT_QUEUED || unit->state == UNIT_IN_PROCESS || unit->state == UNIT_IN_REPAIR) &&
           route->product != planning->plan.to.product &&
           (operation < 0 || route->operations[operation].state == OPERATION_OPEN);
}

static enum fault choose_before(struct planning *planning, struct units *ret)
{
    const struct order_revised *data = planning->data;
    bool known = product_operation(planning->plan.to.product, data->before) >= 0;
    struct units all;
    struct unit_route *routes;
    enum fault fault = find_units_of_order(planning->session->store, data->order, planning->arena, &all);
    if (!fault)
        fault = unit_routes(planning->session, &all, planning->arena, &routes);
    if (fault)
        return fault;
    size_t kept = 0;
    for (size_t i = 0; i < all.list.count; i++) {
        known = known || product_operation(routes[i].product, data->before) >= 0;
        if (is_before(planning, &all.list.items[i], &routes[i]))
            all.list.items[kept++] = all.list.items[i];
    }
    all.list.count = kept;
    if (!known)
        refuse(planning->reasons, REFUSAL_OPERATION_UNKNOWN, "no routing of the order's units has an operation %s",
               data->before);
    else if (!kept)
        refuse(planning->reasons, REFUSAL_NO_UNIT_LEFT, "no unit of order %s is before operation %s", data->order,
               data->before);
    *ret = all;
    return NOTHING_WRONG;
}

static enum fault choose_units(struct planning *planning, struct units *ret)
{
    struct units chosen;
    enum fault fault = planning->data->before ? choose_before(planning, &chosen) : choose_named(planning, &chosen);
    if (fault)
        return fault;
    if (chosen.list.count > REVISED_UNITS_MAX)
        refuse(planning->reasons, REFUSAL_TOO_MANY_UNITS, "%zu units would be moved, and %d can be at once",
               chosen.list.count, REVISED_UNITS_MAX);
    *ret = chosen;
    return planning->reasons->found ? FAULT_REFUSED : NOTHING_WRONG;
}

/* ---- each of them ---- */

static enum fault find_origin(struct planning *planning, const char *revision, const struct origin **ret)
{
    for (size_t i = 0; i < planning->origins.count; i++)
        if (!strcmp(planning->origins.items[i].revision.product->definition->revision, revision)) {
            *ret = &planning->origins.items[i];
            return NOTHING_WRONG;
        }
    int state;
    struct origin *origin = &planning->origins.items[planning->origins.count];
    enum fault fault = load_revision(planning, revision, &state, &origin->revision);
    if (!fault && !origin->revision.product)
        fault = FAULT_CORRUPT; /* a unit of a revision that was never released */
    if (!fault)
        fault = product_compare(origin->revision.product, planning->plan.to.product, planning->arena, &origin->changes);
    if (fault)
        return fault;
    planning->origins.count++;
    *ret = origin;
    return NOTHING_WRONG;
}

/* What fills its positions, and of which revision each part is: of a unit built here the one that it has. */
static enum fault load_parts(struct planning *planning, struct revision_case *is)
{
    const struct product *product = is->revision->product;
    struct store *store = planning->session->store;
    struct installations parts;
    struct part_revisions built;
    is->filled = arena_array(planning->arena, product->positions.count, sizeof *is->filled);
    is->revisions = arena_array(planning->arena, product->positions.count, sizeof *is->revisions);
    if (!is->filled || !is->revisions)
        return FAULT_MEMORY;
    enum fault fault = find_installations(store, is->unit->unit_id, planning->arena, &parts);
    if (!fault)
        fault = find_part_revisions(store, is->unit->unit_id, planning->arena, &built);
    for (size_t i = 0; i < parts.list.count && !fault; i++) {
        int position = product_position(product, parts.list.items[i].position);
        if (position < 0)
            return FAULT_CORRUPT;
        is->filled[position] = &parts.list.items[i];
        is->revisions[position] = parts.list.items[i].revision;
        for (size_t j = 0; j < built.list.count; j++)
            if (built.list.items[j].installation_id == parts.list.items[i].installation_id)
                is->revisions[position] = built.list.items[j].revision;
    }
    return fault;
}

/* Where an operation that passed depends on something else now: what changed since the first such began. */
static enum fault load_changed(struct planning *planning, const struct product_changes *changes,
                               struct revision_case *is)
{
    int64_t since = INT64_MAX;
    for (size_t i = 0; i < planning->plan.to.product->operations.count; i++) {
        const struct operation_change *change = changes->operation[i];
        const struct unit_operation *row =
            changes->operation_before[i] < 0 ? NULL : &is->operations[changes->operation_before[i]];
        if (row && change && change->depends_other && row->state == OPERATION_PASSED && row->run_id < since)
            since = row->run_id;
    }
    struct changes changed = {.list = {.count = 0}};
    enum fault fault = since == INT64_MAX ? NOTHING_WRONG
                                          : find_changed_since(planning->session->store, is->unit->unit_id, since,
                                                               planning->arena, &changed);
    is->changed.items = changed.list.items;
    is->changed.count = changed.list.count;
    return fault;
}

static enum fault load_history(struct planning *planning, struct revision_case *is)
{
    struct store *store = planning->session->store;
    struct unit_operations left_out;
    struct nonconformances nonconformances;
    enum fault fault = find_operations_left_out(store, is->unit->unit_id, planning->arena, &left_out);
    if (!fault)
        fault = count_unfinished_inside(store, is->unit->unit_id, &is->unfinished_inside);
    if (!fault)
        fault = count_nonconformances_open_inside(store, is->unit->unit_id, &is->nonconformances_open_inside);
    if (!fault)
        fault = find_nonconformances(store, is->unit->unit_id, planning->arena, &nonconformances);
    if (fault)
        return fault;
    is->left_out.items = arena_array(planning->arena, left_out.list.count, sizeof *is->left_out.items);
    if (!is->left_out.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < left_out.list.count; i++)
        is->left_out.items[is->left_out.count++] = left_out.list.items[i].operation;
    is->nonconformances.items = nonconformances.list.items;
    is->nonconformances.count = nonconformances.list.count;
    return NOTHING_WRONG;
}

static enum fault plan_unit(struct planning *planning, const struct unit *unit, const struct unit_route *route,
                            struct planned_unit *ret)
{
    const struct origin *origin;
    enum fault fault = find_origin(planning, unit->revision, &origin);
    if (fault)
        return fault;
    *ret = (struct planned_unit){
        .is = {.unit = unit, .revision = &origin->revision, .operations = route->operations},
        .changes = &origin->changes,
        .reasons = reasons_beside(planning->reasons),
    };
    fault = load_parts(planning, &ret->is);
    if (!fault)
        fault = load_history(planning, &ret->is);
    if (!fault)
        fault = load_changed(planning, ret->changes, &ret->is);
    if (!fault)
        fault = revision_decide(&ret->is, &planning->plan.to, ret->changes, planning->arena, &ret->outcome);
    if (!fault)
        unit_may_be_revised(&ret->is, &planning->plan.to, &ret->outcome, &ret->reasons);
    return fault;
}

static enum fault plan_units(struct planning *planning, const struct units *chosen)
{
    struct revision_plan *plan = &planning->plan;
    struct unit_route *routes;
    size_t count = chosen->list.count;
    plan->units.items = arena_array(planning->arena, count, sizeof *plan->units.items);
    plan->result.units.items = arena_array(planning->arena, count, sizeof *plan->result.units.items);
    planning->origins.items = arena_array(planning->arena, count, sizeof *planning->origins.items);
    if (!plan->units.items || !plan->result.units.items || !planning->origins.items)
        return FAULT_MEMORY;
    enum fault fault = unit_routes(planning->session, chosen, planning->arena, &routes);
    for (size_t i = 0; i < count && !fault; i++) {
        struct planned_unit *unit = &plan->units.items[plan->units.count++];
        fault = plan_unit(planning, &chosen->list.items[i], &routes[i], unit);
        plan->result.units.items[plan->result.units.count++] = unit->outcome.revised;
    }
    return fault;
}

/* The entry's own words, so that whatever the entry would say otherwise is another outcome. */
static enum fault seal(struct revision_plan *plan)
{
    BUFFER_OWNED struct buffer text = {0};
    json_write_text(&text, plan->to.product->definition->revision);
    json_write(&text, &RESULT_REVISED_RECORD, &plan->result);
    if (text.failed)
        return FAULT_MEMORY;
    plan->outcome = digest_of(text.bytes, text.size);
    return NOTHING_WRONG;
}

enum fault revision_plan_make(struct session *session, const struct order_revised *data, struct reasons *reasons,
                              struct revision_plan *ret)
{
    struct planning planning = {.session = session, .data = data, .reasons = reasons, .arena = reasons->arena};
    struct units chosen;
    if (!data->units.count == !data->before) {
        reason_add(
            reasons, REASON_MISSING, "/units",
            "say which units: by their serial numbers, or by the operation that they are before, and not by both");
        return FAULT_INVALID;
    }
    enum fault fault = load_order(&planning);
    if (!fault)
        fault = choose_units(&planning, &chosen);
    if (!fault)
        fault = plan_units(&planning, &chosen);
    if (!fault)
        fault = seal(&planning.plan);
    if (!fault)
        *ret = planning.plan;
    return fault;
}
