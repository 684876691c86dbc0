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
    for (size_t i = 0; i < count; i++)
        free(items[i].serial);
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

void stock_put(struct stock *stock, const char *part_number, const char *serial)
{
    struct stock_item item = {part_number, need_memory(strdup(serial))};
    pthread_mutex_lock(&stock->lock);
    items_add(&stock->waiting, &stock->count, &stock->capacity, item);
    pthread_mutex_unlock(&stock->lock);
}

static size_t count_of(const struct stock *stock, const char *part_number)
{
    size_t count = 0;
    for (size_t i = 0; i < stock->count; i++)
        count += !strcmp(stock->waiting[i].part_number, part_number);
    return count;
}

bool stock_take(struct stock *stock, const char *part_number, size_t count, char **ret_serials)
{
    pthread_mutex_lock(&stock->lock);
    bool enough = count_of(stock, part_number) >= count;
    size_t taken = 0;
    size_t kept = 0;
    for (size_t i = 0; enough && i < stock->count; i++) {
        if (taken < count && !strcmp(stock->waiting[i].part_number, part_number))
            ret_serials[taken++] = stock->waiting[i].serial;
        else
            stock->waiting[kept++] = stock->waiting[i];
    }
    if (enough)
        stock->count = kept;
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
        items_add(&stock->seen, &stock->seen_count, &stock->seen_capacity, (struct stock_item){part_number, copy});
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
