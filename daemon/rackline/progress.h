/* How far long work has come, on the standard error of a person who waits: nothing is shown before a second is over,
 * and nothing at all where no terminal is. */
#ifndef RACKLINE_PROGRESS_H
#define RACKLINE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* is counted: "entries" */
    int64_t total;    /* 0: nobody knows */
    int64_t began_ms, shown_ms;
    bool terminal;
    bool shown;
};

struct progress progress_begin(const char *what, int64_t total);
/* So many are done. */
void progress_at(struct progress *progress, int64_t done);
/* Takes the bar away again. */
void progress_end(struct progress *progress);

#endif
