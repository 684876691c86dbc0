/* What nobody else may read: a password or a PIN stands on no command line, where the machine's other users and the
 * shell's history have it. */
#ifndef RACKLINE_SECRET_H
#define RACKLINE_SECRET_H

#include "rackline/words.h"

/* Adds to what was said the command's secret, where it has one and no file says it: on a terminal it is asked for twice
 * and not shown, else it is the first line of the standard input. Adds a reason when nothing came, or two texts. */
void secret_take(struct words *words, struct reasons *reasons);

#endif
