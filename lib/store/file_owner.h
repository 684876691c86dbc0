/* Whose a new file is. */
#ifndef RACKLINE_FILE_OWNER_H
#define RACKLINE_FILE_OWNER_H

#include "base/arena.h"

#include <stdbool.h>

/* The folder that a path's file is in, in the arena; NULL when memory is out. */
const char *folder_of(const char *path, struct arena *arena);

/* A file that root makes is for whoever works with its folder: a daemon that is not root. False, with errno, when it
 * could not be given to him. */
bool file_give_to_owner(int descriptor, const char *folder);

#endif
