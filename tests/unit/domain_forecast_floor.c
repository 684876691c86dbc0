#include "forecast_floor.h"

#include "suite.h"

#include <string.h>

static const double AT_ONCE[FORECAST_SAMPLES_MIN];

struct floor_line floor_begin(void)
{
    struct floor_line floor = {.arena = arena_new(0)};
    ck_assert_ptr_nonnull(floor.arena);
    floor.line.types.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.types.items);
    floor.line.stations.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.stations.items);
    floor.line.station_types = arena_array(floor.arena, FLOOR_MAX, sizeof(int));
    floor.line.routes.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.routes.items);
    floor.line.orders.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.orders.items);
    floor.line.units.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.units.items);
    floor.line.parts.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.parts.items);
    floor.line.choices.items = arena_array(floor.arena, FLOOR_MAX, sizeof *floor.line.choices.items);
    floor.line.decisions[false] = floor.line.decisions[true] =
        (struct forecast_decisions){.times = AT_ONCE, .measured = FORECAST_SAMPLES_MIN};
    return floor;
}

void floor_end(struct floor_line *floor)
{
    arena_free(floor->arena);
}

int floor_type(struct floor_line *floor, const char *type)
{
    floor->line.types.items[floor->line.types.count] = type;
    return (int)floor->line.types.count++;
}

int floor_station(struct floor_line *floor, int type, int64_t capacity)
{
    struct station station;
    record_clear(&STATION_RECORD, &station);
    station.station = arena_printf(floor->arena, "S%zu", floor->line.stations.count);
    station.type = floor->line.types.items[type];
    station.capacity = capacity;
    station.state = STATION_STANDBY;
    ((int *)floor->line.station_types)[floor->line.stations.count] = type;
    floor->line.stations.items[floor->line.stations.count] = station;
    return (int)floor->line.stations.count++;
}

int floor_bays(struct floor_line *floor, int type, size_t bays, int64_t power_w, double coolant_lpm)
{
    const int index = floor_station(floor, type, ABSENT_INTEGER);
    struct station *station = &floor->line.stations.items[index];
    station->bays.items = arena_array(floor->arena, bays, sizeof *station->bays.items);
    station->bays.count = bays;
    for (size_t i = 0; i < bays; i++)
        station->bays.items[i] = (struct bay){arena_printf(floor->arena, "B%zu", i), power_w, coolant_lpm};
    return index;
}

static void define(struct floor_line *floor, const struct floor_operation *from, struct operation_definition *to)
{
    const char *blank = from->after ? strchr(from->after, ' ') : NULL;
    to->operation = from->operation;
    to->name = from->operation;
    to->kind = from->power_w ? OPERATION_BURN_IN : OPERATION_ASSEMBLY;
    to->station_type = floor->line.types.items[from->type];
    to->standard_min = from->standard_min;
    to->minimum_min = ABSENT_NUMBER;
    to->attempt_limit = ABSENT_INTEGER;
    to->after.items = arena_array(floor->arena, 2, sizeof *to->after.items);
    if (from->after)
        to->after.items[to->after.count++] =
            arena_copy(floor->arena, from->after, blank ? (size_t)(blank - from->after) : strlen(from->after));
    if (blank)
        to->after.items[to->after.count++] = blank + 1;
    if (!from->power_w)
        return;
    to->burn_in = arena_alloc(floor->arena, sizeof *to->burn_in);
    *to->burn_in = (struct burn_in){.hours = from->standard_min / 60,
                                    .power_w = from->power_w,
                                    .coolant_lpm = from->coolant_lpm,
                                    .pause = PAUSE_KEEP};
}

int floor_route(struct floor_line *floor, const struct floor_operation *operations)
{
    const int index = (int)floor->line.routes.count++;
    struct product_definition *definition = arena_alloc(floor->arena, sizeof *definition);
    struct product *product = arena_alloc(floor->arena, sizeof *product);
    size_t count = 0;
    while (operations[count].operation)
        count++;
    definition->part_number = "UNIT";
    definition->revision = "A";
    definition->name = "A unit";
    definition->serial_format = "U{seq:5}";
    definition->rack_units = ABSENT_INTEGER;
    definition->routing.items = arena_array(floor->arena, count, sizeof *definition->routing.items);
    definition->routing.count = count;
    floor->tasks[index] = arena_array(floor->arena, count, sizeof *floor->tasks[index]);
    for (size_t i = 0; i < count; i++) {
        define(floor, &operations[i], &definition->routing.items[i]);
        floor->tasks[index][i].type = operations[i].type;
    }
    struct reasons reasons = {.arena = floor->arena};
    ck_assert_msg(!product_compile(definition, product, &reasons), "%s %s",
                  reasons.count ? reasons.items[0].pointer : "", reasons.count ? reasons.items[0].detail : "");
    floor->line.routes.items[index] = (struct forecast_route){.product = product, .tasks = floor->tasks[index]};
    return index;
}

int floor_order(struct floor_line *floor, const char *order, int64_t priority, double due_min)
{
    floor->line.orders.items[floor->line.orders.count] =
        (struct forecast_order){.order = order, .priority = priority, .due_min = due_min};
    return (int)floor->line.orders.count++;
}

int floor_unit(struct floor_line *floor, int order, int route)
{
    const int index = (int)floor->line.units.count++;
    struct forecast_unit *unit = &floor->line.units.items[index];
    const size_t operations = floor->line.routes.items[route].product->operations.count;
    floor->steps[index] = arena_array(floor->arena, operations, sizeof *floor->steps[index]);
    *unit = (struct forecast_unit){
        .unit_id = index + 1, .order = order, .route = route, .part = -1, .steps = floor->steps[index]};
    unit->needs.items = arena_array(floor->arena, FLOOR_MAX, sizeof *unit->needs.items);
    return index;
}

int floor_part(struct floor_line *floor, int64_t completed)
{
    floor->line.parts.items[floor->line.parts.count] = completed;
    return (int)floor->line.parts.count++;
}

int floor_choice(struct floor_line *floor, unsigned parts)
{
    struct forecast_choice *choice = &floor->line.choices.items[floor->line.choices.count];
    choice->parts.items = arena_array(floor->arena, floor->line.parts.count, sizeof *choice->parts.items);
    for (size_t i = 0; i < floor->line.parts.count; i++)
        if (parts >> i & 1)
            choice->parts.items[choice->parts.count++] = (int)i;
    return (int)floor->line.choices.count++;
}

void floor_need(struct floor_line *floor, int unit, int operation, int choice, int64_t count)
{
    struct forecast_unit *needing = &floor->line.units.items[unit];
    needing->needs.items[needing->needs.count++] = (struct forecast_need){operation, choice, count};
}

void floor_measured(struct floor_line *floor, int route, int operation, const double *times, size_t count,
                    size_t failed)
{
    struct forecast_task *task = &floor->tasks[route][operation];
    task->times = times;
    task->measured = count;
    task->failed = failed;
}

struct forecast floor_forecast(struct floor_line *floor, int64_t runs)
{
    struct forecast forecast;
    const struct forecast_luck luck = {.runs = runs, .seed = 7};
    ck_assert_int_eq(forecast_simulate(&floor->line, &luck, floor->arena, &forecast), NOTHING_WRONG);
    ck_assert_int_eq(forecast.runs, runs);
    return forecast;
}

double floor_completes_min(struct floor_line *floor, int order)
{
    return floor_forecast(floor, 1).orders[order].p50_min;
}
