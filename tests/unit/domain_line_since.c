/* What a correction is shown of the line in memory: what happened there since the event that it takes back. */
#include "line.h"
#include "line_nesting.h"

#include <check.h>
#include <string.h>

void line_see_changed(struct line *line, int64_t since, struct arena *arena, struct snapshot *ret)
{
    ret->changed.items = line_changed_since(line, ret->unit, since, arena, &ret->changed.count);
}

/* Work on a unit since the voided event; `ret` has room for it. */
static void add_work(struct snapshot *ret, int64_t journal_position, enum entry_kind kind)
{
    if (journal_position != ABSENT_INTEGER && journal_position > ret->voided->journal_position)
        ret->component_unit_worked.items[ret->component_unit_worked.count++] =
            (struct event_place){journal_position, kind};
}

/* Of a run that was put there without an entry: it was completed. */
static enum entry_kind end_of(const struct line *line, const struct run *run)
{
    return run->ended_by > 0 ? line->entries[run->ended_by - 1].kind : ENTRY_OPERATION_COMPLETED;
}

static void see_work(struct line *line, const struct unit *unit, struct arena *arena, struct snapshot *ret)
{
    ret->component_unit_worked.items =
        arena_array(arena, 4 * line->entry_count, sizeof *ret->component_unit_worked.items);
    MUST(ret->component_unit_worked.items);
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (line->voided[run->run_id - 1] || !line_is_in(line, &line->units[run->unit_id - 1], unit))
            continue;
        add_work(ret, run->run_id, ENTRY_OPERATION_STARTED);
        add_work(ret, run->ended_by, end_of(line, run));
    }
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (row->voided || !line_is_in(line, &line->units[row->unit_id - 1], unit))
            continue;
        add_work(ret, row->installation_id, ENTRY_COMPONENT_INSTALLED);
        add_work(ret, row->removed_by, ENTRY_COMPONENT_REMOVED);
    }
    for (size_t i = 0; i < line->waiver_count; i++) {
        const struct waiver *waiver = &line->waivers[i];
        if (waiver->state == WAIVER_REVOKED && line_is_in(line, &line->units[waiver->unit_id - 1], unit))
            add_work(ret, waiver->invalidated_by, ENTRY_WAIVER_REVOKED);
    }
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (line_is_in(line, &line->units[row->unit_id - 1], unit))
            add_work(ret, row->reopened_at, ENTRY_OPERATION_REOPENED);
    }
}

/* In which position of a unit another is, at any depth. */
static const char *position_of(struct line *line, const struct unit *unit, int64_t inner_id)
{
    const struct unit *inner = &line->units[inner_id - 1];
    while (inner != unit && inner->installed_in != ABSENT_INTEGER && inner->installed_in != unit->unit_id)
        inner = &line->units[inner->installed_in - 1];
    for (size_t i = 0; inner != unit && i < line->installation_count; i++)
        if (line->installations[i].child_unit_id == inner->unit_id && line->installations[i].unit_id == unit->unit_id &&
            line->installations[i].removed == ABSENT_INTEGER)
            return line->installations[i].position;
    return NULL;
}

static void see_revoked(struct line *line, struct arena *arena, struct snapshot *ret)
{
    int64_t outermost = line_outermost(line, ret->unit->unit_id);
    ret->revoked.items = arena_array(arena, line->waiver_count, sizeof *ret->revoked.items);
    MUST(ret->revoked.items);
    for (size_t i = 0; i < line->waiver_count; i++) {
        const struct waiver *waiver = &line->waivers[i];
        if (waiver->state == WAIVER_REVOKED && waiver->invalidated_by > ret->voided->journal_position &&
            line_outermost(line, waiver->unit_id) == outermost)
            ret->revoked.items[ret->revoked.count++] = (struct revoked_waiver){
                .journal_position = waiver->invalidated_by,
                .unit_id = waiver->unit_id,
                .serial = line->units[waiver->unit_id - 1].serial,
                .operation = waiver->operation,
                .inside = position_of(line, ret->unit, waiver->unit_id),
            };
    }
}

static void see_reworked(struct line *line, struct arena *arena, struct snapshot *ret)
{
    int64_t outermost = line_outermost(line, ret->unit->unit_id);
    ret->reworked.items = arena_array(arena, line->nonconformance_count, sizeof *ret->reworked.items);
    MUST(ret->reworked.items);
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->reopened_at != ABSENT_INTEGER && row->reopened_at > ret->voided->journal_position &&
            line_outermost(line, row->unit_id) == outermost)
            ret->reworked.items[ret->reworked.count++] =
                (struct reworked){row->reopened_at, line->units[row->unit_id - 1].serial};
    }
}

/* A decision on a fault, or its closing, as it was entered; false where the entry is no such thing. */
static bool see_decision(struct line *line, const struct entry *entry, struct fault_decision *ret)
{
    const bool closes = entry->kind == ENTRY_NONCONFORMANCE_CLOSED;
    if (!closes && entry->kind != ENTRY_NONCONFORMANCE_DISPOSITIONED)
        return false;
    const struct nonconformance_dispositioned *data = entry->data;
    const struct nonconformance_named *named = entry->data;
    const struct nonconformance *row = line_nonconformance(line, closes ? named->nonconformance : data->nonconformance);
    const struct entry *next = (size_t)entry->journal_position < line->entry_count ? entry + 1 : NULL;
    *ret = (struct fault_decision){
        .journal_position = entry->journal_position,
        .kind = entry->kind,
        .nonconformance_id = row->nonconformance_id,
        .unit_id = row->unit_id,
        .serial = line->units[row->unit_id - 1].serial,
        .operation = row->operation,
        .position = row->position,
        .disposition = closes ? row->disposition : data->disposition,
    };
    if (!closes && data->operations.count) {
        ret->operations.items = data->operations.items;
        ret->operations.count = data->operations.count;
        ret->reopened_at = next && next->kind == ENTRY_OPERATION_REOPENED ? next->journal_position : 0;
    }
    return true;
}

/* What was decided since on faults of a unit and of all inside it. */
static struct fault_decision *see_decided(struct line *line, const struct unit *unit, int64_t since,
                                          struct arena *arena, size_t *ret_count)
{
    struct fault_decision one, *decided = arena_array(arena, line->entry_count + line->waiver_count, sizeof *decided);
    MUST(decided);
    *ret_count = 0;
    for (size_t i = (size_t)since; i < line->entry_count; i++)
        if (see_decision(line, &line->entries[i], &one) && line_is_in(line, &line->units[one.unit_id - 1], unit))
            decided[(*ret_count)++] = one;
    for (size_t i = 0; i < line->waiver_count; i++) {
        const struct waiver *row = &line->waivers[i];
        const struct unit *of = &line->units[row->unit_id - 1];
        bool asked = row->state == WAIVER_REQUESTED;
        int64_t at = asked ? row->waiver_id : row->decided_at;
        if ((asked || row->state == WAIVER_COUNTERSIGNED) && row->invalidated_by == ABSENT_INTEGER && at > since &&
            line_is_in(line, of, unit))
            decided[(*ret_count)++] = (struct fault_decision){
                .journal_position = at,
                .kind = asked ? ENTRY_WAIVER_REQUESTED : ENTRY_WAIVER_COUNTERSIGNED,
                .nonconformance_id = row->waiver_id,
                .unit_id = row->unit_id,
                .serial = of->serial,
                .operation = row->operation,
            };
    }
    return decided;
}

/* The state that a unit was in right before an entry. */
static int state_then(const struct line *line, const struct unit *unit, int64_t journal_position)
{
    for (size_t i = 0; i < line->change_count; i++)
        if (line->changes[i].unit_id == unit->unit_id && line->changes[i].journal_position >= journal_position)
            return line->changes[i].before;
    return unit->state;
}

/* Journal position of what brought a unit to the state that it is in. */
static int64_t left_by(const struct line *line, const struct unit *unit)
{
    int64_t since = 0;
    for (size_t i = 0; i < line->change_count; i++)
        if (line->changes[i].unit_id == unit->unit_id)
            since = line->changes[i].journal_position;
    return since;
}

static void see_removed_unit(struct line *line, struct arena *arena, struct snapshot *ret)
{
    const struct unit *unit = ret->component_unit;
    struct removed_unit *removed = arena_alloc(arena, sizeof *removed);
    MUST(removed);
    *removed = (struct removed_unit){
        .unit = unit,
        .order = line_order(line, unit->order),
        .state_then = state_then(line, unit, ret->voided->journal_position),
    };
    removed->since = left_by(line, unit);
    for (size_t i = 0; i < line->nonconformance_count; i++)
        removed->nonconformances_open +=
            line->nonconformances[i].unit_id == unit->unit_id && line->nonconformances[i].state == NONCONFORMANCE_OPEN;
    removed->decided.items = see_decided(line, unit, ret->voided->journal_position, arena, &removed->decided.count);
    ret->removed_unit = removed;
}

static bool is_moving(struct line *line, const struct snapshot *snapshot, const struct unit *unit)
{
    const struct entry *voided = snapshot->voided;
    const struct result_removed *removed = voided->kind == ENTRY_COMPONENT_REMOVED ? voided->result : NULL;
    for (size_t i = 0; removed && i < removed->outer.count; i++)
        if (line_unit(line, removed->outer.items[i].unit) == unit)
            return true;
    return unit == snapshot->unit;
}

static void see_moves(struct line *line, struct arena *arena, struct snapshot *ret)
{
    int64_t since = ret->voided->journal_position;
    ret->moves.items = arena_array(arena, 2 * line->installation_count, sizeof *ret->moves.items);
    MUST(ret->moves.items);
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (row->voided || row->child_unit_id == ABSENT_INTEGER ||
            !is_moving(line, ret, &line->units[row->child_unit_id - 1]))
            continue;
        const char *serial = line->units[row->child_unit_id - 1].serial;
        if (row->installation_id > since)
            ret->moves.items[ret->moves.count++] =
                (struct unit_move){row->installation_id, ENTRY_COMPONENT_INSTALLED, serial, row->position};
        if (row->removed_by != ABSENT_INTEGER && row->removed_by > since)
            ret->moves.items[ret->moves.count++] =
                (struct unit_move){row->removed_by, ENTRY_COMPONENT_REMOVED, serial, row->position};
    }
}

/* The correction that took back the event at a journal position. */
static int64_t taken_back_by(const struct line *line, int64_t voided)
{
    for (size_t i = 0; i < line->entry_count; i++)
        if (line->entries[i].kind == ENTRY_EVENT_CORRECTED &&
            ((const struct result_corrected *)line->entries[i].result)->voided == voided)
            return line->entries[i].journal_position;
    return 0;
}

static void see_runs_since(struct line *line, struct arena *arena, struct snapshot *ret)
{
    int64_t since = ret->voided->journal_position;
    const struct run *then = NULL;
    ret->runs_since.items = arena_array(arena, 2 * line->run_count, sizeof *ret->runs_since.items);
    MUST(ret->runs_since.items);
    for (size_t i = 0; ret->operation >= 0 && i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (run->unit_id != ret->unit->unit_id || strcmp(run->operation, ret->operations[ret->operation].operation))
            continue;
        if (run->run_id < since)
            then = run;
        if (line->voided[run->run_id - 1])
            continue;
        if (run->run_id > since)
            ret->runs_since.items[ret->runs_since.count++] = (struct event_place){run->run_id, ENTRY_OPERATION_STARTED};
        else if (run->ended_by != ABSENT_INTEGER && run->ended_by > since)
            ret->runs_since.items[ret->runs_since.count++] = (struct event_place){run->ended_by, end_of(line, run)};
    }
    int64_t taken_back = then ? taken_back_by(line, then->run_id) : 0;
    ret->run_taken_back = taken_back > since ? taken_back : 0;
}

/* What was resumed, passed and signed off on a unit since, in runs of before. */
static struct proof *see_proven(struct line *line, const struct unit *unit, int64_t since, struct arena *arena,
                                size_t *ret_count)
{
    struct proof *proven =
        arena_array(arena, line->run_count + line->signature_count + line->entry_count, sizeof *proven);
    MUST(proven);
    *ret_count = 0;
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (run->unit_id == unit->unit_id && run->run_id < since && run->state == RUN_PASSED && run->ended_by > since)
            proven[(*ret_count)++] = (struct proof){run->ended_by, ENTRY_OPERATION_COMPLETED, run->operation};
        for (size_t j = 0; j < line->signature_count; j++) {
            const struct signature *signature = &line->signatures[j];
            if (run->unit_id == unit->unit_id && run->run_id < since && signature->run_id == run->run_id &&
                signature->signature_id > since && signature->voided_by == ABSENT_INTEGER)
                proven[(*ret_count)++] = (struct proof){signature->signature_id, ENTRY_UNIT_SIGNED, run->operation};
        }
    }
    for (size_t i = (size_t)since; i < line->entry_count; i++) {
        const struct entry *entry = &line->entries[i];
        const struct run *run =
            entry->kind == ENTRY_OPERATION_RESUMED && !line->voided[i] ? line_run_at(line, entry) : NULL;
        if (run && run->unit_id == unit->unit_id && run->run_id < since && run->state != RUN_ABORTED)
            proven[(*ret_count)++] = (struct proof){entry->journal_position, entry->kind, run->operation};
    }
    return proven;
}

/* On a unit since. */
static struct run *see_begun(struct line *line, const struct unit *unit, int64_t since, struct arena *arena,
                             size_t *ret_count)
{
    struct run *begun = arena_array(arena, line->run_count, sizeof *begun);
    MUST(begun);
    *ret_count = 0;
    for (size_t i = 0; i < line->run_count; i++)
        if (line->runs[i].unit_id == unit->unit_id && line->runs[i].run_id > since &&
            !line->voided[line->runs[i].run_id - 1])
            begun[(*ret_count)++] = line->runs[i];
    return begun;
}

void line_see_since(struct line *line, struct arena *arena, struct snapshot *ret)
{
    int64_t since = ret->voided->journal_position;
    line_see_changed(line, since, arena, ret);
    ret->left_by = left_by(line, ret->unit);
    ret->decided.items = see_decided(line, &line->units[line_outermost(line, ret->unit->unit_id) - 1], since, arena,
                                     &ret->decided.count);
    for (size_t i = 0; i < ret->decided.count; i++)
        ret->decided.items[i].inside = position_of(line, ret->unit, ret->decided.items[i].unit_id);
    ret->proven.items = see_proven(line, ret->unit, since, arena, &ret->proven.count);
    ret->begun.items = see_begun(line, ret->unit, since, arena, &ret->begun.count);
    for (size_t i = 0; i < ret->outer.count; i++) {
        struct outer_unit *outer = &ret->outer.items[i];
        outer->proven.items = see_proven(line, outer->unit, since, arena, &outer->proven.count);
        outer->begun.items = see_begun(line, outer->unit, since, arena, &outer->begun.count);
        outer->changed.items = line_changed_since(line, outer->unit, since, arena, &outer->changed.count);
        outer->revised_by = line->revised_by[outer->unit->unit_id - 1];
        outer->left_by = left_by(line, outer->unit);
    }
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        const struct unit *unit = &line->units[run->unit_id - 1];
        bool other = run->run_id != since && !line->voided[run->run_id - 1];
        ret->unit_ran_else = ret->unit_ran_else || (other && unit == ret->unit);
        ret->order_ran_else = ret->order_ran_else || (other && !strcmp(unit->order, ret->unit->order));
    }
    if (ret->voided->kind == ENTRY_COMPONENT_REMOVED)
        line_see_out(line, arena, ret);
    if (ret->voided->kind == ENTRY_OPERATION_STARTED || ret->voided->kind == ENTRY_OPERATION_COMPLETED)
        ret->fell_by = line_fell_by(line, &ret->operations[ret->operation], since);
    if (ret->voided->kind == ENTRY_COMPONENT_REMOVED || ret->voided->kind == ENTRY_OPERATION_COMPLETED)
        see_revoked(line, arena, ret);
    if (ret->voided->kind == ENTRY_COMPONENT_REMOVED)
        see_reworked(line, arena, ret);
    if (ret->component_unit)
        see_work(line, ret->component_unit, arena, ret);
    if (ret->component_unit && ret->voided->kind == ENTRY_COMPONENT_REMOVED)
        see_removed_unit(line, arena, ret);
    if (ret->voided->kind == ENTRY_UNIT_SCRAPPED)
        ret->state_then = state_then(line, ret->unit, since);
    see_moves(line, arena, ret);
    see_runs_since(line, arena, ret);
    line_see_timed(line, arena, ret);
}
