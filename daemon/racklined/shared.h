/* Answers that dashboards ask for most: rendered once for everybody, and kept for as long as they are right. That is
 * until something is entered; of those that tell of some units only, until something is entered about these; and of
 * those that depend on the time as well, also for no longer than a moment. */
#ifndef RACKLINE_SHARED_H
#define RACKLINE_SHARED_H

#include "racklined/negotiate.h"
#include "racklined/route.h"
#include "service/unit_changes.h"

#include <stdatomic.h>

struct shared;

/* One answer, which nobody changes once it is kept. */
struct shared_answer {
    const struct route *route;
    int64_t journal_position; /* as of which it is */
    int64_t end_us;           /* monotonic: when its moment is over; INT64_MAX: it does not depend on the time */
    char etag[ETAG_SIZE];
    size_t size;       /* of its body */
    void *response;    /* the server's: headers and body, ready to be queued */
    atomic_uint users; /* the rest is the keeper's */
    void (*forget)(void *response);
    size_t place_count; /* 0: it tells of anything */
    uint16_t places[];  /* of the units that it tells of */
};

/* Keeps up to `bytes_max` bytes of bodies: where there is no room for another, what nobody has asked for the longest
 * goes. `changes` must outlive it. NULL when memory is out. */
struct shared *shared_new(size_t bytes_max, const struct unit_changes *changes);
/* Every answer must have been given back. NULL is safe. */
void shared_free(struct shared *shared);

/* An empty answer, to be filled by the caller, who gives it back like any other; `forget` frees its response. `places`
 * are copied; NULL: it tells of anything. NULL when memory is out. */
struct shared_answer *shared_answer_new(void (*forget)(void *response), const struct unit_places *places);
/* Gives an answer back. NULL is safe. */
void shared_release(struct shared_answer *answer);

/* Something was entered: what is kept of earlier positions is wrong from now on. From any thread. */
void shared_journal_grew(struct shared *shared, int64_t journal_position);

/* The answer to a target as it was sent, and in its language, if it is kept and right. NULL: it is not. */
struct shared_answer *shared_find(struct shared *shared, const char *target);

/* The same, waiting for it while another thread makes it. NULL: it is the caller's to make; he must put it there, or
 * give up. */
struct shared_answer *shared_claim(struct shared *shared, const char *target);
/* Keeps an answer, which stays the caller's too. */
void shared_put(struct shared *shared, const char *target, struct shared_answer *answer);
void shared_give_up(struct shared *shared, const char *target);

#endif
