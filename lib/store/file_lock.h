/* A lock that one process holds on a file's behalf, until it closes it or dies. */
#ifndef RACKLINE_FILE_LOCK_H
#define RACKLINE_FILE_LOCK_H

#include "base/fault.h"
#include "base/reason.h"

#include <stdbool.h>

/* Locks `<path>.lock` beside the file itself, wherever symbolic links to it stand; the file is made when it is not
 * there. The lock's file stays: removing it would let two processes lock two files of one name. It is another file than
 * the database because closing any descriptor of that would drop the locks that SQLite holds on it in this process.
 * *ret is the file descriptor to close. FAULT_BUSY, with the reason "database-in-use", when another process has it;
 * FAULT_INVALID, "database-linked", when the file has a second name, or as file_check_whole and log_check_whole say;
 * FAULT_IO, FAULT_FULL, FAULT_MEMORY. */
enum fault file_lock(const char *path, int *ret, struct reasons *reasons);

/* The same for a file that is not there, and is not made: so that nobody makes it meanwhile. */
enum fault file_lock_absent(const char *path, int *ret, struct reasons *reasons);

/* Whether a process holds the lock of a file: looking takes nothing, so that who is about to lock it does not mind. */
enum fault file_is_locked(const char *path, bool *ret, struct reasons *reasons);

/* Whether a log stands beside a file: some of it may be in there alone, or a daemon writes it. */
bool file_has_log(const char *path, struct reasons *reasons);

/* Whether a file that is there is one, has the log that it was not closed without, and can be a database, or one of
 * which nothing was written yet: SQLite takes a file of no or one byte for the latter whatever it was, and removes its
 * log. What a start leaves that ended while it made a database is a file of no bytes without a log, or a short one with
 * a rollback journal, which no database of ours has later. Anything else that is shorter than a page is FAULT_INVALID,
 * "database-cut"; "database-unusable" is what is no file, and "database-log-missing" one whose log's index is there
 * alone. FAULT_IO. */
enum fault file_check_whole(const char *path, struct reasons *reasons);

/* The file's path without links, also where it is not there; in the arena of the reasons. NULL, with a reason, where
 * its folder is not there. */
const char *file_real_path(const char *path, struct reasons *reasons);

#endif
