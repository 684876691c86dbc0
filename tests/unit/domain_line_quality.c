/* Nonconformances of the line in memory, as the store keeps them. */
#include "domain/edit_rules.h"
#include "line.h"
#include "line_apply.h"
#include "line_nesting.h"

#include <check.h>
#include <string.h>

static bool nonconforming(struct line *line, const struct unit *unit)
{
    for (size_t i = 0; i < line->nonconformance_count; i++)
        if (line->nonconformances[i].unit_id == unit->unit_id && line->nonconformances[i].state == NONCONFORMANCE_OPEN)
            return true;
    return false;
}

void line_note_unit(struct line *line, const struct unit *unit, int before)
{
    if (unit->state == before)
        return;
    MUST(line->change_count < LINE_ROWS);
    line->changes[line->change_count].journal_position = (int64_t)line->entry_count;
    line->changes[line->change_count].unit_id = unit->unit_id;
    line->changes[line->change_count++].before = before;
}

void line_step_unit(struct line *line, struct unit *unit, enum entry_kind kind)
{
    const int before = unit->state;
    ck_assert(unit_next_state(before, kind, nonconforming(line, unit), &unit->state));
    line_note_unit(line, unit, before);
}

struct nonconformance *line_nonconformance(struct line *line, int64_t nonconformance)
{
    for (size_t i = 0; i < line->nonconformance_count; i++)
        if (line->nonconformances[i].nonconformance_id == nonconformance)
            return &line->nonconformances[i];
    return NULL;
}

static struct unit *nonconformance_opens(struct line *line, const struct entry *entry, const char *serial)
{
    struct unit *unit = line_unit(line, serial);
    MUST(line->nonconformance_count < LINE_ROWS);
    struct nonconformance *row = &line->nonconformances[line->nonconformance_count++];
    record_clear(&NONCONFORMANCE_RECORD, row);
    row->nonconformance_id = entry->journal_position;
    row->unit_id = unit->unit_id;
    row->state = NONCONFORMANCE_OPEN;
    return unit;
}

static void apply_opened(struct line *line, const struct entry *entry)
{
    const struct nonconformance_opened *opened = entry->data;
    const struct defect_reported *reported = entry->data;
    bool by_itself = entry->kind == ENTRY_NONCONFORMANCE_OPENED;
    struct unit *unit = nonconformance_opens(line, entry, by_itself ? opened->unit : reported->subject.unit);
    struct nonconformance *row = &line->nonconformances[line->nonconformance_count - 1];
    row->code = by_itself ? opened->code : reported->code;
    row->operation = by_itself ? opened->operation : reported->subject.operation;
    row->position = by_itself ? NULL : reported->position;
    const struct installation *part = row->position ? line_occupant(line, unit, row->position) : NULL;
    row->installation_id = part ? part->installation_id : ABSENT_INTEGER;
    row->reported_by = by_itself ? NULL : reported->subject.operator;
    row->material_review =
        by_itself ? opened->material_review : ((const struct result_reported *)entry->result)->material_review;
    line_step_unit(line, unit, entry->kind);
}

static void apply_disposed(struct line *line, const struct entry *entry)
{
    const struct nonconformance_dispositioned *data = entry->data;
    const struct result_disposed *result = entry->result;
    struct nonconformance *row = line_nonconformance(line, data->nonconformance);
    row->disposition = data->disposition;
    row->state = data->disposition == DISPOSITION_USE_AS_IS ? NONCONFORMANCE_OPEN : NONCONFORMANCE_DISPOSED;
    row->disposed_at = entry->journal_position;
    row->operations.items = data->operations.items;
    row->operations.count = data->operations.count;
    if (result->operation)
        line_operation(line, result->unit, result->operation)->failures = result->failures;
    for (size_t i = 0; i < result->anew.count; i++)
        line_operation(line, result->unit, result->anew.items[i])->failures = 0;
    for (size_t i = 0; result->removal && i < line->installation_count; i++)
        if (line->installations[i].installation_id == result->installation)
            line_put_component(line, &line->installations[i],
                               result->removal == REMOVAL_SCRAP ? COMPONENT_SCRAPPED : COMPONENT_RETURNED);
    line_step_unit(line, &line->units[row->unit_id - 1], entry->kind);
}

void line_apply_quality(struct line *line, const struct entry *entry)
{
    const struct nonconformance_named *named = entry->data;
    if (entry->kind == ENTRY_DEFECT_REPORTED || entry->kind == ENTRY_NONCONFORMANCE_OPENED) {
        apply_opened(line, entry);
    } else if (entry->kind == ENTRY_NONCONFORMANCE_DISPOSITIONED) {
        apply_disposed(line, entry);
    } else {
        struct nonconformance *row = line_nonconformance(line, named->nonconformance);
        bool closes = entry->kind == ENTRY_NONCONFORMANCE_CLOSED;
        row->state = closes ? NONCONFORMANCE_CLOSED : NONCONFORMANCE_DISPOSED;
        row->closed = closes ? entry->recorded_us : ABSENT_INTEGER;
        row->closed_at = closes ? entry->journal_position : ABSENT_INTEGER;
        line_step_unit(line, &line->units[row->unit_id - 1], entry->kind);
    }
}

static struct result_disposed result_of(struct line *line, const struct nonconformance *row, int disposition)
{
    const struct unit *unit = &line->units[row->unit_id - 1];
    const struct nonconformance_case of = line_case(line, row);
    struct result_disposed result = {.unit = unit->serial,
                                     .unit_part_number = unit->part_number,
                                     .failures = ABSENT_INTEGER,
                                     .installation = of.part ? of.part->installation_id : ABSENT_INTEGER,
                                     .removal = removal_after_disposition(&of, disposition)};
    if (row->operation) {
        int64_t before = line_operation(line, unit->serial, row->operation)->failures;
        result.operation = row->operation;
        result.failures = failures_after_disposition(row, disposition, before);
    }
    return result;
}

void line_dispose(struct line *line, int64_t nonconformance, int disposition)
{
    const struct nonconformance_dispositioned data = {.nonconformance = nonconformance, .disposition = disposition};
    const struct result_disposed result = result_of(line, line_nonconformance(line, nonconformance), disposition);
    const struct decided decided = {ENTRY_NONCONFORMANCE_DISPOSITIONED, &data, &result};
    line_apply(line, &(struct decision){.entries = {decided}, .count = 1});
}

void line_see_fault(struct line *line, const struct nonconformance *row, struct arena *arena, struct snapshot *ret)
{
    line_snapshot(
        line, ENTRY_OPERATION_STARTED,
        &(const struct operation_started){SUBJECT(line->units[row->unit_id - 1].serial, row->operation, NULL)}, arena,
        ret);
}

void line_rework(struct line *line, const struct nonconformance_dispositioned *data)
{
    const struct nonconformance *row = line_nonconformance(line, data->nonconformance);
    struct result_disposed result = result_of(line, row, data->disposition);
    struct decision decision = {.entries = {{ENTRY_NONCONFORMANCE_DISPOSITIONED, data, &result}}, .count = 1};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct snapshot snapshot;
    line_see_fault(line, row, arena, &snapshot);
    ck_assert_int_eq(find_attempts_anew(&snapshot, data, arena, &result), NOTHING_WRONG);
    ck_assert_int_eq(decide_reopened(&snapshot, data, row->position, &decision, arena), NOTHING_WRONG);
    line_apply(line, &decision);
}

void line_name(struct line *line, enum entry_kind kind, int64_t nonconformance)
{
    const struct nonconformance_named data = {.nonconformance = nonconformance};
    line_apply(line, &(struct decision){.entries = {{kind, &data, NULL}}, .count = 1});
}

static bool is_at(const struct nonconformance *row, const struct installation *part)
{
    return part->unit_id == row->unit_id && row->position && !strcmp(part->position, row->position) && !part->voided;
}

int64_t line_passed_before(const struct line *line, int64_t unit_id, int64_t journal_position)
{
    int64_t passed = ABSENT_INTEGER;
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (run->unit_id == unit_id && run->state == RUN_PASSED && run->ended_by < journal_position &&
            run->run_id > passed)
            passed = run->run_id;
    }
    return passed;
}

struct nonconformance_case line_case(struct line *line, const struct nonconformance *row)
{
    const struct unit *unit = &line->units[row->unit_id - 1];
    const struct product *product = line_product(line, unit);
    struct nonconformance_case ret = {
        .nonconformance = row, .unit_state = unit->state, .ended_by = ABSENT_INTEGER, .part_passed = ABSENT_INTEGER};
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *operation = &line->operations[row->unit_id - 1][i];
        ret.fallen = ret.fallen || operation_is_fallen(operation);
        if (row->operation && !strcmp(row->operation, operation->operation))
            ret.operation = operation;
    }
    ret.reworked.items = arena_array(line->arena, row->operations.count, sizeof *ret.reworked.items);
    MUST(ret.reworked.items);
    for (size_t i = 0; i < row->operations.count; i++)
        ret.reworked.items[ret.reworked.count++] = *line_operation(line, unit->serial, row->operations.items[i]);
    if (ret.operation && ret.operation->run_id != ABSENT_INTEGER)
        ret.ended_by = line_run(line, ret.operation->run_id)->ended_by;
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *part = &line->installations[i];
        if (is_at(row, part) && part->removed_by == ABSENT_INTEGER)
            ret.occupant = part;
        if (part->installation_id == row->installation_id)
            ret.part = part;
    }
    if (nonconformance_part_is_back(&ret) && ret.part->child_unit_id != ABSENT_INTEGER)
        ret.part_passed = line_passed_before(line, ret.part->child_unit_id, ret.occupant->installation_id);
    if (ret.part)
        ret.part_state = ret.part->serial ? line_component(line, ret.part->part_number, ret.part->serial)->state
                         : ret.part->removed_by == ABSENT_INTEGER ? COMPONENT_INSTALLED
                                                                  : COMPONENT_AVAILABLE;
    return ret;
}

int64_t line_unclosed(struct line *line, const struct unit *unit)
{
    int64_t count = 0;
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        bool unclosed = row->state == NONCONFORMANCE_OPEN || row->state == NONCONFORMANCE_DISPOSED;
        count += unclosed && line_is_in(line, &line->units[row->unit_id - 1], unit);
    }
    return count;
}
