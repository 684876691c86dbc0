/* The simulated floor: plays the stations of a line, its planner and its quality desk against a running daemon. */
#include "base/time.h"
#include "floor/audit.h"
#include "floor/lot_hold.h"
#include "floor/memory.h"
#include "floor/options.h"
#include "floor/orders.h"
#include "floor/planning.h"
#include "floor/plant.h"
#include "floor/report.h"
#include "floor/revision.h"
#include "floor/setup.h"
#include "floor/station.h"
#include "floor/tidy.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TOKEN_SIZE = 200, STILL_S = PATIENCE_S + 30 };

static bool read_token(const char *path, char ret[static TOKEN_SIZE])
{
    FILE *file = fopen(path, "r");
    bool read = file && fgets(ret, TOKEN_SIZE, file);
    if (!read)
        perror(path);
    if (file)
        fclose(file);
    ret[read ? strcspn(ret, " \r\n") : 0] = '\0';
    return read;
}

/* Who hears the signals, whatever the floor waits for. */
struct listener {
    struct plant *plant;
    sigset_t signals;
    atomic_bool heard; /* somebody wants the floor to end */
    pthread_t thread;
};

/* Once somebody wants the floor to end, what is in hand may be brought to an end for a moment; then nothing is waited
 * for any more, and no daemon that does not answer. */
static void *listen_for_signals(void *listener)
{
    enum { LISTEN_NS = 100000000, GRACE_US = 3000000 };
    struct listener *self = listener;
    const struct timespec moment = {.tv_nsec = LISTEN_NS};
    int64_t heard_us = 0;
    while (!plant_stopping(self->plant)) {
        if (sigtimedwait(&self->signals, NULL, &moment) > 0 && !atomic_exchange(&self->heard, true))
            heard_us = monotonic_us();
        if (atomic_load(&self->heard) && monotonic_us() - heard_us > GRACE_US)
            plant_stop(self->plant);
    }
    return NULL;
}

/* Whether anything was accepted lately; `since` is when that was, monotonic. */
static bool stands_still(struct plant *plant, long long *accepted, int64_t *since_us)
{
    long long now = atomic_load(&plant->tally.accepted);
    if (now != *accepted) {
        *accepted = now;
        *since_us = monotonic_us();
    }
    return plant->options->fast && monotonic_us() - *since_us > STILL_S * US_PER_SECOND;
}

/* Watches the stations work until the orders are finished. False: that did not happen, or somebody wants the floor to
 * end. */
static bool watch_orders(struct plant *plant, struct orders *orders, struct listener *listener)
{
    long long accepted = -1, shipped = 0;
    int64_t since_us = monotonic_us(), looked_us = since_us;
    while (!orders->finished) {
        if (atomic_load(&listener->heard) || plant_stopping(plant))
            return false;
        sleep_us(US_PER_SECOND / 10);
        if (stands_still(plant, &accepted, &since_us)) {
            plant_unexpected(plant, "nothing was accepted for %d seconds", STILL_S);
            return false;
        }
        long long shipped_now = atomic_load(&plant->tally.shipped);
        if (shipped_now == shipped && monotonic_us() - looked_us < 5 * US_PER_SECOND)
            continue;
        shipped = shipped_now;
        looked_us = monotonic_us();
        if (!orders_look(plant, orders))
            return false;
    }
    return true;
}

/* Where other people decide as well, one may stop an order from being closed for as long as he likes. */
static bool close_orders(struct plant *plant, const struct orders *orders, struct listener *listener)
{
    bool closed;
    while (!(closed = orders_close(plant, orders)) && plant->options->people && !atomic_load(&listener->heard) &&
           !plant_stopping(plant))
        sleep_us(US_PER_SECOND);
    return closed;
}

/* Order after order until somebody wants the floor to end; one when fast. *ret_whole: the first one was begun and
 * shipped here. True: no order was left unfinished. */
static bool work_orders(struct plant *plant, struct listener *listener, bool *ret_whole)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct orders orders = {.number = 1};
    do {
        if (!orders_open(plant, orders.number, arena, &orders))
            return false;
        plant_tell(plant, "order %d: %lld racks, %lld shipped", orders.number, (long long)orders.quantity,
                   (long long)orders.shipped);
        board_ring_all(&plant->board);
        struct lot_desk desk;
        lot_desk_begin(&desk, plant, &orders);
        bool left = watch_orders(plant, &orders, listener);
        lot_desk_end(&desk);
        if (!left || !planning_looks_back(plant, &orders) || !close_orders(plant, &orders, listener))
            return false;
        *ret_whole = *ret_whole || (!orders.begun_earlier && orders.quantity > 1);
        if (plant->options->fast && !audit_order(plant, &orders))
            return false;
    } while (!plant->options->fast);
    return orders.shipped + orders.scrapped == orders.quantity;
}

static bool run_floor(struct plant *plant, const char *token, struct listener *listener, bool *ret_whole)
{
    size_t count = plant->layout.posts.count;
    struct client **clients = need_memory(calloc(count, sizeof *clients));
    struct worker *workers = need_memory(calloc(count, sizeof *workers));
    if (pthread_create(&listener->thread, NULL, listen_for_signals, listener))
        need_memory(NULL);
    bool ready = setup_line(plant, token, clients) && tidy_line(plant) && revision_recall(plant);
    for (size_t i = 0; ready && i < count; i++)
        worker_begin(&workers[i], plant, &plant->layout.posts.items[i], clients[i]);
    bool done = ready && work_orders(plant, listener, ret_whole);
    plant_stop(plant);
    pthread_join(listener->thread, NULL);
    for (size_t i = 0; i < count; i++)
        if (ready)
            worker_end(&workers[i]);
        else
            client_free(clients[i]);
    free(workers);
    free(clients);
    return done;
}

/* Signals are heard by the listener alone; every other one inherits that it does not get them. */
static sigset_t take_signals(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    return signals;
}

int main(int argc, char **argv)
{
    struct options options;
    const char *why;
    char token[TOKEN_SIZE];
    if (!options_read(argc, argv, &options, &why)) {
        fprintf(*why ? stderr : stdout, "%s%s%s", why, *why ? "\n" : "", OPTIONS_USAGE);
        return *why ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct plant *plant = NEW(arena, struct plant);
    if (!read_token(options.token_file, token) || !catalog_read(options.products, arena, &plant->catalog))
        return EXIT_FAILURE;
    struct listener listener = {.plant = plant, .signals = take_signals()};
    curl_global_init(CURL_GLOBAL_DEFAULT);
    plant_init(plant, &options, arena);
    int64_t began_us = monotonic_us();
    bool whole = false;
    bool done = run_floor(plant, token, &listener, &whole);
    double seconds = (double)(monotonic_us() - began_us) / (double)US_PER_SECOND;
    bool all = report_print(plant, seconds, whole);
    bool good = (done || !options.fast) && all && !atomic_load(&plant->tally.unexpected);
    plant_free(plant);
    curl_global_cleanup();
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
