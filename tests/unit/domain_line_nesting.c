/* Units inside units on the line in memory, as a rule sees them. */
#include "line.h"
#include "line_nesting.h"
#include "line_see.h"

#include <check.h>
#include <string.h>

int64_t line_unfinished(struct line *line, const char *order)
{
    int64_t unfinished = 0;
    for (size_t i = 0; i < line->unit_count; i++)
        unfinished += !strcmp(line->units[i].order, order) && line->units[i].state < UNIT_COMPLETED;
    return unfinished;
}

static size_t order_at(struct line *line, const char *order)
{
    return (size_t)(line_order(line, order) - line->orders);
}

bool line_is_in(struct line *line, const struct unit *inner, const struct unit *unit)
{
    while (inner != unit && inner->installed_in != ABSENT_INTEGER)
        inner = &line->units[inner->installed_in - 1];
    return inner == unit;
}

int64_t line_outermost(struct line *line, int64_t unit_id)
{
    const struct unit *unit = &line->units[unit_id - 1];
    while (unit->installed_in != ABSENT_INTEGER)
        unit = &line->units[unit->installed_in - 1];
    return unit->unit_id;
}

static void see_unfinished(struct line *line, struct arena *arena, struct snapshot *ret)
{
    ret->unfinished.items = arena_array(arena, LINE_UNITS, sizeof *ret->unfinished.items);
    MUST(ret->unfinished.items);
    for (size_t i = 0; i < ret->product->positions.count; i++) {
        const struct installation *there = line_occupant(line, ret->unit, ret->product->positions.items[i].name);
        const struct unit *inner =
            there && there->child_unit_id != ABSENT_INTEGER ? &line->units[there->child_unit_id - 1] : NULL;
        if (inner && inner->state < UNIT_COMPLETED)
            ret->unfinished.items[ret->unfinished.count++] =
                (struct inner_unit){there->position, inner->serial, inner->part_number, inner->state};
    }
}

/* Where a unit is in the one that contains it. */
static const char *place_of(struct line *line, const struct unit *inner)
{
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].child_unit_id == inner->unit_id && line->installations[i].removed == ABSENT_INTEGER)
            return line->installations[i].position;
    ck_abort_msg("unit %s is in no other", inner->serial);
}

/* A part of a unit as one around that sees it. */
static struct unapproved_part unapproved_part_of(struct line *line, const struct installation *part,
                                                 const struct unit *around, struct arena *arena)
{
    const struct unit *unit = &line->units[part->unit_id - 1];
    struct unapproved_part seen = {unit->serial, part->position, part->unapproved_by, part->position, NULL};
    for (; unit != around; unit = &line->units[unit->installed_in - 1]) {
        const char *place = place_of(line, unit);
        seen.path = arena_printf(arena, "%s/%s", place, seen.path ? seen.path : seen.at);
        seen.at = place;
        MUST(seen.path);
    }
    return seen;
}

size_t line_see_unapproved(struct line *line, const struct unit *around, struct arena *arena,
                           struct unapproved_part **ret)
{
    size_t count = 0;
    struct unapproved_part *items = arena_array(arena, line->installation_count, sizeof *items);
    MUST(items);
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *part = &line->installations[i];
        if (part->removed == ABSENT_INTEGER && part->unapproved_by != ABSENT_INTEGER &&
            line_is_in(line, &line->units[part->unit_id - 1], around))
            items[count++] = unapproved_part_of(line, part, around, arena);
    }
    *ret = items;
    return count;
}

/* The unit that contains another. */
static struct outer_unit outer_of(struct line *line, const struct unit *inner)
{
    const struct unit *unit = &line->units[inner->installed_in - 1];
    struct outer_unit outer = {
        .unit = unit,
        .product = line_product(line, unit),
        .order = line_order(line, unit->order),
        .unit_held = line->unit_held[unit->unit_id - 1],
        .order_held = line->order_held[order_at(line, unit->order)],
        .position = -1,
        .operations = line->operations[unit->unit_id - 1],
        .order_units_unfinished = line_unfinished(line, unit->order),
    };
    for (size_t i = 0; i < outer.product->positions.count; i++) {
        const struct installation *there = line_occupant(line, unit, outer.product->positions.items[i].name);
        if (there && there->child_unit_id == inner->unit_id)
            outer.position = (int)i;
    }
    MUST(outer.position >= 0);
    for (size_t i = 0; i < line->unit_count; i++)
        outer.units_unfinished += line->units[i].installed_in == unit->unit_id && line->units[i].state < UNIT_COMPLETED;
    for (size_t i = 0; i < line->nonconformance_count; i++)
        outer.nonconformances_open +=
            line->nonconformances[i].unit_id == unit->unit_id && line->nonconformances[i].state == NONCONFORMANCE_OPEN;
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        outer.nonconformances_open_inside += row->state == NONCONFORMANCE_OPEN && row->unit_id != unit->unit_id &&
                                             line_is_in(line, &line->units[row->unit_id - 1], unit);
    }
    outer.condemned_by = line_condemned_by(line, unit);
    return outer;
}

static void see_outer(struct line *line, struct arena *arena, struct snapshot *ret)
{
    const struct unit *unit = ret->unit;
    ret->outer.items = arena_array(arena, NESTING_MAX, sizeof *ret->outer.items);
    MUST(ret->outer.items);
    for (; unit->installed_in != ABSENT_INTEGER; unit = ret->outer.items[ret->outer.count++].unit)
        ret->outer.items[ret->outer.count] = outer_of(line, unit);
}

static void see_occupant_unit(struct line *line, struct arena *arena, struct snapshot *ret)
{
    if (!ret->occupant || ret->occupant->child_unit_id == ABSENT_INTEGER)
        return;
    struct occupant_unit *occupant = arena_alloc(arena, sizeof *occupant);
    MUST(occupant);
    const struct unit *unit = &line->units[ret->occupant->child_unit_id - 1];
    *occupant = (struct occupant_unit){
        .unit = unit,
        .order = line_order(line, unit->order),
        .order_units_unfinished = line_unfinished(line, unit->order),
    };
    occupant->runs.items = arena_array(arena, line->run_count, sizeof *occupant->runs.items);
    MUST(occupant->runs.items);
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        const struct unit *of = &line->units[run->unit_id - 1];
        if (run->ended == ABSENT_INTEGER && line_is_in(line, of, unit))
            occupant->runs.items[occupant->runs.count++] = (struct open_run){
                run->run_id, of->serial, run->operation, line_operation(line, of->serial, run->operation)->state};
    }
    ret->occupant_unit = occupant;
}

void line_see_nesting(struct line *line, struct arena *arena, struct snapshot *ret)
{
    see_occupant_unit(line, arena, ret);
    see_unfinished(line, arena, ret);
    ret->unapproved.count = line_see_unapproved(line, ret->unit, arena, &ret->unapproved.items);
    see_outer(line, arena, ret);
}
