#include "service/invalidation.h"

#include "store/journal.h"

enum fault invalidation_at(struct session *session, const struct unit *unit, int64_t journal_position,
                           struct arena *arena, struct invalidation **ret)
{
    struct invalidation *invalidation = arena_alloc(arena, sizeof *invalidation);
    struct entry entry;
    if (!invalidation)
        return FAULT_MEMORY;
    enum fault fault = journal_entry_at(session->store, journal_position, arena, &entry);
    if (fault)
        return fault;
    const struct subject *subject = event_subject(entry.kind, entry.data);
    *invalidation = (struct invalidation){.journal_position = journal_position, .type = ENTRY_TYPES[entry.kind].name};
    invalidation->serial = subject ? subject->unit : NULL;
    invalidation->nonconformance = ABSENT_INTEGER;
    if (entry.kind == ENTRY_COMPONENT_REMOVED) {
        const struct result_removed *removed = entry.result;
        invalidation->unit_part_number = removed->unit_part_number;
        invalidation->position = ((const struct component_removed *)entry.data)->position;
        invalidation->component_part_number = removed->part_number;
        invalidation->component_serial = removed->serial;
    } else if (entry.kind == ENTRY_ORDER_REVISED) {
        invalidation->serial = unit->serial;
        invalidation->unit_part_number = unit->part_number;
        invalidation->revision = ((const struct order_revised *)entry.data)->revision;
    }
    if (entry.kind == ENTRY_WAIVER_REVOKED) {
        const struct result_revoked *revoked = entry.result;
        invalidation->serial = revoked->unit;
        invalidation->unit_part_number = revoked->unit_part_number;
        invalidation->operation = revoked->operation;
    }
    if (entry.kind == ENTRY_OPERATION_REOPENED) {
        const struct operation_reopened *reopened = entry.data;
        invalidation->serial = reopened->unit;
        invalidation->unit_part_number = reopened->part_number;
        invalidation->nonconformance = reopened->nonconformance;
        invalidation->operations.items = reopened->operations.items;
        invalidation->operations.count = reopened->operations.count;
    }
    *ret = invalidation;
    return NOTHING_WRONG;
}
