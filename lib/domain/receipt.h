/* A part that was returned to its supplier and is back: quality says, with a reason and a reference, that it was
 * repaired and may be installed again. */
#ifndef RACKLINE_RECEIPT_H
#define RACKLINE_RECEIPT_H

#include "domain/provenance.h"

struct reasons;
struct snapshot;

/* What is said of it is so now; what is not said stays as it is on record. */
struct component_received {
    const char *part_number;
    const char *serial;
    const char *revision;
    const char *lot;
    const char *supplier;
    const char *country;
    const char *origin_site;
    LIST_OF(struct firmware) firmware;
    const char *reference; /* to what the supplier says of it */
    const char *reason;
};

struct receipt {
    int64_t receipt; /* journal position */
    const char *part_number;
    const char *serial;
    const struct provenance *said; /* NULL: nothing was */
    const char *reference;
    const char *reason;
    const char *received_by;
    int64_t received;  /* time */
    int64_t voided_by; /* journal position of the correction that says it never was */
};
extern const struct record RECEIPT_RECORD;

/* Whether what was found on a part is settled by its having come back: before `receipt_id` quality decided that it was to
 * be returned, reworked or repaired, whatever became of its place since. */
bool receipt_settles(int64_t receipt_id, const struct finding *finding);

/* Only what was returned comes back, with the origin it had; what was to be scrapped does not. Needs SEE_COMPONENT. */
void component_may_be_received(const struct snapshot *snapshot, const struct component_received *data,
                               struct reasons *reasons);

#endif
