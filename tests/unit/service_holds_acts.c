#include "domain/entry_records.h"
#include "service/views_hold.h"
#include "service_holds_twin.h"
#include "store/find_hold.h"

#include <string.h>

enum { TRAYS_FROM = 2 };
static const char *const PART_NUMBERS[ACT_UNITS] = {"R-1", "R-1", "T-1", "T-1", "T-1"};
static const char *const KIND_NAMES[] = {"hold", "found", "measured", "begun",    "given up",
                                         "out",  "in",    "back",     "released", "released whole"};

/* ---- made up ---- */

static size_t below(uint64_t *random, size_t end)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(*random >> 33) % end;
}

void acts_make_up(uint64_t seed, struct act acts[static ACTS])
{
    static const enum act_kind OFTEN[] = {FOUND,    FOUND, FOUND,    MEASURED, BEGUN,    BEGUN,
                                          GIVEN_UP, OUT,   IN,       RELEASED, BACK,     BACK,
                                          BACK,     BACK,  RELEASED, RELEASED, RELEASED, RELEASED_WHOLE};
    const unsigned all = (1U << ACT_UNITS) - 1;
    uint64_t random = seed * 7919;
    const size_t hold = below(&random, ACTS / 2);
    for (size_t i = 0; i < ACTS; i++) {
        acts[i] = (struct act){
            .kind = OFTEN[below(&random, sizeof OFTEN / sizeof *OFTEN)],
            .unit = below(&random, ACT_UNITS),
            .by_bob = below(&random, 4) > 0,
            .chance = below(&random, 6),
            .units = below(&random, 2) ? all : (unsigned)below(&random, all + 1),
        };
        if (i == hold)
            acts[i].kind = HOLD;
    }
}

const char *acts_told(const struct act acts[static ACTS], struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < ACTS; i++)
        if (acts[i].done)
            text = arena_printf(arena, "%s%zu: %s%s, unit %zu, chance %zu, units %x, event %zu%s\n", text, i,
                                KIND_NAMES[acts[i].kind], acts[i].by_bob ? " by bob" : "", acts[i].unit, acts[i].chance,
                                acts[i].units, acts[i].event, acts[i].taken_back ? ", taken back" : "");
    return text;
}

/* ---- played ---- */

void plant_open(struct plant *plant)
{
    built_open(&plant->built);
    const struct built *built = &plant->built;
    const char *const serials[ACT_UNITS] = {built->racks[0], built->racks[1], built->trays[0], built->trays[1],
                                            built->trays[2]};
    memcpy(plant->serials, serials, sizeof serials);
    plant->hold = ABSENT_INTEGER;
    built_step(&plant->built.line, "BENCH-1", "operation.started", plant->serials[1], "030");
}

static bool lies(struct plant *plant, size_t unit)
{
    struct line *line = &plant->built.line;
    struct units units;
    bool ret;
    ck_assert_int_eq(find_units(line->reader->store, plant->serials[unit], PART_NUMBERS[unit], line->arena, &units),
                     NOTHING_WRONG);
    ck_assert_int_eq(find_hold_lies_on(line->reader->store, plant->hold, units.list.items[0].unit_id, &ret),
                     NOTHING_WRONG);
    return ret;
}

static bool place(struct plant *plant)
{
    const struct change change = {.command = place_hold, .by = ROLE_QUALITY, .record = &HOLD_PLACED_RECORD};
    struct line *line = &plant->built.line;
    struct said said = line_change(line, &change, "{'operator': 'bob', 'reason': 'was not shown how'}");
    plant->hold = said_entry(line, said_must(line, said)).journal_position;
    return true;
}

static bool release(struct plant *plant, const struct act *act, size_t number)
{
    struct line *line = &plant->built.line;
    const char *named = "";
    if (plant->hold == ABSENT_INTEGER)
        return false;
    for (size_t i = 0; i < ACT_UNITS && act->kind == RELEASED; i++)
        if (act->units & 1U << i && lies(plant, i))
            named = arena_printf(line->arena, "%s%s{'serial': '%s', 'part_number': '%s'}", named,
                                 *named ? ", " : ", 'units': [", plant->serials[i], PART_NUMBERS[i]);
    if (act->kind == RELEASED && !*named)
        return false;
    const struct change change = {.command = release_hold,
                                  .by = ROLE_QUALITY,
                                  .path = {arena_printf(line->arena, "%lld", (long long)plant->hold)},
                                  .record = &RELEASE_BODY_RECORD};
    return !line_change(line, &change, "{'reason': 'seen at %zu'%s%s}", number, named, *named ? "]" : "").fault;
}

/* Mostly one of the last things that bob did. */
static bool choose_slip(const struct act *acts, struct act *act, size_t i)
{
    for (size_t at = i, back = act->chance % 3; at-- > 0;)
        if (acts[at].done && *acts[at].id && !acts[at].taken_back && (acts[at].by_bob || act->by_bob) && !back--) {
            act->event = at;
            return true;
        }
    return false;
}

static struct said remove_part(struct line *line, const char *who, const struct act *act)
{
    const bool rack = act->unit < TRAYS_FROM, tray = rack && act->chance % 2;
    return line_post(line, "BENCH-1", "component.removed", "%s, 'operation': '%s', 'position': '%s'", who,
                     tray   ? "030"
                     : rack ? "020"
                            : "010",
                     tray   ? "tray-1"
                     : rack ? "supply"
                            : "fan");
}

static struct said put_in(struct plant *plant, const char *who, const struct act *act)
{
    return line_post(&plant->built.line, "BENCH-1", "component.installed",
                     "%s, 'operation': '030', 'position': 'tray-%zu', 'part_number': 'T-1', 'serial': '%s',"
                     " 'revision': 'A'",
                     who, 1 + act->chance % 2, plant->serials[TRAYS_FROM + act->chance % 3]);
}

static struct said post(struct plant *plant, const struct act *acts, const struct act *act)
{
    struct line *line = &plant->built.line;
    const size_t unit = act->kind == IN ? 1 : act->unit;
    const bool rack = unit < TRAYS_FROM;
    const char *station = rack ? "BENCH-1" : "TEST-1";
    const char *who =
        arena_printf(line->arena, "'unit': '%s', 'operator': '%s'", plant->serials[unit], act->by_bob ? "bob" : "ann");
    switch (act->kind) {
    case FOUND:
        return line_post(line, "BENCH-1", "defect.reported", "%s, 'code': 'DENT'", who);
    case MEASURED:
        return line_post(line, station, "measurement.recorded", "%s, 'operation': '020', %s", who,
                         rack ? "'characteristic': 'torque', 'position': 'supply', 'value': 10"
                              : "'characteristic': 'input', 'value': 50");
    case BEGUN:
        return line_post(line, station, "operation.started", "%s, 'operation': '020'%s", who,
                         rack ? ", 'tool': 'TW-1'" : "");
    case GIVEN_UP:
        return line_post(line, station, "operation.aborted", "%s, 'operation': '020', 'reason': 'lunch'", who);
    case OUT:
        return remove_part(line, who, act);
    case IN:
        return put_in(plant, who, act);
    case HOLD:
    case BACK:
    case RELEASED:
    case RELEASED_WHOLE:
        break;
    }
    return line_post(line, NULL, "event.corrected", "'event': '%s', 'reason': 'a slip'", acts[act->event].id);
}

bool plant_play(struct plant *plant, struct act *acts, size_t i)
{
    struct act *act = &acts[i];
    if (act->kind == HOLD)
        return place(plant);
    if (act->kind == RELEASED || act->kind == RELEASED_WHOLE)
        return release(plant, act, i);
    if (act->kind == BACK && !choose_slip(acts, act, i))
        return false;
    struct said said = post(plant, acts, act);
    if (!said.fault && act->kind != BACK)
        uuid_format(said_entry(&plant->built.line, said).id, act->id);
    return !said.fault;
}
