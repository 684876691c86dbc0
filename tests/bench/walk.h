/* A unit's way through its routing as the events that stations post for it: started, filled, measured, answered, signed
 * and completed, operation by operation. */
#ifndef RACKLINE_BENCH_WALK_H
#define RACKLINE_BENCH_WALK_H

#include "bench/line.h"

#include <stdint.h>

/* One event as JSON. Its id and time are filled in when it is sent, in place. */
struct message {
    char *bytes;
    size_t size;
    char *time; /* inside `bytes` */
};

struct walk {
    LIST_OF(struct message) messages;
};

/* Everything that a unit of `recipe` goes through. `made`: the serials of the units it takes, in the order of its
 * positions; NULL when it takes none. Lives in the arena. */
struct walk walk_make(const struct bench_line *line, const struct recipe *recipe, const char *unit, char *const *made,
                      struct arena *arena);

/* A new id, version 7 and so in time order, and the station's time. */
void message_stamp(struct message *message, int64_t now_us);

#endif
