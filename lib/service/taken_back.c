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
