/* What speaks against a unit, and what quality decided about it. Rows as in state.h. */
#ifndef RACKLINE_STATE_QUALITY_H
#define RACKLINE_STATE_QUALITY_H

#include "base/record.h"

enum nonconformance_state {
    NONCONFORMANCE_ABSENT,
    NONCONFORMANCE_OPEN, /* use-as-is too, until it is countersigned */
    NONCONFORMANCE_DISPOSED,
    NONCONFORMANCE_VOIDED,
    NONCONFORMANCE_CLOSED,
};
extern const struct names NONCONFORMANCE_STATE_NAMES; /* open, dispositioned, voided, closed */

enum disposition {
    DISPOSITION_ABSENT,
    DISPOSITION_USE_AS_IS,
    DISPOSITION_REWORK,
    DISPOSITION_REPAIR,
    DISPOSITION_SCRAP,
    DISPOSITION_RETURN,
    DISPOSITION_FALSE_FAIL,
};
extern const struct names DISPOSITION_NAMES; /* use_as_is, rework, repair, scrap, return_to_supplier, false_fail */

/* A kind of defect, of a family that it is counted with. */
struct defect {
    const char *defect; /* the plant's code */
    const char *family;
    const char *name;
    const char *description;
    bool withdrawn; /* not to be reported any more */
    int64_t journal_position;
};
extern const struct record DEFECT_RECORD;

/* The code of what opens by itself when an operation fails and nobody says of what; it is in no catalogue. */
#define DEFECT_OPERATION_FAILED "operation-failed"

/* A measurement or an answer that failed. */
struct evidence {
    int64_t journal_position;
};
extern const struct record EVIDENCE_RECORD;

/* More operations than a fault ever sends a unit back to. */
enum { REWORKED_MAX = 50 };

struct nonconformance {
    int64_t nonconformance_id;
    int64_t unit_id;
    const char *operation;
    const char *position;
    const char *code;
    const char *description;
    int state;               /* enum nonconformance_state */
    int disposition;         /* enum disposition */
    const char *reported_by; /* NULL: it opened by itself, when an operation failed */
    const char *disposed_by;
    const char *reason;         /* of the disposition */
    int64_t reported, disposed; /* times */
    bool material_review; /* the operation failed, or the defect was found, as often as it may be: until it is decided,
                             nothing starts on the unit */
    LIST_OF(struct evidence) evidence;
    const char *countersigned_by;
    int64_t countersigned; /* time */
    const char *closed_by;
    int64_t closed;                   /* time */
    int64_t closed_at;                /* journal position of that */
    int64_t installation_id;          /* of the part it is about: what was at the position when it was found */
    const char *station;              /* where it was reported; NULL: at a desk, or it opened by itself */
    int64_t disposed_at;              /* journal position of the disposition */
    LIST_OF(const char *) operations; /* that are to be done again by it */
    int64_t reopened_at;              /* journal position at which those of them that were passed fell */
};
extern const struct record NONCONFORMANCE_RECORD;

/* A nonconformance as far as rules ask for all that a unit, or a part, had. */
struct finding {
    int64_t nonconformance_id;
    int64_t unit_id;
    int64_t installation_id; /* of the part it is about */
    const char *operation;
    const char *position;
    const char *code;
    const char *family; /* of the code, in the catalogue as it is now */
    int state;
    int disposition;
    bool material_review;
    LIST_OF(const char *) operations; /* that are to be done again by the disposition */
    int64_t disposed_at;              /* journal position of the disposition */
    int64_t closed_at;                /* journal position of its closing */
    bool closed_without; /* of a part: it was out when that closed, and has not passed in its place since; of a unit's
                            findings it is not said */
};
extern const struct record FINDING_RECORD;

/* A request to let a unit go on without an operation. It changes nothing until a second person agrees. */
enum waiver_state {
    WAIVER_ABSENT,
    WAIVER_REQUESTED,
    WAIVER_COUNTERSIGNED, /* the operation is waived */
    WAIVER_REJECTED,
    WAIVER_LAPSED,  /* never stored: waiver_standing works it out */
    WAIVER_REVOKED, /* it was countersigned, and quality took it back */
};
extern const struct names WAIVER_STATE_NAMES; /* requested, countersigned, rejected, lapsed, revoked */

struct waiver {
    int64_t waiver_id;
    int64_t unit_id;
    const char *operation;
    int state;          /* enum waiver_state */
    const char *reason; /* of the request */
    const char *requested_by;
    int64_t requested;      /* time */
    const char *decided_by; /* who countersigned or rejected it */
    const char *decision;   /* why */
    int64_t decided;        /* time */
    int64_t decided_at;     /* journal position of that */
    int64_t invalidated_by; /* journal position of what made it fall after it was countersigned, or revoked it */
    const char *revoked_by;
    const char *revocation; /* why */
    int64_t revoked;        /* time */
};
extern const struct record WAIVER_RECORD;

#endif
