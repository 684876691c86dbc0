/* Whether what the writer keeps of the plant's registers is what is stored. */
#ifndef RACKLINE_TEST_SERVICE_KEPT_H
#define RACKLINE_TEST_SERVICE_KEPT_H

#include "service_line.h"

/* Looks every row of every register up, as a command that comes next would, and holds it against the stored one: so all
 * are kept when the next command changes any. For line->after. */
void kept_prove(struct line *line);

#endif
