/* What falls on the line in memory when a part comes out, a waiver is revoked, an operation is reopened or a unit is
 * moved to another revision. */
#include "line.h"
#include "line_apply.h"

#include <check.h>
#include <string.h>

static void operation_falls(struct line *line, const struct entry *entry, const char *serial, const char *operation,
                            bool waived)
{
    struct unit_operation *row = line_operation(line, serial, operation);
    const size_t unit = (size_t)row->unit_id - 1, index = (size_t)(row - line->operations[unit]);
    line_step_operation(row, entry->kind, VERDICT_ABSENT);
    row->invalidated_by = entry->journal_position;
    line->fallen_waiver[unit][index] = waived;
}

static void fall(struct line *line, const struct entry *entry, const char *serial, const char *operation)
{
    operation_falls(line, entry, serial, operation, false);
    const int64_t run_id = line_operation(line, serial, operation)->run_id;
    if (run_id != ABSENT_INTEGER)
        line_run(line, run_id)->invalidated_by = entry->journal_position;
}

static void reopen(struct line *line, const struct entry *entry, struct unit *unit)
{
    if (unit->state == UNIT_COMPLETED)
        line_step_order(line, unit->order, entry->kind);
    line_step_unit(line, unit, entry->kind);
}

static void waiver_falls(struct line *line, const struct entry *entry, const char *serial, const char *operation)
{
    operation_falls(line, entry, serial, operation, true);
    line_waiver_falls(line, serial, operation, entry->journal_position);
}

static void apply_outer_fallen(struct line *line, const struct entry *entry, const struct outer_fallen *fallen,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct outer_fallen *outer = &fallen[i];
        for (size_t j = 0; j < outer->invalidated.count; j++)
            fall(line, entry, outer->unit, outer->invalidated.items[j]);
        for (size_t j = 0; j < outer->waived.count; j++)
            waiver_falls(line, entry, outer->unit, outer->waived.items[j]);
        reopen(line, entry, line_unit(line, outer->unit));
    }
}

void line_apply_revoked(struct line *line, const struct entry *entry)
{
    const struct result_revoked *result = entry->result;
    waiver_falls(line, entry, result->unit, result->operation);
    line_apply_waiver(line, entry);
    for (size_t i = 0; i < result->invalidated.count; i++)
        fall(line, entry, result->unit, result->invalidated.items[i]);
    apply_outer_fallen(line, entry, result->outer.items, result->outer.count);
    reopen(line, entry, line_unit(line, result->unit));
}

void line_apply_reopened(struct line *line, const struct entry *entry)
{
    const struct operation_reopened *data = entry->data;
    const struct result_reopened *result = entry->result;
    line_nonconformance(line, data->nonconformance)->reopened_at = entry->journal_position;
    for (size_t i = 0; i < result->invalidated.count; i++)
        fall(line, entry, data->unit, result->invalidated.items[i]);
    for (size_t i = 0; i < result->waived.count; i++)
        waiver_falls(line, entry, data->unit, result->waived.items[i]);
    apply_outer_fallen(line, entry, result->outer.items, result->outer.count);
    reopen(line, entry, line_unit(line, data->unit));
}

void line_apply_removed(struct line *line, const struct entry *entry)
{
    static const int STATES[] = {COMPONENT_AVAILABLE, COMPONENT_AVAILABLE, COMPONENT_SCRAPPED, COMPONENT_RETURNED};
    const struct component_removed *data = entry->data;
    const struct result_removed *result = entry->result;
    struct unit *unit = line_unit(line, data->subject.unit);
    struct installation *row = line_occupant(line, unit, data->position);
    row->removed = line->now_us;
    row->removed_by = entry->journal_position;
    int removal = result->removal ? result->removal : data->removal;
    row->removal = removal ? removal : REMOVAL_REUSE;
    line_put_component(line, row, STATES[removal]);
    if (removal == REMOVAL_SCRAP && row->child_unit_id != ABSENT_INTEGER)
        line_step_unit(line, &line->units[row->child_unit_id - 1], ENTRY_UNIT_SCRAPPED);
    for (size_t i = 0; i < result->invalidated.count; i++)
        fall(line, entry, unit->serial, result->invalidated.items[i]);
    for (size_t i = 0; i < result->waived.count; i++)
        waiver_falls(line, entry, unit->serial, result->waived.items[i]);
    apply_outer_fallen(line, entry, result->outer.items, result->outer.count);
    reopen(line, entry, unit);
    for (size_t i = 0; i < line->measurement_count; i++) {
        struct measurement *measurement = &line->measurements[i];
        if (measurement->run_id == result->run_id && measurement->voided_by == ABSENT_INTEGER &&
            (measurement->position ? !strcmp(measurement->position, data->position) : result->run_whole))
            measurement->voided_by = entry->journal_position;
    }
    for (size_t i = 0; i < line->answer_count; i++) {
        struct check_answer *answer = &line->answers[i];
        if (answer->run_id == result->run_id && answer->voided_by == ABSENT_INTEGER &&
            (answer->position ? !strcmp(answer->position, data->position) : result->run_whole))
            answer->voided_by = entry->journal_position;
    }
}

/* Both revisions have the same operations, in the same order. */
static void revise(struct line *line, const struct entry *entry, const struct revised_unit *revised)
{
    struct unit *unit = line_unit(line, revised->unit);
    for (size_t i = 0; i < revised->invalidated.count; i++) {
        const struct fallen_operation *fallen = &revised->invalidated.items[i];
        if (fallen->waived)
            waiver_falls(line, entry, revised->unit, fallen->operation);
        else
            fall(line, entry, revised->unit, fallen->operation);
    }
    for (size_t i = 0; i < line->waiver_count; i++)
        if (line->waivers[i].unit_id == unit->unit_id && line->waivers[i].state == WAIVER_REQUESTED)
            line->waivers[i].invalidated_by = entry->journal_position;
    for (size_t i = 0; i < revised->unapproved.count; i++)
        line_occupant(line, unit, revised->unapproved.items[i])->unapproved_by = entry->journal_position;
    unit->revision = ((const struct order_revised *)entry->data)->revision;
    line->revised_by[unit->unit_id - 1] = entry->journal_position;
    if (revised->reopened)
        reopen(line, entry, unit);
}

void line_apply_revised(struct line *line, const struct entry *entry)
{
    const struct result_revised *result = entry->result;
    for (size_t i = 0; i < result->units.count; i++)
        revise(line, entry, &result->units.items[i]);
}
