#include "racklined/principals.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    SETS = 256,
    WAYS = 4,        /* places in each set: a token's is told by its digest */
    NAME_SIZE = 260, /* of a token and a station, with the NUL: 64 characters at most */
};

struct known {
    bool there;
    struct digest digest;
    uint64_t revoked; /* tokens, when the database was asked */
    int role;
    bool has_station, is_account;
    char token[NAME_SIZE], station[NAME_SIZE];
};

struct principals {
    _Atomic uint64_t revoked;
    pthread_mutex_t mutex; /* over what follows */
    unsigned turn;         /* the place that is taken next, where a set is full */
    struct known known[SETS][WAYS];
};

struct principals *principals_new(void)
{
    struct principals *principals = calloc(1, sizeof *principals);
    if (principals)
        pthread_mutex_init(&principals->mutex, NULL);
    return principals;
}

void principals_free(struct principals *principals)
{
    if (!principals)
        return;
    pthread_mutex_destroy(&principals->mutex);
    free(principals);
}

uint64_t principals_revoked(const struct principals *principals)
{
    return atomic_load(&principals->revoked);
}

void principals_revoke(struct principals *principals, uint64_t revoked)
{
    atomic_store(&principals->revoked, revoked);
}

static struct known *set_of(struct principals *principals, struct digest digest)
{
    return principals->known[digest.bytes[0] % SETS];
}

/* Copies whom the place stands for. */
static bool tell(const struct known *known, struct arena *arena, struct principal *ret)
{
    const char *token = arena_text(arena, known->token);
    const char *station = known->has_station ? arena_text(arena, known->station) : NULL;
    if (!token || (known->has_station && !station))
        return false;
    *ret = (struct principal){
        .token = token, .role = known->role, .station = station, .is_account = known->is_account};
    return true;
}

bool principals_find(struct principals *principals, struct digest digest, struct arena *arena, struct principal *ret)
{
    const uint64_t revoked = principals_revoked(principals);
    const struct known *set = set_of(principals, digest);
    bool found = false;
    pthread_mutex_lock(&principals->mutex);
    for (int i = 0; i < WAYS && !found; i++)
        if (set[i].there && set[i].revoked == revoked && digest_equal(set[i].digest, digest))
            found = tell(&set[i], arena, ret);
    pthread_mutex_unlock(&principals->mutex);
    return found;
}

/* Its own place, one that is free or says what is no longer certain, or the next in turn. Under the mutex. */
static struct known *place_for(struct principals *principals, struct digest digest)
{
    const uint64_t revoked = principals_revoked(principals);
    struct known *set = set_of(principals, digest), *place = NULL;
    for (int i = 0; i < WAYS; i++) {
        if (set[i].there && digest_equal(set[i].digest, digest))
            return &set[i];
        if (!set[i].there || set[i].revoked != revoked)
            place = &set[i];
    }
    return place ? place : &set[principals->turn++ % WAYS];
}

void principals_keep(struct principals *principals, struct digest digest, const struct principal *principal,
                     uint64_t revoked)
{
    struct known known = {.there = true, .digest = digest, .revoked = revoked, .role = principal->role};
    const char *station = principal->station ? principal->station : "";
    if (strlen(principal->token) >= NAME_SIZE || strlen(station) >= NAME_SIZE)
        return;
    strcpy(known.token, principal->token);
    strcpy(known.station, station);
    known.has_station = principal->station;
    known.is_account = principal->is_account;
    pthread_mutex_lock(&principals->mutex);
    *place_for(principals, digest) = known;
    pthread_mutex_unlock(&principals->mutex);
}
