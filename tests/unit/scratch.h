/* Folders for what a test leaves on its way. */
#ifndef RACKLINE_SCRATCH_H
#define RACKLINE_SCRATCH_H

enum { SCRATCH_SIZE = 64 };

/* Makes an empty folder, in memory where there is such a place: thousands of commits would wait for a disk. The caller
 * removes it; packaging/test removes those whose process, which is in the name, is no more. */
void scratch_make(char ret_folder[static SCRATCH_SIZE]);

#endif
