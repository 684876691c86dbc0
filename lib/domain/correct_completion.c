/* Taking back the end of a run: the run goes on. One that was completed had ended until then, and has only the time of
 * before; one that was given up goes on as if it had not been. That is refused where a later event rests on the end, or
 * could not have happened while the run went on. */
#include "domain/correction.h"
#include "domain/falling.h"
#include "domain/interlock.h"

static bool comes_before(const struct snapshot *snapshot, int operation, int other)
{
    return other >= 0 && bit_is_set(&snapshot->product->operations.items[other].before, (size_t)operation);
}

bool stays_given_up(const struct snapshot *snapshot, int before, const struct run *run)
{
    const int operation = product_operation(snapshot->product, run->operation);
    if (run->state != RUN_ABORTED || !comes_before(snapshot, before, operation))
        return false;
    const int64_t fell = snapshot->operations[operation].invalidated_by;
    const bool had_fallen = fell != ABSENT_INTEGER && fell < run->run_id;
    return !had_fallen && snapshot->operations[before].state != OPERATION_WAIVED;
}

/* One that ran before it fell may run while it is done again: nothing comes of that until it has passed. */
static void interlock_followers(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->begun.count; i++) {
        const struct run *run = &snapshot->begun.items[i];
        if (comes_before(snapshot, snapshot->operation, product_operation(snapshot->product, run->operation)) &&
            !stays_given_up(snapshot, snapshot->operation, run))
            refuse_later(reasons, ENTRY_OPERATION_STARTED, run->run_id,
                         "operation %s, which comes after it, has run since", run->operation);
    }
    for (size_t i = 0; i < snapshot->proven.count; i++) {
        const struct proof *proof = &snapshot->proven.items[i];
        if (comes_before(snapshot, snapshot->operation, product_operation(snapshot->product, proof->operation)))
            refuse_later(reasons, (enum entry_kind)proof->kind, proof->journal_position,
                         proof->kind == ENTRY_UNIT_SIGNED ? "operation %s, which comes after it, was signed off since"
                         : proof->kind == ENTRY_OPERATION_RESUMED
                             ? "operation %s, which comes after it, was resumed since"
                             : "operation %s, which comes after it, has passed since",
                         proof->operation);
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

/* Whether it proves what is inside the unit in a position of its own unit. */
static bool proves_inside(const struct snapshot *snapshot, const char *position)
{
    int at = position ? product_position(snapshot->product, position) : -1;
    return at >= 0 &&
           bit_is_set(&snapshot->product->operations.items[snapshot->operation].invalidated_inside, (size_t)at);
}

/* Whether by the decision something is done again that its evidence depends on. */
static enum fault is_sent_back(const struct snapshot *snapshot, const struct fault_decision *decided,
                               struct arena *arena, bool *ret)
{
    if (decided->kind == ENTRY_NONCONFORMANCE_DISPOSITIONED && decided->unit_id == snapshot->unit->unit_id)
        return falls_with_rework(snapshot->product, snapshot->operation, decided, arena, ret);
    *ret = decided->reopened_at && proves_inside(snapshot, decided->inside);
    return NOTHING_WRONG;
}

static enum fault interlock_sent_back(const struct snapshot *snapshot, struct reasons *reasons)
{
    const char *operation = operation_asked(snapshot)->operation;
    for (size_t i = 0; i < snapshot->decided.count; i++) {
        const struct fault_decision *decided = &snapshot->decided.items[i];
        bool sent_back;
        enum fault fault = is_sent_back(snapshot, decided, reasons->arena, &sent_back);
        if (fault)
            return fault;
        if (!sent_back)
            continue;
        refuse_later(reasons, (enum entry_kind)decided->kind, decided->journal_position,
                     "what operation %s depends on is to be done again by it", operation);
        if (decided->reopened_at)
            refuse_later(reasons, ENTRY_OPERATION_REOPENED, decided->reopened_at,
                         "what operation %s depends on was opened again", operation);
    }
    return NOTHING_WRONG;
}

/* What it says of the unit as a whole it would say of less. */
static void interlock_unwaived(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->revoked.count; i++) {
        const struct revoked_waiver *revoked = &snapshot->revoked.items[i];
        const bool own = revoked->unit_id == snapshot->unit->unit_id;
        int waived = own ? product_operation(snapshot->product, revoked->operation) : -1;
        bool concluded = waived >= 0 && operation_concludes(operation_asked(snapshot)) &&
                         comes_before(snapshot, waived, snapshot->operation);
        if (concluded || proves_inside(snapshot, revoked->inside))
            refuse_revoked(revoked, reasons);
    }
}

void interlock_goes_on(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct station *station = snapshot->station;
    if (!station)
        return;
    if (!snapshot->runs_since.count)
        interlock_place(snapshot, snapshot->run->bay, true, reasons);
    interlock_approved(snapshot, reasons);
    interlock_station_up(snapshot, reasons);
    if (snapshot->station_down_since) /* it would have been paused by that, or given up */
        refuse_later(reasons, ENTRY_STATION_CHANGED, snapshot->station_down_since,
                     "station %s, at which the run would have gone on, went down since", station->station);
}

/* Whether no other decision on the same fault took its place. */
static bool decision_stands(const struct snapshot *snapshot, size_t at)
{
    const struct fault_decision *decided = &snapshot->decided.items[at];
    for (size_t i = at + 1; i < snapshot->decided.count; i++)
        if (snapshot->decided.items[i].kind == decided->kind &&
            snapshot->decided.items[i].nonconformance_id == decided->nonconformance_id)
            return false;
    return true;
}

static bool is_it_or_around(const struct snapshot *snapshot, int64_t unit_id)
{
    for (size_t i = 0; i < snapshot->outer.count; i++)
        if (snapshot->outer.items[i].unit->unit_id == unit_id)
            return true;
    return snapshot->unit->unit_id == unit_id;
}

void interlock_condemned_since(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->decided.count; i++) {
        const struct fault_decision *decided = &snapshot->decided.items[i];
        const bool condemns = decided->kind == ENTRY_NONCONFORMANCE_DISPOSITIONED &&
                              decided->disposition == DISPOSITION_SCRAP && !decided->position;
        if (condemns && is_it_or_around(snapshot, decided->unit_id) && decision_stands(snapshot, i))
            refuse_later(reasons, ENTRY_NONCONFORMANCE_DISPOSITIONED, decided->journal_position,
                         "by it unit %s is to be scrapped", decided->serial);
    }
}

static void interlock_order_open(const struct snapshot *snapshot, struct reasons *reasons)
{
    if (order_stops(snapshot->order, snapshot->unit, ENTRY_OPERATION_RESUMED))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", snapshot->order->order,
               reason_name(reasons, &ORDER_STATE_NAMES, snapshot->order->state));
}

/* What a run that goes on rests on is still as it was. */
static enum fault interlock_rests(const struct snapshot *snapshot, struct reasons *reasons)
{
    interlock_changed(snapshot, reasons);
    interlock_unwaived(snapshot, reasons);
    enum fault fault = interlock_sent_back(snapshot, reasons);
    if (fault == NOTHING_WRONG)
        interlock_order_open(snapshot, reasons);
    return fault;
}

enum fault correct_completion(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct result_completed *completed = snapshot->voided->result;
    const struct nonconformance *opened = snapshot->voided_nonconformance;
    interlock_decided(snapshot, snapshot->unit, operation_asked(snapshot)->operation,
                      opened ? opened->nonconformance_id : ABSENT_INTEGER, reasons);
    interlock_runs_since(snapshot, reasons);
    interlock_fallen_since(snapshot, snapshot->unit, operation_row(snapshot), reasons);
    interlock_condemned_since(snapshot, reasons);
    interlock_goes_on(snapshot, reasons);
    interlock_followers(snapshot, reasons);
    enum fault fault = interlock_rests(snapshot, reasons);
    if (fault)
        return fault;
    result->previous = OPERATION_RUNNING;
    result->failures = completed->failures;
    if (snapshot->fell_by)
        result->invalidated_by = snapshot->fell_by; /* a later fall that was taken back has cleared it */
    if (completed->verdict == VERDICT_FAILED && opened)
        take_back_nonconformance(snapshot, result, reasons);
    if (snapshot->unit->state == UNIT_COMPLETED) {
        result->unit_state = snapshot->nonconformances_open > 0 ? UNIT_IN_REPAIR : UNIT_IN_PROCESS;
        if (snapshot->order->state == ORDER_COMPLETED)
            result->order_state = ORDER_IN_PROCESS;
    }
    return correct_outer_completed(snapshot, result, reasons);
}

/* What came before it has passed all the while that it would have run. */
static void interlock_before(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->ends_taken_back.count; i++) {
        const struct proof *end = &snapshot->ends_taken_back.items[i];
        int before = product_operation(snapshot->product, end->operation);
        if (before >= 0 && comes_before(snapshot, before, snapshot->operation))
            refuse_later(reasons, ENTRY_EVENT_CORRECTED, end->journal_position,
                         "the end of operation %s, which comes before it, was taken back since", end->operation);
    }
}

enum fault correct_abort(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct result_timed *aborted = snapshot->voided->result;
    const struct nonconformance *opened = snapshot->voided_nonconformance;
    const bool failed = aborted->verdict == VERDICT_FAILED;
    interlock_decided(snapshot, snapshot->unit, operation_asked(snapshot)->operation,
                      opened ? opened->nonconformance_id : ABSENT_INTEGER, reasons);
    interlock_condemned_since(snapshot, reasons);
    interlock_runs_since(snapshot, reasons);
    restore_clock(snapshot, result);
    if (result->previous == OPERATION_RUNNING)
        interlock_goes_on(snapshot, reasons);
    else if (snapshot->station && !snapshot->runs_since.count)
        interlock_place(snapshot, snapshot->run->bay, true, reasons); /* it keeps its place while it is paused */
    if (snapshot->bay_taken_since)
        refuse_later(reasons, ENTRY_OPERATION_STARTED, snapshot->bay_taken_since,
                     "bay %s, in which the run would have gone on, was taken since", snapshot->run->bay);
    interlock_before(snapshot, reasons);
    interlock_fallen_since(snapshot, snapshot->unit, operation_row(snapshot), reasons);
    enum fault fault = interlock_rests(snapshot, reasons);
    if (fault)
        return fault;
    if (failed)
        result->failures = operation_row(snapshot)->failures - 1;
    if (failed && opened)
        take_back_nonconformance(snapshot, result, reasons);
    return correct_outer_completed(snapshot, result, reasons);
}
