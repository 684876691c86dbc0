/* Who may do what. A token has one role; a route names every role that may use it. */
#ifndef RACKLINE_ROLE_H
#define RACKLINE_ROLE_H

#include "base/record.h"
#include "base/uuid.h"

enum role { ROLE_ABSENT, ROLE_VIEWER, ROLE_STATION, ROLE_OPERATOR, ROLE_QUALITY, ROLE_PLANNER, ROLE_ADMIN };
extern const struct names ROLE_NAMES; /* viewer, station, operator, quality, planner, admin */

/* Sets of roles, for routes. An administrator may do everything that any other may. */
enum {
    MAY_ADMIN = 1u << ROLE_ADMIN,
    MAY_PLAN = MAY_ADMIN | 1u << ROLE_PLANNER,
    MAY_JUDGE = MAY_ADMIN | 1u << ROLE_QUALITY,
    /* Stations post events; people post corrections and defects, and the rules ask each event for its station. */
    MAY_POST = MAY_ADMIN | 1u << ROLE_STATION | 1u << ROLE_OPERATOR | 1u << ROLE_QUALITY,
    MAY_BADGE = 1u << ROLE_STATION, /* operators come to a page of a station, and nowhere else */
    MAY_LEAD = MAY_ADMIN | 1u << ROLE_PLANNER | 1u << ROLE_QUALITY,
    MAY_READ = MAY_ADMIN | 1u << ROLE_VIEWER | 1u << ROLE_STATION | 1u << ROLE_OPERATOR | 1u << ROLE_QUALITY |
               1u << ROLE_PLANNER,
    MAY_ANYBODY = ~0u, /* without a token too: health alone */
};

/* Whoever sent a request, as its token says. */
struct principal {
    const char *token;   /* the name of the token, or the account; "" when there is none */
    int role;            /* enum role */
    const char *station; /* the station a station's token stands for; NULL for people */
    bool is_account;     /* a person who signed in with a password: `token` is the account */
    struct uuid browser; /* of a page that signed in as a station: which one; zero: no page */
};

/* Whether it is one of quality: who decides on faults, waivers and scrap. */
static inline bool principal_judges(const struct principal *principal)
{
    return 1u << principal->role & MAY_JUDGE;
}

#endif
