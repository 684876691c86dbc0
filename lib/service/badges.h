/* Operators at the pages of stations: PINs, badging in and out, and in whose name such a page may post. */
#ifndef RACKLINE_BADGES_H
#define RACKLINE_BADGES_H

#include "service/request.h"

struct pin_body {
    const char *pin;
};
extern const struct record PIN_BODY_RECORD;

struct badge_body {
    const char *badge;
    const char *pin;
    bool signs;
};
extern const struct record BADGE_BODY_RECORD;

/* Who is at a page of a station. */
struct badge_view {
    const char *operator;
    const char *name;
    LIST_OF(struct skill) skills;
    int64_t began; /* time */
    int64_t until; /* time */
    int64_t now;   /* time */
    double clock_rate;
};
extern const struct record BADGE_VIEW_RECORD;

/* Both hash: they run on threads of their own, and their commands enter what they found. */
prepare_function prepare_pin, prepare_badge;
command_function set_pin, badge_in, badge_out;
view_function view_badge;

/* Whether the request, where it comes from a station's page, may post in the operator's name what was scanned at that
 * time. Adds a reason when not; returns what reading met. */
enum fault badge_judge(struct session *session, const struct request *request, const char *operator, int64_t at_us,
                       struct reasons *reasons);

#endif
