/* A database that is an open file: SQLite reads and writes a descriptor, whatever name the file has, if any. So a copy
 * is written to a file that another process opened, where this one may open nothing; and is read before it has a name.
 * Of the driver alone. */
#ifndef RACKLINE_SQLITE_DESCRIPTOR_H
#define RACKLINE_SQLITE_DESCRIPTOR_H

#include <stdbool.h>

enum { DESCRIPTOR_URI_SIZE = 80 };

/* The name by which SQLite opens a descriptor, with SQLITE_OPEN_URI. The file is nobody else's meanwhile: nothing is
 * locked, there is no log and no journal beside it, and nothing is synced to disk. The descriptor stays the caller's,
 * and must outlive the connection. Where it is not to be written to, it may not change either. */
void sqlite_descriptor_uri(int descriptor, bool writes, char uri[static DESCRIPTOR_URI_SIZE]);

#endif
