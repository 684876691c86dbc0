#include "service/snapshot.h"

#include "service/kept_rows.h"
#include "service/snapshot_component.h"
#include "service/snapshot_holds.h"
#include "service/snapshot_nesting.h"
#include "service/snapshot_parts.h"
#include "service/snapshot_voided.h"
#include "service/unit_routes.h"
#include "store/find.h"

#include <string.h>

/* What giving up a run would be asked of. */
static enum fault load_whole(struct session *session, const struct snapshot *snapshot, const struct run *run,
                             const struct unit *unit, struct arena *arena, const struct snapshot **ret)
{
    const struct snapshot_question question = {
        .unit = unit->serial, .unit_part_number = unit->part_number, .operation = run->operation};
    struct snapshot *whole;
    NEW(arena, whole);
    *ret = whole;
    return snapshot_load(session, snapshot->principal, &question, SEE_EVIDENCE | SEE_DEFECTS, arena, whole);
}

/* What runs at the station, and is not paused. */
static enum fault load_running(struct session *session, const char *station, struct arena *arena,
                               struct snapshot *snapshot)
{
    struct runs runs;
    enum fault fault = find_runs_at_station(session->store, station, arena, &runs);
    if (fault)
        return fault;
    snapshot->running.items = arena_array(arena, runs.list.count, sizeof *snapshot->running.items);
    if (!snapshot->running.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < runs.list.count; i++) {
        const struct run *run = &runs.list.items[i];
        if (run->state != RUN_RUNNING)
            continue;
        struct unit *unit;
        const struct product *product;
        NEW(arena, unit);
        fault = find_unit(session->store, run->unit_id, arena, unit);
        if (fault == NOTHING_WRONG)
            fault = session_product(session, unit->part_number, unit->revision, &product);
        int operation = fault ? -1 : product_operation(product, run->operation);
        if (operation < 0)
            return fault && fault != FAULT_NOT_FOUND ? fault : FAULT_CORRUPT;
        struct running *running = &snapshot->running.items[snapshot->running.count++];
        *running =
            (struct running){.run = run, .unit = unit, .definition = product->operations.items[operation].definition};
        if (operation_pause_rule(running->definition) == PAUSE_FORBIDDEN)
            fault = load_whole(session, snapshot, run, unit, arena, &running->whole);
        if (fault)
            return fault;
    }
    return NOTHING_WRONG;
}

static enum fault load_named(struct session *session, const struct snapshot_question *question, unsigned see,
                             struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault;
    if (question->station) {
        fault = kept_station(session, question->station, arena, &snapshot->station);
        if (fault && fault != FAULT_NOT_FOUND)
            return fault;
    }
    if (snapshot->station && see & SEE_RUNNING) {
        fault = load_running(session, question->station, arena, snapshot);
        if (fault)
            return fault;
    }
    if (snapshot->station && see & SEE_STATION) {
        struct runs runs;
        fault = find_runs_at_station(session->store, question->station, arena, &runs);
        if (fault)
            return fault;
        snapshot->at_station.items = runs.list.items;
        snapshot->at_station.count = runs.list.count;
        fault = snapshot_load_outermost(session, arena, snapshot);
        if (fault)
            return fault;
    }
    if (question->operator) {
        fault = kept_operator(session, question->operator, arena, &snapshot->operator);
        if (fault && fault != FAULT_NOT_FOUND)
            return fault;
    }
    if (question->tool) {
        fault = kept_tool(session, question->tool, arena, &snapshot->tool);
        if (fault && fault != FAULT_NOT_FOUND)
            return fault;
    }
    if (question->defect) {
        struct defect *defect;
        NEW(arena, defect);
        fault = find_defect(session->store, question->defect, arena, defect);
        FOUND_OR_NULL(fault, snapshot->defect, defect);
    }
    return NOTHING_WRONG;
}

static enum fault load_unit_otherwise(struct session *session, const struct snapshot_question *question,
                                      struct arena *arena, struct snapshot *snapshot)
{
    struct unit *unit;
    NEW(arena, unit);
    enum fault fault = find_unit_otherwise(session->store, question->unit, question->unit_part_number, arena, unit);
    FOUND_OR_NULL(fault, snapshot->unit_otherwise, unit);
    return NOTHING_WRONG;
}

static enum fault load_unit(struct session *session, const struct snapshot_question *question, struct arena *arena,
                            struct snapshot *snapshot)
{
    struct units units;
    enum fault fault = find_units(session->store, question->unit, question->unit_part_number, arena, &units);
    if (fault)
        return fault;
    snapshot->units_found = (int64_t)units.list.count;
    if (!units.list.count)
        return load_unit_otherwise(session, question, arena, snapshot);
    if (units.list.count != 1)
        return NOTHING_WRONG;
    const struct unit *unit = units.list.items;
    const struct order *order;
    fault = kept_order(session, unit->order, arena, &order);
    if (fault == NOTHING_WRONG)
        fault = session_product(session, unit->part_number, unit->revision, &snapshot->product);
    if (fault == NOTHING_WRONG)
        fault = snapshot_unit_held(session, snapshot, unit, &snapshot->unit_held);
    if (fault == NOTHING_WRONG && (unit->state == UNIT_IN_REPAIR || unit->state == UNIT_QUEUED))
        fault = find_material_review(session->store, unit->unit_id, &snapshot->material_review);
    if (fault == NOTHING_WRONG && unit->state != UNIT_SHIPPED && unit->state != UNIT_SCRAPPED)
        fault = find_condemned(session->store, unit->unit_id, &snapshot->condemned_by);
    if (fault == NOTHING_WRONG)
        fault = snapshot_order_held(session, snapshot, unit, arena, &snapshot->order_held);
    if (fault) /* a unit without its order or its product is no finding but a broken database */
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    snapshot->unit = unit;
    snapshot->order = order;
    return snapshot_load_outer(session, arena, snapshot);
}

/* One row for each operation of the routing; those never begun are open. */
static enum fault load_route(struct session *session, int only, struct arena *arena, struct snapshot *snapshot)
{
    int64_t unit_id = snapshot->unit->unit_id;
    if (only < 0)
        return unit_route(session, snapshot->product, unit_id, arena, &snapshot->operations);
    struct unit_operation *rows = route_open(snapshot->product, unit_id, arena);
    if (!rows)
        return FAULT_MEMORY;
    snapshot->operations = rows;
    enum fault fault = find_operation(session->store, unit_id, rows[only].operation, arena, &rows[only]);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

void snapshot_take_evidence(struct snapshot *snapshot, const struct measurements *measurements,
                            const struct check_answers *answers, const struct signatures *signatures)
{
    snapshot->measurements.items = measurements->list.items;
    snapshot->measurements.count = measurements->list.count;
    snapshot->answers.items = answers->list.items;
    snapshot->answers.count = answers->list.count;
    snapshot->signatures.items = signatures->list.items;
    snapshot->signatures.count = signatures->list.count;
}

static enum fault load_evidence(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct measurements measurements;
    struct check_answers answers;
    struct signatures signatures;
    int64_t run_id = snapshot->run->run_id;
    enum fault fault = find_measurements(session->store, run_id, arena, &measurements);
    if (fault == NOTHING_WRONG)
        fault = find_answers(session->store, run_id, arena, &answers);
    if (fault == NOTHING_WRONG)
        fault = find_signatures(session->store, run_id, arena, &signatures);
    if (fault == NOTHING_WRONG)
        snapshot_take_evidence(snapshot, &measurements, &answers, &signatures);
    return fault;
}

enum fault snapshot_turn_to(struct session *session, int operation, unsigned see, struct arena *arena,
                            struct snapshot *snapshot)
{
    snapshot->operation = operation;
    snapshot->run = NULL;
    snapshot->run_tool = NULL;
    snapshot->measurements.count = snapshot->answers.count = snapshot->signatures.count = 0;
    int64_t run_id = snapshot->operations[operation].run_id;
    if (run_id == ABSENT_INTEGER)
        return NOTHING_WRONG;
    struct run *run;
    NEW(arena, run);
    enum fault fault = find_run(session->store, run_id, arena, run);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    snapshot->run = run;
    if (run->tool) {
        fault = kept_tool(session, run->tool, arena, &snapshot->run_tool);
        if (fault && fault != FAULT_NOT_FOUND)
            return fault;
    }
    return see & SEE_EVIDENCE ? load_evidence(session, arena, snapshot) : NOTHING_WRONG;
}

static enum fault load_positions(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct filled_list found;
    enum fault fault = find_filled(session->store, snapshot->unit->unit_id, arena, &found);
    int64_t *filled = fault ? NULL : arena_array(arena, snapshot->product->positions.count, sizeof *filled);
    if (!filled)
        return fault ? fault : FAULT_MEMORY;
    for (size_t i = 0; i < found.list.count; i++) {
        int index = product_position(snapshot->product, found.list.items[i].position);
        if (index < 0)
            return FAULT_CORRUPT;
        filled[index] = found.list.items[i].installation_id;
    }
    snapshot->filled = filled;
    return NOTHING_WRONG;
}

static enum fault load_findings(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct findings findings;
    enum fault fault = find_findings(session->store, snapshot->unit->unit_id, arena, &findings);
    if (fault)
        return fault;
    snapshot->findings.items = findings.list.items;
    snapshot->findings.count = findings.list.count;
    for (size_t i = 0; i < findings.list.count; i++)
        snapshot->nonconformances_open += findings.list.items[i].state == NONCONFORMANCE_OPEN;
    return NOTHING_WRONG;
}

static bool is_last(const struct snapshot *snapshot)
{
    return snapshot->operation >= 0 && route_passed(snapshot->product, snapshot->operations, snapshot->operation);
}

/* What hangs on the unit itself. */
static enum fault load_of_unit(struct session *session, const struct snapshot_question *question, unsigned see,
                               struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault = NOTHING_WRONG;
    if (question->operation)
        snapshot->operation = product_operation(snapshot->product, question->operation);
    if (see & SEE_ROUTE || snapshot->operation >= 0)
        fault = load_route(session, see & SEE_ROUTE ? -1 : snapshot->operation, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->operation >= 0)
        fault = snapshot_turn_to(session, snapshot->operation, see, arena, snapshot);
    if (fault == NOTHING_WRONG && see & SEE_POSITIONS)
        fault = load_positions(session, arena, snapshot);
    if (fault == NOTHING_WRONG && see & SEE_BUILDERS && question->operator)
        fault = find_operator_built(session->store, snapshot->unit->unit_id,
                                    question->operator, & snapshot->operator_built);
    if (fault == NOTHING_WRONG && see & SEE_DEFECTS)
        fault = load_findings(session, arena, snapshot);
    if (fault == NOTHING_WRONG && see & SEE_FAULTS_INSIDE)
        fault = count_nonconformances_unclosed(session->store, snapshot->unit->unit_id,
                                               &snapshot->nonconformances_unclosed);
    if (fault == NOTHING_WRONG && (see & SEE_FAULTS_INSIDE || (see & SEE_FAULTS_AT_END && is_last(snapshot))))
        fault = count_nonconformances_open_inside(session->store, snapshot->unit->unit_id,
                                                  &snapshot->nonconformances_open_inside);
    if (fault == NOTHING_WRONG && see & SEE_INSIDE)
        fault = snapshot_load_unfinished(session, arena, snapshot);
    if (fault == NOTHING_WRONG && see & SEE_ORDER_UNITS)
        fault = count_order_units_unfinished(session->store, snapshot->unit->order, UNFINISHED_MOST,
                                             &snapshot->order_units_unfinished);
    return fault;
}

enum fault snapshot_load(struct session *session, const struct principal *principal,
                         const struct snapshot_question *question, unsigned see, struct arena *arena,
                         struct snapshot *ret)
{
    struct snapshot snapshot = {
        .now_us = session->now_us,
        .correction_window_us = session->correction_window_us,
        .principal = principal,
        .at_counts = session->site.kind != SITE_TRAINING,
        .operation = -1,
    };
    struct snapshot_question asked = *question;
    enum fault fault = NOTHING_WRONG;
    if (see & SEE_VOIDED)
        fault = snapshot_load_voided(session, &asked, arena, &snapshot);
    if (fault == NOTHING_WRONG)
        fault = load_named(session, &asked, see, arena, &snapshot);
    if (fault == NOTHING_WRONG && (asked.unit || see & SEE_COMPONENT))
        fault = snapshot_load_holds(session, arena, &snapshot);
    if (fault == NOTHING_WRONG && asked.unit)
        fault = load_unit(session, &asked, arena, &snapshot);
    if (fault == NOTHING_WRONG && snapshot.unit)
        fault = load_of_unit(session, &asked, see, arena, &snapshot);
    if (fault == NOTHING_WRONG && see & SEE_OCCUPANT)
        fault = snapshot_load_occupant(session, asked.position, arena, &snapshot);
    if (fault == NOTHING_WRONG && see & SEE_COMPONENT)
        fault = snapshot_load_component(session, &asked, arena, &snapshot);
    if (fault == NOTHING_WRONG && see & SEE_COMPONENT && snapshot.unit)
        fault = snapshot_load_matched(session, arena, &snapshot);
    if (fault == NOTHING_WRONG && snapshot.unit) /* a refusal names them */
        fault = snapshot_load_lying(session, arena, &snapshot);
    if (fault == NOTHING_WRONG && snapshot.unit)
        fault = snapshot_load_lifted(session, arena, &snapshot);
    if (fault == NOTHING_WRONG && see & SEE_VOIDED && snapshot.voided && snapshot.unit)
        fault = snapshot_load_since(session, arena, &snapshot);
    if (fault == NOTHING_WRONG && see & SEE_VOIDED && snapshot.voided && snapshot.unit)
        fault = snapshot_load_closed(session, arena, &snapshot);
    if (fault == NOTHING_WRONG)
        *ret = snapshot;
    return fault;
}
