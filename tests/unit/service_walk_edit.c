/* What planners and quality do on a walk. */
#include "service_walk.h"

#include "domain/entry_records.h"

#include <string.h>

static struct model_unit *any_unit(struct walk *walk)
{
    return &walk->model->units[walk_below(walk, walk->model->unit_count)];
}

static struct said hold(struct walk *walk)
{
    const struct change change = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    const struct model_unit *unit = any_unit(walk);
    for (int tries = 0; tries < 3 && !unit->inside; tries++)
        unit = any_unit(walk);
    if (walk_chance(walk, 12))
        return line_change(&walk->line, &change, "{'lot': 'L3', 'reason': 'a notice'}");
    if (walk_chance(walk, 12))
        return line_change(&walk->line, &change, "{'station': 'TEST-1', 'operator': 'bob', 'reason': 'a notice'}");
    if (walk_chance(walk, 12))
        return line_change(&walk->line, &change, "{'supplier': 'S5', 'part_number': 'FAN', 'reason': 'a notice'}");
    if (walk_chance(walk, 30))
        return line_change(&walk->line, &change, "{'order': '%s', 'reason': 'a notice'}", unit->order);
    return line_change(&walk->line, &change, "{'serial': '%s', 'part_number': '%s', 'reason': 'a notice'}",
                       unit->serial, unit->product->definition->part_number);
}

/* One of those that are open, and now and then one that is not; NULL: none. */
static const struct model_stop *any_stop(struct walk *walk, const struct model_stop *stops, size_t count)
{
    size_t from = count ? walk_below(walk, count) : 0;
    for (size_t i = 0; i < count; i++)
        if (stops[(from + i) % count].open || walk_chance(walk, 10))
            return &stops[(from + i) % count];
    return NULL;
}

static const char *stop_name(struct walk *walk, const struct model_stop *stop)
{
    return arena_printf(walk->line.arena, "%lld", stop ? (long long)stop->journal_position : 1);
}

static const char *name_stop(struct walk *walk, const struct model_stop *stops, size_t count)
{
    return stop_name(walk, any_stop(walk, stops, count));
}

static struct said unhold(struct walk *walk)
{
    const struct change change = {.command = release_hold,
                                  .by = ROLE_QUALITY,
                                  .path = {name_stop(walk, walk->model->holds, walk->model->hold_count)},
                                  .record = &RELEASE_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'it is about another lot'}");
}

/* Most know of the decision on record, and name it. */
static struct said dispose(struct walk *walk)
{
    const struct model_stop *defect = any_stop(walk, walk->model->defects, walk->model->defect_count);
    const struct change change = {.command = dispose_nonconformance,
                                  .by = ROLE_QUALITY,
                                  .path = {stop_name(walk, defect)},
                                  .record = &DISPOSITION_BODY_RECORD};
    static const char *const DISPOSITIONS[] = {"rework", "rework", "repair", "false_fail", "use_as_is"};
    static const char *const OPERATIONS[] = {"010", "020", "020", "030", "040", "010', '020", "060', '030"};
    const char *replaces = "";
    if (defect && defect->decided && walk_chance(walk, 80))
        replaces = arena_printf(walk->line.arena, ", 'replaces': %lld", (long long)defect->decided);
    if (walk_chance(walk, 30))
        return line_change(&walk->line, &change,
                           "{'disposition': 'rework', 'reason': 'loose', 'operations': ['%s']%s}",
                           ONE_OF(walk, OPERATIONS), replaces);
    return line_change(&walk->line, &change, "{'disposition': '%s', 'reason': 'seen again'%s}",
                       ONE_OF(walk, DISPOSITIONS), replaces);
}

/* The second person is another one of quality now and then. */
static struct said countersign(struct walk *walk)
{
    const struct change change = {.command = countersign_nonconformance,
                                  .by = walk_chance(walk, 70) ? ROLE_ADMIN : ROLE_QUALITY,
                                  .path = {name_stop(walk, walk->model->defects, walk->model->defect_count)},
                                  .record = &REASON_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'so it seems to me too'}");
}

/* One that was decided on and is not closed, if there is one. */
static struct said close_fault(struct walk *walk)
{
    int64_t position = 1;
    size_t count = walk->model->defect_count, from = count ? walk_below(walk, count) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct model_stop *defect = &walk->model->defects[(from + i) % count];
        if (!defect->closed && (!defect->open || walk_chance(walk, 5)))
            position = defect->journal_position;
    }
    const struct change change = {.command = close_nonconformance,
                                  .by = ROLE_QUALITY,
                                  .path = {arena_printf(walk->line.arena, "%lld", (long long)position)},
                                  .record = &REASON_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'done and seen'}");
}

/* Most of all what failed or fell. */
static const char *to_waive(struct walk *walk, const struct model_unit *unit)
{
    const struct product *product = unit->product;
    for (size_t i = 0; walk_chance(walk, 95) && i < product->operations.count; i++)
        if (unit->operations[i].state == OPERATION_FAILED || unit->operations[i].state == OPERATION_INVALIDATED)
            return product->operations.items[i].definition->operation;
    size_t any = walk_below(walk, product->operations.count + 1);
    return any == product->operations.count ? "999" : product->operations.items[any].definition->operation;
}

/* Something failed or fell on it, and no fault is undecided. */
static bool may_need_waiver(const struct walk *walk, const struct model_unit *unit)
{
    bool failed = false;
    for (size_t i = 0; i < unit->product->operations.count; i++)
        failed = failed || unit->operations[i].state == OPERATION_FAILED ||
                 unit->operations[i].state == OPERATION_INVALIDATED;
    for (size_t i = 0; i < walk->model->defect_count; i++)
        failed = failed && !(walk->model->defects[i].unit == unit && walk->model->defects[i].open);
    return failed && !unit->shipped && !unit->scrapped && !unit->inside;
}

static struct said waive(struct walk *walk)
{
    const struct model_unit *unit = any_unit(walk);
    for (int tries = 0; tries < 30 && !may_need_waiver(walk, unit); tries++)
        unit = any_unit(walk);
    const struct change change = {.command = request_waiver,
                                  .by = walk_chance(walk, 50) ? ROLE_ADMIN : ROLE_QUALITY,
                                  .path = {unit->serial, to_waive(walk, unit)},
                                  .record = &UNIT_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'the customer agreed'}");
}

/* Mostly one of the last that were asked for; countersigned by whoever it may be, or turned down now and then. */
static struct said decide_waiver(struct walk *walk)
{
    size_t count = walk->model->waiver_count, back = 1 + walk_below(walk, 3);
    int64_t position = back <= count ? walk->model->waivers[count - back].journal_position : 1;
    const struct change change = {.command = walk_chance(walk, 90) ? countersign_waiver : reject_waiver,
                                  .by = walk_chance(walk, 50) ? ROLE_ADMIN : ROLE_QUALITY,
                                  .path = {arena_printf(walk->line.arena, "%lld", (long long)position)},
                                  .record = &REASON_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'so it seems to me too'}");
}

/* One of those that stand, if there is one. */
static struct said revoke(struct walk *walk)
{
    int64_t position = 1;
    size_t count = walk->model->waiver_count, from = count ? walk_below(walk, count) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct model_waiver *waiver = &walk->model->waivers[(from + i) % count];
        if (waiver->state == WAIVER_COUNTERSIGNED && (position == 1 || waiver->unit->inside))
            position = waiver->journal_position;
    }
    const struct change change = {.command = revoke_waiver,
                                  .by = ROLE_QUALITY,
                                  .path = {arena_printf(walk->line.arena, "%lld", (long long)position)},
                                  .record = &REASON_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'it is of another unit'}");
}

/* What is in a position by that, a part with a serial number by its own or one of any other; now and then in what left. */
static struct said describe(struct walk *walk)
{
    const struct change change = {.command = describe_component,
                                  .by = walk_chance(walk, 50) ? ROLE_ADMIN : ROLE_QUALITY,
                                  .record = &COMPONENT_DESCRIBED_RECORD};
    static const char *const SAID[] = {"'country': 'TW'", "'revision': 'B'", "'supplier': 'S5'", "'lot': 'N/A'"};
    const struct model_unit *unit = any_unit(walk);
    for (int tries = 0; tries < 10 && !unit->shipped && walk_chance(walk, 50); tries++)
        unit = any_unit(walk);
    size_t position = walk_below(walk, unit->product->positions.count);
    const struct model_part *part = &unit->parts[position];
    if (walk_chance(walk, 20) && walk->model->installed_count)
        part = &walk->model->installed[walk_below(walk, walk->model->installed_count)];
    const char *which = part->part_number && part->serial && walk_chance(walk, 70)
                            ? arena_printf(walk->line.arena, "'part_number': '%s', 'serial': '%s'", part->part_number,
                                           part->serial)
                            : arena_printf(walk->line.arena, "'unit': '%s', 'unit_part_number': '%s', 'position': '%s'",
                                           unit->serial, unit->product->definition->part_number,
                                           unit->product->positions.items[position].name);
    const char *what = walk_chance(walk, 70)
                           ? arena_printf(walk->line.arena, "'lot': 'L%zu'", walk_below(walk, 4))
                           : ONE_OF(walk, SAID);
    return line_change(&walk->line, &change, "{%s, %s, 'reason': 'read off again'}", which, what);
}

/* One of the last ones that were said of what left, if there is one. */
static struct said decide_description(struct walk *walk)
{
    int64_t position = 1;
    for (size_t i = walk->model->description_count; i-- > 0 && (position == 1 || walk_chance(walk, 30));)
        if (walk->model->descriptions[i].open)
            position = walk->model->descriptions[i].journal_position;
    const struct change change = {.command = walk_chance(walk, 70) ? countersign_description : reject_description,
                                  .by = walk_chance(walk, 50) ? ROLE_ADMIN : ROLE_QUALITY,
                                  .path = {arena_printf(walk->line.arena, "%lld", (long long)position)},
                                  .record = &REASON_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'so it seems to me too'}");
}

static struct said scrap(struct walk *walk)
{
    const struct model_unit *unit = any_unit(walk);
    const struct change change = {
        .command = scrap_unit, .by = ROLE_QUALITY, .path = {unit->serial}, .record = &UNIT_BODY_RECORD};
    return line_change(&walk->line, &change, "{'reason': 'it fell'}");
}

/* It may change, something was done on it, and nothing runs. */
static bool is_at_rest(const struct model_unit *unit)
{
    bool rests = unit->started && !unit->shipped && !unit->scrapped && !unit->inside;
    for (size_t i = 0; i < unit->product->operations.count; i++)
        rests = rests && !model_runs(&unit->operations[i]);
    return rests;
}

/* One unit of an order mostly, or those before an operation; to a later revision, or now and then one that is none. */
static struct said revise(struct walk *walk)
{
    static const char *const OF_RACKS[] = {"B", "B", "B", "B", "A", "Z"};
    static const char *const OF_TRAYS[] = {"B", "C", "C", "C", "A"};
    const struct model_unit *unit = any_unit(walk);
    for (int tries = 0; tries < 10 && !is_at_rest(unit); tries++)
        unit = any_unit(walk);
    const struct product *product = unit->product;
    size_t any = walk_below(walk, product->operations.count);
    bool is_rack = !strcmp(product->definition->part_number, "R-1");
    const char *which = walk_chance(walk, 80) ? arena_printf(walk->line.arena, "'units': ['%s']", unit->serial)
                                              : arena_printf(walk->line.arena, "'before': '%s'",
                                                             product->operations.items[any].definition->operation);
    const struct change change = {
        .command = revise_order, .by = ROLE_PLANNER, .path = {unit->order}, .record = &ORDER_REVISED_RECORD};
    return line_change(&walk->line, &change, "{'revision': '%s', %s, 'reason': 'a change notice'}",
                       is_rack ? ONE_OF(walk, OF_RACKS) : ONE_OF(walk, OF_TRAYS), which);
}

/* A new order of one or two units, or of nothing once the model is full; now and then a hold lies on it before there are
 * any. */
static struct said order(struct walk *walk)
{
    bool room = walk->model->unit_count + 2 <= MODEL_UNITS_MAX;
    const char *name = arena_printf(walk->line.arena, "O-%lld", (long long)walk->orders++);
    const struct change plan = {.command = plan_order, .by = ROLE_PLANNER, .record = &ORDER_PLANNED_RECORD};
    const struct change hold = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    const struct change release = {.command = release_order, .by = ROLE_PLANNER, .path = {name}};
    struct said said =
        line_change(&walk->line, &plan, "{'order': '%s', 'part_number': '%s', 'revision': 'A', 'quantity': %d}", name,
                    walk_chance(walk, 60) ? "T-1" : "R-1", room ? 1 + walk_chance(walk, 50) : 0);
    if (!said.fault && walk_chance(walk, 30))
        said = line_change(&walk->line, &hold, "{'order': '%s', 'reason': 'a drawing is missing'}", name);
    return said.fault ? said : line_change(&walk->line, &release, " ");
}

static struct said end_order(struct walk *walk)
{
    const char *name = any_unit(walk)->order;
    const struct change cancel = {
        .command = cancel_order, .by = ROLE_PLANNER, .path = {name}, .record = &REASON_FREE_RECORD};
    const struct change close = {
        .command = close_order, .by = ROLE_PLANNER, .path = {name}, .record = &REASON_FREE_RECORD};
    return walk_chance(walk, 15) ? line_change(&walk->line, &cancel, "{'reason': 'the customer left'}")
                                 : line_change(&walk->line, &close, "{}");
}

struct said walk_edit(struct walk *walk)
{
    static const struct {
        struct said (*edit)(struct walk *walk);
        size_t weight;
    } EDITS[] = {{hold, 8},           {unhold, 24},
                 {dispose, 50},       {countersign, 20},
                 {close_fault, 60},   {waive, 40},
                 {decide_waiver, 80}, {scrap, 4},
                 {order, 10},         {revise, 16},
                 {revoke, 8},         {end_order, 3},
                 {describe, 24},      {decide_description, 8},
                 {walk_receive, 20},  {walk_unreceive, 10},
                 {walk_unscrap, 3}};
    size_t total = 0, at = 0;
    for (size_t i = 0; i < sizeof EDITS / sizeof *EDITS; i++)
        total += EDITS[i].weight;
    for (size_t left = walk_below(walk, total); left >= EDITS[at].weight; at++)
        left -= EDITS[at].weight;
    return EDITS[at].edit(walk);
}
