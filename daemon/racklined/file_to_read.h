/* Files that somebody named: the settings, a certificate, its key. */
#ifndef RACKLINE_FILE_TO_READ_H
#define RACKLINE_FILE_TO_READ_H

#include "base/reason.h"

#include <stdio.h>

/* Opens one to read it, and never waits: a pipe that nobody writes to would keep a daemon from ever hearing a signal.
 * NULL with the reason "cannot-read" where that cannot be, or it is none but a folder, a pipe or a device. */
FILE *file_to_read(const char *path, struct reasons *reasons);

#endif
