/* The revisions that a unit has had. */
#ifndef RACKLINE_UNIT_REVISIONS_H
#define RACKLINE_UNIT_REVISIONS_H

#include "service/session.h"
#include "service/views_unit.h"

/* Every move of a unit to another revision until a journal position, that one included. The rows live in the arena. */
enum fault unit_revision_views(struct session *session, int64_t unit_id, int64_t until, struct arena *arena,
                               struct revision_view **ret, size_t *ret_count);

/* The product as the unit was built to it at a journal position. FAULT_CORRUPT when it is not there. */
enum fault unit_product_at(struct session *session, const struct unit *unit, int64_t journal_position,
                           struct arena *arena, const struct product **ret);

#endif
