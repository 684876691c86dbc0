#include "racklined/sessions.h"

#include "service/secret.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    SETS = 256,
    WAYS = 8,        /* places in each set; where a set is full, the one that was not used for longest ends */
    NAME_SIZE = 260, /* of an account, with the NUL: 64 characters at most */
};

struct place {
    bool there;
    struct digest digest;
    int64_t began_us, used_us;
    int64_t password;
    char account[NAME_SIZE];
};

struct sessions {
    _Atomic int64_t idle_us, longest_us;
    _Atomic uint64_t ended;
    pthread_mutex_t mutex; /* over what follows */
    struct place places[SETS][WAYS];
};

struct sessions *sessions_new(void)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    if (sessions)
        pthread_mutex_init(&sessions->mutex, NULL);
    return sessions;
}

void sessions_free(struct sessions *sessions)
{
    if (!sessions)
        return;
    pthread_mutex_destroy(&sessions->mutex);
    free(sessions);
}

void sessions_set_limits(struct sessions *sessions, int64_t idle_us, int64_t longest_us)
{
    atomic_store(&sessions->idle_us, idle_us);
    atomic_store(&sessions->longest_us, longest_us);
    atomic_fetch_add(&sessions->ended, 1);
}

static int64_t until_us(const struct sessions *sessions, const struct place *place)
{
    const int64_t unused_us = place->used_us + atomic_load(&sessions->idle_us);
    const int64_t longest_us = place->began_us + atomic_load(&sessions->longest_us);
    return unused_us < longest_us ? unused_us : longest_us;
}

static bool is_over(const struct sessions *sessions, const struct place *place, int64_t now_us)
{
    return !place->there || now_us >= until_us(sessions, place);
}

static void end(struct sessions *sessions, struct place *place)
{
    place->there = false;
    atomic_fetch_add(&sessions->ended, 1);
}

/* A place for a new one, under the mutex. */
static struct place *free_place(struct sessions *sessions, struct digest digest, int64_t now_us)
{
    struct place *set = sessions->places[digest.bytes[0] % SETS], *oldest = set;
    for (int i = 0; i < WAYS; i++) {
        if (is_over(sessions, &set[i], now_us))
            return &set[i];
        if (set[i].used_us < oldest->used_us)
            oldest = &set[i];
    }
    return oldest;
}

bool sessions_begin(struct sessions *sessions, const char *account, int64_t password, int64_t now_us,
                    char ret_text[static TOKEN_TEXT_SIZE])
{
    struct place place = {.there = true, .began_us = now_us, .used_us = now_us, .password = password};
    if (strlen(account) >= sizeof place.account)
        return false;
    strcpy(place.account, account);
    secret_make_session(ret_text);
    place.digest = digest_of(ret_text, strlen(ret_text));
    pthread_mutex_lock(&sessions->mutex);
    struct place *taken = free_place(sessions, place.digest, now_us);
    if (taken->there)
        end(sessions, taken);
    *taken = place;
    pthread_mutex_unlock(&sessions->mutex);
    return true;
}

/* Under the mutex; NULL when there is none. */
static struct place *find(struct sessions *sessions, struct digest digest)
{
    struct place *set = sessions->places[digest.bytes[0] % SETS];
    for (int i = 0; i < WAYS; i++)
        if (set[i].there && digest_equal(set[i].digest, digest))
            return &set[i];
    return NULL;
}

bool sessions_find(struct sessions *sessions, struct digest digest, int64_t now_us, bool is_use, struct arena *arena,
                   struct signed_in *ret)
{
    const char *account = NULL;
    pthread_mutex_lock(&sessions->mutex);
    struct place *place = find(sessions, digest);
    if (place && is_over(sessions, place, now_us)) {
        place->there = false;
    } else if (place) {
        if (is_use)
            place->used_us = now_us;
        account = arena_text(arena, place->account);
        if (account)
            *ret = (struct signed_in){account, place->password, until_us(sessions, place)};
    }
    pthread_mutex_unlock(&sessions->mutex);
    return account;
}

void sessions_end(struct sessions *sessions, struct digest digest)
{
    pthread_mutex_lock(&sessions->mutex);
    struct place *place = find(sessions, digest);
    if (place)
        end(sessions, place);
    pthread_mutex_unlock(&sessions->mutex);
}

void sessions_end_all(struct sessions *sessions, const char *account)
{
    pthread_mutex_lock(&sessions->mutex);
    for (int set = 0; set < SETS; set++)
        for (int i = 0; i < WAYS; i++)
            if (sessions->places[set][i].there && !strcmp(sessions->places[set][i].account, account))
                end(sessions, &sessions->places[set][i]);
    pthread_mutex_unlock(&sessions->mutex);
}

void sessions_review(struct sessions *sessions, bool (*holds)(void *context, const char *account, int64_t password),
                     void *context)
{
    pthread_mutex_lock(&sessions->mutex);
    for (int set = 0; set < SETS; set++)
        for (int i = 0; i < WAYS; i++) {
            struct place *place = &sessions->places[set][i];
            place->there = place->there && holds(context, place->account, place->password);
        }
    pthread_mutex_unlock(&sessions->mutex);
}

uint64_t sessions_ended(const struct sessions *sessions)
{
    return atomic_load(&sessions->ended);
}

bool session_text(const char *text)
{
    return !strncmp(text, SESSION_PREFIX, sizeof SESSION_PREFIX - 1);
}
