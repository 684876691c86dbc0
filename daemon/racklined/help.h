/* What racklined says of itself, all of it made from the tables of subcommands and settings. */
#ifndef RACKLINE_DAEMON_HELP_H
#define RACKLINE_DAEMON_HELP_H

#include "base/buffer.h"

/* For --help. */
void daemon_help_write(struct buffer *buffer);

/* The manual page racklined(8), as man's macros have it. */
void daemon_manual_write(struct buffer *buffer);

#endif
