/* A disk that fails when it is told to. It stands between SQLite and the system's files, in tests alone: no program
 * that is installed is linked with it.
 *
 * Operations on the database and its logs are counted from disk_arm on, each kind for itself; the n-th of the planned
 * kind meets the planned fault. From any thread. */
#ifndef RACKLINE_TEST_DISK_H
#define RACKLINE_TEST_DISK_H

#include <stdbool.h>
#include <stdint.h>

enum disk_operation { DISK_OPEN, DISK_READ, DISK_WRITE, DISK_SYNC, DISK_TRUNCATE, DISK_DELETE, DISK_OPERATION_COUNT };
extern const char *const DISK_OPERATION_WORDS[DISK_OPERATION_COUNT];

enum disk_fault {
    DISK_ERROR,   /* the operation fails (EIO) and changes nothing; the next one is done */
    DISK_NO_ROOM, /* it fails for want of room (ENOSPC) and changes nothing; the next one is done */
    DISK_TORN,    /* a write is done in part, and fails; the next one is done */
    DISK_GONE,    /* it fails, and so does every later one of any kind */
    DISK_CUT,     /* the power is cut: as DISK_GONE, and of what was not synced each piece is lost, kept or torn */
    DISK_FAULT_COUNT
};
extern const char *const DISK_FAULT_WORDS[DISK_FAULT_COUNT];

struct disk_plan {
    enum disk_operation operation;
    int64_t nth; /* from 1 */
    enum disk_fault fault;
    uint64_t seed; /* of what a cut does to each piece */
};

/* Makes it the file system of every database that is opened from now on. A cut forgets what was written, so a real
 * sync is of no use, and is left out where `lazy`. */
void disk_install(bool lazy);

/* Plans a fault, or none (NULL): everything works again, and counting begins. */
void disk_arm(const struct disk_plan *plan);
/* Whether the planned fault came. */
bool disk_struck(void);

/* Without room no file can grow, nor the index of a log. */
enum disk_room { DISK_HAS_ROOM, DISK_FULL, DISK_QUOTA_SPENT };
void disk_fill(enum disk_room room);
/* The same for as long as a file is there. NULL: no such file. The path is not copied. */
void disk_fill_while(const char *path);

#endif
