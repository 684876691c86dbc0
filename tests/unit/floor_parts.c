/* The small parts of the simulated floor: chance, the stock, what is claimed, stations, people, labels, options. */
#include "floor/crew.h"
#include "floor/dice.h"
#include "floor/exchange.h"
#include "floor/layout.h"
#include "floor/memory.h"
#include "floor/name_set.h"
#include "floor/options.h"
#include "floor/stock.h"
#include "floor/supply.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_throw_depends_on_seed_and_words_alone)
{
    ck_assert_uint_eq(dice_throw(1, "a", "b", NULL), dice_throw(1, "a", "b", NULL));
    ck_assert_uint_ne(dice_throw(1, "a", "b", NULL), dice_throw(2, "a", "b", NULL));
    ck_assert_uint_ne(dice_throw(1, "a", "b", NULL), dice_throw(1, "ab", NULL));
    ck_assert_uint_ne(dice_throw(1, "a", "b", NULL), dice_throw(1, "b", "a", NULL));
}
END_TEST

START_TEST(throws_are_even)
{
    int tens[10] = {0};
    char word[16];
    for (int i = 0; i < 10000; i++) {
        snprintf(word, sizeof word, "%d", i);
        tens[(int)(dice_part(dice_throw(3, word, NULL)) * 10)]++;
    }
    for (int i = 0; i < 10; i++)
        ck_assert_int_gt(tens[i], 850); /* of 1,000; five standard deviations */
}
END_TEST

START_TEST(a_name_is_claimed_once_until_it_is_given_back)
{
    struct name_set set;
    name_set_init(&set);
    ck_assert(name_set_add(&set, "RL1", "020"));
    ck_assert(!name_set_add(&set, "RL1", "020"));
    ck_assert(name_set_add(&set, "RL1", "030"));
    ck_assert(name_set_has(&set, "RL1", "020"));
    ck_assert(name_set_remove(&set, "RL1", "020"));
    ck_assert(!name_set_remove(&set, "RL1", "020"));
    ck_assert(name_set_add(&set, "RL1", "020"));
    name_set_free(&set);
}
END_TEST

START_TEST(the_stock_gives_all_that_is_asked_for_or_nothing)
{
    struct stock stock;
    char *taken[3];
    stock_init(&stock);
    stock_put(&stock, "TRAY", "T1");
    stock_put(&stock, "RACK", "R1");
    stock_put(&stock, "TRAY", "T2");
    ck_assert(!stock_take(&stock, "TRAY", 3, "R9", taken));
    ck_assert(stock_take(&stock, "TRAY", 2, "R9", taken));
    ck_assert_str_eq(taken[0], "T1");
    ck_assert_str_eq(taken[1], "T2");
    free(taken[0]);
    free(taken[1]);
    ck_assert(!stock_take(&stock, "TRAY", 1, "R9", taken));
    ck_assert(stock_take(&stock, "RACK", 1, "R9", taken));
    free(taken[0]);
    stock_free(&stock);
}
END_TEST

START_TEST(a_promised_tray_goes_to_its_rack_alone)
{
    struct stock stock;
    char *taken[2];
    stock_init(&stock);
    stock_put(&stock, "TRAY", "T1");
    stock_put_for(&stock, "TRAY", "T2", "R2");
    ck_assert(!stock_take(&stock, "TRAY", 2, "R1", taken));
    ck_assert(stock_take(&stock, "TRAY", 1, "R2", taken));
    ck_assert_str_eq(taken[0], "T2");
    free(taken[0]);
    stock_put_for(&stock, "TRAY", "T3", "R2");
    ck_assert(stock_take(&stock, "TRAY", 2, "R2", taken));
    ck_assert_str_eq(taken[0], "T3");
    ck_assert_str_eq(taken[1], "T1");
    free(taken[0]);
    free(taken[1]);
    stock_put_for(&stock, "TRAY", "T4", "R3");
    stock_free(&stock);
}
END_TEST

START_TEST(one_rack_at_a_time_offers_a_tray_and_one_takes_it)
{
    struct exchange exchange;
    struct offer offer;
    exchange_init(&exchange);
    ck_assert(exchange_open(&exchange, "R1"));
    ck_assert(!exchange_open(&exchange, "R2"));
    ck_assert(exchange_is_open(&exchange) && exchange_waits(&exchange, "R1") && !exchange_waits(&exchange, "R2"));
    ck_assert(!exchange_is_offered(&exchange, "TRAY") && !exchange_take(&exchange, &offer));
    exchange_offer(&exchange, "TRAY", "T1");
    ck_assert(exchange_is_offered(&exchange, "TRAY") && !exchange_is_offered(&exchange, "OTHER"));
    ck_assert(exchange_take(&exchange, &offer));
    ck_assert_str_eq(offer.unit, "R1");
    ck_assert_str_eq(offer.serial, "T1");
    ck_assert(!exchange_take(&exchange, &offer) && exchange_waits(&exchange, "R1"));
    offer_free(&offer);
    exchange_close(&exchange);
    ck_assert(!exchange_is_open(&exchange) && exchange_open(&exchange, "R2"));
    exchange_offer(&exchange, "TRAY", "T2");
    exchange_free(&exchange);
}
END_TEST

START_TEST(the_stock_remembers_the_last_component_seen)
{
    struct stock stock;
    stock_init(&stock);
    ck_assert_ptr_null(stock_seen(&stock, "GPU"));
    stock_see(&stock, "GPU", "G1");
    stock_see(&stock, "GPU", "G2");
    char *seen = stock_seen(&stock, "GPU");
    ck_assert_str_eq(seen, "G2");
    free(seen);
    stock_free(&stock);
}
END_TEST

START_TEST(every_operation_has_stations_people_and_tools)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct catalog catalog;
    ck_assert(catalog_read(SOURCE_DIR "/schema/products", arena, &catalog));
    struct layout layout = layout_for(&catalog, arena);
    struct crew crew = crew_for(&catalog, arena);
    for (size_t i = 0; i < catalog.count; i++)
        for (size_t j = 0; j < catalog.recipes[i].definition.routing.count; j++) {
            const struct operation_definition *operation = &catalog.recipes[i].definition.routing.items[j];
            int type = layout_type(&layout, operation->station_type);
            size_t stations = 0;
            for (size_t k = 0; k < layout.posts.count; k++)
                stations += (int)layout.posts.items[k].type == type;
            ck_assert_uint_ge(stations, 1);
            ck_assert_ptr_nonnull(crew_operator(&crew, operation->required_skill, 5, arena));
            ck_assert_int_eq(!operation->required_tool, !crew_tool(&crew, operation->required_tool, 5, arena));
        }
}
END_TEST

START_TEST(burn_in_stations_cannot_feed_all_of_their_bays)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct catalog catalog;
    ck_assert(catalog_read(SOURCE_DIR "/schema/products", arena, &catalog));
    struct layout layout = layout_for(&catalog, arena);
    size_t with_bays = 0;
    for (size_t i = 0; i < layout.posts.count; i++) {
        const struct station_type *type = &layout.types.items[layout.posts.items[i].type];
        if (!type->bay_power_w)
            continue;
        with_bays++;
        ck_assert_int_lt(layout.posts.items[i].power_w, BAYS_A_STATION * type->bay_power_w);
        ck_assert_int_ge(layout.posts.items[i].power_w, FULL_BAYS * type->bay_power_w);
    }
    ck_assert_uint_ge(with_bays, 1);
}
END_TEST

START_TEST(serial_numbers_of_many_positions_are_all_different)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct catalog catalog;
    struct name_set serials;
    ck_assert(catalog_read(SOURCE_DIR "/schema/products", arena, &catalog));
    const struct product *product = &catalog_top(&catalog)->product;
    name_set_init(&serials);
    for (int unit = 0; unit < 50; unit++)
        for (size_t i = 0; i < product->positions.count; i++) {
            struct component_installed scan = {.serial = NULL};
            const char *serial = TEXT(arena, "RL%05d", unit);
            supply_component(1, &product->positions.items[i], serial, 0, arena, &scan);
            ck_assert_uint_eq(strlen(scan.country), 2);
            ck_assert(position_accepts_part(&product->positions.items[i], scan.part_number));
            if (product->positions.items[i].line->tracking == TRACKING_SERIAL)
                ck_assert(name_set_add(&serials, "serial", scan.serial));
            else
                ck_assert_ptr_null(scan.serial);
        }
    name_set_free(&serials);
}
END_TEST

static bool options_from(const char *const *words, struct options *ret)
{
    char *argv[16] = {(char *)"floor"};
    int argc = 1;
    const char *why;
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)words[argc - 1];
    return options_read(argc, argv, ret, &why);
}
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(options_are_read_and_bad_ones_refused)
{
    struct options options;
    ck_assert(options_from(WORDS("--url", "http://h", "--admin-token-file", "t", "--racks", "20", "--fast"), &options));
    ck_assert_str_eq(options.url, "http://h");
    ck_assert_int_eq(options.racks, 20);
    ck_assert(options.fast && options.setup);
    ck_assert_uint_eq(options.seed, 1);
    ck_assert(!options_from(WORDS("--url", "http://h", "--admin-token-file", "t"), &options));
    ck_assert(!options_from(WORDS("--url", "u", "--admin-token-file", "t", "--racks", "0"), &options));
    ck_assert(!options_from(WORDS("--url", "u", "--admin-token-file", "t", "--racks", "2x"), &options));
    ck_assert(!options_from(WORDS("--url", "u", "--admin-token-file", "t", "--racks", "2", "--pace", "0"), &options));
    ck_assert(!options_from(WORDS("--url", "u", "--admin-token-file", "t", "--racks", "2", "more"), &options));
    ck_assert(!options_from(WORDS("--url", "u", "--admin-token-file", "t", "--racks", "2", "--slow"), &options));
}
END_TEST

SUITE(floor_parts, a_throw_depends_on_seed_and_words_alone, throws_are_even,
      a_name_is_claimed_once_until_it_is_given_back, the_stock_gives_all_that_is_asked_for_or_nothing,
      a_promised_tray_goes_to_its_rack_alone, one_rack_at_a_time_offers_a_tray_and_one_takes_it,
      the_stock_remembers_the_last_component_seen, every_operation_has_stations_people_and_tools,
      burn_in_stations_cannot_feed_all_of_their_bays, serial_numbers_of_many_positions_are_all_different,
      options_are_read_and_bad_ones_refused)
