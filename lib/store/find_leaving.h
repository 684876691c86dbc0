/* Finding what is to be taken out. As in find.h. */
#ifndef RACKLINE_FIND_LEAVING_H
#define RACKLINE_FIND_LEAVING_H

#include "domain/leaving.h"
#include "store/find.h"

/* All there is in the plant, for that is little. */
enum fault list_leaving(struct store *store, struct arena *arena, struct leaving_list *ret);

#endif
