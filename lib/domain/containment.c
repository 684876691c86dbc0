#include "domain/containment.h"

#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

static struct around around_unit(const struct unit *unit)
{
    return (struct around){.order = unit->order, .serial = unit->serial, .part_number = unit->part_number};
}

struct surroundings surroundings_of(const struct snapshot *snapshot)
{
    struct surroundings around = {.count = 0};
    if (snapshot->unit)
        around.items[around.count++] = around_unit(snapshot->unit);
    for (size_t i = 0; i < snapshot->outer.count; i++)
        around.items[around.count++] = around_unit(snapshot->outer.items[i].unit);
    return around;
}

bool part_matches(const struct selector *selector, const struct candidate *part, const struct snapshot *snapshot)
{
    const struct surroundings around = surroundings_of(snapshot);
    struct candidate placed = *part;
    placed.around.items = around.items;
    placed.around.count = around.count;
    return selector_matches(selector, &placed);
}

/* The same of the unit itself, and of work on it. */
static bool matches_around(const struct selector *selector, const struct candidate *work,
                           const struct snapshot *snapshot)
{
    const struct surroundings around = surroundings_of(snapshot);
    struct candidate placed = *work;
    placed.around.items = around.items + 1;
    placed.around.count = around.count - 1;
    return selector_matches(selector, &placed);
}

bool hold_is_about(const struct hold *hold, const struct candidate *part, const struct snapshot *snapshot)
{
    return selector_is_about(&hold->selector, part) && part_matches(&hold->selector, part, snapshot);
}

static bool lies(const struct holds *lying, int64_t hold_id)
{
    for (size_t i = 0; i < lying->list.count; i++)
        if (lying->list.items[i].hold == hold_id)
            return true;
    return false;
}

/* Refuses for each hold that speaks of components and matches this one, or what is inside it. */
static void refuse_matching(const struct snapshot *snapshot, const struct candidate *candidate, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->holds.list.count; i++) {
        const struct hold *hold = &snapshot->holds.list.items[i];
        if (hold_is_about(hold, candidate, snapshot))
            refuse_for(reasons, REFUSAL_COMPONENT_HELD, hold->hold, "hold %lld lies on %s %s: %s",
                       (long long)hold->hold, candidate->part_number,
                       candidate->serial ? candidate->serial
                       : candidate->lot  ? candidate->lot
                                         : "",
                       hold->reason);
    }
    for (size_t i = 0; i < snapshot->component_unit_matched.list.count; i++) {
        const struct hold *hold = &snapshot->component_unit_matched.list.items[i];
        if (!hold_is_about(hold, candidate, snapshot))
            refuse_for(reasons, REFUSAL_COMPONENT_HELD, hold->hold,
                       "hold %lld matches what is inside unit %s once it is in unit %s: %s", (long long)hold->hold,
                       snapshot->component_unit->serial, snapshot->unit->serial, hold->reason);
    }
    for (size_t i = 0; i < snapshot->component_unit_lying.list.count; i++) {
        const struct hold *hold = &snapshot->component_unit_lying.list.items[i];
        if (!hold_is_about(hold, candidate, snapshot) && !lies(&snapshot->component_unit_matched, hold->hold))
            refuse_for(reasons, REFUSAL_COMPONENT_HELD, hold->hold, "hold %lld lies on unit %s: %s",
                       (long long)hold->hold, snapshot->component_unit->serial, hold->reason);
    }
}

/* What nobody says of the component is taken to be what is asked for; *unsaid names it. */
static void assume(const char **is, const char *asked, const char *name, const struct reasons *reasons,
                   const char **unsaid)
{
    if (!asked || *is)
        return;
    *is = asked;
    name = reason_word(reasons, name);
    *unsaid = *unsaid ? arena_printf(reasons->arena, reason_word(reasons, "%s and %s"), *unsaid, name) : name;
}

static bool says_firmware(const struct selector *selector, const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->firmware.count; i++)
        if (!selector->firmware || !strcmp(candidate->firmware.items[i].name, selector->firmware))
            return true;
    return false;
}

/* A hold on such parts may also ask for what nobody has said of this one. Until that is scanned the part may match, and
 * stays out: adds a reason for each such hold. Where a hold names no part, what was not said does not match, or the
 * whole line would stand still; nor does a unit built here, which nobody supplied. */
static void refuse_unsaid(const struct snapshot *snapshot, const struct candidate *candidate, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->holds.list.count && !snapshot->component_unit; i++) {
        const struct hold *hold = &snapshot->holds.list.items[i];
        const struct selector *selector = &hold->selector;
        struct firmware asked = {selector->firmware, selector->firmware_version};
        struct candidate assumed = *candidate;
        const char *unsaid = NULL;
        if (!selector_names(selector, candidate))
            continue;
        assume(&assumed.lot, selector->lot, TOLD("lot"), reasons, &unsaid);
        assume(&assumed.supplier, selector->supplier, TOLD("supplier"), reasons, &unsaid);
        assume(&assumed.country, selector->country, TOLD("country"), reasons, &unsaid);
        if ((selector->firmware || selector->firmware_version) && !says_firmware(selector, candidate)) {
            const char *none = NULL;
            assume(&none, "", TOLD("firmware"), reasons, &unsaid);
            assumed.firmware.items = &asked;
            assumed.firmware.count = 1;
        }
        if (unsaid && hold_is_about(hold, &assumed, snapshot))
            refuse_for(reasons, REFUSAL_ORIGIN_MISSING, hold->hold,
                       "hold %lld lies on some %s: scan the %s of this one: %s", (long long)hold->hold,
                       candidate->part_number, unsaid, hold->reason);
    }
}

/* As `at` says it, where that is another time. */
static struct happened happened_at(const struct snapshot *snapshot, enum entry_kind kind, const void *data)
{
    const int64_t at_us = event_at_us(kind, data);
    return (struct happened){
        .said = snapshot->at_counts && event_is_late(at_us, snapshot->now_us), .began = at_us, .ended = at_us};
}

/* It goes in in the open run; where there is none, nobody says with which tool it would. */
static struct candidate installed_candidate(const struct snapshot *snapshot, const struct component_installed *data)
{
    const struct run *run = open_run(snapshot);
    return (struct candidate){
        .serial = data->serial,
        .part_number = data->part_number,
        .lot = data->lot,
        .supplier = data->supplier,
        .country = data->country,
        .firmware = {.items = data->firmware.items, .count = data->firmware.count},
        .station = run ? run->station : snapshot->principal->station,
        .tool = run ? run->tool : NULL,
        .operator = data->subject.operator,
        .began = snapshot->now_us,
        .ended = snapshot->now_us,
        .happened = happened_at(snapshot, ENTRY_COMPONENT_INSTALLED, data),
    };
}

void interlock_contained(const struct snapshot *snapshot, const struct component_installed *data,
                         struct reasons *reasons)
{
    const struct candidate candidate = installed_candidate(snapshot, data);
    refuse_matching(snapshot, &candidate, reasons);
    refuse_unsaid(snapshot, &candidate, reasons);
}

/* What is done to the unit, as the tables tell of it afterwards. */
static struct candidate work_candidate(const struct snapshot *snapshot, enum entry_kind kind, const void *data)
{
    struct candidate candidate = {
        .order = snapshot->order->order,
        .serial = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .operator = event_subject(kind, data)->operator,
        .began = snapshot->now_us,
        .ended = snapshot->now_us,
        .happened = happened_at(snapshot, kind, data),
    };
    if (kind == ENTRY_COMPONENT_REMOVED || kind == ENTRY_DEFECT_REPORTED) { /* in no run, and with no tool */
        candidate.station = snapshot->principal->station;
        return candidate;
    }
    if (kind == ENTRY_OPERATION_STARTED) {
        candidate.station = snapshot->station->station;
        candidate.tool = ((const struct operation_started *)data)->tool;
        candidate.happened.ended = snapshot->now_us;
        return candidate;
    }
    candidate.station = snapshot->run->station;
    candidate.tool = snapshot->run->tool;
    const char *own_tool =
        kind == ENTRY_MEASUREMENT_RECORDED ? ((const struct measurement_recorded *)data)->tool : NULL;
    if (own_tool)
        candidate.tool = own_tool;
    return candidate;
}

static bool is_in_run(enum entry_kind kind)
{
    return kind != ENTRY_OPERATION_STARTED && kind != ENTRY_COMPONENT_REMOVED && kind != ENTRY_DEFECT_REPORTED;
}

/* The run that something is done in, as far as it has come: it may have begun before the window of a hold did. */
static struct candidate run_candidate(const struct snapshot *snapshot)
{
    return (struct candidate){
        .order = snapshot->order->order,
        .serial = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .station = snapshot->run->station,
        .tool = snapshot->run->tool,
        .operator = snapshot->run->operator,
        .began = snapshot->run->started,
        .ended = snapshot->now_us,
    };
}

/* A component that is put in is in the unit, so that what matches work on the unit matches it. */
static bool work_matches(const struct snapshot *snapshot, enum entry_kind kind, const void *data,
                         const struct selector *selector)
{
    if (!selector_speaks_of_work(selector))
        return false;
    if (is_in_run(kind) && selector_speaks_of_time(selector)) {
        const struct candidate run = run_candidate(snapshot);
        if (matches_around(selector, &run, snapshot))
            return true;
    }
    const struct candidate candidate =
        kind == ENTRY_COMPONENT_INSTALLED ? installed_candidate(snapshot, data) : work_candidate(snapshot, kind, data);
    return kind == ENTRY_COMPONENT_INSTALLED ? part_matches(selector, &candidate, snapshot)
                                             : matches_around(selector, &candidate, snapshot);
}

/* Whoever released a unit out of a hold while a run that matches it was open knew of that run, not of one that begins.
 */
static bool is_to_be_held(const struct snapshot *snapshot, const struct held *held, const struct holds *lying,
                          const struct holds *lifted)
{
    const bool was_open = held->run != ABSENT_INTEGER && held->run != snapshot->journal_position;
    return !lies(lying, held->hold) && !(was_open && lies(lifted, held->hold));
}

/* Where it was released out of the hold before: at what, and by what it had lain there. */
static void note_left(const struct left_holds *left, struct held *held)
{
    held->lifted = held->before = ABSENT_INTEGER;
    for (size_t i = 0; i < left->list.count; i++)
        if (left->list.items[i].hold == held->hold) {
            held->lifted = left->list.items[i].lifted_at;
            held->before = left->list.items[i].frozen_by;
        }
}

bool add_held(const struct snapshot *snapshot, struct held held, struct arena *arena, struct held *units,
                     size_t *count)
{
    note_left(&snapshot->left, &held);
    if (is_to_be_held(snapshot, &held, &snapshot->lying, &snapshot->lifted))
        units[(*count)++] = held;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        const char *position = outer->product->positions.items[outer->position].name;
        held.unit = outer->unit->serial;
        held.part_number = outer->unit->part_number;
        held.via = held.via ? arena_printf(arena, "%s/%s", position, held.via) : position;
        note_left(&outer->left, &held);
        if (!held.via)
            return false;
        if (is_to_be_held(snapshot, &held, &outer->lying, &outer->lifted))
            units[(*count)++] = held;
    }
    return true;
}

/* The run it is done in, or begins. */
static int64_t work_run(const struct snapshot *snapshot, enum entry_kind kind)
{
    if (kind == ENTRY_OPERATION_STARTED)
        return snapshot->journal_position;
    return is_in_run(kind) ? snapshot->run->run_id : ABSENT_INTEGER;
}

enum fault decide_extended(const struct snapshot *snapshot, enum entry_kind kind, const void *data,
                           struct decision *decision, struct arena *arena)
{
    if (!snapshot->holds.list.count)
        return NOTHING_WRONG;
    struct hold_extended *extended = arena_alloc(arena, sizeof *extended);
    struct held *units = arena_array(arena, snapshot->holds.list.count * (snapshot->outer.count + 1), sizeof *units);
    if (!extended || !units)
        return FAULT_MEMORY;
    extended->units.items = units;
    for (size_t i = 0; i < snapshot->holds.list.count; i++) {
        const struct hold *hold = &snapshot->holds.list.items[i];
        if (!work_matches(snapshot, kind, data, &hold->selector))
            continue;
        const struct held held = {
            .hold = hold->hold,
            .unit = snapshot->unit->serial,
            .part_number = snapshot->unit->part_number,
            .match = MATCH_WORK,
            .installation = ABSENT_INTEGER,
            .run = work_run(snapshot, kind),
            .matches = 1,
        };
        if (!add_held(snapshot, held, arena, units, &extended->units.count))
            return FAULT_MEMORY;
    }
    if (extended->units.count)
        decide(decision, ENTRY_HOLD_EXTENDED, extended, NULL);
    return NOTHING_WRONG;
}

enum fault decide_extended_to_new(const struct holds *holds, const struct order *order,
                                  const struct result_released *released, struct decision *decision,
                                  struct arena *arena)
{
    struct hold_extended *extended = arena_alloc(arena, sizeof *extended);
    struct held *units = arena_array(arena, holds->list.count * released->serials.count, sizeof *units);
    if (!extended || !units)
        return FAULT_MEMORY;
    extended->units.items = units;
    for (size_t i = 0; i < holds->list.count; i++) {
        const struct selector *selector = &holds->list.items[i].selector;
        for (size_t j = 0; !selector_speaks_of_work(selector) && j < released->serials.count; j++) {
            const struct candidate unit = {
                .order = order->order,
                .serial = released->serials.items[j],
                .part_number = order->part_number,
                .began = ABSENT_INTEGER,
                .ended = ABSENT_INTEGER,
            };
            if (selector_matches(selector, &unit))
                units[extended->units.count++] = (struct held){
                    .hold = holds->list.items[i].hold,
                    .unit = unit.serial,
                    .part_number = unit.part_number,
                    .match = MATCH_UNIT,
                    .installation = ABSENT_INTEGER,
                    .run = ABSENT_INTEGER,
                    .matches = 1,
                    .lifted = ABSENT_INTEGER,
                    .before = ABSENT_INTEGER,
                };
        }
    }
    if (extended->units.count)
        decide(decision, ENTRY_HOLD_EXTENDED, extended, NULL);
    return NOTHING_WRONG;
}
