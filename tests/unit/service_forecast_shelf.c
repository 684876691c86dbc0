/* One forecast for everybody who asks while nothing happens. */
#include "suite.h"

#include "service/forecast_shelf.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static struct forecast_shelf *shelf;
static struct arena *arena;
static struct forecast_order order;
static const char *type = "type";
static struct forecast_line line;

static void start(void)
{
    shelf = forecast_shelf_new();
    arena = arena_new(0);
    line = (struct forecast_line){.orders = {.items = &order, .count = 1}, .types = {.items = &type, .count = 1}};
}

static void stop(void)
{
    forecast_shelf_free(shelf);
    arena_free(arena);
}

static struct forecast_key key_at(int64_t journal_position, int64_t now_us)
{
    return (struct forecast_key){.journal_position = journal_position, .seed = 1, .now_us = now_us};
}

static bool take(struct forecast_key key, struct forecast *ret)
{
    enum fault fault = NOTHING_WRONG;
    bool there = forecast_shelf_take(shelf, key, &line, arena, ret, &fault);
    ck_assert_int_eq(fault, NOTHING_WRONG);
    return there;
}

static void put(struct forecast_key key, double p50_min)
{
    struct forecast_order_result orders[] = {{.p50_min = p50_min}};
    struct forecast_type_result types[] = {{.places = 3}};
    struct forecast_stop stops[] = {{.kind = FORECAST_SPENT, .operation = 7}};
    const struct forecast forecast = {
        .runs = 30, .orders = orders, .types = types, .stops = {.items = stops, .count = 1}};
    forecast_shelf_put(shelf, key, &line, &forecast);
}

START_TEST(what_was_put_there_is_taken_from_there)
{
    struct forecast forecast;
    ck_assert(!take(key_at(5, 1000), &forecast));
    put(key_at(5, 1000), 77);
    ck_assert(take(key_at(5, 1000), &forecast));
    ck_assert_int_eq(forecast.runs, 30);
    ck_assert_double_eq(forecast.orders[0].p50_min, 77);
    ck_assert_int_eq(forecast.types[0].places, 3);
    ck_assert_int_eq(forecast.stops.items[0].operation, 7);
    ck_assert(!take(key_at(6, 1000), &forecast));
}
END_TEST

START_TEST(it_stands_for_a_minute_and_for_its_question_alone)
{
    const struct forecast_key key = key_at(5, 1000);
    struct forecast_key later = key, other = key;
    struct forecast forecast;
    later.now_us += FORECAST_FRESH_US;
    ck_assert_int_eq(forecast_shelf_time(shelf, later), later.now_us);
    ck_assert(!take(key, &forecast));
    ck_assert_int_eq(forecast_shelf_time(shelf, later), 1000); /* it is being made */
    put(key, 1);
    ck_assert_int_eq(forecast_shelf_time(shelf, later), 1000);
    later.now_us++;
    ck_assert_int_eq(forecast_shelf_time(shelf, later), later.now_us);
    other.now_us--;
    ck_assert_int_eq(forecast_shelf_time(shelf, other), other.now_us);
    other = key_at(6, 2000);
    ck_assert_int_eq(forecast_shelf_time(shelf, other), 2000);
    other = key_at(5, 2000);
    other.seed = 2;
    ck_assert_int_eq(forecast_shelf_time(shelf, other), 2000);
}
END_TEST

START_TEST(a_later_journal_is_kept_rather_than_an_earlier_one)
{
    struct forecast forecast;
    put(key_at(6, 1000), 6);
    put(key_at(5, 1000), 5);
    ck_assert(take(key_at(6, 1000), &forecast));
    put(key_at(7, 1000), 7);
    ck_assert(take(key_at(7, 1000), &forecast));
    ck_assert_double_eq(forecast.orders[0].p50_min, 7);
}
END_TEST

static atomic_int second_is_back;
static bool second_found;

static void *come_second(void *unused)
{
    struct forecast forecast;
    second_found = take(key_at(5, 1000), &forecast);
    if (second_found)
        ck_assert_double_eq(forecast.orders[0].p50_min, 77);
    atomic_store(&second_is_back, 1);
    return unused;
}

static void let_second_come(pthread_t *ret)
{
    struct forecast forecast;
    atomic_store(&second_is_back, 0);
    ck_assert(!take(key_at(5, 1000), &forecast));
    pthread_create(ret, NULL, come_second, NULL);
    usleep(50000);
    ck_assert_int_eq(atomic_load(&second_is_back), 0);
}

START_TEST(who_comes_second_waits_for_the_first)
{
    pthread_t second;
    let_second_come(&second);
    put(key_at(5, 1000), 77);
    pthread_join(second, NULL);
    ck_assert(second_found);
}
END_TEST

START_TEST(who_comes_second_makes_it_when_the_first_gives_up)
{
    pthread_t second;
    let_second_come(&second);
    forecast_shelf_give_up(shelf, key_at(5, 1000));
    pthread_join(second, NULL);
    ck_assert(!second_found);
}
END_TEST

START_TEST(another_question_is_not_waited_for)
{
    struct forecast forecast;
    ck_assert(!take(key_at(5, 1000), &forecast));
    ck_assert(!take(key_at(6, 1000), &forecast));
    put(key_at(6, 1000), 6);
    ck_assert(take(key_at(6, 1000), &forecast));
    put(key_at(5, 1000), 5);
    ck_assert(!take(key_at(5, 1000), &forecast));
}
END_TEST

SUITE_BEGIN(forecast_shelf)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, what_was_put_there_is_taken_from_there);
tcase_add_test(tests, it_stands_for_a_minute_and_for_its_question_alone);
tcase_add_test(tests, a_later_journal_is_kept_rather_than_an_earlier_one);
tcase_add_test(tests, who_comes_second_waits_for_the_first);
tcase_add_test(tests, who_comes_second_makes_it_when_the_first_gives_up);
tcase_add_test(tests, another_question_is_not_waited_for);
SUITE_END
