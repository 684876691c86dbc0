/* Taking back the start of a run, and what was installed and recorded in it. */
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
    const char *detail = arena_vprintf(reasons->arena, language_told(reasons->language, how), args);
    va_end(args);
    refuse_for(reasons, REFUSAL_LATER_EVENT, journal_position, "%s at journal position %lld: %s",
               reason_word(reasons, ENTRY_TYPES[kind].name), (long long)journal_position, detail ? detail : "");
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

void refuse_revoked(const struct revoked_waiver *revoked, struct reasons *reasons)
{
    refuse_later(reasons, ENTRY_WAIVER_REVOKED, revoked->journal_position,
                 "the waiver of operation %s of unit %s was revoked since", revoked->operation, revoked->serial);
}

void interlock_run_open(const struct snapshot *snapshot, struct reasons *reasons)
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

/* What came in a run that would never have been begun: what was recorded, and how it stood still. */
static void interlock_in_run(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->voided_evidence.count; i++) {
        const struct event_place *in = &snapshot->voided_evidence.items[i];
        const bool stood_still = in->kind == ENTRY_OPERATION_PAUSED || in->kind == ENTRY_OPERATION_RESUMED;
        const bool was_stopped = in->kind == ENTRY_STATION_CHANGED;
        refuse_later(reasons, (enum entry_kind)in->kind, in->journal_position,
                     was_stopped   ? "the run stood still by it, which is nobody's slip and stays; abort the run"
                     : stood_still ? "the run stood still; abort the run, or correct that first"
                                   : "it was recorded in the run; abort the run, or correct that first");
    }
}

enum fault correct_start(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct result_started *started = snapshot->voided->result;
    interlock_run_open(snapshot, reasons);
    interlock_in_run(snapshot, reasons);
    result->previous = started->previous;
    result->failures = started->failures;
    if (result->previous == OPERATION_INVALIDATED && snapshot->fell_by)
        result->invalidated_by = snapshot->fell_by;
    if (!snapshot->unit_ran_else)
        result->unit_state = UNIT_QUEUED;
    if (!snapshot->order_ran_else && snapshot->order->state == ORDER_IN_PROCESS)
        result->order_state = ORDER_RELEASED;
    return NOTHING_WRONG;
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
    const int fills = product->positions.items[position].operation;
    const bool falls = fills >= 0 && operation_depends(product, fills, position, NULL); /* so that it has ended since */
    for (size_t i = 0; i < snapshot->begun.count; i++) {
        const struct run *run = &snapshot->begun.items[i];
        const int operation = product_operation(product, run->operation);
        if (operation >= 0 && operation_depends(product, operation, position, NULL) &&
            !(falls && stays_given_up(snapshot, fills, run)))
            refuse_later(reasons, ENTRY_OPERATION_STARTED, run->run_id, "operation %s has run since", run->operation);
    }
}

/* What names no position speaks of the unit with all that is in it. */
static bool speaks_of(const char *named, const char *position)
{
    return !named || !strcmp(named, position);
}

/* What was found while the position was empty is about the part, too, once that is back. */
static bool comes_to_be_about(const struct finding *finding, const struct installation *part)
{
    return finding_is_about(finding, part) ||
           (part->removed != ABSENT_INTEGER && finding->installation_id == ABSENT_INTEGER && finding->position &&
            !strcmp(finding->position, part->position) && finding->nonconformance_id > part->removed_by);
}

/* What was recorded with the part in it is evidence of a part that is not there. Where a removal made it count no more,
 * it counts again once that is taken back, whatever is in the position then. */
static void interlock_evidence_of(const struct snapshot *snapshot, const struct installation *part,
                                  struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->measurements.count; i++) {
        const struct measurement *measurement = &snapshot->measurements.items[i];
        if (speaks_of(measurement->position, part->position))
            refuse_later(reasons, ENTRY_MEASUREMENT_RECORDED, measurement->measurement_id,
                         "%s was measured since %s was filled; correct that first", measurement->characteristic,
                         part->position);
    }
    for (size_t i = 0; i < snapshot->answers.count; i++) {
        const struct check_answer *answer = &snapshot->answers.items[i];
        if (speaks_of(answer->position, part->position))
            refuse_later(reasons, ENTRY_CHECK_RECORDED, answer->answer_id,
                         "%s was answered since %s was filled; correct that first", answer->check_name, part->position);
    }
    for (size_t i = 0; i < snapshot->signatures.count; i++)
        refuse_later(reasons, ENTRY_UNIT_SIGNED, snapshot->signatures.items[i].signature_id,
                     "it was signed off since %s was filled; correct that first", part->position);
    for (size_t i = 0; i < snapshot->findings.count; i++)
        if (comes_to_be_about(&snapshot->findings.items[i], part))
            refuse_later(reasons, ENTRY_DEFECT_REPORTED, snapshot->findings.items[i].nonconformance_id,
                         "%s was found at %s since; correct that first", snapshot->findings.items[i].code,
                         part->position);
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
    const struct installation *part = snapshot->voided_installation;
    interlock_occupant_at_rest(snapshot, reasons);
    if (part->removed != ABSENT_INTEGER)
        refuse_later(reasons, ENTRY_COMPONENT_REMOVED, part->removed_by, "the component was removed from %s since",
                     installed->position);
    interlock_described(snapshot, reasons);
    interlock_run_open(snapshot, reasons);
    interlock_evidence_of(snapshot, part, reasons);
    int position = product_position(snapshot->product, installed->position);
    if (position >= 0)
        interlock_depending_run(snapshot, position, reasons);
    return NOTHING_WRONG;
}
