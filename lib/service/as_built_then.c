#include "service/as_built_then.h"

#include "store/journal.h"

#include <string.h>

static enum fault read_entries(const struct journal_rows *rows, struct arena *arena, struct entry **ret)
{
    enum fault fault = NOTHING_WRONG;
    *ret = arena_array(arena, rows->list.count, sizeof **ret);
    if (!*ret)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows->list.count && fault == NOTHING_WRONG; i++)
        fault = entry_of_row(&rows->list.items[i], arena, &(*ret)[i]);
    return fault;
}

static enum fault load_standing(struct session *session, int64_t journal_position, struct arena *arena,
                                struct as_then *ret)
{
    struct journal_rows standing, corrections;
    enum fault fault = find_voided_later(session->store, journal_position, arena, &standing);
    if (fault || !standing.list.count)
        return fault;
    fault = find_corrections_between(session->store, standing.list.items[0].journal_position, journal_position, arena,
                                     &corrections);
    if (fault == NOTHING_WRONG)
        fault = read_entries(&standing, arena, &ret->standing.items);
    if (fault == NOTHING_WRONG)
        fault = read_entries(&corrections, arena, &ret->corrections.items);
    if (fault)
        return fault;
    ret->standing.count = standing.list.count;
    ret->corrections.count = corrections.list.count;
    return NOTHING_WRONG;
}

static enum fault load_time(struct session *session, int64_t journal_position, struct arena *arena, struct as_then *ret)
{
    struct journal_head head;
    struct entry entry;
    enum fault fault = journal_head(session->store, &head);
    if (fault)
        return fault;
    ret->now = journal_position == head.journal_position;
    ret->us = session->now_us;
    if (ret->now)
        return NOTHING_WRONG;
    fault = journal_entry_at(session->store, journal_position, arena, &entry);
    if (fault == NOTHING_WRONG)
        ret->us = entry.recorded_us;
    return fault;
}

enum fault then_load(struct session *session, const struct unit *unit, int64_t journal_position, struct arena *arena,
                     struct as_then *ret)
{
    *ret = (struct as_then){.journal_position = journal_position};
    enum fault fault = find_states_at(session->store, unit->unit_id, journal_position, arena, &ret->states);
    if (fault == NOTHING_WRONG && !ret->states.list.count)
        fault = FAULT_NOT_FOUND;
    if (fault == NOTHING_WRONG)
        fault = load_time(session, journal_position, arena, ret);
    return fault || ret->now ? fault : load_standing(session, journal_position, arena, ret);
}

const struct unit_state_since *then_operation_since(const struct as_then *then, const char *operation)
{
    for (size_t i = 0; i < then->states.list.count; i++)
        if (!strcmp(then->states.list.items[i].operation, operation))
            return &then->states.list.items[i];
    return NULL;
}

int then_operation_state(const struct as_then *then, const char *operation)
{
    const struct unit_state_since *since = then_operation_since(then, operation);
    return since ? (int)since->state : OPERATION_OPEN;
}

int then_unit_state(const struct as_then *then)
{
    return then_operation_state(then, "");
}

static bool is_on(const struct entry *entry, const struct unit *unit)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    const struct result_unit *result = entry->result; /* every result of an event on a unit begins with it */
    return subject && !strcmp(subject->unit, unit->serial) && !strcmp(result->unit_part_number, unit->part_number);
}

/* Whether the entry is an event of this kind on the unit. */
static bool is_of(const struct entry *entry, enum entry_kind kind, const struct unit *unit)
{
    return entry->kind == kind && is_on(entry, unit);
}

bool then_out(const struct as_then *then, const struct unit *unit, const char *position, int64_t since)
{
    for (size_t i = 0; i < then->standing.count; i++) {
        const struct entry *entry = &then->standing.items[i];
        if (is_of(entry, ENTRY_COMPONENT_REMOVED, unit) && entry->journal_position > since &&
            !strcmp(((const struct component_removed *)entry->data)->position, position))
            return true;
    }
    return false;
}

bool then_began(const struct entry *standing, const struct unit *unit)
{
    return is_of(standing, ENTRY_OPERATION_STARTED, unit);
}

bool then_voided(const struct as_then *then, int64_t journal_position)
{
    for (size_t i = 0; i < then->standing.count; i++)
        if (then->standing.items[i].journal_position == journal_position)
            return true;
    return false;
}

static bool is_between(const struct entry *entry, const struct run *run, int64_t next_run_id)
{
    return entry->journal_position > run->run_id && entry->journal_position < next_run_id;
}

bool then_in_run(const struct entry *standing, const struct unit *unit, const struct run *run, int64_t next_run_id)
{
    const struct subject *subject = event_subject(standing->kind, standing->data);
    return is_on(standing, unit) && is_between(standing, run, next_run_id) && subject->operation &&
           !strcmp(subject->operation, run->operation);
}

const struct entry *then_ended(const struct as_then *then, const struct unit *unit, const struct run *run,
                               int64_t next_run_id)
{
    for (size_t i = 0; i < then->standing.count; i++) {
        const struct entry *entry = &then->standing.items[i];
        if ((entry->kind == ENTRY_OPERATION_COMPLETED || entry->kind == ENTRY_OPERATION_ABORTED) &&
            then_in_run(entry, unit, run, next_run_id))
            return entry;
    }
    return NULL;
}

static bool is_removal_in(const struct entry *entry, const struct unit *unit, const struct run *run)
{
    return is_of(entry, ENTRY_COMPONENT_REMOVED, unit) &&
           ((const struct result_removed *)entry->result)->run_id == run->run_id;
}

static bool was_changed_since(const struct as_then *then, const struct unit *unit)
{
    for (size_t i = 0; i < then->standing.count; i++)
        if (is_on(&then->standing.items[i], unit))
            return true;
    return false;
}

enum fault then_removals(struct session *session, const struct as_then *then, const struct unit *unit,
                         const struct run *run, struct arena *arena, struct entries *ret)
{
    struct journal_rows rows;
    struct entry *still;
    *ret = (struct entries){0};
    if (!was_changed_since(then, unit))
        return NOTHING_WRONG;
    enum fault fault = find_removals(session->store, unit->unit_id, run->run_id, then->journal_position, arena, &rows);
    if (fault == NOTHING_WRONG)
        fault = read_entries(&rows, arena, &still);
    if (fault)
        return fault;
    ret->list.items = arena_array(arena, rows.list.count + then->standing.count, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < rows.list.count; i++)
        if (is_removal_in(&still[i], unit, run))
            ret->list.items[ret->list.count++] = still[i];
    for (size_t i = 0; i < then->standing.count; i++)
        if (is_removal_in(&then->standing.items[i], unit, run))
            ret->list.items[ret->list.count++] = then->standing.items[i];
    return NOTHING_WRONG;
}

static bool is_listed(const char *const *operations, size_t count, const char *operation)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(operations[i], operation))
            return true;
    return false;
}

/* Whether a removal made the operation of the unit fall, which was passed or `waived`, on it or around what it was
 * taken out of. */
static bool made_fall(const struct entry *entry, const struct unit *unit, const char *operation, bool waived)
{
    const struct result_removed *result = entry->result;
    if (is_of(entry, ENTRY_COMPONENT_REMOVED, unit))
        return waived ? is_listed(result->waived.items, result->waived.count, operation)
                      : is_listed(result->invalidated.items, result->invalidated.count, operation);
    for (size_t i = 0; i < result->outer.count; i++) {
        const struct outer_fallen *outer = &result->outer.items[i];
        if (!strcmp(outer->unit, unit->serial) && !strcmp(outer->unit_part_number, unit->part_number))
            return waived ? is_listed(outer->waived.items, outer->waived.count, operation)
                          : is_listed(outer->invalidated.items, outer->invalidated.count, operation);
    }
    return false;
}

static bool is_kept(const struct still_fallen *fallen, size_t count, const char *operation, int64_t removed_by)
{
    for (size_t i = 0; i < count; i++)
        if (fallen[i].invalidated_by == removed_by && !strcmp(fallen[i].operation, operation))
            return true;
    return false;
}

/* Whether the operation had fallen before, and the correction of what it fell by leaves it to the removal. */
static bool kept_fallen(const struct entry *correction, const struct entry *removal, const struct unit *unit,
                        const char *operation)
{
    const struct result_corrected *result = correction->result;
    if (result->unit && !strcmp(result->unit, unit->serial) && !strcmp(result->unit_part_number, unit->part_number))
        return is_kept(result->fallen.items, result->fallen.count, operation, removal->journal_position);
    for (size_t i = 0; i < result->outer.count; i++) {
        const struct outer_restored *outer = &result->outer.items[i];
        if (!strcmp(outer->unit, unit->serial) && !strcmp(outer->unit_part_number, unit->part_number))
            return is_kept(outer->fallen.items, outer->fallen.count, operation, removal->journal_position);
    }
    return false;
}

static bool fell_with(const struct as_then *then, const struct entry *removal, const struct unit *unit,
                      const char *operation, bool waived)
{
    bool fell = made_fall(removal, unit, operation, waived);
    for (size_t i = 0; !fell && i < then->corrections.count; i++)
        fell = kept_fallen(&then->corrections.items[i], removal, unit, operation);
    return fell;
}

const struct entry *then_fell(const struct as_then *then, const struct unit *unit, const struct run *run,
                              int64_t next_run_id)
{
    for (size_t i = 0; i < then->standing.count; i++) {
        const struct entry *entry = &then->standing.items[i];
        if (entry->kind == ENTRY_COMPONENT_REMOVED && is_between(entry, run, next_run_id) &&
            fell_with(then, entry, unit, run->operation, false))
            return entry;
    }
    return NULL;
}

const struct entry *then_waiver_fell(const struct as_then *then, const struct unit *unit, const struct waiver *waiver,
                                     int64_t next_decided_at)
{
    for (size_t i = 0; i < then->standing.count; i++) {
        const struct entry *entry = &then->standing.items[i];
        if (entry->kind == ENTRY_COMPONENT_REMOVED && entry->journal_position > waiver->decided_at &&
            entry->journal_position < next_decided_at && fell_with(then, entry, unit, waiver->operation, true))
            return entry;
    }
    return NULL;
}
