/* A lock that one process holds on a file's behalf, until it closes it or dies. */
#ifndef RACKLINE_FILE_LOCK_H
#define RACKLINE_FILE_LOCK_H

#include "base/fault.h"
#include "base/reason.h"

/* Locks `<path>.lock`, which is made and stays: removing it would let two processes lock two files of one name. *ret
 * is the file descriptor to close. FAULT_BUSY, with the reason "database-in-use", when another process has it;
 * FAULT_IO, FAULT_FULL, FAULT_MEMORY. */
enum fault file_lock(const char *path, int *ret, struct reasons *reasons);

#endif
