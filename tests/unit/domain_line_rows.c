/* Finding rows of the line in memory, and putting it where a test begins. */
#include "line.h"

#include <check.h>
#include <string.h>

#define FIND(label, type, rows, rows_count, member)                                                                    \
    type *label(struct line *line, const char *name)                                                                   \
    {                                                                                                                  \
        for (size_t i = 0; i < (rows_count); i++)                                                                      \
            if (!strcmp(line->rows[i].member, name))                                                                   \
                return &line->rows[i];                                                                                 \
        ck_abort_msg("there is no %s", name);                                                                          \
        return NULL;                                                                                                   \
    }
FIND(line_order, struct order, orders, LINE_ORDERS, order)
FIND(line_unit, struct unit, units, line->unit_count, serial)
FIND(line_station, struct station, stations, LINE_STATIONS, station)
FIND(line_operator, struct operator, operators, LINE_OPERATORS, operator)
FIND(line_tool, struct tool, tools, LINE_TOOLS, tool)

const struct product *line_product(const struct line *line, const struct unit *unit)
{
    const struct product *const products[] = {&line->rack, &line->rack_b, &line->tray, &line->node, &line->pod};
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        if (!strcmp(products[i]->definition->part_number, unit->part_number) &&
            !strcmp(products[i]->definition->revision, unit->revision))
            return products[i];
    ck_abort_msg("there is no product %s", unit->part_number);
    return NULL;
}

struct unit_operation *line_operation(struct line *line, const char *serial, const char *operation)
{
    struct unit *unit = line_unit(line, serial);
    int index = product_operation(line_product(line, unit), operation);
    MUST(index >= 0);
    return &line->operations[unit->unit_id - 1][index];
}

struct component *line_component(struct line *line, const char *part_number, const char *serial)
{
    for (size_t i = 0; i < line->component_count; i++)
        if (!strcmp(line->components[i].part_number, part_number) && !strcmp(line->components[i].serial, serial))
            return &line->components[i];
    MUST(line->component_count < LINE_COMPONENTS);
    struct component *made = &line->components[line->component_count++];
    *made = (struct component){part_number, serial, COMPONENT_AVAILABLE, ABSENT_INTEGER};
    return made;
}

struct run *line_run(struct line *line, int64_t run_id)
{
    for (size_t i = 0; i < line->run_count; i++)
        if (line->runs[i].run_id == run_id)
            return &line->runs[i];
    return NULL;
}

struct installation *line_occupant(struct line *line, const struct unit *unit, const char *position)
{
    for (size_t i = line->installation_count; i-- > 0;) {
        struct installation *there = &line->installations[i];
        if (there->unit_id == unit->unit_id && !strcmp(there->position, position) && !there->voided &&
            there->removed == ABSENT_INTEGER)
            return there;
    }
    return NULL;
}

void line_at(struct line *line, const char *station)
{
    line->principal.station = station;
}

struct uuid line_id(int64_t journal_position)
{
    return (struct uuid)LINE_ID(journal_position);
}

/* An event that nobody asked a rule about takes a place in the journal too. */
static int64_t pass_by(struct line *line)
{
    line->entries[line->entry_count].journal_position = (int64_t)line->entry_count + 1;
    line->entries[line->entry_count].kind = ENTRY_SITE_FOUNDED;
    return (int64_t)++line->entry_count;
}

static void fill(struct line *line, struct unit *unit, const struct position *position, int64_t run_id)
{
    if (position->line->tracking == TRACKING_NONE)
        return;
    struct installation *made = &line->installations[line->installation_count++];
    record_clear(&INSTALLATION_RECORD, made);
    made->installation_id = pass_by(line);
    made->unit_id = unit->unit_id;
    made->position = position->name;
    made->part_number = position->line->part_number;
    made->run_id = run_id;
    made->installed = line->now_us;
    if (position->line->tracking == TRACKING_LOT) {
        made->lot = "L1";
        return;
    }
    made->serial = arena_printf(line->arena, "%s-%s", unit->serial, position->name);
    *line_component(line, made->part_number, made->serial) =
        (struct component){made->part_number, made->serial, COMPONENT_INSTALLED, made->installation_id};
}

static struct run *begin(struct line *line, struct unit *unit, int index, const char *station, const char *bay)
{
    const struct operation_definition *definition = line_product(line, unit)->operations.items[index].definition;
    struct unit_operation *row = &line->operations[unit->unit_id - 1][index];
    struct run *run = &line->runs[line->run_count++];
    record_clear(&RUN_RECORD, run);
    *run = (struct run){
        .run_id = pass_by(line),
        .unit_id = unit->unit_id,
        .operation = definition->operation,
        .attempt = row->attempts + 1,
        .station = station,
        .bay = bay,
        .operator = "ann",
        .tool = definition->required_tool ? "w1" : NULL,
        .state = RUN_RUNNING,
        .power_w = definition->burn_in ? definition->burn_in->power_w : 0,
        .coolant_lpm = definition->burn_in ? definition->burn_in->coolant_lpm : 0,
        .started = line->now_us,
        .ended = ABSENT_INTEGER,
        .ended_by = ABSENT_INTEGER,
        .running_since = line->now_us,
        .accumulated_us = 0,
    };
    row->run_id = run->run_id;
    row->attempts++;
    row->state = OPERATION_RUNNING;
    if (unit->state == UNIT_QUEUED)
        unit->state = UNIT_IN_PROCESS;
    line_order(line, unit->order)->state = ORDER_IN_PROCESS;
    return run;
}

static void pass(struct line *line, struct unit *unit, int index)
{
    const struct operation *operation = &line_product(line, unit)->operations.items[index];
    struct run *run = begin(line, unit, index, "elsewhere", NULL);
    for (size_t i = 0; i < operation->fills.count; i++)
        fill(line, unit, &line_product(line, unit)->positions.items[operation->fills.items[i]], run->run_id);
    run->state = RUN_PASSED;
    run->running_since = ABSENT_INTEGER;
    run->ended = line->now_us;
    run->ended_by = pass_by(line);
    line->operations[unit->unit_id - 1][index].state = OPERATION_PASSED;
}

void line_ready(struct line *line, const char *serial, const char *operation)
{
    struct unit *unit = line_unit(line, serial);
    const struct product *product = line_product(line, unit);
    const struct bits *before = &product->operations.items[product_operation(product, operation)].before;
    for (size_t i = 0; i < product->operations.count; i++)
        if (bit_is_set(before, i) && line->operations[unit->unit_id - 1][i].state == OPERATION_OPEN)
            pass(line, unit, (int)i);
}

void line_begun(struct line *line, const char *serial, const char *operation, const char *station, const char *bay)
{
    line_ready(line, serial, operation);
    struct unit *unit = line_unit(line, serial);
    begin(line, unit, product_operation(line_product(line, unit), operation), station, bay);
}

void line_completed(struct line *line, const char *serial)
{
    struct unit *unit = line_unit(line, serial);
    const struct product *product = line_product(line, unit);
    for (size_t i = 0; i < product->operations.count; i++)
        if (line->operations[unit->unit_id - 1][i].state == OPERATION_OPEN)
            pass(line, unit, (int)i);
    unit->state = UNIT_COMPLETED;
}

void line_put_inside(struct line *line, const char *serial, const char *holder, const char *position)
{
    struct unit *unit = line_unit(line, serial), *outer = line_unit(line, holder);
    struct installation *there = line_occupant(line, outer, position);
    if (!there) {
        there = &line->installations[line->installation_count++];
        record_clear(&INSTALLATION_RECORD, there);
        there->installation_id = pass_by(line);
        there->unit_id = outer->unit_id;
        there->position = position;
        there->installed = line->now_us;
    }
    there->part_number = unit->part_number;
    there->serial = unit->serial;
    there->child_unit_id = unit->unit_id;
    unit->installed_in = outer->unit_id;
    *line_component(line, unit->part_number, unit->serial) =
        (struct component){unit->part_number, unit->serial, COMPONENT_INSTALLED, there->installation_id};
}
