#include "service/snapshot_holds.h"

#include "store/find.h"
#include "store/find_hold.h"

static enum fault load_occupant_run(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    if (!snapshot->occupant || snapshot->occupant->run_id == ABSENT_INTEGER)
        return NOTHING_WRONG;
    struct run *run = arena_alloc(arena, sizeof *run);
    if (!run)
        return FAULT_MEMORY;
    enum fault fault = find_run(session->store, snapshot->occupant->run_id, arena, run);
    if (fault == NOTHING_WRONG)
        snapshot->occupant_run = run;
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
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
    return fault ? fault : load_occupant_run(session, arena, snapshot);
}
