#include "service/taken_back.h"

#include "domain/containment.h"
#include "service/append.h"
#include "service/still_caught.h"

#include <string.h>

/* --- what is gone --- */

struct unit_list {
    struct unit *items;
    size_t count, capacity;
};

static enum fault put_last(struct unit_list *units, const struct unit *unit, struct arena *arena)
{
    if (units->count == units->capacity) {
        const size_t capacity = units->capacity ? units->capacity * 2 : 8;
        struct unit *items = arena_array(arena, capacity, sizeof *items);
        if (!items)
            return FAULT_MEMORY;
        if (units->count)
            memcpy(items, units->items, units->count * sizeof *items);
        units->items = items;
        units->capacity = capacity;
    }
    units->items[units->count++] = *unit;
    return NOTHING_WRONG;
}

/* The units that a unit is in, or was since a journal position. */
static enum fault list_holders(struct session *session, const struct unit *unit, int64_t since, struct arena *arena,
                               struct unit_list *ret)
{
    struct installations history;
    enum fault fault = find_component_history(session->store, unit->part_number, unit->serial, arena, &history);
    for (size_t i = 0; !fault && i < history.list.count; i++) {
        const struct installation *at = &history.list.items[i];
        struct unit holder;
        if (at->voided || (at->removed != ABSENT_INTEGER && at->removed_by < since))
            continue;
        fault = find_unit(session->store, at->unit_id, arena, &holder);
        if (!fault)
            fault = put_last(ret, &holder, arena);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* A unit, and those around it now or since; what contains another comes after that, and may come twice. */
static enum fault list_around(struct session *session, const struct unit *unit, int64_t since, struct arena *arena,
                              struct unit_list *ret)
{
    enum fault fault = put_last(ret, unit, arena);
    for (size_t i = 0; !fault && i < ret->count; i++)
        fault = list_holders(session, &ret->items[i], since, arena, ret);
    return fault;
}

static enum fault add_caught(const struct hold *hold, const struct unit *unit, struct arena *arena,
                             struct caught_list *ret)
{
    if (ret->list.count == ret->capacity) {
        const size_t capacity = ret->capacity ? ret->capacity * 2 : 8;
        struct caught *items = arena_array(arena, capacity, sizeof *items);
        if (!items)
            return FAULT_MEMORY;
        if (ret->list.count)
            memcpy(items, ret->list.items, ret->list.count * sizeof *items);
        ret->list.items = items;
        ret->capacity = capacity;
    }
    ret->list.items[ret->list.count++] = (struct caught){hold, unit};
    return NOTHING_WRONG;
}

/* The unit and all around it, where a hold lists them that matches something of the unit: that may be what is gone. */
static enum fault add_all_around(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                                 struct caught_list *ret)
{
    struct unit_list units = {.count = 0};
    enum fault fault = list_around(session, snapshot->unit, snapshot->voided->journal_position, arena, &units);
    for (size_t i = 0; !fault && i < units.count; i++) {
        struct holds listing;
        fault = list_holds_listing(session->store, units.items[i].unit_id, arena, &listing);
        for (size_t k = 0; !fault && k < listing.list.count; k++) {
            bool matches;
            fault = find_matching(session, &listing.list.items[k].selector, snapshot->unit->unit_id, &matches);
            if (!fault && matches)
                fault = add_caught(&listing.list.items[k], &units.items[i], arena, ret);
        }
    }
    return fault;
}

/* What is inside a unit that will not have been in another, where a hold that looks around lists it. */
static enum fault add_all_inside(struct session *session, const struct unit *unit, struct arena *arena,
                                 struct caught_list *ret)
{
    struct units inside;
    enum fault fault = list_listed_inside(session->store, unit->unit_id, arena, &inside);
    for (size_t i = 0; !fault && i < inside.list.count; i++) {
        struct holds listing;
        fault = list_holds_listing(session->store, inside.list.items[i].unit_id, arena, &listing);
        for (size_t k = 0; !fault && k < listing.list.count; k++) {
            const struct hold *hold = &listing.list.items[k];
            bool matches = false;
            if (selector_looks_around(&hold->selector))
                fault = find_matching(session, &hold->selector, inside.list.items[i].unit_id, &matches);
            if (!fault && matches)
                fault = add_caught(hold, &inside.list.items[i], arena, ret);
        }
    }
    return fault;
}

enum fault caught_before(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                         struct caught_list *ret)
{
    *ret = (struct caught_list){.list = {.count = 0}};
    enum fault fault = snapshot->unit ? add_all_around(session, snapshot, arena, ret) : NOTHING_WRONG;
    if (!fault && snapshot->voided && snapshot->voided->kind == ENTRY_COMPONENT_INSTALLED && snapshot->component_unit)
        fault = add_all_inside(session, snapshot->component_unit, arena, ret);
    return fault;
}

/* The last time that the hold had a reason to catch the unit; `found` is not set where it never had. */
static enum fault find_stood(struct session *session, const struct caught *caught, struct arena *arena,
                             struct catch *then, bool *found)
{
    enum fault fault = find_still_caught(session, caught, then, arena, found);
    while (!fault && !*found && then->before != ABSENT_INTEGER) {
        fault = caught_earlier(session, caught->hold->hold, caught->unit, then, arena, then);
        if (!fault)
            fault = find_still_caught(session, caught, then, arena, found);
    }
    return fault;
}

/* What the list says instead of a unit; nothing where it is right. Where the journal does not say how a unit stood that
 * was released out of the hold before, it is out of it again. */
static enum fault append_stood(struct session *session, const struct caught *caught, const char *reason,
                               struct arena *arena)
{
    struct catch last, then;
    bool found;
    enum fault fault = caught_last(session, caught->hold->hold, caught->unit, arena, &last);
    then = last;
    if (fault == NOTHING_WRONG)
        fault = find_stood(session, caught, arena, &then, &found);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault; /* it came twice, and is off the list */
    const bool unknown = !found && then.lifted != ABSENT_INTEGER;
    if (found ? then.stood.frozen_by == last.stood.frozen_by : unknown && last.stood.released != ABSENT_INTEGER)
        return NOTHING_WRONG;
    struct lifted unit = {
        .unit = caught->unit->serial,
        .part_number = caught->unit->part_number,
        .stood = found ? &then.stood : NULL,
        .never = !found && !unknown,
    };
    const struct hold_lifted lifted = {.hold = caught->hold->hold, .units = {&unit, 1}, .reason = reason};
    const struct decided decided = {.kind = ENTRY_HOLD_LIFTED, .data = &lifted};
    return append_following(session, &decided, 1);
}

enum fault caught_after(struct session *session, const struct caught_list *before,
                        const struct event_corrected *correction, struct arena *arena)
{
    const char *reason = arena_printf(arena, "what matched was taken back: %s", correction->reason);
    enum fault fault = reason ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; !fault && i < before->list.count; i++)
        fault = append_stood(session, &before->list.items[i], reason, arena);
    return fault;
}

/* --- what is back --- */

/* Whether a hold is about the part that is back, lies on it, or matches anything inside it; not where the part was
 * released out of it. */
static enum fault find_about_part(struct session *session, const struct snapshot *snapshot, const struct hold *hold,
                                  struct arena *arena, bool *ret)
{
    const struct installation *part = snapshot->voided_installation;
    const bool is_unit = part->child_unit_id != ABSENT_INTEGER;
    struct candidate candidate = candidate_installed(part, NULL);
    struct hold_match match;
    enum fault fault =
        is_unit ? find_hold_match(session->store, hold->hold, part->child_unit_id, arena, &match) : FAULT_NOT_FOUND;
    *ret = !fault && match.released == ABSENT_INTEGER;
    if (fault != FAULT_NOT_FOUND)
        return fault;
    fault = find_happened(session->store, part->installation_id, &candidate.happened);
    *ret = !fault && hold_is_about(hold, &candidate, snapshot);
    return fault || *ret || !is_unit ? fault : find_matching(session, &hold->selector, part->child_unit_id, ret);
}

/* Whether the hold is to lie on the unit with the part: not where it does, nor where it was released out of it with the
 * part inside. */
static enum fault find_to_catch(struct session *session, const struct snapshot *snapshot, struct held *held,
                                int64_t unit_id, struct arena *arena, bool *ret)
{
    struct hold_match match;
    enum fault fault = find_hold_match(session->store, held->hold, unit_id, arena, &match);
    *ret = fault == FAULT_NOT_FOUND ||
           (!fault && match.released != ABSENT_INTEGER && match.released >= snapshot->voided->recorded_us);
    held->lifted = fault ? ABSENT_INTEGER : match.lifted_at;
    held->before = fault ? ABSENT_INTEGER : match.frozen_by;
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

/* The unit that the part is in again, and those around it; `units` has room for all. */
static enum fault list_to_catch(struct session *session, const struct snapshot *snapshot, const struct hold *hold,
                                struct arena *arena, struct held *units, size_t *count)
{
    const struct installation *part = snapshot->voided_installation;
    const char *via = part->position;
    for (size_t i = 0; i <= snapshot->outer.count; i++) {
        const struct outer_unit *outer = i ? &snapshot->outer.items[i - 1] : NULL;
        const struct unit *unit = outer ? outer->unit : snapshot->unit;
        bool catches;
        if (outer)
            via = arena_printf(arena, "%s/%s", outer->product->positions.items[outer->position].name, via);
        struct held held = {
            .hold = hold->hold,
            .unit = unit->serial,
            .part_number = unit->part_number,
            .match = selector_speaks_of_work(&hold->selector) ? MATCH_WORK : MATCH_COMPONENT,
            .via = via,
            .installation = part->installation_id,
            .run = ABSENT_INTEGER,
            .matches = 1,
        };
        enum fault fault = via ? find_to_catch(session, snapshot, &held, unit->unit_id, arena, &catches) : FAULT_MEMORY;
        if (fault)
            return fault;
        if (catches)
            units[(*count)++] = held;
    }
    return NOTHING_WRONG;
}

enum fault caught_again(struct session *session, const struct snapshot *snapshot, struct arena *arena)
{
    const size_t holds = snapshot->voided->kind == ENTRY_COMPONENT_REMOVED ? snapshot->holds.list.count : 0;
    struct held *units = arena_array(arena, holds * (snapshot->outer.count + 1), sizeof *units);
    struct hold_extended extended = {.units = {.items = units}};
    enum fault fault = units ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i < holds && !fault; i++) {
        const struct hold *hold = &snapshot->holds.list.items[i];
        bool about;
        fault = find_about_part(session, snapshot, hold, arena, &about);
        if (!fault && about)
            fault = list_to_catch(session, snapshot, hold, arena, units, &extended.units.count);
    }
    const struct decided decided = {.kind = ENTRY_HOLD_EXTENDED, .data = &extended};
    return fault || !extended.units.count ? fault : append_following(session, &decided, 1);
}
