/* The invariants of the random walk. */
#include "walk.h"

#include <check.h>
#include <string.h>

static bool is_there(const struct installation *row)
{
    return row->removed == ABSENT_INTEGER && !row->voided;
}

static bool same(const char *a, const char *b)
{
    return a && b && !strcmp(a, b);
}

static void check_parts(struct line *line)
{
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (!is_there(row))
            continue;
        for (size_t j = 0; j < i; j++) {
            const struct installation *other = &line->installations[j];
            if (!is_there(other))
                continue;
            if (!(other->unit_id != row->unit_id || !same(other->position, row->position)))
                ck_abort_msg("position %s is filled twice", row->position);
            if (!(!same(other->serial, row->serial) || !same(other->part_number, row->part_number)))
                ck_abort_msg("%s is in two places", row->serial);
        }
        if (row->serial)
            MUST(line_component(line, row->part_number, row->serial)->state == COMPONENT_INSTALLED);
        if (row->child_unit_id == ABSENT_INTEGER)
            continue;
        const struct unit *child = &line->units[row->child_unit_id - 1];
        MUST(child->state == UNIT_COMPLETED);
        MUST(child->installed_in == row->unit_id);
    }
}

static void check_stations(struct line *line)
{
    int64_t power_w = 0;
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (run->ended != ABSENT_INTEGER)
            continue;
        power_w += run->power_w;
        for (size_t j = 0; j < i; j++) {
            const struct run *other = &line->runs[j];
            if (other->ended != ABSENT_INTEGER || other->unit_id == run->unit_id)
                continue;
            if (!(!same(run->bay, other->bay)))
                ck_abort_msg("two units in bay %s", run->bay);
            if (!(run->bay || !same(run->station, other->station)))
                ck_abort_msg("two units at %s", run->station);
        }
    }
    MUST(power_w <= 2500); /* of B1, where alone power is taken */
}

void walk_check(struct line *line)
{
    check_parts(line);
    check_stations(line);
    for (size_t i = 0; i < line->unit_count; i++)
        if (line->units[i].state == UNIT_COMPLETED || line->units[i].state == UNIT_SHIPPED)
            for (size_t j = 0; j < line_product(line, &line->units[i])->operations.count; j++)
                MUST(operation_is_done(line->operations[i][j].state));
}

/* By the definition's own words, one predecessor at a time. */
static void check_predecessors(struct line *line, const struct unit *unit, const char *operation)
{
    const struct product *product = line_product(line, unit);
    const struct operation_definition *definition =
        product->operations.items[product_operation(product, operation)].definition;
    for (size_t i = 0; i < definition->after.count; i++) {
        int state = line_operation(line, unit->serial, definition->after.items[i])->state;
        if (!(state == OPERATION_PASSED || state == OPERATION_WAIVED))
            ck_abort_msg("%s starts before %s", operation, definition->after.items[i]);
        check_predecessors(line, unit, definition->after.items[i]);
    }
}

/* A unit leaves complete, and with evidence that is younger than every part it is evidence of. */
static void check_shipped(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    int64_t youngest = 0;
    MUST(unit->state == UNIT_COMPLETED);
    MUST(!line->unit_held[unit->unit_id - 1]);
    for (size_t i = 0; i < line->nonconformance_count; i++)
        MUST(line->nonconformances[i].unit_id != unit->unit_id ||
             line->nonconformances[i].state == NONCONFORMANCE_CLOSED ||
             line->nonconformances[i].state == NONCONFORMANCE_VOIDED);
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[i];
        const struct installation *there = line_occupant(line, unit, position->name);
        bool waived = line->operations[unit->unit_id - 1][position->operation].state == OPERATION_WAIVED;
        if (!(there || waived || position->line->tracking == TRACKING_NONE))
            ck_abort_msg("%s ships empty", position->name);
        if (there && there->installation_id > youngest)
            youngest = there->installation_id;
    }
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *row = &line->operations[unit->unit_id - 1][i];
        if (row->state == OPERATION_WAIVED)
            continue;
        MUST(row->state == OPERATION_PASSED);
        const struct run *run = line_run(line, row->run_id);
        MUST(run->state == RUN_PASSED);
        if (operation_proves(product->operations.items[i].definition))
            if (!(run->run_id > youngest))
                ck_abort_msg("%s is older than a part", row->operation);
    }
}

/* No minute is lost, and none invented. */
static void check_burnt_in(struct line *line, const struct unit *unit, const struct result_completed *result)
{
    const struct run *run = line_run(line, line_operation(line, unit->serial, "050")->run_id);
    MUST(result->accumulated_us >= 2 * US_PER_HOUR);
    MUST(result->accumulated_us <= line->now_us - run->started);
}

void walk_check_accepted(struct line *line, enum entry_kind kind, const void *data, const struct decision *decision)
{
    const struct subject *subject = event_subject(kind, data);
    if (!subject)
        return;
    const struct unit *unit = line_unit(line, subject->unit);
    MUST(unit->state != UNIT_SHIPPED);
    MUST(unit->state != UNIT_SCRAPPED);
    if (kind == ENTRY_OPERATION_STARTED) {
        check_predecessors(line, unit, subject->operation);
        MUST(!line->unit_held[unit->unit_id - 1]);
    }
    if (kind == ENTRY_UNIT_SHIPPED)
        check_shipped(line, unit);
    const struct result_completed *completed = decision->entries[0].result;
    if (kind == ENTRY_OPERATION_COMPLETED && completed->verdict == VERDICT_PASSED && same(subject->operation, "050"))
        check_burnt_in(line, unit, completed);
}
