#include "service/taken_back.h"

#include "service/append.h"
#include "store/find_hold.h"

static enum fault note_match(void *context, const void *row)
{
    (void)row;
    *(bool *)context = true;
    return NOTHING_WRONG;
}

static enum fault find_matching(struct session *session, const struct selector *selector, int64_t unit_id, bool *ret)
{
    const struct scan_inside inside = {.unit_id = unit_id};
    *ret = false;
    return scan_matching(session->store, selector, &inside, note_match, ret);
}

static enum fault add_caught(struct session *session, const struct unit *unit, struct arena *arena,
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
        if (matches)
            all[ret->list.count++] = (struct caught){hold->hold, hold->selector, unit};
    }
    return NOTHING_WRONG;
}

enum fault caught_before(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                         struct caught_list *ret)
{
    enum fault fault = NOTHING_WRONG;
    *ret = (struct caught_list){.list = {.count = 0}};
    if (snapshot->unit && snapshot->unit_held)
        fault = add_caught(session, snapshot->unit, arena, ret);
    for (size_t i = 0; !fault && i < snapshot->outer.count; i++)
        if (snapshot->outer.items[i].unit_held)
            fault = add_caught(session, snapshot->outer.items[i].unit, arena, ret);
    return fault;
}

/* Whether the hold still has a reason to lie there: a match, or a unit inside that it lies on. */
static enum fault find_still_caught(struct session *session, const struct caught *caught, struct arena *arena,
                                    bool *ret)
{
    struct units inside;
    enum fault fault = find_matching(session, &caught->selector, caught->unit->unit_id, ret);
    if (fault || *ret)
        return fault;
    fault = list_held_inside(session->store, caught->hold_id, caught->unit->unit_id, arena, &inside);
    if (!fault)
        *ret = inside.list.count > 0;
    return fault;
}

enum fault caught_after(struct session *session, const struct caught_list *before,
                        const struct event_corrected *correction, struct arena *arena)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; !fault && i < before->list.count; i++) {
        const struct caught *caught = &before->list.items[i];
        bool still;
        fault = find_still_caught(session, caught, arena, &still);
        if (fault || still)
            continue;
        struct lifted unit = {caught->unit->serial, caught->unit->part_number};
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
