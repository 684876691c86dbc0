#include "floor/stock.h"

#include "floor/memory.h"

#include <stdlib.h>
#include <string.h>

void stock_init(struct stock *stock)
{
    *stock = (struct stock){0};
    pthread_mutex_init(&stock->lock, NULL);
}

static void items_free(struct stock_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(items[i].serial);
        free(items[i].unit);
    }
    free(items);
}

void stock_free(struct stock *stock)
{
    items_free(stock->waiting, stock->count);
    items_free(stock->seen, stock->seen_count);
    pthread_mutex_destroy(&stock->lock);
}

static void items_add(struct stock_item **items, size_t *count, size_t *capacity, struct stock_item item)
{
    if (*count == *capacity) {
        *capacity = *capacity ? *capacity * 2 : 64;
        *items = need_memory(reallocarray(*items, *capacity, sizeof **items));
    }
    (*items)[(*count)++] = item;
}

static void put(struct stock *stock, struct stock_item item)
{
    pthread_mutex_lock(&stock->lock);
    items_add(&stock->waiting, &stock->count, &stock->capacity, item);
    pthread_mutex_unlock(&stock->lock);
}

void stock_put(struct stock *stock, const char *part_number, const char *serial)
{
    put(stock, (struct stock_item){part_number, need_memory(strdup(serial)), NULL});
}

void stock_put_for(struct stock *stock, const char *part_number, const char *serial, const char *unit)
{
    put(stock, (struct stock_item){part_number, need_memory(strdup(serial)), need_memory(strdup(unit))});
}

static bool is_promised(const struct stock_item *item, const char *unit)
{
    return item->unit && !strcmp(item->unit, unit);
}

static size_t count_of(const struct stock *stock, const char *part_number, const char *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < stock->count; i++)
        count += !strcmp(stock->waiting[i].part_number, part_number) &&
                 (!stock->waiting[i].unit || is_promised(&stock->waiting[i], unit));
    return count;
}

/* Takes up to `most`, of what is promised to the unit or of what is promised to nobody. */
static size_t take(struct stock *stock, const char *part_number, size_t most, const char *unit, bool promised,
                   char **ret_serials)
{
    size_t taken = 0, kept = 0;
    for (size_t i = 0; i < stock->count; i++) {
        struct stock_item *item = &stock->waiting[i];
        bool fits = promised ? is_promised(item, unit) : !item->unit;
        if (taken == most || !fits || strcmp(item->part_number, part_number)) {
            stock->waiting[kept++] = *item;
            continue;
        }
        ret_serials[taken++] = item->serial;
        free(item->unit);
    }
    stock->count = kept;
    return taken;
}

bool stock_take(struct stock *stock, const char *part_number, size_t count, const char *unit, char **ret_serials)
{
    pthread_mutex_lock(&stock->lock);
    bool enough = count_of(stock, part_number, unit) >= count;
    size_t taken = enough ? take(stock, part_number, count, unit, true, ret_serials) : 0;
    if (enough)
        take(stock, part_number, count - taken, unit, false, ret_serials + taken);
    pthread_mutex_unlock(&stock->lock);
    return enough;
}

static struct stock_item *seen_find(const struct stock *stock, const char *part_number)
{
    for (size_t i = 0; i < stock->seen_count; i++)
        if (!strcmp(stock->seen[i].part_number, part_number))
            return &stock->seen[i];
    return NULL;
}

void stock_see(struct stock *stock, const char *part_number, const char *serial)
{
    char *copy = need_memory(strdup(serial));
    pthread_mutex_lock(&stock->lock);
    struct stock_item *found = seen_find(stock, part_number);
    char *old = found ? found->serial : NULL;
    if (found)
        found->serial = copy;
    else
        items_add(&stock->seen, &stock->seen_count, &stock->seen_capacity,
                  (struct stock_item){part_number, copy, NULL});
    pthread_mutex_unlock(&stock->lock);
    free(old);
}

void stock_unsee(struct stock *stock, const char *part_number, const char *serial)
{
    char *forgotten = NULL;
    pthread_mutex_lock(&stock->lock);
    struct stock_item *found = seen_find(stock, part_number);
    if (found && !strcmp(found->serial, serial)) {
        forgotten = found->serial;
        *found = stock->seen[--stock->seen_count];
    }
    pthread_mutex_unlock(&stock->lock);
    free(forgotten);
}

char *stock_seen(struct stock *stock, const char *part_number)
{
    pthread_mutex_lock(&stock->lock);
    struct stock_item *found = seen_find(stock, part_number);
    char *copy = found ? need_memory(strdup(found->serial)) : NULL;
    pthread_mutex_unlock(&stock->lock);
    return copy;
}
