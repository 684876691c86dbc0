/* Taking back the start and the end of a run, and what was recorded in it. */
#include "domain/correction.h"
#include "domain/interlock.h"

#include <string.h>

/* One event may stand in the way for several things. */
static bool is_named(const struct reasons *reasons, int64_t journal_position)
{
    for (size_t i = 0; i < reasons->count; i++)
        if (reasons->items[i].journal_position == journal_position &&
            !strcmp(reasons->items[i].code, REFUSAL_ROWS[REFUSAL_LATER_EVENT].code))
            return true;
    return false;
}

void refuse_later(struct reasons *reasons, enum entry_kind kind, int64_t journal_position, const char *how, ...)
{
    if (is_named(reasons, journal_position))
        return;
    va_list args;
    va_start(args, how);
    const char *detail = arena_vprintf(reasons->arena, how, args);
    va_end(args);
    refuse_for(reasons, REFUSAL_LATER_EVENT, journal_position, "%s at journal position %lld: %s",
               ENTRY_TYPES[kind].name, (long long)journal_position, detail ? detail : "");
}

void interlock_runs_since(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->runs_since.count; i++) {
        const struct event_place *since = &snapshot->runs_since.items[i];
        refuse_later(reasons, (enum entry_kind)since->kind, since->journal_position,
                     since->kind == ENTRY_OPERATION_STARTED ? "operation %s has begun another run"
                                                            : "the run of operation %s has ended",
                     operation_asked(snapshot)->operation);
    }
}

/* The run that the voided event came in is there, and goes on. */
static void interlock_run_open(const struct snapshot *snapshot, struct reasons *reasons)
{
    interlock_runs_since(snapshot, reasons);
    if (snapshot->run_taken_back)
        refuse_later(reasons, ENTRY_EVENT_CORRECTED, snapshot->run_taken_back,
                     "the run of operation %s that it came in was taken back", operation_asked(snapshot)->operation);
}

void interlock_fallen_since(const struct snapshot *snapshot, const struct unit *unit, const struct unit_operation *row,
                            struct reasons *reasons)
{
    const int64_t fell = row->state == OPERATION_INVALIDATED ? row->invalidated_by : ABSENT_INTEGER;
    if (fell != ABSENT_INTEGER && fell > snapshot->voided->journal_position && !is_named(reasons, fell))
        refuse_for(reasons, REFUSAL_LATER_EVENT, fell,
                   "the event at journal position %lld made operation %s of unit %s fall", (long long)fell,
                   row->operation, unit->serial);
}

/* With a failure goes the nonconformance that it opened, so long as nobody decided on it. */
static void take_back_nonconformance(const struct snapshot *snapshot, struct result_corrected *result,
                                     struct reasons *reasons)
{
    const struct nonconformance *opened = snapshot->voided_nonconformance;
    if (opened->disposed_at != ABSENT_INTEGER) {
        refuse_later(reasons, ENTRY_NONCONFORMANCE_DISPOSITIONED, opened->disposed_at,
                     "nonconformance %lld was dispositioned since", (long long)opened->nonconformance_id);
        return;
    }
    result->nonconformance = opened->nonconformance_id;
    if (snapshot->unit->state == UNIT_IN_REPAIR && snapshot->nonconformances_open <= 1)
        result->unit_state = UNIT_IN_PROCESS;
}

enum fault correct_start(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct result_started *started = snapshot->voided->result;
    interlock_run_open(snapshot, reasons);
    for (size_t i = 0; i < snapshot->voided_evidence.count; i++)
        refuse_later(reasons, (enum entry_kind)snapshot->voided_evidence.items[i].kind,
                     snapshot->voided_evidence.items[i].journal_position,
                     "it was recorded in the run; abort the run, or correct that first");
    result->previous = started->previous;
    if (!snapshot->unit_ran_else)
        result->unit_state = UNIT_QUEUED;
    if (!snapshot->order_ran_else && snapshot->order->state == ORDER_IN_PROCESS)
        result->order_state = ORDER_RELEASED;
    return NOTHING_WRONG;
}

/* Whether an operation was run after a journal position, and not only begun and aborted. */
static bool has_run_since(const struct unit_operation *row, int64_t journal_position)
{
    return row->run_id != ABSENT_INTEGER && row->run_id > journal_position &&
           (row->state != OPERATION_OPEN || row->failures > 0);
}

static void interlock_followers(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct product *product = snapshot->product;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *follower = &product->operations.items[i];
        if (bit_is_set(&follower->before, (size_t)snapshot->operation) &&
            has_run_since(&snapshot->operations[i], snapshot->voided->journal_position))
            refuse_later(reasons, ENTRY_OPERATION_STARTED, snapshot->operations[i].run_id,
                         "operation %s, which comes after it, has run since", follower->definition->operation);
    }
}

/* What the run proved, it would prove of a unit that was changed since. */
static void interlock_changed(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->changed.count; i++) {
        const struct changed *changed = &snapshot->changed.items[i];
        if (depends_on_changed(snapshot->product, snapshot->operation, changed))
            refuse_later(reasons, (enum entry_kind)changed->kind, changed->journal_position,
                         "operation %s depends on %s, which was changed since", operation_asked(snapshot)->operation,
                         changed->path ? changed->path : changed->position);
    }
}

enum fault correct_completion(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct result_completed *completed = snapshot->voided->result;
    const struct nonconformance *opened = snapshot->voided_nonconformance;
    const int state = operation_row(snapshot)->state;
    const bool ended = state == OPERATION_PASSED || state == OPERATION_FAILED;
    int next;
    interlock_decided(snapshot, snapshot->unit, operation_asked(snapshot)->operation,
                      opened ? opened->nonconformance_id : ABSENT_INTEGER, reasons);
    interlock_runs_since(snapshot, reasons);
    interlock_fallen_since(snapshot, snapshot->unit, operation_row(snapshot), reasons);
    if (snapshot->station && ended && !snapshot->runs_since.count)
        interlock_place(snapshot, snapshot->run->bay, true, reasons);
    if (snapshot->station)
        interlock_station_up(snapshot, reasons); /* it would run on there */
    interlock_followers(snapshot, reasons);
    interlock_changed(snapshot, reasons);
    if (!order_next_state(snapshot->order->state, ENTRY_OPERATION_RESUMED, &next))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", snapshot->order->order,
               name_of(&ORDER_STATE_NAMES, snapshot->order->state));
    result->previous = OPERATION_RUNNING;
    result->failures = completed->failures;
    if (completed->verdict == VERDICT_FAILED && opened)
        take_back_nonconformance(snapshot, result, reasons);
    if (snapshot->unit->state == UNIT_COMPLETED) {
        result->unit_state = snapshot->nonconformances_open > 0 ? UNIT_IN_REPAIR : UNIT_IN_PROCESS;
        if (snapshot->order->state == ORDER_COMPLETED)
            result->order_state = ORDER_IN_PROCESS;
    }
    return correct_outer_completed(snapshot, result, reasons);
}

enum fault correct_record(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    (void)result; /* nothing but the record itself is taken back */
    interlock_run_open(snapshot, reasons);
    return NOTHING_WRONG;
}

void interlock_depending_run(const struct snapshot *snapshot, int position, struct reasons *reasons)
{
    const struct product *product = snapshot->product;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *row = &snapshot->operations[i];
        if (operation_depends(product, (int)i, position, NULL) && row->run_id != ABSENT_INTEGER &&
            row->run_id > snapshot->voided->journal_position)
            refuse_later(reasons, ENTRY_OPERATION_STARTED, row->run_id, "operation %s has run since",
                         product->operations.items[i].definition->operation);
    }
}

/* What names no position speaks of the unit with all that is in it. */
static bool speaks_of(const char *named, const char *position)
{
    return !named || !strcmp(named, position);
}

/* What was measured with the part in it is evidence of a part that is not there. */
static void interlock_evidence_of(const struct snapshot *snapshot, const struct installation *installation,
                                  struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->measurements.count; i++) {
        const struct measurement *measurement = &snapshot->measurements.items[i];
        if (speaks_of(measurement->position, installation->position) &&
            measurement->measurement_id > installation->installation_id)
            refuse_later(reasons, ENTRY_MEASUREMENT_RECORDED, measurement->measurement_id,
                         "%s was measured since %s was filled; correct that first", measurement->characteristic,
                         installation->position);
    }
    for (size_t i = 0; i < snapshot->answers.count; i++) {
        const struct check_answer *answer = &snapshot->answers.items[i];
        if (speaks_of(answer->position, installation->position) && answer->answer_id > installation->installation_id)
            refuse_later(reasons, ENTRY_CHECK_RECORDED, answer->answer_id,
                         "%s was answered since %s was filled; correct that first", answer->check_name,
                         installation->position);
    }
    for (size_t i = 0; i < snapshot->findings.count; i++)
        if (finding_is_about(&snapshot->findings.items[i], installation))
            refuse_later(reasons, ENTRY_DEFECT_REPORTED, snapshot->findings.items[i].nonconformance_id,
                         "%s was found at %s since; correct that first", snapshot->findings.items[i].code,
                         installation->position);
}

void interlock_described(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->voided_described.count; i++)
        refuse_later(reasons, ENTRY_COMPONENT_DESCRIBED, snapshot->voided_described.items[i].description_id,
                     "the part was described anew since");
}

enum fault correct_installation(const struct snapshot *snapshot, struct result_corrected *result,
                                struct reasons *reasons)
{
    (void)result; /* the position is empty again, and the component free */
    const struct component_installed *installed = snapshot->voided->data;
    const struct installation *occupant = snapshot->occupant;
    const bool there = occupant && occupant->installation_id == snapshot->voided->journal_position;
    interlock_occupant_at_rest(snapshot, reasons);
    if (!there)
        refuse_later(reasons, ENTRY_COMPONENT_REMOVED, snapshot->voided_installation->removed_by,
                     "the component was removed from %s since", installed->position);
    interlock_described(snapshot, reasons);
    interlock_run_open(snapshot, reasons);
    if (there)
        interlock_evidence_of(snapshot, occupant, reasons);
    int position = product_position(snapshot->product, installed->position);
    if (position >= 0)
        interlock_depending_run(snapshot, position, reasons);
    return NOTHING_WRONG;
}

enum fault correct_defect(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    take_back_nonconformance(snapshot, result, reasons);
    return NOTHING_WRONG;
}
