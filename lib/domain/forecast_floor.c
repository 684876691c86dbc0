/* Places at stations in a simulated run: plain ones, and bays with their power and coolant. */
#include "domain/forecast_parts.h"

#include <string.h>

static enum fault floor_alloc(struct arena *arena, struct floor *floor)
{
    floor->types = arena_array(arena, floor->type_count, sizeof *floor->types);
    floor->bays = arena_array(arena, floor->bay_count, sizeof *floor->bays);
    floor->stations = arena_array(arena, floor->station_count, sizeof *floor->stations);
    return floor->types && floor->bays && floor->stations ? NOTHING_WRONG : FAULT_MEMORY;
}

/* The bays of a type lie side by side, in the order of their stations. A station that is down has none. */
static void lay_bays(const struct forecast_line *line, int type, struct floor *floor, size_t *at)
{
    floor->types[type].first_bay = *at;
    for (size_t i = 0; i < line->stations.count; i++) {
        const struct station *station = &line->stations.items[i];
        if (line->station_types[i] != type || station_is_down(station->state))
            continue;
        for (size_t j = 0; j < station->bays.count; j++)
            floor->bays[(*at)++] = (struct floor_bay){
                .station = (int)i,
                .bay = (int)j,
                .power_w = station->bays.items[j].power_w,
                .coolant_lpm = station->bays.items[j].coolant_lpm,
            };
        if (!station->bays.count)
            floor->types[type].plain += station->capacity == ABSENT_INTEGER ? 1 : station->capacity;
    }
    floor->types[type].bay_count = *at - floor->types[type].first_bay;
    floor->types[type].bays_free = floor->types[type].bay_count;
}

enum fault floor_make(const struct forecast_line *line, struct arena *arena, struct floor *ret)
{
    struct floor floor = {.type_count = line->types.count, .station_count = line->stations.count};
    for (size_t i = 0; i < line->stations.count; i++)
        floor.bay_count += station_is_down(line->stations.items[i].state) ? 0 : line->stations.items[i].bays.count;
    enum fault fault = floor_alloc(arena, &floor);
    if (fault)
        return fault;
    for (size_t i = 0; i < line->stations.count; i++) {
        const struct station *station = &line->stations.items[i];
        floor.stations[i].type = station_is_down(station->state) ? -1 : line->station_types[i];
        floor.stations[i].power_w = station->power_w == ABSENT_INTEGER ? INT64_MAX : station->power_w;
        floor.stations[i].coolant_lpm = isnan(station->coolant_lpm) ? INFINITY : station->coolant_lpm;
    }
    size_t at = 0;
    for (size_t type = 0; type < line->types.count; type++)
        lay_bays(line, (int)type, &floor, &at);
    *ret = floor;
    return NOTHING_WRONG;
}

enum fault floor_like(const struct floor *floor, struct arena *arena, struct floor *ret)
{
    struct floor copy = *floor;
    enum fault fault = floor_alloc(arena, &copy);
    if (!fault)
        *ret = copy;
    return fault;
}

void floor_copy(const struct floor *from, struct floor *to)
{
    memcpy(to->types, from->types, from->type_count * sizeof *from->types);
    memcpy(to->bays, from->bays, from->bay_count * sizeof *from->bays);
    memcpy(to->stations, from->stations, from->station_count * sizeof *from->stations);
}

static bool suffices(int64_t power_w, double coolant_lpm, const struct demand *demand)
{
    return demand->power_w <= power_w && demand->coolant_lpm <= coolant_lpm + COOLANT_ROUNDING_LPM;
}

static void take_bay(struct floor *floor, size_t index, const struct demand *demand)
{
    struct floor_bay *bay = &floor->bays[index];
    struct floor_station *station = &floor->stations[bay->station];
    bay->taken = true;
    bay->taken_w = demand->power_w;
    bay->taken_lpm = demand->coolant_lpm;
    if (station->power_w != INT64_MAX)
        station->power_w -= demand->power_w;
    station->coolant_lpm -= demand->coolant_lpm;
    floor->types[demand->type].bays_free--;
}

bool floor_take(struct floor *floor, const struct demand *demand, int *ret_place)
{
    struct floor_type *type = &floor->types[demand->type];
    if (!demand->bay && type->plain > 0) {
        type->plain--;
        *ret_place = PLACE_PLAIN;
        return true;
    }
    const struct floor_bay *weakest = NULL;
    for (size_t i = 0; type->bays_free && i < type->bay_count; i++) {
        const struct floor_bay *bay = &floor->bays[type->first_bay + i];
        const struct floor_station *station = &floor->stations[bay->station];
        if (!bay->taken && suffices(bay->power_w, bay->coolant_lpm, demand) &&
            suffices(station->power_w, station->coolant_lpm, demand) && (!weakest || bay->power_w < weakest->power_w))
            weakest = bay;
    }
    if (!weakest)
        return false;
    *ret_place = (int)(weakest - floor->bays);
    take_bay(floor, (size_t)*ret_place, demand);
    return true;
}

int floor_take_begun(struct floor *floor, const struct forecast_begun *begun, const struct demand *demand)
{
    struct floor_type *type = &floor->types[demand->type];
    if (begun->station < 0 || floor->stations[begun->station].type != demand->type)
        return PLACE_NONE;
    for (size_t i = type->first_bay; i < type->first_bay + type->bay_count; i++)
        if (floor->bays[i].station == begun->station && floor->bays[i].bay == begun->bay && !floor->bays[i].taken) {
            take_bay(floor, i, demand);
            return (int)i;
        }
    if (begun->bay >= 0)
        return PLACE_NONE;
    type->plain--;
    return PLACE_PLAIN;
}

void floor_give(struct floor *floor, int type, int place)
{
    if (place == PLACE_NONE)
        return;
    if (place == PLACE_PLAIN) {
        floor->types[type].plain++;
        return;
    }
    struct floor_bay *bay = &floor->bays[place];
    struct floor_station *station = &floor->stations[bay->station];
    bay->taken = false;
    if (station->power_w != INT64_MAX)
        station->power_w += bay->taken_w;
    station->coolant_lpm += bay->taken_lpm;
    floor->types[type].bays_free++;
}

int64_t floor_places(const struct floor *floor, int type)
{
    return floor->types[type].plain + floor->types[type].bays_free;
}
