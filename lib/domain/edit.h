/* The data of journal entries that stations do not post: what planners, quality and administrators change, and what
 * follows from another entry by itself. What was asked is the data, so that a repeated request is known by it; what was
 * decided is the result (result.h). Accounts and descriptions have headers of their own. */
#ifndef RACKLINE_EDIT_H
#define RACKLINE_EDIT_H

#include "base/uuid.h"
#include "domain/account.h"
#include "domain/description.h"
#include "domain/product.h"
#include "domain/receipt.h"
#include "domain/result.h"
#include "domain/site.h"
#include "domain/state.h"

struct site_founded {
    struct site site;
};
struct clock_stepped { /* nothing happened in between, and what runs did not run */
    int64_t from;      /* time */
    int64_t to;
};
struct product_drafted {
    struct product_definition definition;
};
struct product_named { /* product.released, product.obsoleted */
    const char *part_number;
    const char *revision;
};
struct order_planned { /* order.planned, order.replanned */
    const char *order;
    const char *part_number;
    const char *revision;
    int64_t quantity;
    const char *customer;
    const char *destination;
    int64_t due; /* time */
    int64_t priority;
};
struct order_named { /* order.released, order.cancelled, order.closed, order.started, order.completed,
                        order.reopened */
    const char *order;
    const char *reason;
};
/* Units of a released order are built on by a newer revision: those that are named, or those on which an operation has
 * not begun. */
enum { REVISED_UNITS_MAX = 1000 };
struct order_revised {
    const char *order;
    const char *revision;
    LIST_OF(const char *) units; /* serials */
    const char *before;          /* an operation */
    const char *reason;
    struct digest outcome; /* of its preview; zero: whatever it comes to */
};
struct unit_named { /* unit.started, unit.completed, unit.scrapped */
    const char *unit;
    const char *part_number;
    const char *reason;
};
struct station_defined {
    const char *station;
    const char *name;
    const char *type;
    int64_t capacity;
    LIST_OF(struct bay) bays;
    int64_t power_w;
    double coolant_lpm;
};
struct operator_defined {
    const char *operator;
    const char *name;
    LIST_OF(struct skill) skills;
    bool left;
    const char *badge;
};
struct pin_set { /* the PIN itself is in no entry */
    const char *operator;
};
struct badged { /* operator.badged_in, operator.badged_out; the station is the entry's */
    const char *operator;
    struct uuid browser;
    bool signs;
};
struct tool_defined {
    const char *tool;
    const char *name;
    const char *type;
    int64_t calibration_due;
    bool withdrawn;
};
struct defect_defined {
    const char *defect;
    const char *family;
    const char *name;
    const char *description;
    bool withdrawn;
};
struct calendar_defined {
    const char *time_zone;
    LIST_OF(struct shift) shifts;
    LIST_OF(const char *) holidays;
};
struct token_made {
    const char *token;
    int role;
    const char *station;
};
struct token_revoked {
    const char *token;
};
struct hold_placed {
    struct selector selector; /* first: its members stand among the others */
    const char *reason;
};
/* A unit that a hold lies on from this entry on. */
struct held {
    int64_t hold; /* its journal position; absent: the hold that this entry places */
    const char *unit;
    const char *part_number;
    int match;            /* enum match */
    const char *via;      /* positions from the unit down to what matched, with / between; absent: the unit itself */
    int64_t installation; /* journal position of the first that matched; run likewise */
    int64_t run;
    int64_t matches; /* how many things matched */
    int64_t lifted;  /* journal position at which the unit was released out of the hold before; absent: it was not */
    int64_t before;  /* journal position of what it had lain on that unit by until then; absent: as lifted, or of a time
                        when that was not kept */
};
struct result_held { /* of hold.placed: the list as it was then */
    LIST_OF(struct held) units;
};
struct hold_extended { /* what matched later */
    LIST_OF(struct held) units;
};
struct hold_released {
    int64_t hold; /* its journal position */
    const char *reason;
};
/* How a unit stood on a hold's list when it had been released out of it; members as of struct hold_match. */
struct stood {
    int64_t frozen_by;
    int match;
    const char *via;
    int64_t installation, run;
    int64_t matches;
    int64_t released;
    const char *released_by;
    const char *release_reason;
    int64_t lifted_at;
};
struct lifted {
    const char *unit;
    const char *part_number;
    const struct stood *stood; /* where what caught it again was a slip: as it stood before that; NULL: it did not */
    bool never;                /* where all that ever caught it were slips: it is on the list no more */
};
struct hold_lifted { /* off some of the units it lies on: by who may release it, or by itself when a correction took back
                        what matched */
    int64_t hold;
    LIST_OF(struct lifted) units;
    const char *reason;
};
struct nonconformance_dispositioned {
    int64_t nonconformance; /* its journal position */
    int disposition;
    const char *reason;
    LIST_OF(const char *) operations; /* that are to be done again, for a rework or a repair */
    int64_t replaces;                 /* journal position of the decision that this one takes the place of */
};
struct operation_reopened { /* by itself, when what is to be done again had been passed or waived */
    const char *unit;
    const char *part_number;
    int64_t nonconformance; /* its journal position */
    LIST_OF(const char *) operations; /* that the disposition names */
};
struct forecast_recorded {
    int64_t seed; /* of its draws */
};
struct nonconformance_named { /* nonconformance.countersigned, nonconformance.closed */
    int64_t nonconformance;
    const char *reason;
};
struct nonconformance_opened { /* by itself, when an operation failed; the code is the defect's, where one was named */
    const char *unit;
    const char *part_number;
    const char *operation;
    int64_t attempt;
    const char *code;
    bool material_review;
    LIST_OF(struct evidence) evidence;
};
struct waiver_requested {
    const char *unit;
    const char *part_number;
    const char *operation;
    const char *reason;
};
struct waiver_named { /* waiver.countersigned, waiver.rejected, waiver.revoked */
    int64_t waiver;   /* its journal position */
    const char *reason;
};
struct operation_waived { /* by itself, when its waiver was countersigned */
    const char *unit;
    const char *part_number;
    const char *operation;
    const char *reason; /* of the waiver */
    int64_t waiver;     /* its journal position; absent: of a time when one person could waive */
};

#endif
