/* Whether a table's JSON says what the journal says, where one was written by an older version than the other. */
#ifndef RACKLINE_SAME_JSON_H
#define RACKLINE_SAME_JSON_H

#include "store/db.h"

/* Whether a stored document says the same as one that was made again: the same values, in which this version may write
 * members besides that an older one did not know, where those say nothing: false, or an empty list. False, too, when
 * either is no JSON, or memory is out. `arena` is for what is needed meanwhile. */
bool json_says_same(struct bind stored, struct bind rebuilt, struct arena *arena);

#endif
