/* What the files snapshot*.c share. */
#ifndef RACKLINE_SNAPSHOT_PARTS_H
#define RACKLINE_SNAPSHOT_PARTS_H

#include "domain/rules.h"
#include "store/find.h"

/* A thing that is not there is no failure: the rule sees NULL. */
#define FOUND_OR_NULL(fault, pointer, row)                                                                             \
    do {                                                                                                               \
        if ((fault) == NOTHING_WRONG)                                                                                  \
            (pointer) = (row);                                                                                         \
        else if ((fault) != FAULT_NOT_FOUND)                                                                           \
            return (fault);                                                                                            \
    } while (0)

/* Makes room for one struct in the arena. */
#define NEW(arena, pointer)                                                                                            \
    do {                                                                                                               \
        (pointer) = arena_alloc((arena), sizeof *(pointer));                                                           \
        if (!(pointer))                                                                                                \
            return FAULT_MEMORY;                                                                                       \
    } while (0)

/* Has what was recorded in a run be that of the snapshot. */
void snapshot_take_evidence(struct snapshot *snapshot, const struct measurements *measurements,
                            const struct check_answers *answers, const struct signatures *signatures);

#endif
