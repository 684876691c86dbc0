/* A part's provenance described anew: what was recorded of it was wrong, and quality says what is so.
 *
 * A part is described where it is, or was last: its last installation says what is on record of it, and says the new
 * values from then on. What it said before stands in the description. */
#ifndef RACKLINE_DESCRIPTION_H
#define RACKLINE_DESCRIPTION_H

#include "domain/provenance.h"

struct decision;
struct reasons;
struct snapshot;

/* Which part: the one with this serial number, wherever it lies, or what is in a position. What is not said stays. */
struct component_described {
    const char *part_number;
    const char *serial;
    const char *unit; /* serial of the unit with the position */
    const char *unit_part_number;
    const char *position;
    const char *revision;
    const char *lot;
    const char *supplier;
    const char *country;
    const char *origin_site;
    LIST_OF(struct firmware) firmware;
    LIST_OF(struct identifier) identifiers; /* of each kind that is said all that it goes by */
    LIST_OF(const char *) unknown;          /* members: nothing is known of them but what is said here */
    const char *reason;
};
struct description_named { /* description.countersigned, description.rejected */
    int64_t description;   /* its journal position */
    const char *reason;
};
struct result_described { /* of the first, and of a description that was countersigned */
    int64_t installation; /* journal position of the part's last */
    const char *unit;     /* that the part is in; NULL: in none */
    const char *unit_part_number;
    const char *position;
    const struct provenance *before; /* what was on record of that which is described; NULL: nothing was */
    bool open;     /* it does not count yet: the part has left the plant, and a second person countersigns */
    bool approved; /* the part was not approved any more in its position, and is as it is described */
    bool unapproved; /* it is not approved in its position as it is described, and was */
};

enum description_state { DESCRIPTION_ABSENT, DESCRIPTION_OPEN, DESCRIPTION_IN_FORCE, DESCRIPTION_REJECTED };
extern const struct names DESCRIPTION_STATE_NAMES; /* open, in_force, rejected */

struct description {
    struct provenance was;  /* on record until then, all of it, but identifiers only where these are described; first:
                               its members stand among the others */
    int64_t description_id; /* journal position */
    int64_t installation_id;
    int64_t unit_id; /* of that */
    const struct provenance *said;
    const char *reason;
    const char *described_by;
    int64_t described;      /* time */
    int state;              /* enum description_state */
    const char *decided_by; /* who countersigned or rejected it */
    const char *decision;   /* why */
    int64_t decided;        /* time */
    int64_t decided_at;     /* journal position of that */
    int64_t unapproved_by;  /* of the part, until then */
    bool unapproved;        /* it is not approved in its position any more since this counts */
};
extern const struct record DESCRIPTION_RECORD;
/* The journal position since which it counts; ABSENT_INTEGER: it does not. */
int64_t description_since(const struct description *description);

/* `part` is the last installation; the snapshot is of the unit that the part is in, with its occupant_run and
 * occupant_happened, or of no unit, with how the part came back from its supplier. What no scan could say of it is
 * refused, and what is on record so already; not what its position does not take, for that is to be known. */
void component_may_be_described(const struct snapshot *snapshot, const struct installation *part,
                                const struct provenance *said, struct reasons *reasons);
/* By another than the one who described it, as long as the record is what it was then, and what is said may still be.
 */
void description_may_be_countersigned(const struct snapshot *snapshot, const struct installation *part,
                                      const struct description *description, struct reasons *reasons);
void description_may_be_rejected(const struct description *description, struct reasons *reasons);

/* What a description comes to: component.described and, where it counts at once, hold.extended, for the holds that
 * match the part now and did not before, as far out as it is contained. FAULT_MEMORY. */
enum fault decide_described(const struct snapshot *snapshot, const struct installation *part,
                            const struct component_described *data, struct decision *ret, struct arena *arena);
/* The same of description.countersigned. */
enum fault decide_description_countersigned(const struct snapshot *snapshot, const struct installation *part,
                                            const struct description *description, const struct description_named *data,
                                            struct decision *ret, struct arena *arena);

#endif
