#include "racklined/shared.h"

#include "base/monotonic.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLOTS = 512,
    PROBES = 8, /* slots in which a target may be */
};

struct slot {
    uint64_t hash;
    char *target;                 /* NULL: the slot is free */
    struct shared_answer *answer; /* NULL: there is none */
    bool claimed;                 /* somebody makes it */
};

struct shared {
    size_t bytes_max;
    _Atomic int64_t journal_position;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t made;
    size_t bytes;
    struct slot slots[SLOTS];
};

struct shared *shared_new(size_t bytes_max)
{
    struct shared *shared = calloc(1, sizeof *shared);
    if (!shared)
        return NULL;
    shared->bytes_max = bytes_max;
    pthread_mutex_init(&shared->mutex, NULL);
    pthread_cond_init(&shared->made, NULL);
    return shared;
}

struct shared_answer *shared_answer_new(void (*forget)(void *response))
{
    struct shared_answer *answer = calloc(1, sizeof *answer);
    if (!answer)
        return NULL;
    answer->forget = forget;
    atomic_store(&answer->users, 1);
    return answer;
}

void shared_release(struct shared_answer *answer)
{
    if (!answer || atomic_fetch_sub(&answer->users, 1) > 1)
        return;
    if (answer->response)
        answer->forget(answer->response);
    free(answer);
}

void shared_journal_grew(struct shared *shared, int64_t journal_position)
{
    atomic_store(&shared->journal_position, journal_position);
}

/* ---- slots, under the mutex ---- */

/* FNV-1a. */
static uint64_t hash_of(const char *target)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *target; target++)
        hash = (hash ^ (unsigned char)*target) * 0x100000001b3u;
    return hash;
}

static bool is_right(const struct shared *shared, const struct shared_answer *answer)
{
    return answer && answer->journal_position >= atomic_load(&shared->journal_position) &&
           (answer->end_us == INT64_MAX || monotonic_us() < answer->end_us);
}

static void drop_answer(struct shared *shared, struct slot *slot)
{
    if (!slot->answer)
        return;
    shared->bytes -= slot->answer->size;
    shared_release(slot->answer);
    slot->answer = NULL;
}

static struct slot *find_slot(struct shared *shared, const char *target, uint64_t hash)
{
    for (uint64_t i = 0; i < PROBES; i++) {
        struct slot *slot = &shared->slots[(hash + i) % SLOTS];
        if (slot->target && slot->hash == hash && !strcmp(slot->target, target))
            return slot;
    }
    return NULL;
}

/* A slot for a target that has none: one that is free, or holds what is wrong, or else any. NULL: answers are made for
 * all that it might have, or memory is out. */
static struct slot *take_slot(struct shared *shared, const char *target, uint64_t hash)
{
    struct slot *taken = NULL;
    for (uint64_t i = 0; i < PROBES; i++) {
        struct slot *slot = &shared->slots[(hash + i) % SLOTS];
        if (!slot->claimed && (!taken || !is_right(shared, slot->answer)))
            taken = slot;
    }
    char *copy = taken ? strdup(target) : NULL;
    if (!copy)
        return NULL;
    drop_answer(shared, taken);
    free(taken->target);
    *taken = (struct slot){.hash = hash, .target = copy};
    return taken;
}

static void drop_wrong(struct shared *shared)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (!is_right(shared, shared->slots[i].answer))
            drop_answer(shared, &shared->slots[i]);
}

static struct shared_answer *use(struct shared_answer *answer)
{
    atomic_fetch_add(&answer->users, 1);
    return answer;
}

/* ---- from outside ---- */

void shared_free(struct shared *shared)
{
    if (!shared)
        return;
    for (size_t i = 0; i < SLOTS; i++) {
        drop_answer(shared, &shared->slots[i]);
        free(shared->slots[i].target);
    }
    pthread_cond_destroy(&shared->made);
    pthread_mutex_destroy(&shared->mutex);
    free(shared);
}

struct shared_answer *shared_find(struct shared *shared, const char *target)
{
    const uint64_t hash = hash_of(target);
    pthread_mutex_lock(&shared->mutex);
    struct slot *slot = find_slot(shared, target, hash);
    struct shared_answer *answer = slot && is_right(shared, slot->answer) ? use(slot->answer) : NULL;
    pthread_mutex_unlock(&shared->mutex);
    return answer;
}

struct shared_answer *shared_claim(struct shared *shared, const char *target)
{
    const uint64_t hash = hash_of(target);
    struct shared_answer *answer = NULL;
    struct slot *slot;
    pthread_mutex_lock(&shared->mutex);
    while ((slot = find_slot(shared, target, hash)) && slot->claimed)
        pthread_cond_wait(&shared->made, &shared->mutex);
    if (slot && is_right(shared, slot->answer)) {
        answer = use(slot->answer);
    } else {
        if (!slot)
            slot = take_slot(shared, target, hash);
        if (slot)
            slot->claimed = true;
    }
    pthread_mutex_unlock(&shared->mutex);
    return answer;
}

/* Under the mutex. */
static void end_claim(struct shared *shared, struct slot *slot)
{
    if (slot && slot->claimed) {
        slot->claimed = false;
        pthread_cond_broadcast(&shared->made);
    }
}

void shared_put(struct shared *shared, const char *target, struct shared_answer *answer)
{
    pthread_mutex_lock(&shared->mutex);
    struct slot *slot = find_slot(shared, target, hash_of(target));
    if (slot) {
        drop_answer(shared, slot);
        if (shared->bytes + answer->size > shared->bytes_max)
            drop_wrong(shared);
        if (shared->bytes + answer->size <= shared->bytes_max) {
            slot->answer = use(answer);
            shared->bytes += answer->size;
        }
        end_claim(shared, slot);
    }
    pthread_mutex_unlock(&shared->mutex);
}

void shared_give_up(struct shared *shared, const char *target)
{
    pthread_mutex_lock(&shared->mutex);
    end_claim(shared, find_slot(shared, target, hash_of(target)));
    pthread_mutex_unlock(&shared->mutex);
}
