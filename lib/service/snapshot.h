/* Loading what a rule sees. */
#ifndef RACKLINE_SNAPSHOT_H
#define RACKLINE_SNAPSHOT_H

#include "domain/rules.h"
#include "service/session.h"

/* What to load: names as they came, NULL where there is none. */
struct snapshot_question {
    const char *unit;
    const char *unit_part_number;
    const char *operation;
    const char *operator;
    const char *tool;
    const char *station;
    const char *position;
    const char *defect;
    const char *component_part_number;
    const char *component_serial;
    const char *component_lot;
    struct {
        const struct identifier *items;
        size_t count;
    } identifiers; /* of the component, as it is scanned */
    struct uuid voided; /* the event a correction names; zero: none */
};

/* Fills a snapshot with what the names stand for and the SEE_… that are asked; a thing that is not there stays NULL.
 * Everything lives in the arena. Runs inside a transaction. FAULT_MEMORY, FAULT_IO, FAULT_CORRUPT. */
enum fault snapshot_load(struct session *session, const struct principal *principal,
                         const struct snapshot_question *question, unsigned see, struct arena *arena,
                         struct snapshot *ret);

/* Adds another operation of the snapshot's unit to it: its run and, with SEE_EVIDENCE, what was recorded in it. */
enum fault snapshot_turn_to(struct session *session, int operation, unsigned see, struct arena *arena,
                            struct snapshot *snapshot);

#endif
