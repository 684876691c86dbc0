/* Reading the settings again while the daemon runs. */
#ifndef RACKLINE_REREAD_H
#define RACKLINE_REREAD_H

#include "racklined/command_line.h"
#include "racklined/log.h"

/* Reads the file and the options of the same command line again. *ret is what counts from now on: the settings of now,
 * with what may change on SIGHUP changed; its texts live in the arena. Says in one line each what changed, and what
 * cannot before the daemon is started anew; the level of the log is changed as it says.
 *
 * FAULT_INVALID when something is wrong with them: every reason was said, and *ret is untouched. */
enum fault settings_reread(const struct command_line *line, const struct settings *now, struct log *log,
                           struct arena *arena, struct settings *ret);

#endif
