/* The daemon's end of the line to the commands of its own machine (control_line.h): a thread that serves one at a
 * time. */
#ifndef RACKLINE_CONTROL_H
#define RACKLINE_CONTROL_H

#include "base/fault.h"
#include "base/reason.h"
#include "racklined/copying.h"
#include "racklined/log.h"

struct control;

struct control_options {
    const char *database;
    struct copying *copying;
    struct writer *writer;
    const struct log *log;
};

/* Opens the socket, in the place of one that an earlier daemon left, and starts the thread. The database must be ours
 * alone. On failure, with a reason, there is no line, and a daemon can do without. */
enum fault control_start(const struct control_options *options, struct control **ret, struct reasons *reasons);
/* Ends what is under way, and removes the socket. The writer must still run. NULL is safe. */
void control_stop(struct control *control);

#endif
