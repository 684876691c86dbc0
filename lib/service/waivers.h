/* Waivers as they are answered. */
#ifndef RACKLINE_WAIVERS_H
#define RACKLINE_WAIVERS_H

#include "service/views_as_built.h"
#include "store/find.h"

/* One view a row, in the arena. */
enum fault waiver_views(struct session *session, const struct waivers *rows, struct arena *arena,
                        struct waiver_view **ret);

/* Adds those of the unit that were countersigned at or before a journal position, as they stood then. */
enum fault as_built_waivers(struct session *session, const struct unit *unit, int64_t journal_position,
                            struct arena *arena, struct waivers *ret);

#endif
