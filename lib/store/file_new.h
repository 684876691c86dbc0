/* A file that is there whole or not at all: it has no name before it is on disk, and takes no other file's. */
#ifndef RACKLINE_FILE_NEW_H
#define RACKLINE_FILE_NEW_H

#include "base/fault.h"
#include "base/reason.h"

struct file_new {
    int descriptor;      /* to read and write; nobody else may */
    const char *path;    /* that it is to have */
    const char *partial; /* the name it has meanwhile, where a file must have one; else NULL */
};

/* Begins a file, for its owner alone; a file made by root belongs to whom its folder belongs. Where the file system can,
 * it has no name, and goes with the process; where not, it is `<path>.part`, which file_new_drop removes and a kill
 * leaves. `path` must outlive it. FAULT_REFUSED, "file-exists", when something has the name; FAULT_IO, FAULT_FULL,
 * FAULT_MEMORY, with a reason. */
enum fault file_new_begin(const char *path, struct file_new *ret, struct reasons *reasons);
/* The same as on a file system where a file must have a name. */
enum fault file_new_begin_named(const char *path, struct file_new *ret, struct reasons *reasons);

/* Syncs it to disk, so that what is read from it from now on is what the disk kept. */
enum fault file_new_sync(const struct file_new *file, struct reasons *reasons);
/* Gives it its name, and syncs the folder. Whatever it answers but NOTHING_WRONG, nothing was overwritten. */
enum fault file_new_place(struct file_new *file, struct reasons *reasons);
/* Closes it; one that was not placed is gone. */
void file_new_drop(struct file_new *file);

#endif
