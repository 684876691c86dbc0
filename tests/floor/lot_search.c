#include "floor/lot_search.h"

#include "base/json.h"
#include "domain/state.h"
#include "floor/memory.h"
#include "floor/office.h"

#include <string.h>

enum { RACKS_SEEN = 3, LOTS_MAX = 12 };

static const char *text_of(const struct json *object, const char *name, struct arena *arena)
{
    const char *text = json_text_member(object, name);
    return text ? TEXT(arena, "%s", text) : NULL;
}

/* --- lists of units --- */

/* What is read of an answer, by whichever function reads it. */
struct reading {
    struct arena *arena;
    struct caught_list *units;
    struct lot *lots;
    size_t lot_count;
    bool inside; /* lots of what is inside trays are looked for */
    bool burnt_in;
};

static void read_units(void *context, const struct json *document)
{
    struct reading *reading = context;
    const struct json *items = object_member(document, "items");
    size_t count = items ? json_count(items) : 0;
    struct caught_list units = {.list.items = NEW_ARRAY(reading->arena, struct caught, count + 1)};
    for (size_t i = 0; i < count; i++) {
        const struct json *item = json_item(items, i);
        const char *state = json_text_member(item, "state");
        units.list.items[units.list.count++] = (struct caught){
            .serial = text_of(item, "serial", reading->arena),
            .part_number = text_of(item, "part_number", reading->arena),
            .state = state ? name_value(&UNIT_STATE_NAMES, state) : UNIT_ABSENT,
            .via = text_of(item, "via", reading->arena),
        };
    }
    *reading->units = units;
}

const char *lot_body(const struct lot *lot, struct arena *arena)
{
    return TEXT(arena, "{\"part_number\":\"%s\",\"lot\":\"%s\",\"reason\":\"a supplier's notice about lot %s\"}",
                lot->part_number, lot->lot, lot->lot);
}

bool lot_preview(struct plant *plant, const struct lot *lot, struct arena *arena, struct caught_list *ret)
{
    struct reading reading = {.arena = arena, .units = ret};
    return office_ask(plant, &plant->quality, "/v1/holds/preview?limit=1000", lot_body(lot, arena), read_units,
                      &reading);
}

bool lot_list(struct plant *plant, int64_t hold, struct arena *arena, struct caught_list *ret)
{
    struct reading reading = {.arena = arena, .units = ret};
    const char *path = TEXT(arena, "/v1/holds/%lld/units?limit=1000", (long long)hold);
    return office_ask(plant, &plant->quality, path, NULL, read_units, &reading);
}

/* --- lots --- */

static void add_lot(struct reading *reading, const struct json *component)
{
    const char *part_number = json_text_member(component, "part_number");
    const char *lot = json_text_member(component, "lot");
    if (!part_number || !lot || reading->lot_count == LOTS_MAX)
        return;
    for (size_t i = 0; i < reading->lot_count; i++)
        if (!strcmp(reading->lots[i].part_number, part_number) && !strcmp(reading->lots[i].lot, lot))
            return;
    reading->lots[reading->lot_count++] = (struct lot){
        .part_number = TEXT(reading->arena, "%s", part_number),
        .lot = TEXT(reading->arena, "%s", lot),
        .inside = reading->inside,
    };
}

static void read_lots(void *context, const struct json *document)
{
    struct reading *reading = context;
    const struct json *components = object_member(document, "components");
    for (size_t i = 0; components && i < json_count(components); i++) {
        const struct json *inner = object_member(json_item(components, i), "components");
        if (!reading->inside)
            add_lot(reading, json_item(components, i));
        for (size_t j = 0; reading->inside && inner && j < json_count(inner); j++)
            add_lot(reading, json_item(inner, j));
    }
}

static size_t count_on_floor(const struct plant *plant, const struct caught_list *units)
{
    const char *rack = catalog_top(&plant->catalog)->definition.part_number;
    size_t count = 0;
    for (size_t i = 0; i < units->list.count; i++)
        count += units->list.items[i].state == UNIT_IN_PROCESS && !strcmp(units->list.items[i].part_number, rack);
    return count;
}

bool lot_search(struct plant *plant, const struct orders *orders, bool inside, struct arena *arena, struct lot *ret)
{
    struct caught_list racks, preview;
    struct lot lots[LOTS_MAX];
    struct reading reading = {.arena = arena, .units = &racks, .lots = lots, .inside = inside};
    const char *rack = catalog_top(&plant->catalog)->definition.part_number;
    const char *path = TEXT(arena, "/v1/units?order=%s-%04d&state=in_process&limit=20", rack, orders->number);
    if (!office_ask(plant, &plant->quality, path, NULL, read_units, &reading))
        return false;
    for (size_t i = 0; i < racks.list.count && i < RACKS_SEEN; i++) {
        path = TEXT(arena, "/v1/units/%s/as-built?part_number=%s", racks.list.items[i].serial, rack);
        if (!office_ask(plant, &plant->quality, path, NULL, read_lots, &reading))
            return false;
    }
    size_t most = 0;
    for (size_t i = 0; i < reading.lot_count; i++) {
        if (!lot_preview(plant, &lots[i], arena, &preview))
            return false;
        size_t count = count_on_floor(plant, &preview);
        if (count > most)
            *ret = lots[i];
        most = count > most ? count : most;
    }
    return most > 0;
}

/* --- one rack --- */

static void read_burn_in(void *context, const struct json *document)
{
    struct reading *reading = context;
    const struct json *operations = object_member(document, "operations");
    for (size_t i = 0; operations && i < json_count(operations); i++) {
        const char *kind = json_text_member(json_item(operations, i), "kind");
        const char *state = json_text_member(json_item(operations, i), "state");
        if (kind && state && !strcmp(kind, "burn_in") && strcmp(state, "blocked") && strcmp(state, "ready"))
            reading->burnt_in = true;
    }
}

bool lot_burnt_in(struct plant *plant, const struct caught *rack, struct arena *arena)
{
    struct reading reading = {.arena = arena};
    const char *path = TEXT(arena, "/v1/units/%s?part_number=%s", rack->serial, rack->part_number);
    return !office_ask(plant, &plant->quality, path, NULL, read_burn_in, &reading) || reading.burnt_in;
}
