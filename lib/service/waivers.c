#include "service/waivers.h"

#include "domain/edit_rules.h"

#include <string.h>

/* How the operation stands on the unit; open where it never ran. */
static enum fault find_row(struct session *session, const struct waiver *waiver, struct arena *arena,
                           struct unit_operation *ret)
{
    record_clear(&UNIT_OPERATION_RECORD, ret);
    enum fault fault = find_operation(session->store, waiver->unit_id, waiver->operation, arena, ret);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

enum fault waiver_views(struct session *session, const struct waivers *rows, struct arena *arena,
                        struct waiver_view **ret)
{
    struct waiver_view *views = arena_array(arena, rows->list.count, sizeof *views);
    if (!views)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows->list.count; i++) {
        const struct waiver *row = &rows->list.items[i];
        struct unit_operation operation;
        struct unit unit;
        enum fault fault = find_unit(session->store, row->unit_id, arena, &unit);
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        fault = find_row(session, row, arena, &operation);
        if (fault)
            return fault;
        views[i] = (struct waiver_view){
            .waiver = row->waiver_id,
            .serial = unit.serial,
            .unit_part_number = unit.part_number,
            .operation = row->operation,
            .state = (int)waiver_standing(row, &operation),
            .reason = row->reason,
            .requested_by = row->requested_by,
            .requested = row->requested,
            .decided_by = row->decided_by,
            .decision = row->decision,
            .decided = row->decided,
            .invalidated_by = row->invalidated_by,
            .revoked_by = row->revoked_by,
            .revocation = row->revocation,
            .revoked = row->revoked,
        };
    }
    *ret = views;
    return NOTHING_WRONG;
}

static void forget_fall(struct waiver *row)
{
    row->state = WAIVER_COUNTERSIGNED;
    row->invalidated_by = row->revoked = ABSENT_INTEGER;
    row->revoked_by = row->revocation = NULL;
}

static bool was_countersigned(const struct waiver *row)
{
    return row->state == WAIVER_COUNTERSIGNED || row->state == WAIVER_REVOKED;
}

/* Where the next waiver of its operation was countersigned. */
static int64_t next_decided_at(const struct waivers *rows, size_t of)
{
    for (size_t i = of + 1; i < rows->list.count; i++)
        if (was_countersigned(&rows->list.items[i]) &&
            !strcmp(rows->list.items[i].operation, rows->list.items[of].operation))
            return rows->list.items[i].decided_at;
    return INT64_MAX;
}

/* That one fell later, or was revoked, is not known yet; that one had fallen, and stands again since, is. */
enum fault as_built_waivers(struct session *session, const struct unit *unit, const struct as_then *then,
                            struct arena *arena, struct waivers *ret)
{
    struct waivers rows;
    enum fault fault = find_waivers(session->store, unit->unit_id, arena, &rows);
    if (fault || !rows.list.count)
        return fault;
    ret->list.items = arena_longer(arena, ret->list.items, ret->list.count, rows.list.count, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++) {
        struct waiver row = rows.list.items[i];
        if (!was_countersigned(&row) || row.decided_at > then->journal_position)
            continue;
        if (row.invalidated_by != ABSENT_INTEGER && row.invalidated_by > then->journal_position)
            forget_fall(&row);
        const struct entry *fell = then_waiver_fell(then, unit, &row, next_decided_at(&rows, i));
        if (fell && row.invalidated_by == ABSENT_INTEGER)
            row.invalidated_by = fell->journal_position;
        ret->list.items[ret->list.count++] = row;
    }
    return NOTHING_WRONG;
}
