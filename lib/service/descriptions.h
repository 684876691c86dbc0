/* Descriptions as they are answered, and what an as-built tree says of them. */
#ifndef RACKLINE_DESCRIPTIONS_H
#define RACKLINE_DESCRIPTIONS_H

#include "service/session.h"
#include "service/views_as_built.h"
#include "service/views_description.h"
#include "store/find_description.h"

enum fault description_views(struct session *session, const struct descriptions *rows, struct arena *arena,
                             struct description_view **ret);

/* Has what is in a unit read as it did at a journal position, and adds to the list how it was described by then or,
 * where `all`, at any time. */
struct description_view_list {
    LIST_OF(struct description_view) list;
};
enum fault as_built_descriptions(struct session *session, const struct unit *unit, int64_t journal_position, bool all,
                                 struct arena *arena, struct as_built_component *components, size_t count,
                                 struct description_view_list *descriptions);
/* Of a component, how it was described before it came here, where it was last by this installation: that is what is on
 * record of it here. */
enum fault as_built_described_before(struct session *session, int64_t installation_id, struct arena *arena,
                                     struct as_built_component *component, struct description_view_list *descriptions);

#endif
