/* Operators at a station's pages: who badged in where, and for whom such a page may post.
 *
 * A page posts in the name of the operator who was there when something was scanned. What was scanned without a network
 * comes later, when another operator may have badged in, and a repeated post must be the same to the letter. So the page
 * names the operator, nothing is filled in, and an event is taken for any operator who badged in at this station and
 * whose badge counts still, or has not counted for longer than a queue may last. */
#ifndef RACKLINE_BADGE_H
#define RACKLINE_BADGE_H

#include "base/reason.h"
#include "base/record.h"
#include "base/uuid.h"

/* An operator's last coming to a station. */
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

/* Whether a page of a station may post in an operator's name (NULL: it names nobody). `badge` is the operator's last at
 * the station, NULL when there is none; `late_us` how long after its end queues are taken. Adds a reason when not. */
void badge_may_post(const struct badge *badge, const char *operator, int64_t late_us, int64_t now_us,
                    struct reasons *reasons);

#endif
