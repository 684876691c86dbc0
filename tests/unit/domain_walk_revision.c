/* A rack of the random walk is moved to revision B. */
#include "domain/revision.h"
#include "line_nesting.h"
#include "walking.h"

#include <check.h>
#include <string.h>

/* What a rule for it sees of the rack. */
static struct revision_case case_of(struct walk *walk, const struct unit *unit, const struct product_revision *from)
{
    struct line *line = walk->line;
    const struct product *product = from->product;
    struct snapshot snapshot = {.unit = unit};
    struct revision_case of = {
        .unit = unit,
        .revision = from,
        .operations = line->operations[unit->unit_id - 1],
        .filled = arena_array(walk->arena, product->positions.count, sizeof *of.filled),
        .revisions = arena_array(walk->arena, product->positions.count, sizeof *of.revisions),
        .nonconformances = {.items = arena_array(walk->arena, line->nonconformance_count + 1,
                                                 sizeof *of.nonconformances.items)},
    };
    MUST(of.filled && of.revisions && of.nonconformances.items);
    for (size_t i = 0; i < product->positions.count; i++) {
        of.filled[i] = line_occupant(line, unit, product->positions.items[i].name);
        of.revisions[i] = of.filled[i] ? of.filled[i]->revision : NULL;
    }
    for (size_t i = 0; i < line->nonconformance_count; i++)
        if (line->nonconformances[i].unit_id == unit->unit_id)
            of.nonconformances.items[of.nonconformances.count++] = line->nonconformances[i];
    for (size_t i = 0; i < line->unit_count; i++)
        of.unfinished_inside +=
            line->units[i].installed_in == unit->unit_id && unit_is_unfinished(line->units[i].state);
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct unit *at = &line->units[line->nonconformances[i].unit_id - 1];
        of.nonconformances_open_inside +=
            at != unit && line->nonconformances[i].state == NONCONFORMANCE_OPEN && line_is_in(line, at, unit);
    }
    line_see_changed(line, 0, walk->arena, &snapshot);
    of.changed.items = snapshot.changed.items;
    of.changed.count = snapshot.changed.count;
    return of;
}

static void move(struct walk *walk, const struct unit *unit, struct revision_outcome *outcome)
{
    struct line *line = walk->line;
    const struct order_revised data = {.order = unit->order, .revision = "B", .reason = "a change notice"};
    const struct result_revised result = {.units = {&outcome->revised, 1}};
    struct decision decision = {.entries = {{ENTRY_ORDER_REVISED, &data, &result}}, .count = 1};
    struct decided_list follows;
    MUST(revision_follows(line_order(line, unit->order), &result, line_unfinished(line, unit->order), walk->arena,
                          &follows) == NOTHING_WRONG);
    decision.more.items = follows.list.items;
    decision.more.count = follows.list.count;
    line_apply(line, &decision);
    walk->revised++;
    walk->fallen += (int64_t)outcome->revised.invalidated.count;
    walk_check(line);
}

/* Mostly one that was tested: its test is another one then. */
static const struct unit *choose_rack(struct walk *walk)
{
    struct line *line = walk->line;
    for (size_t i = 0; chance(walk, 80) && i < line->unit_count; i++)
        if (!strcmp(line->units[i].part_number, "RACK") && !strcmp(line->units[i].revision, "A") &&
            line_operation(line, line->units[i].serial, "040")->state == OPERATION_PASSED)
            return &line->units[i];
    return &line->units[random_below(walk, line->unit_count)];
}

/* What the later revision approves no more comes out, or its rack would hardly ever leave. */
static void take_out_unapproved(struct walk *walk)
{
    struct line *line = walk->line;
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *part = &line->installations[i];
        if (part->removed_by != ABSENT_INTEGER || part->unapproved_by == ABSENT_INTEGER)
            continue;
        const struct aim aim = {&line->units[part->unit_id - 1], NULL, "020", "ann"};
        line_at(line, ONE_OF(walk, "A1", "A2"));
        post(walk, ENTRY_COMPONENT_REMOVED, &(const struct component_removed){AIM(&aim), .position = part->position});
    }
}

void revise_rack(struct walk *walk)
{
    take_out_unapproved(walk);
    struct line *line = walk->line;
    const struct unit *unit = choose_rack(walk);
    const struct product_revision from = {&line->rack, 1}, to = {&line->rack_b, 2};
    struct reasons reasons = {.arena = walk->arena};
    struct product_changes changes;
    struct revision_outcome outcome;
    if (strcmp(unit->part_number, "RACK") || strcmp(unit->revision, "A"))
        return;
    const struct revision_case of = case_of(walk, unit, &from);
    MUST(product_compare(&line->rack, &line->rack_b, walk->arena, &changes) == NOTHING_WRONG);
    MUST(revision_decide(&of, &to, &changes, walk->arena, &outcome) == NOTHING_WRONG);
    order_may_be_revised(line_order(line, unit->order), "B", PRODUCT_RELEASED, &reasons);
    unit_may_be_revised(&of, &to, &outcome, &reasons);
    if (!reasons.found)
        move(walk, unit, &outcome);
}
