#include "service/nonconformances.h"

enum fault nonconformance_views(struct session *session, const struct unit *unit, const struct nonconformances *rows,
                                struct arena *arena, struct nonconformance_view **ret)
{
    struct nonconformance_view *views = arena_array(arena, rows->list.count, sizeof *views);
    if (!views)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows->list.count; i++) {
        const struct nonconformance *row = &rows->list.items[i];
        struct unit of;
        enum fault fault = unit ? NOTHING_WRONG : find_unit(session->store, row->unit_id, arena, &of);
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        views[i] = (struct nonconformance_view){
            .nonconformance = row->nonconformance_id,
            .serial = unit ? unit->serial : of.serial,
            .unit_part_number = unit ? unit->part_number : of.part_number,
            .operation = row->operation,
            .position = row->position,
            .code = row->code,
            .description = row->description,
            .state = row->state,
            .disposition = row->disposition,
            .reported_by = row->reported_by,
            .disposed_by = row->disposed_by,
            .reason = row->reason,
            .reported = row->reported,
            .disposed = row->disposed,
        };
    }
    *ret = views;
    return NOTHING_WRONG;
}
