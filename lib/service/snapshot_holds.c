#include "service/snapshot_holds.h"

#include "domain/containment.h"
#include "domain/interlock.h"
#include "service/kept_rows.h"
#include "service/snapshot_parts.h"
#include "store/find.h"
#include "store/find_hold.h"
#include "store/journal.h"

enum fault snapshot_load_holds(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct holds *open;
    enum fault fault = kept_holds(session, arena, &open);
    if (fault || !open->list.count)
        return fault;
    snapshot->holds = *open;
    fault = journal_position(session->store, &snapshot->journal_position);
    snapshot->journal_position++;
    return fault;
}

enum fault snapshot_unit_held(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                              bool *ret)
{
    *ret = false;
    return snapshot->holds.list.count ? find_unit_held(session->store, unit->unit_id, ret) : NOTHING_WRONG;
}

static bool is_on_order(const struct holds *holds, const char *order)
{
    for (size_t i = 0; i < holds->list.count; i++)
        if (selector_is_order(&holds->list.items[i].selector, order))
            return true;
    return false;
}

enum fault snapshot_order_held(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                               struct arena *arena, bool *ret)
{
    struct holds lying;
    *ret = false;
    if (!is_on_order(&snapshot->holds, unit->order))
        return NOTHING_WRONG;
    enum fault fault = list_holds_of_unit(session->store, unit->unit_id, arena, &lying);
    if (!fault)
        *ret = is_on_order(&lying, unit->order);
    return fault;
}

/* A hold may be about anything that a part came with, and about the run that it was installed in. */
enum fault snapshot_load_occupant_whole(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    if (!snapshot->occupant)
        return NOTHING_WRONG;
    struct installation *whole;
    struct run *run;
    NEW(arena, whole);
    NEW(arena, run);
    enum fault fault = find_installation(session->store, snapshot->occupant->installation_id, arena, whole);
    if (fault == NOTHING_WRONG && whole->run_id != ABSENT_INTEGER)
        fault = find_run(session->store, whole->run_id, arena, run);
    if (fault == NOTHING_WRONG)
        fault = find_happened(session->store, whole->installation_id, &snapshot->occupant_happened);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    snapshot->occupant = whole;
    snapshot->occupant_run = whole->run_id != ABSENT_INTEGER ? run : NULL;
    return NOTHING_WRONG;
}

static bool is_held(const struct snapshot *snapshot)
{
    bool held = snapshot->unit_held;
    for (size_t i = 0; i < snapshot->outer.count; i++)
        held = held || snapshot->outer.items[i].unit_held;
    return held;
}

enum fault snapshot_load_lying(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct store *store = session->store;
    if (!is_held(snapshot))
        return NOTHING_WRONG;
    enum fault fault = list_holds_of_unit(store, snapshot->unit->unit_id, arena, &snapshot->lying);
    for (size_t i = 0; fault == NOTHING_WRONG && i < snapshot->outer.count; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = list_holds_of_unit(store, outer->unit->unit_id, arena, &outer->lying);
    }
    return fault ? fault : snapshot_load_occupant_whole(session, arena, snapshot);
}

struct run_sought {
    int64_t run_id;
    bool matches;
};

static enum fault seek_run(void *context, const void *row)
{
    struct run_sought *sought = context;
    sought->matches = sought->matches || ((const struct scanned *)row)->run_id == sought->run_id;
    return NOTHING_WRONG;
}

/* Leaves those holds that match the open run, or what was done in it. */
static enum fault keep_matching_run(struct session *session, const struct snapshot *snapshot, struct arena *arena,
                                    const struct holds *from, struct holds *ret)
{
    const struct scan_inside inside = {.unit_id = snapshot->unit->unit_id};
    struct hold *items = arena_array(arena, from->list.count, sizeof *items);
    size_t count = 0;
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < from->list.count; i++) {
        struct run_sought sought = {.run_id = snapshot->run->run_id};
        enum fault fault = scan_matching(session->store, &from->list.items[i].selector, &inside, seek_run, &sought);
        if (fault)
            return fault;
        if (sought.matches)
            items[count++] = from->list.items[i];
    }
    ret->list.items = items;
    ret->list.count = count;
    return NOTHING_WRONG;
}

static enum fault load_lifted(struct session *session, const struct snapshot *snapshot, const struct unit *unit,
                              struct arena *arena, struct holds *ret)
{
    struct holds lifted;
    enum fault fault = list_holds_lifted(session->store, unit->unit_id, snapshot->run->run_id, arena, &lifted);
    return fault || !lifted.list.count ? fault : keep_matching_run(session, snapshot, arena, &lifted, ret);
}

static bool any_speaks_of_work(const struct holds *holds)
{
    for (size_t i = 0; i < holds->list.count; i++)
        if (selector_speaks_of_work(&holds->list.items[i].selector))
            return true;
    return false;
}

static enum fault load_left(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    enum fault fault = list_holds_left(session->store, snapshot->unit->unit_id, arena, &snapshot->left);
    for (size_t i = 0; fault == NOTHING_WRONG && i < snapshot->outer.count; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = list_holds_left(session->store, outer->unit->unit_id, arena, &outer->left);
    }
    return fault;
}

enum fault snapshot_load_lifted(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    if (!any_speaks_of_work(&snapshot->holds))
        return NOTHING_WRONG;
    enum fault fault = load_left(session, arena, snapshot);
    if (fault || !open_run(snapshot))
        return fault;
    fault = load_lifted(session, snapshot, snapshot->unit, arena, &snapshot->lifted);
    for (size_t i = 0; fault == NOTHING_WRONG && i < snapshot->outer.count; i++) {
        struct outer_unit *outer = &snapshot->outer.items[i];
        fault = load_lifted(session, snapshot, outer->unit, arena, &outer->lifted);
    }
    return fault;
}

static enum fault note_matched(void *context, const void *row)
{
    (void)row;
    *(bool *)context = true;
    return NOTHING_WRONG;
}

/* Most holds matched before, wherever the unit is; those that name what it goes into may match only there. */
enum fault snapshot_load_matched(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct holds *matched = &snapshot->component_unit_matched;
    const struct surroundings around = surroundings_of(snapshot);
    if (!snapshot->component_unit || !snapshot->holds.list.count)
        return NOTHING_WRONG;
    const struct scan_inside inside = {.unit_id = snapshot->component_unit->unit_id,
                                       .beyond = {around.items, around.count}};
    matched->list.items = arena_array(arena, snapshot->holds.list.count, sizeof *matched->list.items);
    if (!matched->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->holds.list.count; i++) {
        const struct hold *hold = &snapshot->holds.list.items[i];
        bool matches = false;
        if (!selector_names_around(&hold->selector, around.items, around.count))
            continue;
        enum fault fault = scan_matching(session->store, &hold->selector, &inside, note_matched, &matches);
        if (fault)
            return fault;
        if (matches)
            matched->list.items[matched->list.count++] = *hold;
    }
    return NOTHING_WRONG;
}
