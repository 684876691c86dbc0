/* What went wrong, in words and as an exit status. */
#ifndef RACKLINE_COMPLAIN_H
#define RACKLINE_COMPLAIN_H

#include "base/fault.h"
#include "base/reason.h"
#include "rackline/command.h"
#include "rackline/http.h"

/* Exit statuses, which the help lists. */
enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,    /* no answer, the daemon failed, or something of this machine did */
    EXIT_USAGE = 2,     /* the command line is wrong, or what it says is not valid */
    EXIT_REFUSED = 3,   /* the rules of the line refuse it */
    EXIT_NOT_FOUND = 4,
    EXIT_FORBIDDEN = 5, /* no token, or one that may not */
    EXIT_CHANGED = 6,   /* it was changed in between, or the id was used for something else */
};
extern const char EXIT_STATUSES[]; /* the list of them, for the help */

/* Says every reason on the standard error, a line each, by the names that `command` (NULL: none) has on the command
 * line; the fault's own words where there is none; and what the command takes. The exit status. */
int complain_reasons(const struct command *command, enum fault fault, const struct reasons *reasons);

/* Says why an answer is none: there was no connection, or the daemon's problem with all its reasons and what to do
 * about it. The exit status. */
int complain_answer(const struct command *command, const struct http *http, const char *url,
                    const struct http_reply *reply);

#endif
