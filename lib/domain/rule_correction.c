/* Voiding an event that was posted by mistake. The journal keeps it; what it did is taken back where nothing that came
 * later stands on it. */
#include "domain/correction.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

static correction *const CORRECTIONS[ENTRY_KIND_COUNT] = {
    [ENTRY_OPERATION_STARTED] = correct_start,
    [ENTRY_OPERATION_PAUSED] = correct_pause,
    [ENTRY_OPERATION_RESUMED] = correct_resumption,
    [ENTRY_OPERATION_COMPLETED] = correct_completion,
    [ENTRY_OPERATION_ABORTED] = correct_abort,
    [ENTRY_COMPONENT_INSTALLED] = correct_installation,
    [ENTRY_COMPONENT_REMOVED] = correct_removal,
    [ENTRY_MEASUREMENT_RECORDED] = correct_record,
    [ENTRY_CHECK_RECORDED] = correct_record,
    [ENTRY_UNIT_SIGNED] = correct_record,
    [ENTRY_DEFECT_REPORTED] = correct_defect,
    [ENTRY_COMPONENT_RECEIVED] = correct_receipt,
    [ENTRY_UNIT_SCRAPPED] = correct_scrapping,
};

/* A hold that was placed since froze what was there then: whether that was a slip is quality's to judge. */
static void interlock_held_since(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->lying.list.count; i++) {
        const int64_t hold = snapshot->lying.list.items[i].hold;
        if (hold > snapshot->voided->journal_position)
            refuse_for(reasons, REFUSAL_UNIT_HELD, hold,
                       "hold %lld was placed on what is recorded there; quality says what of it was a slip",
                       (long long)hold);
    }
}

/* Who did it takes it back while it is fresh, at the station where it was posted or from no station; quality takes back
 * what anybody did, at any time. */
static void interlock_author(const struct snapshot *snapshot, const struct event_corrected *data,
                             struct reasons *reasons)
{
    const struct entry *voided = snapshot->voided;
    const char *station = snapshot->principal->station;
    if (principal_judges(snapshot->principal))
        return;
    if (voided->kind >= ENTRY_POSTED_COUNT && CORRECTIONS[voided->kind])
        refuse(reasons, REFUSAL_CORRECTION_OPERATOR, "quality said so, and corrects it");
    else if (station && !voided->station)
        refuse(reasons, REFUSAL_STATION_OTHER, "the event was posted at no station; quality corrects it");
    else if (station && strcmp(station, voided->station))
        refuse(reasons, REFUSAL_STATION_OTHER,
               "the event was posted at station %s; it is corrected there, or by quality", voided->station);
    const struct subject *subject = event_subject(voided->kind, voided->data);
    const char *author = subject ? subject->operator: NULL;
    if (subject && !author)
        refuse(reasons, REFUSAL_CORRECTION_OPERATOR, "the event names no operator; quality corrects it");
    else if (author && data->operator && strcmp(author, data->operator)) /* a missing one is a reason of its own */
        refuse(reasons, REFUSAL_CORRECTION_OPERATOR, "the event is operator %s's; %s may not correct it", author,
               data->operator);
    interlock_held_since(snapshot, reasons);
    if (snapshot->now_us - voided->recorded_us > snapshot->correction_window_us)
        refuse(reasons, REFUSAL_CORRECTION_WINDOW, "an operator may correct it for %lld minutes, and these are over",
               (long long)(snapshot->correction_window_us / US_PER_MINUTE));
}

/* What was taken out of scrap by mistake goes back there. */
static bool was_salvaged(const struct entry *voided)
{
    return voided->kind == ENTRY_COMPONENT_REMOVED && ((const struct result_removed *)voided->result)->salvaged;
}

static void interlock_unit_left(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct unit *unit = snapshot->unit;
    const bool of_scrap = was_salvaged(snapshot->voided) || snapshot->voided->kind == ENTRY_UNIT_SCRAPPED;
    if (unit->state == UNIT_SHIPPED || (unit->state == UNIT_SCRAPPED && !of_scrap))
        refuse_for(reasons, REFUSAL_UNIT_STATE, snapshot->left_by, "unit %s is %s", unit->serial,
                   reason_name(reasons, &UNIT_STATE_NAMES, unit->state));
}

static bool refuse_revised(const struct snapshot *snapshot, const struct unit *unit, int64_t revised_by,
                           struct reasons *reasons)
{
    if (revised_by < snapshot->voided->journal_position)
        return false;
    refuse_later(reasons, ENTRY_ORDER_REVISED, revised_by, "unit %s was moved to revision %s since", unit->serial,
                 unit->revision);
    return true;
}

/* What was done before a unit moved to another revision is not taken back: it was judged by the old revision, and what
 * fell with the move would not stand again. Where a removal is taken back, the same goes for the units around. Only a
 * reported defect stays what it is. */
static bool interlock_revised(const struct snapshot *snapshot, struct reasons *reasons)
{
    bool revised = snapshot->voided->kind != ENTRY_DEFECT_REPORTED &&
                   refuse_revised(snapshot, snapshot->unit, snapshot->revised_by, reasons);
    for (size_t i = 0; snapshot->voided->kind == ENTRY_COMPONENT_REMOVED && i < snapshot->outer.count; i++)
        revised |= refuse_revised(snapshot, snapshot->outer.items[i].unit, snapshot->outer.items[i].revised_by, reasons);
    return revised;
}

/* Nobody entered it, so that it is nobody's slip: it is so as long as what it followed from is. */
static void refuse_following(const struct event_place *from, struct reasons *reasons)
{
    refuse_for(reasons, REFUSAL_NOT_CORRECTABLE, from->journal_position,
               "it followed by itself from %s at journal position %lld",
               reason_word(reasons, ENTRY_TYPES[from->kind].name), (long long)from->journal_position);
}

/* What the correction of each kind has in common; filled further by the kind's own. */
static struct result_corrected result_of(const struct snapshot *snapshot)
{
    const struct unit *unit = snapshot->unit;
    return (struct result_corrected){
        .type = ENTRY_TYPES[snapshot->voided->kind].name,
        .voided = snapshot->voided->journal_position,
        .unit = unit ? unit->serial : NULL,
        .unit_part_number = unit ? unit->part_number : NULL,
        .failures = ABSENT_INTEGER,
        .running_since = ABSENT_INTEGER,
        .accumulated_us = ABSENT_INTEGER,
        .nonconformance = ABSENT_INTEGER,
        .records_voided_by = ABSENT_INTEGER,
        .invalidated_by = ABSENT_INTEGER,
        .unit_state = unit ? unit->state : UNIT_ABSENT,
        .order_state = unit ? snapshot->order->state : ORDER_ABSENT,
        .over = {ABSENT_INTEGER, ABSENT_INTEGER, ABSENT_INTEGER},
    };
}

static enum fault interlock_correction(const struct snapshot *snapshot, const struct event_corrected *data,
                                       struct result_corrected *result, struct reasons *reasons)
{
    interlock_operator(snapshot, data->operator, !principal_judges(snapshot->principal), reasons);
    const struct entry *voided = snapshot->voided;
    if (!voided) {
        refuse(reasons, REFUSAL_EVENT_UNKNOWN, "no event has the id that is to be corrected");
        return NOTHING_WRONG;
    }
    if (snapshot->voided_follows.journal_position) {
        refuse_following(&snapshot->voided_follows, reasons);
        return NOTHING_WRONG;
    }
    if (snapshot->voided_before)
        refuse(reasons, REFUSAL_CORRECTED_ALREADY, "the event was corrected before");
    interlock_author(snapshot, data, reasons);
    if (!CORRECTIONS[voided->kind]) {
        refuse(reasons, REFUSAL_NOT_CORRECTABLE, "%s cannot be taken back",
               reason_word(reasons, ENTRY_TYPES[voided->kind].name));
        return NOTHING_WRONG;
    }
    if (snapshot->unit)
        interlock_unit_left(snapshot, reasons);
    if (snapshot->voided_before)
        return NOTHING_WRONG; /* there is nothing left to take back */
    if (snapshot->unit && interlock_revised(snapshot, reasons))
        return NOTHING_WRONG;
    *result = result_of(snapshot);
    enum fault fault = CORRECTIONS[voided->kind](snapshot, result, reasons);
    if (fault == NOTHING_WRONG)
        interlock_closed(snapshot, result, reasons);
    return fault;
}

/* A completed unit that is in work again, and those around it that are with it; and one that was scrap, whose order was
 * begun. */
static enum fault decide_reopened_by(const struct snapshot *snapshot, const struct result_corrected *result,
                                     struct decision *decision, struct arena *arena)
{
    enum fault fault = NOTHING_WRONG;
    const bool unfinished = snapshot->unit && unit_is_unfinished(result->unit_state);
    if (unfinished && snapshot->voided->kind != ENTRY_UNIT_SCRAPPED)
        fault = decide_order_reopened(snapshot->unit, snapshot->order, decision, arena);
    else if (unfinished && result->order_state != ORDER_RELEASED)
        fault = decide_order_unfinished(snapshot->order, decision, arena);
    for (size_t i = 0; i < result->outer.count && fault == NOTHING_WRONG; i++)
        if (unit_is_unfinished(result->outer.items[i].unit_state))
            fault =
                decide_order_reopened(snapshot->outer.items[i].unit, snapshot->outer.items[i].order, decision, arena);
    if (fault == NOTHING_WRONG && result->part && unit_is_unfinished(result->part->unit_state))
        fault = decide_order_unfinished(snapshot->removed_unit->order, decision, arena);
    return fault;
}

enum fault rule_event_corrected(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                struct reasons *reasons)
{
    size_t found = reasons->found;
    struct result_corrected *result = arena_alloc(reasons->arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    enum fault fault = interlock_correction(snapshot, event, result, reasons);
    if (fault)
        return fault;
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct decision decision = {0};
    decide(&decision, ENTRY_EVENT_CORRECTED, event, result);
    fault = decide_reopened_by(snapshot, result, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        fault = decide_restored(snapshot, result, &decision, reasons->arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}
