/* Carries a command out: asks the daemon, and shows its answer. */
#ifndef RACKLINE_PERFORM_H
#define RACKLINE_PERFORM_H

#include "rackline/words.h"

/* Of any command that is not its own function. An exit status of complain.h. */
int perform(const struct words *words, struct http *http);

#endif
