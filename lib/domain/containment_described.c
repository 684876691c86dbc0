/* What holds catch of a part that is described anew: as one that arrives later, wherever it is. */
#include "domain/containment.h"
#include "domain/rule.h"

static bool catches(const struct snapshot *snapshot, const struct hold *hold, const struct installation *part)
{
    struct candidate candidate = candidate_installed(part, snapshot->occupant_run);
    candidate.happened = snapshot->occupant_happened;
    return part_matches(&hold->selector, &candidate, snapshot);
}

/* Who released a unit out of a hold that had matched the part before knew of it. */
enum fault decide_extended_to_described(const struct snapshot *snapshot, const struct installation *before,
                                        const struct installation *now, struct decision *decision, struct arena *arena)
{
    struct hold_extended *extended = arena_alloc(arena, sizeof *extended);
    struct held *units = arena_array(arena, snapshot->holds.list.count * (snapshot->outer.count + 1), sizeof *units);
    if (!extended || !units)
        return FAULT_MEMORY;
    extended->units.items = units;
    for (size_t i = 0; snapshot->unit && i < snapshot->holds.list.count; i++) {
        const struct hold *hold = &snapshot->holds.list.items[i];
        const struct candidate component = candidate_installed(now, snapshot->occupant_run);
        if (!catches(snapshot, hold, now) || catches(snapshot, hold, before))
            continue;
        const struct held held = {
            .hold = hold->hold,
            .unit = snapshot->unit->serial,
            .part_number = snapshot->unit->part_number,
            .match = selector_is_about(&hold->selector, &component) ? MATCH_COMPONENT : MATCH_WORK,
            .via = now->position,
            .installation = now->installation_id,
            .run = ABSENT_INTEGER,
            .matches = 1,
        };
        if (!add_held(snapshot, held, arena, units, &extended->units.count))
            return FAULT_MEMORY;
    }
    if (extended->units.count)
        decide(decision, ENTRY_HOLD_EXTENDED, extended, NULL);
    return NOTHING_WRONG;
}
