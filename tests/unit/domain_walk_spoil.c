/* What was accepted is refused once one thing speaks against it, though no line may ever come to be like that: a lock
 * behind another one is tried as the first is. */
#include "walk_spoil.h"

#include <check.h>
#include <string.h>

void *spoil_copy(struct spoilt *spoilt, const void *items, size_t size)
{
    void *own = arena_alloc(spoilt->walk->arena, size);
    MUST(own);
    return memcpy(own, items, size);
}

size_t spoil_any(struct spoilt *spoilt, size_t count)
{
    return (size_t)spoilt->walk->turn++ % count;
}

struct outer_unit *spoil_outer(struct spoilt *spoilt)
{
    struct snapshot *snapshot = &spoilt->snapshot;
    size_t count = snapshot->outer.count;
    if (count)
        snapshot->outer.items = spoil_copy(spoilt, snapshot->outer.items, count * sizeof *snapshot->outer.items);
    return count ? snapshot->outer.items : NULL;
}

void spoil_hold(struct spoilt *spoilt, struct holds *holds, struct selector selector)
{
    const struct hold hold = {.hold = 1, .selector = selector, .reason = "a notice"};
    holds->list.items = spoil_copy(spoilt, &hold, sizeof hold);
    holds->list.count = 1;
}

static bool completes(const struct decision *decision, const struct unit *unit)
{
    for (size_t i = 0; i < decision->count; i++) {
        const struct unit_named *named = decision->entries[i].data;
        if (decision->entries[i].kind == ENTRY_UNIT_COMPLETED && !strcmp(named->unit, unit->serial) &&
            !strcmp(named->part_number, unit->part_number))
            return true;
    }
    return false;
}

static const struct spoil {
    const char *what;
    unsigned occasions;
    bool (*spoil)(struct spoilt *spoilt); /* false where there is nothing to be spoilt */
} SPOILS[] = {
    {"an operation is left out", ENDS, leave_out},
    {"a predecessor is skipped", STARTS | RESUMES | SIGNS | PASSES, skip_predecessor},
    {"a signature is waived", ENDS, waive_signature},
    {"a position is empty", PASSES | SIGNS | ENDS, empty_position},
    {"a part is approved no more", PASSES | SIGNS | ENDS, approve_no_more},
    {"a part it depends on is approved no more", STARTS, approve_no_more_before},
    {"a fault is open", ENDS, find_fault_open},
    {"a fault is not closed", SHIPS, find_fault_unclosed},
    {"a fault inside is open", COMPLETES, find_fault_inside},
    {"a fault around it is open", COMPLETES, find_fault_around},
    {"a unit inside is not finished", STARTS | PASSES | SIGNS | ENDS, unfinish_inside},
    {"the unit is held", GOES_ON | ENDS, hold_unit},
    {"the order is held", GOES_ON | ENDS, hold_order},
    {"what is around it is held", GOES_ON, hold_around},
    {"such parts are held", INSTALLS, hold_part},
    {"some of such parts are held", INSTALLS, hold_some_parts},
    {"the unit that goes in is held", INSTALLS, hold_component},
    {"what is in that unit is held", INSTALLS, hold_inside_component},
    {"the position is filled", INSTALLS, fill_before},
    {"the part is elsewhere", INSTALLS, install_elsewhere},
    {"the part was scrapped", INSTALLS, scrap_component},
    {"the part was returned", INSTALLS, return_component},
    {"the unit that goes in is not finished", INSTALLS, unfinish_component},
    {"the unit that goes in is in another", INSTALLS, contain_component},
    {"a fault of the part is open", INSTALLS, condemn_component},
    {"a fault of the unit that goes in is not closed", INSTALLS, condemn_component_unit},
    {"who signs has built", SIGNS, sign_what_one_built},
    {"who signs has begun", SIGNS, sign_what_one_began},
    {"who signs has measured", SIGNS, sign_what_one_measured},
    {"who signs has answered", SIGNS, sign_what_one_answered},
};
enum { SPOILS_COUNT = sizeof SPOILS / sizeof *SPOILS };
_Static_assert(sizeof SPOILS / sizeof *SPOILS <= WALK_SPOILS_MAX, "struct walk counts them all");

static unsigned occasions_of(enum entry_kind kind, const struct snapshot *snapshot, const struct decision *decision)
{
    const struct result_completed *completed = decision->entries[0].result;
    if (kind == ENTRY_OPERATION_COMPLETED && completed->verdict == VERDICT_PASSED)
        return PASSES | (completes(decision, snapshot->unit) ? COMPLETES : 0);
    return kind == ENTRY_OPERATION_STARTED     ? STARTS
           : kind == ENTRY_OPERATION_RESUMED   ? RESUMES
           : kind == ENTRY_COMPONENT_INSTALLED ? INSTALLS
           : kind == ENTRY_UNIT_SIGNED         ? SIGNS
           : kind == ENTRY_UNIT_SHIPPED        ? SHIPS
                                               : 0;
}

static void ask(struct spoilt *spoilt, const struct spoil *spoil, enum entry_kind kind, const void *data)
{
    struct reasons reasons = {.arena = spoilt->walk->arena};
    struct decision decision;
    enum fault fault = EVENT_RULES[kind].rule(&spoilt->snapshot, data, &decision, &reasons);
    bool waits = spoil->spoil == leave_out && kind == ENTRY_OPERATION_COMPLETED && !fault &&
                 !completes(&decision, spoilt->snapshot.unit);
    if (fault != FAULT_REFUSED && !waits)
        ck_abort_msg("%s is accepted, and %s", ENTRY_TYPES[kind].name, spoil->what);
    spoilt->walk->spoilt[spoil - SPOILS]++;
}

void walk_spoil(struct walk *walk, enum entry_kind kind, const void *data, const struct snapshot *snapshot,
                const struct decision *decision)
{
    struct spoilt spoilt = {
        .walk = walk,
        .occasions = occasions_of(kind, snapshot, decision),
        .subject = event_subject(kind, data),
        .part = kind == ENTRY_COMPONENT_INSTALLED ? data : NULL,
    };
    for (const struct spoil *spoil = SPOILS; spoil < SPOILS + SPOILS_COUNT && spoilt.occasions; spoil++) {
        spoilt.snapshot = *snapshot;
        if (spoil->occasions & spoilt.occasions && spoil->spoil(&spoilt))
            ask(&spoilt, spoil, kind, data);
    }
}

const char *walk_unspoilt(const struct walk *walk)
{
    for (size_t i = 0; i < SPOILS_COUNT; i++)
        if (walk->spoilt[i] <= 2)
            return SPOILS[i].what;
    return NULL;
}

/* ---- holds that come to lie on what is worked on ---- */

static bool is_held_by(const struct hold_extended *extended, const struct unit *unit)
{
    for (size_t i = 0; i < extended->units.count; i++)
        if (!strcmp(extended->units.items[i].unit, unit->serial) &&
            !strcmp(extended->units.items[i].part_number, unit->part_number))
            return true;
    return false;
}

void walk_extend(struct walk *walk, enum entry_kind kind, const void *data, const struct snapshot *snapshot)
{
    const struct subject *subject = event_subject(kind, data);
    if (!subject || !subject->operator || kind == ENTRY_UNIT_SHIPPED)
        return;
    struct spoilt held = {.walk = walk, .snapshot = *snapshot};
    struct reasons reasons = {.arena = walk->arena};
    struct decision decision;
    const struct hold_extended *extended = NULL;
    spoil_hold(&held, &held.snapshot.holds, SELECTOR(.operator = subject->operator));
    MUST(EVENT_RULES[kind].rule(&held.snapshot, data, &decision, &reasons) == NOTHING_WRONG);
    for (size_t i = 0; i < decision.count; i++)
        if (decision.entries[i].kind == ENTRY_HOLD_EXTENDED)
            extended = decision.entries[i].data;
    if (!extended)
        ck_abort_msg("no hold on all that %s does catches %s", subject->operator, ENTRY_TYPES[kind].name);
    MUST(is_held_by(extended, snapshot->unit));
    for (size_t i = 0; i < snapshot->outer.count; i++)
        MUST(is_held_by(extended, snapshot->outer.items[i].unit));
    walk->extended++;
}
