#include "service_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* splitmix64, public domain (Sebastiano Vigna): any seed will do. */
static uint64_t next_random(struct walk *walk)
{
    uint64_t z = (walk->random += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

size_t walk_below(struct walk *walk, size_t end)
{
    return (size_t)(next_random(walk) % end);
}

bool walk_chance(struct walk *walk, size_t percent)
{
    return walk_below(walk, 100) < percent;
}

struct principal walk_speaker(const char *station)
{
    return station ? speaker_station(station) : speaker(ROLE_QUALITY);
}

void walk_keep(struct walk *walk, const struct walk_event *event, const char *answer)
{
    struct walk_kept *kept = &walk->kept[walk->kept_count++ % WALK_KEPT];
    free(kept->json);
    free(kept->answer);
    *kept = (struct walk_kept){.json = strdup(event->json), .answer = strdup(answer), .station = event->station};
    snprintf(kept->id, sizeof kept->id, "%s", event->id);
}

void walk_drop_kept(struct walk *walk)
{
    for (size_t i = 0; i < WALK_KEPT; i++) {
        free(walk->kept[i].json);
        free(walk->kept[i].answer);
    }
}

const struct walk_kept *walk_kept(struct walk *walk, size_t latest)
{
    size_t count = walk->kept_count < WALK_KEPT ? walk->kept_count : WALK_KEPT;
    if (!count)
        return NULL;
    size_t back = 1 + walk_below(walk, count < latest ? count : latest);
    return &walk->kept[(walk->kept_count - back) % WALK_KEPT];
}

static const char *const STATIONS[] = {"BENCH-1", "BENCH-2", "TEST-1", "BURN-1", "QA-1", "DOCK-1", "NOWHERE"};
static const char *const OPERATORS[] = {"ann", "bob", "eve", "old", "nobody"};
static const char *const OPERATIONS[] = {"010", "020", "025", "030", "035", "040", "050", "060", "070", "999"};
static const char *const POSITIONS[] = {"board", "fan",    "supply", "cable",  "label",
                                        "guard", "tray-1", "tray-2", "nowhere"};

static struct model_unit *any_unit(struct walk *walk)
{
    return &walk->model->units[walk_below(walk, walk->model->unit_count)];
}

static struct walk_event event(struct walk *walk, const char *id, const char *station, const char *type,
                               const char *members)
{
    char at[TIME_TEXT_SIZE];
    time_format(walk->line.now_us, at);
    const char *json = line_json(&walk->line, "{'id': '%s', 'type': '%s', 'at': '%s', %s}", id, type, at, members);
    return (struct walk_event){.id = id, .json = json, .station = station};
}

static const char *subject(struct walk *walk, const struct model_unit *unit, const char *operation, const char *badge)
{
    return arena_printf(walk->line.arena, "'unit': '%s', 'operation': '%s', 'operator': '%s'", unit->serial, operation,
                        badge);
}

/* ---- sensible ---- */

/* A station where an operation may run. */
static const char *station_for(struct walk *walk, const char *type)
{
    static const struct {
        const char *type, *station;
    } ROWS[] = {{"bench", "BENCH-1"}, {"test", "TEST-1"}, {"burn-in", "BURN-1"}, {"inspection", "QA-1"}};
    if (!strcmp(type, "bench") && walk_chance(walk, 25))
        return "BENCH-2";
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (!strcmp(type, ROWS[i].type))
            return ROWS[i].station;
    return "DOCK-1";
}

static const char *worker_for(struct walk *walk, const struct operation_definition *definition)
{
    if (walk_chance(walk, 3))
        return ONE_OF(walk, OPERATORS);
    if (definition->kind == OPERATION_INSPECTION)
        return "eve";
    return walk_chance(walk, 50) ? "ann" : "bob";
}

static bool is_free_tray(const struct walk *walk, const struct model_unit *unit)
{
    bool free = !strcmp(unit->product->definition->part_number, "T-1") && !unit->inside && !unit->scrapped &&
                !model_held(walk->model, unit);
    for (size_t i = 0; i < unit->product->operations.count; i++)
        free = free && operation_is_done(unit->operations[i].state);
    for (size_t i = 0; i < walk->model->gone_count; i++)
        free = free && (!walk->model->gone[i].serial || strcmp(walk->model->gone[i].serial, unit->serial));
    return free;
}

/* A tray to put in: one that is finished and free. NULL where there is none, or now and then any unit. */
static const char *tray_serial(struct walk *walk)
{
    if (walk_chance(walk, 3))
        return any_unit(walk)->serial;
    size_t count = walk->model->unit_count, from = walk_below(walk, count);
    for (size_t i = 0; i < count; i++)
        if (is_free_tray(walk, &walk->model->units[(from + i) % count]))
            return walk->model->units[(from + i) % count].serial;
    return NULL;
}

/* A bought part's serial: a new one, or now and then one that was there before; with Caps Lock on or off. */
static const char *part_serial(struct walk *walk)
{
    const bool again = walk->serials && walk_chance(walk, 12);
    const int64_t number = again ? (int64_t)walk_below(walk, (size_t)walk->serials) : walk->serials++;
    return arena_printf(walk->line.arena, "%c%lld", walk_chance(walk, again ? 60 : 10) ? 'p' : 'P', (long long)number);
}

static bool is_of(const struct model_part *part, const char *part_number)
{
    return part->part_number && part->serial && !strcmp(part->part_number, part_number);
}

static const char *known_part(struct walk *walk, const struct model_part *part)
{
    return arena_printf(walk->line.arena, "'part_number': '%s', 'serial': '%s'", part->part_number, part->serial);
}

/* A part that goes there; NULL where it is a tray, and none is ready. */
static const char *part_for(struct walk *walk, const char *part_number)
{
    const char *tray = strcmp(part_number, "T-1") ? NULL : tray_serial(walk);
    if (!strcmp(part_number, "T-1"))
        return tray ? arena_printf(walk->line.arena, "'part_number': 'T-1', 'serial': '%s'", tray) : NULL;
    if (!strcmp(part_number, "FAN") || !strcmp(part_number, "CBL") || !strcmp(part_number, "GRD"))
        return arena_printf(walk->line.arena, "'part_number': '%s', 'lot': 'L%zu', 'supplier': 'S%zu'", part_number,
                            walk_below(walk, 4), walk_below(walk, 6));
    for (size_t i = 0; i < walk->model->gone_count && walk_chance(walk, 10); i++)
        if (is_of(&walk->model->gone[i], part_number))
            return known_part(walk, &walk->model->gone[i]);
    for (size_t i = walk->model->receipt_count; i-- > 0 && walk_chance(walk, 40);)
        if (is_of(&walk->model->receipts[i].part, part_number))
            return known_part(walk, &walk->model->receipts[i].part);
    const char *lot =
        walk_chance(walk, 50) ? arena_printf(walk->line.arena, ", 'lot': 'L%zu'", walk_below(walk, 4)) : "";
    if (walk_chance(walk, 20))
        return arena_printf(walk->line.arena, "'part_number': '%s-2', 'revision': 'B', 'serial': '%s'%s", part_number,
                            part_serial(walk), lot);
    return arena_printf(walk->line.arena, "'part_number': '%s', 'serial': '%s'%s", part_number, part_serial(walk), lot);
}

/* A value of a characteristic within its limits, or now and then not. */
static double value_for(struct walk *walk, const char *characteristic)
{
    double good = !strcmp(characteristic, "input") ? 50 : 9;
    return walk_chance(walk, 6) ? good + 5 : good;
}

static struct walk_event meet_need(struct walk *walk, const char *id, const struct model_unit *unit,
                                   const char *station, const char *who, const struct need *need)
{
    struct arena *arena = walk->line.arena;
    if (need->unapproved)
        return event(walk, id, station, "component.removed",
                     arena_printf(arena, "%s, 'position': '%s', 'removal': 'reuse'", who, need->position));
    const char *part = need->part_number ? part_for(walk, need->part_number) : NULL;
    if (part)
        return event(walk, id, station, "component.installed",
                     arena_printf(arena, "%s, 'position': '%s', %s", who, need->position, part));
    if (need->part_number)
        return (struct walk_event){0};
    const char *at = need->position ? arena_printf(arena, ", 'position': '%s'", need->position) : "";
    if (need->characteristic)
        return event(walk, id, station, "measurement.recorded",
                     arena_printf(arena, "%s%s, 'characteristic': '%s', 'value': %g", who, at, need->characteristic,
                                  value_for(walk, need->characteristic)));
    if (need->check) {
        const char *good = !strcmp(need->check, "pick-list") ? "complete" : "yes";
        const char *bad = !strcmp(need->check, "pick-list") ? "short" : "no";
        return event(walk, id, station, "check.recorded",
                     arena_printf(arena, "%s%s, 'check': '%s', 'answer': '%s'", who, at, need->check,
                                  walk_chance(walk, 5) ? bad : good));
    }
    const char *builder = arena_printf(arena, "'unit': '%s', 'operation': '060', 'operator': 'bob'", unit->serial);
    const char *second = subject(walk, unit, "060", walk_chance(walk, 80) ? "ivy" : "eve");
    return event(walk, id, station, "unit.signed", walk_chance(walk, 20) ? builder : second);
}

/* A dent is one of a part, wherever it is. */
static const char *fault_in(struct walk *walk, const struct model_unit *unit, const char *who, const char *code)
{
    const char *at = "";
    for (size_t i = 0; !strcmp(code, "DENT") && i < unit->product->positions.count; i++)
        if (unit->parts[i].serial)
            at = arena_printf(walk->line.arena, ", 'position': '%s'", unit->product->positions.items[i].name);
    return arena_printf(walk->line.arena, "%s, 'code': '%s'%s", who, code, at);
}

/* What brings an open run to its end. */
static struct walk_event go_on(struct walk *walk, const char *id, struct model_unit *unit, size_t index)
{
    const struct model_operation *operation = &unit->operations[index];
    const struct operation_definition *definition = unit->product->operations.items[index].definition;
    const char *who = subject(walk, unit, definition->operation, worker_for(walk, definition));
    if (operation->state == OPERATION_PAUSED)
        return event(walk, id, operation->station, "operation.resumed", who);
    static const char *const FOUND[] = {"DENT", "D0", "D1", "D2", "D2", "D2", "D3", "D9"};
    if (walk_chance(walk, 3))
        return event(walk, id, operation->station, "defect.reported", fault_in(walk, unit, who, ONE_OF(walk, FOUND)));
    const struct next_query query = {.station = operation->station,
                                     .part_number = unit->product->definition->part_number};
    struct next_view next;
    ck_assert_int_eq(line_view(&walk->line, view_next, unit->serial, NULL, &query, &NEXT_VIEW_RECORD, &next),
                     NOTHING_WRONG);
    for (size_t i = 0; i < next.operations.count; i++) {
        const struct next_operation *of = &next.operations.items[i];
        if (!strcmp(of->operation, definition->operation) && of->needs.count && !walk_chance(walk, 3))
            return meet_need(walk, id, unit, operation->station, who,
                             &of->needs.items[walk_below(walk, of->needs.count)]);
    }
    if (definition->burn_in)
        line_pass_min(&walk->line, 45);
    if (walk_chance(walk, 4))
        who = arena_printf(walk->line.arena, "%s, 'defect': '%s'", who, ONE_OF(walk, FOUND));
    return event(walk, id, operation->station, "operation.completed", who);
}

static bool may_begin(const struct model_unit *unit, size_t index)
{
    const struct operation *operation = &unit->product->operations.items[index];
    const struct model_operation *row = &unit->operations[index];
    for (size_t i = 0; i < unit->product->operations.count; i++)
        if (bit_is_set(&operation->before, i) && !operation_is_done(unit->operations[i].state))
            return false;
    return !model_runs(row) && !operation_is_done(row->state) &&
           (row->state == OPERATION_INVALIDATED || row->failures < operation_attempt_limit(operation->definition));
}

static struct walk_event begin(struct walk *walk, const char *id, struct model_unit *unit, size_t index)
{
    static const char *const BAYS[] = {"B1", "B2", "B3"};
    const struct operation_definition *definition = unit->product->operations.items[index].definition;
    const char *more = "";
    if (definition->required_tool)
        more = walk_chance(walk, 95) ? ", 'tool': 'TW-1'" : ", 'tool': 'TW-0'";
    if (definition->burn_in)
        more = arena_printf(walk->line.arena, ", 'bay': '%s'", ONE_OF(walk, BAYS));
    return event(walk, id, station_for(walk, definition->station_type), "operation.started",
                 arena_printf(walk->line.arena, "%s%s",
                              subject(walk, unit, definition->operation, worker_for(walk, definition)), more));
}

/* A unit with all done: a rack is shipped, unless something is found on it at the last moment. */
static struct walk_event finish(struct walk *walk, const char *id, const struct model_unit *unit)
{
    const char *who = arena_printf(walk->line.arena, "'unit': '%s', 'operator': 'ann'", unit->serial);
    if (walk_chance(walk, 25))
        return event(walk, id, "DOCK-1", "defect.reported", arena_printf(walk->line.arena, "%s, 'code': 'DENT'", who));
    return event(walk, id, "DOCK-1", "unit.shipped", who);
}

/* The next thing to do on a unit; nothing where there is none. */
static struct walk_event bring_on(struct walk *walk, const char *id, struct model_unit *unit)
{
    size_t count = unit->product->operations.count, from = walk_below(walk, count);
    if (unit->shipped || unit->scrapped || unit->inside)
        return (struct walk_event){0};
    if (walk_chance(walk, 5)) /* somebody is impatient */
        return begin(walk, id, unit, from);
    for (size_t i = 0; i < count; i++)
        if (model_runs(&unit->operations[(from + i) % count]))
            return go_on(walk, id, unit, (from + i) % count);
    for (size_t i = 0; i < count; i++)
        if (may_begin(unit, (from + i) % count))
            return begin(walk, id, unit, (from + i) % count);
    return strcmp(unit->product->definition->part_number, "R-1") ? (struct walk_event){0} : finish(walk, id, unit);
}

static struct walk_event take_out(struct walk *walk, const char *id, const struct model_unit *unit, int position)
{
    const struct position *at = &unit->product->positions.items[position];
    return event(walk, id, "BENCH-1", "component.removed",
                 arena_printf(walk->line.arena, "%s, 'position': '%s', 'removal': 'reuse'",
                              subject(walk, unit, at->line->operation, "ann"), at->name));
}

/* So does what quality decided to repair, sooner or later. */
static struct walk_event take_out_faulty(struct walk *walk, const char *id)
{
    const size_t count = walk->model->defect_count, from = count ? walk_below(walk, count) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct model_stop *defect = &walk->model->defects[(from + i) % count];
        const struct model_unit *unit = defect->unit;
        const bool repairs = defect->decided && !defect->closed && defect->disposition == DISPOSITION_REPAIR;
        const int position = repairs && defect->position ? product_position(unit->product, defect->position) : -1;
        if (position >= 0 && unit->parts[position].installed_by == defect->part.installed_by && !unit->shipped &&
            !unit->inside)
            return take_out(walk, id, unit, position);
    }
    return (struct walk_event){0};
}

/* What a hold is about comes out of the rack around it. */
static struct walk_event take_out_held(struct walk *walk, const char *id)
{
    for (size_t i = 0; i < walk->model->hold_count; i++) {
        const struct model_stop *hold = &walk->model->holds[i];
        const struct model_unit *rack = hold->open && hold->unit ? hold->unit->inside : NULL;
        for (size_t k = 0; rack && !rack->shipped && k < rack->product->positions.count; k++)
            if (rack->parts[k].serial && !strcmp(rack->parts[k].serial, hold->unit->serial))
                return take_out(walk, id, rack, (int)k);
    }
    return (struct walk_event){0};
}

/* One that was moved to a later revision and is in work; any where there is none. */
static struct model_unit *revised_unit(struct walk *walk)
{
    size_t count = walk->model->unit_count, from = walk_below(walk, count);
    for (size_t i = 0; i < count; i++) {
        struct model_unit *unit = &walk->model->units[(from + i) % count];
        if (unit->revised_by && !unit->shipped && !unit->scrapped && !unit->inside &&
            !strcmp(unit->product->definition->part_number, "R-1"))
            return unit;
    }
    return any_unit(walk);
}

/* What was just signed is taken back before the run ends, or it never would be; nothing where nothing was. */
static struct walk_event take_back_signature(struct walk *walk, const char *id)
{
    const struct walk_kept *kept = walk->kept_count ? &walk->kept[(walk->kept_count - 1) % WALK_KEPT] : NULL;
    if (!kept || !strstr(kept->json, ENTRY_TYPES[ENTRY_UNIT_SIGNED].name))
        return (struct walk_event){0};
    return event(walk, id, NULL, "event.corrected",
                 arena_printf(walk->line.arena, "'reason': 'the wrong badge', 'event': '%s'", kept->id));
}

struct walk_event walk_sensible(struct walk *walk, const char *id)
{
    struct walk_event back = walk_chance(walk, 40) ? take_back_signature(walk, id) : (struct walk_event){0};
    if (back.json)
        return back;
    struct walk_event out = walk_chance(walk, 3)   ? take_out_held(walk, id)
                            : walk_chance(walk, 5) ? take_out_faulty(walk, id)
                                                   : (struct walk_event){0};
    if (out.json)
        return out;
    if (walk_chance(walk, 4)) /* what broke down is mended */
        return event(walk, id, ONE_OF(walk, STATIONS), "station.changed", "'state': 'productive'");
    for (int tries = 0; tries < 8; tries++) {
        struct walk_event next = bring_on(walk, id, walk_chance(walk, 25) ? revised_unit(walk) : any_unit(walk));
        if (next.json)
            return next;
    }
    return walk_wild(walk, id);
}

/* ---- wild ---- */

static const char *wild_members(struct walk *walk, enum entry_kind kind, const char *who, const char *position)
{
    static const char *const STATES[] = {"productive", "standby", "productive", "unscheduled_down"};
    static const char *const REMOVALS[] = {"reuse", "reuse", "scrap", "return_to_supplier"};
    static const char *const PARTS[] = {"BRD", "FAN", "PSU", "CBL", "T-1", "XXX"};
    struct arena *arena = walk->line.arena;
    const char *part = kind == ENTRY_COMPONENT_INSTALLED ? part_for(walk, ONE_OF(walk, PARTS)) : NULL;
    if (kind == ENTRY_STATION_CHANGED)
        return arena_printf(arena, "'state': '%s'", ONE_OF(walk, STATES));
    if (kind == ENTRY_COMPONENT_REMOVED)
        return arena_printf(arena, "%s, 'position': '%s', 'removal': '%s'", who, position, ONE_OF(walk, REMOVALS));
    if (kind == ENTRY_COMPONENT_INSTALLED)
        return arena_printf(arena, "%s, 'position': '%s', %s", who, position, part ? part : "'part_number': 'T-1'");
    if (kind == ENTRY_MEASUREMENT_RECORDED)
        return arena_printf(arena, "%s, 'characteristic': 'drop', 'value': %zu", who, walk_below(walk, 12));
    if (kind == ENTRY_CHECK_RECORDED)
        return arena_printf(arena, "%s, 'check': 'seated', 'answer': 'yes'", who);
    if (kind == ENTRY_DEFECT_REPORTED)
        return arena_printf(arena, "%s, 'code': 'D%zu'", who, walk_below(walk, 5));
    return who;
}

/* Removals and pauses come more often than the rest, or they would hardly ever fit. */
static enum entry_kind wild_kind(struct walk *walk)
{
    static const enum entry_kind OFTEN[] = {ENTRY_COMPONENT_REMOVED, ENTRY_COMPONENT_REMOVED, ENTRY_OPERATION_PAUSED};
    enum entry_kind kind = (enum entry_kind)walk_below(walk, ENTRY_EVENT_CORRECTED);
    if (kind == ENTRY_STATION_CHANGED && walk_chance(walk, 50))
        kind = ENTRY_DEFECT_REPORTED;
    return walk_chance(walk, 50) ? ONE_OF(walk, OFTEN) : kind;
}

/* Where the unit is and what is in it, for what would else hardly ever hit. */
static const char *aim(struct walk *walk, const struct model_unit *unit, const char **station, const char **operation)
{
    const char *position = ONE_OF(walk, POSITIONS);
    for (size_t i = 0; walk_chance(walk, 60) && i < unit->product->operations.count; i++)
        if (model_runs(&unit->operations[i])) {
            *station = unit->operations[i].station;
            *operation = unit->product->operations.items[i].definition->operation;
        }
    size_t count = unit->product->positions.count, from = walk_below(walk, count);
    for (size_t i = 0; walk_chance(walk, 80) && i < count; i++)
        if (unit->parts[(from + i) % count].part_number)
            position = unit->product->positions.items[(from + i) % count].name;
    return position;
}

/* The latest event of a kind that was kept; NULL when there is none. */
static const struct walk_kept *latest(const struct walk *walk, enum entry_kind kind)
{
    for (size_t back = 1; back <= walk->kept_count && back <= WALK_KEPT; back++) {
        const struct walk_kept *kept = &walk->kept[(walk->kept_count - back) % WALK_KEPT];
        if (strstr(kept->json, ENTRY_TYPES[kind].name))
            return kept;
    }
    return NULL;
}

/* One of the latest events is taken back, or now and then one from long ago, or none at all. */
static struct walk_event correct(struct walk *walk, const char *id)
{
    const struct walk_kept *kept = walk_kept(walk, walk_chance(walk, 70) ? 4 : WALK_KEPT);
    const struct walk_kept *removal = latest(walk, ENTRY_COMPONENT_REMOVED);
    if (removal && walk_chance(walk, 25))
        kept = removal;
    bool known = kept && walk_chance(walk, 95);
    return event(walk, id, known && walk_chance(walk, 80) ? kept->station : ONE_OF(walk, STATIONS), "event.corrected",
                 arena_printf(walk->line.arena, "'operator': 'ann', 'reason': 'a slip', 'event': '%s'",
                              known ? kept->id : "00000000-0000-7000-8000-000000000001"));
}

struct walk_event walk_wild(struct walk *walk, const char *id)
{
    const struct model_unit *unit = any_unit(walk);
    enum entry_kind kind = wild_kind(walk);
    for (int tries = 0; tries < 3 && kind == ENTRY_COMPONENT_REMOVED && !unit->scrapped; tries++)
        unit = any_unit(walk); /* what may be saved is saved sooner than what is built on is taken apart */
    const char *station = ONE_OF(walk, STATIONS), *operation = ONE_OF(walk, OPERATIONS);
    if (walk_chance(walk, 25))
        return correct(walk, id);
    const char *position = aim(walk, unit, &station, &operation);
    const char *badge = walk_chance(walk, 70) ? "ann" : ONE_OF(walk, OPERATORS);
    if (kind == ENTRY_COMPONENT_REMOVED && unit->scrapped && walk_chance(walk, 60))
        station = NULL;
    const char *who = subject(walk, unit, operation, badge);
    if (walk_chance(walk, 2))
        who = "'unit': 'T9999', 'operation': '010', 'operator': 'ann'";
    return event(walk, id, station, ENTRY_TYPES[kind].name, wild_members(walk, kind, who, position));
}
