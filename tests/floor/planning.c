#include "floor/planning.h"

#include "base/json.h"
#include "floor/memory.h"
#include "floor/office.h"

#include <string.h>

struct reading {
    struct plant *plant;
    const char *order;
    bool dated; /* 50 % comes no later than 90 % */
};

static const char *rack_order(const struct plant *plant, const struct orders *orders, struct arena *arena)
{
    return TEXT(arena, "%s-%04d", catalog_top(&plant->catalog)->definition.part_number, orders->number);
}

static void read_calendar(void *context, const struct json *document)
{
    struct reading *reading = context;
    atomic_store(&reading->plant->tally.shifts, (long long)json_count(object_member(document, "shifts")));
}

/* Times are all in one form, and of one zone: they compare as texts. */
static void read_dates(void *context, const struct json *document)
{
    struct reading *reading = context;
    const struct json *orders = object_member(document, "orders");
    for (size_t i = 0; i < json_count(orders); i++) {
        const char *order = json_text_member(json_item(orders, i), "order");
        const char *p50 = json_text_member(json_item(orders, i), "p50");
        const char *p90 = json_text_member(json_item(orders, i), "p90");
        if (order && !strcmp(order, reading->order))
            reading->dated = p50 && p90 && strcmp(p50, p90) <= 0;
    }
}

/* An order has no date while a hold lies on a rack of it, which the floor lifts in a moment. */
static bool ask(struct plant *plant, const char *path, const char *body, const char *order)
{
    enum { TRIES = 20, TRY_US = 100000 };
    struct reading reading = {.plant = plant, .order = order};
    for (int i = 0; !reading.dated && i < TRIES && !plant_stopping(plant); i++) {
        if (i)
            sleep_us(TRY_US);
        if (!office_ask(plant, &plant->planner, path, body, read_dates, &reading))
            return false;
    }
    return reading.dated;
}

void planning_ahead(struct plant *plant, const struct orders *orders)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct reading reading = {.plant = plant, .order = rack_order(plant, orders, arena)};
    const char *priorities =
        TEXT(arena, "{\"priorities\":[{\"order\":\"%s\",\"priority\":1}]}", rack_order(plant, orders, arena));
    if (plant->options->setup)
        office_ask(plant, &plant->planner, "/v1/calendar", NULL, read_calendar, &reading);
    atomic_fetch_add(&plant->tally.forecasts, ask(plant, "/v1/forecast", NULL, reading.order));
    atomic_fetch_add(&plant->tally.what_ifs, ask(plant, "/v1/forecast/what-if", priorities, reading.order));
    office_post(plant, &plant->planner, "/v1/forecast/record", "{}", NULL);
}

static void read_errors(void *context, const struct json *document)
{
    struct plant *plant = context;
    const struct json *past = object_member(document, "past");
    for (size_t i = 0; i < json_count(past); i++)
        atomic_fetch_add(&plant->tally.errors, object_member(json_item(past, i), "error_p50_min") != NULL);
}

bool planning_looks_back(struct plant *plant, const struct orders *orders)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *path = TEXT(arena, "/v1/orders/%s/forecast", rack_order(plant, orders, arena));
    return office_ask(plant, &plant->planner, path, NULL, read_errors, plant);
}
