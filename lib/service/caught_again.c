#include "service/caught_again.h"

#include "domain/containment.h"
#include "service/append.h"
#include "service/containment.h"
#include "service/still_caught.h"
#include "store/find_nesting.h"

/* Whether a hold is about the part that is back, lies on it, or matches anything inside it; not where the part was
 * released out of it. */
static enum fault find_about_part(struct session *session, const struct snapshot *snapshot, const struct hold *hold,
                                  struct arena *arena, bool *ret)
{
    const struct installation *part = snapshot->voided_installation;
    const bool is_unit = part->child_unit_id != ABSENT_INTEGER;
    struct hold_match match;
    struct run run;
    enum fault fault =
        is_unit ? find_hold_match(session->store, hold->hold, part->child_unit_id, arena, &match) : FAULT_NOT_FOUND;
    *ret = !fault && match.released == ABSENT_INTEGER;
    if (fault != FAULT_NOT_FOUND)
        return fault;
    fault = part->run_id == ABSENT_INTEGER ? NOTHING_WRONG : find_run(session->store, part->run_id, arena, &run);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    struct candidate candidate = candidate_installed(part, part->run_id == ABSENT_INTEGER ? NULL : &run);
    fault = find_happened(session->store, part->installation_id, &candidate.happened);
    *ret = !fault && hold_is_about(hold, &candidate, snapshot);
    return fault || *ret || !is_unit ? fault : find_matching(session, &hold->selector, part->child_unit_id, ret);
}

/* The holds that catch something again, one after the other. */
struct catching {
    struct session *session;
    const struct snapshot *snapshot;
    struct arena *arena;
    const struct hold *hold;
    struct hold_matches matches; /* all that it would list now of what the part is in */
    LIST_OF(struct held) units;  /* that it is to lie on */
    size_t room;
};

/* What the hold's list would say of the unit now; NULL: nothing, and all that is known of it is that it has the part.
 */
static const struct hold_match *match_of(const struct catching *catching, int64_t unit_id)
{
    for (size_t i = 0; i < catching->matches.list.count; i++)
        if (catching->matches.list.items[i].unit_id == unit_id)
            return &catching->matches.list.items[i];
    return NULL;
}

static enum fault put_held(struct catching *catching, const struct held *held)
{
    if (catching->units.count == catching->room) {
        const size_t room = catching->room ? catching->room * 2 : 8;
        struct held *items = arena_array(catching->arena, room, sizeof *items);
        if (!items)
            return FAULT_MEMORY;
        for (size_t i = 0; i < catching->units.count; i++)
            items[i] = catching->units.items[i];
        catching->units.items = items;
        catching->room = room;
    }
    catching->units.items[catching->units.count++] = *held;
    return NOTHING_WRONG;
}

/* The unit, which has the part by that way: unless the hold lies there, or it was released out of it with the part
 * inside. */
static enum fault catch_outer(struct catching *catching, const struct unit *unit, const char *via)
{
    const struct installation *part = catching->snapshot->voided_installation;
    const struct hold_match *match = match_of(catching, unit->unit_id);
    struct hold_match listed;
    enum fault fault =
        find_hold_match(catching->session->store, catching->hold->hold, unit->unit_id, catching->arena, &listed);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    const bool is_listed = fault == NOTHING_WRONG;
    if (is_listed && (listed.released == ABSENT_INTEGER || listed.released < catching->snapshot->voided->recorded_us))
        return NOTHING_WRONG;
    const struct held held = {
        .hold = catching->hold->hold,
        .unit = unit->serial,
        .part_number = unit->part_number,
        .match = match                                                ? match->match
                 : selector_speaks_of_work(&catching->hold->selector) ? MATCH_WORK
                                                                      : MATCH_COMPONENT,
        .via = match ? match->via : via,
        .installation = match ? match->installation_id : part->installation_id,
        .run = match ? match->run_id : ABSENT_INTEGER,
        .matches = match ? match->matches : 1,
        .lifted = is_listed ? listed.lifted_at : ABSENT_INTEGER,
        .before = is_listed ? listed.frozen_by : ABSENT_INTEGER,
    };
    return put_held(catching, &held);
}

static enum fault catch_around(struct catching *catching)
{
    const struct snapshot *snapshot = catching->snapshot;
    const char *via = snapshot->voided_installation->position;
    enum fault fault = catch_outer(catching, snapshot->unit, via);
    for (size_t i = 0; !fault && i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        via = arena_printf(catching->arena, "%s/%s", outer->product->positions.items[outer->position].name, via);
        fault = via ? catch_outer(catching, outer->unit, via) : FAULT_MEMORY;
    }
    return fault;
}

static enum fault find_is_inside(struct session *session, int64_t unit_id, int64_t of_unit_id, struct arena *arena,
                                 bool *ret)
{
    struct holder holder = {.unit_id = unit_id};
    enum fault fault = NOTHING_WRONG;
    while (fault == NOTHING_WRONG && holder.unit_id != of_unit_id)
        fault = find_holder(session->store, holder.unit_id, arena, &holder);
    *ret = fault == NOTHING_WRONG;
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

/* A part that is a unit, and those inside it, may match only where they are again: as what is in units of an order. */
static enum fault catch_inside(struct catching *catching)
{
    const struct installation *part = catching->snapshot->voided_installation;
    struct store *store = catching->session->store;
    enum fault fault = NOTHING_WRONG;
    const size_t count = part->child_unit_id == ABSENT_INTEGER ? 0 : catching->matches.list.count;
    for (size_t i = 0; !fault && i < count; i++) {
        const struct hold_match *match = &catching->matches.list.items[i];
        struct hold_match listed;
        struct unit unit;
        bool inside;
        fault = find_is_inside(catching->session, match->unit_id, part->child_unit_id, catching->arena, &inside);
        if (fault || !inside)
            continue;
        fault = find_hold_match(store, catching->hold->hold, match->unit_id, catching->arena, &listed);
        if (fault != FAULT_NOT_FOUND)
            continue;
        fault = find_unit(store, match->unit_id, catching->arena, &unit);
        const struct held held = {
            .hold = catching->hold->hold,
            .unit = fault ? NULL : unit.serial,
            .part_number = fault ? NULL : unit.part_number,
            .match = match->match,
            .via = match->via,
            .installation = match->installation_id,
            .run = match->run_id,
            .matches = match->matches,
            .lifted = ABSENT_INTEGER,
            .before = ABSENT_INTEGER,
        };
        if (!fault)
            fault = put_held(catching, &held);
    }
    return fault;
}

static enum fault catch_all(struct catching *catching)
{
    const struct snapshot *snapshot = catching->snapshot;
    const struct unit *outermost =
        snapshot->outer.count ? snapshot->outer.items[snapshot->outer.count - 1].unit : snapshot->unit;
    const struct scan_inside inside = {.unit_id = outermost->unit_id};
    bool about;
    enum fault fault = find_about_part(catching->session, snapshot, catching->hold, catching->arena, &about);
    if (fault || !about)
        return fault;
    fault =
        containment_list(catching->session, &catching->hold->selector, &inside, catching->arena, &catching->matches);
    if (!fault)
        fault = catch_inside(catching);
    return fault ? fault : catch_around(catching);
}

enum fault caught_again(struct session *session, const struct snapshot *snapshot, struct arena *arena)
{
    const size_t holds = snapshot->voided->kind == ENTRY_COMPONENT_REMOVED ? snapshot->holds.list.count : 0;
    struct catching catching = {.session = session, .snapshot = snapshot, .arena = arena};
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < holds && !fault; i++) {
        catching.hold = &snapshot->holds.list.items[i];
        fault = catch_all(&catching);
    }
    const struct hold_extended extended = {.units = {catching.units.items, catching.units.count}};
    const struct decided decided = {.kind = ENTRY_HOLD_EXTENDED, .data = &extended};
    return fault || !extended.units.count ? fault : append_following(session, &decided, 1);
}
