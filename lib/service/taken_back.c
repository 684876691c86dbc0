#include "service/taken_back.h"

#include "domain/containment.h"
#include "service/append.h"
#include "service/still_caught.h"

/* --- what is gone --- */

/* The units that a unit is in, or was since a journal position. */
static enum fault list_holders(struct session *session, const struct unit *unit, int64_t since, struct arena *arena,
                               struct units *ret)
{
    struct installations history;
    enum fault fault = find_component_history(session->store, unit->part_number, unit->serial, arena, &history);
    if (fault)
        return fault;
    ret->list.items =
        arena_longer(arena, ret->list.items, ret->list.count, history.list.count, sizeof *ret->list.items);
    fault = ret->list.items ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; !fault && i < history.list.count; i++) {
        const struct installation *at = &history.list.items[i];
        if (at->voided || (at->removed != ABSENT_INTEGER && at->removed_by < since))
            continue;
        fault = find_unit(session->store, at->unit_id, arena, &ret->list.items[ret->list.count]);
        ret->list.count += !fault;
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* A unit, and those around it now or since; what contains another comes after that, and may come twice. */
static enum fault list_around(struct session *session, const struct unit *unit, int64_t since, struct arena *arena,
                              struct units *ret)
{
    ret->list.items = arena_array(arena, 1, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    ret->list.items[0] = *unit;
    ret->list.count = 1;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; !fault && i < ret->list.count; i++)
        fault = list_holders(session, &ret->list.items[i], since, arena, ret);
    return fault;
}

/* A unit, once for each hold that lists it and matches `of_unit_id` or something inside that. `by_place`: only those
 * that look around. */
static enum fault add_caught(struct session *session, const struct unit *unit, int64_t of_unit_id, bool by_place,
                             struct arena *arena, struct caught_list *ret)
{
    struct holds listing;
    enum fault fault = list_holds_listing(session->store, unit->unit_id, arena, &listing);
    if (fault)
        return fault;
    ret->list.items =
        arena_longer(arena, ret->list.items, ret->list.count, listing.list.count, sizeof *ret->list.items);
    fault = ret->list.items ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; !fault && i < listing.list.count; i++) {
        const struct hold *hold = &listing.list.items[i];
        bool matches = false;
        if (!by_place || selector_looks_around(&hold->selector))
            fault = find_matching(session, &hold->selector, of_unit_id, &matches);
        if (!fault && matches)
            ret->list.items[ret->list.count++] = (struct caught){hold, unit};
    }
    return fault;
}

/* The unit and all around it, where a hold lists them that matches something of the unit: that may be what is gone. */
static enum fault add_all_around(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                                 struct caught_list *ret)
{
    struct units units;
    enum fault fault = list_around(session, snapshot->unit, snapshot->voided->journal_position, arena, &units);
    for (size_t i = 0; !fault && i < units.list.count; i++)
        fault = add_caught(session, &units.list.items[i], snapshot->unit->unit_id, false, arena, ret);
    return fault;
}

/* What is inside a unit that will not have been in another, where a hold that looks around lists it. */
static enum fault add_all_inside(struct session *session, const struct unit *unit, struct arena *arena,
                                 struct caught_list *ret)
{
    struct units inside;
    enum fault fault = list_listed_inside(session->store, unit->unit_id, arena, &inside);
    for (size_t i = 0; !fault && i < inside.list.count; i++)
        fault = add_caught(session, &inside.list.items[i], inside.list.items[i].unit_id, true, arena, ret);
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
                             struct caught_time *then, bool *found)
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
    struct caught_time last, then;
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
