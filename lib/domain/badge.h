/* Operators at a station's pages: who badged in where, and for whom such a page may post.
 *
 * A page posts in the name of the operator who was there when something was scanned. What was scanned without a network
 * comes later, when another operator may have badged in, and a repeated post must be the same to the letter. So the
 * page names the operator, nothing is filled in, and an event is taken for the operator who was badged in at this
 * station at the event's own time, as long after the badge's end as a queue may last. */
#ifndef RACKLINE_BADGE_H
#define RACKLINE_BADGE_H

#include "base/reason.h"
#include "base/record.h"
#include "base/time.h"
#include "base/uuid.h"

/* An operator's coming to a station. */
struct badge {
    const char *station;
    const char *operator;
    struct uuid browser; /* the page */
    int64_t began;       /* time */
    int64_t until;       /* time: it counts no longer */
    int64_t ended;       /* time at which the operator left, or another one came; absent: nobody did */
};
extern const struct record BADGE_RECORD;

/* Whether the operator is at the page now. */
bool badge_counts(const struct badge *badge, int64_t now_us);

/* How far the clock of a page, which was told the plant's time, may run from it meanwhile: the world's time. */
#define BADGE_ROOM_US (10 * US_PER_SECOND)

/* What a page posts, and what of time counts for it. */
struct badge_post {
    const char *operator; /* in whose name; NULL: nobody's */
    int64_t at_us;        /* when it was scanned, by the page's clock */
    int64_t now_us;
    int64_t room_us; /* by which the page's clock may be off */
    int64_t late_us; /* for how long after a badge's end queues are taken */
};

/* Whether a page of a station may post that. `badge`: the operator's latest at the station that began by then, give or
 * take the room; where none did, the first after it; NULL where there is none at all. Adds a reason when not. */
void badge_may_post(const struct badge *badge, const struct badge_post *post, struct reasons *reasons);

#endif
