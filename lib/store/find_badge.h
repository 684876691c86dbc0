/* Finding operators by their badges, and where they badged in. As in find.h. */
#ifndef RACKLINE_FIND_BADGE_H
#define RACKLINE_FIND_BADGE_H

#include "domain/badge.h"
#include "store/find.h"

/* By what the badge says: of an operator who was given none, the code. */
enum fault find_operator_by_badge(struct store *store, const char *badge, struct arena *arena, struct operator *ret);
/* Where an operator badged in at a station: the latest time that began by then, or else the last time. */
enum fault find_badge(struct store *store, const char *station, const char *operator, int64_t by_us,
                      struct arena *arena, struct badge *ret);
/* Who badged in last at a page of it and has not left. */
enum fault find_badged_in(struct store *store, const char *station, struct uuid browser, struct arena *arena,
                          struct badge *ret);

#endif
