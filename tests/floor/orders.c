#include "floor/orders.h"

#include "base/json.h"
#include "base/time.h"
#include "domain/event.h"
#include "floor/memory.h"
#include "floor/office.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 100, PRIORITY_TOP = 3, PRIORITY_PART = 5, DUE_DAYS = 60 };

static void order_name(const struct recipe *recipe, int number, char ret[static NAME_SIZE])
{
    snprintf(ret, NAME_SIZE, "%s-%04d", recipe->definition.part_number, number);
}

static int64_t integer_of(const struct json *object, const char *name)
{
    const struct json *value = object_member(object, name);
    return value && value_kind(value) == VALUE_INTEGER ? value_integer(value) : 0;
}

/* How an order stands. */
struct standing {
    int status; /* of HTTP: 200, or 404 where there is no such order */
    int state;  /* enum order_state */
    int64_t quantity, shipped, scrapped;
};

static struct standing order_look(struct plant *plant, const char *order)
{
    char path[NAME_SIZE + 20];
    snprintf(path, sizeof path, "/v1/orders/%s", order);
    pthread_mutex_lock(&plant->planner.lock);
    struct reply reply = client_get(plant->planner.client, path);
    struct standing standing = {.status = reply.status};
    if (reply.status == 200 && reply.document && json_is_object(reply.document)) {
        const char *state = json_text_member(reply.document, "state");
        standing.state = state ? name_value(&ORDER_STATE_NAMES, state) : ORDER_ABSENT;
        standing.quantity = integer_of(reply.document, "quantity");
        standing.shipped = integer_of(reply.document, "shipped");
        standing.scrapped = integer_of(reply.document, "scrapped");
    } else if (reply.status != 404) {
        plant_unexpected(plant, "GET %s: %d %.300s", path, reply.status, reply.bytes ? reply.bytes : "");
    }
    pthread_mutex_unlock(&plant->planner.lock);
    return standing;
}

static bool order_plan(struct plant *plant, const struct recipe *recipe, const char *name, int number, int64_t quantity)
{
    static const struct {
        const char *customer;
        const char *destination;
    } CUSTOMERS[] = {
        {"Kansai Cloud", "Sakai, JP"},
        {"Great Lakes Compute", "Columbus, US"},
        {"Nordlicht Rechenzentren", "Hamburg, DE"},
    };
    size_t customer = (size_t)number % (sizeof CUSTOMERS / sizeof *CUSTOMERS);
    bool top = recipe == catalog_top(&plant->catalog);
    const struct order_planned order = {
        .order = name,
        .part_number = recipe->definition.part_number,
        .revision = recipe->definition.revision,
        .quantity = quantity,
        .customer = top ? CUSTOMERS[customer].customer : "the plant itself",
        .destination = top ? CUSTOMERS[customer].destination : "tray store",
        .due = plant_now_us(plant) + DUE_DAYS * US_PER_DAY,
        .priority = top ? PRIORITY_TOP : PRIORITY_PART,
    };
    BUFFER_OWNED struct buffer body = {0};
    json_write(&body, ENTRY_TYPES[ENTRY_ORDER_PLANNED].data, &order);
    return office_post(plant, &plant->planner, "/v1/orders", need_text(buffer_view(&body)), NULL);
}

static bool order_turn(struct plant *plant, const char *order, const char *transition)
{
    char path[NAME_SIZE + 40];
    snprintf(path, sizeof path, "/v1/orders/%s/%s", order, transition);
    return office_post(plant, &plant->planner, path, NULL, NULL);
}

/* The order is there and released, whatever was there before. `quantity` is of a new one. */
static bool order_ensure(struct plant *plant, const struct recipe *recipe, int number, int64_t quantity,
                         struct standing *ret)
{
    char name[NAME_SIZE];
    order_name(recipe, number, name);
    struct standing standing = order_look(plant, name);
    if (standing.status == 404 && !order_plan(plant, recipe, name, number, quantity))
        return false;
    struct standing now = standing.status == 404 ? order_look(plant, name) : standing;
    if (now.status != 200 || (now.state == ORDER_PLANNED && !order_turn(plant, name, "release")))
        return false;
    *ret = now;
    ret->status = standing.status;
    return true;
}

/* --- what stands on the floor --- */

static bool unit_is_free(struct plant *plant, const char *serial, const char *part_number)
{
    char path[3 * NAME_SIZE];
    snprintf(path, sizeof path, "/v1/units/%s?part_number=%s", serial, part_number);
    pthread_mutex_lock(&plant->quality.lock);
    struct reply reply = client_get(plant->quality.client, path);
    bool is_free = reply.status == 200 && reply.document && !object_member(reply.document, "installed_in");
    pthread_mutex_unlock(&plant->quality.lock);
    return is_free;
}

/* One page of the finished units of an order; *ret_cursor is the next one's, "" when there is none. The planner's
 * answer is read while quality is asked for each unit: nobody but this thread asks as the planner. */
static bool collect_page(struct plant *plant, const struct recipe *recipe, const char *order, struct arena *arena,
                         const char **ret_cursor)
{
    const char *path = TEXT(arena, "/v1/units?order=%s&state=completed&limit=200%s%s", order,
                            **ret_cursor ? "&cursor=" : "", *ret_cursor);
    struct reply reply = client_get(plant->planner.client, path);
    const struct json *items = reply.status == 200 && reply.document ? object_member(reply.document, "items") : NULL;
    if (!items) {
        plant_unexpected(plant, "GET %s: %d %.300s", path, reply.status, reply.bytes ? reply.bytes : "");
        return false;
    }
    for (size_t i = 0; i < json_count(items); i++) {
        const char *serial = json_text_member(json_item(items, i), "serial");
        if (serial && unit_is_free(plant, serial, recipe->definition.part_number))
            stock_put(&plant->stock, recipe->definition.part_number, serial);
    }
    const char *next = json_text_member(reply.document, "next_cursor");
    *ret_cursor = next ? TEXT(arena, "%s", next) : "";
    return true;
}

static bool collect_finished(struct plant *plant, const struct recipe *recipe, int number, struct arena *arena)
{
    char order[NAME_SIZE];
    const char *cursor = "";
    order_name(recipe, number, order);
    do {
        if (!collect_page(plant, recipe, order, arena, &cursor))
            return false;
    } while (*cursor);
    return true;
}

/* --- all of them --- */

static bool is_over(int state)
{
    return state == ORDER_CLOSED || state == ORDER_CANCELLED;
}

bool orders_open(struct plant *plant, int number, struct arena *arena, struct orders *ret)
{
    const struct recipe *top = catalog_top(&plant->catalog);
    struct standing racks;
    char name[NAME_SIZE];
    do {
        order_name(top, number++, name);
        racks = order_look(plant, name);
    } while (racks.status == 200 && is_over(racks.state));
    number--;
    int64_t quantity = racks.status == 200 ? racks.quantity : plant->options->racks;
    for (size_t i = 0; i < plant->catalog.count; i++) {
        const struct recipe *recipe = &plant->catalog.recipes[i];
        struct standing standing;
        int64_t pieces = recipe == top ? 1 : catalog_pieces(top, recipe->definition.part_number);
        if (!order_ensure(plant, recipe, number, pieces * quantity, &standing))
            return false;
        if (standing.status == 200 && !collect_finished(plant, recipe, number, arena))
            return false;
    }
    *ret = (struct orders){
        .number = number,
        .quantity = quantity,
        .begun_earlier = racks.status == 200,
    };
    return orders_look(plant, ret);
}

/* A tray that was taken out of scrap leaves one over, which is built to its end all the same. */
static bool all_finished(struct plant *plant, int number)
{
    bool finished = true;
    for (size_t i = 0; finished && i < plant->catalog.count; i++) {
        char name[NAME_SIZE];
        order_name(&plant->catalog.recipes[i], number, name);
        int state = order_look(plant, name).state;
        finished = state == ORDER_COMPLETED || is_over(state);
    }
    return finished;
}

bool orders_look(struct plant *plant, struct orders *orders)
{
    char name[NAME_SIZE];
    order_name(catalog_top(&plant->catalog), orders->number, name);
    struct standing standing = order_look(plant, name);
    if (standing.status != 200)
        return false;
    orders->shipped = standing.shipped;
    orders->scrapped = standing.scrapped;
    orders->finished = standing.shipped + standing.scrapped == orders->quantity && all_finished(plant, orders->number);
    return true;
}

bool orders_close(struct plant *plant, const struct orders *orders)
{
    bool closed = true;
    for (size_t i = 0; i < plant->catalog.count; i++) {
        char name[NAME_SIZE];
        order_name(&plant->catalog.recipes[i], orders->number, name);
        closed = (is_over(order_look(plant, name).state) || order_turn(plant, name, "close")) && closed;
    }
    return closed;
}
