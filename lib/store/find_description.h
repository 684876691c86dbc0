/* Finding what was described anew of parts. As in find.h. */
#ifndef RACKLINE_FIND_DESCRIPTION_H
#define RACKLINE_FIND_DESCRIPTION_H

#include "domain/description.h"
#include "store/find.h"

struct descriptions {
    LIST_OF(struct description) list;
};

enum fault find_description(struct store *store, int64_t description_id, struct arena *arena, struct description *ret);
/* Of what is, or was, in a unit, and of one installation, in their order. */
enum fault find_descriptions_of_unit(struct store *store, int64_t unit_id, struct arena *arena,
                                     struct descriptions *ret);
enum fault find_descriptions_of_installation(struct store *store, int64_t installation_id, struct arena *arena,
                                             struct descriptions *ret);
/* Of a component as of this installation: of it and of those before it, in their order. */
enum fault find_descriptions_of_component(struct store *store, int64_t installation_id, struct arena *arena,
                                          struct descriptions *ret);
/* A page of all, by description_id; of one state, or (DESCRIPTION_ABSENT) of any. */
enum fault list_descriptions(struct store *store, int64_t after, int state, int64_t limit, struct arena *arena,
                             struct descriptions *ret);

#endif
