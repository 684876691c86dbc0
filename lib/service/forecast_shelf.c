#include "service/forecast_shelf.h"

#include <pthread.h>
#include <stdlib.h>

struct forecast_shelf {
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t done;
    struct forecast_key kept_key, making_key;
    bool making;        /* somebody makes making_key's */
    struct arena *kept; /* NULL: none is kept */
    struct forecast forecast;
};

struct forecast_shelf *forecast_shelf_new(void)
{
    struct forecast_shelf *shelf = calloc(1, sizeof *shelf);
    if (!shelf)
        return NULL;
    pthread_mutex_init(&shelf->mutex, NULL);
    pthread_cond_init(&shelf->done, NULL);
    return shelf;
}

void forecast_shelf_free(struct forecast_shelf *shelf)
{
    if (!shelf)
        return;
    arena_free(shelf->kept);
    pthread_cond_destroy(&shelf->done);
    pthread_mutex_destroy(&shelf->mutex);
    free(shelf);
}

static bool is_same(struct forecast_key a, struct forecast_key b)
{
    return a.journal_position == b.journal_position && a.seed == b.seed && a.now_us == b.now_us;
}

/* Whether a forecast answers the question just as well. */
static bool is_fresh(struct forecast_key made, struct forecast_key asked)
{
    return made.journal_position == asked.journal_position && made.seed == asked.seed && made.now_us <= asked.now_us &&
           asked.now_us - made.now_us <= FORECAST_FRESH_US;
}

int64_t forecast_shelf_time(struct forecast_shelf *shelf, struct forecast_key key)
{
    int64_t now_us = key.now_us;
    pthread_mutex_lock(&shelf->mutex);
    if (shelf->kept && is_fresh(shelf->kept_key, key))
        now_us = shelf->kept_key.now_us;
    else if (shelf->making && is_fresh(shelf->making_key, key))
        now_us = shelf->making_key.now_us;
    pthread_mutex_unlock(&shelf->mutex);
    return now_us;
}

bool forecast_shelf_take(struct forecast_shelf *shelf, struct forecast_key key, const struct forecast_line *line,
                         struct arena *arena, struct forecast *ret, enum fault *ret_fault)
{
    pthread_mutex_lock(&shelf->mutex);
    while (shelf->making && is_same(shelf->making_key, key))
        pthread_cond_wait(&shelf->done, &shelf->mutex);
    const bool there = shelf->kept && is_same(shelf->kept_key, key);
    if (there) {
        *ret_fault = forecast_copy(&shelf->forecast, line, arena, ret);
    } else if (!shelf->making) { /* of two that are made at once the first is waited for */
        shelf->making = true;
        shelf->making_key = key;
    }
    pthread_mutex_unlock(&shelf->mutex);
    return there;
}

/* Under the mutex. */
static void stop_making(struct forecast_shelf *shelf, struct forecast_key key)
{
    if (!shelf->making || !is_same(shelf->making_key, key))
        return;
    shelf->making = false;
    pthread_cond_broadcast(&shelf->done);
}

void forecast_shelf_put(struct forecast_shelf *shelf, struct forecast_key key, const struct forecast_line *line,
                        const struct forecast *forecast)
{
    struct arena *arena = arena_new(0);
    struct forecast copy;
    if (arena && forecast_copy(forecast, line, arena, &copy)) {
        arena_free(arena);
        arena = NULL;
    }
    pthread_mutex_lock(&shelf->mutex);
    if (arena && !(shelf->kept && shelf->kept_key.journal_position > key.journal_position)) {
        struct arena *before = shelf->kept;
        shelf->kept = arena;
        shelf->kept_key = key;
        shelf->forecast = copy;
        arena = before;
    }
    stop_making(shelf, key);
    pthread_mutex_unlock(&shelf->mutex);
    arena_free(arena);
}

void forecast_shelf_give_up(struct forecast_shelf *shelf, struct forecast_key key)
{
    pthread_mutex_lock(&shelf->mutex);
    stop_making(shelf, key);
    pthread_mutex_unlock(&shelf->mutex);
}
