/* What other people do on the line while the floor works it: holds, stations taken down, faults, decisions. Where there
 * may be such people, a refusal for what they did is an answer like another: the floor waits for them. */
#ifndef RACKLINE_FLOOR_OTHERS_H
#define RACKLINE_FLOOR_OTHERS_H

#include "floor/plant.h"

/* Whether a refusal for that reason may be somebody else's doing. */
bool others_may_cause(const struct plant *plant, const char *code);
/* Likewise any of the reasons of a problem as the daemon answers it. */
bool others_refuse(const struct plant *plant, const struct json *problem);

enum { RESTS = 16 };

/* Units that a station leaves alone for a while. All zero is empty. */
struct rests {
    struct {
        char unit[100];
        int64_t ends_us; /* monotonic */
    } list[RESTS];
    size_t next; /* to be overwritten */
};

/* The unit is left alone, where there are other people. */
void rests_add(struct rests *rests, const struct plant *plant, const char *unit);
bool rests_has(const struct rests *rests, const char *unit);

/* Whether a claim on an operation that can begin is none any more: nobody was at it for as long as a rest takes.
 * Somebody else aborted it then, or sent it back. */
bool claim_is_void(struct rests *doubts, struct plant *plant, const char *unit, const char *operation);

#endif
