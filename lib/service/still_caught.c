#include "service/still_caught.h"

#include "domain/containment.h"
#include "store/find_nesting.h"

static enum fault note_match(void *context, const void *row)
{
    (void)row;
    *(bool *)context = true;
    return NOTHING_WRONG;
}

enum fault find_matching(struct session *session, const struct selector *selector, int64_t unit_id, bool *ret)
{
    const struct scan_inside inside = {.unit_id = unit_id};
    *ret = false;
    return scan_matching(session->store, selector, &inside, note_match, ret);
}

enum fault load_candidate(struct session *session, const struct installation *part, struct arena *arena,
                          struct candidate *ret)
{
    const bool in_run = part->run_id != ABSENT_INTEGER;
    struct run run;
    enum fault fault = in_run ? find_run(session->store, part->run_id, arena, &run) : NOTHING_WRONG;
    *ret = candidate_installed(part, in_run && !fault ? &run : NULL);
    if (!fault)
        fault = find_happened(session->store, part->installation_id, &ret->happened);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* --- what matches --- */

struct matched {
    int64_t unit_id, run_id, entered_by; /* as of struct scanned */
};
struct matched_list {
    struct arena *arena;
    int64_t until;                /* time after which the hold caught nothing; absent: it lies */
    LIST_OF(struct matched) list; /* its room is a power of two */
};

static bool is_over(int64_t until, int64_t time)
{
    return until != ABSENT_INTEGER && time > until;
}

static enum fault keep_match(void *context, const void *row)
{
    struct matched_list *matched = context;
    const struct scanned *scanned = row;
    if (is_over(matched->until, scanned->candidate.began))
        return NOTHING_WRONG;
    const size_t count = matched->list.count;
    if (!(count & (count - 1)))
        matched->list.items =
            arena_longer(matched->arena, matched->list.items, count, count ? count : 1, sizeof *matched->list.items);
    if (!matched->list.items)
        return FAULT_MEMORY;
    matched->list.items[matched->list.count++] =
        (struct matched){scanned->unit_id, scanned->run_id, scanned->entered_by};
    return NOTHING_WRONG;
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

/* The last time that the unit it was done on, or one around that, came into the one that was caught. */
struct came_in {
    int64_t journal_position, time; /* absent: it is that unit itself */
};

static enum fault find_came_in(struct session *session, const struct caught *caught, int64_t unit_id,
                               struct arena *arena, struct came_in *ret)
{
    struct holder holder = {.unit_id = unit_id};
    enum fault fault = NOTHING_WRONG;
    *ret = (struct came_in){ABSENT_INTEGER, ABSENT_INTEGER};
    while (fault == NOTHING_WRONG && holder.unit_id != caught->unit->unit_id) {
        fault = find_holder(session->store, holder.unit_id, arena, &holder);
        if (fault == NOTHING_WRONG && holder.installation_id > ret->journal_position)
            *ret = (struct came_in){holder.installation_id, holder.installed};
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

static enum fault find_matched(struct session *session, const struct caught *caught, int64_t lifted,
                               struct arena *arena, bool *ret)
{
    const struct scan_inside inside = {.unit_id = caught->unit->unit_id};
    struct matched_list all = {.arena = arena, .until = caught->hold->released};
    enum fault fault = scan_matching(session->store, &caught->hold->selector, &inside, keep_match, &all);
    *ret = false;
    for (size_t i = 0; fault == NOTHING_WRONG && !*ret && i < all.list.count; i++) {
        const struct matched *matched = &all.list.items[i];
        struct came_in in;
        fault = find_came_in(session, caught, matched->unit_id, arena, &in);
        *ret = !fault && !is_over(all.until, in.time) &&
               (lifted == ABSENT_INTEGER || in.journal_position > lifted || !was_known(&all, matched, lifted));
    }
    return fault;
}

/* --- what has left --- */

static enum fault load_around(struct session *session, const struct unit *unit, struct arena *arena,
                              struct surroundings *ret)
{
    struct unit *at = arena_alloc(arena, sizeof *at);
    enum fault fault = at ? NOTHING_WRONG : FAULT_MEMORY;
    if (!fault)
        *at = *unit;
    for (ret->count = 0; fault == NOTHING_WRONG;) {
        ret->items[ret->count++] =
            (struct around){.order = at->order, .serial = at->serial, .part_number = at->part_number};
        if (at->installed_in == ABSENT_INTEGER)
            break;
        if (ret->count == sizeof ret->items / sizeof *ret->items)
            return FAULT_CORRUPT;
        fault = find_unit(session->store, at->installed_in, arena, at);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* Whether a unit that was in another was caught in there, or matches. */
static enum fault find_unit_caught(struct session *session, const struct caught *caught,
                                   const struct installation *part, struct arena *arena, bool *ret)
{
    const struct hold *hold = caught->hold;
    struct hold_match match;
    struct matched_list all = {.arena = arena, .until = hold->released};
    const struct scan_inside inside = {.unit_id = part->child_unit_id};
    enum fault fault = find_hold_match(session->store, hold->hold, part->child_unit_id, arena, &match);
    *ret = !fault && match.frozen_by > part->installation_id;
    if (*ret || (fault && fault != FAULT_NOT_FOUND))
        return fault;
    fault = scan_matching(session->store, &hold->selector, &inside, keep_match, &all);
    *ret = !fault && all.list.count > 0;
    return fault;
}

/* Whether a part that was in a unit is what a hold is about, or such a unit. */
static enum fault find_about(struct session *session, const struct caught *caught, const struct installation *part,
                             const struct surroundings *around, struct arena *arena, bool *ret)
{
    struct candidate candidate;
    enum fault fault = load_candidate(session, part, arena, &candidate);
    candidate.around.items = around->items;
    candidate.around.count = around->count;
    *ret = !fault && selector_matches(&caught->hold->selector, &candidate);
    return fault || *ret || part->child_unit_id == ABSENT_INTEGER ? fault
                                                                  : find_unit_caught(session, caught, part, arena, ret);
}

/* That a part is gone lifts no hold: it was in the unit all the same. */
static enum fault find_caught_by_left(struct session *session, const struct caught *caught, int64_t since,
                                      int64_t lifted, struct arena *arena, bool *ret)
{
    struct installations left;
    struct surroundings around;
    enum fault fault = find_parts_left(session->store, caught->unit->unit_id, since, arena, &left);
    if (fault == NOTHING_WRONG)
        fault = load_around(session, caught->unit, arena, &around);
    for (size_t i = 0; !fault && !*ret && i < left.list.count; i++) {
        const struct installation *part = &left.list.items[i];
        if ((lifted == ABSENT_INTEGER || part->installation_id > lifted) &&
            !is_over(caught->hold->released, part->installed))
            fault = find_about(session, caught, part, &around, arena, ret);
    }
    return fault;
}

/* --- all of it --- */

/* A hold on work alone that was done since: what a part was described as since is no work, and would be overlooked, and
 * so would one that was put in before the release and is back in since. */
static int64_t known_until(const struct hold *hold, const struct caught_time *by)
{
    const bool work = selector_speaks_of_work(&hold->selector) && !selector_speaks_of_supply(&hold->selector);
    const bool done = by->stood.match == MATCH_WORK && by->stood.installation == ABSENT_INTEGER;
    return work && done ? by->lifted : ABSENT_INTEGER;
}

enum fault find_still_caught(struct session *session, const struct caught *caught, const struct caught_time *by,
                             struct arena *arena, bool *ret)
{
    const int64_t lifted = known_until(caught->hold, by);
    enum fault fault = find_matched(session, caught, lifted, arena, ret);
    if (!fault && !*ret)
        fault = find_caught_inside(session->store, caught->hold->hold, caught->unit->unit_id, by->lifted, ret);
    return fault || *ret ? fault : find_caught_by_left(session, caught, by->stood.frozen_by, lifted, arena, ret);
}
