/* What the line knows of each thing: the rows that the rules read and that the journal's entries change.
 *
 * A row's record names its members as the columns of its table and as the members of its JSON. Ids are journal
 * positions of the entry that made the thing, except unit_id, which counts. */
#ifndef RACKLINE_STATE_H
#define RACKLINE_STATE_H

#include "base/digest.h"
#include "base/record.h"
#include "base/time.h"
#include "domain/state_hold.h"
#include "domain/state_plant.h"
#include "domain/state_quality.h"

enum product_state { PRODUCT_ABSENT, PRODUCT_DRAFT, PRODUCT_RELEASED, PRODUCT_OBSOLETE };
extern const struct names PRODUCT_STATE_NAMES; /* draft, released, obsolete */

enum order_state {
    ORDER_ABSENT,
    ORDER_PLANNED,
    ORDER_RELEASED,
    ORDER_IN_PROCESS,
    ORDER_COMPLETED,
    ORDER_CLOSED,
    ORDER_CANCELLED,
};
extern const struct names ORDER_STATE_NAMES;

enum unit_state {
    UNIT_ABSENT,
    UNIT_QUEUED,
    UNIT_IN_PROCESS,
    UNIT_IN_REPAIR, /* as in_process, with a nonconformance that nobody has disposed */
    UNIT_COMPLETED,
    UNIT_SHIPPED,
    UNIT_SCRAPPED,
};
extern const struct names UNIT_STATE_NAMES;

/* What is stored of an operation on a unit. Blocked and ready are not stored: operation_standing works them out. */
enum operation_state {
    OPERATION_OPEN, /* never run, or aborted: no row, or this */
    OPERATION_RUNNING,
    OPERATION_PAUSED,
    OPERATION_PASSED,
    OPERATION_FAILED,
    OPERATION_INVALIDATED,
    OPERATION_WAIVED,
    OPERATION_BLOCKED, /* never stored */
    OPERATION_READY,   /* never stored */
};
extern const struct names OPERATION_STATE_NAMES; /* index 0 is a word here: open is never absent */

enum run_state { RUN_ABSENT, RUN_RUNNING, RUN_PAUSED, RUN_PASSED, RUN_FAILED, RUN_ABORTED };
extern const struct names RUN_STATE_NAMES;

enum verdict { VERDICT_ABSENT, VERDICT_PASSED, VERDICT_FAILED };
extern const struct names VERDICT_NAMES;

enum component_state { COMPONENT_ABSENT, COMPONENT_AVAILABLE, COMPONENT_INSTALLED, COMPONENT_SCRAPPED, COMPONENT_RETURNED };
extern const struct names COMPONENT_STATE_NAMES; /* available, installed, scrapped, returned */

/* What is to become of a removed component. */
enum removal { REMOVAL_ABSENT, REMOVAL_REUSE, REMOVAL_SCRAP, REMOVAL_RETURN };
extern const struct names REMOVAL_NAMES; /* reuse, scrap, return_to_supplier */

/* What a component is once it was removed so. */
enum component_state component_after(enum removal removal);

/* Units of one order. A release makes all of them in one commit, which the whole line waits for: 20 to 75 microseconds a
 * unit. A journal of before there was that bound may have planned more. */
enum { ORDER_UNITS_MAX = 10000, ORDER_UNITS_EVER = 100000 };

struct order {
    const char *order; /* its number, the planner's */
    const char *part_number;
    const char *revision;
    int64_t quantity;
    const char *customer;
    const char *destination;
    int64_t due;      /* time */
    int64_t priority; /* 1 is the most urgent; 1 to 9 */
    int state;        /* enum order_state */
    int64_t planned, released, completed, closed; /* times; cancelled counts as closed */
    int64_t journal_position;                     /* of its last change: its ETag */
    int64_t revised_by; /* journal position of the last move of its units to another revision than its own */
    int64_t closed_last; /* time it was last closed: kept while it is in work again */
};
extern const struct record ORDER_RECORD;

struct unit {
    int64_t unit_id; /* inside only: never in JSON of the API */
    const char *serial;
    const char *part_number;
    const char *revision;
    const char *order;
    int64_t sequence; /* its place in its part number, from 1: not what its serial number says */
    int state;        /* enum unit_state */
    int64_t installed_in; /* unit_id of the unit it is a component of */
    int64_t released, started, completed, shipped; /* times; scrapped counts as completed */
    int64_t completed_last;                        /* time it last was: kept while it is in work again */
    int64_t completed_last_by;                     /* journal position of that unit.completed */
};
extern const struct record UNIT_RECORD;

/* A move of a unit to a newer revision. */
struct unit_revision {
    int64_t unit_id;
    int64_t revised_by;   /* journal position of the order.revised */
    const char *previous; /* revision before it */
    const char *revision; /* after it */
    int64_t revised;      /* time */
    const char *token;    /* that signed it */
    const char *reason;
};
extern const struct record UNIT_REVISION_RECORD;

struct unit_operation {
    int64_t unit_id;
    const char *operation;
    int state; /* enum operation_state */
    int64_t attempts; /* runs begun, aborted ones left out */
    int64_t failures; /* runs failed since it last passed */
    int64_t run_id;   /* the last run */
    int64_t invalidated_by; /* journal position of what made its evidence fall */
    int64_t left_out_by;    /* journal position of the change of revision that left it out; rows with it are history */
};
extern const struct record UNIT_OPERATION_RECORD;

/* One attempt at an operation. Its id is the journal position of its start. */
struct run {
    int64_t run_id;
    int64_t unit_id;
    const char *operation;
    int64_t attempt; /* from 1 */
    const char *station;
    const char *bay;
    const char *operator;
    const char *tool;
    int state;              /* enum run_state */
    int64_t power_w;        /* it takes while it runs or is paused */
    double coolant_lpm;     /* likewise */
    int64_t started, ended; /* times */
    int64_t ended_by;       /* journal position of its end */
    int64_t running_since;  /* time; absent while paused and after the end */
    int64_t accumulated_us; /* before running_since */
    int64_t invalidated_by; /* journal position of what made its evidence fall */
};
extern const struct record RUN_RECORD;

/* How a run counts its time. */
struct run_clock {
    int64_t running_since;  /* time; absent: it stands still */
    int64_t accumulated_us; /* before that */
};

/* When something was done, by the clock of who posted it. */
struct happened {
    bool said;
    int64_t began, ended; /* ended absent: it goes on */
};

/* What fills, or once filled, a position. Its id is the journal position of the installation. */
struct installation {
    int64_t installation_id;
    int64_t unit_id;
    const char *position;
    const char *part_number;
    const char *revision;
    const char *serial;
    const char *lot;
    const char *supplier;
    const char *country;     /* of origin, ISO 3166-1 alpha-2 */
    const char *origin_site; /* where it was made */
    LIST_OF(struct firmware) firmware;
    LIST_OF(struct identifier) identifiers;
    int64_t child_unit_id; /* when the component is a unit built here */
    int64_t run_id;
    const char *operator;
    int64_t installed, removed;  /* times; removed: absent while it is there */
    int64_t removed_by;          /* journal position of the removal, or of the correction that voided it */
    int removal;                 /* enum removal */
    bool voided;                 /* it never was: a correction said so */
    int64_t unapproved_by;       /* journal position of the change of revision, or of what the part was described
                                    as, since which it is not approved */
};
extern const struct record INSTALLATION_RECORD;

struct firmware {
    const char *name;
    const char *version;
};
extern const struct record FIRMWARE_RECORD;

/* Another name a component goes by. */
enum identifier_kind { IDENTIFIER_ABSENT, IDENTIFIER_UUID, IDENTIFIER_MAC, IDENTIFIER_GUID, IDENTIFIER_ASSET_TAG };
extern const struct names IDENTIFIER_KIND_NAMES; /* uuid, mac, guid, asset_tag */
struct identifier {
    int kind;
    const char *value;
};
extern const struct record IDENTIFIER_RECORD;

/* A permanent one by which a bought part with a serial number is known. */
struct known_identifier {
    struct identifier identifier;
    const char *part_number;
    const char *serial;
    int64_t installation_id; /* with which it was scanned */
};

/* A part with a serial number, wherever it is. */
struct component {
    const char *part_number;
    const char *serial;
    int state;               /* enum component_state */
    int64_t installation_id; /* the last one */
};
extern const struct record COMPONENT_RECORD;

struct measurement {
    int64_t measurement_id;
    int64_t run_id;
    const char *characteristic;
    const char *position;
    double value;
    double lower, upper; /* the limits it was judged by */
    int verdict;
    const char *tool;
    const char *operator;
    int64_t recorded; /* time */
    int64_t voided_by;
};
extern const struct record MEASUREMENT_RECORD;

/* The answer to a check. */
struct check_answer {
    int64_t answer_id;
    int64_t run_id;
    const char *check_name;
    const char *position;
    const char *answer;
    int verdict;
    const char *operator;
    int64_t recorded;
    int64_t voided_by;
};
extern const struct record CHECK_ANSWER_RECORD;

struct signature {
    int64_t signature_id;
    int64_t run_id;
    const char *operator;
    const char *meaning;
    int64_t recorded;
    int64_t voided_by;
};
extern const struct record SIGNATURE_RECORD;

/* A stretch of a run during which it stood still: paused, or taken for ended until a correction said otherwise. */
struct run_pause {
    int64_t pause_id;
    int64_t run_id;
    int64_t paused, resumed; /* times; resumed: absent while it is paused, and where it was aborted then */
    int64_t resumed_by;      /* journal position of the resumption; absent too where a correction ended it */
};
extern const struct record RUN_PAUSE_RECORD;

struct token {
    const char *token; /* its name */
    int role;          /* enum role */
    const char *station;
    struct digest digest; /* of its text */
    int64_t made, revoked; /* times */
};
extern const struct record TOKEN_RECORD;

#endif
