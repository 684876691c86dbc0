/* How far something long is, told to whoever waits for it, who may end it. */
#ifndef RACKLINE_PROGRESS_H
#define RACKLINE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    /* `what` is under way ("copying"), and `done` of `total` things are ("pages"); total 0: nobody knows how many there
     * are. False: it is to end, and ends with FAULT_STOPPING. */
    bool (*tell)(void *context, const char *what, const char *things, int64_t done, int64_t total);
    void *context;
};

/* NULL: nobody waits. */
static inline bool progress_tell(const struct progress *progress, const char *what, const char *things, int64_t done,
                                 int64_t total)
{
    return !progress || progress->tell(progress->context, what, things, done, total);
}

#endif
