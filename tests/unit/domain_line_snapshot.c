/* What a rule sees of the line in memory. */
#include "line.h"
#include "line_nesting.h"
#include "line_see.h"

#include <check.h>
#include <string.h>

/* What the event names beyond its subject. */
struct named {
    struct subject subject;
    const char *station, *tool, *position, *part_number, *serial, *lot, *defect;
};

static struct named named_of(const struct line *line, enum entry_kind kind, const void *data)
{
    struct named named = {.station = line->principal.station};
    const struct subject *subject = event_subject(kind, data);
    if (subject)
        named.subject = *subject;
    if (kind == ENTRY_OPERATION_STARTED)
        named.tool = ((const struct operation_started *)data)->tool;
    if (kind == ENTRY_MEASUREMENT_RECORDED) {
        named.tool = ((const struct measurement_recorded *)data)->tool;
        named.position = ((const struct measurement_recorded *)data)->position;
    }
    if (kind == ENTRY_CHECK_RECORDED)
        named.position = ((const struct check_recorded *)data)->position;
    if (kind == ENTRY_UNIT_SCRAPPED) {
        named.subject.unit = ((const struct unit_named *)data)->unit;
        named.subject.unit_part_number = ((const struct unit_named *)data)->part_number;
    }
    if (kind == ENTRY_STATION_CHANGED)
        named.subject.operator = ((const struct station_changed *)data)->operator;
    if (kind == ENTRY_EVENT_CORRECTED)
        named.subject.operator = ((const struct event_corrected *)data)->operator;
    if (kind == ENTRY_COMPONENT_INSTALLED) {
        const struct component_installed *installed = data;
        named.position = installed->position;
        named.part_number = installed->part_number;
        named.serial = installed->serial;
        named.lot = installed->lot;
    }
    if (kind == ENTRY_OPERATION_COMPLETED)
        named.defect = ((const struct operation_completed *)data)->defect;
    if (kind == ENTRY_DEFECT_REPORTED)
        named.defect = ((const struct defect_reported *)data)->code;
    if (kind == ENTRY_COMPONENT_REMOVED)
        named.position = ((const struct component_removed *)data)->position;
    return named;
}

static void add_evidence(struct snapshot *ret, int64_t journal_position, enum entry_kind kind)
{
    ret->voided_evidence.items[ret->voided_evidence.count++] =
        (struct event_place){.journal_position = journal_position, .kind = kind};
}

/* What nobody entered followed from the last before it that somebody did; untouched where somebody entered it. */
static void see_followed(const struct line *line, const struct entry *entry, struct event_place *ret)
{
    const struct entry *from = entry;
    while (from->by && !*from->by && from > line->entries)
        from--;
    if (from != entry)
        *ret = (struct event_place){from->journal_position, from->kind};
}

/* What is not taken back, whether a removal made it count no more or not. */
static void see_run_evidence(struct line *line, int64_t run_id, struct arena *arena, struct snapshot *ret)
{
    ret->voided_evidence.items = arena_array(arena, line->entry_count, sizeof *ret->voided_evidence.items);
    MUST(ret->voided_evidence.items);
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].run_id == run_id && !line->installations[i].voided)
            add_evidence(ret, line->installations[i].installation_id, ENTRY_COMPONENT_INSTALLED);
    for (size_t i = 0; i < line->measurement_count; i++)
        if (line->measurements[i].run_id == run_id && !line->voided[line->measurements[i].measurement_id - 1])
            add_evidence(ret, line->measurements[i].measurement_id, ENTRY_MEASUREMENT_RECORDED);
    for (size_t i = 0; i < line->answer_count; i++)
        if (line->answers[i].run_id == run_id && !line->voided[line->answers[i].answer_id - 1])
            add_evidence(ret, line->answers[i].answer_id, ENTRY_CHECK_RECORDED);
    for (size_t i = 0; i < line->signature_count; i++)
        if (line->signatures[i].run_id == run_id && !line->voided[line->signatures[i].signature_id - 1])
            add_evidence(ret, line->signatures[i].signature_id, ENTRY_UNIT_SIGNED);
    const struct run *run = line_run(line, run_id);
    for (size_t i = (size_t)run_id; run && i < line->entry_count; i++) {
        const struct entry *entry = &line->entries[i];
        const struct subject *subject = event_subject(entry->kind, entry->data);
        if ((entry->kind == ENTRY_OPERATION_PAUSED || entry->kind == ENTRY_OPERATION_RESUMED) && !line->voided[i] &&
            line_unit(line, subject->unit)->unit_id == run->unit_id && !strcmp(subject->operation, run->operation)) {
            add_evidence(ret, entry->journal_position, entry->kind);
            see_followed(line, entry, &ret->voided_evidence.items[ret->voided_evidence.count - 1]);
        }
    }
}

/* Turns to what a correction names. */
static void see_voided(struct line *line, const struct event_corrected *data, struct named *named, struct arena *arena,
                       struct snapshot *ret)
{
    size_t index = (size_t)data->event.bytes[14] << 8 | data->event.bytes[15];
    if (!index || index > line->entry_count)
        return;
    const struct entry *voided = &line->entries[index - 1];
    int64_t position = voided->journal_position;
    ret->voided = voided;
    ret->voided_before = line->voided[index - 1];
    see_followed(line, voided, &ret->voided_follows);
    if (voided->kind == ENTRY_OPERATION_STARTED)
        see_run_evidence(line, position, arena, ret);
    const char *operator = named->subject.operator;
    *named = named_of(line, voided->kind, voided->data);
    named->subject.operator = operator;
    named->station = line_station_of(line, voided);
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].installation_id == position || line->installations[i].removed_by == position)
            ret->voided_installation = &line->installations[i];
    if (voided->kind == ENTRY_COMPONENT_RECEIVED) {
        named->part_number = ((const struct component_received *)voided->data)->part_number;
        named->serial = ((const struct component_received *)voided->data)->serial;
        line_see_part_moves(line, named->part_number, named->serial, arena, ret);
    }
    if (ret->voided_installation) {
        named->position = ret->voided_installation->position;
        named->part_number = ret->voided_installation->part_number;
        named->serial = ret->voided_installation->serial;
    }
    ret->voided_nonconformance =
        line_nonconformance(line, voided->kind == ENTRY_OPERATION_COMPLETED || voided->kind == ENTRY_OPERATION_ABORTED
                                      ? position + 1
                                      : position);
}

/* Whether a record counts; of a part's installation, whether it came since, in that run, and is not taken back. */
static bool is_evidence(const struct line *line, const struct snapshot *ret, int64_t run_id, int64_t id,
                        int64_t voided_by)
{
    const struct installation *part = ret->voided_installation;
    if (!part || ret->voided->kind != ENTRY_COMPONENT_INSTALLED)
        return run_id == ret->run->run_id && voided_by == ABSENT_INTEGER;
    return run_id == part->run_id && id > part->installation_id && !line->voided[id - 1];
}

static void see_evidence(struct line *line, struct arena *arena, struct snapshot *ret)
{
#define SEE(rows, total, id)                                                                                           \
    ret->rows.items = arena_array(arena, line->total, sizeof *ret->rows.items);                                        \
    MUST(ret->rows.items);                                                                                             \
    for (size_t i = 0; i < line->total; i++)                                                                           \
        if (is_evidence(line, ret, line->rows[i].run_id, line->rows[i].id, line->rows[i].voided_by))                   \
            ret->rows.items[ret->rows.count++] = line->rows[i];
    SEE(measurements, measurement_count, measurement_id)
    SEE(answers, answer_count, answer_id)
    SEE(signatures, signature_count, signature_id)
#undef SEE
}

static void see_station(struct line *line, const char *station, struct arena *arena, struct snapshot *ret)
{
    for (size_t i = 0; station && i < LINE_STATIONS; i++)
        if (!strcmp(line->stations[i].station, station))
            ret->station = &line->stations[i];
    ret->at_station.items = arena_array(arena, LINE_UNITS * LINE_OPERATIONS, sizeof *ret->at_station.items);
    MUST(ret->at_station.items);
    int64_t *outermost = arena_array(arena, LINE_UNITS * LINE_OPERATIONS, sizeof *outermost);
    MUST(outermost);
    ret->at_station_outermost = outermost;
    ret->running.items = arena_array(arena, line->run_count, sizeof *ret->running.items);
    MUST(ret->running.items);
    for (size_t i = 0; station && i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        const struct unit *unit = &line->units[run->unit_id - 1];
        const struct product *product = line_product(line, unit);
        if (!strcmp(run->station, station) && run->state == RUN_RUNNING)
            ret->running.items[ret->running.count++] = (struct running){
                run, unit, product->operations.items[product_operation(product, run->operation)].definition, NULL};
    }
    for (size_t i = 0; station && i < line->run_count; i++)
        if (!strcmp(line->runs[i].station, station) && line->runs[i].ended == ABSENT_INTEGER) {
            outermost[ret->at_station.count] = line_outermost(line, line->runs[i].unit_id);
            ret->at_station.items[ret->at_station.count++] = line->runs[i];
        }
}

/* What giving up each of those would be asked of that may not be paused. */
static void see_wholes(struct line *line, struct arena *arena, struct snapshot *ret)
{
    for (size_t i = 0; i < ret->running.count; i++) {
        struct running *running = &ret->running.items[i];
        struct snapshot *whole = arena_alloc(arena, sizeof *whole);
        MUST(whole);
        if (operation_pause_rule(running->definition) != PAUSE_FORBIDDEN)
            continue;
        line_see_operation(line, running->unit->serial, running->run->operation, arena, whole);
        running->whole = whole;
    }
}

static bool has_built(struct line *line, const struct unit *unit, const char *badge)
{
    for (size_t i = 0; i < line->run_count; i++)
        if (line_is_in(line, &line->units[line->runs[i].unit_id - 1], unit) && !strcmp(line->runs[i].operator, badge) &&
            strcmp(line->runs[i].operation, "060"))
            return true;
    return false;
}

static void see_unit(struct line *line, const struct named *named, struct arena *arena, struct snapshot *ret)
{
    for (size_t i = 0; named->subject.unit && i < line->unit_count; i++) {
        struct unit *unit = &line->units[i];
        if (strcmp(unit->serial, named->subject.unit) ||
            (named->subject.unit_part_number && strcmp(unit->part_number, named->subject.unit_part_number)))
            continue;
        ret->unit = unit;
        ret->units_found++;
    }
    if (ret->units_found != 1) {
        ret->unit = NULL;
        return;
    }
    size_t index = (size_t)ret->unit->unit_id - 1, order = (size_t)(line_order(line, ret->unit->order) - line->orders);
    ret->product = line_product(line, ret->unit);
    ret->order = &line->orders[order];
    ret->order_held = line->order_held[order];
    ret->unit_held = line->unit_held[index];
    ret->revised_by = line->revised_by[index];
    ret->operations = line->operations[index];
    ret->operation = product_operation(ret->product, named->subject.operation);
    int64_t *filled = arena_array(arena, ret->product->positions.count, sizeof *filled);
    MUST(filled);
    for (size_t i = 0; i < ret->product->positions.count; i++) {
        const struct installation *occupant = line_occupant(line, ret->unit, ret->product->positions.items[i].name);
        filled[i] = occupant ? occupant->installation_id : 0;
    }
    ret->filled = filled;
    if (named->position)
        ret->occupant = line_occupant(line, ret->unit, named->position);
    line_see_nesting(line, arena, ret);
    if (named->subject.operator)
        ret->operator_built = has_built(line, ret->unit, named->subject.operator);
    line_see_faults(line, arena, ret);
    ret->order_units_unfinished = line_unfinished(line, ret->unit->order);
}

static const struct tool *tool_named(struct line *line, const char *tool)
{
    for (size_t i = 0; tool && i < LINE_TOOLS; i++)
        if (!strcmp(line->tools[i].tool, tool))
            return &line->tools[i];
    return NULL;
}

void line_snapshot(struct line *line, enum entry_kind kind, const void *data, struct arena *arena, struct snapshot *ret)
{
    struct named named = named_of(line, kind, data);
    *ret = (struct snapshot){
        .now_us = line->now_us,
        .journal_position = (int64_t)line->entry_count + 1,
        .correction_window_us = LINE_CORRECTION_WINDOW_US,
        .principal = &line->principal,
        .operation = -1,
    };
    if (kind == ENTRY_EVENT_CORRECTED)
        see_voided(line, data, &named, arena, ret);
    see_unit(line, &named, arena, ret);
    see_station(line, named.station, arena, ret);
    if (kind == ENTRY_STATION_CHANGED)
        see_wholes(line, arena, ret);
    line_see_part(line, named.part_number, named.serial, named.lot, arena, ret);
    if (ret->voided && ret->unit) {
        line_see_since(line, arena, ret);
        line_see_closed_faults(line, arena, ret);
    }
    for (size_t i = 0; named.subject.operator && i < LINE_OPERATORS; i++)
        if (!strcmp(line->operators[i].operator, named.subject.operator))
            ret->operator = &line->operators[i];
    ret->tool = tool_named(line, named.tool);
    ret->defect = line_defect(named.defect);
    if (ret->operation < 0 || ret->operations[ret->operation].run_id == ABSENT_INTEGER)
        return;
    ret->run = line_run(line, ret->operations[ret->operation].run_id);
    MUST(ret->run);
    ret->run_tool = tool_named(line, ret->run->tool);
    see_evidence(line, arena, ret);
}
