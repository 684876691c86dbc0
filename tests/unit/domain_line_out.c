/* What taking back a removal asks of the line in memory: where things were then, and what fell with it. */
#include "line.h"
#include "line_nesting.h"

#include <check.h>
#include <string.h>

/* What held a unit right before an entry; NULL: nothing did. */
static const struct installation *held_then(const struct line *line, int64_t unit_id, int64_t journal_position)
{
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (!row->voided && row->child_unit_id == unit_id && row->installation_id < journal_position &&
            (row->removed_by == ABSENT_INTEGER || row->removed_by > journal_position))
            return row;
    }
    return NULL;
}

/* What an entry did to an installation, as a unit saw it; false where that was not inside the unit then. */
static bool change_of(const struct line *line, const struct unit *unit, const struct installation *row, int64_t at,
                      struct arena *arena, struct changed *ret)
{
    *ret = (struct changed){.position = row->position,
                            .journal_position = at,
                            .kind = row->removed_by == at ? ENTRY_COMPONENT_REMOVED : ENTRY_COMPONENT_INSTALLED};
    const char *path = row->position;
    while (row->unit_id != unit->unit_id) {
        row = held_then(line, row->unit_id, at);
        if (!row)
            return false;
        path = arena_printf(arena, "%s/%s", row->position, path);
        ret->position = row->position;
        ret->path = path;
    }
    return true;
}

struct changed *line_changed_since(const struct line *line, const struct unit *unit, int64_t since, struct arena *arena,
                                   size_t *ret_count)
{
    struct changed *changed = arena_array(arena, line->installation_count, sizeof *changed), one;
    MUST(changed);
    *ret_count = 0;
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        const int64_t at = row->removed_by == ABSENT_INTEGER ? row->installation_id : row->removed_by;
        if (row->voided || at <= since || !change_of(line, unit, row, at, arena, &one))
            continue;
        size_t to = (*ret_count)++;
        for (; to > 0 && changed[to - 1].journal_position > at; to--)
            changed[to] = changed[to - 1];
        changed[to] = one;
    }
    return changed;
}

static struct operation_named *see_fallen_waivers(struct line *line, const struct unit *unit, int64_t removed,
                                                  struct arena *arena, size_t *ret_count)
{
    struct operation_named *named = arena_array(arena, LINE_OPERATIONS, sizeof *named);
    MUST(named);
    *ret_count = 0;
    for (size_t i = 0; i < LINE_OPERATIONS; i++) {
        const struct unit_operation *row = &line->operations[unit->unit_id - 1][i];
        if (row->state == OPERATION_INVALIDATED && row->invalidated_by == removed &&
            line->fallen_waiver[unit->unit_id - 1][i])
            named[(*ret_count)++] = (struct operation_named){row->operation};
    }
    return named;
}

static void add_place(struct event_place *items, size_t *count, int64_t journal_position, enum entry_kind kind)
{
    items[(*count)++] = (struct event_place){journal_position, kind};
}

void line_see_part_moves(struct line *line, const char *part_number, const char *serial, struct arena *arena,
                         struct snapshot *ret)
{
    ret->part_moves.items = arena_array(arena, 2 * line->installation_count, sizeof *ret->part_moves.items);
    MUST(ret->part_moves.items);
    for (size_t i = 0; serial && i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (row->voided || row->installation_id <= ret->voided->journal_position || !row->serial ||
            strcmp(row->serial, serial) || strcmp(row->part_number, part_number))
            continue;
        ret->part_moves.items[ret->part_moves.count++] =
            (struct unit_move){row->installation_id, ENTRY_COMPONENT_INSTALLED, row->serial, row->position};
        if (row->removed_by != ABSENT_INTEGER)
            ret->part_moves.items[ret->part_moves.count++] =
                (struct unit_move){row->removed_by, ENTRY_COMPONENT_REMOVED, row->serial, row->position};
    }
}

/* How the position was filled and emptied, and where else the part was. */
static void see_places(struct line *line, struct arena *arena, struct snapshot *ret)
{
    const struct installation *part = ret->voided_installation;
    const int64_t since = ret->voided->journal_position;
    ret->placed.items = arena_array(arena, 2 * line->installation_count, sizeof *ret->placed.items);
    MUST(ret->placed.items);
    if (part)
        line_see_part_moves(line, part->part_number, part->serial, arena, ret);
    for (size_t i = 0; part && i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        const bool out = row->removed_by != ABSENT_INTEGER;
        if (row->voided || row->installation_id <= since)
            continue;
        if (row->unit_id == part->unit_id && !strcmp(row->position, part->position)) {
            add_place(ret->placed.items, &ret->placed.count, row->installation_id, ENTRY_COMPONENT_INSTALLED);
            if (out)
                add_place(ret->placed.items, &ret->placed.count, row->removed_by, ENTRY_COMPONENT_REMOVED);
        }
    }
}

/* Whether what a unit was completed by follows from a correction. */
static bool was_restored(const struct line *line, int64_t completed_by)
{
    size_t at = (size_t)completed_by - 1;
    while (at > 0 && line->entries[at].kind >= ENTRY_POSTED_COUNT)
        at--;
    return line->entries[at].kind == ENTRY_EVENT_CORRECTED;
}

/* From now back, as changes of its state tell; what it was before the first it had become somehow. */
static int64_t completed_by(const struct line *line, const struct unit *unit)
{
    int state = unit->state;
    int64_t began = (int64_t)line->entry_count + 1;
    bool taken_back = false, ended_by_correction = false;
    for (size_t i = line->change_count; i > 0; i--) {
        if (line->changes[i - 1].unit_id != unit->unit_id)
            continue;
        began = line->changes[i - 1].journal_position;
        const enum entry_kind kind = line->entries[began - 1].kind;
        taken_back = taken_back || (state == UNIT_COMPLETED && ended_by_correction);
        ended_by_correction = kind == ENTRY_EVENT_CORRECTED;
        if (kind == ENTRY_UNIT_COMPLETED && !taken_back)
            return began;
        taken_back = taken_back && (kind != ENTRY_UNIT_COMPLETED || was_restored(line, began));
        state = line->changes[i - 1].before;
    }
    return state == UNIT_COMPLETED && !taken_back && !ended_by_correction ? began - 1 : ABSENT_INTEGER;
}

void line_see_out(struct line *line, struct arena *arena, struct snapshot *ret)
{
    const int64_t removed = ret->voided->journal_position;
    see_places(line, arena, ret);
    ret->completed_by = completed_by(line, ret->unit);
    ret->fallen_waivers.items = see_fallen_waivers(line, ret->unit, removed, arena, &ret->fallen_waivers.count);
    for (size_t i = 0; i < ret->outer.count; i++) {
        struct outer_unit *outer = &ret->outer.items[i];
        outer->completed_by = completed_by(line, outer->unit);
        outer->fallen_waivers.items =
            see_fallen_waivers(line, outer->unit, removed, arena, &outer->fallen_waivers.count);
    }
}

static void fell_by(struct line *line, const char *serial, const struct still_fallen *fallen, size_t count,
                    int64_t voided)
{
    const struct unit *unit = line_unit(line, serial);
    for (size_t i = 0; i < count; i++) {
        struct unit_operation *row = line_operation(line, serial, fallen[i].operation);
        struct run *run = row->run_id == ABSENT_INTEGER ? NULL : line_run(line, row->run_id);
        row->invalidated_by = fallen[i].invalidated_by;
        if (run && run->invalidated_by == voided)
            run->invalidated_by = fallen[i].invalidated_by;
        for (size_t j = 0; j < line->waiver_count; j++)
            if (line->waivers[j].unit_id == unit->unit_id && line->waivers[j].invalidated_by == voided &&
                !strcmp(line->waivers[j].operation, fallen[i].operation))
                line->waivers[j].invalidated_by = fallen[i].invalidated_by;
    }
}

void line_others_keep_fallen(struct line *line, const struct result_corrected *result)
{
    fell_by(line, result->unit, result->fallen.items, result->fallen.count, result->voided);
    for (size_t i = 0; i < result->outer.count; i++)
        fell_by(line, result->outer.items[i].unit, result->outer.items[i].fallen.items,
                result->outer.items[i].fallen.count, result->voided);
}

int64_t line_fell_by(struct line *line, const struct unit_operation *row, int64_t journal_position)
{
    int64_t last = 0;
    for (size_t i = 0; i < line->run_count; i++)
        if (line->runs[i].unit_id == row->unit_id && !strcmp(line->runs[i].operation, row->operation) &&
            line->runs[i].invalidated_by > last && line->runs[i].invalidated_by < journal_position)
            last = line->runs[i].invalidated_by;
    for (size_t i = 0; i < line->waiver_count; i++) {
        const struct waiver *waiver = &line->waivers[i];
        if (waiver->unit_id == row->unit_id && !strcmp(waiver->operation, row->operation) &&
            (waiver->state == WAIVER_COUNTERSIGNED || waiver->state == WAIVER_REVOKED) &&
            waiver->invalidated_by > last && waiver->invalidated_by < journal_position)
            last = waiver->invalidated_by;
    }
    return last;
}
