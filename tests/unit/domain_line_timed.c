/* What a correction sees of how a run went on, on the line in memory: found by going through the journal again. */
#include "line_nesting.h"

#include <check.h>
#include <string.h>

const struct run *line_run_at(struct line *line, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    const int64_t unit_id = line_unit(line, subject->unit)->unit_id;
    const struct run *run = NULL;
    for (size_t i = 0; i < line->run_count; i++)
        if (line->runs[i].unit_id == unit_id && !strcmp(line->runs[i].operation, subject->operation) &&
            line->runs[i].run_id < entry->journal_position && !line->voided[line->runs[i].run_id - 1])
            run = &line->runs[i];
    return run;
}

const char *line_station_of(const struct line *line, const struct entry *entry)
{
    for (size_t i = 0; entry->kind == ENTRY_OPERATION_ABORTED && !entry->station && i < line->run_count; i++)
        if (line->runs[i].ended_by == entry->journal_position)
            return line->runs[i].station;
    return entry->station;
}

/* What the correction of a pause, a resumption or an end of the run made of its time. */
static bool is_set_back(struct line *line, const struct run *run, const struct entry *entry, struct run_clock *clock)
{
    const struct result_corrected *corrected = entry->kind == ENTRY_EVENT_CORRECTED ? entry->result : NULL;
    const struct entry *voided = corrected ? &line->entries[corrected->voided - 1] : NULL;
    if (!voided || voided->kind == ENTRY_OPERATION_STARTED || voided->kind > ENTRY_OPERATION_ABORTED ||
        line_run_at(line, voided) != run)
        return false;
    if (voided->kind == ENTRY_OPERATION_COMPLETED)
        *clock =
            (struct run_clock){entry->recorded_us, ((const struct result_completed *)voided->result)->accumulated_us};
    else
        *clock = (struct run_clock){corrected->running_since, corrected->accumulated_us};
    return true;
}

/* As it counted its time right before an entry. */
static struct run_clock clock_before(struct line *line, const struct run *run, int64_t journal_position)
{
    struct run_clock clock = {.running_since = run->started};
    for (int64_t at = run->run_id + 1; at < journal_position; at++) {
        const struct entry *entry = &line->entries[at - 1];
        const bool pauses = entry->kind == ENTRY_OPERATION_PAUSED || entry->kind == ENTRY_OPERATION_RESUMED;
        if (line->voided[at - 1] || is_set_back(line, run, entry, &clock) || !pauses || line_run_at(line, entry) != run)
            continue;
        clock.accumulated_us = ((const struct result_timed *)entry->result)->accumulated_us;
        clock.running_since = entry->kind == ENTRY_OPERATION_RESUMED ? entry->recorded_us : ABSENT_INTEGER;
    }
    return clock;
}

static bool is_recorded(enum entry_kind kind)
{
    return kind == ENTRY_OPERATION_PAUSED || kind == ENTRY_OPERATION_RESUMED || kind == ENTRY_COMPONENT_INSTALLED ||
           kind == ENTRY_MEASUREMENT_RECORDED || kind == ENTRY_CHECK_RECORDED || kind == ENTRY_UNIT_SIGNED;
}

static void see_recorded(struct line *line, const struct run *run, struct arena *arena, struct snapshot *ret)
{
    struct event_place *items = arena_array(arena, line->entry_count, sizeof *items);
    MUST(items);
    ret->voided_evidence.items = items;
    for (size_t i = (size_t)ret->voided->journal_position; i < line->entry_count; i++)
        if (is_recorded(line->entries[i].kind) && !line->voided[i] && line_run_at(line, &line->entries[i]) == run)
            items[ret->voided_evidence.count++] =
                (struct event_place){line->entries[i].journal_position, line->entries[i].kind};
}

/* What had passed before the abort and has not ended since. */
static void see_ends_taken_back(struct line *line, struct arena *arena, struct snapshot *ret)
{
    const int64_t since = ret->voided->journal_position;
    struct proof *items = arena_array(arena, line->entry_count, sizeof *items);
    MUST(items);
    ret->ends_taken_back.items = items;
    for (size_t i = (size_t)since; i < line->entry_count; i++) {
        const struct result_corrected *corrected =
            line->entries[i].kind == ENTRY_EVENT_CORRECTED ? line->entries[i].result : NULL;
        const struct entry *end = corrected ? &line->entries[corrected->voided - 1] : NULL;
        if (!end || end->journal_position > since || end->kind != ENTRY_OPERATION_COMPLETED ||
            ((const struct result_completed *)end->result)->verdict != VERDICT_PASSED ||
            line_unit(line, event_subject(end->kind, end->data)->unit) != ret->unit)
            continue;
        items[ret->ends_taken_back.count++] = (struct proof){line->entries[i].journal_position, ENTRY_EVENT_CORRECTED,
                                                             event_subject(end->kind, end->data)->operation};
    }
}

static void see_bay_taken(struct line *line, const struct run *run, struct snapshot *ret)
{
    const int64_t outermost = line_outermost(line, run->unit_id);
    for (size_t i = line->run_count; run->bay && i--;) {
        const struct run *other = &line->runs[i];
        if (other->run_id > ret->voided->journal_position && !line->voided[other->run_id - 1] && other->bay &&
            !strcmp(other->station, run->station) && !strcmp(other->bay, run->bay) &&
            line_outermost(line, other->unit_id) != outermost)
            ret->bay_taken_since = other->run_id;
    }
}

static void see_station_down(const struct line *line, struct snapshot *ret)
{
    for (size_t i = line->entry_count; ret->station && i-- > (size_t)ret->voided->journal_position;) {
        const struct entry *entry = &line->entries[i];
        const struct station_changed *changed = entry->kind == ENTRY_STATION_CHANGED ? entry->data : NULL;
        if (changed && station_is_down(changed->state) && !strcmp(entry->station, ret->station->station))
            ret->station_down_since = entry->journal_position;
    }
}

void line_see_timed(struct line *line, struct arena *arena, struct snapshot *ret)
{
    const enum entry_kind kind = ret->voided->kind;
    const bool pauses = kind == ENTRY_OPERATION_PAUSED || kind == ENTRY_OPERATION_RESUMED;
    if (!pauses && kind != ENTRY_OPERATION_COMPLETED && kind != ENTRY_OPERATION_ABORTED)
        return;
    const struct run *run = line_run_at(line, ret->voided);
    see_station_down(line, ret);
    if (!run || kind == ENTRY_OPERATION_COMPLETED)
        return;
    ret->clock_before = clock_before(line, run, ret->voided->journal_position);
    if (pauses)
        see_recorded(line, run, arena, ret);
    if (kind == ENTRY_OPERATION_ABORTED) {
        see_ends_taken_back(line, arena, ret);
        see_bay_taken(line, run, ret);
    }
}
