#include "floor/plant.h"

#include "base/time.h"
#include "floor/later.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { UNEXPECTED_MAX = 20 };

static void office_init(struct office *office)
{
    *office = (struct office){0};
    pthread_mutex_init(&office->lock, NULL);
}

static void office_free(struct office *office)
{
    client_free(office->client);
    pthread_mutex_destroy(&office->lock);
}

void plant_init(struct plant *plant, const struct options *options, struct arena *arena)
{
    plant->options = options;
    plant->later = later_revision(catalog_top(&plant->catalog), arena);
    plant->crew = crew_for(&plant->catalog, arena);
    plant->layout = layout_for(&plant->catalog, arena);
    plant->wire.url = options->url;
    office_init(&plant->planner);
    office_init(&plant->quality);
    office_init(&plant->second);
    board_init(&plant->board, plant->layout.types.count);
    stock_init(&plant->stock);
    exchange_init(&plant->exchange);
    name_set_init(&plant->claims);
    name_set_init(&plant->begun);
    name_set_init(&plant->built);
    name_set_init(&plant->spoiled);
    name_set_init(&plant->in_hand);
    name_set_init(&plant->failing);
    name_set_init(&plant->mistaken);
    name_set_init(&plant->swapped);
    name_set_init(&plant->closed);
    name_set_init(&plant->reopened);
    name_set_init(&plant->played);
    name_set_init(&plant->repairs);
    name_set_init(&plant->revised);
    name_set_init(&plant->bad_lots);
    name_set_init(&plant->salvaged);
    pthread_mutex_init(&plant->pace_lock, NULL);
}

void plant_free(struct plant *plant)
{
    office_free(&plant->planner);
    office_free(&plant->quality);
    office_free(&plant->second);
    board_free(&plant->board);
    stock_free(&plant->stock);
    exchange_free(&plant->exchange);
    name_set_free(&plant->claims);
    name_set_free(&plant->begun);
    name_set_free(&plant->built);
    name_set_free(&plant->spoiled);
    name_set_free(&plant->in_hand);
    name_set_free(&plant->failing);
    name_set_free(&plant->mistaken);
    name_set_free(&plant->swapped);
    name_set_free(&plant->closed);
    name_set_free(&plant->reopened);
    name_set_free(&plant->played);
    name_set_free(&plant->repairs);
    name_set_free(&plant->revised);
    name_set_free(&plant->bad_lots);
    name_set_free(&plant->salvaged);
    pthread_mutex_destroy(&plant->pace_lock);
}

void plant_stop(struct plant *plant)
{
    atomic_store(&plant->wire.cut, true);
    board_close(&plant->board);
}

bool plant_stopping(struct plant *plant)
{
    return atomic_load(&plant->wire.cut);
}

int64_t plant_now_us(const struct plant *plant)
{
    return plant->time.base_us + (int64_t)((double)(monotonic_us() - plant->time.monotonic_us) * plant->time.rate);
}

int64_t plant_minutes_us(const struct plant *plant, double minutes)
{
    return (int64_t)(minutes * (double)US_PER_MINUTE / plant->time.rate);
}

void plant_pace(struct plant *plant, size_t events)
{
    if (plant->options->fast)
        return;
    pthread_mutex_lock(&plant->pace_lock);
    int64_t now_us = monotonic_us();
    int64_t turn_us = plant->pace_next_us > now_us ? plant->pace_next_us : now_us;
    plant->pace_next_us = turn_us + (int64_t)((double)events * (double)US_PER_SECOND / plant->options->pace);
    pthread_mutex_unlock(&plant->pace_lock);
    while (!plant_stopping(plant) && (now_us = monotonic_us()) < turn_us)
        sleep_us(turn_us - now_us < 100000 ? turn_us - now_us : 100000);
}

void plant_unexpected(struct plant *plant, const char *format, ...)
{
    if (plant_stopping(plant))
        return;
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fprintf(stderr, "floor: unexpected: %s\n", text);
    if (atomic_fetch_add(&plant->tally.unexpected, 1) + 1 >= UNEXPECTED_MAX && !plant->options->people) {
        fputs("floor: too much that was not expected: stopping\n", stderr);
        plant_stop(plant);
    }
}

void plant_tell(const struct plant *plant, const char *format, ...)
{
    if (plant->options->fast)
        return;
    char text[400], at[TIME_TEXT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    moment_format((struct moment){.us = plant_now_us(plant), .offset_min = FLOOR_OFFSET_MIN}, at);
    printf("%.10s %.5s  %s\n", at, at + 11, text);
    fflush(stdout);
}

static void ring_operation(struct plant *plant, const struct recipe *recipe, size_t operation)
{
    int type = layout_type(&plant->layout, recipe->definition.routing.items[operation].station_type);
    if (type >= 0)
        board_ring(&plant->board, (size_t)type);
}

static bool comes_after(const struct operation *operation, int other)
{
    for (size_t i = 0; i < operation->after.count; i++)
        if (operation->after.items[i] == other)
            return true;
    return false;
}

enum { CLOSED_SIZE = 200 };

/* One operation that is closed for another. */
static void closed_name(const char *operation, const char *until, char ret[static CLOSED_SIZE])
{
    snprintf(ret, CLOSED_SIZE, "%s<%s", operation, until);
}

void plant_close_after(struct plant *plant, const struct recipe *recipe, int operation, const char *unit)
{
    const struct product *product = &recipe->product;
    char closed[CLOSED_SIZE];
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *other = &product->operations.items[i];
        const char *name = other->definition->operation;
        closed_name(name, product->operations.items[operation].definition->operation, closed);
        if (bit_is_set(&other->before, (size_t)operation) && name_set_add(&plant->claims, unit, name))
            name_set_add(&plant->closed, unit, closed);
    }
}

/* Whether it waits for any operation that was closed before it: who opens it for another leaves it claimed. */
static bool is_closed(struct plant *plant, const struct product *product, const char *operation, const char *unit)
{
    char closed[CLOSED_SIZE];
    for (size_t i = 0; i < product->operations.count; i++) {
        closed_name(operation, product->operations.items[i].definition->operation, closed);
        if (name_set_has(&plant->closed, unit, closed))
            return true;
    }
    return false;
}

void plant_unclaim(struct plant *plant, const struct product *product, const char *operation, const char *unit)
{
    if (!is_closed(plant, product, operation, unit))
        name_set_remove(&plant->claims, unit, operation);
}

/* Whether the operation waited for one before it that is passed now. */
static bool is_opened(struct plant *plant, const char *operation, const char *passed, const char *unit)
{
    char closed[CLOSED_SIZE];
    closed_name(operation, passed, closed);
    bool was_closed = name_set_remove(&plant->closed, unit, closed);
    return name_set_remove(&plant->reopened, unit, operation) || was_closed;
}

void plant_open_after(struct plant *plant, const struct recipe *recipe, int operation, const char *unit)
{
    const struct product *product = &recipe->product;
    const char *passed = product->operations.items[operation].definition->operation;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *other = &product->operations.items[i];
        const char *name = other->definition->operation;
        bool opened = bit_is_set(&other->before, (size_t)operation) && is_opened(plant, name, passed, unit);
        if (opened)
            plant_unclaim(plant, product, name, unit);
        if (opened || comes_after(other, operation))
            ring_operation(plant, recipe, i);
    }
}

void plant_ring_for_part(struct plant *plant, const struct recipe *part)
{
    for (size_t i = 0; i < plant->catalog.count; i++) {
        const struct recipe *recipe = &plant->catalog.recipes[i];
        for (size_t j = 0; j < recipe->definition.bill_of_materials.count; j++) {
            const struct bom_line *line = &recipe->definition.bill_of_materials.items[j];
            if (!strcmp(line->part_number, part->definition.part_number))
                ring_operation(plant, recipe, (size_t)product_operation(&recipe->product, line->operation));
        }
    }
}
