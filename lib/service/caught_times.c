#include "service/caught_times.h"

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
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
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

enum fault caught_last(struct session *session, int64_t hold_id, const struct unit *unit, struct arena *arena,
                       struct caught_time *ret)
{
    struct hold_match match;
    struct held held = {.lifted = ABSENT_INTEGER, .before = ABSENT_INTEGER};
    enum fault fault = find_hold_match(session->store, hold_id, unit->unit_id, arena, &match);
    if (fault)
        return fault;
    if (match.frozen_by != hold_id) /* what caught it first of all says nothing of before, and may be long */
        fault = find_held(session, match.frozen_by, hold_id, unit, arena, &held);
    if (fault)
        return fault;
    *ret = (struct caught_time){
        .stood =
            {
                .frozen_by = match.frozen_by,
                .match = match.match,
                .via = match.via,
                .installation = match.installation_id,
                .run = match.run_id,
                .matches = match.matches,
                .released = match.released,
                .released_by = match.released_by,
                .release_reason = match.release_reason,
                .lifted_at = match.lifted_at,
            },
        .lifted = held.lifted,
        .before = held.before,
    };
    return NOTHING_WRONG;
}

enum fault caught_earlier(struct session *session, int64_t hold_id, const struct unit *unit,
                          const struct caught_time *then, struct arena *arena, struct caught_time *ret)
{
    struct held held;
    struct entry lifted;
    enum fault fault = find_held(session, then->before, hold_id, unit, arena, &held);
    if (fault == NOTHING_WRONG)
        fault = journal_entry_at(session->store, then->lifted, arena, &lifted);
    if (fault || lifted.kind != ENTRY_HOLD_LIFTED)
        return fault && fault != FAULT_NOT_FOUND ? fault : FAULT_CORRUPT;
    *ret = (struct caught_time){
        .stood =
            {
                .frozen_by = then->before,
                .match = held.match,
                .via = held.via,
                .installation = held.installation,
                .run = held.run,
                .matches = held.matches,
                .released = lifted.recorded_us,
                .released_by = *lifted.by ? lifted.by : NULL,
                .release_reason = ((const struct hold_lifted *)lifted.data)->reason,
                .lifted_at = then->lifted,
            },
        .lifted = held.lifted,
        .before = held.before,
    };
    return NOTHING_WRONG;
}
