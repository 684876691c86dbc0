/* Text for manual pages, as roff takes it. */
#ifndef RACKLINE_ROFF_H
#define RACKLINE_ROFF_H

#include "base/buffer.h"

/* Appends a text that roff shows as it is: its own signs (a backslash, a hyphen, a dot or an apostrophe at a line's
 * beginning) are escaped. `text` begins a line. */
void buffer_roff(struct buffer *buffer, const char *text);

#endif
