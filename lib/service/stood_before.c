#include "service/stood_before.h"

#include "store/find_hold.h"
#include "store/journal.h"

#include <string.h>

/* What an entry says of a unit that a hold caught by it: the hold's own, or one by which it was extended. */
static enum fault find_held(struct session *session, int64_t journal_position, int64_t hold_id, const struct unit *unit,
                            struct arena *arena, struct held *ret)
{
    struct entry entry;
    enum fault fault = journal_entry_at(session->store, journal_position, arena, &entry);
    if (fault)
        return fault;
    const bool placed = entry.kind == ENTRY_HOLD_PLACED;
    if (!placed && entry.kind != ENTRY_HOLD_EXTENDED)
        return FAULT_CORRUPT;
    const struct result_held *result = entry.result;
    const struct hold_extended *extended = entry.data;
    const struct held *units = placed ? result->units.items : extended->units.items;
    const size_t count = placed ? result->units.count : extended->units.count;
    for (size_t i = 0; i < count; i++)
        if ((placed || units[i].hold == hold_id) && !strcmp(units[i].unit, unit->serial) &&
            !strcmp(units[i].part_number, unit->part_number)) {
            *ret = units[i];
            return NOTHING_WRONG;
        }
    return FAULT_CORRUPT;
}

enum fault stood_before(struct session *session, int64_t hold_id, const struct unit *unit, struct arena *arena,
                        const struct stood **ret)
{
    struct hold_match match;
    struct held held, before;
    struct entry lifted;
    enum fault fault = find_hold_match(session->store, hold_id, unit->unit_id, arena, &match);
    *ret = NULL;
    if (fault == NOTHING_WRONG)
        fault = find_held(session, match.frozen_by, hold_id, unit, arena, &held);
    if (fault || held.before == ABSENT_INTEGER)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    fault = find_held(session, held.before, hold_id, unit, arena, &before);
    if (fault == NOTHING_WRONG)
        fault = journal_entry_at(session->store, held.lifted, arena, &lifted);
    if (fault == NOTHING_WRONG && lifted.kind != ENTRY_HOLD_LIFTED)
        fault = FAULT_CORRUPT;
    struct stood *stood = fault ? NULL : arena_alloc(arena, sizeof *stood);
    if (!stood)
        return fault ? fault : FAULT_MEMORY;
    *stood = (struct stood){
        .frozen_by = held.before,
        .match = before.match,
        .via = before.via,
        .installation = before.installation,
        .run = before.run,
        .matches = before.matches,
        .released = lifted.recorded_us,
        .released_by = *lifted.by ? lifted.by : NULL,
        .release_reason = ((const struct hold_lifted *)lifted.data)->reason,
        .lifted_at = held.lifted,
    };
    *ret = stood;
    return NOTHING_WRONG;
}
