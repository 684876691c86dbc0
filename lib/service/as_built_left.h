/* How a unit left, and who signed it off, for the as-built record; and when what it tells of happened. */
#ifndef RACKLINE_AS_BUILT_LEFT_H
#define RACKLINE_AS_BUILT_LEFT_H

#include "service/as_built_then.h"
#include "service/views_as_built.h"

/* Fills view->scrapping of a unit that was scrapped by then. */
enum fault as_built_scrapping(struct session *session, const struct as_then *then, struct arena *arena,
                              struct as_built_view *view);

/* Fills view->shipment and view->frozen of a unit that had left by a journal position, by the outermost one it is in, or
 * itself: what is in a unit leaves with it. */
enum fault as_built_shipment(struct session *session, const struct unit *outermost, int64_t journal_position,
                             struct arena *arena, struct as_built_view *view);

/* Fills for whom the unit was and where it was to go, as of a journal position or, where it had left by then, as it
 * left; and view->left_in. Comes after as_built_shipment. */
enum fault as_built_destined(struct session *session, const struct unit *unit, const struct unit *outermost,
                             struct arena *arena, struct as_built_view *view);

/* Fills view->signed_off from its runs: the signatures that stood then. FAULT_MEMORY. */
enum fault as_built_signed_off(struct arena *arena, struct as_built_view *view);

/* Says of all that the view tells, in whichever unit, when it happened by the station's clock, where that is not when
 * it was recorded. */
enum fault as_built_late(struct session *session, struct as_built_view *view);

#endif
