#include "floor/station.h"

#include "base/time.h"
#include "floor/memory.h"
#include "floor/unit.h"

#include <stdlib.h>

enum { LIMIT_FIRST = 8, LIMIT_LAST = 100 }; /* of what the daemon lists at once */

/* How long an idle station waits for the bell before it asks all the same. */
enum { IDLE_US = 2000000 };

static bool ask_for_work(struct worker *worker, struct work_list *ret)
{
    const char *path =
        TEXT(worker->arena, "/v1/stations/%s/dispatch?limit=%lld", worker->post->code, (long long)worker->limit);
    struct reply reply = client_get(worker->client, path);
    if (reply.status == 200 && work_read(reply.document, worker->arena, ret))
        return true;
    plant_unexpected(worker->plant, "GET %s: %d %.300s", path, reply.status, reply.bytes ? reply.bytes : "");
    sleep_us(US_PER_SECOND / 10);
    return false;
}

/* Does the first piece of work that nobody else is at and no parts lack for. What a lot hold stops before it begins is
 * passed over; what it stops in the middle keeps the station. */
static bool do_first(struct worker *worker, const struct work_list *works)
{
    for (size_t i = 0; i < works->list.count; i++) {
        const struct work *work = &works->list.items[i];
        struct job job;
        if (rests_has(&worker->rests, work->serial)) {
            if (work->state != OPERATION_READY)
                return false;
            continue;
        }
        if (!job_take(worker, work, &job))
            continue;
        worker->stop = NOT_STOPPED;
        bool begun = job_run(&job) || job.begun;
        job_drop(&job);
        if (worker->stop)
            rests_add(&worker->rests, worker->plant, work->serial);
        if (!worker->stop || begun)
            return !worker->stop;
    }
    return false;
}

/* Units that an earlier floor completed and did not ship, or that a hold kept here. */
static bool ship_waiting(struct worker *worker)
{
    const struct recipe *top = catalog_top(&worker->plant->catalog);
    char *serial;
    if (!worker->plant->layout.types.items[worker->post->type].ships ||
        !stock_take(&worker->plant->stock, top->definition.part_number, 1, "", &serial))
        return false;
    worker->stop = NOT_STOPPED;
    bool rests = rests_has(&worker->rests, serial);
    if (rests)
        stock_put(&worker->plant->stock, top->definition.part_number, serial);
    else
        unit_ship(worker, top, TEXT(worker->arena, "%s", serial));
    if (worker->stop)
        rests_add(&worker->rests, worker->plant, serial);
    free(serial);
    return !rests && !worker->stop;
}

static void work_once(struct worker *worker)
{
    struct plant *plant = worker->plant;
    size_t type = worker->post->type;
    uint64_t heard = board_heard(&plant->board, type);
    int64_t wait_us = IDLE_US;
    struct work_list works = {0};
    worker_turn(worker);
    if (ship_waiting(worker) || !ask_for_work(worker, &works))
        return;
    if (plant->options->people && station_is_down(works.station_state)) {
        board_wait(&plant->board, type, heard, wait_us);
        return;
    }
    if (plant->layout.types.items[type].bay_power_w ? burn_in_look(worker, &works, &wait_us) : do_first(worker, &works))
        return;
    if ((int64_t)works.list.count >= worker->limit && worker->limit < LIMIT_LAST)
        worker->limit = worker->limit * 2 < LIMIT_LAST
                            ? worker->limit * 2
                            : LIMIT_LAST; /* all of these wait for parts or are others': look further down the list */
    else
        board_wait(&plant->board, type, heard, wait_us);
}

/* An earlier floor may have stopped while the station was down. */
static void put_up(struct worker *worker)
{
    struct work_list works = {0};
    if (!ask_for_work(worker, &works) || works.station_state != STATION_UNSCHEDULED_DOWN)
        return;
    struct station_changed *changed = NEW(worker->arena, struct station_changed);
    record_clear(ENTRY_TYPES[ENTRY_STATION_CHANGED].data, changed);
    changed->state = STATION_PRODUCTIVE;
    changed->reason = "the floor begins";
    worker_post(worker, ENTRY_STATION_CHANGED, changed, NULL);
}

static void *worker_run(void *worker)
{
    struct worker *self = worker;
    put_up(self);
    while (!plant_stopping(self->plant))
        work_once(self);
    return NULL;
}

void worker_begin(struct worker *worker, struct plant *plant, const struct post *post, struct client *client)
{
    *worker = (struct worker){
        .plant = plant,
        .post = post,
        .client = client,
        .arena = need_memory(arena_new(0)),
        .limit = LIMIT_FIRST,
    };
    if (pthread_create(&worker->thread, NULL, worker_run, worker))
        need_memory(NULL);
}

void worker_end(struct worker *worker)
{
    pthread_join(worker->thread, NULL);
    worker_forget(worker);
    arena_free(worker->arena);
    client_free(worker->client);
}
