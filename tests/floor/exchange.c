#include "floor/exchange.h"

#include "floor/memory.h"

#include <stdlib.h>
#include <string.h>

void exchange_init(struct exchange *exchange)
{
    *exchange = (struct exchange){0};
    pthread_mutex_init(&exchange->lock, NULL);
}

void offer_free(struct offer *offer)
{
    free(offer->unit);
    free(offer->serial);
    *offer = (struct offer){0};
}

void exchange_free(struct exchange *exchange)
{
    offer_free(&exchange->offer);
    pthread_mutex_destroy(&exchange->lock);
}

bool exchange_open(struct exchange *exchange, const char *unit)
{
    pthread_mutex_lock(&exchange->lock);
    bool opened = !exchange->offer.unit;
    if (opened)
        exchange->offer.unit = need_memory(strdup(unit));
    pthread_mutex_unlock(&exchange->lock);
    return opened;
}

bool exchange_is_open(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    bool is_open = exchange->offer.unit;
    pthread_mutex_unlock(&exchange->lock);
    return is_open;
}

bool exchange_waits(struct exchange *exchange, const char *unit)
{
    pthread_mutex_lock(&exchange->lock);
    bool waits = exchange->offer.unit && !strcmp(exchange->offer.unit, unit);
    pthread_mutex_unlock(&exchange->lock);
    return waits;
}

void exchange_offer(struct exchange *exchange, const char *part_number, const char *serial)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->part_number = part_number;
    exchange->offer.serial = need_memory(strdup(serial));
    pthread_mutex_unlock(&exchange->lock);
}

bool exchange_is_offered(struct exchange *exchange, const char *part_number)
{
    pthread_mutex_lock(&exchange->lock);
    bool offered = exchange->offer.serial && !strcmp(exchange->part_number, part_number);
    pthread_mutex_unlock(&exchange->lock);
    return offered;
}

bool exchange_take(struct exchange *exchange, struct offer *ret)
{
    pthread_mutex_lock(&exchange->lock);
    bool taken = exchange->offer.serial;
    if (taken) {
        *ret = (struct offer){need_memory(strdup(exchange->offer.unit)), exchange->offer.serial};
        exchange->offer.serial = NULL;
    }
    pthread_mutex_unlock(&exchange->lock);
    return taken;
}

void exchange_close(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    offer_free(&exchange->offer);
    pthread_mutex_unlock(&exchange->lock);
}
