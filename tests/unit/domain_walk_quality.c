/* What quality does on the random walk. */
#include "domain/edit_rules.h"
#include "walking.h"

#include <check.h>
#include <string.h>

bool send_back(struct walk *walk, const struct nonconformance *row)
{
    const struct product *product = line_product(walk->line, &walk->line->units[row->unit_id - 1]);
    const char *operations[2];
    struct nonconformance_dispositioned data = {.nonconformance = row->nonconformance_id,
                                                .disposition = DISPOSITION_REWORK,
                                                .operations = {operations, 1 + chance(walk, 30)}};
    for (size_t i = 0; i < data.operations.count; i++)
        operations[i] = product->operations.items[random_below(walk, product->operations.count)].definition->operation;
    struct reasons reasons = {.arena = walk->arena};
    struct snapshot snapshot;
    line_see_fault(walk->line, row, walk->arena, &snapshot);
    MUST(rework_may_be_decided(&snapshot, &data, row->position, &reasons) == NOTHING_WRONG);
    if (reasons.found)
        return false;
    const struct entry *before = line_last(walk->line, ENTRY_OPERATION_REOPENED);
    line_rework(walk->line, &data);
    walk->reworked += line_last(walk->line, ENTRY_OPERATION_REOPENED) != before;
    walk_check(walk->line);
    return true;
}

/* A part is thrown away, returned or replaced; the rest is done again, or used as it is, which a second person signs for
 * at once or not yet. */
static void dispose(struct walk *walk, const struct nonconformance *row)
{
    if (chance(walk, 40) && send_back(walk, row))
        return;
    const struct nonconformance_case of = line_case(walk->line, row);
    struct reasons reasons = {.arena = walk->arena};
    bool bought = of.part && of.part->child_unit_id == ABSENT_INTEGER;
    int disposition = row->position           ? DISPOSITION_REPAIR
                      : chance(walk, 30) ? DISPOSITION_USE_AS_IS
                                         : DISPOSITION_REWORK;
    if (bought && chance(walk, 60))
        disposition = chance(walk, 50) ? DISPOSITION_SCRAP : DISPOSITION_RETURN;
    nonconformance_may_be_disposed(&of, disposition, &reasons);
    int instead = row->position ? DISPOSITION_REPAIR : DISPOSITION_FALSE_FAIL;
    line_dispose(walk->line, row->nonconformance_id, reasons.found ? instead : disposition);
    walk->condemned += bought && !reasons.found && disposition != DISPOSITION_REPAIR;
    if (disposition == DISPOSITION_USE_AS_IS && chance(walk, 50))
        line_name(walk->line, ENTRY_NONCONFORMANCE_COUNTERSIGNED, row->nonconformance_id);
}

/* What was found at a position is closed when it is done. */
static void close_fault(struct walk *walk, const struct nonconformance *row)
{
    const struct nonconformance_case of = line_case(walk->line, row);
    struct reasons reasons = {.arena = walk->arena};
    if (row->position || row->operations.count)
        nonconformance_may_be_closed(&of, &reasons);
    if (!reasons.found)
        line_name(walk->line, ENTRY_NONCONFORMANCE_CLOSED, row->nonconformance_id);
}

/* Found on a part, wherever in the unit, now and then, and in any of its operations. */
void find_fault(struct walk *walk, const struct aim *aim)
{
    const struct product *product = line_product(walk->line, aim->unit);
    struct defect_reported data = {AIM(aim), .code = "dent"};
    if (chance(walk, 70)) {
        const size_t any = random_below(walk, product->operations.count);
        data.subject.operation = chance(walk, 50) ? product->operations.items[any].definition->operation : NULL;
        data.position = product->positions.items[random_below(walk, product->positions.count)].name;
    }
    post(walk, ENTRY_DEFECT_REPORTED, &data);
}

/* A hold on the unit or on its order as a whole, which does not stay long. */
static void place_or_release(struct walk *walk, const struct aim *aim)
{
    struct line *line = walk->line;
    bool *held = &line->unit_held[aim->unit->unit_id - 1];
    if (chance(walk, 20))
        held = &line->order_held[line_order(line, aim->unit->order) - line->orders];
    *held = *held ? false : chance(walk, 10);
}

void decide_quality(struct walk *walk, const struct aim *aim)
{
    struct line *line = walk->line;
    if (chance(walk, 50)) {
        place_or_release(walk, aim);
        return;
    }
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->state == NONCONFORMANCE_OPEN)
            dispose(walk, row);
        else if (row->state == NONCONFORMANCE_DISPOSED)
            close_fault(walk, row);
    }
}

void ask_waiver(struct walk *walk, const struct aim *aim)
{
    struct reasons reasons = {.arena = walk->arena};
    struct snapshot snapshot;
    line_see_operation(walk->line, aim->unit->serial, aim->number, walk->arena, &snapshot);
    waiver_may_be_requested(&snapshot, line_last_waiver(walk->line, aim->unit->serial, aim->number), &reasons);
    if (!reasons.found)
        line_request(walk->line, aim->unit->serial, aim->number, ONE_OF(walk, "quality-1", "quality-2"));
}

void decide_waiver(struct walk *walk)
{
    struct line *line = walk->line;
    if (!line->waiver_count)
        return;
    const struct waiver *waiver = &line->waivers[line->waiver_count - 1 - random_below(walk, 4) % line->waiver_count];
    const struct principal before = line->principal;
    const struct waiver_named data = {.waiver = waiver->waiver_id};
    struct reasons reasons = {.arena = walk->arena};
    struct snapshot snapshot;
    struct decision decision = {.entries = {{ENTRY_WAIVER_REJECTED, &data, NULL}}, .count = 1};
    line->principal = (struct principal){.token = ONE_OF(walk, "quality-1", "quality-2"), .role = ROLE_QUALITY};
    line_see_operation(line, line->units[waiver->unit_id - 1].serial, waiver->operation, walk->arena, &snapshot);
    line_see_changed(line, waiver->waiver_id, walk->arena, &snapshot);
    bool rejects = chance(walk, 10);
    if (rejects)
        waiver_may_be_rejected(waiver, &reasons);
    else
        waiver_may_be_countersigned(&snapshot, waiver, &reasons);
    if (!reasons.found && !rejects) {
        MUST(decide_waived(&snapshot, waiver, &data, &decision, walk->arena) == NOTHING_WRONG);
        walk_check_waived(line, waiver);
        walk->waived++;
    }
    if (!reasons.found)
        line_apply(line, &decision);
    line->principal = before;
    walk_check(line);
    walk_check_completed(line, &decision);
}

/* What still stands of the last ones, whoever agreed. */
void revoke_waiver_at(struct walk *walk)
{
    struct line *line = walk->line;
    if (!line->waiver_count)
        return;
    const struct waiver *waiver = &line->waivers[line->waiver_count - 1 - random_below(walk, 6) % line->waiver_count];
    const struct waiver_named data = {.waiver = waiver->waiver_id};
    struct reasons reasons = {.arena = walk->arena};
    struct snapshot snapshot;
    struct decision decision;
    line_see_operation(line, line->units[waiver->unit_id - 1].serial, waiver->operation, walk->arena, &snapshot);
    waiver_may_be_revoked(&snapshot, waiver, &reasons);
    if (reasons.found)
        return;
    MUST(snapshot.unit->state != UNIT_SHIPPED && snapshot.unit->state != UNIT_SCRAPPED);
    MUST(decide_revoked(&snapshot, &data, &decision, walk->arena) == NOTHING_WRONG);
    line_apply(line, &decision);
    walk->revoked++;
    walk_check(line);
}

/* What planners do with those that are over. */
void close_orders(struct walk *walk)
{
    struct line *line = walk->line;
    for (size_t i = 0; i < LINE_ORDERS; i++) {
        const struct order_named data = {.order = line->orders[i].order};
        if (line->orders[i].state != ORDER_COMPLETED)
            continue;
        line_apply(line, &(struct decision){.entries = {{ENTRY_ORDER_CLOSED, &data, NULL}}, .count = 1});
        walk->closed++;
    }
}

/* One of those at work, so that there is something to be saved. */
void scrap(struct walk *walk)
{
    struct line *line = walk->line;
    struct unit *unit = &line->units[random_below(walk, line->unit_count)];
    int64_t runs_open = 0;
    for (size_t i = 0; i < line_product(line, unit)->operations.count; i++)
        runs_open += operation_is_open(line->operations[unit->unit_id - 1][i].state);
    const struct unit *holder = unit->installed_in == ABSENT_INTEGER ? NULL : &line->units[unit->installed_in - 1];
    struct reasons reasons = {.arena = walk->arena};
    unit_may_be_scrapped(unit, holder, runs_open, &reasons);
    if (reasons.found || unit->state == UNIT_QUEUED)
        return;
    const struct unit_named data = {.unit = unit->serial, .part_number = unit->part_number};
    struct decision decision = {.entries = {{ENTRY_UNIT_SCRAPPED, &data, NULL}}, .count = 1};
    struct snapshot snapshot;
    line_see_operation(line, unit->serial, line_product(line, unit)->operations.items[0].definition->operation, walk->arena,
                       &snapshot);
    MUST(decide_order_completed(&snapshot, &decision, walk->arena) == NOTHING_WRONG);
    line_apply(line, &decision);
    walk_check(line);
}
