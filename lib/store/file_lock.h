/* A lock that one process holds on a file's behalf, until it closes it or dies. */
#ifndef RACKLINE_FILE_LOCK_H
#define RACKLINE_FILE_LOCK_H

#include "base/fault.h"
#include "base/reason.h"

/* Locks `<path>.lock` beside the file itself, wherever symbolic links to it stand; the file is made when it is not
 * there. The lock's file stays: removing it would let two processes lock two files of one name. It is another file than
 * the database because closing any descriptor of that would drop the locks that SQLite holds on it in this process.
 * *ret is the file descriptor to close. FAULT_BUSY, with the reason "database-in-use", when another process has it;
 * FAULT_INVALID, "database-linked", when the file has a second name; FAULT_IO, FAULT_FULL, FAULT_MEMORY. */
enum fault file_lock(const char *path, int *ret, struct reasons *reasons);

#endif
