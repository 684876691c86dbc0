#include "racklined/shared.h"

#include "base/monotonic.h"
#include "base/text_hash.h"

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
    uint64_t used;                /* the last of the uses that was of it */
};

struct shared {
    size_t bytes_max;
    const struct unit_changes *changes;
    _Atomic int64_t journal_position;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t made;
    size_t bytes;
    uint64_t uses; /* so far */
    struct slot slots[SLOTS];
};

struct shared *shared_new(size_t bytes_max, const struct unit_changes *changes)
{
    struct shared *shared = calloc(1, sizeof *shared);
    if (!shared)
        return NULL;
    shared->bytes_max = bytes_max;
    shared->changes = changes;
    pthread_mutex_init(&shared->mutex, NULL);
    pthread_cond_init(&shared->made, NULL);
    return shared;
}

struct shared_answer *shared_answer_new(void (*forget)(void *response), const struct unit_places *places)
{
    const size_t count = places ? places->list.count : 0;
    struct shared_answer *answer = calloc(1, sizeof *answer + count * sizeof *answer->places);
    if (!answer)
        return NULL;
    if (count)
        memcpy(answer->places, places->list.items, count * sizeof *answer->places);
    answer->place_count = count;
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

/* Whether nothing was entered that the answer tells of. */
static bool is_current(const struct shared *shared, const struct shared_answer *answer)
{
    if (answer->journal_position >= atomic_load(&shared->journal_position))
        return true;
    return answer->place_count &&
           !unit_changed_since(shared->changes, answer->places, answer->place_count, answer->journal_position);
}

static bool is_right(const struct shared *shared, const struct shared_answer *answer)
{
    return answer && is_current(shared, answer) && (answer->end_us == INT64_MAX || monotonic_us() < answer->end_us);
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

/* Whether a target would rather have this slot than the other: one that is free, or holds what is wrong, or else what
 * nobody has asked for the longest. */
static bool is_freer(const struct shared *shared, const struct slot *slot, const struct slot *other)
{
    bool right = is_right(shared, slot->answer), other_right = is_right(shared, other->answer);
    return right == other_right ? slot->used < other->used : other_right;
}

/* A slot for a target that has none. NULL: answers are made for all that it might have, or memory is out. */
static struct slot *take_slot(struct shared *shared, const char *target, uint64_t hash)
{
    struct slot *taken = NULL;
    for (uint64_t i = 0; i < PROBES; i++) {
        struct slot *slot = &shared->slots[(hash + i) % SLOTS];
        if (!slot->claimed && (!taken || is_freer(shared, slot, taken)))
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

/* What nobody has asked for the longest. */
static void drop_idlest(struct shared *shared)
{
    struct slot *idlest = NULL;
    for (size_t i = 0; i < SLOTS; i++)
        if (shared->slots[i].answer && (!idlest || shared->slots[i].used < idlest->used))
            idlest = &shared->slots[i];
    drop_answer(shared, idlest);
}

static void make_room(struct shared *shared, size_t size)
{
    if (shared->bytes + size > shared->bytes_max)
        drop_wrong(shared);
    while (shared->bytes + size > shared->bytes_max)
        drop_idlest(shared);
}

/* What the slot has, where it is right. */
static struct shared_answer *use(struct shared *shared, struct slot *slot)
{
    if (!is_right(shared, slot->answer))
        return NULL;
    slot->used = ++shared->uses;
    atomic_fetch_add(&slot->answer->users, 1);
    return slot->answer;
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
    const uint64_t hash = text_hash(target);
    pthread_mutex_lock(&shared->mutex);
    struct slot *slot = find_slot(shared, target, hash);
    struct shared_answer *answer = slot ? use(shared, slot) : NULL;
    pthread_mutex_unlock(&shared->mutex);
    return answer;
}

struct shared_answer *shared_claim(struct shared *shared, const char *target)
{
    const uint64_t hash = text_hash(target);
    struct shared_answer *answer = NULL;
    struct slot *slot;
    pthread_mutex_lock(&shared->mutex);
    while ((slot = find_slot(shared, target, hash)) && slot->claimed)
        pthread_cond_wait(&shared->made, &shared->mutex);
    if (slot)
        answer = use(shared, slot);
    if (!answer) {
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
    struct slot *slot = find_slot(shared, target, text_hash(target));
    if (slot) {
        drop_answer(shared, slot);
        if (answer->size <= shared->bytes_max) {
            make_room(shared, answer->size);
            slot->answer = answer;
            slot->used = ++shared->uses;
            atomic_fetch_add(&answer->users, 1);
            shared->bytes += answer->size;
        }
        end_claim(shared, slot);
    }
    pthread_mutex_unlock(&shared->mutex);
}

void shared_give_up(struct shared *shared, const char *target)
{
    pthread_mutex_lock(&shared->mutex);
    end_claim(shared, find_slot(shared, target, text_hash(target)));
    pthread_mutex_unlock(&shared->mutex);
}
