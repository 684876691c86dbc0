/* Taking back on the line in memory what a correction voids. */
#include "line.h"
#include "line_apply.h"
#include "line_nesting.h"

#include <string.h>

static void stands(struct line *line, struct unit_operation *row, int state)
{
    row->state = state;
    row->invalidated_by = ABSENT_INTEGER;
    if (state == OPERATION_PASSED && row->run_id != ABSENT_INTEGER)
        line_run(line, row->run_id)->invalidated_by = ABSENT_INTEGER;
}

static void set_states(struct line *line, const char *serial, const char *const *operations, size_t count, int state)
{
    for (size_t i = 0; i < count; i++)
        stands(line, line_operation(line, serial, operations[i]), state);
}

static void restore(struct line *line, const struct entry *entry, const struct entry *voided)
{
    const struct result_corrected *result = entry->result;
    for (size_t i = 0; i < line->installation_count; i++) {
        struct installation *row = &line->installations[i];
        if (row->removed_by != voided->journal_position)
            continue;
        row->removed = row->removed_by = ABSENT_INTEGER;
        for (size_t j = 0; j < line->nonconformance_count; j++) {
            struct nonconformance *found = &line->nonconformances[j];
            if (found->unit_id == row->unit_id && found->position && !strcmp(found->position, row->position) &&
                found->installation_id == ABSENT_INTEGER && found->nonconformance_id > voided->journal_position)
                found->installation_id = row->installation_id;
        }
        line_put_component(line, row, COMPONENT_INSTALLED);
    }
    line_others_keep_fallen(line, result);
    set_states(line, result->unit, result->restored.items, result->restored.count, OPERATION_PASSED);
    set_states(line, result->unit, result->rewaived.items, result->rewaived.count, OPERATION_WAIVED);
    for (size_t i = 0; i < result->outer.count; i++) {
        const struct outer_restored *outer = &result->outer.items[i];
        set_states(line, outer->unit, outer->restored.items, outer->restored.count, OPERATION_PASSED);
        set_states(line, outer->unit, outer->rewaived.items, outer->rewaived.count, OPERATION_WAIVED);
    }
    line_waivers_stand(line, voided->journal_position);
    for (size_t i = 0; i < line->measurement_count; i++)
        if (line->measurements[i].voided_by == voided->journal_position)
            line->measurements[i].voided_by =
                line->measurements[i].position ? ABSENT_INTEGER : result->records_voided_by;
    for (size_t i = 0; i < line->answer_count; i++)
        if (line->answers[i].voided_by == voided->journal_position)
            line->answers[i].voided_by = line->answers[i].position ? ABSENT_INTEGER : result->records_voided_by;
}

/* Of those that did begin; absent: there was none. */
static int64_t run_before(const struct line *line, const struct run *run)
{
    int64_t before = ABSENT_INTEGER;
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *other = &line->runs[i];
        if (other->unit_id == run->unit_id && !strcmp(other->operation, run->operation) &&
            other->run_id < run->run_id && !line->voided[other->run_id - 1])
            before = other->run_id;
    }
    return before;
}

static void take_back_run(struct line *line, const struct entry *entry, const struct entry *voided)
{
    const struct result_corrected *result = entry->result;
    const struct subject *subject = event_subject(voided->kind, voided->data);
    struct unit_operation *row = line_operation(line, subject->unit, subject->operation);
    struct run *run = line_run(line, row->run_id);
    row->state = result->previous;
    if (result->invalidated_by != ABSENT_INTEGER)
        row->invalidated_by = result->invalidated_by;
    if (voided->kind == ENTRY_OPERATION_STARTED) {
        line_end_run(line, run, entry, RUN_ABORTED, run->accumulated_us);
        row->run_id = run_before(line, run);
        row->attempts--;
        if (result->failures != ABSENT_INTEGER)
            row->failures = result->failures;
        return;
    }
    if (result->failures != ABSENT_INTEGER)
        row->failures = result->failures;
    row->attempts = run->attempt;
    run->ended = run->ended_by = ABSENT_INTEGER;
    if (voided->kind == ENTRY_OPERATION_COMPLETED) {
        run->state = RUN_RUNNING;
        run->running_since = line->now_us;
        return;
    }
    run->state = result->previous == OPERATION_PAUSED ? RUN_PAUSED : RUN_RUNNING;
    run->running_since = result->running_since;
    run->accumulated_us = result->accumulated_us;
}

static void take_back_record(struct line *line, const struct entry *entry, int64_t voided)
{
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].installation_id == voided) {
            line->installations[i].voided = true;
            line_put_component(line, &line->installations[i], COMPONENT_AVAILABLE);
        }
    for (size_t i = 0; i < line->measurement_count; i++)
        if (line->measurements[i].measurement_id == voided)
            line->measurements[i].voided_by = entry->journal_position;
    for (size_t i = 0; i < line->answer_count; i++)
        if (line->answers[i].answer_id == voided)
            line->answers[i].voided_by = entry->journal_position;
    for (size_t i = 0; i < line->signature_count; i++)
        if (line->signatures[i].signature_id == voided)
            line->signatures[i].voided_by = entry->journal_position;
}

static void take_back_receipt(struct line *line, const struct entry *entry, const struct entry *voided)
{
    const struct component_received *data = voided->data;
    for (size_t i = 0; i < line->receipt_count; i++)
        if (line->receipts[i].receipt == voided->journal_position)
            line->receipts[i].voided_by = entry->journal_position;
    line_component(line, data->part_number, data->serial)->state = COMPONENT_RETURNED;
}

static void set_state(struct line *line, struct unit *unit, int state)
{
    const int before = unit->state;
    unit->state = state;
    line_note_unit(line, unit, before);
}

_Static_assert(ENTRY_OPERATION_STARTED == 0 && ENTRY_OPERATION_ABORTED == 4, "what happens to runs comes first");

void line_take_back(struct line *line, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    const struct entry *voided = &line->entries[result->voided - 1];
    line->voided[result->voided - 1] = true;
    if (voided->kind == ENTRY_COMPONENT_RECEIVED) {
        take_back_receipt(line, entry, voided);
        return;
    }
    struct unit *unit = line_unit(line, result->unit);
    if (voided->kind <= ENTRY_OPERATION_ABORTED) /* a start, a pause, a resumption, an end */
        take_back_run(line, entry, voided);
    else if (voided->kind == ENTRY_COMPONENT_REMOVED)
        restore(line, entry, voided);
    else if (voided->kind != ENTRY_UNIT_SCRAPPED)
        take_back_record(line, entry, result->voided);
    if (result->nonconformance != ABSENT_INTEGER)
        line_nonconformance(line, result->nonconformance)->state = NONCONFORMANCE_VOIDED;
    if (result->part)
        set_state(line, line_unit(line, result->part->unit), result->part->unit_state);
    set_state(line, unit, result->unit_state);
    line_order(line, unit->order)->state = result->order_state;
    for (size_t i = 0; i < result->outer.count; i++) {
        struct unit *outer = line_unit(line, result->outer.items[i].unit);
        set_state(line, outer, result->outer.items[i].unit_state);
        line_order(line, outer->order)->state = result->outer.items[i].order_state;
    }
}
