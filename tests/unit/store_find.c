/* Finding: lists in pages, holds, and what is asked for by name. */
#include "store/find_hold.h"
#include "store/find_list.h"
#include "store_story.h"

#include "domain/role.h"

#include <string.h>

START_TEST(units_are_found_by_serial_in_one_part_or_any)
{
    struct story story = story_begin();
    const struct order_planned plan = {
        .order = "twins", .part_number = "TRAY", .revision = "A", .quantity = 1, .due = ABSENT_INTEGER, .priority = 1};
    const struct order_named order = {.order = "twins"};
    const char *serial = "R1"; /* another part number may have the same */
    const struct result_released released = {.serials = {.items = &serial, .count = 1}};
    tell(&story, ENTRY_ORDER_PLANNED, NULL, &plan, NULL);
    tell(&story, ENTRY_ORDER_RELEASED, NULL, &order, &released);
    struct units units;
    found(find_units(story.store, "R1", NULL, story.place.arena, &units));
    ck_assert_uint_eq(units.list.count, 2);
    found(find_units(story.store, "R1", "TRAY", story.place.arena, &units));
    ck_assert_uint_eq(units.list.count, 1);
    ck_assert_int_eq(units.list.items[0].sequence, 3);
    found(find_units(story.store, "R1", "OTHER", story.place.arena, &units));
    ck_assert_uint_eq(units.list.count, 0);
    story_end(&story);
}
END_TEST

START_TEST(a_hold_lies_until_it_is_released)
{
    struct story story = story_begin();
    int64_t on_r2 = tell_hold(&story, SELECTOR(.serial = "R2"), "x", "R2", NULL);
    int64_t on_r1 = tell_hold(&story, SELECTOR(.serial = "R1"), "x", "R1", NULL);
    bool held;
    struct holds holds;
    for (size_t lies = 1;; lies--) {
        found(find_unit_held(story.store, R1, &held));
        ck_assert_int_eq(held, lies == 1);
        found(find_unit_held(story.store, R2, &held));
        ck_assert(held);
        found(list_holds_of_unit(story.store, R1, story.place.arena, &holds));
        ck_assert_uint_eq(holds.list.count, lies);
        found(list_holds_open(story.store, story.place.arena, &holds));
        ck_assert_uint_eq(holds.list.count, 1 + lies);
        ck_assert_int_eq(holds.list.items[0].hold, on_r2);
        if (!lies)
            break;
        const struct hold_released released = {.hold = on_r1, .reason = "fine"};
        tell(&story, ENTRY_HOLD_RELEASED, NULL, &released, NULL);
    }
    struct hold hold;
    struct hold_extent extent;
    found(find_hold(story.store, on_r1, story.place.arena, &hold));
    ck_assert_str_eq(hold.selector.serial, "R1");
    ck_assert_str_eq(hold.released_by, "planner");
    ck_assert_str_eq(hold.release_reason, "fine");
    found(list_holds(story.store, 0, 100, story.place.arena, &holds));
    ck_assert_uint_eq(holds.list.count, 2);
    struct hold_matches matches; /* what it lay on is still known */
    found(list_hold_matches(story.store, on_r1, 0, 100, story.place.arena, &matches));
    ck_assert_uint_eq(matches.list.count, 1);
    ck_assert_int_eq(matches.list.items[0].unit_id, R1);
    ck_assert_int_eq(matches.list.items[0].frozen_by, on_r1);
    found(list_hold_matches(story.store, on_r1, R1, 100, story.place.arena, &matches));
    ck_assert_uint_eq(matches.list.count, 0);
    found(count_hold_matches(story.store, on_r1, &extent));
    ck_assert_int_eq(extent.units, 1);
    ck_assert_int_eq(extent.shipped, 0);
    ck_assert_int_eq(extent.released, 0);
    story_end(&story);
}
END_TEST

/* What it is lifted off is free, and stands on the list with who did it; what it catches again lies there again. */
START_TEST(a_hold_is_lifted_off_a_unit_and_goes_on)
{
    struct story story = story_begin();
    int64_t on_r1 = tell_hold(&story, SELECTOR(.serial = "R1"), "x", "R1", NULL);
    struct lifted unit = {.unit = "R1", .part_number = "RACK"};
    const struct hold_lifted lifted = {.hold = on_r1, .units = {&unit, 1}, .reason = "looked at"};
    struct held again = {.hold = on_r1,
                         .lifted = ABSENT_INTEGER,
                         .before = ABSENT_INTEGER,
                         .unit = "R1",
                         .part_number = "RACK",
                         .match = MATCH_WORK,
                         .installation = ABSENT_INTEGER,
                         .run = ABSENT_INTEGER,
                         .matches = 1};
    const struct hold_extended extended = {.units = {&again, 1}};
    struct hold_matches matches;
    struct hold_extent extent;
    struct holds holds;
    bool held, lies;
    tell(&story, ENTRY_HOLD_LIFTED, NULL, &lifted, NULL);
    found(find_unit_held(story.store, R1, &held));
    ck_assert(!held);
    found(find_hold_lies_on(story.store, on_r1, R1, &lies));
    ck_assert(!lies);
    found(list_holds_of_unit(story.store, R1, story.place.arena, &holds));
    ck_assert_uint_eq(holds.list.count, 0);
    found(list_holds_open(story.store, story.place.arena, &holds));
    ck_assert_uint_eq(holds.list.count, 1);
    found(list_hold_matches(story.store, on_r1, 0, 100, story.place.arena, &matches));
    ck_assert_uint_eq(matches.list.count, 1);
    ck_assert(matches.list.items[0].released != ABSENT_INTEGER);
    ck_assert_str_eq(matches.list.items[0].released_by, "planner");
    ck_assert_str_eq(matches.list.items[0].release_reason, "looked at");
    found(count_hold_matches(story.store, on_r1, &extent));
    ck_assert_int_eq(extent.released, 1);
    int64_t caught = tell(&story, ENTRY_HOLD_EXTENDED, NULL, &extended, NULL);
    found(find_unit_held(story.store, R1, &held));
    ck_assert(held);
    found(list_hold_matches(story.store, on_r1, 0, 100, story.place.arena, &matches));
    ck_assert_uint_eq(matches.list.count, 1);
    ck_assert_int_eq(matches.list.items[0].frozen_by, caught);
    ck_assert_int_eq(matches.list.items[0].released, ABSENT_INTEGER);
    story_end(&story);
}
END_TEST

START_TEST(a_token_is_found_by_its_name_and_its_digest)
{
    struct story story = story_begin();
    const struct token_made made = {.token = "S1", .role = ROLE_STATION, .station = "S1"};
    const struct result_token result = {.digest = digest_of("a secret", 8)};
    const struct token_revoked revoked = {.token = "S1"};
    tell(&story, ENTRY_TOKEN_MADE, NULL, &made, &result);
    struct token token;
    found(find_token_by_digest(story.store, result.digest, story.place.arena, &token));
    ck_assert_str_eq(token.token, "S1");
    ck_assert_int_eq(token.role, ROLE_STATION);
    ck_assert_int_eq(token.revoked, ABSENT_INTEGER);
    tell(&story, ENTRY_TOKEN_REVOKED, NULL, &revoked, NULL);
    found(find_token(story.store, "S1", story.place.arena, &token));
    ck_assert_int_eq(token.revoked, story.now_us);
    ck_assert_int_eq(find_token_by_digest(story.store, digest_of("x", 1), story.place.arena, &token), FAULT_NOT_FOUND);
    story_end(&story);
}
END_TEST

START_TEST(units_come_in_pages)
{
    struct story story = story_begin();
    struct units units;
    tell_r1_started(&story);
    const struct {
        const char *order;
        int state;
        int64_t after, limit;
        const char *serials;
    } asked[] = {
        {NULL, 0, 0, 3, "R1R2T1"},
        {NULL, 0, 3, 3, "T2"},
        {NULL, 0, 4, 3, ""},
        {NULL, UNIT_QUEUED, 0, 2, "R2T1"},
        {"order-of-trays", 0, 0, 10, "T1T2"},
        {"order-of-trays", UNIT_IN_PROCESS, 0, 10, ""},
        {"order-of-racks", UNIT_IN_PROCESS, 0, 10, "R1"},
        {"no order", 0, 0, 10, ""},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        char serials[16] = "";
        found(list_units(story.store, asked[i].order, asked[i].state, asked[i].after, asked[i].limit, story.place.arena,
                         &units));
        for (size_t j = 0; j < units.list.count; j++)
            strncat(serials, units.list.items[j].serial, 2);
        ck_assert_str_eq(serials, asked[i].serials);
    }
    int64_t count;
    found(count_units(story.store, NULL, UNIT_QUEUED, &count));
    ck_assert_int_eq(count, 3);
    found(count_units(story.store, "order-of-racks", UNIT_QUEUED, &count));
    ck_assert_int_eq(count, 1);
    story_end(&story);
}
END_TEST

START_TEST(lists_begin_after_their_key)
{
    struct story story = story_begin();
    struct arena *arena = story.place.arena;
    struct orders orders;
    struct products products;
    struct operators operators;
    found(list_orders(story.store, NULL, 10, arena, &orders));
    ck_assert_uint_eq(orders.list.count, 2);
    found(list_orders(story.store, "order-of-racks", 10, arena, &orders));
    ck_assert_uint_eq(orders.list.count, 1);
    ck_assert_str_eq(orders.list.items[0].order, "order-of-trays");
    found(list_products(story.store, NULL, NULL, 10, arena, &products));
    ck_assert_uint_eq(products.list.count, 2);
    ck_assert_int_eq(products.list.items[0].state, PRODUCT_RELEASED);
    ck_assert_ptr_nonnull(strstr(products.list.items[0].definition, "\"tray; with 'quotes' and [brackets]\""));
    found(list_products(story.store, "RACK", "A", 10, arena, &products));
    ck_assert_uint_eq(products.list.count, 1);
    found(list_products(story.store, "RACK", "", 1, arena, &products));
    ck_assert_str_eq(products.list.items[0].part_number, "RACK");
    found(list_operators(story.store, NULL, 1, arena, &operators));
    ck_assert_uint_eq(operators.list.count, 1);
    ck_assert_uint_eq(operators.list.items[0].skills.count, 2);
    ck_assert_int_eq(operators.list.items[0].skills.items[1].expires, 1900000000000000);
    story_end(&story);
}
END_TEST

START_TEST(active_orders_come_by_urgency)
{
    struct story story = story_begin();
    static const struct {
        const char *order;
        int64_t priority, due;
    } PLANS[] = {{"c", 5, 1900000000000000}, {"b", 5, ABSENT_INTEGER}, {"a", 1, ABSENT_INTEGER}};
    for (size_t i = 0; i < 3; i++) {
        const struct order_planned plan = {.order = PLANS[i].order,
                                           .part_number = "RACK",
                                           .revision = "A",
                                           .quantity = 1,
                                           .priority = PLANS[i].priority,
                                           .due = PLANS[i].due};
        const struct order_named named = {.order = PLANS[i].order};
        const struct result_released released = {.serials = {.items = (const char *[]){PLANS[i].order}, .count = 1}};
        tell(&story, ENTRY_ORDER_PLANNED, NULL, &plan, NULL);
        tell(&story, ENTRY_ORDER_RELEASED, NULL, &named, &released);
    }
    static const char *const EXPECTED[] = {"a", "order-of-racks", "order-of-trays", "c", "b"};
    struct orders orders;
    found(list_orders_active(story.store, story.place.arena, &orders));
    ck_assert_uint_eq(orders.list.count, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(orders.list.items[i].order, EXPECTED[i]);
    tell_order(&story, ENTRY_ORDER_CANCELLED, "a");
    found(list_orders_active(story.store, story.place.arena, &orders));
    ck_assert_uint_eq(orders.list.count, 4);
    story_end(&story);
}
END_TEST

START_TEST(open_runs_and_orders_are_counted)
{
    struct story story = story_begin();
    int64_t count;
    struct runs runs;
    tell_r1_started(&story);
    tell_start(&story, "T1", "010", "ann", true);
    found(list_runs_open(story.store, story.place.arena, &runs));
    ck_assert_uint_eq(runs.list.count, 2);
    found(count_runs_open(story.store, "order-of-racks", &count));
    ck_assert_int_eq(count, 1);
    tell_completion(&story, "R1", "010", VERDICT_PASSED, 0);
    found(count_runs_open(story.store, "order-of-racks", &count));
    ck_assert_int_eq(count, 0);
    found(count_orders_open(story.store, "RACK", "A", &count));
    ck_assert_int_eq(count, 1);
    found(count_order_units_unfinished(story.store, "order-of-racks", 10, &count));
    ck_assert_int_eq(count, 2);
    found(count_order_units_unfinished(story.store, "order-of-racks", 1, &count));
    ck_assert_int_eq(count, 1);
    tell_unit(&story, ENTRY_UNIT_SCRAPPED, "R2");
    found(count_order_units_unfinished(story.store, "order-of-racks", 10, &count));
    ck_assert_int_eq(count, 1);
    tell_order(&story, ENTRY_ORDER_CANCELLED, "order-of-racks");
    found(count_orders_open(story.store, "RACK", "A", &count));
    ck_assert_int_eq(count, 0);
    story_end(&story);
}
END_TEST

START_TEST(a_station_keeps_its_state_when_it_is_defined_again)
{
    struct story story = story_begin();
    const struct station_changed changed = {.at = {.us = 1}, .state = STATION_UNSCHEDULED_DOWN};
    const struct station_defined defined = {
        .station = "S1", .name = "Renamed", .type = "test", .capacity = 3, .power_w = ABSENT_INTEGER};
    struct station station;
    found(find_station(story.store, "S1", story.place.arena, &station));
    ck_assert_int_eq(station.state, STATION_STANDBY);
    ck_assert_uint_eq(station.bays.count, 2);
    tell(&story, ENTRY_STATION_CHANGED, "S1", &changed, NULL);
    int64_t since = story.now_us;
    int64_t position = tell(&story, ENTRY_STATION_DEFINED, NULL, &defined, NULL);
    found(find_station(story.store, "S1", story.place.arena, &station));
    ck_assert_int_eq(station.state, STATION_UNSCHEDULED_DOWN);
    ck_assert_int_eq(station.state_since, since);
    ck_assert_str_eq(station.name, "Renamed");
    ck_assert_uint_eq(station.bays.count, 0);
    ck_assert_int_eq(station.capacity, 3);
    ck_assert_int_eq(station.journal_position, position);
    story_end(&story);
}
END_TEST

START_TEST(a_serial_number_is_found_however_it_is_spelt)
{
    static const struct {
        const char *asked, *part_number, *spelt; /* NULL: by none of any part; nothing is found */
    } TABLE[] = {
        {"TX-1", NULL, "TX-1"}, {"tx-1", NULL, "TX-1"}, {"tx-1", "TRAY", "TX-1"}, {"tx-1", "RACK", NULL},
        {"tx-2", NULL, "tx-2"}, {"TX-2", NULL, "tx-2"}, {"Tx-3", NULL, "Tx-3"},   {"tX-3", "TRAY", "Tx-3"},
        {"r1", NULL, "R1"},     {"r1", "TRAY", "R1"},   {"R1", "TRAY", "R1"},     {"tx-4", NULL, NULL},
    };
    struct story story = story_begin();
    struct component spelt;
    found(db_script(store_db(story.store), "INSERT INTO component VALUES ('TRAY', 'TX-1', 1, 1), ('TRAY', 'tx-2', 1, 2),"
                                           " ('TRAY', 'Tx-3', 1, 3)"));
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
        enum fault fault =
            find_serial_spelt(story.store, TABLE[i].asked, TABLE[i].part_number, story.place.arena, &spelt);
        ck_assert_int_eq(fault, TABLE[i].spelt ? NOTHING_WRONG : FAULT_NOT_FOUND);
        if (TABLE[i].spelt)
            ck_assert_str_eq(spelt.serial, TABLE[i].spelt);
    }
    story_end(&story);
}
END_TEST

SUITE(finding, a_serial_number_is_found_however_it_is_spelt, units_are_found_by_serial_in_one_part_or_any,
      a_hold_lies_until_it_is_released, a_hold_is_lifted_off_a_unit_and_goes_on,
      a_token_is_found_by_its_name_and_its_digest, units_come_in_pages, lists_begin_after_their_key,
      active_orders_come_by_urgency, open_runs_and_orders_are_counted,
      a_station_keeps_its_state_when_it_is_defined_again)
