#include "service/recorded_then.h"

#include "store/recorded_rows.h"

#include <string.h>

static enum fault find_recorded(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                struct recorded *ret)
{
    enum fault fault = find_measurements_at(store, run_id, journal_position, arena, &ret->measurements);
    if (fault == NOTHING_WRONG)
        fault = find_answers_at(store, run_id, journal_position, arena, &ret->answers);
    if (fault == NOTHING_WRONG)
        fault = find_signatures_at(store, run_id, journal_position, arena, &ret->signatures);
    return fault;
}

/* Of a run whose rows went with its start: all that was recorded in it was taken back before that. */
static enum fault restore(const struct as_then *then, const struct unit *unit, const struct run *run,
                          int64_t next_run_id, struct arena *arena, struct recorded *ret)
{
    *ret = (struct recorded){0};
    ret->measurements.list.items = arena_array(arena, then->standing.count, sizeof *ret->measurements.list.items);
    ret->answers.list.items = arena_array(arena, then->standing.count, sizeof *ret->answers.list.items);
    ret->signatures.list.items = arena_array(arena, then->standing.count, sizeof *ret->signatures.list.items);
    if (!ret->measurements.list.items || !ret->answers.list.items || !ret->signatures.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < then->standing.count; i++) {
        const struct entry *entry = &then->standing.items[i];
        if (!then_in_run(entry, unit, run, next_run_id))
            continue;
        if (entry->kind == ENTRY_MEASUREMENT_RECORDED)
            ret->measurements.list.items[ret->measurements.list.count++] =
                measurement_of(entry, run->run_id, run->tool);
        else if (entry->kind == ENTRY_CHECK_RECORDED)
            ret->answers.list.items[ret->answers.list.count++] = answer_of(entry, run->run_id);
        else if (entry->kind == ENTRY_UNIT_SIGNED)
            ret->signatures.list.items[ret->signatures.list.count++] = signature_of(entry, run->run_id);
    }
    return NOTHING_WRONG;
}

/* Whether a removal in the run made count no more what had been recorded there, of a position or the whole unit. */
static bool fell(const struct entries *removals, int64_t recorded_by, const char *position)
{
    for (size_t i = 0; i < removals->list.count; i++) {
        const struct entry *removal = &removals->list.items[i];
        const struct component_removed *data = removal->data;
        const struct result_removed *result = removal->result;
        if (removal->journal_position > recorded_by &&
            (position ? !strcmp(position, data->position) : result->run_whole))
            return true;
    }
    return false;
}

static void leave_fallen(const struct entries *removals, struct recorded *recorded)
{
    struct measurements *measurements = &recorded->measurements;
    struct check_answers *answers = &recorded->answers;
    size_t counting = 0;
    for (size_t i = 0; i < measurements->list.count; i++)
        if (!fell(removals, measurements->list.items[i].measurement_id, measurements->list.items[i].position))
            measurements->list.items[counting++] = measurements->list.items[i];
    measurements->list.count = counting;
    counting = 0;
    for (size_t i = 0; i < answers->list.count; i++)
        if (!fell(removals, answers->list.items[i].answer_id, answers->list.items[i].position))
            answers->list.items[counting++] = answers->list.items[i];
    answers->list.count = counting;
}

enum fault recorded_then(struct session *session, const struct unit *unit, const struct run *run, int64_t next_run_id,
                         const struct as_then *then, struct arena *arena, struct recorded *ret)
{
    struct entries removals;
    enum fault fault = then_voided(then, run->run_id)
                           ? restore(then, unit, run, next_run_id, arena, ret)
                           : find_recorded(session->store, run->run_id, then->journal_position, arena, ret);
    if (fault == NOTHING_WRONG)
        fault = then_removals(session, then, unit, run, arena, &removals);
    if (fault == NOTHING_WRONG)
        leave_fallen(&removals, ret);
    return fault;
}
