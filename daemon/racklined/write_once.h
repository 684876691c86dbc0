/* A command that writes one thing into a database which no daemon has open. */
#ifndef RACKLINE_WRITE_ONCE_H
#define RACKLINE_WRITE_ONCE_H

#include "racklined/command_line.h"

struct session;

/* What is to be written, inside a transaction at the plant's time; `context` is the caller's. */
typedef enum fault write_function(struct session *session, void *context, struct reasons *reasons);

/* Opens the database of the settings (made when it is not there), writes and commits. An exit status; what was wrong is
 * said. */
int write_once(const struct settings *settings, write_function *write, void *context, struct reasons *reasons);

#endif
