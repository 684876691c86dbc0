/* What was written since the last sync, so that a power cut can take it back. Not for several threads. */
#ifndef RACKLINE_TEST_UNSYNCED_H
#define RACKLINE_TEST_UNSYNCED_H

#include <stddef.h>
#include <stdint.h>

/* Notes a change that is about to be made. */
void unsynced_write(const char *path, int64_t offset, const void *bytes, size_t size);
void unsynced_truncate(const char *path, int64_t size);
void unsynced_delete(const char *path);

/* Forgets what was noted of a file, for it is safe now; of every file (NULL). That a file was deleted is noted of its
 * folder: it is safe when the folder was synced. */
void unsynced_forget(const char *path);
void unsynced_forget_deletes(void);

/* Takes back what was noted, in the files themselves: each change is lost, kept, or kept in part, as the seed says. */
void unsynced_lose(uint64_t seed);

#endif
