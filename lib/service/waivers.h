/* Waivers as they are answered. */
#ifndef RACKLINE_WAIVERS_H
#define RACKLINE_WAIVERS_H

#include "service/as_built_then.h"
#include "service/views_as_built.h"
#include "store/find.h"

/* One view a row, in the arena. */
enum fault waiver_views(struct session *session, const struct waivers *rows, struct arena *arena,
                        struct waiver_view **ret);

/* Adds those of the unit that were countersigned by then, as they stood. */
enum fault as_built_waivers(struct session *session, const struct unit *unit, const struct as_then *then,
                            struct arena *arena, struct waivers *ret);

#endif
