/* Sweeps: something is done on a database once for each operation of its disk, which then fails, until it was done
 * without a failure.
 *
 * In its short form a sweep leaves out some operations that only read, and checks the tables of some runs; with
 * RACKLINE_FAULTS=full in the environment it leaves out nothing. */
#ifndef RACKLINE_TEST_FAULTS_RIG_H
#define RACKLINE_TEST_FAULTS_RIG_H

#include "faults/disk.h"

#include "base/arena.h"
#include "base/fault.h"

/* One run, on a database of its own. */
struct trial {
    const char *path;
    char moment[80]; /* which fault it meets, for messages */
    struct arena *arena;
    bool struck; /* set by `work`: whether the fault came before the database was closed */
};

/* What a sweep is of. All but `prepare` run with every operation of the disk that is planned to fail failing. */
struct sweep_work {
    void (*prepare)(struct trial *trial);    /* the files, on a sound disk */
    enum fault (*work)(struct trial *trial); /* what it was told of a failure, before the database was closed */
    void (*verify)(struct trial *trial);     /* on a sound disk: what is left starts again, and has what it must have */
    int64_t step;                            /* of its writes, in the short form: 1 leaves out none */
};

/* The kinds of sweeps there are; the first ones change the disk. */
enum { SWEEP_KINDS = 20, SWEEP_KINDS_OF_LOG = 11, SWEEP_WRITE_CUT = 4, SWEEP_SYNC_CUT = 7 };

/* Whether nothing is left out. */
bool sweep_is_full(void);
/* How long a sweep may take, in seconds: of its form. */
double sweep_patience_s(void);

/* Runs a sweep of one kind in a folder. What it does without a fault comes first. */
void sweep_run(int kind, const struct sweep_work *work, const char *folder);

/* A database's files are copied, its log if there is one; and removed. */
void database_copy(const char *from, const char *to);
void database_remove(const char *path);

#endif
