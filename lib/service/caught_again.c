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
    struct candidate candidate;
    enum fault fault =
        is_unit ? find_hold_match(session->store, hold->hold, part->child_unit_id, arena, &match) : FAULT_NOT_FOUND;
    *ret = !fault && match.released == ABSENT_INTEGER;
    if (fault != FAULT_NOT_FOUND)
        return fault;
    fault = load_candidate(session, part, arena, &candidate);
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
    LIST_OF(struct held) units;  /* that they are to lie on; has room for all that this one may catch */
};

/* What the hold's list would say of a unit now; or else all that is known of it: it has the part, by that way. */
static struct hold_match match_of(const struct catching *catching, int64_t unit_id, const char *via)
{
    const bool work = selector_speaks_of_work(&catching->hold->selector);
    for (size_t i = 0; i < catching->matches.list.count; i++)
        if (catching->matches.list.items[i].unit_id == unit_id)
            return catching->matches.list.items[i];
    return (struct hold_match){
        .match = work ? MATCH_WORK : MATCH_COMPONENT,
        .via = via,
        .installation_id = catching->snapshot->voided_installation->installation_id,
        .run_id = ABSENT_INTEGER,
        .matches = 1,
    };
}

/* `listed`: how it stands on the list; NULL: not yet. */
static void catch_unit(struct catching *catching, const struct unit *unit, const struct hold_match *match,
                       const struct hold_match *listed)
{
    catching->units.items[catching->units.count++] = (struct held){
        .hold = catching->hold->hold,
        .unit = unit->serial,
        .part_number = unit->part_number,
        .match = match->match,
        .via = match->via,
        .installation = match->installation_id,
        .run = match->run_id,
        .matches = match->matches,
        .lifted = listed ? listed->lifted_at : ABSENT_INTEGER,
        .before = listed ? listed->frozen_by : ABSENT_INTEGER,
    };
}

/* The unit, which has the part by that way: unless the hold lies there, or it was released out of it with the part
 * inside. */
static enum fault catch_outer(struct catching *catching, const struct unit *unit, const char *via)
{
    const struct hold_match match = match_of(catching, unit->unit_id, via);
    struct hold_match listed;
    enum fault fault =
        find_hold_match(catching->session->store, catching->hold->hold, unit->unit_id, catching->arena, &listed);
    if (fault == FAULT_NOT_FOUND)
        catch_unit(catching, unit, &match, NULL);
    else if (!fault && listed.released != ABSENT_INTEGER && listed.released >= catching->snapshot->voided->recorded_us)
        catch_unit(catching, unit, &match, &listed);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
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

/* What matches, where that is inside the part and not on the list yet. */
static enum fault catch_inner(struct catching *catching, const struct hold_match *match)
{
    struct session *session = catching->session;
    struct arena *arena = catching->arena;
    struct hold_match listed;
    struct unit unit;
    bool inside;
    const int64_t part = catching->snapshot->voided_installation->child_unit_id;
    enum fault fault = find_is_inside(session, match->unit_id, part, arena, &inside);
    if (fault || !inside)
        return fault;
    fault = find_hold_match(session->store, catching->hold->hold, match->unit_id, arena, &listed);
    if (fault != FAULT_NOT_FOUND)
        return fault;
    fault = find_unit(session->store, match->unit_id, arena, &unit);
    if (!fault)
        catch_unit(catching, &unit, match, NULL);
    return fault;
}

/* A part that is a unit, and those inside it, may match only where they are again: as what is in units of an order. */
static enum fault catch_inside(struct catching *catching)
{
    const bool is_unit = catching->snapshot->voided_installation->child_unit_id != ABSENT_INTEGER;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; is_unit && !fault && i < catching->matches.list.count; i++)
        fault = catch_inner(catching, &catching->matches.list.items[i]);
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
    if (fault)
        return fault;
    catching->units.items =
        arena_longer(catching->arena, catching->units.items, catching->units.count,
                     catching->matches.list.count + 1 + snapshot->outer.count, sizeof *catching->units.items);
    fault = catching->units.items ? catch_inside(catching) : FAULT_MEMORY;
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
