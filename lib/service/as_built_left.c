#include "service/as_built_left.h"

#include "store/find_history.h"
#include "store/find_hold.h"
#include "store/journal.h"

enum fault as_built_shipment(struct session *session, const struct unit *outermost, int64_t journal_position,
                             struct arena *arena, struct as_built_view *view)
{
    struct shipment_view *shipment = arena_alloc(arena, sizeof *shipment);
    struct as_then then = {.journal_position = journal_position};
    struct entry entry;
    enum fault fault = find_states_at(session->store, outermost->unit_id, journal_position, arena, &then.states);
    if (fault || then_unit_state(&then) != UNIT_SHIPPED)
        return fault;
    if (!shipment)
        return FAULT_MEMORY;
    const struct unit_state_since *since = then.states.list.items; /* the unit's own comes first */
    fault = journal_entry_at(session->store, since->journal_position, arena, &entry);
    if (fault || entry.kind != ENTRY_UNIT_SHIPPED)
        return fault && fault != FAULT_NOT_FOUND ? fault : FAULT_CORRUPT;
    const struct unit_shipped *data = entry.data;
    *shipment = (struct shipment_view){
        .shipped = entry.recorded_us,
        .at = ABSENT_INTEGER,
        .carrier = data->carrier,
        .tracking_number = data->tracking_number,
        .operator = data->subject.operator,
        .station = entry.station,
        .journal_position = entry.journal_position,
    };
    view->frozen = true;
    view->shipment = shipment;
    return NOTHING_WRONG;
}

enum fault as_built_scrapping(struct session *session, const struct as_then *then, struct arena *arena,
                              struct as_built_view *view)
{
    if (then_unit_state(then) != UNIT_SCRAPPED)
        return NOTHING_WRONG;
    struct scrapping_view *scrapping = arena_alloc(arena, sizeof *scrapping);
    struct entry entry;
    if (!scrapping)
        return FAULT_MEMORY;
    const int64_t since = then->states.list.items->journal_position; /* the unit's own comes first */
    enum fault fault = journal_entry_at(session->store, since, arena, &entry);
    if (fault || (entry.kind != ENTRY_UNIT_SCRAPPED && entry.kind != ENTRY_COMPONENT_REMOVED))
        return fault && fault != FAULT_NOT_FOUND ? fault : FAULT_CORRUPT;
    const struct component_removed *removed = entry.kind == ENTRY_COMPONENT_REMOVED ? entry.data : NULL;
    const struct unit_named *named = entry.data;
    *scrapping = (struct scrapping_view){
        .scrapped = entry.recorded_us,
        .at = ABSENT_INTEGER,
        .by = entry.by,
        .operator = removed ? removed->subject.operator : NULL,
        .station = entry.station,
        .reason = removed ? removed->reason : named->reason,
        .journal_position = entry.journal_position,
    };
    view->scrapping = scrapping;
    return NOTHING_WRONG;
}

enum fault as_built_destined(struct session *session, const struct unit *unit, const struct unit *outermost,
                             struct arena *arena, struct as_built_view *view)
{
    const int64_t as_of = view->shipment ? view->shipment->journal_position : view->journal_position;
    struct order_plan plan;
    enum fault fault = find_unit_plan_at(session->store, unit, as_of, arena, &plan);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    view->customer = plan.customer;
    view->destination = plan.destination;
    if (!view->shipment || unit->unit_id == outermost->unit_id)
        return NOTHING_WRONG;
    struct left_in_view *left_in = arena_alloc(arena, sizeof *left_in);
    if (!left_in)
        return FAULT_MEMORY;
    fault = find_unit_plan_at(session->store, outermost, as_of, arena, &plan);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    *left_in = (struct left_in_view){
        .serial = outermost->serial,
        .part_number = outermost->part_number,
        .order = outermost->order,
        .customer = plan.customer,
        .destination = plan.destination,
    };
    view->left_in = left_in;
    return NOTHING_WRONG;
}

/* One that is passed, and whose evidence stands. */
static bool is_proof(const struct run_view *run)
{
    return run->state == RUN_PASSED && run->invalidated_by == ABSENT_INTEGER;
}

static void add_signatures(const struct run_view *run, struct as_built_view *view)
{
    for (size_t i = 0; i < run->signatures.count; i++) {
        const struct signature_view *signature = &run->signatures.items[i];
        if (signature->counts)
            view->signed_off.items[view->signed_off.count++] = (struct sign_off_view){
                .operation = run->operation,
                .operator = signature->operator,
                .meaning = signature->meaning,
                .recorded = signature->recorded,
                .at = ABSENT_INTEGER,
                .journal_position = signature->journal_position,
            };
    }
}

enum fault as_built_signed_off(struct arena *arena, struct as_built_view *view)
{
    size_t most = 0;
    for (size_t i = 0; i < view->runs.count; i++)
        most += view->runs.items[i].signatures.count;
    view->signed_off.items = arena_array(arena, most, sizeof *view->signed_off.items);
    if (!view->signed_off.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < view->runs.count; i++)
        if (is_proof(&view->runs.items[i]))
            add_signatures(&view->runs.items[i], view);
    return NOTHING_WRONG;
}

static enum fault say_at(struct session *session, int64_t journal_position, int64_t *ret)
{
    struct happened happened = {.said = false};
    enum fault fault = NOTHING_WRONG;
    if (journal_position != ABSENT_INTEGER)
        fault = find_happened(session->store, journal_position, &happened);
    *ret = happened.said ? happened.began : ABSENT_INTEGER;
    return fault;
}

static enum fault say_at_of_components(struct session *session, struct as_built_component *components, size_t count)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; fault == NOTHING_WRONG && i < count; i++) {
        fault = say_at(session, components[i].installed_by, &components[i].at);
        if (fault == NOTHING_WRONG)
            fault = say_at_of_components(session, components[i].components.items, components[i].components.count);
    }
    return fault;
}

static enum fault say_at_of_run(struct session *session, struct run_view *run)
{
    enum fault fault = say_at(session, run->journal_position, &run->started_at);
    if (fault == NOTHING_WRONG)
        fault = say_at(session, run->ended_by, &run->ended_at);
    for (size_t i = 0; fault == NOTHING_WRONG && i < run->measurements.count; i++)
        fault = say_at(session, run->measurements.items[i].journal_position, &run->measurements.items[i].at);
    for (size_t i = 0; fault == NOTHING_WRONG && i < run->answers.count; i++)
        fault = say_at(session, run->answers.items[i].journal_position, &run->answers.items[i].at);
    for (size_t i = 0; fault == NOTHING_WRONG && i < run->signatures.count; i++)
        fault = say_at(session, run->signatures.items[i].journal_position, &run->signatures.items[i].at);
    return fault;
}

enum fault as_built_late(struct session *session, struct as_built_view *view)
{
    bool any;
    enum fault fault = find_any_late(session->store, &any);
    if (fault || !any)
        return fault;
    fault = say_at_of_components(session, view->components.items, view->components.count);
    for (size_t i = 0; fault == NOTHING_WRONG && i < view->runs.count; i++)
        fault = say_at_of_run(session, &view->runs.items[i]);
    for (size_t i = 0; fault == NOTHING_WRONG && i < view->signed_off.count; i++)
        fault = say_at(session, view->signed_off.items[i].journal_position, &view->signed_off.items[i].at);
    if (fault == NOTHING_WRONG && view->shipment)
        fault = say_at(session, view->shipment->journal_position, &view->shipment->at);
    if (fault == NOTHING_WRONG && view->scrapping)
        fault = say_at(session, view->scrapping->journal_position, &view->scrapping->at);
    return fault;
}
