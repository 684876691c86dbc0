/* Makes the database that containment is measured on: racks of the reference product with their compute trays, every
 * position filled as the simulated floor fills it, and every second order shipped. In half of the racks each compute
 * tray has thermal material of one lot.
 *
 * What happened is written as entries and applied, as a daemon does after its rules have decided; the rules themselves
 * are left out, so two thousand racks take a minute. */
#include "base/time.h"
#include "domain/serial.h"
#include "floor/catalog.h"
#include "floor/memory.h"
#include "floor/supply.h"
#include "service/session.h"
#include "store/apply.h"
#include "store/journal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SITE "OSK1"
#define TRAY "RL-TRAY-C1"
#define LOT_PART "RL-TIM-7"
#define LOT "DRILL-7"

enum { RACKS_AN_ORDER = 20, RACKS_AT_MOST = 100000, ENTRIES_A_COMMIT = 20000 };

struct history {
    struct session *session;
    struct catalog catalog;
    struct arena *arena; /* of the rack in hand */
    uint64_t entries;
    int64_t sequence[2]; /* of the last tray, the last rack */
    int number;          /* of the order in hand, from 1 */
};

static void give_up(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
static void give_up(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(EXIT_FAILURE);
}

static void right(struct history *history, enum fault fault, const char *what)
{
    if (fault)
        give_up("racks: %s: %s; %s", what, fault_row(fault)->title, db_problem(store_db(history->session->store)));
}

static void tell(struct history *history, enum entry_kind kind, const char *station, const void *data,
                 const void *result)
{
    struct session *session = history->session;
    struct uuid id = {{0}};
    uint64_t number = ++history->entries;
    for (int i = 0; i < 8; i++)
        id.bytes[i] = (uint8_t)(number >> (56 - 8 * i));
    id.bytes[15] = 1; /* not what the daemon's own would be */
    session->now_us += US_PER_SECOND / 100;
    struct entry entry = {
        .recorded_us = session->now_us,
        .id = id,
        .kind = kind,
        .by = "racks",
        .station = station,
        .data = data,
        .result = result,
    };
    right(history, journal_append(session->store, SITE, &entry, NULL), ENTRY_TYPES[kind].name);
    right(history, entry_apply(session->store, &entry), ENTRY_TYPES[kind].name);
    if (number % ENTRIES_A_COMMIT)
        return;
    right(history, store_commit(session->store), "commit");
    right(history, store_begin(session->store), "begin");
}

/* An event's data with its subject filled in and the rest absent. */
static void *event(struct history *history, enum entry_kind kind, const struct recipe *recipe, const char *unit,
                   const char *operation)
{
    const struct record *record = ENTRY_TYPES[kind].data;
    struct subject *subject = need_memory(arena_alloc(history->arena, record->size));
    record_clear(record, subject);
    subject->at = (struct moment){.us = history->session->now_us, .offset_min = 9 * 60};
    subject->unit = unit;
    subject->unit_part_number = recipe->definition.part_number;
    subject->operation = operation;
    subject->operator = TEXT(history->arena, "E-%04d", history->number % 40 + 1);
    return subject;
}

static void tell_unit(struct history *history, enum entry_kind kind, const struct recipe *recipe, const char *unit)
{
    const struct unit_named named = {.unit = unit, .part_number = recipe->definition.part_number};
    tell(history, kind, NULL, &named, NULL);
}

static void tell_order(struct history *history, enum entry_kind kind, const char *order, const void *result)
{
    const struct order_named named = {.order = order};
    tell(history, kind, NULL, &named, result);
}

/* --- one unit --- */

static void install(struct history *history, const struct recipe *recipe, const char *unit,
                    const struct position *position, const char *made, bool of_the_lot)
{
    const char *operation = recipe->product.operations.items[position->operation].definition->operation;
    struct component_installed *data = event(history, ENTRY_COMPONENT_INSTALLED, recipe, unit, operation);
    const struct result_installed result = {.unit_part_number = recipe->definition.part_number, .built_here = made};
    data->position = position->name;
    supply_component(1, position, unit, 0, history->arena, data);
    if (made) {
        data->part_number = position->line->part_number;
        data->serial = made;
        data->supplier = data->country = data->origin_site = NULL;
        data->firmware.count = data->identifiers.count = 0;
    } else if (of_the_lot && !strcmp(position->line->part_number, LOT_PART)) {
        data->part_number = LOT_PART;
        data->lot = LOT;
    }
    tell(history, ENTRY_COMPONENT_INSTALLED, "FLOOR-1", data, &result);
}

/* `made`: the trays that it takes, in the order of its positions. */
static void build(struct history *history, const struct recipe *recipe, const char *unit, const char *const *made,
                  bool of_the_lot)
{
    const struct product *product = &recipe->product;
    const char *part_number = recipe->definition.part_number;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *operation = &product->operations.items[i];
        const char *name = operation->definition->operation;
        const struct result_started started = {
            .unit_part_number = part_number, .attempt = 1, .builds = operation->fills.count};
        const struct result_completed completed = {
            .unit_part_number = part_number, .verdict = VERDICT_PASSED, .computed = VERDICT_PASSED};
        tell(history, ENTRY_OPERATION_STARTED, "FLOOR-1", event(history, ENTRY_OPERATION_STARTED, recipe, unit, name),
             &started);
        if (!i)
            tell_unit(history, ENTRY_UNIT_STARTED, recipe, unit);
        for (size_t j = 0; j < operation->fills.count; j++) {
            const struct position *position = &product->positions.items[operation->fills.items[j]];
            bool makes = catalog_makes(&history->catalog, position);
            install(history, recipe, unit, position, makes ? *made++ : NULL, of_the_lot);
        }
        tell(history, ENTRY_OPERATION_COMPLETED, "FLOOR-1",
             event(history, ENTRY_OPERATION_COMPLETED, recipe, unit, name), &completed);
    }
    tell_unit(history, ENTRY_UNIT_COMPLETED, recipe, unit);
}

static void ship(struct history *history, const struct recipe *recipe, const char *unit)
{
    const struct result_unit result = {.unit_part_number = recipe->definition.part_number};
    tell(history, ENTRY_UNIT_SHIPPED, "FLOOR-1", event(history, ENTRY_UNIT_SHIPPED, recipe, unit, NULL), &result);
}

/* --- orders --- */

static struct result_released release(struct history *history, const struct recipe *recipe, const char *order,
                                      int64_t quantity, struct arena *arena)
{
    static const char *const CUSTOMERS[] = {"Noto Cloud", "Lake Biwa Research", "Ohio Valley Compute", "Kaga Bank"};
    static const char *const PLACES[] = {"Ishikawa, hall 2", "Otsu, building C", "Columbus, OH", "Kanazawa, \"K1\""};
    const struct order_planned planned = {
        .order = order,
        .part_number = recipe->definition.part_number,
        .revision = recipe->definition.revision,
        .quantity = quantity,
        .customer = CUSTOMERS[history->number % 4],
        .destination = PLACES[history->number % 4],
        .due = history->session->now_us + 30 * US_PER_DAY,
        .priority = 5,
    };
    int64_t *sequence = &history->sequence[recipe == catalog_top(&history->catalog)];
    struct result_released released = {.serials.items = NEW_ARRAY(arena, const char *, (size_t)quantity)};
    while (released.serials.count < (size_t)quantity)
        released.serials.items[released.serials.count++] = need_memory(
            serial_make(recipe->definition.serial_format, SITE, history->session->now_us, ++*sequence, arena));
    tell(history, ENTRY_ORDER_PLANNED, NULL, &planned, NULL);
    tell_order(history, ENTRY_ORDER_RELEASED, order, &released);
    tell_order(history, ENTRY_ORDER_STARTED, order, NULL);
    return released;
}

static void build_order(struct history *history, int64_t racks)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const struct recipe *rack = catalog_top(&history->catalog), *tray = catalog_find(&history->catalog, TRAY);
    int64_t trays_a_rack = catalog_pieces(rack, TRAY);
    history->number++;
    const char *rack_order = TEXT(arena, "RACKS-%04d", history->number);
    const char *tray_order = TEXT(arena, "TRAYS-%04d", history->number);
    const struct result_released trays = release(history, tray, tray_order, racks * trays_a_rack, arena);
    const struct result_released made = release(history, rack, rack_order, racks, arena);
    for (size_t i = 0; i < made.serials.count; i++) {
        const char **own = &trays.serials.items[i * (size_t)trays_a_rack];
        arena_reset(history->arena);
        for (int64_t j = 0; j < trays_a_rack; j++)
            build(history, tray, own[j], NULL, i % 2);
        build(history, rack, made.serials.items[i], own, false);
        if (history->number % 2)
            ship(history, rack, made.serials.items[i]);
    }
    tell_order(history, ENTRY_ORDER_COMPLETED, tray_order, NULL);
    tell_order(history, ENTRY_ORDER_COMPLETED, rack_order, NULL);
}

static void define(struct history *history)
{
    const struct station_defined station = {.station = "FLOOR-1",
                                            .name = "Floor",
                                            .type = "floor",
                                            .capacity = 1,
                                            .power_w = ABSENT_INTEGER,
                                            .coolant_lpm = ABSENT_NUMBER};
    tell(history, ENTRY_STATION_DEFINED, NULL, &station, NULL);
    for (size_t i = 0; i < history->catalog.count; i++) {
        const struct product_definition *definition = &history->catalog.recipes[i].definition;
        const struct product_drafted drafted = {.definition = *definition};
        const struct product_named named = {.part_number = definition->part_number, .revision = definition->revision};
        tell(history, ENTRY_PRODUCT_DRAFTED, NULL, &drafted, NULL);
        tell(history, ENTRY_PRODUCT_RELEASED, NULL, &named, NULL);
    }
}

int main(int argc, char **argv)
{
    static const struct site FOUNDING = {.site = SITE, .kind = SITE_TRAINING, .clock_rate = 1};
    int64_t racks = argc == 4 ? strtoll(argv[3], NULL, 10) : 0;
    if (racks < 1 || racks > RACKS_AT_MOST)
        give_up("usage: racks DATABASE PRODUCTS RACKS");
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    ARENA_OWNED struct arena *scratch = need_memory(arena_new(0));
    struct reasons reasons = {.arena = arena};
    struct history history = {.arena = scratch};
    if (!catalog_read(argv[2], arena, &history.catalog) || !catalog_find(&history.catalog, TRAY))
        give_up("racks: %s: there is no product " TRAY, argv[2]);
    if (session_open_writer(argv[1], &FOUNDING, INT64_C(1750000000000000), &history.session, &reasons))
        give_up("racks: %s: %s", argv[1], reasons.count ? reasons.items[0].detail : "cannot be opened");
    right(&history, store_begin(history.session->store), "begin");
    define(&history);
    for (; racks > 0; racks -= RACKS_AN_ORDER)
        build_order(&history, racks < RACKS_AN_ORDER ? racks : RACKS_AN_ORDER);
    right(&history, store_commit(history.session->store), "commit");
    session_close(history.session);
    printf("%llu entries\n", (unsigned long long)history.entries);
    return EXIT_SUCCESS;
}
