#include "service/taken_back.h"

#include "domain/containment.h"
#include "service/append.h"
#include "service/stood_before.h"
#include "store/find_hold.h"
#include "store/find_nesting.h"

static enum fault note_match(void *context, const void *row)
{
    (void)row;
    *(bool *)context = true;
    return NOTHING_WRONG;
}

/* --- what has matched since a release --- */

struct matched {
    int64_t unit_id, run_id, entered_by; /* as of struct scanned */
};
struct matched_list {
    struct arena *arena;
    LIST_OF(struct matched) list;
    size_t capacity;
};

static enum fault keep_match(void *context, const void *row)
{
    struct matched_list *matched = context;
    const struct scanned *scanned = row;
    if (matched->list.count == matched->capacity) {
        const size_t capacity = matched->capacity ? matched->capacity * 2 : 32;
        struct matched *items = arena_array(matched->arena, capacity, sizeof *items);
        if (!items)
            return FAULT_MEMORY;
        for (size_t i = 0; i < matched->list.count; i++)
            items[i] = matched->list.items[i];
        matched->list.items = items;
        matched->capacity = capacity;
    }
    matched->list.items[matched->list.count++] =
        (struct matched){scanned->unit_id, scanned->run_id, scanned->entered_by};
    return NOTHING_WRONG;
}

/* Whether the unit that it was done on has come into the one that is caught since. */
static enum fault came_in_since(struct session *session, const struct caught *caught, int64_t unit_id,
                                struct arena *arena, bool *ret)
{
    struct holder holder = {.unit_id = unit_id};
    enum fault fault = NOTHING_WRONG;
    *ret = false;
    while (fault == NOTHING_WRONG && !*ret && holder.unit_id != caught->unit->unit_id) {
        fault = find_holder(session->store, holder.unit_id, arena, &holder);
        *ret = fault == NOTHING_WRONG && holder.installation_id > caught->lifted;
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* Whether it had matched by the release, or came in a run that had. */
static bool was_known(const struct matched_list *all, const struct matched *matched, int64_t lifted)
{
    if (matched->entered_by == ABSENT_INTEGER || matched->entered_by <= lifted)
        return true;
    for (size_t i = 0; matched->run_id != ABSENT_INTEGER && i < all->list.count; i++)
        if (all->list.items[i].run_id == matched->run_id && all->list.items[i].entered_by <= lifted)
            return true;
    return false;
}

static enum fault find_matching_since(struct session *session, const struct caught *caught, struct arena *arena,
                                      bool *ret)
{
    const struct scan_inside inside = {.unit_id = caught->unit->unit_id};
    struct matched_list all = {.arena = arena};
    enum fault fault = scan_matching(session->store, &caught->selector, &inside, keep_match, &all);
    *ret = false;
    for (size_t i = 0; fault == NOTHING_WRONG && !*ret && i < all.list.count; i++) {
        const struct matched *matched = &all.list.items[i];
        *ret = !was_known(&all, matched, caught->lifted);
        if (!*ret)
            fault = came_in_since(session, caught, matched->unit_id, arena, ret);
    }
    return fault;
}

/* --- whether a hold lies there for nothing more --- */

static enum fault find_matching(struct session *session, const struct selector *selector, int64_t unit_id, bool *ret)
{
    const struct scan_inside inside = {.unit_id = unit_id};
    *ret = false;
    return scan_matching(session->store, selector, &inside, note_match, ret);
}

/* A hold on work alone: what a part was described as since is no work, and would be overlooked. */
static enum fault find_lifted(struct session *session, struct caught *caught, struct arena *arena)
{
    struct hold_match match;
    if (!selector_speaks_of_work(&caught->selector) || selector_speaks_of_supply(&caught->selector))
        return NOTHING_WRONG;
    enum fault fault = find_hold_match(session->store, caught->hold_id, caught->unit->unit_id, arena, &match);
    if (fault == NOTHING_WRONG && match.match == MATCH_WORK)
        caught->lifted = match.lifted_at;
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

static enum fault add_caught(struct session *session, const struct unit *unit, size_t depth, struct arena *arena,
                             struct caught_list *ret)
{
    struct holds lying;
    enum fault fault = list_holds_of_unit(session->store, unit->unit_id, arena, &lying);
    struct caught *all = fault ? NULL : arena_array(arena, ret->list.count + lying.list.count, sizeof *all);
    if (!all)
        return fault ? fault : FAULT_MEMORY;
    for (size_t i = 0; i < ret->list.count; i++)
        all[i] = ret->list.items[i];
    ret->list.items = all;
    for (size_t i = 0; i < lying.list.count; i++) {
        const struct hold *hold = &lying.list.items[i];
        bool matches;
        fault = find_matching(session, &hold->selector, unit->unit_id, &matches);
        if (fault)
            return fault;
        if (!matches)
            continue;
        struct caught *caught = &all[ret->list.count++];
        *caught = (struct caught){hold->hold, hold->selector, unit, depth, ABSENT_INTEGER};
        fault = find_lifted(session, caught, arena);
        if (fault)
            return fault;
    }
    return NOTHING_WRONG;
}

enum fault caught_before(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                         struct caught_list *ret)
{
    enum fault fault = NOTHING_WRONG;
    *ret = (struct caught_list){.list = {.count = 0}};
    if (snapshot->unit && snapshot->unit_held)
        fault = add_caught(session, snapshot->unit, 0, arena, ret);
    for (size_t i = 0; !fault && i < snapshot->outer.count; i++)
        if (snapshot->outer.items[i].unit_held)
            fault = add_caught(session, snapshot->outer.items[i].unit, i + 1, arena, ret);
    return fault;
}

/* Whether a part that is, or was, in a unit is what a hold is about, or a unit that it lies on or matches inside. */
static enum fault find_about(struct session *session, const struct caught *caught, const struct installation *part,
                             const struct surroundings *around, struct arena *arena, bool *ret)
{
    struct run run;
    enum fault fault = NOTHING_WRONG;
    if (part->run_id != ABSENT_INTEGER)
        fault = find_run(session->store, part->run_id, arena, &run);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    struct candidate candidate = candidate_installed(part, part->run_id == ABSENT_INTEGER ? NULL : &run);
    candidate.around.items = around->items + caught->depth;
    candidate.around.count = around->count - caught->depth;
    fault = find_happened(session->store, part->installation_id, &candidate.happened);
    *ret = !fault && selector_matches(&caught->selector, &candidate);
    if (fault || *ret || part->child_unit_id == ABSENT_INTEGER)
        return fault;
    fault = find_hold_lies_on(session->store, caught->hold_id, part->child_unit_id, ret);
    return fault || *ret ? fault : find_matching(session, &caught->selector, part->child_unit_id, ret);
}

/* Whether it would lie there for a part that has left the unit since the hold caught it: that was in it all the same. */
static enum fault find_caught_by_left(struct session *session, const struct caught *caught,
                                      const struct surroundings *around, struct arena *arena, bool *ret)
{
    struct hold_matches matches;
    struct installations left;
    enum fault fault =
        list_hold_matches(session->store, caught->hold_id, caught->unit->unit_id - 1, 1, arena, &matches);
    if (fault || !matches.list.count)
        return fault;
    fault = find_parts_left(session->store, caught->unit->unit_id, matches.list.items[0].frozen_by, arena, &left);
    for (size_t i = 0; !fault && !*ret && i < left.list.count; i++)
        if (caught->lifted == ABSENT_INTEGER || left.list.items[i].installation_id > caught->lifted)
            fault = find_about(session, caught, &left.list.items[i], around, arena, ret);
    return fault;
}

/* Whether the hold still has a reason to lie there: a match, a unit inside that it lies on, or what left the unit. */
static enum fault find_still_caught(struct session *session, const struct caught *caught,
                                    const struct surroundings *around, struct arena *arena, bool *ret)
{
    struct units inside;
    enum fault fault = caught->lifted == ABSENT_INTEGER
                           ? find_matching(session, &caught->selector, caught->unit->unit_id, ret)
                           : find_matching_since(session, caught, arena, ret);
    if (fault || *ret)
        return fault;
    fault = list_held_inside(session->store, caught->hold_id, caught->unit->unit_id, arena, &inside);
    if (!fault)
        *ret = inside.list.count > 0;
    return fault || *ret ? fault : find_caught_by_left(session, caught, around, arena, ret);
}

enum fault caught_after(struct session *session, const struct snapshot *snapshot, const struct caught_list *before,
                        const struct event_corrected *correction, struct arena *arena)
{
    const struct surroundings around = surroundings_of(snapshot);
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; !fault && i < before->list.count; i++) {
        const struct caught *caught = &before->list.items[i];
        bool still;
        fault = find_still_caught(session, caught, &around, arena, &still);
        if (fault || still)
            continue;
        struct lifted unit = {.unit = caught->unit->serial, .part_number = caught->unit->part_number};
        fault = stood_before(session, caught->hold_id, caught->unit, arena, &unit.stood);
        if (fault)
            return fault;
        const struct hold_lifted lifted = {
            .hold = caught->hold_id,
            .units = {&unit, 1},
            .reason = arena_printf(arena, "what matched was taken back: %s", correction->reason),
        };
        const struct decided decided = {.kind = ENTRY_HOLD_LIFTED, .data = &lifted};
        fault = lifted.reason ? append_following(session, &decided, 1) : FAULT_MEMORY;
    }
    return fault;
}

/* --- what is back --- */

/* Whether a hold is about the part that is back, lies on it, or matches anything inside it. */
static enum fault find_about_part(struct session *session, const struct snapshot *snapshot, const struct hold *hold,
                                  bool *ret)
{
    const struct installation *part = snapshot->voided_installation;
    struct candidate candidate = candidate_installed(part, NULL);
    enum fault fault = find_happened(session->store, part->installation_id, &candidate.happened);
    *ret = !fault && hold_is_about(hold, &candidate, snapshot);
    if (fault || *ret || part->child_unit_id == ABSENT_INTEGER)
        return fault;
    fault = find_hold_lies_on(session->store, hold->hold, part->child_unit_id, ret);
    return fault || *ret ? fault : find_matching(session, &hold->selector, part->child_unit_id, ret);
}

/* Whether the hold is to lie on the unit with the part: not where it does, nor where it was released out of it with the
 * part inside. */
static enum fault find_to_catch(struct session *session, const struct snapshot *snapshot, const struct hold *hold,
                                int64_t unit_id, struct arena *arena, bool *ret)
{
    struct hold_matches matches;
    enum fault fault = list_hold_matches(session->store, hold->hold, unit_id - 1, 1, arena, &matches);
    if (fault)
        return fault;
    const struct hold_match *match = matches.list.count ? matches.list.items : NULL;
    *ret = !match || match->unit_id != unit_id ||
           (match->released != ABSENT_INTEGER && match->released >= snapshot->voided->recorded_us);
    return NOTHING_WRONG;
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
        enum fault fault = via ? find_to_catch(session, snapshot, hold, unit->unit_id, arena, &catches) : FAULT_MEMORY;
        if (fault)
            return fault;
        if (catches)
            units[(*count)++] = (struct held){
                .hold = hold->hold,
                .unit = unit->serial,
                .part_number = unit->part_number,
                .match = selector_speaks_of_work(&hold->selector) ? MATCH_WORK : MATCH_COMPONENT,
                .via = via,
                .installation = part->installation_id,
                .run = ABSENT_INTEGER,
                .matches = 1,
                .lifted = ABSENT_INTEGER,
                .before = ABSENT_INTEGER,
            };
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
        fault = find_about_part(session, snapshot, hold, &about);
        if (!fault && about)
            fault = list_to_catch(session, snapshot, hold, arena, units, &extended.units.count);
    }
    const struct decided decided = {.kind = ENTRY_HOLD_EXTENDED, .data = &extended};
    return fault || !extended.units.count ? fault : append_following(session, &decided, 1);
}
