/* Opening a file with SQLite: only one that is ours, and even where nothing can be written. Of the driver alone. */
#ifndef RACKLINE_SQLITE_FILE_H
#define RACKLINE_SQLITE_FILE_H

#include "store/db.h"

#include <stdbool.h>
#include <stdint.h>

struct sqlite3;

enum { SQLITE_BUSY_MS = 5000 }; /* how long a connection waits for another to finish recovering the log */

struct sqlite_file {
    struct sqlite3 *handle; /* the caller's to close, whatever was answered; NULL when memory is out */
    bool foreign;           /* it is another program's: not one byte of it was changed */
    bool immutable;         /* nothing can be written beside it, and no log is there: it is read as it stands */
};

/* Opens it to read or, made where it is not there, to write. SQLite's code; of a foreign one the reason
 * "database-foreign". */
int sqlite_file_open(const char *path, enum db_mode mode, struct reasons *reasons, struct sqlite_file *ret);

/* The one integer that a statement answers with; untouched where there is none. SQLite's code. */
int sqlite_integer(struct sqlite3 *database, const char *sql, int64_t *ret);

/* Opens one that nobody writes, to read it with what its log holds or as it stands without, and changes nothing, nor
 * beside it. */
int sqlite_file_open_untouched(const char *path, bool with_log, struct reasons *reasons, struct sqlite_file *ret);

/* Opens a file that is open already, to read it as it stands. */
int sqlite_file_open_descriptor(int descriptor, struct reasons *reasons, struct sqlite_file *ret);

#endif
