/* How far a long command is, as a line on a terminal, and the signals that end it. */
#ifndef RACKLINE_PROGRESS_BAR_H
#define RACKLINE_PROGRESS_BAR_H

#include "base/progress.h"

struct progress_bar {
    bool terminal;   /* standard error is one: the line is shown */
    int signals;     /* signalfd of those that ask for the end */
    bool ended;      /* one did */
    int64_t told_us; /* when the line was drawn last */
    const char *what;
};

/* From here on SIGINT, SIGTERM and SIGHUP wait until they are asked for, and this process lets others go first: a daemon
 * on the same machine has stations that wait. False when the signals cannot be caught. */
bool progress_bar_begin(struct progress_bar *ret);
/* What is told redraws the line, a few times a second; false once a signal came. */
struct progress progress_bar_progress(struct progress_bar *bar);
/* Whether a signal asked for the end, by now. */
bool progress_bar_ended(struct progress_bar *bar);
/* Removes the line, so that what is printed next stands alone. */
void progress_bar_end(struct progress_bar *bar);

#endif
