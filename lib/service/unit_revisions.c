#include "service/unit_revisions.h"

#include "store/find_revision.h"

static const struct field REVISION_VIEW_FIELDS[] = {
    FIELD_TEXT(struct revision_view, previous, REQUIRED, 1, 64, "revision before it"),
    FIELD_TEXT(struct revision_view, revision, REQUIRED, 1, 64, "revision after it"),
    FIELD_TIME(struct revision_view, revised, REQUIRED, "when"),
    FIELD_TEXT(struct revision_view, by, REQUIRED, 0, 64, "token that signed it"),
    FIELD_PROSE(struct revision_view, reason, REQUIRED, 1, 1000, "why"),
    FIELD_INTEGER(struct revision_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record REVISION_VIEW_RECORD =
    RECORD(struct revision_view, "revision_view", REVISION_VIEW_FIELDS, "A move of a unit to a newer revision.");

enum fault unit_revision_views(struct session *session, int64_t unit_id, int64_t until, struct arena *arena,
                               struct revision_view **ret, size_t *ret_count)
{
    struct unit_revisions rows;
    enum fault fault = find_unit_revisions(session->store, unit_id, arena, &rows);
    struct revision_view *views = fault ? NULL : arena_array(arena, rows.list.count, sizeof *views);
    if (!views)
        return fault ? fault : FAULT_MEMORY;
    *ret_count = 0;
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct unit_revision *row = &rows.list.items[i];
        if (row->revised_by <= until)
            views[(*ret_count)++] = (struct revision_view){
                .previous = row->previous,
                .revision = row->revision,
                .revised = row->revised,
                .by = row->token,
                .reason = row->reason,
                .journal_position = row->revised_by,
            };
    }
    *ret = views;
    return NOTHING_WRONG;
}

enum fault unit_product_at(struct session *session, const struct unit *unit, int64_t journal_position,
                           struct arena *arena, const struct product **ret)
{
    const char *revision;
    enum fault fault = find_revision_at(session->store, unit->unit_id, journal_position, arena, &revision);
    if (!fault)
        fault = session_product(session, unit->part_number, revision ? revision : unit->revision, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}
