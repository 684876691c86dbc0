/* A burn-in station: several racks at once, each in a bay, for hours. */
#include "floor/station.h"

#include "base/time.h"
#include "floor/memory.h"

#include <string.h>

static bool is_there(const struct work *work)
{
    return work->state == OPERATION_RUNNING || work->state == OPERATION_PAUSED;
}

static size_t count_there(const struct work_list *works)
{
    size_t count = 0;
    for (size_t i = 0; i < works->list.count; i++)
        count += is_there(&works->list.items[i]);
    return count;
}

static const char *free_bay(const struct worker *worker, const struct work_list *works)
{
    for (size_t bay = 0; bay < BAYS_A_STATION; bay++) {
        const char *name = layout_bay(worker->post, bay, worker->arena);
        bool taken = false;
        for (size_t i = 0; i < works->list.count; i++)
            taken = taken || (is_there(&works->list.items[i]) && works->list.items[i].bay &&
                              !strcmp(works->list.items[i].bay, name));
        if (!taken)
            return name;
    }
    return NULL;
}

/* A rack in its bay: through when its hours are over. */
static bool look_after(struct worker *worker, const struct work *work, int64_t *ret_wait_us)
{
    double left_min = isnan(work->remaining_min) ? 0 : work->remaining_min;
    int64_t left_us = plant_minutes_us(worker->plant, left_min);
    if (work->state == OPERATION_RUNNING && left_us > 0) {
        if (left_us < *ret_wait_us)
            *ret_wait_us = left_us;
        return false;
    }
    struct job job;
    if (!job_take(worker, work, &job))
        return false;
    worker->stop = NOT_STOPPED;
    if (job_begin(&job, NULL) && work->state == OPERATION_RUNNING && job_record(&job))
        job_complete(&job);
    job_drop(&job);
    if (worker->stop)
        rests_add(&worker->rests, worker->plant, work->serial);
    return !worker->stop; /* one that is held stays in its bay until it is not */
}

/* The bays are not full, but the station's feed is: the line knows, whoever tries. */
static bool try_without_power(struct job *job, const char *bay)
{
    struct operation_started *start = plan_start(&job->task, bay, job->worker->arena);
    return worker_refused(job->worker, ENTRY_OPERATION_STARTED, start, CODES("bay-power", "bay-coolant"));
}

static bool put_in(struct worker *worker, const struct work_list *works, const struct work *work)
{
    struct plant *plant = worker->plant;
    const char *bay = free_bay(worker, works);
    bool full = count_there(works) >= FULL_BAYS;
    struct job job;
    if (!bay || (full && !name_set_add(&plant->played, work->serial, worker->post->code)))
        return false;
    if (!job_take(worker, work, &job))
        return false;
    worker->stop = NOT_STOPPED;
    if (full)
        try_without_power(&job, bay);
    else if (job_begin(&job, bay))
        plant_tell(plant, "%s: burns in, bay %s", work->serial, bay);
    if (full)
        name_set_remove(&plant->claims, work->serial, work->operation);
    job_drop(&job);
    if (worker->stop)
        rests_add(&worker->rests, plant, work->serial);
    return !worker->stop;
}

bool burn_in_look(struct worker *worker, const struct work_list *works, int64_t *ret_wait_us)
{
    for (size_t i = 0; i < works->list.count; i++) {
        const struct work *work = &works->list.items[i];
        if (rests_has(&worker->rests, work->serial))
            continue;
        if (is_there(work) ? look_after(worker, work, ret_wait_us) : put_in(worker, works, work))
            return true; /* the list is another one now */
    }
    return false;
}
