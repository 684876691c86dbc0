/* Doing to the line in memory what was decided, as the store does it to its tables. */
#include "line.h"
#include "line_apply.h"

#include <check.h>
#include <string.h>

/* The rows one after another and the lists in them; the texts themselves outlive the line. */
static void *copy_rows(struct line *line, const struct record *record, const void *rows, size_t count)
{
    char *kept = arena_copy(line->arena, rows, count * record->size);
    for (size_t i = 0; i < count * record->count; i++) {
        const struct field *field = &record->fields[i % record->count];
        void *member = field_in(field, kept + i / record->count * record->size);
        if (field->kind == KIND_RECORD && *(void **)member)
            *(void **)member = copy_rows(line, field->of, *(void **)member, 1);
        if (field->kind != KIND_TEXTS && field->kind != KIND_LIST)
            continue;
        struct list *list = member;
        if (list->items && field->kind == KIND_TEXTS)
            list->items = arena_copy(line->arena, list->items, list->count * sizeof(const char *));
        else if (list->items)
            list->items = copy_rows(line, field->of, list->items, list->count);
    }
    return kept;
}

static void *copy(struct line *line, const struct record *record, const void *row)
{
    return record && row ? copy_rows(line, record, row, 1) : NULL;
}

/* Keeps the entry: a correction may name it long after its arena is gone. */
static const struct entry *keep(struct line *line, const struct decided *decided, bool follows)
{
    MUST(line->entry_count < LINE_ROWS);
    struct entry *entry = &line->entries[line->entry_count++];
    *entry = (struct entry){
        .journal_position = (int64_t)line->entry_count,
        .recorded_us = line->now_us,
        .id = line_id((int64_t)line->entry_count),
        .kind = decided->kind,
        .by = follows ? "" : line->principal.token,
        .station = follows ? NULL : line->principal.station,
        .data = copy(line, ENTRY_TYPES[decided->kind].data, decided->data),
        .result = copy(line, ENTRY_TYPES[decided->kind].result, decided->result),
    };
    MUST(!entry->result == !ENTRY_TYPES[decided->kind].result);
    return entry;
}

static struct unit *unit_of(struct line *line, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    if (subject)
        return line_unit(line, subject->unit);
    if (entry->kind == ENTRY_OPERATION_WAIVED)
        return line_unit(line, ((const struct operation_waived *)entry->data)->unit);
    return line_unit(line, ((const struct unit_named *)entry->data)->unit);
}

void line_step_order(struct line *line, const char *order, enum entry_kind kind)
{
    struct order *row = line_order(line, order);
    MUST(order_next_state(row->state, kind, &row->state));
}

void line_step_operation(struct unit_operation *row, enum entry_kind kind, int verdict)
{
    MUST(operation_next_state(row->state, kind, verdict, &row->state));
}

void line_end_run(struct line *line, struct run *run, const struct entry *entry, int state, int64_t accumulated_us)
{
    run->state = state;
    run->accumulated_us = accumulated_us;
    run->running_since = ABSENT_INTEGER;
    run->ended = line->now_us;
    run->ended_by = entry->journal_position;
}

static void apply_started(struct line *line, const struct entry *entry, struct unit_operation *row)
{
    const struct operation_started *data = entry->data;
    const struct result_started *result = entry->result;
    MUST(line->run_count < LINE_ROWS);
    line->runs[line->run_count++] = (struct run){
        .run_id = entry->journal_position,
        .unit_id = row->unit_id,
        .operation = row->operation,
        .attempt = result->attempt,
        .station = entry->station,
        .bay = data->bay,
        .operator = data->subject.operator,
        .tool = data->tool,
        .state = RUN_RUNNING,
        .power_w = result->power_w,
        .coolant_lpm = result->coolant_lpm,
        .started = line->now_us,
        .ended = ABSENT_INTEGER,
        .ended_by = ABSENT_INTEGER,
        .running_since = line->now_us,
    };
    row->attempts++;
    row->failures = result->anew ? 0 : row->failures;
    row->run_id = entry->journal_position;
}

static void apply_run(struct line *line, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    struct unit_operation *row = line_operation(line, subject->unit, subject->operation);
    const struct result_completed *completed = entry->kind == ENTRY_OPERATION_COMPLETED ? entry->result : NULL;
    const struct result_timed *timed = entry->result;
    struct run *run = line_run(line, row->run_id);
    bool gives_up = entry->kind == ENTRY_OPERATION_ABORTED;
    line_step_operation(row, entry->kind, completed ? completed->verdict : gives_up ? timed->verdict : VERDICT_ABSENT);
    if (entry->kind == ENTRY_OPERATION_STARTED) {
        apply_started(line, entry, row);
    } else if (completed) {
        bool passed = completed->verdict == VERDICT_PASSED;
        line_end_run(line, run, entry, passed ? RUN_PASSED : RUN_FAILED, completed->accumulated_us);
        row->failures = passed ? 0 : row->failures + 1;
    } else if (gives_up) {
        bool failed = timed->verdict == VERDICT_FAILED;
        line_end_run(line, run, entry, failed ? RUN_FAILED : RUN_ABORTED, timed->accumulated_us);
        row->attempts -= !failed;
        row->failures += failed;
    } else {
        bool paused = entry->kind == ENTRY_OPERATION_PAUSED;
        run->state = paused ? RUN_PAUSED : RUN_RUNNING;
        run->accumulated_us = timed->accumulated_us;
        run->running_since = paused ? ABSENT_INTEGER : line->now_us;
    }
}

static void apply_installed(struct line *line, const struct entry *entry)
{
    const struct result_installed *result = entry->result;
    struct component_installed whole;
    MUST(!provenance_fill_in(entry->data, result->on_record, line->arena, &whole));
    const struct component_installed *data = &whole;
    struct unit *unit = unit_of(line, entry);
    MUST(line->installation_count < LINE_ROWS);
    struct installation *made = &line->installations[line->installation_count++];
    record_clear(&INSTALLATION_RECORD, made);
    made->installation_id = entry->journal_position;
    made->unit_id = unit->unit_id;
    made->position = data->position;
    made->part_number = data->part_number;
    made->revision = data->revision;
    made->serial = data->serial;
    made->lot = data->lot;
    made->supplier = data->supplier;
    made->country = data->country;
    made->origin_site = data->origin_site;
    made->firmware.items = data->firmware.items;
    made->firmware.count = data->firmware.count;
    made->identifiers.items = data->identifiers.items;
    made->identifiers.count = data->identifiers.count;
    made->run_id = line_operation(line, unit->serial, data->subject.operation)->run_id;
    made->installed = line->now_us;
    if (!data->serial)
        return;
    struct component *component = line_component(line, data->part_number, data->serial);
    component->state = COMPONENT_INSTALLED;
    component->installation_id = made->installation_id;
    if (result->built_here) {
        struct unit *child = line_unit(line, data->serial);
        child->installed_in = unit->unit_id;
        made->child_unit_id = child->unit_id;
    }
}

void line_put_component(struct line *line, const struct installation *row, int state)
{
    if (!row->serial)
        return;
    struct component *component = line_component(line, row->part_number, row->serial);
    component->state = state;
    component->installation_id = row->installation_id;
    if (row->child_unit_id != ABSENT_INTEGER)
        line->units[row->child_unit_id - 1].installed_in = state == COMPONENT_INSTALLED ? row->unit_id : ABSENT_INTEGER;
}

static void apply_record(struct line *line, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    int64_t run_id = line_operation(line, subject->unit, subject->operation)->run_id;
    const struct result_judged *judged = entry->result;
    if (entry->kind == ENTRY_MEASUREMENT_RECORDED) {
        const struct measurement_recorded *data = entry->data;
        MUST(line->measurement_count < LINE_ROWS);
        line->measurements[line->measurement_count++] = (struct measurement){.measurement_id = entry->journal_position,
                                                                             .run_id = run_id,
                                                                             .characteristic = data->characteristic,
                                                                             .position = data->position,
                                                                             .value = data->value,
                                                                             .verdict = judged->verdict,
                                                                             .operator = subject->operator,
                                                                             .voided_by = ABSENT_INTEGER };
    } else if (entry->kind == ENTRY_CHECK_RECORDED) {
        const struct check_recorded *data = entry->data;
        MUST(line->answer_count < LINE_ROWS);
        line->answers[line->answer_count++] = (struct check_answer){.answer_id = entry->journal_position,
                                                                    .run_id = run_id,
                                                                    .check_name = data->check,
                                                                    .position = data->position,
                                                                    .answer = data->answer,
                                                                    .verdict = judged->verdict,
                                                                    .operator = subject->operator,
                                                                    .voided_by = ABSENT_INTEGER };
    } else {
        MUST(line->signature_count < LINE_ROWS);
        line->signatures[line->signature_count++] = (struct signature){.signature_id = entry->journal_position,
                                                                       .run_id = run_id,
                                                                       .operator = subject->operator,
                                                                       .voided_by = ABSENT_INTEGER };
    }
}

static void apply_received(struct line *line, const struct entry *entry)
{
    const struct component_received *data = entry->data;
    struct provenance *said = arena_alloc(line->arena, sizeof *said);
    MUST(said && line->receipt_count < LINE_ROWS);
    *said = provenance_received(data);
    line->receipts[line->receipt_count++] = (struct receipt){
        .receipt = entry->journal_position,
        .part_number = data->part_number,
        .serial = data->serial,
        .said = said,
        .voided_by = ABSENT_INTEGER,
    };
    line_component(line, data->part_number, data->serial)->state = COMPONENT_AVAILABLE;
}

static void apply(struct line *line, const struct entry *entry)
{
    switch (entry->kind) {
    case ENTRY_OPERATION_STARTED:
    case ENTRY_OPERATION_PAUSED:
    case ENTRY_OPERATION_RESUMED:
    case ENTRY_OPERATION_COMPLETED:
    case ENTRY_OPERATION_ABORTED:
        apply_run(line, entry);
        break;
    case ENTRY_COMPONENT_INSTALLED:
        apply_installed(line, entry);
        break;
    case ENTRY_COMPONENT_REMOVED:
        line_apply_removed(line, entry);
        return;
    case ENTRY_MEASUREMENT_RECORDED:
    case ENTRY_CHECK_RECORDED:
    case ENTRY_UNIT_SIGNED:
        apply_record(line, entry);
        break;
    case ENTRY_COMPONENT_RECEIVED:
        apply_received(line, entry);
        return;
    case ENTRY_EVENT_CORRECTED:
        line_take_back(line, entry);
        return;
    case ENTRY_DEFECT_REPORTED:
    case ENTRY_NONCONFORMANCE_OPENED:
    case ENTRY_NONCONFORMANCE_DISPOSITIONED:
    case ENTRY_NONCONFORMANCE_COUNTERSIGNED:
    case ENTRY_NONCONFORMANCE_CLOSED:
        line_apply_quality(line, entry);
        return;
    case ENTRY_WAIVER_REQUESTED:
    case ENTRY_WAIVER_COUNTERSIGNED:
    case ENTRY_WAIVER_REJECTED:
        line_apply_waiver(line, entry);
        return;
    case ENTRY_WAIVER_REVOKED:
        line_apply_revoked(line, entry);
        return;
    case ENTRY_ORDER_REVISED:
        line_apply_revised(line, entry);
        return;
    case ENTRY_OPERATION_REOPENED:
        line_apply_reopened(line, entry);
        return;
    case ENTRY_OPERATION_WAIVED:
        line_step_operation(line_operation(line, ((const struct operation_waived *)entry->data)->unit,
                                      ((const struct operation_waived *)entry->data)->operation),
                       entry->kind, VERDICT_ABSENT);
        break;
    case ENTRY_STATION_CHANGED:
        line_station(line, entry->station)->state = ((const struct station_changed *)entry->data)->state;
        return;
    case ENTRY_ORDER_STARTED:
    case ENTRY_ORDER_COMPLETED:
    case ENTRY_ORDER_CLOSED:
    case ENTRY_ORDER_REOPENED:
        line_step_order(line, ((const struct order_named *)entry->data)->order, entry->kind);
        return;
    case ENTRY_UNIT_SHIPPED:
    case ENTRY_UNIT_STARTED:
    case ENTRY_UNIT_COMPLETED:
    case ENTRY_UNIT_SCRAPPED:
        break;
    case ENTRY_SITE_FOUNDED:
    case ENTRY_PRODUCT_DRAFTED:
    case ENTRY_PRODUCT_RELEASED:
    case ENTRY_PRODUCT_OBSOLETED:
    case ENTRY_ORDER_PLANNED:
    case ENTRY_ORDER_REPLANNED:
    case ENTRY_ORDER_RELEASED:
    case ENTRY_ORDER_CANCELLED:
    case ENTRY_STATION_DEFINED:
    case ENTRY_OPERATOR_DEFINED:
    case ENTRY_TOOL_DEFINED:
    case ENTRY_DEFECT_DEFINED:
    case ENTRY_CALENDAR_DEFINED:
    case ENTRY_PIN_SET:
    case ENTRY_OPERATOR_BADGED_IN:
    case ENTRY_OPERATOR_BADGED_OUT:
    case ENTRY_TOKEN_MADE:
    case ENTRY_TOKEN_REVOKED:
    case ENTRY_ACCOUNT_DEFINED:
    case ENTRY_PASSWORD_SET:
    case ENTRY_COMPONENT_DESCRIBED:
    case ENTRY_DESCRIPTION_COUNTERSIGNED:
    case ENTRY_DESCRIPTION_REJECTED:
    case ENTRY_HOLD_PLACED:
    case ENTRY_HOLD_RELEASED:
    case ENTRY_HOLD_LIFTED:
    case ENTRY_FORECAST_RECORDED:
    case ENTRY_HOLD_EXTENDED:
    case ENTRY_CLOCK_STEPPED:
    case ENTRY_KIND_COUNT:
        ck_abort_msg("%s is not applied here", ENTRY_TYPES[entry->kind].name);
    }
    line_step_unit(line, unit_of(line, entry), entry->kind);
}

void line_apply(struct line *line, const struct decision *decision)
{
    for (size_t i = 0; i < decision->count; i++)
        apply(line, keep(line, &decision->entries[i], i > 0));
    for (size_t i = 0; i < decision->more.count; i++)
        apply(line, keep(line, &decision->more.items[i], true));
}

enum fault line_post(struct line *line, enum entry_kind kind, const void *data, struct reasons *reasons)
{
    struct snapshot snapshot;
    struct decision decision;
    line_snapshot(line, kind, data, reasons->arena, &snapshot);
    enum fault fault = EVENT_RULES[kind].rule(&snapshot, data, &decision, reasons);
    if (fault == NOTHING_WRONG)
        line_apply(line, &decision);
    return fault;
}

int64_t line_posted(struct line *line, enum entry_kind kind, const void *data)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    int64_t position = (int64_t)line->entry_count + 1;
    enum fault fault = line_post(line, kind, data, &reasons);
    if (!(fault == NOTHING_WRONG))
        ck_abort_msg("%s: %s", ENTRY_TYPES[kind].name, reasons.count ? reasons.items[0].detail : "no reason");
    return position;
}

const struct entry *line_last(const struct line *line, enum entry_kind kind)
{
    for (size_t i = line->entry_count; i > 0; i--)
        if (line->entries[i - 1].kind == kind)
            return &line->entries[i - 1];
    return NULL;
}
